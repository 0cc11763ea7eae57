package worker_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"hearsay"
	"hearsay/internal/casefile"
	"hearsay/internal/casefile/casefiletest"
	"hearsay/internal/casefile/sqlite"
	"hearsay/internal/worker"
)

func filled(t *testing.T, n int) casefile.Store {
	t.Helper()
	s, err := sqlite.Open(context.Background(), filepath.Join(t.TempDir(), "case.hearsay"), false)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	for i := range n {
		if _, err := s.Add(context.Background(), casefiletest.Report(t, fmt.Sprintf("https://herald.example/%d", i), fmt.Sprintf("Report %d", i), "The ferry was late, the harbour master said.")); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

// TestRun reads and links what waits, with a document that cannot be read, and
// tells of it in the log.
func TestRun(t *testing.T) {
	s := filled(t, 5)
	var out bytes.Buffer
	var mu sync.Mutex
	stages := make(map[string]int)
	read := func(ctx context.Context, k *casefile.Kept) (*hearsay.Reading, error) {
		if k.Document.Title == "Report 3" {
			panic("a bad word")
		}
		return casefiletest.Read(ctx, k)
	}
	start := time.Now()
	err := worker.Run(context.Background(), s, worker.Options{Jobs: 2, Read: read, Link: true, Log: slog.New(slog.NewJSONHandler(&out, nil)), Observe: func(stage string, _ hearsay.DocumentID, began time.Time, _ error) {
		mu.Lock()
		defer mu.Unlock()
		if began.Before(start) {
			t.Errorf("%s began before all", stage)
		}
		stages[stage]++
	}})
	if err != nil {
		t.Fatal(err)
	}
	c, err := s.Counts(context.Background())
	if err != nil || c.Read != 4 || c.Broken != 1 || c.Waiting != 0 {
		t.Errorf("%+v, %v", c, err)
	}
	if stages["read"] != 4+casefile.Tries || stages["keep"] != 4 || stages["link"] != 4 {
		t.Errorf("stages %v", stages)
	}
	for _, want := range []string{`"msg":"read","document":"`, `"msg":"set aside","document":"`, "a bad word"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("the log lacks %s:\n%s", want, out.String())
		}
	}
	if q, err := s.Queue(context.Background()); err != nil || q.Waiting+q.Running+q.Retrying+q.Unlinked != 0 {
		t.Errorf("queue %+v, %v", q, err)
	}
}

// TestStop stops a worker while it reads: what is on hand is read to its end, the
// rest waits.
func TestStop(t *testing.T) {
	s := filled(t, 40)
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	began := make(chan bool, 40)
	read := func(ctx context.Context, k *casefile.Kept) (*hearsay.Reading, error) {
		began <- true
		time.Sleep(50 * time.Millisecond)
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		return casefiletest.Read(ctx, k)
	}
	go func() { <-began; stop() }()
	if err := worker.Run(ctx, s, worker.Options{Read: read, Forever: true, Grace: 10 * time.Second}); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
	if c, err := s.Counts(context.Background()); err != nil || c.Read == 0 || c.Waiting == 0 || c.Read+c.Waiting != 40 {
		t.Errorf("%+v, %v", c, err)
	}
}

// TestListen asks a worker how it does.
func TestListen(t *testing.T) {
	s := filled(t, 3)
	ctx, stop := context.WithCancel(context.Background())
	address, ended := make(chan string, 1), make(chan error, 1)
	go func() {
		ended <- worker.Run(ctx, s, worker.Options{Read: casefiletest.Read, Forever: true, Listen: "127.0.0.1:0", Version: "7", Ready: func(a string) { address <- a }})
	}()
	at := "http://" + <-address
	ask := func(path string) (int, string) {
		r, err := http.Get(at + path)
		if err != nil {
			t.Fatal(err)
		}
		defer r.Body.Close()
		b, _ := io.ReadAll(r.Body)
		return r.StatusCode, string(b)
	}
	for begin := time.Now(); ; {
		_, b := ask("/metrics")
		if strings.Contains(b, `hearsay_worker_documents_total{outcome="read"} 3`) && strings.Contains(b, `hearsay_info{version="7"} 1`) && strings.Contains(b, "hearsay_workers") {
			break
		}
		if time.Since(begin) > 30*time.Second {
			t.Fatalf("metrics: %s", b)
		}
		time.Sleep(50 * time.Millisecond)
	}
	for path, want := range map[string]int{"/healthz": 200, "/readyz": 200, "/": 404} {
		if got, _ := ask(path); got != want {
			t.Errorf("%s: %d, want %d", path, got, want)
		}
	}
	s.Close() // the case is gone
	if got, _ := ask("/readyz"); got != http.StatusServiceUnavailable {
		t.Errorf("/readyz without a case: %d", got)
	}
	stop()
	<-ended
}
