"""Word tokenizer and sentence splitter for raw English news text, with character offsets.

The conventions are those of UD English EWT / GUM (Penn Treebank of 2012): clitics (do|n't, it|'s, can|not,
gon|na), possessives and hyphenated compounds (long|-|term, al|-|Qaeda, US|-|based) are split; a hyphen after an
affix (anti-, co-, ex-, mid-, non-, post-, pre-, pro-, re- ...), in e-mail, in telephone numbers, dates, URLs and
file names is not; currency signs, percent signs, slashes between words and units after numbers (5|pm, 20|m) are
split off. Final dots stay on abbreviations and initials.

words(text, start, end) -> [(a, b)]           tokens by code-point offsets
paragraphs(text) -> [(a, b)]
sentences(text) -> [[(a, b), ...], ...]       tokens by sentence
"""

import re
import statistics

AFFIXES = set(
    """a ab agri aero ante anti arch ave bi bio centi co contra counter cross cyber de dis eco electro
em euro ex extra e fore geo hyper hydro ill infra inter intra lib macro maxi mega meta micro mid milli mini mono
multi nano neo non o omni out over pan para peri petro poly post pre pro proto pseudo psycho quasi re semi socio sub
super supra sur tele tera trans tri u ultra un uni uh under vice""".split()
)
# of the 2012 list; these are words of their own too often in news, or EWT and GUM split them
AFFIXES -= set(
    "a ab ave bi em euro ill lib o out un uni uh vice tera sur agri u a pan out fore micro neo".split()
)
SUFFIXES = set("esque fest fold gate itis less most o'torium rama wise".split())
ABBR = set("""
adj adm adv al apr arr asst attn aug ave bart bldg blvd brig bros capt cdr cf cir cmdr co col comdr con corp cpl ct
dec dept dist div dr drs ed eds esp esq est etc ex exec ext feb fig figs fri ft gen gens gov govs hon hosp hr hrs
inc insp jan jr jul jun km lb lbs lt ltd maj mar mfg min mlle mme mmes mo mon mr mrs ms msgr mss mt mtn mts no
nos nov oct ops ord oz para pct pfc ph phd pl plc pp prof profs prop pty pvt rd rep reps res ret rev revs rt rte sec
sen sens sept sep sfc sgt sq sr st sta ste sun supt surg tel thu thur thurs tue tues univ vol vols vs wed wk yr yrs
ala ariz ark calif colo conn del fla ga ill ind kan kans ky la md mass mich minn miss mo mont neb nev okla ore pa
penn tenn tex va vt wash wis wyo ont que alta sask ass't gen'l int'l nat'l gov't
""".split())
# words that are also abbreviations: only before a capital or a digit
AMBIGUOUS = set(
    "no fig con del ill la mar mass miss ore sun wed ed est min mo ops ord para pl res ret sec sat art "
    "ind ex adv ext mon fri tel ga gen prop hon bart ala ark penn pa md st".split()
)
TITLES = set(
    """adm asst brig capt cdr cmdr col comdr cpl dr drs gen gens gov govs hon insp lt maj messrs mlle mme mr mrs
ms msgr mt pfc prof profs pvt rep reps rev revs sen sens sfc sgt st ste supt vs no nos fig figs vol pp cf sec fr
ald amb atty pres sheikh""".split()
)
MONTHS = set("jan feb mar apr jun jul aug sept sep oct nov dec".split())
UNITS = (
    "a\\.?m\\.?|p\\.?m\\.?|k|m|mn|mln|b|bn|tn|trn|mm|cm|km|kms|kg|kgs|g|mg|lb|lbs|ft|mph|kph|kw|mw|gw|mwh|kwh|hz|"
    "khz|mhz|ghz|hrs|hr|mins|min|secs|sec|yrs|yr|x|sq|mb|gb|tb|ml|oz|bps|bpd|pts|pc|pct|million|billion|c|f|th"
)
CLITIC = re.compile(r"(?i)(?<=[^\W_])n['’]t$|(?<=[^\W_]|\.)['’](?:s|re|ve|ll|d|m)$")
URL = re.compile(
    r"(?i)^(?:[a-z][a-z0-9+.]{1,9}://\S+|www\.\S+|[\w.+%-]+@[\w-]+(?:\.[\w-]+)+|@\w[\w.]*|#\w+|"
    r"(?:[\w-]+\.)+(?:com|org|net|gov|edu|mil|int|info|biz|co\.uk|ac\.uk|gov\.uk|org\.uk|tv|fm|eu|ir|ru|sy|il|co\.il|"
    r"htm|html|pdf|doc|docx|xls|txt|jpg)(?:/\S*)?)$"
)
INVISIBLE = "\u200b\u200e\u200f\u202a\u202c\u2060\ufeff"  # part tokens like white space does
OPEN = set("\x91\x92\x93\x94\"'“”‘’«»([{<`„‚‹›*|•·¡¿=~^…#@+\\")
CLOSE = set("\x91\x92\x93\x94\"'“”‘’«»)]}>`.,;:!?…*|•·=~^%\\")
CURRENCY = "$£€¥₹₽₪₦₩₺¢"
NUMBER = r"[+-]?\d[\d,.:]*"
PHONE = re.compile(r"^(?:\+?\d{1,3}[-.])?\d{3}[-./]\d{3}[-.]\d{4}$|^\d{3}-\d{4}$|^\d{5}-\d{4}$")
DATE = re.compile(r"^(?:\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,3}/\d{1,4})$")
ACRONYM = re.compile(
    r"^(?:[^\W\d_]\.){2,}$|^[A-Z][a-z]?\.(?:[A-Z][a-z]?\.)+$|^(?:[^\W\d_]\.)+[^\W\d_]{1,2}\.?$"
)
SPLIT2 = {
    "cannot": 3,
    "gonna": 3,
    "wanna": 3,
    "gotta": 3,
    "gimme": 3,
    "lemme": 3,
    "dunno": None,
    "'tis": 2,
    "'twas": 2,
}
ARABIC = re.compile(r"(?i)['’`ʿʾ]")


def words(text, start=0, end=None):
    out = []
    for m in re.finditer(r"[^\s" + INVISIBLE + "]+", text[start:end]):
        a, b = start + m.start(), start + m.end()
        chunk(text, a, b, out, text[b : b + 80].lstrip()[:1])
    return out


def trim_url(s):
    """How much of s, which begins like a URL, belongs to it."""
    n = len(s)
    while n and (
        s[n - 1] in ".,;:!?'\"”’»>*|"
        or s[n - 1] == ")"
        and s.count("(", 0, n) < s.count(")", 0, n)
        or s[n - 1] in "]}"
    ):
        n -= 1
    return n


def chunk(text, a, b, out, following=""):
    """Tokens of a run without white space."""
    if b - a == 1:
        out.append((a, b))
        return
    s = text[a:b]
    if s.isalpha() and s.isascii() and s.lower() not in SPLIT2:
        out.append((a, b))
        return
    # leading punctuation
    while a < b:
        c = text[a]
        s = text[a:b]
        if URL.match(s[: trim_url(s)] or "?"):
            break
        if c == "'" or c == "’":
            if re.match(r"['’]\d\ds?\b", s) or re.match(
                r"(?i)['’](?:s|re|ve|ll|d|m|em|n|cause|cuz|til|tis|twas|bout|round)(?:\W|$)", s
            ):
                break
        if s.startswith(("...", "…")):
            n = re.match(r"\.+|…+", s).end()
            out.append((a, a + n))
            a += n
            continue
        if s.startswith(("''", "``", "’’", "‘‘")):
            out.append((a, a + 2))
            a += 2
            continue
        m = re.match(r"([-–—*=_~#!?<>|+])\1+", s)
        if m and (c not in "#+" or len(m.group()) == len(s)):
            out.append((a, a + m.end()))
            a += m.end()
            continue
        if (
            c in OPEN
            and not (c in "#+@" and len(s) > 1 and (s[1].isalnum()))
            or c in CURRENCY + "–—\x96\x97§"
            or c == "-"
            and len(s) > 1
            and not s[1].isdigit()
            or c in ".,;:!?)]}>%/&"
            and not re.match(r"\.\d|\.\w+$", s)
        ):
            out.append((a, a + 1))
            a += 1
            continue
        break
    # trailing punctuation
    tail = []
    while a < b:
        s = text[a:b]
        n = trim_url(s)
        if URL.match(s[:n] or "?"):
            if n < len(s):
                end = a + n
                rest = []
                chunk(text, end, b, rest)
                tail.extend(reversed(rest))
                b = end
            out.append((a, b))
            a = b
            break
        c = s[-1]
        m = re.search(r"(\.{2,}|…+|[!?]{2,}|([-–—*=_~])\2+|''|’’)$", s)
        if m:
            n = len(m.group())
            tail.append((b - n, b))
            b -= n
            continue
        if c == ".":
            if len(s) == 1 or keep_dot(s, following if not tail else "", bool(tail)):
                break
            tail.append((b - 1, b))
            b -= 1
            continue
        if c in CLOSE or c in "-–—\x96\x97/" + CURRENCY + "°§":
            tail.append((b - 1, b))
            b -= 1
            continue
        break
    if a < b:
        core(text, a, b, out)
    out.extend(reversed(tail))


def keep_dot(s, following, closed):
    """Does the final dot of s belong to it (abbreviation, initial)?"""
    w = s[:-1].lstrip("(\"'“‘[")
    if not w:
        return False
    if ACRONYM.match(w + "."):
        return True
    whole, w = w, re.split(r"[-–—/]", w)[-1]
    if len(w) == 1 and w != whole:
        return False
    if len(w) == 1 and w.isalpha():
        return w != "I" and (w.isupper() or w in "cpvb") and not (closed and w.islower())
    low = w.lower().replace("’", "'")
    if low in ABBR and not (
        w.isupper()
        and low in ("eds", "reps", "ct", "pc", "pp", "res", "sr", "cf", "ex", "est", "inc", "co")
        and len(w) > 2
    ):
        if low in AMBIGUOUS:
            if low in ("no", "fig", "sec", "vol", "ext", "art", "tel", "para"):
                return following.isdigit()
            return (
                w[0].isupper()
                and low not in ("no",)
                and not closed
                and (following[:1].isupper() or following[:1].isdigit() or following[:1] in ",;")
            )
        return not closed or low in ("inc", "corp", "co", "ltd", "jr", "sr", "etc", "al")
    return False


def core(text, a, b, out):
    """s has no punctuation around it (but perhaps an abbreviation's dot)."""
    s = text[a:b]
    low = s.lower().replace("’", "'")
    n = len(s)
    if s.isalnum() and not s[0].isdigit():
        if low in SPLIT2 and SPLIT2[low]:
            k = SPLIT2[low]
            out += [(a, a + k), (a + k, b)]
        else:
            out.append((a, b))
        return
    if low in SPLIT2 and SPLIT2[low]:
        k = SPLIT2[low]
        out += [(a, a + k), (a + k, b)]
        return
    if (
        URL.match(s)
        or PHONE.match(s)
        or DATE.match(s)
        or re.fullmatch(NUMBER, s)
        or re.fullmatch(r"\w+(?:_\w+)+", s)
    ):
        out.append((a, b))
        return
    m = CLITIC.search(s)
    if m and m.start():
        word = s[: m.start()]
        if low not in ("o'clock",):
            core(text, a, a + m.start(), out)
            out.append((a + m.start(), b))
            return
    m = re.search(r"--+|[–—\x96\x97]+|\.\.+|…+|[,;!?\"“”()\[\]{}<>|=*«»]+", s)
    if m and not (m.group() == "," and re.match(r"\d", s[m.end() :]) and re.search(r"\d$", s[: m.start()])):
        x, y = a + m.start(), a + m.end()
        if x > a:
            chunk(text, a, x, out)
        if m.group()[0] in "-–—\x96\x97.…":
            out.append((x, y))
        else:
            out += [(i, i + 1) for i in range(x, y)]
        if y < b:
            chunk(text, y, b, out)
        return
    m = re.search("[" + CURRENCY + "]", s)
    if m:
        x = a + m.start()
        if x > a:
            core(text, a, x, out)
        out.append((x, x + 1))
        if x + 1 < b:
            core(text, x + 1, b, out)
        return
    m = re.search(r"(?<=\d)%(?=.)", s)
    if m:
        x = a + m.start()
        core(text, a, x, out)
        out.append((x, x + 1))
        chunk(text, x + 1, b, out)
        return
    m = re.fullmatch(r"(?i)(" + NUMBER + r"[\d])(" + UNITS + ")|(\\d)(" + UNITS + ")", s)
    if m and not re.fullmatch(r"(?i)\d*1st|\d*2nd|\d*3rd|\d*th", s):
        x = a + (m.end(1) if m.group(1) else m.end(3))
        out += [(a, x), (x, b)]
        return
    if "/" in s and not re.fullmatch(r"(?i)\d+/\d+|[a-z]/[a-z]|s/he|km/h|n/a|c/o|w/o", s):
        x = a + s.index("/")
        if x > a:
            core(text, a, x, out)
        out.append((x, x + 1))
        if x + 1 < b:
            chunk(text, x + 1, b, out)
        return
    m = re.search(r"(?<=[^\W\d]):(?=\w)|(?<=\w):(?=[^\W\d])", s)
    if m:
        x = a + m.start()
        core(text, a, x, out)
        out.append((x, x + 1))
        core(text, x + 1, b, out)
        return
    # word.Word without a space after the full stop
    m = re.search(r"(?<=[a-z]{2})\.(?=[A-Z][a-z]*\b)", s)
    if m:
        x = a + m.start()
        core(text, a, x, out)
        out.append((x, x + 1))
        core(text, x + 1, b, out)
        return
    if "-" in s or "‑" in s:
        hyphens(text, a, b, out)
        return
    out.append((a, b))


def hyphens(text, a, b, out):
    s = text[a:b].replace("‑", "-")
    if re.fullmatch(r"-?\d[\d,.]*", s) or not re.search(r"[^-]-[^-]", s):
        out.append((a, b))
        return
    parts = s.split("-")
    at, i = a, 0
    while i < len(parts):
        # an affix stays with what follows it
        j = i
        while j < len(parts) - 1 and parts[j].lower() in AFFIXES:
            j += 1
        if j == len(parts) - 2 and parts[j + 1].lower() in SUFFIXES:
            j += 1
        end = at + sum(len(p) for p in parts[i : j + 1]) + (j - i)
        if end > at:
            core_part(text, at, end, out)
        if j < len(parts) - 1:
            out.append((end, end + 1))
        at = end + 1
        i = j + 1


def core_part(text, a, b, out):
    s = text[a:b]
    if "-" in s or "‑" in s:
        out.append((a, b))
    else:
        core(text, a, b, out)


# ---------------------------------------------------------------- paragraphs and sentences


def hard_wrapped(text):
    lines = [len(x) for x in text.split("\n") if x.strip()]
    return len(lines) > 5 and max(lines) < 110 and statistics.median(lines) > 45


def paragraphs(text, wrapped=None):
    """Blank lines part paragraphs; so does a single line break, unless the text is hard-wrapped."""
    if wrapped is None:
        wrapped = hard_wrapped(text)
    out, at = [], 0
    for m in re.finditer(r"\s*\n\s*\n\s*" if wrapped else r"\s*\n\s*", text):
        if text[at : m.start()].strip():
            out.append((at, m.start()))
        at = m.end()
    if text[at:].strip():
        out.append((at, len(text)))
    return out


CLOSERS = set("\"'”’»)]''’’›")
STARTERS = set(
    """The A An In On At It He She They We I This That These Those There But And For From By As If When While
After Before Since With Without According However Meanwhile Although Though Some Many Most Its His Her Their Our My You
To Under Last Earlier Also Both Each Another What Who How Why Where Not No Yet So Or One Two Three Now Then Here Even Such
During Asked Among Despite Because Of Since Until Once More Over Several Other Officials Police President""".split()
)
ENDABLE = re.compile(
    r"(?i)^(?:(?:[a-z]\.){2,}|inc\.|corp\.|co\.|ltd\.|jr\.|sr\.|etc\.|al\.|plc\.|bros\.|esq\.|mass\.|calif\.|conn\.|ill\.|va\.|d\.c\.|ph\.d\.)$"
)


def is_end(toks, i):
    """toks: strings of one paragraph; does a sentence end after token i (closers aside)?"""
    t = toks[i]
    if i == len(toks) - 1:
        return True
    last = t[-1]
    if last not in ".?!…" or not (t in (".", "?", "!") or set(t) <= set(".?!…") or last == "."):
        return False
    j = i + 1
    while j < len(toks) and toks[j] in CLOSERS:
        j += 1
    if j >= len(toks):
        return True
    nxt = toks[j]
    k = j
    while k < len(toks) - 1 and (
        nxt in ("“", "‘", "``", '"', "'", "(", "[", "«", "-", "--", "–", "—", "*", "•")
    ):
        k += 1
        nxt = toks[k]
    head = nxt[0]
    if t in (".", "!", "?") or set(t) <= set("!?"):
        if toks[j] in (",", ";", ":", ".", "?", "!"):
            return False
        if head.islower():
            # "... ?" he said; but a lower-case start after a plain full stop is rare
            return False
        if (
            t == "."
            and i
            and re.fullmatch(r"\d{1,2}", toks[i - 1])
            and (i == 1 or toks[i - 2] in (".", ":", ";"))
        ):
            return False  # "1. Control over"
        return head.isupper() or head.isdigit() or not head.isalnum()
    if set(t) <= set(".…"):
        return head.isupper() and (toks[j] in ("“", '"', "``") or nxt in STARTERS)
    # abbreviation
    if ENDABLE.match(t):
        return (
            nxt in STARTERS
            and not (nxt in ("Police", "President", "Officials", "One", "Two", "Three"))
            or k > j
            and toks[j] in ("“", "``")
        )
    if t.lower()[:-1] in TITLES or re.fullmatch(r"[^\W\d_]\.", t) and t not in ("I.",):
        return False
    return nxt in STARTERS and t.lower()[:-1] not in MONTHS


def split_tokens(toks, ws=None):
    """[(a, b)] of sentences over the tokens (strings) of one paragraph; ws[i]: white space after token i."""
    out, start, i, n = [], 0, 0, len(toks)
    while i < n:
        if is_end(toks, i):
            j = i + 1
            while j < n and toks[j] in CLOSERS:
                if toks[j] in ('"', "'"):
                    # a straight quote closes if no space is before it, or else if one is open
                    if ws is not None and ws[j - 1] != ws[j]:
                        if ws[j - 1]:
                            break
                    elif toks[start:j].count(toks[j]) % 2 == 0:
                        break
                j += 1
            while j + 2 < n and toks[j] == "[" and toks[j + 1].isdigit() and toks[j + 2] == "]":
                j += 3  # a footnote's number
            out.append((start, j))
            start = i = j
        else:
            i += 1
    if start < n:
        out.append((start, n))
    return out


def sentences(text, wrapped=None):
    out = []
    for a, b in paragraphs(text, wrapped):
        spans = words(text, a, b)
        toks = [text[x:y] for x, y in spans]
        ws = [text[y : y + 1].isspace() for _, y in spans]
        out += [spans[x:y] for x, y in split_tokens(toks, ws)]
    return out
