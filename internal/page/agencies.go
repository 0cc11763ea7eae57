package page

import (
	"regexp"
	"strings"
)

// agencies holds the names that news agencies and press release wires sign
// with.
// Origin: our own list, 2026.
var agencies = lineSet(`
	AP|The Associated Press|Associated Press|Reuters|REUTERS|Thomson Reuters|Thomson Reuters Foundation|AFP|Agence France-Presse|Agence France Presse|UPI|United Press International
	Xinhua|TASS|ITAR-TASS|RIA Novosti|RIA|Sputnik|Interfax|ANSA|EFE|dpa|DPA|Deutsche Presse-Agentur|APA|Kyodo|Kyodo News|Jiji|Jiji Press|Yonhap|KCNA|Bernama|Antara|VNA|CNA
	PTI|Press Trust of India|ANI|IANS|UNI|APP|BSS|UNB|SANA|IRNA|ISNA|Fars|FNA|Tasnim|Mehr|MNA|Anadolu|Anadolu Agency|AA|DHA|IHA|WAM|SPA|KUNA|QNA|MENA|NNA|BNA|Petra|WAFA|Ma'an|Ma’an|INA|NINA|Ukrinform|UNIAN|Interfax-Ukraine|BelTA|Belga|ANP|NTB|TT|Ritzau|PAP|CTK|MTI|Tanjug|Hina|STA|Agerpres|BTA|AKI|Lusa
	NAN|News Agency of Nigeria|GNA|KNA|Angop|SAPA|PANA|PANAPRESS|PA|PA Media|Press Association|Canadian Press|The Canadian Press|CP|AAP|Australian Associated Press|NZPA|Bloomberg|Bloomberg News|Dow Jones|Dow Jones Newswires|CNN|CNN Wire|JNS|JTA|RNS|CNS|IPS|Inter Press Service|IRIN|VOA|RFE/RL|RFERL|AllAfrica|Tribune News Service|TNS|MCT|McClatchy|States Newsroom
	PRNewswire|PR Newswire|PRNEWSWIRE|Business Wire|BUSINESS WIRE|GlobeNewswire|GLOBE NEWSWIRE|ACCESSWIRE|Accesswire|Marketwired|Marketwire|Newswire|CNW|EINPresswire|EIN Presswire|PRWEB|ANI Press Release|Newsfile|Canada NewsWire|USNewswire|Agencies|AGENCIES|News Agencies`)

// agencyNoun ends or begins the name of an organisation that passes reports
// on: "Meridian Wire", "Coast News Agency".
var agencyNoun = regexp.MustCompile(`\b(?:Wire|Newswire|Agency|News|Press|Service|Times|Post|Herald|Tribune|Journal|Gazette|Daily|Guardian|Observer|Chronicle|Telegraph|Independent|Broadcasting|Radio|Television|TV|Media|Bureau|Syndicate|Network|Reuters|AFP|AP|Bloomberg)\b`)

// agency returns the name of the agency that s is, without the brackets,
// slashes and articles around it; "" if it is none that is known.
func agency(s string) string {
	s = strings.Trim(s, " ()[]/.,:;–—-")
	if agencies[s] {
		return s
	}
	for _, cut := range []string{"/", ", ", " via ", " and ", " with "} { // "AP/Meridian", "Reuters and AFP"
		if first, _, ok := strings.Cut(s, cut); ok && agencies[strings.TrimSpace(first)] {
			return strings.TrimSpace(first)
		}
	}
	return ""
}

// signature finds an agency's name that closes a paragraph: "… said on
// Friday. (AP)", "… said. - REUTERS", "… said. /AFP". Counter-sentence: "The
// clip was shown by Reuters."
func signature(paragraph string) string {
	if len(paragraph) > 60 {
		paragraph = paragraph[len(paragraph)-60:]
	}
	if !strings.ContainsAny(paragraph, "([/-–—|") {
		return ""
	}
	m := signed.FindStringSubmatch(paragraph)
	if m == nil {
		return ""
	}
	return agency(m[1] + m[2])
}

var signed = regexp.MustCompile(`(?:^|[.!?"”’)]\s*)(?:[([]\s*([A-Z][\w./' -]{1,28})\s*[)\]]|[–—/|-]{1,2}\s*([A-Z][\w/' -]{1,28}))\s*\.?$`)
