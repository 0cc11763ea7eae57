// Package reading turns one document into one [hearsay.Reading]: it runs the
// stages in their order and assembles what they found into the record.
//
// "The Daily Herald reported that a source said the depot had burned." becomes
// two entities, two mentions, and two attributions, the source's within the
// Herald's, each with the words that show it.
//
// A reading depends on the document, the options and the version alone: the
// same input gives the same record, byte for byte. A [Reader] may be used by
// several goroutines at once.
package reading

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"hearsay"
	"hearsay/internal/attribution"
	"hearsay/internal/calibrate"
	"hearsay/internal/discourse"
	"hearsay/internal/event"
	"hearsay/internal/gazetteer"
	"hearsay/internal/mention"
	"hearsay/internal/neural"
	"hearsay/internal/syntax"
	"hearsay/internal/token"
)

// Version changes when the same text would be read differently, so that stored
// readings can be told stale.
//
//	0.1.0  names, coreference, attributions in their first form, times
//	0.2.0  events, places, reasons, stances, questions, forecasts, opinions
//	0.3.0  reader-2; confidence as it was right on annotated texts; findings, reasons and stances mended
//	0.4.0  reader-3; feelings and attitudes; conditions, trials and refusals; one source under two names
//	0.5.0  reader-4; chains of who cites, quotes and hears whom; attitudes inside speech; who is unnamed
const Version = "0.5.0"

// DefaultMaxWords is how many words of one document are read unless the
// options say otherwise: a book of some 400 pages. The model keeps about 2 kB
// for each word.
const DefaultMaxWords = 200_000

// Options say how to read. The zero value is the default.
type Options struct {
	Why       bool                 // keep in each record the rules and scores that made it
	MaxWords  int                  // words read of one document; 0 means [DefaultMaxWords]
	Gazetteer *gazetteer.Gazetteer // of places; nil: none is known, and nothing is put on the map
	// Confidence says what the scores of the model are worth; nil: records state
	// the scores themselves.
	Confidence *calibrate.Maps
}

// A Reader reads documents with one model.
type Reader struct {
	model *neural.Model
	o     Options
}

// New returns a Reader. m may be nil: reading then goes by rules alone, worse.
func New(m *neural.Model, o Options) *Reader {
	if o.MaxWords == 0 {
		o.MaxWords = DefaultMaxWords
	}
	return &Reader{m, o}
}

// Read returns what doc says. found are findings made before, while the
// document was taken from its page; they come first in the Reading's own.
func (r *Reader) Read(doc hearsay.Document, found []hearsay.Finding) *hearsay.Reading {
	a := assembly{out: &hearsay.Reading{
		Hearsay:  hearsay.Versions{Record: hearsay.RecordVersion, Reading: Version, Model: "none", Gazetteer: "none"},
		Document: doc,
	}}
	if r.o.Gazetteer != nil {
		a.out.Hearsay.Gazetteer = r.o.Gazetteer.Version()
	}
	if r.model != nil {
		a.out.Hearsay.Model = r.model.Name()
	}
	a.out.Document.Blocks = slices.Clone(doc.Blocks)
	sents, rest := split(doc, r.o.MaxWords)
	if !rest.IsEmpty() {
		found = append(slices.Clone(found), truncated(doc.Text, rest, r.o.MaxWords))
	}
	a.doc = syntax.Parse(doc.Text, doc.Blocks, sents, r.model)
	a.mentions = mention.Find(a.doc)
	said, more := attribution.Find(a.doc, a.mentions)
	a.said = spoken(said)
	a.sources()
	a.speeches()
	a.voices()
	times, undated := a.times()
	places, unplaced := a.places(r)
	events, rivals := event.Find(a.doc, a.mentions, a.said, event.Inputs{Times: times, Places: places, Published: doc.Published})
	speech := discourse.Find(a.doc, a.mentions, a.said, discourse.Inputs{Times: times})
	a.numberMentions(events, speech)
	a.entities()
	a.attributions()
	a.take(events)
	a.explain(speech, events)
	a.findings(found, a.hidden(attribution.Origins(a.doc, a.mentions, a.said)), a.unsourced(more), undated, unplaced, rivals, a.odd(events), a.dead(), speech.Findings)
	a.calibrated(r.o.Confidence)
	if !r.o.Why {
		dropWhy(a.out)
	}
	return a.out
}

// split returns the sentences that hold the first max words of doc, and the
// stretch of text after them that is not read. It cuts no further than it has
// to: the rest of a very long text costs nothing.
func split(doc hearsay.Document, max int) (sents []token.Sentence, rest hearsay.Span) {
	n := 0
	for i, b := range doc.Blocks {
		for _, s := range token.Split(doc.Text, doc.Blocks[i:i+1]) {
			s.Block = i
			if n += len(s.Tokens); n <= max {
				sents = append(sents, s)
				continue
			}
			if len(sents) == 0 { // a sentence longer than all that is to be read
				sents = append(sents, token.Sentence{Tokens: s.Tokens[:max], Block: i})
				s.Tokens = s.Tokens[max:]
			}
			return sents, hearsay.Span{Start: s.Span().Start, End: b.Span.End}
		}
	}
	return sents, hearsay.Span{}
}

// truncated says from where on the text was not read. Its receipt is the first
// line of that, since the whole may be a book.
func truncated(text string, rest hearsay.Span, max int) hearsay.Finding {
	first, _, _ := strings.Cut(text[rest.Start:rest.End], "\n")
	return hearsay.Finding{
		Kind:  "text-truncated",
		Spans: []hearsay.Receipt{hearsay.ReceiptFor(text, hearsay.Span{Start: rest.Start, End: rest.Start + len(first)})},
		Text:  fmt.Sprintf("only the first %d words were read; the text from here on was not", max),
	}
}

// An assembly turns what the stages found into the record.
type assembly struct {
	out      *hearsay.Reading
	doc      *syntax.Doc
	mentions *mention.Set
	said     []attribution.Attribution
	number   []hearsay.MentionID // of each mention of the set; 0: left out
	entity   []hearsay.EntityID  // of each entity of the set; 0: left out
}

// receipt returns the receipt for the words [from, to).
func (a *assembly) receipt(from, to int) hearsay.Receipt {
	if from >= to {
		return hearsay.Receipt{}
	}
	return hearsay.ReceiptFor(a.doc.Text, a.doc.Span(from, to))
}

// spoken returns what is said, without what only gives a name or an office ("was
// nominated", "also known as"): nobody speaks in it. What stands within such a
// step stands within the one around it.
func spoken(all []attribution.Attribution) []attribution.Attribution {
	now := make([]int, len(all)) // of each step that stays, its place
	n := 0
	for i, s := range all {
		now[i] = -1
		if !s.Naming {
			now[i] = n
			n++
		}
	}
	if n == len(all) {
		return all
	}
	var out []attribution.Attribution
	for _, s := range all {
		if s.Naming {
			continue
		}
		for s.Within >= 0 && all[s.Within].Naming {
			s.Within = all[s.Within].Within
		}
		if s.Within >= 0 {
			s.Within = now[s.Within]
		}
		out = append(out, s)
	}
	return out
}

// sources adds a mention, and an entity of its own, for each source whose words
// no mention covers, so that every source is somebody.
func (a *assembly) sources() {
	labels := make(map[string]int) // the mention of a label that comes again: A is one speaker in all turns
	for i := range a.said {
		s := &a.said[i]
		if s.Source >= 0 || s.SourceFrom >= s.SourceTo {
			continue
		}
		label := ""
		if len(s.Why) > 0 && s.Why[0].Rule == attribution.RuleTurn {
			label = s.Why[0].Note
		}
		m, ok := labels[label]
		if !ok {
			m = a.mentions.Add(s.SourceFrom, s.SourceTo, hearsay.Why{Rule: "source.unmentioned", Score: 1})
			if label != "" {
				labels[label] = m
			}
		}
		s.Source = m
	}
}

// speeches tells the mentions who speaks in each direct quotation, so that its
// "I" and "you" are somebody.
func (a *assembly) speeches() {
	var out []mention.Speech
	for _, s := range a.said {
		if s.Mode != hearsay.Direct {
			continue
		}
		for _, c := range s.Content {
			out = append(out, mention.Speech{From: c[0], To: c[1], Speaker: s.Source, Hearer: s.Recipient})
		}
	}
	a.mentions.Continue(attribution.Turns(a.doc, a.said))
	a.mentions.Speak(out)
	a.keptUnnamed()
}

// keptUnnamed says of a pronoun that stands for a source without a name that it
// is kept unnamed as well: "A source said so. It added that …".
func (a *assembly) keptUnnamed() {
	ms := a.mentions
	unnamed := make([]bool, len(ms.Entities))
	for i := range a.said {
		if s := &a.said[i]; s.Source >= 0 && s.Anonymous {
			e := ms.Mentions[s.Source].Entity
			unnamed[e] = !ms.Entities[e].Named
		}
	}
	for i := range a.said {
		if s := &a.said[i]; s.Source >= 0 && !s.Voice && ms.Mentions[s.Source].Form == hearsay.Pronoun && unnamed[ms.Mentions[s.Source].Entity] {
			s.Anonymous = true
		}
	}
}

// numberMentions gives each kept mention its number, by position, longer first.
// Kept are the mentions of whatever can act or speak, of places, and of all
// that is a source or was told something, takes part in an event or has a
// stance; heads of other kinds ("a result") serve coreference alone.
func (a *assembly) numberMentions(es []event.Event, x discourse.Discourse) {
	ms := a.mentions.Mentions
	keep := make([]bool, len(ms))
	for i := range a.mentions.Entities {
		if e := &a.mentions.Entities[i]; e.News {
			for _, m := range e.Mentions {
				keep[m] = true
			}
		}
	}
	take := func(m int) {
		if m >= 0 {
			keep[m] = true
		}
	}
	for _, s := range a.said {
		take(s.Source)
		take(s.Recipient)
	}
	for _, e := range es {
		for _, r := range slices.Concat(e.Actors, e.Recipients) {
			take(r.Mention)
		}
	}
	for _, s := range x.Stances {
		take(s.Holder)
		take(s.Toward)
	}
	for _, q := range x.Questions {
		take(q.By)
	}
	var order []int
	for i := range ms {
		if keep[i] {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(x, y int) int {
		return cmp.Or(cmp.Compare(ms[x].From, ms[y].From), cmp.Compare(ms[y].To, ms[x].To), cmp.Compare(ms[x].Head, ms[y].Head))
	})
	a.number = make([]hearsay.MentionID, len(ms))
	for n, i := range order {
		m := &ms[i]
		a.number[i] = hearsay.MentionID(n + 1)
		a.out.Mentions = append(a.out.Mentions, hearsay.Mention{
			ID: hearsay.MentionID(n + 1), Span: a.receipt(m.From, m.To), Head: a.receipt(m.Head, m.Head+1), Form: m.Form, Why: m.Why,
		})
	}
}

// id returns the number of mention i of the set; 0 for none.
func (a *assembly) id(i int) hearsay.MentionID {
	if i < 0 {
		return 0
	}
	return a.number[i]
}

// entities writes the kept entities in the order of their first mention.
func (a *assembly) entities() {
	type kept struct {
		index    int
		of       *mention.Entity
		mentions []hearsay.MentionID
	}
	var es []kept
	a.entity = make([]hearsay.EntityID, len(a.mentions.Entities))
	for i := range a.mentions.Entities {
		e := kept{index: i, of: &a.mentions.Entities[i]}
		for _, m := range e.of.Mentions {
			if id := a.number[m]; id != 0 {
				e.mentions = append(e.mentions, id)
			}
		}
		if len(e.mentions) > 0 {
			slices.Sort(e.mentions)
			es = append(es, e)
		}
	}
	slices.SortFunc(es, func(x, y kept) int { return cmp.Compare(x.mentions[0], y.mentions[0]) })
	for n, e := range es {
		id := hearsay.EntityID(n + 1)
		a.entity[e.index] = id
		for _, m := range e.mentions {
			a.out.Mentions[m-1].Entity = id
		}
		out := hearsay.Entity{
			ID: id, Name: e.of.Name, Kind: e.of.Kind, Named: e.of.Named, Count: count(e.of.Count), Country: e.of.Country,
			Sector: e.of.Sector, Mentions: e.mentions, Description: e.of.Description, Why: e.of.Why,
		}
		a.identify(e.of, &out)
		a.out.Entities = append(a.out.Entities, out)
	}
}

// count returns the number of members that the text gives; nil for 0, none.
func count(n int) *int {
	if n == 0 {
		return nil
	}
	return &n
}

func (a *assembly) attributions() {
	for i, s := range a.said {
		at := hearsay.Attribution{
			ID: hearsay.AttributionID(i + 1), Source: a.id(s.Source), Cue: a.receipt(s.CueFrom, s.CueTo),
			Within: hearsay.AttributionID(s.Within + 1), Mode: s.Mode, Act: s.Act, Negated: s.Negated, Anonymous: s.Anonymous,
			AnonymityReason: a.receipt(s.Unnamed[0], s.Unnamed[1]), Recipient: a.id(s.Recipient), Confidence: s.Confidence, Why: s.Why,
		}
		if s.Source >= 0 {
			at.SourceSpan = a.receipt(s.SourceFrom, s.SourceTo)
		}
		for _, c := range s.Content {
			at.Content = append(at.Content, a.receipt(c[0], c[1]))
		}
		a.out.Attributions = append(a.out.Attributions, at)
	}
}

// voices gives each block that stands whole in the content of an attribution
// the innermost such attribution as its voice.
func (a *assembly) voices() {
	blocks := a.out.Document.Blocks
	for i, s := range a.said {
		for _, c := range s.Content {
			span := a.doc.Span(c[0], c[1])
			first, _ := slices.BinarySearchFunc(blocks, span.Start, func(b hearsay.Block, start int) int { return cmp.Compare(b.Span.Start, start) })
			for j := first; j < len(blocks) && blocks[j].Span.End <= span.End; j++ {
				if v := int(blocks[j].Voice) - 1; v < 0 || a.inside(i, v) {
					blocks[j].Voice = hearsay.AttributionID(i + 1)
				}
			}
		}
	}
}

// inside reports whether the chain of attribution i passes through outer.
func (a *assembly) inside(i, outer int) bool {
	for n := 0; i >= 0 && n <= len(a.said); n++ {
		if i == outer {
			return true
		}
		i = a.said[i].Within
	}
	return false
}

func (a *assembly) findings(lists ...[]hearsay.Finding) {
	for _, l := range lists {
		for _, f := range l {
			f.ID = hearsay.FindingID(len(a.out.Findings) + 1)
			a.out.Findings = append(a.out.Findings, f)
		}
	}
}

// dropWhy removes the reasons from every record.
func dropWhy(r *hearsay.Reading) {
	for i := range r.Entities {
		r.Entities[i].Why = nil
	}
	for i := range r.Mentions {
		r.Mentions[i].Why = nil
	}
	for i := range r.Attributions {
		r.Attributions[i].Why = nil
	}
	for i := range r.Events {
		e := &r.Events[i]
		e.Why = nil
		for _, roles := range [][]hearsay.Role{e.Actors, e.Recipients} {
			for k := range roles {
				roles[k].Why = nil
			}
		}
	}
	for i := range r.Places {
		r.Places[i].Why = nil
	}
	for i := range r.Times {
		r.Times[i].Why = nil
	}
	for i := range r.Reasons {
		r.Reasons[i].Why = nil
	}
	for i := range r.Questions {
		r.Questions[i].Why = nil
	}
	for i := range r.Stances {
		r.Stances[i].Why = nil
	}
	for i := range r.Opinions {
		r.Opinions[i].Why = nil
	}
}
