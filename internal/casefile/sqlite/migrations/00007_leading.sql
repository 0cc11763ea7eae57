-- +goose Up
-- Links by how many reports they join, and those of the latest: what a front page
-- shows of many is found without looking at all.
ALTER TABLE link ADD COLUMN reports INTEGER NOT NULL DEFAULT 0;
ALTER TABLE link ADD COLUMN day     TEXT NOT NULL DEFAULT '';  -- of publication of the latest of them
UPDATE link SET reports = (SELECT count(DISTINCT j.document) FROM joined j WHERE j.link = link.seq),
	day = coalesce((SELECT max(d.published) FROM joined j JOIN document d ON d.seq = j.document WHERE j.link = link.seq), '');
CREATE INDEX link_leading ON link (kind, reports DESC, day DESC, sort);

-- Likewise events by their days, and sources by the reports that cite them.
DROP INDEX event_last;
CREATE INDEX event_days ON event (last, first);
DROP INDEX attribution_source;
CREATE INDEX attribution_cited ON attribution (source, document, anonymous);
CREATE INDEX named_kind ON named (kind, name, document);
