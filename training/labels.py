"""The inventories of labels that the heads choose from, and where the data lies."""

from __future__ import annotations

import json
import os
import zlib
from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path

SHARED = Path(os.environ.get("DRAGOMAN_SHARED", Path(__file__).resolve().parents[2] / "shared"))

FEATURES = (
    "Number",
    "VerbForm",
    "Mood",
    "Tense",
    "Person",
    "Voice",
    "Polarity",
    "PronType",
    "Case",
    "Gender",
    "Poss",
    "NumType",
    "Definite",
    "Degree",
)
"""Universal features that reading and the lemmatiser look at; the others are not learnt."""

NAMES = {"person": "PER", "organization": "ORG", "place": "LOC", "time": "TIME"}
"""GUM's kinds of names, and ours."""

ROLES = ("source", "cue", "content")
BIO = ("O", "B", "I")
NAME_LABELS = ("O", *(f"{p}-{t}" for t in NAMES.values() for p in "BI"))
EVENTS = (
    "O",
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
)


@dataclass(frozen=True, slots=True)
class Labels:
    """What each head's classes mean, in order."""

    upos: tuple[str, ...]
    features: tuple[str, ...]
    relations: tuple[str, ...]
    names: tuple[str, ...] = NAME_LABELS
    events: tuple[str, ...] = EVENTS

    def save(self, path: Path) -> None:
        path.write_text(json.dumps(asdict(self), indent=1) + "\n", "utf-8")

    @staticmethod
    def load(path: Path) -> Labels:
        return Labels(**{k: tuple(v) for k, v in json.loads(path.read_text("utf-8")).items()})


def bundle(features: str) -> str:
    """The part of a UD feature string that is learnt, as a string of the same form."""
    kept = [f for f in features.split("|") if f.partition("=")[0] in FEATURES]
    return "|".join(kept) or "_"


def collect() -> Labels:
    """Read the inventories off the training trees; what occurs once is left out."""
    upos: Counter[str] = Counter()
    feats: Counter[str] = Counter()
    relations: Counter[str] = Counter()
    for name in ("gum-train", "ewt-train"):
        for line in (SHARED / "train" / f"{name}.jsonl").open(encoding="utf-8"):
            row = json.loads(line)
            upos.update(row["upos"])
            feats.update(map(bundle, row["feats"]))
            relations.update(row["deprel"])

    def often(counts: Counter[str]) -> tuple[str, ...]:
        return tuple(sorted(k for k, n in counts.items() if n > 2))

    return Labels(tuple(sorted(upos)), often(feats), often(relations))


def held_out(key: str) -> bool:
    """Whether a training document is left out of training, one in twenty by the checksum of its
    name: biases and confidences are chosen on these, so that development data only measure.
    """
    return zlib.crc32(key.encode()) % 20 == 0
