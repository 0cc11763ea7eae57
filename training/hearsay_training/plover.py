"""Which PLOVER type a word of an event has.

Evidence is sentences with a marked source and target, and headlines with a type.
Which word carries the event is not marked: the content words on the tree path
between the two may (in a headline, the root and the content words nearest to it),
by the trees of a reader that was trained before. Their logits are pooled
(logsumexp), so that the loss finds the word. Words of how-to, fiction, travel and
textbooks count as no event.
"""

from __future__ import annotations

import collections
import csv
import lzma
import random
import re

import numpy as np
import torch

from .batches import collate, precision, to
from .documents import encode, load, unannotated
from .model import Reader
from .pieces import WordPiece
from .tokens import sentences

#: types of older codings, and what they may be now
ALIAS = {"YIELD": ("CONCEDE", "RETREAT")}
CARRYING = ("VERB", "NOUN", "ADJ")
QUIET = ("_whow_", "_fiction_", "_voyage_", "_academic_", "_vlog_", "_textbook_")
#: examples of a step
BAG = 48
IMPOSSIBLE = -1e4


def plain(text: str, corpus: str, id: str) -> dict:
    return unannotated(corpus, id, text, [[w[:2] for w in s] for s in sentences(text)])


@torch.no_grad()
def parse(net: Reader, documents: list[dict]) -> None:
    """Tags and trees of encoded documents, into their "pos" and "hd": the head of each word, -1 for a root."""
    net.eval()
    for k in range(0, len(documents), 32):
        some = documents[k : k + 32]
        b = collate(some)
        with precision("cpu"):
            x = net.words(b)
            tags = net.tags["upos"](x).float().argmax(-1).tolist()
            arcs, _ = net.parse(x, b["sidx"], b["smask"])
        heads = [-1] * b["n"]
        for row, start, size in zip(arcs.argmax(-1).tolist(), b["sidx"][:, 0].tolist(), b["smask"].sum(1).tolist()):
            for j in range(size):
                heads[start + j] = start + row[j] - 1 if row[j] > 0 else -1
        at = 0
        for d in some:
            d["pos"] = [net.labels["upos"][t] for t in tags[at : at + d["n"]]]
            d["hd"] = [h - at if h >= 0 else -1 for h in heads[at : at + d["n"]]]
            at += d["n"]
    net.train()


def upwards(heads: list[int], word: int) -> list[int]:
    """The word and all that it depends on, in turn."""
    out = [word]
    while heads[word] >= 0 and heads[word] not in out:
        word = heads[word]
        out.append(word)
    return out


def carriers(d: dict, source: set[int], target: set[int]) -> list[int]:
    """Words that may carry the event between two spans: content words on the path, and objects of its verbs."""
    heads, pos, ends = d["hd"], d["pos"], source | target

    def head(span: set[int]) -> int:
        return next((i for i in sorted(span) if heads[i] not in span), min(span))

    a, b = upwards(heads, head(source)), upwards(heads, head(target))
    common = next((i for i in a if i in b), None)
    path = set(a + b) if common is None else set(a[: a.index(common) + 1] + b[: b.index(common) + 1])
    core = {i for i in path - ends if pos[i] in CARRYING}
    if not core:
        top = a[-1] if common is None else common
        core = {i for i in upwards(heads, top) if pos[i] in CARRYING and i not in ends} or set(a) | set(b)
    near = {
        i for i, h in enumerate(heads)
        if h in core and pos[h] == "VERB" and pos[i] in ("NOUN", "VERB") and i not in ends and abs(i - h) < 6
    }
    return sorted(core | near)


def of_headline(d: dict) -> list[int]:
    """Words that may carry the event of a headline: content words at its root, and down to two steps below."""
    heads, pos = d["hd"], d["pos"]
    roots = [i for i, h in enumerate(heads) if h < 0]
    near = [
        i for i, h in enumerate(heads)
        if pos[i] in CARRYING and (i in roots or h in roots or h >= 0 and heads[h] in roots)
    ]
    return near or roots or list(range(d["n"]))


def marked(path: str, net: Reader, words: WordPiece) -> list[dict]:
    """Sentences with <s>source</s> and <t>target</t>, encoded, with type and carriers."""
    out = []
    with lzma.open(path, "rt", encoding="utf-8") as rows:
        for number, row in enumerate(csv.DictReader(rows, delimiter="\t")):
            where, text = {}, ""
            for part in re.split(r"(</?[st]>)", row["marked_sentence"]):
                if part in ("<s>", "<t>"):
                    where[part[1]] = [len(text), 0]
                elif part in ("</s>", "</t>"):
                    where[part[2]][1] = len(text)
                else:
                    text += part
            d = plain(text, "plv", f"plv-{number}")
            places = [w for s in d["sents"] for w in s["cs"]]
            span = {k: {i for i, (a, b) in enumerate(places) if a < end and b > start} for k, (start, end) in where.items()}
            if span.get("s") and span.get("t"):
                e = encode(d, words, net.labels)
                out.append({**e, "span": span, "type": row["gold_root"] or row["root_L2"]})
    parse(net, out)
    for d in out:
        d["car"] = carriers(d, d["span"]["s"], d["span"]["t"])
    return out


def headlines(data: str, net: Reader, words: WordPiece, rng: random.Random) -> list[dict]:
    """Headlines with a type; of those made from one template one, and few more."""
    out, seen = [], set()
    for d in load(f"{data}/ngec-train.jsonl*"):
        key = d["meta"]["template"], d["meta"]["plover"]["type"]
        if key in seen and rng.random() > 0.12:
            continue
        seen.add(key)
        out.append({**encode(plain(d["meta"]["title"], "ngec", d["id"]), words, net.labels), "type": key[1]})
    parse(net, out)
    for d in out:
        d["car"] = of_headline(d)
    return out


def numbered(documents: list[dict], types: list[str]) -> list[tuple[list[int], list[int]]]:
    """For each document of a batch its carriers and the numbers of its type."""
    out, at = [], 0
    for d in documents:
        out.append(([at + i for i in d["car"]], [types.index(t) for t in ALIAS.get(d["type"], (d["type"],))]))
        at += d["n"]
    return out


def bag_loss(net: Reader, documents: list[dict], device: str) -> torch.Tensor:
    """Which type each has, given that it is an event; and that some carrier is one of this type rather than none."""
    types = net.labels["plover"]
    rows = numbered(documents, types)
    widest = max(len(words) for words, _ in rows)
    index = torch.tensor([words + [words[0]] * (widest - len(words)) for words, _ in rows])
    real = torch.tensor([[k < len(words) for k in range(widest)] for words, _ in rows])
    wanted = torch.tensor([[k in kinds for k in range(len(types))] for _, kinds in rows])
    index, real, wanted = to((index, real, wanted), device)
    logits = net.tags["plover"](net.words(to(collate(documents), device))).float()[index]
    pooled = torch.logsumexp(logits.masked_fill(~real[..., None], IMPOSSIBLE), 1)[:, 1:].log_softmax(-1)
    which = torch.logsumexp(pooled.masked_fill(~wanted[:, 1:], IMPOSSIBLE), 1)
    margin = logits.masked_fill(~wanted[:, None], IMPOSSIBLE).amax(-1) - logits[..., 0]
    best = margin.masked_fill(~real, 2 * IMPOSSIBLE).argmax(1)
    chosen = logits[torch.arange(len(rows), device=device), best].log_softmax(-1)
    whether = torch.logsumexp(chosen.masked_fill(~wanted, IMPOSSIBLE), 1)
    return -(which + 0.5 * whether).mean()


def quiet(d: dict) -> dict:
    """The document, its words no events where its genre reports none."""
    if d["corpus"] == "gum" and any(genre in d["id"] for genre in QUIET):
        d = {**d, "y": {**d["y"], "plover": np.zeros(d["n"], np.int16)}}
    return d


class Bags:
    """Endless bags of marked pairs with, for three of them, one headline."""

    def __init__(self, pairs: list[dict], titles: list[dict], rng: random.Random) -> None:
        self.pairs, self.titles, self.rng, self.pool = pairs, titles, rng, []

    def next(self) -> list[dict]:
        if len(self.pool) < BAG:
            fresh = self.pairs + self.rng.sample(self.titles, min(len(self.titles), len(self.pairs) // 3))
            self.rng.shuffle(fresh)
            self.pool += fresh
        bag, self.pool = self.pool[:BAG], self.pool[BAG:]
        return bag


@torch.no_grad()
def score(net: Reader, documents: list[dict], device: str = "cpu") -> dict[str, float]:
    """Accuracy, and F1 by type and in the mean, of the type of marked pairs. CONCEDE and RETREAT count as one."""
    types = net.labels["plover"]
    hits, found, there = (collections.Counter() for _ in range(3))

    def merged(kind: str) -> str:
        return "YIELD" if kind in ("CONCEDE", "RETREAT") else kind

    net.eval()
    for k in range(0, len(documents), 32):
        some = documents[k : k + 32]
        logits = net.tags["plover"](net.words(to(collate(some), device))).float()
        for (words, _), d in zip(numbered(some, types), some):
            mass = collections.Counter()
            for kind, p in zip(types[1:], torch.logsumexp(logits[words], 0)[1:].softmax(-1).tolist()):
                mass[merged(kind)] += p
            guess, gold = max(mass, key=mass.get), merged(d["type"])
            found[guess] += 1
            there[gold] += 1
            hits[gold] += guess == gold
    net.train()
    f1 = {t: 200 * hits[t] / (found[t] + there[t]) for t in there}
    means = {"accuracy": 100 * sum(hits.values()) / max(1, len(documents)), "macro-F1": sum(f1.values()) / max(1, len(f1))}
    return {k: round(v, 1) for k, v in {**means, **f1}.items()}
