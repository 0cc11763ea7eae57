package lexicon

import (
	_ "embed"
	"strings"

	"hearsay"
)

//go:embed roles.tsv
var rolesText string

var roles = loadRoles()

// A Role is what a noun says about the one it describes.
type Role struct {
	Kind   hearsay.EntityKind // Person, Group, Organization or DocumentEntity
	Outlet bool               // an organization that publishes news
	Plural bool               // the noun stood in the plural
	// Sector is PLOVER's sector, "" if the noun supports none, "*" if what
	// stands before or beside it decides ("police source").
	Sector string
}

func loadRoles() map[string]Role {
	kinds := map[string]hearsay.EntityKind{
		"person": hearsay.Person, "group": hearsay.Group, "organization": hearsay.Organization,
		"outlet": hearsay.Organization, "document": hearsay.DocumentEntity,
	}
	m := make(map[string]Role, 2048)
	for row := range table(rolesText, 3) {
		r := Role{Kind: kinds[row[0]], Outlet: row[0] == "outlet", Sector: row[1]}
		for noun := range each(row[2]) {
			one, more := forms(noun)
			if _, ok := m[one]; !ok {
				m[one] = r
			}
			if _, ok := m[more]; !ok {
				p := r
				p.Plural = one != more
				m[more] = p
			}
		}
	}
	return m
}

// RoleOf returns the role that the end of a phrase names, and how many of its
// words do: for ["senior", "police", "officer"] the police officer and 2. The
// longest ending that is listed wins; words are compared in lower case. It
// returns 0 words if none is listed.
func RoleOf(phrase []string) (Role, int) {
	const longest = 4
	for n := min(longest, len(phrase)); n > 0; n-- {
		key := strings.ToLower(strings.Join(phrase[len(phrase)-n:], " "))
		if r, ok := roles[key]; ok {
			return r, n
		}
	}
	return Role{}, 0
}
