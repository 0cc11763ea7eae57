"""Scores of a reader on encoded documents: tags, trees, names, mentions, attributions, coreference, factuality."""

import collections, math
import torch
from .batches import collate, coref_features, numbered_heads, precision, to, windows


def spans(tags):
    out, st = set(), None
    for i, t in enumerate(tags + ["O"]):
        if st is not None and (t == "O" or t[0] == "B" or t[1:] != tags[st][1:]):
            out.add((st, i, tags[st][2:]))
            st = None
        if t != "O" and st is None:
            st = i
    return out


def f1(tp, p, g):
    return 0.0 if not tp else 200.0 * tp / (p + g)


def conll(docs):
    """CoNLL coref F1 (mean of MUC, B3, CEAFe) over head-word mentions; docs: list of (key clusters, response clusters)"""
    from scipy.optimize import linear_sum_assignment
    import numpy as np

    def muc(a, b):
        of = {m: i for i, c in enumerate(b) for m in c}
        n = d = 0
        for c in a:
            parts = len({of[m] for m in c if m in of}) + sum(m not in of for m in c)
            n += len(c) - parts
            d += len(c) - 1
        return n, d

    def b3(a, b):
        of = {m: c for c in b for m in c}
        n = d = 0
        for c in a:
            for m in c:
                n += len(set(c) & set(of.get(m, ()))) / len(c)
                d += 1
        return n, d

    tot = {k: [0, 0, 0, 0] for k in ("muc", "b3", "ceafe")}
    for key, res in docs:
        for nm, f in (("muc", muc), ("b3", b3)):
            a, b = f(key, res), f(res, key)
            for i, v in enumerate(a + b):
                tot[nm][i] += v
        if key and res:
            m = np.array([[2 * len(set(k) & set(r)) / (len(k) + len(r)) for r in res] for k in key])
            i, j = linear_sum_assignment(-m)
            s = m[i, j].sum()
        else:
            s = 0
        for i, v in enumerate((s, len(key), s, len(res))):
            tot["ceafe"][i] += v
    fs = []
    for a, b, c, d in tot.values():
        r, p = a / max(b, 1), c / max(d, 1)
        fs.append(0 if r + p == 0 else 200 * p * r / (p + r))
    return float(sum(fs)) / 3


@torch.no_grad()
def evaluate(net, docs, lab, dev="cpu"):
    net.eval()
    C = collections.Counter()
    corefs = []
    fp, fg = [], []
    for i in range(0, len(docs), 8):
        ds = docs[i : i + 8]
        b = to(collate(ds), dev)
        with precision(dev):
            x = net.words(b)
            out = {k: lin(x).float().argmax(-1) for k, lin in net.tags.items()}
            arcs, labels = net.parse(x, b["sidx"], b["smask"])
        for k in ("upos", "xpos", "lemma"):
            y = b["y"][k]
            C[k + "+"] += int(((out[k] == y) & (y >= 0)).sum())
            C[k] += int((y >= 0).sum())
        y = b["y"]["lemma"]
        C["lemma?"] += int(((y == -100) & (b["y"]["upos"] >= 0)).sum())
        if (b["heads"] >= 0).any():
            h = arcs.argmax(-1)  # within some tenths of the best tree's score
            with precision(dev):
                r = labels(h).argmax(-1)
            ok = (h == b["heads"]) & (b["heads"] >= 0)
            C["arc"] += int((b["heads"] >= 0).sum())
            C["uas"] += int(ok.sum())
            C["las"] += int((ok & (r == b["rels"])).sum())
        y = b["y"]["mention"]
        if (y >= 0).any():
            p = out["mention"]
            C["m_tp"] += int(((p == y) & (y > 0)).sum())
            C["m_p"] += int(((p > 0) & (y >= 0)).sum())
            C["m_g"] += int((y > 0).sum())
            C["mh_tp"] += int(((p > 0) & (y > 0)).sum())
        for k in ("ner", "ner4", "timex", "causal"):
            y = b["y"][k]
            if not (y >= 0).any():
                continue
            yl, pl = y.tolist(), out[k].tolist()
            drop = "MISC" if ds[0]["corpus"] in ("uner", "pud") else "-"
            for a, e in zip(*sent_bounds(b)):
                if yl[a] < 0:
                    continue
                g, q = spans([lab[k][t] if t >= 0 else "O" for t in yl[a:e]]), spans(
                    [lab[k][t] for t in pl[a:e]]
                )
                q = {s for s in q if s[2] != drop}
                C[k + "_tp"] += len(g & q)
                C[k + "_p"] += len(q)
                C[k + "_g"] += len(g)
        for k in ("event", "plover"):
            y, p = b["y"][k], out[k]
            on = y >= 0
            C[k + "_tp"] += int(((p == y) & (y > 0)).sum())
            C[k + "_p"] += int(((p > 0) & on).sum())
            C[k + "_g"] += int((y > 0).sum())
        if (b["y"]["cue"] >= 0).any():
            attr_eval(net, b, ds, x, out, C, dev)
        offs = [0]
        for d in ds:
            offs.append(offs[-1] + d["n"])
        for off, d in zip(offs, ds):
            if d["coref"] is None:
                continue
            ms = [j for j, v in enumerate(out["mention"][off : off + d["n"]].tolist()) if v > 0]
            res = []
            if len(ms) > 1:
                bucket, same = (t.to(dev) for t in coref_features(*numbered_heads(d["toks"], ms)))
                with precision(dev):
                    sc = net.coref(x[torch.tensor(ms, device=dev) + off], bucket, same)
                sc = sc.masked_fill(~torch.ones_like(sc, dtype=torch.bool).tril(-1), -1e4)
                best, arg = sc.max(1)
                cl = {}
                for j, (s, a) in enumerate(zip(best.tolist(), arg.tolist())):
                    cl[j] = cl[a] if s > 0 else j
                g = collections.defaultdict(list)
                for j, c in cl.items():
                    g[c].append(ms[j])
                res = [c for c in g.values() if len(c) > 1]
            corefs.append((d["coref"], res))
        if "fact" in b:
            i, v, k = b["fact"]
            fp += net.factuality(x[i].float()).gather(1, k[:, None])[:, 0].tolist()
            fg += v.tolist()
    net.train()
    R = {}
    for k in ("upos", "xpos", "lemma"):
        if C[k]:
            R[k] = 100 * C[k + "+"] / (C[k] + (C["lemma?"] if k == "lemma" else 0))
    if C["arc"]:
        R["UAS"], R["LAS"] = 100 * C["uas"] / C["arc"], 100 * C["las"] / C["arc"]
    for k in ("ner", "ner4", "timex", "causal", "event", "plover"):
        if C[k + "_g"]:
            R[k] = f1(C[k + "_tp"], C[k + "_p"], C[k + "_g"])
    if C["m_g"]:
        R["mention"], R["mhead"] = f1(C["m_tp"], C["m_p"], C["m_g"]), f1(C["mh_tp"], C["m_p"], C["m_g"])
    if C["c_g"]:
        R["cue"] = f1(C["c_tp"], C["c_p"], C["c_g"])
        R["srcTok"] = f1(C["s_tp"], C["s_p"], C["s_g"])
        R["conTok"] = f1(C["k_tp"], C["k_p"], C["k_g"])
        R["srcExact"] = f1(C["se"], C["sp"], C["sg"])
        R["attrExact"] = f1(C["ae"], C["c_p"], C["c_g"])
    if corefs:
        R["coref"] = conll(corefs)
    if fg:
        n = len(fg)
        mp, mg = sum(fp) / n, sum(fg) / n
        cov = sum((a - mp) * (c - mg) for a, c in zip(fp, fg))
        va = sum((a - mp) ** 2 for a in fp)
        vg = sum((c - mg) ** 2 for c in fg)
        R["factMAE"], R["factR"] = sum(abs(a - c) for a, c in zip(fp, fg)) / n, 100 * cov / math.sqrt(
            max(va * vg, 1e-9)
        )
    return {k: round(v, 2) for k, v in R.items()}


def sent_bounds(b):
    n = b["smask"].sum(1).tolist()
    a = b["sidx"][:, 0].tolist()
    return a, [p + q for p, q in zip(a, n)]


def attr_eval(net, b, ds, x, out, C, dev):
    """cue: exact cue spans; srcTok/conTok: tokens of sources/contents, by predicted cue that overlaps a gold cue;
    srcExact: exact source spans; attrExact: cue first word, source and content all exact"""
    tags = out["cue"].tolist()
    off = 0
    for d in ds:
        if d["attr"] is None:
            off += d["n"]
            continue
        gold = {}
        for c, s, t, cue in d["attr"]:
            k = 1
            while k < len(cue) and cue[k] == cue[0] + k:
                k += 1
            gold[(c, c + k)] = (set(s), set(t))
        pred = []
        row = tags[off : off + d["n"]]
        i = 0
        while i < len(row):
            if row[i]:
                j = i + 1
                while j < len(row) and row[j] == 2:
                    j += 1
                pred.append((i, j))
                i = j
            else:
                i += 1
        C["c_g"] += len(gold)
        C["c_p"] += len(pred)
        C["c_tp"] += len(set(pred) & set(gold))
        C["s_g"] += sum(len(v[0]) for v in gold.values())
        C["k_g"] += sum(len(v[1]) for v in gold.values())
        C["sg"] += sum(bool(v[0]) for v in gold.values())
        if pred:
            cues = torch.tensor([p[0] + off for p in pred], device=dev)
            idx, mask = windows(b["win"], cues)
            with precision(dev):
                pr = (net.pairs(x[cues], x[idx]) > 0) & (mask[..., None] > 0)
            lo = (idx[:, 0] - off).tolist()
            pr = pr.cpu()
            for q, p in enumerate(pred):
                s = {lo[q] + j for j in pr[q, :, 0].nonzero()[:, 0].tolist()}
                t = {lo[q] + j for j in pr[q, :, 1].nonzero()[:, 0].tolist()}
                C["s_p"] += len(s)
                C["k_p"] += len(t)
                C["sp"] += bool(s)
                m = [g for g in gold if g[0] < p[1] and p[0] < g[1]]
                if m:
                    gs, gt = gold[m[0]]
                    C["s_tp"] += len(s & gs)
                    C["k_tp"] += len(t & gt)
                    C["se"] += bool(s) and s == gs
                    C["ae"] += s == gs and t == gt and m[0][0] == p[0]
        off += d["n"]
