package link_test

import (
	"fmt"
	"strings"
	"testing"

	"hearsay"
	"hearsay/internal/link"
)

// said makes the event of a reading somebody's word: "… , NAME said".
func said(r *hearsay.Reading, name string, named bool) *hearsay.Reading {
	i := strings.Index(r.Document.Text, name)
	at := hearsay.ReceiptFor(r.Document.Text, hearsay.Span{Start: i, End: i + len(name)})
	r.Entities = append(r.Entities, hearsay.Entity{ID: 1, Name: name, Named: named, Kind: hearsay.Organization, Mentions: []hearsay.MentionID{1}})
	r.Mentions = append(r.Mentions, hearsay.Mention{ID: 1, Entity: 1, Form: hearsay.Name, Span: at})
	r.Attributions = append(r.Attributions, hearsay.Attribution{ID: 1, Source: 1, SourceSpan: at, Mode: hearsay.Indirect, Act: hearsay.Say, Anonymous: !named,
		Content: []hearsay.Receipt{hearsay.ReceiptFor(r.Document.Text, hearsay.Span{End: i})}})
	r.Events[0].Said = 1
	return r
}

// told are reports of one attack in words of their own.
func told(outlet, words string) *hearsay.Reading {
	text := "Eastmark aircraft bombed the fish market of Lunde and killed 12 people on Sunday, "
	if outlet == "Courier" || outlet == "Echo" {
		text = "Twelve bodies lie in Lunde: on Sunday its fish market was bombed, with 12 dead, by Eastmark, "
	}
	return attack(outlet, "2021-05-03", text+words, "12", "", 12)
}

func TestOrigins(t *testing.T) {
	herald := "while its boats were in the harbour, the Herald said."
	courier := "which the mayor of the town had feared for weeks, the Courier said."
	for _, test := range []struct {
		name     string
		readings []*hearsay.Reading
		owners   map[string]string
		origins  int
		circular int
	}{
		{"two outlets", []*hearsay.Reading{told("Herald", "while its boats were in the harbour."), told("Courier", "which the mayor of the town had feared for weeks.")}, nil, 2, 0},
		{"one owner", []*hearsay.Reading{told("Herald", "while its boats were in the harbour."), told("Courier", "which the mayor of the town had feared for weeks.")},
			map[string]string{"herald": "Bay Press", "courier": "Bay Press"}, 1, 0},
		{"one named source", []*hearsay.Reading{said(told("Herald", "while its boats were in the harbour, Ana Prado said."), "Ana Prado", true),
			said(told("Courier", "which the mayor of the town had feared for weeks, Ana Prado said."), "Ana Prado", true)}, nil, 1, 0},
		{"unnamed sources of two outlets", []*hearsay.Reading{said(told("Herald", "while its boats were in the harbour, an official said."), "an official", false),
			said(told("Courier", "which the mayor of the town had feared for weeks, an official said."), "an official", false)}, nil, 2, 0},
		{"one cites the other", []*hearsay.Reading{said(told("Echo", herald), "the Herald", true), told("Herald", "while its boats were at sea.")}, nil, 1, 0},
		{"they cite each other", []*hearsay.Reading{said(told("Courier", herald), "the Herald", true), said(told("Herald", courier), "the Courier", true)}, nil, 1, 1},
		{"one cites itself", []*hearsay.Reading{said(told("Herald", herald), "the Herald", true), told("Echo", "which nobody had expected at this time of the year.")}, nil, 2, 0},
	} {
		t.Run(test.name, func(t *testing.T) {
			m := link.Memory{Owners: test.owners}
			for _, r := range test.readings {
				m.Add(link.NewReport(r))
			}
			m.PlaceAll()
			events, circular := 0, 0
			for _, l := range m.All() {
				if l.Kind != link.KindSameEvent {
					continue
				}
				events++
				if l.Origins != test.origins {
					t.Errorf("%d origins, want %d", l.Origins, test.origins)
				}
				for _, y := range l.Why {
					if y.Rule == "circular" {
						circular++
					}
					if y.Rule == "origins" && strings.HasPrefix(y.Note, "no known origin") != (test.circular > 0) {
						t.Errorf("it says %q", y.Note)
					}
				}
			}
			if events != 1 || circular != test.circular {
				t.Errorf("%d events, %d circles; want 1 and %d", events, circular, test.circular)
			}
		})
	}
}

// Whoever is cited by name is graded beside the outlets; nobody is for what is
// anonymous, or goes in a circle.
func TestSources(t *testing.T) {
	herald, courier := "while its boats were in the harbour, ", "which the mayor of the town had feared for weeks, "
	for _, test := range []struct {
		name      string
		readings  []*hearsay.Reading
		confirmed map[string]int
		cited     string
	}{
		{"a person and an outlet", []*hearsay.Reading{said(told("Herald", herald+"Ana Prado said."), "Ana Prado", true), told("Courier", courier+"its streets were empty.")},
			map[string]int{"Herald": 1, "Courier": 1, "Ana Prado": 1}, "Ana Prado"},
		{"one person", []*hearsay.Reading{said(told("Herald", herald+"Ana Prado said."), "Ana Prado", true), said(told("Courier", courier+"Ana Prado said."), "Ana Prado", true)},
			map[string]int{}, "Ana Prado"},
		{"unnamed", []*hearsay.Reading{said(told("Herald", herald+"an official said."), "an official", false), told("Courier", courier+"its streets were empty.")},
			map[string]int{"Herald": 1, "Courier": 1}, ""},
		{"a circle", []*hearsay.Reading{said(told("Courier", herald+"the Herald said."), "the Herald", true), said(told("Herald", courier+"the Courier said."), "the Courier", true)},
			map[string]int{}, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			outlets := make(map[hearsay.DocumentID]string)
			for _, r := range test.readings {
				outlets[r.Document.ID] = r.Document.Outlet
			}
			all, err := link.Sources(func(yield func(*hearsay.Link, error) bool) {
				for _, l := range link.Of(test.readings).Links {
					if !yield(&l, nil) {
						return
					}
				}
			}, func(id hearsay.DocumentID) string { return outlets[id] })
			if err != nil {
				t.Fatal(err)
			}
			for _, s := range all {
				if s.Record.Confirmed != test.confirmed[s.Name] || s.Cited != (s.Name == test.cited) {
					t.Errorf("%s: %d confirmed, cited %v; want %d, %v", s.Name, s.Record.Confirmed, s.Cited, test.confirmed[s.Name], s.Name == test.cited)
				}
				delete(test.confirmed, s.Name)
			}
			if len(test.confirmed) > 0 {
				t.Errorf("not graded: %v", test.confirmed)
			}
		})
	}
}

// Claims of days that are not the same are no group, but may contradict each
// other: two reports of one attack that date it differently.
func TestDates(t *testing.T) {
	one, two := told("Herald", "the harbour office said."), told("Courier", "the harbour office said on the phone.")
	two.Events[0].Time.Value, two.Events[0].Time.Begin, two.Events[0].Time.End = "2021-05-01", "2021-05-01", "2021-05-01"
	n := 0
	for _, l := range link.Of([]*hearsay.Reading{one, two}).Links {
		if l.Kind == link.KindSameEvent {
			t.Error("claims of two days are joined")
		}
		if l.Kind == link.KindContradiction && l.Differs == "date" {
			n++
		}
	}
	if n != 1 {
		t.Errorf("%d contradictions of date, want 1", n)
	}
}

func TestCorrected(t *testing.T) {
	version := func(date, text string) *hearsay.Reading {
		r := report("Gazette", date, text).Reading
		r.Document.URL = "https://gazette.example/depot"
		return r
	}
	first := version("2021-05-05", depot)
	copier := report("Courier", "2021-05-06", depot).Reading
	for _, test := range []struct {
		name, text, rule string
	}{
		{"silently", strings.Replace(depot, "three officials", "Ten officials", 1), "correction.silent"},
		{"with a notice", strings.Replace(depot, "three officials", "Ten officials", 1) + " An earlier version of this article misstated who said so.", "correction.notice"},
		{"withdrawn", depot + " This article has been retracted.", "correction.retraction"},
	} {
		t.Run(test.name, func(t *testing.T) {
			later := version("2021-05-07", test.text)
			n := 0
			for _, l := range link.Of([]*hearsay.Reading{later, copier, first}).Links {
				if l.Kind != link.KindCorrection {
					continue
				}
				n++
				if l.From.Document() != later.Document.ID || l.To.Document() != first.Document.ID || l.Why[0].Rule != test.rule {
					t.Errorf("%s corrects %s by %s", l.From.ID[:6], l.To.ID[:6], l.Why[0].Rule)
				}
				if followed := len(l.Members) == 1; followed != (test.rule != "correction.retraction") {
					t.Errorf("members %v", l.Members)
				}
			}
			if n != 1 {
				t.Errorf("%d corrections, want 1", n)
			}
		})
	}
	same := version("2021-05-07", depot+" More follows.")
	for _, l := range link.Of([]*hearsay.Reading{same, first}).Links {
		if l.Kind == link.KindCorrection {
			t.Error("what only grew was corrected")
		}
	}
}

// A clock that was never set says nothing of who copied whom.
func TestUnsetClock(t *testing.T) {
	for date, want := range map[string]string{"1970-01-01": link.Undecided, "0001-01-01T00:00:00Z": link.Undecided, "2021-05-02": link.FromTo} {
		ls := copies(report("Herald", "2021-05-03", depot), report("Courier", date, depot))
		if len(ls) != 1 || ls[0].Direction != want {
			t.Errorf("%s: %+v, want %s", date, ls, want)
		}
	}
}

// Many identical reports of an event are one event of one origin.
func TestIdenticalReports(t *testing.T) {
	const n = 40
	var m link.Memory
	text := told("Herald", "the harbour office said on the telephone in the evening.").Document.Text
	for i := range n {
		m.Add(link.NewReport(attack(fmt.Sprint("Paper ", i), "2021-05-03", text, "12", "", 12)))
	}
	m.PlaceAll()
	told := make(map[hearsay.DocumentID]bool)
	for _, l := range m.All() {
		if l.Kind != link.KindSameEvent {
			continue
		}
		if len(l.Members) != n || l.Origins != 1 {
			t.Errorf("an event of %d reports and %d origins", len(l.Members), l.Origins)
		}
		for _, r := range l.Members {
			told[r.Document()] = true
		}
	}
	if len(told) != n {
		t.Errorf("%d of %d reports tell of an event with others", len(told), n)
	}
}

// Clocks that are wrong by years separate reports; they end nothing.
func TestWrongClocks(t *testing.T) {
	for _, date := range []string{"", "0001-01-01", "1970-01-01", "9999-12-31", "2021-13-45", "yesterday"} {
		c := link.Of([]*hearsay.Reading{attack("Herald", date, "Eastmark aircraft bombed the fish market of Lunde on Sunday and killed 12 people.", "12", "", 12), told("Courier", "doctors said.")})
		if len(c.Reports) != 2 {
			t.Errorf("%q: %d reports", date, len(c.Reports))
		}
	}
}
