package codebook

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"
)

// The language of the book, version 1. A text is lines; "#" begins a comment
// that is a line of its own. A line without indent begins a block, the indented
// lines after it belong to it:
//
//	class NAME = TERM, TERM …     words that conditions name as @NAME; a class
//	    TERM, TERM …              may be continued and may name other classes
//
//	default TYPE                  for the entries of TYPE that follow: roles, and modes
//	  recipient SLOT | SLOT …     that come after an entry's own
//	  mode MODE SLOT: TERM, …
//
//	NAME: TYPE MODE; CONTEXT, CONTEXT; CAMEO      an entry; all but the type may
//	                              be left out. TYPE "none" refuses: words that
//	                              look like an event but are none.
//	  verbs TERM, TERM …          what the trigger is: verbs with particles,
//	  nouns TERM, TERM …          nouns, and phrases ("under siege"): prepositional
//	  phrases TERM, TERM …        or other, anchored in their last word
//	  if SLOT | SLOT: TERM, …     must hold: some word in the slots is one of the terms
//	  unless SLOT | SLOT: TERM …  must not hold
//	  mode MODE SLOT: TERM, …     the mode where this holds; the first that does
//	  content SLOT | SLOT …       the mode comes from the event in these slots
//	  also TYPE MODE              a second event in the same words
//	  actor SLOT | SLOT …         where roles stand, best first
//	  recipient SLOT | SLOT …
//	  of subj|obj                 what "of X" is to the noun (obj), and "X's" (subj)
//	  poss subj|obj
//	  mutual                      what its actors do they do to each other
//	  weak                        the words mean much else
//	  yes TEXT                    an example; [X] marks an actor, {X} a recipient
//	  no TEXT                     a counter-example: the entry matches no word of it
//
// A TERM is one or more dictionary forms. In verbs the first, in nouns and
// phrases the last is the anchor on which the others depend, unless a star marks
// another ("state* of emergency"). "*" alone is any word, "@name" a class; the
// classes person, place
// and score are built in. SLOTs are subj, obj, iobj, owner,
// comp, inf, doer, whom, wh,
// must, not, mod, head, holder, self, any, or a preposition; see [frame].

// A parser collects the blocks of one or more texts.
type parser struct {
	file, line string
	number     int

	book     *Book
	at       map[string]string // where each entry and class stands
	triggers []trigger
	defaults map[string]roles
	uses     []use // classes named, to be checked when all are known
	err      error
}

// roles are what the entries of a type have unless they say otherwise.
type roles struct {
	actor, recipient []string
	modes            []modeRule // after the entry's own
}

// A use is a place that names a class.
type use struct {
	class string
	by    Error
}

func newParser() *parser {
	return &parser{book: &Book{classes: map[string]*class{}}, at: map[string]string{}, defaults: map[string]roles{}}
}

// fail notes the first error, at the byte col of the line.
func (p *parser) fail(col int, format string, args ...any) {
	if p.err == nil {
		p.err = p.wrong(col, fmt.Sprintf(format, args...))
	}
}

func (p *parser) wrong(col int, text string) *Error {
	return &Error{p.file, p.number, min(col, len(p.line)) + 1, text, p.line}
}

// parse reads one text.
func (p *parser) parse(name, text string) error {
	p.file, p.number = name, 0
	if !utf8.ValidString(text) {
		return &Error{name, 1, 1, "not UTF-8", ""}
	}
	var block func(key, rest string, col int) // what reads the lines of the block
	end := func() {}
	for line := range strings.Lines(text) {
		p.number++
		p.line = strings.TrimRight(line, " \t\r\n")
		body := strings.TrimLeft(p.line, " \t")
		indent := len(p.line) - len(body)
		switch {
		case body == "" || body[0] == '#':
		case indent == 0:
			end()
			block, end = p.open(body)
		case block == nil:
			p.fail(indent, "indented line without a block")
		default:
			key, rest, _ := strings.Cut(body, " ")
			block(key, rest, indent)
		}
		if p.err != nil {
			return p.err
		}
	}
	end()
	return p.err
}

// open begins a block; it returns what reads its lines and what ends it.
func (p *parser) open(line string) (block func(string, string, int), end func()) {
	if rest, ok := strings.CutPrefix(line, "class "); ok {
		return p.class(rest), func() {}
	}
	if rest, ok := strings.CutPrefix(line, "default "); ok {
		return p.byDefault(strings.TrimSpace(rest)), func() {}
	}
	return p.entry(line)
}

// class reads the head of a class.
func (p *parser) class(rest string) func(string, string, int) {
	name, words, ok := strings.Cut(rest, "=")
	name = strings.TrimSpace(name)
	if !ok || !isName(name) {
		p.fail(6, "want class NAME = TERM, …")
		return nil
	}
	if builtin(name) != nil {
		p.fail(6, "class %s is built in", name)
		return nil
	}
	p.declare("@"+name, 6)
	c := &class{}
	p.book.classes[name] = c
	col := len(p.line) - len(words)
	if strings.TrimSpace(words) != "" {
		p.terms(c, words, col)
	}
	return func(key, rest string, col int) { p.terms(c, p.line[col:], col) }
}

// declare notes where a name is defined, which must be once.
func (p *parser) declare(name string, col int) {
	if at, ok := p.at[name]; ok {
		p.fail(col, "%s stands already at %s", name, at)
		return
	}
	p.at[name] = fmt.Sprintf("%s:%d", p.file, p.number)
}

// terms adds a list of terms to c.
func (p *parser) terms(c *class, list string, col int) {
	for _, f := range p.list(list, ",", col) {
		name, named := strings.CutPrefix(f.text, "@")
		switch {
		case f.text == "*":
			c.any = true
		case named:
			p.uses = append(p.uses, use{name, *p.wrong(f.col, "no class @"+name)})
			c.classes = append(c.classes, name)
		default:
			if p.plain(f) {
				c.words = append(c.words, f.text)
				continue
			}
			for _, t := range p.term(f, last) {
				if t.single() {
					c.words = append(c.words, t.anchor)
				} else {
					c.phrases = append(c.phrases, t)
				}
			}
		}
	}
}

// A field is a piece of a line with its column.
type field struct {
	text string
	col  int
}

// list splits the rest of a line. Empty pieces are errors, but a comma may end
// the line where the list goes on in the next.
func (p *parser) list(s, sep string, col int) []field {
	if sep == "," {
		s = strings.TrimSuffix(s, ",")
	}
	out := make([]field, 0, 1+strings.Count(s, sep))
	for {
		piece, rest, more := strings.Cut(s, sep)
		text := strings.TrimSpace(piece)
		at := col + len(piece) - len(strings.TrimLeft(piece, " \t"))
		if text == "" {
			p.fail(at, "nothing here; want a word")
			return nil
		}
		out = append(out, field{text, at})
		if !more {
			return out
		}
		col += len(piece) + len(sep)
		s = rest
	}
}

const (
	first = iota // the anchor is the first word
	last
)

// plain reports whether a field is a single word in small letters without
// anything that needs to be looked at.
func (p *parser) plain(f field) bool {
	for i := range len(f.text) {
		if c := f.text[i]; c < 'a' || c > 'z' {
			return false
		}
	}
	return true
}

// term reads the words of a term. One with hyphens gives two terms, since
// tokens end at hyphens but for those of prefixes.
func (p *parser) term(f field, where int) []term {
	if p.plain(f) {
		return []term{{anchor: f.text}}
	}
	out := []term{p.words(f, f.text, where)}
	if plain := strings.ReplaceAll(f.text, "-", " "); plain != f.text {
		if head, tail, _ := strings.Cut(f.text, " "); where == first && strings.Contains(head, "-") && !strings.Contains(f.text, "*") {
			plain = strings.ReplaceAll(head, "-", " ") + "* " + strings.ReplaceAll(tail, "-", " ") // "test-fire" hangs on "fire"
		}
		out = append(out, p.words(f, plain, where))
	}
	return out
}

func (p *parser) words(f field, text string, where int) term {
	words := strings.Fields(text)
	anchor := 0
	if where == last {
		anchor = len(words) - 1
	}
	stars := 0
	for i, w := range words {
		if s, ok := strings.CutSuffix(w, "*"); ok && s != "" {
			words[i], anchor = s, i
			stars++
		}
		if words[i] != strings.ToLower(words[i]) || strings.ContainsAny(words[i], "@*|:;[]{}") {
			p.fail(f.col, "%q is no dictionary form in small letters", w)
		}
	}
	if stars > 1 {
		p.fail(f.col, "two anchors in %q", f.text)
	}
	if len(words) == 0 {
		p.fail(f.col, "%q has no word", f.text)
		return term{}
	}
	return term{anchor: words[anchor], before: words[:anchor:anchor], after: words[anchor+1:]}
}

// byDefault reads the role lines for a type.
func (p *parser) byDefault(typ string) func(string, string, int) {
	k, ok := Type(typ)
	if !ok {
		p.fail(8, "no type %q", typ)
	}
	return func(key, rest string, col int) {
		r := p.defaults[typ]
		switch key {
		case "actor":
			r.actor = p.slots(rest, col+len(key)+1)
		case "recipient":
			r.recipient = p.slots(rest, col+len(key)+1)
		case "mode":
			if m, ok := p.mode(k, rest, col+len(key)+1); ok {
				r.modes = append(r.modes, m)
			}
		default:
			p.fail(col, "a default has actor, recipient and mode only, not %q", key)
		}
		p.defaults[typ] = r
	}
}

// slots reads alternatives of slots.
func (p *parser) slots(s string, col int) []string {
	var out []string
	for _, f := range p.list(s, "|", col) {
		if !isName(f.text) {
			p.fail(f.col, "%q is no slot", f.text)
		}
		out = append(out, f.text)
	}
	return out
}

// condition reads "SLOT | SLOT: TERM, TERM".
func (p *parser) condition(s string, col int, not bool) cond {
	slots, terms, ok := strings.Cut(s, ":")
	if !ok {
		p.fail(col, "want SLOT: TERM, …")
		return cond{}
	}
	c := cond{not: not, slots: p.slots(slots, col), class: &class{}}
	p.terms(c.class, terms, col+len(slots)+1)
	return c
}

// mode reads "MODE SLOT: TERM, …".
func (p *parser) mode(k Kind, s string, col int) (modeRule, bool) {
	mode, cond, _ := strings.Cut(s, " ")
	if k.Name == "" || !k.Has(mode) {
		p.fail(col, "%s has no mode %q", k.Name, mode)
		return modeRule{}, false
	}
	return modeRule{mode, p.condition(cond, col+len(mode)+1, false)}, true
}

// isName reports whether s is small letters, digits and hyphens.
func isName(s string) bool {
	for i := range len(s) {
		if c := s[i]; (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-' && c != '_' {
			return false
		}
	}
	return s != ""
}

// finish checks what can be checked only when everything is read, and returns
// the book.
func (p *parser) finish() (*Book, error) {
	for _, u := range p.uses {
		if p.book.classes[u.class] == nil && builtin(u.class) == nil {
			return nil, &u.by
		}
	}
	if name := p.circle(); name != "" {
		i := slices.IndexFunc(p.uses, func(u use) bool { return u.class == name })
		by := p.uses[i].by
		by.Text = "class @" + name + " names itself"
		return nil, &by
	}
	p.book.build(p.triggers)
	return p.book, nil
}

// circle returns the first class in the order of the alphabet that names itself,
// "" if none does.
func (p *parser) circle() string {
	for _, name := range slices.Sorted(maps.Keys(p.book.classes)) {
		if p.book.within(name, name, map[string]bool{}) {
			return name
		}
	}
	return ""
}

// within reports whether the class name names target, directly or not. seen are
// the classes that have been looked into.
func (b *Book) within(name, target string, seen map[string]bool) bool {
	c := b.classes[name]
	if c == nil || seen[name] {
		return false
	}
	seen[name] = true
	for _, n := range c.classes {
		if n == target || b.within(n, target, seen) {
			return true
		}
	}
	return false
}
