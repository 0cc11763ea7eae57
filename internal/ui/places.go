package ui

import (
	"cmp"
	"fmt"
	"iter"
	"math"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"hearsay/internal/casefile"
)

type placesView struct {
	Sites                      []casefile.Site
	Events, Unplaced, Unpinned int
	Box, Lines, Land           string
	Line                       string // width of the graticule's lines
	Outside                    int    // places that lie outside of the map
	World                      bool   // the map shows all
	Dots                       []dot
}

// A dot is a place on the map. Coordinates are degrees east and south.
type dot struct {
	Name, X, Y, R, Ring, LabelX, Size string
	Label                             bool
	Events                            int
}

// labelled is how many places are named on the map.
const labelled = 12

// places shows where events took place, on a map and as a list, with how many
// have no place.
func (u *UI) places(r *http.Request) (view, error) {
	sites, err := u.store.Sites(r.Context(), casefile.Ask{})
	if err != nil {
		return view{}, err
	}
	v := placesView{Sites: sites}
	var pinned []casefile.Site
	for _, s := range sites {
		v.Events += s.Events
		switch {
		case s.Name == "":
			v.Unplaced += s.Events
		case s.Lat == nil:
			v.Unpinned += s.Events
		default:
			pinned = append(pinned, s)
		}
	}
	if len(pinned) > 0 {
		v.World = r.FormValue("world") != ""
		v.draw(pinned, u.lands())
	}
	return view{"Places", v}, nil
}

// draw fills in the map. Sites come with those of most events first.
func (v *placesView) draw(sites []casefile.Site, l *lands) {
	box := boxOf(sites)
	if v.World {
		box = world
	}
	v.Box = fmt.Sprintf("%s %s %s %s", deg(box.west), deg(-box.north), deg(box.width()), deg(box.height()))
	unit := box.width() / 1000 // what is one pixel on a wide screen
	v.Line = deg(unit)
	v.Lines, v.Land = box.graticule(), l.within(box)
	most := float64(sites[0].Events)
	var taken []rect
	for i, s := range sites {
		x, y := *s.Lon, -*s.Lat
		if x < box.west || x > box.east || -y < box.south || -y > box.north {
			v.Outside++
			continue
		}
		radius := unit * (4 + 12*math.Sqrt(float64(s.Events)/most))
		d := dot{Name: s.Name, Events: s.Events, X: deg(x), Y: deg(y), R: deg(radius), Size: deg(14 * unit), LabelX: deg(x + radius + 4*unit)}
		if ring := s.RadiusKM / kmOfDegree; ring > radius {
			d.Ring = deg(ring)
		}
		if i < 4*labelled && len(taken) < labelled {
			at := rect{x, y - 9*unit, x + radius + unit*float64(12+8*len([]rune(s.Name))), y + 9*unit}
			if !at.hits(taken) {
				d.Label, taken = true, append(taken, at)
			}
		}
		v.Dots = append(v.Dots, d)
	}
}

// kmOfDegree is the length of a degree of latitude.
const kmOfDegree = 111.2

// deg writes degrees to about a hundred metres.
func deg(x float64) string { return strconv.FormatFloat(math.Round(x*1000)/1000, 'f', -1, 64) }

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

// world is the inhabited world.
var world = box{-180, -60, 180, 84}

// boxOf returns what the map shows: where all but one in twenty-five events on
// either side took place, with room around them, at least 12 degrees, twice as
// wide as high; the world if that is far apart.
func boxOf(sites []casefile.Site) box {
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
	if wide > 200 {
		return world
	}
	x, y := (west+east)/2, (south+north)/2
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

// graticule returns the lines of latitude and longitude as a path.
func (b box) graticule() string {
	step := 30.0
	for _, s := range []float64{10, 5, 2} {
		if b.width()/s < 12 {
			step = s
		}
	}
	var p strings.Builder
	for x := math.Ceil(b.west/step) * step; x <= b.east; x += step {
		fmt.Fprintf(&p, "M%s %sV%s", deg(x), deg(-b.north), deg(-b.south))
	}
	for y := math.Ceil(b.south/step) * step; y <= b.north; y += step {
		fmt.Fprintf(&p, "M%s %sH%s", deg(b.west), deg(-y), deg(b.east))
	}
	return p.String()
}

// perDegree is how many cells of land there are to a degree.
const perDegree = 8

// lands are the cells in which there is a town.
type lands [180 * perDegree][360 * perDegree]bool

func landsOf(towns iter.Seq2[float64, float64]) *lands {
	l := new(lands)
	if towns == nil {
		return l
	}
	for lat, lon := range towns {
		if y, x := int((lat+90)*perDegree), int((lon+180)*perDegree); y >= 0 && y < len(l) && x >= 0 && x < len(l[0]) {
			l[y][x] = true
		}
	}
	return l
}

// within returns the squares of land in b as a path: larger ones the larger b.
func (l *lands) within(b box) string {
	n := 1 // cells to a side
	for float64(n)*200 < b.width()*perDegree {
		n *= 2
	}
	step := float64(n) / perDegree
	var p strings.Builder
	for y := 0; y < len(l); y += n {
		for x := 0; x < len(l[0]); x += n {
			lat, lon := float64(y)/perDegree-90, float64(x)/perDegree-180
			if lat < b.south-step || lat > b.north || lon < b.west-step || lon > b.east || !l.any(x, y, n) {
				continue
			}
			side := deg(step * 0.72)
			fmt.Fprintf(&p, "M%s %sh%sv%sh-%sz", deg(lon), deg(-lat-step), side, side, side)
		}
	}
	return p.String()
}

// any reports whether there is land in the n × n cells from x and y.
func (l *lands) any(x, y, n int) bool {
	for j := y; j < y+n && j < len(l); j++ {
		for i := x; i < x+n && i < len(l[0]); i++ {
			if l[j][i] {
				return true
			}
		}
	}
	return false
}
