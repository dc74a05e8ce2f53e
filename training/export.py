"""The trained network as an ONNX graph with everything chosen in it that can be, then in 8 bits.

Inputs: `ids` and `shapes` [window, piece], `first` [window, word] (the place of each word's first
piece), `inside` [window, word] (1 for words, 0 for padding), `force` [window, word] (added to the
score of a sentence start: a large number where a sentence must begin, its negative where none can).
"""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from dragoman.language.encoder import OUTPUTS
from training.fused import fuse
from training.labels import Labels
from training.model import FAR, Encoder, Reader
from training.train import minilm

INPUTS = ("ids", "shapes", "first", "inside", "force")


class Graph(nn.Module):
    """What is exported: scores and choices."""

    def __init__(self, model: Reader) -> None:
        super().__init__()
        self.m = model

    def forward(
        self, ids: Tensor, shapes: Tensor, first: Tensor, inside: Tensor, force: Tensor
    ) -> tuple[Tensor, ...]:
        m = self.m
        x = m.words(ids, shapes, first)
        start = m.start(x)[..., 0] + force
        starts = (start > 0).to(torch.int64)
        sentence = torch.cumsum(starts, 1)
        same = (sentence[:, :, None] == sentence[:, None, :]).to(x.dtype) * inside[:, None, :]
        arcs = m.arcs(x) + (1 - same) * FAR
        heads = arcs.argmax(2)
        sure = arcs.softmax(2).amax(2)
        governor, dependent = m.rel_head(x), m.rel_dependent(x)
        chosen = torch.gather(governor, 1, heads[:, :, None].expand(-1, -1, governor.shape[2]))
        relations = m.relation(nn.functional.gelu(dependent + chosen))
        return (
            m.upos(x),
            m.features(x).argmax(2),
            start,
            heads,
            sure,
            relations,
            arcs,
            governor,
            dependent,
            m.names(x),
            m.roles(x),
            m.links(x) + (1 - inside[None, :, None, :]) * FAR,
            m.events(x),
            m.factuality(x)[..., 0],
        )


def load(folder: Path, labels: Labels) -> Reader:
    """The trained model of a run, averaged weights."""
    model = Reader(Encoder.pretrained(minilm(), 0.0), labels)
    model.load_state_dict(torch.load(folder / "model.pt"))
    return model.eval()


def quantised(whole: Path, target: Path) -> None:
    """Write the graph of `whole` with weights of 8 bits, a scale for each channel."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    quantize_dynamic(
        str(whole),
        str(target),
        weight_type=QuantType.QInt8,
        per_channel=True,
        op_types_to_quantize=["MatMul", "Gather", "Gemm", "Attention"],
        extra_options={"MatMulConstBOnly": True},
    )


def export(folder: Path, target: Path) -> None:
    """Write `reader.onnx` and `reader.bin` (8 bits), `reader.json` (labels, chain scores) and
    `tokenizer.json` into the target.
    """
    from training.quantise import quantise
    from training.scales import texts

    target.mkdir(parents=True, exist_ok=True)
    labels = Labels.load(folder / "labels.json")
    model = load(folder, labels)
    graph = Graph(copy.deepcopy(model)).eval()
    fuse(graph.m)
    b, s, w = 2, 12, 7
    example = (
        torch.randint(200, 999, (b, s)),
        torch.zeros(b, s, dtype=torch.int64),
        torch.arange(1, w + 1)[None].repeat(b, 1),
        torch.ones(b, w),
        torch.zeros(b, w),
    )
    axes: dict[str, dict[int, str]] = {
        "ids": {0: "window", 1: "piece"},
        "shapes": {0: "window", 1: "piece"},
        "first": {0: "window", 1: "word"},
        "inside": {0: "window", 1: "word"},
        "force": {0: "window", 1: "word"},
    }
    for name in OUTPUTS:
        axes[name] = {0: "window", 1: "word"}
    axes["links"] = {1: "window", 2: "word", 3: "word"}
    axes["arcs"] = {0: "window", 1: "word", 2: "word"}
    full = folder / "reader.fp32.onnx"
    torch.onnx.export(
        graph,
        example,
        str(full),
        input_names=list(INPUTS),
        output_names=list(OUTPUTS),
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
        custom_opsets={"com.microsoft": 1},
        do_constant_folding=True,
    )
    tokenizer = target / "tokenizer.json"
    tokenizer.write_bytes((minilm() / "tokenizer.json").read_bytes())
    quantise(full, target / "reader.onnx", texts())
    extra: dict[str, Any] = {
        "attribution": [1.0, 0.0],
        "role_bias": [0.0, 0.0, 0.0],
        "name_bias": 0.0,
        "labels": {
            k: list(getattr(labels, k))
            for k in ("upos", "features", "relations", "names", "events")
        },
        "role_moves": np.round(model.role_moves.detach().numpy(), 4).tolist(),
        "name_moves": np.round(model.name_moves.detach().numpy(), 4).tolist(),
        "relation_weight": np.round(model.relation.weight.detach().numpy(), 5).tolist(),
        "relation_bias": np.round(model.relation.bias.detach().numpy(), 5).tolist(),
    }
    (target / "reader.json").write_text(json.dumps(extra), "utf-8")
