package sqlite_test

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"

	"hearsay/internal/casefile"
	"hearsay/internal/casefile/casefiletest"
	"hearsay/internal/casefile/sqlite"
	"hearsay/internal/query"
)

// BenchmarkFind asks a case of generated reports; hearsay-eval -bench asks larger
// ones.
func BenchmarkFind(b *testing.B) {
	ctx := context.Background()
	s, err := sqlite.Open(ctx, filepath.Join(b.TempDir(), "case.hearsay"), false)
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	if err := casefiletest.Fill(ctx, s, 1000); err != nil {
		b.Fatal(err)
	}
	for _, q := range casefiletest.Questions {
		node, err := query.Parse(q)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(fmt.Sprintf("%q", q), func(b *testing.B) {
			for b.Loop() {
				p, err := s.Find(ctx, casefile.Ask{Query: node})
				if err != nil {
					b.Fatal(err)
				}
				b.ReportMetric(float64(p.Total), "found")
			}
		})
	}
}
