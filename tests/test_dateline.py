"""The public names: there, typed, lazy, and doing what the docstring says."""

import subprocess
import sys
from pathlib import Path

import pytest

import dateline

TEXT = "Rebels take Hama\n\n6 December 2024\n\nRebels took Hama on Thursday, officials said.\n"


@pytest.mark.parametrize("name", dateline.__all__)
def test_every_public_name_is_there(name: str) -> None:
    assert getattr(dateline, name) is not None
    assert name in dir(dateline)


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="nonsense"):
        _ = dateline.nonsense


def test_importing_loads_nothing_that_is_heavy() -> None:
    code = (
        "import sys, dateline; print(*(set(sys.modules) & "
        "{'spacy', 'sqlalchemy', 'numpy', 'msgspec', 'rich', 'dateline.types', 'dateline.store'}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_the_reading_order_in_the_docstring_names_rooms_that_are_there() -> None:
    assert dateline.__doc__ is not None
    order = dateline.__doc__.split("imports only from those above it:")[1].split("Nothing is loaded")[0]
    rooms = [line.split()[0] for line in order.splitlines() if line.strip()]
    package = Path(dateline.__file__).parent
    assert len(rooms) > 15
    for room in rooms:
        assert (package / f"{room}.py").exists() or (package / room).is_dir(), room


def test_the_package_says_that_it_is_typed() -> None:
    assert (Path(dateline.__file__).parent / "py.typed").exists()


def test_reading_a_file_gives_claims(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    claims = list(dateline.read(tmp_path / "a.txt"))
    assert claims
    assert all(isinstance(claim, dateline.Claim) for claim in claims)
    (reading,) = dateline.read_layers(str(tmp_path / "a.txt"))
    assert reading.claims == tuple(claims)


def test_a_folder_is_read_and_a_bad_report_raises_or_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("")
    (tmp_path / "b.txt").write_text(TEXT)
    with pytest.raises(dateline.InputError):
        list(dateline.read(tmp_path))
    skipped: list[dateline.Skipped] = []
    assert list(dateline.read(tmp_path, on_skip=skipped.append))
    assert [one.error.slug for one in skipped] == ["empty-input"]


def test_a_store_is_opened_and_made(tmp_path: Path) -> None:
    with pytest.raises(dateline.StoreError):
        dateline.open(tmp_path / "s.db")
    (tmp_path / "a.txt").write_text(TEXT)
    with dateline.open(tmp_path / "s.db", create=True) as store:
        for reading in dateline.read_layers(tmp_path / "a.txt"):
            store.add(reading)
        assert list(store.claims(dateline.Query(text="hama")))
