package ui_test

import (
	"context"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"hearsay"
	"hearsay/internal/casefile"
	"hearsay/internal/casefile/casefiletest"
	"hearsay/internal/casefile/sqlite"
	"hearsay/internal/link"
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

// openBay returns the case of an invented week with all that links its reports,
// hypotheses and a settled forecast, and the hostile report in it.
func openBay(t *testing.T) casefile.Store {
	t.Helper()
	ctx := t.Context()
	s := open(t)
	if err := casefiletest.KeepBay(ctx, s); err != nil {
		t.Fatal(err)
	}
	var readings []*hearsay.Reading
	for k, err := range s.Documents(ctx) {
		if err != nil {
			t.Fatal(err)
		}
		if r, _, err := s.Reading(ctx, k.Document.ID); err != nil {
			t.Fatal(err)
		} else if r != nil {
			readings = append(readings, r)
		}
	}
	links := link.Of(readings).Links
	// What link makes of a hostile name and of numbers that differ, whatever it is
	// that it finds in these reports.
	dead := func(words string) (r hearsay.Ref, at hearsay.Receipt) {
		for _, x := range readings {
			if i := strings.Index(x.Document.Text, words); i >= 0 {
				for _, e := range x.Events {
					if e.Trigger.Start >= i && e.Trigger.End <= i+len(words) {
						return hearsay.Ref{ID: x.Document.ID.String() + "#" + e.ID.String()}, hearsay.ReceiptFor(x.Document.Text, hearsay.Span{Start: i, End: i + len(words)})
					}
				}
			}
		}
		t.Fatalf("no event at %q", words)
		return r, at
	}
	a, atA := dead("killed nine people, the director")
	b, atB := dead("killed fourteen people")
	links = append(links, hearsay.Link{Kind: hearsay.LinkContradiction, From: a, To: b, Differs: "count", Chains: [][]string{{"Ana Prado", hostile}, {"the ministry"}},
		Passages: []hearsay.Passage{{From: atA, To: atB}}, Why: []hearsay.Why{{Rule: "contradiction.count", Score: 1, Note: "dead: 9 and 14 " + hostile}}})
	links = append(links, hearsay.Link{Kind: hearsay.LinkStory, From: a, To: b, Members: []hearsay.Ref{a, b}, Why: []hearsay.Why{{Rule: "story", Score: 1, Note: "fighting in " + hostile + ", 2021-05-03 to 2021-05-04"}}})
	seen := make(map[string]bool)
	for _, l := range links {
		if seen[l.ID()] {
			continue
		}
		seen[l.ID()] = true
		if err := s.KeepLinks(ctx, casefile.LinkChange{Document: l.From.Document(), Links: []hearsay.Link{l}}); err != nil {
			t.Fatal(err)
		}
	}
	due, err := s.Due(ctx, "2021-06-15", 1)
	if err != nil || len(due) == 0 {
		t.Fatalf("due: %+v, %v", due, err)
	}
	if _, err := casefile.Correct(ctx, s, due[0].Document.String(), due[0].Question.String(), "outcome", "yes", "Ana "+hostile, hostile); err != nil {
		t.Fatal(err)
	}
	m := casefile.Matrix{ID: "who-fired", Question: "Who fired? " + hostile, Hypotheses: []string{"the navy", "the militia " + hostile}, By: hostile,
		Evidence: []casefile.Evidence{{Claim: hearsay.ClaimID{Document: a.Document(), Event: a.Event()}, Words: hostile, Says: []int{-2, 1}}}}
	if err := s.KeepMatrix(ctx, m); err != nil {
		t.Fatal(err)
	}
	if err := s.KeepAlert(ctx, casefile.Alert{Name: "strikes " + hostile, Query: "type:ASSAULT"}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Fire(ctx, "strikes "+hostile, casefile.Find{Kind: "event", Keys: []string{a.ID}, Document: a.Document(), Event: a.Event(), Text: hostile}); err != nil {
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
	u := ui.New(openBay(t), ui.Options{Name: hostile, Login: true, MayWrite: func(*http.Request) bool { return true }})
	seen := map[string]bool{"/": true}
	todo := []string{"/", "/find?q=" + url.QueryEscape(hostile), "/find?q=depot+soldiers", "/find?q=is:failed", "/find?q=is:unread", "/events?q=" + url.QueryEscape(`"`) + "&who=" + url.QueryEscape(hostile),
		"/name?name=" + url.QueryEscape(hostile), "/nothing", "/report/zz", "/find?after=x", "/login?to=//evil.example", "/places?box=-20,-10,20,10", "/places?box=1,2,3", "/timeline?since=2021-05&until=2021-05", "/timeline?q=colour:x", "/timeline?since=" + url.QueryEscape(hostile),
		"/event/zz/v1", "/compare?old=zz&new=zz", "/hypotheses/none", "/open", "/apart", "/told", "/check"}
	count, answered := make(map[string]int), make(map[string]string)
	for len(todo) > 0 {
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
			if _, ok := answered[link]; !ok {
				status, body, _ := ask(t, u, http.MethodGet, link, nil)
				if answered[link] = body; status != http.StatusOK {
					t.Errorf("%s links to %s, which answers %d", target, link, status)
				}
			}
			if at != "" && !strings.Contains(answered[link], `id="`+at+`"`) {
				t.Errorf("%s links to %s#%s, which is not there", target, link, at)
			}
			// Of pages of one kind some are looked at: what they lead to was tried.
			kind, _, _ := strings.Cut(link, "?")
			kind = kind[:strings.LastIndex(kind, "/")+1] + "?" + string(kind[len(kind)-1])
			if !seen[link] && count[kind] < 25 {
				count[kind]++
				seen[link] = true
				todo = append(todo, link)
			}
		}
	}
	for _, v := range strings.Fields("/ /find /events /told /stories /apart /timeline /places /sources /open /hypotheses /check") {
		if !seen[v] {
			t.Errorf("nothing leads to %s", v)
		}
	}
	for _, prefix := range []string{"/report/", "/event/", "/story/", "/compare?", "/hypotheses/", "/name?", "/find?"} {
		if !slices.ContainsFunc(slices.Collect(maps.Keys(seen)), func(s string) bool { return strings.HasPrefix(s, prefix) }) {
			t.Errorf("nothing leads to a page %s…", prefix)
		}
	}
}

// outward are the addresses of the invented reports.
var outward = regexp.MustCompile(`^https://[a-z]+\.example/`)

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
		if n.Namespace == "" {
			count[n.Data]++
		}
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
				if !outward.MatchString(value) || attr["rel"] == "" && !strings.Contains(body, "noreferrer") {
					t.Errorf("%s leads to %q", target, a.Val)
				}
			case (a.Key == "href" || a.Key == "src" || a.Key == "action") && strings.Contains(value, "//"):
				t.Errorf("%s loads %q", target, a.Val)
			}
		}
		if (n.Data == "input" || n.Data == "select" || n.Data == "textarea") && attr["type"] != "hidden" && attr["aria-label"] == "" && attr["id"] == "" && !within(n, "label") {
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
	form := url.Values{"was-title": {"Wrong"}, "is-title": {"Right <b>title</b>"}, "by": {"Ana"}, "note": {"as printed"}}
	closed := ui.New(s, ui.Options{})
	if status, _, _ := ask(t, closed, http.MethodPost, to+"/edit/d", form); status != http.StatusForbidden {
		t.Errorf("who may not correct is answered %d", status)
	}
	u := ui.New(s, ui.Options{MayWrite: func(*http.Request) bool { return true }})
	status, _, header := ask(t, u, http.MethodPost, to+"/edit/d", form)
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
	form.Set("what", "split")
	if status, body, _ := ask(t, u, http.MethodPost, to+"/edit/d", form); status != http.StatusBadRequest || !strings.Contains(body, "no field") {
		t.Errorf("a wrong field is answered %d: %s", status, body)
	}
}
