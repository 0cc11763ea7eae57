package postgres

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"

	"github.com/jackc/pgx/v5"

	"hearsay"
	"hearsay/internal/casefile"
	"hearsay/internal/casefile/condition"
)

// Events implements [casefile.Survey].
func (s *Store) Events(ctx context.Context, a casefile.Ask) (*casefile.Happenings, error) {
	page, err := s.events(ctx, a)
	return page, failure("events", s.name, err)
}

const happeningColumns = `d.seq, d.id, d.title, d.outlet, d.published, e.id, e.words, e.type, e.mode, e.status, e.first, e.last,
	e.place, e.country, e.dead, e.confidence, e.start, e.stop `

// A happening is an event with the number of its document.
type happening struct {
	casefile.Happening
	seq int64
}

func scanHappening(row pgx.CollectableRow) (h happening, err error) {
	var event int64
	var id []byte
	if err := row.Scan(&h.seq, &id, &h.Title, &h.Outlet, &h.Published, &event, &h.Words, &h.Type, &h.Mode, &h.Status, &h.First, &h.Last,
		&h.Place, &h.Country, &h.Dead, &h.Confidence, &h.Span.Start, &h.Span.End); err != nil {
		return h, err
	}
	h.Document, h.Event = hearsay.DocumentID(id), hearsay.EventID(event)
	return h, nil
}

// about returns the rest of a query for events e that answer a question.
func about(a casefile.Ask) (string, []any, error) {
	c := condition.New(&dialect)
	where := c.Report(a.Query)
	if _, fields := condition.Wanted(a.Query); len(fields) > 0 {
		where += " AND " + c.Event(fields)
	}
	if c.Err != nil {
		return "", nil, condition.Invalid("events", c.Err)
	}
	only, ids := condition.Only(a)
	return "FROM event e JOIN document d ON d.seq = e.document AND d.month = e.month WHERE " + where + only, append(cleaned(c.Args), ids...), nil
}

func (s *Store) events(ctx context.Context, a casefile.Ask) (*casefile.Happenings, error) {
	from, args, err := about(a)
	if err != nil {
		return nil, err
	}
	limit, offset, err := condition.Window(a)
	if err != nil {
		return nil, err
	}
	page := &casefile.Happenings{Events: []casefile.Happening{}}
	if err := s.pool.QueryRow(ctx, numbered("SELECT count(*) "+from), args...).Scan(&page.Total); err != nil {
		return nil, err
	}
	rows, _ := s.pool.Query(ctx, numbered("SELECT "+happeningColumns+from+" ORDER BY e.last DESC, e.first DESC, d.published DESC, d.id, e.id LIMIT ? OFFSET ?"), append(args, limit, offset)...)
	all, err := pgx.CollectRows(rows, scanHappening)
	if err != nil {
		return nil, err
	}
	for i := range all {
		if err := s.parties(ctx, &all[i]); err != nil {
			return nil, err
		}
		page.Events = append(page.Events, all[i].Happening)
	}
	if offset+len(page.Events) < page.Total {
		page.Next = strconv.Itoa(offset + len(page.Events))
	}
	return page, nil
}

// parties adds to an event who takes part in it, and on whose word it stands.
func (s *Store) parties(ctx context.Context, h *happening) error {
	h.Actors, h.Recipients, h.Chain = []string{}, []string{}, []string{}
	sides := []*[]string{&h.Actors, &h.Recipients, &h.Chain}
	rows, _ := s.pool.Query(ctx, `SELECT x.side, x.n, x.name FROM document d JOIN role x ON x.document = d.seq AND x.month = d.month WHERE d.seq = $1 AND x.event = $2
		UNION ALL SELECT 2, x.n, x.source FROM document d JOIN word x ON x.document = d.seq AND x.month = d.month WHERE d.seq = $1 AND x.event = $2 ORDER BY 1, 2`, h.seq, int64(h.Event))
	var side, n int
	var name string
	_, err := pgx.ForEachRow(rows, []any{&side, &n, &name}, func() error {
		*sides[side] = append(*sides[side], name)
		return nil
	})
	return err
}

// Sources implements [casefile.Survey].
func (s *Store) Sources(ctx context.Context, name string, limit int) ([]casefile.Source, error) {
	where, args := "TRUE", []any{limit}
	if name != "" {
		where, args = "lower(a.source) = lower($2)", append(args, clean(name))
	}
	return list(ctx, s, "sources", `WITH cited AS (SELECT lower(a.source) COLLATE "C" AS key, max(a.source COLLATE "C") AS name, count(*) AS statements, count(*) FILTER (WHERE anonymous) AS unnamed,
			count(DISTINCT a.document) AS reports, count(DISTINCT d.outlet) AS outlets, min(a.document) AS document FROM attribution a JOIN document d ON d.seq = a.document WHERE `+where+` GROUP BY 1
			ORDER BY 5 DESC, 3 DESC, 2 LIMIT $1)
		SELECT c.name, coalesce(e.kind, ''), coalesce(e.country, ''), coalesce(e.sector, ''), coalesce(e.wikidata, ''), c.statements, c.unnamed, c.reports, c.outlets
		FROM cited c LEFT JOIN entity e ON e.document = c.document AND e.id = (SELECT min(id) FROM entity x WHERE x.document = c.document AND lower(x.name) COLLATE "C" = c.key)
		ORDER BY c.reports DESC, c.statements DESC, c.name`,
		func(row pgx.CollectableRow) (x casefile.Source, err error) {
			return x, row.Scan(&x.Name, &x.Kind, &x.Country, &x.Sector, &x.Wikidata, &x.Statements, &x.Unnamed, &x.Reports, &x.Outlets)
		}, args...)
}

// Claims implements [casefile.Survey].
func (s *Store) Claims(ctx context.Context, ids ...hearsay.ClaimID) ([]casefile.Happening, error) {
	all := make([]casefile.Happening, 0, len(ids))
	for _, id := range ids {
		h, err := s.claim(ctx, id)
		if err == nil && id.Event != 0 {
			err = s.parties(ctx, &h)
		}
		switch {
		case errors.Is(err, pgx.ErrNoRows):
		case err != nil:
			return nil, failure("claims", s.name, err)
		default:
			all = append(all, h.Happening)
		}
	}
	return all, nil
}

func (s *Store) claim(ctx context.Context, id hearsay.ClaimID) (h happening, err error) {
	if id.Event == 0 {
		h.Document = id.Document
		return h, s.pool.QueryRow(ctx, "SELECT seq, title, outlet, published FROM document WHERE id = $1", id.Document[:]).Scan(&h.seq, &h.Title, &h.Outlet, &h.Published)
	}
	rows, _ := s.pool.Query(ctx, "SELECT "+happeningColumns+"FROM document d JOIN event e ON e.document = d.seq AND e.month = d.month WHERE d.id = $1 AND e.id = $2", id.Document[:], int64(id.Event))
	return pgx.CollectExactlyOneRow(rows, scanHappening)
}

// Leading implements [casefile.Survey].
func (s *Store) Leading(ctx context.Context, kind string, limit int) ([]hearsay.Link, error) {
	return list(ctx, s, "links", `WITH n AS (SELECT l.seq, count(DISTINCT j.document) AS reports, max(d.published) AS day FROM link l JOIN joined j ON j.link = l.seq
			JOIN document d ON d.seq = j.document WHERE l.kind = $1 GROUP BY l.seq, l.sort ORDER BY 2 DESC, 3 DESC, l.sort LIMIT $2)
		SELECT l.json FROM n JOIN link l ON l.seq = n.seq ORDER BY n.reports DESC, n.day DESC, l.sort`, s.link, kind, limit)
}

// Sites implements [casefile.Survey].
func (s *Store) Sites(ctx context.Context, a casefile.Ask) ([]casefile.Site, error) {
	from, args, err := about(a)
	if err != nil {
		return nil, err
	}
	return list(ctx, s, "sites", numbered(`SELECT min(e.place COLLATE "C"), e.country, e.lat, e.lon, max(e.radius), count(*), count(DISTINCT e.document) `+from+
		` GROUP BY lower(e.place), e.country, e.lat, e.lon ORDER BY 6 DESC, 7 DESC, 1, e.country COLLATE "C", e.lat NULLS FIRST, e.lon NULLS FIRST`),
		func(row pgx.CollectableRow) (x casefile.Site, err error) {
			return x, row.Scan(&x.Name, &x.Country, &x.Lat, &x.Lon, &x.RadiusKM, &x.Events, &x.Reports)
		}, args...)
}

// Dates implements [casefile.Survey].
func (s *Store) Dates(ctx context.Context, a casefile.Ask) ([]casefile.Date, error) {
	from, args, err := about(a)
	if err != nil {
		return nil, err
	}
	return list(ctx, s, "dates", numbered("SELECT e.first, e.last, count(*) "+from+" GROUP BY e.first, e.last ORDER BY e.first = '' AND e.last = '', e.first, e.last"),
		pgx.RowToStructByPos[casefile.Date], args...)
}

// Questions implements [casefile.Survey].
func (s *Store) Questions(ctx context.Context, kind string, limit int) ([]casefile.Open, error) {
	return condition.Asking(s.questions).OfKind(ctx, kind, limit)
}

// Due implements [casefile.Survey].
func (s *Store) Due(ctx context.Context, day string, limit int) ([]casefile.Open, error) {
	return condition.Asking(s.questions).Due(ctx, day, limit)
}

// Settled implements [casefile.Survey].
func (s *Store) Settled(ctx context.Context) ([]casefile.Open, error) {
	return condition.Asking(s.questions).Settled(ctx)
}

func (s *Store) questions(ctx context.Context, which string, args ...any) ([]casefile.Open, error) {
	return list(ctx, s, "questions", numbered(condition.Questions+which),
		func(row pgx.CollectableRow) (x casefile.Open, err error) {
			var document []byte
			var question int64
			var options string
			if err := row.Scan(&document, &x.Title, &x.Outlet, &x.Published, &question, &x.Kind, &x.Words, &x.Who, &x.Certainty, &x.Span.Start, &x.Span.End,
				&x.Low, &x.High, &x.Due, &options, &x.Outcome); err != nil {
				return x, err
			}
			x.Document, x.Question, x.Options = hearsay.DocumentID(document), hearsay.QuestionID(question), casefile.Lines(options)
			return x, nil
		}, args...)
}

// Matrices implements [casefile.Matrices].
func (s *Store) Matrices(ctx context.Context) ([]casefile.Matrix, error) {
	return list(ctx, s, "hypotheses", "SELECT json FROM matrix ORDER BY id", parsed[casefile.Matrix])
}

// KeepMatrix implements [casefile.Matrices].
func (s *Store) KeepMatrix(ctx context.Context, m casefile.Matrix) error {
	if err := m.Validate(); err != nil {
		return err
	}
	b, err := json.Marshal(m)
	if err == nil {
		_, err = s.pool.Exec(ctx, "INSERT INTO matrix (id, json) VALUES ($1,$2) ON CONFLICT (id) DO UPDATE SET json = $2", short(m.ID), string(b))
	}
	return failure("hypotheses", s.name, err)
}

// DropMatrix implements [casefile.Matrices].
func (s *Store) DropMatrix(ctx context.Context, id string) error {
	done, err := s.pool.Exec(ctx, "DELETE FROM matrix WHERE id = $1", short(id))
	if err == nil && done.RowsAffected() == 0 {
		err = fmt.Errorf("%w: no hypotheses %q", casefile.ErrNotFound, id)
	}
	return failure("hypotheses", s.name, err)
}

// Findings implements [casefile.Survey].
func (s *Store) Findings(ctx context.Context) ([]casefile.Tally, error) {
	return s.tallies(ctx, `SELECT kind, count(DISTINCT document), count(*) FROM finding GROUP BY kind ORDER BY 2 DESC, 3 DESC, kind COLLATE "C"`)
}

// Outlets implements [casefile.Survey].
func (s *Store) Outlets(ctx context.Context) ([]casefile.Tally, error) {
	return s.tallies(ctx, `SELECT max(outlet COLLATE "C"), count(*), count(*) FROM document GROUP BY lower(outlet) ORDER BY 2 DESC, 1`)
}

// Types implements [casefile.Survey].
func (s *Store) Types(ctx context.Context) ([]casefile.Tally, error) {
	return s.tallies(ctx, `SELECT type, count(DISTINCT document), count(*) FROM event GROUP BY type ORDER BY 3 DESC, type COLLATE "C"`)
}

// Published implements [casefile.Survey].
func (s *Store) Published(ctx context.Context) (map[hearsay.DocumentID]string, error) {
	type report struct {
		id     hearsay.DocumentID
		outlet string
	}
	reports, err := list(ctx, s, "outlets", "SELECT id, outlet FROM document", func(row pgx.CollectableRow) (r report, err error) {
		var id []byte
		err = row.Scan(&id, &r.outlet)
		if err == nil {
			r.id = hearsay.DocumentID(id)
		}
		return r, err
	})
	out := make(map[hearsay.DocumentID]string, len(reports))
	for _, r := range reports {
		out[r.id] = r.outlet
	}
	return out, err
}

// Makers implements [casefile.Survey].
func (s *Store) Makers(ctx context.Context) ([]casefile.Maker, error) {
	return list(ctx, s, "versions", `SELECT record, reading, model, gazetteer, count(*) FROM reading GROUP BY 1, 2, 3, 4 ORDER BY 5 DESC, 2 DESC, model COLLATE "C", gazetteer COLLATE "C"`,
		func(row pgx.CollectableRow) (x casefile.Maker, err error) {
			return x, row.Scan(&x.Record, &x.Reading, &x.Model, &x.Gazetteer, &x.Readings)
		})
}

func (s *Store) tallies(ctx context.Context, q string) ([]casefile.Tally, error) {
	return list(ctx, s, "count", q, func(row pgx.CollectableRow) (x casefile.Tally, err error) {
		return x, row.Scan(&x.Name, &x.Reports, &x.Records)
	})
}

// list returns what scan makes of the rows of a query; it is never nil.
func list[T any](ctx context.Context, s *Store, op, q string, scan pgx.RowToFunc[T], args ...any) ([]T, error) {
	rows, _ := s.pool.Query(ctx, q, args...)
	all, err := pgx.CollectRows(rows, scan)
	return all, failure(op, s.name, err)
}
