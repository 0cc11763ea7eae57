-- +goose Up
-- By what reports are found when others are linked.
CREATE TABLE sketch (
	document INTEGER PRIMARY KEY REFERENCES document (seq) ON DELETE CASCADE,
	day      INTEGER NOT NULL,            -- of publication, in days since 1970; 2147483647 if not known
	site     TEXT NOT NULL,
	whole    INTEGER NOT NULL,
	prints   BLOB NOT NULL,               -- eight bytes each, big end first
	clues    BLOB NOT NULL
);
CREATE TABLE mark (
	kind     INTEGER NOT NULL,            -- 1 print, 2 clue
	hash     INTEGER NOT NULL,
	day      INTEGER NOT NULL,
	document INTEGER NOT NULL,
	PRIMARY KEY (kind, hash, day, document)
) WITHOUT ROWID;

-- What waits to be linked: rows come and go.
CREATE TABLE unlinked (
	document INTEGER PRIMARY KEY REFERENCES document (seq) ON DELETE CASCADE
);
INSERT INTO unlinked (document) SELECT document FROM reading;

-- How probable it is that two claims are of one event; each pair stands twice.
CREATE TABLE edge (
	document    INTEGER NOT NULL REFERENCES document (seq) ON DELETE CASCADE,
	event       INTEGER NOT NULL,
	other       INTEGER NOT NULL REFERENCES document (seq) ON DELETE CASCADE,
	other_event INTEGER NOT NULL,
	probability REAL NOT NULL,
	PRIMARY KEY (document, event, other, other_event)
) WITHOUT ROWID;
CREATE INDEX edge_other ON edge (other);

CREATE TABLE link (
	seq  INTEGER PRIMARY KEY,
	id   TEXT NOT NULL UNIQUE,
	kind TEXT NOT NULL,
	sort TEXT NOT NULL,                   -- from, to and what differs: the order of links of a kind
	json BLOB NOT NULL                    -- zstd
);
CREATE UNIQUE INDEX link_sort ON link (kind, sort);
CREATE TABLE joined (
	document INTEGER NOT NULL REFERENCES document (seq) ON DELETE CASCADE,
	kind     TEXT NOT NULL,               -- of the link
	first    INTEGER NOT NULL,            -- 1: it is the link's From
	event    INTEGER NOT NULL,            -- 0: the report as a whole
	link     INTEGER NOT NULL REFERENCES link (seq) ON DELETE CASCADE,
	PRIMARY KEY (document, kind, first, event, link)
) WITHOUT ROWID;
CREATE INDEX joined_link ON joined (link);

CREATE TABLE alert (
	name  TEXT PRIMARY KEY,
	query TEXT NOT NULL,
	added INTEGER NOT NULL                -- Unix time in milliseconds
);
CREATE TABLE fired (
	seq   INTEGER PRIMARY KEY,
	alert TEXT NOT NULL REFERENCES alert (name) ON DELETE CASCADE,
	json  TEXT NOT NULL
);
CREATE INDEX fired_alert ON fired (alert, seq);
CREATE TABLE fired_key (
	alert TEXT NOT NULL REFERENCES alert (name) ON DELETE CASCADE,
	key   TEXT NOT NULL,
	PRIMARY KEY (alert, key)
) WITHOUT ROWID;

-- What people say of sources, and of who owns them.
CREATE TABLE grade (
	seq  INTEGER PRIMARY KEY,
	json TEXT NOT NULL
);
CREATE TABLE owner (
	outlet TEXT PRIMARY KEY,
	owner  TEXT NOT NULL
);

-- Who links the case now.
CREATE TABLE linking (
	one    INTEGER PRIMARY KEY CHECK (one = 1),
	client TEXT NOT NULL
);
