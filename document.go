package hearsay

// A Document is one report as text, and what its page said about it. Text
// never changes: its SHA-256 is the document's ID.
type Document struct {
	ID        DocumentID `json:"id"`
	Name      string     `json:"name"` // what the caller named it by: a file's path, an address, "-"; ""
	Title     string     `json:"title"`
	URL       string     `json:"url"`
	Outlet    string     `json:"outlet"`
	Authors   []string   `json:"authors"`
	Language  string     `json:"language"` // BCP 47; "en" when read as English, "und" when it has no letters
	Published Date       `json:"published"`
	Agency    string     `json:"agency"` // the agency whose tag the text carries ("(Reuters)"); "" if none
	SHA256    string     `json:"sha256"` // of the bytes the text was taken from, in hexadecimal; "" if not from bytes
	Text      string     `json:"text"`   // NFC, valid UTF-8, lines ended by \n
	Blocks    []Block    `json:"blocks"` // in order, not overlapping
}

// A Date is when a document was published, as far as it is known.
type Date struct {
	Value     string    `json:"value"`     // ISO 8601, cut to its precision: "2022-09-13", "2022-09"; "" if not known
	Precision Precision `json:"precision"` // none if not known
	From      DateFrom  `json:"from"`      // where the value was read
}

// A Precision is the unit to which a point in time is known.
// Values are stored: add at the end only.
type Precision uint8

const (
	PrecisionNone Precision = iota
	Year
	Month
	Day
	Minute
	Second
)

// A DateFrom says where a publication date was read. Values are stored: add at
// the end only.
type DateFrom uint8

const (
	FromNone     DateFrom = iota // no date was found
	FromMetadata                 // the page's metadata
	FromByline                   // a line of the text that names the author or the time of publication
	FromDateline                 // the dateline ("HARROW BAY, May 3")
	FromOption                   // the caller said so
)

// A Block is a stretch of a document's text with one function.
type Block struct {
	Kind BlockKind `json:"kind"`
	Span Span      `json:"span"`
	// Voice is the attribution in whose content the whole block stands; zero
	// if the document itself is speaking.
	Voice AttributionID `json:"voice"`
}

// A BlockKind is the function of a Block. Values are stored: add at the end only.
type BlockKind uint8

const (
	BlockUnknown BlockKind = iota
	Headline               // the document's title
	Byline                 // author, time of publication
	Dateline               // "HARROW BAY, May 3 (Meridian) –", at the start of a paragraph's line
	Paragraph
	BlockQuote // set off by the page as quoted
	ListItem
	Heading     // a heading inside the text
	Caption     // words under a picture
	Boilerplate // navigation, newsletter lines, notices: not part of the report
)
