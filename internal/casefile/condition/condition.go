// Package condition writes questions to a case ([query.Node]) as SQL, for
// engines whose tables have the columns of [casefile.Tables]: "type:ASSAULT" becomes
// a condition on documents d whose events are of that type.
//
// What engines write differently (full-text search, LIKE, parts of names) a
// [Dialect] says. Conditions hold ? where an argument stands.
package condition

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"hearsay/internal/casefile"
	"hearsay/internal/query"
)

// A Dialect writes the parts in which engines differ. Each function returns SQL
// and the arguments of its question marks, in order.
type Dialect struct {
	// Words is a condition on d: the words stand in its text as a phrase, or in its
	// title.
	Words func(words string, inTitle bool) (string, []any)
	// Like compares with a pattern, whatever the case: "LIKE ?".
	Like string
	// Named selects the documents with a name of the kind that part is a part of, or
	// a code of the kind that it is.
	Named func(kind int, part string) (string, []any)
	// Event joins a table x, of rows about an event, with event e.
	Event string
}

// A Condition is written from one question.
type Condition struct {
	Args []any
	Err  error // a [*query.Error]: what is wrong with a value
	by   *Dialect
}

// New returns a Condition that is to be written in a dialect.
func New(by *Dialect) *Condition { return &Condition{by: by} }

func (c *Condition) arg(values ...any) { c.Args = append(c.Args, values...) }

// Report writes a condition on document d.
func (c *Condition) Report(n query.Node) string {
	switch n := n.(type) {
	case query.And:
		return c.and(n)
	case query.Or:
		return c.join(n, " OR ")
	case query.Not:
		return "NOT " + c.Report(n.Of)
	case query.Words:
		return c.words(n.Text, false)
	case query.Field:
		return c.and(query.And{n})
	}
	return "TRUE"
}

func (c *Condition) words(text string, inTitle bool) string {
	if !HasWords(text) {
		return "TRUE"
	}
	sql, args := c.by.Words(text, inTitle)
	c.arg(args...)
	return sql
}

// HasWords reports whether there is anything in a text that can be searched for.
func HasWords(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}

func (c *Condition) join(parts []query.Node, by string) string {
	var all []string
	for _, x := range parts {
		all = append(all, c.Report(x))
	}
	return "(" + strings.Join(all, by) + ")"
}

// and joins parts; those about an event are about one event.
func (c *Condition) and(parts query.And) string {
	var all []string
	var events []query.Field
	for _, x := range parts {
		f, ok := x.(query.Field)
		switch {
		case !ok:
			all = append(all, c.Report(x))
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
			all = append(all, "d.seq IN (SELECT e.document FROM event e WHERE "+c.namedIn(events)+c.Event(events)+")")
		}
	}
	if len(all) == 0 {
		return "TRUE"
	}
	return "(" + strings.Join(all, " AND ") + ")"
}

// kinds are the kinds of names that fields ask for.
var kinds = map[string]int{"mentions": casefile.OfEntity, "source": casefile.OfAttribution, "actor": casefile.OfRole, "recipient": casefile.OfRole,
	"who": casefile.OfRole, "place": casefile.OfPlace, "said-by": casefile.OfWord}

// namedIn writes, before other conditions on an event, that its document is
// among those with the names that are asked for: these are looked up, and the
// others are tried on them alone.
func (c *Condition) namedIn(fields []query.Field) string {
	var b strings.Builder
	for _, f := range fields {
		if kind, ok := kinds[f.Name]; ok {
			b.WriteString("e.document IN (" + strings.Join(c.values(f, func(v string) string { return c.named(kind, v) }), " UNION ") + ") AND ")
		}
	}
	return b.String()
}

func (c *Condition) named(kind int, part string) string {
	sql, args := c.by.Named(kind, part)
	c.arg(args...)
	return sql
}

func onlyDays(fields []query.Field) bool {
	return !slices.ContainsFunc(fields, func(f query.Field) bool { return f.Name != "since" && f.Name != "until" })
}

// each writes a condition for every value of f, one of which must hold.
func (c *Condition) each(f query.Field, write func(v string) string) string {
	return "(" + strings.Join(c.values(f, write), " OR ") + ")"
}

func (c *Condition) values(f query.Field, write func(v string) string) (all []string) {
	for _, v := range f.Values {
		all = append(all, write(v))
	}
	return all
}

// wrong notes what is wrong with a value.
func (c *Condition) wrong(f query.Field, format string, args ...any) string {
	if c.Err == nil {
		c.Err = &query.Error{Column: f.Column, Text: fmt.Sprintf(format, args...)}
	}
	return "FALSE"
}

// like writes that a column holds a part, and notes the patterns.
func (c *Condition) like(column, part string) string {
	sql, args := Like(column, part, c.by.Like)
	c.arg(args...)
	return sql
}

// days writes a condition on a day. A day that is not known fits neither way.
func (c *Condition) days(f query.Field, since, until string) string {
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

func (c *Condition) published(fields []query.Field) string {
	var all []string
	for _, f := range fields {
		all = append(all, c.days(f, "substr(d.published || '-12-31', 1, 10)", "substr(d.published || '-01-01', 1, 10)"))
	}
	return "(d.published <> '' AND " + strings.Join(all, " AND ") + ")"
}

// Event writes conditions on one event e.
func (c *Condition) Event(fields []query.Field) string {
	var all []string
	for _, f := range fields {
		all = append(all, c.ofEvent(f))
	}
	if len(all) == 0 {
		return "TRUE"
	}
	return strings.Join(all, " AND ")
}

func (c *Condition) ofEvent(f query.Field) string {
	with := func(table, condition string) string {
		return "EXISTS (SELECT 1 FROM " + table + " x WHERE " + c.by.Event + " AND " + condition + ")"
	}
	switch f.Name {
	case "type":
		return c.each(f, func(v string) string { c.arg(strings.ToUpper(v)); return "e.type = ?" })
	case "mode", "status":
		return c.each(f, func(v string) string { c.arg(strings.ToLower(v)); return "e." + f.Name + " = ?" })
	case "context":
		return c.each(f, func(v string) string { c.arg(strings.ToLower(v)); return with("context", "x.name = ?") })
	case "actor", "recipient", "who":
		side := map[string]string{"actor": "x.side = 0 AND ", "recipient": "x.side = 1 AND "}[f.Name]
		return c.each(f, func(v string) string {
			c.arg(strings.ToUpper(v), strings.ToUpper(v))
			return with("role", side+"(x.country = ? OR x.sector = ? OR "+c.like("x.name", v)+")")
		})
	case "place":
		return c.each(f, func(v string) string {
			c.arg(strings.ToUpper(v))
			return "(e.country = ? OR " + c.like("e.place", v) + ")"
		})
	case "said-by":
		return c.each(f, func(v string) string { return with("word", c.like("x.source", v)) })
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
func (c *Condition) field(f query.Field) string {
	in := func(condition string) string {
		return "d.seq IN (SELECT seq FROM document WHERE " + condition + ")"
	}
	return c.each(f, func(v string) string {
		switch f.Name {
		case "source", "mentions":
			return "d.seq IN (" + c.named(kinds[f.Name], v) + ")"
		case "act":
			c.arg(strings.ToLower(v))
			return "d.seq IN (SELECT document FROM attribution WHERE act = ?)"
		case "outlet", "agency":
			return in(c.like(f.Name, v))
		case "url":
			c.arg(Pattern(v))
			return in("url " + c.by.Like)
		case "author":
			return in(c.like("authors", v))
		case "language":
			c.arg(strings.ToLower(v), strings.ToLower(v)+"-%")
			return in("language = ? OR language LIKE ?")
		case "title":
			return c.words(v, true)
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
			return in("state = ?")
		}
		return c.wrong(f, "no field %q", f.Name)
	})
}
