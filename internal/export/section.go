package export

import (
	"bytes"
	"io"

	"hearsay"
)

// HTMLStyle is the style sheet of what [HTML] and [HTMLSection] write.
func HTMLStyle() string { return htmlStyle }

// HTMLSection writes r as [HTML] does, for a page that frames it: one main
// element with the report, without a head and without the style sheet
// [HTMLStyle]. The elements of its records have the ids "r1-" and the record's:
// "r1-v3". It needs no script and loads nothing.
func HTMLSection(w io.Writer, name string, r *hearsay.Reading, o HTMLOptions) error {
	var b bytes.Buffer
	if err := htmlPage.ExecuteTemplate(&b, "report", htmlReportOf(1, name, r, o)); err != nil {
		return err
	}
	_, err := w.Write(legal(b.Bytes()))
	return err
}
