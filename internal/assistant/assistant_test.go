package assistant_test

import (
	"context"
	"encoding/json"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/modelcontextprotocol/go-sdk/mcp"

	"hearsay"
	"hearsay/internal/assistant"
	"hearsay/internal/casefile"
	"hearsay/internal/casefile/casefiletest"
	"hearsay/internal/casefile/sqlite"
)

// reports of one attack on a depot: the second has the words of the first, the
// third has a source of its own and another number.
var reports = []struct{ url, outlet, title, text string }{
	{"https://herald.example/1", "Daily Herald", "News from Morvale", "A source said that three soldiers attacked the depot at Morvale on May 3. Five guards were killed, Ana Prado said."},
	{"https://courier.example/2", "The Courier", "Morvale this week", "A source said that three soldiers attacked the depot at Morvale on May 3."},
	{"https://bay.example/3", "Bay News", "News of the bay", "Nine guards were killed when soldiers attacked the depot at Morvale, Piet Lorrimer said."},
}

// opened returns a case with the reports and with links between them.
func opened(t *testing.T) (casefile.Store, []hearsay.DocumentID) {
	t.Helper()
	ctx := t.Context()
	s, err := sqlite.Open(ctx, filepath.Join(t.TempDir(), "a.hearsay"), false)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	var ids []hearsay.DocumentID
	for _, r := range reports {
		k := casefiletest.Report(t, r.url, r.title, r.text)
		k.Document.Outlet = r.outlet
		ids = append(ids, k.Document.ID)
		if _, err := s.Add(ctx, k); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Work(ctx, casefile.Work{Read: casefiletest.Read}); err != nil {
		t.Fatal(err)
	}
	ref := func(n int, record string) hearsay.Ref {
		return hearsay.Ref{ID: ids[n].String() + record, URL: reports[n].url}
	}
	receipt := func(n int, words string) hearsay.Receipt {
		k, err := s.Document(ctx, ids[n].String())
		if err != nil {
			t.Fatal(err)
		}
		i := strings.Index(k.Document.Text, words)
		return hearsay.ReceiptFor(k.Document.Text, hearsay.Span{Start: i, End: i + len(words)})
	}
	why := func(rule, note string) hearsay.Why { return hearsay.Why{Rule: rule, Score: 1, Note: note} }
	shared := "attacked the depot at Morvale on May 3"
	links := []hearsay.Link{
		{Kind: hearsay.LinkCopy, From: ref(1, ""), To: ref(0, ""), Direction: "undecided", Coverage: [2]float64{1, .6}, Passages: []hearsay.Passage{{From: receipt(1, shared), To: receipt(0, shared), Words: 7}}, Why: []hearsay.Why{why("copy.words", "7 words the same")}, Confidence: .8},
		{Kind: hearsay.LinkSameEvent, From: ref(0, "#v1"), To: ref(1, "#v1"), Members: []hearsay.Ref{ref(0, "#v1"), ref(1, "#v1"), ref(2, "#v1")}, Origins: 2, Why: []hearsay.Why{why("origins", "2 independent origins")}},
		{Kind: hearsay.LinkOrigin, From: ref(0, "#v1"), To: ref(0, "#v1"), Members: []hearsay.Ref{ref(0, "#v1"), ref(1, "#v1")}, Why: []hearsay.Why{why("origin.name", "a source, by Daily Herald"), why("origin", "Daily Herald ← a source"), why("origin", "The Courier ← copied")}},
		{Kind: hearsay.LinkOrigin, From: ref(2, "#v1"), To: ref(2, "#v1"), Members: []hearsay.Ref{ref(2, "#v1")}, Why: []hearsay.Why{why("origin.name", "Piet Lorrimer"), why("origin", "Bay News ← Piet Lorrimer")}},
		{Kind: hearsay.LinkContradiction, From: ref(0, "#v1"), To: ref(2, "#v1"), Differs: "count", Passages: []hearsay.Passage{{From: receipt(0, "Five"), To: receipt(2, "Nine")}}, Chains: [][]string{{"Ana Prado", "Daily Herald"}, {"Piet Lorrimer", "Bay News"}}, Why: []hearsay.Why{why("contradiction.count", "dead: 5 and 9")}, Confidence: .8},
	}
	if err := s.KeepLinks(ctx, casefile.LinkChange{Document: ids[0], Links: links}); err != nil {
		t.Fatal(err)
	}
	return s, ids
}

// session connects the SDK's client to a server in memory.
func session(t *testing.T, o assistant.Options) *mcp.ClientSession {
	t.Helper()
	here, there := mcp.NewInMemoryTransports()
	if _, err := assistant.New(o).Connect(t.Context(), there, nil); err != nil {
		t.Fatal(err)
	}
	c, err := mcp.NewClient(&mcp.Implementation{Name: "test"}, nil).Connect(t.Context(), here, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	return c
}

// call calls a tool and decodes its answer into out; it returns the error that
// the tool answers with, "" for none. A structured answer is checked against the
// schema that the tool declares, by the client.
func call(t *testing.T, c *mcp.ClientSession, tool string, in map[string]any, out any) string {
	t.Helper()
	r, err := c.CallTool(t.Context(), &mcp.CallToolParams{Name: tool, Arguments: in})
	if err != nil {
		t.Fatalf("%s: %v", tool, err)
	}
	if r.IsError {
		return r.Content[0].(*mcp.TextContent).Text
	}
	b, err := json.Marshal(r.StructuredContent)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(b, out); err != nil {
		t.Fatal(err)
	}
	return ""
}

func tools(t *testing.T, c *mcp.ClientSession) (names []string) {
	t.Helper()
	for x, err := range c.Tools(t.Context(), nil) {
		if err != nil {
			t.Fatal(err)
		}
		names = append(names, x.Name)
		if write := x.Name == "correct" || x.Name == "add"; x.Annotations.ReadOnlyHint == write {
			t.Errorf("%s says of itself that it only reads: %v", x.Name, !write)
		}
	}
	slices.Sort(names)
	return names
}

type receipt struct {
	Start, End int
	Text       string
}

// TestTools checks that no tool changes anything unless that is allowed.
func TestTools(t *testing.T) {
	s, _ := opened(t)
	read := func(ctx context.Context, g assistant.Given) (*hearsay.Reading, error) {
		return casefiletest.Read(ctx, &casefile.Kept{Report: casefiletest.Report(t, g.URL, g.Title, g.Text)})
	}
	add := func(context.Context, assistant.Given) (hearsay.DocumentID, error) { return hearsay.DocumentID{}, nil }
	for _, x := range []struct {
		o    assistant.Options
		want string
	}{
		{assistant.Options{Store: s}, "chain compare find origins show"},
		{assistant.Options{Store: s, Read: read, Add: add}, "chain compare find origins read show"},
		{assistant.Options{Store: s, Read: read, Write: true, Add: add}, "add chain compare correct find origins read show"},
	} {
		if got := strings.Join(tools(t, session(t, x.o)), " "); got != x.want {
			t.Errorf("tools %s; want %s", got, x.want)
		}
	}
}

// TestFind finds reports, with words that are where they are said to be.
func TestFind(t *testing.T) {
	s, ids := opened(t)
	c := session(t, assistant.Options{Store: s})
	var got struct {
		Reports []struct {
			ID, Outlet string
			Words      []receipt
			Events     []string
		}
		Total   int
		Next    string
		Unknown []string
	}
	if e := call(t, c, "find", map[string]any{"query": `type:ASSAULT outlet:"Bay News"`}, &got); e != "" {
		t.Fatal(e)
	}
	if got.Total != 1 || got.Reports[0].ID != ids[2].String() || len(got.Reports[0].Events) == 0 {
		t.Errorf("found %+v", got)
	}
	holds(t, s, got.Reports[0].ID, got.Reports[0].Words...)
	if e := call(t, c, "find", map[string]any{"query": "nothing like it"}, &got); e != "" || got.Total != 0 || len(got.Unknown) != 1 {
		t.Errorf("%s %+v", e, got)
	}
	if e := call(t, c, "find", map[string]any{"query": "typ:ASSAULT"}, &got); !strings.Contains(e, `column 1: no field "typ"`) {
		t.Errorf("error %q", e)
	}
	if e := call(t, c, "find", map[string]any{"query": "depot", "limit": 2}, &got); e != "" || len(got.Reports) != 2 || got.Next == "" {
		t.Errorf("%s: %+v", e, got)
	}
}

// holds checks receipts against the text of a report.
func holds(t *testing.T, s casefile.Store, id string, all ...receipt) {
	t.Helper()
	id, _, _ = strings.Cut(id, "#")
	k, err := s.Document(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	if len(all) == 0 {
		t.Error("no receipts")
	}
	for _, r := range all {
		if r.Text == "" || k.Document.Text[r.Start:r.End] != r.Text {
			t.Errorf("%q is not at %d:%d", r.Text, r.Start, r.End)
		}
	}
}

// TestShow shows a report and its records, and refuses what is not there.
func TestShow(t *testing.T) {
	s, ids := opened(t)
	c := session(t, assistant.Options{Store: s})
	var got struct {
		Report     struct{ ID, Outlet, Published string }
		Statements []struct {
			ID, Who string
			Named   bool
			Content []receipt
		}
		Events []struct {
			ID, Type, Status string
			Words, Around    receipt
			OnWordOf         []string `json:"on_word_of"`
		}
		Text, LeftOut string
		Unknown       []string
	}
	if e := call(t, c, "show", map[string]any{"id": ids[0].String()[:12], "text": true}, &got); e != "" {
		t.Fatal(e)
	}
	if got.Report.Outlet != "Daily Herald" || len(got.Statements) < 2 || len(got.Events) == 0 || !strings.Contains(got.Text, "Ana Prado") {
		t.Errorf("shown %+v", got)
	}
	for _, x := range got.Statements {
		holds(t, s, got.Report.ID, x.Content...)
	}
	if !slices.ContainsFunc(got.Unknown, func(s string) bool { return strings.Contains(s, "the source is not named") }) {
		t.Errorf("unknown: %q", got.Unknown)
	}
	for _, e := range got.Events {
		holds(t, s, got.Report.ID, e.Words, e.Around)
		if last := e.OnWordOf[len(e.OnWordOf)-1]; last != "Daily Herald" {
			t.Errorf("the chain of %s ends with %s", e.ID, last)
		}
	}
	if e := call(t, c, "show", map[string]any{"id": ids[0].String() + "#v1"}, &got); e != "" || len(got.Events) != 1 || len(got.Statements) != 0 {
		t.Errorf("%s %+v", e, got)
	}
	for id, want := range map[string]string{"0000": "not in the case", ids[0].String() + "#v99": "Try: The report has events v1 to v", ids[0].String() + "#x1": `no record "x1"`, ids[0].String() + "#": `no record ""`} {
		if e := call(t, c, "show", map[string]any{"id": id}, &got); !strings.Contains(e, want) {
			t.Errorf("%s: %q", id, e)
		}
	}
	if e := call(t, c, "show", map[string]any{"id": ids[0].String(), "limit": 1}, &got); e != "" || len(got.Statements) != 1 || len(got.Events) != 1 {
		t.Errorf("%s %+v", e, got)
	}
}

// TestChain follows an event to its source and says that the source is unnamed.
func TestChain(t *testing.T) {
	s, ids := opened(t)
	c := session(t, assistant.Options{Store: s})
	var got struct {
		Steps []struct {
			Who     string
			Source  *receipt
			Cue     *receipt
			Content []receipt
		}
		Event   *struct{ Type string }
		Itself  string
		Unknown []string
	}
	if e := call(t, c, "chain", map[string]any{"id": ids[0].String() + "#v1"}, &got); e != "" {
		t.Fatal(e)
	}
	if len(got.Steps) != 1 || got.Steps[0].Who != "A source" || got.Itself != "Daily Herald" || got.Event.Type != "ASSAULT" {
		t.Fatalf("chain %+v", got)
	}
	holds(t, s, ids[0].String(), append(got.Steps[0].Content, *got.Steps[0].Source, *got.Steps[0].Cue)...)
	if !slices.ContainsFunc(got.Unknown, func(s string) bool { return strings.Contains(s, `the source is not named: "A source"`) }) {
		t.Errorf("unknown: %q", got.Unknown)
	}
	if e := call(t, c, "chain", map[string]any{"id": ids[0].String()}, &got); !strings.Contains(e, "no record") {
		t.Errorf("error %q", e)
	}
}

// TestOrigins counts origins, not reports.
func TestOrigins(t *testing.T) {
	s, ids := opened(t)
	c := session(t, assistant.Options{Store: s})
	var got struct {
		Independent int `json:"independent_origins"`
		Origins     []struct {
			Name         string
			Claims, Ways []string
		}
		ToldBy []struct {
			ID       string
			Words    receipt
			OnWordOf []string `json:"on_word_of"`
		} `json:"told_by"`
		Copies []struct {
			From  string
			Words []receipt
		}
		Contradictions []struct {
			From, To, Differs string
			Words             []receipt
			Chains            []string `json:"on_word_of"`
		}
		Unknown []string
	}
	if e := call(t, c, "origins", map[string]any{"id": ids[1].String() + "#v1"}, &got); e != "" {
		t.Fatal(e)
	}
	if got.Independent != 2 || len(got.Origins) != 2 || len(got.ToldBy) != 3 || len(got.Copies) != 1 {
		t.Fatalf("origins %+v", got)
	}
	for _, x := range got.ToldBy {
		holds(t, s, x.ID, x.Words)
	}
	holds(t, s, got.Copies[0].From, got.Copies[0].Words...)
	for _, want := range []string{"is not known", "a source that is not named", "not compared with the others yet"} {
		if !slices.ContainsFunc(got.Unknown, func(s string) bool { return strings.Contains(s, want) }) {
			t.Errorf("unknown lacks %q: %q", want, got.Unknown)
		}
	}
	if e := call(t, c, "origins", map[string]any{"id": ids[2].String() + "#v1"}, &got); e != "" || len(got.Contradictions) != 1 {
		t.Fatalf("%s %+v", e, got)
	}
	x := got.Contradictions[0]
	holds(t, s, x.From, x.Words[0])
	holds(t, s, x.To, x.Words[1])
	if x.Chains[1] != "Piet Lorrimer ← Bay News" || x.Differs != "count" {
		t.Errorf("contradiction %+v", x)
	}
}

// TestCompare puts reports side by side.
func TestCompare(t *testing.T) {
	s, ids := opened(t)
	c := session(t, assistant.Options{Store: s})
	var got struct {
		Reports, Copies, Events, Contradictions []any
		Unknown                                 []string
	}
	if e := call(t, c, "compare", map[string]any{"ids": []string{ids[0].String(), ids[1].String()[:10], ids[0].String()}}, &got); e != "" {
		t.Fatal(e)
	}
	if len(got.Reports) != 2 || len(got.Copies) != 1 || len(got.Events) != 1 || len(got.Contradictions) != 0 {
		t.Errorf("compared %+v", got)
	}
	if e := call(t, c, "compare", map[string]any{"ids": []string{ids[0].String()}}, &got); !strings.Contains(e, "Give two to twenty ids") {
		t.Errorf("error %q", e)
	}
}

// TestWrite corrects a record; the correction bears the assistant's name.
func TestWrite(t *testing.T) {
	s, ids := opened(t)
	c := session(t, assistant.Options{Store: s, Write: true, By: "an assistant of mara"})
	var got struct{ Before, Value string }
	if e := call(t, c, "correct", map[string]any{"id": ids[0].String() + "#v1", "field": "status", "value": "denied", "note": "the next day's paper"}, &got); e != "" || got.Value != "denied" || got.Before == "" {
		t.Fatalf("%s %+v", e, got)
	}
	edits, err := s.Edits(t.Context())
	if err != nil || len(edits) != 1 || edits[0].By != "an assistant of mara" {
		t.Errorf("%v: %+v", err, edits)
	}
	if e := call(t, c, "correct", map[string]any{"id": ids[0].String() + "#v1", "field": "colour", "value": "red", "note": ""}, &got); !strings.Contains(e, "is no field") {
		t.Errorf("error %q", e)
	}
}
