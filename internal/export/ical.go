package export

import (
	"bytes"
	"cmp"
	"io"
	"strings"
	"time"
	"unicode/utf8"

	"hearsay"
)

// An ICal writes what is planned, predicted, demanded or threatened for a date
// that the text gives as an iCalendar (RFC 5545): one VEVENT for each, of whole
// days, TENTATIVE, and taking nobody's time. Dates that are only assumed are
// left out, as are those known to a year alone, and days that were over when the
// report was published: what came of such a plan is no date to keep ("The troops
// entered the town last week to cut the road", of a report of Sunday). DTSTAMP is
// the time of publication, or the first day of the event, for the program keeps no
// clock.
type ICal struct {
	w     io.Writer
	begun bool
}

// NewICal returns a writer to w.
func NewICal(w io.Writer) *ICal { return &ICal{w: w} }

const icalHead = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//hearsay//hearsay//EN\r\nCALSCALE:GREGORIAN\r\nMETHOD:PUBLISH\r\n"

// Write appends the plans in r. The name under which the report was given is ignored.
func (x *ICal) Write(_ string, r *hearsay.Reading) error {
	var b bytes.Buffer
	if !x.begun {
		x.begun = true
		b.WriteString(icalHead)
	}
	s := newScene(r)
	for i := range s.Events {
		s.plan(&b, &s.Events[i])
	}
	_, err := b.WriteTo(x.w)
	return err
}

// Close ends the calendar. It does not close the underlying writer.
func (x *ICal) Close() error {
	end := "END:VCALENDAR\r\n"
	if !x.begun {
		end = icalHead + end
	}
	_, err := io.WriteString(x.w, end)
	return err
}

// plan writes e if it is planned for a date.
func (s *scene) plan(b *bytes.Buffer, e *hearsay.Event) {
	switch e.Status {
	case "planned", "predicted", "demanded", "threatened":
	default:
		return
	}
	first, after, ok := daysOf(e.Time)
	if !ok {
		return
	}
	const form = "20060102"
	d := &s.Document
	stamped, known := moment(d.Published)
	if !known {
		stamped = first
	}
	if known && !after.After(stamped) {
		return
	}
	who := s.roles(e.Actors)
	if whom := s.roles(e.Recipients); whom != "" {
		who = cmp.Or(who, "?") + " → " + whom
	}
	word, _ := s.wordOf(e.Said)
	where := ""
	if p := s.placed(e); p != nil {
		where = p.Name // and no GEO, which has no room for doubt
	}
	icalLine(b, "BEGIN:VEVENT")
	icalLine(b, "UID:"+d.ID.String()+"-"+e.ID.String()+"@hearsay")
	icalLine(b, "DTSTAMP:"+stamped.Format(form+"T150405Z"))
	icalLine(b, "DTSTART;VALUE=DATE:"+first.Format(form))
	icalLine(b, "DTEND;VALUE=DATE:"+after.Format(form))
	icalLine(b, "SUMMARY:"+icalText(cmp.Or(who, "?")+": "+e.Trigger.Text+" ("+e.Status+")"))
	icalLine(b, "DESCRIPTION:"+icalText(s.sentenceOf(e)+"\nOn the word of "+word+". "+d.Title))
	if where != "" {
		icalLine(b, "LOCATION:"+icalText(where))
	}
	icalLine(b, "CATEGORIES:"+icalText(cmp.Or(e.Type, "OTHER")))
	icalLine(b, "STATUS:TENTATIVE")
	icalLine(b, "TRANSP:TRANSPARENT")
	icalLine(b, "END:VEVENT")
}

// daysOf returns the first day of a time that the text gives, and the day after
// its last.
func daysOf(t hearsay.EventTime) (first, after time.Time, ok bool) {
	if t.From != "stated" && t.From != "anchored" {
		return first, after, false
	}
	from, to := dayOf(t.Value), dayOf(t.Value)
	if from == "" {
		from, to = dayOf(t.Begin), dayOf(t.End)
	}
	first, err1 := time.Parse(time.DateOnly, from)
	last, err2 := time.Parse(time.DateOnly, to)
	if err1 != nil || err2 != nil || last.Before(first) || last.Sub(first) > 92*24*time.Hour {
		return first, after, false
	}
	return first, last.AddDate(0, 0, 1), true
}

// icalText escapes a text.
func icalText(s string) string {
	var lines []string
	for l := range strings.SplitSeq(s, "\n") {
		lines = append(lines, strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`).Replace(clean(l)))
	}
	return strings.Join(lines, `\n`)
}

// icalLine writes a line, folded after 75 bytes between characters.
func icalLine(b *bytes.Buffer, line string) {
	for room := 75; len(line) > room; room = 74 {
		n := room
		for !utf8.RuneStart(line[n]) {
			n--
		}
		b.WriteString(line[:n] + "\r\n ")
		line = line[n:]
	}
	b.WriteString(line + "\r\n")
}
