package desk_test

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"hearsay"
	"hearsay/internal/casefile"
	"hearsay/internal/casefile/casefiletest"
	"hearsay/internal/casefile/sqlite"
	"hearsay/internal/desk"
	"hearsay/internal/fetch"
	"hearsay/internal/intake"
)

func open(t *testing.T, o desk.Options) (casefile.Store, *desk.Desk) {
	t.Helper()
	s, err := sqlite.Open(context.Background(), filepath.Join(t.TempDir(), "case.hearsay"), false)
	if err != nil {
		t.Fatal(err)
	}
	if o.Web == nil {
		o.Web = fetch.New(fetch.Options{AllowPrivate: true})
	}
	o.Reader = func() (casefile.Reader, error) { return casefiletest.Read, nil }
	o.Every = 50 * time.Millisecond
	d, err := desk.New(s, o)
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- d.Run(ctx) }()
	t.Cleanup(func() {
		stop()
		if err := <-ended; !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
		s.Close()
		o.Web.Close()
	})
	for range 200 { // until it runs
		if _, err = d.Take(desk.Handed{}); hearsay.KindOf(err) == hearsay.Invalid {
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	return s, d
}

// ended returns a batch when nothing in it is on its way.
func ended(t *testing.T, d *desk.Desk, h desk.Handed) *desk.Batch {
	t.Helper()
	var b *desk.Batch
	var err error
	for range 500 {
		if b == nil {
			b, err = d.Take(h)
		} else {
			b, err = d.Batch(t.Context(), b.ID)
		}
		switch {
		case hearsay.KindOf(err) == hearsay.Unavailable:
			b = nil
		case err != nil:
			t.Fatal(err)
		case b.Done:
			return b
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Fatalf("still on its way: %+v", b)
	return nil
}

func TestTake(t *testing.T) {
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/report" {
			http.NotFound(w, r)
			return
		}
		io.WriteString(w, "<html><body><article><h1>Ferry late</h1><p>The ferry was late on Friday, the harbour master said, and it was not the first time that it was.</p></article></body></html>")
	}))
	defer site.Close()
	s, d := open(t, desk.Options{})
	h := desk.Handed{Outlet: "Daily Herald", URLs: []string{site.URL + "/report", site.URL + "/nothing"}, Sources: []intake.Source{
		{Name: "a.txt", Body: []byte("Depot burns\n\nSoldiers attacked the depot, Ana Prado said.")},
		{Name: "two.jsonl", Body: []byte(`{"title": "Ferry sold", "text": "The ferry was sold."}` + "\n" + `{"title": "Ferry found", "text": "The ferry was found, Ana Prado said."}`)},
		{Name: "c.png", Body: []byte("\x89PNG\r\n\x1a\n0000")},
	}}
	count := func(b *desk.Batch) map[string]int {
		n := make(map[string]int)
		for _, it := range b.Items {
			n[it.State]++
			if (it.State == "failed") != (it.Error != "") {
				t.Errorf("item %+v", it)
			}
		}
		return n
	}
	b := ended(t, d, h)
	if n := count(b); len(b.Items) != 6 || n["read"] != 4 || n["failed"] != 2 {
		t.Errorf("%+v", b.Items)
	}
	if n := count(ended(t, d, h)); n["known"] != 6 {
		t.Errorf("handed in again: %v", n)
	}
	c, err := s.Counts(t.Context())
	if err != nil || c.Read != 4 {
		t.Errorf("%+v, %v", c, err)
	}
	for _, it := range b.Items {
		if it.State != "read" {
			continue
		}
		if k, err := s.Document(t.Context(), it.Document.String()); err != nil || k.Document.Outlet != "Daily Herald" {
			t.Errorf("%+v, %v", k, err)
		}
	}
	if _, err := d.Batch(t.Context(), "nothing"); hearsay.KindOf(err) != hearsay.NotFound {
		t.Error(err)
	}
}

// TestNotices listens from the beginning, and again after the middle.
func TestNotices(t *testing.T) {
	s, d := open(t, desk.Options{})
	ended(t, d, desk.Handed{Sources: []intake.Source{{Name: "a.txt", Body: []byte("Depot burns\n\nSoldiers attacked the depot, Ana Prado said.")}}})
	if _, err := s.Add(t.Context(), casefiletest.Report(t, "https://herald.example/1", "Ferry", "The ferry was late.")); err != nil {
		t.Fatal(err) // as another process would
	}
	ctx, stop := context.WithTimeout(t.Context(), 10*time.Second)
	defer stop()
	var states []string
	last, total := 0, 0
	for n := range d.Notices(ctx, 0) {
		if n == nil || n.Document != nil && n.Document.State == "linked" {
			continue
		}
		if n.N <= last {
			t.Errorf("notice %d after %d", n.N, last)
		}
		last = n.N
		switch {
		case n.Document != nil:
			states = append(states, n.Document.State)
		case n.Case != nil:
			total = n.Case.Read
		}
		if total == 2 {
			break
		}
	}
	if !slices.Equal(states, []string{"waiting", "read", "read"}) || total != 2 {
		t.Errorf("states %q, %d read", states, total)
	}
	for n := range d.Notices(ctx, last-1) { // the last of those
		if n.N != last {
			t.Errorf("after %d comes %d", last-1, n.N)
		}
		break
	}
}

// TestAlert saves a query, and is told once of what it finds.
func TestAlert(t *testing.T) {
	var secret string
	l := listen(t, &secret, 0)
	s, d := open(t, desk.Options{})
	h, err := d.AddHook(desk.Hook{URL: l.URL})
	if err != nil {
		t.Fatal(err)
	}
	secret = h.Secret
	if err := s.KeepAlert(t.Context(), casefile.Alert{Name: "attacks", Query: "type:ASSAULT", Added: time.Now()}); err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{"Depot burns\n\nSoldiers attacked the depot, Ana Prado said.", "Ferry late\n\nThe ferry was late."} {
		ended(t, d, desk.Handed{Sources: []intake.Source{{Name: "a.txt", Body: []byte(text)}}})
	}
	for range 300 {
		if len(l.events()) > 0 {
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	time.Sleep(300 * time.Millisecond) // for what must not come
	if got := l.events(); !slices.Equal(got, []string{"alert"}) {
		t.Errorf("told of %q", got)
	}
}

// A listener is a server that hooks post to.
type listener struct {
	*httptest.Server
	mu  sync.Mutex
	got []desk.Delivery
	bad int // tries to answer with an error
}

func listen(t *testing.T, secret *string, bad int) *listener {
	l := &listener{bad: bad}
	l.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		l.mu.Lock()
		defer l.mu.Unlock()
		if l.bad > 0 {
			l.bad--
			http.Error(w, "busy", http.StatusServiceUnavailable)
			return
		}
		body, _ := io.ReadAll(r.Body)
		if got, want := r.Header.Get("X-Hearsay-Signature"), desk.Signature(*secret, r.Header.Get("X-Hearsay-Timestamp"), body); got != want {
			t.Errorf("signed %q, want %q", got, want)
		}
		var del desk.Delivery
		if err := json.Unmarshal(body, &del); err != nil || del.Event != r.Header.Get("X-Hearsay-Event") || del.ID != r.Header.Get("X-Hearsay-Delivery") {
			t.Errorf("%s: %v", body, err)
		}
		l.got = append(l.got, del)
	}))
	t.Cleanup(l.Close)
	return l
}

func (l *listener) events() (all []string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, d := range l.got {
		all = append(all, d.Event)
	}
	return all
}

func TestHooks(t *testing.T) {
	var secret string
	l := listen(t, &secret, 2)
	file := filepath.Join(t.TempDir(), "hooks.json")
	_, d := open(t, desk.Options{Hooks: file, Name: "bay", Retry: []time.Duration{10 * time.Millisecond, 10 * time.Millisecond, 10 * time.Millisecond}})
	for _, wrong := range []desk.Hook{{URL: "ftp://herald.example/"}, {URL: "https://user:word@herald.example/"}, {URL: "hook"}, {URL: l.URL, Events: []string{"birthday"}}} {
		if _, err := d.AddHook(wrong); hearsay.KindOf(err) != hearsay.Invalid {
			t.Errorf("%+v: %v", wrong, err)
		}
	}
	h, err := d.AddHook(desk.Hook{URL: l.URL, Events: []string{"added", "read"}})
	if err != nil || len(h.Secret) < 20 {
		t.Fatalf("%+v, %v", h, err)
	}
	secret = h.Secret
	ended(t, d, desk.Handed{Sources: []intake.Source{{Name: "a.txt", Body: []byte("Depot burns\n\nSoldiers attacked the depot, Ana Prado said.")}}})
	for range 300 {
		if len(l.events()) == 2 {
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	if got := l.events(); !slices.Equal(got, []string{"added", "read"}) {
		t.Errorf("told of %q", got)
	}
	all := d.Hooks()
	if len(all) != 1 || all[0].Secret != "" {
		t.Errorf("hooks %+v", all)
	}
	info, err := os.Stat(file)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
	again, err := desk.New(nil, desk.Options{Hooks: file})
	if err != nil || len(again.Hooks()) != 1 || again.Hooks()[0].ID != h.ID {
		t.Errorf("%+v, %v", again.Hooks(), err)
	}
	if err := d.DropHook(h.ID); err != nil || len(d.Hooks()) != 0 {
		t.Errorf("%v, %+v", err, d.Hooks())
	}
	if err := d.DropHook(h.ID); hearsay.KindOf(err) != hearsay.NotFound {
		t.Error(err)
	}
	if err := os.WriteFile(file, []byte(`[{"url": "nonsense"}]`), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := desk.New(nil, desk.Options{Hooks: file}); hearsay.KindOf(err) != hearsay.Invalid {
		t.Error(err)
	}
}

// TestHooksStayOutside checks that a hook cannot make the server speak to hosts
// that are not public, nor follow a redirect to one.
func TestHooksStayOutside(t *testing.T) {
	var secret string
	l := listen(t, &secret, 0)
	_, d := open(t, desk.Options{Web: fetch.New(fetch.Options{})})
	if _, err := d.AddHook(desk.Hook{URL: l.URL, Events: []string{"added"}}); err != nil {
		t.Fatal(err)
	}
	ended(t, d, desk.Handed{Sources: []intake.Source{{Name: "a.txt", Body: []byte("Depot burns\n\nThe depot burned.")}}})
	for range 300 {
		if d.Hooks()[0].Failed > 0 {
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	if h := d.Hooks()[0]; h.Failed != 1 || !strings.Contains(h.Error, "not public") || len(l.events()) > 0 {
		t.Errorf("%+v", h)
	}
	moved := httptest.NewServer(http.RedirectHandler(l.URL, http.StatusTemporaryRedirect))
	defer moved.Close()
	web := fetch.New(fetch.Options{AllowPrivate: true})
	defer web.Close()
	if err := web.Post(t.Context(), moved.URL, nil, []byte("{}")); err == nil || len(l.events()) > 0 {
		t.Errorf("a redirect was followed: %v", err)
	}
}
