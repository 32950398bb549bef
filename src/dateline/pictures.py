"""Situation, Changes -> text for a terminal: who holds what, who went where, and what is new."""

from collections.abc import Iterable, Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from dateline.export.flat import describe_count
from dateline.output import clean, counted
from dateline.show import FAINT, LABEL, NAME, describe_days
from dateline.types import Changes, EventChange, Gap, Hold, HoldChange, Movement, Party, Situation, Tie

SHOWN_GAPS = 20
"""Lines of silent places: what a person looks through."""


def show_situation(situation: Situation) -> RenderableType:
    """Who holds what, who went where, who fights whom, and where nothing is heard from."""
    heading = Text(f"The situation on {situation.day}, as known by {situation.known_by}", style=NAME)
    control = (
        show_control(situation.control) if situation.control else Text("Nothing is known of who held what.")
    )
    moves = show_movements(situation.movements) if situation.movements else Text("No movement is known.")
    silence = (
        show_gaps(situation.gaps)
        if situation.gaps
        else Text(f"No place that was in the news has been silent for {counted(situation.gap_days, 'day')}.")
    )
    ties = show_ties(situation.ties) if situation.ties else Text("Nothing is known of who fights whom.")
    return Group(heading, Text(), control, Text(), moves, Text(), ties, Text(), silence)


def show_control(control: Sequence[Hold]) -> Table:
    table = make_table(("place", "held by", "since", "sources", "why"))
    for hold in control:
        table.add_row(
            Text(clean(hold.place.name)),
            Text(describe_holder(hold)),
            Text(f"{hold.since or '·'}"),
            Text(str(hold.origins)),
            Text(clean(hold.why), style=FAINT),
        )
    return table


def describe_holder(hold: Hold) -> str:
    holder = clean(hold.holder.name) if hold.holder else "unknown"
    return f"{holder} (contested)" if hold.contested else holder


def show_movements(movements: Sequence[Movement]) -> Table:
    table = make_table(("who", "how many", "from", "via", "to", "by", "when", "realis"))
    for move in movements:
        count = describe_count(move.count.least, move.count.most) if move.count else "·"
        ways = (move.origins, move.stops, move.destinations)
        table.add_row(
            Text(name_parties(move.who)),
            Text(count),
            *(Text(clean(", ".join(at.name for at in way)) or "·") for way in ways),
            Text(f"{move.means or '·'}"),
            Text(describe_days(move.earliest, move.latest)),
            Text(f"{move.realis}"),
        )
    return table


def name_parties(parties: Sequence[Party]) -> str:
    return clean(", ".join(party.name for party in parties)) or "·"


def show_ties(ties: Sequence[Tie]) -> Table:
    table = make_table(("who", "does", "whom", "since", "last", "events", "sources"))
    for tie in ties:
        table.add_row(
            Text(clean(tie.actor.name)),
            Text(f"{tie.kind} (contested)" if tie.contested else f"{tie.kind}"),
            Text(clean(tie.target.name)),
            Text(f"{tie.earliest}"),
            Text(f"{tie.latest}"),
            Text(str(len(tie.events))),
            Text(str(tie.origins)),
        )
    return table


def show_gaps(gaps: Sequence[Gap]) -> RenderableType:
    """Places without news, those most told of first."""
    table = make_table(("without news", "for", "since", "reports before"))
    for gap in gaps[:SHOWN_GAPS]:
        table.add_row(
            Text(clean(gap.place.name)),
            Text(counted(gap.days, "day")),
            Text(f"{gap.last_told}"),
            Text(f"{gap.reports:,}"),
        )
    left = len(gaps) - SHOWN_GAPS
    return Group(table, Text(f"and {left:,} more; --format json has all", style=FAINT)) if left > 0 else table


def make_table(columns: Iterable[str]) -> Table:
    table = Table(box=None, pad_edge=False, header_style=LABEL, padding=(0, 2, 0, 0))
    for column in columns:
        table.add_column(column)
    return table


# ── what changed ─────────────────────────────────────────────────────────────────────────


def show_changes(changes: Changes) -> RenderableType:
    """What came into other hands, who went where, and what is told otherwise."""
    heading = f"What changed from {changes.since} to {changes.until}, as known by {changes.known_by}"
    control = (
        show_hold_changes(changes.control)
        if changes.control
        else Text("No place is known to have changed hands.")
    )
    moves = show_movements(changes.movements) if changes.movements else Text("No movement is known.")
    told = show_event_changes(changes.events) if changes.events else Text("Nothing was told that is new.")
    return Group(Text(heading, style=NAME), Text(), control, Text(), moves, Text(), told)


def show_hold_changes(control: Sequence[HoldChange]) -> Table:
    table = make_table(("place", "before", "after", "since", "sources", "why"))
    for change in control:
        after = change.after
        table.add_row(
            Text(clean(after.place.name)),
            Text(describe_holder(change.before) if change.before else "·"),
            Text(describe_holder(after)),
            Text(f"{after.since or '·'}"),
            Text(str(after.origins)),
            Text(clean(after.why), style=FAINT),
        )
    return table


def show_event_changes(events: Sequence[EventChange]) -> Table:
    table = make_table(("change", "event", "grade", "what", "id"))
    for change in events:
        event = change.event
        table.add_row(
            Text(f"{change.change}"),
            Text(clean(event.summary)),
            Text(event.grade.code),
            Text("\n".join(clean(line) for line in change.what) or "·", style=FAINT),
            Text(event.id, no_wrap=True),
        )
    return table
