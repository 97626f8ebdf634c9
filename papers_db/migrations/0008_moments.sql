-- SPDX-License-Identifier: GPL-3.0-or-later
-- Where the parameters of a demo have been: a tree, since the reader goes back and on from there. The oldest go first.
CREATE TABLE moment (
    id       INTEGER PRIMARY KEY,   -- grows with time; the program chooses it
    demo     TEXT NOT NULL,
    parent   INTEGER NOT NULL,      -- the state it was reached from; of a first one, or one that is gone: no row
    settings TEXT NOT NULL,         -- ParameterSet::settings()
    seed     INTEGER NOT NULL
) STRICT;
CREATE INDEX moment_demo ON moment(demo, id);
