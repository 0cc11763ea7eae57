package casefiletest

import (
	"context"

	"hearsay"
	"hearsay/internal/casefile"
)

// Questions are asked of cases of several sizes (see [Many]): by words, by what is
// rare and what is common, by what is in most reports and in none.
var Questions = []string{
	"", "harbour", `"northern banks"`, "soldiers depot -flood", "title:fishing", "nowhere", "the",
	"source:toldane", "source:kafo", "mentions:gazette", "mentions:a", "act:deny", "outlet:gaz", "url:example/77", "language:en",
	"type:ASSAULT", "type:ASSAULT place:xav", "who:soldiers since:2022", "said-by:gazette type:CONSULT", "since:2022-03 until:2022-04", "is:failed",
	"finding:unnamed-source flood", "harbour OR source:kafo", "-harbour", "dead:3", "status:denied",
}

// Fill adds the first n of [Many] to s, with their readings.
func Fill(ctx context.Context, s casefile.Store, n int) error {
	const batch = 500
	var reports []casefile.Report
	var readings []*hearsay.Reading
	flush := func() error {
		if _, err := s.Add(ctx, reports...); err != nil {
			return err
		}
		err := s.Keep(ctx, readings...)
		reports, readings = reports[:0], readings[:0]
		return err
	}
	for report, r := range Many(n) {
		if reports, readings = append(reports, report), append(readings, r); len(reports) == batch {
			if err := flush(); err != nil {
				return err
			}
		}
	}
	return flush()
}
