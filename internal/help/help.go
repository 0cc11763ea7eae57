// Package help makes pages of the documentation: a site of files, or a part of
// what hearsay serve shows.
package help

import (
	"bytes"
	_ "embed"
	"fmt"
	"html/template"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// A Page is one page of the documentation.
type Page struct {
	Path  string // "how-to/check-one-claim.html"
	Title string
	HTML  []byte // whole, with links relative to the other pages
}

//go:embed page.tmpl
var pageHTML string

var page = template.Must(template.New("page").Parse(pageHTML))

// Style is the style sheet, to be had at the path "help.css" beside the index.
//
//go:embed help.css
var Style []byte

// Pages makes a page of each Markdown file in files, and of each of made, the text
// of pages by their paths. They are in the order of their paths. A link that leads
// to no page is an error.
func Pages(files fs.FS, made map[string]string) ([]Page, error) {
	sources := make(map[string]string)
	err := fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(name) != ".md" {
			return err
		}
		b, err := fs.ReadFile(files, name)
		sources[name] = string(b)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("help: %w", err)
	}
	for name, source := range made {
		sources[name] = source
	}
	names := make([]string, 0, len(sources))
	for name := range sources {
		names = append(names, name)
	}
	slices.Sort(names)
	var out []Page
	for _, name := range names {
		p, err := render(name, sources)
		if err != nil {
			return nil, err
		}
		out = append(out, *p)
	}
	return out, nil
}

// render makes the page of one source. Raw HTML in it is left out.
func render(name string, sources map[string]string) (*Page, error) {
	source := []byte(sources[name])
	md := goldmark.New(goldmark.WithExtensions(extension.Table), goldmark.WithParserOptions(
		parser.WithAutoHeadingID(), parser.WithASTTransformers(util.Prioritized(pointing{}, 100))))
	tree := md.Parser().Parse(text.NewReader(source))
	if err := check(name, tree, sources); err != nil {
		return nil, err
	}
	var body bytes.Buffer
	if err := md.Renderer().Render(&body, source, tree); err != nil {
		return nil, fmt.Errorf("help: %s: %w", name, err)
	}
	p := &Page{Path: htmlPath(name), Title: title(sources[name])}
	up := strings.Repeat("../", strings.Count(name, "/"))
	var whole bytes.Buffer
	err := page.Execute(&whole, map[string]any{"Title": p.Title, "Up": up, "Index": name == "index.md", "Body": template.HTML(body.String())})
	if err != nil {
		return nil, fmt.Errorf("help: %s: %w", name, err)
	}
	p.HTML = whole.Bytes()
	return p, nil
}

var heading = regexp.MustCompile(`(?m)^# +(.+)$`)

func title(source string) string {
	if m := heading.FindStringSubmatch(source); m != nil {
		return strings.ReplaceAll(m[1], "`", "")
	}
	return "hearsay"
}

func htmlPath(name string) string { return strings.TrimSuffix(name, ".md") + ".html" }

// pointing makes links between sources links between pages.
type pointing struct{}

func (pointing) Transform(doc *ast.Document, _ text.Reader, _ parser.Context) {
	eachLink(doc, func(l *ast.Link) error {
		if target, after, own := split(string(l.Destination)); own && path.Ext(target) == ".md" {
			l.Destination = []byte(htmlPath(target) + after)
		}
		return nil
	})
}

// check looks for links that lead to no page.
func check(name string, tree ast.Node, sources map[string]string) error {
	return eachLink(tree, func(l *ast.Link) error {
		target, _, own := split(string(l.Destination))
		if !own || target == "" {
			return nil
		}
		source := strings.TrimSuffix(target, ".html") + ".md"
		if _, ok := sources[path.Join(path.Dir(name), source)]; !ok {
			return fmt.Errorf("help: %s: the link to %s leads nowhere", name, source)
		}
		return nil
	})
}

func eachLink(tree ast.Node, f func(*ast.Link) error) error {
	return ast.Walk(tree, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if l, ok := n.(*ast.Link); ok && entering {
			if err := f(l); err != nil {
				return ast.WalkStop, err
			}
		}
		return ast.WalkContinue, nil
	})
}

// split returns the path of a link's target and what follows it, and whether the
// target is one of our own pages.
func split(target string) (name, after string, own bool) {
	if strings.Contains(target, "://") || strings.HasPrefix(target, "mailto:") {
		return target, "", false
	}
	name, after, found := strings.Cut(target, "#")
	if found {
		after = "#" + after
	}
	return name, after, true
}
