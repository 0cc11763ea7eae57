package export

import _ "embed"

// Schema is the JSON Schema (2020-12) of a Reading in JSON. It is made from the
// types of package [hearsay] and their comments, by
//
//	go test hearsay/internal/export -run TestSchemaIsFresh -update
//
//go:embed schema.json
var Schema []byte
