package main

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"hearsay"
	"hearsay/internal/calibrate"
	"hearsay/internal/neural"
)

// TestLoadConfidence checks the file beside the weights of a model that --model
// names: there may be none, and a damaged one is no silent nothing.
func TestLoadConfidence(t *testing.T) {
	dir := t.TempDir()
	m := new(neural.Model) // it has no name
	if maps, err := loadConfidence(dir, m); maps != nil || err != nil {
		t.Errorf("no file: %v, %v", maps, err)
	}
	if maps, err := loadConfidence(dir, nil); maps != nil || err != nil {
		t.Errorf("no model: %v, %v", maps, err)
	}
	write := func(text string) {
		if err := os.WriteFile(filepath.Join(dir, calibrate.File), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write(`{"model": "", "maps": {"event": [[0.5, 0.25]]}}`)
	if maps, err := loadConfidence(dir, m); err != nil || maps.Of(calibrate.Event, 0.5) != 0.25 {
		t.Errorf("%v, %v", maps, err)
	}
	write(`{"model": "", "maps": {"event": [[0.5, 2]]}}`)
	_, err := loadConfidence(dir, m)
	var e *hearsay.Error
	if !errors.As(err, &e) || e.Kind != hearsay.Unreadable || !strings.Contains(e.Error(), calibrate.File) || !strings.Contains(e.Hint, "hearsay-eval -fit confidence") {
		t.Errorf("%v", err)
	}
}
