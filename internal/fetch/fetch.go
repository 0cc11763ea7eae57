// Package fetch gets web pages: it turns an address into bytes and the facts
// of the response that package page needs to read them.
//
//	c := fetch.New(fetch.Options{})
//	defer c.Close()
//	r, err := c.Get(ctx, "https://review.example/2021/05/04/depot")
//	// r.Body holds the page, r.URL where it was after all redirects
//
// Addresses may come from anyone, so the package connects to public hosts only,
// checked after names are resolved, follows few redirects, and reads no more
// bytes and for no longer than its limits, compressed or not. It asks robots.txt
// before it fetches (RFC 9309). It runs no scripts, keeps no cookies beyond one
// page and its redirects, sends no credentials and uses no proxy.
//
// A Client may be used by several goroutines at once.
package fetch

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"
	"time"

	"hearsay"
)

// agentName is the product token that robots.txt files name this program by.
const agentName = "hearsay"

// Options set the limits of a [Client]. The zero Options are the defaults.
type Options struct {
	UserAgent    string        // "" means "hearsay/1.0"
	MaxSize      int64         // bytes of a page, after decompression; 0 means 50 MB
	MaxRedirects int           // 0 means 10
	Timeout      time.Duration // for one page with its redirects, but not for waiting one's turn; 0 means 30 s
	// Delay is the time between two requests to one host, so that taking in a
	// whole site does not weigh on it; 0 is none.
	Delay time.Duration
	// Turn asks how long to wait for one's turn where several programs share it:
	// the request may go out after that time, the next one Delay later. If it fails
	// the client's own count holds. nil: there is only this client.
	Turn func(ctx context.Context, host string, delay time.Duration) (time.Duration, error)
	// AllowPrivate lets the client connect to addresses that are not public:
	// this machine, the local network. It is for tests and for archives inside
	// a network, where every address comes from somebody who may reach it.
	AllowPrivate bool
}

// A Client gets pages. Make one with [New].
type Client struct {
	o      Options
	http   *http.Client // follows no redirects, keeps no cookies
	robots robots
	turns  turns
}

// New returns a client with the limits o.
func New(o Options) *Client {
	dialer := &net.Dialer{Timeout: 10 * time.Second}
	if !o.AllowPrivate {
		dialer.Control = only(public)
	}
	return newClient(o, dialer)
}

func newClient(o Options, dialer *net.Dialer) *Client {
	o.UserAgent = cmp.Or(o.UserAgent, agentName+"/1.0")
	o.MaxSize = cmp.Or(o.MaxSize, 50<<20)
	o.MaxRedirects = cmp.Or(o.MaxRedirects, 10)
	o.Timeout = cmp.Or(o.Timeout, 30*time.Second)
	return &Client{o: o, http: &http.Client{
		Transport: &http.Transport{
			DialContext:            dialer.DialContext,
			ForceAttemptHTTP2:      true,
			DisableCompression:     true, // decompression is limited here
			TLSHandshakeTimeout:    10 * time.Second,
			ResponseHeaderTimeout:  20 * time.Second,
			MaxResponseHeaderBytes: 1 << 20,
			MaxIdleConnsPerHost:    2,
			IdleConnTimeout:        30 * time.Second,
		},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
}

// Close closes the connections that c keeps open.
func (c *Client) Close() { c.http.CloseIdleConnections() }

// A Response is a page and what its server said of it.
type Response struct {
	Body        []byte // decompressed; the caller's
	ContentType string // "text/html; charset=utf-8"
	URL         string // where the page was, after redirects
	Status      int    // 200 to 299; 304 if Unchanged
	Unchanged   bool   // since what the server was told of; there is no Body
	Seen        Seen   // to ask with next time
}

// Seen is what a server says of a page's state, to be told when the page is
// asked for again (RFC 9110, 13.1).
type Seen struct {
	ETag     string `json:"etag"`
	Modified string `json:"modified"` // Last-Modified, as the server wrote it
}

// Get gets the page at address, which must begin with http:// or https://.
//
// Its errors are a [*hearsay.Error]: of Kind Invalid if the address is none or
// leads to a host that is not public; NotFound if the host or the page does not
// exist; Unavailable if the host does not answer, refuses (robots.txt, 403, 429)
// or fails (5xx), or redirects without end; Unreadable if the page is too large,
// is a picture, sound or film, or is damaged in compression. An error of ctx is
// wrapped.
func (c *Client) Get(ctx context.Context, address string) (*Response, error) {
	return c.GetChanged(ctx, address, Seen{})
}

// GetChanged gets the page at address, as [Client.Get] does, unless it is as it
// was when the server said seen of it.
func (c *Client) GetChanged(ctx context.Context, address string, seen Seen) (*Response, error) {
	if u, err := parse(address); err == nil {
		if err := c.turns.wait(ctx, u.Host, c.o.Delay, c.o.Turn); err != nil {
			return nil, explain(err)
		}
	}
	ctx, cancel := context.WithTimeout(ctx, c.o.Timeout)
	defer cancel()
	u, err := parse(address)
	if err != nil {
		return nil, err
	}
	jar, err := cookiejar.New(nil)
	if err != nil {
		return nil, failure(hearsay.Internal, "", err)
	}
	session := *c.http
	session.Jar = &cookies{Jar: jar, left: mostCookies}
	for range c.o.MaxRedirects + 1 {
		switch ok, err := c.allowed(ctx, u); {
		case err != nil:
			return nil, explain(err)
		case !ok:
			return nil, failure(hearsay.Unavailable, "Open the page in a browser, save it, and give the file.",
				fmt.Errorf("%s asks programs not to fetch this page (robots.txt)", u.Host))
		}
		r, err := c.request(ctx, &session, u, seen)
		if err != nil {
			return nil, explain(err)
		}
		next := redirect(r, u)
		if next == nil {
			defer r.Body.Close()
			return c.response(r, u)
		}
		r.Body.Close()
		if u, err = parse(next.String()); err != nil {
			return nil, err
		}
	}
	return nil, failure(hearsay.Unavailable, "Open the page in a browser, save it, and give the file.",
		fmt.Errorf("more than %d redirects, the last to %s", c.o.MaxRedirects, u))
}

// Check says what is wrong with an address that could not be fetched at any time: it
// is none of the web, or carries credentials.
func Check(address string) error {
	_, err := parse(address)
	return err
}

// parse reads an address of the web.
func parse(address string) (*url.URL, error) {
	u, err := url.Parse(strings.TrimSpace(address))
	switch {
	case err != nil:
		return nil, failure(hearsay.Invalid, "Check the address.", err)
	case u.Scheme != "http" && u.Scheme != "https":
		return nil, failure(hearsay.Invalid, "Give an address that begins with https:// or http://.", fmt.Errorf("%q is no address of the web", clip(address)))
	case u.Hostname() == "":
		return nil, failure(hearsay.Invalid, "Check the address.", fmt.Errorf("no host in %q", clip(address)))
	case u.User != nil:
		return nil, failure(hearsay.Invalid, "Leave out the name and password.", errors.New("the address carries credentials"))
	}
	u.Fragment = ""
	return u, nil
}

// request asks for the page at u.
func (c *Client) request(ctx context.Context, client *http.Client, u *url.URL, seen Seen) (*http.Response, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, err
	}
	r.Header.Set("User-Agent", c.o.UserAgent)
	r.Header.Set("Accept", "text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.5")
	r.Header.Set("Accept-Language", "en,*;q=0.5")
	r.Header.Set("Accept-Encoding", "gzip, deflate")
	if seen.ETag != "" {
		r.Header.Set("If-None-Match", seen.ETag)
	}
	if seen.Modified != "" {
		r.Header.Set("If-Modified-Since", seen.Modified)
	}
	return client.Do(r)
}

// redirect returns where r, the answer for u, leads; nil if nowhere.
func redirect(r *http.Response, u *url.URL) *url.URL {
	switch r.StatusCode {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
		if next, err := u.Parse(r.Header.Get("Location")); err == nil && r.Header.Get("Location") != "" {
			return next
		}
	}
	return nil
}

// response reads r, the answer for u.
func (c *Client) response(r *http.Response, u *url.URL) (*Response, error) {
	seen := Seen{r.Header.Get("ETag"), r.Header.Get("Last-Modified")}
	if r.StatusCode == http.StatusNotModified {
		return &Response{URL: u.String(), Status: r.StatusCode, Unchanged: true, Seen: seen}, nil
	}
	if err := statusError(r); err != nil {
		return nil, err
	}
	kind := r.Header.Get("Content-Type")
	for _, other := range []string{"image/", "video/", "audio/", "font/"} {
		if strings.HasPrefix(kind, other) {
			return nil, failure(hearsay.Unreadable, "Give the address of a report.", fmt.Errorf("%s, not a text", kind))
		}
	}
	body, err := readBody(r, c.o.MaxSize)
	if err != nil {
		return nil, explain(err)
	}
	return &Response{Body: body, ContentType: kind, URL: u.String(), Status: r.StatusCode, Seen: seen}, nil
}

// statusError returns the error that r's status is; nil for success.
func statusError(r *http.Response) error {
	code := r.StatusCode
	said := fmt.Errorf("the server answers %d %s", code, http.StatusText(code))
	switch {
	case code >= 200 && code < 300:
		return nil
	case code == http.StatusNotFound, code == http.StatusGone:
		return failure(hearsay.NotFound, "Check the address, or look for a copy in a web archive.", said)
	case code == http.StatusUnauthorized, code == http.StatusPaymentRequired, code == http.StatusForbidden, code == http.StatusUnavailableForLegalReasons:
		return failure(hearsay.Unavailable, "Open the page in a browser, save it, and give the file.", said)
	case code == http.StatusTooManyRequests, code >= 500:
		return failure(hearsay.Unavailable, "Try again later.", said)
	}
	return failure(hearsay.Unavailable, "Open the page in a browser, save it, and give the file.", said)
}

// explain turns the error of a request into one that says what to do.
func explain(err error) error {
	var e *hearsay.Error
	var dns *net.DNSError
	var timeout net.Error
	if errors.As(err, &e) {
		return err
	}
	if u, ok := errors.AsType[*url.Error](err); ok {
		err = u.Err // without the address, which the caller knows
	}
	switch {
	case errors.Is(err, errPrivate):
		return failure(hearsay.Invalid, "Give an address on the public Internet, or the page as a file.", err)
	case errors.Is(err, errSize):
		return failure(hearsay.Unreadable, "Save the report alone to a file and give that.", err)
	case errors.Is(err, errCompressed):
		return failure(hearsay.Unreadable, "Open the page in a browser, save it, and give the file.", err)
	case errors.Is(err, context.Canceled):
		return failure(hearsay.Unavailable, "", err)
	case errors.As(err, &dns) && dns.IsNotFound:
		return failure(hearsay.NotFound, "Check the address.", err)
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &timeout) && timeout.Timeout():
		return failure(hearsay.Unavailable, "Try again later.", fmt.Errorf("no answer in time: %w", err))
	case errors.Is(err, io.ErrUnexpectedEOF):
		return failure(hearsay.Unavailable, "Try again later.", fmt.Errorf("the answer breaks off: %w", err))
	}
	return failure(hearsay.Unavailable, "Check the connection and the address, or try again later.", err)
}

// failure returns an error of Get.
func failure(kind hearsay.Kind, hint string, err error) error {
	return &hearsay.Error{Op: "fetch.Get", Kind: kind, Err: err, Hint: hint}
}

// clip shortens an address for a message.
func clip(s string) string {
	if len(s) > 80 {
		return strings.ToValidUTF8(s[:80], "") + "…"
	}
	return s
}
