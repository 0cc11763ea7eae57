package when_test

import (
	"strings"
	"testing"

	"hearsay/internal/when"
)

// TestLong finds times in texts so long that work which grows with their square
// would outlast the time-out of the tests.
func TestLong(t *testing.T) {
	for name, piece := range map[string]string{
		"digits": "1234567890", "letters": "may", "mays": "may ", "numbers": "12/", "hundreds": "hundred ", "of": "of the last ",
		"marks": "\u200f5 May\u200e ", "dashes": "1998-", "the first": "the first Monday of ", "ago": "two days after ", "and": "May 3 and ",
	} {
		d := read("On Monday " + strings.Repeat(piece, 100_000/len(piece)) + ".")
		ts, _ := when.Find(d, on("2021-05-04"))
		if len(ts) == 0 {
			t.Errorf("%s: no time found; want at least Monday", name)
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
