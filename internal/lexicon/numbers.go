package lexicon

import (
	_ "embed"
	"strconv"
	"strings"
)

//go:embed numbers.tsv
var numbersText string

type numeral struct {
	value int
	part  string
}

var numerals = loadNumerals()

func loadNumerals() map[string]numeral {
	m := make(map[string]numeral, 64)
	for row := range table(numbersText, 3) {
		v, _ := strconv.Atoi(row[1])
		m[row[0]] = numeral{v, row[2]}
	}
	return m
}

// Number returns the number that words stand for: ["two", "hundred"] is 200,
// ["3,500"] is 3500, ["1.5", "million"] is 1500000. Hyphens and "and" inside a
// number are passed over. Vague is true for words that leave it open, such as
// "dozens"; ok is false if the words are no number, or none that is whole and
// fits.
func Number(words []string) (value int, vague, ok bool) {
	const most = 1e12
	total, part := 0.0, 0.0
	for _, w := range words {
		w = strings.ToLower(w)
		if w == "-" || w == "and" && ok {
			continue
		}
		n, known := numerals[w]
		switch {
		case known && n.part == "vague":
			return 0, true, true
		case known && n.part == "scale":
			if n.value >= 1000 || n.value == 12 || n.value == 20 {
				if part == 0 {
					part = 1
				}
				total, part = total+part*float64(n.value), 0
			} else {
				part = max(part, 1) * float64(n.value)
			}
		case known:
			part += float64(n.value)
		default:
			v, err := strconv.ParseFloat(strings.ReplaceAll(w, ",", ""), 64)
			if err != nil || v < 0 || strings.ContainsAny(w, "xeinp_") {
				return 0, false, false
			}
			part += v
		}
		ok = true
	}
	v := total + part
	if !ok || v != float64(int(v)) || v > most {
		return 0, false, false
	}
	return int(v), false, true
}
