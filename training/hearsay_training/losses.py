"""The loss of every head that a batch says something of."""

from __future__ import annotations

import torch
import torch.nn.functional as F

from .batches import coref_features, windows
from .labels import UNKNOWN

#: corpora whose names and tags are an automatic tool's, and how much those weigh
SILVER = {"polnear"}
SILVER_WEIGHT = 0.3
IMPOSSIBLE = -1e4
#: cues of a batch that a teacher speaks of, at the most
CUES = 384


def losses(net, batch: dict) -> tuple[torch.Tensor, dict[str, torch.Tensor]]:
    """The word vectors of a batch, and its losses by head."""
    x = net.words(batch)
    out = {}
    for head, linear in net.tags.items():
        if head in batch["told"]:
            y = batch["y"][head]
            silver = batch["corpus"] in SILVER and head in ("ner4", "xpos")
            weight = SILVER_WEIGHT if silver else 1.0
            out[head] = weight * F.cross_entropy(linear(x).float(), y, ignore_index=UNKNOWN)
    if "arc" in batch["told"]:
        arcs, relations = net.parse(x, batch["sidx"], batch["smask"])
        out["arc"] = F.cross_entropy(arcs.transpose(1, 2), batch["heads"], ignore_index=UNKNOWN)
        of_gold = relations(batch["heads"].clamp(min=0)).transpose(1, 2)
        out["rel"] = F.cross_entropy(of_gold, batch["rels"].masked_fill(batch["heads"] < 0, UNKNOWN), ignore_index=UNKNOWN)
    if "pair" in batch:
        cues, index, inside, y = batch["pair"]
        each = F.binary_cross_entropy_with_logits(net.pairs(x[cues], x[index]), y, reduction="none").sum(-1)
        out["pair"] = 2 * (each * inside).sum() / inside.sum()
    antecedents = [coreference(net, x, word, *known) for word, known in batch["coref"] if known is not None]
    if antecedents:
        out["coref"] = torch.cat(antecedents).mean()
    if "fact" in batch:
        words, values, scales = batch["fact"]
        out["fact"] = F.smooth_l1_loss(net.factuality(x[words]).gather(1, scales[:, None])[:, 0], values)
    return x, out


def coreference(net, x, word, heads, number, cluster) -> torch.Tensor:
    """For each mention, how far the mass of its antecedents is from those of its cluster (Lee et al. 2017)."""
    n = len(heads)
    before = torch.ones(n, n, dtype=torch.bool, device=x.device).tril(-1)
    scores = net.coref(x[heads + word], *coref_features(heads, number)).masked_fill(~before, IMPOSSIBLE)
    scores = torch.cat([torch.zeros(n, 1, device=x.device), scores], 1)  # column 0: none
    gold = (cluster[:, None] == cluster[None, :]) & before
    gold = torch.cat([~gold.any(1, keepdim=True), gold], 1)
    return torch.logsumexp(scores, 1) - torch.logsumexp(scores.masked_fill(~gold, IMPOSSIBLE), 1)


def distillation(net, teacher, x: torch.Tensor, batch: dict) -> torch.Tensor:
    """How far tags, trees, sources and contents, and factuality are from those of a teacher, on any text.

    Sources and contents are compared at the teacher's cues. Coreference is learned from people alone.
    """
    with torch.no_grad():
        t = teacher.words(batch)
        logits = {head: linear(t).float() for head, linear in teacher.tags.items()}
        tags = {head: v.softmax(-1) for head, v in logits.items()}
        arcs, relations = teacher.parse(t, batch["sidx"], batch["smask"])
        heads = arcs.argmax(-1)
        relations = relations(heads).softmax(-1)
        cues = (logits["cue"].argmax(-1) == 1).nonzero()[:, 0][:CUES]
        if len(cues):
            index, inside = windows(batch["win"], cues)
            parts = teacher.pairs(t[cues], t[index]).sigmoid()
    inner = batch["smask"]
    own_arcs, own_relations = net.parse(x, batch["sidx"], inner)
    loss = (
        sum(F.cross_entropy(linear(x).float(), tags[head]) for head, linear in net.tags.items())
        + F.cross_entropy(own_arcs[inner], arcs.softmax(-1)[inner])
        + F.cross_entropy(own_relations(heads)[inner], relations[inner])
        + 0.2 * F.mse_loss(net.factuality(x), teacher.factuality(t))
    )
    if len(cues):
        each = F.binary_cross_entropy_with_logits(net.pairs(x[cues], x[index]), parts, reduction="none").sum(-1)
        loss = loss + 2 * (each * inside).sum() / inside.sum()
    return loss
