package mention

import (
	"os"
	"strings"
	"testing"

	"hearsay"
	"hearsay/internal/lexicon"
	"hearsay/internal/syntax"
	"hearsay/internal/token"
)

// load reads the trees of a case.
func load(t testing.TB, file string) (*syntax.Doc, []name) {
	t.Helper()
	b, err := os.ReadFile("testdata/" + file)
	if err != nil {
		t.Fatal(err)
	}
	trees, _, _ := strings.Cut(string(b), entitiesMark)
	return parseCase(t, trees)
}

// word returns the n-th word (from 1) with a text.
func word(t testing.TB, d *syntax.Doc, text string, n int) int {
	t.Helper()
	for i, w := range d.Words {
		if w.Text == text {
			if n--; n == 0 {
				return i
			}
		}
	}
	t.Fatalf("no word %q", text)
	return -1
}

func TestSpeak(t *testing.T) {
	d, names := load(t, "quoted.txt")
	s := find(d, names)
	entity := func(text string, n int) int { return s.Mentions[s.At(word(t, d, text, n))].Entity }
	if entity("I", 1) == entity("I", 2) {
		t.Error("two quotations share an I before anybody knows who speaks")
	}
	if entity("I", 1) != entity("my", 1) {
		t.Error("I and my of one quotation are two")
	}
	ana, hale := s.At(word(t, d, "Ana", 1)), s.At(word(t, d, "Luis", 1))
	ministry, prado := s.At(word(t, d, "ministry", 1)), s.At(word(t, d, "Prado", 2))
	s.Speak([]Speech{
		{word(t, d, "“", 1), word(t, d, "”", 1), ana, -1},
		{word(t, d, "“", 2), word(t, d, "”", 2), ministry, -1},
		{word(t, d, "“", 3), word(t, d, "”", 3), hale, prado},
	})
	check(t, d, s)
	for _, x := range []struct {
		pronoun string
		n       int
		who     string
		of      int
		same    bool
	}{
		{"I", 1, "Ana", 1, true},
		{"my", 1, "Ana", 1, true},
		{"We", 1, "ministry", 1, true},
		{"I", 2, "Luis", 1, true},
		{"you", 1, "Ana", 1, true},
		{"I", 2, "Ana", 1, false},
		{"brother", 1, "Ana", 1, false},
	} {
		if got := entity(x.pronoun, x.n) == entity(x.who, x.of); got != x.same {
			t.Errorf("%s(%d) is %s: %v, want %v", x.pronoun, x.n, x.who, got, x.same)
		}
	}
}

// A person's "we" is more than that person, and nobody's "I" is a ministry.
func TestSpeakRefuses(t *testing.T) {
	d, names := load(t, "quoted.txt")
	s := find(d, names)
	we, i := s.At(word(t, d, "We", 1)), s.At(word(t, d, "I", 1))
	ana, ministry := s.At(word(t, d, "Ana", 1)), s.At(word(t, d, "ministry", 1))
	s.Speak([]Speech{{d.Sents[1].From, d.Sents[1].To, ana, -1}, {d.Sents[0].From, d.Sents[0].To, ministry, -1}})
	if s.Mentions[we].Entity == s.Mentions[ana].Entity || s.Mentions[i].Entity == s.Mentions[ministry].Entity {
		t.Error("joined a person and we, or a body and I")
	}
	check(t, d, s)
}

func TestAdd(t *testing.T) {
	d, names := load(t, "groups.txt")
	s := find(d, names)
	before := len(s.Mentions)
	from := word(t, d, "behind", 1)
	i := s.Add(from, from+1, hearsay.Why{Rule: "test", Score: 1})
	if i != before || s.At(from) != i || s.Entities[s.Mentions[i].Entity].Name != "behind" || !s.Mentions[i].News {
		t.Errorf("mention %d of %d, entity %+v", i, before, s.Entities[s.Mentions[i].Entity])
	}
}

func TestAt(t *testing.T) {
	d, names := load(t, "groups.txt")
	s := find(d, names)
	if got := s.At(word(t, d, "Norwegian", 1)); got >= 0 {
		t.Errorf("an adjective has mention %d", got)
	}
	if s.At(-1) != -1 || s.At(len(d.Words)) != -1 {
		t.Error("a word outside the document has a mention")
	}
}

// Every join says which rule made it.
func TestWhy(t *testing.T) {
	d, names := load(t, "outlet.txt")
	s := find(d, names)
	for _, e := range s.Entities {
		bare := 0
		for _, i := range e.Mentions {
			if len(s.Mentions[i].Why) == 0 {
				bare++
			}
		}
		if bare > 1 {
			t.Errorf("%s: %d mentions joined without a reason", e.Name, bare-1)
		}
	}
}

func TestSettle(t *testing.T) {
	label := func(names []name) string {
		var out []string
		for _, n := range names {
			out = append(out, n.Label)
		}
		return strings.Join(out, " ")
	}
	for _, x := range []struct {
		why   string
		words string
		names []name
		want  string
	}{
		{"a place twice is no body the third time", "Harrow Harrow Harrow",
			[]name{{0, 1, "LOC", 0.9, nil}, {1, 2, "LOC", 0.9, nil}, {2, 3, "ORG", 0.6, nil}}, "LOC LOC LOC"},
		{"a person of whom the tagger is sure may be called like a place", "Hama Hama Hama",
			[]name{{0, 1, "LOC", 0.9, nil}, {1, 2, "LOC", 0.9, nil}, {2, 3, "PER", 0.95, nil}}, "LOC LOC PER"},
		{"a given name and a surname known from elsewhere", "Ana Prado Prado",
			[]name{{0, 2, "LOC", 0.7, nil}, {2, 3, "PER", 0.9, nil}}, "PER PER"},
		{"a surname alone makes no person of a town", "New Prado Prado",
			[]name{{0, 2, "LOC", 0.7, nil}, {2, 3, "PER", 0.9, nil}}, "LOC PER"},
	} {
		d := plain(x.words)
		settle(d, x.names)
		if got := label(x.names); got != x.want {
			t.Errorf("%s: %s: got %s, want %s", x.why, x.words, got, x.want)
		}
	}
}

// plain is a text of names without trees.
func plain(text string) *syntax.Doc {
	blocks := []hearsay.Block{{Kind: hearsay.Paragraph, Span: hearsay.Span{End: len(text)}}}
	return syntax.Parse(text, blocks, token.Split(text, blocks), nil)
}

func TestExtent(t *testing.T) {
	for _, x := range []struct{ file, head, want string }{
		{"outlet.txt", "daily", "the London-based Arabic daily"},
		{"offices.txt", "Ana", "Foreign Minister Ana Prado"},
		{"descriptions.txt", "Ana", "Ana Prado"},
		{"descriptions.txt", "mayor", "the mayor of Harrow"},
		{"counts.txt", "people", "At least 14 people"},
		{"counts.txt", "soldiers", "twenty-five soldiers"},
		{"acronyms.txt", "Force", "The Harrow Defence Force"},
	} {
		d, names := load(t, x.file)
		s := find(d, names)
		i := s.At(word(t, d, x.head, 1))
		if i < 0 || s.text(i) != x.want {
			t.Errorf("%s: head %q: mention %d, want %q", x.file, x.head, i, x.want)
		}
	}
}

// Without a model and without trees the mentions are fewer and plainer, and
// rules still join what they can.
func TestPlain(t *testing.T) {
	text := "The foreign minister told three officers in Kenya. The minister left Kenya."
	d := plain(text)
	s := Find(d)
	check(t, d, s)
	minister, again := s.At(word(t, d, "minister", 1)), s.At(word(t, d, "minister", 2))
	if minister < 0 || again < 0 || s.Mentions[minister].Entity != s.Mentions[again].Entity {
		t.Errorf("ministers: mentions %d, %d of %+v", minister, again, s.Mentions)
	}
	if k := s.At(word(t, d, "Kenya", 1)); k < 0 || s.Mentions[k].Country != "KEN" {
		t.Errorf("Kenya: mention %d", k)
	}
	if o := s.At(word(t, d, "officers", 1)); o < 0 || s.Mentions[o].Count != 3 && s.Mentions[o].Kind != hearsay.Group {
		t.Errorf("officers: mention %d", o)
	}
}

func TestPersonNames(t *testing.T) {
	for _, x := range []struct {
		a, b string
		want bool
	}{
		{"Ana Prado", "Prado", true},
		{"Ana Prado", "A. Prado", true},
		{"Ana Maria Prado", "Ana Prado", true},
		{"Ana Prado", "Luis Prado", false},
		{"A. Prado", "L. Prado", false},
	} {
		if got := personNames(strings.Fields(x.a), strings.Fields(x.b)); got != x.want {
			t.Errorf("%s, %s: %v, want %v", x.a, x.b, got, x.want)
		}
	}
}

func TestInitials(t *testing.T) {
	for name, want := range map[string]string{
		"Harrow Defence Force": "hdf", "Harrow Observatory for Fisheries": "hof", "Harrow": "", "": "",
	} {
		if got := initials(strings.Fields(name)); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}

func TestTitleOf(t *testing.T) {
	for _, x := range []struct{ words, noun, sector string }{
		{"Foreign Minister", "foreign minister", "GOV"},
		{"Gen.", "general", "MIL"},
		{"Maj. Gen.", "general", "MIL"},
		{"President", "president", "GOV"},
		{"former President", "former president", "ELI"},
		{"the blue", "", ""},
	} {
		if noun, sector := titleOf(strings.Fields(x.words)); noun != x.noun || sector != x.sector {
			t.Errorf("%s: %q %q, want %q %q", x.words, noun, sector, x.noun, x.sector)
		}
	}
}

func TestNameSector(t *testing.T) {
	for name, want := range map[string]string{
		"Harrow Police": "COP", "Ministry of Defence": "MIL", "Interior Ministry": "GOV", "University of Harrow": "EDU",
		"Harrow Bank": "BUS", "Harrow Supreme Court": "JUD", "Harrow": "",
	} {
		r, _ := nameSector(strings.Fields(name))
		if r.Sector != want {
			t.Errorf("%s: %q, want %q", name, r.Sector, want)
		}
	}
}

// A person whose gender is known is not "he" and "she" by turns.
func TestGenders(t *testing.T) {
	d, names := load(t, "pronouns.txt")
	s := find(d, names)
	for _, e := range s.Entities {
		var g lexicon.Gender
		for _, i := range e.Mentions {
			if m := s.Mentions[i]; m.Gender != lexicon.AnyGender {
				if g != lexicon.AnyGender && g != m.Gender {
					t.Errorf("%s is of two genders", e.Name)
				}
				g = m.Gender
			}
		}
	}
}
