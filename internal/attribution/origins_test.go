package attribution_test

import (
	"strings"
	"testing"

	"hearsay/internal/attribution"
)

// What hangs on one source, and on sources without a name.
func TestOrigins(t *testing.T) {
	const guard = "The fire at the old mill was set on purpose, a guard told the Herald on Monday. Two men ran away before it started, he said. The men wore masks, according to the guard.\n\n"
	for _, c := range []struct{ name, text, want string }{
		{"one guard", guard + "He added that he had heard two shots.", `single-origin: all 4 statements go back to one source, “a guard”, who is not named
unnamed-source: 4 statements depend on “a guard”, not named`},
		{"a second voice", guard + "Police said that two men were held.", "unnamed-source: 3 statements depend on “a guard”, not named"},
		{"one who says nothing", guard + "The owner of the mill, Mila Oren, declined to comment.", `single-origin: all 3 statements go back to one source, “a guard”, who is not named
unnamed-source: 3 statements depend on “a guard”, not named`},
		{"mostly the reporter's own", guard + strings.Repeat("The mill stands by the river. It was built of brick in the last century. ", 4), "unnamed-source: 3 statements depend on “a guard”, not named"},
		{"through another", "The Herald reported on Monday that the depot was empty. The paper said the gates had been open since Friday. Two trucks left in the night, according to the newspaper.",
			"single-origin: all 3 statements go back to one source, Herald"},
		{"too few", "The depot is empty, Mila Oren said.", ""},
		{"only the reporter", "The depot is empty. The gates are open. Two trucks left in the night.", ""},
		{"nobody at all", "It is said that the depot is empty. It was reported that the gates were open. It is believed that two trucks left.", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			d, ms := read(c.text, model())
			as, _ := attribution.Find(d, ms)
			var got []string
			for _, f := range attribution.Origins(d, ms, as) {
				got = append(got, f.Kind+": "+f.Text)
				if len(f.Spans) == 0 {
					t.Errorf("%s has no spans", f.Kind)
				}
				for _, s := range f.Spans {
					if x, err := s.In(d.Text); err != nil || x != s.Text {
						t.Errorf("span %v: %q, %v", s.Span, x, err)
					}
				}
			}
			if g := strings.Join(got, "\n"); g != c.want {
				t.Errorf("got\n%s\nwant\n%s", g, c.want)
			}
		})
	}
}
