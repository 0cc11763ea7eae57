package desk

import (
	"bytes"
	"cmp"
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"hearsay"
)

// A Hook is an address that is told of what happens to the case, by POST. The
// body is JSON ([Delivery]); its signature stands in the header
// X-Hearsay-Signature as "sha256=" and the hexadecimal HMAC-SHA256, under the
// hook's secret, of the header X-Hearsay-Timestamp (Unix seconds), a full stop,
// and the body.
type Hook struct {
	ID     string    `json:"id"`
	URL    string    `json:"url"`
	Secret string    `json:"secret,omitempty" doc:"told once, when the hook is made"`
	Events []string  `json:"events" doc:"alert, read, failed, added; empty stands for alert"`
	Added  time.Time `json:"added"`
	// How it does since the server began.
	Delivered int    `json:"delivered"`
	Failed    int    `json:"failed" doc:"given up after all tries"`
	Waiting   int    `json:"waiting"`
	Error     string `json:"error" doc:"of the last try, if it failed"`
}

// A Delivery is what a hook is sent.
type Delivery struct {
	ID    string    `json:"id"` // the same in all tries
	Event string    `json:"event"`
	Case  string    `json:"case"`
	At    time.Time `json:"at"`
	Data  any       `json:"data"` // a Progress, or what an alert found
}

// HookEvents are what hooks can be told of.
var HookEvents = []string{"alert", "read", "failed", "added"}

const (
	mostHooks   = 50
	mostWaiting = 1000 // deliveries of one hook; older ones are given up
)

// retry is how long to wait before each further try.
var retry = []time.Duration{time.Second, 10 * time.Second, time.Minute, 10 * time.Minute, time.Hour}

type hooks struct {
	o  Options
	mu struct {
		sync.Mutex
		all []*hook
		ctx context.Context // of run; nil while it does not run
	}
	jobs sync.WaitGroup
}

type hook struct {
	Hook
	queue []Delivery
	wake  chan struct{} // holds one
	gone  context.CancelFunc
}

// openHooks reads the file of hooks, if there is one.
func openHooks(o Options) (*hooks, error) {
	h := &hooks{o: o}
	if h.o.Retry == nil {
		h.o.Retry = retry
	}
	if o.Hooks == "" {
		return h, nil
	}
	b, err := os.ReadFile(o.Hooks)
	if errors.Is(err, fs.ErrNotExist) {
		return h, nil
	}
	var all []Hook
	if err == nil {
		err = json.Unmarshal(b, &all)
	}
	for i := range all {
		if err == nil {
			err = check(&all[i])
		}
		h.mu.all = append(h.mu.all, &hook{Hook: Hook{ID: cmp.Or(all[i].ID, newID()), URL: all[i].URL, Secret: all[i].Secret, Events: all[i].Events, Added: all[i].Added}, wake: make(chan struct{}, 1)})
	}
	if err != nil {
		return nil, &hearsay.Error{Op: "hooks", Kind: hearsay.Invalid, Err: fmt.Errorf("%s: %w", o.Hooks, err), Hint: `The file holds a list: [{"url": "https://desk.example/hook", "secret": "…", "events": ["alert"]}].`}
	}
	return h, nil
}

func newID() string { return strings.ToLower(rand.Text()[:10]) }

// check says what is wrong with a hook, and fills in what it leaves out.
func check(h *Hook) error {
	u, err := url.Parse(h.URL)
	switch {
	case err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.User != nil || len(h.URL) > 2000:
		return fmt.Errorf("%q is no address of the web", h.URL)
	case len(h.Secret) > 200:
		return errors.New("the secret is longer than 200 bytes")
	}
	for _, e := range h.Events {
		if !slices.Contains(HookEvents, e) {
			return fmt.Errorf("there is no event %q: there are %s", e, strings.Join(HookEvents, ", "))
		}
	}
	if len(h.Events) == 0 {
		h.Events = []string{"alert"}
	}
	if h.Secret == "" {
		h.Secret = rand.Text()
	}
	return nil
}

// Hooks returns the hooks, without their secrets.
func (d *Desk) Hooks() []Hook {
	h := d.hooks
	h.mu.Lock()
	defer h.mu.Unlock()
	all := make([]Hook, len(h.mu.all))
	for i, x := range h.mu.all {
		all[i] = x.Hook
		all[i].Secret, all[i].Waiting = "", len(x.queue)
	}
	return all
}

// AddHook keeps a hook and returns it with its secret: a new one where it has
// none. The error is of kind Invalid if it is none.
func (d *Desk) AddHook(add Hook) (Hook, error) {
	invalid := func(err error) (Hook, error) {
		return Hook{}, &hearsay.Error{Op: "hook", Kind: hearsay.Invalid, Err: err}
	}
	add = Hook{ID: newID(), URL: strings.TrimSpace(add.URL), Secret: add.Secret, Events: add.Events, Added: time.Now().UTC().Truncate(time.Second)}
	if err := check(&add); err != nil {
		return invalid(err)
	}
	h := d.hooks
	h.mu.Lock()
	defer h.mu.Unlock()
	if len(h.mu.all) >= mostHooks {
		return invalid(fmt.Errorf("there are %d hooks already", mostHooks))
	}
	x := &hook{Hook: add, wake: make(chan struct{}, 1)}
	if err := h.write(append(slices.Clone(h.mu.all), x)); err != nil {
		return Hook{}, err
	}
	h.mu.all = append(h.mu.all, x)
	if h.mu.ctx != nil {
		h.start(h.mu.ctx, x)
	}
	return add, nil
}

// DropHook removes a hook and what it is still to be told. The error is of kind
// NotFound if there is none of that id.
func (d *Desk) DropHook(id string) error {
	h := d.hooks
	h.mu.Lock()
	defer h.mu.Unlock()
	i := slices.IndexFunc(h.mu.all, func(x *hook) bool { return x.ID == id })
	if i < 0 {
		return &hearsay.Error{Op: "hook", Kind: hearsay.NotFound, Err: fmt.Errorf("there is no hook %q", id)}
	}
	left := slices.Delete(slices.Clone(h.mu.all), i, i+1)
	if err := h.write(left); err != nil {
		return err
	}
	if h.mu.all[i].gone != nil {
		h.mu.all[i].gone()
	}
	h.mu.all = left
	return nil
}

// write writes the file of hooks, which only its owner may read: it holds secrets.
func (h *hooks) write(all []*hook) error {
	if h.o.Hooks == "" {
		return nil
	}
	out := []Hook{}
	for _, x := range all {
		out = append(out, Hook{ID: x.ID, URL: x.URL, Secret: x.Secret, Events: x.Events, Added: x.Added})
	}
	b, err := json.MarshalIndent(out, "", " ")
	if err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(h.o.Hooks), ".hooks-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	_, err = f.Write(append(b, '\n'))
	if err = errors.Join(err, f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), h.o.Hooks)
}

// run delivers until ctx ends.
func (h *hooks) run(ctx context.Context) {
	h.mu.Lock()
	h.mu.ctx = ctx
	for _, x := range h.mu.all {
		h.start(ctx, x)
	}
	h.mu.Unlock()
	<-ctx.Done()
	h.mu.Lock()
	h.mu.ctx = nil
	h.mu.Unlock()
	h.jobs.Wait()
}

// start delivers to one hook. mu must be held.
func (h *hooks) start(ctx context.Context, x *hook) {
	ctx, x.gone = context.WithCancel(ctx)
	h.jobs.Go(func() { h.deliver(ctx, x) })
}

// take puts a notice in the queue of the hooks that want it.
func (h *hooks) take(n Notice) {
	del := Delivery{ID: newID(), Case: h.o.Name, At: n.At}
	switch {
	case n.Alert != nil:
		del.Event, del.Data = "alert", n.Alert
	case n.Document != nil && n.Document.State == "waiting":
		del.Event, del.Data = "added", n.Document
	case n.Document != nil && (n.Document.State == "read" || n.Document.State == "failed"):
		del.Event, del.Data = n.Document.State, n.Document
	default:
		return
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, x := range h.mu.all {
		if !slices.Contains(x.Events, del.Event) {
			continue
		}
		if len(x.queue) == mostWaiting {
			x.queue = slices.Delete(x.queue, 0, 1)
			x.Failed++
		}
		x.queue = append(x.queue, del)
		select {
		case x.wake <- struct{}{}:
		default:
		}
	}
}

// deliver sends what waits for one hook, in order, each until it is taken or all
// tries have failed.
func (h *hooks) deliver(ctx context.Context, x *hook) {
	for {
		h.mu.Lock()
		waiting := len(x.queue) > 0
		var del Delivery
		if waiting {
			del = x.queue[0]
		}
		h.mu.Unlock()
		if !waiting {
			select {
			case <-x.wake:
				continue
			case <-ctx.Done():
				return
			}
		}
		err := h.try(ctx, x, del)
		if ctx.Err() != nil {
			return
		}
		h.mu.Lock()
		if i := slices.IndexFunc(x.queue, func(d Delivery) bool { return d.ID == del.ID }); i >= 0 {
			x.queue = slices.Delete(x.queue, i, i+1)
		}
		if err != nil {
			x.Failed++
		} else {
			x.Delivered++
		}
		h.mu.Unlock()
		h.o.Log.Info("hook", "hook", x.ID, "delivery", del.ID, "event", del.Event, "error", err)
	}
}

// try sends one delivery, several times if need be.
func (h *hooks) try(ctx context.Context, x *hook, del Delivery) (err error) {
	body, err := json.Marshal(del)
	if err != nil {
		return err
	}
	for i := 0; ; i++ {
		begin := time.Now()
		stamp := strconv.FormatInt(begin.Unix(), 10)
		err = h.o.Web.Post(ctx, x.URL, map[string]string{
			"Content-Type": "application/json", "X-Hearsay-Event": del.Event, "X-Hearsay-Delivery": del.ID,
			"X-Hearsay-Timestamp": stamp, "X-Hearsay-Signature": Signature(x.Secret, stamp, body),
		}, bytes.Clone(body))
		h.o.Observe("hook", time.Since(begin))
		h.mu.Lock()
		if x.Error = ""; err != nil {
			x.Error = firstLine(err)
		}
		h.mu.Unlock()
		// An address that must not be reached does not become one that may.
		if err == nil || i == len(h.o.Retry) || hearsay.KindOf(err) == hearsay.Invalid {
			return err
		}
		select {
		case <-time.After(h.o.Retry[i]):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// Signature returns what stands in X-Hearsay-Signature.
func Signature(secret, timestamp string, body []byte) string {
	m := hmac.New(sha256.New, []byte(secret))
	m.Write([]byte(timestamp + "."))
	m.Write(body)
	return "sha256=" + hex.EncodeToString(m.Sum(nil))
}
