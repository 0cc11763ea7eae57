package server_test

import (
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"hearsay/internal/casefile"
	"hearsay/internal/casefile/casefiletest"
	"hearsay/internal/server"
)

var ids = regexp.MustCompile(`[0-9a-f]{12,64}|\b[vaEptq][0-9]+\b|[a-z0-9]{12}$`)

var kindOf = regexp.MustCompile(`/edit/[a-zE]\*?$`)

// shapeOf names the view that an address shows: views of one shape look alike.
func shapeOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return address
	}
	var keys []string
	for k, v := range u.Query() {
		if len(v) > 0 && v[0] != "" {
			keys = append(keys, k)
		}
	}
	slices.Sort(keys)
	shape := ids.ReplaceAllStringFunc(u.Path, func(s string) string {
		if len(s) < 12 && s[0] != 'r' {
			return s[:1] + "*" // a record of a kind
		}
		return "*"
	})
	if len(keys) > 0 {
		shape += "?" + strings.Join(keys, "&")
	}
	return shape
}

// TestViews opens a page of every shape that is linked: each must look like one,
// in light and dark, on a wide screen and a phone, break no rule of
// accessibility, complain of nothing and ask nobody else for anything.
func TestViews(t *testing.T) {
	browser := newBrowser(t)
	base := run(t, newsCase(t), server.Options{Token: token})
	b := newTab(t, browser, base)
	b.signIn()
	b.size(1280, 1000)
	seen, checked := map[string]bool{}, map[string]bool{}
	todo := []string{"/", "/login", "/nothing", "/find?q=depot", "/find?q=colour:red", "/find?q=neverthere", "/timeline", "/places", "/open", "/hypotheses", "/check", "/told", "/apart", "/add"}
	for len(todo) > 0 {
		at := todo[0]
		todo = todo[1:]
		shape := shapeOf(at)
		if seen[shape] {
			continue
		}
		seen[shape] = true
		name := strings.Trim(strings.Map(func(r rune) rune {
			if r >= 'a' && r <= 'z' {
				return r
			}
			return '-'
		}, strings.ToLower(shape)), "-")
		b.dark(false)
		b.open(at)
		b.looks(at, "wide-"+name, 1280)
		// What is like another view in all but what it is of is not checked again.
		path, _, _ := strings.Cut(shape, "?")
		if like := kindOf.ReplaceAllString(path, "/edit/v*"); !checked[like] {
			checked[like] = true
			b.accessible(at)
			b.dark(true)
			b.accessible(at+" (dark)", "color-contrast")
			b.shoot("dark-" + name)
			b.size(390, 844)
			b.dark(false)
			b.looks(at+" (phone)", "phone-"+name, 390)
			b.size(1280, 1000)
		}
		if shape == "/nothing" {
			b.mu.Lock()
			b.mu.wrong = slices.DeleteFunc(b.mu.wrong, func(s string) bool { return strings.Contains(s, "404") })
			b.mu.Unlock()
		}
		b.clean(at)
		for _, link := range eval[[]string](b, `[...document.links].map(a => a.getAttribute('href')).filter(h => h.startsWith('/') && !h.startsWith('/api/') && !h.startsWith('/help') && !h.startsWith('/feed') && !h.endsWith('.atom') && !h.startsWith('/openapi'))`) {
			link, _, _ = strings.Cut(link, "#")
			todo = append(todo, link)
		}
	}
	for _, want := range []string{"/", "/find", "/find?q", "/report/*", "/report/*/edit", "/report/*/edit/v*", "/events", "/sources", "/name?name", "/places", "/open", "/add", "/login"} {
		if !seen[want] {
			t.Errorf("no view %s among %d", want, len(seen))
		}
	}
	if len(seen) < 20 {
		t.Errorf("only %d views", len(seen))
	}
	t.Logf("%d views", len(seen))
}

// TestWithoutScripts does everything with scripts switched off: adds a text,
// waits for it to be read, corrects it and takes that back.
func TestWithoutScripts(t *testing.T) {
	browser := newBrowser(t)
	base := run(t, newCase(t), server.Options{Token: token})
	b := newTab(t, browser, base)
	if _, err := chromedp.Call(b.ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}); err != nil {
		t.Fatal(err)
	}
	b.signIn()
	b.do(chromedp.Click(chromedp.CSS(".add-link")), chromedp.WaitVisible(chromedp.CSS("#text")),
		chromedp.SendKeys(chromedp.CSS("#title"), "Guards attack depot"), chromedp.SendKeys(chromedp.CSS("#text"), "Coast guards attacked the depot in Harrow Bay on Thursday and killed five militiamen, Ana Prado said."),
		chromedp.SendKeys(chromedp.CSS("#published"), "2021-05-06"), chromedp.Click(chromedp.CSS("button.main")),
		chromedp.WaitVisible(chromedp.CSS(".taken .is-read a")), chromedp.Click(chromedp.CSS(".taken .is-read a")), chromedp.WaitVisible(chromedp.CSS("a.edit")))
	b.do(chromedp.Click(chromedp.CSS(`a.edit[href$="/v1"]`)), chromedp.WaitVisible(chromedp.CSS("#is-status")))
	b.do(chromedp.SetValue(chromedp.CSS("#is-status"), "denied"), chromedp.SendKeys(chromedp.CSS("input[name=by][required]"), "Bea"), chromedp.Click(chromedp.CSS("button.main")), chromedp.WaitVisible(chromedp.CSS(".history ins")))
	if got, err := chromedp.Run(b.ctx, chromedp.TextContent(chromedp.CSS(".history li"))); err != nil || !strings.Contains(got, "denied") || !strings.Contains(got, "Bea") {
		t.Errorf("history %q, %v", got, err)
	}
	b.shoot("noscript-edit")
	b.do(chromedp.Click(chromedp.CSS(".history button")), chromedp.WaitVisible(chromedp.CSS(".history .off")))
}

// TestNews leaves the front page open while a report is added: it must appear
// without the page being loaded again, and without losing the focus.
func TestNews(t *testing.T) {
	browser := newBrowser(t)
	base := run(t, newCase(t), server.Options{Token: token})
	b := newTab(t, browser, base)
	b.open("/")
	b.do(chromedp.Evaluate[chromedp.Void](`window.mark = 1; document.querySelector('main a').focus()`))
	time.Sleep(300 * time.Millisecond)
	post(t, base, "/api/documents", `{"title": "Ferry sold", "text": "The ferry was sold on Friday, the harbour master said."}`)
	b.until(`document.querySelector('main').textContent.includes('Ferry sold')`)
	if !eval[bool](b, `window.mark === 1 && document.activeElement !== document.body`) {
		t.Error("the page was loaded again, or lost its focus")
	}
	b.open("/sources") // not renewed by itself: a bar offers it
	time.Sleep(300 * time.Millisecond)
	post(t, base, "/api/documents", `{"title": "Ferry found", "text": "The ferry was found on Sunday, the harbour master said."}`)
	b.until(`!document.getElementById('news').hidden`)
	b.accessible("bar of news")
	b.shoot("news")
	b.do(chromedp.Click(chromedp.CSS("#news button")), chromedp.WaitNotVisible(chromedp.CSS("#news")))
}

// TestKeyboard reaches and does the main things with keys alone.
func TestKeyboard(t *testing.T) {
	browser := newBrowser(t)
	base := run(t, newCase(t), server.Options{Token: token})
	b := newTab(t, browser, base)
	b.size(1280, 900)
	b.signIn()
	focus := func() string {
		return eval[string](b, `(e => e.outerHTML.slice(0, 90))(document.activeElement)`)
	}
	// to presses Tab until an element has the focus, and checks that each that
	// had it on the way could be seen.
	to := func(selector string) {
		t.Helper()
		for range 120 {
			if eval[bool](b, `document.activeElement.matches(`+fmt.Sprintf("%q", selector)+`)`) {
				return
			}
			b.do(chromedp.KeyEvent(kb.Tab))
			if !eval[bool](b, `(e => e === document.body || e.closest('svg') !== null || (r => r.width > 0 && r.right > 0)(e.getBoundingClientRect()) && (getComputedStyle(e).outlineStyle !== 'none' || e.matches('input,textarea,select')))(document.activeElement)`) {
				t.Errorf("%s has the focus and does not show it", focus())
			}
		}
		t.Fatalf("%s cannot be reached at %s", selector, eval[string](b, "location.href"))
	}
	b.do(chromedp.KeyEvent(kb.Tab))
	if !eval[bool](b, `document.activeElement.matches('.skip')`) {
		t.Errorf("first comes %s", focus())
	}
	b.do(chromedp.KeyEvent(kb.Enter))
	b.until(`location.hash === '#main'`)
	b.open("/")
	to(".add-link")
	b.do(chromedp.KeyEvent(kb.Enter), chromedp.WaitVisible(chromedp.CSS("#text")))
	to("#text")
	b.do(chromedp.KeyEvent("Coast guards attacked the depot in Harrow Bay on Thursday and killed five militiamen, Ana Prado said."))
	to("button.main")
	b.do(chromedp.KeyEvent(kb.Enter), chromedp.WaitVisible(chromedp.CSS(".taken .is-read a")))
	to(".taken .is-read a")
	b.do(chromedp.KeyEvent(kb.Enter), chromedp.WaitVisible(chromedp.CSS("a.edit")))
	to(`a.edit[href$="/v1"]`)
	b.do(chromedp.KeyEvent(kb.Enter), chromedp.WaitVisible(chromedp.CSS("#is-mode")))
	to("#is-mode")
	b.do(chromedp.KeyEvent("drone"))
	to("input[name=by][required]")
	b.do(chromedp.KeyEvent("Bea"), chromedp.KeyEvent(kb.Enter), chromedp.WaitVisible(chromedp.CSS(".history ins")))
	to(".history button")
	b.do(chromedp.KeyEvent(kb.Enter), chromedp.WaitVisible(chromedp.CSS(".history .off")))
	b.open("/")
	to("input[type=search]")
	b.do(chromedp.KeyEvent("depot"), chromedp.KeyEvent(kb.Enter), chromedp.WaitVisible(chromedp.CSS(".hit a")))
}

// hostile are reports whose words would do something if they were not shown as
// words.
func hostile(t *testing.T) (all []casefile.Report) {
	t.Helper()
	evil := `<script>window.hacked=1</script><img src=x onerror="window.hacked=2"><svg onload="window.hacked=3"><style>body{display:none}</style><iframe srcdoc="<script>parent.hacked=4</script>"></iframe><a href="javascript:window.hacked=5">x</a><link rel=stylesheet href=https://evil.example/x.css>`
	for i, text := range []string{
		"Ana " + evil + " Prado said guards attacked the depot in " + evil + " Harrow Bay on Friday. Will " + evil + " the guards go?",
		"\u202eevoba morf dias odarP anA\u202c said \u2066guards\u2069 attacked the depot on Friday, \u202eZoe\u202c told the Herald.",
		"The depot burned, " + strings.Repeat("a", 1<<20) + " said on Friday. Guards attacked " + strings.Repeat("b", 1<<18) + ".",
		`{{.}} ${window.hacked=6} "'><b onclick=window.hacked=7>x</b> said guards attacked --> ]]> the depot.</textarea></title></main></html><script>window.hacked=8</script>`,
	} {
		r := casefiletest.Report(t, fmt.Sprintf(`https://evil.example/%d?"><script>window.hacked=9</script>`, i), "Title "+short(text), text)
		r.Document.Outlet = `Outlet "><script>window.hacked=10</script>`
		r.Document.Authors = []string{evil}
		all = append(all, r)
	}
	return all
}

func short(s string) string { return s[:min(len(s), 3000)] }

// TestHostile shows reports that try to run scripts, load style, leave the page
// or turn its text around.
func TestHostile(t *testing.T) {
	browser := newBrowser(t)
	c := newCase(t)
	if _, err := c.Add(t.Context(), hostile(t)...); err != nil {
		t.Fatal(err)
	}
	work(t, c)
	base := run(t, c, server.Options{Token: token})
	b := newTab(t, browser, base)
	b.signIn()
	b.size(1280, 1000)
	seen := map[string]int{}
	for todo, opened := []string{"/", "/find?q=depot", "/find?q=" + url.QueryEscape(`"><script>window.hacked=11</script>`), "/name?name=" + url.QueryEscape(`<script>window.hacked=12</script>`)}, 0; len(todo) > 0 && opened < 40; {
		at := todo[0]
		todo = todo[1:]
		shape := shapeOf(at)
		limit := 1
		if shape == "/report/*" || strings.HasPrefix(shape, "/name") {
			limit = 5
		}
		if seen[shape] >= limit {
			continue
		}
		seen[shape]++
		opened++
		b.open(at)
		if eval[bool](b, `window.hacked !== undefined`) {
			t.Errorf("%s runs a script of a document", at)
		}
		if eval[bool](b, `getComputedStyle(document.body).display === 'none' || document.querySelector('iframe,object,embed,main script,main style,main img,main [onclick],main [onerror],main [onload]') !== null`) {
			t.Errorf("%s has elements of a document", at)
		}
		if eval[bool](b, `/[\u202a-\u202e\u2066-\u2069]/.test(document.documentElement.outerHTML)`) {
			t.Errorf("%s turns its text around", at)
		}
		if wide := eval[float64](b, `document.documentElement.scrollWidth`); wide > 1281 {
			t.Errorf("%s is %.0f wide: %s", at, wide, eval[string](b, `[...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1).slice(0, 6).map(e => e.outerHTML.slice(0, 90)).join('\n\t')`))
		}
		b.clean(at)
		for _, link := range eval[[]string](b, `[...document.links].map(a => a.getAttribute('href')).filter(h => h.startsWith('/') && !h.startsWith('/api/') && !h.includes('.atom') && !h.startsWith('/help'))`) {
			link, _, _ = strings.Cut(link, "#")
			todo = append(todo, link)
		}
	}
	b.open("/find?q=depot")
	b.shoot("hostile")
}

// TestSiteFromFiles opens a site that was written to files, without any server.
func TestSiteFromFiles(t *testing.T) {
	browser := newBrowser(t)
	dir := filepath.Join(t.TempDir(), "public")
	if _, err := server.ExportSite(t.Context(), newsCase(t), server.Options{Name: "bay"}, dir); err != nil {
		t.Fatal(err)
	}
	b := newTab(t, browser, "file://"+dir)
	b.size(1280, 1000)
	b.open("/index.html")
	b.looks("/index.html", "site", 1280)
	if eval[string](b, `getComputedStyle(document.body).fontFamily`) == eval[string](b, `(e => (document.documentElement.append(e), getComputedStyle(e).fontFamily))(document.createElement('x-none'))`) {
		t.Error("the style sheet is not there")
	}
	b.do(chromedp.Click(chromedp.CSS(`a[href^="report/"]`)), chromedp.WaitVisible(chromedp.CSS("h1")))
	if at := eval[string](b, "location.pathname"); !strings.Contains(at, "/report/") {
		t.Errorf("at %s", at)
	}
	b.do(chromedp.Click(chromedp.CSS("a.home")), chromedp.WaitVisible(chromedp.CSS("h1")))
	if at := eval[string](b, "location.pathname"); filepath.Base(at) != "index.html" {
		t.Errorf("home is %s", at)
	}
	if _, err := os.Stat(filepath.Join(dir, "style.css")); err != nil {
		t.Error(err)
	}
}
