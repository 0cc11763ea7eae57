package casefile

import (
	"context"
	"strings"

	"hearsay"
)

// A Survey says what a case comes to as a whole.
type Survey interface {
	// Events returns events that answer a question, the latest first and those
	// without a date last. The question's terms about an event hold for each.
	Events(ctx context.Context, a Ask) (*Happenings, error)

	// Sources returns who is cited, most often first; if name is not "" only the
	// sources of that name, in whatever case.
	Sources(ctx context.Context, name string, limit int) ([]Source, error)

	// Claims returns events by their ids, in that order, without those that are
	// not there. An id without an event stands for the report as a whole.
	Claims(ctx context.Context, ids ...hearsay.ClaimID) ([]Happening, error)

	// Leading returns links of a kind, those that join most reports first, and of
	// these the ones of the latest.
	Leading(ctx context.Context, kind string, limit int) ([]hearsay.Link, error)

	// Sites returns the places where events that answer a question took place,
	// those with most first.
	Sites(ctx context.Context, a Ask) ([]Site, error)

	// Dates returns on which days events that answer a question took place, the
	// earliest first; those of which nothing is known last.
	Dates(ctx context.Context, a Ask) ([]Date, error)

	// Questions returns what reports leave open (kind "question") or predict
	// ("prediction"), of the latest report first.
	Questions(ctx context.Context, kind string, limit int) ([]Open, error)

	// Due returns questions and predictions that are open and have a day by which
	// they are decided, the nearest to come after day first, then those that are
	// past, the last first. Settled returns those that a person said the outcome
	// of, of the latest report first.
	Due(ctx context.Context, day string, limit int) ([]Open, error)
	Settled(ctx context.Context) ([]Open, error)

	// Findings returns how often each kind of finding was made, Outlets how many
	// reports each outlet published, Types how many events there are of each
	// type; each the most first.
	Findings(ctx context.Context) ([]Tally, error)
	Outlets(ctx context.Context) ([]Tally, error)
	Types(ctx context.Context) ([]Tally, error)

	// Published returns the outlet of every report; "" where it is not known.
	Published(ctx context.Context) (map[hearsay.DocumentID]string, error)

	// Makers returns what made the readings of the case, that of most first.
	Makers(ctx context.Context) ([]Maker, error)
}

// A Maker is a version of the program with its model and gazetteer, and how many
// readings it made.
type Maker struct {
	hearsay.Versions
	Readings int `json:"readings"`
}

// A Tally says how often something is found.
type Tally struct {
	Name    string `json:"name"`
	Reports int    `json:"reports"`
	Records int    `json:"records"` // in all of them
}

// A Source is somebody who is cited under one name.
type Source struct {
	Name       string `json:"name"` // "" stands for all statements without a source
	Kind       string `json:"kind"`
	Country    string `json:"country"`
	Sector     string `json:"sector"`
	Wikidata   string `json:"wikidata"`
	Statements int    `json:"statements"`
	Unnamed    int    `json:"unnamed"` // of the statements, those in which the source stays unnamed
	Reports    int    `json:"reports"`
	Outlets    int    `json:"outlets"`
}

// A Happening is an event of a case with what is needed to list it.
type Happening struct {
	Document   hearsay.DocumentID `json:"document"`
	Title      string             `json:"title"`
	Outlet     string             `json:"outlet"`
	Published  string             `json:"published"`
	Event      hearsay.EventID    `json:"event"`
	Words      string             `json:"words"`
	Span       hearsay.Span       `json:"span"` // where they stand
	Type       string             `json:"type"`
	Mode       string             `json:"mode"`
	Status     string             `json:"status"`
	First      string             `json:"first"` // first and last day that it may lie on; "" if not known
	Last       string             `json:"last"`
	Place      string             `json:"place"`
	Country    string             `json:"country"`
	Dead       *float64           `json:"dead"`
	Confidence float64            `json:"confidence"`
	Actors     []string           `json:"actors"`
	Recipients []string           `json:"recipients"`
	Chain      []string           `json:"chain"` // on whose word, the innermost first; "" for who is not named
}

// Happenings are a page of events.
type Happenings struct {
	Events []Happening `json:"events"`
	Total  int         `json:"total"`
	Next   string      `json:"next"` // for the next page; "" if there is none
}

// A Site is a place where events took place. Name is "" for events without a
// place.
type Site struct {
	Name     string   `json:"name"`
	Country  string   `json:"country"`
	Lat      *float64 `json:"lat"` // nil: the place could not be told from others of its name
	Lon      *float64 `json:"lon"`
	RadiusKM float64  `json:"radius_km"` // how far from the point it may have been
	Events   int      `json:"events"`
	Reports  int      `json:"reports"`
}

// A Date is a stretch of days in which events took place, each on some day of it.
type Date struct {
	First  string `json:"first"` // "" if not known
	Last   string `json:"last"`
	Events int    `json:"events"`
}

// An Open is a question that a report leaves open, or a prediction.
type Open struct {
	Document  hearsay.DocumentID `json:"document"`
	Title     string             `json:"title"`
	Outlet    string             `json:"outlet"`
	Published string             `json:"published"`
	Question  hearsay.QuestionID `json:"question"`
	Kind      string             `json:"kind"`
	Words     string             `json:"words"`
	Who       string             `json:"who"`       // "" for the author
	Certainty string             `json:"certainty"` // words of likelihood
	Span      hearsay.Span       `json:"span"`      // where its words stand
	Low       float64            `json:"low"`       // bounds of the probability that they give it; 0 if none
	High      float64            `json:"high"`
	Due       string             `json:"due"`     // the day by which it is decided; "" if not said
	Options   []string           `json:"options"` // that the text names
	Outcome   string             `json:"outcome"` // what a person said became of it: yes, no, void, an option; "" while it is open
}

// Lines returns the lines of s; none of "".
func Lines(s string) []string {
	if s == "" {
		return []string{}
	}
	return strings.Split(s, "\n")
}
