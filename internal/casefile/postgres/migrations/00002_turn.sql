-- +goose Up
-- Links are found anew: by other marks than before, and events name their topic.
INSERT INTO unlinked (document) SELECT document FROM sketch ON CONFLICT DO NOTHING;
DELETE FROM link;
DELETE FROM edge;
DELETE FROM sketch;
DELETE FROM mark;

-- Of holders of one day those of the least id come first, whenever they were added.
ALTER TABLE mark ADD COLUMN tie bytea NOT NULL DEFAULT ''; -- the first eight bytes of the document's id
ALTER TABLE mark DROP CONSTRAINT mark_pkey;
ALTER TABLE mark ADD PRIMARY KEY (kind, hash, day, tie, document);

-- How often it was said that a report is to be linked: what was linked from an
-- older state of it is not kept.
ALTER TABLE unlinked ADD COLUMN turn bigint NOT NULL DEFAULT 1;

-- Stories are made of the events of one topic. Those whose events changed wait to
-- be told again.
ALTER TABLE link ADD COLUMN topic text COLLATE "C" NOT NULL DEFAULT '';
CREATE INDEX link_topic ON link (topic, kind, sort);
CREATE TABLE untold (
	topic text COLLATE "C" PRIMARY KEY,
	turn  bigint NOT NULL DEFAULT 1
);
