package export_test

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/parquet-go/parquet-go"

	"hearsay"
	"hearsay/internal/export"
)

// A memory is a folder that keeps its files.
type memory map[string]*bytes.Buffer

func (m memory) Create(name string) (io.WriteCloser, error) {
	if m[name] != nil || strings.Contains(name, "/") {
		return nil, fmt.Errorf("cannot create %q", name)
	}
	m[name] = new(bytes.Buffer)
	return unclosed{m[name]}, nil
}

// An unclosed is a writer whose Close does nothing.
type unclosed struct{ io.Writer }

func (unclosed) Close() error { return nil }

// kept returns the files of a folder.
func kept(t *testing.T, of func(export.Folder) exporter, readings ...*hearsay.Reading) memory {
	t.Helper()
	m := make(memory)
	x := of(m)
	for _, r := range readings {
		if err := x.Write("", r); err != nil {
			t.Fatal(err)
		}
	}
	if err := x.Close(); err != nil {
		t.Fatal(err)
	}
	return m
}

// keptWithLinks returns the files of a folder that has links too.
func keptWithLinks(t *testing.T, of func(export.Folder) exporter, readings ...*hearsay.Reading) memory {
	return kept(t, func(f export.Folder) exporter { return &linking{of(f), linksOf(readings[0], readings[1])} }, readings...)
}

// A linking is an exporter that writes links before its end.
type linking struct {
	exporter
	links []hearsay.Link
}

func (x *linking) Close() error {
	for i := range x.links {
		if err := x.exporter.(interface{ WriteLink(*hearsay.Link) error }).WriteLink(&x.links[i]); err != nil {
			return err
		}
	}
	return x.exporter.Close()
}

// linksOf are links of every kind between two readings, whose first sentences
// they quote.
func linksOf(a, b *hearsay.Reading) []hearsay.Link {
	ref := func(r *hearsay.Reading, record string) hearsay.Ref {
		return hearsay.Ref{ID: r.Document.ID.String() + record, URL: r.Document.URL}
	}
	receipt := func(r *hearsay.Reading) hearsay.Receipt {
		return hearsay.ReceiptFor(r.Document.Text, hearsay.Span{Start: 0, End: 20})
	}
	passages := []hearsay.Passage{{From: receipt(a), To: receipt(b), Words: 9, Edited: true}, {From: receipt(a), To: receipt(b), Words: 4, Quote: true}}
	why := func(rule, note string) hearsay.Why { return hearsay.Why{Rule: rule, Score: 1, Note: note} }
	third := hearsay.Ref{ID: hearsay.IDOf("a third").String()}
	both := []hearsay.Ref{ref(a, "#v1"), ref(b, "#v1")}
	return []hearsay.Link{
		{Kind: hearsay.LinkCites, From: ref(a, ""), To: ref(b, ""), Confidence: .9, Why: []hearsay.Why{why("cites", "names it")}},
		{Kind: hearsay.LinkContradiction, From: both[0], To: both[1], Differs: "count", Passages: passages[:1], Chains: [][]string{{"a clerk", "Coast"}, {"Bay"}}, Why: []hearsay.Why{why("contradiction.count", "dead: 2 and 3")}, Confidence: .8},
		{Kind: hearsay.LinkCopy, From: ref(a, ""), To: ref(b, ""), Direction: "from-to", Passages: passages, Coverage: [2]float64{.75, .25}, Why: []hearsay.Why{why("copy.later", "a day later"), why("copy.words", "9 words")}, Confidence: .7},
		{Kind: hearsay.LinkCopy, From: ref(b, ""), To: third, Direction: "undecided", Passages: passages[:1], Coverage: [2]float64{.25, .25}, Confidence: .6},
		{Kind: hearsay.LinkCorrection, From: ref(b, ""), To: ref(a, ""), Passages: passages[:1], Why: []hearsay.Why{why("correction.notice", "=An earlier version said so")}, Confidence: .8},
		{Kind: hearsay.LinkCorrection, From: ref(b, ""), To: ref(b, ""), Why: []hearsay.Why{why("correction.notice", "This was changed")}, Confidence: .8},
		{Kind: hearsay.LinkOrigin, From: both[0], To: both[0], Members: both, Why: []hearsay.Why{why("origin.name", "a clerk"), why("origin", "Coast ← a clerk"), why("origin", "Bay ← Coast ← a clerk")}},
		{Kind: hearsay.LinkSameEvent, From: both[0], To: both[1], Members: both, Origins: 1},
	}
}

func csvFolder(f export.Folder) exporter     { return export.NewCSV(f) }
func parquetFolder(f export.Folder) exporter { return export.NewParquet(f) }

// TestCSV compares with golden files; the tables read back with as many cells
// in every row, and no cell opens a formula.
func TestCSV(t *testing.T) {
	files := keptWithLinks(t, csvFolder, quay(t), depot(t), ferry(t), everything(t))
	var all strings.Builder
	for _, name := range slices.Sorted(maps.Keys(files)) {
		text := files[name].String()
		fmt.Fprintf(&all, "── %s\n%s", name, text)
		if name == "README.md" {
			continue
		}
		rows, err := csv.NewReader(strings.NewReader(text)).ReadAll() // which checks the number of cells
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		for _, row := range rows {
			for i, c := range row {
				if c != "" && strings.ContainsRune("=+@", rune(c[0])) {
					t.Errorf("%s: column %s opens a formula: %q", name, rows[0][i], c)
				}
			}
		}
	}
	golden(t, "tables.golden", all.String())
}

// TestCSVJoins checks that ids lead to rows that are there.
func TestCSVJoins(t *testing.T) {
	files := kept(t, csvFolder, quay(t), depot(t), ferry(t), everything(t))
	ids := make(map[string]bool) // of every table
	read := func(name string) (head []string, rows [][]string) {
		all, err := csv.NewReader(files[name+".csv"]).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		return all[0], all[1:]
	}
	type table struct {
		head []string
		rows [][]string
	}
	own := map[string]string{"attributions": "attribution_id", "events": "event_id", "sources": "source_id", "places": "place_id", "times": "time_id"}
	tables := make(map[string]table)
	for _, name := range []string{"attributions", "events", "sources", "places", "times", "roles", "claims", "counts"} {
		head, rows := read(name)
		tables[name] = table{head, rows}
		if c := slices.Index(head, own[name]); c >= 0 {
			for _, row := range rows {
				ids[row[0]+" "+row[c]] = true
			}
		}
	}
	followed := 0
	for name, x := range tables {
		for i, column := range x.head {
			if !strings.HasSuffix(column, "_id") || column == "document_id" || column == "entity_id" {
				continue
			}
			for _, row := range x.rows {
				if row[i] == "" {
					continue
				}
				followed++
				if !ids[row[0]+" "+row[i]] {
					t.Errorf("%s: %s %q leads nowhere", name, column, row[i])
				}
			}
		}
	}
	if followed < 50 {
		t.Errorf("%d ids followed", followed)
	}
}

// TestParquet reads the files back: they hold what the CSV holds, without its
// apostrophes.
func TestParquet(t *testing.T) {
	readings := []*hearsay.Reading{quay(t), depot(t), ferry(t), everything(t)}
	plain, files := keptWithLinks(t, csvFolder, readings...), keptWithLinks(t, parquetFolder, readings...)
	for name, file := range files {
		table, ok := strings.CutSuffix(name, ".parquet")
		if !ok {
			continue
		}
		f, err := parquet.OpenFile(bytes.NewReader(file.Bytes()), int64(file.Len()))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		want, err := csv.NewReader(plain[table+".csv"]).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		var got [][]string
		var head []string
		for _, c := range f.Schema().Columns() {
			head = append(head, c[0])
		}
		got = append(got, head)
		r := parquet.NewReader(f)
		buffer := make([]parquet.Row, 16)
		for {
			n, err := r.ReadRows(buffer)
			for _, row := range buffer[:n] {
				var cells []string
				for _, v := range row {
					cells = append(cells, cellOf(v))
				}
				got = append(got, cells)
			}
			if err == io.EOF {
				break
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		for _, row := range want[1:] {
			for i := range row {
				row[i] = strings.TrimPrefix(row[i], "'")
			}
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%s differs from its CSV:\n%s", name, d)
		}
	}
	if len(files) != 17 {
		t.Errorf("%d files, want sixteen tables and the dictionary", len(files))
	}
}

func cellOf(v parquet.Value) string {
	switch {
	case v.IsNull():
		return ""
	case v.Kind() == parquet.Double:
		return strings.TrimSuffix(fmt.Sprintf("%v", v.Double()), ".0")
	}
	return v.String()
}

// TestTablesOfNothing checks that a case without reports has tables all the same.
func TestTablesOfNothing(t *testing.T) {
	for _, of := range []func(export.Folder) exporter{csvFolder, parquetFolder} {
		for name, file := range kept(t, of) {
			if file.Len() == 0 {
				t.Errorf("%s is empty", name)
			}
		}
	}
}

// A counter is a folder of which only the sizes are kept.
type counter struct{ bytes int }

func (c *counter) Create(string) (io.WriteCloser, error) { return unclosed{c}, nil }
func (c *counter) Write(b []byte) (int, error)           { c.bytes += len(b); return len(b), nil }

// TestStreams checks that writers keep nothing of a Reading once it is written:
// what the first is written to has all of it.
func TestStreams(t *testing.T) {
	c := new(counter)
	x := export.NewCSV(c)
	r := quay(t)
	if err := x.Write("", r); err != nil {
		t.Fatal(err)
	}
	first := c.bytes
	if err := x.Write("", r); err != nil {
		t.Fatal(err)
	}
	second := c.bytes - first
	if err := x.Close(); err != nil {
		t.Fatal(err)
	}
	if second <= len(r.Document.Text) || c.bytes != first+second {
		t.Errorf("%d bytes with the first, %d with the second, %d in all", first, second, c.bytes)
	}
	p := export.NewParquet(c)
	before := c.bytes
	for range 2000 { // more documents than a group of rows holds
		if err := p.Write("", r); err != nil {
			t.Fatal(err)
		}
	}
	if c.bytes-before < 1000 {
		t.Errorf("%d bytes of 2000 documents before the end", c.bytes-before)
	}
}
