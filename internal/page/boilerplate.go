package page

import (
	"regexp"
	"strings"
	"unicode"
)

// Words of pages that are no part of a report, in lower case.
// Origin: our own lists, 2026, from looking at news sites.

// furniture holds whole lines: "Connect with us". A line must be nothing else:
// "Connect with us, the minister told investors" is a sentence.
var furniture = lineSet(`
	connect with us|follow us|contact us|about us|support us|find us|join us|write for us|advertise with us
	share|share this|share this article|share this story|share this page|share this post|share article|share via|share on facebook|share on twitter
	share on x|share on whatsapp|share on linkedin|share on telegram|share via email|share by email|tweet|email|e-mail|email this|print|print this page
	print this article|copy link|link copied|copy url|facebook|twitter|whatsapp|linkedin|telegram|reddit|pinterest|instagram|youtube|flipboard|pocket|messenger|tumblr|tiktok|threads|bluesky|mastodon
	x|rss|save|saved|save article|bookmark|gift this article|gift article|like|likes|like this|reply|report this ad|translate|listen|listen to this article|listen to article|audio|text size|font size|aa
	menu|search|home|home page|homepage|log in|login|log out|sign in|sign up|sign up now|my account|register|subscribe|subscribe now|subscribe today|newsletter|newsletters|e-paper|epaper
	get the newsletter|get our newsletter|daily newsletter|advertisement|advertisements|advertisement - scroll to continue|advertising|ad|ads|sponsored|sponsored content|promoted|promoted content|paid content|partner content|paid post
	skip to content|skip to main content|skip to navigation|skip advert|skip ad|skip to footer|jump to content|related|related articles|related article|related stories|related story|related topics|related news|related content|related posts|related links|related items|related coverage
	read more|read next|read full article|read the full story|continue reading|keep reading|more|more news|more on this story|more on this|more on this topic|more stories|more from this section|more from author|more like this
	most read|most popular|most viewed|most shared|most recent|trending|trending now|recommended|recommended for you|recommended stories|recommended reading|editors' picks|editor's picks|editors’ picks|editor’s picks|you may also like|you might also like|you may like
	around the web|from the web|from around the web|don't miss|don’t miss|top stories|top story|latest|latest news|latest stories|breaking news|popular|popular posts|what to read next|up next|in this article|in this story|on this page|table of contents|contents
	comments|comment|no comments|leave a comment|leave a reply|post a comment|add a comment|view comments|show comments|hide comments|join the conversation|start the conversation|cancel reply|comments are closed|be the first to comment
	back to top|back|top|next|previous|next article|previous article|next story|previous story|next post|previous post|loading|loading...|loading…|please wait|close|open|ok|okay|dismiss|accept|accept all|accept cookies|reject all|decline|i agree|agree|manage preferences|cookie settings|manage cookies
	cookie policy|cookies policy|privacy policy|privacy|terms of use|terms of service|terms and conditions|terms & conditions|terms|disclaimer|accessibility|sitemap|site map|careers|donate|donate now|shop|store|faq|help|feedback
	all rights reserved|tags|topics|filed under|categories|view all|see all|see more|show more|show less|load more|view more|view gallery|view full gallery|view image in fullscreen|enlarge image|expand|collapse|open image in gallery|play video|play|pause|mute|unmute|watch|watch live|watch now|live tv|live|video|photos|photo gallery|gallery|slideshow|image|hide caption|toggle caption|caption
	ends|end|-30-|- 30 -|about the author|about the authors|about author|author|authors|report a typo|report an error|suggest a correction|request a correction|send feedback|got a tip|republish this article|republish|reprints|rights & permissions|get reuse rights|purchase licensing rights|follow|following|unfollow|sponsor|our standards: the thomson reuters trust principles
	story continues below|story continues below advertisement|story continues after advertisement|article continues below|article continues after ad|article continues below this ad|continue reading below|continue below|this article is free to read`)

// pointers begin lines that lead elsewhere, when something that introduces
// follows at once: "Read more: Northport bans drones", "Related – The bay's
// sheds". Counter-sentence: "Read more books, the minister told the pupils."
var pointers = regexp.MustCompile(`(?i)^(?:▶|►|»|>|→|•|\*|-)?\s*(?:read more|read also|also read|read next|read this|read|related|related stor(?:y|ies)|related articles?|see also|see more|see|watch|watch more|watch live|listen|more|more on this|don['’]t miss|recommended|must read|explainer|timeline|in pictures|in photos|full coverage|up next|also on|more from [^:]{2,40}|learn more|further reading|click here)\s*(?:[:|→»►]|[–—]\s|>>)`)

// invitations are imperatives of a site to its visitors, which also name what
// is offered: "Sign up for our daily newsletter". Counter-sentences: "Subscribe
// to that theory and the sums no longer add up", "Like Facebook, Twitter has
// closed its office in Northport."
var (
	invitations = regexp.MustCompile(`(?i)^(?:▶|►|»|>|→|•|\*|-)?\s*(?:please\s+)?(?:sign ?up|subscribe|register|download|click|tap|donate|log ?in|unlock|enable|turn on|never miss|don['’]t miss|already a|not a (?:member|subscriber)|stay (?:informed|up|on top|ahead|connected|tuned|in the)|get (?:the|our|more|all|your|breaking|free|unlimited|daily|e-?mail|news)|join (?:us|our|the|now|today)|follow (?:us|our|@|\S+(?: \S+){0,4} on)|like us|support (?:us|our|the|independent|local|quality)|become an? (?:member|subscriber|supporter|patron|friend)|enjoy (?:unlimited|our|the)|help (?:us|support|keep)|receive (?:our|the|daily|breaking|updates|alerts|news)|keep up|want (?:more|to|the|news)|enter your|start your|try \S+ (?:\S+ )?(?:free|for)|create (?:an?|your)|looking for more|have an? (?:story|news|tip|question)|got an? |do you have|connect with us|find us|check out our)\b`)
	offers      = regexp.MustCompile(`(?i)\b(?:newsletters?|inbox|e-?mail|alerts|notifications|our app|the app|mobile app|whatsapp|telegram|facebook|twitter|instagram|youtube|our channel|podcast|subscribers?|subscriptions?|subscribing|subscribe|member|membership|account|free trial|breaking news|latest news|daily news|story tip|news tip|tip line|click here|sign up|here for|journalism|javascript|log in)\b`)
)

// invites reports whether line is an invitation that names what it offers.
// "Sign up, the militia told the young men" has a comma where that should be.
func invites(line string) bool {
	at := invitations.FindStringIndex(line)
	return at != nil && !strings.HasPrefix(line[at[1]:], ",") && offers.MatchString(line[at[1]:])
}

// notices begin legal and technical sentences, and noticed stand inside them.
var (
	notices = regexp.MustCompile(`(?i)^(?:©|\(c\)\s|copyright\b.*(?:\d{4}|©|all rights)|\d{4}\s*©|(?:we|this (?:web)?site|our (?:web)?site|this page|[\w.]+\.com) (?:and our partners |also )?(?:use|uses|using) cookies|by (?:continuing to|using this|clicking|signing up|submitting)\b.*\b(?:cookies|agree|consent|accept|terms|polic)|cookies help us|your privacy|we (?:value|care about) your privacy|your browser (?:does not|is out)|please (?:enable|turn on) javascript|javascript (?:is|must be) |(?:terms|privacy)\b.*\b(?:policy|apply)\.?$|this (?:site|copy) is (?:protected|for your personal)|the post .* (?:appeared first|first appeared) on |(?:thank you|thanks) for (?:reading|subscribing|signing)|follow .* on (?:twitter|x|facebook|instagram|telegram|whatsapp|threads|bluesky)\b|(?:our standards|editing guidelines)\s*:)`)
	noticed = []string{"all rights reserved", "reproduction in whole", "may not be published", "may not be reproduced", "may not be redistributed", "protected by recaptcha", "without the prior written permission"}
)

// notice reports whether line is a legal or technical sentence.
func notice(line string) bool {
	low := strings.ToLower(line)
	for _, s := range noticed {
		if strings.Contains(low, s) {
			return true
		}
	}
	return notices.MatchString(line)
}

var (
	counters    = regexp.MustCompile(`(?i)^(?:[\d.,]+\s*[km]?|no)\s*(?:comments?|shares?|views?|likes?|reads?|replies|retweets?|followers|min(?:ute)?s?\.?(?: to)? read|photos?|images?)\b.{0,20}$`)
	breadcrumbs = regexp.MustCompile(`(?i)^(?:home|news)\s*[>»/›|→]`)
	filed       = regexp.MustCompile(`(?i)^(?:posted in|filed under|tags?|tagged(?: with| as)?|topics?|categor(?:y|ies)|keywords?|sections?|in this (?:article|story)|contact)\s*:`)
	barred      = regexp.MustCompile(`\s[|•·/]\s`)
)

// boilerplate reports whether a line is no part of the report: navigation,
// sharing, newsletters, notices, pointers to other reports.
func boilerplate(line string) bool {
	if !strings.ContainsFunc(line, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
		return true // "* * *", "———"
	}
	n := len(strings.Fields(line))
	bare := strings.ToLower(strings.TrimFunc(line, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	}))
	switch {
	case n <= 8 && (furniture[bare] || furniture[strings.ToLower(strings.TrimSpace(line))]):
		return true
	case n <= 12 && (counters.MatchString(line) || breadcrumbs.MatchString(line)):
		return true
	case n <= 30 && (pointers.MatchString(line) || filed.MatchString(line)):
		return true
	case n <= 40 && !quoted(line) && invites(line):
		return true
	case n <= 90 && !quoted(line) && notice(line):
		return true
	case n <= 25 && wall(line):
		return true
	}
	return bar(line)
}

// bar recognises a row of links: "News | Sport | Opinion | Video". Each part
// is short and there are four of them at least; "Ana Prado | Meridian Wire |
// 4 May 2021" has three.
func bar(line string) bool {
	if !strings.ContainsAny(line, "|•·/") || len(line) > 500 {
		return false
	}
	parts := barred.Split(line, -1)
	if len(parts) < 4 {
		return false
	}
	for _, p := range parts {
		if len(strings.Fields(p)) > 4 {
			return false
		}
	}
	return true
}

// quoted reports whether a line has quotation marks: somebody's words, even
// if they are an invitation.
func quoted(line string) bool { return strings.ContainsAny(line, "\"“”") }

// walls are the lines by which a page says that it shows a part only.
var walls = regexp.MustCompile(`(?i)\b(?:(?:subscribe|sign ?in|log ?in|register|sign up|join|create (?:a|your) (?:free )?account)\b.{0,40}\bto (?:continue|keep|read|view|access|unlock)\b|to (?:continue|keep) reading\b|to read the (?:full|rest|whole|entire)\b|(?:is|are) (?:only )?(?:for|available (?:only )?to|exclusive to|reserved for) (?:\w+ )?(?:subscribers|members)\b|subscribers? only\b|(?:exclusive|premium) (?:to|for|content for) (?:\w+ )?(?:subscribers|members)|already (?:a|have a) (?:\w+ )?(?:subscriber|subscription|member)|you (?:have|['’]ve) (?:reached|read|used) (?:your|all your|the) (?:\w+ ){0,3}(?:limit|articles)|unlock (?:this|the) (?:article|story|full)|continue reading (?:with|for|this|your)\b|this (?:article|story|content) is (?:locked|premium|for))`)

// wall reports whether a line says that the rest of the report is for
// subscribers: "Subscribe to continue reading". Only lines that are short and
// quote nobody can. Counter-sentence: "Captains must log in to view the tides."
func wall(line string) bool {
	return len(line) < 300 && !quoted(line) && wallWord(strings.ToLower(line)) && walls.MatchString(line)
}

// wallWord reports whether low, in lower case, speaks of reading or paying.
func wallWord(low string) bool {
	for _, w := range []string{"subscri", "reading", "to read", "this article", "this story", "this content", "this page", "members", "your account", "articles", "premium"} {
		if strings.Contains(low, w) {
			return true
		}
	}
	return false
}

// lineSet makes a set of the phrases in s, which are parted by bars and line ends.
func lineSet(s string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return r == '|' || r == '\n' }) {
		set[strings.TrimSpace(w)] = true
	}
	return set
}
