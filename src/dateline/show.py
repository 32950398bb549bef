"""Readings, records -> text for a terminal.

Everything here gives a renderable of rich, and `render` makes it a string of a known width,
so that what a person sees can be tested. Text that came from outside goes through `clean`:
it cannot move the cursor, change colours or turn the reading direction round.
"""

import io
from collections.abc import Iterable, Sequence
from datetime import date

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from dateline.explain import ExplainedSentence
from dateline.export.flat import Row, describe_count, describe_figure
from dateline.output import clean, counted
from dateline.types import (
    Basis,
    Claim,
    Mention,
    Participant,
    Place,
    PlaceMention,
    PlaceRef,
    Reading,
    Report,
    Speech,
    Stance,
    TimeMention,
    Voice,
    When,
)

FAINT, NAME, LABEL = "dim", "bold", "cyan"


def render(shown: RenderableType, *, width: int, colour: bool = False) -> str:
    """The text of what is shown, with a newline at its end."""
    page = io.StringIO()
    console = Console(
        file=page,
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    console.print(shown)
    return "\n".join(line.rstrip() for line in page.getvalue().split("\n"))


# ── a report and its claims ──────────────────────────────────────────────────────────────


def show_reading(reading: Reading, *, verbose: bool = False) -> RenderableType:
    """The report's headline, and under it each claim with all that is known of it."""
    tree = Tree(show_heading(reading.report, verbose=verbose), guide_style=FAINT)
    for claim in reading.claims:
        tree.add(show_claim(claim, report=reading.report, verbose=verbose))
    tree.add(Text(summarise_silence(reading), style=FAINT))
    return tree


def show_heading(report: Report, *, verbose: bool) -> RenderableType:
    first_line = report.title or report.text.split("\n", 1)[0]
    published = report.published.isoformat() if report.published else "no date of publication"
    about = [
        clean(report.publisher) if report.publisher else "unknown outlet",
        published,
        f"report {clean(report.id)}",
    ]
    lines = [Text(clean(first_line), style=NAME), Text(" · ".join(about), style=FAINT)]
    if verbose:
        lines += [Text(clean(why), style=FAINT) for why in report.why]
    return Group(*lines)


def summarise_silence(reading: Reading) -> str:
    claims = counted(len(reading.claims), "claim") if reading.claims else "no claim"
    told = f"{claims} in {counted(len(reading.sentences), 'sentence')}"
    return f"{told}; {len(reading.silences)} without one" if reading.claims and reading.silences else told


def show_claim(claim: Claim, *, report: Report, verbose: bool) -> RenderableType:
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style=LABEL, no_wrap=True)
    grid.add_column()
    for label, value in describe_claim(claim, report=report):
        grid.add_row(label, value)
    if verbose:
        for number, why in enumerate(claim.why):
            grid.add_row("why" if number == 0 else "", Text(clean(why), style=FAINT))
    return Group(headline_claim(claim), grid)


def headline_claim(claim: Claim) -> Text:
    line = Text(clean(f"{claim.kind} {claim.mode or ''}"), style=NAME)
    line.append(f"  {claim.realis}" if claim.realis != "actual" else "")
    line.append("  background" if claim.background else "", style=FAINT)
    line.append(f"  score {claim.score:.2f}", style=FAINT)
    return line


def describe_claim(claim: Claim, *, report: Report) -> Iterable[tuple[str, Text]]:
    """The fields of a claim that hold something, each with its label."""
    for number, span in enumerate(claim.evidence):
        yield ("text" if number == 0 else ""), mark_trigger(span.text, trigger=claim.trigger.text)
    if claim.actors:
        yield "who", Text(", ".join(describe_party(actor) for actor in claim.actors))
    if claim.targets:
        yield "whom", Text(", ".join(describe_party(target) for target in claim.targets))
    for number, ref in enumerate(claim.places):
        yield ("where" if number == 0 else ""), Text(describe_place_ref(ref))
    yield "when", Text(describe_when(claim.when))
    if claim.means:
        yield "means", Text(f"by {claim.means}")
    if claim.figures:
        yield "figures", Text("; ".join(describe_figure(figure) for figure in claim.figures))
    yield "told by", describe_chain(claim, report=report)


def mark_trigger(evidence: str, *, trigger: str) -> Text:
    text = Text(f"“{clean(evidence)}”")
    word = clean(trigger)
    start = text.plain.find(word)
    if word and start >= 0:
        text.stylize("bold underline", start, start + len(word))
    return text


def describe_party(participant: Participant) -> str:
    words = clean(participant.text)
    actor = participant.actor
    if actor is not None and actor.name.lower() != words.lower():
        words += f" ({clean(actor.name)})"
    if participant.count is not None:
        words += f" [{describe_count(participant.count.least, participant.count.most)}]"
    return words


def describe_place_ref(ref: PlaceRef) -> str:
    part = "part of " if ref.extent == "part" else ""
    return f"{ref.role} {part}{clean(ref.text)} = {describe_place(ref.place)}"


def describe_place(place: Place | None) -> str:
    if place is None:
        return "unknown place"
    names = dict.fromkeys(clean(name) for name in (place.name, place.admin1, place.country) if name)
    within = ", ".join(names)
    return f"{within} ({place.kind}, {place.lat:.2f} {place.lon:.2f})"


def describe_when(when: When | None) -> str:
    if when is None:
        return "unknown"
    reasons = [] if when.basis == Basis.UNKNOWN else [str(when.basis)]
    reasons += [f"“{clean(when.text)}”"] if when.text else []
    days = describe_days(when.earliest, when.latest)
    return f"{days} ({': '.join(reasons)})" if reasons else days


def describe_days(earliest: date | None, latest: date | None) -> str:
    if earliest is None and latest is None:
        return "unknown"
    if earliest == latest:
        return f"{earliest}"
    if earliest is None:
        return f"until {latest}"
    return f"since {earliest}" if latest is None else f"{earliest} to {latest}"


def describe_chain(claim: Claim, *, report: Report) -> Text:
    """The outlet, then each voice inwards, the ultimate source last; and what that one does."""
    chain = Text(clean(report.publisher or "the outlet"))
    for before, voice in zip((None, *claim.voices), claim.voices, strict=False):
        chain.append(" and " if before and stand_side_by_side(before, voice) else " ▸ ", style=FAINT)
        chain.append(describe_voice(voice))
    manner = [] if claim.speech == Speech.OWN else [f"{claim.speech} speech"]
    manner += [] if claim.stance == Stance.ASSERTS else [str(claim.stance)]
    manner += ["hedged"] if claim.hedged else []
    if manner:
        chain.append(f"  ({', '.join(manner)})", style=FAINT)
    return chain


def stand_side_by_side(before: Voice, voice: Voice) -> bool:
    """Are the two of equal rank: "officials and three residents"?"""
    return 0 < voice.start - before.end <= len(", and ")


def describe_voice(voice: Voice) -> str:
    kind = f"{voice.kind}" if voice.named else f"unnamed {voice.kind}"
    return f"{clean(voice.text)} [{voice.count} × {kind}]" if voice.count else f"{clean(voice.text)} [{kind}]"


# ── explain: layer by layer ──────────────────────────────────────────────────────────────


def show_explained(reading: Reading, sentences: Sequence[ExplainedSentence]) -> RenderableType:
    """The report going down the page."""
    parts: list[RenderableType] = [show_heading(reading.report, verbose=True), Text()]
    if reading.report.furniture:
        kept_out = " | ".join(clean(line) for line in reading.report.furniture)
        parts += [Text(f"not read as news: {kept_out}", style=FAINT), Text()]
    for sentence in sentences:
        parts += [show_sentence(sentence, report=reading.report), Text()]
    return Group(*parts[:-1])


def show_sentence(explained: ExplainedSentence, *, report: Report) -> RenderableType:
    tree = Tree(Text(f"{explained.number}  {clean(explained.sentence.text)}", style=NAME), guide_style=FAINT)
    if explained.mentions:
        tree.add(show_mentions(explained.mentions))
    for time in explained.times:
        tree.add(show_time(time))
    for place in explained.places:
        tree.add(show_place(place))
    for claim in explained.claims:
        tree.add(show_claim(claim, report=report, verbose=True))
    for number in explained.backs:
        tree.add(Text(f"backs the claim of sentence {number}"))
    if explained.silence is not None:
        tree.add(Text(f"no claim: {clean(explained.silence)}"))
    return tree


def show_mentions(mentions: Sequence[Mention]) -> Text:
    line = Text("names    ", style=LABEL)
    named = " · ".join(f"{clean(mention.text)} ({mention.kind})" for mention in mentions)
    return line.append(Text(named, style="default"))


def show_time(time: TimeMention) -> RenderableType:
    line = Text("time     ", style=LABEL)
    line.append(f"{clean(time.text)} = {describe_when(time.when)}  ", style="default")
    return with_reasons(line.append(f"{time.type} {time.value}", style=FAINT), time.why)


def show_place(mention: PlaceMention) -> RenderableType:
    line = Text("place    ", style=LABEL)
    line.append(f"{clean(mention.text)} = {describe_place(mention.place)}", style="default")
    line.append(f"  score {mention.score:.2f}", style=FAINT)
    rejected = [place for place in mention.candidates if place != mention.place]
    others = [f"not {describe_place(place)}" for place in rejected[:3]]
    if len(rejected) > 3:
        others.append(f"nor {len(rejected) - 3} more of that name")
    return with_reasons(line, (*mention.why, *others))


def with_reasons(line: Text, reasons: Sequence[str]) -> RenderableType:
    under = [Padding(Text(clean(reason), style=FAINT), (0, 0, 0, 9)) for reason in reasons]
    return Group(line, *under)


# ── lists ────────────────────────────────────────────────────────────────────────────────

MOST_WIDE = 60
SHRINKING = ("title", "summary", "actors", "targets", "places", "voices", "publisher", "names", "why")
"""Columns of free text: they give way where the page is narrow, the others never do."""

GAP = 2


def show_rows(rows: Sequence[Row], *, columns: Sequence[str], width: int) -> RenderableType:
    """A table with a line a record; text that does not fit the width ends in an ellipsis."""
    cells = [[show_cell(row, column) for column in columns] for row in rows]
    headings = [column.replace("independent_", "") for column in columns]
    needed = [
        max(len(heading), *(line[at].cell_len for line in cells)) if cells else len(heading)
        for at, heading in enumerate(headings)
    ]
    table = Table(box=None, pad_edge=False, header_style=LABEL, padding=(0, GAP, 0, 0))
    for heading, size in zip(headings, fit_columns(columns, needed, width=width), strict=True):
        table.add_column(heading, no_wrap=True, overflow="ellipsis", width=size)
    for line in cells:
        table.add_row(*line)
    return table


def fit_columns(columns: Sequence[str], needed: Sequence[int], *, width: int) -> list[int]:
    """The width of each column: what it needs, or for columns of free text an equal share
    of what the others leave."""
    free = [size for column, size in zip(columns, needed, strict=True) if column in SHRINKING]
    left = width - GAP * len(columns) - (sum(needed) - sum(free))
    cap = max(
        (cap for cap in range(1, MOST_WIDE + 1) if sum(min(size, cap) for size in free) <= left), default=1
    )
    return [
        min(size, cap) if column in SHRINKING else size for column, size in zip(columns, needed, strict=True)
    ]


def show_cell(row: Row, column: str) -> Text:
    value = row[column]
    if value is None:
        return Text("·", style=FAINT)
    if column == "reports" and isinstance(value, str):
        return Text(str(len(str(value).split("; "))))
    if isinstance(value, float):
        return Text(f"{value:.2f}")
    return Text(clean(str(value)))
