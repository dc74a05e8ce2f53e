"""What each head is punished for.

Names and roles are chains of BIO labels, scored as linear-chain conditional random fields over the
window, so that a fragment is right or wrong as a whole; the rest is cross entropy.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor

from training.chain import chain_loss
from training.data import NONE
from training.model import FAR

WEIGHTS = {
    "upos": 1.2,
    "features": 0.7,
    "arcs": 1.2,
    "relations": 1.2,
    "starts": 0.5,
    "names": 2.0,
    "mentions": 0.5,
    "roles": 1.5,
    "links": 0.5,
    "events": 0.3,
    "factuality": 0.2,
    "silver": 0.4,
}


def forbidden(moves: Tensor) -> Tensor:
    """Move scores with I only after B or I of its kind. Labels are O, B-1, I-1, B-2, I-2, …"""
    n = moves.shape[-1]
    bad = torch.zeros(n, n, dtype=torch.bool)
    for to in range(2, n, 2):
        bad[:, to] = True
        bad[to - 1, to] = bad[to, to] = False
    return moves.float().masked_fill(bad, FAR)


def losses(
    out: dict[str, Tensor], batch: dict[str, Tensor], model: torch.nn.Module
) -> dict[str, tuple[Tensor, int]]:
    """For each task the summed loss and the number of words it is summed over."""
    found: dict[str, tuple[Tensor, int]] = {}
    w = batch["first"].shape[1]
    inside = torch.arange(w)[None] < batch["count"][:, None]

    def entropy(name: str, scores: Tensor, gold: Tensor, smooth: float = 0.0) -> None:
        n = int((gold != NONE).sum())
        if n:
            flat = scores.float().reshape(-1, scores.shape[-1])
            found[name] = (
                F.cross_entropy(
                    flat,
                    gold.reshape(-1),
                    ignore_index=NONE,
                    reduction="sum",
                    label_smoothing=smooth,
                ),
                n,
            )

    entropy("upos", out["upos"], batch["upos"])
    entropy("features", out["features"], batch["features"])
    starts = batch["starts"].clone()
    starts[:, 0] = NONE
    known = starts != NONE
    if known.any():
        found["starts"] = (
            F.binary_cross_entropy_with_logits(
                out["start"].float()[known], starts[known].float(), reduction="sum"
            ),
            int(known.sum()),
        )
    heads = batch["heads"]
    has = (heads != NONE).any(1)
    if has.any():
        sentence = torch.cumsum((batch["starts"] == 1).long(), 1)
        same = (sentence[:, :, None] == sentence[:, None, :]) & inside[:, None, :]
        entropy("arcs", out["arcs"].float().masked_fill(~same, FAR)[has], heads[has])
        entropy("relations", out["relations"], batch["relations"])
    _silver(found, out, batch, inside)
    entropy("mentions", out["mentions"], batch["mentions"])
    entropy("events", out["events"], batch["events"])
    named = batch["names"][:, 0] != NONE
    if named.any():
        n = int((inside & named[:, None]).sum())
        whole = (inside & (batch["names"] != NONE))[named]
        found["names"] = (
            chain_loss(
                out["names"][named], forbidden(model.name_moves)[None], batch["names"][named], whole
            ),
            n,
        )
    told = batch["cue"][:, 0] != NONE
    if told.any():
        n = int((inside & told[:, None]).sum())
        gold = torch.stack([batch[r][told] for r in ("source", "cue", "content")], 1)
        scores = out["roles"][told].view(len(gold), w, 3, 3).transpose(1, 2)
        c = len(gold)
        moves = (
            torch.stack([forbidden(m) for m in model.role_moves])[None]
            .expand(c, 3, 3, 3)
            .reshape(3 * c, 3, 3)
        )
        known = inside[told][:, None].expand(c, 3, w).reshape(3 * c, w)
        found["roles"] = (
            chain_loss(scores.reshape(3 * c, w, 3), moves, gold.reshape(3 * c, w), known),
            n,
        )
        total, m = torch.zeros(()), 0
        for k, name in enumerate(("link_source", "link_content")):
            gold = batch[name][told]
            links = out["links"][k][told].float().masked_fill(~inside[told][:, None, :], FAR)
            total = total + F.cross_entropy(
                links.reshape(-1, w), gold.reshape(-1), ignore_index=NONE, reduction="sum"
            )
            m += int((gold != NONE).sum())
        if m:
            found["links"] = (total, m)
    sure = ~torch.isnan(batch["factuality"])
    if sure.any():
        found["factuality"] = (
            F.smooth_l1_loss(
                out["factuality"].float()[sure], batch["factuality"][sure], reduction="sum"
            ),
            int(sure.sum()),
        )
    return found


_PARTS = {"silver_relations": 1.2, "silver_upos": 1.2, "silver_features": 0.7}


def _silver(
    found: dict[str, tuple[Tensor, int]],
    out: dict[str, Tensor],
    batch: dict[str, Tensor],
    inside: Tensor,
) -> None:
    """Trees as the shipped weights read them: one task, lighter than what people annotated."""
    heads = batch["silver_heads"]
    has = (heads != NONE).any(1)
    if not has.any():
        return
    sentence = torch.cumsum((batch["silver_starts"][has] == 1).long(), 1)
    same = (sentence[:, :, None] == sentence[:, None, :]) & inside[has][:, None, :]

    def summed(scores: Tensor, gold: Tensor) -> Tensor:
        flat = scores.reshape(-1, scores.shape[-1])
        return F.cross_entropy(flat, gold.reshape(-1), ignore_index=NONE, reduction="sum")

    total = WEIGHTS["arcs"] * summed(out["arcs"][has].float().masked_fill(~same, FAR), heads[has])
    for name, weight in _PARTS.items():
        task = name.removeprefix("silver_")
        total = total + weight * summed(out[task][has].float(), batch[name][has])
    found["silver"] = (total, int((heads != NONE).sum()))
