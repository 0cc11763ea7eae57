package factuality_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"hearsay"
	"hearsay/internal/attribution"
	"hearsay/internal/factuality"
	"hearsay/internal/syntax"
)

// consistent checks what holds of every judgement.
func consistent(t *testing.T, g factuality.Judgement, said int) {
	t.Helper()
	if math.IsNaN(g.Value) || g.Value < -3 || g.Value > 3 || g.Crowd < -3 || g.Crowd > 3 || g.Readers < -3 || g.Readers > 3 {
		t.Errorf("value %v, readers %v, crowd %v", g.Value, g.Readers, g.Crowd)
	}
	if g.Label != factuality.Label(g.Value) {
		t.Errorf("label %s of %v", g.Label, g.Value)
	}
	if !slices.Contains(factuality.Statuses, g.Status) {
		t.Errorf("status %q", g.Status)
	}
	switch g.Status {
	case factuality.Happened, factuality.Ongoing, factuality.Habitual:
		if g.Value < 0.5 {
			t.Errorf("%s with value %v", g.Status, g.Value)
		}
	case factuality.Denied, factuality.NotHappened:
		if g.Value > -0.5 {
			t.Errorf("%s with value %v", g.Status, g.Value)
		}
	default:
		if g.Value <= -0.5 {
			t.Errorf("%s with value %v", g.Status, g.Value)
		}
	}
	if g.Said < -1 || g.Said >= said {
		t.Errorf("said by %d of %d", g.Said, said)
	}
	if a := g.Author; a != nil && (a.Label != factuality.Label(a.Value) || a.Label == g.Label || math.Abs(a.Value) > 3) {
		t.Errorf("author %v where the source has %s", *a, g.Label)
	}
	if g.Confidence < 0 || g.Confidence > 1 {
		t.Errorf("confidence %v", g.Confidence)
	}
}

func FuzzText(f *testing.F) {
	for _, s := range sentences(f) {
		f.Add(s.text)
	}
	f.Add("“‘\"\n\n?!… to to to not if if\x00 said said")
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 5000 {
			return
		}
		j, d, said := judge(strings.ToValidUTF8(text, "?"), nil)
		for i := -1; i <= len(d.Words); i++ {
			consistent(t, j.Of(i), len(said))
		}
	})
}

// What trees are made of in FuzzTrees.
var (
	texts = []string{"not", "will", "would", "have", "to", "if", "that", "refuse", "plan", "said", "deny", "attack", "no", "any", "nobody", "?", ",", "“", "likely", "begin",
		"the", "for", "from", "yet", "used", "should", "enough", "too", "than", "tomorrow", "every", "Friday", "and", "or", "but", "call", "off", "be", "falsely", "without"}
	upos = []string{"VERB", "NOUN", "AUX", "ADJ", "ADV", "PRON", "PROPN", "PUNCT", "DET", "PART", "SCONJ", "ADP"}
	xpos = []string{"VB", "VBD", "VBG", "VBN", "VBZ", "VBP", "MD", "NN", "NNS", "TO", "IN", "RB", "WRB", "DT"}
	rels = []string{"nsubj", "nsubj:pass", "obj", "obl", "nmod", "xcomp", "ccomp", "advcl", "acl", "acl:relcl", "conj", "aux", "cop", "mark", "case", "advmod", "det",
		"amod", "compound", "compound:prt", "parataxis", "csubj", "cc", "root"}
)

// FuzzTrees judges words of trees of any shape, circles included, with
// attributions that lie anyhow.
func FuzzTrees(f *testing.F) {
	f.Add([]byte{7, 0, 1, 0, 23, 0, 0, 4, 0, 15, 11, 0, 0, 0, 5, 1, 2, 3, 4}, uint8(2))
	f.Add([]byte("the guards did not refuse to plan to deny that"), uint8(9))
	f.Fuzz(func(t *testing.T, b []byte, cut uint8) {
		if len(b) > 1000 {
			return
		}
		n := len(b) / 5
		ws := make([]syntax.Word, n)
		var text strings.Builder
		for i := range ws {
			k := b[5*i:]
			w := texts[int(k[0])%len(texts)]
			ws[i] = syntax.Word{Span: hearsay.Span{Start: text.Len(), End: text.Len() + len(w)}, Text: w, Lemma: w,
				UPOS: upos[int(k[1])%len(upos)], XPOS: xpos[int(k[2])%len(xpos)], Head: int(k[3])%(n+1) - 1, Rel: rels[int(k[4])%len(rels)]}
			text.WriteString(w + " ")
		}
		var sents []syntax.Sent
		if n > 0 {
			sents = []syntax.Sent{{From: 0, To: n}}
		}
		d := syntax.New(text.String(), nil, ws, sents, nil)
		c := int(cut) % (n + 1)
		said := []attribution.Attribution{
			{Content: [][2]int{{0, n}}, Within: -1, Mode: hearsay.Direct, Source: -1},
			{Content: [][2]int{{c, n}}, Within: 0, CueFrom: max(0, c-1), CueTo: c, Act: hearsay.Deny, Source: -1},
			{Content: [][2]int{{0, c}, {c, c}}, Within: 1, Act: hearsay.Threaten, Source: -1},
		}
		j := factuality.New(d, nil, said)
		for i := -1; i <= n; i++ {
			consistent(t, j.Of(i), len(said))
		}
	})
}

func TestWithoutModel(t *testing.T) {
	right := 0
	all := sentences(t)
	for _, s := range all {
		j, d, said := judge(s.text, nil)
		i := slices.IndexFunc(d.Words, func(w syntax.Word) bool { return w.Start == s.at })
		g := j.Of(i)
		consistent(t, g, len(said))
		if g.Status == s.status {
			right++
		} else if testing.Verbose() {
			t.Logf("%s: %s for %s %v", s.text, g.Status, s.status, g.Why)
		}
	}
	if right < len(all)*6/10 {
		t.Errorf("%d of %d statuses are right without a model", right, len(all))
	}
}

func TestOutside(t *testing.T) {
	j := factuality.New(syntax.New("", nil, nil, nil, nil), nil, nil)
	for _, i := range []int{-1, 0, 7} {
		if g := j.Of(i); g.Status != factuality.Unknown || g.Label != "UU" || g.Said != -1 {
			t.Errorf("word %d of none: %+v", i, g)
		}
	}
}
