package help

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// A schema is what a page on the record needs of a JSON Schema.
type schema struct {
	Description string             `json:"description"`
	Ref         string             `json:"$ref"`
	Type        string             `json:"type"`
	Enum        []string           `json:"enum"`
	Pattern     string             `json:"pattern"`
	Items       *schema            `json:"items"`
	AnyOf       []schema           `json:"anyOf"`
	Properties  json.RawMessage    `json:"properties"`
	Definitions map[string]*schema `json:"$defs"`
}

// Record makes a page on the fields of a reading, of its JSON Schema.
func Record(of []byte) (string, error) {
	var whole schema
	if err := json.Unmarshal(of, &whole); err != nil {
		return "", fmt.Errorf("help: schema of a reading: %w", err)
	}
	var b strings.Builder
	b.WriteString("# The record\nWhat `hearsay read --format json` prints for a report, and `jsonl` on each line. A **Receipt** is where words stand in `document.text`, and the words: `start` and `end` count bytes, or what `--offsets` says.\n")
	names := make([]string, 0, len(whole.Definitions))
	for name := range whole.Definitions {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int {
		switch "Reading" { // what holds the others comes first
		case a:
			return -1
		case b:
			return 1
		}
		return strings.Compare(a, b)
	})
	for _, name := range names {
		d := whole.Definitions[name]
		fmt.Fprintf(&b, "\n## %s\n%s\n\n| field | type | |\n|---|---|---|\n", name, d.Description)
		fields, err := inOrder(d.Properties)
		if err != nil {
			return "", fmt.Errorf("help: schema of a %s: %w", name, err)
		}
		for _, f := range fields {
			fmt.Fprintf(&b, "| `%s` | %s | %s |\n", f.name, f.schema.kind(), strings.ReplaceAll(f.schema.Description, "|", `\|`))
		}
	}
	return b.String(), nil
}

type field struct {
	name   string
	schema schema
}

// inOrder returns the properties of an object as they stand in the schema.
func inOrder(properties json.RawMessage) ([]field, error) {
	d := json.NewDecoder(strings.NewReader(string(properties)))
	if _, err := d.Token(); err != nil {
		return nil, err
	}
	var out []field
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return nil, err
		}
		f := field{name: key.(string)}
		if err := d.Decode(&f.schema); err != nil {
			return nil, err
		}
		out = append(out, f)
	}
	return out, nil
}

// kind writes the type of a field, with a link to what it is made of.
func (s *schema) kind() string {
	switch {
	case s.Ref != "":
		name := s.Ref[strings.LastIndexByte(s.Ref, '/')+1:]
		return fmt.Sprintf("[%s](#%s)", name, strings.ToLower(name))
	case len(s.AnyOf) > 0:
		var all []string
		for _, o := range s.AnyOf {
			all = append(all, o.kind())
		}
		return strings.Join(all, " or ")
	case s.Type == "array" && s.Items != nil:
		return "list of " + s.Items.kind()
	case len(s.Enum) > 0:
		return "`" + strings.Join(s.Enum, "` `") + "`"
	case s.Pattern != "" && strings.Contains(s.Pattern, "[1-9]"):
		return "id `" + s.Pattern[2:3] + "1` or empty"
	}
	return s.Type
}
