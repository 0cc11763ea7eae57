package calibrate_test

import (
	"errors"
	"math"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"hearsay/internal/calibrate"
)

func TestMap(t *testing.T) {
	m := calibrate.Map{{0.2, 0.1}, {0.6, 0.5}, {0.8, 0.9}}
	for _, c := range []struct{ score, want float64 }{
		{0, 0}, {0.1, 0}, {0.15, 0.05}, {0.2, 0.1}, {0.4, 0.3}, {0.6, 0.5}, {0.7, 0.7}, {0.8, 0.9}, {0.95, 0.9}, {1, 0.9},
	} {
		if got := m.Of(c.score); math.Abs(got-c.want) > 1e-9 {
			t.Errorf("%v is worth %v, want %v", c.score, got, c.want)
		}
	}
	if got := (calibrate.Map{{0.4, 0.7}}).Of(0.1); got != 0.7 {
		t.Errorf("one knot: 0.1 is worth %v, want 0.7 everywhere", got)
	}
	if got := (calibrate.Map)(nil).Of(0.1234); got != 0.1234 {
		t.Errorf("no map: 0.1234 is worth %v", got)
	}
	if got := (*calibrate.Maps)(nil).Of(calibrate.Event, 0.1234); got != 0.1234 {
		t.Errorf("no maps: 0.1234 is worth %v", got)
	}
}

// TestFit has scores that claim too much: what scores x is right in x² of the
// cases. A map is to bring every tenth within a few points.
func TestFit(t *testing.T) {
	var ss []calibrate.Statement
	for i := range 4000 {
		x := float64(i%100)/100 + 0.005
		s := calibrate.Statement{Score: x}
		if float64(i*37%4000)/4000 < x*x {
			s.Right = 1
		}
		ss = append(ss, s)
	}
	m := calibrate.Fit(slices.Clone(ss))
	for x := 0.05; x < 1; x += 0.1 {
		if got := m.Of(x); math.Abs(got-x*x) > 0.06 {
			t.Errorf("%v is worth %v, want about %v", x, got, x*x)
		}
	}
}

func TestFitPools(t *testing.T) {
	var ss []calibrate.Statement
	add := func(score float64, n, right int) {
		for i := range n {
			s := calibrate.Statement{Score: score}
			if i < right {
				s.Right = 1
			}
			ss = append(ss, s)
		}
	}
	add(0.3, 100, 60) // surer and right less often: put together
	add(0.5, 100, 40)
	add(0.9, 100, 95)
	add(0.95, 5, 0) // too few for a knot
	want := calibrate.Map{{0.4, 0.5}, {0.902, 0.901}}
	if diff := cmp.Diff(want, calibrate.Fit(ss)); diff != "" {
		t.Error(diff)
	}
	if m := calibrate.Fit(nil); len(m) != 0 {
		t.Errorf("of nothing: %v", m)
	}
}

func TestEncode(t *testing.T) {
	m := &calibrate.Maps{Model: "reader-0 (sha256 00)", Kinds: map[calibrate.Kind]calibrate.Map{
		calibrate.Place: {{0.5, 0.4}, {0.9, 0.95}}, calibrate.Event: {{0.25, 0.5}},
	}}
	b, err := m.Encode()
	if err != nil {
		t.Fatal(err)
	}
	got, err := calibrate.Parse(b)
	if err != nil {
		t.Fatalf("%v in\n%s", err, b)
	}
	if diff := cmp.Diff(m, got); diff != "" {
		t.Error(diff)
	}
}

func TestLoad(t *testing.T) {
	const text = `{"model": "reader-1", "maps": {"event": [[0.5, 0.25]]}}`
	files := fstest.MapFS{calibrate.File: {Data: []byte(text)}}
	if m, err := calibrate.Load(files, "reader-1"); err != nil || m.Of(calibrate.Event, 0.5) != 0.25 || m.Of(calibrate.Place, 0.5) != 0.5 {
		t.Errorf("%v, %v", m, err)
	}
	if m, err := calibrate.Load(files, "reader-2"); err != nil || m != nil {
		t.Errorf("maps of another model: %v, %v", m, err)
	}
	if m, err := calibrate.Load(fstest.MapFS{}, "reader-1"); err != nil || m != nil {
		t.Errorf("no file: %v, %v", m, err)
	}
}

func TestDamaged(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{``, "byte 0"},
		{`[]`, "cannot unmarshal"},
		{`{"model": "m", "kinds": {}}`, "unknown field"},
		{`{"model": "m"} {}`, "more than one"},
		{`{"maps": {"rumour": []}}`, `no kind of record "rumour"`},
		{`{"maps": {"event": [[0.5]]}}`, "1 numbers, not 2"},
		{`{"maps": {"event": [[0.5, 1.5]]}}`, "between 0 and 1"},
		{`{"maps": {"event": [[0, 0.5]]}}`, "between 0 and 1"},
		{`{"maps": {"event": [[0.5, 0.5], [0.4, 0.6]]}}`, "knot 2"},
		{`{"maps": {"event": [[0.5, 0.5], [0.6, 0.4]]}}`, "knot 2"},
	} {
		_, err := calibrate.Load(fstest.MapFS{calibrate.File: {Data: []byte(c.text)}}, "m")
		if !errors.Is(err, calibrate.ErrDamaged) || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), calibrate.File) {
			t.Errorf("%s: %v", c.text, err)
		}
	}
}

// FuzzParse checks that what is read is a map from 0 … 1 to 0 … 1 that never
// falls, and is read again from what is written.
func FuzzParse(f *testing.F) {
	f.Add([]byte(`{"model": "m", "maps": {"event": [[0.5, 0.25], [0.75, 1]], "place": []}}`))
	f.Add([]byte(`{"maps": {"reason": [[1e-300, 0]]}}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		m, err := calibrate.Parse(b)
		if err != nil {
			return
		}
		for _, k := range calibrate.Kinds {
			last := 0.0
			for i := range 101 {
				x := float64(i) / 100
				if y := m.Of(k, x); !(y >= last && y <= 1) {
					t.Fatalf("%s: %v is worth %v, after %v", k, x, y, last)
				} else {
					last = y
				}
			}
		}
		out, err := m.Encode()
		if err != nil {
			t.Fatal(err)
		}
		if again, err := calibrate.Parse(out); err != nil || again.Model != m.Model {
			t.Fatalf("%v: %s", err, out)
		}
	})
}
