"""A spaCy pipeline trained on the trees that the encoder was trained on, to stand beside it.

    python -m venv /tmp/spacy
    /tmp/spacy/bin/pip install -r benchmarks/peers/requirements-spacy.txt
    /tmp/spacy/bin/python -m benchmarks.peers.spacy_trees train MODEL [--minutes N]
    /tmp/spacy/bin/python -m benchmarks.peers.spacy_trees score MODEL
    /tmp/spacy/bin/python -m benchmarks.peers.spacy_trees speed MODEL [--reports N]

A convolutional `tok2vec` of width 96 and depth 4 (as spaCy's small English models have) that a
tagger of universal parts of speech and a parser share, spaCy's usual settings, averaged weights.
Runs of sentences are trained on together, so that the parser learns where sentences end. `score`
goes by gold words and sentences and from raw text (`../shared/score/tree_score.py`), on the
development parts; `speed` reads the reports of `benchmarks.speed` and counts their words as those
count them. Prints one line of JSON.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.quality.shared import path, rows

CONFIG = """
[nlp]
lang = "en"
pipeline = ["tok2vec", "tagger", "parser"]
[components]
[components.tok2vec]
factory = "tok2vec"
[components.tok2vec.model]
@architectures = "spacy.HashEmbedCNN.v2"
width = 96
depth = 4
embed_size = 2000
window_size = 1
maxout_pieces = 3
subword_features = true
pretrained_vectors = null
[components.tagger]
factory = "tagger"
[components.tagger.model]
@architectures = "spacy.Tagger.v2"
[components.tagger.model.tok2vec]
@architectures = "spacy.Tok2VecListener.v1"
width = 96
upstream = "tok2vec"
[components.parser]
factory = "parser"
[components.parser.model]
@architectures = "spacy.TransitionBasedParser.v2"
state_type = "parser"
extra_state_tokens = false
hidden_width = 64
maxout_pieces = 2
use_upper = true
[components.parser.model.tok2vec]
@architectures = "spacy.Tok2VecListener.v1"
width = 96
upstream = "tok2vec"
"""
TOGETHER = 8
"""Sentences of a document that are trained on together, at most."""
WORDS = (300, 1500)
"""Words in a batch, at the beginning of a run and at its end."""


def documents(name: str) -> Iterator[list[dict[str, Any]]]:
    """The documents of a treebank, as lists of their sentences."""
    found: dict[str, list[dict[str, Any]]] = {}
    for row in rows(f"train/{name}.jsonl"):
        found.setdefault(row["doc"], []).append(row)
    yield from found.values()


def flat(sentences: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Words, spaces, tags, heads (places in the whole) and relations of sentences in a row."""
    out: dict[str, Any] = {
        k: [] for k in ("words", "spaces", "tags", "heads", "deps", "sent_starts")
    }
    for s in sentences:
        base = len(out["words"])
        out["words"] += s["words"]
        out["spaces"] += [*map(bool, s["spaces"][:-1]), True]
        out["tags"] += s["upos"]
        out["heads"] += [base + (h - 1 if h else i) for i, h in enumerate(s["head"])]
        out["deps"] += ["ROOT" if r == "root" else r for r in s["deprel"]]
        out["sent_starts"] += [1] + [-1] * (len(s["words"]) - 1)
    return out


def train(target: Path, minutes: float, seed: int = 2) -> dict[str, Any]:
    """Trains until the minutes of processor time are spent."""
    import spacy
    from spacy.training import Example
    from thinc.api import Config, fix_random_seed

    fix_random_seed(seed)
    generator = random.Random(seed)
    nlp = spacy.util.load_model_from_config(Config().from_str(CONFIG), auto_fill=True)

    def example(sentences: Sequence[dict[str, Any]]) -> Any:
        given = flat(sentences)
        doc = spacy.tokens.Doc(nlp.vocab, words=given.pop("words"), spaces=given.pop("spaces"))
        return Example.from_dict(doc, given)

    texts = [d for name in ("ewt-train", "gum-train") for d in documents(name)]
    first = [example(d[k : k + TOGETHER]) for d in texts for k in range(0, len(d), TOGETHER)]
    optimizer = nlp.initialize(lambda: first)
    began, epochs, progress = time.process_time(), 0, 0.0
    while progress < 1:
        # Cut anew each time, and half of the runs short.
        runs = []
        for d in texts:
            k = 0
            while k < len(d):
                n = generator.randint(1, TOGETHER)
                runs.append(d[k : k + n])
                k += n
        generator.shuffle(runs)
        losses: dict[str, float] = {}
        batch: list[Any] = []
        words = 0
        for run in runs:
            batch.append(example(run))
            words += len(batch[-1].reference)
            if words > WORDS[0] + progress * (WORDS[1] - WORDS[0]):
                # The rate falls towards the end, as the encoder's does.
                optimizer.learn_rate = 0.001 * (1 if progress < 0.5 else 2 * (1 - progress) + 0.02)
                nlp.update(batch, sgd=optimizer, drop=0.1, losses=losses)
                batch, words = [], 0
                progress = (time.process_time() - began) / 60 / minutes
                if progress >= 1:
                    break
        epochs += 1
        print(epochs, round(progress, 3), losses, file=sys.stderr, flush=True)
        with nlp.use_params(optimizer.averages):
            nlp.to_disk(target)
    return {"epochs": epochs, "processor_minutes": round((time.process_time() - began) / 60, 1)}


def score(model: Path) -> dict[str, Any]:
    """Accuracy on the development parts."""
    import spacy

    nlp = spacy.load(model)
    return {name: _gold_words(nlp, name) | {"raw": _raw(nlp, name)} for name in SETS}


SETS = ("ewt-dev", "gum-dev")


def _gold_words(nlp: Any, name: str) -> dict[str, float]:
    from spacy.tokens import Doc

    n = dict.fromkeys(("words", "upos", "uas", "las", "universal"), 0)
    for sentences in documents(name):
        gold = flat(sentences)
        doc = Doc(
            nlp.vocab,
            words=gold["words"],
            spaces=gold["spaces"],
            sent_starts=[s == 1 for s in gold["sent_starts"]],
        )
        for _, pipe in nlp.pipeline:
            doc = pipe(doc)
        for t, tag, head, dep in zip(doc, gold["tags"], gold["heads"], gold["deps"], strict=True):
            right = t.head.i == head
            n["words"] += 1
            n["upos"] += t.tag_ == tag
            n["uas"] += right
            n["las"] += right and t.dep_ == dep
            n["universal"] += right and t.dep_.split(":")[0] == dep.split(":")[0]
    share = {k: round(100 * v / n["words"], 2) for k, v in n.items() if k != "words"}
    return {
        "UPOS": share["upos"],
        "UAS": share["uas"],
        "LAS": share["las"],
        "LAS universal": share["universal"],
    }


def _raw(nlp: Any, name: str) -> str:
    scorer, gold = str(path("score/tree_score.py")), str(path(f"train/{name}.jsonl"))
    told = subprocess.run(
        [sys.executable, scorer, "--text", gold], capture_output=True, text=True, check=True
    ).stdout
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as out:
        for row in map(json.loads, told.splitlines()):
            found = [
                {"tokens": [_token(t, s.start) for t in s if not t.is_space]}
                for s in nlp(row["text"]).sents
            ]
            out.write(json.dumps({"doc": row["doc"], "sentences": found}) + "\n")
        out.flush()
        done = subprocess.run(
            [sys.executable, scorer, gold, out.name], capture_output=True, text=True, check=True
        )
    return done.stdout.strip()


def _token(t: Any, first: int) -> dict[str, Any]:
    root = t.head.i == t.i
    relation = "root" if root else t.dep_
    head = -1 if root else t.head.i - first
    return {"start": t.idx, "end": t.idx + len(t), "head": head, "relation": relation}


def speed(model: Path, count: int, again: int = 3) -> dict[str, Any]:
    """Words a second from raw text, of one thread: the library runs the pipeline on one."""
    import resource

    import spacy

    from benchmarks.speed.end_to_end import sample

    nlp = spacy.load(model)
    texts = [r["text"] for r in sample(count)]
    words = sum(len(text.split()) for text in texts)
    list(nlp.pipe(texts[:8]))
    best = worked = float("inf")
    for _ in range(again):
        began, working = time.perf_counter(), time.process_time()
        tokens = sum(len(doc) for doc in nlp.pipe(texts))
        best = min(best, time.perf_counter() - began)
        worked = min(worked, time.process_time() - working)
    return {
        "reports": count,
        "words": words,
        "tokens": tokens,
        "words_per_second": round(words / best),
        "tokens_per_second": round(tokens / best),
        "tokens_of_a_processor_second": round(tokens / worked),
        "megabytes_resident": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "megabytes_model": round(
            sum(f.stat().st_size for f in model.rglob("*") if f.is_file()) / 1e6, 1
        ),
    }


def main(arguments: Sequence[str]) -> int:
    """Trains, scores or measures."""
    if len(arguments) < 2 or arguments[0] not in ("train", "score", "speed"):
        print(__doc__, file=sys.stderr)
        return 2
    stage, model, *rest = arguments
    given = float(rest[1]) if len(rest) == 2 else None
    if stage == "train":
        found = train(Path(model), 20 if given is None else given)
    elif stage == "score":
        found = score(Path(model))
    else:
        found = speed(Path(model), 400 if given is None else int(given))
    print(json.dumps(found))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
