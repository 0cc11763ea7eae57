package condition

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"hearsay"
	"hearsay/internal/casefile"
	"hearsay/internal/query"
)

// Wanted returns the words and the conditions on events that are asked for and
// not excluded.
func Wanted(n query.Node) (words []string, fields []query.Field) {
	switch n := n.(type) {
	case query.And:
		for _, x := range n {
			w, f := Wanted(x)
			words, fields = append(words, w...), append(fields, f...)
		}
	case query.Or:
		for _, x := range n {
			w, _ := Wanted(x)
			words = append(words, w...)
		}
	case query.Words:
		words = append(words, n.Text)
	case query.Field:
		if query.IsEvent(n.Name) {
			fields = append(fields, n)
		}
		if n.Name == "title" {
			words = append(words, n.Values...)
		}
	}
	return words, fields
}

// Only writes the condition on documents d that events are asked for of, with its
// arguments; "" if they are asked for of all.
func Only(a casefile.Ask) (string, []any) {
	if len(a.Only) == 0 {
		return "", nil
	}
	var args []any
	for i := range a.Only {
		args = append(args, a.Only[i][:])
	}
	return " AND d.id IN (?" + strings.Repeat(",?", len(args)-1) + ")", args
}

// Window returns how many records a page has, and how many stand before it.
func Window(a casefile.Ask) (limit, offset int, err error) {
	if a.After != "" {
		if offset, err = strconv.Atoi(a.After); err != nil || offset < 0 {
			return 0, 0, &hearsay.Error{Op: "find", Kind: hearsay.Invalid, Err: fmt.Errorf("no page %q", a.After), Hint: "Give the next of the page before."}
		}
	}
	return cmp.Or(max(a.Limit, 0), 20), offset, nil
}

// Invalid returns the error for a question with a value that is wrong.
func Invalid(op string, err error) error {
	return &hearsay.Error{Op: op, Kind: hearsay.Invalid, Err: err, Hint: "hearsay find --help lists the fields."}
}

// Pattern returns the pattern of LIKE for what holds a part somewhere.
func Pattern(part string) string { return "%" + part + "%" }

// Short reports whether a part of a name is too short to be looked for inside
// words: "mentions:un" asks for the UN, not for Sunday.
func Short(part string) bool { return utf8.RuneCountInString(part) < 3 }

// Like writes that a column holds a part, with the arguments of its question
// marks; a short part must be a word of it. by compares with a pattern, whatever
// the case: "LIKE ?".
func Like(column, part, by string) (sql string, args []any) {
	if !Short(part) {
		return column + " " + by, []any{Pattern(part)}
	}
	var all []string
	for _, p := range []string{part, part + " %", "% " + part, "% " + part + " %"} {
		all = append(all, column+" "+by)
		args = append(args, p)
	}
	return "(" + strings.Join(all, " OR ") + ")", args
}
