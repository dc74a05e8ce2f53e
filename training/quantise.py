"""The exported graph in 8 bits: weights, and activations by scales that are fixed in the graph.

With scales fixed ahead, what a window is read as hangs on that window alone, so that windows of
several texts can be read together; and nothing is spent on looking for scales. Three rewritings of
the graph, before `scales` measures it on training texts and after:

- Attention is cut into its three products, which can be in 8 bits, and the operator that mixes.
  That runs without a mask where nothing is padded: onnxruntime then works block by block.
- What goes into a feed-forward layer has a few channels that are ten times as large as the rest;
  they are divided by what they have too much, and their weights multiplied by it (Xiao et al. 2023,
  "SmoothQuant").
- Products become products of integers.

The result is saved as onnxruntime optimises it, so that loading need not, and its numbers in a file
that is mapped into memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
from onnx import TensorProto, helper, numpy_helper

from dragoman.language.encoder import LEAVE, Prepared

MICROSOFT = "com.microsoft"
Array = npt.NDArray[Any]


class Graph:
    """A graph whose nodes and constants can be changed."""

    def __init__(self, path: Path) -> None:
        self.model = onnx.load(str(path))
        self.nodes: list[Any] = list(self.model.graph.node)
        self.constants: dict[str, Array] = {
            c.name: numpy_helper.to_array(c) for c in self.model.graph.initializer
        }

    def constant(self, name: str, value: npt.ArrayLike) -> str:
        self.constants.setdefault(name, np.asarray(value))
        return name

    def products(self) -> list[Any]:
        """Products with a constant matrix."""
        return [
            n
            for n in self.nodes
            if n.op_type == "MatMul"
            and n.input[1] in self.constants
            and self.constants[n.input[1]].ndim == 2
        ]

    def save(self, path: Path, more: Iterable[str] = ()) -> None:
        """Write the graph with the constants it uses, and give out `more` of its tensors."""
        used = {name for node in self.nodes for name in node.input}
        graph = self.model.graph
        del graph.node[:]
        graph.node.extend(self.nodes)
        del graph.initializer[:]
        graph.initializer.extend(
            numpy_helper.from_array(np.ascontiguousarray(v), k)
            for k, v in self.constants.items()
            if k in used
        )
        kept = len(graph.output)
        graph.output.extend(onnx.ValueInfoProto(name=name) for name in more)
        onnx.save(self.model, str(path))
        del graph.output[kept:]


def quantise(whole: Path, target: Path, texts: Sequence[Prepared]) -> None:
    """Write the graph of `whole` in 8 bits, with scales measured on `texts`."""
    from training.scales import Measured, measure, smoothing

    graph = Graph(whole)
    cut_attention(graph)
    names = sorted({node.input[0] for node in graph.products()})
    work = whole.with_suffix(".work.onnx")
    try:
        graph.save(work, names)
        measured: dict[str, Measured] = measure(work, names, texts)
        for name in names:
            factor = smoothing(measured[name], _weights(graph, name))
            if factor is not None:
                smooth(graph, name, factor)
                measured[f"{name}/smooth"] = measured[name].divided(factor)
        ranges = {
            name: measured[name].range(_weights(graph, name))[:2]
            for name in sorted({node.input[0] for node in graph.products()})
        }
        to_integers(graph, ranges)
        embeddings(graph)
        graph.save(work)
        optimised(work, target)
    finally:
        work.unlink(missing_ok=True)


def _weights(graph: Graph, name: str) -> Array:
    """All matrices that the tensor is multiplied with, side by side."""
    return np.concatenate(
        [graph.constants[n.input[1]] for n in graph.products() if n.input[0] == name], 1
    )


def cut_attention(graph: Graph) -> None:
    """Attention as three products and one operator, unmasked where nothing is padded."""
    out: list[Any] = []
    unpadded = ""
    for node in graph.nodes:
        if node.op_type != "Attention":
            out.append(node)
            continue
        x, weight, bias, mask = node.input
        heads = next(a.i for a in node.attribute if a.name == "num_heads")
        if not unpadded:
            unpadded = "unpadded"
            out.append(helper.make_node("ReduceMin", [mask], ["unpadded/number"], keepdims=0))
            out.append(
                helper.make_node("Cast", ["unpadded/number"], [unpadded], to=TensorProto.BOOL)
            )
        parts = []
        for part, w, b in zip(
            ("query", "key", "value"),
            np.split(graph.constants[weight], 3, axis=1),
            np.split(graph.constants[bias], 3),
            strict=True,
        ):
            name = f"{node.name}/{part}"
            parts.append(name)
            product = [x, graph.constant(f"{name}/weight", w)]
            out.append(helper.make_node("MatMul", product, [f"{name}/product"], name))
            added = [f"{name}/product", graph.constant(f"{name}/bias", b)]
            out.append(helper.make_node("Add", added, [name], f"{name}/add"))
        ways = {
            "then_branch": _mixing(f"{node.name}/whole", parts, heads),
            "else_branch": _mixing(f"{node.name}/padded", [*parts, "", mask], heads),
        }
        out.append(helper.make_node("If", [unpadded], list(node.output), node.name, **ways))
    graph.nodes = out


def _mixing(name: str, inputs: list[str], heads: int) -> Any:
    """A branch of one node that mixes values by queries and keys."""
    node = helper.make_node(
        "MultiHeadAttention", inputs, [f"{name}/out"], name, domain=MICROSOFT, num_heads=heads
    )
    result = helper.make_tensor_value_info(f"{name}/out", TensorProto.FLOAT, None)
    return helper.make_graph([node], name, [], [result])


def smooth(graph: Graph, name: str, factor: Array) -> None:
    """Divide a tensor's channels by `factor` before products, and multiply the weights by it."""
    divisor = graph.constant(f"{name}/divisor", (1 / factor).astype(np.float32))
    out: list[Any] = []
    users = {id(n) for n in graph.products() if n.input[0] == name}
    done = False
    for node in graph.nodes:
        if id(node) in users:
            if not done:
                out.append(helper.make_node("Mul", [name, divisor], [f"{name}/smooth"]))
                done = True
            weight = node.input[1]
            node.input[1] = graph.constant(
                f"{weight}/smooth", graph.constants[weight] * factor[:, None]
            )
            node.input[0] = f"{name}/smooth"
        out.append(node)
    graph.nodes = out


def to_integers(graph: Graph, ranges: dict[str, tuple[float, float]]) -> None:
    """Products with constants as products of integers, their biases with them."""
    users: dict[str, list[Any]] = {}
    for node in graph.nodes:
        for name in node.input:
            users.setdefault(name, []).append(node)
    products = {id(n) for n in graph.products()}
    given: dict[str, list[str]] = {}
    out: list[Any] = []
    taken: set[int] = set()
    for node in graph.nodes:
        if id(node) in taken:
            continue
        if id(node) not in products:
            out.append(node)
            continue
        x, weight = node.input
        if x not in given:
            low, high = ranges[x]
            scale = np.float32((high - low) / 255)
            zero = np.uint8(np.clip(round(-low / scale), 0, 255))
            names = [graph.constant(f"{x}/scale", scale), graph.constant(f"{x}/zero", zero)]
            out.append(helper.make_node("QuantizeLinear", [x, *names], [f"{x}/integers"]))
            given[x] = [f"{x}/integers", *names]
        integers, scale_name, zero_name = given[x]
        whole, steps = columns(graph.constants[weight])
        inputs = [
            integers,
            graph.constant(f"{weight}/integers", whole),
            scale_name,
            graph.constant(f"{weight}/scale", steps),
            zero_name,
            graph.constant(f"{weight}/zero", np.zeros(len(steps), np.int8)),
        ]
        result = node.output[0]
        after = users.get(result, [])
        if len(after) == 1 and after[0].op_type == "Add":
            other = [name for name in after[0].input if name != result]
            if other and other[0] in graph.constants and graph.constants[other[0]].ndim == 1:
                taken.add(id(after[0]))
                inputs.append(other[0])
                result = after[0].output[0]
        out.append(
            helper.make_node("MatMulIntegerToFloat", inputs, [result], node.name, domain=MICROSOFT)
        )
    graph.nodes = out


def columns(weight: Array) -> tuple[npt.NDArray[np.int8], npt.NDArray[np.float32]]:
    """A matrix in 8 bits, and the step of each column."""
    steps = np.maximum(np.abs(weight).max(0) / 127, 1e-9).astype(np.float32)
    return np.clip(np.round(weight / steps), -127, 127).astype(np.int8), steps


def embeddings(graph: Graph) -> None:
    """The embeddings of word pieces, half of all weights, with one step for all."""
    out: list[Any] = []
    for node in graph.nodes:
        name = node.input[0] if node.input else ""
        if node.op_type != "Gather" or not name.endswith("encoder.word.weight"):
            out.append(node)
            continue
        weight = graph.constants[name]
        step = np.float32(np.abs(weight).max() / 127)
        whole = np.clip(np.round(weight / step), -127, 127).astype(np.int8)
        found = f"{node.output[0]}/integers"
        table = graph.constant(f"{name}/integers", whole)
        out.append(helper.make_node("Gather", [table, node.input[1]], [found], node.name))
        steps = [found, graph.constant(f"{name}/step", step), graph.constant("zero", np.int8(0))]
        out.append(helper.make_node("DequantizeLinear", steps, list(node.output)))
    graph.nodes = out


def optimised(source: Path, target: Path) -> None:
    """Save what onnxruntime makes of a graph on any processor, with its numbers in a file beside it
    (`reader.bin` of `reader.onnx`) that can be mapped into memory.
    """
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
    options.optimized_model_filepath = str(source)
    options.log_severity_level = 3
    onnxruntime.InferenceSession(
        source.read_bytes(),
        options,
        providers=["CPUExecutionProvider"],
        disabled_optimizers=[*LEAVE],
    )
    numbers = target.with_suffix(".bin")
    # Not written over: a reader at work may have it mapped; and onnx would add to it.
    for path in (target, numbers):
        path.unlink(missing_ok=True)
    onnx.save(
        onnx.load(str(source)),
        str(target),
        save_as_external_data=True,
        location=numbers.name,
        size_threshold=1024,
    )
    numbers.chmod(0o644)
