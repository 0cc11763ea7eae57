package export

import (
	"crypto/sha1"
	"fmt"
)

// A space is a namespace of UUIDs.
type space [16]byte

// ours is the namespace of what only this program names: the UUID of version 5
// of the name "hearsay" in the nil namespace.
var ours = space{}.of("hearsay")

// of returns the UUID of version 5 of a name (RFC 9562, section 5.5), which is
// the same wherever it is made.
func (s space) of(name string) space {
	sum := sha1.Sum(append(s[:], name...))
	var id space
	copy(id[:], sum[:])
	id[6] = id[6]&0x0f | 0x50
	id[8] = id[8]&0x3f | 0x80
	return id
}

func (s space) String() string {
	return fmt.Sprintf("%x-%x-%x-%x-%x", s[:4], s[4:6], s[6:8], s[8:10], s[10:])
}
