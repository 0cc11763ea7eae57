package export

import (
	"cmp"
	"encoding/csv"
	"io"
	"strconv"
	"strings"

	"hearsay"
)

// An ACLED writes events as comma-separated values in the columns and the words
// of ACLED (codebook of 2024), one event a row: political violence,
// demonstrations and arrests that are said to have happened. What ACLED does
// not code (statements, meetings, strikes) is left out.
//
// time_precision is 1 for a day, 2 for a week, 3 for a month; geo_precision 1
// for a town or a place in it, 2 for a part of a district or near a place, 3
// for a province or more. What is less precise has no precision and no date or
// pin. fatalities is empty where the text gives no number: ACLED has 0 there,
// which cannot be told from "nobody died".
type ACLED struct {
	w      *csv.Writer
	headed bool
}

// NewACLED returns a writer to w.
func NewACLED(w io.Writer) *ACLED { return &ACLED{w: csv.NewWriter(w)} }

const acledColumns = "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type," +
	"actor1,assoc_actor_1,inter1,actor2,assoc_actor_2,inter2,civilian_targeting,iso,country,admin1,admin2,admin3,location,latitude,longitude,geo_precision," +
	"source,notes,fatalities,timestamp"

// Write appends the events of r. The name under which the report was given is ignored.
func (x *ACLED) Write(_ string, r *hearsay.Reading) error {
	x.head()
	s := newScene(r)
	for i := range s.Events {
		e := &s.Events[i]
		a, b := s.acledSide(e.Actors), s.acledSide(e.Recipients)
		if e.Type == "PROTEST" && len(e.Actors) > 0 {
			a.inter = protesters(e.Mode)
		}
		kind, ok := acledType(e, a, b)
		if !ok || !asserted(e) {
			continue
		}
		day, precision := acledDay(e.Time)
		_, year := monthAndYear(cmp.Or(day, e.Time.Value))
		targeted := ""
		if b.inter == "Civilians" && kind.disorder == "Political violence" {
			targeted = "Civilian targeting"
		}
		where := s.acledPlace(s.placed(e))
		id := countryOf(s.placed(e)) + number(s.Document.ID.String()+"#"+e.ID.String())
		row := []string{id, day, year, precision, kind.disorder, kind.event, kind.sub, a.name, a.others, a.inter, b.name, b.others, b.inter, targeted}
		row = append(row, where...)
		row = append(row, cmp.Or(s.Document.Outlet, gdeltName(&s.Document)), s.sentenceOf(e), fatalities(e.Counts), s.Document.Published.Value)
		for i := range row {
			row[i] = harmless(clean(row[i]))
		}
		if err := x.w.Write(row); err != nil {
			return err
		}
	}
	x.w.Flush()
	return x.w.Error()
}

// Close writes the columns' names if nothing was written before.
func (x *ACLED) Close() error {
	x.head()
	x.w.Flush()
	return x.w.Error()
}

func (x *ACLED) head() {
	if !x.headed {
		x.headed = true
		x.w.Write(strings.Split(acledColumns, ","))
	}
}

// An acledKind is a type of event in ACLED's words.
type acledKind struct{ disorder, event, sub string }

// acledKinds are ACLED's types of the modes that decide them.
var acledKinds = map[string]acledKind{
	"ASSAULT aerial":         {"Political violence", "Explosions/Remote violence", "Air/drone strike"},
	"ASSAULT drone":          {"Political violence", "Explosions/Remote violence", "Air/drone strike"},
	"ASSAULT heavy-weapons":  {"Political violence", "Explosions/Remote violence", "Shelling/artillery/missile attack"},
	"ASSAULT explosives":     {"Political violence", "Explosions/Remote violence", "Remote explosive/landmine/IED"},
	"ASSAULT suicide-attack": {"Political violence", "Explosions/Remote violence", "Suicide bomb"},
	"ASSAULT unconventional": {"Political violence", "Explosions/Remote violence", "Chemical weapon"},
	"ASSAULT abduct":         {"Political violence", "Violence against civilians", "Abduction/forced disappearance"},
	"ASSAULT sexual":         {"Political violence", "Violence against civilians", "Sexual violence"},
	"ASSAULT destroy":        {"Strategic developments", "Strategic developments", "Looting/property destruction"},
	"PROTEST demo":           {"Demonstrations", "Protests", "Peaceful protest"},
	"PROTEST obstruct":       {"Demonstrations", "Protests", "Peaceful protest"},
	"PROTEST riot":           {"Demonstrations", "Riots", "Violent demonstration"},
	"PROTEST":                {"Demonstrations", "Protests", "Peaceful protest"},
	"COERCE arrest":          {"Strategic developments", "Strategic developments", "Arrests"},
}

// acledType returns the type of an event between two sides; ok is false for
// what ACLED does not code. Violence between armed sides is a battle, against
// civilians an attack; where the text does not tell the sides, there is no type.
func acledType(e *hearsay.Event, a, b acledSide) (kind acledKind, ok bool) {
	if kind, ok = acledKinds[strings.TrimSpace(e.Type+" "+e.Mode)]; ok {
		return kind, true
	}
	switch {
	case e.Type != "ASSAULT":
		return kind, false
	case e.Mode == "crowd-control":
		return acledKind{"Political violence; Demonstrations", "Protests", "Excessive force against protesters"}, true
	case a.armed && b.armed:
		return acledKind{"Political violence", "Battles", "Armed clash"}, true
	case b.inter == "Civilians":
		return acledKind{"Political violence", "Violence against civilians", "Attack"}, true
	}
	return acledKind{disorder: "Political violence"}, true
}

// An acledSide is one side of an event.
type acledSide struct {
	name, others, inter string
	armed               bool
}

// acledInter are ACLED's kinds of actors.
var acledInter = map[string]string{
	"MIL": "State forces", "COP": "State forces", "GOV": "State forces", "SPY": "State forces", "JUD": "State forces", "LEG": "State forces",
	"REB": "Rebel group", "UAF": "Political militia", "PRM": "Political militia",
	"CVL": "Civilians", "JRN": "Civilians", "LAB": "Civilians", "EDU": "Civilians", "MED": "Civilians", "REF": "Civilians", "REL": "Civilians",
	"AGR": "Civilians", "BUS": "Civilians", "SOC": "Civilians", "ELI": "Civilians", "PTY": "Civilians", "OPP": "Civilians",
}

func (s *scene) acledSide(roles []hearsay.Role) acledSide {
	var a acledSide
	for i, r := range roles {
		p := s.party(r)
		if i > 0 {
			a.others = strings.TrimPrefix(a.others+"; "+listed(p.name), "; ")
			continue
		}
		a.name, a.inter = p.name, acledInter[p.sector]
		a.armed = a.inter != "" && a.inter != "Civilians"
	}
	return a
}

// protesters returns what ACLED calls those who protest.
func protesters(mode string) string {
	if mode == "riot" {
		return "Rioters"
	}
	return "Protesters"
}

// acledDay returns the day that stands for a time, and its precision: the day
// itself, or the first of the week or the month it is in.
func acledDay(t hearsay.EventTime) (day, precision string) {
	begin := dayOf(t.Begin)
	switch {
	case dayOf(t.Value) != "":
		return dayOf(t.Value), "1"
	case strings.Contains(t.Value, "-W") && begin != "":
		return begin, "2"
	case len(t.Value) == len("2021-04") && t.Value[4] == '-' && strings.Trim(t.Value, "0123456789-") == "":
		return t.Value + "-01", "3"
	}
	return "", ""
}

// acledPlace returns the nine cells of a place.
func (s *scene) acledPlace(p *hearsay.Place) []string {
	if p == nil {
		return make([]string, 9)
	}
	admin1, precision := p.Admin1, ""
	switch {
	case p.Lat == nil:
	case p.Level == "facility" || p.Level == "populated place":
		precision = "1"
		if p.Relation != "" && !strings.HasPrefix(p.Relation, "in ") {
			precision = "2"
		}
	case p.Level == "district":
		precision = "2"
	case p.Level == "province":
		admin1, precision = p.Name, "3"
	}
	lat, lon := "", ""
	if precision != "" {
		lat, lon = coordinate(p.Lat), coordinate(p.Lon)
	}
	return []string{countries[p.Country].iso, countryName(p.Country), admin1, "", "", p.Name, lat, lon, precision}
}

func countryOf(p *hearsay.Place) string {
	if p == nil {
		return ""
	}
	return p.Country
}

// fatalities returns the number of the dead, the least that the words allow; ""
// if the text gives none.
func fatalities(counts []hearsay.Count) string {
	if size := sizeOf(counts); size != nil && size.Dead != nil {
		return decimal(*size.Dead)
	}
	return ""
}

// harmless returns a cell that no spreadsheet takes for a formula: text that
// begins with a sign that opens one gets an apostrophe before it, numbers not.
func harmless(s string) string {
	if s == "" || !strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return s
	}
	if _, err := strconv.ParseFloat(s, 64); err == nil {
		return s
	}
	return "'" + s
}
