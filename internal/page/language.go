package page

import (
	"strings"
	"unicode"

	"github.com/RadhiFadlillah/whatlanggo"
)

// english holds the commonest function words of English that no other
// language written in Latin letters shares as commonly.
// Origin: our own list, 2026.
var english = words(`the of and to that is was for with on by from at his her are were has have had
	said this which but not be been who will would its they their after an as it he she we you there
	than when into about more over could or if what one out up also new before against between`)

// words makes a set of the words in s.
func words(s string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(s) {
		set[w] = true
	}
	return set
}

// language returns the BCP 47 tag of the language that text is written in:
// "und" if it has no letters. stated is the tag that the page claims, which
// decides only where the text is too short to tell.
//
// In English prose two words of five are in the list, in other languages one
// of fifty ("was" in German, "on" in French). A list of names or figures
// ("Harrow Bay 3, Northport 1") has none of either kind; it is taken to be
// English if nothing says otherwise and it is in Latin letters.
func language(text, stated string) string {
	letters, latin, total, known := 0, 0, 0, 0
	head := text
	if len(head) > 1<<16 {
		head = strings.ToValidUTF8(head[:1<<16], "")
	}
	for _, r := range head {
		if unicode.IsLetter(r) {
			letters++
			if r < 0x250 || unicode.Is(unicode.Latin, r) {
				latin++
			}
		}
	}
	if letters == 0 {
		if strings.ContainsFunc(text, unicode.IsLetter) {
			return "en"
		}
		return "und"
	}
	for w := range strings.FieldsFuncSeq(head, func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' && r != '’' }) {
		total++
		if english[strings.ToLower(w)] {
			known++
		}
	}
	stated, _, _ = strings.Cut(strings.ToLower(strings.TrimSpace(stated)), "-")
	switch {
	case latin*2 > letters && known*6 >= total:
		return "en"
	case latin*2 > letters && total < 20 && known > 0, latin*2 > letters && total < 8 && (stated == "" || stated == "en"):
		return "en"
	}
	// The detector goes through its languages in no fixed order; without
	// confidence two of them are equally good, and either could come first.
	if info := whatlanggo.Detect(head); info.Lang != whatlanggo.Eng || latin*2 <= letters {
		if code := info.Lang.Iso6391(); code != "" && info.Confidence > 0 {
			return code
		}
	} else if known*12 >= total || stated == "" || stated == "en" {
		return "en"
	}
	if stated != "" && stated != "en" {
		return stated
	}
	return "und"
}
