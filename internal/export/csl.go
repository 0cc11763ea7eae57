package export

import (
	"io"
	"strconv"
	"strings"

	"hearsay"
)

// A CSL writes the documents as items of CSL-JSON, which reference managers
// read. Authors and outlets are given as they stand in the report ("literal"):
// which of an author's names is the family's is not known.
type CSL struct{ list jsonList }

// NewCSL returns a writer to w.
func NewCSL(w io.Writer) *CSL { return &CSL{jsonList{w: w, head: "["}} }

type (
	cslItem struct {
		ID        string    `json:"id"`
		Type      string    `json:"type"`
		Title     string    `json:"title,omitempty"`
		Author    []cslName `json:"author,omitempty"`
		Container string    `json:"container-title,omitempty"`
		Issued    *cslDate  `json:"issued,omitempty"`
		URL       string    `json:"URL,omitempty"`
		Language  string    `json:"language,omitempty"`
		Source    string    `json:"source,omitempty"` // the agency
	}
	cslName struct {
		Literal string `json:"literal"`
	}
	cslDate struct {
		Parts [1][]int `json:"date-parts"`
	}
)

// Write appends the document of r. The name under which it was given is ignored.
func (c *CSL) Write(_ string, r *hearsay.Reading) error {
	d := &r.Document
	item := cslItem{ID: d.ID.String(), Type: "article-newspaper", Title: clean(d.Title), Container: clean(d.Outlet),
		URL: d.URL, Language: d.Language, Source: clean(d.Agency)}
	for _, a := range d.Authors {
		item.Author = append(item.Author, cslName{clean(a)})
	}
	if parts := dateParts(d.Published); parts != nil {
		item.Issued = &cslDate{[1][]int{parts}}
	}
	return c.list.add(item)
}

// Close ends the list. It does not close the underlying writer.
func (c *CSL) Close() error { return c.list.end("]") }

// dateParts returns year, month and day of a date as far as they are known.
func dateParts(d hearsay.Date) []int {
	day, _, _ := strings.Cut(d.Value, "T")
	var parts []int
	for p := range strings.SplitSeq(day, "-") {
		n, err := strconv.Atoi(p)
		if err != nil {
			break
		}
		parts = append(parts, n)
	}
	return parts
}
