package api

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strconv"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/sse"

	"hearsay"
	"hearsay/internal/casefile"
	"hearsay/internal/desk"
	"hearsay/internal/intake"
)

// handing registers what is done with a desk: handing in, progress, hooks.
func (s *server) handing(a huma.API) {
	huma.Register(a, huma.Operation{OperationID: "add", Method: http.MethodPost, Path: "/api/documents", Summary: "Hand in a report, as a text or by its address",
		Description:   "It is taken in and read meanwhile: the batch, or /api/progress, tells how far it is.",
		DefaultStatus: http.StatusAccepted, MaxBodyBytes: 50 << 20, Security: []map[string][]string{{"token": {}}}, Errors: []int{400, 401, 403, 413, 415, 429, 503}}, told(s, s.add))
	get(s, a, "/api/batches/{batch}", "batch", "What became of what was handed in at once", s.batch)
	sse.Register(a, huma.Operation{OperationID: "progress", Method: http.MethodGet, Path: "/api/progress", Summary: "What happens to the case, as it happens",
		Description: "Server-sent events: document says how far a document has come, case how much there is, when that changes and every fifteen seconds, alert what a saved query found. " +
			"Who comes back with Last-Event-ID is told what was missed, up to the last 500 events.", Errors: []int{400, 401, 429}},
		map[string]any{"document": desk.Progress{}, "case": desk.Totals{}, "alert": casefile.Find{}}, s.progress)
	put(s, a, http.MethodGet, "/api/webhooks", "webhooks", "Addresses that are told of what happens", http.StatusOK, s.webhooks)
	put(s, a, http.MethodPost, "/api/webhooks", "add-webhook", "Tell an address of what happens", http.StatusCreated, s.addWebhook)
	put(s, a, http.MethodDelete, "/api/webhooks/{hook}", "drop-webhook", "Tell an address nothing any more", http.StatusNoContent, s.dropWebhook)
}

type handed struct {
	Body struct {
		URL       string   `json:"url,omitempty" doc:"address of the report, a feed or a list of them" maxLength:"4000" format:"uri"`
		Text      string   `json:"text,omitempty" doc:"the text itself; url is then where it stood"`
		Title     string   `json:"title,omitempty" maxLength:"1000"`
		Outlet    string   `json:"outlet,omitempty" maxLength:"400"`
		Published string   `json:"published,omitempty" doc:"2022-08-31, 2022-08 or 2022, or with the time" maxLength:"40"`
		Authors   []string `json:"authors,omitempty" maxItems:"50"`
		Language  string   `json:"language,omitempty" maxLength:"20"`
	}
}

type accepted struct {
	Location string `header:"Location" doc:"address of the batch"`
	Body     desk.Batch
}

func (s *server) add(_ context.Context, in *handed) (*accepted, error) {
	b := in.Body
	h := desk.Handed{Outlet: b.Outlet, Published: b.Published}
	switch {
	case b.Text != "":
		line, err := json.Marshal(b)
		if err != nil {
			return nil, err
		}
		h.Sources = []intake.Source{{Name: cmp.Or(b.URL, b.Title, "a text") + ".jsonl", URL: b.URL, ContentType: "application/x-ndjson", Body: line}}
	case b.URL != "":
		h.URLs = []string{b.URL}
	default:
		return nil, &hearsay.Error{Op: "add", Kind: hearsay.Invalid, Err: errors.New("there is neither a text nor an address")}
	}
	out, err := s.o.Desk.Take(h)
	if err != nil {
		return nil, err
	}
	return &accepted{"/api/batches/" + out.ID, *out}, nil
}

type ofBatch struct {
	ID string `path:"batch" maxLength:"40"`
}

func (s *server) batch(ctx context.Context, in *ofBatch) (*answer[desk.Batch], error) {
	b, err := s.o.Desk.Batch(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	return ok(*b, nil)
}

type resumed struct {
	Last string `header:"Last-Event-ID" doc:"id of the last event that was seen" maxLength:"20"`
}

// progress sends what happens: first how much there is, then what was missed
// since the last event that was seen, then the rest as it comes.
func (s *server) progress(ctx context.Context, in *resumed, send sse.Sender) {
	after := s.o.Desk.Last()
	c, err := s.store.Counts(ctx)
	if err != nil || send(sse.Message{Data: desk.TotalsOf(c), Retry: 3000}) != nil {
		return
	}
	if n, err := strconv.Atoi(in.Last); err == nil && n >= 0 && n < after {
		after = n
	}
	for n := range s.o.Desk.Notices(ctx, after) {
		m := sse.Message{}
		switch {
		case n == nil:
			if c, err = s.store.Counts(ctx); err != nil {
				return
			}
			m.Data = desk.TotalsOf(c)
		case n.Document != nil:
			m.ID, m.Data = n.N, *n.Document
		case n.Alert != nil:
			m.ID, m.Data = n.N, *n.Alert
		default:
			m.ID, m.Data = n.N, *n.Case
		}
		if send(m) != nil {
			return
		}
	}
}

func (s *server) webhooks(context.Context, *none) (*answer[[]desk.Hook], error) {
	return ok(s.o.Desk.Hooks(), nil)
}

type newHook struct {
	Body struct {
		URL    string   `json:"url" maxLength:"2000" format:"uri"`
		Secret string   `json:"secret,omitempty" doc:"signs what is sent; one is made up if there is none" maxLength:"200"`
		Events []string `json:"events,omitempty" doc:"empty stands for alert" maxItems:"10" enum:"alert,read,failed,added"`
	}
}

func (s *server) addWebhook(_ context.Context, in *newHook) (*answer[desk.Hook], error) {
	return ok(s.o.Desk.AddHook(desk.Hook{URL: in.Body.URL, Secret: in.Body.Secret, Events: in.Body.Events}))
}

type ofHook struct {
	ID string `path:"hook" maxLength:"40"`
}

func (s *server) dropWebhook(_ context.Context, in *ofHook) (*none, error) {
	return nil, s.o.Desk.DropHook(in.ID)
}
