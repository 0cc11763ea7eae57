package postgres_test

import (
	"math"
	"testing"
)

// kept predicts how many documents n workers have kept in a second: each reads a
// document for read seconds on a core of its own, and then has a core of the
// server's for serve seconds, for which it waits where all are busy. Both times
// scatter exponentially. It is the machine repairman's queue (Gross and others,
// Fundamentals of Queueing Theory, 2.8): docs/scale.md tells what comes of it.
func kept(n int, read, serve float64, cores int) float64 {
	share, sum, busy := 1.0, 1.0, 0.0 // of the time with k workers at the server
	for k := 1; k <= n; k++ {
		share *= float64(n-k+1) / read * serve / float64(min(k, cores))
		sum += share
		busy += share * float64(min(k, cores))
	}
	return busy / sum / serve
}

func TestKept(t *testing.T) {
	for _, tt := range []struct {
		n           int
		read, serve float64
		cores       int
		want        float64
	}{
		{1, 0.056, 0.0113, 1, 1 / 0.0673},    // nobody is in its way
		{4, 0.056, 0.0113, 8, 4 / 0.0673},    // a core for each
		{1000, 0.056, 0.0113, 8, 8 / 0.0113}, // the server is busy all the time
		{2, 1, 1, 1, 0.8},                    // 2 of 5 parts idle, by hand: 1, 2, 2 of 5
	} {
		if got := kept(tt.n, tt.read, tt.serve, tt.cores); math.Abs(got-tt.want) > 1e-6*tt.want {
			t.Errorf("%d workers, %d cores: %v documents a second, want %v", tt.n, tt.cores, got, tt.want)
		}
	}
	for _, cores := range []int{1, 4, 8} {
		for _, n := range []int{1, 2, 4, 8, 16, 32, 64} {
			t.Logf("%d cores, %d workers: %.0f documents a second", cores, n, kept(n, 170.0/3049, 0.0113, cores))
		}
	}
}
