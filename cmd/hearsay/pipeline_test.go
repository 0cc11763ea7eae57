package main

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"hearsay"
)

func named(names ...string) iter.Seq[input] {
	var all []input
	for _, n := range names {
		all = append(all, input{name: n})
	}
	return slices.Values(all)
}

func numbered(n int) iter.Seq[input] {
	var names []string
	for i := range n {
		names = append(names, fmt.Sprint(i))
	}
	return named(names...)
}

// TestInOrder lets later inputs finish first.
func TestInOrder(t *testing.T) {
	for _, jobs := range []int{1, 2, 7, 100} {
		var running, most atomic.Int32
		var got []string
		err := inOrder(t.Context(), numbered(50), jobs, func(_ context.Context, in input) (*hearsay.Reading, error) {
			most.Store(max(most.Load(), running.Add(1)))
			defer running.Add(-1)
			if in.name == "0" || in.name == "13" {
				time.Sleep(5 * time.Millisecond)
			}
			return &hearsay.Reading{}, nil
		}, func(r result) error {
			got = append(got, r.name)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		for i, n := range got {
			if n != fmt.Sprint(i) {
				t.Fatalf("with %d jobs result %d is %s", jobs, i, n)
			}
		}
		if len(got) != 50 {
			t.Errorf("with %d jobs %d results of 50", jobs, len(got))
		}
		if m := int(most.Load()); m > jobs {
			t.Errorf("%d read at once; want at most %d", m, jobs)
		}
	}
}

func TestInOrderRecovers(t *testing.T) {
	var got []result
	err := inOrder(t.Context(), named("good", "bad", "fine"), 2, func(_ context.Context, in input) (*hearsay.Reading, error) {
		if in.name == "bad" {
			var none []int
			_ = none[len(in.name)]
		}
		return &hearsay.Reading{}, nil
	}, func(r result) error {
		got = append(got, r)
		return nil
	})
	if err != nil || len(got) != 3 {
		t.Fatalf("%d results, %v; want 3", len(got), err)
	}
	if got[0].err != nil || got[2].err != nil {
		t.Errorf("the others were not read: %v, %v", got[0].err, got[2].err)
	}
	if got[1].reading != nil || hearsay.KindOf(got[1].err) != hearsay.Internal {
		t.Fatalf("the fault gave %v, %v", got[1].reading, got[1].err)
	}
	for _, want := range []string{"bad: ", "index out of range", "cmd/hearsay/pipeline_test.go:"} {
		if !strings.Contains(got[1].err.Error(), want) {
			t.Errorf("%q lacks %q", got[1].err, want)
		}
	}
}

func TestInOrderStops(t *testing.T) {
	full := errors.New("disk full")
	t.Run("when writing fails", func(t *testing.T) {
		var read atomic.Int32
		err := inOrder(t.Context(), numbered(1000), 3, func(context.Context, input) (*hearsay.Reading, error) {
			read.Add(1)
			return nil, nil
		}, func(result) error { return full })
		if err != full {
			t.Errorf("got %v; want %v", err, full)
		}
		if n := read.Load(); n > 100 {
			t.Errorf("%d more were read", n)
		}
	})
	t.Run("when interrupted", func(t *testing.T) {
		ctx, stop := context.WithCancel(t.Context())
		err := inOrder(ctx, numbered(1000), 3, func(ctx context.Context, in input) (*hearsay.Reading, error) {
			if in.name == "5" {
				stop()
			}
			return nil, ctx.Err()
		}, func(result) error { return nil })
		if err != context.Canceled {
			t.Errorf("got %v; want %v", err, context.Canceled)
		}
	})
}

// TestExitStatus walks all kinds of error.
func TestExitStatus(t *testing.T) {
	for k := hearsay.Internal; k <= hearsay.Unavailable; k++ {
		if _, ok := exitStatus[k]; !ok {
			t.Errorf("kind %d has no exit status", k)
		}
	}
	unreadable := &hearsay.Error{Op: "page.Parse", Kind: hearsay.Unreadable, Err: errors.New("no text"), Hint: "Give a report."}
	tests := []struct {
		name   string
		err    error
		status int
		text   string
	}{
		{"none", nil, 0, ""},
		{"structured", unreadable, 4, "hearsay: page.Parse: no text\nTry: Give a report.\n"},
		{"printed before", partial{unreadable}, 4, ""},
		{"of cobra", errors.New(`unknown command "raed" for "hearsay"`), 2, "hearsay: hearsay: unknown command \"raed\" for \"hearsay\"\nTry: hearsay --help\n"},
		{"interrupt", fmt.Errorf("x: %w", context.Canceled), 130, "hearsay: interrupted\n"},
		{"any other", errors.New("odd"), 1, "hearsay: odd\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var b strings.Builder
			if got := complain(&b, tt.err); got != tt.status || b.String() != tt.text {
				t.Errorf("complain = %d, %q; want %d, %q", got, b.String(), tt.status, tt.text)
			}
		})
	}
}
