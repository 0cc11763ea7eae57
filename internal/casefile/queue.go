package casefile

import "time"

// A Queue says what waits in a case, and who works on it.
type Queue struct {
	Waiting  int           // documents that wait to be read
	Running  int           // that are being read
	Retrying int           // that wait for another try
	Oldest   time.Duration // how long the first of those that wait has waited
	Unlinked int           // documents that wait to be linked
	Workers  int           // who works: see [Store.Work]; in a file, those with something on hand
}
