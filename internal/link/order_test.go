package link_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hearsay"
	"hearsay/internal/link"
)

// mixed are reports of which some copy each other, tell of one event, share the
// boilerplate of a site, contradict, and correct each other.
func mixed() []*hearsay.Reading {
	one := "Eastmark aircraft bombed the fish market of Lunde on Sunday and killed 12 people, the harbour office said. Boats were still burning in the evening, and nobody could say who would pay for them."
	out := []*hearsay.Reading{
		attack("Herald", "2021-05-03", one, "12", "", 12),
		attack("Courier", "2021-05-03", "Aircraft of Eastmark bombed the fish market in Lunde on Sunday; 14 people were killed, doctors said.", "14", "", 14),
		attack("Echo", "2021-05-04", one+" More follows.", "12", "", 12),
		attack("Post", "2021-05-04", "Correction: this paper said that Eastmark aircraft bombed the fish market of Lunde. "+one, "12", "", 12),
	}
	for i := range 6 {
		var b strings.Builder
		for k := range 60 {
			fmt.Fprintf(&b, "word%dx%d ", i, k)
		}
		out = append(out, report("Site", fmt.Sprintf("2021-05-%02d", i+1), b.String()+offer).Reading)
	}
	for _, x := range []struct{ date, text string }{{"2021-05-05", depot}, {"2021-05-06", depot + " Insurers agree."}, {"2021-05-07", ferry + " " + depot}} {
		r := report("Gazette", x.date, x.text).Reading
		r.Document.URL = "https://gazette.example/depot"
		out = append(out, r)
	}
	return out
}

// The links of a case do not depend on the order in which its reports came.
func TestOrder(t *testing.T) {
	readings := mixed()
	want := link.Of(readings).Links
	n := make(map[string]int)
	for _, l := range want {
		n[l.Kind]++
	}
	for _, kind := range []string{link.KindCopy, link.KindSameEvent, link.KindOrigin, link.KindContradiction, link.KindCorrection} {
		if n[kind] == 0 {
			t.Errorf("no link of kind %s in %v", kind, n)
		}
	}
	for _, l := range want {
		if l.Kind == link.KindCopy && strings.Contains(l.From.URL, "Site") {
			t.Errorf("the boilerplate of a site makes a copy")
		}
	}
	r := rand.New(rand.NewPCG(1, 2))
	for range 20 {
		r.Shuffle(len(readings), func(i, j int) { readings[i], readings[j] = readings[j], readings[i] })
		var m link.Memory
		for _, x := range readings { // one at a time, as a case is filled
			m.Add(link.NewReport(x))
			m.PlaceAll()
		}
		if diff := cmp.Diff(want, m.All()); diff != "" {
			t.Fatalf("-all at once +one by one:\n%s", diff)
		}
	}
}
