package desk

import (
	"context"
	"iter"
	"time"

	"hearsay"
	"hearsay/internal/casefile"
)

// A Notice says that something happened to the case: exactly one of its pointers
// is set.
type Notice struct {
	N        int // counts up from 1 while the desk runs
	At       time.Time
	Document *Progress
	Case     *Totals
	Alert    *casefile.Find
}

// A Progress says how far a document, or what is to become one, has come.
type Progress struct {
	Document hearsay.DocumentID `json:"document,omitzero"` // zero while it is not known, and if it could not be read as a text
	Name     string             `json:"name" doc:"as it was handed in"`
	Title    string             `json:"title"`
	State    string             `json:"state" enum:"taking in,waiting,read,failed,known,unread,linked" doc:"known: the case had it; unread: not in English"`
	Error    string             `json:"error"`
	Batch    string             `json:"batch" doc:"id of the batch that it was handed in with; may be empty"`
}

// Totals are [casefile.Counts] with the names of JSON.
type Totals struct {
	Documents     int   `json:"documents"`
	Read          int   `json:"read"`
	Waiting       int   `json:"waiting"`
	Failed        int   `json:"failed"`
	OtherLanguage int   `json:"other_language"`
	Versions      int   `json:"versions"`
	Events        int   `json:"events"`
	Attributions  int   `json:"attributions"`
	Edits         int   `json:"edits"`
	Bytes         int64 `json:"bytes"`
}

// TotalsOf returns counts with the names of JSON.
func TotalsOf(c casefile.Counts) Totals {
	return Totals{c.Documents, c.Read, c.Waiting, c.Broken, c.OtherLanguage, c.Versions, c.Events, c.Attributions, c.Edits, c.Bytes}
}

// remembered is how many notices are kept for who was away for a moment.
const remembered = 1000

// tell passes a notice on.
func (d *Desk) tell(n Notice) {
	d.mu.Lock()
	d.mu.n++
	n.N, n.At = d.mu.n, time.Now().UTC()
	if len(d.mu.news) == remembered {
		d.mu.news = append(d.mu.news[:0:0], d.mu.news[remembered/2:]...)
	}
	d.mu.news = append(d.mu.news, n)
	close(d.mu.more)
	d.mu.more = make(chan struct{})
	d.mu.Unlock()
	d.hooks.take(n)
}

// Last returns the number of the last notice, 0 if there was none.
func (d *Desk) Last() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.mu.n
}

// Notices returns the notices after number after as they come, until ctx
// ends or the desk does.
// When nothing happened for a while it yields nil, so that who listens can say
// that it is still there.
func (d *Desk) Notices(ctx context.Context, after int) iter.Seq[*Notice] {
	return func(yield func(*Notice) bool) {
		for {
			d.mu.Lock()
			more := d.mu.more
			var fresh []Notice
			for _, n := range d.mu.news {
				if n.N > after {
					fresh = append(fresh, n)
				}
			}
			d.mu.Unlock()
			for i := range fresh {
				if after = fresh[i].N; !yield(&fresh[i]) {
					return
				}
			}
			if len(fresh) > 0 {
				continue
			}
			quiet := time.NewTimer(quietly)
			select {
			case <-more:
			case <-quiet.C:
				if !yield(nil) {
					return
				}
			case <-d.ended:
				quiet.Stop()
				return
			case <-ctx.Done():
				quiet.Stop()
				return
			}
			quiet.Stop()
		}
	}
}

// quietly is how long [Desk.Notices] says nothing.
const quietly = 15 * time.Second
