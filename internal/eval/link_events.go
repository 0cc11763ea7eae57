package eval

import "hearsay/internal/neural"

func (e *evaluation) across(m *neural.Model) error { return nil }
