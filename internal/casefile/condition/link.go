package condition

import (
	"strconv"
	"strings"

	"hearsay/internal/casefile"
)

// Links writes what follows SELECT json FROM link for the links that are asked
// for, with the arguments of its question marks.
func Links(a casefile.LinkAsk) (clause string, args []any) {
	where := []string{"TRUE"}
	add := func(cond string, values ...any) { where, args = append(where, cond), append(args, values...) }
	ofKind, kinds := "TRUE", []any{}
	if len(a.Kinds) > 0 {
		ofKind = "kind IN (?" + strings.Repeat(",?", len(a.Kinds)-1) + ")"
		for _, k := range a.Kinds {
			kinds = append(kinds, k)
		}
	}
	if a.Document.IsZero() {
		add(ofKind, kinds...)
	} else {
		cond, values := "SELECT link FROM joined WHERE document = (SELECT seq FROM document WHERE id = ?) AND "+ofKind, append([]any{a.Document[:]}, kinds...)
		if a.From {
			cond += " AND first"
		}
		if a.Event != 0 {
			cond, values = cond+" AND event = ?", append(values, int64(a.Event))
		}
		add("seq IN ("+cond+")", values...)
	}
	if a.ID != "" {
		add("id = ?", a.ID)
	}
	if a.Topic != "" {
		add("topic = ?", a.Topic)
	}
	if kind, sort, ok := strings.Cut(a.After, " "); ok {
		add("(kind, sort) > (?, ?)", kind, sort)
	}
	clause = "WHERE " + strings.Join(where, " AND ") + " ORDER BY kind, sort"
	if a.Limit > 0 {
		clause += " LIMIT " + strconv.Itoa(a.Limit)
	}
	return clause, args
}
