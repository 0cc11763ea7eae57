-- +goose Up
-- Every name and code in the rows made from readings, once, with an index of the
-- three letters in a row that it holds: a part of a name is found without looking
-- at all of them. Names stay when the last document with them goes.
CREATE TABLE name (
	id   INTEGER PRIMARY KEY,
	text TEXT NOT NULL UNIQUE COLLATE NOCASE
);
CREATE VIRTUAL TABLE names USING fts5 (text, content = 'name', content_rowid = 'id', tokenize = 'trigram', columnsize = 0);
-- +goose StatementBegin
CREATE TRIGGER name_added AFTER INSERT ON name BEGIN
	INSERT INTO names (rowid, text) VALUES (new.id, new.text);
END;
-- +goose StatementEnd
CREATE TABLE named (
	name     INTEGER NOT NULL REFERENCES name (id),
	kind     INTEGER NOT NULL,            -- 1 entity, 2 attribution, 3 role, 4 place of an event, 5 word; 10 more for a code of one
	document INTEGER NOT NULL REFERENCES document (seq) ON DELETE CASCADE,
	PRIMARY KEY (name, kind, document)
) WITHOUT ROWID;
CREATE INDEX named_document ON named (document);

-- +goose StatementBegin
CREATE VIEW mention_of AS
	SELECT document, 1 AS kind, name AS text FROM entity UNION SELECT document, 11, country FROM entity
	UNION SELECT document, 2, source FROM attribution
	UNION SELECT document, 3, name FROM role UNION SELECT document, 13, country FROM role UNION SELECT document, 13, sector FROM role
	UNION SELECT document, 4, place FROM event UNION SELECT document, 14, country FROM event
	UNION SELECT document, 5, source FROM word;
-- +goose StatementEnd
INSERT OR IGNORE INTO name (text) SELECT text FROM mention_of WHERE text <> '';
INSERT OR IGNORE INTO named (name, kind, document) SELECT n.id, m.kind, m.document FROM mention_of m JOIN name n ON n.text = m.text;
DROP VIEW mention_of;

-- Where the words stand that name an event; 0 and 0 in rows made before this.
ALTER TABLE event ADD COLUMN start INTEGER NOT NULL DEFAULT 0;
ALTER TABLE event ADD COLUMN stop INTEGER NOT NULL DEFAULT 0;

-- Conditions on a report's own fields are looked up without reading the reports.
DROP INDEX document_state;
CREATE INDEX document_state ON document (state);
CREATE INDEX document_url ON document (url);
CREATE INDEX document_authors ON document (authors);
CREATE INDEX document_agency ON document (agency);
CREATE INDEX document_language ON document (language);
CREATE INDEX attribution_act ON attribution (act);
CREATE INDEX event_status ON event (status);
