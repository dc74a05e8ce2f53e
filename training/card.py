"""The model card, written from the run's plan, its log and its evaluation."""

from __future__ import annotations

import json
from pathlib import Path
from string import Template
from typing import Any

HERE = Path(__file__).parent


def card(run: Path, target: Path) -> None:
    """Write `MODEL_CARD.md` beside the weights."""
    from dragoman.language.encoder import WEIGHTS, weights_hash

    log = [json.loads(line) for line in (run / "log.jsonl").read_text("utf-8").splitlines()]
    plans = [row for row in log if "plan" in row]
    plan = plans[-1]
    final = next(row for row in reversed(log) if row.get("final"))
    scores = json.loads((run / "evaluation.json").read_text("utf-8"))
    size = sum((target / name).stat().st_size for name in WEIGHTS) / 1e6
    settings = plan["plan"]
    usual = ("epochs", "minutes", "seed")
    command = "python -m training --run " + run.name
    command += "".join(f" --{k} {settings[k]:g}" for k in usual)
    values = {
        "hash": weights_hash(),
        "size": f"{size:.1f}",
        "command": command,
        "steps": final["step"],
        "resumed": ", ".join(str(row["from_step"]) for row in plans[1:]) or "never",
        "epochs": f"{final['step'] / plan['per_epoch']:.1f}",
        "minutes": f"{final['minutes']:.0f}",
        "settings": ", ".join(f"{k} {v}" for k, v in settings.items() if k not in usual),
        "trees": _trees(scores),
        "raw": "\n".join(f"| {k} | {scores[k]} |" for k in ("ewt-dev raw", "gum-dev raw")),
        "says": _says(scores["polnear.dev"]),
        "re3d": ", ".join(f"{k} {v}" for k, v in scores["re3d"].items()),
        "uds": scores["uds"].partition(", 'acc'")[0].lstrip("{"),
        "float": _float(final),
    }
    text = Template((HERE / "card.md").read_text("utf-8")).substitute(values)
    (target / "MODEL_CARD.md").write_text(text, "utf-8")


def _trees(scores: dict[str, Any]) -> str:
    names = list(scores["gum-dev"])
    rows = [
        f"| {n} | {scores['ewt-dev'].get(n, '')} | {scores['gum-dev'].get(n, '')} |" for n in names
    ]
    return "\n".join(rows)


def _says(scores: dict[str, Any]) -> str:
    rows = [
        f"| {k} | {' / '.join(map(str, v))} |" for k, v in scores.items() if isinstance(v, list)
    ]
    return "\n".join(rows) + f"\n\nExpected calibration error: {scores['ECE attribution']}"


def _float(final: dict[str, Any]) -> str:
    parts = {k: final[k] for k in ("ewt", "gum", "polnear") if k in final}
    return "; ".join(
        f"{k}: " + ", ".join(f"{task} {value}" for task, value in row.items())
        for k, row in parts.items()
    )
