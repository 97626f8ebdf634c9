-- SPDX-License-Identifier: GPL-3.0-or-later
-- What the reader writes. Papers are named by id without a reference: no change of the facts removes any of it.
CREATE TABLE tag (
    id     INTEGER PRIMARY KEY AUTOINCREMENT,
    name   TEXT NOT NULL,
    folded TEXT NOT NULL UNIQUE,
    colour TEXT NOT NULL
) STRICT;

CREATE TABLE paper_tag (
    paper TEXT NOT NULL,
    tag   INTEGER NOT NULL REFERENCES tag(id) ON DELETE CASCADE,
    PRIMARY KEY (paper, tag)
) STRICT, WITHOUT ROWID;
CREATE INDEX paper_tag_tag ON paper_tag(tag);

CREATE TABLE reading (
    paper  TEXT PRIMARY KEY,
    status TEXT NOT NULL CHECK (status IN ('unread', 'reading', 'read'))
) STRICT, WITHOUT ROWID;

CREATE TABLE note (
    paper    TEXT PRIMARY KEY,
    markdown TEXT NOT NULL,
    revision INTEGER NOT NULL,
    changed  TEXT NOT NULL
) STRICT;

-- Texts that a save from another window displaced; kept until the reader dismisses them.
CREATE TABLE note_copy (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    paper    TEXT NOT NULL,
    markdown TEXT NOT NULL,
    changed  TEXT NOT NULL
) STRICT;
CREATE INDEX note_copy_paper ON note_copy(paper);

CREATE TABLE demo_settings (
    demo     TEXT PRIMARY KEY,
    settings TEXT NOT NULL
) STRICT, WITHOUT ROWID;
