-- +goose Up
-- What a forecast is scored by. In rows made before this it is not known.
ALTER TABLE question ADD COLUMN start   INTEGER NOT NULL DEFAULT 0;
ALTER TABLE question ADD COLUMN stop    INTEGER NOT NULL DEFAULT 0;
ALTER TABLE question ADD COLUMN low     REAL NOT NULL DEFAULT 0;  -- bounds of the probability, 0 to 1
ALTER TABLE question ADD COLUMN high    REAL NOT NULL DEFAULT 0;  -- 0 if no words give it
ALTER TABLE question ADD COLUMN due     TEXT NOT NULL DEFAULT ''; -- the last day of its horizon
ALTER TABLE question ADD COLUMN options TEXT NOT NULL DEFAULT ''; -- one a line
ALTER TABLE question ADD COLUMN outcome TEXT NOT NULL DEFAULT ''; -- what a person said became of it
CREATE INDEX question_due ON question (due) WHERE due <> '';
CREATE INDEX question_outcome ON question (outcome) WHERE outcome <> '';

-- Hypotheses that people hold against the claims of the case.
CREATE TABLE matrix (
	id   TEXT PRIMARY KEY,
	json TEXT NOT NULL
);
