package ui

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"path"
	"strings"

	"hearsay"
	"hearsay/internal/desk"
	"hearsay/internal/intake"
)

// changes registers the pages and forms that change the case, and those that
// tell of changes.
func (u *UI) changes() {
	u.page("GET /add", "add", u.addPage)
	u.page("GET /add/{batch}", "batch", u.batch)
	u.page("GET /report/{id}/edit", "edit", u.edit)
	u.page("GET /report/{id}/edit/{record}", "edit", u.edit)
	u.mux.HandleFunc("POST /add", u.add)
	u.mux.HandleFunc("POST /report/{id}/edit/{record}", u.keepEdits)
	u.mux.HandleFunc("POST /report/{id}/undo", u.undo)
	u.mux.HandleFunc("POST /grade", u.grade)
	u.mux.HandleFunc("GET /alerts.atom", u.alertFeed)
	u.mux.HandleFunc("GET /events.atom", u.eventFeed)
	u.mux.HandleFunc("GET /live.js", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/javascript; charset=utf-8")
		w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
		io.WriteString(w, liveScript)
	})
}

// refuse answers who may not write.
func (u *UI) refuse(w http.ResponseWriter, r *http.Request) {
	u.write(w, r, http.StatusForbidden, "error", view{"Forbidden", failure{http.StatusForbidden, "Only who is signed in with the token for writing may change the case.", "Sign in, and go back."}})
}

// addPage shows the form for handing in reports.
func (u *UI) addPage(r *http.Request) (view, error) {
	return view{"Add reports", struct{ May, Reads bool }{u.mayWrite(r) && u.o.Desk != nil, u.o.Desk != nil && u.o.Desk.Works()}}, nil
}

// mostFiles is how many files are handed in at once.
const mostFiles = 500

// add takes in what was handed in and shows how far it is.
func (u *UI) add(w http.ResponseWriter, r *http.Request) {
	if !u.mayWrite(r) || u.o.Desk == nil {
		u.refuse(w, r)
		return
	}
	h, err := handed(r)
	if err != nil {
		u.fail(w, r, err)
		return
	}
	b, err := u.o.Desk.Take(h)
	if err != nil {
		u.fail(w, r, err)
		return
	}
	http.Redirect(w, r, "/add/"+b.ID, http.StatusSeeOther)
}

// handed reads the form of the page that adds.
func handed(r *http.Request) (h desk.Handed, err error) {
	wrong := func(format string, args ...any) (desk.Handed, error) {
		return desk.Handed{}, &hearsay.Error{Op: "add", Kind: hearsay.Invalid, Err: fmt.Errorf(format, args...), Hint: "Go back and try again with less."}
	}
	if err := r.ParseMultipartForm(8 << 20); err != nil && !errors.Is(err, http.ErrNotMultipart) {
		return wrong("the form cannot be read: %w", err)
	}
	if r.MultipartForm != nil {
		defer r.MultipartForm.RemoveAll()
		files := r.MultipartForm.File["files"]
		if len(files) > mostFiles {
			return wrong("%d files at once are too many: %d are taken", len(files), mostFiles)
		}
		for _, f := range files {
			if f.Size == 0 && f.Filename == "" {
				continue
			}
			in, err := f.Open()
			if err != nil {
				return wrong("%s: %w", f.Filename, err)
			}
			body, err := io.ReadAll(in)
			in.Close()
			if err != nil {
				return wrong("%s: %w", f.Filename, err)
			}
			h.Sources = append(h.Sources, intake.Source{Name: path.Base(strings.ReplaceAll(f.Filename, `\`, "/")), Body: body})
		}
	}
	of := func(name string) string { return strings.TrimSpace(r.PostFormValue(name)) }
	for _, line := range strings.Fields(of("urls")) {
		if !strings.Contains(line, "://") {
			line = "https://" + line
		}
		h.URLs = append(h.URLs, line)
	}
	if len(h.URLs) > mostFiles {
		return wrong("%d addresses at once are too many: %d are taken", len(h.URLs), mostFiles)
	}
	if text := of("text"); text != "" {
		title := of("title")
		if title != "" {
			text = title + "\n\n" + text
		}
		h.Sources = append(h.Sources, intake.Source{Name: orElse(short(title, 80), "pasted text"), ContentType: "text/plain; charset=utf-8", Body: []byte(text)})
	}
	h.Outlet, h.Published = of("outlet"), of("published")
	return h, nil
}

type batchView struct {
	ID                              string
	Done                            bool
	Items                           []batchItem
	Read, Failed, Known, Open, Past int
	Waits                           bool // for another process to read it
}

type batchItem struct {
	desk.Progress
	Link, Class string
}

// batch shows what became of what was handed in at once.
func (u *UI) batch(r *http.Request) (view, error) {
	if u.o.Desk == nil {
		return view{}, &hearsay.Error{Op: "batch", Kind: hearsay.NotFound, Err: errors.New("nothing can be handed in here")}
	}
	b, err := u.o.Desk.Batch(r.Context(), r.PathValue("batch"))
	if err != nil {
		return view{}, err
	}
	v := batchView{ID: b.ID, Done: b.Done, Waits: !u.o.Desk.Works()}
	for _, it := range b.Items {
		item := batchItem{Progress: it, Class: "is-" + strings.ReplaceAll(it.State, " ", "-")}
		if !it.Document.IsZero() {
			item.Link = "/report/" + it.Document.String()
		}
		switch it.State {
		case "read", "unread":
			v.Read++
		case "failed":
			v.Failed++
		case "known":
			v.Known++
		default:
			v.Open++
		}
		v.Items = append(v.Items, item)
	}
	v.Past = len(v.Items) - v.Open
	return view{"Adding reports", v}, nil
}
