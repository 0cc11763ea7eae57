// Package actor says who is who: for the name of a state, a holder of office,
// an armed group, an organisation of states or a company, the country and
// PLOVER sector it belongs to, at the time of a report.
//
// "John Kerry" is USA LEG in a report of 2010, USA GOV in one of 2014, and USA
// ELI, a former official, in one of 2020.
//
// The lists fill gaps: what a text says of somebody ("the former minister")
// always wins over them, and that is for the caller to see to. They know no
// single common words and no cities, and resolve no ambiguity: a name that the
// sources give to two countries is in neither.
//
// Countries are ISO 3166-1 alpha-3, KOS, or PLOVER's IGO, UNO, EUR, NGO and ISM;
// sectors those of the PLOVER manual 2.0. All functions may be called by several
// goroutines at once.
package actor

import (
	_ "embed"
	"strings"
)

//go:embed known.tsv
var knownText string

//go:embed listed.tsv
var listedText string

// known holds the rows made by hand, by key; the lists stay text.
var known = loadKnown()

// A Row is what the lists say about a name.
type Row struct {
	Country  string
	Sector   string // "" where the lists cannot know it at that date
	Wikidata string // item, "Q7747"; "" if not known
	From, To string // in office from, to: ISO 8601 dates cut to what is known; "" open
	Why      string // list and rule: "actor.known", "actor.listed", "actor.former"
}

// Lookup returns what is known of a name on a date (ISO 8601, cut to its
// precision; "" if not known), and whether there is anything. Case, accents,
// dots, and an article before the name do not matter.
//
// An office counts on the days it was held. Somebody whose offices all ended
// before is a former official (ELI); before the first of them nobody. Without a
// date, and past the end of a list whose row was still open, the sector stays
// open if it would depend on the date.
func Lookup(name, date string) (Row, bool) {
	k := Key(name)
	if k == "" {
		return Row{}, false
	}
	if rows := known[k]; len(rows) > 0 {
		if r, ok := at(rows, date); ok {
			return r, true
		}
	}
	return at(listed(k), date)
}

// at chooses among the rows of one name, which are in the order of their dates.
func at(rows []Row, date string) (Row, bool) {
	var ended Row
	for _, r := range rows {
		to, open := strings.CutSuffix(r.To, "?")
		switch {
		case r.From == "" && r.To == "":
			return r, true
		case date == "":
			return undated(rows), true
		case r.From != "" && before(date, r.From):
			continue
		case to == "" || !before(to, date):
			r.To = to
			return r, true
		case open: // nobody knows how long after
			r.To, r.Sector = "", ""
			ended = r
		case r.Sector == "GOV" || r.Sector == "LEG" || r.Sector == "MIL" || r.Sector == "JUD" || r.Sector == "COP":
			r.Sector, r.Why = "ELI", "actor.former"
			ended = r
		default:
			ended = r
		}
	}
	return ended, ended.Country != ""
}

// undated is what rows with dates say to a reader who has none.
func undated(rows []Row) Row {
	r := rows[len(rows)-1]
	for _, x := range rows {
		if x.Sector != r.Sector {
			r.Sector = ""
		}
	}
	r.To = strings.TrimSuffix(r.To, "?")
	return r
}

// before reports whether date a lies wholly before b: "2014" does not lie
// before "2014-05-01", of which it may be part.
func before(a, b string) bool {
	n := min(len(a), len(b))
	return a[:n] < b[:n]
}

func loadKnown() map[string][]Row {
	m := make(map[string][]Row, 1024)
	for line := range strings.Lines(knownText) {
		if line[0] == '#' {
			continue
		}
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		r := Row{Country: f[2], Sector: f[3], Wikidata: f[4], From: f[5], To: f[6], Why: "actor.known"}
		add := func(name string) {
			k := Key(name)
			if n := len(m[k]); n == 0 || m[k][n-1] != r {
				m[k] = append(m[k], r)
			}
		}
		add(f[0])
		if f[1] != "" {
			for name := range strings.SplitSeq(f[1], "|") {
				add(name)
			}
		}
	}
	return m
}

// listed returns the rows of a key in listed.tsv, which is sorted by key: it
// halves the text, falling back to the start of a line, until one line is left.
func listed(key string) []Row {
	t := listedText
	lo, hi := 0, len(t) // both at starts of lines
	for lo < hi {
		mid := lo + (hi-lo)/2
		start := strings.LastIndexByte(t[lo:mid], '\n') + 1 + lo
		if k := lineKey(t[start:]); k < key || strings.HasPrefix(k, "#") {
			lo = start + strings.IndexByte(t[start:], '\n') + 1
		} else {
			hi = start
		}
	}
	var rows []Row
	for line := range strings.Lines(t[lo:]) {
		if lineKey(line) != key {
			break
		}
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		rows = append(rows, Row{Country: f[1], Sector: f[2], Wikidata: f[3], From: f[4], To: f[5], Why: "actor.listed"})
	}
	return rows
}

// lineKey returns the first column of a line.
func lineKey(line string) string {
	k, _, _ := strings.Cut(line, "\t")
	return k
}
