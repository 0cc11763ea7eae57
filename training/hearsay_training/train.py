"""First stage: all tasks at once.

    python -m hearsay_training.train --data CORPORA --vocab vocab.txt --init bert.pt --out m1

Every corpus teaches what it has: a batch is of one corpus, and its loss the sum
over the heads that the corpus says something of.
"""

from __future__ import annotations

import argparse
import collections
import random
import time

import torch

from . import checkpoint
from .batches import batches, collate, to
from .documents import encode, load
from .labels import labels_of
from .losses import distillation, losses
from .model import Reader
from .pieces import WordPiece
from .scoring import evaluate

#: never trained on: a release that nobody tested, and a set kept for tests
LEFT_OUT = {"uner_untested", "meantime"}


def arguments() -> argparse.Namespace:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--data", required=True, help="folder of CORPUS-train.jsonl[.xz] and CORPUS-dev.jsonl[.xz]")
    p.add_argument("--vocab", required=True, help="WordPiece vocabulary, one piece a line")
    p.add_argument("--out", required=True, help="folder for reader.pt")
    p.add_argument("--init", help="state dict of a BERT to begin from")
    p.add_argument("--layers", type=int, default=6)
    p.add_argument("--pick", help="which of its layers to take: 0,2,4,7,9,11")
    p.add_argument("--hidden", type=int, default=384)
    p.add_argument("--mix", default="", help="corpora to take, and how much of each an epoch: gum=1.3,uds=1")
    p.add_argument("--limit", type=int, default=0, help="so many documents at the most")
    p.add_argument("--epochs", type=float, default=12)
    p.add_argument("--minutes", type=float, default=0, help="end then, with the rate gone down as planned; 0: never")
    p.add_argument("--pieces", type=int, default=8192, help="of a batch")
    p.add_argument("--lr", type=float, default=3e-4, help="learning rate of the encoder")
    p.add_argument("--head-lr", type=float, default=1e-3, help="of the heads")
    p.add_argument("--dropout", type=float, default=0.1, help="of word vectors")
    p.add_argument("--encoder-dropout", type=float, default=0.0, help="inside the encoder: halves the speed of a CPU")
    p.add_argument("--teacher", help="reader.pt of a larger reader, to learn from too")
    p.add_argument("--alpha", type=float, default=0.5, help="how much the teacher weighs")
    p.add_argument("--workers", type=int, default=0, help="processes that make batches")
    p.add_argument("--save", type=float, default=0, help="also save every so many minutes")
    p.add_argument("--seed", type=int, default=1)
    return p.parse_args()


def parse_mix(text: str) -> dict[str, float]:
    pairs = (part.split("=") for part in text.split(",") if part)
    return {corpus: float(share) for corpus, share in pairs}


def sizes(vocabulary: int, hidden: int, layers: int, dropout: float) -> dict:
    """What a reader is made with. Heads are 32 wide, as in MiniLM."""
    return dict(
        vocab=vocabulary, H=hidden, layers=layers, heads=max(1, hidden // 32), ffn=4 * hidden,
        dropout=dropout, arc=256, lab=96, pair=128, coref=192,
    )


class Made(torch.utils.data.Dataset):
    """Batches made when they are asked for."""

    def __init__(self, plan: list[list[dict]]) -> None:
        self.plan = plan

    def __len__(self) -> int:
        return len(self.plan)

    def __getitem__(self, i: int) -> dict:
        return collate(self.plan[i])


class Schedule:
    """The learning rate: up for a twentieth of the run, then down in a line; by steps or by the clock."""

    def __init__(self, optimizer, steps: int, minutes: float = 0) -> None:
        self.optimizer, self.steps, self.seconds = optimizer, steps, 60 * minutes
        self.start, self.step = time.time(), 0
        for g in optimizer.param_groups:
            g["base"] = g["lr"]

    def done(self) -> float:
        by_clock = (time.time() - self.start) / self.seconds if self.seconds else 0
        return max(self.step / self.steps, by_clock)

    def advance(self) -> None:
        self.step += 1
        factor = min(1, self.done() / 0.05 + 0.02) * max(0.02, 1 - self.done())
        for g in self.optimizer.param_groups:
            g["lr"] = g["base"] * factor


class Averages:
    """Mean losses since they were last told."""

    def __init__(self) -> None:
        self.sum, self.n = collections.Counter(), collections.Counter()

    def add(self, losses: dict) -> None:
        for head, loss in losses.items():
            self.sum[head] = self.sum[head] + loss.detach()
            self.n[head] += 1

    def tell(self) -> dict[str, float]:
        out = {head: round(float(self.sum[head]) / n, 3) for head, n in self.n.items()}
        self.__init__()
        return out


def optimizer(groups: list[tuple[list, float]]) -> torch.optim.Optimizer:
    return torch.optim.AdamW(
        [{"params": parameters, "lr": rate} for parameters, rate in groups], weight_decay=0.01, betas=(0.9, 0.98)
    )


def descend(net, opt, loss: torch.Tensor) -> None:
    opt.zero_grad(set_to_none=True)
    loss.backward()
    torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
    opt.step()


def train(net: Reader, documents: list[dict], a: argparse.Namespace, device: str, teacher: Reader | None = None) -> None:
    rng, mix = random.Random(a.seed), parse_mix(a.mix)
    encoder = [p for name, p in net.named_parameters() if name.startswith("enc.")]
    heads = [p for name, p in net.named_parameters() if not name.startswith("enc.")]
    opt = optimizer([(encoder, a.lr), (heads, a.head_lr)])
    schedule = Schedule(opt, max(1, int(a.epochs * len(batches(documents, a.pieces, rng, mix)))), a.minutes)
    averages, seen, saved = Averages(), 0, time.time()
    net.train()
    while schedule.done() < 1:
        plan = Made(batches(documents, a.pieces, rng, mix))
        for batch in torch.utils.data.DataLoader(plan, batch_size=None, num_workers=a.workers):
            if schedule.done() >= 1:
                break
            schedule.advance()
            batch = to(batch, device)
            with torch.autocast(device, torch.bfloat16):
                x, by_head = losses(net, batch)
                loss = sum(by_head.values())
                if teacher is not None:
                    loss = loss + a.alpha * distillation(net, teacher, x, batch)
            descend(net, opt, loss)
            averages.add(by_head)
            seen += batch["pieces"]
            if a.save and time.time() - saved > 60 * a.save:
                saved = time.time()
                checkpoint.save(net, f"{a.out}/reader.pt")
                tell(schedule, seen, averages)
        tell(schedule, seen, averages)


def tell(schedule: Schedule, seen: int, averages: Averages) -> None:
    rate = seen / (time.time() - schedule.start)
    print(f"step {schedule.step} ({100 * schedule.done():.0f} %), {rate:.0f} pieces/s", averages.tell(), flush=True)


def main() -> None:
    a = arguments()
    device = "cuda" if torch.cuda.is_available() else "cpu"
    torch.manual_seed(a.seed)
    torch.backends.cuda.matmul.allow_tf32 = True
    mix = parse_mix(a.mix)
    raw = [d for d in load(f"{a.data}/*-train.jsonl*") if d["corpus"] not in LEFT_OUT and (not mix or d["corpus"] in mix)]
    if a.limit:
        random.Random(a.seed).shuffle(raw)
        raw = raw[: a.limit]
    if not raw:
        raise SystemExit(f"train: no documents in {a.data}/*-train.jsonl[.xz]: see DATA.md")
    words, labels = WordPiece.open(a.vocab), labels_of(raw)
    documents = [encode(d, words, labels) for d in raw]
    print(f"{len(documents)} documents, {sum(d['n'] for d in documents)} words; labels", {k: len(v) for k, v in labels.items()})
    net = Reader(sizes(len(words), a.hidden, a.layers, a.dropout), labels)
    if a.init:
        state = torch.load(a.init, map_location="cpu", weights_only=True)
        net.enc.load_bert(state, [int(i) for i in a.pick.split(",")] if a.pick else range(a.layers))
    net.drop(a.encoder_dropout)
    net.to(device)
    teacher = None
    if a.teacher:
        teacher = checkpoint.load(a.teacher).to(device).eval()
        if teacher.labels != labels:
            raise SystemExit("train: teacher and student must share their labels: train both on the same corpora")
    train(net, documents, a, device, teacher)
    checkpoint.save(net, f"{a.out}/reader.pt")
    by_corpus = collections.defaultdict(list)
    for d in load(f"{a.data}/*-dev.jsonl*"):
        by_corpus[d["corpus"]].append(encode(d, words, labels))
    for corpus, all in sorted(by_corpus.items()):
        print(corpus, evaluate(net, all, labels, device), flush=True)


if __name__ == "__main__":
    main()
