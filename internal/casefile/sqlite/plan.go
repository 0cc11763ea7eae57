package sqlite

import (
	"fmt"
	"slices"
	"strings"

	"hearsay/internal/casefile/condition"
	"hearsay/internal/query"
)

// plan writes the statement that answers a question with one page of hits, each
// with how many there are in all. Every condition is looked up once: the hits are
// put together first, as numbers, and what is shown of them is read for the page
// alone.
func plan(n query.Node, limit, offset int) (sql string, args []any, err error) {
	const shown = "d.seq, d.id, d.title, d.outlet, d.url, d.published"
	parts, ok := n.(query.And)
	if !ok && n != nil {
		parts = query.And{n}
	}
	match, rest := inWords(parts)
	ranked := match
	if ranked == "" {
		ranked = anyWords(n)
	}
	c := condition.New(&dialect)
	var hits string
	switch where := c.Report(rest); {
	case c.Err != nil:
		return "", nil, c.Err
	case match != "" && where == "TRUE":
		hits = "SELECT seq, rank FROM w"
	case match != "":
		hits = "SELECT w.seq, w.rank FROM w JOIN document d ON d.seq = w.seq WHERE " + where
	case ranked != "":
		hits = "SELECT d.seq, coalesce(w.rank, 0) FROM document d LEFT JOIN w ON w.seq = d.seq WHERE " + where
	case where == "TRUE": // all reports
		return "SELECT (SELECT count(*) FROM document), " + shown + " FROM document d INDEXED BY document_published ORDER BY d.published DESC, d.id LIMIT ? OFFSET ?",
			[]any{limit, offset}, nil
	default:
		hits = "SELECT d.seq, 0 FROM document d WHERE " + where
	}
	with := "hit (seq, rank) AS MATERIALIZED (" + hits + ")"
	if ranked != "" {
		with = "w (seq, rank) AS MATERIALIZED (SELECT rowid, rank FROM words WHERE words MATCH ?), " + with
		args = append(args, ranked)
	}
	// Hits that rank below the last of the page need not be put in order.
	return fmt.Sprintf(`WITH %s SELECT (SELECT count(*) FROM hit), %s FROM hit JOIN document d ON d.seq = hit.seq
		WHERE hit.rank <= coalesce((SELECT rank FROM hit ORDER BY rank LIMIT 1 OFFSET ?), 1) ORDER BY hit.rank, d.published DESC, d.id LIMIT ? OFFSET ?`, with, shown),
		append(append(args, c.Args...), offset+limit-1, limit, offset), nil
}

// inWords returns the full-text question that those of parts come to which are
// about words alone, and the other parts. It is "" if none is, or if words are
// only left out: full-text search finds by what is there.
func inWords(parts query.And) (match string, rest query.And) {
	var in, out []string
	for _, x := range parts {
		not, negated := x.(query.Not)
		if negated {
			x = not.Of
		}
		m, ok := fts(x)
		switch {
		case !ok || m == "" && negated:
			if negated {
				x = not
			}
			rest = append(rest, x)
		case m == "": // it holds for every report
		case negated:
			out = append(out, m)
		default:
			in = append(in, m)
		}
	}
	if len(in) == 0 {
		return "", parts
	}
	match = "(" + strings.Join(in, " AND ") + ")"
	if len(out) > 0 {
		match += " NOT (" + strings.Join(out, " OR ") + ")"
	}
	return match, rest
}

// fts writes a part of a question in the language of FTS5; ok is false if it
// cannot. It is "" for what holds for every report.
func fts(n query.Node) (match string, ok bool) {
	var all []string
	switch n := n.(type) {
	case query.Words:
		return phrase(n.Text, false), true
	case query.Field:
		if n.Name != "title" {
			return "", false
		}
		for _, v := range n.Values {
			all = append(all, phrase(v, true))
		}
	case query.And:
		match, rest := inWords(n)
		return "(" + match + ")", match != "" && len(rest) == 0
	case query.Or:
		for _, x := range n {
			m, ok := fts(x)
			if !ok {
				return "", false
			}
			all = append(all, m)
		}
	default:
		return "", false
	}
	if slices.Contains(all, "") {
		return "", true
	}
	return "(" + strings.Join(all, " OR ") + ")", true
}

// anyWords returns the full-text question that ranks reports: any of the words
// that are asked for and not left out.
func anyWords(n query.Node) string {
	words, _ := condition.Wanted(n)
	var all []string
	for _, w := range words {
		if m := phrase(w, false); m != "" {
			all = append(all, m)
		}
	}
	return strings.Join(all, " OR ")
}

// phrase writes words as a phrase of FTS5, in the title alone or anywhere; "" if
// they have no letters.
func phrase(words string, inTitle bool) string {
	if !condition.HasWords(words) {
		return ""
	}
	words = `"` + strings.ReplaceAll(words, `"`, " ") + `"`
	if inTitle {
		words = "title : " + words
	}
	return words
}
