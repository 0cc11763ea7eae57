package reading_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"hearsay"
	data "hearsay/data/gazetteer"
	"hearsay/data/weights"
	"hearsay/internal/gazetteer"
	"hearsay/internal/neural"
	"hearsay/internal/page"
	"hearsay/internal/reading"
)

var update = flag.Bool("update", false, "rewrite the golden sections of testdata/*.txt")

// model is the embedded reader, loaded once for all tests of the package.
var model = func() *neural.Model {
	m, err := neural.Load(weights.FS, neural.Options{Workers: 1})
	if err != nil {
		panic(err)
	}
	return m
}()

// places is the embedded gazetteer.
var places = func() *gazetteer.Gazetteer {
	g, err := gazetteer.Open(data.File)
	if err != nil {
		panic(err)
	}
	return g
}()

// read returns the Reading of a text file's bytes.
func read(t testing.TB, m *neural.Model, src []byte) *hearsay.Reading {
	t.Helper()
	p, err := page.Parse(src, page.Options{Name: "test.txt"})
	if err != nil {
		t.Fatalf("page.Parse: %v", err)
	}
	return reading.New(m, reading.Options{Gazetteer: places}).Read(p.Document, p.Findings)
}

// TestGolden reads each article of testdata and compares what it found with
// the sections beside it. The first line of a file says why the case exists.
func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) < 8 {
		t.Fatalf("%d golden files, %v; want at least 8", len(files), err)
	}
	for _, f := range files {
		t.Run(strings.TrimSuffix(filepath.Base(f), ".txt"), func(t *testing.T) {
			a, err := txtar.ParseFile(f)
			if err != nil {
				t.Fatal(err)
			}
			if len(a.Comment) == 0 || len(a.Files) == 0 || a.Files[0].Name != "article" {
				t.Fatal("want a line that says why, then the section article")
			}
			r := read(t, model, a.Files[0].Data)
			if err := r.Validate(); err != nil {
				t.Fatal(err)
			}
			got := []txtar.File{a.Files[0],
				{Name: "blocks", Data: blocks(r)}, {Name: "entities", Data: entities(r)},
				{Name: "attributions", Data: attributions(r)}, {Name: "events", Data: events(r)}, {Name: "places", Data: sites(r)},
				{Name: "discourse", Data: discourse(r)}, {Name: "findings", Data: findings(r)}}
			got = slices.DeleteFunc(got, func(f txtar.File) bool { return len(f.Data) == 0 })
			if *update {
				a.Files = got
				if err := os.WriteFile(f, txtar.Format(a), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(string(txtar.Format(&txtar.Archive{Files: a.Files})), string(txtar.Format(&txtar.Archive{Files: got}))); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

// shorten returns the first and last words of s, on one line.
func shorten(s string) string {
	w := strings.Fields(s)
	if len(w) > 8 {
		w = append(append(w[:4:4], "…"), w[len(w)-3:]...)
	}
	return strings.Join(w, " ")
}

func at(q hearsay.Receipt) string {
	if q.IsEmpty() {
		return "–"
	}
	return fmt.Sprintf("%d:%d %q", q.Start, q.End, shorten(q.Text))
}

func blocks(r *hearsay.Reading) []byte {
	var b bytes.Buffer
	for _, k := range r.Document.Blocks {
		fmt.Fprintf(&b, "%-11v %s", k.Kind, at(hearsay.ReceiptFor(r.Document.Text, k.Span)))
		if k.Voice != 0 {
			fmt.Fprintf(&b, " voice=%v", k.Voice)
		}
		b.WriteByte('\n')
	}
	return b.Bytes()
}

func entities(r *hearsay.Reading) []byte {
	var b bytes.Buffer
	for _, e := range r.Entities {
		fmt.Fprintf(&b, "%-4v %-13v %q", e.ID, e.Kind, e.Name)
		for _, x := range []struct{ name, value string }{{"country", e.Country}, {"sector", e.Sector}, {"description", e.Description}} {
			if x.value != "" {
				fmt.Fprintf(&b, " %s=%q", x.name, x.value)
			}
		}
		if e.Count != nil {
			fmt.Fprintf(&b, " count=%d", *e.Count)
		}
		b.WriteByte('\n')
		for _, id := range e.Mentions {
			m := r.Mentions[id-1]
			fmt.Fprintf(&b, "       %-4v %-8v %s\n", m.ID, m.Form, at(m.Span))
		}
	}
	return b.Bytes()
}

func attributions(r *hearsay.Reading) []byte {
	var b bytes.Buffer
	for _, a := range r.Attributions {
		fmt.Fprintf(&b, "%-4v source=%v %s  cue=%s  %v %v", a.ID, a.Source, at(a.SourceSpan), at(a.Cue), a.Mode, a.Act)
		if a.Within != 0 {
			fmt.Fprintf(&b, " within=%v", a.Within)
		}
		if a.Negated {
			b.WriteString(" negated")
		}
		if a.Anonymous {
			b.WriteString(" anonymous")
		}
		if a.Recipient != 0 {
			fmt.Fprintf(&b, " recipient=%v", a.Recipient)
		}
		b.WriteByte('\n')
		for _, c := range a.Content {
			fmt.Fprintf(&b, "       %s\n", at(c))
		}
	}
	return b.Bytes()
}

func events(r *hearsay.Reading) []byte {
	var b bytes.Buffer
	for _, e := range r.Events {
		fmt.Fprintf(&b, "%-4v %s %s %s  %s %s", e.ID, e.Type, e.Mode, at(e.Trigger), e.Status, e.Factuality.Label)
		if e.Said != 0 {
			fmt.Fprintf(&b, " said=%v", e.Said)
		}
		if e.FactualityAuthor != nil {
			fmt.Fprintf(&b, " author=%s", e.FactualityAuthor.Label)
		}
		fmt.Fprintf(&b, " time=%s (%s) place=%v (%s)\n", e.Time.Value, e.Time.From, e.Place.Ref, e.Place.From)
		for _, q := range e.Also {
			fmt.Fprintf(&b, "       also %s\n", at(q))
		}
		for _, r := range e.Actors {
			fmt.Fprintf(&b, "       actor %s %s %s\n", at(r.Span), r.Country, r.Sector)
		}
		for _, r := range e.Recipients {
			fmt.Fprintf(&b, "       recipient %s %s %s\n", at(r.Span), r.Country, r.Sector)
		}
		for _, c := range e.Counts {
			fmt.Fprintf(&b, "       %s %v %s %s\n", c.What, c.Value, c.Modifier, at(c.Span))
		}
	}
	return b.Bytes()
}

func sites(r *hearsay.Reading) []byte {
	var b bytes.Buffer
	for _, p := range r.Places {
		fmt.Fprintf(&b, "%-4v %s %s %q %s", p.ID, at(p.Span), p.Level, p.Name, p.Country)
		if p.Lat != nil {
			fmt.Fprintf(&b, " %.1f %.1f ±%.0f km", *p.Lat, *p.Lon, p.RadiusKM)
		}
		if p.Relation != "" {
			fmt.Fprintf(&b, " %s", p.Relation)
		}
		b.WriteByte('\n')
	}
	return b.Bytes()
}

func discourse(r *hearsay.Reading) []byte {
	var b bytes.Buffer
	for _, x := range r.Reasons {
		fmt.Fprintf(&b, "%-4v %s %d: %s because %s\n", x.ID, x.Kind, x.Order, at(x.For.Span), at(x.Because.Span))
	}
	for _, q := range r.Questions {
		fmt.Fprintf(&b, "%-4v %s %s %q %s %v %v\n", q.ID, q.Kind, at(q.Span), q.Options, q.Certainty, q.Low, q.High)
	}
	for _, s := range r.Stances {
		fmt.Fprintf(&b, "%-4v %v %s %v %s\n", s.ID, s.Who, s.Polarity, s.Toward, at(s.Span))
	}
	for _, o := range r.Opinions {
		fmt.Fprintf(&b, "%s %s\n", o.Manner, at(o.Span))
	}
	return b.Bytes()
}

func findings(r *hearsay.Reading) []byte {
	var b bytes.Buffer
	for _, f := range r.Findings {
		fmt.Fprintf(&b, "%-4v %s: %s\n", f.ID, f.Kind, f.Text)
		for _, s := range f.Spans {
			fmt.Fprintf(&b, "       %s\n", at(s))
		}
	}
	return b.Bytes()
}

func TestReadIsDeterministic(t *testing.T) {
	src := article(t, "testdata/nested.txt")
	one, _ := json.Marshal(read(t, model, src))
	two, _ := json.Marshal(read(t, model, src))
	if !bytes.Equal(one, two) {
		t.Error("two readings of one text differ")
	}
	many, err := neural.Load(weights.FS, neural.Options{Workers: 3})
	if err != nil {
		t.Fatal(err)
	}
	if three, _ := json.Marshal(read(t, many, src)); !bytes.Equal(one, three) {
		t.Error("the number of workers changes the reading")
	}
}

func article(t testing.TB, file string) []byte {
	t.Helper()
	a, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return a.Files[0].Data
}

// TestWhiteSpaceShifts: blank lines before a text move every span by as much,
// and change nothing else.
func TestWhiteSpaceShifts(t *testing.T) {
	src := article(t, "testdata/nested.txt")
	a, b := read(t, model, src), read(t, model, append([]byte("\n\n\n"), src...))
	shift := strings.Index(b.Document.Text, a.Document.Text[:20])
	if len(a.Attributions) == 0 || len(a.Attributions) != len(b.Attributions) || len(a.Mentions) != len(b.Mentions) {
		t.Fatalf("%d attributions and %d mentions; with blank lines before, %d and %d", len(a.Attributions), len(a.Mentions), len(b.Attributions), len(b.Mentions))
	}
	for i := range a.Attributions {
		x, y := a.Attributions[i], b.Attributions[i]
		if x.Content[0].Start+shift != y.Content[0].Start || x.Cue.Text != y.Cue.Text || x.Source != y.Source || x.Within != y.Within {
			t.Errorf("%v: %s moved to %s, not by %d", x.ID, at(x.Content[0]), at(y.Content[0]), shift)
		}
	}
}

// TestEveryStatementKeepsItsDenial: a denial is a record of its own.
func TestEveryStatementKeepsItsDenial(t *testing.T) {
	r := read(t, model, []byte("The mayor of Veld said on Monday that the bridge had been blown up by the militia.\n\nThe militia denied that it had blown up the bridge.\n"))
	acts := map[hearsay.Act]string{}
	for _, a := range r.Attributions {
		acts[a.Act] = a.SourceSpan.Text
	}
	if acts[hearsay.Say] == "" || acts[hearsay.Deny] == "" || acts[hearsay.Say] == acts[hearsay.Deny] {
		t.Errorf("acts and sources %v; want the mayor saying and the militia denying", acts)
	}
}

func TestMaxWords(t *testing.T) {
	src := []byte("The mayor spoke.\n\nThe depot burned.\n\nThe guards fled.\n")
	p, err := page.Parse(src, page.Options{Name: "test.txt"})
	if err != nil {
		t.Fatal(err)
	}
	r := reading.New(nil, reading.Options{MaxWords: 5}).Read(p.Document, nil)
	if len(r.Findings) == 0 || r.Findings[0].Kind != "text-truncated" || r.Findings[0].Spans[0].Text != "The depot burned." {
		t.Errorf("findings %+v; want text-truncated from the second paragraph on", r.Findings)
	}
	if r := reading.New(nil, reading.Options{}).Read(p.Document, nil); len(r.Findings) > 0 && r.Findings[0].Kind == "text-truncated" {
		t.Error("a short text is truncated")
	}
}

// TestMaxWordsInOneSentence: a text without a full stop is cut inside its only
// sentence, and says where.
func TestMaxWordsInOneSentence(t *testing.T) {
	p, err := page.Parse([]byte(strings.Repeat("the mayor and ", 50)+"nobody"), page.Options{Name: "test.txt"})
	if err != nil {
		t.Fatal(err)
	}
	r := reading.New(nil, reading.Options{MaxWords: 10}).Read(p.Document, nil)
	if len(r.Findings) == 0 || r.Findings[0].Kind != "text-truncated" || !strings.HasPrefix(r.Findings[0].Spans[0].Text, "mayor and the") {
		t.Errorf("findings %+v; want text-truncated from the eleventh word on", r.Findings)
	}
	if err := r.Validate(); err != nil {
		t.Error(err)
	}
}

func TestWithoutModel(t *testing.T) {
	for _, f := range []string{"testdata/nested.txt", "testdata/unnamed.txt"} {
		r := read(t, nil, article(t, f))
		if err := r.Validate(); err != nil {
			t.Fatal(err)
		}
		if len(r.Attributions) == 0 || len(r.Entities) == 0 || r.Hearsay.Model != "none" {
			t.Errorf("%s: %d attributions, %d entities by model %q; rules alone should find some", f, len(r.Attributions), len(r.Entities), r.Hearsay.Model)
		}
	}
}

// FuzzRead: reading never panics, is valid, and is deterministic, whatever
// the bytes, with the model and without.
func FuzzRead(f *testing.F) {
	files, _ := filepath.Glob("testdata/*.txt")
	for _, name := range files {
		f.Add(article(f, name))
	}
	f.Add([]byte("<html><body><p>“Never,” <b>said</b> the mayor.</p><blockquote>No.</blockquote></body></html>"))
	f.Add([]byte("\"'“‘«„ said \" said ' told ” (AP) — he, she, it. \xff\xfe"))
	f.Fuzz(func(t *testing.T, src []byte) {
		if len(src) > 4000 {
			t.Skip("long inputs find no more")
		}
		p, err := page.Parse(src, page.Options{})
		if err != nil {
			return
		}
		if !utf8.ValidString(p.Document.Text) {
			t.Fatalf("text is not UTF-8: %q", p.Document.Text)
		}
		for _, m := range []*neural.Model{model, nil} {
			r := reading.New(m, reading.Options{Why: true}).Read(p.Document, p.Findings)
			if err := r.Validate(); err != nil {
				t.Fatal(err)
			}
			one, err := json.Marshal(r)
			if err != nil {
				t.Fatal(err)
			}
			if two, _ := json.Marshal(reading.New(m, reading.Options{Why: true}).Read(p.Document, p.Findings)); !bytes.Equal(one, two) {
				t.Fatal("two readings of one text differ")
			}
		}
	})
}

func BenchmarkRead(b *testing.B) {
	var src []byte
	files, _ := filepath.Glob("testdata/*.txt")
	for _, name := range files {
		src = append(append(src, article(b, name)...), "\n\n"...)
	}
	p, err := page.Parse(src, page.Options{Name: "bench.txt"})
	if err != nil {
		b.Fatal(err)
	}
	words := len(strings.Fields(p.Document.Text))
	rd := reading.New(model, reading.Options{})
	b.SetBytes(int64(len(p.Document.Text)))
	b.ReportAllocs()
	for b.Loop() {
		rd.Read(p.Document, nil)
	}
	b.ReportMetric(float64(words)*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}
