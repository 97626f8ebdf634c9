-- SPDX-License-Identifier: GPL-3.0-or-later
-- Groupings of the reader stand beside the shipped ones, in the same tables.
ALTER TABLE group_node ADD COLUMN key TEXT NOT NULL DEFAULT '';   -- stays when the path changes; shipped: empty, the path is it
ALTER TABLE group_node ADD COLUMN description_en TEXT NOT NULL DEFAULT '';
ALTER TABLE group_node ADD COLUMN description_ja TEXT NOT NULL DEFAULT '';

-- Each paper with every node of the shipped groupings that it is in, directly or below: words that the search knows. The
-- reader's own groups are not among them, for then every move of papers would write their part of the search anew.
DROP VIEW paper_group;
CREATE VIEW paper_group (grouping, path, en, ja, paper) AS
SELECT g.grouping, g.path, g.en, g.ja, m.paper
FROM group_member m
    JOIN grouping s ON s.id = m.grouping AND s.origin = 'shipped'
    JOIN group_node g
        ON g.grouping = m.grouping AND (m.path = g.path OR substr(m.path, 1, length(g.path) + 1) = g.path || '/');
