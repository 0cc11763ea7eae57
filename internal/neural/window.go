package neural

// A window is a stretch of words that the encoder sees at once.
type window struct {
	from, to int     // words
	ids      []int32 // pieces, between [CLS] and [SEP]
	cases    []uint8
	first    []int // the first piece of each word
}

// pack cuts the words of a document into windows: whole sentences as long as
// they fit; a longer sentence is cut between words. The last word before a cut
// keeps its first piece only, as in the training. The last window is not left
// with a handful of words.
func (m *Model) pack(sents [][]string) []window {
	var (
		out    []window
		cur    window
		sent   []int32 // pieces of one sentence
		ends   []int   // where the pieces of each of its words end
		word   int
		begins []int // the words at which sentences begin
		begin  = func() { cur = window{from: word, to: word, ids: []int32{m.vocab.cls}, cases: []uint8{0}} }
		finish = func() {
			if cur.to > cur.from {
				cur.ids, cur.cases = append(cur.ids, m.vocab.sep), append(cur.cases, 0)
				out = append(out, cur)
			}
			begin()
		}
	)
	begin()
	for _, words := range sents {
		sent, ends = sent[:0], ends[:0]
		for _, w := range words {
			sent = m.vocab.cut(sent, w)
			ends = append(ends, len(sent))
		}
		if len(cur.ids)+1+len(sent) > m.pieces {
			finish()
		}
		begins = append(begins, word)
		at := 0
		for i, w := range words {
			ids := sent[at:ends[i]]
			at = ends[i]
			if len(cur.ids)+1+len(ids) > m.pieces {
				ids = ids[:1]
			}
			if len(cur.ids)+1+len(ids) > m.pieces {
				finish()
			}
			c := uint8(caseOf(w))
			cur.first = append(cur.first, len(cur.ids))
			cur.ids = append(cur.ids, ids...)
			for range ids {
				cur.cases = append(cur.cases, c)
			}
			word++
			cur.to = word
		}
	}
	finish()
	balance(out, begins)
	return out
}
