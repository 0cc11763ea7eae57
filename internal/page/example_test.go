package page_test

import (
	"fmt"

	"hearsay/internal/page"
)

func ExampleParse() {
	p, err := page.Parse([]byte(`Connect with us

Bay militia told to leave depot
By Ana Prado, Meridian Wire
May 4, 2021

HARROW BAY, May 4 (Meridian) – Northport has demanded that the militia leave.
`), page.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	d := p.Document
	fmt.Println(d.Title, d.Authors, d.Agency, d.Published.Value)
	for _, b := range d.Blocks {
		fmt.Printf("%-11s %s\n", b.Kind, d.Text[b.Span.Start:b.Span.End])
	}
	// Output:
	// Bay militia told to leave depot [Ana Prado] Meridian Wire 2021-05-04
	// boilerplate Connect with us
	// headline    Bay militia told to leave depot
	// byline      By Ana Prado, Meridian Wire
	// byline      May 4, 2021
	// dateline    HARROW BAY, May 4 (Meridian) –
	// paragraph   Northport has demanded that the militia leave.
}
