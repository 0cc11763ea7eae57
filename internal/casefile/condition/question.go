package condition

import (
	"context"

	"hearsay/internal/casefile"
)

// Questions selects what an engine's [Asking] reads of questions and forecasts; a
// condition, an order and a limit follow.
const Questions = `SELECT d.id, d.title, d.outlet, d.published, q.id, q.kind, q.words, q.who, q.certainty, q.start, q.stop, q.low, q.high, q.due, q.options, q.outcome
	FROM question q JOIN document d ON d.seq = q.document `

// An Asking answers [Questions] with what follows it, in which ? stands for an
// argument.
type Asking func(ctx context.Context, which string, args ...any) ([]casefile.Open, error)

const latest = "d.published DESC, d.id, q.id"

// OfKind returns the latest of a kind: see [casefile.Survey].Questions.
func (ask Asking) OfKind(ctx context.Context, kind string, limit int) ([]casefile.Open, error) {
	return ask(ctx, "WHERE q.kind = ? ORDER BY "+latest+" LIMIT ?", kind, limit)
}

// Due returns those that a day decides, the next first: see [casefile.Survey].
func (ask Asking) Due(ctx context.Context, day string, limit int) ([]casefile.Open, error) {
	next, err := ask(ctx, "WHERE q.due > ? AND q.outcome = '' ORDER BY q.due, "+latest+" LIMIT ?", day, limit)
	if err != nil {
		return nil, err
	}
	past, err := ask(ctx, "WHERE q.due <> '' AND q.due <= ? AND q.outcome = '' ORDER BY q.due DESC, "+latest+" LIMIT ?", day, limit-len(next))
	return append(next, past...), err
}

// Settled returns those with an outcome: see [casefile.Survey].
func (ask Asking) Settled(ctx context.Context) ([]casefile.Open, error) {
	return ask(ctx, "WHERE q.outcome <> '' ORDER BY "+latest)
}
