package export

import (
	"encoding/csv"
	"errors"
	"io"
	"reflect"
	"strconv"
	"strings"

	"hearsay"
)

// A CSV writes Readings as a folder of tables of comma-separated values (RFC
// 4180), each with its columns' names in the first row, and README.md, the data
// dictionary. Text that a spreadsheet would take for a formula has an
// apostrophe before it.
type CSV struct {
	folder Folder
	tables []*csv.Writer // in their order; nil before the first
	files  []io.Closer
}

// NewCSV returns a writer to a folder.
func NewCSV(f Folder) *CSV { return &CSV{folder: f} }

// begin creates the files, with the columns' names.
func (x *CSV) begin() error {
	if x.tables != nil {
		return nil
	}
	for name, row := range tableTypes {
		f, err := x.folder.Create(name + ".csv")
		if err != nil {
			return err
		}
		w := csv.NewWriter(f)
		x.tables, x.files = append(x.tables, w), append(x.files, f)
		if err := w.Write(columnsOf(row)); err != nil {
			return err
		}
	}
	return dictionary(x.folder, ".csv", "Text that begins with =, +, - or @ has an apostrophe before it, so that no spreadsheet takes it for a formula; offsets do not count it.")
}

// Write appends the rows of r. The name under which the report was given is ignored.
func (x *CSV) Write(_ string, r *hearsay.Reading) error {
	return x.put(tablesOf(r))
}

// WriteLink appends the rows of a link between reports that were written.
func (x *CSV) WriteLink(l *hearsay.Link) error { return x.put(tablesOfLink(l)) }

func (x *CSV) put(rows tables) error {
	if err := x.begin(); err != nil {
		return err
	}
	t := reflect.ValueOf(rows)
	for i, w := range x.tables {
		for table, n := t.Field(i), 0; n < table.Len(); n++ {
			if err := w.Write(cellsOf(table.Index(n))); err != nil {
				return err
			}
		}
		w.Flush()
		if err := w.Error(); err != nil {
			return err
		}
	}
	return nil
}

// Close writes what is left.
func (x *CSV) Close() error {
	if err := x.begin(); err != nil {
		return err
	}
	for i, w := range x.tables {
		w.Flush()
		if err := errors.Join(w.Error(), x.files[i].Close()); err != nil {
			return err
		}
	}
	return nil
}

// tableTypes yields the names of the tables and the types of their rows, in the
// order of [tables].
func tableTypes(yield func(string, reflect.Type) bool) {
	t := reflect.TypeFor[tables]()
	for i := range t.NumField() {
		if !yield(t.Field(i).Name, t.Field(i).Type.Elem()) {
			return
		}
	}
}

// columnOf returns the name of a column.
func columnOf(f reflect.StructField) string {
	name, _, _ := strings.Cut(f.Tag.Get("parquet"), ",")
	return name
}

func columnsOf(row reflect.Type) []string {
	var names []string
	for i := range row.NumField() {
		names = append(names, columnOf(row.Field(i)))
	}
	return names
}

// cellsOf returns a row as text; what is not known is empty.
func cellsOf(row reflect.Value) []string {
	cells := make([]string, row.NumField())
	for i := range cells {
		v := row.Field(i)
		if v.Kind() == reflect.Pointer {
			if v.IsNil() {
				continue
			}
			v = v.Elem()
		}
		switch v.Kind() {
		case reflect.String:
			cells[i] = harmless(v.String())
		case reflect.Int64:
			cells[i] = strconv.FormatInt(v.Int(), 10)
		case reflect.Float64:
			cells[i] = decimal(v.Float())
		case reflect.Bool:
			cells[i] = strconv.FormatBool(v.Bool())
		}
	}
	return cells
}

// columnTypes are the names of the columns' types in the data dictionary.
var columnTypes = map[reflect.Kind]string{reflect.String: "text", reflect.Int64: "integer", reflect.Float64: "number", reflect.Bool: "true or false"}

// dictionary writes the data dictionary of the tables, whose files end in ext.
func dictionary(f Folder, ext, note string) error {
	var b strings.Builder
	b.WriteString("# Data dictionary\n\nTables of who says what happened in reports, written by hearsay. Ids count within a document: join on document_id and the id. Offsets count characters (code points) of documents.text, from 0; the end is after the last. An empty cell says that the text does not tell.")
	if note != "" {
		b.WriteString(" " + note)
	}
	b.WriteString("\n")
	for name, row := range tableTypes {
		b.WriteString("\n## " + name + ext + "\n\n| column | type | what |\n|---|---|---|\n")
		for i := range row.NumField() {
			c := row.Field(i)
			kind, empty := c.Type, ""
			if kind.Kind() == reflect.Pointer {
				kind, empty = kind.Elem(), " or empty"
			}
			b.WriteString("| " + columnOf(c) + " | " + columnTypes[kind.Kind()] + empty + " | " + c.Tag.Get("doc") + " |\n")
		}
	}
	return put(f, "README.md", b.String())
}
