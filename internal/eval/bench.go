package eval

import (
	"io"
	"io/fs"

	"hearsay/internal/neural"
)

// Kernels are the kernels of the model by name.
var Kernels = map[string]neural.Kernel{
	"auto": neural.Auto, "f32": neural.F32, "portable": neural.Portable, "w8a16": neural.W8A16, "w8a8": neural.W8A8,
}

// Bench measures the speed of every stage.
func Bench(w io.Writer, model fs.FS) error { return nil }
