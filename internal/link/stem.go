package link

import (
	_ "embed"
	"slices"
	"strings"
)

// triggers.tsv holds groups of words of happenings that reports use for one
// another.
//
//go:embed triggers.tsv
var triggersTSV string

// groupsOf tells of a stem, or of two with a hyphen between them ("pass-away"), the
// groups that it is in.
var groupsOf = loadGroups(triggersTSV)

func loadGroups(tsv string) map[string][]string {
	out := make(map[string][]string)
	for line := range strings.Lines(tsv) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		name, words, _ := strings.Cut(strings.TrimSpace(line), "\t")
		for _, w := range strings.Fields(words) {
			if k := stem(w); !slices.Contains(out[k], name) {
				out[k] = append(out[k], name)
			}
		}
	}
	return out
}

// irregular are forms that no ending shows.
var irregular = pairs(`shot shoot fought fight won win took take taken take struck strike met meet
	held hold began begin begun begin broke break broken break fell fall fallen fall fled flee gave give given give
	left leave lost lose made make said say told tell sold sell bought buy sent send died die dead die death die dying die
	stole steal stolen steal withdrew withdraw withdrawn withdraw hung hang rose rise risen rise led lead laid lay
	caught catch brought bring found find went go gone go came come ran run beat beat beaten beat slain slay slew slay
	wed wed shook shake shaken shake spoke speak spoken speak blew blow blown blow drove drive driven drive flew fly threw throw thrown throw
	overthrew overthrow overthrown overthrow swore swear sworn swear wrote write written write chose choose chosen choose
	men man women woman children child people person was be were be is be are be been be had have has have did do`)

func pairs(s string) map[string]string {
	out := make(map[string]string)
	f := strings.Fields(s)
	for i := 0; i+1 < len(f); i += 2 {
		out[f[i]] = f[i+1]
	}
	return out
}

// endings that stem takes off, the longest first, with what it puts there.
var endings = [][2]string{
	{"isation", "ise"}, {"ization", "ise"}, {"ations", ""}, {"ation", ""}, {"ments", ""}, {"ment", ""}, {"ings", ""}, {"ing", ""},
	{"sions", "d"}, {"sion", "d"}, {"tions", "t"}, {"tion", "t"}, {"ies", "y"}, {"ied", "y"}, {"eds", ""}, {"ed", ""},
	{"ances", ""}, {"ance", ""}, {"sses", "ss"}, {"es", ""}, {"s", ""}, {"al", ""}, {"e", ""},
}

// stem writes a word as words of one root are compared: "bombing", "bombed"
// and "bombs" are "bomb"; "explosion" and "explode", "explod". It is rougher
// than a lemma, and needs no grammar.
func stem(w string) string {
	w = strings.TrimSuffix(strings.TrimSuffix(strings.ToLower(w), "'s"), "’s")
	if l, ok := irregular[w]; ok {
		return l
	}
	for _, e := range endings {
		root, ok := strings.CutSuffix(w, e[0])
		if !ok || len(root) < 3 || e[0] == "s" && strings.HasSuffix(root, "s") {
			continue
		}
		root += e[1]
		if n := len(root); e[1] == "" && n > 3 && root[n-1] == root[n-2] && !strings.ContainsRune("lse", rune(root[n-1])) {
			root = root[:n-1] // "stopped"
		}
		return root
	}
	return w
}

// stopped are words that say nothing of what a sentence is about.
var stopped = func() map[string]bool {
	out := make(map[string]bool)
	for _, w := range strings.Fields(`a an the and or but if of in on at to for from by with about into over after before under between out up down off
		as than that this these those there here it its he she they them his her their him we us our you your i my me who whom whose which what when where why how
		be is are was were been being am do does did done have has had having will would can could may might shall should must not no nor so too very just also
		more most other another some any all both each own same such only then once again s t re ve ll d said say says told tell new one two first last mr mrs ms
		monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december`) {
		out[w] = true
	}
	return out
}()
