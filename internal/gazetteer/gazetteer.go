// Package gazetteer finds places by their names: "Masyaf" gives a town of
// Syria, its district and province, its point, and its id in GeoNames.
//
// It does not judge which of several places of one name a text means; that is
// the work of package where. A [Gazetteer] does not change once opened and may
// be used by several goroutines.
package gazetteer

// A Gazetteer is an open file of places.
type Gazetteer struct{ version string }

// Open returns the gazetteer in b, which it keeps and never changes. Damage is
// an error of kind [hearsay.Unreadable] that says at which byte.
func Open(b []byte) (*Gazetteer, error) { return &Gazetteer{}, nil }

// Version returns the date of the data and the checksum of the file.
func (g *Gazetteer) Version() string { return g.version }

// Len returns the number of places.
func (g *Gazetteer) Len() int { return 0 }

// At returns the place with a number from 0 to Len.
func (g *Gazetteer) At(id int) Place { return Place{} }

// Lookup returns all places of a name, best known first, in a new slice.
//
// Case and marks do not count ([Key]), save for short names that are words as
// well: "US", "Man." and "SA" are found only as written so.
func (g *Gazetteer) Lookup(name string) []Place { return nil }

// Key returns the form of a name under which it is filed.
func (g *Gazetteer) Key(name string) string { return Key(name) }

// A Change says how a name had to be changed to find it. The zero Change is
// none.
type Change string

// Changes that Search tries, in this order.
const (
	Respelled Change = "respelled"         // St for Saint, N. for North, a plural's -s
	Article   Change = "article"           // "Al-" before an Arabic name dropped, or added
	TypeWord  Change = "type word"         // "County", "City", "River" dropped or added
	Direction Change = "direction"         // "northern", "downtown", "city of" dropped: the place is a part of what is found, or near it
	Belongs   Change = "named after place" // "Qusair Military Airport" is at or near Qusair: trust it least
)

// Search returns what Lookup does, and if that is nothing, the places of the
// nearest name that changing it by rule leads to, with what was done.
func (g *Gazetteer) Search(name string) ([]Place, Change) { return nil, "" }

// Demonym returns the places whose people or things a word names, in the case
// as given: "Syrian" and "Syrians" give Syria, "Georgian" a country and a
// state.
func (g *Gazetteer) Demonym(word string) []Place { return nil }

// Within returns what a place lies in, innermost first: district, province,
// country, as far as known.
func (g *Gazetteer) Within(p Place) []Place { return nil }

// Contains reports whether outer is one of the places that inner lies in, or
// inner itself.
func (g *Gazetteer) Contains(outer, inner Place) bool { return outer.ID == inner.ID }
