package where_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"hearsay"
	"hearsay/data/weights"
	"hearsay/internal/gazetteer"
	"hearsay/internal/mention"
	"hearsay/internal/neural"
	"hearsay/internal/syntax"
	"hearsay/internal/token"
	"hearsay/internal/where"
)

// atlas is a gazetteer of invented places in Norway and Sweden: a Marvik and a
// province of Ostland in each, and a port.
func atlas(t testing.TB) *gazetteer.Gazetteer {
	t.Helper()
	b := gazetteer.NewBuilder()
	add := func(r gazetteer.Row) int {
		t.Helper()
		n, err := b.Add(r)
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	var towns []gazetteer.Row
	for i, c := range []struct {
		name, code string
		lat, lon   float64
	}{{"Norway", "NOR", 62, 10}, {"Sweden", "SWE", 62, 15}} {
		land := add(gazetteer.Row{Name: c.name, Code: "PCLI", Level: gazetteer.Country, Country: c.code, Unit: true, In: -1,
			Lat: c.lat, Lon: c.lon, RadiusKM: 800, Population: 5e6, GeoNames: 100 + i})
		east := add(gazetteer.Row{Name: "Ostland", Code: "ADM1", Level: gazetteer.Province, Unit: true, In: land,
			Lat: c.lat, Lon: c.lon + 1, RadiusKM: 80, GeoNames: 200 + i})
		towns = append(towns, gazetteer.Row{Name: "Marvik", Code: "PPL", Level: gazetteer.Town, In: east,
			Lat: c.lat + 0.1, Lon: c.lon + 1, Population: 40000 * (i + 1), RadiusKM: 4, GeoNames: 300 + i})
	}
	towns = append(towns,
		gazetteer.Row{Name: "Selmhavn", Code: "PPL", Level: gazetteer.Town, In: towns[0].In, Lat: 62.2, Lon: 11.2, Population: 9000, RadiusKM: 3, GeoNames: 310},
		gazetteer.Row{Name: "Oslo", Code: "PPLC", Level: gazetteer.Town, In: towns[0].In - 1, Lat: 59.9, Lon: 10.7, Population: 700000, RadiusKM: 20, GeoNames: 320})
	for _, r := range towns {
		add(r)
	}
	file, err := b.Bytes("2026-01", "Invented.\n")
	if err != nil {
		t.Fatal(err)
	}
	g, err := gazetteer.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

var loaded *neural.Model

func model(t testing.TB) *neural.Model {
	t.Helper()
	if loaded == nil {
		m, err := neural.Load(weights.FS, neural.Options{})
		if err != nil {
			t.Fatal(err)
		}
		loaded = m
	}
	return loaded
}

// read returns a document of paragraphs; the first may be a dateline's block.
func read(text string, m *neural.Model) *syntax.Doc {
	var blocks []hearsay.Block
	for _, p := range token.Paragraphs(text) {
		if at := strings.Index(text[p.Start:p.End], " – "); at >= 0 && len(blocks) == 0 {
			blocks = append(blocks, hearsay.Block{Kind: hearsay.Dateline, Span: hearsay.Span{Start: p.Start, End: p.Start + at + len(" –")}})
			p.Start += at + len(" – ")
		}
		blocks = append(blocks, hearsay.Block{Kind: hearsay.Paragraph, Span: p})
	}
	return syntax.Parse(text, blocks, token.Split(text, blocks), m)
}

// told writes a place as "words=country lat,lon ±radius relation".
func told(d *syntax.Doc, p where.Place) string {
	s := d.Span(p.From, p.To)
	out := fmt.Sprintf("%s=%s", d.Text[s.Start:s.End], p.Country)
	switch {
	case p.Metonym:
		out += " metonym"
	case p.Lat == nil:
		out += " no pin"
	default:
		out += fmt.Sprintf(" %.1f,%.1f ±%.0f", *p.Lat, *p.Lon, p.RadiusKM)
	}
	return strings.TrimSpace(out + " " + p.Relation)
}

func TestFind(t *testing.T) {
	g := atlas(t)
	for _, tt := range []struct{ name, text, want string }{
		{"by what follows", "A fire broke out in Marvik, Norway, on Monday.", "Marvik=NOR 62.1,11.0 ±4; Norway=NOR 62.0,10.0 ±860"},
		{"by an adjective", "A fire broke out in the Swedish town of Marvik on Monday.", "Marvik=SWE 62.1,16.0 ±4"},
		{"by the company", "A fire broke out in Marvik. Firemen came from Selmhavn and Oslo to help.", "Marvik=NOR 62.1,11.0 ±4; Selmhavn=NOR 62.2,11.2 ±3; Oslo=NOR 59.9,10.7 ±19"},
		{"two of one name", "Fires broke out in Marvik, Norway, and in Marvik, Sweden.",
			"Marvik=NOR 62.1,11.0 ±4; Norway=NOR 62.0,10.0 ±860; Marvik=SWE 62.1,16.0 ±4; Sweden=SWE 62.0,15.0 ±860"},
		{"offset", "A ship sank 20 km (12 miles) west of Selmhavn, Norway.", "Selmhavn=NOR 62.2,10.8 ±6 20 km west of; Norway=NOR 62.0,10.0 ±860"},
		{"near", "A ship sank near Selmhavn in Norway.", "Selmhavn=NOR 62.2,11.2 ±23 near; Norway=NOR 62.0,10.0 ±860"},
		{"near something of it", "A ship sank near Selmhavn's harbour in Norway.", "Selmhavn=NOR 62.2,11.2 ±3; Norway=NOR 62.0,10.0 ±860"},
		{"inside", "Snow fell in northern Norway.", "Norway=NOR 62.0,10.0 ±860 in the north of"},
		{"metonym", "Oslo wants the ships gone, the minister said.", "Oslo=NOR metonym"},
		{"not a metonym", "The ships lay in Oslo, the minister said.", "Oslo=NOR 59.9,10.7 ±19"},
		{"a team", "Marvik beat Selmhavn 3-1 in Norway on Sunday.", "Marvik=NOR metonym; Selmhavn=NOR metonym; Norway=NOR 62.0,10.0 ±860"},
		{"a seat", "The White House said the ships would stay in Oslo.", "White House=USA metonym; Oslo=NOR 59.9,10.7 ±19"},
		{"unknown", "A fire broke out in Grimdalen in Norway.", "Grimdalen= no pin; Norway=NOR 62.0,10.0 ±860"},
		{"between", "A bus left the road between Marvik and Selmhavn in Norway.",
			"Marvik and Selmhavn=NOR 62.2,11.1 ±8 between; Marvik=NOR 62.1,11.0 ±4; Selmhavn=NOR 62.2,11.2 ±3; Norway=NOR 62.0,10.0 ±860"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := read(tt.text, model(t))
			ps, found := where.Find(d, mention.Find(d), g, where.Options{})
			var got []string
			unpinned := 0
			for _, p := range ps {
				got = append(got, told(d, p))
				if p.Lat == nil && !p.Metonym {
					unpinned++
				}
			}
			if s := strings.Join(got, "; "); s != tt.want {
				t.Errorf("Find(%q) =\n%s; want\n%s", tt.text, s, tt.want)
			}
			if len(found) != unpinned {
				t.Errorf("%d findings for %d places without a pin", len(found), unpinned)
			}
		})
	}
}

func TestFindWithoutGazetteer(t *testing.T) {
	d := read("A fire broke out in Marvik, Norway.", model(t))
	ps, found := where.Find(d, mention.Find(d), nil, where.Options{})
	if len(ps) != 2 || len(found) != 0 {
		t.Fatalf("%d places, %d findings; want 2 and 0", len(ps), len(found))
	}
	for _, p := range ps {
		if p.Lat != nil || p.Level != "unknown" {
			t.Errorf("a pin from nowhere: %+v", p)
		}
	}
}

func TestOf(t *testing.T) {
	g := atlas(t)
	for _, tt := range []struct{ name, text, word, place, from string }{
		{"oblique", "The shells hit a depot in Selmhavn on Monday.", "hit", "Selmhavn", "stated"},
		{"object", "The rebels attacked Selmhavn.", "attacked", "Selmhavn", "stated"},
		{"of a noun", "The attack in Selmhavn killed two.", "attack", "Selmhavn", "stated"},
		{"not where they come from", "Rebels from Selmhavn attacked a depot in Marvik, Norway.", "attacked", "Marvik", "stated"},
		{"the sentence", "In Selmhavn, the governor told reporters that shells had hit a depot.", "hit", "Selmhavn", "inferred from the sentence"},
		{"the paragraph", "Fighting went on in Selmhavn. Shells hit a depot.", "hit", "Selmhavn", "inferred from the paragraph"},
		{"the dateline", "SELMHAVN, May 3 – The depot is empty.\n\nShells hit a bridge.", "hit", "Selmhavn", "inferred from the dateline"},
		{"no government", "Oslo said that shells had hit a depot.", "hit", "", "none"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := read(tt.text, model(t))
			ps, _ := where.Find(d, mention.Find(d), g, where.Options{})
			at := -1
			for i, w := range d.Words {
				if w.Text == tt.word {
					at = i
				}
			}
			i, from := where.Of(ps, d, at)
			place := ""
			if i >= 0 {
				place = ps[i].Name
			}
			if place != tt.place || from != tt.from {
				t.Errorf("Of(%q) = %q, %q; want %q, %q", tt.word, place, from, tt.place, tt.from)
			}
		})
	}
}

func TestGiven(t *testing.T) {
	d := read("Marvik beat Selmhavn.", nil)
	ps := where.Given(d, [][2]int{{0, 1}, {2, 3}}, atlas(t), where.Options{Country: "SWE"})
	if len(ps) != 2 || ps[0].GeoNames != 300 || ps[1].GeoNames != 310 {
		t.Errorf("Given = %+v; want the Marvik that is near Selmhavn", ps)
	}
}

// set marks stretches of capitalised words as names of places, so that what
// names are is no matter of the model.
func set(d *syntax.Doc) *mention.Set {
	ms := &mention.Set{}
	for i := 0; i < len(d.Words); i++ {
		j := i
		for j < len(d.Words) && j < i+3 && strings.ToUpper(d.Words[j].Text[:1]) == d.Words[j].Text[:1] && d.Words[j].Sent == d.Words[i].Sent {
			j++
		}
		if j > i {
			label := [...]string{"LOC", "FAC", "ORG"}[i%3]
			ms.Mentions = append(ms.Mentions, mention.Mention{From: i, To: j, Head: j - 1, Form: hearsay.Name, Label: label})
			i = j - 1
		}
	}
	return ms
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{
		"A fire in Marvik, Ostland, Norway, 30 km north of Selmhavn.",
		"Marvik (Sweden) and Marvik (Norway) and Marvik",
		"between Marvik and Selmhavn 20km west of Oslo's \u202eMarvik\u202c",
		"City of Marvik of City of Norway of of",
		"20 km (12 miles) 9999999 km north-northeast of Oslo",
		"Мarvik Маrvіk ; Marvik/Selmhavn,Norway",
		strings.Repeat("Marvik ", 50),
	} {
		f.Add(s)
	}
	g := atlas(f)
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.ToValidUTF8(text, "?")
		if len(text) > 4000 {
			return
		}
		d := read(text, nil)
		ps, found := where.Find(d, set(d), g, where.Options{})
		for i, p := range ps {
			switch {
			case p.From < 0 || p.From >= p.To || p.To > len(d.Words):
				t.Fatalf("place %d has words %d:%d of %d", i, p.From, p.To, len(d.Words))
			case i > 0 && (ps[i-1].From > p.From || ps[i-1].From == p.From && ps[i-1].To < p.To):
				t.Fatalf("place %d out of order", i)
			case (p.Lat == nil) != (p.Lon == nil) || p.Metonym && p.Lat != nil:
				t.Fatalf("place %d has half a pin, or a government one", i)
			case p.Lat != nil && !(math.Abs(*p.Lat) <= 90 && math.Abs(*p.Lon) <= 180 && p.RadiusKM >= 0 && p.RadiusKM < 20100):
				t.Fatalf("place %d: %g,%g ±%g", i, *p.Lat, *p.Lon, p.RadiusKM)
			case !(p.Confidence >= 0 && p.Confidence <= 1) || p.Name == "" || p.Level == "":
				t.Fatalf("place %d: %+v", i, p)
			}
		}
		for _, x := range found {
			for _, s := range x.Spans {
				if text[s.Start:s.End] != s.Text {
					t.Fatalf("finding %q has words that are not there", x.Text)
				}
			}
		}
		for i := range d.Words {
			if k, from := where.Of(ps, d, i); (k < 0) != (from == "none") || k >= len(ps) {
				t.Fatalf("Of word %d: %d, %q", i, k, from)
			}
		}
	})
}

func BenchmarkFind(b *testing.B) {
	g := atlas(b)
	for _, n := range []int{100, 1000, 10000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			var text strings.Builder
			for i := range n {
				fmt.Fprintf(&text, "A fire in Marvik, then in Place%d, Norway. ", i)
			}
			d := read(text.String(), nil)
			ms := set(d)
			b.SetBytes(int64(text.Len()))
			b.ReportAllocs()
			for b.Loop() {
				where.Find(d, ms, g, where.Options{})
			}
		})
	}
}
