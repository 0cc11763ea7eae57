package reading

import "hearsay/internal/calibrate"

// calibrated states in every record what its score is worth, at the very end:
// all that was decided on the way was decided by the scores.
func (a *assembly) calibrated(maps *calibrate.Maps) {
	if maps == nil {
		return
	}
	out := a.out
	for i := range out.Attributions {
		kind := calibrate.Attribution
		switch {
		case a.said[i].Voice: // whole blocks: no annotated text has them
			continue
		case a.nested(i):
			kind = calibrate.Nested
		}
		out.Attributions[i].Confidence = maps.Of(kind, out.Attributions[i].Confidence)
	}
	for i := range out.Events {
		out.Events[i].Confidence = maps.Of(calibrate.Event, out.Events[i].Confidence)
	}
	for i := range out.Places {
		if p := &out.Places[i]; p.Lat != nil { // it says how sure the pin is
			p.Confidence = maps.Of(calibrate.Place, p.Confidence)
		}
	}
	for i := range out.Reasons {
		out.Reasons[i].Confidence = maps.Of(calibrate.Reason, out.Reasons[i].Confidence)
	}
}

// nested reports whether attribution i lies in the content of an ordinary one,
// with a cue and not of whole blocks.
func (a *assembly) nested(i int) bool {
	for k := a.said[i].Within; k >= 0; k = a.said[k].Within {
		if s := &a.said[k]; !s.Voice && s.CueFrom < s.CueTo {
			return true
		}
	}
	return false
}
