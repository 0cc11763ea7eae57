package factuality

// weigh makes one number of the witnesses.
func (j *Judge) weigh(word int, r *ruling) (value, crowd, sure float64) {
	return r.value, r.value, 0.5
}

// agree makes value and status agree.
func agree(v float64, r *ruling) (float64, string) {
	v = clip(v)
	return v, r.settle(v)
}
