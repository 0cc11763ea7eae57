package eval

import (
	"fmt"
	"io/fs"
	"path"
	"strings"

	"github.com/rogpeppe/go-internal/txtar"
)

// A paragraph is a text of the project's own set of events, with its key. See
// eval/events/README.md for the notation.
type paragraph struct {
	name   string // "agree/offer"
	text   string
	events []wantedEvent
}

// A wantedEvent is a line of a key.
type wantedEvent struct {
	triggers [][2]int // bytes of the text
	codes    []code
	actors   roles
	recips   roles
	status   []string
	counts   []alternatives // nil: not scored
	noCounts bool           // the key says that there are none
	said     alternatives
	contexts []string
	optional bool
}

// A code is a type and a mode; an empty mode or type leaves it open.
type code struct{ kind, mode string }

func (c code) String() string { return strings.TrimSpace(c.kind + " " + c.mode) }

// alternatives are answers any of which is right; nil is not scored.
type alternatives []string

// roles are those who fill a role. nil is not scored; an empty list says that
// there is nobody.
type roles []alternatives

// loadParagraphs reads the set from the *.txtar in fsys. Errors name the
// archive, the paragraph and the line.
func loadParagraphs(fsys fs.FS) ([]paragraph, error) {
	names, err := fs.Glob(fsys, "*.txtar")
	if err != nil {
		return nil, err
	}
	var out []paragraph
	for _, name := range names {
		b, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, err
		}
		ps, err := parseParagraphs(strings.TrimSuffix(path.Base(name), ".txtar"), b)
		if err != nil {
			return nil, fmt.Errorf("events: %s: %w", name, err)
		}
		out = append(out, ps...)
	}
	return out, nil
}

// parseParagraphs reads one archive.
func parseParagraphs(archive string, b []byte) ([]paragraph, error) {
	files := txtar.Parse(b).Files
	if len(files)%2 != 0 {
		return nil, fmt.Errorf("%d files, which are not pairs", len(files))
	}
	var out []paragraph
	for i := 0; i < len(files); i += 2 {
		name, ok := strings.CutSuffix(files[i].Name, ".text")
		if !ok || files[i+1].Name != name+".events" {
			return nil, fmt.Errorf("%s and %s are not a text and its events", files[i].Name, files[i+1].Name)
		}
		p := paragraph{name: archive + "/" + name, text: strings.TrimSpace(string(files[i].Data))}
		for n, line := range strings.Split(strings.TrimSpace(string(files[i+1].Data)), "\n") {
			if line == "" {
				continue
			}
			e, err := parseWanted(p.text, line)
			if err != nil {
				return nil, fmt.Errorf("%s: line %d: %w", name, n+1, err)
			}
			p.events = append(p.events, e)
		}
		out = append(out, p)
	}
	return out, nil
}

// statuses are those that a key may ask for.
var statuses = map[string]bool{"happened": true, "ongoing": true, "habitual": true, "planned": true, "demanded": true, "threatened": true,
	"predicted": true, "hypothetical": true, "denied": true, "not-happened": true, "unknown": true}

func parseWanted(text, line string) (wantedEvent, error) {
	var e wantedEvent
	line, e.optional = strings.CutPrefix(line, "?")
	cols := strings.Split(line, "|")
	if len(cols) > 8 {
		return e, fmt.Errorf("%d columns", len(cols))
	}
	for len(cols) < 8 {
		cols = append(cols, "")
	}
	for i := range cols {
		cols[i] = strings.TrimSpace(cols[i])
	}
	for _, t := range list(cols[0], " / ") {
		at, err := locate(text, t)
		if err != nil {
			return e, err
		}
		e.triggers = append(e.triggers, at)
	}
	if len(e.triggers) == 0 {
		return e, fmt.Errorf("no trigger")
	}
	for _, c := range list(cols[1], " or ") {
		kind, mode, _ := strings.Cut(c, " ")
		e.codes = append(e.codes, code{kind, mode})
	}
	if len(e.codes) == 0 && !e.optional {
		return e, fmt.Errorf("no type")
	}
	e.actors, e.recips = people(cols[2]), people(cols[3])
	e.status = list(cols[4], "/")
	for _, s := range e.status {
		if !statuses[s] {
			return e, fmt.Errorf("no status %q", s)
		}
	}
	if e.noCounts = cols[5] == "-"; !e.noCounts {
		for _, c := range list(cols[5], ";") {
			e.counts = append(e.counts, list(c, "/"))
		}
	}
	e.said, e.contexts = list(cols[6], "/"), list(cols[7], ",")
	return e, nil
}

// list splits a column and trims its parts; nil if it is empty.
func list(s, sep string) []string {
	var out []string
	for _, x := range strings.Split(s, sep) {
		if x = strings.TrimSpace(x); x != "" {
			out = append(out, x)
		}
	}
	return out
}

func people(col string) roles {
	if col == "" {
		return nil
	}
	out := roles{}
	for _, p := range list(col, ";") {
		if p != "-" {
			out = append(out, list(p, "/"))
		}
	}
	return out
}

// locate finds whole words in the text; "word#2" is the second.
func locate(text, words string) ([2]int, error) {
	words, which, _ := strings.Cut(words, "#")
	n := 1
	if which != "" {
		if _, err := fmt.Sscan(which, &n); err != nil {
			return [2]int{}, fmt.Errorf("%q: %v", which, err)
		}
	}
	for from := 0; ; {
		i := strings.Index(text[from:], words)
		if i < 0 {
			return [2]int{}, fmt.Errorf("%q is not in the text", words)
		}
		i += from
		from = i + 1
		end := i + len(words)
		if i > 0 && isLetter(text[i-1]) || end < len(text) && isLetter(text[end]) {
			continue
		}
		if n--; n == 0 {
			return [2]int{i, end}, nil
		}
	}
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' || c >= 0x80 }
