package export_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"hearsay/internal/export"
)

// TestPLOVER compares with a golden file, and checks that offsets count
// characters: the text before the events holds some of several bytes.
func TestPLOVER(t *testing.T) {
	var b bytes.Buffer
	x := export.NewPLOVER(&b)
	if err := x.Write("", depot(t)); err != nil {
		t.Fatal(err)
	}
	if err := x.Close(); err != nil {
		t.Fatal(err)
	}
	golden(t, "plover.golden", b.String())

	b.Reset()
	r := everything(t)
	if err := x.Write("", r); err != nil {
		t.Fatal(err)
	}
	var got struct {
		Mode     []string                 `json:"mode"`
		TextInfo struct{ Start, End int } `json:"text_info"`
		Hearsay  struct {
			Trigger struct{ Start, End int }
		}
	}
	if err := json.Unmarshal(b.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if got.Mode == nil {
		t.Error("no modes is null")
	}
	want := utf8.RuneCountInString(r.Document.Text[:strings.LastIndex(r.Document.Text, "hurt near")])
	if got.Hearsay.Trigger.Start != want {
		t.Errorf("the trigger begins at %d, want character %d", got.Hearsay.Trigger.Start, want)
	}
}
