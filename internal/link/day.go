package link

import "time"

// dayOf counts the days to the day of an ISO 8601 value; false if it is not
// known to the day.
func dayOf(value string) (int, bool) {
	if len(value) < len(time.DateOnly) {
		return 0, false
	}
	t, err := time.Parse(time.DateOnly, value[:len(time.DateOnly)])
	if err != nil {
		return 0, false
	}
	return int(t.Unix() / (24 * 60 * 60)), true
}
