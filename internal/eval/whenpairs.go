package eval

import (
	"archive/tar"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/ulikunitz/xz"

	"hearsay/internal/neural"
	"hearsay/internal/when"
)

// A pair is a text for [when.Parse] and what it must give.
type pair struct {
	text string
	ref  when.Reference
	kind string // "date", "time range" …; "no time" if nothing is to be found
	want string // what must be given, for the list of errors
	// right reports whether the expressions are what is wanted.
	right func(es []when.Expression) bool
}

// A pairing is the test cases of another program, as an archive.
type pairing struct {
	name, file string
	read       func(files map[string][]byte) ([]pair, error)
}

// pairings are the pairs, in the folder of the corpora as they were received.
// Their programs differ in what they call next week; a pair is right if the
// value is, in any of the notations that stand for the same.
var pairings = []pairing{
	{"Recognizers", "recognizers-datetime-en.tar.xz", recognizersPairs},
	{"duckling", "timex-pairs.tar.xz", ducklingPairs},
	{"chrono", "timex-pairs.tar.xz", chronoPairs},
}

// pairs adds the rows of pairs of expressions and values: how many are right,
// by kind, and of texts without a time how many are left alone. Each pair counts
// as a document.
func (e *evaluation) pairs(fsys fs.FS, _ *neural.Model, wanted func(corpus string) bool) error {
	for _, p := range pairings {
		if !wanted(p.name) {
			continue
		}
		files, err := unpack(fsys, p.file)
		if err == nil {
			var ps []pair
			if ps, err = p.read(files); err == nil {
				e.tallyPairs(p.name, ps)
			}
		}
		if err != nil {
			return fmt.Errorf("pairs of %s: %w", p.name, err)
		}
	}
	return nil
}

func (e *evaluation) tallyPairs(name string, ps []pair) {
	byKind := make(map[string][]Tally)
	var all []Tally
	for _, p := range ps {
		es := when.Parse(p.text, p.ref)
		t := Tally{0, 1, 1}
		if p.right(es) {
			t[0] = 1
		} else if e.errors != nil {
			var got []string
			for _, x := range es {
				got = append(got, fmt.Sprintf("%q %s", p.text[x.Start:x.End], x.Value))
			}
			e.errors.add("pairs of "+name+": "+p.kind, "", fmt.Sprintf("%q at %s: %s, not %s", p.text, p.ref.Time.Format(time.DateTime), strings.Join(got, ", "), p.want))
		}
		byKind[p.kind] = append(byKind[p.kind], t)
		if p.kind != noTime {
			all = append(all, t)
		}
	}
	add := func(measure string, ts []Tally) {
		r := e.row("when", &corpus{name: name}, "pairs", "hearsay", measure)
		r.Tallies = ts
	}
	add("values", all)
	for _, k := range slices.Sorted(maps.Keys(byKind)) {
		if k != noTime {
			add("values, "+k, byKind[k])
		}
	}
	add("left alone", byKind[noTime])
}

const noTime = "no time"

// unpack returns the files of a .tar.xz archive by the last part of their names.
func unpack(fsys fs.FS, name string) (map[string][]byte, error) {
	const most = 64 << 20
	packed, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, err
	}
	x, err := xz.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	files := make(map[string][]byte)
	left := int64(most)
	for r := tar.NewReader(x); ; {
		h, err := r.Next()
		if err == io.EOF {
			return files, nil
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		if h.Typeflag != tar.TypeReg {
			continue
		}
		b, err := io.ReadAll(io.LimitReader(r, left+1))
		if err != nil {
			return nil, fmt.Errorf("%s: %s: %w", name, h.Name, err)
		}
		if left -= int64(len(b)); left < 0 {
			return nil, fmt.Errorf("%s: %w", name, errors.New("more than 64 MiB"))
		}
		files[path.Base(h.Name)] = b
	}
}

// readTime reads an instant or a day as the pairs write them; its zone is
// dropped, since all is told by the clock of the place.
func readTime(s string) (time.Time, bool) {
	if len(s) > 19 {
		s = s[:19]
	}
	for _, l := range [...]string{"2006-01-02T15:04:05", time.DateTime, "2006-01-02T15:04", "2006-01-02T15", time.DateOnly, "2006-01", "2006"} {
		if t, err := time.Parse(l, s); err == nil {
			return t, true
		}
	}
	return time.Time{}, false
}

// readClock reads a time of day.
func readClock(s string) (time.Duration, bool) {
	for _, l := range [...]string{"15:04:05", "15:04", "15"} {
		if t, err := time.Parse(l, strings.TrimPrefix(s, "T")); err == nil {
			return clockOf(t), true
		}
	}
	return 0, false
}

func clockOf(t time.Time) time.Duration { return t.Sub(t.Truncate(24 * time.Hour)) }
