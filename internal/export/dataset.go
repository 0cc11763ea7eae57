package export

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"hearsay"
)

// The formats of event data sets know events that happened and nothing else:
// they have no field for who says so, how sure it is, or that somebody denies
// it. So what is planned, demanded, denied, supposed, or called untrue by the
// document itself is not written to them.

// asserted reports whether e is said to have happened or to be going on, and
// the document does not deny it.
func asserted(e *hearsay.Event) bool {
	switch e.Status {
	case "happened", "ongoing", "habitual":
		return e.FactualityAuthor == nil || e.FactualityAuthor.Value > -2
	}
	return false
}

// A rows is a writer of tab-separated values. No cell can break a row.
type rows struct {
	w       io.Writer
	columns []string
	headed  bool // the columns' names are written, or the format has none
	b       bytes.Buffer
}

// add writes one row; the columns' names come before the first.
func (t *rows) add(cells ...string) error {
	if len(cells) != len(t.columns) {
		return fmt.Errorf("export: a row of %d cells for %d columns", len(cells), len(t.columns))
	}
	if err := t.head(); err != nil {
		return err
	}
	t.line(cells)
	_, err := t.b.WriteTo(t.w)
	return err
}

// head writes the columns' names, once.
func (t *rows) head() error {
	if t.headed {
		return nil
	}
	t.headed = true
	t.line(t.columns)
	_, err := t.b.WriteTo(t.w)
	return err
}

func (t *rows) line(cells []string) {
	for i, c := range cells {
		if i > 0 {
			t.b.WriteByte('\t')
		}
		t.b.WriteString(strings.ReplaceAll(clean(c), `"`, "'")) // which some readers take for the beginning of a cell with tabs in it
	}
	t.b.WriteByte('\n')
}

// A party is one side of an event, as data sets name it.
type party struct {
	name, raw, title    string // "Piet Lorrimer", "he", "Mayor"
	country, sector, id string // alpha-3 or IGO, UNO …; PLOVER's sector; Wikidata's id
	at                  int    // byte at which its words begin; -1 for none
}

// none is the side of an event that the text does not name.
var none = party{at: -1}

func (s *scene) party(r hearsay.Role) party {
	p := party{country: r.Country, sector: r.Sector, raw: clean(r.Span.Text), at: r.Span.Start}
	p.name = p.raw
	if e := s.entity(r.Entity); e != nil {
		p.name, p.title, p.id = cmp.Or(clean(e.Name), p.raw), clean(e.Description), e.Wikidata
		p.country, p.sector = cmp.Or(p.country, e.Country), cmp.Or(p.sector, e.Sector)
	}
	return p
}

// A dyad is one actor and one recipient of an event. Data sets write one row
// for each: an event with two actors and three recipients is six.
type dyad struct {
	*hearsay.Event
	number        int // of the pair within the event, from 0
	actor, target party
	place         *hearsay.Place // nil if not known, or standing for a government
	cameo         string
}

// dyads yields the pairs of the asserted events, in the order of the text.
func (s *scene) dyads(yield func(*dyad) bool) {
	for i := range s.Events {
		e := &s.Events[i]
		if !asserted(e) {
			continue
		}
		d := dyad{Event: e, place: s.placed(e), cameo: cameoFor(e)}
		for _, d.actor = range s.parties(e.Actors) {
			for _, d.target = range s.parties(e.Recipients) {
				one := d
				if !yield(&one) {
					return
				}
				d.number++
			}
		}
	}
}

// parties returns those who take part, or one that is not named.
func (s *scene) parties(roles []hearsay.Role) []party {
	if len(roles) == 0 {
		return []party{none}
	}
	var all []party
	for _, r := range roles {
		all = append(all, s.party(r))
	}
	return all
}

// placed returns where e took place, nil if that is not known.
func (s *scene) placed(e *hearsay.Event) *hearsay.Place {
	if e.Place.Ref < 1 || int(e.Place.Ref) > len(s.Places) || s.Places[e.Place.Ref-1].Metonym {
		return nil
	}
	return &s.Places[e.Place.Ref-1]
}

// number returns a number for what key names, the same wherever it is computed:
// 53 bits of a hash, which spreadsheets and JavaScript hold exactly. Two of a
// million records have the same one with a chance of 1 in 18 000.
func number(key string) string {
	sum := sha256.Sum256([]byte(key))
	return strconv.FormatUint(binary.BigEndian.Uint64(sum[:])>>11, 10)
}

// key names a pair of an event everywhere.
func (s *scene) key(d *dyad) string {
	return s.Document.ID.String() + "#" + d.ID.String() + "#" + strconv.Itoa(d.number)
}

// dayOf returns a value of TIMEX3 that is a day or a time of one as
// "2021-04-29", else "".
func dayOf(value string) string {
	day, _, _ := strings.Cut(value, "T")
	if len(day) == len("2021-04-29") && day[4] == '-' && day[7] == '-' && strings.Trim(day, "0123456789-") == "" && day[5] < '2' {
		return day
	}
	return ""
}

// countryName returns the English name of a code, "" for none.
func countryName(code string) string { return countries[code].name }

// coordinate writes a degree, "" for none.
func coordinate(x *float64) string {
	if x == nil {
		return ""
	}
	return decimal(*x)
}

func decimal(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }

// named lists the names of the named entities of the kinds, in order of their
// first mention.
func (s *scene) named(kinds ...hearsay.EntityKind) []string {
	var names []string
	for i := range s.Entities {
		if e := &s.Entities[i]; e.Named && slices.Contains(kinds, e.Kind) && !slices.Contains(names, listed(e.Name)) {
			names = append(names, listed(e.Name))
		}
	}
	return names
}

// listed returns a name as an item of a list within a cell, without the signs
// that divide such lists.
func listed(s string) string {
	return clean(strings.Map(func(r rune) rune {
		if strings.ContainsRune(";,#|", r) {
			return ' '
		}
		return r
	}, s))
}
