package main

import (
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// schemas has a schema for what deploy holds, compiled as it is asked for.
type schemas struct{ compiler *jsonschema.Compiler }

func newSchemas() schemas {
	c := jsonschema.NewCompiler()
	c.AssertFormat() // formats that it knows, such as duration
	return schemas{c}
}

// check returns what is wrong with a document by a definition of a schema in
// testdata/schema; "" is the schema itself.
func (s schemas) check(file, definition string, document any) error {
	name := filepath.Join("testdata/schema", file)
	if definition != "" {
		name += "#/$defs/" + definition
	}
	schema, err := s.compiler.Compile(name)
	if err != nil {
		return err
	}
	return schema.Validate(document)
}

// kind checks a document by the schema of its kind. The server would take a document
// of a kind that the schema lacks for another's; here it is a mistake.
func (s schemas) kind(d map[string]any) error {
	version, _ := d["apiVersion"].(string)
	kind, _ := d["kind"].(string)
	group, version, ok := strings.Cut(version, "/")
	if !ok {
		group, version = "core", group
	}
	group, _, _ = strings.Cut(group, ".") // networking.k8s.io
	return s.check("kubernetes.json", fmt.Sprintf("io.k8s.api.%s.%s.%s", group, version, kind), d)
}

// TestSchemas holds that the manifests and the compose file are what Kubernetes and
// Compose take: nothing misspelled, of another type, or left out.
func TestSchemas(t *testing.T) {
	s := newSchemas()
	for _, d := range documents(t, "kubernetes/hearsay.yaml") {
		if err := s.kind(d); err != nil {
			t.Errorf("%v %v: %v", d["kind"], at(d, "metadata.name"), err)
		}
	}
	if err := s.check("compose.json", "", documents(t, "compose.yaml")[0]); err != nil {
		t.Error(err)
	}
}

// TestSchemasRefuse holds that mistakes are found: each spoils what is well.
func TestSchemasRefuse(t *testing.T) {
	s := newSchemas()
	for name, spoil := range map[string]func(d map[string]any){
		"a word misspelled": func(d map[string]any) { at(d, "spec").(map[string]any)["replica"] = 4 },
		"deep inside": func(d map[string]any) {
			at(d, "spec.template.spec.containers.0").(map[string]any)["arg"] = []any{"work"}
		},
		"a number as a word":    func(d map[string]any) { at(d, "spec").(map[string]any)["replicas"] = "four" },
		"a part left out":       func(d map[string]any) { delete(at(d, "spec").(map[string]any), "selector") },
		"a kind that is not":    func(d map[string]any) { d["kind"] = "Deploiement" },
		"a version that is not": func(d map[string]any) { d["apiVersion"] = "apps/v1beta1" },
	} {
		all := documents(t, "kubernetes/hearsay.yaml")
		d := all[slices.IndexFunc(all, func(d map[string]any) bool { return d["kind"] == "Deployment" })]
		if spoil(d); s.kind(d) == nil {
			t.Errorf("Kubernetes: %s is taken", name)
		}
	}
	for name, spoil := range map[string]func(work map[string]any){
		"a word misspelled":  func(w map[string]any) { w["read-only"] = true },
		"a word as a number": func(w map[string]any) { w["image"] = 7 },
		"no such condition":  func(w map[string]any) { at(w, "depends_on.case").(map[string]any)["condition"] = 1 },
		"a list for a word":  func(w map[string]any) { w["user"] = []any{"nobody"} },
	} {
		d := documents(t, "compose.yaml")[0]
		work := maps.Clone(at(d, "services.work").(map[string]any))
		at(d, "services").(map[string]any)["work"] = work
		if spoil(work); s.check("compose.json", "", d) == nil {
			t.Errorf("Compose: %s is taken", name)
		}
	}
}
