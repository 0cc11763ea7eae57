package main

import (
	"bytes"
	"cmp"
	"context"
	"os/user"
	"sync"

	"github.com/modelcontextprotocol/go-sdk/mcp"
	"github.com/spf13/cobra"

	"hearsay"
	"hearsay/internal/assistant"
	"hearsay/internal/casefile"
	"hearsay/internal/intake"
	"hearsay/internal/page"
	"hearsay/internal/reading"
)

func newMCP() *cobra.Command {
	var write bool
	c := &cobra.Command{
		Use:   "mcp CASE",
		Short: "Let an assistant ask a case (Model Context Protocol)",
		Long: `Speak the Model Context Protocol over standard input and output: an assistant
program starts it and gets tools to read a report, find, show and compare those of
the case, follow a statement to where it comes from, and count the independent
origins of a claim. Answers carry the words of the reports, and say what is not known.

The case cannot be changed unless --write is given; then there are tools to correct
records and to add reports.`,
		Example: `  hearsay mcp syria.hearsay
  {"mcpServers": {"hearsay": {"command": "hearsay", "args": ["mcp", "/home/me/syria.hearsay"]}}}`,
		Args: arguments(cobra.ExactArgs(1)),
	}
	c.RunE = onCase(true, func(c *cobra.Command, s casefile.Store, _ []string) error {
		a := asker{store: s, reader: sync.OnceValues(func() (*reading.Reader, error) {
			r, _, err := newReader(1)
			return r, err
		})}
		o := assistant.Options{Store: s, Version: program(), Read: a.read, Add: a.add, Write: write, By: "an assistant"}
		if u, err := user.Current(); err == nil {
			o.By += " of " + u.Username
		}
		return assistant.New(o).Run(c.Context(), &mcp.StdioTransport{})
	})
	c.Flags().BoolVar(&write, "write", false, "let the assistant correct records and add reports")
	return c
}

// An asker does what an assistant asks for with texts. The model is loaded with
// the first of them.
type asker struct {
	store  casefile.Store
	reader func() (*reading.Reader, error)
}

func (a *asker) read(_ context.Context, g assistant.Given) (*hearsay.Reading, error) {
	p, err := parse(g)
	if err != nil {
		return nil, err
	}
	r, err := a.reader()
	if err != nil {
		return nil, err
	}
	return r.Read(p.Document, p.Findings), nil
}

// parse takes a text for a report. What is said of it prevails over what it
// says itself.
func parse(g assistant.Given) (*page.Page, error) {
	text := []byte(g.Text)
	if g.Title != "" && !bytes.Contains(text, []byte(g.Title)) {
		text = append([]byte(g.Title+"\n\n"), text...)
	}
	p, err := page.Parse(text, page.Options{URL: g.URL, Published: g.Published})
	if err != nil {
		return nil, err
	}
	p.Document.Title, p.Document.Outlet = cmp.Or(g.Title, p.Document.Title), cmp.Or(g.Outlet, p.Document.Outlet)
	return p, nil
}

func (a *asker) add(ctx context.Context, g assistant.Given) (hearsay.DocumentID, error) {
	p, err := parse(g)
	if err != nil {
		return hearsay.DocumentID{}, err
	}
	if _, err := a.store.Add(ctx, casefile.Report{Document: p.Document, Findings: p.Findings}); err != nil {
		return hearsay.DocumentID{}, err
	}
	r, err := a.reader()
	if err != nil {
		return hearsay.DocumentID{}, err
	}
	if err := a.store.Work(ctx, casefile.Work{Read: intake.Reader(r)}); err != nil {
		return hearsay.DocumentID{}, err
	}
	_, err = intake.Link(ctx, a.store, intake.Linking{})
	return p.Document.ID, err
}
