"""The reader: one BERT-like encoder and the heads that read a news report from it in one pass.

Shapes: W windows, L pieces a window, H hidden; word vectors are the vectors of each word's first piece.
Heads (all on word vectors):
  tags      upos, xpos, lemma (edit script), ner (BIO), mention (entity type of a mention's head word), cue (BIO)
  parse     biaffine arcs and labels inside a sentence (Dozat & Manning 2017), root = a learned vector
  pair      for a cue's first word and any word of its window: is it in the cue's source? in its content?
  coref     for two mention heads: antecedent score (bilinear + distance + same-word features)
  fact      factuality of a predicate, -3 (certainly not) .. 3 (certainly)
"""

from __future__ import annotations

import torch
import torch.nn as nn
import torch.nn.functional as F

from .batches import DISTANCES


class Layer(nn.Module):
    def __init__(self, H, heads, ffn, p):
        super().__init__()
        self.heads = heads
        self.qkv, self.out = nn.Linear(H, 3 * H), nn.Linear(H, H)
        self.ln1, self.ln2 = nn.LayerNorm(H, eps=1e-12), nn.LayerNorm(H, eps=1e-12)
        self.up, self.down = nn.Linear(H, ffn), nn.Linear(ffn, H)
        self.p = p

    def forward(self, x, mask):
        W, L, H = x.shape
        q, k, v = self.qkv(x).view(W, L, 3, self.heads, H // self.heads).permute(2, 0, 3, 1, 4)
        a = F.scaled_dot_product_attention(q, k, v, attn_mask=mask, dropout_p=self.p if self.training else 0.0)
        a = a.transpose(1, 2).reshape(W, L, H)
        x = self.ln1(x + F.dropout(self.out(a), self.p, self.training))
        h = self.down(F.gelu(self.up(x)))
        return self.ln2(x + F.dropout(h, self.p, self.training))


class Encoder(nn.Module):
    def __init__(self, vocab, H=384, layers=12, heads=12, ffn=1536, maxpos=512, p=0.1):
        super().__init__()
        self.word, self.pos = nn.Embedding(vocab, H), nn.Embedding(maxpos, H)
        self.case = nn.Embedding(4, H)
        self.ln = nn.LayerNorm(H, eps=1e-12)
        self.layers = nn.ModuleList(Layer(H, heads, ffn, p) for _ in range(layers))
        self.p = p
        for m in self.modules():
            if isinstance(m, (nn.Linear, nn.Embedding)):
                m.weight.data.normal_(0, 0.02)
        self.case.weight.data.zero_()

    def forward(self, ids, case, pad):
        x = self.word(ids) + self.case(case) + self.pos.weight[: ids.shape[1]]
        x = F.dropout(self.ln(x), self.p, self.training)
        mask = pad[:, None, None, :]
        for l in self.layers:
            x = l(x, mask)
        return x

    def load_bert(self, sd, pick):
        """sd: a Hugging Face BertModel state dict; pick: which of its layers to take, in order."""

        def g(k):
            return sd[k].float()

        self.word.weight.data.copy_(g("embeddings.word_embeddings.weight"))
        self.pos.weight.data.copy_(
            g("embeddings.position_embeddings.weight") + g("embeddings.token_type_embeddings.weight")[0]
        )
        self.ln.weight.data.copy_(g("embeddings.LayerNorm.weight"))
        self.ln.bias.data.copy_(g("embeddings.LayerNorm.bias"))
        for l, i in zip(self.layers, pick):
            b = f"encoder.layer.{i}."
            q = [b + f"attention.self.{n}." for n in ("query", "key", "value")]
            l.qkv.weight.data.copy_(torch.cat([g(n + "weight") for n in q]))
            l.qkv.bias.data.copy_(torch.cat([g(n + "bias") for n in q]))
            for mod, n in (
                (l.out, "attention.output.dense."),
                (l.ln1, "attention.output.LayerNorm."),
                (l.up, "intermediate.dense."),
                (l.down, "output.dense."),
                (l.ln2, "output.LayerNorm."),
            ):
                mod.weight.data.copy_(g(b + n + "weight"))
                mod.bias.data.copy_(g(b + n + "bias"))


class Biaffine(nn.Module):
    """score[i, j, o] = [x_i;1] U_o [y_j;1]"""

    def __init__(self, d, out):
        super().__init__()
        self.U = nn.Parameter(torch.zeros(out, d + 1, d + 1))

    def forward(self, x, y):
        def one(t):
            return torch.cat([t, torch.ones_like(t[..., :1])], -1)

        return torch.einsum("...id,ode,...je->...ijo", one(x), self.U, one(y))


class Reader(nn.Module):
    def __init__(self, cfg, labels):
        super().__init__()
        self.cfg, self.labels = cfg, labels
        H = cfg["H"]
        self.enc = Encoder(cfg["vocab"], H, cfg["layers"], cfg["heads"], cfg["ffn"], p=cfg["dropout"])
        self.tags = nn.ModuleDict({k: nn.Linear(H, len(v)) for k, v in labels.items() if k != "deprel"})
        A, B, P, C = cfg["arc"], cfg["lab"], cfg["pair"], cfg["coref"]
        self.root = nn.Parameter(torch.zeros(H))
        self.arc_d, self.arc_h, self.arc = nn.Linear(H, A), nn.Linear(H, A), Biaffine(A, 1)
        self.lab_d, self.lab_h, self.lab = nn.Linear(H, B), nn.Linear(H, B), Biaffine(B, len(labels["deprel"]))
        self.pair_c, self.pair_w, self.pair = nn.Linear(H, P), nn.Linear(H, P), Biaffine(P, 2)
        self.cor_m, self.cor_a, self.cor = nn.Linear(H, C), nn.Linear(H, C), Biaffine(C, 1)
        self.cor_dist, self.cor_same = nn.Parameter(torch.zeros(len(DISTANCES) + 1)), nn.Parameter(torch.zeros(2))
        self.fact1, self.fact2 = nn.Linear(H, 128), nn.Linear(128, 2)

    def drop(self, p):
        """Sets the dropout inside the encoder. On a CPU any of it halves the speed."""
        self.enc.p = p
        for layer in self.enc.layers:
            layer.p = p

    def words(self, b):
        """word vectors [N, H] of a batch, in reading order"""
        x = self.enc(b["ids"], b["case"], b["pad"])
        x = x.reshape(-1, x.shape[-1])[b["first"]]
        return F.dropout(x, self.cfg["dropout"], self.training)

    def parse(self, x, sidx, smask):
        """x [N,H]; sidx [S,n] word index by sentence. -> arcs [S,n,n+1] (column 0 = root), labels fn"""
        w = x[sidx]
        h = torch.cat([self.root.to(w.dtype).expand(w.shape[0], 1, -1), w], 1)

        def d(l, t):
            return F.dropout(F.relu(l(t)), self.cfg["dropout"], self.training)

        arcs = self.arc(d(self.arc_d, w), d(self.arc_h, h))[..., 0]
        hm = torch.cat([torch.ones_like(smask[:, :1]), smask], 1)
        arcs = arcs.float().masked_fill(~hm[:, None, :], -1e4)
        eye = torch.eye(w.shape[1], dtype=torch.bool, device=w.device)
        eye = F.pad(eye, (1, 0))
        arcs = arcs.masked_fill(eye, -1e4)
        ld, lh = d(self.lab_d, w), d(self.lab_h, h)

        def labels(heads):  # heads [S,n] in 0..n -> [S,n,R]
            hh = torch.gather(lh, 1, heads[..., None].expand(-1, -1, lh.shape[-1]))

            def one(t):
                return torch.cat([t, torch.ones_like(t[..., :1])], -1)

            return torch.einsum("snd,ode,sne->sno", one(ld), self.lab.U, one(hh)).float()

        return arcs, labels

    def pairs(self, cue, win):
        """cue [C,H], win [C,n,H] words of each cue's window -> [C,n,2] logits (source, content)"""
        return self.pair(F.relu(self.pair_c(cue))[:, None], F.relu(self.pair_w(win)))[:, 0].float()

    def coref(self, m, dist, same):
        """m [M,H] mention heads in order; dist [M,M] bucket of word distance; same [M,M] 0/1 -> antecedent scores [M,M]"""
        sc = self.cor(F.relu(self.cor_m(m)), F.relu(self.cor_a(m)))[..., 0].float()
        return sc + self.cor_dist[dist] + self.cor_same[same]

    def factuality(self, x):
        """[..., 2]: on the scale of news annotation (UW and others), and on UDS-IH2's"""
        return self.fact2(F.relu(self.fact1(x))).float()
