"""Attention as one operator of onnxruntime, for the exported graph.

Written out, a layer's attention is a dozen operators that copy its large intermediate arrays about;
onnxruntime's own `Attention` does the same in place, and its quantiser knows it.
"""

from __future__ import annotations

from types import MethodType
from typing import Any

import torch
from torch import Tensor

from training.model import Layer, Reader


class _Attention(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, x: Tensor, weight: Tensor, bias: Tensor, mask: Tensor, heads: int) -> Any:
        return x + 0 * mask[:, :, None]  # of the right shape; the tracer looks at nothing else

    @staticmethod
    def symbolic(g: Any, x: Any, weight: Any, bias: Any, mask: Any, heads: int) -> Any:
        made = g.op("com.microsoft::Attention", x, weight, bias, mask, num_heads_i=heads)
        return made.setType(x.type())


def fuse(model: Reader) -> None:
    """Let the model's layers be exported with the fused operator. It cannot be run afterwards."""

    def attend(self: Layer, x: Tensor, mask: Tensor) -> Tensor:
        seen = (mask[:, 0, 0, :] == 0).to(torch.int32)
        weight = self.qkv.weight.t().contiguous()
        made: Tensor = _Attention.apply(x, weight, self.qkv.bias, seen, self.heads)
        return made

    for layer in model.encoder.layers:
        layer.attend = MethodType(attend, layer)
