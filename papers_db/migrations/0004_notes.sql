-- SPDX-License-Identifier: GPL-3.0-or-later
-- Notes on papers, groups and demos, and the reader's own words on a paper, in one table; an index of their words of
-- its own; and the links that they hold. What stood in the tables before is carried over.
DROP VIEW search_source;
DROP VIEW search_field;

ALTER TABLE note RENAME TO paper_note;
ALTER TABLE note_copy RENAME TO paper_note_copy;
DROP INDEX note_copy_paper;

CREATE TABLE note (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    kind     TEXT NOT NULL CHECK (kind IN ('paper', 'group', 'demo', 'method', 'data', 'baselines', 'question')),
    subject  TEXT NOT NULL,   -- id of the paper or demo; of a group: grouping and path, "survey/rnn/theory"
    markdown TEXT NOT NULL,
    revision INTEGER NOT NULL,
    changed  TEXT NOT NULL,
    UNIQUE (kind, subject)
) STRICT;
CREATE INDEX note_subject ON note(subject);
CREATE INDEX note_changed ON note(changed);

-- Texts that a save from another window displaced; kept until the reader dismisses them.
CREATE TABLE note_copy (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    kind     TEXT NOT NULL,
    subject  TEXT NOT NULL,
    markdown TEXT NOT NULL,
    changed  TEXT NOT NULL
) STRICT;
CREATE INDEX note_copy_subject ON note_copy(subject);

-- [[…]] in a note, written anew with each save of it.
CREATE TABLE note_link (
    note   INTEGER NOT NULL REFERENCES note(id) ON DELETE CASCADE,
    kind   TEXT NOT NULL CHECK (kind IN ('paper', 'group', 'demo')),
    target TEXT NOT NULL,
    PRIMARY KEY (note, kind, target)
) STRICT, WITHOUT ROWID;
CREATE INDEX note_link_target ON note_link(kind, target);

-- The words of the notes, as in search_words and search_pairs; the triggers keep them in step.
CREATE VIRTUAL TABLE note_words USING fts5(text,
    content = '', prefix = '1 2 3', tokenize = 'unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE note_pairs USING fts5(text,
    content = '', prefix = '1', tokenize = 'unicode61 remove_diacritics 0');

CREATE TRIGGER note_added AFTER INSERT ON note BEGIN
    INSERT INTO note_words (rowid, text) VALUES (new.id, words(fold(new.markdown)));
    INSERT INTO note_pairs (rowid, text) VALUES (new.id, pairs(fold(new.markdown)));
END;
CREATE TRIGGER note_removed AFTER DELETE ON note BEGIN
    INSERT INTO note_words (note_words, rowid, text) VALUES ('delete', old.id, words(fold(old.markdown)));
    INSERT INTO note_pairs (note_pairs, rowid, text) VALUES ('delete', old.id, pairs(fold(old.markdown)));
END;
CREATE TRIGGER note_changed_text AFTER UPDATE OF markdown ON note BEGIN
    INSERT INTO note_words (note_words, rowid, text) VALUES ('delete', old.id, words(fold(old.markdown)));
    INSERT INTO note_pairs (note_pairs, rowid, text) VALUES ('delete', old.id, pairs(fold(old.markdown)));
    INSERT INTO note_words (rowid, text) VALUES (new.id, words(fold(new.markdown)));
    INSERT INTO note_pairs (rowid, text) VALUES (new.id, pairs(fold(new.markdown)));
END;

INSERT INTO note (kind, subject, markdown, revision, changed)
SELECT 'paper', paper, markdown, revision, changed FROM paper_note;
INSERT INTO note_copy (id, kind, subject, markdown, changed)
SELECT id, 'paper', paper, markdown, changed FROM paper_note_copy;
DROP TABLE paper_note;
DROP TABLE paper_note_copy;

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
UNION ALL SELECT subject, 'note', 'notes', markdown FROM note WHERE kind NOT IN ('group', 'demo');

CREATE VIEW search_source AS
SELECT p.position AS id,
    (SELECT group_concat(text, char(10)) FROM search_field f WHERE f.paper = p.id AND place = 'title') AS title,
    (SELECT group_concat(text, char(10)) FROM search_field f WHERE f.paper = p.id AND place = 'names') AS names,
    (SELECT group_concat(text, char(10)) FROM search_field f WHERE f.paper = p.id AND place = 'authors') AS authors,
    (SELECT group_concat(text, char(10)) FROM search_field f WHERE f.paper = p.id AND place = 'texts') AS texts,
    (SELECT group_concat(text, char(10)) FROM search_field f WHERE f.paper = p.id AND place = 'labels') AS labels,
    (SELECT group_concat(text, char(10)) FROM search_field f WHERE f.paper = p.id AND place = 'notes') AS notes
FROM paper p;
