package when

import "strconv"

// Words for numbers. Origin: general knowledge of English.
var cardinals = map[string]int{
	"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
	"eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
	"eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
	"eighty": 80, "ninety": 90, "hundred": 100, "thousand": 1000, "dozen": 12,
}

var ordinals = map[string]int{
	"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
	"tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16,
	"seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "thirtieth": 30, "hundredth": 100,
}

var fractions = map[string]fraction{"½": {1, 2}, "¼": {1, 4}, "¾": {3, 4}}

// numbersAt adds the readings of what may be a number at atom i.
func numbersAt(atoms []atom, i int, add func(cat string, to int, m meaning)) {
	if atoms[i].digits {
		digitsAt(atoms, i, add)
		return
	}
	if f, ok := fractions[atoms[i].lower]; ok {
		add("frac", i+1, f)
	}
	n, to := spelled(atoms, i)
	if to > i {
		add("num", to, number{n: n})
		if n <= 31 {
			add("dw", to, number{n: n})
		}
		if n <= 24 {
			add("hw", to, number{n: n})
		}
		if n <= 59 {
			add("mw", to, number{n: n})
		}
	}
	if n, to := spelledOrdinal(atoms, i); to > i {
		add("ord", to, number{n: n})
	}
	if n, to := spelledYear(atoms, i); to > i {
		add("y4", to, number{n: n})
	}
}

// digitsAt adds the readings of a number written in digits. One of more than
// nine digits has none.
func digitsAt(atoms []atom, i int, add func(cat string, to int, m meaning)) {
	text := atoms[i].text
	if len(text) > 9 {
		return
	}
	v, _ := strconv.Atoi(text)
	n := number{v, len(text)}
	at := func(k int, s string) bool { return k < len(atoms) && !atoms[k].space && atoms[k].lower == s }
	digits := func(k, most int) bool {
		return k < len(atoms) && atoms[k].digits && !atoms[k].space && len(atoms[k].text) <= most
	}
	switch {
	case at(i+1, "st") || at(i+1, "nd") || at(i+1, "rd") || at(i+1, "th"):
		if len(text) <= 3 {
			add("nth", i+2, number{n: v})
			add("ord", i+2, number{n: v})
		}
		return
	case at(i+1, ",") && digits(i+2, 3) && len(atoms[i+2].text) == 3: // 1,000
		k := i
		for at(k+1, ",") && digits(k+2, 3) && len(atoms[k+2].text) == 3 && v < 1_000_000 {
			w, _ := strconv.Atoi(atoms[k+2].text)
			v, k = v*1000+w, k+2
		}
		add("num", k+1, number{v, 4})
	case at(i+1, ".") && digits(i+2, 4): // 2.5
		w, _ := strconv.Atoi(atoms[i+2].text)
		den := 1
		for range atoms[i+2].text {
			den *= 10
		}
		add("dec", i+3, amount{n: v, num: w, den: den})
	case at(i+1, "/") && digits(i+2, 1) && len(text) == 1: // 1/2
		if w, _ := strconv.Atoi(atoms[i+2].text); w > v && v > 0 {
			add("frac", i+3, fraction{v, w})
		}
	}
	add("num", i+1, n)
	switch len(text) {
	case 1, 2:
		if v >= 1 && v <= 31 {
			add("d", i+1, n)
		}
		if v >= 1 && v <= 12 {
			add("m", i+1, n)
		}
		if v <= 24 {
			add("h", i+1, n)
		}
		if len(text) == 2 {
			add("y2", i+1, n)
			if v <= 59 {
				add("mm", i+1, n)
			}
		}
	case 8:
		if exists(v/10000, v/100%100, v%100) && v/10000 > 1900 && v/10000 < 2100 {
			add("compact", i+1, dateOf{year: v / 10000, month: v / 100 % 100, day: v % 100})
		}
	case 3, 4:
		if len(text) == 4 && v >= 1000 && v < 3000 {
			add("y4", i+1, n)
		}
		if v/100 <= 24 && v%100 <= 59 {
			add("hhmm", i+1, n)
		}
		add("year", i+1, n) // of an era that is named
	}
	if len(text) <= 2 {
		add("year", i+1, n)
	}
}

// spelled returns the number that words from atom i on stand for, and where it
// ends; i if they stand for none. "Twenty-five", "two hundred and six".
func spelled(atoms []atom, i int) (n, to int) {
	total, part, last := 0, 0, 1<<30
	to = i
	for k := i; k < len(atoms) && k < i+8; k++ {
		w := atoms[k].lower
		v, ok := cardinals[w]
		switch {
		case (w == "-" && to == k && k > i || w == "and" && last >= 100 && k > i) && k+1 < len(atoms):
			if cardinals[atoms[k+1].lower] == 0 || last == 12 {
				return total + part, to
			}
			continue
		case !ok:
			return total + part, to
		case v == 1000:
			if total > 0 {
				return total + part, to
			}
			total, part, last = max(part, 1)*1000, 0, 1000
		case v == 100 || v == 12 && w == "dozen":
			if part == 0 {
				part = 1 // a hundred, a dozen
			}
			if part >= 100 {
				return total + part, to
			}
			part, last = part*v, v
		case v >= last || last < 20 || last < 100 && v >= 10:
			return total + part, to
		default:
			part, last = part+v, v
		}
		to = k + 1
	}
	return total + part, to
}

func spelledOrdinal(atoms []atom, i int) (n, to int) {
	w := atoms[i].lower
	if v, ok := ordinals[w]; ok {
		return v, i + 1
	}
	if v := cardinals[w]; v >= 20 && v < 100 {
		k := i + 1
		if k < len(atoms) && atoms[k].lower == "-" {
			k++
		}
		if k < len(atoms) && ordinals[atoms[k].lower] > 0 && ordinals[atoms[k].lower] < 10 {
			return v + ordinals[atoms[k].lower], k + 1
		}
	}
	return 0, i
}

// spelledYear reads "nineteen ninety-four", "two thousand and six", "nineteen oh
// five".
func spelledYear(atoms []atom, i int) (n, to int) {
	c, k := spelled(atoms, i)
	switch {
	case k == i || atoms[i].digits:
		return 0, i
	case c >= 2000 && c < 2100:
		return c, k
	case c >= 1200 && c < 2100 && (c%100 == 0 || atoms[i].lower == "one" || i+1 < len(atoms) && atoms[i+1].lower == "hundred"): // nineteen hundred, one thousand seven hundred and eighty-nine
		return c, k
	case c < 13 || c > 21 || k >= len(atoms):
		return 0, i
	}
	if w := atoms[k].lower; w == "oh" || w == "o" {
		if d, e := spelled(atoms, k+1); e > k+1 && d < 10 {
			return c*100 + d, e
		}
		return 0, i
	}
	if d, e := spelled(atoms, k); e > k && d >= 10 && d < 100 {
		return c*100 + d, e
	}
	return 0, i
}
