package page_test

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf16"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"

	"hearsay"
	"hearsay/internal/page"
)

const plain = "Depot burns for a second night\n\nBy Ana Prado\nMay 4, 2021\n\nThe depot’s owner, José Amsel, said “we are done” – and left Harrow Bay in the night.\n"

// utf16Bytes encodes s in UTF-16, with a byte order mark if mark is set.
func utf16Bytes(s string, big, mark bool) []byte {
	units := utf16.Encode([]rune(s))
	if mark {
		units = append([]uint16{0xfeff}, units...)
	}
	var out []byte
	for _, u := range units {
		if big {
			out = append(out, byte(u>>8), byte(u))
		} else {
			out = append(out, byte(u), byte(u>>8))
		}
	}
	return out
}

// windows encodes s in windows-1252.
func windows(s string) string {
	out, err := charmap.Windows1252.NewEncoder().String(s)
	if err != nil {
		panic(err)
	}
	return out
}

// TestEncodings reads one text in every encoding and expects the same
// document, and a finding where the bytes were not what they claimed to be.
func TestEncodings(t *testing.T) {
	utf8AsLatin, err := charmap.ISO8859_1.NewDecoder().String(plain)
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name, contentType string
		source            []byte
		finding           string
	}{
		{"utf-8", "", []byte(plain), ""},
		{"utf-8 with mark", "", []byte("\ufeff" + plain), ""},
		{"windows line ends", "", []byte(strings.ReplaceAll(plain, "\n", "\r\n")), ""},
		{"old Macintosh line ends", "", []byte(strings.ReplaceAll(plain, "\n", "\r")), ""},
		{"utf-16 little", "", utf16Bytes(plain, false, true), ""},
		{"utf-16 big", "", utf16Bytes(plain, true, true), ""},
		{"utf-16 little without mark", "", utf16Bytes(plain, false, false), ""},
		{"utf-16 big without mark", "", utf16Bytes(plain, true, false), ""},
		{"windows-1252 declared", "text/plain; charset=windows-1252", []byte(windows(plain)), ""},
		{"windows-1252 as latin-1", "text/plain; charset=ISO-8859-1", []byte(windows(plain)), ""},
		{"windows-1252 as utf-8", "text/plain; charset=utf-8", []byte(windows(plain)), "encoding-repaired"},
		{"windows-1252 undeclared", "", []byte(windows(plain)), "encoding-repaired"},
		{"utf-8 as latin-1", "text/plain; charset=iso-8859-1", []byte(plain), "encoding-repaired"},
		{"utf-8 and windows-1252", "", []byte(strings.Replace(plain, "“we are done”", windows("“we are done”"), 1)), "encoding-repaired"},
		{"mojibake", "", []byte(utf8AsLatin), "encoding-repaired"},
		{"control characters for quotation marks", "", []byte(strings.NewReplacer("“", "\u0093", "”", "\u0094", "’", "\u0092", "–", "\u0096").Replace(plain)), "encoding-repaired"},
		{"decomposed", "", []byte(strings.ReplaceAll(plain, "é", "e\u0301")), ""},
		{"soft hyphens", "", []byte(strings.ReplaceAll(plain, "owner", "ow\u00adner")), ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p, err := page.Parse(tt.source, page.Options{ContentType: tt.contentType})
			if err != nil {
				t.Fatal(err)
			}
			if p.Document.Text != plain {
				t.Errorf("text %q; want %q", p.Document.Text, plain)
			}
			checkPage(t, tt.source, p)
			if got := kinds(p, "encoding"); got != tt.finding {
				t.Errorf("findings %q; want %q", got, tt.finding)
			}
		})
	}
}

// TestMojibakeKeeps holds text that looks like broken characters and is none.
func TestMojibakeKeeps(t *testing.T) {
	for _, s := range []string{
		"“JOSÉ” was written on the shed in capitals.",
		"The SÃO ferry, “Â”, is late by an hour.",
		"“MANHÔ, said the sign over the café in Northport.",
	} {
		p, err := page.Parse([]byte(s), page.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if p.Document.Text != s {
			t.Errorf("Parse(%q) has text %q", s, p.Document.Text)
		}
	}
}

// TestDamaged reads bytes that stand for no character.
func TestDamaged(t *testing.T) {
	source := "The mayor\xe2\x80 of Northport said “no” – twice."
	p, err := page.Parse([]byte(source), page.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if want := "The mayor\ufffd of Northport said “no” – twice."; p.Document.Text != want {
		t.Errorf("text %q; want %q", p.Document.Text, want)
	}
	f := finding(p, "encoding-damaged")
	if f == nil || len(f.Spans) != 1 || f.Spans[0].Span != (hearsay.Span{Start: 9, End: 12}) {
		t.Errorf("finding %+v", f)
	}
	checkPage(t, []byte(source), p)
}

// TestOtherEncoding reads an encoding of several bytes a character.
func TestOtherEncoding(t *testing.T) {
	const text = "Harbour 港口 closed, the 官员 said on Monday in Northport."
	source, err := simplifiedchinese.GBK.NewEncoder().Bytes([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	p, err := page.Parse(source, page.Options{ContentType: "text/plain; charset=gbk"})
	if err != nil {
		t.Fatal(err)
	}
	if p.Document.Text != text {
		t.Errorf("text %q; want %q", p.Document.Text, text)
	}
	at := strings.Index(text, "官员")
	s := p.Source.Source(hearsay.Span{Start: at, End: at + len("官员")})
	if got, err := simplifiedchinese.GBK.NewDecoder().Bytes(source[s.Start:s.End]); err != nil || !strings.Contains(string(got), "官员") || len(got) > 16 {
		t.Errorf("source of 官员 is %q, %v", got, err)
	}
}

// TestErrors gives what cannot be read and expects to be told what it is.
func TestErrors(t *testing.T) {
	html := func(body string) string {
		return "<!doctype html><html><head><title>x</title></head><body>" + body + "</body></html>"
	}
	for _, tt := range []struct {
		name, source string
		o            page.Options
		kind         hearsay.Kind
		want         string
	}{
		{"empty", "", page.Options{}, hearsay.Unreadable, "empty"},
		{"white space", " \n\t\n", page.Options{}, hearsay.Unreadable, "empty"},
		{"mark alone", "\ufeff\n", page.Options{}, hearsay.Unreadable, "only white space"},
		{"PDF", "%PDF-1.7\n...", page.Options{}, hearsay.Unreadable, "a PDF document"},
		{"Office", "PK\x03\x04....", page.Options{}, hearsay.Unreadable, "an Office document"},
		{"image", "\xff\xd8\xff\xe0..JFIF", page.Options{}, hearsay.Unreadable, "a JPEG image"},
		{"WebP", "RIFF\x00\x00\x00\x00WEBPVP8 ", page.Options{}, hearsay.Unreadable, "an image, audio or video file"},
		{"gzip", "\x1f\x8b\x08\x00", page.Options{}, hearsay.Unreadable, "a gzip archive"},
		{"noise", strings.Repeat("\x01\x02\x03ab", 50), page.Options{}, hearsay.Unreadable, "binary data"},
		{"feed", `<?xml version="1.0"?><rss version="2.0"><channel/></rss>`, page.Options{}, hearsay.Unreadable, "a list of reports (rss)"},
		{"mail", "MIME-Version: 1.0\nContent-Type: multipart/related", page.Options{}, hearsay.Unreadable, "a page saved as a single MIME file"},
		{"elements without end", "<!doctype html>" + strings.Repeat("<br>", 500_000), page.Options{}, hearsay.Unreadable, "more than"},
		{"huge", strings.Repeat("word ", 11<<20), page.Options{}, hearsay.Unreadable, "55 MB"},
		{"page without text", html("<script>draw()</script><img src=a>"), page.Options{}, hearsay.Unreadable, "no text in the page"},
		{"furniture alone", html("<p>Log in</p><p>Share this article</p>"), page.Options{}, hearsay.Unreadable, "no text in the page"},
		{"not found", html("<h1>404</h1><p>The page you are looking for could not be found.</p>"), page.Options{}, hearsay.Unreadable, "not there"},
		{"not found in words", html("<h1>Oops!</h1><p>We can't find that page. Try the search.</p>"), page.Options{}, hearsay.Unreadable, "not there"},
		{"refused", html("<h1>Access Denied</h1><p>You don't have permission to see this page.</p>"), page.Options{}, hearsay.Unreadable, "refuses access"},
		{"challenge", html("<h1>Just a moment...</h1><p>Checking your browser before you go on.</p>"), page.Options{}, hearsay.Unreadable, "asks for a browser"},
		{"consent", html("<h2>Your privacy</h2><p>We and our partners use cookies to store personal data about you on your device.</p><p>You can withdraw your consent at any time by opening the privacy settings.</p><button>Accept</button>"), page.Options{}, hearsay.Unreadable, "asks for consent"},
		{"bad option", "The depot burns.", page.Options{Published: "04/05/2021"}, hearsay.Invalid, "not a date"},
		{"no such day", "The depot burns.", page.Options{Published: "2021-02-30"}, hearsay.Invalid, "not a date"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := page.Parse([]byte(tt.source), tt.o)
			var e *hearsay.Error
			if !errors.As(err, &e) || e.Kind != tt.kind || e.Hint == "" || !strings.Contains(e.Error(), tt.want) {
				t.Errorf("Parse = %#v; want kind %d, a hint, and %q", err, tt.kind, tt.want)
			}
		})
	}
}

// TestFindings gives what can be read and is not as it should be.
func TestFindings(t *testing.T) {
	for _, tt := range []struct{ name, source, kind string }{
		{"no letters", "2021 – 49 – 3\n\n1 2 3", "no-letters"},
		{"another language", "Der Hafen bleibt geschlossen, wie das Amt am Montag in der Stadt mitteilte.", "not-english"},
		{"another script", "Порт останется закрытым, сообщили в понедельник в администрации города.", "not-english"},
		{"no date", "The depot burns, and nobody knows why.", "no-publication-date"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p, err := page.Parse([]byte(tt.source), page.Options{})
			if err != nil {
				t.Fatal(err)
			}
			if finding(p, tt.kind) == nil {
				t.Errorf("findings %+v; want %s", p.Findings, tt.kind)
			}
			if len(p.Document.Blocks) == 0 || p.Document.Text != tt.source {
				t.Errorf("document %+v", p.Document)
			}
		})
	}
}

// TestPublished says where a date may come from, and which prevails.
func TestPublished(t *testing.T) {
	body := `<p>The depot near Harrow Bay burns, two residents said by telephone on 1 January 2020, and the fire brigade is on its way.</p>`
	head := func(s string) string {
		return "<!doctype html><html><head>" + s + "</head><body><h1>Depot burns</h1>" + body
	}
	for _, tt := range []struct {
		name, source string
		o            page.Options
		want         hearsay.Date
	}{
		{"none", head(""), page.Options{}, hearsay.Date{}},
		{"option", head(`<meta property="article:published_time" content="2021-05-04">`), page.Options{Published: "2021-05"}, hearsay.Date{Value: "2021-05", Precision: hearsay.Month, From: hearsay.FromOption}},
		{"meta", head(`<meta property="article:published_time" content="2021-05-04T10:30:00+0100">`), page.Options{}, hearsay.Date{Value: "2021-05-04T10:30:00+01:00", Precision: hearsay.Second, From: hearsay.FromMetadata}},
		{"midnight is a day", head(`<meta name="date" content="2021-05-04 00:00:00">`), page.Options{}, hearsay.Date{Value: "2021-05-04", Precision: hearsay.Day, From: hearsay.FromMetadata}},
		{"modified is not published", head(`<meta property="article:modified_time" content="2021-05-04">`), page.Options{}, hearsay.Date{}},
		{"copyright is not published", head("") + "<footer>© 2021 Review</footer>", page.Options{}, hearsay.Date{}},
		{"address", head(""), page.Options{URL: "https://review.example/2021/05/04/depot-burns"}, hearsay.Date{Value: "2021-05-04", Precision: hearsay.Day, From: hearsay.FromMetadata}},
		{"month in the address", head(""), page.Options{URL: "https://review.example/2021/05/depot-burns"}, hearsay.Date{Value: "2021-05", Precision: hearsay.Month, From: hearsay.FromMetadata}},
		{"number in the address", head(""), page.Options{URL: "https://review.example/2021/depot-49-burns"}, hearsay.Date{}},
		{"byline", "Depot burns again in Harrow Bay\nTuesday, 4 May 2021\n\nThe depot near Harrow Bay burns.", page.Options{}, hearsay.Date{Value: "2021-05-04", Precision: hearsay.Day, From: hearsay.FromByline}},
		{"ambiguous byline", "Depot burns again in Harrow Bay\n04/05/2021\n\nThe depot near Harrow Bay burns.", page.Options{}, hearsay.Date{Value: "2021", Precision: hearsay.Year, From: hearsay.FromByline}},
		{"point between the parts of a date", "Depot burns again in Harrow Bay\n04.05.2021\n\nThe depot near Harrow Bay burns.", page.Options{}, hearsay.Date{Value: "2021-05-04", Precision: hearsay.Day, From: hearsay.FromByline}},
		{"ambiguous with hyphens", "Depot burns again in Harrow Bay\n04-05-2021\n\nThe depot near Harrow Bay burns.", page.Options{}, hearsay.Date{Value: "2021", Precision: hearsay.Year, From: hearsay.FromByline}},
		{"a score is no date", "Depot burns again in Harrow Bay\n04-05/2021\n\nThe depot near Harrow Bay burns.", page.Options{}, hearsay.Date{}},
		{"agency and day", "Depot burns again in Harrow Bay\nAFP Tuesday 4 May 2021\n\nThe depot near Harrow Bay burns.", page.Options{}, hearsay.Date{Value: "2021-05-04", Precision: hearsay.Day, From: hearsay.FromByline}},
		{"day and hour", "Depot burns again in Harrow Bay\nTuesday, 4 May 2021 | 10:32\n\nThe depot near Harrow Bay burns.", page.Options{}, hearsay.Date{Value: "2021-05-04", Precision: hearsay.Day, From: hearsay.FromByline}},
		{"hour with a zone", "Depot burns again in Harrow Bay\nTue, 4 May 2021 10:32:00 +0300\n\nThe depot near Harrow Bay burns.", page.Options{}, hearsay.Date{Value: "2021-05-04", Precision: hearsay.Day, From: hearsay.FromByline}},
		{"label of three words", "Depot burns again in Harrow Bay\nDate of publication: 4 May 2021\n\nThe depot near Harrow Bay burns.", page.Options{}, hearsay.Date{Value: "2021-05-04", Precision: hearsay.Day, From: hearsay.FromByline}},
		{"above the headline, published", "<!doctype html><html><body><article><p>Published 4 May 2021</p><h1>Depot burns</h1>" + body, page.Options{}, hearsay.Date{Value: "2021-05-04", Precision: hearsay.Day, From: hearsay.FromByline}},
		{"above the headline, an agency", "<!doctype html><html><body><article><div>AFP Tuesday 4 May 2021</div><h1>Depot burns</h1>" + body, page.Options{}, hearsay.Date{Value: "2021-05-04", Precision: hearsay.Day, From: hearsay.FromByline}},
		{"above the headline, a day alone", "<!doctype html><html><body><article><div>Tuesday 4 May 2021</div><h1>Depot burns</h1>" + body, page.Options{}, hearsay.Date{}},
		{"at the start, with a name", "Posted on May 4 2021 by Ana Prado Depot burns again. The depot near Harrow Bay burns.", page.Options{}, hearsay.Date{Value: "2021-05-04", Precision: hearsay.Day, From: hearsay.FromDateline}},
		{"at the start, by somebody", "May 4 2021 by Ana Prado was no day for boats, the harbour master of Harrow Bay wrote.", page.Options{}, hearsay.Date{}},
		{"updated is not published", "Depot burns again in Harrow Bay\nUpdated 4 May 2021\n\nThe depot near Harrow Bay burns.", page.Options{}, hearsay.Date{}},
		{"dateline", "NORTHPORT, May 4, 2021 (Meridian) – The depot near Harrow Bay burns.", page.Options{}, hearsay.Date{Value: "2021-05-04", Precision: hearsay.Day, From: hearsay.FromDateline}},
		{"dateline without a year", "NORTHPORT, May 4 (Meridian) – The depot near Harrow Bay burns.", page.Options{}, hearsay.Date{}},
		{"date in the report", "The depot near Harrow Bay burned on May 4, 2021, and nobody knows why.", page.Options{}, hearsay.Date{}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p, err := page.Parse([]byte(tt.source), tt.o)
			if err != nil {
				t.Fatal(err)
			}
			if p.Document.Published != tt.want {
				t.Errorf("published %+v; want %+v", p.Document.Published, tt.want)
			}
			if (finding(p, "no-publication-date") != nil) != (tt.want.Value == "") {
				t.Errorf("findings %+v", p.Findings)
			}
		})
	}
}

// finding returns p's finding of a kind; nil if it has none.
func finding(p *page.Page, kind string) *hearsay.Finding {
	for i := range p.Findings {
		if p.Findings[i].Kind == kind {
			return &p.Findings[i]
		}
	}
	return nil
}

// kinds returns the kinds of p's findings that begin with prefix.
func kinds(p *page.Page, prefix string) string {
	var out []string
	for _, f := range p.Findings {
		if strings.HasPrefix(f.Kind, prefix) {
			out = append(out, f.Kind)
		}
	}
	return strings.Join(out, " ")
}
