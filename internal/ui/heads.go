package ui

import (
	"context"
	"strings"
	"sync"

	"hearsay"
	"hearsay/internal/casefile"
)

// heads are the first words of reports without a headline, which stand for one.
type heads struct {
	sync.Mutex
	of map[hearsay.DocumentID]string
}

// mostHeads is how many are remembered.
const mostHeads = 5000

// headline puts the first words of a report where its headline is missing.
func (u *UI) headline(ctx context.Context, id hearsay.DocumentID, title *string) {
	if *title != "" {
		return
	}
	u.heads.Lock()
	defer u.heads.Unlock()
	if s, ok := u.heads.of[id]; ok {
		*title = s
		return
	}
	if u.heads.of == nil || len(u.heads.of) >= mostHeads {
		u.heads.of = make(map[hearsay.DocumentID]string)
	}
	k, err := u.store.Document(ctx, id.String())
	if err != nil {
		return
	}
	*title = opening(k.Document)
	u.heads.of[id] = *title
}

// opening returns the first words of a document that are no line around it.
func opening(d hearsay.Document) string {
	text := d.Text
	for _, b := range d.Blocks {
		if b.Kind == hearsay.Paragraph && b.Span.End <= len(d.Text) && b.Span.End-b.Span.Start > 40 {
			text = d.Text[b.Span.Start:b.Span.End]
			break
		}
	}
	words := strings.Fields(short(text, 400))
	if len(words) == 0 {
		return ""
	}
	if len(words) <= 12 {
		return strings.Join(words, " ")
	}
	return strings.Join(words[:12], " ") + " …"
}

func (u *UI) headlinesOf(ctx context.Context, all []casefile.Happening) {
	for i := range all {
		u.headline(ctx, all[i].Document, &all[i].Title)
	}
}

func (u *UI) headlinesOfHits(ctx context.Context, p *casefile.Page) {
	for i := range p.Hits {
		u.headline(ctx, p.Hits[i].Document, &p.Hits[i].Title)
	}
}

func (u *UI) headlinesOfOpen(ctx context.Context, lists ...[]casefile.Open) {
	for _, all := range lists {
		for i := range all {
			u.headline(ctx, all[i].Document, &all[i].Title)
		}
	}
}
