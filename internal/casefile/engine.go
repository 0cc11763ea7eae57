package casefile

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"runtime/debug"
	"strings"
	"time"

	"hearsay"
)

// What engines have in common beside the rows of readings ([Tables]) and the
// bytes that they keep ([Packer]).

// Identity returns the id that a report is kept under: of its text, or for what
// could not be read, of what was received.
func Identity(r *Report) hearsay.DocumentID {
	if r.Error == "" {
		return r.Document.ID
	}
	h := sha256.New()
	h.Write(r.Source)
	h.Write([]byte("\x00" + r.Document.URL + "\x00" + r.Document.Name))
	return hearsay.DocumentID(h.Sum(nil))
}

// First returns the state that a report is in when it is added.
func First(r *Report) State {
	switch {
	case r.Error != "":
		return Broken
	case !english(r.Document.Language):
		return OtherLanguage
	}
	return Waiting
}

// english reports whether a document of this language is read. Documents without
// letters, "und", are too: there is nothing to get wrong in them.
func english(language string) bool {
	return language == "" || language == "und" || language == "en" || strings.HasPrefix(language, "en-")
}

// Tries is how often a document is tried before it is set aside.
const Tries = 4

// Wait returns how long to wait after the given try, from 1.
func (w *Work) Wait(try int) time.Duration {
	if w.Retry == nil {
		return time.Second << (2 * min(max(try-1, 0), 5))
	}
	return w.Retry(try)
}

// Safely reads a document and checks its reading. A panic is an error of the
// document, with its stack.
func (w *Work) Safely(ctx context.Context, k *Kept) (r *hearsay.Reading, err error) {
	defer func() {
		if p := recover(); p != nil {
			r, err = nil, fmt.Errorf("a fault in hearsay: %v\n%s", p, debug.Stack())
		}
	}()
	if r, err = w.Read(ctx, k); err != nil {
		return nil, err
	}
	return r, r.Validate()
}

// Failure says what went wrong with a case, named as people named it, and how to
// go on. known is false where an engine has to look at the error itself: it may
// then say more in what is returned.
func Failure(op, name string, err error) (e *hearsay.Error, known bool) {
	if e, ok := errors.AsType[*hearsay.Error](err); ok {
		return e, true
	}
	e = &hearsay.Error{Op: "case " + op, Kind: hearsay.Internal, Err: fmt.Errorf("%s: %w", name, err)}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		e.Kind, e.Hint = hearsay.NotFound, "Check the name; hearsay add makes a new case."
	case errors.Is(err, ErrNotFound):
		e.Kind, e.Hint = hearsay.NotFound, "hearsay find lists what is in the case."
	case errors.Is(err, ErrNewer):
		e.Kind, e.Hint = hearsay.Unreadable, "Use the newer version of hearsay."
	default:
		return e, false
	}
	return e, true
}
