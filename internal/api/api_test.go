package api_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strings"
	"testing"

	"hearsay"
	"hearsay/internal/api"
	"hearsay/internal/casefile"
	"hearsay/internal/casefile/casefiletest"
	"hearsay/internal/casefile/sqlite"
)

func open(t *testing.T, o api.Options) (casefile.Store, http.Handler) {
	t.Helper()
	s, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "case.hearsay"), false)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	var reports []casefile.Report
	for i := range 5 {
		reports = append(reports, casefiletest.Report(t, fmt.Sprintf("https://herald.example/%d", i), fmt.Sprintf("Depot %d burns", i), fmt.Sprintf("Soldiers attacked depot %d in Harrow Bay on Friday, Ana Prado said.", i)))
	}
	if _, err := s.Add(t.Context(), reports...); err != nil {
		t.Fatal(err)
	}
	if err := s.Work(t.Context(), casefile.Work{Read: casefiletest.Read}); err != nil {
		t.Fatal(err)
	}
	return s, api.New(s, o)
}

func ask(t *testing.T, h http.Handler, method, target, body string, into any) *http.Response {
	t.Helper()
	r := httptest.NewRequest(method, target, strings.NewReader(body))
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	if err := json.Unmarshal(w.Body.Bytes(), into); err != nil {
		t.Fatalf("%s: %v in %s", target, err, w.Body)
	}
	return w.Result()
}

func TestReading(t *testing.T) {
	s, h := open(t, api.Options{})
	var page casefile.Page
	ask(t, h, "GET", "/api/documents?q=depot+3", "", &page)
	if page.Total != 1 || len(page.Hits[0].Snippets) == 0 {
		t.Fatalf("found %+v", page)
	}
	id := page.Hits[0].Document
	var got hearsay.Reading
	ask(t, h, "GET", "/api/documents/"+id.String()[:10]+"/reading", "", &got)
	if err := got.Validate(); err != nil {
		t.Error(err)
	}
	want, _, err := s.Reading(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	a, _ := json.Marshal(want)
	b, _ := json.Marshal(got)
	if string(a) != string(b) {
		t.Errorf("answered\n%s\nkept\n%s", b, a)
	}
	var k struct {
		State    string
		Document hearsay.Document
	}
	ask(t, h, "GET", "/api/documents/"+id.String(), "", &k)
	if k.State != "read" || k.Document.Title != "Depot 3 burns" {
		t.Errorf("document %+v", k)
	}
}

func TestPaging(t *testing.T) {
	_, h := open(t, api.Options{})
	seen := make(map[hearsay.DocumentID]bool)
	pages := 0
	for after := ""; pages == 0 || after != ""; pages++ {
		var page casefile.Page
		ask(t, h, "GET", "/api/documents?limit=2&q=depot&after="+url.QueryEscape(after), "", &page)
		for _, hit := range page.Hits {
			seen[hit.Document] = true
		}
		after = page.Next
	}
	if len(seen) != 5 || pages != 3 {
		t.Errorf("%d reports on %d pages", len(seen), pages)
	}
}

func TestSurvey(t *testing.T) {
	_, h := open(t, api.Options{})
	var events casefile.Happenings
	ask(t, h, "GET", "/api/events?q="+url.QueryEscape(`type:ASSAULT said-by:"ana prado"`), "", &events)
	if events.Total != 5 || len(events.Events) != 5 || events.Events[0].Chain[0] != "Ana Prado" || events.Events[0].Words != "attacked" {
		t.Errorf("events %+v", events)
	}
	var sources []casefile.Source
	ask(t, h, "GET", "/api/sources?name=ana+prado", "", &sources)
	if len(sources) != 1 || sources[0].Reports != 5 || sources[0].Outlets != 1 {
		t.Errorf("sources %+v", sources)
	}
	for _, path := range []string{"outlets", "findings", "places", "questions", "questions?kind=prediction", "fields"} {
		var list []map[string]any
		if r := ask(t, h, "GET", "/api/"+path, "", &list); r.StatusCode != http.StatusOK || list == nil {
			t.Errorf("%s: %d, %v", path, r.StatusCode, list)
		}
	}
}

func TestProblems(t *testing.T) {
	_, h := open(t, api.Options{})
	for _, c := range []struct {
		method, target, body string
		status               int
		says                 string
	}{
		{"GET", "/api/documents?q=colour:red", "", 400, "no field"},
		{"GET", "/api/documents?q=since:soon", "", 400, "no date"},
		{"GET", "/api/documents?after=x", "", 400, "no page"},
		{"GET", "/api/documents?limit=0", "", 422, "validation"},
		{"GET", "/api/documents?limit=100000", "", 422, "validation"},
		{"GET", "/api/documents/0123456789", "", 404, "no document"},
		{"GET", "/api/documents/zz", "", 422, "validation"},
		{"GET", "/api/nothing", "", 404, "no such address"},
		{"POST", "/api/documents/0123456789/edits", `{"record":"d","field":"title","value":"x","by":"Ana"}`, 403, "token"},
		{"POST", "/api/documents/0123456789/edits", `{"record":`, 403, "token"},
	} {
		var p struct {
			Status int
			Detail string
		}
		r := ask(t, h, c.method, c.target, c.body, &p)
		if r.StatusCode != c.status || p.Status != c.status || !strings.Contains(p.Detail, c.says) || r.Header.Get("Content-Type") != "application/problem+json" {
			t.Errorf("%s: %d %q %+v", c.target, r.StatusCode, r.Header.Get("Content-Type"), p)
		}
	}
}

func TestCorrect(t *testing.T) {
	_, h := open(t, api.Options{MayWrite: func(r *http.Request) bool { return r.Header.Get("Content-Type") == "application/json" }})
	var page casefile.Page
	ask(t, h, "GET", "/api/documents?limit=1", "", &page)
	at := "/api/documents/" + page.Hits[0].Document.String()
	var e casefile.Edit
	if r := ask(t, h, "POST", at+"/edits", `{"record":"v1","field":"status","value":"denied","by":"Ana"}`, &e); r.StatusCode != http.StatusCreated || e.Before != "happened" || e.By != "Ana" {
		t.Errorf("%d, %+v", r.StatusCode, e)
	}
	var got hearsay.Reading
	ask(t, h, "GET", at+"/reading", "", &got)
	if got.Events[0].Status != "denied" {
		t.Errorf("status %q after the correction", got.Events[0].Status)
	}
	if r := ask(t, h, "POST", at+"/edits/1/undo", `{"by":"Bea"}`, &e); r.StatusCode != http.StatusCreated || e.By != "Bea" {
		t.Errorf("%d, %+v", r.StatusCode, e)
	}
	var back hearsay.Reading
	ask(t, h, "GET", at+"/reading", "", &back)
	if back.Events[0].Status != "happened" {
		t.Errorf("status %q after it was taken back", back.Events[0].Status)
	}
	var p struct{ Status int }
	if r := ask(t, h, "POST", at+"/edits/1/undo", `{"by":"Bea"}`, &p); r.StatusCode != http.StatusBadRequest {
		t.Errorf("taken back twice: %d", r.StatusCode)
	}
	if r := ask(t, h, "POST", at+"/edits", `{"record":`, &p); r.StatusCode != http.StatusBadRequest {
		t.Errorf("broken JSON: %d", r.StatusCode)
	}
	for _, at := range []string{at + "/edits", "/api/edits"} {
		var edits []casefile.Edit
		ask(t, h, "GET", at, "", &edits)
		if len(edits) != 2 {
			t.Errorf("edits %+v", edits)
		}
	}
}

// TestDescription checks that the description is of OpenAPI 3.1 and that what it
// refers to is in it.
func TestDescription(t *testing.T) {
	_, h := open(t, api.Options{Version: "1"})
	var d struct {
		OpenAPI    string
		Paths      map[string]map[string]struct{ OperationID, Summary string }
		Components struct{ Schemas map[string]any }
	}
	ask(t, h, "GET", "/openapi.json", "", &d)
	if !strings.HasPrefix(d.OpenAPI, "3.1") || len(d.Paths) < 13 {
		t.Errorf("OpenAPI %s with %d paths", d.OpenAPI, len(d.Paths))
	}
	for path, operations := range d.Paths {
		for method, o := range operations {
			if o.OperationID == "" || o.Summary == "" {
				t.Errorf("%s %s is not described", method, path)
			}
		}
	}
	for _, name := range []string{"Reading", "Document", "Event", "Attribution", "Page", "Happenings"} {
		if d.Components.Schemas[name] == nil {
			t.Errorf("no schema of %s", name)
		}
	}
}
