package server_test

import (
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"hearsay/internal/casefile"
	"hearsay/internal/desk"
	"hearsay/internal/fetch"
	"hearsay/internal/server"
)

// A description is what is used of an OpenAPI document.
type description struct {
	Paths map[string]map[string]struct {
		OperationID string
		Parameters  []struct {
			Name, In string
			Required bool
			Schema   map[string]any
		}
		RequestBody *struct {
			Content map[string]struct{ Schema map[string]any }
		}
		Responses map[string]struct {
			Content map[string]struct{ Schema map[string]any }
		}
	}
	Components struct {
		Schemas map[string]map[string]any
	}
}

// A maker makes values for schemas, right and wrong, by chance.
type maker struct {
	*rand.Rand
	d   *description
	ids map[string][]string // known values of path parameters
}

var odd = []string{"", " ", "\x00", "%", "'; DROP TABLE document; --", "../../etc/passwd", "<script>", "Zoë 🚢", "\u202e", "null", "-1", "9223372036854775808", "NaN", `{"a":1}`, `type:ASSAULT`, `said-by:"`, "((((", "NOT", "since:2021-13-45"}

// text returns a text, mostly one that a schema allows.
func (m *maker) text(s map[string]any) string {
	if all, ok := s["enum"].([]any); ok && m.IntN(4) > 0 {
		return fmt.Sprint(all[m.IntN(len(all))])
	}
	if m.IntN(30) == 0 {
		return strings.Repeat("long ", 3000)
	}
	if m.IntN(3) == 0 {
		return odd[m.IntN(len(odd))]
	}
	return []string{"depot", "2021-05-04", "https://herald.example/2", "Ana Prado", "v1", "E1", "title", "status", "denied", "A"}[m.IntN(10)]
}

// value returns a value for a schema.
func (m *maker) value(s map[string]any, deep int) any {
	if ref, ok := s["$ref"].(string); ok {
		s = m.d.Components.Schemas[ref[strings.LastIndexByte(ref, '/')+1:]]
	}
	if m.IntN(15) == 0 || deep > 5 { // of another type
		return []any{nil, true, 3.5, "x", []any{}, map[string]any{"x": 1}}[m.IntN(6)]
	}
	kind, _ := s["type"].(string)
	if all, ok := s["type"].([]any); ok {
		kind = fmt.Sprint(all[m.IntN(len(all))])
	}
	switch kind {
	case "object":
		out := map[string]any{}
		properties, _ := s["properties"].(map[string]any)
		required, _ := s["required"].([]any)
		names := make([]string, 0, len(properties))
		for name := range properties {
			names = append(names, name)
		}
		slices.Sort(names)
		for _, name := range names {
			must := slices.Contains(required, any(name))
			if must && m.IntN(12) > 0 || !must && m.IntN(2) == 0 {
				if p := properties[name].(map[string]any); name != "$schema" {
					out[name] = m.value(p, deep+1)
				}
			}
		}
		if m.IntN(20) == 0 {
			out["unheard-of"] = 1
		}
		return out
	case "array":
		out := []any{}
		items, _ := s["items"].(map[string]any)
		for range m.IntN(4) {
			out = append(out, m.value(items, deep+1))
		}
		return out
	case "integer":
		return []int{0, 1, 2, 20, -1, 1 << 40}[m.IntN(6)]
	case "number":
		return []float64{0, 0.5, -1, 1e300}[m.IntN(4)]
	case "boolean":
		return m.IntN(2) == 0
	}
	return m.text(s)
}

// TestDescribed asks for every operation of the OpenAPI document many times, with
// right and wrong parameters and bodies: the status must be among those that the
// document lists, none may be a failure of the server's own, and the body must
// fit its schema.
func TestDescribed(t *testing.T) {
	c := newCase(t)
	if err := c.KeepAlert(t.Context(), casefile.Alert{Name: "attacks", Query: "type:ASSAULT", Added: time.Now()}); err != nil {
		t.Fatal(err)
	}
	web := fetch.New(fetch.Options{Timeout: time.Second})
	t.Cleanup(web.Close)
	s, err := server.New(c, server.Options{Token: token, Desk: desk.Options{Web: web}})
	if err != nil {
		t.Fatal(err)
	}
	raw, err := io.ReadAll(ask(s, "GET", "/openapi.json", nil).Body)
	if err != nil {
		t.Fatal(err)
	}
	var d description
	if err := json.Unmarshal(raw, &d); err != nil {
		t.Fatal(err)
	}
	schemas := jsonschema.NewCompiler()
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(string(raw)))
	if err == nil {
		err = schemas.AddResource("http://localhost/openapi.json", doc)
	}
	if err != nil {
		t.Fatal(err)
	}
	found, err := c.Find(t.Context(), casefile.Ask{Limit: 1})
	if err != nil {
		t.Fatal(err)
	}
	id := found.Hits[0].Document.String()
	m := &maker{rand.New(rand.NewPCG(1, 2)), &d, map[string][]string{"id": {id, id[:8], id[:8], "0000", "zz"}, "n": {"1", "2", "0", "x"}, "name": {"attacks", "nothing"}, "hook": {"x"}, "batch": {"x"}}}
	paths := make([]string, 0, len(d.Paths))
	for p := range d.Paths {
		paths = append(paths, p)
	}
	slices.Sort(paths)
	asked, right := 0, map[string]bool{}
	for _, path := range paths {
		for _, method := range []string{"get", "post", "delete"} {
			op, ok := d.Paths[path][method]
			if !ok || op.OperationID == "progress" || op.OperationID == "delete" {
				continue // one never ends; the other leaves nothing to ask for
			}
			for range 60 {
				target, query := path, url.Values{}
				header := []string{"Authorization", "Bearer " + token}
				if m.IntN(10) == 0 {
					header[1] = "Bearer wrong"
				}
				for _, p := range op.Parameters {
					switch p.In {
					case "path":
						known := m.ids[p.Name]
						v := known[m.IntN(len(known))]
						if m.IntN(6) == 0 {
							v = m.text(p.Schema)
						}
						if v == "" || strings.Trim(v, ".") == "" {
							v = "x"
						}
						target = strings.ReplaceAll(target, "{"+p.Name+"}", url.PathEscape(v))
					case "query":
						if m.IntN(2) == 0 {
							query.Set(p.Name, fmt.Sprint(m.value(p.Schema, 0)))
						}
					}
				}
				var body string
				if op.RequestBody != nil {
					for _, content := range op.RequestBody.Content {
						b, err := json.Marshal(m.value(content.Schema, 0))
						if err != nil {
							t.Fatal(err)
						}
						body = string(b)
					}
					if m.IntN(20) == 0 {
						body = body[:len(body)/2]
					}
				}
				if len(query) > 0 {
					target += "?" + query.Encode()
				}
				r := httptest.NewRequest(strings.ToUpper(method), "http://localhost/", strings.NewReader(body))
				u, err := url.ParseRequestURI(target)
				if err != nil {
					continue
				}
				u.Scheme, u.Host = "http", "localhost"
				r.URL, r.RequestURI = u, target
				if body != "" {
					r.Header.Set("Content-Type", "application/json")
				}
				r.Header.Set(header[0], header[1])
				r.RemoteAddr = "127.0.0.1:1" // asks as often as it likes
				w := httptest.NewRecorder()
				s.ServeHTTP(w, r)
				asked++
				answer, status := w.Body.Bytes(), fmt.Sprint(w.Code)
				if w.Code == http.StatusTemporaryRedirect { // the router cleaned the path
					continue
				}
				response, listed := op.Responses[status]
				if !listed || w.Code >= 500 && w.Code != http.StatusServiceUnavailable {
					t.Errorf("%s %s %.300s: status %s is not described: %.300s", method, target, body, status, answer)
					continue
				}
				if w.Code < 300 {
					right[op.OperationID] = true
				}
				kind, _, _ := strings.Cut(w.Header().Get("Content-Type"), ";")
				if len(answer) == 0 && w.Code == http.StatusNoContent {
					continue
				}
				if _, ok := response.Content[kind]; !ok {
					t.Errorf("%s %s: status %s comes as %q", method, target, status, kind)
					continue
				}
				at := "http://localhost/openapi.json#/paths/" + strings.NewReplacer("~", "~0", "/", "~1", "{", "%7B", "}", "%7D").Replace(path) + "/" + method + "/responses/" + status + "/content/" + strings.ReplaceAll(kind, "/", "~1") + "/schema"
				schema, err := schemas.Compile(at)
				if err != nil {
					t.Fatal(err)
				}
				v, err := jsonschema.UnmarshalJSON(strings.NewReader(string(answer)))
				if err == nil {
					err = schema.Validate(v)
				}
				if err != nil {
					t.Errorf("%s %s: status %s: %v in %.300s", method, target, status, err, answer)
					break // the others would be wrong alike
				}
			}
			if !right[op.OperationID] && op.OperationID != "add" && op.OperationID != "batch" && op.OperationID != "drop-webhook" && op.OperationID != "undo" && op.OperationID != "correct" {
				t.Errorf("%s was never answered with success", op.OperationID)
			}
		}
	}
	if asked < 1000 {
		t.Errorf("only %d requests", asked)
	}
}
