package reading

import (
	"slices"
	"strings"

	"hearsay"
	"hearsay/internal/event"
)

// odd returns what only the stages together can see: a headline that is surer
// than the text, a claim that is hedged later, quotations that an editor
// changed, parts that are more than their whole.
func (a *assembly) odd(es []event.Event) []hearsay.Finding {
	var out []hearsay.Finding
	out = append(out, a.altered()...)
	for i := range es {
		if f, ok := a.surerHeadline(es, i); ok {
			out = append(out, f)
		} else if f, ok := a.hedged(es, i); ok {
			out = append(out, f)
		}
	}
	if f, ok := a.plainHeadline(es); ok && !slices.ContainsFunc(out, func(o hearsay.Finding) bool { return o.Kind == f.Kind }) {
		out = append(out, f)
	}
	return append(out, a.sums()...)
}

// altered tells of words in square brackets inside a quotation: they are the
// editor's. "We will hold [the depot],” he said" has some; "[The depot burned,
// he said.]" has none, since nothing is quoted, and "[sic]" changes nothing.
func (a *assembly) altered() []hearsay.Finding {
	var spans []hearsay.Receipt
	seen := map[int]bool{}
	for _, s := range a.said {
		if s.Mode != hearsay.Direct && s.Mode != hearsay.Mixed {
			continue
		}
		for _, c := range s.Content {
			content := a.receipt(c[0], c[1])
			quoted := false // inside the marks
			for at := 0; at < len(content.Text); at++ {
				switch rest := content.Text[at:]; {
				case strings.HasPrefix(rest, "“"):
					quoted = true
				case strings.HasPrefix(rest, "”"):
					quoted = false
				case rest[0] == '"':
					quoted = !quoted
				case rest[0] == '[' && (quoted || s.Mode == hearsay.Direct):
					end := strings.IndexByte(rest, ']')
					if end < 2 || end > 80 || strings.EqualFold(rest[1:end], "sic") || seen[content.Start+at] {
						continue
					}
					seen[content.Start+at] = true
					spans = append(spans, hearsay.ReceiptFor(a.doc.Text, hearsay.Span{Start: content.Start + at, End: content.Start + at + end + 1}))
				}
			}
		}
	}
	if spans == nil {
		return nil
	}
	text := "words in square brackets are the editor's, not the speaker's"
	return []hearsay.Finding{{Kind: "quote-altered", Spans: spans, Text: text}}
}

// hedged tells of an event that the text first gives as a fact and later, still
// in its own voice, as no more than likely: "Soldiers attacked the depot. … The
// soldiers may have attacked the depot to hide their tracks." Others' attacks,
// and those that a source thinks possible, are none of these.
func (a *assembly) hedged(es []event.Event, i int) (f hearsay.Finding, ok bool) {
	e := &es[i]
	if e.Said >= 0 || e.Status != "happened" || e.Value < 2.5 {
		return f, false
	}
	for k := i + 1; k < len(es); k++ {
		o := &es[k]
		if o.Said >= 0 || o.Type != e.Type || o.Value >= 2 || o.Value <= 0 || o.Status != "hypothetical" && o.Status != "unknown" ||
			a.doc.Words[o.Word].Lemma != a.doc.Words[e.Word].Lemma || !shared(e.Actors, o.Actors) || !shared(e.Recipients, o.Recipients) {
			continue
		}
		return hearsay.Finding{
			Kind:  "hedged-later",
			Spans: []hearsay.Receipt{a.receipt(e.From, e.To), a.receipt(o.From, o.To)},
			Text:  "what is given as a fact here is later only thought possible",
		}, true
	}
	return f, false
}

// shared reports whether two lists of roles have somebody in common.
func shared(x, y []event.Role) bool {
	for _, r := range x {
		for _, o := range y {
			if r.Entity >= 0 && r.Entity == o.Entity {
				return true
			}
		}
	}
	return false
}

// inHeadline reports whether word i stands in a headline.
func (a *assembly) inHeadline(i int) bool {
	return a.out.Document.Blocks[a.doc.SentOf(i).Block].Kind == hearsay.Headline
}

// innermost returns the innermost attribution whose content holds word i, -1 if
// none does.
func (a *assembly) innermost(i int) int {
	best := -1
	for k, s := range a.said {
		for _, c := range s.Content {
			if c[0] <= i && i < c[1] && (best < 0 || a.inside(k, best)) {
				best = k
			}
		}
	}
	return best
}
