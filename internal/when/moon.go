package when

import (
	"math"
	"time"
)

// The sun and the moon, as exactly as calendars of the last and next few
// centuries need: the sun to a minute of arc, the moon to a quarter of a
// degree, half an hour of its way. Main terms of J. Meeus, Astronomical
// Algorithms (2nd ed. 1998), chapters 25 and 47.

// centuries returns Julian centuries since noon of 1 January 2000.
func centuries(t time.Time) float64 {
	return t.Sub(time.Date(2000, 1, 1, 12, 0, 0, 0, time.UTC)).Hours() / 24 / 36525
}

func sin(degrees float64) float64 { return math.Sin(degrees * math.Pi / 180) }

// circle returns degrees from 0 up to 360.
func circle(degrees float64) float64 {
	d := math.Mod(degrees, 360)
	if d < 0 {
		d += 360
	}
	return d
}

// sunAt returns the longitude of the sun.
func sunAt(t time.Time) float64 {
	T := centuries(t)
	m := 357.52911 + 35999.05029*T
	c := (1.914602-0.004817*T)*sin(m) + 0.019993*sin(2*m) + 0.000289*sin(3*m)
	return circle(280.46646 + 36000.76983*T + 0.0003032*T*T + c - 0.00569)
}

// elongation returns how far the moon stands east of the sun: 0 at new moon,
// 180 at full.
func elongation(t time.Time) float64 {
	T := centuries(t)
	l := 218.3164477 + 481267.88123421*T
	d := 297.8501921 + 445267.1114034*T
	m := 357.5291092 + 35999.0502909*T
	a := 134.9633964 + 477198.8675055*T
	f := 93.2720950 + 483202.0175233*T
	moon := l + 6.288774*sin(a) + 1.274027*sin(2*d-a) + 0.658314*sin(2*d) + 0.213618*sin(2*a) -
		0.185116*sin(m) - 0.114332*sin(2*f) + 0.058793*sin(2*d-2*a) + 0.057066*sin(2*d-m-a) +
		0.053322*sin(2*d+a) + 0.045758*sin(2*d-m) - 0.040923*sin(m-a) - 0.034720*sin(d) - 0.030383*sin(m+a)
	return circle(moon - sunAt(t))
}

// sunReaches returns when the sun reaches a longitude in the year that begins
// at its longitude at about from: the first time after from.
func sunReaches(longitude float64, from time.Time) time.Time {
	t := from.Add(time.Duration(circle(longitude-sunAt(from)) / 360 * 365.2422 * 24 * float64(time.Hour)))
	for range 4 {
		off := circle(longitude-sunAt(t)+180) - 180
		t = t.Add(time.Duration(off / 360 * 365.2422 * 24 * float64(time.Hour)))
	}
	return t
}

const lunation = 29.530588861 * 24 * float64(time.Hour)

// newMoonBefore returns the last new moon before t.
func newMoonBefore(t time.Time) time.Time {
	n := t.Add(-time.Duration(elongation(t) / 360 * lunation))
	for range 4 {
		off := circle(elongation(n)+180) - 180
		n = n.Add(-time.Duration(off / 360 * lunation))
	}
	return n
}
