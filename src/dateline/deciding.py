"""The commands of `dateline actors`: list who is in a store, decide who is who, and export.

A decision needs a reason and has an author; it is kept beside the claims, and `history` shows
every one that was taken.
"""

import getpass
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.errors import InputError
from dateline.options import (
    DEFAULT_STORE,
    AsList,
    ListFormat,
    OwnActors,
    StoreFile,
    open_kept,
    open_own,
    takes_filters,
)
from dateline.output import Output, clean

if TYPE_CHECKING:
    from dateline.store import Author, Decision, Query

actors = typer.Typer(
    name="actors", rich_markup_mode=None, no_args_is_help=True, help="List actors and decide who is who."
)

Why = Annotated[str, typer.Option("--why", metavar="TEXT", help="The reason, for those who look later.")]
By = Annotated[str | None, typer.Option("--by", metavar="NAME", help="Who decides; your login name.")]


@actors.command("list")
@takes_filters
def list_known(
    *, query: "Query", store: StoreFile = DEFAULT_STORE, format_: AsList = ListFormat.TABLE
) -> None:
    """List the actors of a store, or of the claims that match.

    With --actor those of this id or name."""
    from dateline.listing import list_actors, write_listing

    with open_kept(store) as kept:
        write_listing(list_actors(kept, query), query=query, format_=format_, to=Output(sys.stdout))


@actors.command()
def merge(
    into: Annotated[str, typer.Argument(metavar="ID", help="Who they are.")],
    others: Annotated[list[str], typer.Argument(metavar="OTHER...", help="Ids of those who are the same.")],
    why: Why,
    by: By = None,
    store: StoreFile = DEFAULT_STORE,
) -> None:
    """Decide that several are one actor."""
    author = sign(by, why=why)
    with open_kept(store) as kept:
        tell(kept.merge_actors(into, others, author=author))


@actors.command()
def split(
    actor: Annotated[str, typer.Argument(metavar="ID", help="The id under which two were taken for one.")],
    report: Annotated[
        list[str], typer.Option("--report", metavar="ID", help="A report in which it is another; repeat it.")
    ],
    why: Why,
    name: Annotated[
        str | None, typer.Option("--name", metavar="NAME", help="What to call the other.")
    ] = None,
    by: By = None,
    store: StoreFile = DEFAULT_STORE,
) -> None:
    """Decide that an actor is another in some reports."""
    author = sign(by, why=why)
    with open_kept(store) as kept:
        tell(kept.split_actor(actor, reports=report, name=name, author=author))


@actors.command()
def undo(
    number: Annotated[int, typer.Argument(metavar="NUMBER", help="The decision, as history counts.")],
    why: Why,
    by: By = None,
    store: StoreFile = DEFAULT_STORE,
) -> None:
    """Decide that a decision no longer holds; an undo can be undone."""
    author = sign(by, why=why)
    with open_kept(store) as kept:
        tell(kept.undo_decision(number, author=author))


@actors.command()
def history(store: StoreFile = DEFAULT_STORE, format_: AsList = ListFormat.TABLE) -> None:
    """List every decision: who, when and why."""
    from dateline.listing import list_decisions, write_listing
    from dateline.store import Query

    with open_kept(store) as kept:
        write_listing(list_decisions(kept), query=Query(), format_=format_, to=Output(sys.stdout))


@actors.command()
@takes_filters
def export(*, query: "Query", own: OwnActors = None, store: StoreFile = DEFAULT_STORE) -> None:
    """Write actors as entities of FollowTheMoney, one JSON object a line.

    --actors tells the persons of your own file from its groups."""
    from dateline.actors import open_directory
    from dateline.export.followthemoney import write_entities

    directory, output = open_own(own) or open_directory(), Output(sys.stdout)
    with open_kept(store) as kept:
        write_entities(kept.actors(query), directory=directory, to=output)
    output.flush()


def sign(by: str | None, *, why: str) -> "Author":
    """Who decides now, and why. Raises InputError `unsigned` where either is not told."""
    from dateline.store import Author

    try:
        name = getpass.getuser() if by is None else by
    except (OSError, KeyError):  # no login name, as in some containers
        name = ""
    if not name.strip() or not why.strip():
        raise InputError(
            "a decision needs somebody who takes it and a reason. Give --by NAME and --why TEXT.",
            slug="unsigned",
        )
    return Author(by=name.strip(), at=datetime.now(UTC), why=why.strip())


def tell(decision: "Decision") -> None:
    """Say what was decided, and how to take it back."""
    who = ", ".join(decision.actors)
    where = f" in {len(decision.reports)} of its reports" if decision.reports else ""
    undone = f"decision {decision.undoes} no longer holds"
    said = f"{who} is now {decision.becomes.id}{where}" if decision.becomes else undone
    print(clean(f"decision {decision.number}: {said}. To take it back: undo {decision.number}."))
