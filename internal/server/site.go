package server

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"strings"

	"golang.org/x/net/html"

	"hearsay"
	"hearsay/internal/api"
	"hearsay/internal/casefile"
	"hearsay/internal/ui"
)

const (
	mostPages = 100_000         // of a site; links to more lead nowhere
	written   = ".hearsay-site" // lists the files of a site in its folder
)

// ExportSite writes the pages of a case as files to a folder, with links from
// one to the other that need no server, and returns how many there are. Forms
// are left out: nothing answers them. The folder is made, or must be empty or
// hold a site written before, which is replaced.
//
// The error is of kind Invalid if the folder holds something else.
func ExportSite(ctx context.Context, store casefile.Store, o Options, dir string) (int, error) {
	before, err := writtenBefore(dir)
	if err != nil {
		return 0, err
	}
	x := &site{ctx: ctx, dir: dir, url: strings.TrimSuffix(o.URL, "/"), name: make(map[string]string), depth: make(map[string]int), files: make(map[string]bool)}
	x.pages = ui.New(store, ui.Options{Name: o.Name, URL: o.URL, Failed: func(err error) { x.failed = errors.Join(x.failed, err) }})
	x.data = api.New(store, api.Options{Version: o.Version})
	x.fileOf("/", "/")
	for len(x.todo) > 0 || len(x.later) > 0 {
		if len(x.todo) == 0 {
			x.todo, x.later = x.later, nil
		}
		next := x.todo[0]
		x.todo = x.todo[1:]
		if err := x.write(next); err != nil {
			return len(x.files), err
		}
	}
	for _, f := range before {
		if !x.files[f] {
			os.Remove(filepath.Join(dir, filepath.FromSlash(f)))
		}
	}
	return len(x.files), x.failed
}

// writtenBefore returns the files of the site in a folder.
func writtenBefore(dir string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) || err == nil && len(entries) == 0 {
		return nil, nil
	}
	if err == nil {
		var b []byte
		if b, err = os.ReadFile(filepath.Join(dir, written)); err == nil {
			var all []string
			for _, f := range strings.Fields(string(b)) {
				if filepath.IsLocal(f) {
					all = append(all, f)
				}
			}
			return all, nil
		}
	}
	if errors.Is(err, fs.ErrNotExist) {
		err = errors.New("it holds something else")
	}
	return nil, invalid("Give an empty folder, or one that is not there.", "%s: %w", dir, err)
}

// A site is being written.
type site struct {
	ctx         context.Context
	dir, url    string
	pages, data http.Handler
	name        map[string]string // file of each address
	depth       map[string]int    // of answers to questions: how many questions deep they were found
	todo, later []string          // addresses to be written; those of answers to questions later
	files       map[string]bool
	failed      error
}

// deepest is how many questions deep answers are written: answers lead to others
// without end. Those of a map or a timeline, which only show a part, lead no further.
const deepest = 2

// fileOf returns the file of an address of the server that stands at another, and
// has it written; "" if it is none that can be.
func (x *site) fileOf(from, address string) string {
	u, err := url.Parse(address)
	if err != nil || u.IsAbs() || u.Host != "" || !strings.HasPrefix(u.Path, "/") {
		return ""
	}
	q := u.Query()
	ending := path.Ext(u.Path)
	switch {
	case ending == ".css" || ending == ".js":
		q = nil // only says which version it is
	case u.Path == "/login", u.Path == "/add", strings.HasPrefix(u.Path, "/openapi"), strings.HasSuffix(u.Path, ".atom") && x.url == "":
		return ""
	}
	for k := range q {
		if q.Get(k) == "" {
			q.Del(k)
		}
	}
	key := u.Path
	if len(q) > 0 {
		key += "?" + q.Encode()
	}
	if f, ok := x.name[key]; ok {
		return f
	}
	depth := 0
	if len(q) > 0 {
		if depth = x.depth[from]; !q.Has("after") {
			depth++
		}
		if q.Has("box") || q.Has("since") || q.Has("until") {
			depth = max(depth, 1)
			if x.depth[from] > 0 {
				return ""
			}
		}
	}
	if depth > deepest || len(x.name) >= mostPages {
		return ""
	}
	x.depth[key] = depth
	f := strings.Trim(path.Clean(u.Path), "/")
	switch {
	case f == "":
		f = "index"
	case ending != "" && len(ending) <= 5:
		f = strings.TrimSuffix(f, ending)
	}
	if len(q) > 0 {
		sum := sha256.Sum256([]byte(q.Encode()))
		f += "-" + hex.EncodeToString(sum[:8])
	}
	switch {
	case ending != "" && len(ending) <= 5:
		f += ending
	case strings.HasPrefix(u.Path, "/api/"):
		f += ".json"
	default:
		f += ".html"
	}
	if !filepath.IsLocal(f) || strings.ContainsAny(f, " \\:") {
		return ""
	}
	x.name[key] = f
	if len(q) > 0 {
		x.later = append(x.later, key)
	} else {
		x.todo = append(x.todo, key)
	}
	return f
}

// write writes what the server answers at an address.
func (x *site) write(address string) error {
	r, err := http.NewRequestWithContext(x.ctx, http.MethodGet, "http://localhost"+address, nil)
	if err != nil {
		return err
	}
	a := &answer{header: make(http.Header), status: http.StatusOK}
	h := x.pages
	if strings.HasPrefix(r.URL.Path, "/api/") {
		h = x.data
	}
	h.ServeHTTP(a, r)
	if err := errors.Join(x.ctx.Err(), x.failed); err != nil {
		return err
	}
	file, body := x.name[address], a.body.Bytes()
	if strings.HasPrefix(a.header.Get("Content-Type"), "text/html") {
		if body, err = x.bound(address, body); err != nil {
			return err
		}
	}
	to := filepath.Join(x.dir, filepath.FromSlash(file))
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return unwritten(err)
	}
	if len(x.files) == 0 { // at once, so that what was begun can be written again
		if err := os.WriteFile(filepath.Join(x.dir, written), nil, 0o644); err != nil {
			return unwritten(err)
		}
	}
	if err := os.WriteFile(to, body, 0o644); err != nil {
		return unwritten(err)
	}
	list, err := os.OpenFile(filepath.Join(x.dir, written), os.O_APPEND|os.O_WRONLY, 0o644)
	if err == nil {
		_, err = fmt.Fprintln(list, file)
		err = errors.Join(err, list.Close())
	}
	x.files[file] = true
	if err != nil {
		return unwritten(err)
	}
	return nil
}

func unwritten(err error) error {
	return &hearsay.Error{Op: "export", Kind: hearsay.Unavailable, Err: err, Hint: "Check that the folder can be written to."}
}

// bound makes the links of the page at an address lead to files.
func (x *site) bound(page string, body []byte) ([]byte, error) {
	root, err := html.Parse(bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	var gone []*html.Node
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		if n.Data == "form" {
			gone = append(gone, n)
			continue
		}
		for _, name := range []string{"href", "src"} {
			a := attr(n, name)
			if a == nil || !strings.HasPrefix(a.Val, "/") || strings.HasPrefix(a.Val, "//") {
				continue
			}
			address, at, _ := strings.Cut(a.Val, "#")
			to := x.fileOf(page, address)
			switch {
			case to != "":
				if a.Val = relative(x.name[page], to); at != "" {
					a.Val += "#" + at
				}
			case n.Data == "a":
				n.Attr = without(n.Attr, name) // stays as words
			default:
				gone = append(gone, n)
			}
		}
	}
	for _, n := range gone {
		if n.Parent != nil {
			n.Parent.RemoveChild(n)
		}
	}
	var b bytes.Buffer
	err = html.Render(&b, root)
	return b.Bytes(), err
}

// relative returns how a file names another.
func relative(from, to string) string { return strings.Repeat("../", strings.Count(from, "/")) + to }

func attr(n *html.Node, name string) *html.Attribute {
	for i := range n.Attr {
		if n.Attr[i].Key == name {
			return &n.Attr[i]
		}
	}
	return nil
}

func without(all []html.Attribute, name string) (out []html.Attribute) {
	for _, a := range all {
		if a.Key != name {
			out = append(out, a)
		}
	}
	return out
}
