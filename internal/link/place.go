package link

import (
	"slices"
	"strconv"

	"hearsay"
)

// Place finds what links a report with those on the shelf. It costs what the
// report's candidates cost, not the size of the case. When all reports of a case
// were placed, and those again that changes name, the links are the same in
// whatever order that was done; but where a passage stands in more reports than
// are compared with each other (see mostHolders) it matters which came first.
func Place(id hearsay.DocumentID, shelf Shelf) Change {
	p := shelf.Report(id)
	c := Change{Document: id}
	if p == nil {
		return c
	}
	own := p.Sketch()
	fresh := shelf.Sketches(id)[0] == nil
	if fresh {
		c.Sketch = own
	}
	pl := &placing{p: p, shelf: shelf, look: newLooker(shelf, own), links: make(map[string]Link), gone: make(map[string]bool),
		edged: make(map[hearsay.ClaimID][]Edge), copiers: make(map[hearsay.DocumentID][]Link)}
	words := pl.look.words(p, fresh)
	c.Again = words.again
	for _, l := range shelf.Names(id, 0, KindCopy, KindCites, KindCorrection, KindContradiction, KindForecast) {
		if l.Kind != KindContradiction || pairwise(l.Differs) { // others are of a group
			pl.gone[l.ID] = true
		}
	}
	// What was rewritten may share no five words in a row that are a print; it has
	// the names and numbers all the same.
	pl.about = pl.look.about(p)
	for _, o := range distinct(words.near, pl.about) {
		later, before := p, o
		if earlier(p, o) < 0 {
			later, before = o, p
		}
		if x := compare(later, before, words.with(o)); x != nil {
			l := x.link()
			pl.copies = append(pl.copies, l)
			pl.add(l)
		}
	}
	pl.edges()
	pl.cites(words.near)
	pl.corrections()
	pl.groups()
	c.Edges = pl.strong
	for _, k := range sorted(pl.links) {
		c.Links = append(c.Links, pl.links[k])
		delete(pl.gone, k)
	}
	c.Gone = sorted(pl.gone)
	return c
}

// distinct returns the reports of both lists, each once.
func distinct(a, b []*Report) []*Report {
	out := slices.Clone(a)
	for _, p := range b {
		if !slices.Contains(a, p) {
			out = append(out, p)
		}
	}
	return out
}

// A placing is the work of placing one report.
type placing struct {
	p      *Report
	shelf  Shelf
	look   *looker
	copies []Link // of p
	about  []*Report
	strong []Edge // of p's claims
	links  map[string]Link
	gone   map[string]bool
	// What was asked of the shelf, by what it was asked of.
	edged   map[hearsay.ClaimID][]Edge
	copiers map[hearsay.DocumentID][]Link
}

func (pl *placing) add(l Link) { pl.links[l.ID()] = l }

// joining are the weights by which events are joined for readers: with a
// threshold above the one that scores best.
var joining = func() Weights {
	w := Fitted
	w.Threshold = max(w.Threshold, cautious)
	return w
}()

// edges compares p's claims with each other and with those of reports about the
// same.
func (pl *placing) edges() {
	claims := pl.p.Claims()
	pair := func(a, b *Claim, reports float64) {
		if a.before(b) > 0 {
			a, b = b, a
		}
		if a.apart(b) {
			if l, ok := differentDates(a, b, reports, joining); ok {
				pl.add(l)
			}
			return
		}
		if l, ok := differentTypes(a, b); ok {
			pl.add(l)
		}
		if p := likely(a, b, reports); p >= joining.Threshold {
			e := Edge{a.ID(), b.ID(), p}
			if e.A.Compare(e.B) > 0 {
				e.A, e.B = e.B, e.A
			}
			pl.strong = append(pl.strong, e)
		}
		pl.forecast(a, b, reports)
		pl.forecast(b, a, reports)
	}
	for i, a := range claims {
		for _, b := range claims[i+1:] {
			pair(a, b, 1)
		}
	}
	for _, o := range pl.about {
		reports := Cosine(pl.p, o)
		for _, a := range claims {
			for _, b := range o.Claims() {
				pair(a, b, reports)
			}
		}
	}
	slices.SortFunc(pl.strong, compareEdges)
}

// ID names the claim.
func (c *Claim) ID() hearsay.ClaimID {
	id := hearsay.ClaimID{Document: c.Report.Document.ID}
	if c.Event != nil {
		id.Event = c.Event.ID
	}
	return id
}

// cites says which reports name each other's outlets as their source: of those
// that share words with p, or tell of an event of it.
func (pl *placing) cites(near []*Report) {
	tells := make(map[hearsay.DocumentID]float64)
	for _, e := range pl.strong {
		for _, id := range []hearsay.DocumentID{e.A.Document, e.B.Document} {
			tells[id] = max(tells[id], e.Probability)
		}
	}
	for i := range pl.copies {
		l := &pl.copies[i]
		tells[l.From.Document()], tells[l.To.Document()] = 0.9, 0.9
	}
	seen := make(map[*Report]bool)
	for _, o := range slices.Concat(near, pl.about) {
		sure := tells[o.Document.ID]
		if seen[o] || sure == 0 {
			continue
		}
		seen[o] = true
		for _, x := range [][2]*Report{{pl.p, o}, {o, pl.p}} {
			// A report cites what was there before it.
			if name := names(x[0], x[1]); name != "" && published(x[0], x[1]) >= 0 {
				pl.add(Link{Kind: KindCites, From: x[0].Ref(), To: x[1].Ref(), Why: []hearsay.Why{why("cites.stated", "it names "+name)}, Confidence: sure})
			}
		}
	}
}

// corrections compares p with the version before it and the one after, and
// finds what its notices are about.
func (pl *placing) corrections() {
	var before, after *Report
	ids := pl.shelf.Versions(pl.p.Document.URL)
	if i := slices.Index(ids, pl.p.Document.ID); i >= 0 && pl.p.Document.URL != "" {
		if i > 0 {
			before = pl.shelf.Report(ids[i-1])
		}
		if i+1 < len(ids) {
			after = pl.shelf.Report(ids[i+1])
		}
	}
	correct := func(later, earlier *Report) {
		copies := pl.shelf.Links(earlier.Document.ID, 0, KindCopy)
		if l, ok := Corrected(later, earlier, pl.with(copies)); ok {
			pl.add(l)
		}
	}
	if before != nil && after != nil { // p came between
		between := Link{Kind: KindCorrection, From: after.Ref(), To: before.Ref()}
		pl.gone[between.ID()] = true
	}
	if after != nil {
		alone := Link{Kind: KindCorrection, From: after.Ref(), To: after.Ref()}
		pl.gone[alone.ID()] = true
		correct(after, pl.p)
	}
	switch ns := Notices(pl.p.Reading); {
	case before != nil:
		correct(pl.p, before)
	case len(ns) > 0:
		pl.add(notice(pl.p, pl.corrected(), ns))
	}
	// Whoever copied what was corrected is named with the correction.
	for i := range pl.copies {
		if l := &pl.copies[i]; l.From == pl.p.Ref() && l.Direction == FromTo {
			for _, x := range pl.shelf.Links(l.To.Document(), 0, KindCorrection) {
				if later := pl.shelf.Report(x.From.Document()); x.To == l.To && x.From != x.To && later != nil {
					correct(later, pl.shelf.Report(l.To.Document()))
				}
			}
		}
	}
}

// with returns copies with those of p in place of what was known of p before.
func (pl *placing) with(copies []Link) []Link {
	out := slices.DeleteFunc(copies, func(l Link) bool { return pl.gone[l.ID()] })
	for _, l := range pl.copies {
		if !slices.ContainsFunc(out, func(x Link) bool { return x.ID() == l.ID() }) {
			out = append(out, l)
		}
	}
	return out
}

// corrected returns the report that a notice of p is about: an earlier one of
// its outlet that tells of the same event, the most alike; p itself if none is
// known.
func (pl *placing) corrected() *Report {
	best, most := pl.p, 0.0
	tells := make(map[hearsay.DocumentID]bool)
	for _, e := range pl.strong {
		tells[e.A.Document], tells[e.B.Document] = true, true
	}
	for _, o := range pl.about {
		if x := Cosine(pl.p, o); tells[o.Document.ID] && x > most && pl.p.Document.Outlet != "" && o.Document.Outlet == pl.p.Document.Outlet && published(o, pl.p) < 0 {
			best, most = o, x
		}
	}
	return best
}

// notice is the link of a report that says that it, or an earlier one of its
// outlet, was wrong.
func notice(p, about *Report, ns []Notice) Link {
	l := Link{Kind: KindCorrection, From: p.Ref(), To: about.Ref(), Confidence: 0.8}
	if about != p {
		l.Confidence = 0.6
	}
	for _, n := range ns {
		rule := "correction.notice"
		if n.Retraction {
			rule = "correction.retraction"
		}
		l.Why = append(l.Why, why(rule, n.Span.Text))
	}
	return l
}

// forecast says that b may settle a prediction that a is about.
func (pl *placing) forecast(a, b *Claim, reports float64) {
	if a.Event == nil || b.Event == nil || !happened(b.Event) || published(b.Report, a.Report) <= 0 || a.sameType(b) < 1 {
		return
	}
	for i := range a.Report.Questions {
		q := &a.Report.Questions[i]
		if q.Kind != "prediction" || !slices.Contains(q.About, a.Event.ID) {
			continue
		}
		f := Features(a, b, reports)
		if p := joining.Probability(f); p >= joining.Threshold && samePlace(a.place, b.place) >= 0 {
			from := a.Report.Ref()
			from.ID += "#q" + strconv.Itoa(int(q.ID))
			pl.add(Link{Kind: KindForecast, From: from, To: b.Ref(), Confidence: p,
				Passages: []Passage{{From: q.Span, To: b.Event.Trigger}},
				Why:      []hearsay.Why{why("forecast.event", b.Event.Status+", published "+b.Report.Document.Published.Value)}})
		}
	}
}
