package sqlite_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"hearsay"
	"hearsay/internal/casefile"
	"hearsay/internal/casefile/casefiletest"
	"hearsay/internal/casefile/sqlite"
	"hearsay/internal/query"
)

// questions are asked of cases of several sizes: by words, by what is rare and
// what is common, by what is in most reports and in none.
var questions = []string{
	"", "harbour", `"northern banks"`, "soldiers depot -flood", "title:fishing", "nowhere",
	"source:toldane", "source:kafo", "mentions:gazette", "act:deny", "outlet:gaz", "url:example/77",
	"type:ASSAULT", "type:ASSAULT place:xav", "who:soldiers since:2022", "said-by:gazette type:CONSULT", "since:2022-03 until:2022-04", "is:failed",
	"finding:unnamed-source flood", "harbour OR source:kafo", "dead:3",
}

// full returns a case of n generated reports (see [casefiletest.Many]), with
// their readings.
func full(t testing.TB, path string, n int) *sqlite.Store {
	t.Helper()
	ctx := context.Background()
	s, err := sqlite.Open(ctx, path, false)
	if err != nil {
		t.Fatal(err)
	}
	if c, err := s.Counts(ctx); err != nil || c.Documents > 0 {
		return s // kept from an earlier run
	}
	var reports []casefile.Report
	var readings []*hearsay.Reading
	flush := func() {
		if _, err := s.Add(ctx, reports...); err != nil {
			t.Fatal(err)
		}
		if err := s.Keep(ctx, readings...); err != nil {
			t.Fatal(err)
		}
		reports, readings = nil, nil
	}
	for report, r := range casefiletest.Many(n) {
		if reports, readings = append(reports, report), append(readings, r); len(reports) == 500 {
			flush()
		}
	}
	flush()
	return s
}

// BenchmarkFind asks cases of generated reports. HEARSAY_BENCH_CASES names a
// folder where they are kept between runs; sizes over 1,000 are made only there.
func BenchmarkFind(b *testing.B) {
	dir := os.Getenv("HEARSAY_BENCH_CASES")
	sizes := []int{1_000, 10_000, 100_000}
	if dir == "" {
		dir, sizes = b.TempDir(), sizes[:1]
	}
	for _, n := range sizes {
		s := full(b, filepath.Join(dir, fmt.Sprintf("%d.hearsay", n)), n)
		for _, q := range questions {
			node, err := query.Parse(q)
			if err != nil {
				b.Fatal(err)
			}
			b.Run(fmt.Sprintf("%d/%s", n, q), func(b *testing.B) {
				for b.Loop() {
					p, err := s.Find(context.Background(), casefile.Ask{Query: node})
					if err != nil {
						b.Fatal(err)
					}
					b.ReportMetric(float64(p.Total), "found")
				}
			})
		}
		s.Close()
	}
}
