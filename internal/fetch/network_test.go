package fetch_test

import (
	"context"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/net/dns/dnsmessage"

	"hearsay/internal/fetch"
)

// outside is the address that stands for a public host.
const outside = "127.0.0.2"

// A testNetwork has a resolver and a host that counts as public.
type testNetwork struct {
	client *fetch.Client
	port   string       // of the host, and of nobody else: ":40123"
	asked  atomic.Int32 // requests that reached the host
}

// network returns a network in which names lead to addresses: to the first when they
// are first asked for, to the next then, to the last from then on. The host answers
// as h does.
func network(t *testing.T, names map[string][]string, h http.HandlerFunc) *testNetwork {
	t.Helper()
	n := &testNetwork{}
	l, err := net.Listen("tcp4", outside+":0")
	if err != nil {
		t.Skip("this machine has one address for itself: ", err)
	}
	s := &httptest.Server{Listener: l, Config: &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		n.asked.Add(1)
		h(w, r)
	})}}
	s.Start()
	t.Cleanup(s.Close)
	_, port, err := net.SplitHostPort(l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	n.port = ":" + port
	n.client = fetch.NewIn(fetch.Options{Timeout: 5 * time.Second}, resolver(t, names), netip.MustParseAddr(outside))
	t.Cleanup(n.client.Close)
	return n
}

// resolver returns one that asks a server of the test's own for names, and nobody
// for others.
func resolver(t *testing.T, names map[string][]string) *net.Resolver {
	t.Helper()
	c, err := net.ListenPacket("udp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	go serveNames(c, names)
	return &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, "udp4", c.LocalAddr().String())
	}}
}

func serveNames(c net.PacketConn, names map[string][]string) {
	var mu sync.Mutex
	asked := make(map[dnsmessage.Question]int)
	b := make([]byte, 1500)
	for {
		size, from, err := c.ReadFrom(b)
		if err != nil {
			return
		}
		var m dnsmessage.Message
		if m.Unpack(b[:size]) != nil || len(m.Questions) != 1 {
			continue
		}
		q := m.Questions[0]
		m.Header.Response, m.Header.Authoritative, m.Additionals = true, true, nil
		addresses := names[q.Name.String()]
		if len(addresses) == 0 {
			m.Header.RCode = dnsmessage.RCodeNameError
		} else {
			mu.Lock()
			a := netip.MustParseAddr(addresses[min(asked[q], len(addresses)-1)])
			asked[q]++
			mu.Unlock()
			head := dnsmessage.ResourceHeader{Name: q.Name, Type: q.Type, Class: dnsmessage.ClassINET}
			switch {
			case a.Is4() && q.Type == dnsmessage.TypeA:
				m.Answers = append(m.Answers, dnsmessage.Resource{Header: head, Body: &dnsmessage.AResource{A: a.As4()}})
			case a.Is6() && q.Type == dnsmessage.TypeAAAA:
				m.Answers = append(m.Answers, dnsmessage.Resource{Header: head, Body: &dnsmessage.AAAAResource{AAAA: a.As16()}})
			}
		}
		if packed, err := m.Pack(); err == nil {
			c.WriteTo(packed, from)
		}
	}
}
