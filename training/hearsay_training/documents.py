"""Annotated documents (see DATA.md) to word-level labels and windows of pieces."""

from __future__ import annotations

import glob
import json
import lzma
import random

import numpy as np

from .labels import FOUR_TYPES, TIMEML, UNKNOWN, case_of, edit_script
from .pieces import WordPiece

#: word pieces of a window at the most, [CLS] and [SEP] included
WINDOW = 256


def load(pattern: str) -> list[dict]:
    """The documents of all files that match, one JSON object a line, packed with xz or not."""
    documents = []
    for path in sorted(glob.glob(pattern)):
        opened = lzma.open if path.endswith(".xz") else open
        with opened(path, "rt", encoding="utf-8") as lines:
            documents += [json.loads(line) for line in lines]
    return documents


def unannotated(corpus: str, id: str, text: str, sentences: list[list[tuple[int, int]]]) -> dict:
    """A document of which nothing is known but where its sentences and words are."""
    nothing = dict.fromkeys(("upos", "xpos", "lemma", "head", "deprel"))
    sents = [{"toks": [text[a:b] for a, b in s], "cs": s, **nothing} for s in sentences if s]
    return {"corpus": corpus, "id": id, "sents": sents}


def head_of(sentence: dict, start: int, end: int) -> int:
    """The word of [start, end) whose head lies outside it; the last word where there is no tree."""
    heads = sentence.get("head")
    for i in range(start, end) if heads else ():
        if not start <= heads[i] < end:
            return i
    return end - 1


def encode(document: dict, words: WordPiece, labels: dict[str, list[str]]) -> dict:
    """One document as its windows and the labels of its words.

    The words of a document are numbered through. In what is returned, `y` has an
    array of labels for each head, UNKNOWN where the corpus is silent; `heads` has
    1 + the head of each word in its sentence, 0 for the root; `ids` and `case` have
    a list for each window; `first` has, for each word, its window and the place of
    its first piece there.
    """
    index = {head: {label: i for i, label in enumerate(all)} for head, all in labels.items()}
    out = {"corpus": document["corpus"], "id": document["id"], "toks": [], "sent": [], "base": []}
    y = {head: [] for head in ("upos", "xpos", "lemma", "ner", "ner4")}
    names = document.get("ner4") or document.get("ner")
    scheme = "ner4" if document.get("ner4") or document["corpus"] in FOUR_TYPES else "ner"
    heads, relations = [], []
    packer = Packer()
    for number, sentence in enumerate(document["sents"]):
        out["base"].append(len(out["toks"]))
        pieces = [words.pieces(w) for w in sentence["toks"]]
        packer.sentence(sum(map(len, pieces)))
        for i, (word, parts) in enumerate(zip(sentence["toks"], pieces)):
            packer.word(parts, case_of(word))
            out["toks"].append(word)
            out["sent"].append(number)
            for head in ("upos", "xpos"):
                y[head].append(index[head].get(sentence[head][i], UNKNOWN) if sentence.get(head) else UNKNOWN)
            known = sentence.get("lemma") and sentence.get("upos")
            y["lemma"].append(index["lemma"].get(edit_script(word, sentence["lemma"][i]), UNKNOWN) if known else UNKNOWN)
            for head in ("ner", "ner4"):
                told = names and names[number] and head == scheme
                y[head].append(index[head].get(names[number][i], 0) if told else UNKNOWN)
            heads.append(sentence["head"][i] + 1 if sentence.get("head") else UNKNOWN)
            relations.append(index["deprel"].get(sentence["deprel"][i], UNKNOWN) if sentence.get("deprel") else UNKNOWN)
    out["n"] = len(out["toks"])
    spans(document, out, y, index)
    out["y"] = {head: np.array(row, np.int16) for head, row in y.items()}
    out["heads"], out["rels"] = np.array(heads, np.int16), np.array(relations, np.int16)
    packer.finish(out, words.id["[CLS]"], words.id["[SEP]"])
    return out


def repacked(d: dict, window: int) -> dict:
    """An encoded document in windows of at most so many pieces: reports are short, too."""
    packer = Packer(window)
    ends = d["first"][1:] + [(-1, 0)]
    for start, end in zip(d["base"], d["base"][1:] + [d["n"]]):
        parts = []
        for (row, at), (next_row, next_at) in zip(d["first"][start:end], ends[start:end]):
            until = next_at if next_row == row else len(d["ids"][row]) - 1
            parts.append((d["ids"][row][at:until], d["case"][row][at]))
        packer.sentence(sum(len(pieces) for pieces, _ in parts))
        for pieces, case in parts:
            packer.word(pieces, case)
    out = dict(d)
    packer.finish(out, d["ids"][0][0], d["ids"][0][-1])
    return out


def recased(d: dict, style: str) -> dict:
    """An encoded document as if written in "lower", "upper" or "title" case, as headlines and messages are."""
    case = [list(row) for row in d["case"]]
    ends = d["first"][1:] + [(-1, 0)]
    for word, (row, at), (next_row, next_at) in zip(d["toks"], d["first"], ends):
        until = next_at if next_row == row else len(case[row]) - 1
        written = {"lower": word.lower(), "upper": word.upper(), "title": word[:1].upper() + word[1:]}[style]
        case[row][at:until] = [case_of(written)] * (until - at)
    return {**d, "case": case}


def varied(d: dict, rng: random.Random) -> dict:
    """The document with a few others of the same words to learn from now and then: short windows, other case."""
    return {**d, "short": repacked(d, rng.choice((24, 40, 64, 96, 128))), "recased": recased(d, rng.choice(("lower", "upper", "title")))}


class Packer:
    """Packs whole sentences into windows; one that is longer than a window is cut between words."""

    def __init__(self, window: int = WINDOW) -> None:
        self.window = window
        self.windows: list[list[tuple[list[int], int]]] = []
        self.current: list[tuple[list[int], int]] = []
        self.size = 2

    def sentence(self, pieces: int) -> None:
        if self.current and self.size + pieces > self.window:
            self.close()

    def word(self, pieces: list[int], case: int) -> None:
        if self.size + len(pieces) > self.window:
            pieces = pieces[:1]
        if self.size + len(pieces) > self.window:
            self.close()
        self.current.append((pieces, case))
        self.size += len(pieces)

    def close(self) -> None:
        self.windows.append(self.current)
        self.current, self.size = [], 2

    def finish(self, out: dict, cls: int, sep: int) -> None:
        if self.current:
            self.close()
        out.update(ids=[], case=[], first=[], win=[])
        for number, window in enumerate(self.windows):
            ids, cases = [cls], [0]
            for pieces, case in window:
                out["first"].append((number, len(ids)))
                out["win"].append(number)
                ids += pieces
                cases += [case] * len(pieces)
            out["ids"].append(ids + [sep])
            out["case"].append(cases + [0])


def spans(document: dict, out: dict, y: dict, index: dict) -> None:
    """Labels of what stands on spans: mentions, coreference, attributions, factuality, events, times, causes."""
    n, base = out["n"], out["base"]

    def at(sentence: int, word: int) -> int:
        return base[sentence] + word

    def row(known: bool) -> list[int]:
        return [0 if known else UNKNOWN] * n

    def mark(head: str, start: int, end: int, kind: str) -> None:
        for i in range(start, min(end, n)):
            y[head][i] = index[head].get(("I-" if i > start else "B-") + kind, 0)

    y["mention"] = row(document.get("ents") is not None)
    for sentence, start, end, kind, *_ in document.get("ents") or []:
        y["mention"][at(sentence, head_of(document["sents"][sentence], start, end))] = index["mention"].get(kind, 0)

    out["coref"] = None
    if document.get("coref") is not None:
        clusters = [
            sorted({at(s, head_of(document["sents"][s], start, end)) for s, start, end, *_ in cluster})
            for cluster in document["coref"]
        ]
        out["coref"] = [c for c in clusters if len(c) > 1]

    y["cue"] = row(document.get("attr") is not None)
    out["attr"] = None if document.get("attr") is None else []
    for a in document.get("attr") or []:
        cue = sorted(at(*word) for word in a["cue"])
        if not cue:
            continue
        y["cue"][cue[0]] = 1
        for before, word in zip(cue, cue[1:]):
            if word != before + 1:
                break
            y["cue"][word] = 2
        source, content = (sorted(at(*word) for word in a[part]) for part in ("source", "content"))
        out["attr"].append((cue[0], source, content, cue))

    out["fact"] = None
    if document.get("fact") is not None:
        crowd = int(document["corpus"] == "uds")  # its scale is another
        out["fact"] = [(at(s, word), value, crowd) for s, word, value in document["fact"]]

    timeml = document["corpus"] in TIMEML
    y["event"] = row(timeml and document.get("events") is not None)
    y["timex"] = row(timeml and document.get("timex") is not None)
    if timeml:
        for sentence, word, _, kind, *_ in document.get("events") or []:
            y["event"][at(sentence, word)] = index["event"].get(kind, 0)
        for sentence, start, end, kind, *_ in document.get("timex") or []:
            mark("timex", at(sentence, start), at(sentence, end - 1) + 1, kind)

    y["causal"] = row(document.get("causal") is not None)
    for cause in (document.get("causal") or [])[:1]:
        for part in ("cause", "effect"):
            if cause.get(part):
                sentence, start, end = cause[part][:3]
                mark("causal", at(sentence, start), at(sentence, end - 1) + 1, part.upper())
        for sentence, start, end, *_ in cause.get("signal") or []:
            mark("causal", at(sentence, start), at(sentence, end - 1) + 1, "SIGNAL")

    y["plover"] = row(False)
    for sentence, word, kind in document.get("trigger") or []:
        y["plover"][at(sentence, word)] = index["plover"].get(kind, UNKNOWN)
