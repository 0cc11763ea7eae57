package when

import (
	"testing"
	"time"

	"hearsay/internal/lexicon"
)

// Days that almanacs and governments gave.
func TestCalendars(t *testing.T) {
	on := func(name string) func(y int) time.Time {
		return func(y int) time.Time {
			entry, _ := lexicon.HolidayNamed(name, "USA")
			d, _ := parseHoliday(entry.Rule)
			s, _ := d.inYear(y)
			return s.begin
		}
	}
	for _, c := range []struct {
		name string
		slip int // days that arithmetic may be off
		days []string
	}{
		{"easter", 0, []string{"1818-03-22", "1943-04-25", "1961-04-02", "2000-04-23", "2008-03-23", "2011-04-24", "2019-04-21", "2021-04-04", "2024-03-31", "2038-04-25"}},
		{"orthodox easter", 0, []string{"2000-04-30", "2008-04-27", "2010-04-04", "2019-04-28", "2021-05-02", "2022-04-24", "2023-04-16", "2024-05-05", "2025-04-20"}},
		{"good friday", 0, []string{"2019-04-19", "2021-04-02"}},
		{"ash wednesday", 0, []string{"2021-02-17", "2024-02-14"}},
		{"pentecost", 0, []string{"2021-05-23", "2024-05-19"}},
		{"ramadan", 1, []string{"2013-07-09", "2019-05-06", "2020-04-24", "2021-04-13", "2022-04-02", "2023-03-23", "2024-03-11", "2025-03-01"}},
		{"eid al-fitr", 1, []string{"2013-08-08", "2019-06-04", "2021-05-13", "2022-05-02", "2023-04-21", "2024-04-10"}},
		{"eid al-adha", 1, []string{"2013-10-15", "2019-08-11", "2021-07-20", "2022-07-09", "2023-06-28"}},
		{"ashura", 1, []string{"2021-08-19", "2022-08-08"}},
		{"rosh hashanah", 0, []string{"2013-09-05", "2019-09-30", "2021-09-07", "2022-09-26", "2023-09-16", "2024-10-03"}},
		{"yom kippur", 0, []string{"2013-09-14", "2021-09-16", "2022-10-05"}},
		{"passover", 0, []string{"2013-03-26", "2021-03-28", "2022-04-16", "2024-04-23"}},
		{"purim", 0, []string{"2021-02-26", "2022-03-17", "2024-03-24"}},
		{"hanukkah", 0, []string{"2013-11-28", "2021-11-29", "2024-12-26"}},
		{"yom hashoah", 0, []string{"2021-04-08", "2022-04-28", "2024-05-06"}},
		{"nowruz", 0, []string{"2019-03-21", "2020-03-20", "2021-03-21", "2022-03-21", "2024-03-20", "2025-03-21"}},
		{"chinese new year", 0, []string{"1985-02-20", "2013-02-10", "2019-02-05", "2020-01-25", "2021-02-12", "2022-02-01", "2023-01-22", "2024-02-10", "2025-01-29", "2033-01-31", "2034-02-19"}},
		{"diwali", 1, []string{"2013-11-03", "2019-10-27", "2020-11-14", "2021-11-04", "2022-10-24", "2023-11-12", "2024-10-31"}},
		{"holi", 1, []string{"2021-03-29", "2022-03-18", "2023-03-08", "2024-03-25"}},
		{"thanksgiving", 0, []string{"2018-11-22", "2019-11-28", "2021-11-25"}},
		{"memorial day", 0, []string{"2018-05-28", "2021-05-31"}},
		{"labor day", 0, []string{"2018-09-03", "2021-09-06"}},
		{"election day", 0, []string{"2016-11-08", "2020-11-03", "2022-11-08"}},
		{"super tuesday", 0, []string{"2000-03-07", "2008-02-05", "2012-03-06", "2016-03-01", "2020-03-03", "2024-03-05"}},
		{"tax day", 0, []string{"2011-04-18", "2012-04-17", "2013-04-15", "2016-04-18", "2017-04-18", "2018-04-17"}},
		{"emancipation day", 0, []string{"2011-04-15", "2013-04-16", "2017-04-17"}},
		{"earth hour", 0, []string{"2013-03-23", "2014-03-29", "2016-03-19", "2018-03-24", "2024-03-23"}},
		{"makar sankranti", 0, []string{"2017-01-14", "2018-01-14", "2019-01-15", "2020-01-15", "2021-01-14"}},
		{"parsi new year", 0, []string{"2018-08-17", "2021-08-16", "2022-08-16", "2024-08-15"}},
		{"advent sunday", 0, []string{"2019-12-01", "2021-11-28", "2022-11-27"}},
	} {
		for _, want := range c.days {
			w, err := time.Parse("2006-01-02", want)
			if err != nil {
				t.Fatal(err)
			}
			got := on(c.name)(w.Year())
			if off := int(got.Sub(w).Hours() / 24); off > c.slip || off < -c.slip {
				t.Errorf("%s %d: %s, want %s", c.name, w.Year(), dayText(got), want)
			}
		}
	}
}

// Every rule of the list of holidays is understood, and gives one day or more of
// each year for centuries.
func TestHolidayRules(t *testing.T) {
	countries := []string{"", "USA", "GBR", "IRL", "CAN", "AUS", "NZL", "IND", "RUS", "MEX"}
	for _, name := range lexicon.Holidays() {
		for _, c := range countries {
			entry, ok := lexicon.HolidayNamed(name, c)
			if !ok {
				continue
			}
			d, ok := parseHoliday(entry.Rule)
			if !ok {
				t.Errorf("%s: rule %q", name, entry.Rule)
				continue
			}
			if _, ok := d.once(); ok {
				continue
			}
			if d.calendar == "" && (d.month < 1 || d.month > 12) {
				t.Errorf("%s: rule %q has month %d", name, entry.Rule, d.month)
			}
			for y := 1900; y < 2100; y += 7 {
				s, ok := d.inYear(y)
				if d.every > 0 && y%d.every != 0 {
					if ok {
						t.Errorf("%s in %d: %v", name, y, s)
					}
					continue
				}
				if !ok && (d.calendar == "hijri" || d.calendar == "lunar" && d.month == 10) {
					continue // the Islamic year is shorter, and Pausha is about New Year
				}
				if !ok || s.begin.Year() != y || !s.begin.Before(s.end) {
					t.Errorf("%s in %d: %v", name, y, s)
				}
			}
		}
	}
}

func TestISOWeek(t *testing.T) {
	for _, c := range []struct {
		year, week int
		begin      string // "" if the year has no such week
	}{
		{2020, 53, "2020-12-28"}, {2021, 1, "2021-01-04"}, {2021, 53, ""}, {2015, 53, "2015-12-28"}, {2016, 1, "2016-01-04"},
		{2009, 1, "2008-12-29"}, {2010, 1, "2010-01-04"}, {2010, 0, ""}, {2026, 53, "2026-12-28"},
	} {
		s, ok := isoWeek(c.year, c.week)
		if ok != (c.begin != "") || ok && dayText(s.begin) != c.begin {
			t.Errorf("week %d of %d: %s, %t; want %q", c.week, c.year, dayText(s.begin), ok, c.begin)
		}
	}
}

// A month after the end of January is the end of February.
func TestStep(t *testing.T) {
	for _, c := range []struct {
		from string
		g    Grain
		n    int
		to   string
	}{
		{"2021-01-31", Month, 1, "2021-02-28"}, {"2020-01-31", Month, 1, "2020-02-29"}, {"2020-02-29", Year, 1, "2021-02-28"},
		{"2020-02-29", Year, -4, "2016-02-29"}, {"2021-03-31", Month, -1, "2021-02-28"}, {"2021-12-31", Day, 1, "2022-01-01"},
		{"2021-05-04", Week, -1, "2021-04-27"}, {"2021-05-04", Decade, -1, "2011-05-04"}, {"2021-11-30", Quarter, 1, "2022-02-28"},
	} {
		from, err := time.Parse("2006-01-02", c.from)
		if err != nil {
			t.Fatal(err)
		}
		if got := dayText(step(from, c.g, c.n)); got != c.to {
			t.Errorf("%s and %d of grain %d: %s, want %s", c.from, c.n, c.g, got, c.to)
		}
	}
}
