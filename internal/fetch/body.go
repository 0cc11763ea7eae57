package fetch

import (
	"bufio"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
)

var (
	errSize       = errors.New("the page is too large")
	errCompressed = errors.New("the page is compressed in a way that cannot be undone")
)

// readBody reads the body of r, undoing its compression, up to limit bytes
// before and after that. It returns what it has read with an error wrapping
// errSize if there is more.
func readBody(r *http.Response, limit int64) ([]byte, error) {
	if r.ContentLength > limit {
		return nil, fmt.Errorf("%w: %d MB; the limit is %d", errSize, r.ContentLength>>20, limit>>20)
	}
	packed := &io.LimitedReader{R: r.Body, N: limit + 1}
	buffered := bufio.NewReader(packed)
	if _, err := buffered.Peek(1); err == io.EOF {
		return nil, nil // nothing, whatever its encoding
	}
	plain, err := Decode(buffered, r.Header.Get("Content-Encoding"))
	if err != nil {
		return nil, err
	}
	body, err := io.ReadAll(io.LimitReader(plain, limit+1))
	switch {
	case int64(len(body)) > limit, packed.N <= 0:
		return body[:min(int64(len(body)), limit)], fmt.Errorf("%w: more than %d bytes", errSize, limit)
	case corrupt(err):
		return nil, fmt.Errorf("%w: %v", errCompressed, err)
	}
	return body, err
}

// Decode undoes the encodings that a server names in Content-Encoding, the last
// first. A server can name as many as it likes; two are enough for any honest one.
func Decode(r io.Reader, encodings string) (io.Reader, error) {
	names := strings.Split(encodings, ",")
	if len(names) > 2 {
		return nil, fmt.Errorf("%w: %s", errCompressed, clip(encodings))
	}
	for i := len(names) - 1; i >= 0; i-- {
		var err error
		switch name := strings.ToLower(strings.TrimSpace(names[i])); name {
		case "", "identity":
		case "gzip", "x-gzip":
			r, err = gzip.NewReader(r)
		case "deflate":
			r, err = inflate(r)
		default:
			return nil, fmt.Errorf("%w: %s", errCompressed, clip(name))
		}
		if err != nil {
			return nil, fmt.Errorf("%w: %v", errCompressed, err)
		}
	}
	return r, nil
}

// inflate reads "deflate", which by the standard is zlib and from some servers
// comes without zlib's header.
func inflate(r io.Reader) (io.Reader, error) {
	b := bufio.NewReader(r)
	head, err := b.Peek(2)
	if err == nil && head[0]&0x0f == 8 && (int(head[0])<<8|int(head[1]))%31 == 0 {
		return zlib.NewReader(b)
	}
	return flate.NewReader(b), nil
}

// corrupt reports whether err is that of a damaged compressed stream.
func corrupt(err error) bool {
	var flateErr flate.CorruptInputError
	return errors.As(err, &flateErr) || errors.Is(err, gzip.ErrHeader) || errors.Is(err, gzip.ErrChecksum) ||
		errors.Is(err, zlib.ErrHeader) || errors.Is(err, zlib.ErrChecksum)
}
