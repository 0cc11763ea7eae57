package postgres

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5"

	"hearsay"
	"hearsay/internal/casefile"
	"hearsay/internal/casefile/condition"
	"hearsay/internal/query"
)

// dialect is PostgreSQL's way of asking.
var dialect = condition.Dialect{
	Words: func(text string, inTitle bool) (string, []any) {
		const q = "phraseto_tsquery('stems', ?)"
		text = words(text)
		if inTitle {
			return "d.seq IN (SELECT document FROM body WHERE words @@ " + q + " AND ts_filter(words, '{a}') @@ " + q + ")", []any{text, text}
		}
		return "d.seq IN (SELECT document FROM body WHERE words @@ " + q + ")", []any{text}
	},
	Like: "ILIKE ? ESCAPE ''",
	Named: func(kind int, part string) (string, []any) {
		like, args := condition.Like("text", part, "ILIKE ? ESCAPE ''")
		return fmt.Sprintf("SELECT document FROM named WHERE kind = %d AND name IN (SELECT id FROM name WHERE %s) UNION SELECT document FROM named WHERE kind = %d AND name IN (SELECT id FROM name WHERE lower(text) = lower(?))",
			kind, like, casefile.Codes+kind), append(args, part)
	},
	Event: "x.document = e.document AND x.month = e.month AND x.event = e.id",
}

// numbered writes question marks as $1, $2 … in order.
func numbered(sql string) string {
	var b strings.Builder
	n := 0
	for part := range strings.SplitSeq(sql, "?") {
		if n > 0 {
			fmt.Fprintf(&b, "$%d", n)
		}
		b.WriteString(part)
		n++
	}
	return b.String()
}

// ranked is how many hits are put in order by how well they fit, at most: to do
// so is to look at the words of each.
const ranked = 20_000

// Find implements [casefile.Store]. Reports in whose words the question's stand
// come by how well they fit (their density), unless there are too many; others by
// date, the newest first.
func (s *Store) Find(ctx context.Context, a casefile.Ask) (*casefile.Page, error) {
	p, err := s.find(ctx, a)
	return p, failure("find", s.name, err)
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
	if err := s.pool.QueryRow(ctx, numbered("SELECT count(*) FROM document d WHERE "+where), cleaned(c.Args)...).Scan(&page.Total); err != nil {
		return nil, err
	}
	with, from, order, args := "", "document d", "d.published DESC, d.id", slices.Clone(c.Args)
	asked, fields := condition.Wanted(a.Query)
	var phrases []string
	var texts []any
	for _, w := range asked {
		if condition.HasWords(w) {
			phrases, texts = append(phrases, "phraseto_tsquery('stems', ?)"), append(texts, words(w))
		}
	}
	if len(phrases) > 0 && page.Total <= ranked {
		q := "(" + strings.Join(phrases, " || ") + ")"
		with = "WITH q AS (SELECT " + q + " AS q), w AS MATERIALIZED (SELECT document, ts_rank_cd(words, q, 1) AS rank FROM body, q WHERE words @@ q) "
		from, order = "document d LEFT JOIN w ON w.document = d.seq", "w.rank DESC NULLS LAST, "+order
		args = append(texts, args...)
	}
	rows, _ := s.pool.Query(ctx, numbered(with+"SELECT d.seq, d.id, d.title, d.outlet, d.url, d.published FROM "+from+" WHERE "+where+" ORDER BY "+order+" LIMIT ? OFFSET ?"), cleaned(append(args, limit, offset))...)
	var seqs []int64
	page.Hits, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) (h casefile.Hit, err error) {
		var seq int64
		var id []byte
		if err := row.Scan(&seq, &id, &h.Title, &h.Outlet, &h.URL, &h.Published); err != nil {
			return h, err
		}
		h.Document = hearsay.DocumentID(id)
		seqs = append(seqs, seq)
		return h, nil
	})
	if err != nil {
		return nil, err
	}
	if offset+len(page.Hits) < page.Total {
		page.Next = strconv.Itoa(offset + len(page.Hits))
	}
	for i := range page.Hits {
		if err := s.show(ctx, seqs[i], &page.Hits[i], asked, fields); err != nil {
			return nil, err
		}
	}
	return page, nil
}

// cleaned returns arguments as the server takes them.
func cleaned(args []any) []any {
	for i, a := range args {
		if t, ok := a.(string); ok {
			args[i] = clean(t)
		}
	}
	return args
}

// show adds to a hit the events that are asked for and where they, or the
// words, stand.
func (s *Store) show(ctx context.Context, seq int64, h *casefile.Hit, words []string, fields []query.Field) error {
	var at []hearsay.Span
	if len(fields) > 0 {
		c := condition.New(&dialect)
		where := c.Event(fields)
		rows, _ := s.pool.Query(ctx, numbered("SELECT e.id, e.start, e.stop FROM document d JOIN event e ON e.document = d.seq AND e.month = d.month WHERE d.seq = ? AND "+where+" ORDER BY e.id"),
			cleaned(append([]any{seq}, c.Args...))...)
		var id int
		var span hearsay.Span
		if _, err := pgx.ForEachRow(rows, []any{&id, &span.Start, &span.End}, func() error {
			if h.Events = append(h.Events, hearsay.EventID(id)); span.End > 0 {
				at = append(at, span)
			}
			return nil
		}); err != nil {
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
