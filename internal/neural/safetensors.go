package neural

import (
	"cmp"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"unsafe"
)

// ErrCorrupt is wrapped by the errors of [Load] when a file of the model is
// damaged, cut short or of another format. Install the model's files again.
var ErrCorrupt = errors.New("neural: damaged model file")

// corrupt returns an error that wraps ErrCorrupt and says where and what.
func corrupt(file string, offset int64, format string, args ...any) error {
	return fmt.Errorf("%w: %s at byte %d: %s", ErrCorrupt, file, offset, fmt.Sprintf(format, args...))
}

// A store is the parsed contents of a file in the safetensors format:
//
//	8 bytes   length n of the header, little-endian
//	n bytes   JSON object: name → {dtype, shape, data_offsets}, and
//	          "__metadata__" → {string: string}
//	rest      the numbers, little-endian, at data_offsets from here
//
// The tensors cover the rest without holes or overlap.
type store struct {
	file    string
	meta    map[string]string
	tensors map[string]array
}

// An array is one tensor as it lies in the file.
type array struct {
	dtype  string
	shape  []int
	data   []byte
	offset int64 // of data in the file
}

const headerMax = 16 << 20

func parseStore(file string, b []byte) (*store, error) {
	if len(b) < 8 {
		return nil, corrupt(file, 0, "%d bytes are too few for a header", len(b))
	}
	n := binary.LittleEndian.Uint64(b)
	if n > headerMax || n > uint64(len(b)-8) {
		return nil, corrupt(file, 0, "a header of %d bytes does not fit the file's %d", n, len(b))
	}
	var header map[string]json.RawMessage
	if err := json.Unmarshal(b[8:8+n], &header); err != nil {
		return nil, corrupt(file, 8, "header: %v", err)
	}
	s := &store{file: file, tensors: make(map[string]array, len(header))}
	base := 8 + int64(n)
	body := b[base:]
	var all []array
	for name, raw := range header {
		if name == "__metadata__" {
			if err := json.Unmarshal(raw, &s.meta); err != nil {
				return nil, corrupt(file, 8, "metadata: %v", err)
			}
			continue
		}
		var e struct {
			Dtype   string  `json:"dtype"`
			Shape   []int64 `json:"shape"`
			Offsets []int64 `json:"data_offsets"`
		}
		if err := json.Unmarshal(raw, &e); err != nil {
			return nil, corrupt(file, 8, "tensor %q: %v", name, err)
		}
		size := int64(width(e.Dtype))
		if size == 0 {
			return nil, corrupt(file, 8, "tensor %q has the unknown type %q", name, e.Dtype)
		}
		a := array{dtype: e.Dtype, shape: make([]int, len(e.Shape))}
		for i, d := range e.Shape {
			if d < 0 || d > 0 && size > int64(len(body))/d {
				return nil, corrupt(file, 8, "tensor %q is larger than the file", name)
			}
			size *= d
			a.shape[i] = int(d)
		}
		if len(e.Offsets) != 2 || e.Offsets[0] < 0 || e.Offsets[1] > int64(len(body)) || e.Offsets[1]-e.Offsets[0] != size {
			return nil, corrupt(file, 8, "tensor %q of %d bytes does not lie at %v", name, size, e.Offsets)
		}
		a.data, a.offset = body[e.Offsets[0]:e.Offsets[1]], base+e.Offsets[0]
		s.tensors[name] = a
		all = append(all, a)
	}
	slices.SortFunc(all, func(x, y array) int {
		return cmp.Or(cmp.Compare(x.offset, y.offset), cmp.Compare(len(x.data), len(y.data)))
	})
	end := base
	for _, a := range all {
		if a.offset != end {
			return nil, corrupt(file, end, "tensors leave a hole or overlap")
		}
		end += int64(len(a.data))
	}
	if end != int64(len(b)) {
		return nil, corrupt(file, end, "%d bytes belong to no tensor", int64(len(b))-end)
	}
	return s, nil
}

func width(dtype string) int {
	switch dtype {
	case "I8", "U8", "BOOL":
		return 1
	case "F16", "BF16", "I16", "U16":
		return 2
	case "F32", "I32", "U32":
		return 4
	case "F64", "I64", "U64":
		return 8
	}
	return 0
}

// find returns the tensor called name, which must have the given shape; -1
// stands for any size of one or more.
func (s *store) find(name string, shape ...int) (array, error) {
	a, ok := s.tensors[name]
	if !ok {
		return a, corrupt(s.file, 8, "there is no tensor %q", name)
	}
	same := len(a.shape) == len(shape)
	for i := 0; same && i < len(shape); i++ {
		same = a.shape[i] == shape[i] || shape[i] < 0 && a.shape[i] > 0
	}
	if !same {
		return a, corrupt(s.file, a.offset, "tensor %q has the shape %v, not %v", name, a.shape, shape)
	}
	return a, nil
}

// floats returns the numbers of a tensor of the given shape as float32. A
// tensor of int8 is multiplied, row by row, by its sibling ".scale".
func (s *store) floats(name string, shape ...int) ([]float32, error) {
	a, err := s.find(name, shape...)
	if err != nil {
		return nil, err
	}
	var out []float32
	switch a.dtype {
	case "F32":
		out = make([]float32, len(a.data)/4)
		for i := range out {
			out[i] = math.Float32frombits(binary.LittleEndian.Uint32(a.data[4*i:]))
		}
	case "F16":
		out = make([]float32, len(a.data)/2)
		for i := range out {
			out[i] = half(binary.LittleEndian.Uint16(a.data[2*i:]))
		}
	case "I8":
		q, scale, err := s.bytes(name, shape...)
		if err != nil {
			return nil, err
		}
		out = make([]float32, len(q))
		n := len(q) / len(scale)
		for i, v := range q {
			out[i] = float32(v) * scale[i/n]
		}
	default:
		return nil, corrupt(s.file, a.offset, "tensor %q has the type %s, not F32, F16 or I8", name, a.dtype)
	}
	for i, v := range out {
		if v-v != 0 {
			return nil, corrupt(s.file, a.offset, "number %d of tensor %q is not finite", i, name)
		}
	}
	return out, nil
}

// bytes returns an int8 tensor and the scales of its rows. The numbers lie in
// the file's bytes and are read-only.
func (s *store) bytes(name string, shape ...int) (q []int8, scale []float32, err error) {
	a, err := s.find(name, shape...)
	if err != nil {
		return nil, nil, err
	}
	if a.dtype != "I8" || len(a.shape) == 0 || len(a.data) == 0 {
		return nil, nil, corrupt(s.file, a.offset, "tensor %q is not of type I8", name)
	}
	scale, err = s.floats(strings.TrimSuffix(name, "weight")+"scale", a.shape[0])
	return unsafe.Slice((*int8)(unsafe.Pointer(&a.data[0])), len(a.data)), scale, err
}

// half returns the float32 of an IEEE 754 half.
func half(h uint16) float32 {
	sign, exp, frac := uint32(h>>15)<<31, uint32(h>>10&31), uint32(h&1023)
	switch exp {
	case 0:
		f := float32(frac) * (1.0 / (1 << 24))
		return math.Float32frombits(sign | math.Float32bits(f))
	case 31:
		return math.Float32frombits(sign | 255<<23 | frac<<13)
	}
	return math.Float32frombits(sign | (exp+112)<<23 | frac<<13)
}
