// Command generate writes the kernels of package tensor for amd64.
//
//	go run . -out ../kernels_amd64.s -stubs ../stubs_amd64.go -pkg tensor
//
// Strides come in bytes; lengths are checked by the Go side (amd64.go).
package main

import (
	. "github.com/mmcloughlin/avo/build"
)

func main() {
	ConstraintExpr("amd64,!noasm")
	constants()
	for rows := 1; rows <= 6; rows++ {
		product(rows)
		product16(rows)
	}
	for _, rows := range []int{1, 2, 3, 4, 6, 12} {
		wideProduct(rows)
		wideProduct16(rows)
		wideProduct8(rows)
	}
	wideQuantise8()
	dot()
	softmax()
	gelu()
	addNorm()
	largestAbs()
	quantise()
	transpose()
	Generate()
}
