package foreign

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"io"
	"math"
	"slices"
	"strings"
	"unicode"

	"hearsay"
)

// A Review is somebody's check of a claim, as schema.org's ClaimReview has it.
type Review struct {
	Claim      string `json:"claim"`
	Claimant   string `json:"claimant,omitempty"`
	Date       string `json:"date,omitempty"` // of the claim
	Reviewer   string `json:"reviewer,omitempty"`
	Rating     string `json:"rating,omitempty"` // in the reviewer's words
	URL        string `json:"url,omitempty"`
	Reviewed   string `json:"reviewed,omitempty"`   // date of the review
	Appearance string `json:"appearance,omitempty"` // where the claim stood
}

// Reviews reads JSON-LD: a ClaimReview, a list of them, or any value that holds
// some, as a DataFeed or a page's graph does; and the answers of the Google Fact
// Check Tools API. It is an error if there is none.
func Reviews(r io.Reader) ([]Review, error) {
	b, err := whole(r)
	if err != nil {
		return nil, err
	}
	d := json.NewDecoder(bytes.NewReader(b))
	var all []Review
	for {
		var v any
		if err := d.Decode(&v); err == io.EOF {
			break
		} else if err != nil {
			offset := d.InputOffset()
			if e, ok := errors.AsType[*json.SyntaxError](err); ok {
				offset = e.Offset - 1 // which counts what is wrong, too
			}
			line, column := position(b, offset)
			return nil, at(line, column, "%w", err)
		}
		all = gather(v, all, 0)
	}
	if len(all) == 0 {
		return nil, at(1, 1, "the file holds no ClaimReview")
	}
	return all, nil
}

// deepest is how deep JSON is looked into.
const deepest = 40

func gather(v any, all []Review, depth int) []Review {
	if depth > deepest {
		return all
	}
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			all = gather(x, all, depth+1)
		}
	case map[string]any:
		if is(v, "ClaimReview") {
			if r := reviewOf(v); r.Claim != "" {
				return append(all, r)
			}
		}
		if found, ok := v["claimReview"].([]any); ok && text(v["text"]) != "" { // the API's
			for _, x := range found {
				if m, ok := x.(map[string]any); ok {
					all = append(all, Review{Claim: text(v["text"]), Claimant: text(v["claimant"]), Date: dayIn(text(v["claimDate"])), Reviewer: text(m["publisher"]), Rating: text(m["textualRating"]), URL: text(m["url"]), Reviewed: dayIn(text(m["reviewDate"]))})
				}
			}
			return all
		}
		for _, k := range keysOf(v) {
			all = gather(v[k], all, depth+1)
		}
	}
	return all
}

func keysOf(m map[string]any) []string {
	var all []string
	for k := range m {
		all = append(all, k)
	}
	slices.Sort(all)
	return all
}

// is reports whether a node has a type.
func is(v map[string]any, name string) bool {
	for _, t := range list(v["@type"]) {
		if s, ok := t.(string); ok && strings.TrimPrefix(strings.TrimPrefix(s, "https://schema.org/"), "http://schema.org/") == name {
			return true
		}
	}
	return false
}

// first returns v, or the first of a list; nil if that is empty.
func first(v any) any {
	if all, ok := v.([]any); ok {
		if len(all) == 0 {
			return nil
		}
		return all[0]
	}
	return v
}

// text returns a string, or the name, else the address, of a node.
func text(v any) string {
	switch x := first(v).(type) {
	case string:
		return strings.TrimSpace(x)
	case map[string]any:
		for _, k := range []string{"@value", "name", "url", "@id"} {
			if s, ok := x[k].(string); ok && s != "" {
				return strings.TrimSpace(s)
			}
		}
	}
	return ""
}

func node(v any) map[string]any {
	m, _ := first(v).(map[string]any)
	return m
}

func reviewOf(v map[string]any) Review {
	r := Review{Claim: text(v["claimReviewed"]), Reviewer: text(v["author"]), URL: text(v["url"]), Reviewed: dayIn(text(v["datePublished"]))}
	if rating := node(v["reviewRating"]); rating != nil {
		r.Rating = cmp.Or(text(rating["alternateName"]), text(rating["name"]))
	}
	if item := node(v["itemReviewed"]); item != nil {
		r.Claimant, r.Date = text(item["author"]), dayIn(text(item["datePublished"]))
		for _, k := range []string{"firstAppearance", "appearance"} {
			if m := node(item[k]); m != nil {
				r.Appearance = cmp.Or(r.Appearance, text(m["url"]), text(m["@id"]))
				r.Date = cmp.Or(r.Date, dayIn(text(m["datePublished"])))
			} else {
				r.Appearance = cmp.Or(r.Appearance, text(item[k]))
			}
		}
	}
	return r
}

// dayIn returns the day that a date begins with.
func dayIn(s string) string {
	if len(s) >= len("2021-05-03") {
		return day(s[:len("2021-05-03")])
	}
	return ""
}

// A Statement is something that a report of the case says that somebody said, or
// tells as an event in its own voice.
type Statement struct {
	ID    string `json:"id"` // "3f9c…#a2", "3f9c…#v1"
	Who   string `json:"who"`
	Text  string `json:"text"`
	Date  string `json:"date,omitempty"` // of publication
	URL   string `json:"url,omitempty"`
	words []string
}

// Statements are those of a case, to be joined with reviews.
type Statements struct {
	all   []Statement
	count map[string]int // of statements that have a word
	by    map[string][]int
}

// Add adds the statements of a reading.
func (s *Statements) Add(r *hearsay.Reading) {
	if s.by == nil {
		s.count, s.by = make(map[string]int), make(map[string][]int)
	}
	d := &r.Document
	put := func(id, who, text string) {
		x := Statement{ID: d.ID.String() + "#" + id, Who: who, Text: text, Date: day(d.Published.Value), URL: d.URL, words: wordsOf(text + " " + who)}
		for _, w := range x.words {
			s.count[w]++
			s.by[w] = append(s.by[w], len(s.all))
		}
		s.all = append(s.all, x)
	}
	for i := range r.Attributions {
		a := &r.Attributions[i]
		var parts []string
		for _, c := range a.Content {
			parts = append(parts, c.Text)
		}
		who := a.SourceSpan.Text
		if m := int(a.Source); m > 0 && m <= len(r.Mentions) {
			who = r.Entities[r.Mentions[m-1].Entity-1].Name
		}
		put(a.ID.String(), who, strings.Join(parts, " … "))
	}
	for i := range r.Events {
		e := &r.Events[i]
		if e.Said != 0 {
			continue // its attribution is there
		}
		actors, _ := parties(r, e.Actors, nil)
		recipients, _ := parties(r, e.Recipients, nil)
		put(e.ID.String(), d.Outlet, strings.Join(strings.Fields(strings.Join([]string{actors, e.Trigger.Text, recipients, sentenceAt(d.Text, e.Trigger.Span)}, " ")), " "))
	}
}

// sentenceAt returns the line's part around a span, to the next full stops.
func sentenceAt(text string, s hearsay.Span) string {
	from := strings.LastIndexAny(text[:s.Start], "\n.!?") + 1
	to := len(text)
	if i := strings.IndexAny(text[s.End:], "\n.!?"); i >= 0 {
		to = s.End + i
	}
	return strings.TrimSpace(text[from:to])
}

// wordsOf returns the words of a text that carry meaning, each once: names,
// numbers, and others of four letters or more without their endings.
func wordsOf(s string) []string {
	var all []string
	for _, w := range strings.FieldsFunc(s, func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) }) {
		r := []rune(w)
		name := unicode.IsUpper(r[0]) || unicode.IsDigit(r[0])
		if w = strings.ToLower(w); len(r) < 4 && !name || common[w] {
			continue
		}
		if !unicode.IsDigit(r[0]) {
			for _, ending := range []string{"ing", "ed", "es", "s"} {
				if x, ok := strings.CutSuffix(w, ending); ok && len(x) > 3 {
					w = x
					break
				}
			}
		}
		if !slices.Contains(all, w) {
			all = append(all, w)
		}
	}
	return all
}

// common are words of claims that say nothing of what is claimed.
var common = func() map[string]bool {
	m := make(map[string]bool)
	for _, w := range strings.Fields("the a an in on at of to and or but is are was were be been has have had not no it its he she they his her their that this these those with from for by as if into over after before about than then there here what when where who which will would could should said says say told claim claims claimed report reports reported according also more most some such very while because") {
		m[w] = true
	}
	return m
}()

// A Join is a review and the statements of the case that it may be about, the
// likest first.
type Join struct {
	Review     Review  `json:"review"`
	Statements []Likes `json:"statements"`
}

// Likes is a statement and how like it is to a claim.
type Likes struct {
	Statement
	Likeness float64  `json:"likeness"` // 0 to 1
	Shared   []string `json:"shared"`   // the telling words of both
	Why      []string `json:"why"`
}

// leastLike is the likeness from which a statement is taken for the claim of a
// review, and mostJoined how many are given.
const (
	leastLike  = .34
	mostJoined = 5
)

// Join finds the statements that a review may be about: those that share its
// telling words, names and numbers first, said by the same, at the same address or
// within its days. Words are weighed by how few statements have them.
func (s *Statements) Join(r Review) Join {
	j := Join{Review: r, Statements: []Likes{}}
	claim := wordsOf(r.Claim + " " + r.Claimant)
	weight := func(w string) float64 { return math.Log(1 + float64(len(s.all)+1)/float64(s.count[w]+1)) }
	total := 0.
	for _, w := range claim {
		total += weight(w)
	}
	if total == 0 {
		return j
	}
	shared := make(map[int][]string)
	for _, w := range claim {
		for _, n := range s.by[w] {
			shared[n] = append(shared[n], w)
		}
	}
	for n := range s.all {
		words := shared[n]
		if len(words) < 2 {
			continue
		}
		x := Likes{Statement: s.all[n], Shared: words, Why: []string{}}
		sum, own := 0., 0.
		for _, w := range words {
			sum += weight(w)
		}
		for _, w := range s.all[n].words {
			own += weight(w)
		}
		// Most of the claim must be in the statement, and some of the statement in the claim.
		x.Likeness = .8*sum/total + .2*sum/own
		if !numbersAgree(claim, s.all[n].words) {
			x.Likeness -= .15
			x.Why = append(x.Why, "other numbers")
		}
		if r.Claimant != "" && sharesName(r.Claimant, x.Who) {
			x.Likeness += .1
			x.Why = append(x.Why, "the same claimant")
		}
		if r.Appearance != "" && (address(r.Appearance) != "" && address(r.Appearance) == address(x.URL) || strings.HasSuffix(r.Appearance, reportOf(x.ID))) {
			x.Likeness += .15
			x.Why = append(x.Why, "the claim stood in this report")
		}
		switch apart := daysApart(r.Date, x.Date); {
		case apart >= 0 && apart <= 3:
			x.Likeness += .05
			x.Why = append(x.Why, "within three days")
		case apart > 365:
			x.Likeness -= .1
			x.Why = append(x.Why, "more than a year apart")
		}
		if x.Likeness = math.Round(min(x.Likeness, 1)*100) / 100; x.Likeness >= leastLike {
			j.Statements = append(j.Statements, x)
		}
	}
	slices.SortStableFunc(j.Statements, func(a, b Likes) int { return cmp.Compare(b.Likeness, a.Likeness) })
	j.Statements = j.Statements[:min(len(j.Statements), mostJoined)]
	return j
}

// numbersAgree reports whether one of two texts has no numbers, or they share one.
func numbersAgree(a, b []string) bool {
	number := func(w string) bool { return unicode.IsDigit(rune(w[0])) }
	return !slices.ContainsFunc(a, number) || !slices.ContainsFunc(b, number) ||
		slices.ContainsFunc(a, func(w string) bool { return number(w) && slices.Contains(b, w) })
}
