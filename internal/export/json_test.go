package export_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"hearsay"
	"hearsay/internal/export"
)

func TestJSONOfOneReading(t *testing.T) {
	var b bytes.Buffer
	j := export.NewJSON(&b, export.Bytes, false)
	if err := j.Write("ferry.txt", ferry(t)); err != nil {
		t.Fatal(err)
	}
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	var got hearsay.Reading
	if err := json.Unmarshal(b.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(*ferry(t), got, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("decoded otherwise than encoded:\n%s", diff)
	}
	if !strings.Contains(b.String(), `"The ferry <b>no one</b> ordered"`) {
		t.Error("text is escaped for HTML")
	}
	if err := j.Write("", ferry(t)); err == nil {
		t.Error("a second reading was written where one value was promised")
	}
}

func TestJSONArray(t *testing.T) {
	tests := []struct {
		name     string
		readings []*hearsay.Reading
	}{
		{"none", nil},
		{"one", []*hearsay.Reading{ferry(t)}},
		{"several", []*hearsay.Reading{ferry(t), plainReport(t), everything(t)}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var b bytes.Buffer
			j := export.NewJSON(&b, export.Bytes, true)
			for _, r := range tt.readings {
				if err := j.Write("", r); err != nil {
					t.Fatal(err)
				}
			}
			if err := j.Close(); err != nil {
				t.Fatal(err)
			}
			var got []hearsay.Reading
			if err := json.Unmarshal(b.Bytes(), &got); err != nil {
				t.Fatalf("%v in %s", err, b.String())
			}
			if got == nil || len(got) != len(tt.readings) {
				t.Errorf("decoded %d readings; want %d", len(got), len(tt.readings))
			}
			if !strings.HasSuffix(b.String(), "]\n") {
				t.Error("no line feed at the end")
			}
		})
	}
}

func TestJSONLines(t *testing.T) {
	readings := []*hearsay.Reading{ferry(t), plainReport(t)}
	var b bytes.Buffer
	l := export.NewJSONLines(&b, export.UTF16)
	for _, r := range readings {
		if err := l.Write("", r); err != nil {
			t.Fatal(err)
		}
	}
	lines := strings.SplitAfter(b.String(), "\n")
	if len(lines) != 3 || lines[2] != "" {
		t.Fatalf("%d lines; want 2 that end in a line feed", len(lines)-1)
	}
	for i, r := range readings {
		var got hearsay.Reading
		if err := json.Unmarshal([]byte(lines[i]), &got); err != nil {
			t.Fatal(err)
		}
		if got.Document.Title != r.Document.Title {
			t.Errorf("line %d is %q; want %q", i+1, got.Document.Title, r.Document.Title)
		}
	}
}

// TestJSONIsStable encodes a reading twice: records are stored and compared as bytes.
func TestJSONIsStable(t *testing.T) {
	encode := func() string {
		var b bytes.Buffer
		if err := export.NewJSONLines(&b, export.CodePoints).Write("", ferry(t)); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	if a, b := encode(), encode(); a != b {
		t.Errorf("two encodings differ:\n%s\n%s", a, b)
	}
}
