"""Fits the confidence of events: the weights of `read/sure.py` and the threshold below which an
event is dropped.

python -m training.confidence [--shared ../shared] [--write]

Each event that the rules find in the reports of `records.build` is right where gold has it (type
and sides). A logistic regression with an L2 penalty is fitted on the features of `sure`; the
penalty and the threshold are chosen by cross-validation over reports. With `--write`, the table
`confidence.tsv` is written; without, figures are shown only.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from dragoman import language
from dragoman.read import events, reader, sure
from dragoman.record import Record
from dragoman.report import Report

FOLDS = 8
PENALTIES = (0.5, 1.0, 2.0, 4.0, 8.0)
SAME = 0.002
"""Brier scores within which penalties are held to be as good as one another."""
WINDOW = 5
"""Thresholds, 0.025 apart, that are judged together."""
RARE = 8
"""A feature of fewer candidates has no weight of its own."""

Floats = npt.NDArray[np.float64]


def main() -> None:
    """Fits, shows how well, and writes the table where asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    rows, right, core, groups, missed, core_missed = gathered(options.shared)
    counts: dict[str, int] = {}
    for row in rows:
        for name in set(row):
            counts[name] = counts.get(name, 0) + 1
    names = sorted(n for n, k in counts.items() if k >= RARE)
    matrix = np.array([[float(n in row) for n in names] + [1.0] for row in rows])
    total = int(right.sum()) + missed
    core_total = int((right * core).sum()) + core_missed
    runs = {penalty: crossed(matrix, right, groups, penalty) for penalty in PENALTIES}
    errors = {p: float(np.mean((runs[p] - right) ** 2)) for p in PENALTIES}
    # Of penalties as good as one another, the strongest.
    penalty = max(p for p in PENALTIES if errors[p] <= min(errors.values()) + SAME)
    steps = np.arange(0.05, 0.8, 0.025)
    values = []
    for step in steps:
        kept = runs[penalty] >= step
        good = kept & (right > 0)
        values.append(
            f1(int(good.sum()), int(kept.sum()), total) / 2
            + f1(int((good & core).sum()), int((kept & core).sum()), core_total) / 2
        )
    # The curve is flat at the top, and its highest point chance: the best stretch is taken.
    smooth = np.convolve(values, np.ones(WINDOW) / WINDOW, "valid")
    best = int(smooth.argmax()) + WINDOW // 2
    value, threshold = values[best], float(steps[best])
    everything = f1(int(right.sum()), len(right), total)
    held = crossed(matrix, right, groups, penalty)
    loss = float(np.mean((held - right) ** 2))
    print(
        f"{len(rows)} events, {int(right.sum())} right, {missed} missed ({core_missed} of "
        f"them core)"
    )
    print(
        f"F1 {everything:.1f} with all, {value:.1f} at {threshold:.3f} held out; penalty "
        f"{penalty}, Brier {loss:.3f}"
    )
    for low in np.arange(0, 1, 0.2):
        inside = (held >= low) & (held < low + 0.2)
        if inside.any():
            print(
                f"  {low:.1f}–{low + 0.2:.1f}: {int(inside.sum())} events, "
                f"{held[inside].mean():.2f} said, {right[inside].mean():.2f} right"
            )
    if options.write:
        weights = fitted(matrix, right, penalty)
        write(names, weights, threshold)


def gathered(
    shared: Path,
) -> tuple[list[list[str]], Floats, npt.NDArray[np.bool_], npt.NDArray[np.int64], int, int]:
    """Features of every event found, whether it is right, whether it counts as core, its report;
    and how many of gold were missed, and how many of gold's core.
    """
    scorer = _scorer(shared)
    gold = scorer.load(shared / "gold/events/records.build.gold.jsonl")
    path = shared / "gold/events/records.build.reports.jsonl"
    reports = [
        Report.make(r["text"], id=r["id"], title=r.get("title"), url=r.get("url"),
                    publisher=r.get("publisher"), published=r.get("published"), language="en")
        for r in map(json.loads, path.open(encoding="utf-8"))
    ]  # fmt: skip
    texts = [t for r in reports for t in (r.text, r.title or "")]
    analyses = language.analyse(texts)
    rows: list[list[str]] = []
    right: list[float] = []
    core: list[bool] = []
    groups: list[int] = []
    missed = core_missed = 0
    for number, (report, body, title) in enumerate(
        zip(reports, analyses[::2], analyses[1::2], strict=True)
    ):
        document = reader.document_of(report, body, title)
        candidates = events.told(document)
        system = [_plain(e) for e in events.written(document, candidates)]
        wanted = gold[report.id].get("events") or []
        pairs = scorer.pair(
            wanted, system, lambda x, y: x["type"] == y["type"] and scorer.people_agree(x, y)
        )
        good = {id(s) for _, s in pairs}
        counted = {id(s) for s in scorer.core(wanted, system)[1]}
        missed += len(wanted) - len(pairs)
        core_missed += sum(scorer.is_core(g) for g in wanted) - sum(
            scorer.is_core(g) for g, _ in pairs
        )
        for candidate, event in zip(candidates, system, strict=True):
            rows.append(list(sure.features(document, candidate)))
            right.append(float(id(event) in good))
            core.append(id(event) in counted)
            groups.append(number)
    return rows, np.array(right), np.array(core), np.array(groups), missed, core_missed


def _plain(event: Any) -> dict[str, Any]:
    record = Record(id="", text="", record_id="", reader={}, events=(event,))
    found: dict[str, Any] = record.to_dict()["events"][0]
    return found


def _scorer(shared: Path) -> Any:
    spec = importlib.util.spec_from_file_location("record_score", shared / "score/record_score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def fitted(matrix: Floats, right: Floats, penalty: float) -> Floats:
    """Weights of the logistic regression, the last the bias, by Newton's method; the bias is
    not penalised.
    """
    weights = np.zeros(matrix.shape[1])
    ridge = np.full(matrix.shape[1], penalty)
    ridge[-1] = 1e-3
    for _ in range(30):
        chance = 1 / (1 + np.exp(-matrix @ weights))
        slope = matrix.T @ (chance - right) + ridge * weights
        curve = (matrix * (chance * (1 - chance))[:, None]).T @ matrix + np.diag(ridge)
        step = np.linalg.solve(curve, slope)
        weights -= step
        if np.abs(step).max() < 1e-6:
            break
    return weights


def crossed(matrix: Floats, right: Floats, groups: npt.NDArray[np.int64], penalty: float) -> Floats:
    """The probability of each row by weights fitted without its report."""
    held = np.zeros(len(right))
    for fold in range(FOLDS):
        out = groups % FOLDS == fold
        if out.any():
            held[out] = 1 / (1 + np.exp(-matrix[out] @ fitted(matrix[~out], right[~out], penalty)))
    return held


def f1(hits: int, system: int, gold: int) -> float:
    """F1 in percent."""
    return 200 * hits / (system + gold) if system + gold else 0.0


def write(names: list[str], weights: Floats, threshold: float) -> None:
    """The table of weights, in the order of the alphabet."""
    lines = [
        "# Weights of the logistic function in read/sure.py; fitted by python -m "
        "training.confidence --write.",
        "feature\tweight",
        f"threshold\t{threshold:.3f}",
        f"bias\t{weights[-1]:.3f}",
        *(f"{n}\t{w:.3f}" for n, w in zip(names, weights[:-1], strict=True)),
    ]
    sure.TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
