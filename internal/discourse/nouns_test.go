package discourse_test

import "testing"

// TestWakeUps reads sentences whose noun is their head, or is denied.
func TestWakeUps(t *testing.T) {
	for text, want := range map[string]int{
		"A shell hit the customs house on Sunday. That was a warning.":    1,
		"A shell hit the customs house on Sunday. That was no warning.":   0,
		"A shell hit the customs house on Sunday. It was not a warning.":  0,
		"A shell hit the customs house on Sunday. This was a provocation": 1,
	} {
		if got := tell(text, model()).Reasons; len(got) != want {
			t.Errorf("%s: reasons %+v, want %d", text, got, want)
		}
	}
}
