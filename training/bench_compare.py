"""Compares the program's speed with spaCy's small English model and with onnxruntime on the same encoder.

    pip install numpy onnx onnxruntime safetensors spacy && python -m spacy download en_core_web_sm
    (cd .. && go build -o bin/hearsay ./cmd/hearsay && go test -c -o bin/neural.test ./internal/neural)
    python bench_compare.py --hearsay ../bin/hearsay --neural ../bin/neural.test --text ../internal/eval/news.txt

Four things take turns, on one thread each, for some rounds: the whole reading of a report by the program; spaCy's
pipeline (tokens, tags, trees, lemmas, names) on the same text; the program's encoder with its tag heads; and the encoder
of the same weights in onnxruntime, in float32 and with weights and inputs of 8 bits (dynamic quantisation, per channel).

What counts is the processor time that a process uses, not the time on the wall, and of a program the difference between
much work and little, so that starting it costs nothing. So numbers differ little where other programs run beside; caches
are still shared with those. Compare ratios of one run only. Speed does not depend on what the weights are: a model
of spaCy's with random weights is as fast.
"""

from __future__ import annotations

import argparse
import os

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"):
    os.environ[name] = "1"  # before numpy and spaCy are loaded

import json
import re
import resource
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import spacy
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from safetensors.numpy import load_file

LENGTH = 256  # pieces of a window, as the program packs them
VECTORS = Path(__file__).parent.parent / "internal" / "neural" / "testdata" / "vectors.json"


def weights(folder: Path) -> tuple[dict, dict[str, np.ndarray]]:
    """The sizes and the weights of a reader, in float32."""
    raw = load_file(folder / "reader.safetensors")
    out = {}
    for name, w in raw.items():
        if name.endswith(".scale") or name.startswith("_pad"):
            continue
        w = w.astype(np.float32)
        if (scale := raw.get(name.removesuffix("weight") + "scale")) is not None and name.endswith(".weight"):
            w = w * scale.astype(np.float32)[:, None]
        out[name] = w
    return json.loads((folder / "labels.json").read_text())["config"], out


class Graph:
    """An ONNX graph that grows by calling it with an operator and its inputs."""

    def __init__(self):
        self.nodes, self.constants = [], []

    def __call__(self, op: str, *inputs, **attributes) -> str:
        names = [x if isinstance(x, str) else self.constant(x) for x in inputs]
        out = f"t{len(self.nodes)}"
        self.nodes.append(helper.make_node(op, names, [out], **attributes))
        return out

    def constant(self, value) -> str:
        name = f"c{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(np.asarray(value), name))
        return name


def encoder(config: dict, w: dict[str, np.ndarray], length: int, path: Path) -> None:
    """Writes the encoder as ONNX: ids and cases of pieces [windows, length] to vectors. Windows are full."""
    g = Graph()
    H, heads = config["H"], config["heads"]
    d = H // heads

    def linear(x: str, name: str) -> str:
        return g("Add", g("MatMul", x, w[name + ".weight"].T.copy()), w[name + ".bias"])

    def norm(x: str, name: str) -> str:
        return g("LayerNormalization", x, w[name + ".weight"], w[name + ".bias"], axis=-1, epsilon=1e-12)

    def split(x: str, perm: list[int]) -> str:
        return g("Transpose", g("Reshape", x, np.array([0, 0, heads, d], np.int64)), perm=perm)

    x = g("Add", g("Add", g("Gather", w["word.weight"], "ids"), g("Gather", w["case.weight"], "cases")), w["pos.weight"][:length])
    x = norm(x, "ln")
    for i in range(config["layers"]):
        p = f"layer.{i}."
        parts = []
        for k in range(3):  # one product each: so quantisation finds them
            rows = slice(k * H, (k + 1) * H)
            y = g("MatMul", x, w[p + "qkv.weight"][rows].T.copy())
            parts.append(g("Add", y, w[p + "qkv.bias"][rows]))
        q, k, v = split(parts[0], [0, 2, 1, 3]), split(parts[1], [0, 2, 3, 1]), split(parts[2], [0, 2, 1, 3])
        scores = g("Mul", g("MatMul", q, k), np.float32(1 / np.sqrt(d)))
        a = g("Transpose", g("MatMul", g("Softmax", scores, axis=-1), v), perm=[0, 2, 1, 3])
        a = linear(g("Reshape", a, np.array([0, 0, H], np.int64)), p + "out")
        x = norm(g("Add", x, a), p + "ln1")
        h = linear(x, p + "up")
        h = g("Mul", g("Mul", h, g("Add", g("Erf", g("Mul", h, np.float32(1 / np.sqrt(2)))), np.float32(1))), np.float32(0.5))
        x = norm(g("Add", x, linear(h, p + "down")), p + "ln2")
    g.nodes.append(helper.make_node("Identity", [x], ["vectors"]))
    whole = [helper.make_tensor_value_info(n, TensorProto.INT64, ["windows", length]) for n in ("ids", "cases")]
    out = helper.make_tensor_value_info("vectors", TensorProto.FLOAT, ["windows", length, H])
    model = helper.make_model(helper.make_graph(g.nodes, "encoder", whole, [out], g.constants), opset_imports=[helper.make_opsetid("", 17)])
    model.ir_version = 8
    onnx.checker.check_model(model)
    onnx.save(model, path)


def session(path: Path) -> onnxruntime.InferenceSession:
    o = onnxruntime.SessionOptions()
    o.intra_op_num_threads = o.inter_op_num_threads = 1
    o.log_severity_level = 3
    return onnxruntime.InferenceSession(path, o, providers=["CPUExecutionProvider"])


def check(config: dict, w: dict[str, np.ndarray], path: Path) -> None:
    """Stops if the ONNX encoder gives other vectors than the program is tested with."""
    for text in json.loads(VECTORS.read_text()):
        ids, cases = text["pieces"][0], text["case"][0]
        encoder(config, w, len(ids), path)
        got = session(path).run(None, {"ids": np.array([ids]), "cases": np.array([cases])})[0][0]
        for (window, at), want in zip(text["first"], text["word_vectors_first8"]):
            if window == 0 and not np.allclose(got[at, : len(want)], want, atol=2e-3):
                raise SystemExit(f"the ONNX encoder is not the one of {VECTORS}: are model and vectors of one release?")


def own_seconds(work) -> float:
    """The processor time that this process spends on work."""
    start = time.process_time()
    work()
    return time.process_time() - start


def child_seconds(command: list[str]) -> tuple[float, str]:
    """The processor time of a program on one thread, and what it prints."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    out = subprocess.run(command, env=os.environ | {"GOMAXPROCS": "1"}, stdout=subprocess.PIPE, text=True, check=True).stdout
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime, out


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    p.add_argument("--hearsay", type=Path, required=True, help="the program")
    p.add_argument("--neural", type=Path, required=True, help="the test binary of package neural")
    p.add_argument("--model", type=Path, default=Path(__file__).parent.parent / "data" / "weights", help="folder of the reader")
    p.add_argument("--text", type=Path, required=True, help="a report")
    p.add_argument("--spacy", default="en_core_web_sm", help="spaCy's model")
    p.add_argument("--kernels", default="f32,w8a16,w8a8", help="of the program's encoder")
    p.add_argument("--rounds", type=int, default=5)
    o = p.parse_args()

    text = o.text.read_text()
    nlp = spacy.load(o.spacy)
    words = sum(not t.is_space for t in nlp(text))
    copies = 4  # of the text, for the program and for spaCy
    config, w = weights(o.model)
    rng = np.random.default_rng(1)
    batch = 4
    feed = {"ids": rng.integers(5, config["vocab"], (batch, LENGTH)), "cases": rng.integers(0, 4, (batch, LENGTH))}

    with tempfile.TemporaryDirectory() as tmp:
        full, small = Path(tmp, "f32.onnx"), Path(tmp, "int8.onnx")
        check(config, w, full)
        encoder(config, w, LENGTH, full)
        quantize_dynamic(full, small, per_channel=True, reduce_range=True, weight_type=QuantType.QInt8)
        runs = {"onnxruntime f32": session(full), "onnxruntime int8": session(small)}
        vectors = {n: s.run(None, feed)[0] for n, s in runs.items()}
        files = [Path(tmp, f"{i}.txt") for i in range(copies + 1)]
        for f in files:
            f.write_text(text)

        def reading() -> float:
            little, _ = child_seconds([str(o.hearsay), "read", "-f", "json", str(files[0])])
            much, _ = child_seconds([str(o.hearsay), "read", "-f", "json", *map(str, files)])
            return copies * words / (much - little)

        def encoding(kernel: str) -> float:
            def run(n: int) -> tuple[float, str]:
                return child_seconds([str(o.neural), "-test.run", "^$", "-test.bench", f"^BenchmarkEncode$/^{kernel}$", "-test.benchtime", f"{n}x"])

            little, _ = run(1)
            much, out = run(1 + copies)
            wall = float(re.search(r"(\d+) ns/op", out).group(1)) / 1e9
            pieces = wall * float(re.search(r"([\d.]+) pieces/s", out).group(1))  # of one run
            return copies * pieces / (much - little)

        things = {
            ("report", "hearsay, all of it"): reading,
            ("report", f"spaCy {spacy.__version__}, {o.spacy}"): lambda: copies * words / own_seconds(lambda: [nlp(text) for _ in range(copies)]),
        }
        for kernel in o.kernels.split(","):
            things["encoder", f"hearsay {kernel}"] = lambda kernel=kernel: encoding(kernel)
        for name, s in runs.items():
            things["encoder", name] = lambda s=s: batch * LENGTH / own_seconds(lambda: s.run(None, feed))
        speeds = {k: [] for k in things}
        for _ in range(o.rounds):
            for k, f in things.items():
                speeds[k].append(f())

    off = np.linalg.norm(vectors["onnxruntime int8"] - vectors["onnxruntime f32"]) / np.linalg.norm(vectors["onnxruntime f32"])
    print(f"# One thread, medians of {o.rounds} rounds in turn, by processor time. onnxruntime {onnxruntime.__version__}; int8 is off by {off:.3f} (relative)")
    for what, unit, base in (("report", "words/s", "hearsay, all of it"), ("encoder", "pieces/s", "onnxruntime int8")):
        first = statistics.median(speeds[what, base])
        for (kind, name), s in speeds.items():
            if kind == what:
                m = statistics.median(s)
                print(f"{what:8}  {name:36} {m:8.0f} {unit:9} {m / first:5.2f}   {min(s):.0f}–{max(s):.0f}")


if __name__ == "__main__":
    main()
