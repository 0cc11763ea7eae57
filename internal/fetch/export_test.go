package fetch

import (
	"net"
	"net/netip"
)

// NewIn returns a client in a network of the test's own: names are resolved by r,
// and the address stands for a public host.
func NewIn(o Options, r *net.Resolver, outside netip.Addr) *Client {
	return newClient(o, &net.Dialer{Resolver: r, Control: only(func(a netip.Addr) bool { return a == outside || public(a) })})
}
