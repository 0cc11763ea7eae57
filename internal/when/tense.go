package when

// lean returns the direction in which an expression is meant, by the tense of
// the verb it goes with.
func (f *finder) lean(from, to int) Lean {
	return LeanNone
}
