package sqlite

import (
	"context"
	"fmt"
	"slices"
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
	c := condition.New(&dialect)
	where := c.Report(a.Query)
	if c.Err != nil {
		return nil, condition.Invalid("find", c.Err)
	}
	limit, offset, err := condition.Window(a)
	if err != nil {
		return nil, err
	}
	page := new(casefile.Page)
	if err := s.read.QueryRowContext(ctx, "SELECT count(*) FROM document d WHERE "+where, c.Args...).Scan(&page.Total); err != nil {
		return nil, err
	}
	order, args := "d.published DESC, d.id", slices.Clone(c.Args)
	with, from := "", "document d"
	if match := positive(a.Query); match != "" {
		with = "WITH w AS MATERIALIZED (SELECT rowid AS seq, rank FROM words WHERE words MATCH ?) "
		from = "document d LEFT JOIN w ON w.seq = d.seq"
		args = append([]any{match}, args...)
		order = "w.rank IS NULL, w.rank, " + order
	} else if page.Total > manyHits {
		from = "document d INDEXED BY document_published" // until the page is full, rather than all hits and then in order
	}
	rows, err := s.read.QueryContext(ctx, fmt.Sprintf("%sSELECT d.seq, d.id, d.title, d.outlet, d.url, d.published FROM %s WHERE %s ORDER BY %s LIMIT ? OFFSET ?", with, from, where, order), append(args, limit, offset)...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var seqs []int64
	for rows.Next() {
		var seq int64
		var id []byte
		var h casefile.Hit
		if err := rows.Scan(&seq, &id, &h.Title, &h.Outlet, &h.URL, &h.Published); err != nil {
			return nil, err
		}
		h.Document = hearsay.DocumentID(id)
		seqs, page.Hits = append(seqs, seq), append(page.Hits, h)
	}
	if err := rows.Err(); err != nil {
		return nil, err
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

// manyHits is how many hits are too many to put them in order before a page is
// taken.
const manyHits = 500

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
	text := k.Document.Text
	for _, span := range append(at, casefile.Where(text, words)...) {
		if span.End <= len(text) && len(h.Snippets) < 3 {
			h.Snippets = append(h.Snippets, casefile.Around(text, span))
		}
	}
	h.Snippets = slices.Compact(h.Snippets)
	return nil
}

// positive returns the full-text question that ranks reports: all words that
// are asked for and not excluded.
func positive(n query.Node) string {
	words, _ := condition.Wanted(n)
	var all []string
	for _, w := range words {
		if m := match(w); m != "" {
			all = append(all, m)
		}
	}
	return strings.Join(all, " OR ")
}

// match writes words as a phrase of FTS5; "" if they have no letters.
func match(words string) string {
	if !condition.HasWords(words) {
		return ""
	}
	return `"` + strings.ReplaceAll(words, `"`, " ") + `"`
}

// dialect is SQLite's way of asking.
var dialect = condition.Dialect{
	Words: func(words string, inTitle bool) (string, []any) {
		m := match(words)
		if inTitle {
			m = "title : " + m
		}
		return "d.seq IN (SELECT rowid FROM words WHERE words MATCH ?)", []any{m}
	},
	Like: "LIKE ?",
	Named: func(kind int, part string) (string, []any) {
		parts, with := "SELECT rowid FROM names WHERE names MATCH ?", `"`+strings.ReplaceAll(part, `"`, `""`)+`"`
		if len([]rune(part)) < 3 { // too short for the index of three letters
			parts, with = "SELECT id FROM name WHERE text LIKE ?", condition.Pattern(part)
		}
		return fmt.Sprintf("SELECT document FROM named WHERE kind = %d AND name IN (%s) UNION SELECT document FROM named WHERE kind = %d AND name = (SELECT id FROM name WHERE text = ?)",
			kind, parts, casefile.Codes+kind), []any{with, part}
	},
	Event: "x.document = e.document AND x.event = e.id",
}
