package eval

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"math"
	"os"
	"path/filepath"
)

// Kept is a folder of vectors of documents read before, see [neural.Kept]. A
// file holds the vectors of one document as little-endian float32, under the
// hash that names them. A file that cannot be read or written is as good as
// none: the document is encoded again.
type Kept string

// Load reads the file of key.
func (dir Kept) Load(key [sha256.Size]byte) []float32 {
	b, err := os.ReadFile(dir.file(key))
	if err != nil {
		return nil
	}
	v := make([]float32, len(b)/4)
	for i := range v {
		v[i] = math.Float32frombits(binary.LittleEndian.Uint32(b[4*i:]))
	}
	return v
}

// Save writes the file of key, whole or not at all.
func (dir Kept) Save(key [sha256.Size]byte, vectors []float32) {
	b := make([]byte, 0, 4*len(vectors))
	for _, x := range vectors {
		b = binary.LittleEndian.AppendUint32(b, math.Float32bits(x))
	}
	f, err := os.CreateTemp(string(dir), "new-*")
	if err != nil {
		return
	}
	_, err = f.Write(b)
	if cerr := f.Close(); err != nil || cerr != nil || os.Rename(f.Name(), dir.file(key)) != nil {
		os.Remove(f.Name())
	}
}

func (dir Kept) file(key [sha256.Size]byte) string {
	return filepath.Join(string(dir), fmt.Sprintf("%x.f32", key[:16]))
}
