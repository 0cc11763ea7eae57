package casefile

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"hearsay"
	"hearsay/internal/codebook"
)

// shapes are what values look like that name something outside the report. Nothing
// is always right: it empties the field.
var shapes = map[string]struct {
	shape *regexp.Regexp
	want  string
}{
	"country":  {regexp.MustCompile(`^[A-Z]{3}$`), "three letters of ISO 3166, UKR"},
	"sector":   {regexp.MustCompile(`^[A-Z]{3}$`), "three letters, GOV"},
	"wikidata": {regexp.MustCompile(`^Q[1-9][0-9]*$`), "an item, Q42"},
	"language": {regexp.MustCompile(`^[a-z]{2,3}(-[a-zA-Z0-9]{2,8})*$`), "a tag of two or three letters, en"},
}

// checked returns the value of a new edit as it is written in the codebook, or says
// why it is none: a word misspelled would be found by nobody, and taught as right.
// Edits that were made before stand as they are.
func checked(r *hearsay.Reading, e Edit) (string, error) {
	switch e.Field {
	case "country", "sector":
		e.Value = strings.ToUpper(e.Value)
	case "type":
		e.Value = strings.ToUpper(e.Value)
		if _, ok := codebook.Type(e.Value); !ok {
			var all []string
			for _, k := range codebook.Types {
				all = append(all, k.Name)
			}
			return "", fmt.Errorf("no type %q: there are %s", e.Value, strings.Join(all, ", "))
		}
	case "mode":
		e.Value = strings.ToLower(e.Value)
		n := find(r, "v", e.Span)
		if n == 0 {
			return e.Value, nil
		}
		if k, ok := codebook.Type(r.Events[n-1].Type); ok && !k.Has(e.Value) {
			all := make([]string, len(k.Modes))
			for i := range k.Modes {
				all[i] = k.Modes[i].Name
			}
			if len(all) == 0 {
				return "", fmt.Errorf("%s has no modes", k.Name)
			}
			return "", fmt.Errorf("no mode %q of %s: there are %s", e.Value, k.Name, strings.Join(all, ", "))
		}
	}
	if s, ok := shapes[e.Field]; ok && e.Value != "" && !s.shape.MatchString(e.Value) {
		return "", fmt.Errorf("%q is no %s: write %s", e.Value, e.Field, s.want)
	}
	return e.Value, nil
}

// modeOf returns the mode of an event that is now of another type: none, if that
// type lacks it.
func modeOf(typ, mode string) string {
	if k, ok := codebook.Type(typ); ok && !slices.ContainsFunc(k.Modes, func(m codebook.Mode) bool { return m.Name == mode }) {
		return ""
	}
	return mode
}
