"""Readers as training keeps them, one file with sizes, labels and weights; and as the program has them."""

from __future__ import annotations

import json
from pathlib import Path

import torch

from .model import Reader


def save(net: Reader, path: str | Path) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    state = {k: v.detach().half().cpu() for k, v in net.state_dict().items()}
    torch.save({"cfg": net.cfg, "labels": net.labels, "state": state}, path)


def load(path: str | Path) -> Reader:
    """A reader with float32 weights and no dropout in its encoder: of a file, or of the folder of an exported one."""
    if Path(path).is_dir():
        return exported(Path(path))
    kept = torch.load(path, map_location="cpu", weights_only=True)
    net = Reader(kept["cfg"], kept["labels"])
    net.load_state_dict({k: v.float() for k, v in kept["state"].items()})
    net.drop(0)
    return net


def exported(folder: Path) -> Reader:
    """The reader of reader.safetensors and labels.json; weights of one byte are numbers again."""
    about = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
    net = Reader(about["config"], about["labels"])
    raw = (folder / "reader.safetensors").read_bytes()
    size = int.from_bytes(raw[:8], "little")
    header = json.loads(raw[8 : 8 + size])
    kinds = {"I8": torch.int8, "F16": torch.float16, "F32": torch.float32}

    def tensor(name: str) -> torch.Tensor:
        at = header[name]
        start, end = (8 + size + place for place in at["data_offsets"])
        return torch.frombuffer(bytearray(raw[start:end]), dtype=kinds[at["dtype"]]).reshape(at["shape"]).float()

    state = {}
    for key in net.state_dict():
        name = key.replace("enc.layers.", "layer.").replace("enc.", "")
        state[key] = tensor(name)
        scale = name.removesuffix("weight") + "scale"
        if name.endswith("weight") and scale in header:
            state[key] = state[key] * tensor(scale)[:, None]
    net.load_state_dict(state)
    net.drop(0)
    return net
