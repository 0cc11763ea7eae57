package export

import (
	"errors"
	"io"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress/zstd"

	"hearsay"
)

// A Parquet writes Readings as a folder of tables in Apache Parquet, compressed
// with Zstandard, with the columns of [CSV], and README.md, the data
// dictionary.
type Parquet struct {
	folder Folder
	tables *parquetFiles // nil before the first Reading
	files  []io.Closer
}

// NewParquet returns a writer to a folder.
func NewParquet(f Folder) *Parquet { return &Parquet{folder: f} }

// parquetFiles are the tables of a folder.
type parquetFiles struct {
	documents    *parquet.GenericWriter[documentRow]
	attributions *parquet.GenericWriter[attributionRow]
	events       *parquet.GenericWriter[eventRow]
	roles        *parquet.GenericWriter[roleRow]
	claims       *parquet.GenericWriter[claimRow]
	counts       *parquet.GenericWriter[countRow]
	sources      *parquet.GenericWriter[sourceRow]
	places       *parquet.GenericWriter[placeRow]
	times        *parquet.GenericWriter[timeRow]
	findings     *parquet.GenericWriter[findingRow]

	copies         *parquet.GenericWriter[copyRow]
	passages       *parquet.GenericWriter[passageRow]
	groups         *parquet.GenericWriter[groupRow]
	origins        *parquet.GenericWriter[originRow]
	contradictions *parquet.GenericWriter[contradictionRow]
	corrections    *parquet.GenericWriter[correctionRow]
}

// begin creates the files.
func (x *Parquet) begin() error {
	if x.tables != nil {
		return nil
	}
	if err := dictionary(x.folder, ".parquet", ""); err != nil {
		return err
	}
	var err error
	create := func(name string) io.Writer {
		if err != nil {
			return nil
		}
		var w io.WriteCloser
		if w, err = x.folder.Create(name + ".parquet"); err == nil {
			x.files = append(x.files, w)
		}
		return w
	}
	files := &parquetFiles{
		documents:    tableIn[documentRow](create("documents"), 1<<9),
		attributions: tableIn[attributionRow](create("attributions"), 1<<14),
		events:       tableIn[eventRow](create("events"), 1<<14),
		roles:        tableIn[roleRow](create("roles"), 1<<14),
		claims:       tableIn[claimRow](create("claims"), 1<<14),
		counts:       tableIn[countRow](create("counts"), 1<<14),
		sources:      tableIn[sourceRow](create("sources"), 1<<14),
		places:       tableIn[placeRow](create("places"), 1<<14),
		times:        tableIn[timeRow](create("times"), 1<<14),
		findings:     tableIn[findingRow](create("findings"), 1<<14),

		copies:         tableIn[copyRow](create("copies"), 1<<14),
		passages:       tableIn[passageRow](create("passages"), 1<<14),
		groups:         tableIn[groupRow](create("groups"), 1<<14),
		origins:        tableIn[originRow](create("origins"), 1<<14),
		contradictions: tableIn[contradictionRow](create("contradictions"), 1<<14),
		corrections:    tableIn[correctionRow](create("corrections"), 1<<14),
	}
	if err != nil {
		return err
	}
	x.tables = files
	return nil
}

// tableIn returns a writer of one table. It holds as many rows in memory as a
// row group takes.
func tableIn[T any](w io.Writer, group int64) *parquet.GenericWriter[T] {
	return parquet.NewGenericWriter[T](w, parquet.Compression(&zstd.Codec{}), parquet.MaxRowsPerRowGroup(group), parquet.CreatedBy("hearsay", "", ""))
}

// Write appends the rows of r. The name under which the report was given is ignored.
func (x *Parquet) Write(_ string, r *hearsay.Reading) error {
	return x.put(tablesOf(r))
}

// WriteLink appends the rows of a link between reports that were written.
func (x *Parquet) WriteLink(l *hearsay.Link) error { return x.put(tablesOfLink(l)) }

func (x *Parquet) put(t tables) error {
	if err := x.begin(); err != nil {
		return err
	}
	f := x.tables
	return errors.Join(
		putRows(f.documents, t.documents), putRows(f.attributions, t.attributions), putRows(f.events, t.events), putRows(f.roles, t.roles), putRows(f.claims, t.claims),
		putRows(f.counts, t.counts), putRows(f.sources, t.sources), putRows(f.places, t.places), putRows(f.times, t.times), putRows(f.findings, t.findings),
		putRows(f.copies, t.copies), putRows(f.passages, t.passages), putRows(f.groups, t.groups), putRows(f.origins, t.origins),
		putRows(f.contradictions, t.contradictions), putRows(f.corrections, t.corrections),
	)
}

func putRows[T any](w *parquet.GenericWriter[T], rows []T) error {
	if len(rows) == 0 {
		return nil
	}
	_, err := w.Write(rows)
	return err
}

// Close writes what is left and the files' ends.
func (x *Parquet) Close() error {
	if err := x.begin(); err != nil {
		return err
	}
	f := x.tables
	err := errors.Join(f.documents.Close(), f.attributions.Close(), f.events.Close(), f.roles.Close(), f.claims.Close(),
		f.counts.Close(), f.sources.Close(), f.places.Close(), f.times.Close(), f.findings.Close(),
		f.copies.Close(), f.passages.Close(), f.groups.Close(), f.origins.Close(), f.contradictions.Close(), f.corrections.Close())
	for _, file := range x.files {
		err = errors.Join(err, file.Close())
	}
	return err
}
