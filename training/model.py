"""The network: MiniLM's six layers, shape embeddings at its input, a small head for each task.

Training and export run the same modules; `forward` gives the scores that the losses need, `read`
what the exported graph gives, with sentence starts and heads chosen in the graph so that labels are
scored for chosen arcs only.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from dragoman.language.pieces import SHAPES
from training.labels import Labels

FAR = -1e4


@dataclass(frozen=True, slots=True)
class Sizes:
    """Widths of the heads and dropout rates."""

    arc: int = 256
    relation: int = 256
    link: int = 64
    hidden: int = 384
    dropout: float = 0.1
    head_dropout: float = 0.25


class _Masks:
    """Dropout masks out of one buffer of random zeros, at a random place each time: drawing bits is
    dear on a CPU.
    """

    def __init__(self, size: int = 1 << 23) -> None:
        self.size = size
        self.buffers: dict[tuple[float, torch.dtype], Tensor] = {}

    def __call__(self, x: Tensor, rate: float, training: bool) -> Tensor:
        if not training or rate == 0:
            return x
        key = (rate, x.dtype)
        if key not in self.buffers:
            kept = (torch.rand(self.size) >= rate).to(x.dtype) / (1 - rate)
            self.buffers[key] = kept
        n = x.numel()
        begin = int(torch.randint(0, self.size - n, ()).item())
        return x * self.buffers[key][begin : begin + n].view(x.shape)


drop = _Masks()


class Layer(nn.Module):
    """A transformer layer of BERT, normalised after each half."""

    def __init__(self, width: int, inner: int, heads: int, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm1 = nn.LayerNorm(width, eps=1e-12)
        self.up = nn.Linear(width, inner)
        self.down = nn.Linear(inner, width)
        self.norm2 = nn.LayerNorm(width, eps=1e-12)
        self.drop = dropout

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        x = self.norm1(x + drop(self.out(self.attend(x, mask)), self.drop, self.training))
        y = self.down(F.gelu(self.up(x)))
        return self.norm2(x + drop(y, self.drop, self.training))

    def attend(self, x: Tensor, mask: Tensor) -> Tensor:
        """Each word's mixture of the values of all words, head by head."""
        b, s, d = x.shape
        q, k, v = self.qkv(x).view(b, s, 3, self.heads, d // self.heads).permute(2, 0, 3, 1, 4)
        scores = (q * (d // self.heads) ** -0.5) @ k.transpose(-1, -2) + mask.to(q.dtype)
        mixed = scores.softmax(-1, dtype=scores.dtype) @ v
        return mixed.transpose(1, 2).reshape(b, s, d)


class Encoder(nn.Module):
    """MiniLM with shape embeddings, zero at the start of training."""

    def __init__(self, config: dict[str, Any], dropout: float) -> None:
        super().__init__()
        width = config["hidden_size"]
        self.word = nn.Embedding(config["vocab_size"], width, padding_idx=0)
        self.position = nn.Embedding(config["max_position_embeddings"], width)
        self.shape = nn.Embedding(SHAPES, width)
        nn.init.zeros_(self.shape.weight)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.layers = nn.ModuleList(
            Layer(width, config["intermediate_size"], config["num_attention_heads"], dropout)
            for _ in range(config["num_hidden_layers"])
        )
        self.drop = dropout

    def forward(self, ids: Tensor, shapes: Tensor) -> Tensor:
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.word(ids) + self.shape(shapes) + self.position(places)[None]
        x = drop(self.norm(x), self.drop, self.training)
        mask = ((ids == 0).float() * FAR)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, mask)
        return x

    @staticmethod
    def pretrained(folder: Path, dropout: float) -> Encoder:
        """Load MiniLM's weights from the folder of the package that carries them."""
        from training.safetensors import load

        config = json.loads((folder / "config.json").read_text("utf-8"))
        encoder = Encoder(config, dropout)
        raw = load(folder / "model.safetensors")
        state = {
            "word.weight": raw["embeddings.word_embeddings.weight"],
            "position.weight": raw["embeddings.position_embeddings.weight"]
            + raw["embeddings.token_type_embeddings.weight"][0],
            "norm.weight": raw["embeddings.LayerNorm.weight"],
            "norm.bias": raw["embeddings.LayerNorm.bias"],
            "shape.weight": encoder.shape.weight.data,
        }
        for i in range(config["num_hidden_layers"]):
            there, here = f"encoder.layer.{i}", f"layers.{i}"
            for part in ("weight", "bias"):
                state[f"{here}.qkv.{part}"] = torch.cat(
                    [raw[f"{there}.attention.self.{n}.{part}"] for n in ("query", "key", "value")]
                )
                for ours, theirs in (
                    ("out", "attention.output.dense"),
                    ("norm1", "attention.output.LayerNorm"),
                    ("up", "intermediate.dense"),
                    ("down", "output.dense"),
                    ("norm2", "output.LayerNorm"),
                ):
                    state[f"{here}.{ours}.{part}"] = raw[f"{there}.{theirs}.{part}"]
        encoder.load_state_dict(state)
        return encoder


class Projection(nn.Module):
    """A linear map with GELU and dropout."""

    def __init__(self, width: int, out: int, dropout: float) -> None:
        super().__init__()
        self.linear = nn.Linear(width, out)
        self.drop = dropout

    def forward(self, x: Tensor) -> Tensor:
        return drop(F.gelu(self.linear(x)), self.drop, self.training)


class Reader(nn.Module):
    """Encoder and heads."""

    def __init__(self, encoder: Encoder, labels: Labels, sizes: Sizes | None = None) -> None:
        super().__init__()
        s = sizes or Sizes()
        d = s.hidden
        self.encoder = encoder
        self.drop = s.head_dropout
        self.upos = nn.Linear(d, len(labels.upos))
        self.features = nn.Linear(d, len(labels.features))
        self.start = nn.Linear(d, 1)
        self.names = nn.Linear(d, len(labels.names))
        self.mentions = nn.Linear(d, len(labels.names))  # for training only
        self.roles = nn.Sequential(Projection(d, 256, s.head_dropout), nn.Linear(256, 9))
        self.events = nn.Linear(d, len(labels.events))
        self.factuality = nn.Linear(d, 1)
        self.arc_dependent = Projection(d, s.arc, s.head_dropout)
        self.arc_head = Projection(d, s.arc, s.head_dropout)
        self.arc = nn.Linear(s.arc, s.arc)
        self.root = nn.Linear(s.arc, 1)
        self.rel_dependent = nn.Linear(d, s.relation)
        self.rel_head = nn.Linear(d, s.relation, bias=False)
        self.relation = nn.Linear(s.relation, len(labels.relations))
        self.link_from = nn.Linear(d, 2 * s.link)
        self.link_to = nn.Linear(d, 2 * s.link)
        self.link_none = nn.Linear(d, 2)
        self.role_moves = nn.Parameter(torch.zeros(3, 3, 3))
        self.name_moves = nn.Parameter(torch.zeros(len(labels.names), len(labels.names)))

    def words(self, ids: Tensor, shapes: Tensor, first: Tensor) -> Tensor:
        """A vector a word: that of its first piece."""
        x = self.encoder(ids, shapes)
        return torch.gather(x, 1, first[:, :, None].expand(-1, -1, x.shape[2]))

    def arcs(self, x: Tensor) -> Tensor:
        """Scores [window, word, head]; a word that heads itself is a root."""
        dependent, head = self.arc_dependent(x), self.arc_head(x)
        scores = self.arc(dependent) @ head.transpose(1, 2)
        n = scores.shape[1]
        places = torch.arange(n, device=x.device)
        own = (places[:, None] == places[None, :]).to(scores.dtype)
        return scores * (1 - own) + self.root(dependent) * own

    def links(self, x: Tensor) -> Tensor:
        """Scores [2, window, word, cue word] of source words and of content words to cues; to
        itself: to none.
        """
        a, b = self.link_from(x).chunk(2, -1), self.link_to(x).chunk(2, -1)
        none = self.link_none(x)
        places = torch.arange(x.shape[1], device=x.device)
        own = (places[:, None] == places[None, :]).to(x.dtype)
        out = []
        for k in range(2):
            scores = a[k] @ b[k].transpose(1, 2)
            out.append(scores * (1 - own) + none[:, :, k : k + 1] * own)
        return torch.stack(out)

    def relate(self, x: Tensor, heads: Tensor) -> Tensor:
        """Label scores of each word's arc to `heads`."""
        governor = torch.gather(
            self.rel_head(x), 1, heads[:, :, None].expand(-1, -1, self.rel_head.out_features)
        )
        return self.relation(
            drop(F.gelu(self.rel_dependent(x) + governor), self.drop, self.training)
        )

    def forward(
        self, ids: Tensor, shapes: Tensor, first: Tensor, heads: Tensor
    ) -> dict[str, Tensor]:
        """All scores, labels for the given heads."""
        x = drop(self.words(ids, shapes, first), self.drop * 0.6, self.training)
        return {
            "upos": self.upos(x),
            "features": self.features(x),
            "start": self.start(x)[..., 0],
            "names": self.names(x),
            "mentions": self.mentions(x),
            "roles": self.roles(x),
            "events": self.events(x),
            "factuality": self.factuality(x)[..., 0],
            "arcs": self.arcs(x),
            "relations": self.relate(x, heads),
            "links": self.links(x),
        }
