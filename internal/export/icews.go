package export

import (
	"io"
	"strings"

	"hearsay"
)

// An ICEWS writes events as the tab-separated values of the ICEWS data set, 20
// columns under their names, one row for each pair of actor and recipient.
// Only what is said to have happened is written. The code is CAMEO's, the
// intensity Goldstein's. Left empty are District, for a Reading has none, and the
// country of those that belong to none, like the UN.
type ICEWS struct{ rows }

// NewICEWS returns a writer to w.
func NewICEWS(w io.Writer) *ICEWS {
	return &ICEWS{rows{w: w, columns: strings.Split("Event ID,Event Date,Source Name,Source Sectors,Source Country,Event Text,CAMEO Code,Intensity,"+
		"Target Name,Target Sectors,Target Country,Story ID,Sentence Number,Publisher,City,District,Province,Country,Latitude,Longitude", ",")}}
}

// Write appends the events of r. The name under which the report was given is ignored.
func (x *ICEWS) Write(_ string, r *hearsay.Reading) error {
	s := newScene(r)
	for d := range s.dyads {
		place := polecatPlace(d.place)
		err := x.add(number(s.key(d)), dayOf(d.Time.Value),
			d.actor.name, d.actor.sector, countryName(d.actor.country),
			goldstein[rootOf(d.cameo)].name, d.cameo, decimal(intensity(d.cameo)),
			d.target.name, d.target.sector, countryName(d.target.country),
			number(s.Document.ID.String()), s.sentenceNumber(d.Trigger.Span), s.Document.Outlet, place[1], place[2], place[3], place[4], place[5], place[6])
		if err != nil {
			return err
		}
	}
	return nil
}

// Close writes the columns' names if there was no event.
func (x *ICEWS) Close() error { return x.head() }
