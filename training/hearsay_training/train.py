"""Trains a reader on all tasks at once.

    python -m hearsay_training.train --data CORPORA --vocab vocab.txt --init bert.pt --out m1
    python -m hearsay_training.train --data CORPORA --vocab vocab.txt --reader m1/reader.pt --plv PLV_train.tsv.xz --out m2

Every corpus teaches what it has: a batch is of one corpus, and its loss the sum
over the heads that the corpus says something of. With --plv some steps learn PLOVER
types, and with --teacher every step learns from a larger reader too, some of them of
text that nobody annotated.
"""

from __future__ import annotations

import argparse
import collections
import random
import time

import torch

from . import checkpoint, prepare
from .batches import batches, blanked, collate, precision, to
from .losses import distillation, losses
from .model import Reader
from .pieces import WordPiece
from .plover import Bags, bag_loss, score
from .prepare import parse_mix
from .scoring import evaluate

#: a step in so many is of marked pairs; one in so many of text that nobody annotated
BAGS, SILENT = 8, 3
#: epochs planned at once, where other processes make the batches
AHEAD = 10


def arguments() -> argparse.Namespace:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    prepare.arguments(p)
    p.add_argument("--prepared", help="what `prepare` wrote, instead of --data, --plv and --unannotated")
    p.add_argument("--out", required=True, help="folder for reader.pt")
    p.add_argument("--init", help="state dict of a BERT to begin from")
    p.add_argument("--layers", type=int, default=6)
    p.add_argument("--pick", help="which of its layers to take: 0,2,4,7,9,11")
    p.add_argument("--hidden", type=int, default=384)
    p.add_argument("--epochs", type=float, default=12)
    p.add_argument("--minutes", type=float, default=0, help="end then, with the rate gone down as planned; 0: never")
    p.add_argument("--pieces", type=int, default=8192, help="of a batch")
    p.add_argument("--lr", type=float, default=3e-4, help="learning rate of the encoder")
    p.add_argument("--head-lr", type=float, default=1e-3, help="of the heads")
    p.add_argument("--dropout", type=float, default=0.1, help="of word vectors")
    p.add_argument("--encoder-dropout", type=float, default=0.0, help="inside the encoder: halves the speed of a CPU")
    p.add_argument("--without", help="part of a corpus that it shall not see: polnear:0/3, every third document from the first on")
    p.add_argument("--blank", type=float, default=0.0, help="share of the pieces made unreadable")
    p.add_argument("--teacher", help="reader.pt of a larger reader, to learn from too")
    p.add_argument("--alpha", type=float, default=0.5, help="how much the teacher weighs where people annotated")
    p.add_argument("--workers", type=int, default=0, help="processes that make batches")
    p.add_argument("--save", type=float, default=0, help="also save every so many minutes")
    return p.parse_args()


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
    fused = all(p.is_cuda for parameters, _ in groups for p in parameters)
    return torch.optim.AdamW(
        [{"params": parameters, "lr": rate} for parameters, rate in groups], weight_decay=0.01, betas=(0.9, 0.98), fused=fused
    )


def descend(net, opt, loss: torch.Tensor) -> None:
    """One step down; none where a gradient is not finite, since a single one of those ends all learning."""
    opt.zero_grad(set_to_none=True)
    loss.backward()
    if torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0).isfinite():
        opt.step()


def endless(documents: list[dict], a: argparse.Namespace, rng: random.Random):
    """Batches of documents, epoch after epoch."""
    mix = parse_mix(a.mix)
    while True:
        plan = Made([b for _ in range(AHEAD if a.workers else 1) for b in batches(documents, a.pieces, rng, mix)])
        yield from torch.utils.data.DataLoader(plan, batch_size=None, num_workers=a.workers, pin_memory=torch.cuda.is_available())


def train(net: Reader, made: dict, a: argparse.Namespace, device: str, teacher: Reader | None = None) -> None:
    rng = random.Random(a.seed)
    encoder = [p for name, p in net.named_parameters() if name.startswith("enc.")]
    heads = [p for name, p in net.named_parameters() if not name.startswith("enc.")]
    opt = optimizer([(encoder, a.lr), (heads, a.head_lr)])
    steps = int(a.epochs * len(batches(made["train"], a.pieces, rng, parse_mix(a.mix))))
    told = endless(made["train"], a, rng)
    silent = endless(made["unannotated"], a, rng) if teacher is not None and made["unannotated"] else None
    bags = Bags(made["pairs"], made["titles"], rng) if made["pairs"] else None
    mask = WordPiece.open(a.vocab).id["[MASK]"]
    schedule, averages, seen, saved, told_at = Schedule(opt, max(1, steps), a.minutes), Averages(), 0, time.time(), time.time()
    net.train()
    while schedule.done() < 1:
        schedule.advance()
        bag = bags.next() if bags and schedule.step % BAGS == 0 else None
        unannotated = silent is not None and schedule.step % SILENT == 1
        batch = None if bag else to(next(silent if unannotated else told), device)
        shown = blanked(batch, a.blank, mask) if batch and a.blank else batch
        with precision(device):
            if bag:
                by_head = {"bag": bag_loss(net, bag, device)}
            elif unannotated:
                by_head = {"silent": distillation(net, teacher, net.words(shown), batch)}
            else:
                x, by_head = losses(net, shown)
                if teacher is not None:
                    by_head["teacher"] = a.alpha * distillation(net, teacher, x, batch)
            loss = sum(by_head.values())
        descend(net, opt, loss)
        averages.add(by_head)
        seen += batch["pieces"] if batch else 0
        if a.save and time.time() - saved > 60 * a.save:
            saved = time.time()
            checkpoint.save(net, f"{a.out}/reader.pt")
        if time.time() - told_at > 30:
            told_at = time.time()
            tell(schedule, seen, averages)
    tell(schedule, seen, averages)


def tell(schedule: Schedule, seen: int, averages: Averages) -> None:
    rate = seen / (time.time() - schedule.start)
    print(f"step {schedule.step} ({100 * schedule.done():.0f} %), {rate:.0f} pieces/s", averages.tell(), flush=True)


def beginning(a: argparse.Namespace, made: dict) -> Reader:
    """The reader to train: one trained before, or a new one with the encoder of a BERT."""
    if a.reader and not a.init:
        net = checkpoint.load(a.reader)
    else:
        net = Reader(sizes(made["vocab"], a.hidden, a.layers, a.dropout), made["labels"])
    if a.init:
        state = torch.load(a.init, map_location="cpu", weights_only=True)
        net.enc.load_bert(state, [int(i) for i in a.pick.split(",")] if a.pick else range(a.layers))
    net.cfg["dropout"] = a.dropout
    net.drop(a.encoder_dropout)
    return net


def main() -> None:
    a = arguments()
    device = "cuda" if torch.cuda.is_available() else "cpu"
    torch.manual_seed(a.seed)
    torch.backends.cuda.matmul.allow_tf32 = True
    made = prepare.read(a.prepared) if a.prepared else prepare.prepared(a)
    if a.without:
        made["train"] = prepare.without(made["train"], a.without)
    print({k: len(v) for k, v in made.items() if k != "vocab"}, sum(d["n"] for d in made["train"]), "words")
    net = beginning(a, made).to(device)
    teacher = None
    if a.teacher:
        teacher = checkpoint.load(a.teacher).to(device).eval()
    if any(r is not None and r.labels != made["labels"] for r in (net, teacher)):
        raise SystemExit("train: readers and data must share their labels: prepare the data with --reader")
    train(net, made, a, device, teacher)
    checkpoint.save(net, f"{a.out}/reader.pt")
    for corpus, documents in sorted(made["dev"].items()):
        print(corpus, evaluate(net, documents, net.labels, device), flush=True)
    if made["pairs"]:
        print("marked pairs, trained on", score(net, made["pairs"], device), flush=True)


if __name__ == "__main__":
    main()
