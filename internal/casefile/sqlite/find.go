package sqlite

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"hearsay"
	"hearsay/internal/casefile"
	"hearsay/internal/query"
)

// Find implements [casefile.Store]. Reports in whose words the question's stand
// come by how well they fit (BM25), others by date, the newest first.
func (s *Store) Find(ctx context.Context, a casefile.Ask) (*casefile.Page, error) {
	p, err := s.find(ctx, a)
	return p, failure("find", s.path, err)
}

func (s *Store) find(ctx context.Context, a casefile.Ask) (*casefile.Page, error) {
	var c condition
	where := c.node(a.Query)
	if c.err != nil {
		return nil, &hearsay.Error{Op: "find", Kind: hearsay.Invalid, Err: c.err, Hint: "hearsay find --help lists the fields."}
	}
	limit := a.Limit
	if limit <= 0 {
		limit = 20
	}
	offset := 0
	if a.After != "" {
		var err error
		if offset, err = strconv.Atoi(a.After); err != nil || offset < 0 {
			return nil, &hearsay.Error{Op: "find", Kind: hearsay.Invalid, Err: fmt.Errorf("no page %q", a.After), Hint: "Give the next of the page before."}
		}
	}
	page := new(casefile.Page)
	if err := s.read.QueryRowContext(ctx, "SELECT count(*) FROM document d WHERE "+where, c.args...).Scan(&page.Total); err != nil {
		return nil, err
	}
	order, args := "d.published DESC, d.id", slices.Clone(c.args)
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
	words, fields := wanted(a.Query)
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
		var c condition
		where := c.event(fields)
		rows, err := s.read.QueryContext(ctx, "SELECT e.id, e.start, e.stop FROM event e WHERE e.document = ? AND "+where+" ORDER BY e.id", append([]any{seq}, c.args...)...)
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
	words, _ := wanted(n)
	var all []string
	for _, w := range words {
		if m := match(w); m != "" {
			all = append(all, m)
		}
	}
	return strings.Join(all, " OR ")
}

// wanted returns the words and the conditions on events that are asked for and
// not excluded.
func wanted(n query.Node) (words []string, fields []query.Field) {
	switch n := n.(type) {
	case query.And:
		for _, x := range n {
			w, f := wanted(x)
			words, fields = append(words, w...), append(fields, f...)
		}
	case query.Or:
		for _, x := range n {
			w, _ := wanted(x)
			words = append(words, w...)
		}
	case query.Words:
		words = append(words, n.Text)
	case query.Field:
		if query.IsEvent(n.Name) {
			fields = append(fields, n)
		}
		if n.Name == "title" {
			words = append(words, n.Values...)
		}
	}
	return words, fields
}

// match writes words as a phrase of FTS5; "" if they have no letters.
func match(words string) string {
	if !strings.ContainsFunc(words, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
		return ""
	}
	return `"` + strings.ReplaceAll(words, `"`, " ") + `"`
}

// A condition writes a question as SQL about a document d.
type condition struct {
	args []any
	err  error
}

func (c *condition) arg(values ...any) { c.args = append(c.args, values...) }

func (c *condition) node(n query.Node) string {
	switch n := n.(type) {
	case query.And:
		return c.and(n)
	case query.Or:
		return c.join(n, " OR ")
	case query.Not:
		return "NOT " + c.node(n.Of)
	case query.Words:
		m := match(n.Text)
		if m == "" {
			return "1"
		}
		c.arg(m)
		return "d.seq IN (SELECT rowid FROM words WHERE words MATCH ?)"
	case query.Field:
		return c.and(query.And{n})
	}
	return "1"
}

func (c *condition) join(parts []query.Node, by string) string {
	var all []string
	for _, x := range parts {
		all = append(all, c.node(x))
	}
	return "(" + strings.Join(all, by) + ")"
}

// and joins parts; those about an event are about one event.
func (c *condition) and(parts query.And) string {
	var all []string
	var events []query.Field
	for _, x := range parts {
		f, ok := x.(query.Field)
		switch {
		case !ok:
			all = append(all, c.node(x))
		case query.IsEvent(f.Name):
			events = append(events, f)
		default:
			all = append(all, c.field(f))
		}
	}
	if len(events) > 0 {
		if onlyDays(events) { // of the report, where nothing else is said of an event
			all = append(all, c.published(events))
		} else {
			all = append(all, "d.seq IN (SELECT e.document FROM event e WHERE "+c.namedIn(events)+c.event(events)+")")
		}
	}
	if len(all) == 0 {
		return "1"
	}
	return "(" + strings.Join(all, " AND ") + ")"
}

// kinds are the kinds of names that fields ask for: see named.kind.
var kinds = map[string]int{"mentions": ofEntity, "source": ofAttribution, "actor": ofRole, "recipient": ofRole, "who": ofRole, "place": ofPlace, "said-by": ofWord}

// namedIn writes, before other conditions on an event, that its document is
// among those with the names that are asked for: these are looked up, and the
// others are tried on them alone.
func (c *condition) namedIn(fields []query.Field) string {
	var b strings.Builder
	for _, f := range fields {
		if kind, ok := kinds[f.Name]; ok {
			b.WriteString("e.document IN (" + strings.Join(c.values(f, func(v string) string { return c.named(kind, v) }), " UNION ") + ") AND ")
		}
	}
	return b.String()
}

// named writes a selection of the documents with a name of a kind that v is a
// part of, or a code that v is.
func (c *condition) named(kind int, v string) string {
	parts := "SELECT rowid FROM names WHERE names MATCH ?"
	if len([]rune(v)) < 3 { // too short for the index of three letters
		parts = "SELECT id FROM name WHERE text LIKE ?"
		c.arg("%" + v + "%")
	} else {
		c.arg(`"` + strings.ReplaceAll(v, `"`, `""`) + `"`)
	}
	c.arg(v)
	return fmt.Sprintf("SELECT document FROM named WHERE kind = %d AND name IN (%s) UNION SELECT document FROM named WHERE kind = %d AND name = (SELECT id FROM name WHERE text = ?)",
		kind, parts, codes+kind)
}

func onlyDays(fields []query.Field) bool {
	return !slices.ContainsFunc(fields, func(f query.Field) bool { return f.Name != "since" && f.Name != "until" })
}

// each writes a condition for every value of f, one of which must hold.
func (c *condition) each(f query.Field, write func(v string) string) string {
	return "(" + strings.Join(c.values(f, write), " OR ") + ")"
}

func (c *condition) values(f query.Field, write func(v string) string) (all []string) {
	for _, v := range f.Values {
		all = append(all, write(v))
	}
	return all
}

// wrong notes what is wrong with a value.
func (c *condition) wrong(f query.Field, format string, args ...any) string {
	if c.err == nil {
		c.err = &query.Error{Column: f.Column, Text: fmt.Sprintf(format, args...)}
	}
	return "0"
}

// days writes a condition on a day. A day that is not known fits neither way.
func (c *condition) days(f query.Field, since, until string) string {
	return c.each(f, func(v string) string {
		day, column, op := casefile.Since(v), since, ">="
		if f.Name == "until" {
			day, column, op = casefile.Until(v), until, "<="
		}
		if day == "" {
			return c.wrong(f, "%q is no date: write 2022-08-31, 2022-08 or 2022", v)
		}
		c.arg(day)
		return "(" + column + " <> '' AND " + column + " " + op + " ?)"
	})
}

func (c *condition) published(fields []query.Field) string {
	var all []string
	for _, f := range fields {
		all = append(all, c.days(f, "substr(d.published || '-12-31', 1, 10)", "substr(d.published || '-01-01', 1, 10)"))
	}
	return "(d.published <> '' AND " + strings.Join(all, " AND ") + ")"
}

// event writes conditions on one event e.
func (c *condition) event(fields []query.Field) string {
	var all []string
	for _, f := range fields {
		all = append(all, c.ofEvent(f))
	}
	if len(all) == 0 {
		return "1"
	}
	return strings.Join(all, " AND ")
}

func (c *condition) ofEvent(f query.Field) string {
	const same = ".document = e.document AND "
	like := func(v string) string { return "%" + v + "%" }
	switch f.Name {
	case "type":
		return c.each(f, func(v string) string { c.arg(strings.ToUpper(v)); return "e.type = ?" })
	case "mode", "status":
		return c.each(f, func(v string) string { c.arg(strings.ToLower(v)); return "e." + f.Name + " = ?" })
	case "context":
		return c.each(f, func(v string) string {
			c.arg(strings.ToLower(v))
			return "EXISTS (SELECT 1 FROM context x WHERE x" + same + "x.event = e.id AND x.name = ?)"
		})
	case "actor", "recipient", "who":
		side := map[string]string{"actor": " AND x.side = 0", "recipient": " AND x.side = 1"}[f.Name]
		return c.each(f, func(v string) string {
			c.arg(strings.ToUpper(v), strings.ToUpper(v), like(v))
			return "EXISTS (SELECT 1 FROM role x WHERE x" + same + "x.event = e.id" + side + " AND (x.country = ? OR x.sector = ? OR x.name LIKE ?))"
		})
	case "place":
		return c.each(f, func(v string) string { c.arg(strings.ToUpper(v), like(v)); return "(e.country = ? OR e.place LIKE ?)" })
	case "said-by":
		return c.each(f, func(v string) string {
			c.arg(like(v))
			return "EXISTS (SELECT 1 FROM word x WHERE x" + same + "x.event = e.id AND x.source LIKE ?)"
		})
	case "since", "until":
		return c.days(f, "e.last", "e.first")
	case "dead":
		return c.each(f, func(v string) string {
			n, err := strconv.ParseFloat(v, 64)
			if err != nil {
				return c.wrong(f, "%q is no number", v)
			}
			c.arg(n)
			return "e.dead >= ?"
		})
	}
	return c.wrong(f, "no field %q of events", f.Name)
}

// field writes a condition on a report.
func (c *condition) field(f query.Field) string {
	like := func(v string) string { return "%" + v + "%" }
	return c.each(f, func(v string) string {
		switch f.Name {
		case "source", "mentions":
			return "d.seq IN (" + c.named(kinds[f.Name], v) + ")"
		case "act":
			c.arg(strings.ToLower(v))
			return "d.seq IN (SELECT document FROM attribution WHERE act = ?)"
		case "outlet", "agency", "url":
			c.arg(like(v))
			return "d.seq IN (SELECT seq FROM document WHERE " + f.Name + " LIKE ?)"
		case "author":
			c.arg(like(v))
			return "d.seq IN (SELECT seq FROM document WHERE authors LIKE ?)"
		case "language":
			c.arg(strings.ToLower(v), strings.ToLower(v)+"-%")
			return "d.seq IN (SELECT seq FROM document WHERE language = ? OR language LIKE ?)"
		case "title":
			m := match(v)
			if m == "" {
				return "1"
			}
			c.arg("title : " + m)
			return "d.seq IN (SELECT rowid FROM words WHERE words MATCH ?)"
		case "finding":
			c.arg(strings.ToLower(v))
			return "d.seq IN (SELECT document FROM finding WHERE kind = ?)"
		case "manner":
			c.arg(strings.ToLower(v))
			return "d.seq IN (SELECT document FROM summary WHERE manner = ?)"
		case "is":
			i := slices.Index([]string{"waiting", "read", "failed", "unread"}, strings.ToLower(v))
			if i < 0 {
				return c.wrong(f, "a report is read, waiting, failed or unread, not %q", v)
			}
			c.arg(i)
			return "d.seq IN (SELECT seq FROM document WHERE state = ?)"
		}
		return c.wrong(f, "no field %q", f.Name)
	})
}
