package when_test

import (
	"strings"
	"testing"
	"time"

	"hearsay/internal/when"
)

// The cost of a text is linear in its length, whatever it holds.
func TestLong(t *testing.T) {
	for name, piece := range map[string]string{
		"digits": "1234567890", "letters": "may", "mays": "may ", "numbers": "12/", "hundreds": "hundred ", "of": "of the last ",
		"marks": "\u200f5 May\u200e ", "dashes": "1998-", "the first": "the first Monday of ", "ago": "two days after ", "and": "May 3 and ",
	} {
		cost := func(n int) time.Duration {
			d := read("On Monday " + strings.Repeat(piece, n/len(piece)) + ".")
			best := time.Hour
			for range 2 {
				start := time.Now()
				when.Find(d, on("2021-05-04"))
				best = min(best, time.Since(start))
			}
			return best
		}
		small, large := cost(4_000), cost(32_000)
		if large > 40*small+50*time.Millisecond {
			t.Errorf("%s: %v for 4 kB, %v for 32 kB", name, small, large)
		}
	}
}

func BenchmarkFind(b *testing.B) {
	text := strings.Repeat("The ferry sank off Harrow Bay on Friday, officials of the port said. Two days earlier, on May 5, its master "+
		"had told the owners that the pumps would not last the week, and asked for a dock. They refused him one, he said, because "+
		"the yard was full and the season short. The council is expected to vote on the inquiry in March.\n\n", 20)
	d := read(text)
	b.ReportAllocs()
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		when.Find(d, on("2021-05-04"))
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(d.Words)), "ns/word")
}
