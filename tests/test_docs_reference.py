"""The reference pages name every command, option and error, and their examples run."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer.main

from dateline.cli import app

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
SOURCES = sorted((ROOT / "src" / "dateline").rglob("*.py"))

SLUG = re.compile(r"[a-z]+(-[a-z]+)*")


def slugs_in(source: Path) -> Iterator[str]:
    """The words given as `slug=`, and the first words of the pairs in tables of failures."""
    for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        if isinstance(node, ast.keyword) and node.arg == "slug" and isinstance(node.value, ast.Constant):
            yield node.value.value
        elif isinstance(node, ast.Dict):
            pairs = [value for value in node.values if isinstance(value, ast.Tuple) and len(value.elts) == 2]
            for pair in pairs:
                first = pair.elts[0]
                if source.name in ("failures.py", "inputs.py") and isinstance(first, ast.Constant):
                    yield first.value


def documented_slugs() -> set[str]:
    rows = re.findall(r"^\| `([a-z-]+)` \|", (DOCS / "errors.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert len(rows) == len(set(rows)), "a slug stands there twice"
    return set(rows)


def test_every_error_is_in_the_list_and_no_other() -> None:
    raised = {slug for source in SOURCES for slug in slugs_in(source)}
    assert all(SLUG.fullmatch(slug) for slug in raised)
    assert raised == documented_slugs()


APP = typer.main.get_command(app)


def commands_of(group: Any, before: str = "") -> Iterator[tuple[str, Any]]:
    """Each command with its name as it is typed; those of a group behind the group's."""
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from commands_of(command, f"{before}{name} ")
        else:
            yield f"{before}{name}", command


COMMANDS = dict(commands_of(APP))


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_and_option_is_in_the_reference(name: str) -> None:
    page = (DOCS / "cli.md").read_text(encoding="utf-8")
    assert f"`dateline {name}" in page or f"`{name}`" in page
    parts = getattr(COMMANDS[name], "commands", {})
    assert all(re.search(rf"\b{part}\b", page) for part in parts)
    for parameter in (p for command in (COMMANDS[name], *parts.values()) for p in command.params):
        for option in (*parameter.opts, *parameter.secondary_opts):
            if option.startswith("--") and option != "--help":
                assert re.search(rf"{option}\b", page), f"{option} of {name}"


def test_no_option_is_in_the_reference_that_is_not_there() -> None:
    known = {
        option
        for command in (APP, *COMMANDS.values())
        for p in command.params
        for option in (*p.opts, *p.secondary_opts)
    }
    known |= {"--help", "--version", "--install-completion", "--show-completion"}
    named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", (DOCS / "cli.md").read_text(encoding="utf-8")))
    assert named <= known


def test_the_examples_of_the_python_page_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    page = (DOCS / "python.md").read_text(encoding="utf-8")
    examples = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    assert len(examples) >= 6
    names: dict[str, object] = {}
    for example in examples:
        exec(compile(example, "docs/python.md", "exec"), names)
    assert names["claims"], "the report of the page gives claims"
