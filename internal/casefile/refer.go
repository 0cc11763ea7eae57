package casefile

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"hearsay"
)

// A reference names a record in the value of an edit, by its number in the
// reading that the person saw and, once it is kept, by its words: "E3",
// "E3@12:23 Ana Prado".
var reference = regexp.MustCompile(`^([Ep]?)([0-9]+)(?:@([0-9]+):([0-9]+)(?: .*)?)?$`)

// refer returns the number in r of the record of a kind that value refers to;
// 0 where it says so, -1 if there is none.
func refer(r *hearsay.Reading, kind, value string) int {
	m := reference.FindStringSubmatch(strings.TrimSpace(value))
	if m == nil || m[1] != "" && m[1] != kind {
		return -1
	}
	if m[3] != "" {
		start, _ := strconv.Atoi(m[3])
		end, _ := strconv.Atoi(m[4])
		if n := find(r, kind, hearsay.Receipt{Span: hearsay.Span{Start: start, End: end}}); n > 0 {
			return n
		}
		return -1
	}
	n, err := strconv.Atoi(m[2])
	if err != nil || n > 0 && spanOf(r, kind, n).IsEmpty() {
		return -1
	}
	return n
}

// mentionOf returns the words of mention value ("m5") of the entity called id;
// empty if it is none of its.
func mentionOf(r *hearsay.Reading, id, value string) hearsay.Receipt {
	number, ok := strings.CutPrefix(value, "m")
	n, err := strconv.Atoi(number)
	if !ok || err != nil || n < 1 || n > len(r.Mentions) || r.Mentions[n-1].Entity.String() != id {
		return hearsay.Receipt{}
	}
	return r.Mentions[n-1].Span
}

// separator stands between the references of a list.
const separator = "; "

// pinned returns the value of an edit with the words of the records that it
// refers to.
func pinned(r *hearsay.Reading, e Edit) string {
	var kind string
	switch e.Record + " " + e.Field {
	case "v actor", "v recipient", "E same-as", "a source":
		kind = "E"
	case "v place":
		kind = "p"
	default:
		return e.Value
	}
	var out []string
	for _, value := range listed(e.Value) {
		if n := refer(r, kind, value); n > 0 {
			span := spanOf(r, kind, n)
			words := strings.Join(strings.Fields(strings.NewReplacer(";", " ", ",", " ").Replace(span.Text)), " ")
			value = fmt.Sprintf("%s%d@%d:%d %s", kind, n, span.Start, span.End, words)
		}
		out = append(out, value)
	}
	return strings.Join(out, separator)
}

// listed returns the references of a list: "E1; E3" or "E1, E3".
func listed(value string) (all []string) {
	for _, x := range strings.FieldsFunc(value, func(r rune) bool { return r == ';' || r == ',' }) {
		if x = strings.TrimSpace(x); x != "" {
			all = append(all, x)
		}
	}
	return all
}

// setRoles makes the entities that value lists those who take part, and returns
// who did.
func setRoles(r *hearsay.Reading, roles *[]hearsay.Role, value string) (before string, err error) {
	var was []string
	for _, x := range *roles {
		if x.Entity != 0 {
			was = append(was, x.Entity.String())
		}
	}
	before = strings.Join(was, separator)
	now := []hearsay.Role{}
	for _, one := range listed(value) {
		n := refer(r, "E", one)
		if n < 1 {
			return before, fmt.Errorf("no entity %q in this reading: give E1, E2 …, or nothing for nobody", one)
		}
		x := r.Entities[n-1]
		if k := slices.IndexFunc(*roles, func(o hearsay.Role) bool { return o.Entity == x.ID }); k >= 0 {
			now = append(now, (*roles)[k])
			continue
		}
		m := x.Mentions[0]
		now = append(now, hearsay.Role{Mention: m, Entity: x.ID, Span: r.Mentions[m-1].Span, Country: x.Country, Sector: x.Sector})
	}
	*roles = now
	return before, nil
}
