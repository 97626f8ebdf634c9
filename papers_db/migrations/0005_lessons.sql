-- SPDX-License-Identifier: GPL-3.0-or-later
-- Scenes: demos as the reader prepared them, each a recipe (kaba.recipe/1), in the order of their lesson.
CREATE TABLE lesson (
    id    INTEGER PRIMARY KEY AUTOINCREMENT,
    place INTEGER NOT NULL,
    name  TEXT NOT NULL
) STRICT;

CREATE TABLE scene (
    id     INTEGER PRIMARY KEY AUTOINCREMENT,
    lesson INTEGER NOT NULL REFERENCES lesson(id) ON DELETE CASCADE,
    place  INTEGER NOT NULL,
    recipe TEXT NOT NULL
) STRICT;
CREATE INDEX scene_lesson ON scene(lesson, place);
