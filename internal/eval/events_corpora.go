package eval

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"strconv"

	"github.com/ulikunitz/xz"

	"hearsay"
)

// A codedText is a text with what a corpus says of its event.
type codedText struct {
	text             string
	sources, targets []hearsay.Span // who acts, and on whom; nil unless annotated
	quad             string         // "1" … "4"; "0" is a plain statement; "" unless annotated
	kind, mode       string         // PLOVER's; "" unless annotated
}

// codedRecord is a line of the files of CAMEO examples and of NGEC stories.
type codedRecord struct {
	Text  string
	Sents []struct{ CS [][2]int }
	Roles []role
	Meta  struct {
		Title  string
		Quad   *int
		Plover struct{ Type, Mode string }
	}
}

// role is [sentence, from, to, "SRC" or "TAR" or both].
type role struct {
	sent, from, to int
	kind           string
}

func (r *role) UnmarshalJSON(b []byte) error {
	return json.Unmarshal(b, &[]any{&r.sent, &r.from, &r.to, &r.kind})
}

// loadCoded reads a file of annotated events.
func loadCoded(fsys fs.FS, name string) ([]codedText, error) {
	f, err := fsys.Open(name)
	if err != nil {
		return nil, fmt.Errorf("load events: %w", err)
	}
	defer f.Close()
	x, err := xz.NewReader(bufio.NewReader(f))
	if err != nil {
		return nil, fmt.Errorf("load events %s: %w", name, err)
	}
	var out []codedText
	dec := json.NewDecoder(x)
	for n := 1; ; n++ {
		var r codedRecord
		if err := dec.Decode(&r); err == io.EOF {
			return out, nil
		} else if err != nil {
			return nil, fmt.Errorf("load events %s: line %d: %w", name, n, err)
		}
		t, err := r.coded()
		if err != nil {
			return nil, fmt.Errorf("load events %s: line %d: %w", name, n, err)
		}
		out = append(out, t)
	}
}

func (r *codedRecord) coded() (codedText, error) {
	t := codedText{text: r.Text, kind: r.Meta.Plover.Type, mode: r.Meta.Plover.Mode}
	if t.kind != "" {
		t.text = r.Meta.Title
	}
	if r.Meta.Quad != nil {
		t.quad = strconv.Itoa(*r.Meta.Quad)
	}
	bytes := byteOffsets(r.Text)
	for _, x := range r.Roles {
		if x.sent < 0 || x.sent >= len(r.Sents) || x.from < 0 || x.from >= x.to || x.to > len(r.Sents[x.sent].CS) {
			return t, fmt.Errorf("tokens %d:%d of sentence %d, which has not so many", x.from, x.to, x.sent)
		}
		cs := r.Sents[x.sent].CS
		a, b := cs[x.from][0], cs[x.to-1][1]
		if a < 0 || b < a || b >= len(bytes) {
			return t, fmt.Errorf("code points %d:%d of %d", a, b, len(bytes)-1)
		}
		s := hearsay.Span{Start: bytes[a], End: bytes[b]}
		switch x.kind {
		case "SRC":
			t.sources = append(t.sources, s)
		case "TAR":
			t.targets = append(t.targets, s)
		default: // both: they do it to each other
			t.sources, t.targets = append(t.sources, s), append(t.targets, s)
		}
	}
	return t, nil
}
