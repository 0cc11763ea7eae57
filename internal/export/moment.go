package export

import (
	"math"
	"time"

	"hearsay"
)

// moment returns when a document was published, in universal time, as exactly as
// that is known: at the beginning of the day if no more is. ok is false if not even
// the day is known. A time without a zone counts as universal.
func moment(d hearsay.Date) (t time.Time, ok bool) {
	for _, form := range []string{time.RFC3339, "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05", "2006-01-02T15:04", time.DateOnly} {
		if t, err := time.Parse(form, d.Value); err == nil {
			return t.UTC(), true
		}
	}
	return time.Time{}, false
}

// degree returns a confidence, a share or a degree of certainty with four digits
// after the point. None is known better.
func degree(x float64) float64 { return math.Round(x*1e4) / 1e4 }
