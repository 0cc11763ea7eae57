// Package export turns Readings into what people and other programs read: a
// page of text for a terminal, one HTML file, JSON and JSON Lines. It is the
// edge of the program: text is shortened, laid out and escaped here, and byte
// offsets become offsets in other units here.
//
// For "Officers informed the militia of it,” a source told the paper." the text
// view holds, indented below whoever passed it on,
//
//	“a source” told the paper (unnamed)
//	   Officers informed the militia of it
//
// Nothing is computed that the record does not hold: counts of sources and
// statements are counted over the record's own ids, and a name gets a country
// only if its entity has one. The JSON is the record's own (see package
// [hearsay] and [Schema]).
//
// Every function depends on its arguments alone and writes the same bytes for
// the same ones. The writers ([JSON], [JSONLines], [Text], [HTML]) are not safe
// for concurrent use.
package export
