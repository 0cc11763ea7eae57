package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/modelcontextprotocol/go-sdk/mcp"
)

// TestMCP starts hearsay mcp as assistants do and speaks with it over its
// standard input and output, by the client of the protocol's SDK.
func TestMCP(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the program")
	}
	dir := t.TempDir()
	bin := filepath.Join(dir, "hearsay")
	if out, err := exec.Command("go", "build", "-o", bin, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	report := filepath.Join(dir, "depot.txt")
	if err := os.WriteFile(report, []byte("Soldiers attack fuel depot in Northport\n\nHARROW BAY, May 4, 2021 – Three soldiers attacked a fuel depot in Northport on Monday, Ana Prado said.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, "bay.hearsay")
	if out, err := exec.Command(bin, "add", file, report).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	c := start(t, bin, "mcp", "--write", file)

	found := ask(t, c, "find", map[string]any{"query": "depot"})
	id := found["reports"].([]any)[0].(map[string]any)["id"].(string)
	chain := ask(t, c, "chain", map[string]any{"id": id + "#v1"})
	if steps := chain["steps"].([]any); len(steps) != 1 || steps[0].(map[string]any)["who"] != "Ana Prado" {
		t.Errorf("chain %v", chain)
	}
	read := ask(t, c, "read", map[string]any{"text": "The ferry was sold on Friday, the mayor of Veld said.", "title": "Ferry sold", "outlet": "Daily Herald", "published": "2021-05-04"})
	if head := read["report"].(map[string]any); head["outlet"] != "Daily Herald" || head["published"] != "2021-05-04" || len(read["statements"].([]any)) != 1 {
		t.Errorf("read %v", read)
	}
	if found := ask(t, c, "find", map[string]any{"query": "ferry"}); found["total"] != 0.0 {
		t.Errorf("what was only read is in the case: %v", found)
	}
	added := ask(t, c, "add", map[string]any{"text": "The ferry was sold on Friday, the mayor of Veld said.", "title": "Ferry sold"})
	shown := ask(t, c, "show", map[string]any{"id": added["id"]})
	if len(shown["statements"].([]any)) != 1 || !strings.Contains(strings.Join(texts(shown["unknown"]), "; "), "who published the report is not known") {
		t.Errorf("shown %v", shown)
	}
	if fixed := ask(t, c, "correct", map[string]any{"id": id + "#v1", "field": "status", "value": "denied", "note": "so says the army"}); fixed["value"] != "denied" {
		t.Errorf("corrected %v", fixed)
	}

	// Without --write the case stays as it is.
	reader := start(t, bin, "mcp", file)
	if r, err := reader.CallTool(t.Context(), &mcp.CallToolParams{Name: "correct", Arguments: map[string]any{"id": id + "#v1", "field": "status", "value": "planned", "note": ""}}); err == nil && !r.IsError {
		t.Errorf("corrected without being let: %v", r)
	}
}

func start(t *testing.T, bin string, args ...string) *mcp.ClientSession {
	t.Helper()
	command := exec.Command(bin, args...)
	command.Stderr = os.Stderr
	c, err := mcp.NewClient(&mcp.Implementation{Name: "test"}, nil).Connect(t.Context(), &mcp.CommandTransport{Command: command}, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := c.Close(); err != nil {
			t.Errorf("the program ends with %v", err)
		}
	})
	return c
}

func ask(t *testing.T, c *mcp.ClientSession, tool string, in map[string]any) map[string]any {
	t.Helper()
	r, err := c.CallTool(t.Context(), &mcp.CallToolParams{Name: tool, Arguments: in})
	if err != nil || r.IsError {
		t.Fatalf("%s: %v %+v", tool, err, r)
	}
	b, err := json.Marshal(r.StructuredContent)
	if err != nil {
		t.Fatal(err)
	}
	var out map[string]any
	if err := json.Unmarshal(b, &out); err != nil {
		t.Fatal(err)
	}
	return out
}

func texts(all any) (out []string) {
	for _, x := range all.([]any) {
		out = append(out, x.(string))
	}
	return out
}
