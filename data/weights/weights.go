// Package weights holds the trained reader: reader.safetensors, labels.json
// and vocab.txt, in the format that package neural loads.
package weights

import "embed"

// FS holds the files of the reader at its top.
//
//go:embed reader.safetensors labels.json vocab.txt
var FS embed.FS
