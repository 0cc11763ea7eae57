package main

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"path"
	"runtime"
	"strings"

	"hearsay"
)

// A result is what came of one input.
type result struct {
	input
	reading *hearsay.Reading
	err     error // if it was not read
}

// A fatal error is about no report in particular: reading stops.
type fatal struct{ error }

// inOrder reads inputs with read, jobs at once, and passes the results to write
// in the order of the inputs. At most a few results per job wait for their
// turn. It returns the first error of write, or ctx's, when no read goes on.
func inOrder(ctx context.Context, inputs iter.Seq[input], jobs int, read func(context.Context, input) (*hearsay.Reading, error), write func(result) error) error {
	ctx, stop := context.WithCancel(ctx)
	waiting := make(chan chan result, 4*jobs)
	done := make(chan struct{})
	defer func() {
		stop()
		for c := range waiting {
			<-c
		}
		<-done
	}()
	go func() {
		defer close(done)
		defer close(waiting)
		free := make(chan struct{}, jobs)
		for in := range inputs {
			select {
			case free <- struct{}{}:
			case <-ctx.Done():
				return
			}
			c := make(chan result, 1)
			waiting <- c
			go func() {
				defer func() { <-free }()
				c <- guarded(ctx, in, read)
			}()
		}
	}()
	for c := range waiting {
		r := <-c
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := write(r); err != nil {
			return err
		}
	}
	return ctx.Err()
}

// guarded reads one input and turns a panic into an error of that input alone.
func guarded(ctx context.Context, in input, read func(context.Context, input) (*hearsay.Reading, error)) (r result) {
	r.input = in
	defer func() {
		if fault := recover(); fault != nil {
			r.reading = nil
			r.err = &hearsay.Error{Op: "read", Kind: hearsay.Internal, Err: fmt.Errorf("%s: a fault in hearsay: %v (%s)", in.name, fault, faultLine()),
				Hint: "Please report this line with the document; the other documents are not concerned."}
		}
	}()
	r.reading, r.err = read(ctx, in)
	r.bytes = nil // and what it holds
	if _, all := errors.AsType[fatal](r.err); r.err != nil && !all {
		r.err = naming(r.err, in.name)
	}
	return r
}

// faultLine returns the place in this program where the panic that is being
// recovered arose: "internal/page/html.go:120".
func faultLine() string {
	pcs := make([]uintptr, 64)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(3, pcs)])
	for {
		f, more := frames.Next()
		if name, ok := strings.CutPrefix(f.Function, "hearsay/"); ok {
			dir, base := path.Split(name)
			base, _, _ = strings.Cut(base, ".")
			return fmt.Sprintf("%s:%d", path.Join(dir, base, path.Base(f.File)), f.Line)
		}
		if !more {
			return "unknown place"
		}
	}
}
