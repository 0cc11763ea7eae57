package mention

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"hearsay/internal/neural"
	"hearsay/internal/syntax"
)

// money joins to names the sums of money that are written plainly: a sign or
// code of a currency and a number ("$ 25", "US$ 3.2 billion", "Rs 500"), or a
// number and the name of a currency ("2,500 colones", "hundreds of millions of
// dollars"). The numbers may be words. It replaces runs of the tagger that
// overlap one, and drops what the tagger calls money
// without a currency in it ("the S-200").
//
// Counter-sentence: the dollar of "the dollar fell" is no sum, nor is "pounds"
// after a thing that is weighed ("40 pounds of rice").
func money(d *syntax.Doc, names []neural.Tagged) []neural.Tagged {
	var sums []neural.Tagged
	for i := 0; i < len(d.Words); i++ {
		if from, to := sum(d, i); to > i {
			sums = append(sums, neural.Tagged{From: from, To: to, Label: "MONEY", Prob: 1})
			i = to - 1
		}
	}
	names = slices.DeleteFunc(slices.Clone(names), func(n neural.Tagged) bool {
		return n.Label == "MONEY" && !slices.ContainsFunc(d.Words[n.From:n.To], func(w syntax.Word) bool {
			return isCurrencySign(w.Text) || currencies[strings.ToLower(w.Text)]
		})
	})
	return overrule(names, sums, func(n neural.Tagged) bool { return n.Label == "MONEY" }) // the tagger may see more of it
}

// sum returns the sum of money that begins at word i; to is 0 if none does.
func sum(d *syntax.Doc, i int) (from, to int) {
	end := d.Sents[d.Words[i].Sent].To
	if isCurrencySign(d.Words[i].Text) {
		j := i + 1
		for j < end && isCurrencySign(d.Words[j].Text) { // US $
			j++
		}
		if to := numbers(d, j, end); to > j {
			return i, to
		}
		return 0, 0
	}
	to = numbers(d, i, end)
	if to <= i || to >= end {
		return 0, 0
	}
	w := &d.Words[to]
	if !currencies[strings.ToLower(w.Text)] || w.UPOS != "NOUN" && w.UPOS != "PROPN" {
		return 0, 0 // "of the 20 games, 5 won"
	}
	if strings.HasPrefix(strings.ToLower(w.Text), "pound") && to+1 < end && d.Words[to+1].Text == "of" {
		return 0, 0
	}
	return i, to + 1
}

// numbers returns the end of the number that begins at word i: digits with
// their scale ("3.2 billion", "20 m"), or words ("two hundred thousand",
// "hundreds of millions of"). It returns i if there is none.
func numbers(d *syntax.Doc, i, end int) int {
	j := i
	for j < end {
		w := d.Words[j].Text
		switch {
		case isDigit(w), scales[strings.ToLower(w)], d.Words[j].XPOS == "CD" && j > i && strings.ToLower(w) == w:
			j++
		case j == i && d.Words[j].UPOS == "NUM" && strings.ToLower(w) == w:
			j++
		case w == "of" && j > i && scales[strings.ToLower(d.Words[j-1].Text)]:
			j++
		default:
			return j
		}
	}
	return j
}

func isDigit(w string) bool { return w[0] >= '0' && w[0] <= '9' }

// scales multiply the number before them.
var scales = setOf(`hundred thousand million billion trillion hundreds thousands millions billions trillions lakh crore bn mn m k tn`)

// isCurrencySign reports whether w is a sign or code that stands before a
// number: $, €, US$, Rs, EUR.
func isCurrencySign(w string) bool {
	r, _ := utf8.DecodeLastRuneInString(w)
	return unicode.Is(unicode.Sc, r) && len(w) <= 6 || codes[w]
}

// codes are abbreviations that mark a sum when a number follows. "US" is one
// only before a sign, which isCurrencySign sees in "US$".
var codes = setOf(`Rs Rs. USD EUR GBP CHF JPY CNY RMB INR AUD CAD SEK NOK DKK RUB TRY SAR AED EGP NGN KES ZAR Tk`)

// currencies are names of currencies as they stand after a number.
var currencies = setOf(`dollar dollars euro euros pound pounds cent cents penny pence yen yuan renminbi won rupee rupees ruble rubles
	rouble roubles rial rials riyal riyals dinar dinars dirham dirhams lira liras shekel shekels peso pesos franc francs krona
	kronor krone kroner zloty zlotys forint forints koruna hryvnia hryvnias baht ringgit rupiah dong taka naira cedi cedis shilling
	shillings rand birr kwacha colon colones bolivar bolivars bolivares reais soles quetzal lempira guarani tenge
	manat lari dram leu lei lev leva denar afghani afghanis kyat kip riel tugrik`)
