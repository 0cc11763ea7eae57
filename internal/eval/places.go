package eval

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"

	"hearsay"
)

// A Toponym is the name of a place in a document, as an annotator saw it.
type Toponym struct {
	hearsay.Span
	Name     string
	GeoNames int  // 0 if the corpus gives none
	Pinned   bool // Lat and Lon are given
	Lat, Lon float64
}

// A Gazetted is a document whose places are annotated. It has no words: what
// stands where is told by bytes of the text.
type Gazetted struct {
	Document
	URL      string
	Toponyms []Toponym // by position
}

// placeCorpora are files of documents with annotated places, in the archive
// placeArchive: the Local-Global Lexicon (Lieberman, Samet and Sankaranarayanan
// 2010), local newspapers, and GeoVirus (Gritta, Pilehvar and Collier 2018),
// reports of epidemics.
var placeCorpora = []struct{ name, file string }{
	{"LGL", "lgl.jsonl"},
	{"GeoVirus", "geovirus.jsonl"},
}

const placeArchive = "places-lgl-geovirus.tar.xz"

// loadPlaces reads one of placeCorpora from the files of the archive.
func loadPlaces(files map[string][]byte, name, file string) ([]Gazetted, error) {
	b, ok := files[file]
	if !ok {
		return nil, fmt.Errorf("%s: %w", file, fs.ErrNotExist)
	}
	var docs []Gazetted
	for dec := json.NewDecoder(bytes.NewReader(b)); ; {
		var rec struct {
			ID       string `json:"doc_id"`
			URL      string
			Text     string
			Mentions []struct {
				Start, End *int
				Name       string
				Lat, Lon   *float64
				GeoNames   *int `json:"geonames_id"`
			}
		}
		if err := dec.Decode(&rec); err == io.EOF {
			return docs, nil
		} else if err != nil {
			return nil, fmt.Errorf("%s: document %d: %w", file, len(docs)+1, err)
		}
		d := Gazetted{Document: Document{ID: rec.ID, Corpus: name, Text: rec.Text}, URL: rec.URL}
		at := byteOffsets(rec.Text)
		for _, m := range rec.Mentions {
			if m.Start == nil || m.End == nil {
				continue
			}
			if *m.Start < 0 || *m.End < *m.Start || *m.End >= len(at) {
				return nil, fmt.Errorf("%s: document %d: %w", file, len(docs)+1, errors.New("a place outside the text"))
			}
			t := Toponym{Span: hearsay.Span{Start: at[*m.Start], End: at[*m.End]}, Name: m.Name}
			if m.Lat != nil && m.Lon != nil {
				t.Pinned, t.Lat, t.Lon = true, *m.Lat, *m.Lon
			}
			if m.GeoNames != nil {
				t.GeoNames = *m.GeoNames
			}
			d.Toponyms = append(d.Toponyms, t)
		}
		docs = append(docs, d)
	}
}
