"""The `dateline` command. Thin: each command takes what was typed, calls one room, shows what came out.

Nothing heavy is imported before a command needs it, so that `dateline --help` is there at
once. Whatever goes wrong ends in one line on standard error and the exit code of its error
(2 input, 3 set-up, 4 stage, 5 store); results go to standard output and nothing else does.
"""

import os
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline import __version__
from dateline.deciding import actors
from dateline.errors import DatelineError, InputError, SetupError
from dateline.options import (
    DEFAULT_STORE,
    AsList,
    ListFormat,
    OwnActors,
    StoreFile,
    open_kept,
    open_own,
    parse_day,
    takes_filters,
)
from dateline.output import PIPE_CLOSED, Output, ReaderGoneError, as_output_error, clean, counted
from dateline.placing import gazetteer

if TYPE_CHECKING:
    from rich.console import RenderableType

    from dateline.actors import Directory
    from dateline.batch import Tally
    from dateline.readings import Problem
    from dateline.store import Query
    from dateline.types import Changes, Reading, Situation

app = typer.Typer(rich_markup_mode=None, context_settings={"help_option_names": ["-h", "--help"]})
app.add_typer(actors)
app.add_typer(gazetteer)

INTERRUPTED = 130
SHOWN_PROBLEMS = 20


class ReadFormat(StrEnum):
    """How `read` writes."""

    TREE = "tree"
    JSONL = "jsonl"
    CSV = "csv"


class SituationFormat(StrEnum):
    """How `situation` writes."""

    TABLE = "table"
    JSON = "json"
    GRAPHML = "graphml"


class ChangesFormat(StrEnum):
    """How `changes` writes."""

    TABLE = "table"
    JSON = "json"


Inputs = Annotated[
    list[str], typer.Argument(metavar="PATH...", help="Files, folders or patterns; - is the standard input.")
]
Published = Annotated[
    str | None,
    typer.Option(metavar="DATE", help="Day of publication of reports that give none, as 2024-12-06."),
]
Publisher = Annotated[str | None, typer.Option(metavar="NAME", help="Outlet of reports that name none.")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Say why, for each decision.")]


# ── running ──────────────────────────────────────────────────────────────────────────────


def main() -> None:
    """Run the command that was typed and end with its exit code."""
    sys.exit(run())


def run(arguments: list[str] | None = None) -> int:
    """Run a command; its exit code."""
    try:
        code = app(arguments, prog_name="dateline", standalone_mode=False)
        sys.stdout.flush()
    except ReaderGoneError:
        return PIPE_CLOSED
    except DatelineError as error:
        return complain(error)
    except typer.TyperException as error:
        return complain(InputError(f"{error.format_message()} (dateline --help tells more.)", slug="usage"))
    except OSError as failure:
        return end_without_output(failure)
    if code == INTERRUPTED:
        print("dateline: stopped.", file=sys.stderr)
    return code if isinstance(code, int) else 0


def complain(error: DatelineError, *, about: str | None = None) -> int:
    """Say in one line what went wrong, and with what; the exit code."""
    named = f"{about}: " if about else ""
    print(clean(f"dateline: {named}{error}"), file=sys.stderr)
    return error.exit_code


def end_without_output(failure: OSError) -> int:
    """The exit code where the last of the output could not be written. Other failures of
    the system name a file, are no matter of the output, and are not hidden."""
    if failure.filename is not None:
        raise failure
    error = as_output_error(failure)
    return complain(error) if isinstance(error, DatelineError) else PIPE_CLOSED


@app.callback(invoke_without_command=True)
def start(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Show the version.")] = False,
    gazetteer: Annotated[
        Path | None,
        typer.Option(
            metavar="FOLDER",
            help="Your own tables of places, instead of those in DATELINE_GAZETTEER or your data folder.",
        ),
    ] = None,
) -> None:
    """Read news reports and write down who did what to whom, where, when, and who says so."""
    if gazetteer is not None:
        os.environ["DATELINE_GAZETTEER"] = str(gazetteer)  # also for the processes that read for this one
    if version:
        print(f"dateline {__version__}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        print(context.get_help())


def put(shown: "RenderableType") -> None:
    """Show something on the terminal, or plain in a file or pipe."""
    from dateline.show import render

    output = Output(sys.stdout)
    output.write(render(shown, width=output.width, colour=output.colour))
    output.flush()


# ── commands that read ───────────────────────────────────────────────────────────────────


@app.command()
def read(
    files: Inputs,
    format_: Annotated[ReadFormat, typer.Option("--format", help="tree, jsonl or csv.")] = ReadFormat.TREE,
    published: Published = None,
    publisher: Publisher = None,
    actors: OwnActors = None,
    verbose: Verbose = False,
) -> None:
    """Read reports and write their claims; keeps nothing."""
    day = parse_day(published, option="--published") if published else None
    from dateline.readings import read_paths

    problems: list[Problem] = []
    directory = open_own(actors)
    results = read_paths(files, published=day, publisher=publisher, directory=directory)
    write_readings(put_aside(results, problems), format_=format_, verbose=verbose)
    end_with(problems)


def put_aside(results: "Iterable[Reading | Problem]", problems: "list[Problem]") -> "Iterator[Reading]":
    """The readings; each problem is said at once and put aside."""
    from dateline.readings import Problem

    for result in results:
        if isinstance(result, Problem):
            problems.append(result)
            complain(result.error, about=result.source)
        else:
            yield result


def end_with(problems: "list[Problem]") -> None:
    """End with the exit code of the first problem, if there is one."""
    if problems:
        raise typer.Exit(problems[0].error.exit_code)


def write_readings(readings: "Iterator[Reading]", *, format_: ReadFormat, verbose: bool) -> None:
    if format_ == ReadFormat.TREE:
        from dateline.show import show_reading

        for number, reading in enumerate(readings):
            put("") if number else None
            put(show_reading(reading, verbose=verbose))
        return
    output = Output(sys.stdout)
    if format_ == ReadFormat.JSONL:
        from dateline.export.jsonl import write_records

        write_records((claim for reading in readings for claim in reading.claims), to=output)
    else:
        from dateline.export.csv import CLAIM_COLUMNS, write_rows
        from dateline.export.flat import flatten_claim

        rows = (
            flatten_claim(claim, report=reading.report) for reading in readings for claim in reading.claims
        )
        write_rows(rows, columns=CLAIM_COLUMNS, to=output)
    output.flush()


@app.command()
def add(
    paths: Inputs,
    store: StoreFile = DEFAULT_STORE,
    published: Published = None,
    publisher: Publisher = None,
    actors: OwnActors = None,
    reasons: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Write each report skipped or failed here, one JSON object a line."
        ),
    ] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="End with an error if any report was unusable.")
    ] = False,
) -> None:
    """Read reports and keep them in a store.

    Can be stopped or killed at any time and run again: what is kept is not read again."""
    day = parse_day(published, option="--published") if published else None
    from dateline.batch import add_reports
    from dateline.progress import show_progress
    from dateline.store import open_store

    directory = open_own(actors)
    with open_store(store, create=True) as kept, show_progress() as watch:
        tally = add_reports(
            paths, store=kept, published=day, publisher=publisher, directory=directory, watch=watch
        )
    report_tally(tally, reasons=reasons)
    if tally.interrupted:
        raise typer.Exit(INTERRUPTED)
    if tally.problems and (strict or tally.seen == len(tally.problems)):
        end_with(list(tally.problems))


def report_tally(tally: "Tally", *, reasons: Path | None) -> None:
    """Say how it went, and why not all of it."""
    if reasons is not None:
        write_reasons(tally.problems, to=reasons)
    for problem in tally.problems[:SHOWN_PROBLEMS]:
        complain(problem.error, about=problem.source)
    left = len(tally.problems) - SHOWN_PROBLEMS
    if left > 0:
        print(f"dateline: and {left:,} more; --reasons FILE writes them all.", file=sys.stderr)
    print(describe_tally(tally))
    if tally.interrupted:
        print("dateline: stopped before the end. Run the same command again to go on.", file=sys.stderr)


def describe_tally(tally: "Tally") -> str:
    seen, claims = counted(tally.seen, "report"), counted(tally.claims, "claim")
    known = f" ({tally.known:,} already in the store)" if tally.known else ""
    replaced = f" ({tally.replaced:,} changed since; what they said before is kept)" if tally.replaced else ""
    done, skipped = f"{tally.done:,} done{replaced}", f"{tally.skipped:,} skipped{known}"
    return f"{seen} seen: {done}, {skipped}, {tally.failed:,} failed; {claims} added."


def write_reasons(problems: "Iterable[Problem]", *, to: Path) -> None:
    import msgspec

    lines = (
        msgspec.json.encode({"source": problem.source, "slug": problem.error.slug, "why": str(problem.error)})
        for problem in problems
    )
    try:
        to.write_bytes(b"".join(line + b"\n" for line in lines))
    except OSError as failure:
        raise InputError(
            f"--reasons {to}: the file cannot be written ({failure.strerror}). Name another.",
            slug="reasons-unwritable",
        ) from failure


# ── commands that ask a store ────────────────────────────────────────────────────────────


@app.command()
@takes_filters
def reports(*, query: "Query", store: StoreFile = DEFAULT_STORE, format_: AsList = ListFormat.TABLE) -> None:
    """List the reports of a store."""
    from dateline.listing import list_reports, write_listing

    with open_kept(store) as kept:
        write_listing(list_reports(kept, query), query=query, format_=format_, to=Output(sys.stdout))


@app.command()
@takes_filters
def claims(*, query: "Query", store: StoreFile = DEFAULT_STORE, format_: AsList = ListFormat.TABLE) -> None:
    """List the claims of a store."""
    from dateline.listing import list_claims, write_listing

    with open_kept(store) as kept:
        write_listing(list_claims(kept, query), query=query, format_=format_, to=Output(sys.stdout))


@app.command()
@takes_filters
def events(*, query: "Query", store: StoreFile = DEFAULT_STORE, format_: AsList = ListFormat.TABLE) -> None:
    """List the events of a store.

    An event is what the claims of one or many reports tell of one happening."""
    from dateline.listing import list_events, write_listing

    with open_kept(store) as kept:
        if kept.events_due:
            kept.refresh_events()
        write_listing(list_events(kept, query), query=query, format_=format_, to=Output(sys.stdout))


@app.command()
def explain(
    target: Annotated[
        str, typer.Argument(metavar="FILE|ID", help="A report file, or the id of a report in the store.")
    ],
    sentence: Annotated[
        int | None, typer.Option(metavar="N", min=1, help="Only this sentence, from 1.")
    ] = None,
    store: StoreFile = DEFAULT_STORE,
    published: Published = None,
    publisher: Publisher = None,
    actors: OwnActors = None,
) -> None:
    """Show one report layer by layer, and why.

    For a sentence that gave no claim it says why it gave none."""
    day = parse_day(published, option="--published") if published else None
    from dateline.explain import explain_reading
    from dateline.show import show_explained

    problems: list[Problem] = []
    directory = open_own(actors)
    results = read_target(target, store=store, published=day, publisher=publisher, directory=directory)
    for number, reading in enumerate(put_aside(results, problems)):
        put("") if number else None
        put(show_explained(reading, explain_reading(reading, sentence=sentence)))
    end_with(problems)


def read_target(
    target: str,
    *,
    store: Path,
    published: date | None,
    publisher: str | None,
    directory: "Directory | None",
) -> "Iterable[Reading | Problem]":
    """Readings of a file's reports, or of the report of this id in the store."""
    from dateline.readings import STANDARD_INPUT, read_chunk, read_paths

    if target == STANDARD_INPUT or Path(target).exists():
        return read_paths([target], published=published, publisher=publisher, directory=directory)
    if not store.exists():
        raise InputError(
            f"{target!r} is no file here, and there is no store {str(store)!r} to look it up in. "
            "Name a file, or a store with --store.",
            slug="no-such-file",
        )
    with open_kept(store) as kept:
        report = kept.get_report(target)
    if report is None:
        raise InputError(
            f"{target!r} is neither a file here nor a report in {str(store)!r}. List its reports with: "
            f"dateline reports --store {store}",
            slug="report-unknown",
        )
    return read_chunk([report], directory=directory)


KnownBy = Annotated[str | None, typer.Option(metavar="DAY", help="Only from what was published by this day.")]


@app.command()
def situation(
    on: Annotated[str, typer.Option("--on", metavar="DAY", help="The day, as 2024-12-06.")],
    known_by: KnownBy = None,
    gap_days: Annotated[
        int | None,
        typer.Option(metavar="N", min=1, help="Name places without news for so many days; 7 if not given."),
    ] = None,
    store: StoreFile = DEFAULT_STORE,
    format_: Annotated[
        SituationFormat, typer.Option("--format", help="table, json, or graphml for the ties alone.")
    ] = SituationFormat.TABLE,
) -> None:
    """Say who held what on a day, as known by a day.

    Also who moved where, who fights whom, and which places are silent."""
    day = parse_day(on, option="--on")
    known = parse_day(known_by, option="--known-by") if known_by else None
    from dateline.types import GAP_DAYS

    with open_kept(store) as kept:
        found = kept.situation(day, known_by=known, gap_days=gap_days or GAP_DAYS)
    if format_ == SituationFormat.TABLE:
        from dateline.pictures import show_situation

        put(show_situation(found))
    elif format_ == SituationFormat.JSON:
        put_json(found)
    else:
        put_graph(found)


@app.command()
def changes(
    since: Annotated[str, typer.Argument(metavar="FROM", help="The earlier day, as 2024-12-05.")],
    until: Annotated[str, typer.Argument(metavar="TO", help="The later day.")],
    known_by: KnownBy = None,
    store: StoreFile = DEFAULT_STORE,
    format_: Annotated[ChangesFormat, typer.Option("--format", help="table or json.")] = ChangesFormat.TABLE,
) -> None:
    """Say what changed between two days, as known by a day.

    Control and movements by when things happened, events by when they were told."""
    first, last = parse_day(since, option="FROM"), parse_day(until, option="TO")
    known = parse_day(known_by, option="--known-by") if known_by else None
    with open_kept(store) as kept:
        found = kept.changes(first, last, known_by=known)
    if format_ == ChangesFormat.TABLE:
        from dateline.pictures import show_changes

        put(show_changes(found))
    else:
        put_json(found)


def put_json(record: "Situation | Changes") -> None:
    """Write a record as one line of JSON."""
    import msgspec

    output = Output(sys.stdout)
    output.write(msgspec.json.encode(record).decode() + "\n")
    output.flush()


def put_graph(situation: "Situation") -> None:
    """Write who fights, arms, aids and supports whom as GraphML."""
    from dateline.export.graphml import write_ties

    output = Output(sys.stdout)
    write_ties(situation.ties, to=output)
    output.flush()


# ── commands that look after a store ─────────────────────────────────────────────────────

keeping = typer.Typer(help="Back up a store, or bring one back.")
app.add_typer(keeping, name="store")
Backup = Annotated[Path, typer.Argument(metavar="FILE", help="The backup.")]
Force = Annotated[bool, typer.Option("--force", help="Replace what is there.")]


@keeping.command()
def backup(file: Backup, store: StoreFile = DEFAULT_STORE, force: Force = False) -> None:
    """Copy a store to a file, also while it is written to, and check the copy."""
    copy_kept(store, file, force=force)


@keeping.command()
def restore(file: Backup, store: StoreFile = DEFAULT_STORE, force: Force = False) -> None:
    """Make a store of a backup, after checking it."""
    copy_kept(file, store, force=force)


def copy_kept(source: Path, target: Path, *, force: bool) -> None:
    from dateline.store import copy_store

    copy_store(source, target, force=force)
    print(clean(f"{source} copied to {target} and checked: {counted(target.stat().st_size, 'byte')}."))


# ── commands that serve and check ────────────────────────────────────────────────────────

Host = Annotated[
    str, typer.Option(metavar="HOST", help="Address to serve on; 127.0.0.1 is this machine only.")
]
Port = Annotated[int, typer.Option(metavar="PORT", min=0, max=65535, help="0 takes any free one.")]
OpenBrowser = Annotated[bool, typer.Option("--open", help="Open the page in the browser.")]


@app.command()
def serve(
    store: StoreFile = DEFAULT_STORE,
    host: Host = "127.0.0.1",
    port: Port = 8765,
    open_browser: OpenBrowser = False,
) -> None:
    """Serve the page and the API of a store."""
    from dateline import api

    with open_kept(store) as kept:
        if kept.events_due:
            kept.refresh_events()
        api.serve(kept, host=host, port=port, open_browser=open_browser)


@app.command()
def demo(host: Host = "127.0.0.1", port: Port = 8765, open_browser: OpenBrowser = False) -> None:
    """Read the bundled reports and serve the page.

    They are about Syria in 2024; their outlets are invented."""
    from dateline import api
    from dateline.demo import open_demo
    from dateline.progress import show_progress

    with show_progress() as watch:
        kept = open_demo(watch=watch)
    with kept:
        api.serve(kept, host=host, port=port, open_browser=open_browser)


@app.command()
def doctor(store: StoreFile = DEFAULT_STORE) -> None:
    """Check that all dateline needs is there."""
    from dateline.doctor import examine

    findings = examine(store)
    output = Output(sys.stdout)
    for finding in findings:
        output.write(f"{'ok  ' if finding.ok else 'FAIL'}  {finding.what}: {finding.found}\n")
        if finding.advice:
            output.write(f"      {finding.advice}\n")
    output.flush()
    if not all(finding.ok for finding in findings):
        raise typer.Exit(SetupError.exit_code)
