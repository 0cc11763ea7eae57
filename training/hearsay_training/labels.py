"""What the heads tell apart, and how words are written as labels."""

from __future__ import annotations

import collections

UPOS = "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split()
PLOVER = (
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST "
    "ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT"
).split()
NAMES = {
    "ner": ("PER", "ORG", "LOC", "FAC", "NORP", "MISC", "DATE", "MONEY"),
    "ner4": ("PER", "ORG", "LOC", "MISC"),
}

#: corpora whose names have CoNLL's four types (UNER: three of them)
FOUR_TYPES = {"conll2003", "conllpp2020", "polnear", "uner", "uner_untested", "pud"}
#: corpora with events and times as TimeML has them
TIMEML = {"tbaq", "te3", "wikiwars"}
#: the label of a word that a corpus says nothing of; losses leave it out
UNKNOWN = -100


def case_of(word: str) -> int:
    """0 small letters or none, 1 a capital and small letters, 2 capitals, 3 mixed."""
    if word.islower() or not any(c.isalpha() for c in word):
        return 0
    if word.isupper() and len(word) > 1:
        return 2
    if word[0].isupper() and not any(c.isupper() for c in word[1:]):
        return 1
    return 1 if len(word) == 1 else 3


def edit_script(form: str, lemma: str) -> str | None:
    """How to make a lemma of a form: keep (k) or lower (l) its case, cut letters off its end, add others.

    "l3+y" makes "party" of "Parties"; None where the two have no beginning in common.
    """
    for how, start in (("l", form.lower()), ("k", form)):
        same = 0
        while same < min(len(start), len(lemma)) and start[same] == lemma[same]:
            same += 1
        if same or not start:
            return f"{how}{len(start) - same}+{lemma[same:]}"
    return None


def bio(types) -> list[str]:
    return ["O"] + [begin + t for t in types for begin in ("B-", "I-")]


def labels_of(documents: list[dict], least: int = 3) -> dict[str, list[str]]:
    """The labels of each head, as the documents have them; edit scripts that stand at least `least` times."""
    scripts, relations, xpos, entities, events, times = (collections.Counter() for _ in range(6))
    for d in documents:
        for s in d["sents"]:
            if s.get("lemma") and s.get("upos"):
                scripts.update(e for e in map(edit_script, s["toks"], s["lemma"]) if e)
            if s.get("deprel"):
                relations.update(s["deprel"])
            if s.get("xpos") and s.get("upos"):
                xpos.update(s["xpos"])
        entities.update(e[3] for e in d.get("ents") or [])
        if d["corpus"] in TIMEML:
            events.update(e[3] for e in d.get("events") or [])
            times.update(t[3] for t in d.get("timex") or [])
    return {
        "upos": UPOS,
        "xpos": [k for k, n in xpos.most_common() if n > 5],
        "lemma": [k for k, n in scripts.most_common() if n >= least],
        "ner": bio(NAMES["ner"]),
        "ner4": bio(NAMES["ner4"]),
        "event": ["O"] + sorted(events),
        "timex": bio(sorted(times)),
        "causal": bio(("CAUSE", "EFFECT", "SIGNAL")),
        "plover": ["O"] + PLOVER,
        "mention": ["O"] + [k for k, n in entities.most_common() if n > 20],
        "cue": ["O", "B", "I"],
        "deprel": [k for k, n in relations.most_common() if n > 3],
    }
