"""Encoded documents to batches of tensors."""

from __future__ import annotations

import collections
import random

import numpy as np
import torch

from .labels import UNKNOWN

#: distances in words at which a score of coreference changes
DISTANCES = [1, 2, 3, 5, 8, 16, 32, 64, 128, 256]
#: mentions of a document at the most
MENTIONS = 700
#: how often a document is taken in short windows, and how often in another case (see documents.varied)
SHORT, RECASED = 0.2, 0.07


def batches(documents: list[dict], pieces: int, rng: random.Random, mix: dict[str, float] | None = None) -> list[list[dict]]:
    """Random batches of about so many pieces, padding counted, each of one corpus.

    mix says how much of each corpus is taken: 0.5 half of it, 2 all of it twice.
    """
    by_corpus = collections.defaultdict(list)
    for d in documents:
        by_corpus[d["corpus"]].append(d)
    out = []
    for corpus, all in by_corpus.items():
        share = mix.get(corpus, 1) if mix else 1
        taken = all * int(share) + rng.sample(all, round((share - int(share)) * len(all)))
        rng.shuffle(taken)
        # Among some hundreds, neighbours of like length share a batch.
        for k in range(0, len(taken), 400):
            current, windows, longest = [], 0, 0
            for d in sorted((variant(d, rng) for d in taken[k : k + 400]), key=lambda d: (length(d) // 16, rng.random())):
                top, n = max(longest, length(d)), windows + len(d["ids"])
                if current and n * top > pieces:
                    out.append(current)
                    current, n, top = [], len(d["ids"]), length(d)
                current.append(d)
                windows, longest = n, top
            if current:
                out.append(current)
    rng.shuffle(out)
    return out


def variant(d: dict, rng: random.Random) -> dict:
    at = rng.random()
    return d.get("short", d) if at < SHORT else d.get("recased", d) if at < SHORT + RECASED else d


def length(document: dict) -> int:
    """Pieces of its longest window."""
    return max(map(len, document["ids"]))


def collate(documents: list[dict]) -> dict:
    """One batch. Words are numbered through all its documents, and all windows padded to one length."""
    longest = max(map(length, documents))
    count = sum(len(d["ids"]) for d in documents)
    ids, case = torch.zeros(count, longest, dtype=torch.long), torch.zeros(count, longest, dtype=torch.long)
    pad = torch.zeros(count, longest, dtype=torch.bool)
    first, window, sentences, cues, coref, facts = [], [], [], [], [], []
    word = row = 0
    for d in documents:
        for k, (pieces, cases) in enumerate(zip(d["ids"], d["case"])):
            ids[row + k, : len(pieces)] = torch.tensor(pieces)
            case[row + k, : len(pieces)] = torch.tensor(cases)
            pad[row + k, : len(pieces)] = True
        at = torch.tensor(d["first"])
        first.append((row + at[:, 0]) * longest + at[:, 1])
        window.append(row + at[:, 0])
        sentences += [(word + a, word + b) for a, b in zip(d["base"], d["base"][1:] + [d["n"]]) if b > a]
        cues += [(word + c, [word + i for i in s], [word + i for i in t]) for c, s, t, _ in d["attr"] or []]
        if d["coref"] is not None:
            coref.append((word, coref_tensors(d)))
        facts += [(word + i, value, scale) for i, value, scale in d["fact"] or []]
        word += d["n"]
        row += len(d["ids"])
    start = torch.tensor([a for a, _ in sentences])
    size = torch.tensor([b - a for a, b in sentences])
    place = torch.arange(int(size.max()))[None]
    inside = place < size[:, None]
    index = (start[:, None] + place).masked_fill(~inside, 0)
    window = torch.cat(window)
    y = {head: joined(d["y"][head] for d in documents) for head in documents[0]["y"]}
    heads, rels = (joined(d[k] for d in documents) for k in ("heads", "rels"))
    out = {
        "corpus": documents[0]["corpus"],
        "told": {head for head, row in y.items() if (row >= 0).any()} | ({"arc"} if (heads >= 0).any() else set()),
        "n": word,
        "pieces": int(pad.sum()),
        "ids": ids,
        "case": case,
        "pad": pad,
        "first": torch.cat(first),  # where the first piece of each word is, among all pieces
        "win": window,  # of each word
        "y": y,
        "sidx": index,  # words of each sentence
        "smask": inside,
        "heads": heads[index].masked_fill(~inside, UNKNOWN),
        "rels": rels[index].masked_fill(~inside, UNKNOWN),
        "coref": coref,
    }
    if cues:
        out["pair"] = pairs(window, cues)
    if facts:
        places, values, scales = zip(*facts)
        out["fact"] = torch.tensor(places), torch.tensor(values, dtype=torch.float), torch.tensor(scales)
    return out


def joined(rows) -> torch.Tensor:
    return torch.from_numpy(np.concatenate(list(rows))).long()


def pairs(window: torch.Tensor, cues: list) -> tuple:
    """For each cue the words of its window, and which of them are in its source and its content."""
    starts = torch.tensor([c for c, _, _ in cues])
    index, inside = windows(window, starts)
    y = torch.zeros(len(cues), index.shape[1], 2)
    low = index[:, 0].tolist()
    for i, (_, *parts) in enumerate(cues):
        for k, part in enumerate(parts):
            for word in part:
                if 0 <= word - low[i] < index.shape[1]:
                    y[i, word - low[i], k] = 1
    return starts, index, inside, y


def windows(window: torch.Tensor, words: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """The words [C, n] of the windows that words [C] stand in, and which of them are real."""
    start, end = torch.searchsorted(window, window[words]), torch.searchsorted(window, window[words], right=True)
    index = start[:, None] + torch.arange(int((end - start).max()), device=window.device)[None]
    return index.clamp(max=len(window) - 1), (index < end[:, None]).float()


def coref_features(place: torch.Tensor, word: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """For each two of the mentions at these places, with these words (by number): the bucket of their distance, and whether their words are one."""
    distance = (place[:, None] - place[None, :]).clamp(min=0)
    bucket = torch.bucketize(distance, torch.tensor(DISTANCES, device=place.device))
    return bucket, (word[:, None] == word[None, :]).long()


def numbered_heads(words: list[str], heads: list[int]) -> tuple[torch.Tensor, torch.Tensor]:
    """The places of mention heads, and the number of the word of each: the same for the same small letters."""
    lower = [words[h].lower() for h in heads]
    number = {w: i for i, w in enumerate(dict.fromkeys(lower))}
    return torch.tensor(heads), torch.tensor([number[w] for w in lower])


def coref_tensors(document: dict) -> tuple | None:
    """Heads of mentions, the number of each one's word, and its cluster; None for fewer than two."""
    cluster = {m: k for k, c in enumerate(document["coref"]) for m in c}
    tagged = {i for i, label in enumerate(document["y"]["mention"].tolist()) if label > 0}
    heads = sorted(set(cluster) | tagged)[:MENTIONS]
    if len(heads) < 2:
        return None
    place, word = numbered_heads(document["toks"], heads)
    return place, word, torch.tensor([cluster.get(m, -1 - i) for i, m in enumerate(heads)])


def to(x, device: str):
    """x, and all tensors in it, on a device."""
    if torch.is_tensor(x):
        return x.to(device, non_blocking=True)
    if isinstance(x, dict):
        return {k: to(v, device) for k, v in x.items()}
    if isinstance(x, (list, tuple)):
        return type(x)(to(v, device) for v in x)
    return x


def blanked(batch: dict, share: float, mask: int) -> dict:
    """The batch with so much of its pieces unreadable, so that a reader learns to go by what stands around."""
    hidden = (torch.rand(batch["ids"].shape, device=batch["ids"].device) < share) & batch["pad"]
    hidden[:, 0] = False
    return batch | {"ids": batch["ids"].masked_fill(hidden, mask)}


def precision(device: str) -> torch.autocast:
    """bfloat16 where the processor has it; elsewhere it is a dozen times slower than float32."""
    has = device == "cuda" or getattr(torch.cpu, "_is_avx512_bf16_supported", lambda: False)()
    return torch.autocast(device, torch.bfloat16, enabled=has)
