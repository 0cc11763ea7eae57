package postgres_test

import (
	"net"
	"net/url"
	"sync"
	"testing"
	"time"
)

// A manner is how a proxy treats what goes through it.
type manner int

const (
	open   manner = iota
	broken        // connections break, and new ones are refused
	silent        // connections stand, and nothing gets through
	slow          // everything takes a while
)

// A proxy stands on the way to a server.
type proxy struct {
	address string // by which the server is reached through it
	server  string
	l       net.Listener

	mu    sync.Mutex
	now   manner
	conns map[net.Conn]bool
	again *sync.Cond // the manner changed
}

func newProxy(t *testing.T, address string) *proxy {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	p := &proxy{server: u.Host, conns: make(map[net.Conn]bool)}
	p.again = sync.NewCond(&p.mu)
	if p.l, err = net.Listen("tcp", "127.0.0.1:0"); err != nil {
		t.Fatal(err)
	}
	u.Host = p.l.Addr().String()
	p.address = u.String()
	go p.accept()
	t.Cleanup(func() { p.l.Close(); p.set(broken) })
	return p
}

// set changes the manner. What stood silent breaks when the silence ends: the
// way was another by then.
func (p *proxy) set(m manner) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if m == broken || p.now == silent {
		for c := range p.conns {
			c.Close()
		}
	}
	p.now = m
	p.again.Broadcast()
}

func (p *proxy) accept() {
	for {
		c, err := p.l.Accept()
		if err != nil {
			return
		}
		p.mu.Lock()
		if p.now == broken {
			c.Close()
			p.mu.Unlock()
			continue
		}
		p.conns[c] = true
		p.mu.Unlock()
		go p.carry(c)
	}
}

func (p *proxy) carry(c net.Conn) {
	s, err := net.Dial("tcp", p.server)
	if err != nil {
		c.Close()
		return
	}
	p.mu.Lock()
	p.conns[s] = true
	p.mu.Unlock()
	var both sync.WaitGroup
	both.Go(func() { p.copy(s, c) })
	both.Go(func() { p.copy(c, s) })
	both.Wait()
	p.mu.Lock()
	delete(p.conns, c)
	delete(p.conns, s)
	p.mu.Unlock()
}

// copy carries bytes one way until either end breaks.
func (p *proxy) copy(to, from net.Conn) {
	defer to.Close()
	defer from.Close()
	b := make([]byte, 16<<10)
	for {
		n, err := from.Read(b)
		p.mu.Lock()
		for p.now == silent {
			p.again.Wait()
		}
		wait := p.now == slow
		p.mu.Unlock()
		if wait {
			time.Sleep(40 * time.Millisecond)
		}
		if n > 0 {
			if _, err := to.Write(b[:n]); err != nil {
				return
			}
		}
		if err != nil {
			return
		}
	}
}
