package casefile

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"hearsay"
)

// A Matrix holds hypotheses against claims of the case, as R. Heuer's analysis of
// competing hypotheses does, with hypotheses in rows: what counts is how much
// speaks against each.
type Matrix struct {
	ID         string     `json:"id"` // letters, digits and hyphens
	Question   string     `json:"question"`
	Hypotheses []string   `json:"hypotheses"`
	Evidence   []Evidence `json:"evidence"`
	By         string     `json:"by"`
	At         time.Time  `json:"at"`
	Note       string     `json:"note"`
}

// Evidence is a claim of the case, with what it says of each hypothesis.
type Evidence struct {
	Claim hearsay.ClaimID `json:"claim"`
	Words string          `json:"words"` // what it says, in a line
	// Says has for each hypothesis −2 (it excludes it), −1 (it speaks against it),
	// 0 (it says nothing), 1 (it fits) or 2 (it is what the hypothesis foretells).
	Says []int  `json:"says"`
	Note string `json:"note"`
}

// Matrices keeps hypotheses.
type Matrices interface {
	// Matrices returns all, by id.
	Matrices(ctx context.Context) ([]Matrix, error)

	// KeepMatrix keeps one, in place of one of its id.
	KeepMatrix(ctx context.Context, m Matrix) error

	// DropMatrix removes one. The error wraps [ErrNotFound] if there is none.
	DropMatrix(ctx context.Context, id string) error
}

// Largest matrix that is kept.
const (
	MostHypotheses = 12
	MostEvidence   = 60
)

// Validate says what is wrong with a matrix.
func (m *Matrix) Validate() error {
	bad := func(format string, args ...any) error {
		return &hearsay.Error{Op: "hypotheses", Kind: hearsay.Invalid, Err: fmt.Errorf(format, args...)}
	}
	outside := func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') && r != '-' }
	switch {
	case m.ID == "" || len(m.ID) > 60 || strings.ContainsFunc(m.ID, outside):
		return bad("%q is no id: small letters, digits and hyphens, at most 60", m.ID)
	case strings.TrimSpace(m.Question) == "" || len(m.Question) > correctionSize || len(m.Note) > correctionSize:
		return bad("the question must have 1 to %d bytes", correctionSize)
	case len(m.Hypotheses) < 2 || len(m.Hypotheses) > MostHypotheses:
		return bad("there must be 2 to %d hypotheses", MostHypotheses)
	case len(m.Evidence) > MostEvidence:
		return bad("there can be %d pieces of evidence", MostEvidence)
	}
	for _, h := range m.Hypotheses {
		if strings.TrimSpace(h) == "" || len(h) > correctionSize {
			return bad("a hypothesis must have 1 to %d bytes", correctionSize)
		}
	}
	for _, e := range m.Evidence {
		if len(e.Says) != len(m.Hypotheses) || slices.ContainsFunc(e.Says, func(n int) bool { return n < -2 || n > 2 }) {
			return &hearsay.Error{Op: "hypotheses", Kind: hearsay.Invalid, Err: errors.New("evidence must say −2 to 2 of each hypothesis")}
		}
	}
	return nil
}
