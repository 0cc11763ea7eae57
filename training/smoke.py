"""Trains a very small reader on invented sentences, exports it, and has the program read with it.

    HEARSAY=../bin/hearsay python smoke.py

It checks that training goes down, that what was learned comes out of the program,
that corrections are learned, and that the exported file is what was trained.
`make train-smoke` runs it: under two minutes on two cores.
"""

from __future__ import annotations

import argparse
import json
import lzma
import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path

import torch

from hearsay_training import checkpoint, prepare
from hearsay_training.average import average
from hearsay_training.batches import collate
from hearsay_training.corrections import corrected, learn
from hearsay_training.documents import encode, recased, repacked
from hearsay_training.export import export
from hearsay_training.labels import labels_of
from hearsay_training.losses import losses
from hearsay_training.model import Reader
from hearsay_training.pieces import WordPiece
from hearsay_training.scoring import evaluate
from hearsay_training.tokens import sentences
from hearsay_training.train import Schedule, descend, optimizer, sizes, train

PEOPLE = "Prado Lindqvist Reyle Orr Calloway Astley".split()
TOWNS = "Veld Northport Harrow Sorrel Oren".split()
SAYING = "said reported claimed".split()
DOING = {"shelled": "ASSAULT", "visited": "CONSULT", "supplied": "AID"}


def sentence(rng: random.Random) -> dict:
    """"Prado said Reyle shelled Veld ." with all that a corpus may say of it."""
    who, other, town = rng.choice(PEOPLE), rng.choice(PEOPLE), rng.choice(TOWNS)
    say, do = rng.choice(SAYING), rng.choice(list(DOING))
    words = [who, say, other, do, town, "."]
    return {
        "toks": words,
        "upos": "PROPN VERB PROPN VERB PROPN PUNCT".split(),
        "xpos": "NNP VBD NNP VBD NNP .".split(),
        "lemma": [who, {"said": "say"}.get(say, say[:-2] if say != "said" else say), other, {"visited": "visit", "supplied": "supply"}.get(do, do[:-2]), town, "."],
        "head": [1, -1, 3, 1, 3, 1],
        "deprel": "nsubj root nsubj ccomp obj punct".split(),
    }


def corpus(n: int, seed: int) -> list[dict]:
    rng, out = random.Random(seed), []
    for k in range(n):
        s = [sentence(rng) for _ in range(3)]
        out.append({
            "corpus": "invented", "id": str(k), "sents": s,
            "ner": [["B-PER", "O", "B-PER", "O", "B-LOC", "O"] for _ in s],
            "ents": [[i, w, w + 1, kind] for i in range(3) for w, kind in ((0, "person"), (2, "person"), (4, "place"))],
            "attr": [{"cue": [[i, 1]], "source": [[i, 0]], "content": [[i, w] for w in (2, 3, 4)]} for i in range(3)],
            "trigger": [[i, 3, DOING[s[i]["toks"][3]]] for i in range(3)],
            "fact": [[i, 3, 2.0] for i in range(3)],
            "coref": [],
        })
    return out


def main() -> None:
    torch.manual_seed(1)
    folder = Path(tempfile.mkdtemp())
    letters = [c for c in map(chr, range(33, 127)) if not c.isupper()]
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"] + letters + ["##" + c for c in letters]
    (folder / "small.txt").write_text("\n".join(vocabulary) + "\n", encoding="utf-8")
    words, taught = WordPiece.open(folder / "small.txt"), corpus(120, 1)
    labels = labels_of(taught)
    documents = [encode(d, words, labels) for d in taught]
    held = [encode(d, words, labels) for d in corpus(20, 2)]

    net = Reader(sizes(len(words), 64, 2, 0.0), labels)
    net.drop(0)
    opt = optimizer([(list(net.parameters()), 3e-3)])
    schedule, first, last = Schedule(opt, 150), None, None
    net.train()
    while schedule.done() < 1:
        schedule.advance()
        at = 8 * schedule.step % 112
        _, by_head = losses(net, collate(documents[at : at + 8]))
        loss = sum(by_head.values())
        descend(net, opt, loss)
        last = float(loss.detach())
        first = first or last
    net.eval()
    scores = evaluate(net, held, labels)
    print(f"loss {first:.2f} -> {last:.2f}", scores)
    assert last < first / 5, "training does not go down"
    for what, least in {"upos": 95, "LAS": 90, "ner": 90, "cue": 90, "plover": 80}.items():
        assert scores[what] >= least, f"{what} is {scores[what]}, less than {least}"

    checkpoint.save(net, folder / "reader.pt")
    net = checkpoint.load(folder / "reader.pt")
    same = export(net, folder / "small.txt", folder / "model")
    assert evaluate(same, held, labels)["LAS"] >= scores["LAS"] - 5, "int8 loses more than it may"
    assert evaluate(checkpoint.load(folder / "model"), held, labels) == evaluate(same, held, labels), "what is exported is not what is loaded"
    with torch.no_grad():
        twin = checkpoint.load(folder / "reader.pt")
        for weights in twin.parameters():
            weights += 0.001 * torch.randn_like(weights)
    mean = average([twin, checkpoint.load(folder / "reader.pt")])
    assert evaluate(mean, held, labels)["LAS"] >= scores["LAS"] - 5, "the mean of two readers reads worse than either"
    read(folder)
    further(net, folder, taught, held, labels)
    correct(net, words, documents, held, labels)
    print("training, export and corrections work")


def read(folder: Path) -> None:
    """The program reads with what was exported."""
    program = os.environ.get("HEARSAY", "hearsay")
    report = "Prado said Reyle shelled Veld . Orr claimed Astley visited Oren ."
    done = subprocess.run(
        [program, "read", "--model", str(folder / "model"), "--format", "json", "-"], input=report, capture_output=True, text=True
    )
    if done.returncode:
        sys.exit(f"the program does not read with the model: {done.stderr}")
    reading = json.loads(done.stdout)
    assert reading["hearsay"]["model"], "the program read without a model"
    cues = [a["cue"]["text"] for a in reading["attributions"]]
    print("the program reads:", cues, [(v["trigger"]["text"], v["type"]) for v in reading["events"]])
    assert "said" in cues, "the program does not see what the reader learned"


def further(net: Reader, folder: Path, taught: list[dict], held: list[dict], labels: dict) -> None:
    """Prepared documents, marked pairs, and a teacher: a second reader learns from the first."""
    (folder / "corpora").mkdir()
    for part, some in (("train", taught[:40]), ("ngec-train", []), ("dev", taught[:4])):
        with (folder / "corpora" / f"{part if '-' in part else 'invented-' + part}.jsonl").open("w", encoding="utf-8") as f:
            f.writelines(json.dumps(d) + "\n" for d in some)
    with lzma.open(folder / "plv.tsv.xz", "wt", encoding="utf-8") as f:
        f.write("marked_sentence\tgold_root\troot_L2\n")
        f.writelines(f"<s>{a}</s> {verb} <t>Reyle</t> .\t{kind}\t\n" for a in PEOPLE for verb, kind in DOING.items())
    a = argparse.Namespace(
        data=str(folder / "corpora"), vocab=str(folder / "small.txt"), mix="invented=1", limit=0, reader=str(folder / "reader.pt"),
        plv=str(folder / "plv.tsv.xz"), unannotated=[str(folder / "corpora" / "invented-train.jsonl")], words=500, seed=1,
        out=str(folder / "second"), epochs=12, minutes=0, pieces=512, lr=3e-3, head_lr=3e-3, alpha=0.5, workers=0, save=0, blank=0.05,
    )
    made = prepare.prepared(a)
    for d in made["train"][:3]:
        assert first_pieces(repacked(d, 16)) == first_pieces(d), "other windows, other pieces"
        assert max(map(len, repacked(d, 16)["ids"])) <= 16, "a window is longer than it may be"
        assert {c for row in recased(d, "lower")["case"] for c in row} == {0}, "small letters are of no other case"
    rest = prepare.without(made["train"], "invented:1/4")
    assert [d["id"] for d in rest] == [d["id"] for k, d in enumerate(made["train"]) if k % 4 != 1], "not every fourth is left out"
    assert made["pairs"] and made["unannotated"] and made["dev"], "something was not prepared"
    second = Reader(sizes(made["vocab"], 64, 2, 0.0), labels)
    second.drop(0)
    before = evaluate(second, held, labels)
    train(second, made, a, "cpu", net)
    after = evaluate(second, held, labels)
    print("a second reader:", {k: f"{before.get(k, 0)} -> {after[k]}" for k in ("LAS", "ner", "plover")})
    assert after["LAS"] > before.get("LAS", 0) + 20 and after["ner"] > before.get("ner", 0) + 20, "it learned little"


def first_pieces(d: dict) -> list[int]:
    return [d["ids"][window][place] for window, place in d["first"]]


def correct(net: Reader, words: WordPiece, documents: list[dict], held: list[dict], labels: dict) -> None:
    """What is corrected is learned, and the rest is not forgotten."""
    text = "Lindqvist reported Calloway visited Sorrel ."
    span = {"start": text.index("visited"), "end": text.index("visited") + 7}
    corrections = [
        {"document": "d", "record": "v1", "field": "type", "value": "AID", "span": span},
        {"document": "d", "record": "v1", "field": "time", "value": "2021-05-04", "span": span},
    ]
    lessons, left = corrected(corrections, [{"document": {"id": "d", "text": text}}], net, words)
    assert (len(lessons), left) == (1, 1), f"{len(lessons)} lessons, {left} left out; want 1 and 1"
    at = [text[a:b] for s in sentences(text) for a, b, *_ in s].index("visited")

    def chance() -> float:
        with torch.no_grad():
            logits = net.tags["plover"](net.words(collate(lessons)))[at]
        return float(logits.softmax(-1)[labels["plover"].index("AID")])

    before, scores = chance(), evaluate(net, held, labels)
    learn(net, lessons, documents, {}, 0, 60, 5e-4, 1)
    after, now = chance(), evaluate(net, held, labels)
    print(f"corrected: AID {before:.2f} -> {after:.2f}; LAS {scores['LAS']} -> {now['LAS']}, ner {scores['ner']} -> {now['ner']}")
    assert after > before + 0.1, "the correction was not learned"
    assert now["LAS"] >= scores["LAS"] - 5 and now["ner"] >= scores["ner"] - 5, "the rest was forgotten"


if __name__ == "__main__":
    main()
