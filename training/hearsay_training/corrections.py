"""Learns from what people corrected, without forgetting.

    hearsay export bay.hearsay jsonl --offsets codepoints -o readings.jsonl
    hearsay export bay.hearsay corrections --offsets codepoints -o corrections.jsonl
    python -m hearsay_training.corrections --model m2/reader.pt --vocab vocab.txt --data CORPORA \\
        --corrections corrections.jsonl --readings readings.jsonl --mix gum=1,polnear=0.8,… --minutes 5 --out m3

A correction says something of one word, and nothing of the others: those have no
label. What heads it speaks to:

    an event's type            plover, on its trigger
    an event that is none      plover, on its trigger: none
    a statement that is none   cue, on its cue: none
    a time that is none        timex, on its words: none

Corrections of dates, places, names and actors are of rules and lists, and are
left out; how many is said. In every fourth step corrections are learned, in the
others the corpora are replayed. The scores of all corpora are printed before and
after: a reader that lost more than it learned is not to be shipped.
"""

from __future__ import annotations

import argparse
import collections
import json
import random
from pathlib import Path

import numpy as np
import torch

from . import checkpoint
from .batches import batches, collate, precision
from .documents import encode, load, unannotated
from .labels import UNKNOWN
from .losses import losses
from .model import Reader
from .pieces import WordPiece
from .scoring import evaluate
from .tokens import sentences
from .prepare import parse_mix
from .train import Averages, Schedule, descend, optimizer


def lines(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def taught(correction: dict) -> tuple[str, str] | None:
    """The head and the label that a correction teaches; None if it teaches no head."""
    field, value, record = correction["field"], correction["value"], correction["record"][:1]
    if record == "v" and field == "type":
        return "plover", value
    if field == "gone" and record in ("v", "a", "t"):
        return {"v": "plover", "a": "cue", "t": "timex"}[record], "O"
    return None


def corrected(corrections: list[dict], readings: list[dict], net: Reader, words: WordPiece) -> tuple[list[dict], int]:
    """Documents with labels where people put them, and how many corrections teach nothing here."""
    by_document = collections.defaultdict(list)
    for c in corrections:
        by_document[c["document"]].append(c)
    out, left = [], 0
    for reading in readings:
        mine = by_document.pop(reading["document"]["id"], [])
        if not mine:
            continue
        text = reading["document"]["text"]
        split = [[w[:2] for w in s] for s in sentences(text)]
        d = encode(unannotated("corrections", reading["document"]["id"], text, split), words, net.labels)
        places = [w for s in split for w in s]
        rows = {head: np.full(d["n"], UNKNOWN, np.int16) for head in d["y"]}
        known = False
        for c in mine:  # in the order in which they were made: the last holds
            lesson = taught(c)
            if lesson is None or lesson[1] not in net.labels[lesson[0]]:
                left += 1
                continue
            span = c["span"]
            inside = [i for i, (a, b) in enumerate(places) if a < span["end"] and b > span["start"]]
            for i in inside if lesson[1] == "O" else inside[:1]:
                rows[lesson[0]][i] = net.labels[lesson[0]].index(lesson[1])
                known = True
        d["y"] = rows
        if known:
            out.append(d)
    return out, left + sum(map(len, by_document.values()))


def learn(net: Reader, lessons: list[dict], replay: list[dict], mix: dict, minutes: float, steps: int, rate: float, seed: int) -> None:
    rng = random.Random(seed)
    encoder = [p for name, p in net.named_parameters() if name.startswith("enc.")]
    heads = [p for name, p in net.named_parameters() if not name.startswith("enc.")]
    opt = optimizer([(encoder, rate), (heads, 2 * rate)])
    schedule, averages, plan, mine = Schedule(opt, steps, minutes), Averages(), [], []
    net.train()
    while schedule.done() < 1:
        schedule.advance()
        if schedule.step % 4 == 1 or not replay:
            mine = mine or batches(lessons, 2048, rng)
            batch = collate(mine.pop())
        else:
            plan = plan or batches(replay, 4096, rng, mix)
            batch = collate(plan.pop())
        with precision("cpu"):
            _, by_head = losses(net, batch)
            loss = sum(by_head.values())
        descend(net, opt, loss)
        averages.add(by_head)
    print(f"{schedule.step} steps", averages.tell())
    net.eval()


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--model", required=True)
    p.add_argument("--vocab", required=True)
    p.add_argument("--data", required=True, help="folder of the corpora, for replay and for scores")
    p.add_argument("--corrections", required=True, type=Path)
    p.add_argument("--readings", required=True, type=Path)
    p.add_argument("--mix", required=True, help="corpora to replay")
    p.add_argument("--out", required=True)
    p.add_argument("--minutes", type=float, default=5)
    p.add_argument("--lr", type=float, default=3e-5)
    p.add_argument("--seed", type=int, default=1)
    a = p.parse_args()
    torch.manual_seed(a.seed)
    net, words, mix = checkpoint.load(a.model), WordPiece.open(a.vocab), parse_mix(a.mix)
    lessons, left = corrected(lines(a.corrections), lines(a.readings), net, words)
    if not lessons:
        raise SystemExit(f"corrections: none of them teaches a head ({left} left out)")
    print(f"{len(lessons)} documents with lessons; {left} corrections left out")
    replay = [encode(d, words, net.labels) for corpus in mix for d in load(f"{a.data}/{corpus}-train.jsonl*")]
    held = {corpus: [encode(d, words, net.labels) for d in load(f"{a.data}/{corpus}-dev.jsonl*")] for corpus in mix}
    before = {corpus: evaluate(net, d, net.labels) for corpus, d in held.items() if d}
    learn(net, lessons, replay, mix, a.minutes, 1 << 60, a.lr, a.seed)
    for corpus, scores in before.items():
        after = evaluate(net, held[corpus], net.labels)
        print(corpus, {k: f"{v} -> {after[k]}" for k, v in scores.items()})
    checkpoint.save(net, f"{a.out}/reader.pt")


if __name__ == "__main__":
    main()
