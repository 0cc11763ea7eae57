package syntax

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// tagPlainly tags the words of a sentence without a model: function words from
// lists, marks and numbers by their characters, others by their endings, and
// capitals inside a sentence as names. What it cannot tell it calls a noun.
// It is right for about six words of seven in news.
func tagPlainly(words []Word) {
	for i := range words {
		w := &words[i]
		w.UPOS, w.XPOS = plainTags(w.Text, i == 0)
		w.Lemma = lemma(w.Text, w.UPOS, w.XPOS, script{})
	}
}

// closed lists English function words by tag: a line is UPOS, XPOS, words.
// Origin: written for this program from general knowledge of English grammar.
const closed = `
DET DT the a an this that these those some any no every each either neither another all both
PRON PRP i me you he him she her it we us they them myself yourself himself herself itself ourselves themselves
PRON PRP$ my your his its our their
PRON WP who whom what
PRON WP$ whose
PRON WDT which
PRON NN someone somebody something anyone anybody anything everyone everybody everything nobody nothing none
ADV WRB when where why how
AUX MD will would can could may might must shall should 'll 'd ca wo
AUX VBZ is has does 's
AUX VBP are am have do 're 'm 've
AUX VBD was were had did
AUX VBN been
AUX VBG being having
AUX VB be
PART RB not n't
PART TO to
ADP IN of in on at by for with from about against between into through during before after above below under over near among across along around behind beyond despite except inside outside toward towards until upon within without amid via per
SCONJ IN if because although though while whereas unless since whether as than like
CCONJ CC and or but nor yet
ADV RB also now then here there just only even still again already very too so however never always often perhaps soon later today yesterday tomorrow ago once
NUM CD one two three four five six seven eight nine ten eleven twelve hundred thousand million billion dozen
VERB VBD said told added asked made took went came saw got gave found became left began
`

var closedTags = readClosed()

func readClosed() map[string][2]string {
	m := map[string][2]string{}
	for line := range strings.Lines(closed) {
		f := strings.Fields(line)
		if len(f) < 3 {
			continue
		}
		for _, w := range f[2:] {
			if _, ok := m[w]; !ok {
				m[w] = [2]string{f[0], f[1]}
			}
		}
	}
	return m
}

func plainTags(form string, first bool) (upos, xpos string) {
	low := plainApostrophe(strings.ToLower(form))
	if t, ok := closedTags[low]; ok {
		return t[0], t[1]
	}
	r, _ := utf8.DecodeRuneInString(form)
	switch {
	case strings.ContainsAny(form, "0123456789"):
		return "NUM", "CD"
	case !strings.ContainsFunc(form, unicode.IsLetter):
		return plainMarkTags(form, r)
	case unicode.IsUpper(r) && (!first || form != titled(low)):
		return "PROPN", "NNP"
	}
	for _, e := range plainEndings {
		if len(low) > len(e.end)+2 && strings.HasSuffix(low, e.end) {
			return e.upos, e.xpos
		}
	}
	return "NOUN", "NN"
}

// titled returns s with a capital first letter.
func titled(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}

func plainMarkTags(form string, r rune) (upos, xpos string) {
	switch form {
	case ",":
		return "PUNCT", ","
	case ".", "!", "?":
		return "PUNCT", "."
	case "(", "[", "{":
		return "PUNCT", "-LRB-"
	case ")", "]", "}":
		return "PUNCT", "-RRB-"
	case "“", "‘", "``":
		return "PUNCT", "``"
	case "”", "’", "''", `"`, "'":
		return "PUNCT", "''"
	case "-":
		return "PUNCT", "HYPH"
	case "$", "€", "£":
		return "SYM", "$"
	}
	if unicode.IsSymbol(r) || form == "%" {
		return "SYM", "SYM"
	}
	return "PUNCT", ":"
}

// plainEndings says what words with an ending mostly are; the first that fits.
var plainEndings = []struct{ end, upos, xpos string }{
	{"ly", "ADV", "RB"},
	{"ing", "VERB", "VBG"},
	{"ed", "VERB", "VBD"},
	{"ous", "ADJ", "JJ"}, {"ful", "ADJ", "JJ"}, {"ive", "ADJ", "JJ"}, {"able", "ADJ", "JJ"}, {"ible", "ADJ", "JJ"},
	{"al", "ADJ", "JJ"}, {"ic", "ADJ", "JJ"}, {"ish", "ADJ", "JJ"}, {"less", "ADJ", "JJ"},
	{"ss", "NOUN", "NN"}, {"us", "NOUN", "NN"}, {"is", "NOUN", "NN"},
	{"s", "NOUN", "NNS"},
}

// isSpace reports whether s begins with white space.
func isSpace(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsSpace(r)
}
