// Command generate writes the AVX2 kernels of package tensor.
//
//	go run . -out ../kernels_amd64.s -stubs ../stubs_amd64.go -pkg tensor
//
// Pointers, strides in bytes and counts come in as they are; every check of
// lengths is made by the Go side (amd64.go).
package main

import (
	. "github.com/mmcloughlin/avo/build"
)

// rowsMax is the most rows of the left matrix that one call of a product
// kernel takes: 6 rows × 16 columns need 12 of the 16 registers.
const rowsMax = 6

func main() {
	ConstraintExpr("amd64,!noasm")
	constants()
	for rows := 1; rows <= rowsMax; rows++ {
		product(rows)
	}
	softmax()
	gelu()
	addNorm()
	Generate()
}
