package export

import (
	"cmp"
	"strings"

	"hearsay"
)

// The tables that [CSV] and [Parquet] write. A field's tags say the column's
// name and, for the data dictionary, what it holds. Columns that lead to other
// tables end in _id; every id counts within its document. Pointers are columns
// that may be empty. Offsets count characters (code points), as R and Python do.
type (
	documentRow struct {
		Document  string  `parquet:"document_id" doc:"SHA-256 of the text"`
		Name      string  `parquet:"name" doc:"what the report was given as"`
		Title     string  `parquet:"title" doc:"headline"`
		URL       string  `parquet:"url" doc:"address"`
		Outlet    string  `parquet:"outlet" doc:"who published it"`
		Authors   string  `parquet:"authors" doc:"divided by semicolons"`
		Agency    string  `parquet:"agency" doc:"news agency whose tag the text carries"`
		Language  string  `parquet:"language" doc:"BCP 47"`
		Published string  `parquet:"published" doc:"date, cut to its precision: 2021-05-04, 2021-05, 2021"`
		Precision string  `parquet:"published_precision" doc:"none, year, month, day, minute or second"`
		From      string  `parquet:"published_from" doc:"where the date was read: none, metadata, byline, dateline or option"`
		Manner    string  `parquet:"manner" doc:"how it speaks in its own voice: report, comment or advocate"`
		Opinion   float64 `parquet:"opinion_share" doc:"part of its own sentences that comment or advocate, 0 to 1"`
		Length    int64   `parquet:"characters" doc:"length of the text"`
		Reading   string  `parquet:"reading" doc:"version of the program's reading"`
		Model     string  `parquet:"model" doc:"name and SHA-256 of the model"`
		Text      string  `parquet:"text" doc:"the text that offsets count in"`
	}
	attributionRow struct {
		Document   string  `parquet:"document_id" doc:"table documents"`
		ID         string  `parquet:"attribution_id" doc:"a1, a2, …"`
		Within     string  `parquet:"within_id" doc:"attribution in which this one is reported; empty: the document's own voice"`
		Depth      int64   `parquet:"depth" doc:"steps to the document's own voice, from 1"`
		Source     string  `parquet:"source_id" doc:"table sources; empty if no source is given"`
		SourceName string  `parquet:"source" doc:"who speaks"`
		SourceText string  `parquet:"source_text" doc:"the words that name the source here"`
		Anonymous  bool    `parquet:"anonymous" doc:"kept unnamed, or no source given"`
		Act        string  `parquet:"act" doc:"say, deny, demand, …"`
		Mode       string  `parquet:"mode" doc:"direct, indirect, mixed or scare"`
		Negated    bool    `parquet:"negated" doc:"“did not say”"`
		Cue        string  `parquet:"cue" doc:"words that mark the speaking"`
		Content    string  `parquet:"content" doc:"words reported; parts divided by “ … ”"`
		Start      int64   `parquet:"start" doc:"first character of the content"`
		End        int64   `parquet:"end" doc:"after its last character"`
		Recipient  string  `parquet:"recipient" doc:"who was told"`
		Confidence float64 `parquet:"confidence" doc:"0 to 1"`
	}
	eventRow struct {
		Document      string   `parquet:"document_id" doc:"table documents"`
		ID            string   `parquet:"event_id" doc:"v1, v2, …"`
		Type          string   `parquet:"type" doc:"PLOVER 2.0"`
		Mode          string   `parquet:"mode" doc:"PLOVER 2.0"`
		Contexts      string   `parquet:"contexts" doc:"PLOVER 2.0, divided by semicolons"`
		Quad          int64    `parquet:"quad" doc:"PLOVER's quad code, 1 to 4"`
		Scale         float64  `parquet:"scale" doc:"PLOVER's event scale, -10 to 10"`
		CAMEO         string   `parquet:"cameo" doc:"CAMEO code: text, for 010 is not 10"`
		Status        string   `parquet:"status" doc:"happened, ongoing, habitual, planned, demanded, threatened, predicted, hypothetical, denied, not-happened or unknown"`
		Date          string   `parquet:"date" doc:"TIMEX3 value"`
		DatePrecision string   `parquet:"date_precision" doc:"none, year, month, day, minute or second"`
		Begin         string   `parquet:"begin" doc:"not before"`
		End           string   `parquet:"end" doc:"not after"`
		DateFrom      string   `parquet:"date_from" doc:"stated, anchored, tense, assumed publication date or none"`
		Time          string   `parquet:"time_id" doc:"table times"`
		Place         string   `parquet:"place_id" doc:"table places"`
		PlaceFrom     string   `parquet:"place_from" doc:"stated, inferred from …, or none"`
		Dead          *float64 `parquet:"dead,optional" doc:"number of dead, the least that the words allow"`
		Injured       *float64 `parquet:"injured,optional" doc:"number of injured, likewise"`
		Arrested      *float64 `parquet:"arrested,optional" doc:"number of arrested, likewise"`
		Trigger       string   `parquet:"trigger" doc:"the text's word for the event"`
		Start         int64    `parquet:"trigger_start" doc:"its first character"`
		Stop          int64    `parquet:"trigger_end" doc:"after its last character"`
		Confidence    float64  `parquet:"confidence" doc:"0 to 1"`
	}
	roleRow struct {
		Document string `parquet:"document_id" doc:"table documents"`
		Event    string `parquet:"event_id" doc:"table events"`
		Role     string `parquet:"role" doc:"actor or recipient"`
		Order    int64  `parquet:"position" doc:"from 1, among those of the role"`
		Entity   string `parquet:"entity_id" doc:"E1, E2, …; as source_id in table sources, if it speaks"`
		Name     string `parquet:"name" doc:"fullest name, or the text's words"`
		Text     string `parquet:"text" doc:"the words here"`
		Country  string `parquet:"country" doc:"ISO 3166-1 alpha-3, or IGO, NGO, …"`
		Sector   string `parquet:"sector" doc:"PLOVER's sector"`
		Wikidata string `parquet:"wikidata" doc:"Q…"`
	}
	claimRow struct {
		Document    string   `parquet:"document_id" doc:"table documents"`
		Event       string   `parquet:"event_id" doc:"table events: what is claimed"`
		Attribution string   `parquet:"attribution_id" doc:"table attributions: the innermost step; empty: the document's own word"`
		Source      string   `parquet:"source_id" doc:"table sources"`
		By          string   `parquet:"source" doc:"on whose word it stands"`
		Chain       string   `parquet:"chain" doc:"sources, innermost first, divided by “ < ”; ends with the document's own voice"`
		Depth       int64    `parquet:"depth" doc:"steps of hearsay; 0: the document's own word"`
		Anonymous   bool     `parquet:"anonymous" doc:"the innermost source is unnamed"`
		Factuality  float64  `parquet:"factuality" doc:"how certain the source is, -3 certainly not to 3 certainly"`
		Label       string   `parquet:"factuality_label" doc:"CT+ PR+ PS+ CT- PR- PS- UU"`
		Author      *float64 `parquet:"factuality_author,optional" doc:"how certain the document is, where it shows"`
		Status      string   `parquet:"status" doc:"as in table events"`
		Confidence  float64  `parquet:"confidence" doc:"of the event, 0 to 1"`
	}
	sourceRow struct {
		Document    string `parquet:"document_id" doc:"table documents"`
		ID          string `parquet:"source_id" doc:"E1, E2, …"`
		Name        string `parquet:"name" doc:"fullest name, or the text's words"`
		Named       bool   `parquet:"named" doc:"the text names it"`
		Kind        string `parquet:"kind" doc:"person, organization, group, place, nationality, document, other or unknown"`
		Country     string `parquet:"country" doc:"ISO 3166-1 alpha-3"`
		Sector      string `parquet:"sector" doc:"PLOVER's sector"`
		Description string `parquet:"description" doc:"the text's words for it"`
		Wikidata    string `parquet:"wikidata" doc:"Q…"`
		Statements  int64  `parquet:"statements" doc:"attributions whose source it is"`
		Direct      int64  `parquet:"reached" doc:"those of them that no other source stands between and the document"`
	}
	placeRow struct {
		Document   string   `parquet:"document_id" doc:"table documents"`
		ID         string   `parquet:"place_id" doc:"p1, p2, …"`
		Text       string   `parquet:"text" doc:"the words here"`
		Start      int64    `parquet:"start" doc:"first character"`
		End        int64    `parquet:"end" doc:"after the last character"`
		Name       string   `parquet:"name" doc:"name in the gazetteer"`
		Level      string   `parquet:"level" doc:"facility, populated place, district, province, country, region or water"`
		GeoNames   *int64   `parquet:"geonames,optional" doc:"id in GeoNames"`
		Country    string   `parquet:"country" doc:"ISO 3166-1 alpha-3"`
		Admin1     string   `parquet:"admin1" doc:"province"`
		Lat        *float64 `parquet:"latitude,optional" doc:"degrees, WGS 84; empty: no pin"`
		Lon        *float64 `parquet:"longitude,optional" doc:"degrees"`
		Radius     *float64 `parquet:"radius_km,optional" doc:"how far off the pin may be"`
		Relation   string   `parquet:"relation" doc:"near, 30 km north of, …: the pin is not on the place named"`
		Metonym    bool     `parquet:"metonym" doc:"the name stands for a government or a team"`
		Confidence float64  `parquet:"confidence" doc:"0 to 1"`
	}
	timeRow struct {
		Document string `parquet:"document_id" doc:"table documents"`
		ID       string `parquet:"time_id" doc:"t1, t2, …"`
		Text     string `parquet:"text" doc:"the words here"`
		Start    int64  `parquet:"start" doc:"first character"`
		Stop     int64  `parquet:"end" doc:"after the last character"`
		Type     string `parquet:"type" doc:"TIMEX3: DATE, TIME, DURATION or SET"`
		Value    string `parquet:"value" doc:"TIMEX3 value"`
		Mod      string `parquet:"mod" doc:"TIMEX3: APPROX, BEFORE, …"`
		Anchor   string `parquet:"anchor" doc:"time it is reckoned from: an id, or publication"`
		Begin    string `parquet:"begin" doc:"not before"`
		End      string `parquet:"until" doc:"not after"`
	}
	countRow struct {
		Document string   `parquet:"document_id" doc:"table documents"`
		Event    string   `parquet:"event_id" doc:"table events"`
		What     string   `parquet:"what" doc:"dead, injured, arrested, displaced, abducted, missing, crowd, weapons, times or other"`
		Value    float64  `parquet:"value" doc:"the number, or the least that the words allow"`
		Max      *float64 `parquet:"max,optional" doc:"the most that they allow"`
		Modifier string   `parquet:"modifier" doc:"“at least”"`
		Text     string   `parquet:"text" doc:"the words"`
		Said     string   `parquet:"attribution_id" doc:"table attributions: on whose word the number stands"`
	}
	findingRow struct {
		Document string `parquet:"document_id" doc:"table documents"`
		ID       string `parquet:"finding_id" doc:"f1, f2, …"`
		Kind     string `parquet:"kind" doc:"unnamed-source, date-conflict, …"`
		Text     string `parquet:"text" doc:"one sentence"`
		Words    string `parquet:"words" doc:"what it is about, divided by “ … ”"`
	}
)

// tables are the rows of one Reading, or of one link.
type tables struct {
	documents    []documentRow
	attributions []attributionRow
	events       []eventRow
	roles        []roleRow
	claims       []claimRow
	counts       []countRow
	sources      []sourceRow
	places       []placeRow
	times        []timeRow
	findings     []findingRow

	copies         []copyRow
	passages       []passageRow
	groups         []groupRow
	origins        []originRow
	contradictions []contradictionRow
	corrections    []correctionRow
}

// tabler makes the tables of one Reading.
type tabler struct {
	*scene
	converter
	id string // of the document
}

func tablesOf(r *hearsay.Reading) tables {
	t := tabler{newScene(r), converter{text: r.Document.Text, unit: CodePoints, marks: marksOf(r.Document.Text, CodePoints)}, r.Document.ID.String()}
	var out tables
	d := &r.Document
	out.documents = []documentRow{{t.id, d.Name, d.Title, d.URL, d.Outlet, strings.Join(d.Authors, "; "), d.Agency, d.Language,
		d.Published.Value, d.Published.Precision.String(), d.Published.From.String(), r.Manner, degree(r.OpinionShare), t.count(len(d.Text)), r.Hearsay.Reading, r.Hearsay.Model, d.Text}}
	for i := range r.Attributions {
		out.attributions = append(out.attributions, t.attributionRow(&r.Attributions[i]))
	}
	for i := range r.Events {
		e := &r.Events[i]
		out.events = append(out.events, t.eventRow(e))
		out.roles = append(append(out.roles, t.roleRows(e, "actor", e.Actors)...), t.roleRows(e, "recipient", e.Recipients)...)
		out.claims = append(out.claims, t.claimRow(e))
		for _, c := range e.Counts {
			out.counts = append(out.counts, countRow{t.id, e.ID.String(), c.What, c.Value, c.Max, c.Modifier, c.Span.Text, c.Said.String()})
		}
	}
	out.sources = t.sourceRows()
	for _, p := range r.Places {
		row := placeRow{t.id, p.ID.String(), p.Span.Text, t.count(p.Span.Start), t.count(p.Span.End), p.Name, p.Level, nil, p.Country, p.Admin1, p.Lat, p.Lon, nil, p.Relation, p.Metonym, degree(p.Confidence)}
		if n := int64(p.GeoNames); n != 0 {
			row.GeoNames = &n
		}
		if p.Lat != nil {
			row.Radius = &p.RadiusKM
		}
		out.places = append(out.places, row)
	}
	for _, x := range r.Times {
		out.times = append(out.times, timeRow{t.id, x.ID.String(), x.Span.Text, t.count(x.Span.Start), t.count(x.Span.End), x.Type, x.Value, x.Mod, cmp.Or(x.Anchor.String(), x.AnchoredOn), x.Begin, x.End})
	}
	for _, f := range r.Findings {
		out.findings = append(out.findings, findingRow{t.id, f.ID.String(), f.Kind, f.Text, parts(f.Spans)})
	}
	return out
}

// count returns the number of characters before byte i.
func (t *tabler) count(i int) int64 { return int64(t.offset(i)) }

// parts joins stretches of text that need not follow one another.
func parts(all []hearsay.Receipt) string {
	var words []string
	for _, r := range all {
		words = append(words, r.Text)
	}
	return strings.Join(words, " … ")
}

// source returns who speaks in an attribution: the entity's id and its name.
func (t *tabler) source(a *hearsay.Attribution) (hearsay.EntityID, string) {
	m := t.mention(a.Source)
	if m == nil {
		return 0, ""
	}
	if e := t.entity(m.Entity); e != nil {
		return e.ID, e.Name
	}
	return 0, m.Span.Text
}

func (t *tabler) attributionRow(a *hearsay.Attribution) attributionRow {
	id, name := t.source(a)
	row := attributionRow{t.id, a.ID.String(), a.Within.String(), int64(len(t.Chain(a.ID))), id.String(), name, a.SourceSpan.Text, a.Anonymous, a.Act.String(), a.Mode.String(), a.Negated,
		a.Cue.Text, parts(a.Content), t.count(a.Content[0].Start), t.count(a.Content[len(a.Content)-1].End), "", degree(a.Confidence)}
	if m := t.mention(a.Recipient); m != nil {
		row.Recipient = m.Span.Text
	}
	return row
}

func (t *tabler) eventRow(e *hearsay.Event) eventRow {
	row := eventRow{t.id, e.ID.String(), e.Type, e.Mode, strings.Join(e.Contexts, "; "), int64(e.Quad), e.Scale, e.CAMEO, e.Status,
		e.Time.Value, e.Time.Precision.String(), e.Time.Begin, e.Time.End, e.Time.From, e.Time.Ref.String(), e.Place.Ref.String(), e.Place.From,
		nil, nil, nil, e.Trigger.Text, t.count(e.Trigger.Start), t.count(e.Trigger.End), degree(e.Confidence)}
	if size := sizeOf(e.Counts); size != nil {
		row.Dead, row.Injured, row.Arrested = size.Dead, size.Injured, size.Arrested
	}
	return row
}

func (t *tabler) roleRows(e *hearsay.Event, role string, roles []hearsay.Role) []roleRow {
	var all []roleRow
	for i, r := range roles {
		row := roleRow{t.id, e.ID.String(), role, int64(i + 1), r.Entity.String(), r.Span.Text, r.Span.Text, r.Country, r.Sector, ""}
		if x := t.entity(r.Entity); x != nil {
			row.Name, row.Wikidata = x.Name, x.Wikidata
		}
		all = append(all, row)
	}
	return all
}

func (t *tabler) claimRow(e *hearsay.Event) claimRow {
	row := claimRow{t.id, e.ID.String(), e.Said.String(), "", "", "", 0, false, degree(e.Factuality.Value), e.Factuality.Label, nil, e.Status, degree(e.Confidence)}
	var chain []string
	for i, a := range t.Chain(e.Said) {
		id, name := t.source(&a)
		name = cmp.Or(name, "no source given")
		if i == 0 {
			row.Source, row.By, row.Anonymous = id.String(), name, a.Anonymous
		}
		chain = append(chain, name)
	}
	row.Depth = int64(len(chain))
	row.Chain = strings.Join(append(chain, t.author()), " < ")
	row.By = cmp.Or(row.By, t.author())
	if f := e.FactualityAuthor; f != nil {
		row.Author = &f.Value
	}
	return row
}

// sourceRows lists the entities that speak, in order of their first mention.
func (t *tabler) sourceRows() []sourceRow {
	statements, reached := make([]int64, len(t.Entities)+1), make([]int64, len(t.Entities)+1)
	for i := range t.Attributions {
		a := &t.Attributions[i]
		id, _ := t.source(a)
		statements[id]++
		if a.Within == 0 {
			reached[id]++
		}
	}
	var all []sourceRow
	for _, e := range t.Entities {
		if statements[e.ID] > 0 {
			all = append(all, sourceRow{t.id, e.ID.String(), e.Name, e.Named, e.Kind.String(), e.Country, e.Sector, e.Description, e.Wikidata, statements[e.ID], reached[e.ID]})
		}
	}
	return all
}
