"""`python -m training`: from the shared data to the weights that ship, stage by stage.

    python -m training [all|train|export|calibrate|evaluate|card] [--run NAME] [--epochs N] …

`train` goes on from the checkpoint of a run of that name. The other stages write into
`src/dragoman/language/english/weights`.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

RUNS = Path(__file__).parent / "runs"
WEIGHTS = Path(__file__).parents[1] / "src/dragoman/language/english/weights"
STAGES = ("train", "export", "calibrate", "evaluate", "card")


def main() -> None:
    form = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(
        prog="python -m training", description=__doc__, formatter_class=form
    )
    parser.add_argument("stage", nargs="?", default="all", choices=("all", *STAGES))
    parser.add_argument("--run", default="main", help="a folder under training/runs")
    parser.add_argument("--start", help="a run whose weights the training goes on from")
    parser.add_argument("--epochs", type=float, default=12)
    parser.add_argument("--minutes", type=float, default=240, help="ends the run early if need be")
    parser.add_argument("--seed", type=int, default=2)
    parser.add_argument("--set", action="append", default=[], metavar="NAME=NUMBER")
    given = parser.parse_args()
    run = RUNS / given.run
    for stage in STAGES if given.stage == "all" else (given.stage,):
        print(f"== {stage}", flush=True)
        if stage == "train":
            from training.train import Plan, train

            usual = Plan()
            more = {
                k: type(getattr(usual, k))(float(v)) for k, v in (s.split("=") for s in given.set)
            }
            plan = Plan(epochs=given.epochs, minutes=given.minutes, seed=given.seed, **more)
            train(run, plan, RUNS / given.start / "model.pt" if given.start else None)
        elif stage == "export":
            from training.export import export

            export(run, WEIGHTS)
        elif stage == "calibrate":
            from training.calibrate import calibrate

            calibrate(WEIGHTS)
        elif stage == "evaluate":
            from training.evaluate import everything

            found = json.dumps(everything(), indent=1)
            (run / "evaluation.json").write_text(found + "\n", "utf-8")
            print(found)
        else:
            from training.card import card

            card(run, WEIGHTS)


if __name__ == "__main__":
    main()
