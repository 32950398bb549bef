"""README.md and docs/tour.md with their commands -> the same with what these really print.

    python docs/make_tour.py           writes the output blocks anew
    python docs/make_tour.py --check   tells whether they still hold (a test does the same)

A block marked ```console is a session: each line that begins with "$ " is run, and what follows
it is its output. A block marked ```python is run, and the block marked ```text after it is what it
prints. Everything runs in one temporary folder that holds a copy of the demo reports as `reports/`,
and docs/report.txt.
"""

import io
import os
import re
import shlex
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import chdir, redirect_stderr, redirect_stdout
from importlib.resources import files
from pathlib import Path
from unittest.mock import patch

TOUR = Path(__file__).parent / "tour.md"
README = Path(__file__).parent.parent / "README.md"
REPORT = Path(__file__).parent / "report.txt"

CONSOLE = re.compile(r"^```console\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
PYTHON = re.compile(
    r"^```python\n(?P<code>.*?)^```\n\n```text\n(?P<printed>.*?)^```$", re.MULTILINE | re.DOTALL
)


def make_tour(tour: str) -> str:
    """The tour with every output block replaced by what its commands print now."""
    with tempfile.TemporaryDirectory() as folder:
        reports = Path(folder) / "reports"
        shutil.copytree(str(files("dateline") / "demo"), reports)
        (reports / "ORIGIN.md").unlink()
        shutil.copy(REPORT, folder)
        with chdir(folder), patch.dict(os.environ, {"NO_COLOR": "1", "COLUMNS": "100"}):
            return "".join(_replace_blocks(tour))


def _replace_blocks(tour: str) -> Iterator[str]:
    """The text piece by piece, the blocks run in the order of the page."""
    last = 0
    blocks = [*CONSOLE.finditer(tour), *PYTHON.finditer(tour)]
    for block in sorted(blocks, key=lambda found: found.start()):
        yield tour[last : block.start()]
        yield _run_session(block["body"]) if block.re is CONSOLE else _run_python(block["code"])
        last = block.end()
    yield tour[last:]


def _run_session(body: str) -> str:
    commands = [line[2:] for line in body.splitlines() if line.startswith("$ ")]
    printed = "\n".join(f"$ {command}\n{_run_command(command)}" for command in commands)
    return f"```console\n{printed}```"


def _run_command(command: str) -> str:
    """What a command prints; `| head -n 5` and `| tail -n 5` are understood."""
    words, *pipes = [shlex.split(part) for part in command.split(" | ")]
    if words[0] == "cat":
        lines = Path(words[1]).read_text("utf-8").splitlines()
    else:
        lines = _run_dateline(words).splitlines()
    for name, _, number in pipes:
        lines = {"head": lines[: int(number)], "tail": lines[-int(number) :]}[name]
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _run_dateline(words: list[str]) -> str:
    from dateline import cli

    assert words[0] == "dateline", f"the tour runs dateline and cat only, not {words[0]}"
    printed = io.StringIO()
    with redirect_stdout(printed), redirect_stderr(printed):
        cli.run(words[1:])
    return printed.getvalue()


def _run_python(code: str) -> str:
    printed = io.StringIO()
    with redirect_stdout(printed):
        exec(compile(code, "tour", "exec"), {})
    return f"```python\n{code}```\n\n```text\n{printed.getvalue()}```"


def main() -> int:
    drifted = False
    for page in (README, TOUR):
        old = page.read_text("utf-8")
        new = make_tour(old)
        drifted = drifted or new != old
        if "--check" not in sys.argv:
            page.write_text(new, "utf-8")
        elif new != old:
            print(f"{page.name} has drifted: run python docs/make_tour.py")
    return int(drifted and "--check" in sys.argv)


if __name__ == "__main__":
    sys.exit(main())
