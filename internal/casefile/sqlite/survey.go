package sqlite

import (
	"context"
	"database/sql"
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
	limit, offset, err := condition.Window(a)
	if err != nil {
		return nil, err
	}
	from := "FROM event e JOIN document d ON d.seq = e.document WHERE " + where
	page := &casefile.Happenings{Events: []casefile.Happening{}}
	if err := s.read.QueryRowContext(ctx, "SELECT count(*) "+from, c.Args...).Scan(&page.Total); err != nil {
		return nil, err
	}
	rows, err := s.read.QueryContext(ctx, `SELECT d.seq, d.id, d.title, d.outlet, d.published, e.id, e.words, e.type, e.mode, e.status, e.first, e.last,
		e.place, e.country, e.dead, e.confidence `+from+` ORDER BY e.last DESC, e.first DESC, d.published DESC, d.id, e.id LIMIT ? OFFSET ?`, append(slices.Clone(c.Args), limit, offset)...)
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
			&h.Place, &h.Country, &h.Dead, &h.Confidence); err != nil {
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
	where, args := "1", []any{}
	if name != "" {
		where, args = "a.source = ?", append(args, name)
	}
	return list(ctx, s, "sources", `WITH cited AS (SELECT a.source AS name, count(*) AS statements, sum(anonymous) AS unnamed, count(DISTINCT a.document) AS reports,
			count(DISTINCT d.outlet) AS outlets, min(a.document) AS document FROM attribution a JOIN document d ON d.seq = a.document WHERE `+where+` GROUP BY a.source
			ORDER BY 4 DESC, 2 DESC, 1 LIMIT ?)
		SELECT c.name, coalesce(e.kind, ''), coalesce(e.country, ''), coalesce(e.sector, ''), coalesce(e.wikidata, ''), c.statements, c.unnamed, c.reports, c.outlets
		FROM cited c LEFT JOIN entity e ON e.document = c.document AND e.id = (SELECT min(id) FROM entity x WHERE x.document = c.document AND x.name = c.name)
		ORDER BY c.reports DESC, c.statements DESC, c.name`,
		func(rows *sql.Rows) (x casefile.Source, err error) {
			return x, rows.Scan(&x.Name, &x.Kind, &x.Country, &x.Sector, &x.Wikidata, &x.Statements, &x.Unnamed, &x.Reports, &x.Outlets)
		}, append(args, limit)...)
}

// Sites implements [casefile.Survey].
func (s *Store) Sites(ctx context.Context) ([]casefile.Site, error) {
	return list(ctx, s, "sites", `SELECT place, country, lat, lon, max(radius), count(*), count(DISTINCT document) FROM event
		GROUP BY place, country, lat, lon ORDER BY 6 DESC, 7 DESC, place, country, lat, lon`,
		func(rows *sql.Rows) (x casefile.Site, err error) {
			return x, rows.Scan(&x.Name, &x.Country, &x.Lat, &x.Lon, &x.RadiusKM, &x.Events, &x.Reports)
		})
}

// Questions implements [casefile.Survey].
func (s *Store) Questions(ctx context.Context, kind string, limit int) ([]casefile.Open, error) {
	return list(ctx, s, "questions", `SELECT d.id, d.title, d.outlet, d.published, q.id, q.kind, q.words, q.who, q.certainty
		FROM question q JOIN document d ON d.seq = q.document WHERE q.kind = ? ORDER BY d.published DESC, d.id, q.id LIMIT ?`,
		func(rows *sql.Rows) (x casefile.Open, err error) {
			var document []byte
			var question int64
			err = rows.Scan(&document, &x.Title, &x.Outlet, &x.Published, &question, &x.Kind, &x.Words, &x.Who, &x.Certainty)
			if err == nil {
				x.Document, x.Question = hearsay.DocumentID(document), hearsay.QuestionID(question)
			}
			return x, err
		}, kind, limit)
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
