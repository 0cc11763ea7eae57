package ui

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"hearsay"
	"hearsay/internal/casefile"
	"hearsay/internal/link"
	"hearsay/internal/query"
)

// A graded is an outlet, or somebody who is cited, with the record that its grade is earned by, and the
// grades that people gave it.
type graded struct {
	link.Source
	Owner   string
	Given   []casefile.Grade
	Reports int
	// Ends of the interval of the share of claims that hold, and parts of the
	// record, in per cent.
	Low, Span                    int
	Confirmed, Contradicted, Off int
	Tested                       int
}

// graded returns the outlets of the case with their grades, the best first, those
// that cannot be judged last.
func (u *UI) graded(ctx context.Context) ([]graded, error) {
	all, err := remembered(ctx, u, "graded", func() ([]graded, error) { return u.earned(ctx) })
	if err != nil {
		return nil, err
	}
	given, err := u.store.Grades(ctx)
	if err != nil {
		return nil, err
	}
	owners, err := u.store.Owners(ctx)
	if err != nil {
		return nil, err
	}
	all = slices.Clone(all)
	for i := range all {
		g := &all[i]
		for _, x := range given {
			if strings.EqualFold(x.Source, g.Name) {
				g.Given = append(g.Given, x)
			}
		}
		for _, o := range owners {
			if strings.EqualFold(o.Outlet, g.Name) {
				g.Owner = o.Owner
			}
		}
	}
	return all, nil
}

// earned returns the outlets, and whom they cite by name, with the grades that they earned.
func (u *UI) earned(ctx context.Context) ([]graded, error) {
	outlets, err := u.store.Published(ctx)
	if err != nil {
		return nil, err
	}
	sources, err := link.Sources(func(yield func(*hearsay.Link, error) bool) {
		a := casefile.LinkAsk{Kinds: []string{hearsay.LinkContradiction, hearsay.LinkCorrection, hearsay.LinkOrigin, hearsay.LinkSameEvent}, Limit: 500}
		for {
			p, err := u.store.Links(ctx, a)
			if err != nil {
				yield(nil, err)
				return
			}
			for i := range p.Links {
				if !yield(&p.Links[i], nil) {
					return
				}
			}
			if a.After = p.Next; p.Next == "" {
				return
			}
		}
	}, func(id hearsay.DocumentID) string { return outlets[id] })
	if err != nil {
		return nil, err
	}
	reports := make(map[string]int)
	var names []string
	for _, o := range outlets {
		if o != "" {
			if reports[o] == 0 {
				names = append(names, o)
			}
			reports[o]++
		}
	}
	slices.Sort(names)
	var all []graded
	for _, s := range sources {
		all = append(all, gradedOf(s))
	}
	for _, name := range names {
		if !slices.ContainsFunc(all, func(g graded) bool { return strings.EqualFold(g.Name, name) }) {
			all = append(all, gradedOf(link.Source{Name: name, Grade: link.Record{}.Grade()}))
		}
	}
	for i := range all {
		all[i].Reports = reports[all[i].Name]
	}
	return all, nil
}

func gradedOf(s link.Source) graded {
	r := s.Record
	g := graded{Source: s, Tested: r.Confirmed + r.Contradicted + r.Corrected, Low: int(100*s.Grade.Low + 0.5)}
	g.Span = max(int(100*s.Grade.High+0.5)-g.Low, 1)
	if g.Tested > 0 {
		g.Confirmed, g.Contradicted = 100*r.Confirmed/g.Tested, 100*r.Contradicted/g.Tested
		g.Off = g.Confirmed + g.Contradicted
	}
	return g
}

type sourcesView struct {
	Sources  []citedSource
	Outlets  []graded
	Nameless int // reports without an outlet
}

// A citedSource is somebody who is cited, with the grade that was earned, if any
// claim could be tested.
type citedSource struct {
	casefile.Source
	Graded *graded
}

// sources lists who is cited, and who publishes.
func (u *UI) sources(r *http.Request) (view, error) {
	var v sourcesView
	cited, err := remembered(r.Context(), u, "cited", func() ([]casefile.Source, error) { return u.store.Sources(r.Context(), "", 200) })
	if err != nil {
		return view{}, err
	}
	all, err := u.graded(r.Context())
	if err != nil {
		return view{}, err
	}
	by := make(map[string]*graded)
	for i := range all {
		if g := &all[i]; !g.Cited {
			v.Outlets = append(v.Outlets, *g)
		} else if g.Tested > 0 {
			by[link.Fold(g.Name)] = g
		}
	}
	for _, s := range cited {
		v.Sources = append(v.Sources, citedSource{s, by[link.Fold(s.Name)]})
	}
	outlets, err := u.store.Outlets(r.Context())
	for _, o := range outlets {
		if o.Name == "" {
			v.Nameless += o.Reports
		}
	}
	return view{"Sources", v}, err
}

type nameView struct {
	Name     string
	Source   *casefile.Source
	Outlet   *graded
	Record   []recorded
	OnWord   *casefile.Happenings
	PartIn   *casefile.Happenings
	Mentions *casefile.Page
	Reports  *casefile.Page // that it published
	Letters  []string
}

// A recorded is one thing that a grade is earned by.
type recorded struct {
	What  string // confirmed, contradicted, corrected
	Claim casefile.Happening
}

// name shows what is known of a name: what is said on its word, what it takes
// part in, and where it is mentioned; of an outlet, its record.
func (u *UI) name(r *http.Request) (view, error) {
	ctx, name := r.Context(), strings.TrimSpace(r.FormValue("name"))
	if name == "" {
		return view{}, &hearsay.Error{Op: "name", Kind: hearsay.NotFound, Err: errNoName, Hint: "The page of sources lists them."}
	}
	v := nameView{Name: name, Letters: grades}
	cited, err := u.store.Sources(ctx, name, 1)
	if err != nil {
		return view{}, err
	}
	if len(cited) > 0 {
		v.Source = &cited[0]
	}
	ask := func(field string, limit int) casefile.Ask {
		return casefile.Ask{Query: query.And{query.Field{Name: field, Values: []string{name}}}, Limit: limit}
	}
	if v.OnWord, err = u.store.Events(ctx, ask("said-by", 15)); err != nil {
		return view{}, err
	}
	if v.PartIn, err = u.store.Events(ctx, ask("who", 15)); err != nil {
		return view{}, err
	}
	if v.Mentions, err = u.store.Find(ctx, ask("mentions", 12)); err != nil {
		return view{}, err
	}
	u.headlinesOf(ctx, v.OnWord.Events)
	u.headlinesOf(ctx, v.PartIn.Events)
	u.headlinesOfHits(ctx, v.Mentions)
	all, err := u.graded(ctx)
	if err != nil {
		return view{}, err
	}
	if i := slices.IndexFunc(all, func(g graded) bool { return strings.EqualFold(g.Name, name) }); i >= 0 {
		v.Outlet = &all[i]
		if v.Reports, err = u.store.Find(ctx, ask("outlet", 12)); err != nil {
			return view{}, err
		}
		u.headlinesOfHits(ctx, v.Reports)
		if v.Record, err = u.recorded(ctx, v.Outlet); err != nil {
			return view{}, err
		}
	}
	return view{short(name, 60), v}, nil
}

// recordShown is how many things that a grade is earned by are shown.
const recordShown = 40

// recorded returns what an outlet's grade is earned by.
func (u *UI) recorded(ctx context.Context, g *graded) (all []recorded, err error) {
	var links []hearsay.Link
	for _, id := range g.For[:min(len(g.For), recordShown)] {
		p, err := u.store.Links(ctx, casefile.LinkAsk{ID: id})
		if err != nil {
			return nil, err
		}
		links = append(links, p.Links...)
	}
	b, err := u.look(ctx, links...)
	if err != nil {
		return nil, err
	}
	for _, l := range links {
		x := recorded{What: "confirmed"}
		switch {
		case l.Kind == hearsay.LinkCorrection:
			x.What = "corrected"
		case l.Origins <= 1:
			x.What = "contradicted"
		}
		for _, r := range l.Refs() {
			if h, ok := b.at(r); ok && (g.Cited || strings.EqualFold(h.Outlet, g.Name)) {
				x.Claim = h
				all = append(all, x)
				break
			}
		}
	}
	return all, nil
}
