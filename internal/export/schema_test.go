package export_test

import (
	"bytes"
	"encoding"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/invopop/jsonschema"
	validator "github.com/santhosh-tekuri/jsonschema/v6"

	"hearsay"
	"hearsay/internal/export"
)

var update = flag.Bool("update", false, "rewrite schema.json and the golden files")

func TestSchemaIsFresh(t *testing.T) {
	got := schemaOfReading(t)
	if *update {
		if err := os.WriteFile("schema.json", got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if !bytes.Equal(got, export.Schema) {
		t.Errorf("schema.json is not what the record's types give; run with -update\n%s", cmp.Diff(string(export.Schema), string(got)))
	}
}

func TestSchemaFitsReadings(t *testing.T) {
	schema := compiled(t)
	for _, r := range []*hearsay.Reading{ferry(t), plainReport(t), everything(t)} {
		for _, u := range []export.Unit{export.Bytes, export.UTF16, export.CodePoints} {
			var b bytes.Buffer
			if err := export.NewJSONLines(&b, u).Write("", r); err != nil {
				t.Fatal(err)
			}
			v, err := validator.UnmarshalJSON(&b)
			if err != nil {
				t.Fatal(err)
			}
			if err := schema.Validate(v); err != nil {
				t.Errorf("%s in %s: %v", r.Document.Title, u, err)
			}
		}
	}
}

func TestSchemaRefuses(t *testing.T) {
	schema := compiled(t)
	tests := []struct{ name, from, to string }{
		{"unknown kind of block", `"kind":"paragraph"`, `"kind":"stanza"`},
		{"id of another kind", `"within":"a1"`, `"within":"m1"`},
		{"no array", `"events":[]`, `"events":null`},
		{"missing field", `"mode":"direct",`, ``},
		{"unknown field", `"mode":"direct",`, `"mode":"direct","mood":"sour",`},
		{"negative offset", `"start":0`, `"start":-1`},
	}
	var b bytes.Buffer
	if err := export.NewJSONLines(&b, export.Bytes).Write("", ferry(t)); err != nil {
		t.Fatal(err)
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			bad := strings.Replace(b.String(), tt.from, tt.to, 1)
			if bad == b.String() {
				t.Fatalf("no %s in the JSON", tt.from)
			}
			v, err := validator.UnmarshalJSON(strings.NewReader(bad))
			if err != nil {
				t.Fatal(err)
			}
			if schema.Validate(v) == nil {
				t.Errorf("with %s the schema still fits", tt.to)
			}
		})
	}
}

func compiled(t *testing.T) *validator.Schema {
	t.Helper()
	v, err := validator.UnmarshalJSON(bytes.NewReader(export.Schema))
	if err != nil {
		t.Fatal(err)
	}
	c := validator.NewCompiler()
	if err := c.AddResource("reading.json", v); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("reading.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// schemaOfReading makes the schema from the types and comments of package hearsay.
func schemaOfReading(t *testing.T) []byte {
	t.Helper()
	r := &jsonschema.Reflector{Mapper: textSchema}
	addComments(t, r)
	s := r.Reflect(&hearsay.Reading{})
	s.ID = ""
	s.Title = "Reading"
	s.Description = "What hearsay says about one report."
	for name, def := range s.Definitions {
		if def == nil { // a type that textSchema took
			delete(s.Definitions, name)
			continue
		}
		def.Description = unlink(def.Description)
		fields := fieldsOf(reflect.TypeFor[hearsay.Reading](), name)
		for p := def.Properties.Oldest(); p != nil; p = p.Next() {
			p.Value.Description = unlink(p.Value.Description)
			if p.Key == "start" || p.Key == "end" {
				p.Value.Minimum = "0"
			}
			if f := fields[p.Key]; f != nil && f.Kind() == reflect.Pointer {
				value := *p.Value
				about := value.Description
				value.Description = ""
				*p.Value = jsonschema.Schema{Description: about, AnyOf: []*jsonschema.Schema{&value, {Type: "null"}}}
			}
		}
	}
	version, _ := s.Definitions["Versions"].Properties.Get("record")
	version.Const = hearsay.RecordVersion
	b, err := json.MarshalIndent(s, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return append(b, '\n')
}

// addComments reads the comments of package hearsay, whose files are taken
// apart from the rest of the module.
func addComments(t *testing.T, r *jsonschema.Reflector) {
	t.Helper()
	files, err := filepath.Glob("../../*.go")
	if err != nil || len(files) == 0 {
		t.Fatalf("no files of package hearsay: %v", err)
	}
	dir := t.TempDir()
	for _, f := range files {
		if strings.HasSuffix(f, "_test.go") {
			continue
		}
		src, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, filepath.Base(f)), src, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	wd, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Chdir(dir); err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := os.Chdir(wd); err != nil {
			t.Fatal(err)
		}
	}()
	if err := r.AddGoComments("hearsay", "."); err != nil {
		t.Fatal(err)
	}
}

// textSchema gives ids and enumerations, which are text in JSON, their schema.
func textSchema(t reflect.Type) *jsonschema.Schema {
	if !t.Implements(reflect.TypeFor[encoding.TextMarshaler]()) {
		return nil
	}
	switch v := reflect.New(t).Elem(); t.Kind() {
	case reflect.Uint8:
		return &jsonschema.Schema{Type: "string", Enum: namesOf(v)}
	case reflect.Int:
		v.SetInt(1)
		letter := marshal(v)[:1]
		return &jsonschema.Schema{Type: "string", Pattern: "^(" + letter + "[1-9][0-9]*)?$"}
	}
	return &jsonschema.Schema{Type: "string", Pattern: "^[0-9a-f]{64}$"}
}

// namesOf returns the names of all values of an enumeration.
func namesOf(v reflect.Value) []any {
	var names []any
	for i := range uint64(256) {
		v.SetUint(i)
		b, err := v.Interface().(encoding.TextMarshaler).MarshalText()
		if err != nil {
			break
		}
		names = append(names, string(b))
	}
	return names
}

func marshal(v reflect.Value) string {
	b, _ := v.Interface().(encoding.TextMarshaler).MarshalText()
	return string(b)
}

// fieldsOf returns the types of the fields, by JSON name, of the struct called
// name in or below t.
func fieldsOf(t reflect.Type, name string) map[string]reflect.Type {
	for t.Kind() == reflect.Slice || t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct {
		return nil
	}
	if t.Name() == name {
		fields := map[string]reflect.Type{}
		for i := range t.NumField() {
			key, _, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
			fields[key] = t.Field(i).Type
		}
		return fields
	}
	for i := range t.NumField() {
		if fields := fieldsOf(t.Field(i).Type, name); fields != nil {
			return fields
		}
	}
	return nil
}

var docLink = regexp.MustCompile(`\[([A-Za-z.]+)\]`)

// unlink makes a comment one line and takes the brackets of its doc links away.
func unlink(comment string) string {
	return docLink.ReplaceAllString(strings.ReplaceAll(comment, "\n", " "), "$1")
}
