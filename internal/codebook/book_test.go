package codebook_test

import (
	"errors"
	"os"
	"strings"
	"testing"

	"hearsay/internal/codebook"
)

// TestTables checks the tables against the numbers of the manual.
func TestTables(t *testing.T) {
	pairs := 0
	for _, k := range codebook.Types {
		pairs += len(k.Modes)
		if k.Quad != codebook.Quad(k.Name) || k.Scale != codebook.Scale(k.Name, "") || codebook.Scale(k.Name, "none") != k.Scale {
			t.Errorf("%s: quad %d, scale %v", k.Name, codebook.Quad(k.Name), codebook.Scale(k.Name, ""))
		}
		if cooperation := k.Quad <= 2; cooperation && k.Scale <= 0 || k.Quad == 4 && k.Scale > -5 {
			t.Errorf("%s: quad %d with scale %v", k.Name, k.Quad, k.Scale)
		}
		for _, m := range k.Modes {
			if !k.Has(m.Name) || codebook.Scale(k.Name, m.Name) != m.Scale {
				t.Errorf("%s %s: scale %v", k.Name, m.Name, codebook.Scale(k.Name, m.Name))
			}
		}
	}
	if len(codebook.Types) != 16 || pairs != 67 || len(codebook.ContextNames) != 37 {
		t.Errorf("%d types, %d pairs, %d contexts; want 16, 67, 37", len(codebook.Types), pairs, len(codebook.ContextNames))
	}
	if codebook.Quad("FIGHT") != 0 || codebook.Scale("FIGHT", "") != 0 {
		t.Error("FIGHT is no type of PLOVER 2.0")
	}
	for typ, want := range map[string]string{"AID": "AGREE", "CONSULT": "AGREE", "RETREAT": "CONCEDE", "CONCEDE": "CONCEDE", "ASSAULT": "ASSAULT"} {
		if got := codebook.Future(typ); got != want {
			t.Errorf("future %s is %s; want %s", typ, got, want)
		}
	}
}

// TestErrors checks what a wrong book is told, and where it is wrong.
func TestErrors(t *testing.T) {
	const head = "e: ASSAULT\n  verbs hit\n"
	for _, c := range []struct{ text, want string }{
		{"x: FIGHT\n", `b:1:4: no type "FIGHT": "x: FIGHT"`},
		{"x: ASSAULT visit\n", `b:1:4: ASSAULT has no mode "visit": "x: ASSAULT visit"`},
		{"x: ASSAULT; war\n", `b:1:13: no context "war": "x: ASSAULT; war"`},
		{"x: ASSAULT;; 1x\n", `b:1:13: no CAMEO code "1x": "x: ASSAULT;; 1x"`},
		{"  verbs hit\n", `b:1:3: indented line without a block: "  verbs hit"`},
		{"x: ASSAULT\n", `b:1:1: entry x has no verbs, nouns or phrases: "x: ASSAULT"`},
		{head + "e: AID\n  verbs aid\n", `b:3:1: e stands already at b:1: "e: AID"`},
		{head + "  verbs Hit\n", `b:3:9: "Hit" is no dictionary form in small letters: "  verbs Hit"`},
		{head + "  verbs hit,, beat\n", `b:3:13: nothing here; want a word: "  verbs hit,, beat"`},
		{head + "  if obj @arms\n", `b:3:6: want SLOT: TERM, …: "  if obj @arms"`},
		{head + "  if obj: gun, @arms\n", `b:3:16: no class @arms: "  if obj: gun, @arms"`},
		{head + "  mode visit obj: house\n", `b:3:8: ASSAULT has no mode "visit": "  mode visit obj: house"`},
		{head + "  weak very\n", `b:3:8: weak stands alone: "  weak very"`},
		{head + "  actor\n", `b:3:3: "actor" says nothing: "  actor"`},
		{head + "  of both\n", `b:3:6: want subj or obj: "  of both"`},
		{head + "  sort x\n", `b:3:3: no such line: "sort": "  sort x"`},
		{head + "  nouns a* b*\n", `b:3:9: two anchors in "a* b*": "  nouns a* b*"`},
		{head + "  nouns @arms\n", `b:3:9: a trigger must be words: "  nouns @arms"`},
		{"class a = @b\nclass b = @a\n", `b:2:11: class @a names itself: "class b = @a"`},
		{"class place = town\n", `b:1:7: class place is built in: "class place = town"`},
		{"class a\n", `b:1:7: want class NAME = TERM, …: "class a"`},
		{"default AID\n  poss obj\n", `b:2:3: a default has actor, recipient and mode only, not "poss": "  poss obj"`},
		{"a\xff", `b:1:1: not UTF-8: ""`},
	} {
		_, err := codebook.Parse("b", c.text)
		var e *codebook.Error
		if !errors.As(err, &e) || err.Error() != c.want {
			t.Errorf("%q: %v; want %s", c.text, err, c.want)
		}
	}
}

// FuzzParse checks that any text is a book or gets an error that points into it.
func FuzzParse(f *testing.F) {
	names, err := os.ReadDir(".")
	if err != nil {
		f.Fatal(err)
	}
	for _, n := range names {
		if strings.HasSuffix(n.Name(), ".codebook") {
			b, err := os.ReadFile(n.Name())
			if err != nil {
				f.Fatal(err)
			}
			f.Add(string(b))
		}
	}
	f.Add("default AID\n recipient")
	f.Add("class a = b\ndefault AID\n  actor subj | by\nx: AID; health; 071\n  verbs pull* out\n  if obj: @a\n  unless any: *\n  yes [A] b {c}.\n")
	f.Fuzz(func(t *testing.T, text string) {
		b, err := codebook.Parse("b", text)
		var e *codebook.Error
		switch {
		case err == nil:
			for i := range b.Entries {
				if x := &b.Entries[i]; x.Type != "" && codebook.Quad(x.Type) == 0 || x.Name == "" || x.At == "" {
					t.Errorf("entry %+v", x)
				}
			}
		case !errors.As(err, &e):
			t.Errorf("error of type %T", err)
		case e.Line < 1 || e.Column < 1 || e.Line > 1+strings.Count(text, "\n") || e.Column > len(e.Excerpt)+1 || !strings.Contains(text, e.Excerpt):
			t.Errorf("error points nowhere: %v", err)
		}
	})
}

// TestCoverage checks that the book can give every pair of type and mode, and
// every type without one.
func TestCoverage(t *testing.T) {
	has := map[string]bool{}
	b := codebook.Plover()
	for i := range b.Entries {
		for _, c := range b.Entries[i].Codes() {
			has[c] = true
		}
	}
	for _, k := range codebook.Types {
		for _, m := range k.Modes {
			if !has[k.Name+"/"+m.Name] {
				t.Errorf("no entry gives %s/%s", k.Name, m.Name)
			}
		}
		if len(k.Modes) == 0 && !has[k.Name] {
			t.Errorf("no entry gives %s", k.Name)
		}
	}
}

func BenchmarkParse(b *testing.B) {
	names, err := os.ReadDir(".")
	if err != nil {
		b.Fatal(err)
	}
	var all strings.Builder
	for _, n := range names {
		if strings.HasSuffix(n.Name(), ".codebook") {
			text, err := os.ReadFile(n.Name())
			if err != nil {
				b.Fatal(err)
			}
			all.Write(text)
		}
	}
	b.SetBytes(int64(all.Len()))
	for b.Loop() {
		if _, err := codebook.Parse("all", all.String()); err != nil {
			b.Fatal(err)
		}
	}
}
