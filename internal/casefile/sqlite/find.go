package sqlite

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"hearsay"
	"hearsay/internal/casefile"
	"hearsay/internal/casefile/condition"
	"hearsay/internal/query"
)

// Find implements [casefile.Store]. Reports in whose words the question's stand
// come by how well they fit (BM25), others by date, the newest first.
func (s *Store) Find(ctx context.Context, a casefile.Ask) (*casefile.Page, error) {
	p, err := s.find(ctx, a)
	return p, failure("find", s.path, err)
}

func (s *Store) find(ctx context.Context, a casefile.Ask) (*casefile.Page, error) {
	limit, offset, err := condition.Window(a)
	if err != nil {
		return nil, err
	}
	sql, args, err := plan(a.Query, limit, offset)
	if err != nil {
		return nil, condition.Invalid("find", err)
	}
	rows, err := s.read.QueryContext(ctx, sql, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	page := new(casefile.Page)
	var seqs []int64
	for rows.Next() {
		var seq int64
		var id []byte
		var h casefile.Hit
		if err := rows.Scan(&page.Total, &seq, &id, &h.Title, &h.Outlet, &h.URL, &h.Published); err != nil {
			return nil, err
		}
		h.Document = hearsay.DocumentID(id)
		seqs, page.Hits = append(seqs, seq), append(page.Hits, h)
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	if len(page.Hits) == 0 && offset > 0 { // a page after the last
		first, err := s.find(ctx, casefile.Ask{Query: a.Query, Limit: 1})
		if err != nil {
			return nil, err
		}
		return &casefile.Page{Total: first.Total}, nil
	}
	if offset+len(page.Hits) < page.Total {
		page.Next = strconv.Itoa(offset + len(page.Hits))
	}
	words, fields := condition.Wanted(a.Query)
	for i := range page.Hits {
		if err := s.show(ctx, seqs[i], &page.Hits[i], words, fields); err != nil {
			return nil, err
		}
	}
	return page, nil
}

// show adds to a hit the events that are asked for and where they, or the
// words, stand.
func (s *Store) show(ctx context.Context, seq int64, h *casefile.Hit, words []string, fields []query.Field) error {
	var at []hearsay.Span
	if len(fields) > 0 {
		c := condition.New(&dialect)
		where := c.Event(fields)
		rows, err := s.read.QueryContext(ctx, "SELECT e.id, e.start, e.stop FROM event e WHERE e.document = ? AND "+where+" ORDER BY e.id", append([]any{seq}, c.Args...)...)
		if err != nil {
			return err
		}
		for rows.Next() {
			var id int
			var span hearsay.Span
			if err := rows.Scan(&id, &span.Start, &span.End); err != nil {
				rows.Close()
				return err
			}
			if h.Events = append(h.Events, hearsay.EventID(id)); span.End > 0 {
				at = append(at, span)
			}
		}
		if err := rows.Close(); err != nil {
			return err
		}
	}
	if len(at) == 0 && len(words) == 0 {
		return nil
	}
	k, err := s.document(ctx, seq)
	if err != nil {
		return err
	}
	h.Snippets = casefile.Snippets(k.Document.Text, at, words)
	return nil
}

// dialect is SQLite's way of asking.
var dialect = condition.Dialect{
	Words: func(words string, inTitle bool) (string, []any) {
		return "d.seq IN (SELECT rowid FROM words WHERE words MATCH ?)", []any{phrase(words, inTitle)}
	},
	Like: "LIKE ?",
	Named: func(kind int, part string) (string, []any) {
		parts, args := "SELECT rowid FROM names WHERE names MATCH ?", []any{`"` + strings.ReplaceAll(part, `"`, `""`) + `"`}
		if condition.Short(part) { // for the index of three letters
			like, with := condition.Like("text", part, "LIKE ?")
			parts, args = "SELECT id FROM name WHERE "+like, with
		}
		return fmt.Sprintf("SELECT document FROM named WHERE kind = %d AND name IN (%s) UNION SELECT document FROM named WHERE kind = %d AND name = (SELECT id FROM name WHERE text = ?)",
			kind, parts, casefile.Codes+kind), append(args, part)
	},
	Event: "x.document = e.document AND x.event = e.id",
}
