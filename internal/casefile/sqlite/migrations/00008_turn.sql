-- +goose Up
-- Links are found anew: by other marks than before, and events name their topic.
INSERT OR IGNORE INTO unlinked (document) SELECT document FROM sketch;
DELETE FROM link;
DELETE FROM edge;
DELETE FROM sketch;
DROP TABLE mark;

-- Of holders of one day those of the least id come first, whenever they were added.
CREATE TABLE mark (
	kind     INTEGER NOT NULL,            -- 1 print, 2 clue
	hash     INTEGER NOT NULL,
	day      INTEGER NOT NULL,
	tie      BLOB NOT NULL,               -- the first eight bytes of the document's id
	document INTEGER NOT NULL,
	PRIMARY KEY (kind, hash, day, tie, document)
) WITHOUT ROWID;

-- How often it was said that a report is to be linked: what was linked from an
-- older state of it is not kept.
ALTER TABLE unlinked ADD COLUMN turn INTEGER NOT NULL DEFAULT 1;

-- Stories are made of the events of one topic. Those whose events changed wait to
-- be told again.
ALTER TABLE link ADD COLUMN topic TEXT NOT NULL DEFAULT '';
CREATE INDEX link_topic ON link (topic, kind, sort);
CREATE TABLE untold (
	topic TEXT PRIMARY KEY,
	turn  INTEGER NOT NULL DEFAULT 1
) WITHOUT ROWID;
