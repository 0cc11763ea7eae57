-- +goose Up
-- Parts of names are looked for in the table named by now: nothing asks these.
DROP INDEX entity_name;
DROP INDEX role_country;

-- Who asks for names of documents says of what kind: with the kind in front one order
-- serves for all. Names are never taken away, so that they need not be referred to.
CREATE TABLE naming (
	kind     INTEGER NOT NULL,            -- 1 entity, 2 attribution, 3 role, 4 place of an event, 5 word; 10 more for a code of one
	name     INTEGER NOT NULL,
	document INTEGER NOT NULL REFERENCES document (seq) ON DELETE CASCADE,
	PRIMARY KEY (kind, name, document)
) WITHOUT ROWID;
INSERT INTO naming SELECT kind, name, document FROM named ORDER BY kind, name, document;
DROP TABLE named;
ALTER TABLE naming RENAME TO named;
CREATE INDEX named_document ON named (document);
