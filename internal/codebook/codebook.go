// Package codebook says which words of a text carry an event, and of which
// kind: it matches a readable book of patterns against dependency trees and
// returns PLOVER types, modes and contexts with the words that fill the roles.
//
// "Airstrikes were carried out on Port Selm by the Northland air force." matches
// the entry "airstrike" at its noun: ASSAULT, mode aerial, actor "force",
// recipient "Port Selm". The passive, the light verb and the noun are the
// matcher's business; the entry only lists the words and says nothing of
// grammar but where it differs from the ordinary.
//
// The types, modes, contexts, quad classes and scores are those of the PLOVER
// manual (draft 2.0, CC BY-SA 4.0); the entries and word classes were written
// for this program from general knowledge of English news. The package does not
// judge whether the event happened, is planned, wanted or denied: that is for
// the packages factuality and event. [Future] tells them what the manual
// makes of a future event.
//
// A [Book] is read-only and may be used by several goroutines at once.
package codebook

import (
	"cmp"
	"embed"
	"fmt"
	"slices"
)

// A Book is a set of entries with the word classes they name.
type Book struct {
	Entries []Entry

	index   map[string][]trigger // triggers by the lemma of their anchor
	classes map[string]*class
}

// An Entry is one pattern of the book.
type Entry struct {
	Name     string // unique in the book
	Type     string // "ASSAULT"; empty for an entry that only refuses
	Mode     string // empty if none, or if the content decides
	Contexts []string
	CAMEO    string   // empty where the mapping is not certain
	Yes, No  []string // examples that the entry matches, and that it does not
	At       string   // where it stands: "assault.codebook:12"

	also      [][2]string // further type and mode that the same words carry
	weak      bool        // matches much else
	mutual    bool        // without recipient, its actors do it to each other
	conds     []cond
	modes     []modeRule
	content   []string // slots whose event decides the mode
	actor     []string // slots, best first
	recipient []string
	of, poss  string // what "of X" and "X's" are to a noun: subj or obj
}

// A modeRule gives a mode to an entry whose condition holds.
type modeRule struct {
	mode string
	cond cond
}

//go:embed *.codebook
var files embed.FS

var plover = read()

// Plover returns the book of the program. It is shared and read-only.
func Plover() *Book { return plover }

// read parses the embedded files in the order of their names. That they parse
// is tested; a program with a broken book must not run.
func read() *Book {
	names, err := files.ReadDir(".")
	if err != nil {
		panic(err)
	}
	p := newParser()
	for _, n := range names {
		text, err := files.ReadFile(n.Name())
		if err == nil {
			err = p.parse(n.Name(), string(text))
		}
		if err != nil {
			panic(err)
		}
	}
	b, err := p.finish()
	if err != nil {
		panic(err)
	}
	return b
}

// Parse reads a book from one text. name stands in error messages, which are
// of the type [*Error].
func Parse(name, text string) (*Book, error) {
	p := newParser()
	if err := p.parse(name, text); err != nil {
		return nil, err
	}
	return p.finish()
}

// An Error says where a book is wrong. Line and Column count from 1; columns
// are bytes.
type Error struct {
	File         string
	Line, Column int
	Text         string // what is wrong
	Excerpt      string // the line
}

func (e *Error) Error() string {
	return fmt.Sprintf("%s:%d:%d: %s: %q", e.File, e.Line, e.Column, e.Text, e.Excerpt)
}

// build indexes the triggers. The order of triggers with one anchor is that of
// the book.
func (b *Book) build(ts []trigger) {
	slices.SortFunc(ts, func(x, y trigger) int { return cmp.Or(cmp.Compare(x.anchor, y.anchor), cmp.Compare(x.entry, y.entry)) })
	b.index = make(map[string][]trigger, len(ts)/2)
	for i := 0; i < len(ts); {
		j := i + 1
		for j < len(ts) && ts[j].anchor == ts[i].anchor {
			j++
		}
		b.index[ts[i].anchor] = ts[i:j:j]
		i = j
	}
}

// Codes returns the types and modes that e can give, "COERCE/arrest" or "AGREE",
// in the order of the book; for an entry whose content decides, those too.
func (e *Entry) Codes() []string {
	if e.Type == "" {
		return nil
	}
	out := []string{code(e.Type, e.Mode)}
	for _, m := range e.modes {
		out = append(out, code(e.Type, m.mode))
	}
	for _, a := range e.also {
		out = append(out, code(a[0], a[1]))
	}
	if e.content != nil {
		for _, m := range contentModes(e.Type) {
			out = append(out, code(e.Type, m))
		}
	}
	return out
}

// code writes a type and mode as one word.
func code(typ, mode string) string {
	if mode == "" {
		return typ
	}
	return typ + "/" + mode
}
