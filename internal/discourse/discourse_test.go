package discourse_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"hearsay"
	"hearsay/data/weights"
	"hearsay/internal/attribution"
	"hearsay/internal/discourse"
	"hearsay/internal/mention"
	"hearsay/internal/neural"
	"hearsay/internal/syntax"
	"hearsay/internal/token"
	"hearsay/internal/when"
)

var model = sync.OnceValue(func() *neural.Model {
	m, err := neural.Load(weights.FS, neural.Options{Workers: 1})
	if err != nil {
		panic(err)
	}
	return m
})

// A told is a document with what was found in it.
type told struct {
	doc   *syntax.Doc
	ms    *mention.Set
	said  []attribution.Attribution
	times []when.Time
	discourse.Discourse
}

// tell reads a text; lines that begin with "- " are items of a list, with "# "
// headings.
func tell(text string, m *neural.Model) *told {
	var blocks []hearsay.Block
	for _, p := range token.Paragraphs(text) {
		b := hearsay.Block{Kind: hearsay.Paragraph, Span: p}
		switch {
		case strings.HasPrefix(text[p.Start:p.End], "- "):
			b.Kind, b.Span.Start = hearsay.ListItem, p.Start+2
		case strings.HasPrefix(text[p.Start:p.End], "# "):
			b.Kind, b.Span.Start = hearsay.Heading, p.Start+2
		}
		blocks = append(blocks, b)
	}
	var sents []token.Sentence
	for i := range blocks {
		for _, s := range token.Split(text, blocks[i:i+1]) {
			s.Block = i
			sents = append(sents, s)
		}
	}
	d := syntax.Parse(text, blocks, sents, m)
	ts, _ := when.Find(d, when.Options{})
	return find(d, ts)
}

func find(d *syntax.Doc, ts []when.Time) *told {
	t := &told{doc: d, ms: mention.Find(d), times: ts}
	t.said, _ = attribution.Find(d, t.ms)
	t.Discourse = discourse.Find(d, t.ms, t.said, discourse.Inputs{Times: ts})
	return t
}

func (t *told) words(s discourse.Stretch) string {
	if s.IsEmpty() {
		return ""
	}
	p := t.doc.Span(s.From, s.To)
	return strings.Join(strings.Fields(t.doc.Text[p.Start:p.End]), " ")
}

func (t *told) by(a int) string {
	if a < 0 {
		return "author"
	}
	if s := t.said[a]; s.Source >= 0 {
		return t.words(discourse.Stretch{From: s.SourceFrom, To: s.SourceTo})
	}
	return "somebody"
}

// lines writes what was found, a line each.
func (t *told) lines() []string {
	var out []string
	add := func(format string, args ...any) { out = append(out, fmt.Sprintf(format, args...)) }
	for _, r := range t.Reasons {
		add("%s %d: %s ← %s (%s)", r.Kind, r.Order, t.words(r.For), t.words(r.Because), t.by(r.Said))
	}
	for _, s := range t.Stances {
		add("%s: %s → %s (%s)", s.Polarity, t.words(s.Who), t.words(s.What), t.by(s.Said))
	}
	for _, q := range t.Questions {
		var options []string
		for _, o := range q.Options {
			options = append(options, t.words(o))
		}
		add("%s: %s [%s] %s %g-%g, until %q, if %q (%s)", q.Kind, t.words(q.Span), strings.Join(options, "|"), q.Certainty, q.Low, q.High, t.words(q.Until), t.words(q.Condition), t.by(q.Said))
	}
	for _, f := range t.Findings {
		add("%s ×%d", f.Text, len(f.Spans))
	}
	return out
}

func TestFind(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"enumeration", "The mayor wants the ferry closed for two reasons. First, its hull leaks. Second, nobody has insured the passengers.",
			"reason 1: The mayor wants the ferry closed ← its hull leaks (author)\n" +
				"reason 2: The mayor wants the ferry closed ← nobody has insured the passengers (author)\n" +
				"wants: The mayor → the ferry closed for two reasons (author)"},
		{"list", "There are two reasons for the shortage of flour:\n\n- The mill at Oster burned down.\n\n- Lorries cannot cross the bridge.\n\nBread is dear.",
			"reason 1: the shortage of flour ← The mill at Oster burned down (author)\n" +
				"reason 2: the shortage of flour ← Lorries cannot cross the bridge (author)"},
		{"lone first", "The mayor closed the ferry for several reasons. First, its hull leaks. The crew went home.", ""},
		{"this is because", "The patrols no longer stop here. This is because the keeper has left.",
			"reason 0: The patrols no longer stop here ← the keeper has left (author)"},
		{"a source's reason", "Officials said the market had closed because of a lack of coal.",
			"cause 0: the market had closed ← a lack of coal (Officials)"},
		{"if asked", "Reporters asked if the minister had resigned.", ""},
		{"no purpose", "The miners tried to open the gate. The court ordered the owner to pay.", ""},
		{"rival", "Northport sees Pellmar as a dangerous rival.", "rival: Northport → Pellmar (author)"},
		{"should", "Oster should support the islands.", ""},
		{"things", "The bridge supports eight lanes.", ""},
		{"open", "Will the militia give in to the governor, or fight on in the hills? The next few weeks should tell.",
			"question: Will the militia give in to the governor, or fight on in the hills? [give in to the governor|fight on in the hills]  0-0, until \"The next few weeks\", if \"\" (author)"},
		{"answered", "Will the bank fail? No, it will not.", ""},
		{"reader", "Have you seen the flood? Send us your pictures.", ""},
		{"likely", "The rebels will likely hold the fort until spring.",
			"prediction: The rebels will likely hold the fort until spring [] likely 55-80, until \"spring\", if \"\" (author)"},
		{"probably past", "The fire was probably set by children.", ""},
		{"loaded twice", "The regime has doubled the price of bread. The regime denies it. A new sanctions regime begins in May.",
			"“regime” is one side's word, outside any quotation ×2"},
		{"another's word", "“The regime is a gang of thugs,” said Oren Vale.", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := strings.Join(tell(tt.text, model()).lines(), "\n"); got != tt.want {
				t.Errorf("Find(%q) =\n%s\nwant\n%s", tt.text, got, tt.want)
			}
		})
	}
}

// Without a model there are no trees: connectives join what stands beside them.
func TestFindWithoutModel(t *testing.T) {
	got := strings.Join(tell("The depot was moved because the sea had eaten the quay.", nil).lines(), "\n")
	if want := "reason 0: The depot was moved ← the sea had eaten the quay (author)"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestManner(t *testing.T) {
	report := "The ferry sank on Monday. Eleven people died. The crew reached the shore. Police closed the port."
	comment := "The council must act. It is a disgraceful failure. We should rebuild the quay at once. Sadly, the mayor sleeps."
	if got := tell(report, model()); got.Manner != discourse.Reports || got.Share != 0 {
		t.Errorf("a report is %q, share %g", got.Manner, got.Share)
	}
	if got := tell("Commentary\n\n"+report, model()); got.Manner != discourse.Comments {
		t.Errorf("what calls itself a commentary is %q", got.Manner)
	}
	if got := tell(comment, model()); got.Manner != discourse.Advocates {
		t.Errorf("a comment is %q, share %g, want %q", got.Manner, got.Share, discourse.Advocates)
	}
}

// What is appended changes nothing before it.
func TestAppended(t *testing.T) {
	text := "Pellmar cut the pipeline, which led to queues. It is unclear whether the ferry will sail."
	a, b := tell(text, nil), tell(text+"\n\nThe bakers of Oster sell fish.", nil)
	if x, y := strings.Join(a.lines(), "\n"), strings.Join(b.lines(), "\n"); x != y {
		t.Errorf("with a paragraph more:\n%s\nwithout:\n%s", y, x)
	}
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{
		"The mayor closed the ferry for two reasons. First, its hull leaks. Second, it is old. On the one hand it pays; on the other it sinks.",
		"Will they go, or stay? It is unclear whether “they” know. Northport-backed rebels will likely leave if it rains, because of the so-called general.",
		"“““ ? ? ? because because, so so that which is why 1. 2. 3.", "\xe2\x80\x9c if - if ? or or or",
	} {
		f.Add(s, uint64(len(s))*7919)
	}
	rels := []string{"nsubj", "obj", "advcl", "mark", "case", "xcomp", "ccomp", "acl:relcl", "conj", "cc", "punct", "nmod:poss", "obl", "cop", "aux", "parataxis", "amod", "root"}
	upos := []string{"NOUN", "VERB", "PROPN", "ADP", "AUX", "ADJ", "PRON", "SCONJ", "PUNCT", "ADV"}
	f.Fuzz(func(t *testing.T, text string, seed uint64) {
		text = strings.ToValidUTF8(text, "?")
		got := tell(text, nil)
		check(t, got)
		// The same words under a tree of chance, which may go round in circles.
		d := got.doc
		next := func(n int) int {
			seed = seed*6364136223846793005 + 1442695040888963407
			return int(seed >> 33 % uint64(n))
		}
		words := make([]syntax.Word, len(d.Words))
		for _, s := range d.Sents {
			for i := s.From; i < s.To; i++ {
				words[i] = d.Words[i]
				words[i].Head, words[i].Rel = -1, rels[next(len(rels))]
				if n := s.To - s.From; n > 1 && next(6) > 0 {
					words[i].Head = s.From + next(n)
				}
				if next(3) == 0 {
					words[i].UPOS = upos[next(len(upos))]
				}
			}
		}
		check(t, find(syntax.New(d.Text, d.Blocks, words, d.Sents, nil), got.times))
	})
}

// check holds what is true of every Discourse.
func check(t *testing.T, got *told) {
	t.Helper()
	n := len(got.doc.Words)
	inside := func(what string, may bool, ss ...discourse.Stretch) {
		for _, s := range ss {
			if s.IsEmpty() && may {
				continue
			}
			if s.From < 0 || s.To > n || s.IsEmpty() {
				t.Errorf("%s: words %d:%d of %d", what, s.From, s.To, n)
			}
		}
	}
	said := func(what string, a int) {
		if a < -1 || a >= len(got.said) {
			t.Errorf("%s: attribution %d of %d", what, a, len(got.said))
		}
	}
	mentioned := func(what string, m int) {
		if m < -1 || m >= len(got.ms.Mentions) {
			t.Errorf("%s: mention %d of %d", what, m, len(got.ms.Mentions))
		}
	}
	for _, r := range got.Reasons {
		inside("reason", false, r.For, r.Because)
		inside("cue of reason", true, r.Cue)
		said("reason", r.Said)
		if r.Sure <= 0 || r.Sure > 1 || len(r.Why) == 0 || r.Order < 0 {
			t.Errorf("reason %+v", r)
		}
	}
	at := -1
	for _, s := range got.Stances {
		inside("stance", false, s.Who, s.What, s.Span, s.Cue)
		said("stance", s.Said)
		mentioned("holder", s.Holder)
		mentioned("toward", s.Toward)
		if s.Cue.From < at || s.Strength < 1 || s.Strength > 3 || s.Polarity == "" {
			t.Errorf("stance %+v after word %d", s, at)
		}
		at = s.Cue.From
	}
	at = -1
	for _, q := range got.Questions {
		inside("question", false, append(q.Options, q.Span, q.Cue)...)
		inside("until", true, q.Until, q.Condition)
		said("question", q.Said)
		mentioned("by", q.By)
		if q.Span.From < at || q.Low > q.High || (q.Kind == discourse.Open) != (q.Certainty == "") || len(q.Options) == 1 {
			t.Errorf("question %+v after word %d", q, at)
		}
		at = q.Span.From
	}
	for _, o := range got.Opinions {
		if o.Sent < 0 || o.Sent >= len(got.doc.Sents) || len(o.Evidence) == 0 || len(o.Evidence) != len(o.Why) {
			t.Errorf("opinion %+v", o)
		}
	}
	if got.Share < 0 || got.Share > 1 || got.Manner == "" {
		t.Errorf("manner %q, share %g", got.Manner, got.Share)
	}
	for _, f := range got.Findings {
		if len(f.Spans) == 0 || f.Kind != "loaded-word" || f.Text == "" {
			t.Errorf("finding %+v", f)
		}
		for _, p := range f.Spans {
			if text, err := p.Span.In(got.doc.Text); err != nil || text != p.Text {
				t.Errorf("finding %+v: %q, %v", f, text, err)
			}
		}
	}
}
