package fetch

import (
	"errors"
	"fmt"
	"net/netip"
	"syscall"
)

// errPrivate is the cause of a refused connection.
var errPrivate = errors.New("the address is not public")

// reserved holds the ranges of addresses that are no public hosts, besides
// those that package netip knows.
// Origin: IANA IPv4 and IPv6 special-purpose address registries, 2026.
var reserved = []netip.Prefix{
	netip.MustParsePrefix("0.0.0.0/8"),       // this network
	netip.MustParsePrefix("100.64.0.0/10"),   // shared by carriers (CGNAT)
	netip.MustParsePrefix("192.0.0.0/24"),    // protocol assignments
	netip.MustParsePrefix("192.0.2.0/24"),    // documentation
	netip.MustParsePrefix("192.88.99.0/24"),  // 6to4 relays
	netip.MustParsePrefix("198.18.0.0/15"),   // benchmarks
	netip.MustParsePrefix("198.51.100.0/24"), // documentation
	netip.MustParsePrefix("203.0.113.0/24"),  // documentation
	netip.MustParsePrefix("240.0.0.0/4"),     // reserved, broadcast
	netip.MustParsePrefix("2001::/23"),       // protocol assignments, Teredo
	netip.MustParsePrefix("2001:db8::/32"),   // documentation
	netip.MustParsePrefix("3fff::/20"),       // documentation
}

var (
	global  = netip.MustParsePrefix("2000::/3")     // all public IPv6 hosts there are
	nat64   = netip.MustParsePrefix("64:ff9b::/96") // an IPv4 address in the last four bytes
	sixToIV = netip.MustParsePrefix("2002::/16")    // an IPv4 address in bytes 2 to 5
)

// public reports whether a is the address of a host on the public Internet.
// Addresses that carry an IPv4 address are judged by that.
func public(a netip.Addr) bool {
	a = a.Unmap()
	if !a.IsValid() || a.Zone() != "" {
		return false
	}
	if a.Is6() {
		b := a.As16()
		switch {
		case nat64.Contains(a):
			return public(netip.AddrFrom4([4]byte(b[12:16])))
		case sixToIV.Contains(a):
			return public(netip.AddrFrom4([4]byte(b[2:6])))
		case !global.Contains(a):
			return false
		}
	}
	if a.IsPrivate() || a.IsLoopback() || a.IsLinkLocalUnicast() || a.IsMulticast() || a.IsUnspecified() {
		return false
	}
	for _, p := range reserved {
		if p.Contains(a) {
			return false
		}
	}
	return true
}

// only returns a [net.Dialer]'s Control that lets it connect to hosts that are
// public: it sees each address after names have been resolved, right before it is
// connected to, so that no name, redirect or change of a name's address between a
// check and its use gets around it.
func only(public func(netip.Addr) bool) func(network, address string, _ syscall.RawConn) error {
	return func(network, address string, _ syscall.RawConn) error {
		if network != "tcp4" && network != "tcp6" {
			return fmt.Errorf("%w: network %s", errPrivate, network)
		}
		a, err := netip.ParseAddrPort(address)
		if err != nil || !public(a.Addr()) {
			return fmt.Errorf("%w: %s", errPrivate, address)
		}
		return nil
	}
}
