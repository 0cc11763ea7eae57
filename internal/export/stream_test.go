package export_test

import (
	"fmt"
	"io"
	"runtime"
	"testing"

	"hearsay"
)

// held are formats that hold more than the reading that is being written: a network
// of who cites whom, a group of rows.
var held = map[string]bool{"graphml": true, "gexf": true, "parquet": true}

// emptied is a folder that keeps nothing.
type emptied struct{}

func (emptied) Create(string) (io.WriteCloser, error) { return unclosed{io.Discard}, nil }

// TestConstantMemory writes a thousand readings in each format and weighs what is
// alive after the first hundred and after the last: of each reading no more may
// stay than the names of its document, by which a format knows that it wrote it.
func TestConstantMemory(t *testing.T) {
	if testing.Short() {
		t.Skip("collects garbage often")
	}
	const first, last, perReading = 100, 1000, 600
	base := everything(t)
	for _, f := range checked {
		if held[f.name] {
			continue
		}
		t.Run(f.name, func(t *testing.T) {
			var x exporter
			if f.folder != nil {
				x = f.folder(emptied{})
			} else {
				x = f.file(io.Discard)
			}
			var before uint64
			for i := range last {
				if err := x.Write("", other(base, i)); err != nil {
					t.Fatal(err)
				}
				if i == first {
					before = alive()
				}
			}
			after := alive()
			if grown := int64(after) - int64(before); grown > perReading*(last-first) {
				t.Errorf("%d bytes stay of each reading", grown/(last-first))
			}
			if err := x.Close(); err != nil {
				t.Fatal(err)
			}
		})
	}
}

// alive returns how many bytes are in use.
func alive() uint64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// other returns a reading like r of another document, with memory of its own for
// the text and the events, which are most of it.
func other(r *hearsay.Reading, i int) *hearsay.Reading {
	o := *r
	o.Document.ID = hearsay.IDOf(fmt.Sprint(i))
	o.Document.Text = string([]byte(r.Document.Text))
	o.Document.Title = fmt.Sprint(r.Document.Title, i)
	o.Events = append(make([]hearsay.Event, 0, len(r.Events)+20), r.Events...)
	return &o
}
