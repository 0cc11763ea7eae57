package fetch

import (
	"net/http"
	"net/http/cookiejar"
	"net/url"
)

// What a page and its redirects may leave here, and have sent back to them: as
// browsers have it for one site (RFC 6265, 6.1).
const (
	mostCookies   = 50
	longestCookie = 4096 // bytes of name and value
)

// cookies keep a few cookies, those that come first.
type cookies struct {
	*cookiejar.Jar
	left int
}

// SetCookies implements [http.CookieJar].
func (c *cookies) SetCookies(u *url.URL, all []*http.Cookie) {
	var kept []*http.Cookie
	for _, k := range all {
		if c.left > 0 && len(k.Name)+len(k.Value) <= longestCookie {
			kept = append(kept, k)
			c.left--
		}
	}
	c.Jar.SetCookies(u, kept)
}
