package when

// conflicts adds a finding for dates that cannot be right.
func (f *finder) conflicts() {}
