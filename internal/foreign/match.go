package foreign

import (
	"cmp"
	"fmt"
	"iter"
	"math"
	"slices"
	"strings"
	"time"

	"hearsay"
)

// A Told is an event as a report of the case tells of it.
type Told struct {
	ID        string   `json:"id"` // "3f9c…#v1"
	Date      string   `json:"date"`
	Type      string   `json:"type"`
	Mode      string   `json:"mode,omitempty"`
	Status    string   `json:"status"`
	Actor     string   `json:"actor"`
	Recipient string   `json:"recipient"`
	Countries []string `json:"countries,omitempty"`
	Place     string   `json:"place"`
	Country   string   `json:"country"`
	Words     string   `json:"words"`
	URL       string   `json:"url,omitempty"`

	lat, lon          *float64
	outlet, published string
}

// Ours lists the events of a case, to be matched with those of others.
type Ours struct {
	events  []Told
	byURL   map[string][]int // address: events of its report, maybe none
	byDay   map[string][]int // day of the event, or of publication
	reports int
}

// Add adds the events of a reading.
func (o *Ours) Add(r *hearsay.Reading) {
	if o.byURL == nil {
		o.byURL, o.byDay = make(map[string][]int), make(map[string][]int)
	}
	o.reports++
	d := &r.Document
	if u := address(d.URL); u != "" {
		o.byURL[u] = slices.Clip(o.byURL[u])
	}
	for i := range r.Events {
		e := &r.Events[i]
		t := Told{ID: d.ID.String() + "#" + e.ID.String(), Date: day(e.Time.Value), Type: e.Type, Mode: e.Mode, Status: e.Status, Words: e.Trigger.Text, URL: d.URL, outlet: d.Outlet, published: day(d.Published.Value)}
		t.Actor, t.Countries = parties(r, e.Actors, t.Countries)
		t.Recipient, t.Countries = parties(r, e.Recipients, t.Countries)
		if n := int(e.Place.Ref); n > 0 && n <= len(r.Places) && !r.Places[n-1].Metonym {
			p := &r.Places[n-1]
			t.Place, t.Country, t.lat, t.lon = cmp.Or(p.Name, p.Span.Text), p.Country, p.Lat, p.Lon
		}
		n := len(o.events)
		o.events = append(o.events, t)
		if u := address(d.URL); u != "" {
			o.byURL[u] = append(o.byURL[u], n)
		}
		for _, x := range slices.Compact([]string{t.Date, t.published}) {
			if x != "" {
				o.byDay[x] = append(o.byDay[x], n)
			}
		}
	}
}

func parties(r *hearsay.Reading, roles []hearsay.Role, countries []string) (string, []string) {
	var names []string
	for _, x := range roles {
		name := x.Span.Text
		if n := int(x.Entity); n > 0 && n <= len(r.Entities) {
			name = cmp.Or(r.Entities[n-1].Name, name)
		}
		names = append(names, name)
		if x.Country != "" && !slices.Contains(countries, x.Country) {
			countries = append(countries, x.Country)
		}
	}
	return strings.Join(names, "; "), countries
}

func day(value string) string {
	d, _, _ := strings.Cut(value, "T")
	if isDay(d) {
		return d
	}
	return ""
}

// address returns what two spellings of an address have in common.
func address(url string) string {
	_, s, ok := strings.Cut(url, "://")
	if !ok {
		return ""
	}
	s, _, _ = strings.Cut(s, "#")
	s, search, _ := strings.Cut(s, "?")
	var kept []string
	for p := range strings.SplitSeq(search, "&") {
		if p != "" && !strings.HasPrefix(p, "utm_") {
			kept = append(kept, p)
		}
	}
	host, path, _ := strings.Cut(s, "/")
	s = strings.TrimPrefix(strings.ToLower(host), "www.") + "/" + strings.TrimSuffix(path, "/")
	if len(kept) > 0 {
		s += "?" + strings.Join(kept, "&")
	}
	return s
}

// A Pair is a row and the event that it is taken for.
type Pair struct {
	Theirs  Event    `json:"theirs"`
	Ours    Told     `json:"ours"`
	Differs []string `json:"differs"` // "date: 2021-05-03, here 2021-05-02"; empty: in nothing that both have
}

// A Comparison says what others have, what the case has, and where they differ.
type Comparison struct {
	Rows       int     `json:"rows"`
	Broken     int     `json:"broken"`        // rows that could not be read
	Uncoded    int     `json:"uncoded"`       // statements and appeals, which PLOVER does not code
	Outside    int     `json:"outside"`       // rows whose report is not in the case
	Reports    int     `json:"reports"`       // of the case
	Shared     int     `json:"shared"`        // reports of the case that have rows
	Pairs      []Pair  `json:"pairs"`         // by line
	TheirsOnly []Event `json:"theirs_only"`   // rows of reports of the case without a like
	OursOnly   []Told  `json:"ours_only"`     // events of the shared reports without a like
	Agreement  []Tally `json:"agreement"`     // over the pairs, of what both have
	ByType     []Type  `json:"types"`         // over the shared reports
	NotSaid    int     `json:"not_asserted"`  // of OursOnly: planned, demanded, denied: data sets do not have them, or cannot tell them from deeds
	Unplaced   int     `json:"without_place"` // pairs of which one side has no place
}

// A Tally says in how many pairs the two sides agree.
type Tally struct {
	What string `json:"what"` // type, date, country, place, actors
	Same int    `json:"same"`
	Of   int    `json:"of"`
}

// A Type counts events of one type on either side.
type Type struct {
	Type   string `json:"type"`
	Theirs int    `json:"theirs"`
	Ours   int    `json:"ours"`
	Both   int    `json:"both"`
}

// leastAlike is the likeness from which a row is taken for an event: one type and
// something else, or the same day, place and parties.
const leastAlike = 4

// Match joins rows to events: each to one at most, the likest first. Of rows only
// those of the case's own reports are held. broken is told of rows that could not
// be read; may be nil.
func (o *Ours) Match(all iter.Seq2[*Event, error], broken func(error)) *Comparison {
	c := &Comparison{Reports: o.reports, Pairs: []Pair{}, TheirsOnly: []Event{}, OursOnly: []Told{}, ByType: []Type{}}
	type edge struct{ row, event, like int }
	var edges []edge
	var rows []Event
	shared := make(map[string]bool) // reports
	for e, err := range all {
		c.Rows++
		if err != nil {
			if c.Broken++; broken != nil {
				broken(err)
			}
			continue
		}
		candidates, known := o.candidates(e)
		switch {
		case !known:
			c.Outside++
			continue
		case e.Type == "":
			c.Uncoded++
		default:
			rows = append(rows, *e)
		}
		for _, n := range candidates {
			if address(e.URL) != "" {
				shared[reportOf(o.events[n].ID)] = true
			}
			if like := alike(e, &o.events[n]); e.Type != "" && like >= leastAlike {
				edges = append(edges, edge{len(rows) - 1, n, like})
			}
		}
	}
	slices.SortStableFunc(edges, func(a, b edge) int { return cmp.Compare(b.like, a.like) })
	row, event := make(map[int]int), make(map[int]bool)
	for _, x := range edges {
		if _, taken := row[x.row]; taken || event[x.event] {
			continue
		}
		row[x.row], event[x.event] = x.event, true
		shared[reportOf(o.events[x.event].ID)] = true
	}
	byType := make(map[string]*Type)
	count := func(t string) *Type {
		if byType[t] == nil {
			byType[t] = &Type{Type: t}
		}
		return byType[t]
	}
	agreement := []Tally{{What: "type"}, {What: "date"}, {What: "country"}, {What: "place"}, {What: "actors"}}
	for i := range rows {
		n, ok := row[i]
		if !ok {
			c.TheirsOnly = append(c.TheirsOnly, rows[i])
			count(rows[i].Type).Theirs++
			continue
		}
		e, t := &rows[i], &o.events[n]
		c.Pairs = append(c.Pairs, Pair{*e, *t, differences(e, t, agreement)})
		if (e.Lat == nil) != (t.lat == nil) {
			c.Unplaced++
		}
		count(e.Type).Theirs++
		count(t.Type).Ours++
		if e.Type == t.Type {
			count(t.Type).Both++
		}
	}
	for n := range o.events {
		t := &o.events[n]
		if event[n] || !shared[reportOf(t.ID)] {
			continue
		}
		c.OursOnly = append(c.OursOnly, *t)
		count(t.Type).Ours++
		if t.Status != "happened" && t.Status != "ongoing" && t.Status != "habitual" {
			c.NotSaid++
		}
	}
	c.Shared, c.Agreement = len(shared), agreement
	for _, name := range types {
		if byType[name] != nil {
			c.ByType = append(c.ByType, *byType[name])
		}
	}
	return c
}

func reportOf(id string) string { s, _, _ := strings.Cut(id, "#"); return s }

// candidates returns the events that a row may be: those of its report, where it
// has an address; else those of its outlet's reports, or of its day. known
// reports whether the case has such a report.
func (o *Ours) candidates(e *Event) (events []int, known bool) {
	if u := address(e.URL); u != "" {
		events, known = o.byURL[u]
		return events, known
	}
	for _, d := range slices.Compact([]string{day(e.Published), e.Date}) {
		for _, n := range o.byDay[d] {
			t := &o.events[n]
			if (e.Outlet == "" || t.outlet == "" || strings.EqualFold(e.Outlet, t.outlet)) && !slices.Contains(events, n) {
				events = append(events, n)
			}
		}
	}
	return events, len(events) > 0
}

// alike weighs what a row and an event have in common.
func alike(e *Event, t *Told) int {
	n := 0
	if e.Type == t.Type {
		n += 3
		if e.Mode != "" && e.Mode == t.Mode {
			n++
		}
	}
	switch apart := daysApart(e.Date, t.Date); {
	case apart == 0:
		n += 2
	case apart == 1:
		n++
	case apart > 7:
		n -= 2
	}
	switch near(e, t) {
	case 1:
		n += 2
	case -1:
		n -= 2
	}
	if e.Country != "" && t.Country != "" {
		if e.Country == t.Country {
			n++
		} else {
			n--
		}
	}
	for _, c := range e.Countries {
		if slices.Contains(t.Countries, c) {
			n++
		}
	}
	if sharesName(e.Actor+" "+e.Recipient, t.Actor+" "+t.Recipient) {
		n++
	}
	return n
}

// daysApart returns how many days lie between two, -1 if one is not known.
func daysApart(a, b string) int {
	x, err1 := time.Parse(time.DateOnly, a)
	y, err2 := time.Parse(time.DateOnly, b)
	if err1 != nil || err2 != nil {
		return -1
	}
	return int(math.Abs(x.Sub(y).Hours()) / 24)
}

// closeBy is how many kilometres two pins of one place may be apart: gazetteers
// put a city's anywhere in it.
const closeBy = 30

// near reports whether two places are one: 1 yes, -1 no, 0 not known.
func near(e *Event, t *Told) int {
	if e.Lat != nil && t.lat != nil {
		if kilometres(*e.Lat, *e.Lon, *t.lat, *t.lon) <= closeBy {
			return 1
		}
		return -1
	}
	name, _, _ := strings.Cut(e.Place, ",")
	if name != "" && t.Place != "" && strings.EqualFold(strings.TrimSpace(name), t.Place) {
		return 1
	}
	return 0
}

func kilometres(lat1, lon1, lat2, lon2 float64) float64 {
	rad := math.Pi / 180
	h := math.Pow(math.Sin((lat2-lat1)*rad/2), 2) + math.Cos(lat1*rad)*math.Cos(lat2*rad)*math.Pow(math.Sin((lon2-lon1)*rad/2), 2)
	return 2 * 6371 * math.Asin(math.Min(1, math.Sqrt(h)))
}

// sharesName reports whether a word of four letters or more stands in both.
func sharesName(a, b string) bool {
	words := strings.Fields(strings.ToLower(b))
	return slices.ContainsFunc(strings.Fields(strings.ToLower(a)), func(w string) bool { return len(w) > 3 && slices.Contains(words, w) })
}

// differences says in what a row and an event are not alike, and counts it.
func differences(e *Event, t *Told, agreement []Tally) []string {
	out := []string{}
	weigh := func(i int, known, same bool, theirs, ours string) {
		if !known {
			return
		}
		agreement[i].Of++
		if same {
			agreement[i].Same++
		} else {
			out = append(out, fmt.Sprintf("%s: %s, here %s", agreement[i].What, theirs, ours))
		}
	}
	weigh(0, true, e.Type == t.Type, e.Type, t.Type)
	weigh(1, e.Date != "" && t.Date != "", e.Date == t.Date, e.Date, t.Date)
	weigh(2, e.Country != "" && t.Country != "", e.Country == t.Country, e.Country, t.Country)
	where := near(e, t)
	weigh(3, where != 0, where > 0, e.Place, t.Place)
	weigh(4, len(e.Countries) > 0 && len(t.Countries) > 0, slices.ContainsFunc(e.Countries, func(c string) bool { return slices.Contains(t.Countries, c) }),
		strings.Join(e.Countries, " "), strings.Join(t.Countries, " "))
	return out
}
