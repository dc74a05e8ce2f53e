"""The likelihood of chains of labels (a linear-chain conditional random field), with its gradient
in closed form.

A loop over words of small PyTorch operations costs more than the encoder itself; the same sums in
numpy, with the marginal probabilities as gradient, cost a few milliseconds.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

Floats = npt.NDArray[np.float32]
FLOOR = -40.0


def _marginals(
    scores: Floats, moves: Floats, lengths: npt.NDArray[np.int64]
) -> tuple[Floats, Floats, Floats]:
    """Log partition [chain], label marginals [chain, word, label], summed move marginals [chain,
    label, label].
    """
    c, n, k = scores.shape
    chains = np.arange(c)
    top = scores.max(2, keepdims=True)
    # A label that cannot be reached may score so high that all others vanish beside it.
    emit = np.exp(np.maximum(scores - top, FLOOR))
    step = np.exp(moves)
    alpha = np.zeros((c, n, k), np.float32)
    norm = np.ones((c, n), np.float32)
    a = emit[:, 0]
    for i in range(n):
        if i:
            a = np.matmul(alpha[:, i - 1, None, :], step)[:, 0] * emit[:, i]
        z = a.sum(1)
        norm[:, i] = z
        alpha[:, i] = a / z[:, None]
    inside = np.arange(n)[None] < lengths[:, None]
    log_z = ((np.log(norm) + top[..., 0]) * inside).sum(1)
    beta = np.ones((c, k), np.float32)
    marginal = np.zeros_like(scores)
    moved = np.zeros_like(moves)
    for i in range(n - 1, -1, -1):
        last = (lengths - 1 == i)[:, None]
        beta = np.where(last, 1.0, beta).astype(np.float32)
        p = alpha[:, i] * beta
        p /= np.maximum(p.sum(1, keepdims=True), 1e-30)
        marginal[:, i] = p * inside[:, i, None]
        if i:
            ahead = emit[:, i] * beta / norm[:, i, None]
            pair = alpha[:, i - 1, :, None] * step * ahead[:, None, :]
            moved += pair * inside[:, i, None, None]
            beta = np.matmul(step, ahead[:, :, None])[..., 0]
    del chains
    return log_z.astype(np.float32), marginal, moved


class _Partition(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, scores: Tensor, moves: Tensor, lengths: Tensor) -> Tensor:
        log_z, marginal, moved = _marginals(
            scores.detach().numpy(), moves.detach().numpy(), lengths.numpy()
        )
        ctx.save_for_backward(torch.from_numpy(marginal), torch.from_numpy(moved))
        return torch.from_numpy(log_z)

    @staticmethod
    def backward(ctx: Any, *gradients: Tensor) -> tuple[Tensor, Tensor, None]:
        marginal, moved = ctx.saved_tensors
        g = gradients[0]
        return marginal * g[:, None, None], moved * g[:, None, None], None


def chain_loss(scores: Tensor, moves: Tensor, gold: Tensor, known: Tensor) -> Tensor:
    """Negative log likelihood of label chains, summed.

    Args:
        scores: [chain, word, label].
        moves: [chain, label, label], from and to.
        gold: [chain, word], any value where not `known`.
        known: [chain, word]; a chain is known from its beginning to some word.
    """
    scores = scores.float().contiguous()
    c, _, k = scores.shape
    moves = moves.expand(c, k, k).contiguous()
    gold = gold.clamp_min(0)
    at = torch.gather(scores, 2, gold[:, :, None])[..., 0]
    moved = torch.gather(moves.reshape(c, k * k), 1, gold[:, :-1] * k + gold[:, 1:])
    path = (at * known).sum() + (moved * known[:, 1:]).sum()
    partition: Tensor = _Partition.apply(scores, moves, known.sum(1))
    return partition.sum() - path
