// Package calibrate says what the scores behind a record are worth: of all
// events that scored 0.42, which part was right? A record states that part as
// its confidence; what the program decides, it decides by the scores.
//
// The maps from scores to parts are fitted on annotated texts by hearsay-eval
// -fit confidence, for one model, and stand in a file beside its weights.
package calibrate

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"math"
	"slices"
	"strings"
)

// File is the name of the file beside a model's weights.
const File = "confidence.json"

// A Kind is a kind of record that states a confidence.
type Kind string

// Kinds of record. An attribution within another's content is a kind of its own:
// what a source says that others say is harder to read.
const (
	Attribution Kind = "attribution"
	Nested      Kind = "attribution, nested"
	Event       Kind = "event"
	Place       Kind = "place"
	Reason      Kind = "reason"
)

// Kinds are all kinds, in the order of the tables.
var Kinds = []Kind{Attribution, Nested, Event, Place, Reason}

// A Knot says that of records with the score X the part Y was right.
type Knot struct{ X, Y float64 }

// MarshalJSON writes a knot as [X, Y].
func (k Knot) MarshalJSON() ([]byte, error) { return json.Marshal([2]float64{k.X, k.Y}) }

// UnmarshalJSON reads a knot from [X, Y].
func (k *Knot) UnmarshalJSON(b []byte) error {
	var xy []float64
	if err := json.Unmarshal(b, &xy); err != nil {
		return err
	}
	if len(xy) != 2 {
		return fmt.Errorf("a knot of %d numbers, not 2", len(xy))
	}
	k.X, k.Y = xy[0], xy[1]
	return nil
}

// A Map is a polygon through its knots, which rise in X and do not fall in Y. Its
// first side goes on to the left, to 0 at the lowest; after the last knot it
// stays level: nothing is stated surer than was measured.
type Map []Knot

// Of returns what a score is worth, to three digits. A map without knots leaves
// the score as it is.
func (m Map) Of(score float64) float64 {
	if len(m) == 0 {
		return score
	}
	from := m[0]
	for _, to := range m[1:] {
		if score < to.X {
			part := (score - from.X) / (to.X - from.X)
			return round(max(0, from.Y+part*(to.Y-from.Y)))
		}
		from = to
	}
	return round(from.Y)
}

func round(x float64) float64 { return math.Round(x*1000) / 1000 }

// check reports what is wrong with a map.
func (m Map) check() error {
	var from Knot
	for i, k := range m {
		switch {
		case !(k.X > 0 && k.X <= 1 && k.Y >= 0 && k.Y <= 1):
			return fmt.Errorf("knot %d, [%v, %v], does not lie between 0 and 1", i+1, k.X, k.Y)
		case k.X <= from.X || k.Y < from.Y:
			return fmt.Errorf("knot %d, [%v, %v], lies left of the one before it or below", i+1, k.X, k.Y)
		}
		from = k
	}
	return nil
}

// Maps are the maps of one model. A nil *Maps, and a kind without a map, leave
// scores as they are. They are read-only.
type Maps struct {
	Model string       `json:"model"` // its name, with the sum of its weights
	Kinds map[Kind]Map `json:"maps"`
}

// Of returns the confidence that a record of a kind states when it has the
// score.
func (m *Maps) Of(k Kind, score float64) float64 {
	if m == nil {
		return score
	}
	return m.Kinds[k].Of(score)
}

// ErrDamaged is wrapped by errors about a file that does not hold maps.
var ErrDamaged = errors.New("not maps of confidence")

// Parse reads maps. Errors wrap [ErrDamaged].
func Parse(b []byte) (*Maps, error) {
	var m Maps
	d := json.NewDecoder(bytes.NewReader(b))
	d.DisallowUnknownFields()
	if err := d.Decode(&m); err != nil {
		return nil, fmt.Errorf("%w: byte %d: %w", ErrDamaged, d.InputOffset(), err)
	}
	if _, err := d.Token(); err != io.EOF {
		return nil, fmt.Errorf("%w: byte %d: more than one value", ErrDamaged, d.InputOffset())
	}
	for _, k := range slices.Sorted(maps.Keys(m.Kinds)) {
		if !slices.Contains(Kinds, k) {
			return nil, fmt.Errorf("%w: no kind of record %q", ErrDamaged, k)
		}
		if err := m.Kinds[k].check(); err != nil {
			return nil, fmt.Errorf("%w: %s: %w", ErrDamaged, k, err)
		}
	}
	return &m, nil
}

// Load reads the maps beside the weights of a model, at the top of fsys. It
// returns nil if there are none, or if they were fitted for another model, whose
// scores are worth something else.
func Load(fsys fs.FS, model string) (*Maps, error) {
	b, err := fs.ReadFile(fsys, File)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	m, err := Parse(b)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", File, err)
	}
	if m.Model != model {
		return nil, nil
	}
	return m, nil
}

// Encode writes the maps as [Parse] reads them, a map a line.
func (m *Maps) Encode() ([]byte, error) {
	var b strings.Builder
	name, err := json.Marshal(m.Model)
	if err != nil {
		return nil, err
	}
	fmt.Fprintf(&b, "{\n  \"model\": %s,\n  \"maps\": {", name)
	sep := "\n"
	for _, k := range Kinds {
		of, ok := m.Kinds[k]
		if !ok {
			continue
		}
		line, err := json.Marshal(of)
		if err != nil {
			return nil, err
		}
		fmt.Fprintf(&b, "%s    %q: %s", sep, k, line)
		sep = ",\n"
	}
	b.WriteString("\n  }\n}\n")
	return []byte(b.String()), nil
}
