package casefiletest

import (
	"fmt"
	"iter"
	"math/rand/v2"
	"strings"

	"hearsay"
	"hearsay/internal/casefile"
)

// Wire returns n reports of some 120 words with their readings, as they come in a
// year, the same for the same n: every fifth is a copy of one of the last hundred,
// every tenth tells in other words of an event that one of them tells of, and all of
// an outlet have a line in common. What is in the readings is an event each: enough
// to link them, which is what they are for.
func Wire(n int) iter.Seq2[casefile.Report, *hearsay.Reading] {
	r := rand.New(rand.NewPCG(3, 4))
	words := func(n int) string {
		var b strings.Builder
		for range n {
			// Few words stand everywhere, most are rare.
			fmt.Fprintf(&b, "w%d ", int(20_000*r.Float64()*r.Float64()*r.Float64()))
		}
		return b.String()
	}
	return func(yield func(casefile.Report, *hearsay.Reading) bool) {
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
			d := hearsay.Document{ID: hearsay.IDOf(fmt.Sprint(i, text)), Outlet: outlet, Text: text, Language: "en", URL: fmt.Sprintf("https://%s.example/%s/%d", strings.ReplaceAll(outlet, " ", ""), date, i),
				Published: hearsay.Date{Value: date, Precision: hearsay.Day}}
			at := strings.Index(text, "bombed")
			reading := &hearsay.Reading{Document: d, Events: []hearsay.Event{{ID: 1, Trigger: hearsay.ReceiptFor(text, hearsay.Span{Start: at, End: at + 6}), Type: "ASSAULT", Status: "happened"}}}
			if !yield(casefile.Report{Document: d}, reading) {
				return
			}
		}
	}
}
