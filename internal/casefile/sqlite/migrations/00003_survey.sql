-- +goose Up
-- What the views of a whole case show of its events, and what is left open.
ALTER TABLE event ADD COLUMN words TEXT NOT NULL DEFAULT '';  -- its trigger, as it stands in the text
ALTER TABLE event ADD COLUMN radius REAL NOT NULL DEFAULT 0;  -- of its place, in km
CREATE INDEX event_last ON event (last);
CREATE INDEX event_place ON event (place);
CREATE INDEX attribution_source ON attribution (source);
CREATE TABLE question (
	document  INTEGER NOT NULL REFERENCES document (seq) ON DELETE CASCADE,
	id        INTEGER NOT NULL,
	kind      TEXT NOT NULL,                -- question, prediction
	words     TEXT NOT NULL,
	who       TEXT NOT NULL,                -- '' where the author asks or predicts
	certainty TEXT NOT NULL,
	PRIMARY KEY (document, id)
) WITHOUT ROWID;
