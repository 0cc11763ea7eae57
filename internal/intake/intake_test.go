package intake_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"hearsay"
	"hearsay/internal/casefile"
	"hearsay/internal/casefile/sqlite"
	"hearsay/internal/fetch"
	"hearsay/internal/intake"
)

// A site is a news site with a feed, for tests.
type site struct {
	*httptest.Server
	reports atomic.Int32 // in the feed
	asked   atomic.Int32 // pages of reports that were asked for
	down    atomic.Bool
}

func newSite(t *testing.T) *site {
	s := &site{}
	s.reports.Store(2)
	mux := http.NewServeMux()
	mux.HandleFunc("/feed", func(w http.ResponseWriter, r *http.Request) {
		if s.down.Load() {
			http.Error(w, "down", http.StatusServiceUnavailable)
			return
		}
		tag := fmt.Sprintf(`"%d"`, s.reports.Load())
		w.Header().Set("ETag", tag)
		if r.Header.Get("If-None-Match") == tag {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		fmt.Fprint(w, `<rss version="2.0"><channel><title>Bay News</title>`)
		for i := range s.reports.Load() {
			fmt.Fprintf(w, `<item><title>Report %d</title><link>/report/%d</link><pubDate>Tue, 04 May 2021 10:00:00 GMT</pubDate></item>`, i, i)
		}
		fmt.Fprint(w, `</channel></rss>`)
	})
	mux.HandleFunc("/report/{n}", func(w http.ResponseWriter, r *http.Request) {
		s.asked.Add(1)
		if s.down.Load() {
			http.Error(w, "down", http.StatusServiceUnavailable)
			return
		}
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprintf(w, `<html><body><article><h1>Report %[1]s</h1><p>Ferry %[1]s was late on Friday, the harbour master said, and it was not the first time that it was.</p>
			<p>The town had bought the ferry for four million crowns, and the mayor said it would be sold again.</p></article></body></html>`, r.PathValue("n"))
	})
	s.Server = httptest.NewServer(mux)
	t.Cleanup(s.Close)
	return s
}

func newCase(t *testing.T) casefile.Store {
	t.Helper()
	s, err := sqlite.Open(context.Background(), filepath.Join(t.TempDir(), "case.hearsay"), false)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func newIntake(t *testing.T, s casefile.Store, o intake.Options) *intake.Intake {
	web := fetch.New(fetch.Options{AllowPrivate: true})
	t.Cleanup(web.Close)
	return intake.New(s, web, o)
}

func add(t *testing.T, in *intake.Intake, args ...string) intake.Totals {
	t.Helper()
	n, err := in.Add(context.Background(), args...)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func documents(t *testing.T, s casefile.Store) (all []*casefile.Kept) {
	t.Helper()
	for k, err := range s.Documents(context.Background()) {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, k)
	}
	return all
}

func TestAddFeed(t *testing.T) {
	web, s := newSite(t), newCase(t)
	in := newIntake(t, s, intake.Options{})
	if n := add(t, in, web.URL+"/feed"); n != (intake.Totals{Added: 2}) {
		t.Errorf("%+v", n)
	}
	if n := add(t, in, web.URL+"/feed"); n != (intake.Totals{Known: 2}) {
		t.Errorf("added again: %+v", n)
	}
	for _, k := range documents(t, s) {
		d := k.Document
		if d.Outlet != "Bay News" || d.Published != (hearsay.Date{Value: "2021-05-04T10:00:00Z", Precision: hearsay.Second, From: hearsay.FromMetadata}) || !strings.HasPrefix(d.Title, "Report ") {
			t.Errorf("%q of %q, published %+v", d.Title, d.Outlet, d.Published)
		}
		if slices.ContainsFunc(k.Findings, func(f hearsay.Finding) bool { return f.Kind == "no-publication-date" }) {
			t.Error("a finding says that there is no date; the feed gives one")
		}
	}
}

func TestAddFiles(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"a.txt": "Ferry late\n\nThe ferry was late.", "deep/b.txt": "Ferry sold\n\nThe ferry was sold.", ".hidden.txt": "Not this\n\nOne.", "c.png": "\x89PNG\r\n\x1a\n0000",
		"lines.jsonl": `{"title": "Ferry found", "text": "The ferry was found.", "outlet": "Daily Herald"}` + "\n{}\n",
	} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	s := newCase(t)
	var failed []string
	in := newIntake(t, s, intake.Options{Outlet: "The Outer Coast", Stdin: strings.NewReader("Ferry lost\n\nThe ferry was lost."), Done: func(st intake.Step) {
		if st.Err != nil {
			failed = append(failed, st.Err.Error())
		}
	}})
	if n := add(t, in, dir, "-", filepath.Join(dir, "*.txt"), filepath.Join(dir, "nothing")); n != (intake.Totals{Added: 4, Known: 1, Failed: 2}) {
		t.Errorf("%+v", n)
	}
	slices.Sort(failed)
	if len(failed) != 2 || !strings.Contains(failed[0], "no such file") || !strings.Contains(failed[1], "line 2") {
		t.Errorf("failures %q", failed)
	}
	outlets := map[string]int{}
	for _, k := range documents(t, s) {
		outlets[k.Document.Outlet]++
	}
	if outlets["The Outer Coast"] != 3 || outlets["Daily Herald"] != 1 {
		t.Errorf("outlets %v", outlets)
	}
}

// TestAddHanded takes in bytes and addresses, and no file that one of them names.
func TestAddHanded(t *testing.T) {
	secret := filepath.Join(t.TempDir(), "secret.txt")
	if err := os.WriteFile(secret, []byte("Ferry secret\n\nThe ferry was never there."), 0o600); err != nil {
		t.Fatal(err)
	}
	web, s := newSite(t), newCase(t)
	var steps []intake.Step
	in := newIntake(t, s, intake.Options{Done: func(st intake.Step) { steps = append(steps, st) }})
	n, err := in.AddSources(t.Context(), intake.Source{Name: "a.txt", Body: []byte("Ferry late\n\nThe ferry was late.")},
		intake.Source{Name: "b.jsonl", Body: []byte(`{"title": "Ferry sold", "text": "The ferry was sold.", "outlet": "Daily Herald"}`)}, intake.Source{Name: "c.bin", Body: []byte("\x89PNG\r\n\x1a\n0000")})
	if err != nil || n != (intake.Totals{Added: 2, Failed: 1}) {
		t.Errorf("%+v, %v", n, err)
	}
	for _, st := range steps {
		if (st.Err == nil) == (st.Document == hearsay.DocumentID{}) || st.Name == "b.jsonl, line 1" && st.Title != "Ferry sold" {
			t.Errorf("step %+v", st)
		}
	}
	if n, err := in.AddAddresses(t.Context(), web.URL+"/report/1", secret, "file://"+secret); err != nil || n != (intake.Totals{Added: 1, Failed: 2}) {
		t.Errorf("%+v, %v", n, err)
	}
}

// TestRetry takes in what failed when its server was down, once it is up again.
func TestRetry(t *testing.T) {
	web, s := newSite(t), newCase(t)
	in := newIntake(t, s, intake.Options{})
	web.down.Store(true)
	if n := add(t, in, web.URL+"/report/1"); n != (intake.Totals{Failed: 1}) {
		t.Errorf("%+v", n)
	}
	if n, err := in.Retry(context.Background()); err != nil || n != (intake.Totals{Failed: 1}) {
		t.Errorf("retried while it is down: %+v, %v", n, err)
	}
	web.down.Store(false)
	if n, err := in.Retry(context.Background()); err != nil || n != (intake.Totals{Added: 1}) {
		t.Errorf("retried when it is up: %+v, %v", n, err)
	}
	if all := documents(t, s); len(all) != 1 || all[0].State != casefile.Waiting {
		t.Errorf("%d documents", len(all))
	}
}

// TestPassword holds that no password of an address comes into a case, or is told.
func TestPassword(t *testing.T) {
	s := newCase(t)
	var steps []intake.Step
	in := newIntake(t, s, intake.Options{Done: func(x intake.Step) { steps = append(steps, x) }})
	if n := add(t, in, "https://ana:open-sesame@herald.example/feed.xml"); n != (intake.Totals{Failed: 1}) {
		t.Errorf("%+v", n)
	}
	all := documents(t, s)
	if len(all) != 1 || !strings.Contains(all[0].Document.URL, "herald.example") {
		t.Fatalf("%+v", all)
	}
	for _, x := range []any{*all[0], all[0].Document, steps} {
		if told := fmt.Sprintf("%+v", x); strings.Contains(told, "sesame") {
			t.Errorf("the password is told: %s", told)
		}
	}
}

func TestLook(t *testing.T) {
	web, s := newSite(t), newCase(t)
	in := newIntake(t, s, intake.Options{})
	look := func(want intake.Totals, asked int32) casefile.Feed {
		t.Helper()
		feeds, err := s.Feeds(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		web.asked.Store(0)
		l, err := in.Look(context.Background(), feeds[0])
		if err != nil {
			t.Fatal(err)
		}
		if l.Totals != want || web.asked.Load() != asked {
			t.Errorf("%+v after %d pages; want %+v after %d", l.Totals, web.asked.Load(), want, asked)
		}
		return l.Feed
	}
	if err := s.KeepFeed(context.Background(), casefile.Feed{URL: web.URL + "/feed"}); err != nil {
		t.Fatal(err)
	}
	look(intake.Totals{Added: 2}, 2)
	look(intake.Totals{}, 0) // unchanged
	web.reports.Store(3)
	if f := look(intake.Totals{Added: 1}, 1); f.Added != 3 || f.Changed.IsZero() {
		t.Errorf("the feed's state %+v", f)
	}
	web.down.Store(true)
	look(intake.Totals{}, 0)
	if f := look(intake.Totals{}, 0); f.Failures != 2 || f.Error == "" {
		t.Errorf("the feed's state %+v", f)
	}
	web.down.Store(false)
	if f := look(intake.Totals{}, 0); f.Failures != 0 || f.Error != "" {
		t.Errorf("the feed's state %+v", f)
	}
}

// TestStopped stops in the middle: the case stays whole, and what was taken in
// stays.
func TestStopped(t *testing.T) {
	s := newCase(t)
	var lines strings.Builder
	for i := range 1000 {
		fmt.Fprintf(&lines, `{"text": "Ferry %d was late."}`+"\n", i)
	}
	ctx, cancel := context.WithCancel(context.Background())
	n := 0
	in := newIntake(t, s, intake.Options{Stdin: strings.NewReader(lines.String()), Done: func(intake.Step) {
		if n++; n == 100 {
			cancel()
		}
	}})
	if _, err := in.Add(ctx, "-"); err == nil {
		t.Error("no error")
	}
	kept := len(documents(t, s))
	if kept < 100 || kept == 1000 {
		t.Errorf("%d kept after it was stopped at 100", kept)
	}
	if problems, err := casefile.Check(context.Background(), s, nil); err != nil || len(problems) > 0 {
		t.Errorf("%v, %v", problems, err)
	}
}

// TestAddCut adds archives that break off in the middle, plain and packed: the
// records before the cut are in, nothing of the one that was cut, and the cut is
// told.
func TestAddCut(t *testing.T) {
	record := func(n int) string {
		text := fmt.Sprintf("Ferry %d late\n\nFerry %d was late on Friday, the harbour master said.", n, n)
		return fmt.Sprintf("WARC/1.1\r\nWARC-Type: resource\r\nWARC-Target-URI: https://bay.example/%d\r\nWARC-Date: 2021-05-04T10:00:00Z\r\n"+
			"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-%012d>\r\nContent-Type: text/plain\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", n, n, len(text), text)
	}
	var plain, packed []byte
	for i := range 10 {
		plain = append(plain, record(i)...)
		var b bytes.Buffer
		w := gzip.NewWriter(&b)
		w.Write([]byte(record(i)))
		w.Close()
		packed = append(packed, b.Bytes()...)
	}
	dir := t.TempDir()
	for name, b := range map[string][]byte{"crawl.warc": plain, "crawl.warc.gz": packed} {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, b[:len(b)*73/100], 0o644); err != nil {
			t.Fatal(err)
		}
		s := newCase(t)
		var told []string
		in := newIntake(t, s, intake.Options{Done: func(st intake.Step) {
			if st.Err != nil {
				told = append(told, st.Name+": "+st.Err.Error())
			}
		}})
		if n := add(t, in, path); n != (intake.Totals{Added: 7, Failed: 1}) {
			t.Errorf("%s: %+v", name, n)
		}
		if len(told) != 1 || !strings.Contains(told[0], name) || !strings.Contains(told[0], "unexpected EOF") {
			t.Errorf("%s: told %q", name, told)
		}
		for _, k := range documents(t, s) {
			if !strings.HasSuffix(k.Document.Text, "the harbour master said.") {
				t.Errorf("%s: kept %q", name, k.Document.Text)
			}
		}
		if err := os.WriteFile(path, b, 0o644); err != nil {
			t.Fatal(err)
		}
		if n := add(t, in, path); n != (intake.Totals{Added: 3, Known: 7}) {
			t.Errorf("%s, whole: %+v", name, n)
		}
	}
}

// TestAddLanguage adds texts too short to tell their language from: what the
// bundle says keeps them from being read as English.
func TestAddLanguage(t *testing.T) {
	s := newCase(t)
	lines := `{"text": "Bac Harrow 12.", "language": "fr"}` + "\n" + `{"text": "Ferry Harrow 12."}` + "\n"
	add(t, newIntake(t, s, intake.Options{Stdin: strings.NewReader(lines)}), "-")
	got := map[string]string{}
	for _, k := range documents(t, s) {
		got[k.Document.Text[:3]] = k.Document.Language
	}
	if got["Bac"] == "en" || got["Fer"] != "en" {
		t.Errorf("languages %v", got)
	}
}
