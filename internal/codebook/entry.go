package codebook

import (
	"slices"
	"strings"
)

// entry reads the head of an entry.
func (p *parser) entry(line string) (block func(string, string, int), end func()) {
	name, rest, ok := strings.Cut(line, ":")
	if !ok || !isName(name) {
		p.fail(0, "want NAME: TYPE MODE; CONTEXT, …; CAMEO")
		return nil, func() {}
	}
	p.declare(name, 0)
	e := &Entry{Name: name, At: p.at[name], of: "obj", poss: "subj"}
	col := len(name) + 1
	parts := strings.Split(rest, ";")
	e.Type, e.Mode = p.code(parts[0], col)
	if len(parts) > 3 {
		p.fail(col, "too many semicolons")
	}
	if len(parts) > 1 && strings.TrimSpace(parts[1]) != "" {
		for _, f := range p.list(parts[1], ",", col+len(parts[0])+1) {
			if !slices.Contains(ContextNames, f.text) {
				p.fail(f.col, "no context %q", f.text)
			}
			e.Contexts = append(e.Contexts, f.text)
		}
	}
	if len(parts) > 2 {
		e.CAMEO = strings.TrimSpace(parts[2])
		if n := len(e.CAMEO); n < 2 || n > 4 || strings.Trim(e.CAMEO, "0123456789") != "" {
			p.fail(len(line)-len(parts[2]), "no CAMEO code %q", e.CAMEO)
		}
	}
	d := p.defaults[e.Type]
	e.actor, e.recipient = d.actor, d.recipient
	if e.actor == nil {
		e.actor = []string{"subj"}
	}
	if e.recipient == nil {
		e.recipient = []string{"obj", "on", "against"}
	}
	from := len(p.triggers)
	head := *p.wrong(0, "")
	return func(key, rest string, col int) { p.entryLine(e, key, rest, col) }, func() {
		if len(p.triggers) == from && p.err == nil {
			head.Text = "entry " + name + " has no verbs, nouns or phrases"
			p.err = &head
		}
		if e.Mode == "" {
			e.modes = append(e.modes, d.modes...)
		}
		p.book.Entries = append(p.book.Entries, *e)
	}
}

// code reads "TYPE MODE".
func (p *parser) code(s string, col int) (typ, mode string) {
	f := strings.Fields(s)
	col += len(s) - len(strings.TrimLeft(s, " \t"))
	if len(f) == 0 || len(f) > 2 {
		p.fail(col, "want TYPE MODE")
		return "", ""
	}
	if f[0] == "none" && len(f) == 1 {
		return "", ""
	}
	k, ok := Type(f[0])
	if !ok {
		p.fail(col, "no type %q", f[0])
	}
	if len(f) == 2 {
		if mode = f[1]; !k.Has(mode) {
			p.fail(col, "%s has no mode %q", f[0], mode)
		}
	}
	return f[0], mode
}

// entryLine reads one line of an entry.
func (p *parser) entryLine(e *Entry, key, rest string, col int) {
	at := col + len(key) + 1
	if flag := key == "mutual" || key == "weak"; flag != (rest == "") {
		if flag {
			p.fail(at, "%s stands alone", key)
		} else {
			p.fail(col, "%q says nothing", key)
		}
		return
	}
	switch key {
	case "verbs":
		p.trigger(rest, at, verb)
	case "nouns":
		p.trigger(rest, at, noun)
	case "phrases":
		p.trigger(rest, at, phrase)
	case "if", "unless":
		e.conds = append(e.conds, p.condition(rest, at, key == "unless"))
	case "mode":
		k, _ := Type(e.Type)
		if m, ok := p.mode(k, rest, at); ok {
			e.modes = append(e.modes, m)
		}
	case "content":
		e.content = p.slots(rest, at)
	case "also":
		typ, mode := p.code(rest, at)
		e.also = append(e.also, [2]string{typ, mode})
	case "actor":
		e.actor = p.slots(rest, at)
	case "recipient":
		e.recipient = p.slots(rest, at)
	case "of":
		e.of = p.side(rest, at)
	case "poss":
		e.poss = p.side(rest, at)
	case "mutual":
		e.mutual = true
	case "weak":
		e.weak = true
	case "yes":
		e.Yes = append(e.Yes, rest)
	case "no":
		e.No = append(e.No, rest)
	default:
		p.fail(col, "no such line: %q", key)
	}
}

func (p *parser) side(s string, col int) string {
	if s != "subj" && s != "obj" {
		p.fail(col, "want subj or obj")
	}
	return s
}

// trigger adds the triggers of a line to the entry that is being read, which
// will be the next of the book.
func (p *parser) trigger(list string, col int, pos pos) {
	where := last
	if pos == verb {
		where = first
	}
	for _, f := range p.list(list, ",", col) {
		if strings.ContainsAny(f.text, "@") || f.text == "*" {
			p.fail(f.col, "a trigger must be words")
			return
		}
		for _, t := range p.term(f, where) {
			p.triggers = append(p.triggers, trigger{t, pos, len(p.book.Entries)})
		}
	}
}
