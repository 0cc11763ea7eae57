package link_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"hearsay"
	"hearsay/internal/link"
)

// wire makes n reports of some 120 words as they come in a year: every fifth is a
// copy of one of the last hundred, every tenth tells in other words of an event
// that one of them tells of, and all of an outlet have a line in common.
func wire(n int) []*link.Report {
	r := rand.New(rand.NewPCG(3, 4))
	words := func(n int) string {
		var b strings.Builder
		for range n {
			// Few words stand everywhere, most are rare.
			fmt.Fprintf(&b, "w%d ", int(20_000*r.Float64()*r.Float64()*r.Float64()))
		}
		return b.String()
	}
	var out []*link.Report
	var heads, bodies []string
	for i := range n {
		date := fmt.Sprintf("2021-%02d-%02d", 1+i*12/n, 1+i*12*28/n%28)
		outlet := fmt.Sprintf("Outlet %d", r.IntN(30))
		head := fmt.Sprintf("Eastmark bombed the market of Town%d on day %d and killed %d people, Person%d said.", r.IntN(3000), i, 2+r.IntN(90), r.IntN(5000))
		body := words(100)
		if back := i - 1 - r.IntN(100); back >= 0 {
			switch i % 10 {
			case 0, 5:
				head, body = heads[back], bodies[back]
			case 3:
				head = heads[back]
			}
		}
		heads, bodies = append(heads, head), append(bodies, body)
		text := head + " " + body + "Write to the editors of " + outlet + " if you know more of this than they do, at any hour."
		x := report(outlet, date, text).Reading
		x.Document.ID = hearsay.IDOf(fmt.Sprint(i, text))
		at := strings.Index(text, "bombed")
		x.Events = []hearsay.Event{{ID: 1, Trigger: hearsay.ReceiptFor(text, hearsay.Span{Start: at, End: at + 6}), Type: "ASSAULT", Status: "happened"}}
		out = append(out, link.NewReport(x))
	}
	return out
}

// counting counts what is asked of a shelf.
type counting struct {
	link.Memory
	reports int
}

func (c *counting) Report(id hearsay.DocumentID) *link.Report {
	c.reports++
	return c.Memory.Report(id)
}

// BenchmarkGrowth places one more report where there are many already. The cost
// is to stay the same: reports is how many others were looked at.
func BenchmarkGrowth(b *testing.B) {
	for _, n := range []int{1_000, 10_000, 100_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			if testing.Short() && n > 1_000 {
				b.Skip("it takes long to make the reports")
			}
			all := wire(n)
			var c counting
			for _, p := range all {
				c.Add(p)
			}
			c.PlaceAll()
			c.reports = 0
			b.ReportAllocs()
			for k := 0; b.Loop(); k++ {
				link.Place(all[n-1-k%min(n, 500)].Document.ID, &c)
			}
			b.ReportMetric(float64(c.reports)/float64(b.N), "reports/op")
		})
	}
}
