package main

import (
	"os"
	"time"

	"github.com/schollz/progressbar/v3"
)

// patience is how long a single report may take before a sign of life.
const patience = time.Second

// A progress shows on a terminal how far the reading is: a bar for several
// reports, a spinner for one that takes long. Elsewhere it shows nothing. It is
// used by one goroutine.
type progress struct {
	bar  *progressbar.ProgressBar
	late *time.Timer
}

// newProgress returns the progress of what is done with so many reports, in a
// word: "reading".
func newProgress(f *os.File, reports int, what string) *progress {
	p := &progress{}
	if !isTerminal(f) || os.Getenv("TERM") == "dumb" {
		return p
	}
	options := []progressbar.Option{
		progressbar.OptionSetWriter(f), progressbar.OptionSetDescription(what), progressbar.OptionClearOnFinish(),
		progressbar.OptionSetWidth(30), progressbar.OptionThrottle(100 * time.Millisecond),
	}
	if reports > 1 {
		p.bar = progressbar.NewOptions(reports, append(options, progressbar.OptionShowCount(), progressbar.OptionSetRenderBlankState(true))...)
		return p
	}
	p.bar = progressbar.NewOptions(-1, append(options, progressbar.OptionSpinnerType(14))...)
	p.late = time.AfterFunc(patience, func() { p.bar.RenderBlank() })
	return p
}

// newCounter counts what is done where nobody knows how much there is.
func newCounter(f *os.File, what string) *progress {
	p := &progress{}
	if isTerminal(f) && os.Getenv("TERM") != "dumb" {
		p.bar = progressbar.NewOptions(-1, progressbar.OptionSetWriter(f), progressbar.OptionSetDescription(what), progressbar.OptionClearOnFinish(),
			progressbar.OptionSpinnerType(14), progressbar.OptionShowCount(), progressbar.OptionThrottle(100*time.Millisecond))
	}
	return p
}

// hide makes room for other lines on the terminal.
func (p *progress) hide() {
	if p.bar != nil && p.late == nil {
		p.bar.Clear()
	}
}

// step counts one report more.
func (p *progress) step() {
	if p.bar != nil && p.late == nil {
		p.bar.Add(1)
	}
}

// end takes the bar off the terminal.
func (p *progress) end() {
	if p.bar == nil {
		return
	}
	if p.late != nil && p.late.Stop() {
		return // never shown
	}
	p.bar.Exit()
	p.bar.Clear()
}
