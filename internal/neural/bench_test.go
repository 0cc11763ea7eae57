package neural_test

import (
	"runtime"
	"strings"
	"testing"

	"hearsay/internal/neural"
)

// report is a made-up report of about a thousand words, as sentences of tokens.
func report() [][]string {
	const text = `The governor of Harrow Bay said on Monday that three officers had ordered the withdrawal .
Northport denied the claim , and its foreign minister , Ana Prado , told reporters in Veld that no ceasefire had been agreed .
" We were never asked , " she said .
According to a person briefed on the talks , at least 14 people were killed when a drone struck the depot because the guards had left .
The Daily Herald reported , citing two diplomats , that the ministry would hand over the archive if the court insisted .
It was not clear who had sent the letter .
Police in Lower Marren said they had arrested a 34-year-old man on suspicion of arson .
A spokesman for the dockworkers ' union called the report " a fairy tale from beginning to end " and demanded an apology by Friday .`
	var out [][]string
	for range 7 {
		for line := range strings.Lines(text) {
			out = append(out, strings.Fields(line))
		}
	}
	return out
}

func count(sents [][]string) (n int) {
	for _, s := range sents {
		n += len(s)
	}
	return n
}

// BenchmarkEncode is the forward pass of a report on one core, tag heads
// included.
func BenchmarkEncode(b *testing.B) {
	for _, k := range []struct {
		name   string
		kernel neural.Kernel
	}{{"f32", neural.F32}, {"w8a16", neural.W8A16}, {"w8a8", neural.W8A8}, {"portable", neural.Portable}} {
		b.Run(k.name, func(b *testing.B) {
			m, sents := load(b, neural.Options{Kernel: k.kernel, Workers: 1}), report()
			n, pieces := count(sents), m.Read(sents).Pieces()
			b.ReportAllocs()
			for b.Loop() {
				m.Read(sents)
			}
			b.ReportMetric(float64(n*b.N)/b.Elapsed().Seconds(), "words/s")
			b.ReportMetric(float64(pieces*b.N)/b.Elapsed().Seconds(), "pieces/s")
		})
	}
}

// BenchmarkHeads is what a reading asks of the heads, sentence by sentence.
func BenchmarkHeads(b *testing.B) {
	m, sents := load(b, neural.Options{Workers: 1}), report()
	n, w := count(sents), m.Read(sents)
	heads := make([]int, n)
	b.Run("trees", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			from := 0
			for _, s := range sents {
				to := from + len(s)
				w.Arcs(from, to)
				for i := range heads[:len(s)] {
					heads[i] = from + i/2
				}
				w.Rels(from, to, heads[:len(s)])
				from = to
			}
		}
		b.ReportMetric(float64(n*b.N)/b.Elapsed().Seconds(), "words/s")
	})
	b.Run("spans", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			for _, head := range []string{"ner", "ner4", "cue", "timex", "causal"} {
				w.Spans(head, 0, n)
			}
		}
		b.ReportMetric(float64(n*b.N)/b.Elapsed().Seconds(), "words/s")
	})
	b.Run("best", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			for _, head := range []string{"upos", "xpos", "lemma", "mention", "event"} {
				for i := range n {
					w.Best(head, i)
				}
			}
		}
		b.ReportMetric(float64(n*b.N)/b.Elapsed().Seconds(), "words/s")
	})
	b.Run("pairs", func(b *testing.B) {
		for b.Loop() {
			w.Pair(n / 2)
		}
	})
	b.Run("antecedents", func(b *testing.B) { // a quarter of the words
		for b.Loop() {
			at := make([]int, n/4)
			for i := range at {
				at[i] = 4 * i
			}
			a := w.Antecedents(at)
			for i := range at {
				for j := range i {
					a.Score(i, j, false)
				}
			}
		}
	})
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		load(b, neural.Options{})
	}
	var s runtime.MemStats
	runtime.ReadMemStats(&s)
	b.ReportMetric(float64(s.HeapAlloc)/1e6, "MB-heap")
}
