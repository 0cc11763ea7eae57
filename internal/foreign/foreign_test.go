package foreign_test

import (
	"bytes"
	"context"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hearsay"
	"hearsay/internal/casefile"
	"hearsay/internal/casefile/casefiletest"
	"hearsay/internal/export"
	"hearsay/internal/foreign"
)

// reading reads an invented report by rules alone.
func reading(t testing.TB, url, title, text string) *hearsay.Reading {
	t.Helper()
	r, err := casefiletest.Read(context.Background(), &casefile.Kept{Report: casefiletest.Report(t, url, title, text)})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func depot(t testing.TB) *hearsay.Reading {
	return reading(t, "https://www.herald.example/depot/?utm_source=x", "News from Morvale 🚢", "A source said that three soldiers attacked the depot at Morvale on May 3. Zoë Prado said that the union protested on May 2.")
}

func ferry(t testing.TB) *hearsay.Reading {
	return reading(t, "https://herald.example/ferry", "Ferry", "Police arrested nine dockers in Veld on May 1, 2021, Piet Lorrimer said.")
}

// exported returns what a format makes of readings.
func exported(t testing.TB, x interface {
	Write(string, *hearsay.Reading) error
	Close() error
}, readings ...*hearsay.Reading) {
	t.Helper()
	for _, r := range readings {
		if err := x.Write("", r); err != nil {
			t.Fatal(err)
		}
	}
	if err := x.Close(); err != nil {
		t.Fatal(err)
	}
}

func match(t testing.TB, file, format string, readings ...*hearsay.Reading) (*foreign.Comparison, []string) {
	t.Helper()
	var o foreign.Ours
	for _, r := range readings {
		o.Add(r)
	}
	var errs []string
	return o.Match(foreign.Rows(strings.NewReader(file), format), func(err error) { errs = append(errs, err.Error()) }), errs
}

// TestRoundTrip reads our own rows: they are our events, and differ in nothing.
func TestRoundTrip(t *testing.T) {
	a, b := depot(t), ferry(t)
	for _, format := range foreign.Formats {
		var file bytes.Buffer
		if format == "gdelt" {
			exported(t, export.NewGDELTEvents(&file), a, b)
		} else {
			exported(t, export.NewPOLECAT(&file), a, b)
		}
		c, errs := match(t, file.String(), format, a, b)
		if len(errs) > 0 || len(c.Pairs) < 3 || len(c.TheirsOnly) > 0 || c.Shared != 2 {
			t.Fatalf("%s: %q %+v", format, errs, c)
		}
		for _, p := range c.Pairs {
			if len(p.Differs) > 0 {
				t.Errorf("%s: line %d differs in %q", format, p.Theirs.Line, p.Differs)
			}
		}
	}
}

// row returns a row of GDELT with some cells set.
func row(cells map[int]string) string {
	all := make([]string, 61)
	for i, c := range cells {
		all[i] = c
	}
	return strings.Join(all, "\t") + "\n"
}

// TestGDELT joins rows by address, whatever its spelling, and says what differs.
func TestGDELT(t *testing.T) {
	const url = "http://herald.example/depot"
	file := row(map[int]string{0: "1", 1: "20210502", 6: "SOLDIERS", 26: "190", 52: "Elsewhere", 53: "GM", 60: url}) +
		row(map[int]string{0: "2", 1: "20210502", 6: "UNION", 26: "141", 60: url}) +
		row(map[int]string{0: "3", 1: "20210502", 26: "042", 60: url}) + // no such meeting
		row(map[int]string{0: "4", 1: "20210502", 26: "010", 60: url}) + // a statement
		row(map[int]string{0: "5", 1: "20210502", 26: "190", 60: "https://other.example/"})
	c, errs := match(t, file, "gdelt", depot(t), ferry(t))
	if len(errs) > 0 || c.Rows != 5 || c.Outside != 1 || c.Uncoded != 1 || c.Shared != 1 || len(c.Pairs) != 2 || len(c.TheirsOnly) != 1 || len(c.OursOnly) != 0 {
		t.Fatalf("%q %+v", errs, c)
	}
	if d := c.Pairs[0].Differs; len(d) != 1 || d[0] != "date: 2021-05-02, here 2021-05-03" || c.Pairs[0].Theirs.Country != "DEU" {
		t.Errorf("the attack differs in %q: %+v", d, c.Pairs[0])
	}
	if len(c.Pairs[1].Differs) != 0 || c.TheirsOnly[0].Type != "CONSULT" {
		t.Errorf("%+v %+v", c.Pairs[1], c.TheirsOnly)
	}
}

// TestRowErrors checks that what is wrong is told with its place, and that the
// rows after it are read.
func TestRowErrors(t *testing.T) {
	head := "Event ID\tEvent Date\tEvent Type\tLatitude\tLongitude\n"
	for _, x := range []struct{ format, file, want string }{
		{"gdelt", "a\tb\n", "line 1, column 1: 2 columns; GDELT 2.0's events have 61"},
		{"gdelt", row(map[int]string{0: "12", 1: "May"}), `line 1, column 4: SQLDATE "May" is no day`},
		{"gdelt", "\n" + row(map[int]string{56: "95.0", 57: "1"}), `line 2, column 57: "95.0" is no degree`},
		{"gdelt", "\xff\n", "line 1, column 1: not UTF-8"},
		{"polecat", "a\tb\n", `the first line has no column "Event ID"`},
		{"polecat", head + "1\t2021-05-03\n", "line 2, column 3: 2 columns, and 5 names in the first line"},
		{"polecat", head + "1\t3 May\tASSAULT\t\t\n", `line 2, column 3: Event Date "3 May" is no day`},
		{"polecat", head + "1\t2021-05-03\tFIGHT\t\t\n", `line 2, column 14: Event Type "FIGHT" is none of PLOVER's`},
		{"polecat", head + "1\t2021-05-03\tASSAULT\tNaN\t4\n", `line 2, column 22: "NaN" is no degree`},
	} {
		c, errs := match(t, x.file, x.format, depot(t))
		if len(errs) != 1 || !strings.Contains(errs[0], x.want) || c.Broken != 1 {
			t.Errorf("%q: %q; want %q", x.file, errs, x.want)
		}
	}
	if c, errs := match(t, "x\n"+row(map[int]string{1: "20210503", 26: "190", 60: "https://herald.example/depot"}), "gdelt", depot(t)); len(errs) != 1 || len(c.Pairs) != 1 {
		t.Errorf("%q %+v", errs, c)
	}
}

// TestPLOVER checks conversions in which CAMEO's roots are parted.
func TestPLOVER(t *testing.T) {
	for code, want := range map[string]string{"": "", "01": "", "020": "", "082": "CONCEDE", "0874": "RETREAT", "190": "ASSAULT", "173": "COERCE"} {
		if got := foreign.PLOVER(code); got != want {
			t.Errorf("%s: %q, want %q", code, got, want)
		}
	}
}

// TestReviews joins reviews to who said so, and not to others.
func TestReviews(t *testing.T) {
	const file = `{"@context": "https://schema.org", "@graph": [
	{"@type": ["Thing", "ClaimReview"], "claimReviewed": "Three soldiers attacked the Morvale depot", "url": "https://check.example/1", "datePublished": "2021-05-09T10:00:00Z",
	 "author": {"@type": "Organization", "name": "Check"}, "reviewRating": {"alternateName": "Mostly true"},
	 "itemReviewed": {"@type": "Claim", "author": {"name": "Daily Herald"}, "datePublished": "2021-05-04", "appearance": [{"url": "https://herald.example/depot"}]}},
	{"@type": "ClaimReview", "claimReviewed": "The moon is made of Xaverna cheese"},
	{"@type": "NewsArticle", "headline": "no claim"}]}
	{"claims": [{"text": "Police arrested 90 dockers in Veld", "claimant": "Piet Lorrimer", "claimReview": [{"publisher": {"name": "Check"}, "textualRating": "False"}]}]}`
	reviews, err := foreign.Reviews(strings.NewReader(file))
	if err != nil || len(reviews) != 3 {
		t.Fatalf("%v: %+v", err, reviews)
	}
	want := foreign.Review{Claim: "Three soldiers attacked the Morvale depot", Claimant: "Daily Herald", Date: "2021-05-04", Reviewer: "Check", Rating: "Mostly true", URL: "https://check.example/1", Reviewed: "2021-05-09", Appearance: "https://herald.example/depot"}
	if d := cmp.Diff(want, reviews[0]); d != "" {
		t.Error(d)
	}
	var s foreign.Statements
	a, b := depot(t), ferry(t)
	s.Add(a)
	s.Add(b)
	first := s.Join(reviews[0])
	if len(first.Statements) == 0 || first.Statements[0].ID != a.Document.ID.String()+"#a1" || !slices.Contains(first.Statements[0].Why, "the claim stood in this report") {
		t.Errorf("%+v", first)
	}
	if none := s.Join(reviews[1]); len(none.Statements) != 0 {
		t.Errorf("cheese is %+v", none.Statements)
	}
	third := s.Join(reviews[2])
	if len(third.Statements) == 0 || !strings.HasPrefix(third.Statements[0].ID, b.Document.ID.String()) || !slices.Contains(third.Statements[0].Why, "the same claimant") {
		t.Errorf("%+v", third)
	}
	for file, want := range map[string]string{"{\n \"a\": tru}": "line 2, column 10", "[]": "holds no ClaimReview", "": "holds no ClaimReview"} {
		if _, err := foreign.Reviews(strings.NewReader(file)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", file, err)
		}
	}
}

// TestOwnClaims joins our own ClaimReview to the statements that it was made of.
func TestOwnClaims(t *testing.T) {
	a, b := depot(t), ferry(t)
	var file bytes.Buffer
	exported(t, export.NewClaimReview(&file), a, b)
	reviews, err := foreign.Reviews(&file)
	if err != nil || len(reviews) < 3 {
		t.Fatalf("%v: %+v", err, reviews)
	}
	var s foreign.Statements
	s.Add(a)
	s.Add(b)
	for _, r := range reviews {
		if j := s.Join(r); len(j.Statements) == 0 || j.Statements[0].Likeness < .9 {
			t.Errorf("%q is joined to %+v", r.Claim, j.Statements)
		}
	}
}

// TestOwners reads a table and refuses an outlet of two.
func TestOwners(t *testing.T) {
	got, err := foreign.Owners(strings.NewReader("\uFEFFcountry, Owner ,outlet\nXX,Coast,Daily Herald\nXX,,Bay\n\nXX,\"Hold, ing\",Courier\nXX,Coast,daily herald\n"))
	if want := []foreign.Owner{{Outlet: "Daily Herald", Owner: "Coast"}, {Outlet: "Courier", Owner: "Hold, ing"}}; err != nil || !slices.Equal(got, want) {
		t.Errorf("%v: %v", err, got)
	}
	for file, want := range map[string]string{
		"":                         "the file is empty",
		"outlet\nA\n":              "line 1, column 1: the first line should name the columns outlet and owner",
		"outlet,owner\nA,B\nA,C\n": "line 3, column 3: A belongs to C, a line before to B",
		"outlet,owner\n\"A,B\n":    "line 2, column 6",
		"outlet,owner\nA\n":        "line 2, column 1: 1 columns, and 2 names",
	} {
		if _, err := foreign.Owners(strings.NewReader(file)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v; want %q", file, err, want)
		}
	}
}

// A shelf is a folder in memory.
type shelf map[string]*bytes.Buffer

func (s shelf) Create(name string) (io.WriteCloser, error) {
	s[name] = new(bytes.Buffer)
	return unclosed{s[name]}, nil
}

type unclosed struct{ io.Writer }

func (unclosed) Close() error { return nil }

// standoff returns our own standoff of a reading.
func standoff(t testing.TB, r *hearsay.Reading) string {
	t.Helper()
	files := shelf{}
	exported(t, export.NewBrat(files), r)
	return files[r.Document.ID.String()+".ann"].String()
}

// TestBrat reads our own standoff, in which nothing is otherwise, and one that was
// corrected.
func TestBrat(t *testing.T) {
	r := depot(t)
	ann := standoff(t, r)
	if got, err := foreign.Brat(strings.NewReader(ann), r); err != nil || len(got.Changed)+len(got.Foreign) > 0 {
		t.Errorf("%v: %+v\n%s", err, got, ann)
	}
	ann = strings.Replace(ann, "\tASSAULT:", "\tPROTEST:", 1)
	ann = strings.Replace(ann, "Status E3 happened", "Status E3 denied", 1)
	ann = strings.Replace(ann, "Act E1 say", "Act E1 deny", 1)
	var kept []string
	for l := range strings.Lines(ann) { // the protest is taken away, and something new is put in
		if !strings.HasPrefix(l, "E4\t") {
			kept = append(kept, l)
		}
	}
	kept = append(kept, "T99\tREQUEST 0 4\tNews\n", "E99\tREQUEST:T99\n", "T98\tPlace 0 4;5 9\tNews from\n", "#9\tAnnotatorNotes T1\tsee p. 4\n")
	got, err := foreign.Brat(strings.NewReader(strings.Join(kept, "")), r)
	if err != nil {
		t.Fatal(err)
	}
	var changed []string
	for _, x := range got.Changed {
		changed = append(changed, x.Record+" "+x.Field+"="+x.Value)
		if e, err := casefile.Resolve(r, x.Record, x.Field, x.Value); err != nil {
			t.Errorf("%+v: %v", e, err)
		}
	}
	slices.Sort(changed)
	if want := []string{"a1 act=deny", "v1 status=denied", "v1 type=PROTEST", "v2 gone=yes"}; !slices.Equal(changed, want) || len(got.Foreign) != 2 {
		t.Errorf("%q, want %q; foreign %v\n%s", changed, want, got.Foreign, ann)
	}
	for ann, want := range map[string]string{
		"T1 Time": "line 1, column 1: no tab", "T1\tTime 3\tx": `line 1, column 4: "3" is no place`, "T1\tTime 3 9999\tx": "lies outside the text, which has", "E1\tASSAULT:T7": "names no text-bound annotation",
		"T1\tFoo 0 4\tNews\nE1\tFoo:T1": `line 2, column 4: "Foo" is none of PLOVER's types`, "T1\tA 0 1\tN\nT1\tA 0 1\tN": "line 2, column 1: T1 stands twice", "T1\t": "nothing after the first tab",
	} {
		if _, err := foreign.Brat(strings.NewReader(ann), r); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v; want %q", ann, err, want)
		}
	}
}

// TestAnnotations reads our own Web Annotations, as they are and corrected.
func TestAnnotations(t *testing.T) {
	r := depot(t)
	var page bytes.Buffer
	exported(t, export.NewWebAnnotation(&page), r)
	differ := func(page string) []string {
		all, _, err := foreign.Annotations(strings.NewReader(page))
		if err != nil || len(all) == 0 {
			t.Fatalf("%v: %v", err, all)
		}
		var changed []string
		for _, x := range foreign.Differ(all, r).Changed {
			changed = append(changed, x.Record+" "+x.Field+"="+x.Value)
		}
		return changed
	}
	if got := differ(page.String()); len(got) > 0 {
		t.Errorf("ours differ: %q", got)
	}
	corrected := strings.Replace(page.String(), "event/ASSAULT", "event/COERCE/arrest", 1)
	corrected = strings.Replace(corrected, `"hearsay:status":"happened"`, `"hearsay:status":"planned"`, 1)
	corrected = strings.Replace(corrected, `"value":"2021-05-03"`, `"value":"2021-05-01"`, 1)
	if got, want := differ(corrected), []string{"v1 type=COERCE", "v1 mode=arrest", "v1 status=planned", "t1 value=2021-05-01"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	if _, others, err := foreign.Annotations(strings.NewReader(`[{"id": "https://other.example/1", "type": "Annotation"}]`)); err != nil || others != 1 {
		t.Errorf("%d others, %v", others, err)
	}
	for page, want := range map[string]string{"": "the file is empty", "{\n\"items\": [}": "line 2, column 11", "[1]": "item 1 is no annotation"} {
		if _, _, err := foreign.Annotations(strings.NewReader(page)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v; want %q", page, err, want)
		}
	}
}
