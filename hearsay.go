// Package hearsay defines the record that reading a news report leaves behind:
// what the report says happened, who it says said so, and where in the text it
// says it.
//
// The record of one document is a [Reading]. It is the public Go API, the JSON
// that the commands print, and what a case file stores. The package computes
// nothing beyond the validity of a record ([Reading.Validate]); the reading
// itself is done by the packages under internal, in the order that the layer
// test keeps.
//
// For "Northport denied the claim, the Daily Herald reported." a Reading holds
// two attributions: the Daily Herald's report, and within its content
// Northport's denial.
//
// Values are plain data. They may be read by several goroutines at once.
package hearsay

// RecordVersion is the version of the JSON shape of a [Reading].
//
//	1  first form
//	2  anonymity_reason, wikidata, receipts of roles, the most that a count
//	   allows and who says it, metonyms, probabilities, conditions and makers of
//	   predictions, ids and strengths of stances, opinions, manner
const RecordVersion = 2
