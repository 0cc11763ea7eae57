package link

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"hearsay"
)

// A Claim is one event as one report tells of it.
type Claim struct {
	Report *Report
	Event  *hearsay.Event // nil for words that the reading made no event of
	Span   hearsay.Span   // of the trigger

	stems   []string // of the trigger, without stop words
	groups  []string // see triggers.tsv
	context bag      // of its sentence, without the trigger
	beside  bag      // of the few words on either side
	actors  []string // folded names
	recips  []string
	place   *hearsay.Place
	begin   string // of the time, ISO 8601; ""
	end     string
	counts  []hearsay.Count
	vector  vector // of context; nil until needed
	near    vector // of beside; nil until needed

	// See toll: set when tolled is.
	dead           hearsay.Count
	deadly, tolled bool
}

// beside is how many words on either side of a trigger stand next to it.
const beside = 7

// Claims returns a claim for each event of p, in order.
func (p *Report) Claims() []*Claim {
	if p.claims == nil {
		for i := range p.Events {
			c := p.claim(p.Events[i].Trigger.Span)
			c.take(&p.Events[i])
			p.claims = append(p.claims, c)
		}
	}
	return p.claims
}

// ClaimAt returns a claim whose trigger is the words at s, with what the
// reading knows of an event there, if it has one.
func (p *Report) ClaimAt(s hearsay.Span) *Claim {
	c := p.claim(s)
	for i := range p.Events {
		v := &p.Events[i]
		at := v.Trigger.Overlaps(s)
		for _, also := range v.Also {
			at = at || also.Overlaps(s)
		}
		if at {
			c.take(v)
			break
		}
	}
	return c
}

func (p *Report) claim(s hearsay.Span) *Claim {
	text := p.Document.Text
	c := &Claim{Report: p, Span: s}
	words := tokens(text[s.Start:s.End])
	for _, w := range words {
		if k := stem(w); !stopped[strings.ToLower(w)] || k == "die" {
			c.stems = append(c.stems, k)
			c.groups = append(c.groups, groupsOf[k]...)
		}
	}
	around := sentenceAt(text, s)
	c.context = make(bag)
	c.context.add(text[around.Start:s.Start])
	c.context.add(text[s.End:around.End])
	left, right := tokens(text[around.Start:s.Start]), tokens(text[s.End:around.End])
	c.beside = make(bag)
	for _, w := range left[max(0, len(left)-beside):] {
		c.beside.add(w)
	}
	for _, w := range right[:min(len(right), beside)] {
		c.beside.add(w)
	}
	// "passed away": its trigger may be "passed" alone.
	if len(right) > 0 {
		words = append(words, right[0])
	}
	for i := 1; i < len(words); i++ {
		c.groups = append(c.groups, groupsOf[stem(words[i-1])+"-"+strings.ToLower(words[i])]...)
	}
	return c
}

// take notes what the reading knows of the event.
func (c *Claim) take(v *hearsay.Event) {
	p := c.Report
	c.Event = v
	c.actors, c.recips = p.roles(v.Actors), p.roles(v.Recipients)
	if n := int(v.Place.Ref); n > 0 && n <= len(p.Places) && !p.Places[n-1].Metonym {
		c.place = &p.Places[n-1]
	}
	if v.Time.Precision >= hearsay.Year && (stated(v.Time.From) || v.Time.From == "anchored") {
		c.begin, c.end = v.Time.Begin, v.Time.End
		if c.begin == "" {
			c.begin, c.end = v.Time.Value, v.Time.Value
		}
	}
	c.counts = v.Counts
}

// Ref names the claim's event.
func (c *Claim) Ref() Ref {
	if c.Event == nil {
		return c.Report.Ref()
	}
	return c.Report.EventRef(c.Event.ID)
}

// roles returns the names of those in a role, folded.
func (p *Report) roles(rs []hearsay.Role) []string {
	var out []string
	for _, r := range rs {
		name := r.Span.Text
		if e := int(r.Entity); e > 0 && e <= len(p.Entities) {
			name = p.Entities[e-1].Name
			if w := p.Entities[e-1].Wikidata; w != "" {
				name = w
			}
		}
		if name = Fold(name); name != "" {
			out = append(out, name)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// longestSentence is how many bytes on either side of a trigger its sentence
// is looked for in.
const longestSentence = 400

// sentenceAt returns the sentence around s, roughly: to the next full stop
// before white space, or line's end, on either side.
func sentenceAt(text string, s hearsay.Span) hearsay.Span {
	from, to := s.Start, s.End
	low, high := max(0, from-longestSentence), min(len(text), to+longestSentence)
	for from > low && !stopsAt(text, from-1) {
		from--
	}
	for to < high && !stopsAt(text, to) {
		to++
	}
	for from < s.Start && !utf8.RuneStart(text[from]) {
		from++
	}
	for to > s.End && to < len(text) && !utf8.RuneStart(text[to]) {
		to--
	}
	return hearsay.Span{Start: from, End: to}
}

func stopsAt(text string, i int) bool {
	switch text[i] {
	case '\n':
		return true
	case '.', '!', '?':
		return i+1 < len(text) && (text[i+1] == ' ' || text[i+1] == '\n') && i > 2 && text[i-2] != '.' && text[i-2] != ' '
	}
	return false
}

// tokens returns the words of s.
func tokens(s string) []string {
	return strings.FieldsFunc(s, func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) })
}

// A bag counts stems.
type bag map[string]float64

// add puts the words of s in. Names and numbers, which tell one happening from
// another, weigh double.
func (b bag) add(s string) {
	for _, w := range tokens(s) {
		lower := strings.ToLower(w)
		if stopped[lower] {
			continue
		}
		c, _ := utf8.DecodeRuneInString(w)
		if unicode.IsUpper(c) || unicode.IsDigit(c) {
			b[stem(lower)] += 2
		} else {
			b[stem(lower)]++
		}
	}
}

// A vector is a bag weighed by how rare its stems are, of length 1, ascending
// by the stems' keys.
type vector []weighed

type weighed struct {
	key    uint64
	weight float64
}

// dot is the cosine of two vectors.
func dot(a, b vector) float64 {
	var sum float64
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i].key < b[j].key:
			i++
		case a[i].key > b[j].key:
			j++
		default:
			sum += a[i].weight * b[j].weight
			i++
			j++
		}
	}
	return sum
}

// stems returns the stems of the whole report.
func (p *Report) stems() bag {
	if p.bag == nil {
		p.bag = make(bag)
		p.bag.add(p.Document.Text)
	}
	return p.bag
}

// Sentence returns the sentence that the claim stands in.
func (c *Claim) Sentence() string {
	text := c.Report.Document.Text
	s := trim(text, sentenceAt(text, c.Span))
	return text[s.Start:s.End]
}
