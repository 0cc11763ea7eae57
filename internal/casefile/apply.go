package casefile

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"hearsay"
)

// edited is the rule named in the Why of a record that a person corrected.
const edited = "person"

// apply changes r by one edit and returns what stood there before.
func apply(r *hearsay.Reading, e Edit) (before string, err error) {
	if e.Record == "d" {
		return applyDocument(&r.Document, e)
	}
	n := find(r, e.Record, e.Span)
	if n == 0 {
		return "", fmt.Errorf("%q at %d is no longer a record", e.Span.Text, e.Span.Start)
	}
	why := hearsay.Why{Rule: edited, Score: 1, Note: strings.TrimSpace(e.By + " " + e.Field)}
	switch e.Record {
	case "v":
		before, err = applyEvent(r, n-1, e)
		if err == nil && e.Field != "gone" {
			r.Events[n-1].Why = append(r.Events[n-1].Why, why)
		}
	case "p":
		before, err = applyPlace(r, n-1, e)
		if err == nil && e.Field != "gone" {
			r.Places[n-1].Why = append(r.Places[n-1].Why, why)
		}
	case "t":
		before, err = applyTime(r, n-1, e)
		if err == nil && e.Field != "gone" {
			r.Times[n-1].Why = append(r.Times[n-1].Why, why)
		}
	case "a":
		before, err = applyAttribution(r, n-1, e)
	case "E":
		before, err = applyEntity(r, n-1, e, why)
	case "q":
		before, err = applyQuestion(&r.Questions[n-1], e)
	}
	return before, err
}

func applyDocument(d *hearsay.Document, e Edit) (before string, err error) {
	set := func(p *string) { before, *p = *p, e.Value }
	switch e.Field {
	case "title":
		set(&d.Title)
	case "outlet":
		set(&d.Outlet)
	case "agency":
		set(&d.Agency)
	case "language":
		set(&d.Language)
	case "published":
		before = d.Published.Value
		if e.Value == "" {
			d.Published = hearsay.Date{}
			return before, nil
		}
		precision, err := precisionOf(e.Value)
		if err != nil {
			return before, err
		}
		d.Published = hearsay.Date{Value: e.Value, Precision: precision, From: hearsay.FromOption}
	}
	return before, nil
}

var dateShape = regexp.MustCompile(`^\d{4}(-\d\d(-\d\d)?)?$`)

// precisionOf returns the precision of a date written as 2022-08-31, 2022-08 or
// 2022.
func precisionOf(value string) (hearsay.Precision, error) {
	if !dateShape.MatchString(value) {
		return hearsay.PrecisionNone, fmt.Errorf("%q is no date: write 2022-08-31, 2022-08 or 2022", value)
	}
	return map[int]hearsay.Precision{4: hearsay.Year, 7: hearsay.Month, 10: hearsay.Day}[len(value)], nil
}

var statuses = strings.Fields("happened ongoing habitual planned demanded threatened predicted hypothetical denied not-happened unknown")

func applyEvent(r *hearsay.Reading, i int, e Edit) (before string, err error) {
	v := &r.Events[i]
	set := func(p *string) { before, *p = *p, e.Value }
	switch e.Field {
	case "gone":
		removeEvent(r, i)
	case "type":
		set(&v.Type)
		v.Mode = modeOf(v.Type, v.Mode)
	case "mode":
		set(&v.Mode)
	case "status":
		if !slices.Contains(statuses, e.Value) {
			return v.Status, fmt.Errorf("no status %q: there are %s", e.Value, strings.Join(statuses, ", "))
		}
		set(&v.Status)
	case "actor":
		return setRoles(r, &v.Actors, e.Value)
	case "recipient":
		return setRoles(r, &v.Recipients, e.Value)
	case "time":
		before = v.Time.Value
		if e.Value == "" {
			v.Time = hearsay.EventTime{From: edited}
			return before, nil
		}
		precision, err := precisionOf(e.Value)
		if err != nil {
			return before, err
		}
		v.Time = hearsay.EventTime{Value: e.Value, Precision: precision, Begin: e.Value, End: e.Value, From: edited}
	case "place":
		n := refer(r, "p", e.Value)
		if n < 0 {
			return v.Place.Ref.String(), fmt.Errorf("no place %q in this reading: give p1, p2 … or p0 for none", e.Value)
		}
		before = v.Place.Ref.String()
		v.Place = hearsay.EventPlace{Ref: hearsay.PlaceID(n), From: edited}
	case "dead", "injured", "arrested":
		k := slices.IndexFunc(v.Counts, func(c hearsay.Count) bool { return c.What == e.Field })
		if k >= 0 {
			before = strconv.FormatFloat(v.Counts[k].Value, 'f', -1, 64)
		}
		n, err := strconv.ParseFloat(e.Value, 64)
		switch {
		case e.Value == "" && k >= 0:
			v.Counts = slices.Delete(v.Counts, k, k+1)
		case e.Value == "":
		case err != nil || n < 0:
			return before, fmt.Errorf("%q is no number", e.Value)
		case k >= 0:
			c := &v.Counts[k]
			c.Value, c.Max, c.Modifier = n, nil, ""
		default:
			v.Counts = append(v.Counts, hearsay.Count{What: e.Field, Value: n, Span: v.Trigger})
		}
	}
	return before, nil
}

func applyPlace(r *hearsay.Reading, i int, e Edit) (before string, err error) {
	p := &r.Places[i]
	switch e.Field {
	case "gone":
		before = p.Name
		*p = hearsay.Place{ID: p.ID, Span: p.Span, Name: p.Name, Level: "unknown", Why: p.Why}
	case "country":
		before, p.Country = p.Country, e.Value
	case "name":
		before, p.Name = p.Name, e.Value
	case "point":
		var lat, lon float64
		if n, _ := fmt.Sscanf(strings.ReplaceAll(e.Value, ",", " "), "%f %f", &lat, &lon); n != 2 || lat < -90 || lat > 90 || lon < -180 || lon > 180 {
			return "", fmt.Errorf("%q is no point: write latitude and longitude, 35.12 36.71", e.Value)
		}
		if p.Lat != nil {
			before = fmt.Sprintf("%.4f %.4f", *p.Lat, *p.Lon)
		}
		p.Lat, p.Lon, p.Confidence = &lat, &lon, 1
	}
	return before, nil
}

func applyTime(r *hearsay.Reading, i int, e Edit) (before string, err error) {
	t := &r.Times[i]
	before = t.Value
	if e.Field == "gone" {
		t.Value, t.Begin, t.End = "", "", ""
	} else {
		t.Value, t.AnchoredOn = e.Value, edited
	}
	for k := range r.Events {
		if v := &r.Events[k]; v.Time.Ref == t.ID {
			v.Time.Value, v.Time.Begin, v.Time.End, v.Time.From = t.Value, t.Value, t.Value, edited
		}
	}
	return before, nil
}

func applyAttribution(r *hearsay.Reading, i int, e Edit) (before string, err error) {
	a := &r.Attributions[i]
	switch e.Field {
	case "gone":
		before = a.Cue.Text
		removeAttribution(r, i)
	case "act":
		before = a.Act.String()
		return before, a.Act.UnmarshalText([]byte(e.Value))
	case "source":
		n := refer(r, "E", e.Value)
		if n < 1 {
			return "", fmt.Errorf("no entity %q in this reading", e.Value)
		}
		if a.Source != 0 {
			before = r.Mentions[a.Source-1].Entity.String()
		}
		a.Source = r.Entities[n-1].Mentions[0]
		a.SourceSpan = r.Mentions[a.Source-1].Span
	}
	return before, nil
}

func applyEntity(r *hearsay.Reading, i int, e Edit, why hearsay.Why) (before string, err error) {
	x := &r.Entities[i]
	set := func(p *string) { before, *p = *p, e.Value }
	switch e.Field {
	case "name":
		set(&x.Name)
	case "country":
		set(&x.Country)
	case "sector":
		set(&x.Sector)
	case "wikidata":
		set(&x.Wikidata)
	case "same-as":
		n := refer(r, "E", e.Value)
		if n < 1 || n == i+1 {
			return "", fmt.Errorf("no other entity %q in this reading", e.Value)
		}
		before = x.Name // x is another's place afterwards
		merge(r, i, n-1)
		return before, nil
	case "split":
		before = x.Name
		return before, split(r, i, e.Span)
	}
	x.Why = append(x.Why, why)
	return before, nil
}
