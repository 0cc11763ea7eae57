-- +goose Up
-- Feeds that are watched, and how they do.
CREATE TABLE feed (
	url      TEXT PRIMARY KEY,
	interval INTEGER NOT NULL,            -- seconds between two looks
	etag     TEXT NOT NULL DEFAULT '',
	modified TEXT NOT NULL DEFAULT '',
	checked  INTEGER NOT NULL DEFAULT 0,  -- Unix time in milliseconds of the last look; 0 if none
	changed  INTEGER NOT NULL DEFAULT 0,  -- of the last look that found something new
	failures INTEGER NOT NULL DEFAULT 0,  -- looks in a row that failed
	error    TEXT NOT NULL DEFAULT '',    -- of the last of them
	added    INTEGER NOT NULL DEFAULT 0   -- reports that came from it
);
