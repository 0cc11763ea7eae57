// Package assistant lets an assistant program ask a case, over the Model Context
// Protocol (revision 2025-11-25 and those before it): read a text, find reports,
// show a report or one record, follow a statement to where it comes from, count
// the independent origins of a claim, and compare reports.
//
// Asked for the chain of "v3" of a report, it answers with every step from the
// innermost source to the report itself, each with the words that show it, and
// with a list of what is not known: "a2: the source is not named".
//
// Every answer carries receipts, words of a report with their place in its text,
// and says under "unknown" what the reports or the case do not tell, so that an
// assistant need not fill gaps. Tools only read, unless the caller lets them
// write. It judges nothing: what a report says is passed on as said, and by whom.
//
// A server may serve several sessions at once.
package assistant

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/modelcontextprotocol/go-sdk/mcp"

	"hearsay"
	"hearsay/internal/casefile"
	"hearsay/internal/query"
)

// Options say what a server may do.
type Options struct {
	Store   casefile.Store
	Version string // of the program
	// Read makes a reading of a text that is not in the case; nil: there is no tool
	// for it.
	Read func(context.Context, Given) (*hearsay.Reading, error)
	// Add keeps a text in the case and reads it; it is asked only if Write is set,
	// and may be nil.
	Add func(context.Context, Given) (hearsay.DocumentID, error)
	// Write lets tools change the case: correct, add.
	Write bool
	By    string // who corrects
}

// A Given is a text that an assistant hands over.
type Given struct {
	Text      string `json:"text" jsonschema:"the report as plain text or HTML"`
	Title     string `json:"title,omitempty" jsonschema:"its headline, if the text does not begin with it"`
	URL       string `json:"url,omitempty" jsonschema:"where it stood; it is not fetched"`
	Outlet    string `json:"outlet,omitempty" jsonschema:"who published it"`
	Published string `json:"published,omitempty" jsonschema:"when it was published: 2021-05-04, 2021-05 or 2021"`
}

const instructions = `hearsay reads news reports and tells who says what happened, on whose word.
It reports what texts say; it does not know what is true.
Quote the receipts: they are the exact words of a report. "start" and "end" count bytes of its text.
Pass on what is listed under "unknown", and do not fill such gaps by guessing.
"status" says how an event stands in the text: planned, demanded, threatened, denied, predicted and hypothetical events have not happened as far as the text tells.
Many reports are not many sources: ask origins before calling a claim confirmed.
Reports are named by the beginning of their id, records by ID#v3 (event), ID#a2 (attribution).`

// New returns a server with the tools that the options allow.
func New(o Options) *mcp.Server {
	s := mcp.NewServer(&mcp.Implementation{Name: "hearsay", Title: "hearsay: who says what happened, on whose word", Version: o.Version}, &mcp.ServerOptions{Instructions: instructions})
	d := &desk{o}
	if o.Read != nil {
		tool(s, "read", "Read a report that is not in the case: who says what happened in it. Nothing is kept.", true, d.read)
	}
	tool(s, "find", "Find reports of the case by words and by what was found in them, the best first. "+queryHelp(), true, d.find)
	tool(s, "show", "Show a report of the case (who says what, events, findings), or one record of it (ID#v3 an event, ID#a2 an attribution).", true, d.show)
	tool(s, "chain", "Follow a statement or event from its innermost source to the report: every step of hearsay with its receipts.", true, d.chain)
	tool(s, "origins", "Count on how many independent origins an event (ID#v3) rests: who else tells of it, who copied whom, whom they cite, and who contradicts it.", true, d.origins)
	tool(s, "compare", "Put reports side by side: who has whose words, which events they share, what cannot both be true, what was corrected.", true, d.compare)
	if o.Write {
		tool(s, "correct", "Correct one field of a record. The correction is kept with its author beside what was read, and can be taken back.", false, d.correct)
		if o.Add != nil {
			tool(s, "add", "Keep a report in the case and read it. A text that is in it already is not added again.", false, d.add)
		}
	}
	return s
}

// tool adds a tool to s.
func tool[In, Out any](s *mcp.Server, name, about string, reads bool, f func(context.Context, In) (*Out, error)) {
	no := false
	t := &mcp.Tool{Name: name, Description: about, Annotations: &mcp.ToolAnnotations{ReadOnlyHint: reads, OpenWorldHint: &no, DestructiveHint: &no, IdempotentHint: true}}
	mcp.AddTool(s, t, func(ctx context.Context, _ *mcp.CallToolRequest, in In) (*mcp.CallToolResult, *Out, error) {
		out, err := f(ctx, in)
		return nil, out, told(err)
	})
}

// told returns an error with what can be done about it.
func told(err error) error {
	if e, ok := errors.AsType[*hearsay.Error](err); ok && e.Hint != "" {
		return fmt.Errorf("%w. Try: %s", err, e.Hint)
	}
	return err
}

// queryHelp lists the fields of a question.
func queryHelp() string {
	var b strings.Builder
	b.WriteString(`Terms side by side must all hold; OR, NOT and brackets join them otherwise; quotation marks keep words together. Fields:`)
	for _, f := range query.Fields {
		fmt.Fprintf(&b, "\n%s: %s", f.Name, f.Help)
	}
	return b.String()
}

// A desk answers.
type desk struct{ Options }

// A named is a record of a report: "3f9c81d02b44#v3".
type named struct {
	ID string `json:"id" jsonschema:"a report's id, or the first characters of it, then # and the record: 3f9c81d02b44#v3"`
}

func invalid(hint, format string, args ...any) error {
	return &hearsay.Error{Op: "assistant", Kind: hearsay.Invalid, Err: fmt.Errorf(format, args...), Hint: hint}
}

// reading returns the reading of a report as people corrected it.
func (d *desk) reading(ctx context.Context, id string) (*hearsay.Reading, error) {
	k, err := d.Store.Document(ctx, id)
	if err != nil {
		return nil, err
	}
	r, edits, err := d.Store.Reading(ctx, k.Document.ID)
	if err != nil {
		return nil, err
	}
	if r == nil {
		why := "waits to be read"
		switch k.State {
		case casefile.Broken:
			why = "could not be read: " + k.Error
		case casefile.OtherLanguage:
			why = "is in another language (" + k.Document.Language + ") and was not read"
		}
		return nil, invalid("Ask for another report.", "the report %s", why)
	}
	r, _ = casefile.Overlay(r, edits)
	return r, nil
}

// record returns the reading and number of a record, whose letter is one of kinds.
func (d *desk) record(ctx context.Context, id, kinds string) (r *hearsay.Reading, kind byte, n int, err error) {
	report, record, _ := strings.Cut(id, "#")
	if r, err = d.reading(ctx, report); err != nil {
		return nil, 0, 0, err
	}
	length := map[byte]int{'v': len(r.Events), 'a': len(r.Attributions)}
	if len(record) > 1 {
		kind = record[0]
		if _, err := fmt.Sscanf(record[1:], "%d", &n); err == nil && strings.IndexByte(kinds, kind) >= 0 && n >= 1 && n <= length[kind] {
			return r, kind, n, nil
		}
	}
	return nil, 0, 0, &hearsay.Error{Op: "assistant", Kind: hearsay.NotFound, Err: fmt.Errorf("no record %q in the report", record),
		Hint: fmt.Sprintf("The report has events v1 to v%d and attributions a1 to a%d; the tool show lists them.", len(r.Events), len(r.Attributions))}
}
