package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"

	"hearsay"
	"hearsay/internal/casefile"
	"hearsay/internal/casefile/condition"
)

// Events implements [casefile.Survey].
func (s *Store) Events(ctx context.Context, a casefile.Ask) (*casefile.Happenings, error) {
	page, err := s.events(ctx, a)
	return page, failure("events", s.path, err)
}

func (s *Store) events(ctx context.Context, a casefile.Ask) (*casefile.Happenings, error) {
	c := condition.New(&dialect)
	where := c.Report(a.Query)
	if _, fields := condition.Wanted(a.Query); len(fields) > 0 {
		where += " AND " + c.Event(fields)
	}
	if c.Err != nil {
		return nil, condition.Invalid("events", c.Err)
	}
	only, ids := condition.Only(a)
	where, c.Args = where+only, append(c.Args, ids...)
	limit, offset, err := condition.Window(a)
	if err != nil {
		return nil, err
	}
	from, count := "FROM event e JOIN document d ON d.seq = e.document WHERE "+where, "SELECT count(*) FROM event"
	if a.Query != nil || only != "" {
		count = "SELECT count(*) " + from
	}
	page := &casefile.Happenings{Events: []casefile.Happening{}}
	if err := s.read.QueryRowContext(ctx, count, c.Args...).Scan(&page.Total); err != nil {
		return nil, err
	}
	if page.Total > manyHits && only == "" { // by their days until the page is full, rather than all and then in order
		from = "FROM event e INDEXED BY event_days CROSS JOIN document d ON d.seq = e.document WHERE " + where
	}
	rows, err := s.read.QueryContext(ctx, `SELECT d.seq, d.id, d.title, d.outlet, d.published, e.id, e.words, e.type, e.mode, e.status, e.first, e.last,
		e.place, e.country, e.dead, e.confidence, e.start, e.stop `+from+` ORDER BY e.last DESC, e.first DESC, d.published DESC, d.id, e.id LIMIT ? OFFSET ?`, append(slices.Clone(c.Args), limit, offset)...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var seqs []int64
	for rows.Next() {
		var seq, event int64
		var id []byte
		var h casefile.Happening
		if err := rows.Scan(&seq, &id, &h.Title, &h.Outlet, &h.Published, &event, &h.Words, &h.Type, &h.Mode, &h.Status, &h.First, &h.Last,
			&h.Place, &h.Country, &h.Dead, &h.Confidence, &h.Span.Start, &h.Span.End); err != nil {
			return nil, err
		}
		h.Document, h.Event = hearsay.DocumentID(id), hearsay.EventID(event)
		seqs, page.Events = append(seqs, seq), append(page.Events, h)
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	if offset+len(page.Events) < page.Total {
		page.Next = strconv.Itoa(offset + len(page.Events))
	}
	for i := range page.Events {
		if err := s.parties(ctx, seqs[i], &page.Events[i]); err != nil {
			return nil, err
		}
	}
	return page, nil
}

// manyHits is how many events are too many to be put in order before a page is
// taken.
const manyHits = 500

// parties adds to an event who takes part in it, and on whose word it stands.
func (s *Store) parties(ctx context.Context, seq int64, h *casefile.Happening) error {
	rows, err := s.read.QueryContext(ctx, `SELECT side, n, name FROM role WHERE document = ? AND event = ?
		UNION ALL SELECT 2, n, source FROM word WHERE document = ? AND event = ? ORDER BY 1, 2`, seq, int64(h.Event), seq, int64(h.Event))
	if err != nil {
		return err
	}
	defer rows.Close()
	h.Actors, h.Recipients, h.Chain = []string{}, []string{}, []string{}
	sides := []*[]string{&h.Actors, &h.Recipients, &h.Chain}
	for rows.Next() {
		var side, n int
		var name string
		if err := rows.Scan(&side, &n, &name); err != nil {
			return err
		}
		*sides[side] = append(*sides[side], name)
	}
	return rows.Err()
}

// Sources implements [casefile.Survey].
func (s *Store) Sources(ctx context.Context, name string, limit int) ([]casefile.Source, error) {
	which, args := `SELECT n.text AS name, c.reports FROM (SELECT name, count(*) AS reports FROM named WHERE kind = 2 GROUP BY name ORDER BY 2 DESC LIMIT ?) c JOIN name n ON n.id = c.name
		UNION ALL SELECT '', count(DISTINCT document) FROM attribution WHERE source = '' HAVING count(*) > 0`, []any{limit}
	if name != "" {
		which, args = "SELECT ? AS name, count(DISTINCT document) AS reports FROM attribution WHERE source = ? HAVING count(*) > 0", []any{name, name}
	}
	return list(ctx, s, "sources", `WITH cited AS MATERIALIZED (`+which+`),
		counted AS MATERIALIZED (SELECT max(a.source) AS name, c.reports, count(*) AS statements, sum(a.anonymous) AS unnamed, count(DISTINCT d.outlet) AS outlets, min(a.document) AS document
			FROM cited c CROSS JOIN attribution a ON a.source = c.name JOIN document d ON d.seq = a.document GROUP BY c.name ORDER BY 2 DESC, 3 DESC, 1 LIMIT ?)
		SELECT c.name, coalesce(e.kind, ''), coalesce(e.country, ''), coalesce(e.sector, ''), coalesce(e.wikidata, ''), c.statements, c.unnamed, c.reports, c.outlets
		FROM counted c LEFT JOIN entity e ON e.document = c.document AND e.id = (SELECT min(id) FROM entity x WHERE x.document = c.document AND x.name = c.name)
		ORDER BY c.reports DESC, c.statements DESC, c.name`,
		func(rows *sql.Rows) (x casefile.Source, err error) {
			return x, rows.Scan(&x.Name, &x.Kind, &x.Country, &x.Sector, &x.Wikidata, &x.Statements, &x.Unnamed, &x.Reports, &x.Outlets)
		}, append(args, limit)...)
}

// Claims implements [casefile.Survey].
func (s *Store) Claims(ctx context.Context, ids ...hearsay.ClaimID) ([]casefile.Happening, error) {
	all := make([]casefile.Happening, 0, len(ids))
	for _, id := range ids {
		h := casefile.Happening{Document: id.Document, Event: id.Event}
		var seq int64
		err := s.read.QueryRowContext(ctx, "SELECT seq, title, outlet, published FROM document WHERE id = ?", id.Document[:]).Scan(&seq, &h.Title, &h.Outlet, &h.Published)
		if err == nil && id.Event != 0 {
			err = s.read.QueryRowContext(ctx, "SELECT words, type, mode, status, first, last, place, country, dead, confidence, start, stop FROM event WHERE document = ? AND id = ?", seq, int64(id.Event)).
				Scan(&h.Words, &h.Type, &h.Mode, &h.Status, &h.First, &h.Last, &h.Place, &h.Country, &h.Dead, &h.Confidence, &h.Span.Start, &h.Span.End)
		}
		if err == nil && id.Event != 0 {
			err = s.parties(ctx, seq, &h)
		}
		switch {
		case err == sql.ErrNoRows:
		case err != nil:
			return nil, failure("claims", s.path, err)
		default:
			all = append(all, h)
		}
	}
	return all, nil
}

// Leading implements [casefile.Survey].
func (s *Store) Leading(ctx context.Context, kind string, limit int) ([]hearsay.Link, error) {
	return list(ctx, s, "links", "SELECT json FROM link WHERE kind = ? ORDER BY reports DESC, day DESC, sort LIMIT ?",
		func(rows *sql.Rows) (l hearsay.Link, err error) {
			var b []byte
			if err = rows.Scan(&b); err == nil {
				b, err = s.pack.OpenBytes(b)
			}
			if err == nil {
				err = json.Unmarshal(b, &l)
			}
			return l, err
		}, kind, limit)
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
	if a.Query == nil {
		return "FROM event e", nil, nil
	}
	return "FROM event e JOIN document d ON d.seq = e.document WHERE " + where, c.Args, nil
}

// Sites implements [casefile.Survey].
func (s *Store) Sites(ctx context.Context, a casefile.Ask) ([]casefile.Site, error) {
	from, args, err := about(a)
	if err != nil {
		return nil, err
	}
	return list(ctx, s, "sites", "SELECT e.place, e.country, e.lat, e.lon, max(e.radius), count(*), count(DISTINCT e.document) "+from+
		" GROUP BY e.place, e.country, e.lat, e.lon ORDER BY 6 DESC, 7 DESC, e.place, e.country, e.lat, e.lon",
		func(rows *sql.Rows) (x casefile.Site, err error) {
			return x, rows.Scan(&x.Name, &x.Country, &x.Lat, &x.Lon, &x.RadiusKM, &x.Events, &x.Reports)
		}, args...)
}

// Dates implements [casefile.Survey].
func (s *Store) Dates(ctx context.Context, a casefile.Ask) ([]casefile.Date, error) {
	from, args, err := about(a)
	if err != nil {
		return nil, err
	}
	return list(ctx, s, "dates", "SELECT e.first, e.last, count(*) "+from+" GROUP BY e.first, e.last ORDER BY e.first = '' AND e.last = '', e.first, e.last",
		func(rows *sql.Rows) (x casefile.Date, err error) {
			return x, rows.Scan(&x.First, &x.Last, &x.Events)
		}, args...)
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
	return list(ctx, s, "questions", condition.Questions+which,
		func(rows *sql.Rows) (x casefile.Open, err error) {
			var document []byte
			var question int64
			var options string
			err = rows.Scan(&document, &x.Title, &x.Outlet, &x.Published, &question, &x.Kind, &x.Words, &x.Who, &x.Certainty, &x.Span.Start, &x.Span.End, &x.Low, &x.High, &x.Due, &options, &x.Outcome)
			if err == nil {
				x.Document, x.Question, x.Options = hearsay.DocumentID(document), hearsay.QuestionID(question), casefile.Lines(options)
			}
			return x, err
		}, args...)
}

// Matrices implements [casefile.Matrices].
func (s *Store) Matrices(ctx context.Context) ([]casefile.Matrix, error) {
	return list(ctx, s, "hypotheses", "SELECT json FROM matrix ORDER BY id", func(rows *sql.Rows) (m casefile.Matrix, err error) {
		var b []byte
		if err = rows.Scan(&b); err == nil {
			err = json.Unmarshal(b, &m)
		}
		return m, err
	})
}

// KeepMatrix implements [casefile.Matrices].
func (s *Store) KeepMatrix(ctx context.Context, m casefile.Matrix) error {
	if err := m.Validate(); err != nil {
		return err
	}
	b, err := json.Marshal(m)
	if err == nil {
		_, err = s.write.ExecContext(ctx, "INSERT OR REPLACE INTO matrix (id, json) VALUES (?,?)", m.ID, string(b))
	}
	return failure("hypotheses", s.path, err)
}

// DropMatrix implements [casefile.Matrices].
func (s *Store) DropMatrix(ctx context.Context, id string) error {
	res, err := s.write.ExecContext(ctx, "DELETE FROM matrix WHERE id = ?", id)
	if err == nil {
		if n, _ := res.RowsAffected(); n == 0 {
			err = fmt.Errorf("%w: no hypotheses %q", casefile.ErrNotFound, id)
		}
	}
	return failure("hypotheses", s.path, err)
}

// Findings implements [casefile.Survey].
func (s *Store) Findings(ctx context.Context) ([]casefile.Tally, error) {
	return s.tallies(ctx, "SELECT kind, count(DISTINCT document), count(*) FROM finding GROUP BY kind ORDER BY 2 DESC, 3 DESC, 1")
}

// Outlets implements [casefile.Survey].
func (s *Store) Outlets(ctx context.Context) ([]casefile.Tally, error) {
	return s.tallies(ctx, "SELECT max(outlet), count(*), count(*) FROM document GROUP BY outlet COLLATE NOCASE ORDER BY 2 DESC, 1")
}

// Types implements [casefile.Survey].
func (s *Store) Types(ctx context.Context) ([]casefile.Tally, error) {
	return s.tallies(ctx, "SELECT type, count(DISTINCT document), count(*) FROM event GROUP BY type ORDER BY 3 DESC, 1")
}

// Published implements [casefile.Survey].
func (s *Store) Published(ctx context.Context) (map[hearsay.DocumentID]string, error) {
	type report struct {
		id     hearsay.DocumentID
		outlet string
	}
	reports, err := list(ctx, s, "outlets", "SELECT id, outlet FROM document", func(rows *sql.Rows) (r report, err error) {
		var id []byte
		err = rows.Scan(&id, &r.outlet)
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
	return list(ctx, s, "versions", "SELECT record, reading, model, gazetteer, count(*) FROM reading GROUP BY 1, 2, 3, 4 ORDER BY 5 DESC, 2 DESC, 3, 4",
		func(rows *sql.Rows) (x casefile.Maker, err error) {
			return x, rows.Scan(&x.Record, &x.Reading, &x.Model, &x.Gazetteer, &x.Readings)
		})
}

func (s *Store) tallies(ctx context.Context, q string) ([]casefile.Tally, error) {
	return list(ctx, s, "count", q, func(rows *sql.Rows) (x casefile.Tally, err error) {
		return x, rows.Scan(&x.Name, &x.Reports, &x.Records)
	})
}

// list returns what scan makes of the rows of a query; it is never nil.
func list[T any](ctx context.Context, s *Store, op, q string, scan func(*sql.Rows) (T, error), args ...any) ([]T, error) {
	rows, err := s.read.QueryContext(ctx, q, args...)
	if err != nil {
		return nil, failure(op, s.path, err)
	}
	defer rows.Close()
	all := []T{}
	for rows.Next() {
		x, err := scan(rows)
		if err != nil {
			return nil, failure(op, s.path, err)
		}
		all = append(all, x)
	}
	return all, failure(op, s.path, rows.Err())
}
