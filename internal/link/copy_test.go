package link_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"hearsay"
	"hearsay/internal/link"
)

const (
	depot = `Northport has told a militia that holds the fuel depot above Harrow Bay to leave it by the end of the month, three officials said on Monday. The demand was made at a meeting in the Pier 49 customs house, where two commanders were handed a letter of one page. Insurers have warned shipping companies that they will not cover tankers in the bay as long as armed men sit on top of the pipeline.`
	ferry = `The night ferry between Carrow and Lunde ran aground on a sandbank early on Friday with two hundred passengers on board. Nobody was hurt. Tugs pulled her free at noon, and divers found no damage to the hull, the company said in a short notice to the stock exchange.`
	offer = `Subscribe to our morning letter for the best of our reporting from the coast, and follow us wherever you read your news today.`
)

// report makes a report of an outlet, with what stands in "…" directly quoted.
func report(outlet, date, text string) *link.Report {
	r := &hearsay.Reading{Document: hearsay.Document{ID: hearsay.IDOf(outlet + date + text), Outlet: outlet, Text: text, URL: "https://" + strings.ReplaceAll(outlet, " ", "") + ".example/" + date}}
	r.Document.Published = hearsay.Date{Value: date, Precision: hearsay.Day}
	for at := 0; ; {
		i := strings.Index(text[at:], "“")
		if i < 0 {
			break
		}
		from := at + i + len("“")
		n := strings.Index(text[from:], "”")
		if n < 0 {
			break
		}
		s := hearsay.Span{Start: from, End: from + n}
		r.Attributions = append(r.Attributions, hearsay.Attribution{ID: hearsay.AttributionID(len(r.Attributions) + 1), Mode: hearsay.Direct, Content: []hearsay.Receipt{hearsay.ReceiptFor(text, s)}})
		at = from + n
	}
	return link.NewReport(r)
}

// cite makes the report say that name is its source.
func cite(p *link.Report, name string) *link.Report {
	i := strings.Index(p.Document.Text, name)
	p.Entities = append(p.Entities, hearsay.Entity{ID: 1, Name: name, Named: true, Kind: hearsay.Organization, Mentions: []hearsay.MentionID{1}})
	p.Mentions = append(p.Mentions, hearsay.Mention{ID: 1, Entity: 1, Form: hearsay.Name, Span: hearsay.ReceiptFor(p.Document.Text, hearsay.Span{Start: i, End: i + len(name)})})
	p.Attributions = append(p.Attributions, hearsay.Attribution{ID: hearsay.AttributionID(len(p.Attributions) + 1), Source: 1, Mode: hearsay.Indirect, Act: hearsay.Say, Content: []hearsay.Receipt{hearsay.ReceiptFor(p.Document.Text, hearsay.Span{End: i})}})
	return p
}

func copies(ps ...*link.Report) []link.Link {
	var m link.Memory
	for _, p := range ps {
		m.Add(p)
	}
	m.PlaceAll()
	return slices.DeleteFunc(m.All(), func(l link.Link) bool { return l.Kind != link.KindCopy })
}

func TestCopies(t *testing.T) {
	speech := `“We came because the town asked us to, and if the town asks us to leave, that is another matter, but so far it has not asked anybody,”`
	for _, test := range []struct {
		name      string
		a, b      *link.Report
		n         int
		direction string
		from      int // 0: a copied, 1: b copied
		rule      string
	}{
		{"verbatim, by date", report("Herald", "2021-05-03", depot), report("Courier", "2021-05-04", depot), 1, link.FromTo, 1, "direction.time"},
		{"no dates", report("Herald", "", depot), report("Courier", "", depot), 1, link.Undecided, -1, "direction.undecided"},
		{"stated, against the clock", cite(report("Herald", "2021-05-03", depot+" So the Courier wrote."), "the Courier"), report("Courier", "2021-05-04", depot), 1, link.FromTo, 0, "direction.stated"},
		{"case and punctuation", report("Herald", "2021-05-03", depot), report("Courier", "2021-05-04", strings.ToUpper(strings.ReplaceAll(depot, ",", " –"))), 1, link.FromTo, 1, "direction.time"},
		{"taken up", report("Herald", "", depot), report("Courier", "", ferry+" "+depot), 1, link.FromTo, 1, "direction.containment"},
		{"different news", report("Herald", "2021-05-03", depot), report("Courier", "2021-05-04", ferry), 0, "", -1, ""},
		{"one speech, two reporters", report("Herald", "2021-05-03", "At the harbour she was plain. "+speech+" said Mara Vey."), report("Courier", "2021-05-04", "Asked about it by us, Ms Vey answered: "+speech), 0, "", -1, ""},
		{"quoted whole by another", report("Herald", "", depot), report("Courier", "", ferry+" The paper wrote: “"+depot+"”"), 1, link.FromTo, 1, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			ls := copies(test.a, test.b)
			if len(ls) != test.n {
				t.Fatalf("%d copies, want %d: %+v", len(ls), test.n, ls)
			}
			if test.n == 0 {
				return
			}
			l := ls[0]
			if l.Direction != test.direction {
				t.Errorf("direction %s, want %s: %v", l.Direction, test.direction, l.Why)
			}
			if want := []*link.Report{test.a, test.b}; test.from >= 0 && l.From != want[test.from].Ref() {
				t.Errorf("the copier is %s", l.From.URL)
			}
			if test.rule != "" && l.Why[0].Rule != test.rule {
				t.Errorf("by %s, want %s", l.Why[0].Rule, test.rule)
			}
		})
	}
}

func TestEditedPassage(t *testing.T) {
	edited := strings.NewReplacer("militia", "band of volunteers", "three officials said on Monday", "it has emerged", "two commanders were handed", "its leaders were given").Replace(depot)
	ls := copies(report("Herald", "2021-05-03", depot), report("Courier", "2021-05-04", ferry+" "+edited))
	if len(ls) != 1 {
		t.Fatalf("%d copies", len(ls))
	}
	l := ls[0]
	if len(l.Passages) != 1 || !l.Passages[0].Edited || l.Passages[0].Quote {
		t.Fatalf("passages %+v", l.Passages)
	}
	if l.Coverage[1] < 0.9 || l.Coverage[0] > 0.7 {
		t.Errorf("coverage %v", l.Coverage)
	}
}

func TestBoilerplate(t *testing.T) {
	var ps []*link.Report
	for i := range 12 {
		var b strings.Builder
		for k := range 80 {
			fmt.Fprintf(&b, "word%dx%d ", i, k)
		}
		ps = append(ps, report("Herald", fmt.Sprintf("2021-05-%02d", i+1), b.String()+offer))
	}
	if ls := copies(ps...); len(ls) != 0 {
		t.Errorf("%d copies of nothing but an offer to subscribe", len(ls))
	}
}

// Each of ten thousand reports with the same words is linked with few of them: the
// last costs what the hundredth did.
func TestManyAlike(t *testing.T) {
	var m link.Memory
	for i := range 2_000 {
		m.Add(report("Herald", fmt.Sprint(2000+i), depot))
	}
	m.PlaceAll()
	if n := len(m.All()); n < 1_999 || n > 2_000*16 {
		t.Errorf("%d copies: each is to be linked, and with few", n)
	}
	last := report("Courier", "2021-05-04", depot)
	m.Add(last)
	m.PlaceAll()
	if n := len(m.Links(last.Document.ID, 0, link.KindCopy)); n != 8 {
		t.Errorf("%d copies of one more, want 8", n)
	}
	var all strings.Builder
	var parts link.Memory
	for i := range 500 {
		var b strings.Builder
		for k := range 60 {
			fmt.Fprintf(&b, "word%dx%d ", i, k)
		}
		parts.Add(report("Herald", fmt.Sprint(i), b.String()))
		all.WriteString(b.String())
	}
	digest := report("Digest", "2021-05-04", all.String())
	parts.Add(digest)
	parts.PlaceAll()
	if n := len(parts.Links(digest.Document.ID, 0, link.KindCopy)); n != 200 {
		t.Errorf("the digest copies %d, want 200", n)
	}
	laugh := report("Herald", "2021-05-03", strings.Repeat("ha ", 100_000))
	copies(laugh, report("Courier", "2021-05-04", strings.Repeat("ha ", 99_999)))
}

func TestFamilies(t *testing.T) {
	a, b, c := report("Herald", "2021-05-03", depot), report("Courier", "2021-05-04", depot+" More follows."), report("Echo", "2021-05-02", ferry)
	ps := []*link.Report{b, c, a}
	fs := link.Families(ps, copies(ps...))
	if len(fs) != 1 || fs[0].Earliest != a || len(fs[0].Members) != 2 {
		t.Errorf("families %+v", fs)
	}
}

func FuzzCopies(f *testing.F) {
	f.Add(depot, ferry)
	f.Add(depot, "x "+depot)
	f.Add("“"+depot+"”", depot+depot)
	f.Fuzz(func(t *testing.T, a, b string) {
		a, b = strings.ToValidUTF8(a, "?"), strings.ToValidUTF8(b, "?")
		for _, l := range copies(report("Herald", "2021", a), report("Courier", "2022", b)) {
			for _, c := range l.Coverage {
				if c < 0 || c > 1 {
					t.Errorf("coverage %v", l.Coverage)
				}
			}
			for _, p := range l.Passages {
				for _, r := range []hearsay.Receipt{p.From, p.To} {
					if !strings.Contains(a, r.Text) && !strings.Contains(b, r.Text) || r.Text == "" {
						t.Errorf("passage %q stands in neither", r.Text)
					}
				}
			}
		}
	})
}

// What stands for weeks under the pages of a site is nobody's own, even where it
// is most of their words; a story that grows there for some days is.
func TestMostlyBoilerplate(t *testing.T) {
	related := offer + " " + ferry + " " + depot
	for _, test := range []struct {
		name string
		days []string
		want bool // copies
	}{
		{"for weeks", []string{"2021-05-03", "2021-05-11", "2021-05-20", "2021-06-03", "2021-06-09"}, false},
		{"for days", []string{"2021-05-03", "2021-05-04", "2021-05-05", "2021-05-06", "2021-05-07"}, true},
	} {
		t.Run(test.name, func(t *testing.T) {
			var m link.Memory
			for i, day := range test.days {
				var b strings.Builder
				for k := range 60 {
					fmt.Fprintf(&b, "word%dx%d ", i, k)
				}
				m.Add(report("Site", day, b.String()+related))
			}
			m.PlaceAll()
			n := 0
			for _, l := range m.All() {
				if l.Kind == link.KindCopy {
					n++
				}
			}
			if (n > 0) != test.want {
				t.Errorf("%d copies", n)
			}
		})
	}
}
