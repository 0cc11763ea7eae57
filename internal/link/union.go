package link

// A union keeps sets that are joined.
type union []int

func newUnion(n int) union {
	u := make(union, n)
	for i := range u {
		u[i] = i
	}
	return u
}

func (u union) of(i int) int {
	for u[i] != i {
		u[i] = u[u[i]]
		i = u[i]
	}
	return i
}

// join puts two sets together under the lesser number.
func (u union) join(i, j int) {
	i, j = u.of(i), u.of(j)
	u[max(i, j)] = min(i, j)
}

// groups returns the sets by their first members, each in order.
func (u union) groups() [][]int {
	var out [][]int
	at := make(map[int]int)
	for i := range u {
		r := u.of(i)
		k, ok := at[r]
		if !ok {
			k = len(out)
			at[r] = k
			out = append(out, nil)
		}
		out[k] = append(out[k], i)
	}
	return out
}
