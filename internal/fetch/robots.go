package fetch

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"sync"
	"time"

	"github.com/temoto/robotstxt"
)

// Limits for robots.txt: what RFC 9309 asks to be read at least, and how long
// an answer may be kept.
const (
	robotsSize = 512 << 10
	robotsAge  = 24 * time.Hour
)

// robots remembers what sites allow programs to fetch.
type robots struct {
	mu struct {
		sync.Mutex
		rules map[string]rules // by scheme and host
	}
}

type rules struct {
	data *robotstxt.RobotsData
	read time.Time
}

// allowed reports whether the site of u allows agent to fetch it. A site
// without robots.txt allows everything; one whose robots.txt cannot be had
// because of an error of the server allows nothing (RFC 9309, 2.3.1).
func (c *Client) allowed(ctx context.Context, u *url.URL) (bool, error) {
	site := u.Scheme + "://" + u.Host
	c.robots.mu.Lock()
	known, ok := c.robots.mu.rules[site]
	c.robots.mu.Unlock()
	if !ok || time.Since(known.read) > robotsAge {
		data, err := c.readRobots(ctx, site)
		if err != nil {
			return false, err
		}
		known = rules{data, time.Now()}
		c.robots.mu.Lock()
		if c.robots.mu.rules == nil {
			c.robots.mu.rules = map[string]rules{}
		}
		c.robots.mu.rules[site] = known
		c.robots.mu.Unlock()
	}
	return known.data.TestAgent(u.RequestURI(), agentName), nil
}

// readRobots gets the robots.txt of a site.
func (c *Client) readRobots(ctx context.Context, site string) (*robotstxt.RobotsData, error) {
	u, err := url.Parse(site + "/robots.txt")
	if err != nil {
		return nil, err
	}
	for range 5 {
		r, err := c.request(ctx, c.http, u, Seen{})
		if err != nil {
			return nil, err
		}
		next := redirect(r, u)
		if next != nil {
			r.Body.Close()
			if u = next; u.Scheme != "http" && u.Scheme != "https" {
				break
			}
			continue
		}
		body, err := readBody(r, robotsSize)
		r.Body.Close()
		if err != nil && !errors.Is(err, errSize) {
			return nil, err
		}
		data, err := robotstxt.FromStatusAndBytes(r.StatusCode, body)
		if _, ok := errors.AsType[*robotstxt.ParseError](err); ok {
			break // some page in its place
		}
		return data, err
	}
	return robotstxt.FromStatusAndBytes(http.StatusNotFound, nil)
}
