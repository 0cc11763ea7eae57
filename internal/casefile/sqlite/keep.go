package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"strings"

	"hearsay"
	"hearsay/internal/casefile"
)

// Keep implements [casefile.Store].
func (s *Store) Keep(ctx context.Context, readings ...*hearsay.Reading) error {
	return failure("keep", s.path, s.in(ctx, func(tx *sql.Tx) error {
		for _, r := range readings {
			seq, err := sequence(ctx, tx, r.Document.ID)
			if err != nil {
				return err
			}
			if err := s.keep(ctx, tx, seq, r); err != nil {
				return err
			}
			if _, err := tx.ExecContext(ctx, dropJobs, seq); err != nil {
				return err
			}
		}
		return nil
	}))
}

// dropJobs takes away the jobs to read a document that are not begun.
const dropJobs = "DELETE FROM river_job WHERE kind = 'read' AND state <> 'running' AND json_extract(args, '$.document') = ?"

// sequence returns the number of a document.
func sequence(ctx context.Context, tx *sql.Tx, id hearsay.DocumentID) (seq int64, err error) {
	err = tx.QueryRowContext(ctx, "SELECT seq FROM document WHERE id = ?", id[:]).Scan(&seq)
	if err == sql.ErrNoRows {
		err = fmt.Errorf("%w: %s", casefile.ErrNotFound, id)
	}
	return seq, err
}

// keep replaces the reading of a document and the rows made from it.
func (s *Store) keep(ctx context.Context, tx *sql.Tx, seq int64, r *hearsay.Reading) error {
	bare := *r
	blocks := bare.Document.Blocks
	bare.Document = hearsay.Document{ID: r.Document.ID, Blocks: blocks} // the rest stands in document.record
	b, err := json.Marshal(&bare)
	if err != nil {
		return err
	}
	v := r.Hearsay
	if _, err := tx.ExecContext(ctx, "INSERT OR REPLACE INTO reading (document, record, reading, model, gazetteer, json) VALUES (?,?,?,?,?,?)",
		seq, v.Record, v.Reading, v.Model, v.Gazetteer, s.zip.EncodeAll(b, nil)); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, "UPDATE document SET state = ?, error = '' WHERE seq = ?", casefile.Read, seq); err != nil {
		return err
	}
	edits, err := editsOf(ctx, tx, r.Document.ID)
	if err != nil {
		return err
	}
	over, _ := casefile.Overlay(r, edits)
	return rows(ctx, tx, seq, over)
}

// tables hold the rows made from readings.
var tables = []string{"summary", "entity", "attribution", "event", "context", "role", "word", "place", "finding", "question", "named"}

// rows replaces the rows of a document by those of r.
func rows(ctx context.Context, tx *sql.Tx, seq int64, r *hearsay.Reading) error {
	for _, t := range tables {
		if _, err := tx.ExecContext(ctx, "DELETE FROM "+t+" WHERE document = ?", seq); err != nil {
			return err
		}
	}
	in := &inserter{ctx: ctx, tx: tx, by: make(map[string]*sql.Stmt), names: make(map[naming]bool)}
	in.add("summary", seq, r.Manner)
	for _, e := range r.Entities {
		in.add("entity", seq, e.ID, e.Name, e.Kind.String(), e.Country, e.Sector, e.Wikidata)
		in.named(seq, ofEntity, e.Name)
		in.named(seq, codes+ofEntity, e.Country)
	}
	source := func(a *hearsay.Attribution) string {
		if a.Source == 0 {
			return ""
		}
		return r.Entities[r.Mentions[a.Source-1].Entity-1].Name
	}
	for i := range r.Attributions {
		a := &r.Attributions[i]
		in.add("attribution", seq, a.ID, source(a), a.Act.String(), a.Within, a.Anonymous)
		in.named(seq, ofAttribution, source(a))
	}
	for _, p := range r.Places {
		in.add("place", seq, p.ID, p.Name, p.Country, p.Lat, p.Lon)
	}
	for _, f := range r.Findings {
		in.add("finding", seq, f.ID, f.Kind, f.Text)
	}
	for _, q := range r.Questions {
		who := ""
		switch {
		case q.By != 0:
			who = r.Entities[q.By-1].Name
		case q.Said != 0:
			who = source(&r.Attributions[q.Said-1])
		}
		in.add("question", seq, q.ID, q.Kind, q.Span.Text, who, q.Certainty)
	}
	for _, e := range r.Events {
		place := hearsay.Place{}
		if e.Place.Ref != 0 {
			place = r.Places[e.Place.Ref-1]
		}
		var dead *float64
		for k := range e.Counts {
			if e.Counts[k].What == "dead" {
				dead = &e.Counts[k].Value
			}
		}
		first, last := casefile.Days(e.Time)
		in.add("event", seq, e.ID, e.Type, e.Mode, e.Status, first, last, place.Name, place.Country, place.Lat, place.Lon, dead, e.Confidence,
			e.Trigger.Text, place.RadiusKM, e.Trigger.Start, e.Trigger.End)
		in.named(seq, ofPlace, place.Name)
		in.named(seq, codes+ofPlace, place.Country)
		for _, c := range e.Contexts {
			in.add("context", seq, e.ID, c)
		}
		for side, roles := range [][]hearsay.Role{e.Actors, e.Recipients} {
			for n, x := range roles {
				name := x.Span.Text
				if x.Entity != 0 {
					name = r.Entities[x.Entity-1].Name
				}
				in.add("role", seq, e.ID, side, n, name, x.Country, x.Sector)
				in.named(seq, ofRole, name)
				in.named(seq, codes+ofRole, x.Country, x.Sector)
			}
		}
		for n, a := range r.Chain(e.Said) {
			in.add("word", seq, e.ID, n, source(&a))
			in.named(seq, ofWord, source(&a))
		}
	}
	return in.err
}

// An inserter adds rows until one fails.
type inserter struct {
	ctx   context.Context
	tx    *sql.Tx
	err   error
	by    map[string]*sql.Stmt
	names map[naming]bool // those that are in
}

// add adds a row to a table.
func (in *inserter) add(table string, values ...any) {
	in.run("INSERT INTO "+table+" VALUES (?"+strings.Repeat(",?", len(values)-1)+")", values...)
}

// What names are of, as named.kind has it.
const (
	ofEntity = 1 + iota
	ofAttribution
	ofRole
	ofPlace
	ofWord

	codes = 10 // more for a code of one
)

type naming struct {
	kind int
	name string
}

// named adds names and codes of a document to those that parts of names are
// looked for in.
func (in *inserter) named(seq int64, kind int, names ...string) {
	for _, n := range names {
		if n == "" || in.names[naming{kind, n}] {
			continue
		}
		in.names[naming{kind, n}] = true
		in.run("INSERT OR IGNORE INTO name (text) VALUES (?)", n)
		in.run("INSERT OR IGNORE INTO named (name, kind, document) SELECT id, ?, ? FROM name WHERE text = ?", kind, seq, n)
	}
}

// run runs a statement, prepared once.
func (in *inserter) run(query string, values ...any) {
	if in.err != nil {
		return
	}
	for i, v := range values {
		values[i] = plainly(v)
	}
	stmt, ok := in.by[query]
	if !ok {
		if stmt, in.err = in.tx.PrepareContext(in.ctx, query); in.err != nil {
			return
		}
		in.by[query] = stmt
	}
	if _, err := stmt.ExecContext(in.ctx, values...); err != nil {
		in.err = fmt.Errorf("%s: %w", query, err)
	}
}

// plainly returns a record's value as the driver takes it: ids as numbers.
func plainly(v any) any {
	switch v := v.(type) {
	case hearsay.EntityID:
		return int64(v)
	case hearsay.AttributionID:
		return int64(v)
	case hearsay.EventID:
		return int64(v)
	case hearsay.PlaceID:
		return int64(v)
	case hearsay.FindingID:
		return int64(v)
	case hearsay.QuestionID:
		return int64(v)
	}
	return v
}
