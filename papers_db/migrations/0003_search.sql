-- SPDX-License-Identifier: GPL-3.0-or-later
-- The search. search_text holds folded text, one row a paper; the two indexes hold its words, and the pairs of
-- neighbouring characters of writing without blanks. They keep no copy of the text: search_text says what to take out.
CREATE TABLE search_text (
    id      INTEGER PRIMARY KEY,   -- paper.position
    title   TEXT NOT NULL,
    names   TEXT NOT NULL,
    authors TEXT NOT NULL,
    texts   TEXT NOT NULL,
    labels  TEXT NOT NULL,
    notes   TEXT NOT NULL
) STRICT;

CREATE VIRTUAL TABLE search_words USING fts5(title, names, authors, texts, labels, notes,
    content = '', prefix = '1 2 3', tokenize = 'unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE search_pairs USING fts5(title, names, authors, texts, labels, notes,
    content = '', prefix = '1', tokenize = 'unicode61 remove_diacritics 0');

-- Every text that is searched, as written: whose it is, which field a reader knows it as, and its column above.
CREATE VIEW search_field (paper, field, place, text) AS
SELECT id, 'title', 'title', title FROM paper
UNION ALL SELECT id, 'title', 'title', name_ja FROM paper
UNION ALL SELECT paper, 'title', 'title', title FROM title_variant
UNION ALL SELECT id, 'short-name', 'names', short_name FROM paper
UNION ALL SELECT id, 'short-name', 'names', expansion FROM paper
UNION ALL SELECT id, 'short-name', 'names', id FROM paper
UNION ALL SELECT paper, 'authors', 'authors', name FROM author
UNION ALL SELECT a.paper, 'authors', 'authors', v.value FROM author a, json_each(a.variants) v
UNION ALL SELECT paper, CASE WHEN section LIKE 'demo %' THEN 'demo' ELSE section END, 'texts', en FROM page_text
UNION ALL SELECT paper, CASE WHEN section LIKE 'demo %' THEN 'demo' ELSE section END, 'texts', ja FROM page_text
UNION ALL SELECT id, 'venue', 'labels', venue FROM paper
UNION ALL SELECT x.paper, 'tag', 'labels', t.name FROM paper_tag x JOIN tag t ON t.id = x.tag
UNION ALL SELECT paper, 'group', 'labels', en FROM paper_group
UNION ALL SELECT paper, 'group', 'labels', ja FROM paper_group
UNION ALL SELECT paper, 'note', 'notes', markdown FROM note;

-- One row a paper; what fold() makes of it goes into search_text.
CREATE VIEW search_source AS
SELECT p.position AS id,
    (SELECT group_concat(text, char(10)) FROM search_field f WHERE f.paper = p.id AND place = 'title') AS title,
    (SELECT group_concat(text, char(10)) FROM search_field f WHERE f.paper = p.id AND place = 'names') AS names,
    (SELECT group_concat(text, char(10)) FROM search_field f WHERE f.paper = p.id AND place = 'authors') AS authors,
    (SELECT group_concat(text, char(10)) FROM search_field f WHERE f.paper = p.id AND place = 'texts') AS texts,
    (SELECT group_concat(text, char(10)) FROM search_field f WHERE f.paper = p.id AND place = 'labels') AS labels,
    (SELECT group_concat(text, char(10)) FROM search_field f WHERE f.paper = p.id AND place = 'notes') AS notes
FROM paper p;
