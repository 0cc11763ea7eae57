package help

import (
	"io/fs"
	"net/http"
	"strings"
)

// Site makes all pages of the documentation: those of files, and one on the record
// of the JSON Schema of a reading.
func Site(files fs.FS, schema []byte) ([]Page, error) {
	record, err := Record(schema)
	if err != nil {
		return nil, err
	}
	return Pages(files, map[string]string{"reference/record.md": record})
}

// Handler shows pages below its root.
func Handler(pages []Page) http.Handler {
	at := make(map[string]*Page, len(pages))
	for i := range pages {
		at[pages[i].Path] = &pages[i]
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name := strings.TrimPrefix(r.URL.Path, "/")
		if name == "" {
			name = "index.html"
		}
		if name == "help.css" {
			w.Header().Set("Content-Type", "text/css; charset=utf-8")
			w.Write(Style)
			return
		}
		p := at[name]
		if p == nil {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Write(p.HTML)
	})
}
