package intake_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"hearsay/internal/casefile"
	"hearsay/internal/casefile/casefiletest"
	"hearsay/internal/intake"
)

// TestRoom takes in more than may wait: it goes on only when somebody reads.
func TestRoom(t *testing.T) {
	s := newCase(t)
	var lines strings.Builder
	for i := range 200 { // more than go into one transaction
		fmt.Fprintf(&lines, `{"title":"Report %d","text":"Ferry %d was late, the harbour master said.","url":"https://herald.example/%d"}`+"\n", i, i, i)
	}
	in := newIntake(t, s, intake.Options{Most: 10, Stdin: strings.NewReader(lines.String())})
	ctx, stop := context.WithTimeout(context.Background(), time.Minute)
	defer stop()
	ended := make(chan error, 1)
	go func() {
		_, err := in.Add(ctx, "-")
		ended <- err
	}()
	for begin := time.Now(); ; time.Sleep(10 * time.Millisecond) {
		if q, err := s.Queue(ctx); err != nil || q.Waiting > 0 || time.Since(begin) > 30*time.Second {
			break
		}
	}
	select {
	case err := <-ended:
		t.Fatalf("all was taken in while nobody read: %v", err)
	case <-time.After(time.Second):
	}
	if c, err := s.Counts(ctx); err != nil || c.Documents == 0 || c.Documents > 100 {
		t.Errorf("%d documents were taken in while nobody read, %v", c.Documents, err)
	}
	working := make(chan error, 1)
	inner, end := context.WithCancel(ctx)
	go func() {
		working <- s.Work(inner, casefile.Work{Workers: 2, Read: casefiletest.Read, Forever: true})
	}()
	if err := <-ended; err != nil {
		t.Error(err)
	}
	end()
	<-working
	if c, err := s.Counts(ctx); err != nil || c.Documents != 200 {
		t.Errorf("%+v, %v", c, err)
	}
}
