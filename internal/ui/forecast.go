package ui

import (
	"cmp"
	"fmt"
	"math"
	"net/http"
	"slices"
	"strings"
	"time"

	"hearsay"
	"hearsay/internal/casefile"
)

type openView struct {
	Due, Past            []casefile.Open
	Questions, Forecasts []casefile.Open
	Settled              []casefile.Open
	Outlets, Persons     []scored
	All                  scored
	Curve                *calibration
	Today                string
	May                  []proposal
}

// A proposal is an event that may settle a forecast.
type proposal struct {
	Forecast, Event casefile.Happening
	Words           string
	Question        string
	Why             string
}

// A scored is how well somebody's forecasts did, by G. Brier (1950): the mean of
// the squared difference between the probability, the middle of what readers take
// the words for, and what happened, 1 or 0. Always saying 50 % gives 0.25.
type scored struct {
	Name  string
	N     int // forecasts with a probability that came true or did not
	Right int // that came true
	Brier float64
	Void  int
}

// open shows what reports leave open and what they predict, what became of it,
// and how well who foresaw it.
func (u *UI) open(r *http.Request) (view, error) {
	ctx := r.Context()
	v := openView{Today: time.Now().UTC().Format(time.DateOnly)}
	due, err := u.store.Due(ctx, v.Today, 80)
	if err != nil {
		return view{}, err
	}
	for _, q := range due {
		if q.Due > v.Today {
			v.Due = append(v.Due, q)
		} else {
			v.Past = append(v.Past, q)
		}
	}
	if v.Questions, err = u.store.Questions(ctx, "question", 80); err != nil {
		return view{}, err
	}
	if v.Forecasts, err = u.store.Questions(ctx, "prediction", 80); err != nil {
		return view{}, err
	}
	if v.Settled, err = u.store.Settled(ctx); err != nil {
		return view{}, err
	}
	u.headlinesOfOpen(ctx, v.Due, v.Past, v.Questions, v.Forecasts, v.Settled)
	v.All, v.Outlets = scores(v.Settled, func(q casefile.Open) string { return orElse(q.Outlet, "no outlet given") })
	_, v.Persons = scores(v.Settled, func(q casefile.Open) string { return orElse(q.Who, "the author") })
	v.Curve = calibrated(v.Settled)
	links, err := u.store.Leading(ctx, hearsay.LinkForecast, 40)
	if err != nil {
		return view{}, err
	}
	b, err := u.look(ctx, links...)
	if err != nil {
		return view{}, err
	}
	for _, l := range links {
		p := proposal{}
		_, p.Question, _ = strings.Cut(l.From.ID, "#")
		var ok bool
		if p.Forecast, ok = b.at(l.From); !ok {
			continue
		}
		if p.Event, ok = b.at(l.To); !ok {
			continue
		}
		for _, w := range l.Why {
			p.Why = cmp.Or(p.Why, w.Note)
		}
		v.May = append(v.May, p)
	}
	return view{"Questions and forecasts", v}, nil
}

// probability is what a forecast's words are taken for: the middle of their
// bounds. ok is false without such words.
func probability(q casefile.Open) (p float64, ok bool) { return (q.Low + q.High) / 2, q.High > 0 }

// happened says what became of a forecast: ok is false if it cannot be told.
func happened(q casefile.Open) (x float64, ok bool) {
	switch q.Outcome {
	case "yes":
		return 1, true
	case "no":
		return 0, true
	}
	return 0, false
}

// scores scores settled forecasts, all and by whose they are, those with most
// first.
func scores(settled []casefile.Open, by func(casefile.Open) string) (all scored, of []scored) {
	all.Name = "all"
	add := func(s *scored, q casefile.Open) {
		p, sure := probability(q)
		x, told := happened(q)
		if !told {
			s.Void++
		} else if sure {
			s.Brier = (s.Brier*float64(s.N) + (p-x)*(p-x)) / float64(s.N+1)
			s.N++
			s.Right += int(x)
		}
	}
	for _, q := range settled {
		if q.Kind != "prediction" {
			continue
		}
		i := slices.IndexFunc(of, func(s scored) bool { return strings.EqualFold(s.Name, by(q)) })
		if i < 0 {
			i = len(of)
			of = append(of, scored{Name: by(q)})
		}
		add(&of[i], q)
		add(&all, q)
	}
	slices.SortStableFunc(of, func(a, b scored) int {
		return cmp.Or(cmp.Compare(b.N, a.N), cmp.Compare(a.Brier, b.Brier), cmp.Compare(a.Name, b.Name))
	})
	return all, of
}

// A calibration is a picture of how often forecasts came true, by how likely
// their words made them.
type calibration struct {
	Points []calibrationPoint
	Line   string
}

type calibrationPoint struct {
	X, Y, R, Low, High string
	Title              string
	N                  int
}

// calibrated draws settled forecasts in five bins; nil without any.
func calibrated(settled []casefile.Open) *calibration {
	type bin struct {
		n, yes int
		p      float64
	}
	var bins [5]bin
	for _, q := range settled {
		p, sure := probability(q)
		x, told := happened(q)
		if q.Kind != "prediction" || !sure || !told {
			continue
		}
		b := &bins[min(int(p*5), 4)]
		b.n, b.yes, b.p = b.n+1, b.yes+int(x), b.p+p
	}
	c := new(calibration)
	x := func(p float64) string { return px(40 + 300*p) }
	y := func(p float64) string { return px(320 - 300*p) }
	for _, b := range bins {
		if b.n == 0 {
			continue
		}
		p, share := b.p/float64(b.n), float64(b.yes)/float64(b.n)
		low, high := wilson(b.yes, b.n)
		c.Points = append(c.Points, calibrationPoint{X: x(p), Y: y(share), R: px(4 + min(float64(b.n), 12)/2), Low: y(low), High: y(high), N: b.n,
			Title: fmt.Sprintf("of %s thought %.0f %% likely, %d came true", many(b.n, "forecast", "forecasts"), 100*p, b.yes)})
		if c.Line == "" {
			c.Line = "M" + x(p) + " " + y(share)
		} else {
			c.Line += "L" + x(p) + " " + y(share)
		}
	}
	if len(c.Points) == 0 {
		return nil
	}
	return c
}

// wilson returns the 95 % score interval of k of n (Wilson 1927).
func wilson(k, n int) (low, high float64) {
	const z = 1.959964
	p, m := float64(k)/float64(n), float64(n)
	mid := (p + z*z/(2*m)) / (1 + z*z/m)
	half := z / (1 + z*z/m) * math.Sqrt(p*(1-p)/m+z*z/(4*m*m))
	return max(0, mid-half), min(1, mid+half)
}
