package fetch

import (
	"bytes"
	"context"
	"io"
	"net/http"
)

// Post sends body to address, and returns nil if it is answered with success. It
// connects to public hosts only, as [Client.Get] does, and follows no redirect:
// what is meant for one host is told to no other. Its errors are those of Get.
func (c *Client) Post(ctx context.Context, address string, header map[string]string, body []byte) error {
	u, err := parse(address)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, c.o.Timeout)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, u.String(), bytes.NewReader(body))
	if err != nil {
		return explain(err)
	}
	r.Header.Set("User-Agent", c.o.UserAgent)
	for name, value := range header {
		r.Header.Set(name, value)
	}
	res, err := c.http.Do(r)
	if err != nil {
		return explain(err)
	}
	defer res.Body.Close()
	io.CopyN(io.Discard, res.Body, 64<<10) // so that the connection can be used again
	return statusError(res)
}
