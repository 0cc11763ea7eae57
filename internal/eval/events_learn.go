package eval

import (
	"bytes"
	"fmt"
	"hash/fnv"
	"io/fs"
	"slices"
	"strings"

	"hearsay"
	"hearsay/internal/attribution"
	"hearsay/internal/calibrate"
	"hearsay/internal/codebook"
	"hearsay/internal/event"
	"hearsay/internal/mention"
	"hearsay/internal/neural"
	"hearsay/internal/syntax"
)

// eventFolds is into how many parts texts are divided: the events of each are
// judged with weights fitted on the others.
const eventFolds = 5

// foldOf returns the part that a text belongs to, whatever is marked in it.
func foldOf(text string) int {
	h := fnv.New32a()
	h.Write([]byte(text))
	return int(h.Sum32() % eventFolds)
}

// A lesson is a text from which weights of events are learned.
type lesson struct {
	fold   int
	doc    *syntax.Doc // with the part of the model's knowledge that it may use
	ms     *mention.Set
	said   []attribution.Attribution
	pair   *markedReading // a marked pair
	own    *paragraph     // or a paragraph of the project's own set
	sample *eventExample  // the type of the event that joins the pair
}

// lessons are all of them.
type lessons []lesson

// readLessons reads marked pairs, the project's own set, and the parts of EWT
// where nobody reports news, reviews and answers of the web.
func readLessons(own, annotated, raw fs.FS, m *neural.Model) (lessons, error) {
	var out lessons
	add := func(d *syntax.Doc, partly *neural.Words) *lesson {
		l := lesson{fold: foldOf(d.Text), ms: mention.Find(d)}
		l.said, _ = attribution.Find(d, l.ms)
		copied := *d
		copied.Model = partly
		l.doc = &copied
		out = append(out, l)
		return &out[len(out)-1]
	}
	pairs, err := readPairs(annotated, raw, m)
	if err != nil {
		return nil, err
	}
	book := codebook.Plover()
	for i := range pairs {
		l := add(pairs[i].doc, pairs[i].partly)
		l.pair, l.sample = &pairs[i], pairs[i].example(book)
	}
	if own != nil {
		ps, err := loadParagraphs(own)
		if err != nil {
			return nil, err
		}
		for i := range ps {
			d := parseText(ps[i].text, m)
			add(d, d.Model).own = &ps[i]
		}
	}
	docs, err := Load(annotated, "ewt-dev.jsonl.xz")
	if err != nil {
		return nil, err
	}
	for i := range docs {
		if k := docs[i].ID; strings.HasPrefix(k, "reviews") || strings.HasPrefix(k, "answers") {
			d := parseText(docs[i].Text, m)
			add(d, d.Model)
		}
	}
	return out, nil
}

// learn fits all weights on the lessons outside of a fold; −1 is no fold.
func (ls lessons) learn(fold int) *event.Weights {
	var types []*eventExample
	for i := range ls {
		l := &ls[i]
		switch {
		case l.fold == fold:
		case l.sample != nil:
			types = append(types, l.sample)
		case l.own != nil:
			types = append(types, l.words()...)
		}
	}
	w := fitTypes(types)
	var doubts []doubtExample
	for i := range ls {
		if ls[i].fold != fold {
			doubts = append(doubts, ls[i].doubts(w)...)
		}
	}
	w.Doubts = fitDoubts(doubts)
	return w
}

// words returns what the words of the key's events teach about types. A word
// of a whole text counts three times: there are few, and the model does not know
// them.
func (l *lesson) words() []*eventExample {
	var out []*eventExample
	for _, c := range event.Candidates(l.doc, l.ms, l.said, nil) {
		at := l.doc.Span(c.From, c.To)
		for i := range l.own.events {
			w := &l.own.events[i]
			if w.optional || !w.at(at) {
				continue
			}
			x := &eventExample{evidence: c.Evidence}
			for k, t := range codebook.Types {
				if slices.ContainsFunc(w.codes, func(c code) bool { return c.kind == t.Name }) {
					x.types = append(x.types, k)
				}
			}
			out = append(out, x, x, x)
			break
		}
	}
	return out
}

// at reports whether the wanted event's words share some with a stretch of text.
func (w *wantedEvent) at(s hearsay.Span) bool {
	return slices.ContainsFunc(w.triggers, func(t [2]int) bool { return s.Start < t[1] && t[0] < s.End })
}

// doubts returns what the text teaches about whether there is an event at a
// word. Between a marked pair, a word is right if it has the pair's type; other
// words of such a sentence are left out. In a text without key nothing is
// right.
func (l *lesson) doubts(w *event.Weights) []doubtExample {
	var out []doubtExample
	for _, c := range event.Candidates(l.doc, l.ms, l.said, w) {
		switch {
		case l.pair != nil:
			if !l.pair.pair.On(l.doc, c.Word) {
				continue
			}
			right := rootOf(c.Type) == l.pair.root
			if l.pair.cameo {
				right = quadOf(c.Type) == l.pair.quad
			}
			out = append(out, doubtExample{c.Doubts, right, 1})
		case l.own != nil:
			if right, known := l.own.judges(l.doc, &c); known {
				out = append(out, doubtExample{c.Doubts, right, 4})
			}
		default:
			out = append(out, doubtExample{c.Doubts, false, 0.5})
		}
	}
	return out
}

// judges says whether a candidate is right by the key; known is false if the key
// leaves it open.
func (p *paragraph) judges(d *syntax.Doc, c *event.Candidate) (right, known bool) {
	at, open := d.Span(c.From, c.To), false
	for i := range p.events {
		w := &p.events[i]
		if !w.at(at) {
			continue
		}
		if slices.ContainsFunc(w.codes, func(k code) bool { return k.kind == c.Type }) {
			return true, !w.optional
		}
		open = open || w.optional
	}
	return false, !open
}

// reliability adds rows that compare how sure the program is that a word carries
// an event of a type with how often it is right, by tenths.
func (ls lessons) reliability(e *evaluation, weights [eventFolds]*event.Weights) {
	all := &corpus{name: "all"}
	tenths := make([]*Row, 10)
	for k := range tenths {
		tenths[k] = e.row("events", all, "words", "hearsay", fmt.Sprintf("right where %d–%d %% sure", 10*k, 10*k+10))
	}
	for i := range ls {
		w := weights[ls[i].fold]
		for _, x := range ls[i].doubts(w) {
			tenths[min(int(w.Sure(&x.x)*10), 9)].add(Tally{one(x.right), 1, 1})
		}
		if l := &ls[i]; l.pair == nil && l.own == nil { // text that tells of no event
			for _, v := range tell(l.doc, l.doc.Model, w).events {
				e.stated.add(calibrate.Event, l.doc.Text, v.Confidence, false)
			}
		}
	}
}

// FitEvents fits the weights of package event on all that there is and writes
// its weights.tsv. annotated and raw are the folders of the corpora, own that of
// the project's own set.
func FitEvents(b *bytes.Buffer, own, annotated, raw fs.FS, m *neural.Model) error {
	ls, err := readLessons(own, annotated, raw, m)
	if err != nil {
		return err
	}
	b.WriteString(weightsHead)
	b.WriteString(ls.learn(-1).Encode())
	return nil
}

// weightsHead stands above the weights.
const weightsHead = "# How much each signal of package event counts for each type; * is all types alike, \"any\" whether\n" +
	"# there is an event. Fitted by hearsay-eval -fit events on marked pairs (Zero-Shot-PLOVER, and CAMEO\n" +
	"# examples that are not among them), on the project's own set of events, and on text without any\n" +
	"# (EWT's reviews and answers), with the same model and codebook that the program has.\n" +
	"# signal\ttype\tweight\n"
