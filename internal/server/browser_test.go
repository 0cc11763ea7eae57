package server_test

import (
	"bytes"
	"context"
	_ "embed"
	"fmt"
	"image"
	"image/png"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"

	"hearsay"
	places "hearsay/data/gazetteer"
	"hearsay/data/weights"
	"hearsay/internal/casefile"
	"hearsay/internal/casefile/casefiletest"
	"hearsay/internal/casefile/sqlite"
	"hearsay/internal/desk"
	"hearsay/internal/fetch"
	"hearsay/internal/gazetteer"
	"hearsay/internal/intake"
	"hearsay/internal/neural"
	"hearsay/internal/reading"
	"hearsay/internal/server"
)

// newBrowser starts Chromium, once for a test and its subtests.
func newBrowser(t *testing.T) context.Context {
	t.Helper()
	path, err := exec.LookPath("chromium")
	if err != nil {
		if os.Getenv("HEARSAY_CI") != "" {
			t.Fatal(err)
		}
		t.Skip("no chromium")
	}
	flags := slices.Concat(chromedp.DefaultExecAllocatorOptions[:], []chromedp.ExecAllocatorOption{chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true), chromedp.Flag("hide-scrollbars", true)})
	ctx, stop := chromedp.NewExecAllocator(context.Background(), flags...)
	ctx, end := chromedp.NewContext(ctx)
	t.Cleanup(func() { end(); stop() })
	if err := chromedp.Do(ctx); err != nil {
		t.Fatal(err)
	}
	return ctx
}

// A tab is a page of the browser, which notes what pages complain of and ask for.
type tab struct {
	*testing.T
	ctx  context.Context
	base string // address of the server, without a slash at its end
	mu   struct {
		sync.Mutex
		wrong []string
	}
}

// newTab opens a tab of a server's pages. What its pages write to the console,
// or ask of anybody else, fails the test.
func newTab(t *testing.T, browser context.Context, base string) *tab {
	t.Helper()
	ctx, end := chromedp.NewContext(browser)
	b := &tab{T: t, ctx: ctx, base: strings.TrimSuffix(base, "/")}
	if err := chromedp.Do(ctx); err != nil {
		t.Fatal(err)
	}
	console := chromedp.Console(ctx)
	requests := chromedp.Events(ctx, network.RequestWillBeSent)
	var jobs sync.WaitGroup
	jobs.Go(func() {
		for m, err := range console {
			if err != nil {
				return
			}
			if m.Type == chromedp.ConsoleException || m.Type == "error" || m.Type == "warning" {
				b.note("console: %s %s", m.Type, m.Text)
			}
		}
	})
	jobs.Go(func() {
		for r, err := range requests {
			if err != nil {
				return
			}
			if at := r.Request.URL; !strings.HasPrefix(at, b.base+"/") && !strings.HasPrefix(at, "data:") && !strings.HasPrefix(at, "file://") {
				b.note("request to %s", at)
			}
		}
	})
	if _, err := chromedp.Call(ctx, network.Enable, network.EnableParams{}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { b.clean(""); end(); jobs.Wait() })
	return b
}

func (b *tab) note(format string, args ...any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.mu.wrong = append(b.mu.wrong, fmt.Sprintf(format, args...))
}

// clean fails the test if pages did what they must not.
func (b *tab) clean(at string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, w := range b.mu.wrong {
		b.Errorf("%s: %s", at, w)
	}
	b.mu.wrong = nil
}

// do runs steps, for at most half a minute.
func (b *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	b.Helper()
	ctx, end := context.WithTimeout(b.ctx, 30*time.Second)
	defer end()
	if err := chromedp.Do(ctx, steps...); err != nil {
		at, _ := chromedp.Run(b.ctx, chromedp.Location())
		b.shoot("failed")
		b.Fatalf("at %s: %v", at, err)
	}
}

func (b *tab) open(path string) { b.Helper(); b.do(chromedp.Navigate(b.base + path)) }

// eval returns what a script comes to.
func eval[T any](b *tab, script string) T {
	b.Helper()
	ctx, end := context.WithTimeout(b.ctx, 30*time.Second)
	defer end()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](script, chromedp.EvalAwaitPromise))
	if err != nil {
		b.Fatalf("%.80s: %v", script, err)
	}
	return v
}

// until waits for a script to come to true.
func (b *tab) until(script string) {
	b.Helper()
	for range 300 {
		if eval[bool](b, "Boolean("+script+")") {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	b.shoot("waiting")
	b.Fatalf("at %s: %s never comes true", eval[string](b, "location.href"), script)
}

// shoot takes a picture, and keeps it in the folder that HEARSAY_SHOTS names.
func (b *tab) shoot(name string) image.Image {
	b.Helper()
	ctx, end := context.WithTimeout(b.ctx, 30*time.Second)
	defer end()
	p, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
	if err != nil {
		b.Errorf("%s: %v", name, err)
		return image.NewGray(image.Rect(0, 0, 1, 1))
	}
	if dir := os.Getenv("HEARSAY_SHOTS"); dir != "" {
		if err := os.WriteFile(filepath.Join(dir, name+".png"), p, 0o644); err != nil {
			b.Error(err)
		}
	}
	pic, err := png.Decode(bytes.NewReader(p))
	if err != nil {
		b.Fatal(err)
	}
	return pic
}

func (b *tab) size(wide, high int64) { b.Helper(); b.do(chromedp.EmulateViewport(wide, high)) }

func (b *tab) dark(on bool) {
	b.Helper()
	value := "light"
	if on {
		value = "dark"
	}
	_, err := chromedp.Call(b.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: value}}})
	if err != nil {
		b.Fatal(err)
	}
}

// stories are reports about people and places that do not exist, written for
// these tests: a wire report, who copied it, who denies it, who cites it.
var stories = []struct{ outlet, day, title, text string }{
	{"Meridian Wire", "2021-05-04", "Northport tells bay militia to leave the fuel depot",
		"HARROW BAY, May 4 (Meridian Wire) – Northport has demanded that the bay militia leave the fuel depot near Harrow Bay, the Daily Herald reported on Tuesday, citing a source.\n\nThree officers told the militia on April 29 that the sheds near the pier must be cleared, the source said. \"They were given a week,\" the source said.\n\nNorthport will likely keep up the pressure, analyst Ana Prado told Meridian Wire. The strikes on the depot killed 12 people on May 2, the coast guard said, because the pumps had been left open.\n\nWill the militia go, or dig in?"},
	{"Outer Coast Review", "2021-05-05", "Militia told to clear the depot",
		"HARROW BAY, May 4 (Meridian Wire) – Northport has demanded that the bay militia leave the fuel depot near Harrow Bay, the Daily Herald reported on Tuesday, citing a source.\n\nThree officers told the militia on April 29 that the sheds near the pier must be cleared, the source said. \"They were given a week,\" the source said.\n\nResidents of Harrow Bay told the Outer Coast Review that they had heard nothing of it."},
	{"Harrow Gazette", "2021-05-05", "Militia denies that it was told to go",
		"The bay militia denied on Wednesday that Northport had demanded anything. \"Nobody spoke to us,\" commander Bo Lind said.\n\nThe strikes on the depot killed 30 people on May 2, Lind said. Police arrested four protesters in Harrow Bay on Wednesday, the interior ministry said."},
	{"Daily Herald", "2021-05-06", "Guards attack depot in Harrow Bay",
		"Coast guards attacked the fuel depot in Harrow Bay on Thursday and killed five militiamen, the defence ministry said.\n\nThe ministry warned that it would strike again if the militia returned. The militia may come back within a month, Ana Prado said.\n\nThe commander of the guards, Colonel Tove Aas, visited London on Wednesday and met officials in Paris, her office said."},
	{"Harrow Gazette", "2021-05-07", "Guards attacked the depot, ministry says",
		"The defence ministry confirmed that coast guards attacked the fuel depot in Harrow Bay on Thursday, killing five militiamen.\n\nThousands of people protested in Harrow Bay on Friday against the attack, the mayor said. She called on the guards to withdraw."},
}

// newsCase returns a case with the stories, read with the model and linked.
func newsCase(t *testing.T, more ...casefile.Report) casefile.Store {
	t.Helper()
	c, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "case.hearsay"), false)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	for i, s := range stories {
		r := casefiletest.Report(t, fmt.Sprintf("https://%s.example/%d", strings.ToLower(strings.ReplaceAll(s.outlet, " ", "-")), i), s.title, s.text)
		r.Document.Outlet = s.outlet
		r.Document.Published = hearsay.Date{Value: s.day, Precision: hearsay.Day, From: hearsay.FromMetadata}
		more = append(more, r)
	}
	if _, err := c.Add(t.Context(), more...); err != nil {
		t.Fatal(err)
	}
	if err := c.Work(t.Context(), casefile.Work{Read: reader(t)}); err != nil {
		t.Fatal(err)
	}
	if _, err := intake.Link(t.Context(), c, intake.Linking{}); err != nil {
		t.Fatal(err)
	}
	return c
}

var model = sync.OnceValues(func() (*neural.Model, error) { return neural.Load(weights.FS, neural.Options{Workers: 1}) })

// reader returns a reader with the model and the gazetteer.
func reader(t *testing.T) casefile.Reader {
	t.Helper()
	m, err := model()
	if err != nil {
		t.Fatal(err)
	}
	g, err := gazetteer.Open(places.File)
	if err != nil {
		t.Fatal(err)
	}
	return intake.Reader(reading.New(m, reading.Options{Gazetteer: g}))
}

// run serves a case until the test ends, and returns its address.
func run(t *testing.T, c casefile.Store, o server.Options) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	o.Listen = l.Addr().String()
	l.Close()
	web := fetch.New(fetch.Options{})
	read := reader(t)
	o.Name = "bay"
	o.Desk = desk.Options{Web: web, Every: 100 * time.Millisecond, Reader: func() (casefile.Reader, error) { return read, nil }}
	s, err := server.New(c, o)
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	at, ended := make(chan string, 1), make(chan error, 1)
	go func() { ended <- s.Run(ctx, func(url string) { at <- url }) }()
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
		web.Close()
	})
	select {
	case base := <-at:
		return base
	case err := <-ended:
		t.Fatal(err)
		return ""
	}
}

// signIn opens the address that signs in.
func (b *tab) signIn() {
	b.Helper()
	b.open("/login?token=" + url.QueryEscape(token))
	if at := eval[string](b, "location.pathname"); at != "/" {
		b.Fatalf("signed in at %s", at)
	}
}

//go:embed testdata/axe/axe.min.js
var axe string

// A violation is what axe found wrong.
type violation struct {
	ID, Impact, Help string
	Nodes            []string
}

// accessible checks a page against the rules of axe; only those named, if any.
func (b *tab) accessible(at string, rules ...string) {
	b.Helper()
	if !eval[bool](b, "Boolean(window.axe)") {
		b.do(chromedp.Evaluate[chromedp.Void](axe))
	}
	only := ""
	if len(rules) > 0 {
		only = "runOnly: {type: 'rule', values: ['" + strings.Join(rules, "','") + "']},"
	}
	found := eval[[]violation](b, `axe.run(document, {`+only+` resultTypes: ['violations'], elementRef: false}).then(r => r.violations.map(v =>
		({ID: v.id, Impact: v.impact || '', Help: v.help, Nodes: v.nodes.slice(0, 3).map(n => n.target.join(' ') + ' ' + n.html.slice(0, 200) + ' ' + ((n.any[0] || n.all[0] || n.none[0] || {}).message || ''))})))`)
	for _, v := range found {
		if v.Impact == "serious" || v.Impact == "critical" {
			b.Errorf("%s: %s (%s): %s\n\t%s", at, v.Help, v.ID, v.Impact, strings.Join(v.Nodes, "\n\t"))
		}
	}
}

// A box is where an element stands, in pixels.
type pageBox struct{ X, Y, W, H float64 }

// looks checks the picture and the boxes of a page coarsely: there is something
// to see and room between it, its parts stand where they belong, and nothing is
// wider than the window.
func (b *tab) looks(at, name string, wide int) {
	b.Helper()
	pic := b.shoot(name)
	bounds := pic.Bounds()
	if bounds.Dx() != wide {
		b.Errorf("%s: the picture is %d wide, not %d", at, bounds.Dx(), wide)
	}
	colours, ground, n := make(map[[3]uint32]int), 0, 0
	for y := bounds.Min.Y; y < bounds.Max.Y; y += 2 {
		for x := bounds.Min.X; x < bounds.Max.X; x += 2 {
			r, g, bl, _ := pic.At(x, y).RGBA()
			colours[[3]uint32{r >> 11, g >> 11, bl >> 11}]++
			n++
		}
	}
	for _, c := range colours {
		ground = max(ground, c)
	}
	if ink := 1 - float64(ground)/float64(n); ink < 0.004 || ink > 0.7 || len(colours) < 6 {
		b.Errorf("%s: %.1f %% of the picture is not the ground, in %d colours", at, 100*ink, len(colours))
	}
	boxes := eval[map[string]pageBox](b, `Object.fromEntries(['header.top', 'main', 'h1', 'nav'].map(s => { const e = document.querySelector(s), r = e ? e.getBoundingClientRect() : {x:0,y:0,width:0,height:0}; return [s, {X: r.x, Y: r.y + scrollY, W: r.width, H: r.height}] }))`)
	w := eval[float64](b, `document.documentElement.clientWidth`)
	top, main, h1 := boxes["header.top"], boxes["main"], boxes["h1"]
	switch {
	case top.Y > 1 || top.W < w*0.95 || top.H < 30 || top.H > 220:
		b.Errorf("%s: header at %+v", at, top)
	case main.Y < top.H-1 || main.W < min(w*0.9, 500) || main.H < 60:
		b.Errorf("%s: main at %+v", at, main)
	case h1.H < 15 || h1.Y < top.H-1 || h1.Y > 520 || h1.X < 0 || h1.X+h1.W > w+1:
		b.Errorf("%s: headline at %+v", at, h1)
	}
	if over := eval[[]string](b, `document.documentElement.scrollWidth <= document.documentElement.clientWidth ? [] : [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('.scroll,nav,svg')).slice(0, 4).map(e => e.outerHTML.slice(0, 120))`); len(over) > 0 {
		b.Errorf("%s is wider than %d: %s", at, wide, strings.Join(over, "\n\t"))
	}
	if small := eval[[]string](b, `[...document.querySelectorAll('main *')].filter(e => !e.closest('svg') && [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()) && e.checkVisibility() && parseFloat(getComputedStyle(e).fontSize) < 10.5).slice(0, 3).map(e => e.outerHTML.slice(0, 120))`); len(small) > 0 {
		b.Errorf("%s has words too small to read: %s", at, strings.Join(small, "\n\t"))
	}
}

// post asks the server as a program would.
func post(t *testing.T, base, path, body string) {
	t.Helper()
	r, err := http.NewRequest(http.MethodPost, strings.TrimSuffix(base, "/")+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer "+token)
	r.Header.Set("Content-Type", "application/json")
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	res.Body.Close()
	if res.StatusCode >= 300 {
		t.Fatalf("%s answers %d", path, res.StatusCode)
	}
}
