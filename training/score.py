"""Scores of a model in training on the development parts, by the gold words and sentences.

These are for choosing; what the card reports comes from the scorers of `../shared/score` over the
exported weights.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
import torch

from dragoman.language.decode import allowed, chains
from training.data import NONE, Text, batch, batches, cut
from training.labels import ROLES
from training.model import FAR, Reader


def _fragments(labels: np.ndarray) -> set[tuple[int, int, int]]:
    """Fragments (first, last + 1, kind) of a chain of labels O, B-1, I-1, …"""
    found = set()
    start, kind = -1, 0
    for i, x in enumerate([*labels.tolist(), 0]):
        if start >= 0 and not (x and x % 2 == 0 and (x - 1) // 2 == kind):
            found.add((start, i, kind))
            start = -1
        if x and (x % 2 or start < 0):
            start, kind = i, (x - 1) // 2
    return found


def _f1(right: int, got: int, gold: int) -> float:
    return round(200 * right / max(got + gold, 1), 2)


@torch.no_grad()
def score(model: Reader, texts: Sequence[Text], room: int = 6144) -> dict[str, float]:
    """Figures for whatever labels the texts have."""
    model.eval()
    n: Counter[str] = Counter()
    dtype = next(model.parameters()).dtype
    for pieces in batches(cut(texts), room):
        x = batch(pieces)
        heads = x["heads"]
        b, w = heads.shape
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=dtype == torch.float32):
            out = model(x["ids"], x["shapes"], x["first"], heads.clamp_min(0))
        out = {k: v.float() for k, v in out.items()}
        inside = torch.arange(w)[None] < x["count"][:, None]
        if (heads != NONE).any():
            known = heads != NONE
            sentence = torch.cumsum((x["starts"] == 1).long(), 1)
            same = (sentence[:, :, None] == sentence[:, None, :]) & inside[:, None, :]
            best = out["arcs"].masked_fill(~same, FAR).argmax(2)
            right = (best == heads) & known
            rel = (out["relations"].argmax(2) == x["relations"]) & right
            n["words"] += int(known.sum())
            n["uas"] += int(right.sum())
            n["las"] += int(rel.sum())
            for task in ("upos", "features"):
                n[task] += int(((out[task].argmax(2) == x[task]) & known).sum())
            got, gold = (out["start"] > 0) & known, (x["starts"] == 1) & known
            got[:, 0] = gold[:, 0] = False
            n["start right"] += int((got & gold).sum())
            n["start got"] += int(got.sum())
            n["start gold"] += int(gold.sum())
        lengths = x["count"].numpy()
        if (x["names"][:, 0] != NONE).any():
            best_names = chains(
                out["names"].numpy(), allowed(model.name_moves.float().numpy())[None], lengths
            )
            for i in range(b):
                got_set = {f for f in _fragments(best_names[i, : lengths[i]]) if f[2] < 3}
                gold_set = {f for f in _fragments(x["names"][i, : lengths[i]].numpy()) if f[2] < 3}
                n["names right"] += len(got_set & gold_set)
                n["names got"] += len(got_set)
                n["names gold"] += len(gold_set)
        if (x["cue"][:, 0] != NONE).any():
            for k, role in enumerate(ROLES):
                moves = allowed(model.role_moves[k].float().numpy())[None]
                best_role = chains(out["roles"][..., 3 * k : 3 * k + 3].numpy(), moves, lengths)
                for i in range(b):
                    got_set = _fragments(best_role[i, : lengths[i]])
                    gold_set = _fragments(x[role][i, : lengths[i]].numpy())
                    n[role + " right"] += len(got_set & gold_set)
                    n[role + " got"] += len(got_set)
                    n[role + " gold"] += len(gold_set)
            for k, name in enumerate(("link_source", "link_content")):
                known = x[name] != NONE
                best_link = out["links"][k].masked_fill(~inside[:, None, :], FAR).argmax(2)
                n[name] += int(((best_link == x[name]) & known).sum())
                n[name + " words"] += int(known.sum())
    figures: dict[str, float] = {}
    for task in ("upos", "features", "uas", "las"):
        if n["words"]:
            figures[task] = round(100 * n[task] / n["words"], 2)
    for task in ("start", "names", *ROLES):
        if n[task + " gold"]:
            figures[task] = _f1(n[task + " right"], n[task + " got"], n[task + " gold"])
    for task in ("link_source", "link_content"):
        if n[task + " words"]:
            figures[task] = round(100 * n[task] / n[task + " words"], 2)
    return figures
