"""Gold place names -> Article: LGL's format (TR-News has it too) and GeoWebNews' BRAT files.

Not a task. `load` finds out what a folder holds: `<set>/*.xml` in LGL's format, or a folder of .ann and
.txt files with the coordinates beside them in `Geocoding/`.
"""

import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

EXPRESSIONS = frozenset({"Literal_Expression", "Non_Lit_Expression", "Non_Toponym"})
"""GeoWebNews' marks for common nouns and for what is no place; its authors leave them out too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Toponym:
    """A place name of the gold, half-open. Without coordinates it counts for recognition only."""

    start: int
    end: int
    text: str
    lat: float | None = None
    lon: float | None = None
    geonames_id: int | None = None
    country: str | None = None
    level: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A text with its place names."""

    name: str
    text: str
    toponyms: tuple[Toponym, ...]
    domain: str | None = None


def load(data: Path, *, set_name: str | None) -> list[Article]:
    """The articles of a set; `data` is the folder of all sets, or of this one."""
    folder = data / set_name if set_name and (data / set_name).is_dir() else data
    xml = sorted(folder.glob("*.xml"))
    if (folder / "GeoWebNews").is_dir():
        return list(_geowebnews(folder))
    if xml:
        return [article for path in xml for article in _lgl(path)]
    raise SystemExit(f"{folder} holds neither LGL's XML nor GeoWebNews' folders")


Answer = tuple[int, int, float | None, float | None]
"""Start, end, latitude, longitude."""


def load_answers(
    data: Path, *, set_name: str | None, articles: Sequence[Article]
) -> Iterator[tuple[str, list[tuple[Article, list[Answer]]]]]:
    """The stored answers of other systems: name, and for each article what it gave."""
    folder = data / set_name if set_name and (data / set_name).is_dir() else data
    for path in sorted([*folder.glob("system_outputs/*.txt"), *folder.glob("Geocoding/gwn_*.txt")]):
        name = path.stem.partition("_")[2]
        lines = path.read_text(encoding="utf-8").splitlines()
        if name in ("gold", "full"):
            continue
        if path.parent.name == "system_outputs":
            yield name, [(article, _answers(line, 0)) for article, line in zip(articles, lines, strict=True)]
        else:
            yield name, list(_of_bodies(folder, lines, articles))


def _of_bodies(
    folder: Path, lines: Sequence[str], articles: Sequence[Article]
) -> Iterator[tuple[Article, list[Answer]]]:
    bodies = [path.read_text(encoding="utf-8").strip() for path in _bodies(folder)]
    line_of = dict(zip(bodies, lines, strict=True))
    for article in articles:
        body = article.text.partition("\n")[2].strip()
        if body in line_of:
            yield article, _answers(line_of[body], article.text.index(body))


def _bodies(folder: Path) -> list[Path]:
    return sorted((folder / "Geocoding" / "files").iterdir(), key=lambda path: int(path.name))


def _answers(line: str, shift: int) -> list[Answer]:
    answers: list[Answer] = []
    for entry in line.split("||"):
        cells = entry.split(",,")
        if len(cells) > 4 and cells[-1].strip().isdigit() and cells[-2].strip().isdigit():
            lat, lon = (float(cell) if cell else None for cell in cells[-4:-2])
            answers.append((int(cells[-2]) + shift, int(cells[-1]) + shift, lat, lon))
    return answers


def _lgl(path: Path) -> Iterator[Article]:
    for article in ElementTree.parse(path).getroot():
        yield Article(
            name=article.get("docid") or "",
            text=article.findtext("text") or "",
            domain=article.findtext("domain"),
            toponyms=tuple(_lgl_toponym(each) for each in article.iter("toponym")),
        )


def _lgl_toponym(each: ElementTree.Element) -> Toponym:
    tag = each.find("gaztag")
    lat = (tag.findtext("lat") if tag is not None else None) or each.findtext("lat")
    lon = (tag.findtext("lon") if tag is not None else None) or each.findtext("lon")
    return Toponym(
        start=int(each.findtext("start") or 0),
        end=int(each.findtext("end") or 0),
        text=each.findtext("phrase") or "",
        lat=float(lat) if lat else None,
        lon=float(lon) if lon else None,
        geonames_id=int(tag.get("geonameid") or 0) or None if tag is not None else None,
        country=tag.findtext("country") if tag is not None else None,
        level=tag.findtext("fcode") if tag is not None else None,
    )


def _geowebnews(folder: Path) -> Iterator[Article]:
    """Coordinates stand in `Geocoding/gwn_full.txt`, one line a text of `Geocoding/files`, with the
    offsets of those texts, which lack the line of title and link that the BRAT texts begin with."""
    lines = (folder / "Geocoding" / "gwn_full.txt").read_text(encoding="utf-8").splitlines()
    bodies = [path.read_text(encoding="utf-8") for path in _bodies(folder)]
    gold_of = {body.strip(): (body, line) for body, line in zip(bodies, lines, strict=True)}
    for path in sorted((folder / "GeoWebNews").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        body, line = gold_of.get(text.partition("\n")[2].strip(), ("", ""))
        shift = text.index(body.strip()) - (len(body) - len(body.lstrip())) if body else 0
        points = dict(_points(line, shift))
        yield Article(
            name=path.stem, text=text, toponyms=tuple(_brat(path.with_suffix(".ann"), text, points))
        )


def _points(line: str, shift: int) -> Iterator[tuple[tuple[int, int], tuple[float, float]]]:
    for entry in line.split("||"):
        cells = entry.split(",,")
        if len(cells) > 5 and cells[2] and cells[3]:
            start, end = int(cells[-2]) + shift, int(cells[-1]) + shift
            yield (start, end), (float(cells[-4]), float(cells[-3]))


def _brat(path: Path, text: str, points: dict[tuple[int, int], tuple[float, float]]) -> Iterator[Toponym]:
    lines = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    ids = {cells[1].split()[-1]: cells[2] for cells in lines if cells[0].startswith("#")}
    for cells in lines:
        if not cells[0].startswith("T"):
            continue
        kind, start, end = cells[1].split()[0], int(cells[1].split()[1]), int(cells[1].split()[-1])
        if kind in EXPRESSIONS:
            continue
        lat, lon = points.get((start, end), (None, None))
        note = ids.get(cells[0], "")
        yield Toponym(
            start=start, end=end, text=text[start:end], lat=lat, lon=lon, level=kind,
            geonames_id=int(note) if note.strip().isdigit() else None,
        )  # fmt: skip
