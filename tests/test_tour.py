"""README.md and docs/tour.md tell what their commands print."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

MAKER = Path(__file__).parent.parent / "docs" / "make_tour.py"


@pytest.fixture(scope="module")
def maker() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_tour", MAKER)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("page", ["README", "TOUR"])
def test_a_page_is_what_its_commands_print_now(maker: ModuleType, page: str) -> None:
    told = getattr(maker, page).read_text("utf-8")
    assert "defect of dateline" not in told
    assert maker.make_tour(told) == told, "run python docs/make_tour.py"


def test_every_block_of_the_tour_has_output(maker: ModuleType) -> None:
    tour = maker.TOUR.read_text("utf-8")
    sessions = [block["body"] for block in maker.CONSOLE.finditer(tour)]
    printed = [block["printed"] for block in maker.PYTHON.finditer(tour)]
    assert len(sessions) >= 5
    assert len(printed) >= 2
    assert all(block.count("\n") > block.count("\n$ ") + 1 for block in sessions)
    assert all(printed)


def test_a_drifted_block_is_noticed(maker: ModuleType) -> None:
    stale = "```console\n$ dateline --version\ndateline 0.0.0\n```\n"
    assert maker.make_tour(stale) != stale
    assert maker.make_tour(maker.make_tour(stale)) == maker.make_tour(stale)


def test_the_tour_runs_nothing_but_dateline(maker: ModuleType) -> None:
    with pytest.raises(AssertionError):
        maker.make_tour("```console\n$ rm -r reports\n```\n")
