package foreign

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"iter"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"hearsay/internal/export"
)

// An Event is one row of a data set, in PLOVER's words.
type Event struct {
	Line      int      `json:"line"` // of the file, from 1
	ID        string   `json:"id"`
	Date      string   `json:"date"` // 2021-05-03; ""
	Type      string   `json:"type"` // PLOVER's; "" for what PLOVER does not code
	Mode      string   `json:"mode,omitempty"`
	Code      string   `json:"code,omitempty"` // CAMEO
	Actor     string   `json:"actor"`
	Recipient string   `json:"recipient"`
	Countries []string `json:"countries,omitempty"` // of actor and recipient, alpha-3
	Place     string   `json:"place"`
	Country   string   `json:"country"` // of the place, alpha-3
	Lat       *float64 `json:"lat,omitempty"`
	Lon       *float64 `json:"lon,omitempty"`
	URL       string   `json:"url,omitempty"`
	Outlet    string   `json:"outlet,omitempty"`
	Published string   `json:"published,omitempty"`
}

// Formats are the data sets that [Rows] reads.
var Formats = []string{"gdelt", "polecat"}

// Rows yields the events of a file of tab-separated values: GDELT 2.0's table of
// events (61 columns, no header), or POLECAT's (40 columns and more, by their
// names in the first line). A row that cannot be read is yielded as an error, with
// line and column; those after it are read all the same.
func Rows(r io.Reader, format string) iter.Seq2[*Event, error] {
	read := gdeltRow
	var columns map[string]int
	return func(yield func(*Event, error) bool) {
		s := bufio.NewScanner(r)
		s.Buffer(make([]byte, 1<<16), Most)
		for line := 1; s.Scan(); line++ {
			text := bytes.TrimSuffix(s.Bytes(), []byte("\r"))
			if len(text) == 0 {
				continue
			}
			if line == 1 {
				text = bytes.TrimPrefix(text, []byte("\uFEFF"))
			}
			if !utf8.Valid(text) {
				if !yield(nil, at(line, 1, "not UTF-8")) {
					return
				}
				continue
			}
			cells := strings.Split(string(text), "\t")
			if format == "polecat" && columns == nil {
				var err error
				if columns, err = header(cells); err != nil {
					yield(nil, err)
					return
				}
				continue
			}
			e, err := read(line, cells)
			if format == "polecat" {
				e, err = polecatRow(line, cells, columns)
			}
			if !yield(e, err) {
				return
			}
		}
		if err := s.Err(); err != nil {
			yield(nil, at(1, 1, "%w", err))
		}
	}
}

// columnAt returns the column, in characters from 1, at which a cell begins.
func columnAt(cells []string, i int) int {
	n := 1
	for _, c := range cells[:i] {
		n += utf8.RuneCountInString(c) + 1
	}
	return n
}

// gdeltColumns is how many columns GDELT 2.0's table of events has
// (GDELT-Event_Codebook-V2.0).
const gdeltColumns = 61

func gdeltRow(line int, cells []string) (*Event, error) {
	if len(cells) != gdeltColumns {
		return nil, at(line, 1, "%d columns; GDELT 2.0's events have %d (those of 1.0 have 57 or 58)", len(cells), gdeltColumns)
	}
	e := &Event{Line: line, ID: cells[0], Actor: cells[6], Recipient: cells[16], Place: cells[52], Country: export.CountryCalled(cells[53]), URL: cells[60], Code: cells[26]}
	e.Type = PLOVER(e.Code)
	for _, i := range []int{7, 17} {
		if cells[i] != "" {
			e.Countries = append(e.Countries, cells[i])
		}
	}
	day := cells[1]
	if len(day) != 8 || strings.Trim(day, "0123456789") != "" {
		if day != "" {
			return nil, at(line, columnAt(cells, 1), "SQLDATE %q is no day: 20210503", day)
		}
	} else {
		e.Date = day[:4] + "-" + day[4:6] + "-" + day[6:]
	}
	var err error
	if e.Lat, e.Lon, err = point(line, cells, 56, 57); err != nil {
		return nil, err
	}
	return e, nil
}

// point reads the two cells of a place on Earth; both may be empty.
func point(line int, cells []string, lat, lon int) (x, y *float64, err error) {
	if cells[lat] == "" || cells[lon] == "" {
		return nil, nil, nil
	}
	for i, c := range []struct{ cell, most int }{{lat, 90}, {lon, 180}} {
		v, err := strconv.ParseFloat(cells[c.cell], 64)
		if err != nil || !(v >= -float64(c.most) && v <= float64(c.most)) {
			return nil, nil, at(line, columnAt(cells, c.cell), "%q is no degree", cells[c.cell])
		}
		if i == 0 {
			x = &v
		} else {
			y = &v
		}
	}
	return x, y, nil
}

// polecatNeeds are the columns without which rows cannot be compared.
var polecatNeeds = []string{"Event ID", "Event Date", "Event Type"}

// header returns the places of POLECAT's columns.
func header(cells []string) (map[string]int, error) {
	columns := make(map[string]int)
	for i, c := range cells {
		if _, twice := columns[c]; !twice {
			columns[strings.TrimSpace(c)] = i
		}
	}
	for _, need := range polecatNeeds {
		if _, ok := columns[need]; !ok {
			return nil, at(1, 1, "the first line has no column %q: it should have the names of POLECAT's columns", need)
		}
	}
	return columns, nil
}

func polecatRow(line int, cells []string, columns map[string]int) (*Event, error) {
	// Files with columns of their own at the end are found; short rows are not read.
	cell := func(name string) string {
		if i, ok := columns[name]; ok && i < len(cells) {
			return strings.TrimSpace(strings.Trim(cells[i], `"`))
		}
		return ""
	}
	if len(cells) < len(columns) {
		return nil, at(line, columnAt(cells, len(cells)-1), "%d columns, and %d names in the first line", len(cells), len(columns))
	}
	e := &Event{Line: line, ID: cell("Event ID"), Date: cell("Event Date"), Type: strings.ToUpper(cell("Event Type")), Mode: cell("Event Mode"), Actor: cell("Actor Name"), Recipient: cell("Recipient Name"),
		Place: cell("Placename"), Country: export.CountryCalled(cell("Country")), Outlet: cell("Source"), Published: cell("Publication Date")}
	for _, name := range []string{"Actor Country", "Recipient Country"} {
		for c := range strings.SplitSeq(cell(name), ";") {
			if c = export.CountryCalled(strings.TrimSpace(c)); c != "" {
				e.Countries = append(e.Countries, c)
			}
		}
	}
	if e.Date != "" && !isDay(e.Date) {
		return nil, at(line, columnAt(cells, columns["Event Date"]), "Event Date %q is no day: 2021-05-03", e.Date)
	}
	if !slices.Contains(types, e.Type) {
		return nil, at(line, columnAt(cells, columns["Event Type"]), "Event Type %q is none of PLOVER's", e.Type)
	}
	lat, ok1 := columns["Latitude"]
	lon, ok2 := columns["Longitude"]
	if ok1 && ok2 {
		var err error
		if e.Lat, e.Lon, err = point(line, cells, lat, lon); err != nil {
			return nil, err
		}
	}
	return e, nil
}

var types = strings.Fields("AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT")

// isDay reports whether s is written as a day.
func isDay(s string) bool {
	var y, m, d int
	n, err := fmt.Sscanf(s, "%4d-%2d-%2d", &y, &m, &d)
	return err == nil && n == 3 && len(s) == len("2021-05-03") && m >= 1 && m <= 12 && d >= 1 && d <= 31
}

// PLOVER returns the type that PLOVER's conversion table gives a CAMEO code, ""
// for statements and appeals (roots 01 and 02), which PLOVER does not code.
func PLOVER(cameo string) string {
	if len(cameo) < 2 {
		return ""
	}
	if cameo[:2] == "08" {
		if len(cameo) > 2 && cameo[2] >= '4' {
			return "RETREAT"
		}
		return "CONCEDE"
	}
	return map[string]string{
		"03": "AGREE", "04": "CONSULT", "05": "SUPPORT", "06": "COOPERATE", "07": "AID", "09": "ACCUSE", "10": "REQUEST", "11": "ACCUSE", "12": "REJECT", "13": "THREATEN",
		"14": "PROTEST", "15": "MOBILIZE", "16": "SANCTION", "17": "COERCE", "18": "ASSAULT", "19": "ASSAULT", "20": "ASSAULT",
	}[cameo[:2]]
}
