package attribution

import (
	"fmt"
	"strings"
	"testing"

	"hearsay"
	"hearsay/internal/syntax"
	"hearsay/internal/token"
)

// plain returns the document of text, one block a paragraph, read without a
// model.
func plain(text string) *syntax.Doc {
	var blocks []hearsay.Block
	for _, p := range token.Paragraphs(text) {
		blocks = append(blocks, hearsay.Block{Kind: hearsay.Paragraph, Span: p})
	}
	return syntax.Parse(text, blocks, token.Split(text, blocks), nil)
}

// drawn writes what quotations found: the words of each with its depth, "<"
// where a mark opens it and ">" where one closes it.
func drawn(d *syntax.Doc) string {
	var b strings.Builder
	for _, q := range quotations(d) {
		open, end := "", ""
		if q.opened {
			open = "<"
		}
		if q.closed {
			end = ">"
		}
		if q.goesBack {
			open = "…" + open
		}
		if q.goesOn {
			end += "…"
		}
		from, to := q.inner()
		s := d.Span(from, to)
		fmt.Fprintf(&b, "%d%s%s%s ", q.depth, open, d.Text[s.Start:s.End], end)
	}
	return strings.TrimSpace(b.String())
}

func TestQuotations(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"curly", "“We left,” said Oren.", "0<We left,>"},
		{"straight", `"We left," said Oren. "All of us."`, "0<We left,> 0<All of us.>"},
		{"TeX", "``We left,'' said Oren.", "0<We left,>"},
		{"two apostrophes", "''We left,'' said Oren. ''All of us.''", "0<We left,> 0<All of us.>"},
		{"guillemets", "«We left», said Oren.", "0<We left>"},
		{"low and high", "„We left“, said Oren.", "0<We left>"},
		{"single", "‘We left,’ said Oren.", "0<We left,>"},
		{"nested", "“He shouted ‘Leave the hall’ twice,” said Oren.", "0<He shouted ‘Leave the hall’ twice,> 1<Leave the hall>"},
		{"nested straight", `"He shouted 'Leave the hall' twice," said Oren.`, `0<He shouted 'Leave the hall' twice,> 1<Leave the hall>`},
		{"nested end together", "“He shouted ‘Leave.’” That was all.", "0<He shouted ‘Leave.’> 1<Leave.>"},
		{"in brackets", "Oren (\"the hawk\") left.", "0<the hawk>"},
		{"apostrophes are none", "The dockers’ union didn’t leave; it’s the dockers' hall.", ""},
		{"several sentences", "“We left. We are home,” said Oren.", "0<We left. We are home,>"},
		{"never opened", "The depot is empty,” a guard said.", "0The depot is empty,>"},
		{"never opened, later sentence", "The guard came. The depot is empty,” he said.", "0The depot is empty,>"},
		{"never closed", "Oren said “we left. The hall was dark.", "0<we left."},
		{"never closed at the beginning", "“We left. The hall was dark.", "0<We left. The hall was dark."},
		{"goes on in the next sentence", "“ We left. “All of us,” said Oren.", "0<We left.… 0…<All of us,>"},
		{"goes on", "“We left.\n\n“We came back,” said Oren.", "0<We left.… 0…<We came back,>"},
		{"a stray mark ends with its paragraph", "He said “we left.\n\nThe hall was dark.", "0<we left."},
		{"inches", "A 12\" pipe burst.", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := drawn(plain(tt.text)); got != tt.want {
				t.Errorf("quotations(%q)\n got %s\nwant %s", tt.text, got, tt.want)
			}
		})
	}
}

// hostile texts are such as could make pairing go wrong or slow.
func hostile(n int) map[string]string {
	return map[string]string{
		"opening":      strings.Repeat("“ ", n),
		"closing":      strings.Repeat("” ", n),
		"straight":     strings.Repeat(`" `, n),
		"alternating":  strings.Repeat("“ ‘ « „ ", n/4),
		"mixed":        strings.Repeat("“a ‘b ”c ’ ", n/8),
		"unclosed":     strings.Repeat("“We left and the hall was dark.\n\n", n/9),
		"deep":         strings.Repeat("“a ‘", n/4) + "deep" + strings.Repeat("’ b”", n/4),
		"said":         strings.Repeat("he said she said ", n/4),
		"quoted turns": strings.Repeat("“We left,” she said.\n\n", n/8),
	}
}

// TestQuotationsHostile pairs marks in texts so long that work which grows with
// their square would outlast the time-out of the tests.
func TestQuotationsHostile(t *testing.T) {
	for name, text := range hostile(60_000) {
		t.Run(name, func(t *testing.T) {
			d := plain(text)
			sound(t, d, quotations(d))
		})
	}
}

// sound checks that quotations are stretches of one paragraph each, in order,
// inside their outer ones.
func sound(t *testing.T, d *syntax.Doc, qs []quotation) {
	t.Helper()
	for k, q := range qs {
		if q.from >= q.to || q.from < 0 || q.to > len(d.Words) {
			t.Fatalf("quotation %d: words [%d, %d) of %d", k, q.from, q.to, len(d.Words))
		}
		if q.outer >= k || q.outer < -1 {
			t.Fatalf("quotation %d stands in %d", k, q.outer)
		}
		if q.outer >= 0 && (qs[q.outer].from > q.from || qs[q.outer].to < q.to) {
			t.Fatalf("quotation %d [%d, %d) stands in [%d, %d)", k, q.from, q.to, qs[q.outer].from, qs[q.outer].to)
		}
		if a, b := d.Words[q.from].Sent, d.Words[q.to-1].Sent; d.Sents[a].Block != d.Sents[b].Block {
			t.Fatalf("quotation %d crosses a paragraph", k)
		}
	}
}

func FuzzQuotations(f *testing.F) {
	for _, s := range hostile(64) {
		f.Add(s)
	}
	f.Add("“We left,” said Oren. ‘All of us.’")
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 4000 {
			return
		}
		text = strings.ToValidUTF8(text, "")
		d := plain(text)
		sound(t, d, quotations(d))
	})
}
