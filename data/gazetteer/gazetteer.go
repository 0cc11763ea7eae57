// Package gazetteer holds the built-in file of places, in the format that
// package hearsay/internal/gazetteer opens. README.md tells how it is made.
package gazetteer

import _ "embed"

// File is the gazetteer. It must not be changed.
//
//go:embed places.gaz
var File []byte
