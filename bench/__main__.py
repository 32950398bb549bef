"""`python -m bench TASK --data FOLDER [--set NAME] [--cases FILE] [--json]`

A task is a module of this package with

    run(data: Path, *, set_name: str | None) -> Outcome

The table is printed for people; the last line is always one JSON object of figures.
"""

import argparse
import importlib
import json
import sys
from pathlib import Path

from bench.outcomes import Outcome

TASKS = tuple(
    sorted(
        path.stem
        for path in Path(__file__).parent.glob("*.py")
        if path.stem not in ("__init__", "__main__", "outcomes")
    )
)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__.splitlines()[0])
    parser.add_argument("task", choices=[task.replace("_", "-") for task in TASKS])
    parser.add_argument("--data", type=Path, required=True, help="folder of the task's gold data")
    parser.add_argument("--set", dest="set_name", help="which of the task's sets, where it has several")
    parser.add_argument("--cases", type=Path, help="write one JSON line a case here")
    parser.add_argument("--json", action="store_true", help="print the JSON object only")
    arguments = parser.parse_args()
    task = importlib.import_module(f"bench.{arguments.task.replace('-', '_')}")
    outcome: Outcome = task.run(arguments.data, set_name=arguments.set_name)
    if arguments.cases:
        lines = (json.dumps(case, ensure_ascii=False, default=str) + "\n" for case in outcome.cases)
        arguments.cases.write_text("".join(lines), encoding="utf-8")
    if not arguments.json:
        print(outcome.table)
    print(json.dumps({"task": arguments.task, "set": arguments.set_name, **outcome.figures}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
