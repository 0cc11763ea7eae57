package link

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"hearsay"
)

// A word is a run of letters and digits of a report, without its punctuation
// and case.
type word struct {
	hearsay.Span
	key    uint64 // of the folded word
	quoted bool   // it is another's word, by quotation marks or by the page
}

// wordsOf returns the words of r's text that are part of the report. Words
// are compared by 64-bit hashes: two different words of one case that share
// one are not to be expected in 10⁹ words.
func wordsOf(r *hearsay.Reading) []word {
	text := r.Document.Text
	out := make([]word, 0, len(text)/6)
	start, h := -1, uint64(0)
	end := func(i int) {
		if start >= 0 {
			out = append(out, word{Span: hearsay.Span{Start: start, End: i}, key: mix(h)})
			start = -1
		}
	}
	for i, c := range text {
		switch {
		case unicode.IsLetter(c) || unicode.IsDigit(c) || unicode.IsMark(c):
			if start < 0 {
				start, h = i, offset64
			}
			h = (h ^ uint64(unicode.ToLower(c))) * prime64
		case apostrophe(c) && start >= 0 && letterAt(text, i+utf8.RuneLen(c)): // "don't" is one word, with either apostrophe
		default:
			end(i)
		}
	}
	end(len(text))
	out = without(out, r.Document.Blocks)
	mark(out, r)
	return out
}

// keyOf returns the key of a word that has no punctuation in it.
func keyOf(s string) uint64 {
	h := uint64(offset64)
	for _, c := range s {
		h = (h ^ uint64(unicode.ToLower(c))) * prime64
	}
	return mix(h)
}

func apostrophe(c rune) bool { return c == '\'' || c == '’' }

func letterAt(s string, i int) bool {
	c, _ := utf8.DecodeRuneInString(s[i:])
	return unicode.IsLetter(c)
}

// without leaves out the words of blocks that are no part of the report.
func without(ws []word, blocks []hearsay.Block) []word {
	k := 0
	return slices.DeleteFunc(ws, func(w word) bool {
		for k < len(blocks) && blocks[k].Span.End <= w.Start {
			k++
		}
		return k < len(blocks) && blocks[k].Span.Start < w.End &&
			(blocks[k].Kind == hearsay.Boilerplate || blocks[k].Kind == hearsay.Byline)
	})
}

// mark notes which words are another's: what is directly quoted, and blocks
// that the page sets off as quoted.
func mark(ws []word, r *hearsay.Reading) {
	quote := func(s hearsay.Span) {
		from, _ := slices.BinarySearchFunc(ws, s.Start, func(w word, at int) int { return w.Start - at })
		for i := from; i < len(ws) && ws[i].End <= s.End; i++ {
			ws[i].quoted = true
		}
	}
	for _, a := range r.Attributions {
		if a.Mode != hearsay.Direct {
			continue
		}
		for _, c := range a.Content {
			quote(c.Span)
		}
	}
	for _, s := range quotations(r.Document.Text) {
		quote(s)
	}
	for _, b := range r.Document.Blocks {
		if b.Kind == hearsay.BlockQuote {
			quote(b.Span)
		}
	}
}

// quotations returns what stands between quotation marks of one line, curly
// ones, or straight ones where the line has an even number. What is quoted is
// another's even where nobody is said to have said it.
func quotations(text string) []hearsay.Span {
	var out []hearsay.Span
	at := 0
	for line := range strings.Lines(text) {
		even := strings.Count(line, `"`)%2 == 0
		open := -1
		for i, c := range line {
			switch {
			case c == '“' || c == '"' && even && open < 0:
				open = i
			case open >= 0 && (c == '”' || c == '"' && even):
				out = append(out, hearsay.Span{Start: at + open, End: at + i})
				open = -1
			}
		}
		at += len(line)
	}
	return out
}

// FNV-1a, and the finaliser of SplitMix64 to spread its bits.
const (
	offset64 = 14695981039346656037
	prime64  = 1099511628211
)

func mix(h uint64) uint64 {
	h = (h ^ h>>30) * 0xbf58476d1ce4e5b9
	h = (h ^ h>>27) * 0x94d049bb133111eb
	return h ^ h>>31
}

func hashWords(ws []word) uint64 {
	h := uint64(offset64)
	for i := range ws {
		h = mix(h ^ ws[i].key)
	}
	return h
}

// shingle is how many words are compared at once.
const shingle = 5

// gram hashes the shingle that begins ws.
func gram(ws []word) uint64 {
	return hashWords(ws[:shingle])
}

// window is how many shingles in a row one print stands for.
const window = 8

// winnow returns prints of ws: of every eight shingles in a row the one with
// the least hash (Schleimer, Wilkerson and Aiken 2003). Two texts that share
// twelve words in a row share a print, however long the texts are, which
// whole-text MinHash does not promise: a report of 300 words in a digest of
// 30,000 has a likeness of 0.01.
func winnow(ws []word) []uint64 {
	n := len(ws) - shingle + 1
	if n <= 0 {
		return nil
	}
	hs := make([]uint64, n)
	for i := range hs {
		hs[i] = gram(ws[i:])
	}
	var out []uint64
	var queue []int // ascending hashes of the window
	last := -1
	for i, h := range hs {
		for len(queue) > 0 && hs[queue[len(queue)-1]] >= h {
			queue = queue[:len(queue)-1]
		}
		queue = append(queue, i)
		if queue[0] <= i-window {
			queue = queue[1:]
		}
		if (i >= window-1 || i == n-1) && queue[0] != last {
			last = queue[0]
			out = append(out, hs[last])
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
