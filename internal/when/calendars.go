package when

import "time"

// easter returns Easter Sunday of the western churches (the anonymous Gregorian
// algorithm, Nature 1876).
func easter(y int) time.Time {
	a, b, c := y%19, y/100, y%100
	d, e := b/4, b%4
	g := (8*b + 13) / 25
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 22*l) / 451
	return day(y, (h+l-7*m+114)/31, (h+l-7*m+114)%31+1)
}

// pascha returns Easter Sunday of the eastern churches, by the Gregorian
// calendar (Meeus's Julian algorithm).
func pascha(y int) time.Time {
	d := (19*(y%19) + 15) % 30
	e := (2*(y%4) + 4*(y%7) - d + 34) % 7
	julian := day(y, (d+e+114)/31, (d+e+114)%31+1)
	return julian.AddDate(0, 0, y/100-y/400-2)
}

// The day numbers below count days from 1 January of the year 1 as day 1.
var dayZero = day(1, 1, 1).AddDate(0, 0, -1)

func dayNumber(t time.Time) int { return int(floor(t, Day).Sub(day(1970, 1, 1)).Hours()/24) + 719163 }

func dayOf(n int) time.Time { return dayZero.AddDate(0, 0, n) }

// hijri returns a day of the Islamic calendar. In the last and next two
// centuries a month begins on the day after the first sunset in Mecca that
// follows the new moon, as Saudi Arabia counts; before and after, by arithmetic
// (the tabular calendar with leap years 2, 5, 7, 10, 13, 16, 18, 21, 24, 26, 29
// of each 30). Where the new moon must be seen, the day is often one later.
func hijri(y, m, d int) time.Time {
	first := dayOf(227014 + 354*(y-1) + (3+11*y)/30 + 29*(m-1) + m/2 + 1)
	if first.Year() < 1800 || first.Year() > 2200 {
		return first.AddDate(0, 0, d-1)
	}
	const sunset = 15 * time.Hour // in Mecca, give or take half an hour
	return floor(newMoonBefore(first.AddDate(0, 0, 5)).Add(24*time.Hour-sunset), Day).AddDate(0, 0, d)
}

// hijriYear returns the Islamic year in which a Gregorian year begins.
func hijriYear(y int) int { return (dayNumber(day(y, 1, 1))-227015)*30/10631 + 1 }

// hebrew returns a day of the Jewish calendar, its months counted from Nisan,
// so that the year begins with month 7. Holidays begin at sunset of the day
// before. (E. Reingold, N. Dershowitz, Calendrical Calculations.)
func hebrew(y, m, d int) time.Time {
	n := hebrewNewYear(y)
	for k := 7; k != m; {
		n += hebrewMonth(y, k)
		if k++; k > hebrewMonths(y) {
			k = 1
		}
	}
	return dayOf(n + d - 1)
}

func hebrewLeap(y int) bool { return (7*y+1)%19 < 7 }

func hebrewMonths(y int) int {
	if hebrewLeap(y) {
		return 13
	}
	return 12
}

func hebrewElapsed(y int) int {
	months := (235*y - 234) / 19
	d := 29*months + (12084+13753*months)/25920
	if 3*(d+1)%7 < 3 {
		d++
	}
	return d
}

func hebrewNewYear(y int) int {
	a, b, c := hebrewElapsed(y-1), hebrewElapsed(y), hebrewElapsed(y+1)
	switch {
	case c-b == 356:
		b += 2
	case b-a == 382:
		b++
	}
	return b - 1373427 // the epoch is 7 October 3761 BC of the Julian calendar
}

func hebrewMonth(y, m int) int {
	days := hebrewNewYear(y+1) - hebrewNewYear(y)
	switch {
	case m == 2, m == 4, m == 6, m == 10, m == 13,
		m == 12 && !hebrewLeap(y),
		m == 8 && days%10 != 5,
		m == 9 && days%10 == 3:
		return 29
	}
	return 30
}

// nowruz returns the Iranian new year: the day of the March equinox in Tehran,
// or the next if it comes after noon.
func nowruz(y int) time.Time {
	return floor(sunReaches(0, day(y, 3, 1)).Add(hours(3)+30*time.Minute+hours(12)), Day)
}

// chinese returns the new year of the Chinese calendar: the second new moon
// after the month of the winter solstice; the third if one of the months between
// is the leap month. (E. Reingold, N. Dershowitz, Calendrical Calculations.)
func chinese(y int) time.Time {
	first, next := chineseSolstice(y-1), chineseSolstice(y)
	second := chineseMonth(first.AddDate(0, 0, 32))
	third := chineseMonth(second.AddDate(0, 0, 32))
	if next.Sub(first) > hours(24*370) && (!chineseMajor(first, second) || !chineseMajor(second, third)) {
		return chineseMonth(third.AddDate(0, 0, 32))
	}
	return third
}

const beijing = 8 * time.Hour

// chineseMonth returns the first day, by the clock of Beijing, of the month that
// holds a day.
func chineseMonth(t time.Time) time.Time {
	return floor(newMoonBefore(t.AddDate(0, 0, 1).Add(-beijing)).Add(beijing), Day)
}

// chineseSolstice returns the first day of the month of the winter solstice.
func chineseSolstice(y int) time.Time {
	return chineseMonth(floor(sunReaches(270, day(y, 12, 1)).Add(beijing), Day))
}

// chineseMajor reports whether the sun enters a sign, a multiple of 30°, between
// two midnights of Beijing. The leap month is the first one without.
func chineseMajor(from, to time.Time) bool {
	return int(sunAt(from.Add(-beijing))/30) != int(sunAt(to.Add(-beijing))/30)
}

// lunar returns a day of the Hindu lunar calendar in a year: day k (1 to 15
// waxing, 16 to 30 waning, 30 the new moon that ends it) of the month m counted
// from Chaitra, which is the one in which the sun enters the first sign of the
// fixed zodiac. A day is named by the phase of the moon at hour o'clock in India;
// festivals of the evening look there and not at sunrise.
func lunar(y, m, k, hour int) time.Time {
	const india = 5*time.Hour + 30*time.Minute
	fixed := 23.85 + float64(y-2000)*0.01397 // where the fixed zodiac begins
	sun := sunReaches(circle(float64(m-1)*30+fixed), day(y, 1, 1).AddDate(0, 0, 25))
	if m <= 10 {
		sun = sunReaches(circle(float64(m-1)*30+fixed), day(y, 3, 15))
	}
	begin := newMoonBefore(sun)
	d := floor(begin.Add(india), Day).AddDate(0, 0, k-2)
	for range 4 {
		at := elongation(d.Add(hours(hour) - india))
		phase := int(at/12) + 1
		if phase >= k && !(k < 5 && phase > 20) && !(k > 25 && phase < 5) || k == 30 && phase < 5 {
			return d
		}
		d = d.AddDate(0, 0, 1)
	}
	return d
}

// sankranti returns the day on which the sun enters the sidereal Capricorn, or
// the day after if it has set by then in India. The entries are a sidereal year
// apart, from that of 14 January 2018, 13:46 in India.
func sankranti(y int) time.Time {
	const year = 365.256363 * 24 * float64(time.Hour)
	const sunset = 18 * time.Hour
	if y < 1800 || y > 2200 { // too long for a Duration
		return day(y, 1, 14)
	}
	since := time.Duration(float64(y-2018) * year)
	return floor(time.Date(2018, 1, 14, 13, 46, 0, 0, time.UTC).Add(since+24*time.Hour-sunset), Day)
}
