"""Second stage: which PLOVER type a word of an event has.

    python -m hearsay_training.plover --model m1/reader.pt --vocab vocab.txt --data CORPORA --plv PLV_train.tsv.xz \\
        --mix gum=1,polnear=0.8,… --minutes 26 --out m2

Evidence is sentences with a marked source and target, and headlines with a type.
Which word carries the event is not marked: the content words on the tree path
between the two may (in a headline, the root and the content words nearest to it).
Their logits are pooled (logsumexp), so that the loss finds the word. Words of
how-to, fiction, travel and textbooks count as no event. All other tasks are
replayed in two steps of three, so that nothing is forgotten.
"""

from __future__ import annotations

import argparse
import collections
import csv
import lzma
import random
import re
import time

import torch

from . import checkpoint
from .batches import batches, collate
from .documents import encode, load, unannotated
from .losses import losses
from .model import Reader
from .pieces import WordPiece
from .tokens import sentences
from .train import Averages, Schedule, descend, optimizer, parse_mix

#: types of older codings, and what they may be now
ALIAS = {"YIELD": ("CONCEDE", "RETREAT")}
CARRYING = ("VERB", "NOUN", "ADJ")
QUIET = ("_whow_", "_fiction_", "_voyage_", "_academic_", "_vlog_", "_textbook_")
#: examples of a step
BAG = 48


def plain(text: str, corpus: str, id: str) -> dict:
    return unannotated(corpus, id, text, [[w[:2] for w in s] for s in sentences(text)])


@torch.no_grad()
def parse(net: Reader, documents: list[dict]) -> None:
    """Tags and trees of encoded documents, into their "pos" and "hd": the head of each word, -1 for a root."""
    net.eval()
    for k in range(0, len(documents), 32):
        some = documents[k : k + 32]
        b = collate(some)
        with torch.autocast("cpu", torch.bfloat16):
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


def bag_loss(net: Reader, documents: list[dict]) -> torch.Tensor:
    logits = net.tags["plover"](net.words(collate(documents))).float()
    total = 0
    for words, kinds in numbered(documents, net.labels["plover"]):
        # Which type it is, given that it is an event;
        pooled = torch.logsumexp(logits[words], 0)[1:].log_softmax(-1)
        total = total - torch.logsumexp(pooled[[k - 1 for k in kinds]], 0)
        # and that some carrier is one of this type rather than none.
        best = max(words, key=lambda i: float((logits[i, kinds].max() - logits[i, 0]).detach()))
        total = total - 0.5 * torch.logsumexp(logits[best].log_softmax(-1)[kinds], 0)
    return total / len(documents)


@torch.no_grad()
def score(net: Reader, documents: list[dict]) -> dict[str, float]:
    """Accuracy, and F1 by type and in the mean, of the type of marked pairs. CONCEDE and RETREAT count as one."""
    types = net.labels["plover"]
    hits, found, there = (collections.Counter() for _ in range(3))

    def merged(kind: str) -> str:
        return "YIELD" if kind in ("CONCEDE", "RETREAT") else kind

    net.eval()
    for k in range(0, len(documents), 32):
        some = documents[k : k + 32]
        logits = net.tags["plover"](net.words(collate(some))).float()
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


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--model", required=True, help="reader.pt of the first stage")
    p.add_argument("--vocab", required=True)
    p.add_argument("--data", required=True)
    p.add_argument("--plv", required=True, help="marked pairs: TSV with marked_sentence, gold_root, root_L2; xz")
    p.add_argument("--mix", required=True, help="corpora to replay")
    p.add_argument("--out", required=True)
    p.add_argument("--minutes", type=float, default=10)
    p.add_argument("--lr", type=float, default=5e-5, help="of the encoder; twice that of the other heads")
    p.add_argument("--head-lr", type=float, default=1e-3, help="of the head of PLOVER types")
    p.add_argument("--fold", type=int, default=-1, help="hold out every fifth pair from this one, and score it")
    p.add_argument("--seed", type=int, default=1)
    a = p.parse_args()
    rng = random.Random(a.seed)
    torch.manual_seed(a.seed)
    net, words = checkpoint.load(a.model), WordPiece.open(a.vocab)
    pairs = marked(a.plv, net, words)
    rng.shuffle(pairs)
    held = [d for i, d in enumerate(pairs) if a.fold >= 0 and i % 5 == a.fold]
    taught = [d for i, d in enumerate(pairs) if a.fold < 0 or i % 5 != a.fold]
    titles = headlines(a.data, net, words, rng)
    mix = parse_mix(a.mix)
    replay = [encode(d, words, net.labels) for corpus in mix for d in load(f"{a.data}/{corpus}-train.jsonl*")]
    for d in replay:
        if d["corpus"] == "gum" and any(genre in d["id"] for genre in QUIET):
            d["y"]["plover"] = torch.zeros(d["n"], dtype=torch.long)
    print(f"{len(taught)} marked pairs, {len(held)} held out, {len(titles)} headlines, {len(replay)} documents replayed")

    own, encoder, others = [], [], []
    for name, parameter in net.named_parameters():
        (encoder if name.startswith("enc.") else own if "tags.plover" in name else others).append(parameter)
    opt = optimizer([(encoder, a.lr), (own, a.head_lr), (others, 2 * a.lr)])
    schedule, averages = Schedule(opt, 1 << 60, a.minutes), Averages()
    pool, plan, told = [], [], time.time()
    while schedule.done() < 1:
        schedule.advance()
        with torch.autocast("cpu", torch.bfloat16):
            if schedule.step % 3 == 1:
                if len(pool) < BAG:
                    fresh = taught + rng.sample(titles, min(len(titles), len(taught) // 3))
                    rng.shuffle(fresh)
                    pool += fresh
                loss = bag_loss(net, pool[:BAG])
                pool = pool[BAG:]
                averages.add({"bag": loss})
            else:
                plan = plan or batches(replay, 4096, rng, mix)
                _, by_head = losses(net, collate(plan.pop()))
                loss = sum(by_head.values())
                averages.add(by_head)
        descend(net, opt, loss)
        if time.time() - told > 60:
            told = time.time()
            print(f"{100 * schedule.done():.0f} %", averages.tell(), score(net, held) if held else "", flush=True)
    checkpoint.save(net, f"{a.out}/reader.pt")
    if held:
        print(score(net, held))


if __name__ == "__main__":
    main()
