package ui

import (
	"bytes"
	"errors"
	"html/template"
	"net/http"
	"slices"
	"strings"

	"hearsay/internal/casefile"
	"hearsay/internal/export"
	"hearsay/internal/query"
)

var errNoName = errors.New("no name was given")

// asQuery returns what is wrong with a query, if that is what err says.
func asQuery(err error) (*query.Error, bool) { return errors.AsType[*query.Error](err) }

type reportView struct {
	Kept     *casefile.Kept
	ID       string        // the document's
	Section  template.HTML // made by package export, which escapes all of it; "" without a reading
	Lines    []string      // of the text, where there is no reading
	State    string
	Versions []casefile.Seen
	Edits    []casefile.Edit
	Left     int // edits whose words are no record any more
	Why      bool
	Fields   []fieldsOf
}

// fieldsOf are the fields that can be corrected in a kind of record.
type fieldsOf struct {
	Letter, Kind string
	Names        []string
}

var correctable = []fieldsOf{
	{"d", "the report", casefile.Fields["d"]}, {"v", "an event (v1, v2 …)", casefile.Fields["v"]}, {"p", "a place (p1 …)", casefile.Fields["p"]},
	{"t", "a time (t1 …)", casefile.Fields["t"]}, {"a", "a statement (a1 …)", casefile.Fields["a"]}, {"E", "a name (E1 …)", casefile.Fields["E"]},
}

var states = map[casefile.State]string{
	casefile.Waiting: "It waits to be read.", casefile.Broken: "It could not be read.", casefile.OtherLanguage: "It is not English and was not read as if it were.",
}

// report shows one report with its versions and corrections.
func (u *UI) report(r *http.Request) (view, error) {
	ctx := r.Context()
	k, err := u.store.Document(ctx, r.PathValue("id"))
	if err != nil {
		return view{}, err
	}
	v := reportView{Kept: k, ID: k.Document.ID.String(), State: states[k.State], Why: r.FormValue("why") != ""}
	reading, edits, err := u.store.Reading(ctx, k.Document.ID)
	if err != nil {
		return view{}, err
	}
	v.Edits = edits
	if reading != nil {
		over, left := casefile.Overlay(reading, edits)
		v.Left, k.Document = len(left), over.Document
		var b bytes.Buffer
		if err := export.HTMLSection(&b, "", over, export.HTMLOptions{Why: v.Why}); err != nil {
			return view{}, err
		}
		if v.Section = template.HTML(b.String()); u.mayWrite(r) {
			if v.Section, err = withEdits(b.Bytes(), v.ID); err != nil {
				return view{}, err
			}
		}
	} else {
		v.Lines = slices.Collect(strings.SplitSeq(k.Document.Text, "\n"))
	}
	if k.Document.URL != "" {
		if v.Versions, err = u.store.Versions(ctx, k.Document.URL); err != nil {
			return view{}, err
		}
	}
	if u.mayWrite(r) {
		v.Fields = correctable
	}
	return view{short(orElse(k.Document.Title, "Without a headline"), 100), v}, nil
}

// correct keeps a correction and shows the report again.
func (u *UI) correct(w http.ResponseWriter, r *http.Request) {
	if !u.mayWrite(r) {
		http.Error(w, "sign in to correct", http.StatusForbidden)
		return
	}
	id := r.PathValue("id")
	of := r.PostFormValue
	if _, err := casefile.Correct(r.Context(), u.store, id, of("record"), of("field"), of("value"), of("by"), of("note")); err != nil {
		u.fail(w, r, err)
		return
	}
	http.Redirect(w, r, "/report/"+id+"#corrections", http.StatusSeeOther)
}
