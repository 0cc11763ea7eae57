"""Readers as training keeps them: one file with sizes, labels and weights."""

from __future__ import annotations

from pathlib import Path

import torch

from .model import Reader


def save(net: Reader, path: str | Path) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    state = {k: v.detach().half().cpu() for k, v in net.state_dict().items()}
    torch.save({"cfg": net.cfg, "labels": net.labels, "state": state}, path)


def load(path: str | Path) -> Reader:
    """A reader with float32 weights and no dropout in its encoder."""
    kept = torch.load(path, map_location="cpu", weights_only=True)
    net = Reader(kept["cfg"], kept["labels"])
    net.load_state_dict({k: v.float() for k, v in kept["state"].items()})
    net.drop(0)
    return net
