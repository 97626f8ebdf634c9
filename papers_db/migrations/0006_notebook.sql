-- SPDX-License-Identifier: GPL-3.0-or-later
-- What a reader knows and asks of a paper, facts that the reader changed, and the trash.

-- Beside the texts of kind method, data, baselines and question in note.
CREATE TABLE own_state (
    paper         TEXT PRIMARY KEY,
    question_done INTEGER NOT NULL DEFAULT 0,
    evidence      TEXT NOT NULL DEFAULT 'none'
                  CHECK (evidence IN ('none', 'title', 'abstract', 'body', 'code-seen', 'code-run')),
    evidence_date TEXT NOT NULL DEFAULT ''   -- ISO date on which it was reached
) STRICT, WITHOUT ROWID;

-- The tables of facts hold the reader's words; what shipped stands here, for the way back.
CREATE TABLE fact_edit (
    paper   TEXT NOT NULL,
    field   TEXT NOT NULL,
    value   TEXT NOT NULL,
    shipped TEXT NOT NULL,
    PRIMARY KEY (paper, field)
) STRICT, WITHOUT ROWID;

CREATE TABLE trash (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    kind    TEXT NOT NULL,
    subject TEXT NOT NULL,
    name_en TEXT NOT NULL,
    name_ja TEXT NOT NULL,
    content TEXT NOT NULL,   -- all that bringing it back needs: JSON, or the text itself
    deleted TEXT NOT NULL    -- UTC, ISO 8601
) STRICT;
CREATE INDEX trash_deleted ON trash(deleted);
