package export_test

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/mattn/go-runewidth"

	"hearsay"
	"hearsay/internal/export"
)

// golden compares got with the file in testdata, or rewrites it with -update.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs:\n%s", path, cmp.Diff(string(want), got))
	}
}

func text(t *testing.T, o export.TextOptions, readings ...*hearsay.Reading) string {
	t.Helper()
	var b bytes.Buffer
	x := export.NewText(&b, o)
	for _, r := range readings {
		if err := x.Write("reports/"+strings.ReplaceAll(r.Document.Title[:4], " ", "-")+".txt", r); err != nil {
			t.Fatal(err)
		}
	}
	if err := x.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestText(t *testing.T) {
	tests := []struct {
		name string
		o    export.TextOptions
	}{
		{"wide", export.TextOptions{Width: 100}},
		{"narrow", export.TextOptions{Width: 48}},
		{"ascii", export.TextOptions{Width: 80, ASCII: true}},
		{"colour", export.TextOptions{Width: 80, Color: true}},
		{"why", export.TextOptions{Width: 90, Why: true}},
		{"long", export.TextOptions{Width: 60, Long: true}},
		{"names", export.TextOptions{Width: 80, Names: true}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			golden(t, "text."+tt.name+".golden", text(t, tt.o, ferry(t), plainReport(t)))
		})
	}
}

var escape = regexp.MustCompile("\x1b\\[[0-9;]*m")

// TestTextOfEvents has the tables of what happened and why, across a wide page
// and stacked on a narrow one.
func TestTextOfEvents(t *testing.T) {
	tests := []struct {
		name string
		o    export.TextOptions
	}{
		{"events", export.TextOptions{Width: 110}},
		{"events-narrow", export.TextOptions{Width: 60, Why: true}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { golden(t, "text."+tt.name+".golden", text(t, tt.o, depot(t))) })
	}
}

// TestTextKeepsToItsWidth counts columns for all widths: no line may be wider
// than asked for, whatever is in it.
func TestTextKeepsToItsWidth(t *testing.T) {
	cells := runewidth.Condition{StrictEmojiNeutral: true}
	for width := 40; width <= 120; width++ {
		for _, ascii := range []bool{false, true} {
			out := text(t, export.TextOptions{Width: width, ASCII: ascii, Color: true, Why: true}, ferry(t), plainReport(t), everything(t), depot(t))
			for line := range strings.Lines(out) {
				line = escape.ReplaceAllString(strings.TrimSuffix(line, "\n"), "")
				if n := cells.StringWidth(line); n > width {
					t.Fatalf("%d columns of %d: %q", n, width, line)
				}
				if strings.HasSuffix(line, " ") {
					t.Fatalf("white space at the end of %q", line)
				}
				if ascii && strings.ContainsFunc(line, func(r rune) bool { return r > 126 }) {
					t.Fatalf("not ASCII: %q", line)
				}
			}
		}
	}
}

// TestTextColoursNothingElse checks that colour changes no character.
func TestTextColoursNothingElse(t *testing.T) {
	plain := text(t, export.TextOptions{Why: true}, ferry(t))
	coloured := text(t, export.TextOptions{Why: true, Color: true}, ferry(t))
	if got := escape.ReplaceAllString(coloured, ""); got != plain {
		t.Errorf("without its colours it reads otherwise:\n%s", cmp.Diff(plain, got))
	}
	if coloured == plain {
		t.Error("nothing is coloured")
	}
}

// TestTextIsHarmless feeds a terminal's own language to every field.
func TestTextIsHarmless(t *testing.T) {
	const bad = "\x1b]0;owned\x07\u202etxet\u009b31m\r"
	d := newDraft(t, "Title"+bad, "A source"+bad+" told the paper"+bad+" that ships"+bad+" sank.")
	d.r.Document.Outlet, d.r.Document.Authors, d.r.Document.Agency = "Outlet"+bad, []string{"Author" + bad}, "Agency"+bad
	source := d.entity(hearsay.Entity{Named: true, Kind: hearsay.Person, Name: "Name" + bad, Description: "who" + bad}, "A source"+bad)
	paper := d.entity(hearsay.Entity{Kind: hearsay.Organization}, "the paper"+bad)
	d.says(hearsay.Attribution{Source: source, Recipient: paper, Why: []hearsay.Why{{Rule: "r", Note: bad}}}, "told", "ships"+bad+" sank")
	d.finding("loaded-word", "Finding"+bad, "ships"+bad)
	out := text(t, export.TextOptions{Why: true}, d.valid())
	for _, r := range out {
		if r != '\n' && (r < ' ' || r >= 0x7f && r < 0xa0 || r == '\u202e') {
			t.Fatalf("%q came through:\n%s", r, out)
		}
	}
}
