package syntax

import (
	_ "embed"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"hearsay/internal/lexicon"
)

// A script tells how to make a dictionary form from a word: lower its case or
// keep it, cut characters off the end, append others. The zero script says
// nothing.
type script struct {
	lower, keep bool
	cut         int // characters, not bytes
	add         string
}

// parseScript reads a script as the model's label list writes it: "l3+y" is
// lower, cut three, append "y". It returns the zero script for anything else.
func parseScript(label string) script {
	if label == "" || label[0] != 'l' && label[0] != 'k' {
		return script{}
	}
	count, add, ok := strings.Cut(label[1:], "+")
	n, err := strconv.Atoi(count)
	if !ok || err != nil || n < 0 || count[0] == '+' {
		return script{}
	}
	return script{label[0] == 'l', label[0] == 'k', n, add}
}

// apply returns the dictionary form that s makes of form; false if s says
// nothing, or cuts more than form has or everything without a replacement.
func (s script) apply(form string) (string, bool) {
	if !s.lower && !s.keep {
		return "", false
	}
	f := form
	if s.lower {
		f = strings.ToLower(form)
	}
	end := len(f)
	for range s.cut {
		_, n := utf8.DecodeLastRuneInString(f[:end])
		if n == 0 {
			return "", false
		}
		end -= n
	}
	if end == len(f) && s.add == "" {
		return f, f != ""
	}
	lemma := f[:end] + s.add
	return lemma, lemma != ""
}

//go:embed irregular.txt
var irregularText string

// irregular holds the dictionary forms of irregular.txt by Penn tag and form.
var irregular = readIrregular(irregularText)

func readIrregular(text string) map[string]map[string]string {
	all := map[string]map[string]string{}
	var tags []string
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		switch {
		case line == "" || line[0] == '#':
		case line[0] == '[':
			tags = strings.Fields(line[1 : len(line)-1])
			for _, tag := range tags {
				if all[tag] == nil {
					all[tag] = map[string]string{}
				}
			}
		default:
			forms := strings.Fields(line)
			for _, f := range forms[1:] {
				for _, tag := range tags {
					if _, ok := all[tag][f]; !ok {
						all[tag][f] = forms[0]
					}
				}
			}
		}
	}
	return all
}

// lemma returns the dictionary form of a word under its tags: from the table
// of irregular words, else by the rules of regular inflection, else what the
// model's script says. For inflected forms the script decides about capitals
// only: it knows names of peoples ("Iraqis" → "Iraqi") from words that begin a
// sentence.
func lemma(form, upos, xpos string, s script) string {
	low := strings.ToLower(form)
	switch upos {
	case "PUNCT", "SYM":
		return plainMark(form, s)
	case "NUM":
		if form[0] >= '0' && form[0] <= '9' {
			return strings.ReplaceAll(low, ",", "")
		}
	}
	if l, ok := irregular[xpos][plainApostrophe(low)]; ok {
		return caseOf(l, form, upos)
	}
	said, ok := s.apply(form)
	name := upos == "PROPN" || xpos == "NNP"
	inflected := form
	if !name {
		inflected = low
	}
	if upos == "VERB" && !name {
		if l := mistagged(low, xpos); l != "" {
			return l
		}
	}
	if xpos == "NNS" && acronym(form) {
		return form[:len(form)-1] // "MPs"
	}
	if l := uninflect(inflected, upos, xpos); l != "" {
		if ok && strings.EqualFold(l, said) {
			return said
		}
		return l
	}
	if xpos == "JJ" && ofPeople(form) {
		return form
	}
	if ok && plausible(said, form, xpos) {
		return said
	}
	if name || form == "I" {
		return form
	}
	return low
}

// mistagged returns the dictionary form of a verb whose tag does not fit its
// form: "charged" as VBG is of "charge" all the same, "held" as VBP of "hold".
func mistagged(low, xpos string) string {
	switch {
	case (xpos == "VBG" || xpos == "VBZ") && strings.HasSuffix(low, "ed"):
		return uninflect(low, "VERB", "VBD")
	case listed(" lay found saw wound ground fell bound bore ", low): // verbs themselves
	case (xpos == "VBP" || xpos == "VB") && pastForm(low):
		return uninflect(low, "VERB", "VBD")
	case xpos == "VBP", xpos == "VBZ":
		return irregular["VBD"][low]
	}
	return ""
}

// pastForm reports whether a verb has the ending of the past, and is none whose
// dictionary form ends so.
func pastForm(low string) bool {
	return strings.HasSuffix(low, "ed") && !listed(" need feed bleed speed heed breed seed weed exceed proceed succeed shed wed embed shred ", low)
}

// acronym reports whether form is capitals with a small plural s.
func acronym(form string) bool {
	stem, ok := strings.CutSuffix(form, "s")
	return ok && len(stem) > 1 && !strings.ContainsFunc(stem, func(r rune) bool { return !unicode.IsUpper(r) })
}

// ofPeople reports whether form is a known adjective of a people or country,
// which keeps its capital.
func ofPeople(form string) bool {
	_, ok := lexicon.Adjective(form)
	return ok
}

// plausible reports whether a script did no more than the tag allows: words
// without inflection keep their letters, but for those the model has learnt as
// wholes ("pm" → "p.m.").
func plausible(said, form, xpos string) bool {
	switch xpos {
	case "NN", "NNP", "JJ", "RB", "IN", "VB", "VBP", "FW", "CC", "DT":
		return strings.EqualFold(said, form) || len(form) <= 4 || strings.HasSuffix(form, ".")
	case "NNS": // "person" of "people", but not "peopl"
		return len(said) >= len(form) || strings.HasSuffix(form, "s") || !strings.HasPrefix(strings.ToLower(form), said)
	}
	return true
}

// caseOf writes a table's dictionary form as a name where the word is one:
// "Children" in a title is "Child".
func caseOf(lemma, form, upos string) string {
	r, _ := utf8.DecodeRuneInString(form)
	if upos == "PROPN" && unicode.IsUpper(r) {
		return strings.ToUpper(lemma[:1]) + lemma[1:]
	}
	return lemma
}

// plainApostrophe writes every apostrophe as '.
func plainApostrophe(s string) string {
	if !strings.ContainsAny(s, "’‘`´") {
		return s
	}
	return strings.NewReplacer("’", "'", "‘", "'", "`", "'", "´", "'").Replace(s)
}

// plainMark writes quotation marks and the short dash in their typewriter form.
func plainMark(form string, s script) string {
	switch form {
	case "“", "”", "„", "‟", "«", "»":
		return `"`
	case "‘", "’", "‚", "‛":
		return "'"
	case "–":
		return "-"
	case "--":
		if said, ok := s.apply(form); ok {
			return said
		}
	}
	return strings.ToLower(form)
}
