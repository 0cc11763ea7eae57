package neural

import "fmt"

// Kernel names the arithmetic of the encoder and the instructions it is done
// with: "w8a16 on avx2".
func (m *Model) Kernel() string {
	arithmetic := "f32"
	if m.bits > 0 {
		arithmetic = fmt.Sprintf("w8a%d", m.bits)
	}
	return arithmetic + " on " + m.set.Name()
}
