package ui

import (
	"cmp"
	"fmt"
	"math"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"hearsay/internal/casefile"
	"hearsay/internal/earth"
	"hearsay/internal/query"
)

type placesView struct {
	Sites                      []casefile.Site
	Unpinned                   []casefile.Site // whose place could not be told from others of its name
	Events, Unplaced, Nowhere  int             // all; without a place; with one that has no point
	W, H                       int
	Land, Shaded, Lines        string
	Areas                      []area
	Outside                    int
	Query, Wrong               string
	Closer, Wider, World, Home string
	Moves                      []move
}

// An area is where events took place, as near as it is known: a circle of that
// size, or a country as a whole.
type area struct {
	Name, Title string
	X, Y, R     string // of a circle; R is "" for a country
	Path        string // of a country
	Dot         bool   // too small to be drawn as it is
	Opacity     string
	Label       bool
	LabelX      string
	Small       bool // there is no room for its name on a small screen
	Anchor      string
	Events      int
	Href        string
}

type move struct{ Name, Sign, Href string }

// labelled is how many areas are named on the map.
const labelled = 24

// mapWide is how wide the map is in its own units.
const mapWide = 1180

// places shows where events took place, on a map and as a list, with how many
// have no place.
func (u *UI) places(r *http.Request) (view, error) {
	v := placesView{Query: r.FormValue("q")}
	n, err := query.Parse(v.Query)
	if e, ok := asQuery(err); ok {
		v.Wrong = e.Text
		return view{"Map", v}, nil
	}
	v.Sites, err = remembered(r.Context(), u, "sites "+v.Query, func() ([]casefile.Site, error) { return u.store.Sites(r.Context(), casefile.Ask{Query: n}) })
	if err != nil {
		return view{}, err
	}
	var pinned []casefile.Site
	for _, s := range v.Sites {
		v.Events += s.Events
		switch {
		case s.Name == "":
			v.Unplaced += s.Events
		case s.Lat == nil:
			v.Nowhere += s.Events
			v.Unpinned = append(v.Unpinned, s)
		default:
			pinned = append(pinned, s)
		}
	}
	world, err := u.world()
	if err != nil {
		return view{}, err
	}
	b := boxOf(pinned)
	if at, ok := parseBox(r.FormValue("box")); ok {
		b = at
	}
	v.draw(pinned, b, world)
	return view{"Map", v}, nil
}

// A projection draws degrees on paper: equirectangular, true at the middle
// latitude.
type projection struct {
	box
	scale, squeeze float64
}

func projected(b box) projection {
	squeeze := math.Cos((b.north + b.south) / 2 * math.Pi / 180)
	return projection{b, mapWide / (b.width() * squeeze), squeeze}
}

func (p projection) x(lon float64) float64 { return (lon - p.west) * p.squeeze * p.scale }
func (p projection) y(lat float64) float64 { return (p.north - lat) * p.scale }
func (p projection) km(km float64) float64 { return km / kmOfDegree * p.scale }

// kmOfDegree is the length of a degree of latitude.
const kmOfDegree = 111.2

// path draws rings or lines, cut to the map and a little around it, without
// points that are closer than a unit to the one before.
func (p projection) path(lines [][]earth.Point, closed bool) string {
	var b strings.Builder
	edge := box{p.west - p.width()*0.02, p.south - p.height()*0.02, p.east + p.width()*0.02, p.north + p.height()*0.02}
	for _, l := range lines {
		if closed {
			l = edge.clip(l)
		}
		var lastX, lastY float64
		drawn, out := 0, true
		for i, q := range l {
			if !closed {
				if q.Lon < edge.west || q.Lon > edge.east || q.Lat < edge.south || q.Lat > edge.north {
					out = true
					continue
				}
			}
			x, y := p.x(q.Lon), p.y(q.Lat)
			if drawn > 0 && !(out && !closed) && i < len(l)-1 && math.Abs(x-lastX)+math.Abs(y-lastY) < 1.2 {
				continue
			}
			if drawn == 0 || out && !closed {
				fmt.Fprintf(&b, "M%s %s", px(x), px(y))
			} else {
				fmt.Fprintf(&b, "l%s %s", px(x-lastX), px(y-lastY))
			}
			// What was written is what is gone on from: errors of rounding do not add up.
			lastX, lastY = round(x, lastX, drawn == 0 || out && !closed), round(y, lastY, drawn == 0 || out && !closed)
			drawn, out = drawn+1, false
		}
		if drawn > 0 && closed {
			b.WriteByte('z')
		}
	}
	return b.String()
}

// round returns where a point lies that was written to a tenth, as a step from
// last or as it is.
func round(x, last float64, whole bool) float64 {
	if whole {
		return math.Round(x*10) / 10
	}
	return last + math.Round((x-last)*10)/10
}

// clip cuts a ring to a box (Sutherland and Hodgman 1974).
func (b box) clip(ring []earth.Point) []earth.Point {
	for side := range 4 {
		inside := func(p earth.Point) bool {
			return [4]bool{p.Lon >= b.west, p.Lon <= b.east, p.Lat >= b.south, p.Lat <= b.north}[side]
		}
		cross := func(p, q earth.Point) earth.Point {
			at := [4]float64{b.west, b.east, b.south, b.north}[side]
			if side < 2 {
				return earth.Point{Lon: at, Lat: p.Lat + (at-p.Lon)/(q.Lon-p.Lon)*(q.Lat-p.Lat)}
			}
			return earth.Point{Lon: p.Lon + (at-p.Lat)/(q.Lat-p.Lat)*(q.Lon-p.Lon), Lat: at}
		}
		var out []earth.Point
		for i, p := range ring {
			before := ring[(i+len(ring)-1)%len(ring)]
			switch in, was := inside(p), inside(before); {
			case in && !was:
				out = append(out, cross(before, p), p)
			case in:
				out = append(out, p)
			case was:
				out = append(out, cross(before, p))
			}
		}
		ring = out
	}
	return ring
}

// draw fills in the map. Sites come with those of most events first.
func (v *placesView) draw(sites []casefile.Site, b box, w *earth.World) {
	p := projected(b)
	v.W, v.H = mapWide, int(p.y(b.south))
	at := earth.Bounds{West: b.west, South: b.south, East: b.east, North: b.north}
	for i := range w.Countries {
		if c := &w.Countries[i]; c.Meets(at) {
			v.Land += p.path(c.Rings, true)
		}
	}
	v.Lines = p.path(w.Borders, false)
	most := 1.0
	for _, s := range sites {
		most = max(most, float64(s.Events))
	}
	var taken, big []rect
	countries := make(map[string]int) // index of their area, from 1
	for _, s := range sites {
		x, y := p.x(*s.Lon), p.y(*s.Lat)
		if x < 0 || x > mapWide || y < 0 || y > float64(v.H) {
			v.Outside += s.Events
			continue
		}
		a := area{Name: s.Name, Events: s.Events, X: px(x), Y: px(y), Href: v.href("/events", "place", s.Name)}
		a.Opacity = strconv.FormatFloat(0.05+0.2*math.Log1p(float64(s.Events))/math.Log1p(most), 'f', 2, 64)
		radius := p.km(s.RadiusKM)
		country := w.Around(earth.Point{Lon: *s.Lon, Lat: *s.Lat})
		switch {
		case country != nil && s.RadiusKM >= 60 && wide(country, s):
			a.Title = fmt.Sprintf("%s: %s somewhere in the country", s.Name, many(s.Events, "event", "events"))
			if k := countries[country.Name]; k > 0 {
				continue
			}
			a.R, a.Path = "", p.path(country.Rings, true)
			countries[country.Name] = 1
			radius = 2
		case radius < 4:
			a.Dot = true
			a.R, a.Title = px(3.2+4.5*math.Sqrt(float64(s.Events)/most)), fmt.Sprintf("%s: %s, within %.0f km", s.Name, many(s.Events, "event", "events"), max(s.RadiusKM, 1))
			radius = 4
		default:
			a.R, a.Title = px(radius), fmt.Sprintf("%s: %s somewhere within %.0f km", s.Name, many(s.Events, "event", "events"), s.RadiusKM)
			radius = 2
		}
		if len(taken) < labelled {
			a.label(x, y, radius, 1, &taken)
			if near := len(big); a.Label && near < labelled/3 {
				b := a // once more as large as a small screen needs it
				b.label(x, y, radius, 2.1, &big)
				a.Small = len(big) == near
			} else {
				a.Small = true
			}
		}
		v.Areas = append(v.Areas, a)
	}
	slices.SortStableFunc(v.Areas, func(a, b area) int { return cmp.Compare(rank(a), rank(b)) })
	v.moves(b)
}

// label names an area beside its middle, where no other name stands, in letters
// that are so many times as large as usual.
func (a *area) label(x, y, radius, size float64, taken *[]rect) {
	wide, high := (9+7.2*float64(len([]rune(a.Name))+2+len(strconv.Itoa(a.Events))))*size, 9*size
	for _, left := range []bool{false, true} {
		at := rect{x + radius, y - high, x + radius + wide, y + high}
		if left {
			at = rect{x - radius - wide, y - high, x - radius, y + high}
		}
		if at.x1 > mapWide || at.x0 < 0 || at.hits(*taken) {
			continue
		}
		a.Label, a.LabelX, a.Anchor = true, px(x+radius+5), "start"
		if left {
			a.LabelX, a.Anchor = px(x-radius-5), "end"
		}
		*taken = append(*taken, at)
		return
	}
}

// rank puts wide areas below small ones.
func rank(a area) float64 {
	switch {
	case a.Path != "":
		return -1e9
	case a.Dot:
		return 0
	}
	r, _ := strconv.ParseFloat(a.R, 64)
	return -r
}

// wide reports whether a place is known no nearer than the country it lies in: it
// is called like it, or as large.
func wide(c *earth.Country, s casefile.Site) bool {
	if strings.EqualFold(c.Name, s.Name) || strings.Contains(strings.ToLower(c.Name), strings.ToLower(s.Name)) && len(s.Name) > 4 {
		return true
	}
	across := max((c.East-c.West)*math.Cos((c.North+c.South)/2*math.Pi/180), c.North-c.South) * kmOfDegree
	return s.RadiusKM*2 >= across*0.8
}

func (v *placesView) href(path, key, value string) string {
	q := url.Values{key: {value}}
	if v.Query != "" {
		q.Set("q", v.Query)
	}
	return path + "?" + q.Encode()
}

// moves fills in the ways to other parts of the map.
func (v *placesView) moves(b box) {
	to := func(b box) string { return v.href("/places", "box", b.String()) }
	x, y, w, h := (b.west+b.east)/2, (b.south+b.north)/2, b.width(), b.height()
	at := func(x, y, w, h float64) box {
		w, h = min(max(w, 1), 360), min(max(h, 0.5), 150)
		x, y = min(max(x, -180+w/2), 180-w/2), min(max(y, -68+h/2), 84-h/2)
		return box{x - w/2, y - h/2, x + w/2, y + h/2}
	}
	v.Closer, v.Wider, v.World = to(at(x, y, w/2, h/2)), to(at(x, y, w*2, h*2)), to(world)
	v.Home = "/places"
	if v.Query != "" {
		v.Home += "?" + url.Values{"q": {v.Query}}.Encode()
	}
	v.Moves = []move{
		{"to the west", "←", to(at(x-w*0.4, y, w, h))}, {"to the east", "→", to(at(x+w*0.4, y, w, h))},
		{"to the north", "↑", to(at(x, y+h*0.4, w, h))}, {"to the south", "↓", to(at(x, y-h*0.4, w, h))},
	}
}

type rect struct{ x0, y0, x1, y1 float64 }

func (r rect) hits(others []rect) bool {
	for _, o := range others {
		if r.x0 < o.x1 && o.x0 < r.x1 && r.y0 < o.y1 && o.y0 < r.y1 {
			return true
		}
	}
	return false
}

// A box is a part of the world in degrees.
type box struct{ west, south, east, north float64 }

func (b box) width() float64  { return b.east - b.west }
func (b box) height() float64 { return b.north - b.south }

func (b box) String() string {
	f := func(x float64) string { return strconv.FormatFloat(math.Round(x*100)/100, 'f', -1, 64) }
	return strings.Join([]string{f(b.west), f(b.south), f(b.east), f(b.north)}, ",")
}

// parseBox reads west, south, east and north.
func parseBox(s string) (b box, ok bool) {
	parts := strings.Split(s, ",")
	if len(parts) != 4 {
		return b, false
	}
	for i, to := range []*float64{&b.west, &b.south, &b.east, &b.north} {
		x, err := strconv.ParseFloat(parts[i], 64)
		if err != nil || math.IsNaN(x) || math.Abs(x) > 180 {
			return b, false
		}
		*to = x
	}
	return b, b.width() >= 0.5 && b.height() >= 0.25 && b.height() <= 150 && math.Abs(b.north) < 88 && math.Abs(b.south) < 88
}

// world is the inhabited world.
var world = box{-180, -58, 180, 84}

// boxOf returns what the map shows: where all but one in twenty-five events on
// either side took place, with room around them, at least 12 degrees, twice as
// wide as high; the world if that is far apart.
func boxOf(sites []casefile.Site) box {
	if len(sites) == 0 {
		return world
	}
	between := func(of func(casefile.Site) float64) (low, high float64) {
		sites := slices.SortedFunc(slices.Values(sites), func(a, b casefile.Site) int { return cmp.Compare(of(a), of(b)) })
		all := 0
		for _, s := range sites {
			all += s.Events
		}
		return quantile(sites, of, all/25), quantile(sites, of, all-1-all/25)
	}
	west, east := between(func(s casefile.Site) float64 { return *s.Lon })
	south, north := between(func(s casefile.Site) float64 { return *s.Lat })
	wide := max((east-west)*1.3, (north-south)*2.6, 12)
	if wide > 160 {
		return world
	}
	x, y := (west+east)/2, (south+north)/2
	y = min(max(y, -58+wide/4), 84-wide/4)
	return box{x - wide/2, y - wide/4, x + wide/2, y + wide/4}
}

// quantile returns where the event with number n, from 0, took place.
func quantile(sites []casefile.Site, of func(casefile.Site) float64, n int) float64 {
	for _, s := range sites {
		if n -= s.Events; n < 0 {
			return of(s)
		}
	}
	return of(sites[len(sites)-1])
}
