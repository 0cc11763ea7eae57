"""Encodes corpora once, for training on a machine whose minutes count.

    python -m hearsay_training.prepare --data CORPORA --vocab vocab.txt --mix uds=1,gum=1.3,… --out taught.pickle
    python -m hearsay_training.prepare … --reader data/weights --plv PLV_train.tsv.xz --unannotated RAW.jsonl.xz

What it writes is read by `train --prepared`. Load only files that you made.
"""

from __future__ import annotations

import argparse
import lzma
import pickle
import random
from pathlib import Path

from . import checkpoint
from .documents import encode, load, varied
from .labels import labels_of
from .pieces import WordPiece
from .plover import headlines, marked, quiet

#: never trained on: a release that nobody tested, and a set kept for tests
LEFT_OUT = {"uner_untested", "meantime"}


def parse_mix(text: str) -> dict[str, float]:
    pairs = (part.split("=") for part in text.split(",") if part)
    return {corpus: float(share) for corpus, share in pairs}


def without(documents: list[dict], text: str) -> list[dict]:
    """The documents without a part of a corpus, "polnear:0/3" every third of it from its first on: who has not
    seen a text tells more honestly than who has how sure a reader is of texts."""
    corpus, _, part = text.partition(":")
    first, _, of = part.partition("/")
    if not first.isdecimal() or not of.isdecimal() or int(first) >= int(of):
        raise SystemExit(f"--without {text}: CORPUS:K/N is wanted, K from 0 to N-1")
    left_out = {id(d) for d in [d for d in documents if d["corpus"] == corpus][int(first) :: int(of)]}
    if not left_out:
        raise SystemExit(f"--without {text}: there is no document of {corpus}")
    return [d for d in documents if id(d) not in left_out]


def silent(d: dict) -> dict:
    """A document without what is known of it."""
    sentences = [dict.fromkeys(("upos", "xpos", "lemma", "head", "deprel")) | {"toks": s["toks"]} for s in d["sents"] if s["toks"]]
    return {"corpus": "unannotated", "id": d["id"], "sents": sentences}


def arguments(p: argparse.ArgumentParser) -> None:
    p.add_argument("--data", help="folder of CORPUS-train.jsonl[.xz] and CORPUS-dev.jsonl[.xz]")
    p.add_argument("--vocab", required=True, help="WordPiece vocabulary, one piece a line")
    p.add_argument("--mix", default="", help="corpora to take, and how much of each an epoch: gum=1.3,uds=1")
    p.add_argument("--limit", type=int, default=0, help="so many documents at the most")
    p.add_argument("--reader", help="reader.pt, or the folder of an exported reader: to begin from, and to parse marked pairs with")
    p.add_argument("--plv", help="marked pairs: TSV with marked_sentence, gold_root, root_L2; xz")
    p.add_argument("--unannotated", nargs="*", default=[], help="documents that a teacher may speak of")
    p.add_argument("--words", type=int, default=1_000_000, help="of unannotated documents, at the most")
    p.add_argument("--seed", type=int, default=1)


def prepared(a: argparse.Namespace) -> dict:
    """Labels, and encoded documents: "train", "dev" by corpus, "pairs" and "titles" of PLOVER, "unannotated"."""
    rng, mix, words = random.Random(a.seed), parse_mix(a.mix), WordPiece.open(a.vocab)
    raw = [d for d in load(f"{a.data}/*-train.jsonl*") if d["corpus"] not in LEFT_OUT and (not mix or d["corpus"] in mix)]
    if a.limit:
        rng.shuffle(raw)
        raw = raw[: a.limit]
    if not raw:
        raise SystemExit(f"no documents in {a.data}/*-train.jsonl[.xz]: see DATA.md")
    reader = checkpoint.load(a.reader) if a.reader else None
    labels = reader.labels if reader else labels_of(raw)
    out = {"labels": labels, "vocab": len(words), "dev": {}, "pairs": [], "titles": [], "unannotated": []}
    out["train"] = [varied(encode(d, words, labels), rng) for d in raw]
    for d in load(f"{a.data}/*-dev.jsonl*"):
        if not mix or d["corpus"] in mix:
            out["dev"].setdefault(d["corpus"], []).append(encode(d, words, labels))
    if a.plv:
        if not reader:
            raise SystemExit("--plv needs --reader: the words that carry an event are found by its trees")
        out["train"] = [quiet(d) for d in out["train"]]
        out["pairs"] = marked(a.plv, reader, words)
        out["titles"] = headlines(a.data, reader, words, rng)
    silents = [silent(d) for path in a.unannotated for d in load(path)]
    rng.shuffle(silents)
    total = 0
    for d in silents:
        if total < a.words:
            out["unannotated"].append(varied(encode(d, words, labels), rng))
            total += out["unannotated"][-1]["n"]
    return out


def slim(d: dict) -> dict:
    """An encoded document without what training does not look at."""
    out = {k: v for k, v in d.items() if k not in ("sent", "win")}
    if d["coref"] is None:
        out["toks"] = None
    return out | {k: slim(d[k]) for k in ("short", "recased") if k in d}


def read(path: str) -> dict:
    with (lzma.open if path.endswith(".xz") else open)(path, "rb") as f:
        return pickle.load(f)


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments(p)
    p.add_argument("--out", required=True, help="file to write; .xz packs it")
    a = p.parse_args()
    made = prepared(a)
    for part in ("train", "pairs", "titles", "unannotated"):
        made[part] = [slim(d) for d in made[part]]
    made["dev"] = {corpus: [slim(d) for d in documents] for corpus, documents in made["dev"].items()}
    with (lzma.open if a.out.endswith(".xz") else open)(a.out, "wb") as f:
        pickle.dump(made, f, protocol=5)
    print({k: len(v) for k, v in made.items() if k != "vocab"}, Path(a.out).stat().st_size, "bytes")


if __name__ == "__main__":
    main()
