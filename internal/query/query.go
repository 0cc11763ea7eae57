// Package query reads what people ask of a case:
//
//	type:ASSAULT actor:RUS place:"Hama" said-by:reuters since:2022-08 status:denied "free words"
//
// asks for reports with those words in which one event is a denied assault by
// Russia in Hama, after July 2022, on the word of Reuters.
//
//	query  = or
//	or     = and { "OR" and }
//	and    = { not }                    terms side by side must all hold
//	not    = [ "NOT" | "-" ] term
//	term   = "(" or ")" | field ":" value | word | "\"" words "\""
//	value  = word | "\"" words "\"" | "(" value { "OR" value } ")"
//
// OR and NOT are written in capitals; fields are those of [Fields], in any
// case. Words are looked for in title and text. Terms about an event that stand
// side by side are about one event.
package query

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// A Node is a part of a query: [And], [Or], [Not], [Words] or [Field].
type Node interface{ node() }

type (
	// And holds if all of its parts do. Without parts it always holds.
	And []Node
	// Or holds if one of its parts does.
	Or []Node
	// Not holds if its part does not.
	Not struct{ Of Node }
	// Words are looked for in title and text: one word, or several in a row.
	Words struct {
		Text   string
		Column int // where it stands in the query, in characters from 1
	}
	// Field is a condition on one of [Fields].
	Field struct {
		Name   string // in lower case
		Values []string
		Column int
	}
)

func (And) node()   {}
func (Or) node()    {}
func (Not) node()   {}
func (Words) node() {}
func (Field) node() {}

// A FieldInfo says what a field asks for.
type FieldInfo struct {
	Name  string
	Event bool // about an event
	Help  string
}

// Fields are all fields, as they are listed for people.
var Fields = []FieldInfo{
	{"type", true, "PLOVER type of an event: ASSAULT, CONSULT …"},
	{"mode", true, "PLOVER mode of an event: aerial, withdraw …"},
	{"context", true, "PLOVER context of an event: military, election …"},
	{"actor", true, "who acts: a name, a country (RUS) or a sector (MIL)"},
	{"recipient", true, "who is acted upon, likewise"},
	{"who", true, "either of them"},
	{"place", true, "where an event took place: a name or a country (SYR)"},
	{"since", true, "events on or after a day: 2022-08-31, 2022-08, 2022; reports, where nothing else is said of an event"},
	{"until", true, "events on or before a day, likewise"},
	{"status", true, "happened, planned, demanded, threatened, predicted, hypothetical, denied, not-happened, ongoing, habitual"},
	{"said-by", true, "on whose word, anywhere in the chain"},
	{"dead", true, "at least so many dead"},
	{"source", false, "cited anywhere in the report: a name"},
	{"act", false, "somebody does so: deny, demand, threaten, promise …"},
	{"mentions", false, "a name or country mentioned"},
	{"outlet", false, "who published it"},
	{"author", false, "who wrote it"},
	{"agency", false, "the agency whose tag it carries"},
	{"title", false, "words of the title"},
	{"url", false, "a part of its address"},
	{"language", false, "en, fr …"},
	{"finding", false, "single-origin, date-conflict, unnamed-source …"},
	{"is", false, "read, waiting, failed, unread (in another language)"},
	{"manner", false, "report, comment, advocate"},
}

// IsEvent reports whether the field of that name is about an event.
func IsEvent(name string) bool {
	i := slices.IndexFunc(Fields, func(f FieldInfo) bool { return f.Name == name })
	return i >= 0 && Fields[i].Event
}

// An Error is what is wrong with a query, and where.
type Error struct {
	Query  string
	Column int // in characters, from 1
	Text   string
}

func (e *Error) Error() string { return fmt.Sprintf("column %d: %s", e.Column, e.Text) }

// Parse reads a query. An empty one holds for every report. The error is an
// [*Error].
func Parse(s string) (Node, error) {
	p := parser{query: s, runes: []rune(s)}
	n, err := p.or(0)
	if err != nil {
		return nil, err
	}
	if p.space(); p.at < len(p.runes) {
		return nil, p.wrong(p.at, "a bracket closes here and none is open")
	}
	return n, nil
}

// deepest is how deep brackets may nest.
const deepest = 50

type parser struct {
	query string
	runes []rune
	at    int
}

func (p *parser) wrong(at int, format string, args ...any) error {
	return &Error{p.query, at + 1, fmt.Sprintf(format, args...)}
}

func (p *parser) space() {
	for p.at < len(p.runes) && unicode.IsSpace(p.runes[p.at]) {
		p.at++
	}
}

// word reports whether the word w stands here, by itself.
func (p *parser) word(w string) bool {
	end := p.at + len(w)
	return end <= len(p.runes) && string(p.runes[p.at:end]) == w && (end == len(p.runes) || unicode.IsSpace(p.runes[end]) || p.runes[end] == '(' || p.runes[end] == ')')
}

func (p *parser) or(depth int) (Node, error) {
	if depth > deepest {
		return nil, p.wrong(p.at, "brackets nest deeper than %d", deepest)
	}
	var any Or
	for {
		n, err := p.and(depth)
		if err != nil {
			return nil, err
		}
		any = append(any, n)
		if p.space(); !p.word("OR") {
			break
		}
		if len(n.(And)) == 0 {
			return nil, p.wrong(p.at, "nothing stands before OR")
		}
		at := p.at
		p.at += len("OR")
		if p.space(); p.at == len(p.runes) || p.runes[p.at] == ')' {
			return nil, p.wrong(at, "nothing stands after OR")
		}
	}
	if len(any) == 1 {
		return any[0], nil
	}
	return any, nil
}

func (p *parser) and(depth int) (Node, error) {
	all := And{}
	for {
		p.space()
		if p.at == len(p.runes) || p.runes[p.at] == ')' || p.word("OR") {
			return all, nil
		}
		n, err := p.not(depth)
		if err != nil {
			return nil, err
		}
		all = append(all, n)
	}
}

func (p *parser) not(depth int) (Node, error) {
	at := p.at
	switch {
	case p.word("NOT"):
		p.at += len("NOT")
	case p.runes[p.at] == '-' && p.at+1 < len(p.runes) && !unicode.IsSpace(p.runes[p.at+1]):
		p.at++
	default:
		return p.term(depth)
	}
	if p.space(); p.at == len(p.runes) || p.runes[p.at] == ')' || p.word("OR") {
		return nil, p.wrong(at, "nothing stands after NOT")
	}
	if depth > deepest {
		return nil, p.wrong(p.at, "NOT nests deeper than %d", deepest)
	}
	n, err := p.not(depth + 1)
	return Not{n}, err
}

func (p *parser) term(depth int) (Node, error) {
	at := p.at
	switch p.runes[at] {
	case '(':
		p.at++
		n, err := p.or(depth + 1)
		if err != nil {
			return nil, err
		}
		if p.space(); p.at == len(p.runes) {
			return nil, p.wrong(at, "this bracket is not closed")
		}
		p.at++
		return n, nil
	case '"':
		text, err := p.quoted()
		return Words{text, at + 1}, err
	}
	w := p.plain()
	if p.at == len(p.runes) || p.runes[p.at] != ':' || w == "" {
		if w == "" {
			return nil, p.wrong(at, "a field or word is missing before %q", string(p.runes[at]))
		}
		return Words{w, at + 1}, nil
	}
	name := strings.ToLower(w)
	if !slices.ContainsFunc(Fields, func(f FieldInfo) bool { return f.Name == name }) {
		return nil, p.wrong(at, "no field %q; for the words themselves write \"%s:…\"", w, w)
	}
	p.at++
	values, err := p.values(name)
	return Field{name, values, at + 1}, err
}

// values reads what stands after a field's colon.
func (p *parser) values(name string) ([]string, error) {
	at := p.at
	if p.at == len(p.runes) || p.runes[p.at] != '(' {
		v, err := p.value(name)
		return []string{v}, err
	}
	p.at++
	var all []string
	for {
		p.space()
		v, err := p.value(name)
		if err != nil {
			return nil, err
		}
		all = append(all, v)
		p.space()
		switch {
		case p.at == len(p.runes):
			return nil, p.wrong(at, "this bracket is not closed")
		case p.runes[p.at] == ')':
			p.at++
			return all, nil
		case p.word("OR"):
			p.at += len("OR")
		}
	}
}

func (p *parser) value(name string) (string, error) {
	if p.at < len(p.runes) && p.runes[p.at] == '"' {
		return p.quoted()
	}
	at := p.at
	v := p.plain()
	for p.at < len(p.runes) && p.runes[p.at] == ':' { // an address
		p.at++
		v += ":" + p.plain()
	}
	if v == "" {
		return "", p.wrong(at, "the field %q has no value", name)
	}
	return v, nil
}

// plain reads up to a space, bracket, quotation mark or colon.
func (p *parser) plain() string {
	from := p.at
	for p.at < len(p.runes) && !unicode.IsSpace(p.runes[p.at]) && !strings.ContainsRune(`():"`, p.runes[p.at]) {
		p.at++
	}
	return string(p.runes[from:p.at])
}

func (p *parser) quoted() (string, error) {
	from := p.at
	for p.at++; p.at < len(p.runes); p.at++ {
		if p.runes[p.at] == '"' {
			text := strings.TrimSpace(string(p.runes[from+1 : p.at]))
			p.at++
			if text == "" {
				return "", p.wrong(from, "nothing stands between these quotation marks")
			}
			return text, nil
		}
	}
	return "", p.wrong(from, "this quotation mark is not closed")
}

// String writes a query so that it parses to the same.
func String(n Node) string {
	switch n := n.(type) {
	case And:
		var parts []string
		for _, x := range n {
			parts = append(parts, inner(x))
		}
		return strings.Join(parts, " ")
	case Or:
		var parts []string
		for _, x := range n {
			parts = append(parts, String(x))
		}
		return strings.Join(parts, " OR ")
	case Not:
		return "NOT " + inner(n.Of)
	case Words:
		return quote(n.Text)
	case Field:
		if len(n.Values) == 1 {
			return n.Name + ":" + quote(n.Values[0])
		}
		var parts []string
		for _, v := range n.Values {
			parts = append(parts, quote(v))
		}
		return n.Name + ":(" + strings.Join(parts, " OR ") + ")"
	}
	return ""
}

// inner writes a part of a query, in brackets if it has parts itself.
func inner(n Node) string {
	switch n := n.(type) {
	case And, Or:
		return "(" + String(n) + ")"
	default:
		return String(n)
	}
}

func quote(s string) string { return `"` + strings.ReplaceAll(s, `"`, "") + `"` }
