package mention

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hearsay"
	"hearsay/internal/syntax"
)

var update = flag.Bool("update", false, "write the expected entities of the cases anew")

const entitiesMark = "-- entities --\n"

func TestCases(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) < 14 {
		t.Fatalf("%d cases, %v; want at least 14", len(files), err)
	}
	for _, f := range files {
		t.Run(strings.TrimSuffix(filepath.Base(f), ".txt"), func(t *testing.T) {
			b, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			trees, want, ok := strings.Cut(string(b), entitiesMark)
			if !ok {
				t.Fatal("no entities")
			}
			d, names := parseCase(t, trees)
			s := find(d, names)
			check(t, d, s)
			got := list(s)
			if *update {
				if err := os.WriteFile(f, []byte(trees+entitiesMark+got), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("entities (-want +got):\n%s", diff)
			}
		})
	}
}

// parseCase reads the trees of a case file.
func parseCase(t testing.TB, trees string) (*syntax.Doc, []name) {
	t.Helper()
	var text strings.Builder
	var words []syntax.Word
	var sents []syntax.Sent
	var names []name
	for n, line := range strings.Split(trees, "\n")[1:] {
		fail := func(err error) { t.Fatalf("line %d: %q: %v", n+2, line, err) }
		switch f := strings.Split(line, "\t"); {
		case line == "":
		case strings.HasPrefix(line, "# "):
			sents = append(sents, syntax.Sent{From: len(words), To: len(words)})
		case strings.HasPrefix(line, "= "):
			var label string
			var from, to int
			if _, err := fmt.Sscanf(strings.Replace(line, "-", " ", 1), "= %s %d %d", &label, &from, &to); err != nil {
				fail(err)
			}
			at := sents[len(sents)-1].From
			names = append(names, name{From: at + from - 1, To: at + to, Label: label, Prob: 0.9})
		case len(f) == 7:
			head, err := strconv.Atoi(f[5])
			if err != nil {
				fail(err)
			}
			s := &sents[len(sents)-1]
			word, joined := strings.CutSuffix(f[1], "+")
			start := text.Len()
			text.WriteString(word)
			words = append(words, syntax.Word{
				Span: hearsay.Span{Start: start, End: text.Len()}, Text: word, Lemma: f[2], UPOS: f[3], XPOS: f[4],
				Head: s.From + head - 1, Rel: f[6], Sent: len(sents) - 1, Space: !joined,
			})
			if head == 0 {
				words[len(words)-1].Head = -1
			}
			if !joined {
				text.WriteByte(' ')
			}
			s.To = len(words)
		default:
			fail(fmt.Errorf("want 7 fields"))
		}
	}
	blocks := []hearsay.Block{{Kind: hearsay.Paragraph, Span: hearsay.Span{End: text.Len()}}}
	return syntax.New(text.String(), blocks, words, sents, nil), names
}

// list prints the entities that news needs, one a line.
func list(s *Set) string {
	var b strings.Builder
	for i := range s.Entities {
		e := &s.Entities[i]
		if !e.News {
			continue
		}
		fmt.Fprintf(&b, "%s (%s", e.Name, e.Kind)
		if e.Named {
			b.WriteString(" named")
		}
		if e.Count > 0 {
			fmt.Fprintf(&b, " count=%d", e.Count)
		}
		if a := s.Mentions[e.Mentions[0]].Approx; a != "" {
			fmt.Fprintf(&b, " %q", a)
		}
		for _, x := range []string{e.Country, e.Sector} {
			if x != "" {
				b.WriteString(" " + x)
			}
		}
		if e.Outlet {
			b.WriteString(" outlet")
		}
		b.WriteString("):")
		for n, i := range e.Mentions {
			m := &s.Mentions[i]
			fmt.Fprintf(&b, " [%s]", s.text(i))
			if n > 0 && len(m.Why) > 0 { // the one that began the chain has no reason
				b.WriteString(strings.TrimPrefix(m.Why[len(m.Why)-1].Rule, "coref."))
			}
		}
		b.WriteString("\n")
	}
	return b.String()
}

// check holds what is true of every set: mentions in order and inside their
// sentence, heads inside mentions, one mention a head, every mention in exactly
// one entity.
func check(t testing.TB, d *syntax.Doc, s *Set) {
	t.Helper()
	seen := make([]int, len(s.Mentions))
	heads := map[int]bool{}
	for i, m := range s.Mentions {
		if m.From > m.Head || m.Head >= m.To || m.From < 0 || m.To > len(d.Words) {
			t.Fatalf("mention %d: words [%d, %d), head %d of %d", i, m.From, m.To, m.Head, len(d.Words))
		}
		if sent := d.SentOf(m.Head); m.From < sent.From || m.To > sent.To {
			t.Fatalf("mention %d leaves its sentence", i)
		}
		if heads[m.Head] || s.At(m.Head) != i {
			t.Fatalf("mention %d: head %d is not its own", i, m.Head)
		}
		heads[m.Head] = true
		if i > 0 {
			if p := s.Mentions[i-1]; p.From > m.From || p.From == m.From && p.To < m.To {
				t.Fatalf("mention %d out of order", i)
			}
		}
	}
	last := -1
	for e := range s.Entities {
		ms := s.Entities[e].Mentions
		if len(ms) == 0 || ms[0] <= last {
			t.Fatalf("entity %d: mentions %v after %d", e, ms, last)
		}
		last = ms[0]
		for n, i := range ms {
			if n > 0 && ms[n-1] >= i || s.Mentions[i].Entity != e {
				t.Fatalf("entity %d: mentions %v", e, ms)
			}
			seen[i]++
		}
		if s.Entities[e].Name == "" {
			t.Fatalf("entity %d has no name", e)
		}
	}
	for i, n := range seen {
		if n != 1 {
			t.Fatalf("mention %d in %d entities", i, n)
		}
	}
}
