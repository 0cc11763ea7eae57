package eval

import (
	"bufio"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"

	"github.com/ulikunitz/xz"

	"hearsay"
	"hearsay/internal/token"
)

// A Document is an annotated document of a corpus. Its words are numbered
// through the document.
type Document struct {
	ID     string
	Corpus string
	Text   string
	// Rejoined is set if the corpus has tokens only and Text was put together
	// from them, one sentence a line.
	Rejoined bool
	Words    []Word
	Sents    []Stretch // the words of each sentence
	Ents     []Entity  // nil unless annotated
	Coref    [][]Stretch
	Said     []Said
	Times    []Timex
	Sure     []Surety
	Written  string // the date of the document, "" if the corpus does not say
	Nested   []Nested
	Chained  []Chained  // mentions of events
	Causal   *Causality // nil unless annotated

	HasTrees, HasNames, HasEnts, HasCoref, HasSaid, HasTimes bool
}

// A Stretch is the words [From, To) of a document.
type Stretch struct{ From, To int }

// A Word is a token as an annotator saw it. Fields are empty where the corpus
// does not give them.
type Word struct {
	hearsay.Span
	Text, UPOS, XPOS, Lemma, Rel string
	Head                         int    // word of the document, -1 for a root
	Name                         string // in the BIO scheme
}

// An Entity is an annotated mention.
type Entity struct {
	Stretch
	Kind string
}

// A Said is an annotated attribution: the words of each part, ascending.
type Said struct{ Cue, Source, Content []int }

// A Surety is how sure it is, by an annotator, that the event of a word
// happened, from −3 to 3.
type Surety struct {
	Word  int
	Value float64
}

// A Chained is a mention of an event; those of one Chain, in whatever document,
// are of one event. Chain is "" if there is no other.
type Chained struct {
	Stretch
	Chain string
}

// record is a line of a corpus's file.
type record struct {
	ID     string
	Corpus string
	Text   *string
	Sents  []struct {
		Toks                      []string
		WS                        []bool
		UPOS, XPOS, Lemma, Deprel []string
		Head                      []int
		CS                        [][2]int
	}
	Ents  []entity
	Coref [][][3]int
	Attr  []struct{ Cue, Source, Content [][2]int }
	NER   [][]string
	NER4  [][]string
	Timex []timex
	Fact  [][3]float64 // sentence, token, value
	Meta  struct {
		DCT   string
		Label *int // of a sentence: 1 if it tells a cause
	}
	Causal []causal

	Nested []nested
	Events []chainedEvent
}

// timex is [sentence, from, to, type, value].
type timex struct {
	sent, from, to int
	kind, value    string
}

func (t *timex) UnmarshalJSON(b []byte) error {
	var value *string
	err := json.Unmarshal(b, &[]any{&t.sent, &t.from, &t.to, &t.kind, &value})
	if value != nil {
		t.value = *value
	}
	return err
}

// chainedEvent is [sentence, from, to, class, {chain}].
type chainedEvent struct {
	sent, from, to int
	chain          string
}

func (e *chainedEvent) UnmarshalJSON(b []byte) error {
	var class string
	var of struct{ Chain *string }
	err := json.Unmarshal(b, &[]any{&e.sent, &e.from, &e.to, &class, &of})
	if of.Chain != nil {
		e.chain = *of.Chain
	}
	return err
}

// entity is [sentence, from, to, type, level].
type entity struct {
	sent, from, to int
	kind           string
}

func (e *entity) UnmarshalJSON(b []byte) error {
	var level any
	return json.Unmarshal(b, &[]any{&e.sent, &e.from, &e.to, &e.kind, &level})
}

// Load reads the documents of a corpus from fsys, JSON objects one a line,
// compressed if the name ends in ".xz". The errors name the line.
func Load(fsys fs.FS, name string) ([]Document, error) {
	f, err := fsys.Open(name)
	if err != nil {
		return nil, fmt.Errorf("load corpus: %w", err)
	}
	defer f.Close()
	var r io.Reader = bufio.NewReader(f)
	if strings.HasSuffix(name, ".xz") {
		if r, err = xz.NewReader(r); err != nil {
			return nil, fmt.Errorf("load corpus %s: %w", name, err)
		}
	}
	var docs []Document
	dec := json.NewDecoder(r)
	for n := 1; ; n++ {
		var rec record
		if err := dec.Decode(&rec); err == io.EOF {
			return docs, nil
		} else if err != nil {
			return nil, fmt.Errorf("load corpus %s: document %d: %w", name, n, err)
		}
		err := rec.check()
		var d Document
		if err == nil {
			d, err = rec.document()
		}
		if err != nil {
			return nil, fmt.Errorf("load corpus %s: document %d: %w", name, n, err)
		}
		docs = append(docs, d)
	}
}

// check reports what does not fit together in the record.
func (r *record) check() error {
	if r.NER != nil && len(r.NER) != len(r.Sents) || r.NER4 != nil && len(r.NER4) != len(r.Sents) {
		return errors.New("names of another number of sentences")
	}
	for i, s := range r.Sents {
		n := len(s.Toks)
		if len(s.WS) != n || s.CS != nil && len(s.CS) != n {
			return fmt.Errorf("sentence %d: %d tokens, %d offsets, white space of %d", i, n, len(s.CS), len(s.WS))
		}
		if s.UPOS != nil && s.Head != nil {
			if len(s.UPOS) != n || len(s.XPOS) != n || len(s.Lemma) != n || len(s.Deprel) != n || len(s.Head) != n {
				return fmt.Errorf("sentence %d: not every token has its grammar", i)
			}
			for _, h := range s.Head {
				if h < -1 || h >= n {
					return fmt.Errorf("sentence %d: head %d of %d tokens", i, h, n)
				}
			}
		}
		for _, names := range [][][]string{r.NER, r.NER4} {
			if names != nil && names[i] != nil && len(names[i]) != n {
				return fmt.Errorf("sentence %d: %d tokens, names of %d", i, n, len(names[i]))
			}
		}
	}
	inside := func(sent, from, to int) error {
		if sent < 0 || sent >= len(r.Sents) || from < 0 || from >= to || to > len(r.Sents[sent].Toks) {
			return fmt.Errorf("tokens %d:%d of sentence %d, which has not so many", from, to, sent)
		}
		return nil
	}
	var err error
	for _, e := range r.Ents {
		err = cmp.Or(err, inside(e.sent, e.from, e.to))
	}
	for _, t := range r.Timex {
		err = cmp.Or(err, inside(t.sent, t.from, t.to))
	}
	for _, v := range r.Events {
		err = cmp.Or(err, inside(v.sent, v.from, v.to))
	}
	for _, f := range r.Fact {
		err = cmp.Or(err, inside(int(f[0]), int(f[1]), int(f[1])+1))
	}
	for _, c := range r.Coref {
		for _, m := range c {
			err = cmp.Or(err, inside(m[0], m[1], m[2]))
		}
	}
	for i := range r.Causal {
		err = cmp.Or(err, r.Causal[i].check(inside))
	}
	for _, n := range r.Nested {
		err = cmp.Or(err, n.check(inside))
	}
	for _, a := range r.Attr {
		for _, t := range slices.Concat(a.Cue, a.Source, a.Content) {
			err = cmp.Or(err, inside(t[0], t[1], t[1]+1))
		}
	}
	return err
}

// document numbers the words through the document and turns offsets in code
// points into bytes.
func (r *record) document() (Document, error) {
	d := Document{ID: r.ID, Corpus: r.Corpus, Rejoined: r.Text == nil}
	for _, s := range r.Sents {
		if s.CS == nil {
			d.Rejoined = true
		}
	}
	var bytes []int
	if d.Rejoined {
		d.Text = r.rejoin()
	} else {
		d.Text = *r.Text
		bytes = byteOffsets(d.Text)
	}
	names := r.NER4
	if names == nil {
		names = r.NER
	}
	d.HasTrees, d.HasNames = true, names != nil
	at := 0
	for i, s := range r.Sents {
		base := len(d.Words)
		for k, t := range s.Toks {
			w := Word{Text: t, Head: -1}
			if d.Rejoined {
				w.Span = hearsay.Span{Start: at, End: at + len(t)}
				at += len(t)
				if s.WS[k] || k == len(s.Toks)-1 {
					at++
				}
			} else {
				a, b := s.CS[k][0], s.CS[k][1]
				if a < 0 || b < a || b >= len(bytes) {
					return d, fmt.Errorf("token %q at %d:%d of %d code points", t, a, b, len(bytes)-1)
				}
				w.Span = hearsay.Span{Start: bytes[a], End: bytes[b]}
			}
			if s.UPOS != nil && s.Head != nil {
				w.UPOS, w.XPOS, w.Lemma, w.Rel = s.UPOS[k], s.XPOS[k], s.Lemma[k], s.Deprel[k]
				if s.Head[k] >= 0 {
					w.Head = base + s.Head[k]
				}
			} else {
				d.HasTrees = false
			}
			if d.HasNames && names[i] != nil {
				w.Name = names[i][k]
			}
			d.Words = append(d.Words, w)
		}
		d.Sents = append(d.Sents, Stretch{base, len(d.Words)})
	}
	d.annotate(r)
	return d, nil
}

// rejoin puts a text together from tokens, one sentence a line.
func (r *record) rejoin() string {
	var b strings.Builder
	for _, s := range r.Sents {
		for k, t := range s.Toks {
			b.WriteString(t)
			switch {
			case k == len(s.Toks)-1:
				b.WriteByte('\n')
			case s.WS[k]:
				b.WriteByte(' ')
			}
		}
	}
	return b.String()
}

func (d *Document) annotate(r *record) {
	d.HasEnts, d.HasCoref, d.HasSaid, d.HasTimes = r.Ents != nil, r.Coref != nil, r.Attr != nil, r.Timex != nil
	d.Written = r.Meta.DCT
	word := func(sent, tok int) int { return d.Sents[sent].From + tok }
	for _, e := range r.Ents {
		d.Ents = append(d.Ents, Entity{Stretch{word(e.sent, e.from), word(e.sent, e.to)}, e.kind})
	}
	for _, t := range r.Timex {
		d.Times = append(d.Times, Timex{Stretch{word(t.sent, t.from), word(t.sent, t.to)}, t.kind, t.value})
	}
	for _, v := range r.Events {
		d.Chained = append(d.Chained, Chained{Stretch{word(v.sent, v.from), word(v.sent, v.to)}, v.chain})
	}
	for _, f := range r.Fact {
		d.Sure = append(d.Sure, Surety{word(int(f[0]), int(f[1])), f[2]})
	}
	for _, c := range r.Coref {
		var cluster []Stretch
		for _, m := range c {
			cluster = append(cluster, Stretch{word(m[0], m[1]), word(m[0], m[2])})
		}
		d.Coref = append(d.Coref, cluster)
	}
	d.Causal = r.causality(word)
	for _, n := range r.Nested {
		d.Nested = append(d.Nested, n.words(word))
	}
	words := func(toks [][2]int) (out []int) {
		for _, t := range toks {
			out = append(out, word(t[0], t[1]))
		}
		return sorted(out)
	}
	for _, a := range r.Attr {
		d.Said = append(d.Said, Said{words(a.Cue), words(a.Source), words(a.Content)})
	}
}

// byteOffsets gives the byte at which each code point of s begins, and its length.
func byteOffsets(s string) []int {
	out := make([]int, 0, len(s)+1)
	for i := range s {
		out = append(out, i)
	}
	return append(out, len(s))
}

// HeadOf returns the word of s whose head lies outside it, the first of
// several; the last word if there is none.
func (d *Document) HeadOf(s Stretch) int {
	for i := s.From; i < s.To; i++ {
		if h := d.Words[i].Head; h < s.From || h >= s.To {
			return i
		}
	}
	return s.To - 1
}

// Span returns the stretch of text that the words of s cover.
func (d *Document) Span(s Stretch) hearsay.Span {
	return hearsay.Span{Start: d.Words[s.From].Start, End: d.Words[s.To-1].End}
}

// Blocks returns the paragraphs of the text as blocks.
func (d *Document) Blocks() []hearsay.Block {
	var out []hearsay.Block
	if d.Rejoined {
		for _, s := range d.Sents {
			out = append(out, hearsay.Block{Kind: hearsay.Paragraph, Span: d.Span(s)})
		}
		return out
	}
	for _, p := range token.Paragraphs(d.Text) {
		out = append(out, hearsay.Block{Kind: hearsay.Paragraph, Span: p})
	}
	return out
}

// Sentences returns the annotator's sentences, each in the block it begins in.
func (d *Document) Sentences(blocks []hearsay.Block) []token.Sentence {
	var out []token.Sentence
	k := 0
	for _, s := range d.Sents {
		if s.From == s.To {
			continue
		}
		for k < len(blocks)-1 && blocks[k+1].Span.Start <= d.Words[s.From].Start {
			k++
		}
		t := token.Sentence{Block: k}
		for _, w := range d.Words[s.From:s.To] {
			t.Tokens = append(t.Tokens, w.Span)
		}
		out = append(out, t)
	}
	return out
}
