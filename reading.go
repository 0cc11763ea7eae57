package hearsay

// A Reading is everything found in one document by one version of the program.
//
// It is derived: the document's text is kept for ever, a Reading can be made
// again from it. The same text, options and version give the same Reading,
// byte for byte when encoded.
type Reading struct {
	Hearsay      Versions      `json:"hearsay"`
	Document     Document      `json:"document"`
	Entities     []Entity      `json:"entities"`
	Mentions     []Mention     `json:"mentions"`     // by position
	Attributions []Attribution `json:"attributions"` // by position of cue, or of content where no word marks the speaking
	Events       []Event       `json:"events"`
	Places       []Place       `json:"places"`
	Times        []Time        `json:"times"`
	Reasons      []Reason      `json:"reasons"`
	Questions    []Question    `json:"questions"`
	Stances      []Stance      `json:"stances"`
	Opinions     []Opinion     `json:"opinions"`
	// Manner is how the document speaks as a whole, in its own voice: "report",
	// "comment" or "advocate"; "" if it says nothing in its own voice.
	Manner string `json:"manner"`
	// OpinionShare is the part of its own sentences, 0 to 1, that comment or
	// advocate.
	OpinionShare float64   `json:"opinion_share"`
	Findings     []Finding `json:"findings"`
}

// Versions names what made a Reading.
type Versions struct {
	Record    int    `json:"record"`    // [RecordVersion]
	Reading   string `json:"reading"`   // changes when the same text would be read differently
	Model     string `json:"model"`     // name and SHA-256 of the weights; "none" without a model
	Gazetteer string `json:"gazetteer"` // version and SHA-256; "none" without a gazetteer
}

// An Entity is someone or something that the document speaks of, under one
// name or description or several.
type Entity struct {
	ID          EntityID    `json:"id"`
	Name        string      `json:"name"` // the fullest name, or description if it is never named
	Kind        EntityKind  `json:"kind"`
	Named       bool        `json:"named"`
	Count       *int        `json:"count"`       // members, if the text gives their number
	Country     string      `json:"country"`     // ISO 3166-1 alpha-3; "" if the text does not support one
	Sector      string      `json:"sector"`      // PLOVER sector: GOV, MIL, REB, JRN …; "" likewise
	Mentions    []MentionID `json:"mentions"`    // by position, at least one
	Description string      `json:"description"` // the text's own words for it ("the London-based Arabic daily"); ""
	Wikidata    string      `json:"wikidata"`    // "Q159", where the embedded list of states and bodies knows it; ""
	Why         []Why       `json:"why,omitempty"`
}

// An EntityKind is the sort of thing an Entity is. Values are stored: add at
// the end only.
type EntityKind uint8

const (
	EntityUnknown EntityKind = iota
	Person
	Organization
	Group // several persons: "three Russian officers", "residents"
	PlaceEntity
	Nationality // a people or a country acting: "the Iranians"
	DocumentEntity
	OtherEntity
)

// A Mention is one place where the document speaks of an entity.
type Mention struct {
	ID     MentionID `json:"id"`
	Entity EntityID  `json:"entity"`
	Span   Receipt   `json:"span"`
	Head   Receipt   `json:"head"` // the word that the rest depends on
	Form   Form      `json:"form"`
	Why    []Why     `json:"why,omitempty"`
}

// A Form says how a Mention refers. Values are stored: add at the end only.
type Form uint8

const (
	FormUnknown Form = iota
	Name             // "Ana Prado"
	Nominal          // "the foreign minister"
	Pronoun          // "she"
)

// An Attribution is one step of hearsay: a source, the words that mark it as
// speaking, and the words it is said to have said.
//
// Attributions nest. The sentence
//
//	JNS reported, citing Asharq al-Awsat, that three Russian officers said
//	Moscow had demanded that the militias leave.
//
// holds three. The document says that JNS reported; within that, that Asharq
// al-Awsat reported; within that, that the officers said "Moscow had demanded
// that the militias leave". What the document says in its own voice has no
// Attribution.
//
// An Attribution records only that the document says a source said something.
// It is no evidence that the source said it, nor that what was said is true:
// the first is for the reader to judge from the chain (see [Reading.Chain]),
// the second is [Event.Factuality].
//
// Content is never empty. Following Within from any Attribution ends at the
// document's own voice. [Reading.Validate] checks this.
type Attribution struct {
	ID     AttributionID `json:"id"`
	Source MentionID     `json:"source"` // who speaks; zero if the document does not say
	// SourceSpan is the words that name the source here, with what is said of it
	// ("Ana Prado, the foreign minister"). Empty, and Source zero, when the text
	// names none ("it is believed", a quotation without a speaker).
	SourceSpan Receipt       `json:"source_span"`
	Cue        Receipt       `json:"cue"`     // words that mark the speaking: "told", "citing"; empty if none do
	Content    []Receipt     `json:"content"` // words reported, in order, not overlapping
	Within     AttributionID `json:"within"`  // the step this one is reported in; zero in the document's own voice
	Mode       Mode          `json:"mode"`
	Act        Act           `json:"act"`
	Negated    bool          `json:"negated"`   // "did not say"
	Anonymous  bool          `json:"anonymous"` // a person or persons kept unnamed, or no source given
	// AnonymityReason is the words that say why the source is not named ("because
	// he feared losing his mooring"); empty if the text gives none.
	AnonymityReason Receipt   `json:"anonymity_reason"`
	Recipient       MentionID `json:"recipient"` // who was told; zero if the document does not say
	// Confidence, 0 to 1, is how likely the record is right: the part of those with
	// such a score that was right on annotated texts, where that is known (see
	// docs/accuracy.md), and the score itself where not. So it is in all records.
	Confidence float64 `json:"confidence"`
	Why        []Why   `json:"why,omitempty"`
}

// A Mode says how closely the reported words are the source's own.
// Values are stored: add at the end only.
type Mode uint8

const (
	ModeUnknown Mode = iota
	Direct           // inside quotation marks, or set off as a quotation
	Indirect         // in the document's words
	Mixed            // indirect, with quoted words in it
	Scare            // single words in quotation marks, held at a distance
)

// An Act says what the source is doing with the words. Values are stored: add
// at the end only.
type Act uint8

const (
	ActOther Act = iota
	Say
	Believe
	Want
	Demand
	Ask
	Deny
	Promise
	Threaten
	Predict
	Know
	Confirm
	Doubt
	Accuse
	Decline // would not comment
)

// A Why is one score or rule behind a record. Readings carry them only when
// asked to.
type Why struct {
	Rule  string  `json:"rule"`  // name of the rule or of the model's head: "coref.acronym", "model.cue"
	Score float64 `json:"score"` // probability or score; 1 for a rule without one
	Note  string  `json:"note"`  // words it was about; ""
}

// An Event is something that the document says happened, will happen, is
// wanted or is denied, coded by PLOVER 2.0.
type Event struct {
	ID         EventID       `json:"id"`
	Trigger    Receipt       `json:"trigger"`
	Also       []Receipt     `json:"also"` // further mentions of the same event
	Type       string        `json:"type"` // "REQUEST"
	Mode       string        `json:"mode"`
	Contexts   []string      `json:"contexts"`
	Quad       int           `json:"quad"`
	Scale      float64       `json:"scale"`
	CAMEO      string        `json:"cameo"` // a string: "010" is not 10
	Actors     []Role        `json:"actors"`
	Recipients []Role        `json:"recipients"`
	Place      EventPlace    `json:"place"`
	Time       EventTime     `json:"time"`
	Counts     []Count       `json:"counts"`
	Said       AttributionID `json:"said"`
	Factuality Factuality    `json:"factuality"`
	// FactualityAuthor is the document's own commitment where it differs
	// ("falsely claimed"); nil where it shows none.
	FactualityAuthor *Factuality `json:"factuality_author"`
	Status           string      `json:"status"`
	Confidence       float64     `json:"confidence"`
	Why              []Why       `json:"why,omitempty"`
}

// A Role is somebody or something taking part in an event.
type Role struct {
	Mention MentionID `json:"mention"` // zero for words that are no mention, such as "Russian" in "Russian strikes"
	Entity  EntityID  `json:"entity"`  // zero if not known
	Span    Receipt   `json:"span"`
	Country string    `json:"country"`
	Sector  string    `json:"sector"`
	Why     []Why     `json:"why,omitempty"`
}

// An EventPlace says where an event took place, and how that is known.
type EventPlace struct {
	Ref  PlaceID `json:"ref"`
	From string  `json:"from"` // "stated", "inferred from …", "none"
}

// An EventTime says when an event took place, and how that is known.
type EventTime struct {
	Ref       TimeID    `json:"ref"`
	Value     string    `json:"value"`
	Precision Precision `json:"precision"`
	Begin     string    `json:"begin"`
	End       string    `json:"end"`
	From      string    `json:"from"` // "stated", "anchored", "tense", "assumed publication date", "none"
}

// A Count is a number that the text gives for an event.
type Count struct {
	What     string        `json:"what"`     // dead, injured, arrested, displaced, abducted, missing, crowd, weapons, times, other
	Value    float64       `json:"value"`    // the number, or the least that the words allow ("dozens": 24)
	Max      *float64      `json:"max"`      // the most they allow; nil if they give one number, or no upper end
	Modifier string        `json:"modifier"` // "at least"
	Span     Receipt       `json:"span"`
	Said     AttributionID `json:"said"` // who says the number, which need not be who tells of the event
}

// Factuality is how certain a source is of an event, on FactBank's scale
// (Saurí and Pustejovsky 2009).
type Factuality struct {
	Value float64  `json:"value"` // −3 certainly not … 3 certainly
	Label string   `json:"label"` // CT+ PR+ PS+ CT- PR- PS- UU
	By    EntityID `json:"by"`    // whose certainty; zero for the document's own
}

// A Place is a stretch of text that names a place on Earth.
type Place struct {
	ID         PlaceID          `json:"id"`
	Span       Receipt          `json:"span"`
	Name       string           `json:"name"`
	Level      string           `json:"level"`
	GeoNames   int              `json:"geonames"`
	Country    string           `json:"country"`
	Admin1     string           `json:"admin1"`
	Lat        *float64         `json:"lat"` // nil: no pin
	Lon        *float64         `json:"lon"`
	RadiusKM   float64          `json:"radius_km"`
	Relation   string           `json:"relation"`
	Candidates []PlaceCandidate `json:"candidates"`
	// Metonym is set where the name stands for a government or a team ("Moscow
	// wants"): Country says whose, and there is no pin.
	Metonym    bool    `json:"metonym"`
	Confidence float64 `json:"confidence"`
	Why        []Why   `json:"why,omitempty"`
}

// A PlaceCandidate is a place that a name could have meant.
type PlaceCandidate struct {
	Name     string  `json:"name"`
	GeoNames int     `json:"geonames"`
	Why      string  `json:"why"`
	Score    float64 `json:"score"`
}

// A Time is a time expression with its TIMEX3 value (ISO 24617-1).
type Time struct {
	ID         TimeID  `json:"id"`
	Span       Receipt `json:"span"`
	Type       string  `json:"type"` // DATE, TIME, DURATION, SET
	Value      string  `json:"value"`
	Mod        string  `json:"mod"`
	Anchor     TimeID  `json:"anchor"`
	AnchoredOn string  `json:"anchored_on"`
	Begin      string  `json:"begin"`
	End        string  `json:"end"`
	Why        []Why   `json:"why,omitempty"`
}

// A Reason joins what is explained to what explains it.
type Reason struct {
	ID         ReasonID      `json:"id"`
	Kind       string        `json:"kind"` // reason, cause, purpose, condition, concession, result
	For        Clause        `json:"for"`
	Because    Clause        `json:"because"`
	Cue        Receipt       `json:"cue"`
	Order      int           `json:"order"` // place in a numbered list, from 1; 0 outside one
	Said       AttributionID `json:"said"`
	Confidence float64       `json:"confidence"`
	Why        []Why         `json:"why,omitempty"`
}

// A Clause is words and the events in them.
type Clause struct {
	Span   Receipt   `json:"span"`
	Events []EventID `json:"events"`
}

// A Question is an open question of the text, or a prediction.
type Question struct {
	ID        QuestionID `json:"id"`
	Kind      string     `json:"kind"` // question, prediction
	Span      Receipt    `json:"span"`
	About     []EventID  `json:"about"`
	Options   []string   `json:"options"`
	Horizon   TimeID     `json:"horizon"`
	Certainty string     `json:"certainty"` // the words of likelihood: "will likely"; ""
	// Low and High bound the probability, 0 to 1, that readers take such words
	// for; both zero if there are none.
	Low        float64       `json:"low"`
	High       float64       `json:"high"`
	Conditions []Receipt     `json:"conditions"` // "if the pumps are damaged"
	By         EntityID      `json:"by"`         // who asks or predicts; zero: the voice that Said names
	Said       AttributionID `json:"said"`
	Why        []Why         `json:"why,omitempty"`
}

// A Stance is somebody's attitude toward somebody or something.
type Stance struct {
	ID       StanceID      `json:"id"`
	Who      EntityID      `json:"who"`    // zero: the author
	Toward   EntityID      `json:"toward"` // zero: only What says it
	What     Receipt       `json:"what"`
	Polarity string        `json:"polarity"` // for, against, rival, ally, fears, wants, depends
	Strength int           `json:"strength"` // 1 weak or hedged, 2 plain, 3 strong
	Span     Receipt       `json:"span"`
	Said     AttributionID `json:"said"`
	Why      []Why         `json:"why,omitempty"`
}

// An Opinion is a sentence in which the document does more than report, in its
// own voice.
type Opinion struct {
	Span     Receipt   `json:"span"`
	Manner   string    `json:"manner"`   // "comment", "advocate"
	Evidence []Receipt `json:"evidence"` // the words that show it
	Why      []Why     `json:"why,omitempty"`
}

// A Finding is something a reader should know about the document: it is vague,
// contradictory or silent. It is not an error: the program did its work.
type Finding struct {
	ID    FindingID `json:"id"`
	Kind  string    `json:"kind"` // one of [FindingKinds]
	Spans []Receipt `json:"spans"`
	Text  string    `json:"text"` // one sentence
}

// FindingKinds lists the kinds of finding and what they mean.
var FindingKinds = map[string]string{
	"encoding-repaired":   "the bytes were not in the encoding they claimed, or were damaged; the text was repaired",
	"encoding-damaged":    "bytes that stand for no character were replaced",
	"direction-override":  "characters that cannot be seen turn the direction of the text, so that it is not shown as it was read",
	"mixed-script":        "a word in which letters of another script stand for Latin ones that look like them",
	"no-letters":          "the text has no letters to read",
	"not-english":         "the text is not English and was not read as if it were",
	"paywall":             "the page holds only the beginning of the report",
	"no-publication-date": "nothing says when the report was published",
	"quote-unclosed":      "a quotation mark has no partner",
	"unnamed-source":      "statements rest on a source that is not named",
	"single-origin":       "everything reported goes back to one source",
	"source-unclear":      "the text does not say, or not clearly, who is speaking",
	"voice-unclear":       "the text does not mark where a republished or quoted part ends",
	"date-conflict":       "dates that cannot both be right",
	"unresolved-place":    "a place that could not be told from others of its name",
	"unresolved-date":     "a time expression without enough to fix it",
	"loaded-word":         "a word that takes sides",
	"count-conflict":      "numbers that cannot both be right",
	"sum-conflict":        "parts that are more than their whole",
	"quote-altered":       "words that an editor put into a quotation, in square brackets",
	"headline-stronger":   "the headline says as a fact what the text has on somebody's word alone",
	"hedged-later":        "given as a fact first, and later only thought possible",
	"dead-reference":      "points back to something that the text has not spoken of",
	"text-truncated":      "the text was too long and was read in part",
}

// Chain returns the steps by which a statement reached the document, from the
// innermost source to the document's own voice. It returns nil if r holds no
// Attribution with that id.
//
// For the officers' statement in the example at [Attribution], Chain returns
// the officers, Asharq al-Awsat and JNS, in that order.
func (r *Reading) Chain(id AttributionID) []Attribution {
	var chain []Attribution
	for id > 0 && int(id) <= len(r.Attributions) && len(chain) < len(r.Attributions) {
		a := r.Attributions[id-1]
		chain = append(chain, a)
		id = a.Within
	}
	return chain
}
