package export

import (
	"io"
	"slices"
	"strings"

	"hearsay"
)

// A ClaimReview writes statements as a schema.org DataFeed of ClaimReviews, in
// JSON-LD, for fact-checkers to fill in: what is claimed, by whom, and in which
// report it appears.
//
// There is no reviewRating, author or url of the review: nobody has reviewed
// anything. What somebody wants, asks, knows or declines to say is no claim and is
// left out, and a statement that consists of others' claims is left to them.
type ClaimReview struct{ list jsonList }

// NewClaimReview returns a writer to w.
func NewClaimReview(w io.Writer) *ClaimReview {
	return &ClaimReview{jsonList{w: w, head: `{
 "@context": "https://schema.org",
 "@type": "DataFeed",
 "dataFeedElement": [`}}
}

// Write appends the claims of r. The name under which the report was given is ignored.
func (x *ClaimReview) Write(_ string, r *hearsay.Reading) error {
	s := newScene(r)
	for i := range r.Attributions {
		a := &r.Attributions[i]
		if !claims(a) || s.passedOn(a) && slices.ContainsFunc(s.within[a.ID], func(id hearsay.AttributionID) bool { return claims(s.attribution(id)) }) {
			continue
		}
		if err := x.list.add(s.claimReview(a)); err != nil {
			return err
		}
	}
	return nil
}

// Close ends the feed. It does not close the underlying writer.
func (x *ClaimReview) Close() error { return x.list.end(" ]\n}") }

type (
	claimReview struct {
		Type     string `json:"@type"`
		ID       string `json:"@id"`
		Reviewed string `json:"claimReviewed"`
		Item     claim  `json:"itemReviewed"`
	}
	claim struct {
		Type       string         `json:"@type"`
		Author     *claimant      `json:"author,omitempty"`
		Appearance []claimArticle `json:"appearance"`
	}
	claimant struct {
		Type        string `json:"@type,omitempty"`
		Name        string `json:"name"`
		Description string `json:"description,omitempty"`
		SameAs      string `json:"sameAs,omitempty"`
	}
	claimArticle struct {
		Type      string     `json:"@type"`
		ID        string     `json:"@id"`
		Headline  string     `json:"headline,omitempty"`
		URL       string     `json:"url,omitempty"`
		Published string     `json:"datePublished,omitempty"`
		Author    []claimant `json:"author,omitempty"`
		Publisher *claimant  `json:"publisher,omitempty"`
		Language  string     `json:"inLanguage,omitempty"`
	}
)

// claims reports whether a says that something is so, or is not.
func claims(a *hearsay.Attribution) bool {
	return !a.Negated && a.Mode != hearsay.Scare &&
		slices.Contains([]hearsay.Act{hearsay.Say, hearsay.Believe, hearsay.Deny, hearsay.Predict, hearsay.Confirm, hearsay.Doubt, hearsay.Accuse}, a.Act)
}

func (s *scene) claimReview(a *hearsay.Attribution) claimReview {
	var text strings.Builder
	for _, p := range words(a) {
		text.WriteString(strings.ReplaceAll(p.text, nbsp, " "))
	}
	d := &s.Document
	article := claimArticle{Type: "NewsArticle", ID: address(d), Headline: clean(d.Title), URL: d.URL, Published: d.Published.Value, Language: d.Language}
	for _, name := range d.Authors {
		article.Author = append(article.Author, claimant{Name: clean(name)})
	}
	if d.Outlet != "" {
		article.Publisher = &claimant{Type: "Organization", Name: clean(d.Outlet)}
	}
	c := claimReview{"ClaimReview", address(d) + "#" + a.ID.String(), text.String(), claim{Type: "Claim", Appearance: []claimArticle{article}}}
	switch a.Act {
	case hearsay.Deny, hearsay.Doubt:
		// What is denied is the content: the claim is that it is not so.
		name, _ := s.wordOf(a.ID)
		c.Reviewed = s.saying(name, a) + ": " + c.Reviewed
	}
	if e := s.entity(s.source(a.ID)); e != nil {
		c.Item.Author = &claimant{Type: claimantType(e.Kind), Name: clean(e.Name)}
		if about := clean(e.Description); about != c.Item.Author.Name {
			c.Item.Author.Description = about
		}
		if e.Wikidata != "" {
			c.Item.Author.SameAs = "https://www.wikidata.org/wiki/" + e.Wikidata
		}
	}
	return c
}

// claimantType returns the type of schema.org, whose authors are persons and
// organizations; "" for others.
func claimantType(k hearsay.EntityKind) string {
	switch k {
	case hearsay.Person:
		return "Person"
	case hearsay.Organization, hearsay.Group, hearsay.Nationality:
		return "Organization"
	}
	return ""
}
