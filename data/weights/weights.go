// Package weights holds the trained reader: reader.safetensors, labels.json
// and vocab.txt, in the format that package neural loads, and confidence.json,
// what its scores are worth, in that of package calibrate.
package weights

import (
	"embed"
	"io/fs"
	"unsafe"
)

//go:embed reader.safetensors labels.json vocab.txt confidence.json
var all embed.FS

//go:embed reader.safetensors
var reader string

// FS holds the files of the reader at its top. What its ReadFile returns may
// not be changed: the weights are not copied, since copying their 23 MB would
// take a tenth of the time in which a short report is read from start to end.
var FS fs.ReadFileFS = files{all}

type files struct{ embed.FS }

// ReadFile returns a file whole.
func (f files) ReadFile(name string) ([]byte, error) {
	if name == "reader.safetensors" {
		return unsafe.Slice(unsafe.StringData(reader), len(reader)), nil
	}
	return f.FS.ReadFile(name)
}
