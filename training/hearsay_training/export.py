"""Writes a trained reader for the program: reader.safetensors (int8 weights), labels.json, vocab.txt, vectors.json.

    python -m hearsay_training.export --model m2/reader.pt --vocab vocab.txt --out model

`hearsay read --model model REPORT` reads with it.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import struct
from pathlib import Path

import torch

from .batches import collate, coref_features, numbered_heads, windows
from .documents import WINDOW, encode, unannotated
from .model import Reader
from .pieces import WordPiece
from .tokens import sentences
from . import checkpoint

#: matrices of the encoder, kept in one byte a weight with a scale for each row
SMALL = ("qkv.weight", "out.weight", "up.weight", "down.weight")
#: up to so many numbers a tensor is kept whole
WHOLE = 4096
TYPES = {torch.int8: "I8", torch.float16: "F16", torch.float32: "F32"}

#: invented sentences, what the reader makes of which other programs must make too
TEXTS = [
    "Three officers said on Friday that the ministry had ordered the withdrawal, the Daily Herald reported.",
    "Northport denied the claim. “We never agreed to any ceasefire,” its foreign minister, Ana Prado, told reporters in Veld on 3 May 2021.",
    "According to a person briefed on the talks, at least 14 people were killed when a drone struck the depot near Harrow Bay because the guards had left.",
    "Will they give in? The co-chair can't say; U.S.-backed units didn't move, but the U.N. hopes they'll leave by next week.",
    "Bêlit 🙂 naïve co-operation — ﬁne ½ x_y 東京 supercalifragilisticexpialidociousness",
]


def quantised(net: Reader) -> tuple[dict[str, torch.Tensor], Reader]:
    """The tensors to be written, and the reader that they make."""
    out, back = {}, {}
    for key, value in net.state_dict().items():
        value, name = value.float(), key.replace("enc.layers.", "layer.").replace("enc.", "")
        if key == "enc.word.weight" or key.startswith("enc.layers.") and key.endswith(SMALL):
            scale = value.abs().amax(1).clamp(min=1e-8) / 127
            whole = (value / scale[:, None]).round().clamp(-127, 127).to(torch.int8)
            out[name], out[name.removesuffix("weight") + "scale"] = whole, scale
            back[key] = whole.float() * scale[:, None]
        else:
            out[name] = value.to(torch.float32 if value.numel() <= WHOLE else torch.float16)
            back[key] = out[name].float()
    same = Reader(net.cfg, net.labels)
    same.load_state_dict(back)
    same.drop(0)
    return out, same.eval()


def write_safetensors(tensors: dict[str, torch.Tensor], metadata: dict[str, str], path: Path) -> None:
    """One file, each tensor on a border of 64 bytes; what lies between is tensors named _pad, since safetensors has no holes."""
    header, blob = {"__metadata__": metadata}, bytearray()
    for name in sorted(tensors):
        raw = tensors[name].contiguous().numpy().tobytes()
        if gap := -len(blob) % 64:
            header[f"_pad.{len(blob)}"] = {"dtype": "U8", "shape": [gap], "data_offsets": [len(blob), len(blob) + gap]}
            blob += bytes(gap)
        place = [len(blob), len(blob) + len(raw)]
        header[name] = {"dtype": TYPES[tensors[name].dtype], "shape": list(tensors[name].shape), "data_offsets": place}
        blob += raw
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-(8 + len(text)) % 64)
    path.write_bytes(struct.pack("<Q", len(text)) + text + bytes(blob))


@torch.no_grad()
def vectors(net: Reader, words: WordPiece, text: str) -> dict:
    """What comes out for a text: offsets in code points, pieces, tags, trees, pairs, coreference, factuality."""
    labels = net.labels
    split = [[w[:2] for w in s] for s in sentences(text)]
    d = encode(unannotated("none", "none", text, split), words, labels)
    b = collate([d])
    x = net.words(b)
    tags = {head: linear(x) for head, linear in net.tags.items()}
    arcs, relations = net.parse(x, b["sidx"], b["smask"])
    heads = arcs.argmax(-1)
    rels = relations(heads).argmax(-1)
    sizes = [len(s) for s in split]

    def rounded(row, digits):
        return [round(float(v), digits) for v in row]

    out = {
        "text": text,
        "sentences": [[list(w) for w in s] for s in split],
        "pieces": d["ids"],
        "case": d["case"],
        "first": d["first"],
        "word_vectors_first8": [rounded(row[:8], 4) for row in x],
        "tags": {head: [labels[head][i] for i in v.argmax(-1).tolist()] for head, v in tags.items()},
        "tag_logits_of_word_1": {head: rounded(v[min(1, len(v) - 1)][:6], 3) for head, v in tags.items()},
        "heads": [heads[i, :n].tolist() for i, n in enumerate(sizes)],
        "deprel": [[labels["deprel"][r] for r in rels[i, :n].tolist()] for i, n in enumerate(sizes)],
        "factuality": [rounded(row, 3) for row in net.factuality(x)],
    }
    cues = [i for i, v in enumerate(tags["cue"].argmax(-1).tolist()) if v == 1]
    if cues:
        at = torch.tensor(cues)
        index, inside = windows(b["win"], at)
        yes = (net.pairs(x[at], x[index]) > 0) & (inside[..., None] > 0)
        out["pairs"] = [
            {"cue": cue, "source": index[k][yes[k, :, 0]].tolist(), "content": index[k][yes[k, :, 1]].tolist()}
            for k, cue in enumerate(cues)
        ]
    mentions = [i for i, v in enumerate(tags["mention"].argmax(-1).tolist()) if v]
    if len(mentions) > 1:
        scores = net.coref(x[torch.tensor(mentions)], *coref_features(*numbered_heads(d["toks"], mentions)))
        out["coref"] = {"heads": mentions, "scores_lower_triangle": [rounded(scores[i, :i], 2) for i in range(len(mentions))]}
    return out


def export(net: Reader, vocabulary: Path, folder: Path, version: str = "0") -> Reader:
    """Writes the four files; returns the reader as they have it. It calls itself reader-VERSION."""
    folder.mkdir(parents=True, exist_ok=True)
    tensors, same = quantised(net)
    metadata = {"format": "hearsay-reader", "version": version, "config": json.dumps(net.cfg), "maxpieces": str(WINDOW)}
    write_safetensors(tensors, metadata, folder / "reader.safetensors")
    about = {"config": net.cfg, "maxpieces": WINDOW, "labels": net.labels}
    (folder / "labels.json").write_text(json.dumps(about, indent=0, ensure_ascii=False), encoding="utf-8")
    if vocabulary.resolve() != (folder / "vocab.txt").resolve():
        shutil.copyfile(vocabulary, folder / "vocab.txt")
    words = WordPiece.open(vocabulary)
    made = [vectors(same, words, text) for text in TEXTS]
    (folder / "vectors.json").write_text(json.dumps(made, ensure_ascii=False), encoding="utf-8")
    return same


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--model", required=True, help="reader.pt")
    p.add_argument("--vocab", required=True, type=Path)
    p.add_argument("--out", required=True, type=Path, help="folder to write")
    p.add_argument("--version", default="0", help="it calls itself reader-VERSION")
    a = p.parse_args()
    export(checkpoint.load(a.model), a.vocab, a.out, a.version)
    for path in sorted(a.out.iterdir()):
        print(path.name, path.stat().st_size, hashlib.sha256(path.read_bytes()).hexdigest())


if __name__ == "__main__":
    main()
