package ui

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"

	"hearsay"
	"hearsay/internal/casefile"
)

// A story is events of one place and course of things that follow from each other.
type story struct {
	ID, Name    string
	First, Last string
	Events      []storyEvent
	Reports     int // of all events
}

// A storyEvent is one event of a story, with where it lies on the story's line, in
// thousandths.
type storyEvent struct {
	casefile.Happening
	X, W             string
	Dot              bool
	Reports, Origins int
}

// storyOf returns what a link of kind story joins, its events by day.
func (b book) storyOf(l hearsay.Link) (s story) {
	s.ID = l.ID()
	for _, w := range l.Why {
		if w.Rule == "story" {
			s.Name, _, _ = strings.Cut(w.Note, ", ")
		}
	}
	for _, r := range l.Refs() {
		if h, ok := b.at(r); ok && !slices.ContainsFunc(s.Events, func(e storyEvent) bool { return e.Document == h.Document && e.Event == h.Event }) {
			s.Events = append(s.Events, storyEvent{Happening: h, Reports: 1, Origins: 1})
		}
	}
	day := func(e storyEvent) string { return cmp.Or(e.First, e.Last, e.Published) }
	slices.SortStableFunc(s.Events, func(a, b storyEvent) int { return cmp.Compare(day(a), day(b)) })
	if len(s.Events) == 0 {
		return s
	}
	s.First, s.Last = day(s.Events[0]), day(s.Events[len(s.Events)-1])
	rv := timelineView{River: &river{From: s.First, To: s.Last}, Page: &casefile.Happenings{}}
	for i := range s.Events {
		e := &s.Events[i]
		h := e.Happening
		h.First, h.Last = day(*e), cmp.Or(e.Last, day(*e)) // placed by its report's day where nothing else is known
		rv.Page.Events = []casefile.Happening{h}
		rv.Lanes = nil
		if rv.lanes(); len(rv.Lanes) == 1 {
			e.X, e.W, e.Dot = rv.Lanes[0].X, rv.Lanes[0].W, rv.Lanes[0].Dot
		}
	}
	s.Name = orElse(s.Name, headOf(&s.Events[0].Happening))
	return s
}

// stories returns the stories of most reports.
func (u *UI) storiesOf(ctx context.Context, limit int) (all []story, err error) {
	links, err := u.store.Leading(ctx, hearsay.LinkStory, limit)
	if err != nil || len(links) == 0 {
		return nil, err
	}
	b, err := u.look(ctx, links...)
	for _, l := range links {
		if s := b.storyOf(l); len(s.Events) > 1 {
			all = append(all, s)
		}
	}
	return all, err
}

type storiesView struct {
	All  []story
	More int
}

// stories lists the stories of the case.
func (u *UI) stories(r *http.Request) (view, error) {
	ctx := r.Context()
	all, err := remembered(ctx, u, "stories", func() ([]story, error) { return u.storiesOf(ctx, 60) })
	if err != nil {
		return view{}, err
	}
	counts, err := u.store.LinkCounts(ctx)
	return view{"Stories", storiesView{all, counts[hearsay.LinkStory] - len(all)}}, err
}

// story shows one story.
func (u *UI) story(r *http.Request) (view, error) {
	ctx := r.Context()
	found, err := u.store.Links(ctx, casefile.LinkAsk{ID: r.PathValue("id")})
	if err != nil {
		return view{}, err
	}
	if len(found.Links) == 0 || found.Links[0].Kind != hearsay.LinkStory {
		return view{}, &hearsay.Error{Op: "story", Kind: hearsay.NotFound, Err: errors.New("there is no such story"), Hint: "Stories change their ids when events come before their first."}
	}
	b, err := u.look(ctx, found.Links...)
	if err != nil {
		return view{}, err
	}
	s := b.storyOf(found.Links[0])
	reports := make(map[hearsay.DocumentID]bool)
	for i := range s.Events {
		e := &s.Events[i]
		same, err := u.store.Links(ctx, casefile.LinkAsk{Kinds: []string{hearsay.LinkSameEvent}, Document: e.Document, Event: e.Event})
		if err != nil {
			return view{}, err
		}
		reports[e.Document] = true
		if len(same.Links) > 0 {
			of := make(map[hearsay.DocumentID]bool)
			for _, r := range same.Links[0].Refs() {
				of[r.Document()], reports[r.Document()] = true, true
			}
			e.Reports, e.Origins = len(of), same.Links[0].Origins
		}
	}
	s.Reports = len(reports)
	return view{short(s.Name, 80), s}, nil
}
