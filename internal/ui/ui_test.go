package ui_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"hearsay/internal/casefile"
	"hearsay/internal/casefile/casefiletest"
	"hearsay/internal/casefile/sqlite"
	"hearsay/internal/ui"
)

// hostile is what nobody should see executed.
const hostile = `<script>alert(1)</script><img src=x onerror=alert(2)> "><svg onload=alert(3)> javascript:alert(4) ` + "\u202eevil\u202c" + ` {{.}}`

// open returns a case with a plain report, two versions of one, a hostile one,
// one in French and one that could not be read.
func open(t *testing.T) casefile.Store {
	t.Helper()
	s, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "case.hearsay"), false)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	bad := casefiletest.Report(t, "https://evil.example/?a=1&b=<script>", "Evil "+hostile, hostile+" Soldiers attacked Harrow Bay on Friday, "+hostile+" said. Will the ferry run?\n\n"+strings.Repeat("w", 1<<16))
	bad.Document.Outlet = `Evil "Herald" ` + hostile
	french := casefiletest.Report(t, "", "Une nef", "La nef est en retard, dit le maire.")
	french.Document.Language = "fr"
	broken := casefile.Report{Error: "it is " + hostile, Source: []byte{1}}
	broken.Document.Name = hostile
	reports := []casefile.Report{
		casefiletest.Report(t, "https://herald.example/1", "Depot burns", "Soldiers attacked the depot in Harrow Bay on Friday and killed three, Ana Prado said. Who burned it?"),
		casefiletest.Report(t, "https://herald.example/1", "Depot burns down", "Soldiers attacked the depot in Harrow Bay on Saturday and killed four, Ana Prado said."),
		bad, french, broken,
	}
	if _, err := s.Add(t.Context(), reports...); err != nil {
		t.Fatal(err)
	}
	if err := s.Work(t.Context(), casefile.Work{Read: casefiletest.Read}); err != nil {
		t.Fatal(err)
	}
	return s
}

func ask(t *testing.T, h http.Handler, method, target string, form url.Values) (int, string, http.Header) {
	t.Helper()
	r := httptest.NewRequestWithContext(context.Background(), method, target, strings.NewReader(form.Encode()))
	if method == http.MethodPost {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	body, err := io.ReadAll(w.Result().Body)
	if err != nil {
		t.Fatal(err)
	}
	return w.Code, string(body), w.Result().Header
}

// TestPages follows every link from the front page and looks at each page for
// what should not be there.
func TestPages(t *testing.T) {
	towns := func(yield func(float64, float64) bool) { yield(35, 38) }
	u := ui.New(open(t), ui.Options{Name: hostile, Towns: towns, Login: true})
	seen := map[string]bool{"/": true}
	todo := []string{"/", "/find?q=" + url.QueryEscape(hostile), "/find?q=depot+soldiers", "/find?q=is:failed", "/find?q=is:unread", "/events?q=" + url.QueryEscape(`"`) + "&who=" + url.QueryEscape(hostile),
		"/name?name=" + url.QueryEscape(hostile), "/nothing", "/report/zz", "/find?after=x", "/login?to=//evil.example", "/places?world=1"}
	for len(todo) > 0 && len(seen) < 300 {
		target := todo[0]
		todo = todo[1:]
		status, body, _ := ask(t, u, http.MethodGet, target, nil)
		if status >= 500 {
			t.Errorf("%s: status %d", target, status)
		}
		if strings.HasPrefix(target, "/style.css") || strings.HasPrefix(target, "/feed.atom") {
			continue
		}
		p := look(t, target, body)
		for _, link := range p.links {
			if strings.HasPrefix(link, "/api/") {
				continue // package api answers
			}
			link, at, _ := strings.Cut(link, "#")
			if status, body, _ := ask(t, u, http.MethodGet, link, nil); status != http.StatusOK || at != "" && !strings.Contains(body, `id="`+at+`"`) {
				t.Errorf("%s links to %s#%s, which answers %d", target, link, at, status)
			}
			if !seen[link] {
				seen[link] = true
				todo = append(todo, link)
			}
		}
	}
	if len(seen) < 20 {
		t.Errorf("only %d pages are linked", len(seen))
	}
}

// A page is what was found on one.
type page struct{ links []string }

// look parses a page and complains about what is wrong with it.
func look(t *testing.T, target, body string) page {
	t.Helper()
	root, err := html.Parse(strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	if strings.ContainsRune(body, '\u202e') {
		t.Errorf("%s turns its text around", target)
	}
	var p page
	count := make(map[string]int)
	var ids, anchors []string
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		count[n.Data]++
		if slices.Contains([]string{"script", "img", "iframe", "object", "embed", "style"}, n.Data) {
			t.Errorf("%s has an element %s", target, n.Data)
		}
		attr := make(map[string]string)
		for _, a := range n.Attr {
			attr[a.Key] = a.Val
			switch value := strings.ToLower(strings.TrimSpace(a.Val)); {
			case strings.HasPrefix(a.Key, "on"), a.Key == "style":
				t.Errorf("%s has an attribute %s=%q", target, a.Key, a.Val)
			case a.Key == "id":
				ids = append(ids, a.Val)
			case strings.HasPrefix(value, "javascript:") && a.Key != "value":
				t.Errorf("%s has %s=%q", target, a.Key, a.Val)
			case a.Key == "href" && n.Data == "a" && strings.HasPrefix(value, "#"):
				anchors = append(anchors, a.Val[1:])
			case a.Key == "href" && n.Data == "a" && strings.HasPrefix(value, "/"):
				p.links = append(p.links, a.Val)
			case a.Key == "href" && n.Data == "a":
				if !strings.HasPrefix(value, "https://herald.example/") && !strings.HasPrefix(value, "https://evil.example/") || attr["rel"] == "" && !strings.Contains(body, "noreferrer") {
					t.Errorf("%s leads to %q", target, a.Val)
				}
			case (a.Key == "href" || a.Key == "src" || a.Key == "action") && strings.Contains(value, "//"):
				t.Errorf("%s loads %q", target, a.Val)
			}
		}
		if (n.Data == "input" || n.Data == "select") && attr["type"] != "hidden" && attr["aria-label"] == "" && attr["id"] == "" && !within(n, "label") {
			t.Errorf("%s has a field without a label: %v", target, n.Attr)
		}
	}
	for _, name := range []string{"html", "title", "main", "h1", "header"} {
		if count[name] != 1 {
			t.Errorf("%s has %d elements %s", target, count[name], name)
		}
	}
	slices.Sort(ids)
	if twice := len(ids) - len(slices.Compact(slices.Clone(ids))); twice > 0 {
		t.Errorf("%s has %d ids twice", target, twice)
	}
	for _, a := range anchors {
		if !slices.Contains(ids, a) {
			t.Errorf("%s leads to #%s, which is not there", target, a)
		}
	}
	return p
}

func within(n *html.Node, name string) bool {
	for a := range n.Ancestors() {
		if a.Data == name {
			return true
		}
	}
	return false
}

func TestFindSaysWhatIsWrong(t *testing.T) {
	u := ui.New(open(t), ui.Options{})
	_, body, _ := ask(t, u, http.MethodGet, "/find?q="+url.QueryEscape(`depot colour:red`), nil)
	for _, want := range []string{"column 7", "<mark>c</mark>", `value="depot colour:red"`} {
		if !strings.Contains(body, want) {
			t.Errorf("no %q in\n%s", want, body)
		}
	}
}

func TestPaging(t *testing.T) {
	s := open(t)
	var more []casefile.Report
	for i := range 45 {
		more = append(more, casefiletest.Report(t, fmt.Sprintf("https://herald.example/n%d", i), fmt.Sprintf("Quay %d", i), fmt.Sprintf("The quay number %d was closed.", i)))
	}
	if _, err := s.Add(t.Context(), more...); err != nil {
		t.Fatal(err)
	}
	u := ui.New(s, ui.Options{})
	found, pages := make(map[string]bool), 0
	for target := "/find?q=title:quay"; target != ""; pages++ {
		_, body, _ := ask(t, u, http.MethodGet, target, nil)
		target = ""
		root, err := html.Parse(strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		for n := range root.Descendants() {
			var href, rel string
			for _, a := range n.Attr {
				switch a.Key {
				case "href":
					href = a.Val
				case "rel":
					rel = a.Val
				}
			}
			if strings.HasPrefix(href, "/report/") && n.Parent.Data == "h2" {
				found[href] = true
			}
			if rel == "next" {
				target = href
			}
		}
	}
	if len(found) != 45 || pages != 3 {
		t.Errorf("%d reports on %d pages", len(found), pages)
	}
}

func TestCorrecting(t *testing.T) {
	s := open(t)
	found, err := s.Find(t.Context(), casefile.Ask{Limit: 1})
	if err != nil {
		t.Fatal(err)
	}
	to := "/report/" + found.Hits[0].Document.String()
	form := url.Values{"record": {"d"}, "field": {"title"}, "value": {"Right <b>title</b>"}, "by": {"Ana"}, "note": {"as printed"}}
	closed := ui.New(s, ui.Options{})
	if status, _, _ := ask(t, closed, http.MethodPost, to+"/correct", form); status != http.StatusForbidden {
		t.Errorf("who may not correct is answered %d", status)
	}
	u := ui.New(s, ui.Options{MayWrite: func(*http.Request) bool { return true }})
	status, _, header := ask(t, u, http.MethodPost, to+"/correct", form)
	if status != http.StatusSeeOther || !strings.HasPrefix(header.Get("Location"), to) {
		t.Fatalf("answered %d, %q", status, header.Get("Location"))
	}
	_, body, _ := ask(t, u, http.MethodGet, to, nil)
	look(t, to, body)
	for _, want := range []string{"Right &lt;b&gt;title&lt;/b&gt;", "as printed", "Ana"} {
		if !strings.Contains(body, want) {
			t.Errorf("no %q in the report", want)
		}
	}
	form.Set("field", "nothing")
	if status, body, _ := ask(t, u, http.MethodPost, to+"/correct", form); status != http.StatusBadRequest || !strings.Contains(body, "no field") {
		t.Errorf("a wrong field is answered %d: %s", status, body)
	}
}
