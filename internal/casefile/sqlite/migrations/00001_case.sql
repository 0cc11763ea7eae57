-- +goose Up
CREATE TABLE document (
	seq       INTEGER PRIMARY KEY,
	id        BLOB NOT NULL UNIQUE,       -- SHA-256 of the text; of what was received, for one that could not be read
	name      TEXT NOT NULL,
	url       TEXT NOT NULL,
	outlet    TEXT NOT NULL,
	authors   TEXT NOT NULL,              -- one a line
	title     TEXT NOT NULL,
	language  TEXT NOT NULL,
	agency    TEXT NOT NULL,
	section   TEXT NOT NULL,
	published TEXT NOT NULL,              -- ISO 8601, cut to its precision; '' if not known
	updated   TEXT NOT NULL,              -- as it was written
	record    BLOB NOT NULL,              -- JSON of the document and the findings of its page, zstd
	source    BLOB,                       -- what was received, zstd; kept for what could not be read
	state     INTEGER NOT NULL,
	error     TEXT NOT NULL,
	added     INTEGER NOT NULL            -- Unix time in milliseconds
);
CREATE INDEX document_published ON document (published, id);
CREATE INDEX document_state ON document (state) WHERE state <> 1;
CREATE INDEX document_outlet ON document (outlet COLLATE NOCASE);

-- Every text that was seen at an address.
CREATE TABLE version (
	url      TEXT NOT NULL,
	document INTEGER NOT NULL REFERENCES document (seq) ON DELETE CASCADE,
	first    INTEGER NOT NULL,            -- Unix time in milliseconds
	PRIMARY KEY (url, document)
) WITHOUT ROWID;
CREATE INDEX version_document ON version (document);

CREATE TABLE reading (
	document  INTEGER PRIMARY KEY REFERENCES document (seq) ON DELETE CASCADE,
	record    INTEGER NOT NULL,
	reading   TEXT NOT NULL,
	model     TEXT NOT NULL,
	gazetteer TEXT NOT NULL,
	json      BLOB NOT NULL               -- the reading without its document, zstd
);

-- Rows made from readings and the edits over them, to answer questions by.
CREATE TABLE summary (
	document INTEGER PRIMARY KEY REFERENCES document (seq) ON DELETE CASCADE,
	manner   TEXT NOT NULL
);
CREATE TABLE entity (
	document INTEGER NOT NULL REFERENCES document (seq) ON DELETE CASCADE,
	id       INTEGER NOT NULL,
	name     TEXT NOT NULL COLLATE NOCASE,
	kind     TEXT NOT NULL,
	country  TEXT NOT NULL,
	sector   TEXT NOT NULL,
	wikidata TEXT NOT NULL,
	PRIMARY KEY (document, id)
) WITHOUT ROWID;
CREATE INDEX entity_name ON entity (name);
CREATE TABLE attribution (
	document  INTEGER NOT NULL REFERENCES document (seq) ON DELETE CASCADE,
	id        INTEGER NOT NULL,
	source    TEXT NOT NULL COLLATE NOCASE, -- '' if none is given
	act       TEXT NOT NULL,
	within    INTEGER NOT NULL,
	anonymous INTEGER NOT NULL,
	PRIMARY KEY (document, id)
) WITHOUT ROWID;
CREATE TABLE event (
	document   INTEGER NOT NULL REFERENCES document (seq) ON DELETE CASCADE,
	id         INTEGER NOT NULL,
	type       TEXT NOT NULL,
	mode       TEXT NOT NULL,
	status     TEXT NOT NULL,
	first      TEXT NOT NULL,             -- first and last day, ISO 8601; '' if not known
	last       TEXT NOT NULL,
	place      TEXT NOT NULL COLLATE NOCASE,
	country    TEXT NOT NULL,             -- of the place
	lat        REAL,
	lon        REAL,
	dead       REAL,
	confidence REAL NOT NULL,
	PRIMARY KEY (document, id)
) WITHOUT ROWID;
CREATE INDEX event_type ON event (type, mode);
CREATE TABLE context (
	document INTEGER NOT NULL REFERENCES document (seq) ON DELETE CASCADE,
	event    INTEGER NOT NULL,
	name     TEXT NOT NULL,
	PRIMARY KEY (document, event, name)
) WITHOUT ROWID;
CREATE TABLE role (
	document INTEGER NOT NULL REFERENCES document (seq) ON DELETE CASCADE,
	event    INTEGER NOT NULL,
	side     INTEGER NOT NULL,            -- 0 actor, 1 recipient
	n        INTEGER NOT NULL,
	name     TEXT NOT NULL COLLATE NOCASE,
	country  TEXT NOT NULL,
	sector   TEXT NOT NULL,
	PRIMARY KEY (document, event, side, n)
) WITHOUT ROWID;
CREATE INDEX role_country ON role (country, sector);
-- On whose word an event stands: every step of its chain.
CREATE TABLE word (
	document INTEGER NOT NULL REFERENCES document (seq) ON DELETE CASCADE,
	event    INTEGER NOT NULL,
	n        INTEGER NOT NULL,
	source   TEXT NOT NULL COLLATE NOCASE,
	PRIMARY KEY (document, event, n)
) WITHOUT ROWID;
CREATE TABLE place (
	document INTEGER NOT NULL REFERENCES document (seq) ON DELETE CASCADE,
	id       INTEGER NOT NULL,
	name     TEXT NOT NULL COLLATE NOCASE,
	country  TEXT NOT NULL,
	lat      REAL,
	lon      REAL,
	PRIMARY KEY (document, id)
) WITHOUT ROWID;
CREATE TABLE finding (
	document INTEGER NOT NULL REFERENCES document (seq) ON DELETE CASCADE,
	id       INTEGER NOT NULL,
	kind     TEXT NOT NULL,
	text     TEXT NOT NULL,
	PRIMARY KEY (document, id)
) WITHOUT ROWID;
CREATE INDEX finding_kind ON finding (kind);

CREATE VIRTUAL TABLE words USING fts5 (title, text, content = '', contentless_delete = 1, tokenize = 'porter unicode61 remove_diacritics 2');

-- What people corrected. It is never changed or taken away by the program.
CREATE TABLE edit (
	seq      INTEGER PRIMARY KEY,
	document BLOB NOT NULL,               -- its id: edits outlive their document
	json     TEXT NOT NULL
);
CREATE INDEX edit_document ON edit (document);
