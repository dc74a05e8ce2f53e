"""`python -m training train|export|card …`, or `python -m training all` from the shared data to
committed weights.
"""

from __future__ import annotations

import argparse
from pathlib import Path

RUNS = Path(__file__).parent / "runs"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("stage", choices=["train"])
    parser.add_argument(
        "--run", default="main", help="name of the run, a folder under training/runs"
    )
    parser.add_argument("--epochs", type=float, default=12)
    parser.add_argument("--minutes", type=float, default=240)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="NAME=NUMBER",
        help="another setting of the plan",
    )
    given = parser.parse_args()
    from training.train import Plan, run

    more = {k: type(getattr(Plan(), k))(float(v)) for k, v in (s.split("=") for s in given.set)}
    run(RUNS / given.run, Plan(epochs=given.epochs, minutes=given.minutes, seed=given.seed, **more))


if __name__ == "__main__":
    main()
