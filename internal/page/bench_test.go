package page_test

import (
	"os"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"hearsay/internal/page"
)

func BenchmarkParse(b *testing.B) {
	file, err := os.ReadFile("testdata/golden/json-ld.txt")
	if err != nil {
		b.Fatal(err)
	}
	html := txtar.Parse(file).Files[0].Data
	text := []byte("Depot burns for a second night\n\n" + strings.Repeat("The depot near Harrow Bay burned for a second night, two residents said on Tuesday.\n\n", 200))
	for _, bb := range []struct {
		name   string
		source []byte
	}{{"html", html}, {"plain", text}} {
		b.Run(bb.name, func(b *testing.B) {
			b.SetBytes(int64(len(bb.source)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := page.Parse(bb.source, page.Options{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
