package export

import (
	"strings"

	"hearsay"
)

// The tables of what links reports, as [CSV] and [Parquet] write them.
type (
	copyRow struct {
		Document   string  `parquet:"document_id" doc:"table documents: the one that copied, if the direction is from-to"`
		Other      string  `parquet:"other_id" doc:"table documents: the one that it copied"`
		Link       string  `parquet:"link_id" doc:"names the link in the case"`
		Direction  string  `parquet:"direction" doc:"from-to, common (both copied a third) or undecided"`
		Share      float64 `parquet:"share" doc:"part of the document’s own words that the other has, 0 to 1"`
		OtherShare float64 `parquet:"other_share" doc:"part of the other’s own words that the document has"`
		Words      int64   `parquet:"words" doc:"words that are the same, quotations of third parties left out"`
		Why        string  `parquet:"why" doc:"reasons for the direction, divided by semicolons"`
		Confidence float64 `parquet:"confidence" doc:"0 to 1"`
	}
	passageRow struct {
		Document  string `parquet:"document_id" doc:"table documents, as in table copies"`
		Other     string `parquet:"other_id" doc:"table documents"`
		Text      string `parquet:"text" doc:"the words in the document"`
		OtherText string `parquet:"other_text" doc:"the words in the other"`
		Words     int64  `parquet:"words" doc:"that are the same"`
		Edited    bool   `parquet:"edited" doc:"words were changed, left out or put in"`
		Quote     bool   `parquet:"quote" doc:"quoted by both, from a third: no copying"`
	}
	groupRow struct {
		Group    string `parquet:"group_id" doc:"the event that several reports tell of: as link_id"`
		Document string `parquet:"document_id" doc:"table documents"`
		Event    string `parquet:"event_id" doc:"table events: the event as this report tells of it"`
		Origins  int64  `parquet:"origins" doc:"how many independent origins the event rests on"`
	}
	originRow struct {
		Origin   string `parquet:"origin_id" doc:"an utterance that claims go back to: as link_id"`
		Name     string `parquet:"name" doc:"who made it"`
		Document string `parquet:"document_id" doc:"table documents"`
		Event    string `parquet:"event_id" doc:"table events: a claim that goes back to it"`
		Way      string `parquet:"way" doc:"by what way, from the report to the origin, divided by “ ← ”"`
	}
	contradictionRow struct {
		Document   string  `parquet:"document_id" doc:"table documents"`
		Event      string  `parquet:"event_id" doc:"table events"`
		Other      string  `parquet:"other_id" doc:"table documents: the report that says otherwise"`
		OtherEvent string  `parquet:"other_event_id" doc:"table events"`
		Link       string  `parquet:"link_id" doc:"names the link in the case"`
		Differs    string  `parquet:"differs" doc:"count, date, place, actor, type or denied"`
		Text       string  `parquet:"text" doc:"the words in the document"`
		OtherText  string  `parquet:"other_text" doc:"the words in the other"`
		Chain      string  `parquet:"chain" doc:"on whose word, innermost first, divided by “ < ”"`
		OtherChain string  `parquet:"other_chain" doc:"on whose word in the other"`
		Why        string  `parquet:"why" doc:"what cannot both be true"`
		Confidence float64 `parquet:"confidence" doc:"0 to 1"`
	}
	correctionRow struct {
		Document   string  `parquet:"document_id" doc:"table documents: the report that corrects"`
		Other      string  `parquet:"other_id" doc:"table documents: the report that is corrected; the same where a report tells of its own correction"`
		Link       string  `parquet:"link_id" doc:"names the link in the case"`
		Text       string  `parquet:"text" doc:"the words in the document, divided by “ … ”"`
		OtherText  string  `parquet:"other_text" doc:"the words in the other, before"`
		Why        string  `parquet:"why" doc:"the notice, or what was changed without one"`
		Confidence float64 `parquet:"confidence" doc:"0 to 1"`
	}
)

// tablesOfLink returns the rows of one link; none for kinds that have no table.
func tablesOfLink(l *hearsay.Link) tables {
	var out tables
	from, to := l.From.Document().String(), l.To.Document().String()
	switch l.Kind {
	case hearsay.LinkCopy:
		words := int64(0)
		for _, p := range l.Passages {
			if !p.Quote {
				words += int64(p.Words)
			}
			out.passages = append(out.passages, passageRow{from, to, p.From.Text, p.To.Text, int64(p.Words), p.Edited, p.Quote})
		}
		out.copies = []copyRow{{from, to, l.ID(), l.Direction, degree(l.Coverage[0]), degree(l.Coverage[1]), words, notes(l.Why), degree(l.Confidence)}}
	case hearsay.LinkSameEvent:
		for _, m := range l.Members {
			out.groups = append(out.groups, groupRow{l.ID(), m.Document().String(), m.Event().String(), int64(l.Origins)})
		}
	case hearsay.LinkOrigin:
		name, ways := originOf(l)
		for i, m := range l.Members {
			row := originRow{l.ID(), name, m.Document().String(), m.Event().String(), ""}
			if i < len(ways) {
				row.Way = ways[i]
			}
			out.origins = append(out.origins, row)
		}
	case hearsay.LinkContradiction:
		row := contradictionRow{from, l.From.Event().String(), to, l.To.Event().String(), l.ID(), l.Differs, "", "", "", "", notes(l.Why), degree(l.Confidence)}
		row.Text, row.OtherText = wordsOf(l)
		if len(l.Chains) == 2 {
			row.Chain, row.OtherChain = strings.Join(l.Chains[0], " < "), strings.Join(l.Chains[1], " < ")
		}
		out.contradictions = []contradictionRow{row}
	case hearsay.LinkCorrection:
		text, before := wordsOf(l)
		out.corrections = []correctionRow{{from, to, l.ID(), text, before, notes(l.Why), degree(l.Confidence)}}
	}
	return out
}

// originOf returns who made the utterance that an origin link leads to, and for
// each member the way there.
func originOf(l *hearsay.Link) (name string, ways []string) {
	for _, y := range l.Why {
		if y.Rule == "origin.name" {
			name = y.Note
		} else {
			ways = append(ways, y.Note)
		}
	}
	return name, ways
}

// wordsOf returns the passages of a link on either side.
func wordsOf(l *hearsay.Link) (from, to string) {
	var a, b []hearsay.Receipt
	for _, p := range l.Passages {
		a, b = append(a, p.From), append(b, p.To)
	}
	return parts(a), parts(b)
}

// notes joins reasons.
func notes(why []hearsay.Why) string {
	var all []string
	for _, y := range why {
		if y.Note != "" {
			all = append(all, y.Note)
		}
	}
	return strings.Join(all, "; ")
}
