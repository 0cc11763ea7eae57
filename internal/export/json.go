package export

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"

	"hearsay"
)

// A JSON writes Readings as one indented JSON value: the Reading itself, or an
// array of Readings.
type JSON struct {
	w     io.Writer
	unit  Unit
	array bool
	n     int
}

// NewJSON returns a writer to w of Readings whose Spans count units of u. If
// array is set the value is an array, be it empty; otherwise exactly one
// Reading may be written.
func NewJSON(w io.Writer, u Unit, array bool) *JSON { return &JSON{w: w, unit: u, array: array} }

// Write appends r. The name under which the report was given is not part of
// the record and is ignored.
func (j *JSON) Write(_ string, r *hearsay.Reading) error {
	if !j.array && j.n > 0 {
		return errors.New("second reading for a JSON value that is no array")
	}
	line, err := encode(r, j.unit)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	switch {
	case !j.array:
		err = json.Indent(&b, line, "", " ")
	case j.n == 0:
		b.WriteString("[\n ")
		err = json.Indent(&b, bytes.TrimSpace(line), " ", " ")
	default:
		b.WriteString(",\n ")
		err = json.Indent(&b, bytes.TrimSpace(line), " ", " ")
	}
	if err != nil {
		return err
	}
	j.n++
	_, err = b.WriteTo(j.w)
	return err
}

// Close ends the array. It does not close the underlying writer.
func (j *JSON) Close() error {
	end := ""
	switch {
	case j.array && j.n == 0:
		end = "[]\n"
	case j.array:
		end = "\n]\n"
	}
	_, err := io.WriteString(j.w, end)
	return err
}

// A JSONLines writes Readings as JSON Lines: one compact object a line.
type JSONLines struct {
	w    io.Writer
	unit Unit
}

// NewJSONLines returns a writer to w of Readings whose Spans count units of u.
func NewJSONLines(w io.Writer, u Unit) *JSONLines { return &JSONLines{w, u} }

// Write appends r. The name under which the report was given is ignored, as by
// [JSON.Write].
func (j *JSONLines) Write(_ string, r *hearsay.Reading) error {
	b, err := encode(r, j.unit)
	if err != nil {
		return err
	}
	_, err = j.w.Write(b)
	return err
}

// Close does nothing: every line is complete.
func (j *JSONLines) Close() error { return nil }

// encode returns the JSON of r on one line, with its line feed.
func encode(r *hearsay.Reading, u Unit) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(Convert(r, u))
	return b.Bytes(), err
}
