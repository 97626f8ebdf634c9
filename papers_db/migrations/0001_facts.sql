-- SPDX-License-Identifier: GPL-3.0-or-later
-- Facts that ship with the program. A later program replaces them as a whole (origin 'shipped').
CREATE TABLE shipped (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

CREATE TABLE paper (
    position     INTEGER PRIMARY KEY,   -- order of the catalogue; also the row in the search tables
    id           TEXT NOT NULL UNIQUE,
    origin       TEXT NOT NULL CHECK (origin IN ('shipped', 'reader')),
    number       INTEGER,
    kind         TEXT NOT NULL,
    short_name   TEXT NOT NULL DEFAULT '',
    expansion    TEXT NOT NULL DEFAULT '',
    title        TEXT NOT NULL,
    name_ja      TEXT NOT NULL DEFAULT '',
    authors      TEXT NOT NULL DEFAULT '',   -- as a list shows them
    venue        TEXT NOT NULL DEFAULT '',
    year         INTEGER,
    proceedings  TEXT NOT NULL DEFAULT '',
    presentation TEXT NOT NULL DEFAULT '',
    bibtex_key   TEXT NOT NULL DEFAULT '',
    arxiv_id     TEXT NOT NULL DEFAULT '',
    openreview_id TEXT NOT NULL DEFAULT '',
    doi          TEXT NOT NULL DEFAULT '',
    pages        TEXT NOT NULL DEFAULT '',
    code         TEXT NOT NULL               -- state of the first code fact
) STRICT;

CREATE TABLE author (
    paper    TEXT NOT NULL REFERENCES paper(id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    name     TEXT NOT NULL,
    given    TEXT NOT NULL DEFAULT '',
    family   TEXT NOT NULL DEFAULT '',
    variants TEXT NOT NULL DEFAULT '[]',     -- JSON array
    PRIMARY KEY (paper, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE title_variant (
    paper    TEXT NOT NULL REFERENCES paper(id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    title    TEXT NOT NULL,
    PRIMARY KEY (paper, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE link (
    paper    TEXT NOT NULL REFERENCES paper(id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    kind     TEXT NOT NULL,
    url      TEXT NOT NULL,
    PRIMARY KEY (paper, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE code_fact (
    paper     TEXT NOT NULL REFERENCES paper(id) ON DELETE CASCADE,
    position  INTEGER NOT NULL,
    state     TEXT NOT NULL CHECK (state IN ('repository', 'none', 'not-listed')),
    url       TEXT NOT NULL DEFAULT '',
    label     TEXT NOT NULL DEFAULT '',
    date      TEXT NOT NULL DEFAULT '',
    revision  TEXT NOT NULL DEFAULT '',
    remark_en TEXT NOT NULL DEFAULT '',
    remark_ja TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (paper, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE grouping (
    id        TEXT PRIMARY KEY,
    position  INTEGER NOT NULL,
    origin    TEXT NOT NULL CHECK (origin IN ('shipped', 'reader')),
    en        TEXT NOT NULL,
    ja        TEXT NOT NULL,
    source_en TEXT NOT NULL DEFAULT '',
    source_ja TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE group_node (
    grouping TEXT NOT NULL REFERENCES grouping(id) ON DELETE CASCADE,
    path     TEXT NOT NULL,
    position INTEGER NOT NULL,
    en       TEXT NOT NULL,
    ja       TEXT NOT NULL,
    PRIMARY KEY (grouping, path)
) STRICT;

CREATE TABLE group_member (
    grouping TEXT NOT NULL,
    path     TEXT NOT NULL,
    position INTEGER NOT NULL,
    paper    TEXT NOT NULL,
    PRIMARY KEY (grouping, path, paper),
    FOREIGN KEY (grouping, path) REFERENCES group_node(grouping, path) ON DELETE CASCADE
) STRICT;
CREATE INDEX group_member_paper ON group_member(paper);

-- Each paper with every node that it is in, directly or below.
CREATE VIEW paper_group (grouping, path, en, ja, paper) AS
SELECT g.grouping, g.path, g.en, g.ja, m.paper
FROM group_member m JOIN group_node g
    ON g.grouping = m.grouping AND (m.path = g.path OR substr(m.path, 1, length(g.path) + 1) = g.path || '/');

-- from → to: builds-on, simplified-by, neighbour, evaluates, has-task, answers, resembles.
CREATE TABLE relation (
    origin     TEXT NOT NULL CHECK (origin IN ('shipped', 'reader')),
    from_paper TEXT NOT NULL,
    to_paper   TEXT NOT NULL,
    kind       TEXT NOT NULL,
    note_en    TEXT NOT NULL DEFAULT '',
    note_ja    TEXT NOT NULL DEFAULT '',
    lineage    INTEGER NOT NULL DEFAULT 0,
    main_line  INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (from_paper, to_paper, kind)
) STRICT;
CREATE INDEX relation_to ON relation(to_paper);

CREATE TABLE lineage_entry (
    position INTEGER PRIMARY KEY,
    paper    TEXT NOT NULL REFERENCES paper(id) ON DELETE CASCADE
) STRICT;

CREATE TABLE page (
    paper         TEXT PRIMARY KEY REFERENCES paper(id) ON DELETE CASCADE,
    result_status TEXT NOT NULL,
    source_en     TEXT NOT NULL,
    source_ja     TEXT NOT NULL
) STRICT;

CREATE TABLE page_text (
    paper    TEXT NOT NULL REFERENCES page(paper) ON DELETE CASCADE,
    section  TEXT NOT NULL,   -- summary, method, data, baselines, result, or "demo <id>"
    position INTEGER NOT NULL,
    en       TEXT NOT NULL,
    ja       TEXT NOT NULL,
    PRIMARY KEY (paper, section)
) STRICT;
