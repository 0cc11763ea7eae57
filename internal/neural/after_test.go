package neural_test

import (
	"slices"
	"strings"
	"testing"

	"hearsay/internal/neural"
)

func TestAfter(t *testing.T) {
	m := load(t, neural.Options{})
	context := [][]string{strings.Fields("The council met on Tuesday .")}
	long := slices.Repeat([][]string{strings.Fields("Northport denied the claim , the ministry said .")}, 40)
	for _, sents := range [][][]string{nil, long[:1], long} {
		all := m.Read(append(slices.Clone(context), sents...))
		n := len(context[0])
		got := all.After(n)
		if got.Len() != all.Len()-n {
			t.Fatalf("Len() = %d; want %d", got.Len(), all.Len()-n)
		}
		for i := range got.Len() {
			if !slices.Equal(got.Logits("upos", i), all.Logits("upos", n+i)) || !slices.Equal(got.Vector(i), all.Vector(n+i)) {
				t.Fatalf("word %d differs from word %d of the whole", i, n+i)
			}
			from, to := got.Window(i)
			wantFrom, wantTo := all.Window(n + i)
			if from != max(wantFrom-n, 0) || to != wantTo-n {
				t.Fatalf("Window(%d) = %d, %d; want %d, %d", i, from, to, max(wantFrom-n, 0), wantTo-n)
			}
		}
		for _, cue := range []int{1, 8 * 30} {
			if cue >= got.Len() {
				continue
			}
			from, _, source, _ := got.Pair(cue)
			wantFrom, _, wantSource, _ := all.Pair(n + cue)
			if skip := max(n-wantFrom, 0); from != max(wantFrom-n, 0) || !slices.Equal(source, wantSource[skip:]) {
				t.Errorf("Pair(%d) differs from the whole", cue)
			}
		}
	}
}
