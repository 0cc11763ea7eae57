package link_test

import (
	"fmt"
	"testing"

	"hearsay"
	"hearsay/internal/casefile/casefiletest"
	"hearsay/internal/link"
)

// wire makes n reports as they come in a year: see [casefiletest.Wire].
func wire(n int) (all []*link.Report) {
	for _, r := range casefiletest.Wire(n) {
		all = append(all, link.NewReport(r))
	}
	return all
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
