package export

import (
	"fmt"
	"io"
	"strings"

	"hearsay"
)

// A BibTeX writes the documents as entries of a BibTeX file, one after the
// other. The key is the beginning of the document's id. Authors stand in braces:
// which of their names is the family's is not known.
type BibTeX struct{ w io.Writer }

// NewBibTeX returns a writer to w.
func NewBibTeX(w io.Writer) *BibTeX { return &BibTeX{w} }

// Write appends the document of r. The name under which it was given is ignored.
func (x *BibTeX) Write(_ string, r *hearsay.Reading) error {
	d := &r.Document
	var b strings.Builder
	kind := "misc"
	if d.Outlet != "" {
		kind = "article"
	}
	fmt.Fprintf(&b, "@%s{%.12s,\n", kind, d.ID)
	field := func(name, value string) {
		if value != "" {
			fmt.Fprintf(&b, "  %-8s = {%s},\n", name, value)
		}
	}
	var authors []string
	for _, a := range d.Authors {
		authors = append(authors, "{"+tex(a)+"}")
	}
	field("author", strings.Join(authors, " and "))
	title := tex(d.Title)
	if title != "" {
		title = "{" + title + "}" // keeps its capitals
	}
	field("title", title)
	field("journal", tex(d.Outlet))
	for i, n := range dateParts(d.Published) {
		field([]string{"year", "month", "day"}[min(i, 2)], fmt.Sprint(n))
	}
	field("url", bareURL.Replace(d.URL))
	field("language", tex(d.Language))
	field("note", tex(d.Agency))
	b.WriteString("}\n")
	_, err := io.WriteString(x.w, b.String())
	return err
}

// Close does nothing: every entry is complete.
func (x *BibTeX) Close() error { return nil }

// bareURL writes what would end or unbalance a field as the address may have it.
var bareURL = strings.NewReplacer("{", "%7B", "}", "%7D", `\`, "%5C", " ", "%20", "\n", "%0A")

var texMarks = strings.NewReplacer(`\`, `\textbackslash{}`, "{", `\{`, "}", `\}`, "%", `\%`, "#", `\#`, "$", `\$`, "&", `\&`,
	"_", `\_`, "~", `\textasciitilde{}`, "^", `\textasciicircum{}`)

// tex returns s on one line with the marks that mean something to TeX escaped.
func tex(s string) string { return texMarks.Replace(clean(s)) }
