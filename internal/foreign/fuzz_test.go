package foreign_test

import (
	"bytes"
	"strings"
	"testing"

	"hearsay"
	"hearsay/internal/casefile"
	"hearsay/internal/export"
	"hearsay/internal/foreign"
)

// FuzzRows checks that rows of any bytes are read or refused, that what is read is
// in PLOVER's words and on Earth, and that matching counts every row once.
func FuzzRows(f *testing.F) {
	f.Add(row(map[int]string{0: "1", 1: "20210502", 26: "190", 56: "1", 57: "2", 60: "https://herald.example/depot"}), true)
	f.Add("Event ID\tEvent Date\tEvent Type\n1\t2021-05-03\tASSAULT\n", false)
	r := depot(f)
	f.Fuzz(func(t *testing.T, file string, gdelt bool) {
		format := "polecat"
		if gdelt {
			format = "gdelt"
		}
		n := 0
		for e, err := range foreign.Rows(strings.NewReader(file), format) {
			if n++; err != nil {
				if hearsay.KindOf(err) != hearsay.Unreadable {
					t.Errorf("%v", err)
				}
				continue
			}
			if e.Line < 1 || e.Lat != nil && (*e.Lat < -90 || *e.Lat > 90 || *e.Lon < -180 || *e.Lon > 180) {
				t.Errorf("%+v", e)
			}
		}
		var o foreign.Ours
		o.Add(r)
		c := o.Match(foreign.Rows(strings.NewReader(file), format), nil)
		uncodedOutside := c.Rows - c.Broken - c.Outside - c.Uncoded
		if c.Rows != n || uncodedOutside != len(c.Pairs)+len(c.TheirsOnly) {
			t.Errorf("%d rows: %+v", n, c)
		}
	})
}

// FuzzReviews checks that any JSON is read or refused, and that joins are of
// statements that are there.
func FuzzReviews(f *testing.F) {
	f.Add([]byte(`{"@type": "ClaimReview", "claimReviewed": "Three soldiers attacked the depot", "itemReviewed": [], "author": [[]], "reviewRating": {"name": 3}}`))
	f.Add([]byte(`{"claims": [{"text": "x", "claimReview": [1, {}]}]}`))
	var s foreign.Statements
	s.Add(depot(f))
	f.Fuzz(func(t *testing.T, file []byte) {
		reviews, err := foreign.Reviews(bytes.NewReader(file))
		if err == nil && len(reviews) == 0 {
			t.Error("nothing and no error")
		}
		for _, r := range reviews {
			for _, x := range s.Join(r).Statements {
				if x.Likeness < 0 || x.Likeness > 1 || len(x.Shared) < 2 {
					t.Errorf("%+v", x)
				}
			}
		}
	})
}

// FuzzOwners checks that a table of any bytes is read or refused with its place.
func FuzzOwners(f *testing.F) {
	f.Add([]byte("outlet,owner\nA,B\n"))
	f.Fuzz(func(t *testing.T, file []byte) {
		all, err := foreign.Owners(bytes.NewReader(file))
		if err != nil && !strings.Contains(err.Error(), "line ") {
			t.Errorf("%v", err)
		}
		for _, x := range all {
			if x.Outlet == "" || x.Owner == "" {
				t.Errorf("%+v", x)
			}
		}
	})
}

// FuzzCorrections checks that annotations of any bytes are read or refused, and
// that what they change can be resolved or is refused, without a panic.
func FuzzCorrections(f *testing.F) {
	r := depot(f)
	f.Add([]byte(standoff(f, r)), true)
	var page bytes.Buffer
	exported(f, export.NewWebAnnotation(&page), r)
	f.Add(page.Bytes(), false)
	f.Add([]byte(`{"first": [{"id": "urn:sha256:`+r.Document.ID.String()+`#v1", "body": [1, {"purpose": "tagging", "value": "event"}]}]}`), false)
	f.Fuzz(func(t *testing.T, file []byte, brat bool) {
		var found foreign.Corrections
		var err error
		if brat {
			found, err = foreign.Brat(bytes.NewReader(file), r)
		} else {
			var all []foreign.Annotation
			all, _, err = foreign.Annotations(bytes.NewReader(file))
			found = foreign.Differ(all, r)
		}
		if err != nil && !strings.Contains(err.Error(), "line ") {
			t.Errorf("%v", err)
		}
		for _, x := range found.Changed {
			casefile.Resolve(r, x.Record, x.Field, x.Value)
		}
	})
}
