package link

import (
	"cmp"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strings"

	"hearsay"
)

// surely is how probable it must be that two claims are of one event before
// they are held against each other: two attacks on one town in one week are
// easily taken for one, and then everything about them differs.
const surely = 0.5

// Contradictions returns where claims of one event cannot both be true, one
// link for each two reports and each thing they differ in. Claims of one
// report are its own affair, and so are reports of different days.
func Contradictions(claims []*Claim, w Weights) []Link {
	return contradictions(claims, func(a, b *Claim) bool {
		// Of reports of two days that do not say when, the later may tell of more.
		return daysApart(a.Report, b.Report) <= 1 && (a.sameTime(b) != 0 || a.Report.day != NoDay && a.Report.day == b.Report.day) &&
			w.Probability(Features(a, b, Cosine(a.Report, b.Report))) >= surely
	})
}

// contradictions compares the claims of two reports that are of one event.
func contradictions(claims []*Claim, one func(a, b *Claim) bool) []Link {
	var out []Link
	type told struct {
		a, b *Report
		what string
	}
	seen := make(map[told]bool)
	for i, a := range claims {
		for _, b := range claims[i+1:] {
			if a.Report == b.Report || !one(a, b) {
				continue
			}
			for _, l := range a.differs(b) {
				k := told{a.Report, b.Report, l.Differs}
				if !seen[k] && len(out) < mostContradictions {
					seen[k] = true
					out = append(out, l)
				}
			}
		}
	}
	return out
}

// mostContradictions is how many are written of one event: forty reports of
// two numbers have 400 pairs.
const mostContradictions = 60

// differs compares two claims of one event.
func (a *Claim) differs(b *Claim) []Link {
	var out []Link
	say := func(what string, x, y hearsay.Receipt, note string, sure float64) {
		out = append(out, Link{
			Kind: KindContradiction, From: a.Ref(), To: b.Ref(), Differs: what,
			Passages: []Passage{{From: x, To: y}}, Chains: [][]string{a.chain(), b.chain()},
			Why: []hearsay.Why{why("contradiction."+what, note)}, Confidence: sure,
		})
	}
	place, time := samePlace(a.place, b.place), a.sameTime(b)
	leads := sameLead(a, b)
	known := place > 0 && time >= 0 || time > 0 && place >= 0 || place == 0 && time == 0 && identified(a, b) >= 3 || leads
	count := func(c *Claim, what string) (hearsay.Count, bool) {
		if leads && what == "dead" {
			return c.toll()
		}
		return c.count(what)
	}
	for _, what := range tolled {
		if !known || sameName(a.Report, b.Report) {
			break
		}
		x, okA := count(a, what)
		y, okB := count(b, what)
		// "17, eight of them children" is no other toll than "eight children and nine
		// others": a report that has the other's number too counts something else.
		if okA && okB && a.whole(x) && b.whole(y) && apart(x, y) && !b.tells(x.Value) && !a.tells(y.Value) && !grew(a, b, x, y) {
			say("count", x.Span, y.Span, fmt.Sprintf("%s: %s and %s", what, bounds(x), bounds(y)), 0.8)
		}
	}
	if a.Event == nil || b.Event == nil {
		return out
	}
	v, w := a.Event, b.Event
	if stated(v.Place.From) && stated(w.Place.From) && time > 0 && farApart(a.place, b.place) {
		say("place", a.place.Span, b.place.Span, a.place.Name+" and "+b.place.Name, 0.6)
	}
	// Many may call for one thing, and meet; who fired is one or the other.
	if v.Type == "ASSAULT" && w.Type == "ASSAULT" && time > 0 && place > 0 && len(v.Actors) > 0 && len(w.Actors) > 0 && agree(a.actors, b.actors) < 0 {
		x, y := v.Actors[0], w.Actors[0]
		if x.Country != "" && y.Country != "" && x.Country != y.Country && otherCountry(v.Actors, y.Country) && otherCountry(w.Actors, x.Country) {
			say("actor", x.Span, y.Span, x.Country+" and "+y.Country, 0.6)
		}
	}
	if place > 0 && (denied(v) && happened(w) || denied(w) && happened(v)) {
		say("denied", v.Trigger, w.Trigger, v.Status+" and "+w.Status, 0.8)
	}
	return out
}

// farApart reports whether two places of the size of a town lie too far from
// each other for one to stand for the other: a suburb is called by its city.
func farApart(a, b *hearsay.Place) bool {
	wide := func(p *hearsay.Place) bool {
		return p == nil || p.Lat == nil || p.Level == "country" || p.Level == "region" || p.Level == "province" || p.Level == "water"
	}
	return !wide(a) && !wide(b) && distance(*a.Lat, *a.Lon, *b.Lat, *b.Lon) > 60
}

func stated(from string) bool { return from == "stated" }

func otherCountry(rs []hearsay.Role, country string) bool {
	return !slices.ContainsFunc(rs, func(r hearsay.Role) bool { return r.Country == "" || r.Country == country })
}

func happened(v *hearsay.Event) bool { return v.Status == "happened" || v.Status == "ongoing" }

func denied(v *hearsay.Event) bool { return v.Status == "denied" }

// exact reports whether a count is a number of more than one: "scores" is told
// of what "25" is told of, and "a pilot" of one among others.
func exact(c hearsay.Count) bool { return c.Max == nil && c.Value > 1 }

// whole reports whether a count is an exact one of all that the claim tells of:
// not a part of it ("11 civilians, including three children"), and not the toll of
// weeks ("200 were killed in the past two weeks").
func (c *Claim) whole(x hearsay.Count) bool {
	text := c.Report.Document.Text
	before, after := text[max(0, x.Span.Start-30):x.Span.Start], text[x.Span.End:min(len(text), x.Span.End+40)]
	s, own := sentenceAt(text, c.Span), sentenceAt(text, x.Span.Span)
	return exact(x) && !partBefore.MatchString(before) && !partAfter.MatchString(after) && !(x.What == "dead" && hurtAfter.MatchString(after)) && !(x.What == "injured" && deadAfter.MatchString(after)) && !longShape.MatchString(text[s.Start:s.End]) && !longShape.MatchString(text[own.Start:own.End])
}

// longShape is how sentences say that they tell of a long time.
var longShape = regexp.MustCompile(`(?i)\b(since|so far|(past|last|previous) (\w+ )?(days|weeks|months|years|week|month|year))\b`)

// tolled are what counts of two claims are held against each other.
var tolled = []string{"dead", "injured", "arrested", "displaced", "abducted", "missing", "crowd", "weapons"}

// toll returns the greatest whole count of dead that stands at the head of the
// claim's report: "15 dead and three more in a village nearby" tells of 15 and of 18.
func (c *Claim) toll() (hearsay.Count, bool) {
	if !c.tolled {
		c.dead, c.deadly = c.heaviest()
		c.tolled = true
	}
	return c.dead, c.deadly
}

func (c *Claim) heaviest() (hearsay.Count, bool) {
	var most hearsay.Count
	found := false
	for _, x := range c.counts {
		if x.What != "dead" || x.Span.Start > leadSize || !c.whole(x) {
			continue
		}
		if x.Value > most.Value || x.Value == most.Value && most.Modifier == "" { // "44 dead", and "at least 44"
			most, found = x, true
		}
	}
	return most, found
}

// tells reports whether the claim's sentence, or the one before or after it,
// has a number, in digits or as a word, or whether its counts add up to it.
func (c *Claim) tells(n float64) bool {
	for i, x := range c.counts {
		for _, y := range c.counts[:i] {
			if x.What == y.What && x.Value+y.Value == n {
				return true
			}
		}
	}
	if n != math.Trunc(n) || n > 1e9 {
		return false
	}
	text := c.Report.Document.Text
	s := sentenceAt(text, c.Span)
	if s.Start > 1 {
		s.Start = sentenceAt(text, hearsay.Span{Start: s.Start - 1, End: s.Start - 1}).Start
	}
	if s.End+1 < len(text) {
		s.End = sentenceAt(text, hearsay.Span{Start: s.End + 1, End: s.End + 1}).End
	}
	digits, word := fmt.Sprint(int(n)), ""
	if int(n) < len(numerals) {
		word = numerals[int(n)]
	}
	return slices.ContainsFunc(tokens(text[s.Start:s.End]), func(w string) bool { return w == digits || word != "" && strings.EqualFold(w, word) })
}

var numerals = strings.Fields("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty")

// count returns the claim's count of what, if it has one only: "three dead on
// Monday and four on Tuesday" is not to be weighed against one number.
func (c *Claim) count(what string) (hearsay.Count, bool) {
	var found hearsay.Count
	n := 0
	for _, x := range c.counts {
		if x.What == what {
			found = x
			n++
		}
	}
	return found, n == 1 && what != "other" && what != "times"
}

// limits returns the least and the most that a count's words allow.
func limits(c hearsay.Count) (low, high float64) {
	low, high = c.Value, c.Value
	if c.Max != nil {
		high = *c.Max
	}
	m := " " + strings.ToLower(c.Modifier) + " "
	has := func(words ...string) bool {
		return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(m, " "+w+" ") })
	}
	switch {
	case has("at least", "more than", "over", "no fewer than", "no less than", "upwards of", "above", "dozens", "scores", "hundreds", "thousands", "many"):
		high = math.Inf(1)
	case has("up to", "at most", "fewer than", "less than", "under", "no more than", "as many as", "below"):
		low = 0
	case has("about", "around", "some", "nearly", "almost", "approximately", "roughly", "close to", "an estimated", "estimated"):
		low, high = 0.8*low, 1.2*high
	}
	return low, high
}

// apart reports whether two counts leave no number that both allow. "At least
// 12" and "14" do; "12" and "14" do not. Where one is ten times the other, they
// count different things: the dead of a day and those of a war.
func apart(x, y hearsay.Count) bool {
	lx, hx := limits(x)
	ly, hy := limits(y)
	return (lx > hy || ly > hx) && max(x.Value, y.Value) < 10*max(1, min(x.Value, y.Value))
}

// grew reports whether a later report has the larger number: a toll that rises
// as bodies are found is no contradiction.
func grew(a, b *Claim, x, y hearsay.Count) bool {
	switch published(a.Report, b.Report) {
	case 1:
		return x.Value > y.Value
	case -1:
		return y.Value > x.Value
	}
	return false
}

func bounds(c hearsay.Count) string {
	s := strings.TrimSpace(c.Modifier + " " + fmt.Sprint(c.Value))
	if c.Max != nil {
		s += fmt.Sprintf(" to %v", *c.Max)
	}
	return s
}

// chain names those on whose word the claim stands, the innermost first, the
// report itself last.
func (c *Claim) chain() []string {
	var out []string
	p := c.Report
	if c.Event != nil {
		for _, a := range p.Chain(c.Event.Said) {
			out = append(out, p.sourceOf(&a))
		}
	}
	return append(out, p.name())
}

// name is what the report is called as a source.
func (p *Report) name() string {
	d := &p.Document
	return cmp.Or(d.Outlet, d.URL, d.Title, d.Name, d.ID.String()[:12])
}

// sourceOf names the source of an attribution.
func (p *Report) sourceOf(a *hearsay.Attribution) string {
	if n := int(a.Source); n > 0 && n <= len(p.Mentions) {
		if e := int(p.Mentions[n-1].Entity); e > 0 && e <= len(p.Entities) {
			return p.Entities[e-1].Name
		}
	}
	return cmp.Or(a.SourceSpan.Text, "somebody not named")
}

// differentDates returns the contradiction of date between claims of two
// reports, of which a was told first, that are of one event by all else, with days of their own that are up
// to three apart. Their times keep such claims out of one group.
func differentDates(a, b *Claim, reports float64, w Weights) (Link, bool) {
	if a.Report == b.Report || a.sameTime(b) >= 0 || a.Event == nil || b.Event == nil ||
		!stated(a.Event.Time.From) || !stated(b.Event.Time.From) {
		return Link{}, false
	}
	x, okX := dayOf(a.begin)
	y, okY := dayOf(b.begin)
	f := Features(a, b, reports)
	f[slices.Index(features, "time.other")] = 0
	if !okX || !okY || max(x-y, y-x) > 3 || w.Probability(f) < 0.8 || samePlace(a.place, b.place) < 1 {
		return Link{}, false
	}
	return Link{
		Kind: KindContradiction, From: a.Ref(), To: b.Ref(), Differs: "date",
		Passages: []Passage{{From: a.Event.Trigger, To: b.Event.Trigger}}, Chains: [][]string{a.chain(), b.chain()},
		Why: []hearsay.Why{why("contradiction.date", a.begin+" and "+b.begin)}, Confidence: 0.5,
	}, true
}

// before orders claims by their reports' publication, then by place in them.
func (a *Claim) before(b *Claim) int {
	if c := earlier(a.Report, b.Report); c != 0 {
		return c
	}
	return a.ID().Compare(b.ID())
}
