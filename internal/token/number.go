package token

// isNumeral reports whether w is a number, date, fraction or telephone number,
// which is one token whatever separates its digits: "1,234.5", "+3.2",
// "2021-05-04", "3/4", "+1-555-010-0199".
func isNumeral(w string) bool {
	if w == "" || classes[w[0]]&digit == 0 && w[0] != '+' && w[0] != '-' {
		return false
	}
	return isNumber(w) || isDate(w) || isPhone(w)
}

// isNumber reports whether w is a sign or none, a digit, and digits, commas,
// full stops and colons.
func isNumber(w string) bool {
	if w != "" && (w[0] == '+' || w[0] == '-') {
		w = w[1:]
	}
	if w == "" || classes[w[0]]&digit == 0 {
		return false
	}
	for i := range len(w) {
		if c := w[i]; classes[c]&digit == 0 && c != ',' && c != '.' && c != ':' {
			return false
		}
	}
	return true
}

// digitGroups returns the lengths of up to four groups of digits that w
// consists of and the characters between them.
func digitGroups(w string) (size [4]int, sep [4]byte, n int, ok bool) {
	for n < len(size) {
		k := digitsLen(w)
		if k == 0 {
			return size, sep, n, false
		}
		size[n] = k
		n++
		if k == len(w) {
			return size, sep, n, true
		}
		sep[n-1] = w[k]
		w = w[k+1:]
	}
	return size, sep, n, false
}

// isDate reports whether w is a date or fraction in digits.
func isDate(w string) bool {
	if len(w) > 10 {
		return false
	}
	size, sep, n, ok := digitGroups(w)
	if !ok {
		return false
	}
	switch n {
	case 2:
		return sep[0] == '/' && size[0] <= 3 && size[1] <= 4
	case 3:
		for _, c := range sep[:2] {
			if c != '-' && c != '/' && c != '.' {
				return false
			}
		}
		return size[0] <= 2 && size[1] <= 2 && size[2] >= 2 && size[2] <= 4 ||
			size[0] == 4 && size[1] <= 2 && size[2] <= 2
	}
	return false
}

// isPhone reports whether w is a North American telephone number or postal code.
func isPhone(w string) bool {
	if len(w) > 17 {
		return false
	}
	plus := w[0] == '+'
	if plus {
		w = w[1:]
	}
	size, sep, n, ok := digitGroups(w)
	if !ok || size[n-1] != 4 {
		return false
	}
	dash := func(c byte) bool { return c == '-' || c == '.' }
	switch n {
	case 2:
		return !plus && sep[0] == '-' && (size[0] == 3 || size[0] == 5)
	case 3:
		return !plus && size[0] == 3 && size[1] == 3 && (dash(sep[0]) || sep[0] == '/') && dash(sep[1])
	case 4:
		return size[0] <= 3 && size[1] == 3 && size[2] == 3 && dash(sep[0]) && (dash(sep[1]) || sep[1] == '/') && dash(sep[2])
	}
	return false
}

// measure returns where the unit begins in a number with its unit, "5pm",
// "1.5bn", "20m"; or 0. "4th" and its like are ordinals, not measures.
func measure(w string) int {
	if w == "" || classes[w[0]]&digit == 0 && w[0] != '+' && w[0] != '-' {
		return 0
	}
	i := 0
	if w[0] == '+' || w[0] == '-' {
		i = 1
	}
	for i < len(w) && (classes[w[i]]&digit != 0 || w[i] == ',' || w[i] == '.' || w[i] == ':') {
		i++
	}
	if i == 0 || i == len(w) || classes[w[i-1]]&digit == 0 || !isNumber(w[:i]) || marks(w[i:])&unit == 0 {
		return 0
	}
	if i == 1 && classes[w[0]]&digit == 0 {
		return 0
	}
	if equalFold(w[i:], "th") && digitsLen(w) == i {
		return 0
	}
	return i
}
