package main

import "testing"

func TestNameOfHidesPassword(t *testing.T) {
	for name, want := range map[string]string{
		"syria.hearsay": "syria.hearsay",
		"postgres://ana:secret@db.example/syria?password=secret": "postgres://ana:xxxxx@db.example/syria",
	} {
		if got := nameOf(name); got != want {
			t.Errorf("nameOf(%q) = %q; want %q", name, got, want)
		}
	}
}
