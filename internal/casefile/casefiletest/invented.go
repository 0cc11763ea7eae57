package casefiletest

import (
	"bytes"
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"iter"
	"math/rand/v2"
	"strings"
	"time"

	"hearsay"
	"hearsay/internal/casefile"
	"hearsay/internal/page"
)

// invented holds five reports of some 170 words about people and places that do
// not exist, written for these measurements.
//
//go:embed invented.txt
var invented string

// names stand in the invented reports; each has as many letters as those that
// take its place, so that a reading of one report fits all its copies.
var names = []struct {
	name string
	pool int // how many others there are
}{{"Xaverna", 400}, {"Toldane", 3000}, {"Korrint", 3000}, {"Sedrick", 3000}, {"Morvale", 60}}

// Many returns n reports with their readings: the invented ones in turn, with
// other names and days, the same for the same n. They are read by rules alone,
// once each; the readings of the copies are made by writing the other names into
// those readings.
func Many(n int) iter.Seq2[casefile.Report, *hearsay.Reading] {
	return func(yield func(casefile.Report, *hearsay.Reading) bool) {
		r := rand.New(rand.NewPCG(1, 2))
		var bases [][]byte
		for src := range strings.SplitSeq(invented, "===\n") {
			title, body, _ := strings.Cut(src, "\n")
			p, err := page.Parse([]byte(title+"\n\n"+strings.ReplaceAll(body, "\n", "\n\n")), page.Options{ContentType: "text/plain", Published: "2021-05-04"})
			if err != nil {
				panic(err) // the text is embedded
			}
			p.Document.Outlet = "Morvale Gazette"
			read, _ := Read(context.Background(), &casefile.Kept{Report: casefile.Report{Document: p.Document, Findings: p.Findings}})
			b, err := json.Marshal(read)
			if err != nil {
				panic(err)
			}
			bases = append(bases, b)
		}
		for i := range n {
			b := bases[i%len(bases)]
			for _, x := range names {
				other := name(r.IntN(x.pool))
				b = bytes.ReplaceAll(b, []byte(x.name), []byte(other))
				b = bytes.ReplaceAll(b, []byte(strings.ToUpper(x.name)), []byte(strings.ToUpper(other)))
			}
			out := new(hearsay.Reading)
			if err := json.Unmarshal(b, out); err != nil {
				panic(err)
			}
			later(out, r.IntN(1000))
			d := &out.Document
			d.ID, d.URL = hearsay.IDOf(d.Text), fmt.Sprintf("https://herald.example/%d", i)
			if !yield(casefile.Report{Document: *d, Findings: nil}, out) {
				return
			}
		}
	}
}

// name returns the name of that number: seven letters that can be spoken.
func name(n int) string {
	const consonants, vowels = "bdfgklmnprstvz", "aeiou"
	b := make([]byte, 7)
	x := uint32(n+1) * 2654435761
	for i := range b {
		from := consonants
		if i%2 == 1 {
			from = vowels
		}
		b[i] = from[(x>>8)%uint32(len(from))]
		x = x*1664525 + 1013904223
	}
	b[0] -= 'a' - 'A'
	return string(b)
}

// later moves the days of a reading on.
func later(r *hearsay.Reading, days int) {
	move := func(values ...*string) {
		for _, v := range values {
			if t, err := time.Parse(time.DateOnly, *v); err == nil {
				*v = t.AddDate(0, 0, days).Format(time.DateOnly)
			}
		}
	}
	move(&r.Document.Published.Value)
	for i := range r.Times {
		t := &r.Times[i]
		move(&t.Value, &t.Begin, &t.End)
	}
	for i := range r.Events {
		t := &r.Events[i].Time
		move(&t.Value, &t.Begin, &t.End)
	}
}
