package codebook

// A contentRule gives the mode of a demand, refusal or threat by the event that
// is its content: demanding a withdrawal is REQUEST/yield. An empty mode stands
// for every mode of its type that no rule before it names.
type contentRule struct{ inner, mode, gives string }

// Requests and rejections share their modes.
var asked = []contentRule{
	{"AID", "", "assist"},
	{"COOPERATE", "", "assist"},
	{"SUPPORT", "", "assist"},
	{"MOBILIZE", "", "assist"}, // troops asked for
	{"CONSULT", "", "meet"},
	{"AGREE", "", "meet"},
	{"RETREAT", "resign", "change"},
	{"RETREAT", "", "yield"},
	{"CONCEDE", "", "yield"},
	{"SANCTION", "", "change"},
	{"COERCE", "", "change"},
	{"ACCUSE", "", "change"},
}

var threatened = []contentRule{
	{"ASSAULT", "", "violence"},
	{"MOBILIZE", "", "violence"},
	{"COERCE", "arrest", "arrest"},
	{"SANCTION", "convict", "arrest"},
	{"ACCUSE", "allege", "arrest"},
	{"COERCE", "deport", "expel"},
	{"SANCTION", "expel", "expel"},
	{"COERCE", "seize", "territory"},
	{"COERCE", "", "restrict"},
	{"SANCTION", "", "relations"},
}

func contentRules(typ string) []contentRule {
	switch typ {
	case "REQUEST", "REJECT":
		return asked
	case "THREATEN":
		return threatened
	}
	return nil
}

// contentMode returns the mode of an event of type typ whose content is an event
// of type inner and the given mode; "" if that does not tell.
func contentMode(typ, inner, mode string) string {
	for _, r := range contentRules(typ) {
		if r.inner == inner && (r.mode == "" || r.mode == mode) {
			return r.gives
		}
	}
	return ""
}

// contentModes returns the modes that contents can give to a type.
func contentModes(typ string) []string {
	var out []string
	for _, r := range contentRules(typ) {
		out = append(out, r.gives)
	}
	return out
}
