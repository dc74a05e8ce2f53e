"""Reads a file of weights in the safetensors format: a length, a JSON header, the numbers."""

from __future__ import annotations

import json
from pathlib import Path

import torch
from torch import Tensor

_TYPES = {"F32": torch.float32, "F16": torch.float16, "BF16": torch.bfloat16, "I64": torch.int64}


def load(path: Path) -> dict[str, Tensor]:
    """The tensors of a file by name, in 32 bits where they are fractions."""
    raw = bytearray(path.read_bytes())
    size = int.from_bytes(raw[:8], "little")
    header = json.loads(raw[8 : 8 + size])
    found = {}
    for name, entry in header.items():
        if name == "__metadata__":
            continue
        begin, end = entry["data_offsets"]
        flat = (
            torch.frombuffer(raw, dtype=_TYPES[entry["dtype"]], count=-1, offset=0)
            if begin == end
            else (
                torch.frombuffer(
                    memoryview(raw)[8 + size + begin : 8 + size + end], dtype=_TYPES[entry["dtype"]]
                )
            )
        )
        tensor = flat.reshape(entry["shape"]).clone()
        found[name] = tensor.float() if tensor.is_floating_point() else tensor
    return found
