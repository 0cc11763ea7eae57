package lexicon

import (
	_ "embed"
	"slices"
	"strings"
)

//go:embed holidays.tsv
var holidaysText string

// A Holiday is a named day, or run of days, of every year.
type Holiday struct {
	Names     []string // in lower case: "new year's day"
	Rule      string   // how its date is found; see the head of holidays.tsv
	Countries []string // where the name means this day (ISO 3166-1 alpha-3); none: everywhere
}

var holidays, holidaysByName = loadHolidays()

func loadHolidays() ([]Holiday, map[string][]int) {
	var all []Holiday
	by := map[string][]int{}
	for row := range table(holidaysText, 3) {
		h := Holiday{Rule: row[1]}
		for n := range each(row[0]) {
			h.Names = append(h.Names, n)
			k := holidayKey(n)
			if rows := by[k]; len(rows) == 0 || rows[len(rows)-1] != len(all) {
				by[k] = append(rows, len(all))
			}
		}
		for c := range each(row[2]) {
			h.Countries = append(h.Countries, c)
		}
		all = append(all, h)
	}
	return all, by
}

// Holidays returns the names of all holidays. The slice belongs to the caller.
func Holidays() []string {
	var names []string
	for _, h := range holidays {
		names = append(names, h.Names...)
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// HolidayNamed returns the holiday that a name, in lower case, means in a
// country, or what it means everywhere if the country has no such day of its own
// or is not given. Ok is false if the name is not known, or what it means where
// the country is not.
func HolidayNamed(name, country string) (h Holiday, ok bool) {
	rows := holidaysByName[holidayKey(strings.ToLower(name))]
	for _, i := range rows {
		if slices.Contains(holidays[i].Countries, country) {
			return holidays[i], true
		}
	}
	for _, i := range rows {
		if len(holidays[i].Countries) == 0 {
			return holidays[i], true
		}
	}
	return Holiday{}, false
}

// holidayKey writes a name as it is looked up: it is the same day that is spelled
// "mother's day", "mothers' day" and "mothers day".
func holidayKey(name string) string { return keyMarks.Replace(name) }

var keyMarks = strings.NewReplacer("'", "", ".", "", "-", " ")
