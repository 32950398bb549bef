"""Who is who, decided by people: kept beside the claims, respected everywhere, always undoable."""

import csv
import io
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from making import a_claim, a_report, a_voice, an_actor

from dateline import cli
from dateline.actors import open_directory
from dateline.errors import InputError
from dateline.export.followthemoney import make_entity
from dateline.store import Author, Decision, KnownActor, Query, Store, Verb, deciding, open_store
from dateline.types import Actor, Claim, Reading

ME = Author(by="Ana", at=datetime(2024, 12, 9, 12, tzinfo=UTC), why="the same man")
KHOURY = Actor(id="local-rami-khoury", name="Rami Khoury")
GENERAL = Actor(id="local-rami-khoury..mil", name="Rami Khoury", sectors=("MIL",))
SHORT = Actor(id="local-r-khoury", name="R. Khoury")
HTS = an_actor("Hayat Tahrir al-Sham", id="hts", country="SYR")


def a_reading(report: str, *claims: Claim) -> Reading:
    return Reading(report=a_report(report), sentences=(), claims=claims)


def fill(store: Store) -> None:
    store.add(
        a_reading(
            "r1",
            a_claim(
                "CONTROL", "takes", id="c1", report="r1", by=[HTS, KHOURY], place="Hama", on="2024-12-05"
            ),
        )
    )
    store.add(
        a_reading(
            "r2",
            a_claim(
                "CONTROL",
                "takes",
                id="c2",
                report="r2",
                by=SHORT,
                place="Hama",
                on="2024-12-05",
                voices=[a_voice(GENERAL)],
            ),
        )
    )
    store.add(a_reading("r3", a_claim("MOVE", "flee", id="c3", report="r3", to=KHOURY)))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("made") / "s.db"
    with open_store(path, create=True) as store:
        fill(store)
        store.refresh_events()
    return path


@pytest.fixture
def path(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(made, tmp_path / "s.db"))


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with open_store(path) as opened:
        yield opened


def who(store: Store, claim: str) -> list[str]:
    found = store.get_claim(claim)
    assert found is not None
    named: list[Any] = [*found.actors, *found.targets, *found.voices]
    return [one.actor.id for one in named if one.actor]


def found(store: Store, actor: str) -> list[str]:
    return [claim.id for claim in store.claims(Query(actor=actor))]


# ── what a decision does ─────────────────────────────────────────────────────────────────


def test_merged_actors_are_one_in_claims_filters_lists_and_events(store: Store) -> None:
    decision = store.merge_actors(KHOURY.id, [SHORT.id, GENERAL.id], author=ME)
    assert (decision.number, decision.verb, decision.becomes) == (1, Verb.MERGE, KHOURY)
    assert (decision.by, decision.at, decision.why) == ("Ana", ME.at, "the same man")
    assert [who(store, claim) for claim in ("c1", "c2", "c3")] == [
        ["hts", KHOURY.id],
        [KHOURY.id] * 2,
        [KHOURY.id],
    ]
    assert found(store, KHOURY.id) == ["c1", "c2", "c3"]
    assert found(store, SHORT.id) == []
    assert store.actors(Query(actor="r. khoury")) == (
        KnownActor(actor=KHOURY, names=("Rami Khoury", "R. Khoury"), merged=(SHORT.id, GENERAL.id),
                   claims=3, reports=3),
    )  # fmt: skip
    assert store.events_due
    store.refresh_events()
    (event,) = store.events(Query(place="Hama"))
    assert {party.actor.id for party in event.actors if party.actor} == {"hts", KHOURY.id}


def test_a_split_actor_is_another_in_those_reports(store: Store) -> None:
    decision = store.split_actor(KHOURY.id, reports=["r3"], name="Dr Khoury", author=ME)
    other = Actor(id="local-rami-khoury~2", name="Dr Khoury")
    assert decision.becomes == other
    assert [who(store, claim) for claim in ("c1", "c3")] == [["hts", KHOURY.id], [other.id]]
    assert found(store, "Dr Khoury") == ["c3"]
    assert store.merge_actors(SHORT.id, [other.id], author=ME).number == 2
    assert who(store, "c3") == [SHORT.id]


def test_an_undo_brings_back_what_was_and_can_be_undone(store: Store) -> None:
    before = list(store.claims())
    store.merge_actors("hts", [KHOURY.id], author=ME)
    after = list(store.claims())
    assert after != before
    assert store.undo_decision(1, author=ME).undoes == 1
    assert list(store.claims()) == before
    assert found(store, KHOURY.id) == ["c1", "c3"]
    store.undo_decision(2, author=ME)
    assert list(store.claims()) == after
    assert found(store, KHOURY.id) == []
    assert [one.verb for one in store.decisions()] == [Verb.MERGE, Verb.UNDO, Verb.UNDO]


def test_each_decision_works_on_what_those_before_left(store: Store) -> None:
    store.merge_actors(GENERAL.id, [SHORT.id], author=ME)
    store.merge_actors("hts", [GENERAL.id], author=ME)
    assert who(store, "c2") == ["hts", "hts"]
    store.undo_decision(1, author=ME)
    assert who(store, "c2") == [SHORT.id, "hts"]
    assert found(store, SHORT.id) == ["c2"]


def test_the_records_stay_as_they_were_read(store: Store, path: Path) -> None:
    raw = sqlite3.connect(path)
    before = raw.execute("SELECT record FROM claims ORDER BY number").fetchall()
    store.merge_actors("hts", [KHOURY.id, SHORT.id], author=ME)
    assert raw.execute("SELECT record FROM claims ORDER BY number").fetchall() == before
    raw.close()


def test_a_report_that_comes_later_has_the_actors_as_decided(store: Store) -> None:
    store.merge_actors("hts", [KHOURY.id], author=ME)
    store.add(a_reading("r4", a_claim(id="c4", report="r4", by=KHOURY)))
    assert who(store, "c4") == ["hts"]
    assert found(store, "hts") == ["c1", "c3", "c4"]


def test_what_a_report_said_before_has_the_actors_as_decided(store: Store) -> None:
    store.merge_actors("hts", [SHORT.id], author=ME)
    changed = Reading(report=a_report("r2", "Another text."), sentences=(), claims=())
    store.add(changed)
    (version,) = store.get_versions("r2")
    assert [actor.actor.id for actor in version.claims[0].actors if actor.actor] == ["hts"]


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("merge"), st.integers(0, 3), st.integers(0, 3)),
        st.tuples(st.just("split"), st.integers(0, 3), st.integers(1, 3)),
        st.tuples(st.just("undo"), st.integers(1, 5), st.just(0)),
    ),
    max_size=6,
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_filters_find_exactly_who_is_in_the_claims_whatever_was_decided(
    made: Path, tmp_path: Path, steps: list[tuple[str, int, int]]
) -> None:
    ids = [KHOURY.id, GENERAL.id, SHORT.id, "hts"]
    with open_store(shutil.copy(made, tmp_path / "h.db")) as store:
        before = list(store.claims())
        for verb, first, second in steps:
            try:
                if verb == "merge":
                    store.merge_actors(ids[first], [ids[second]], author=ME)
                elif verb == "split":
                    store.split_actor(ids[first], reports=[f"r{second}"], author=ME)
                else:
                    store.undo_decision(first, author=ME)
            except InputError:
                continue
        told = {
            claim.id: {one.actor.id for one in (*claim.actors, *claim.targets) if one.actor}
            for claim in store.claims()
        }
        for actor in {*ids, *set().union(*told.values())}:
            assert set(found(store, actor)) == {claim for claim, inside in told.items() if actor in inside}
        for decision in reversed([one for one in store.decisions() if one.undoes is None]):
            try:
                store.undo_decision(decision.number, author=ME)
            except InputError:
                continue
        assert list(store.claims()) == before


# ── what cannot be decided ───────────────────────────────────────────────────────────────

REFUSED = [
    (lambda store: store.merge_actors("nobody", [KHOURY.id], author=ME), "actor-unknown"),
    (lambda store: store.merge_actors(KHOURY.id, ["nobody"], author=ME), "actor-unknown"),
    (lambda store: store.merge_actors(KHOURY.id, [KHOURY.id], author=ME), "same-actor"),
    (lambda store: store.merge_actors(KHOURY.id, [], author=ME), "same-actor"),
    (lambda store: store.split_actor("nobody", reports=["r1"], author=ME), "actor-unknown"),
    (lambda store: store.split_actor(KHOURY.id, reports=["r2"], author=ME), "actor-not-told"),
    (lambda store: store.split_actor(KHOURY.id, reports=["r9"], author=ME), "actor-not-told"),
    (lambda store: store.split_actor(KHOURY.id, reports=["r1", "r3"], author=ME), "split-of-all"),
    (lambda store: store.split_actor(KHOURY.id, reports=[], author=ME), "split-of-all"),
    (lambda store: store.undo_decision(1, author=ME), "decision-unknown"),
    (lambda store: store.undo_decision(0, author=ME), "decision-unknown"),
]


@pytest.mark.parametrize(("decide", "slug"), REFUSED)
def test_what_cannot_be_decided_leaves_no_trace(store: Store, decide: Any, slug: str) -> None:
    with pytest.raises(InputError) as caught:
        decide(store)
    assert caught.value.slug == slug
    assert store.decisions() == ()


def test_what_was_undone_is_not_undone_again(store: Store) -> None:
    store.merge_actors("hts", [KHOURY.id], author=ME)
    store.undo_decision(1, author=ME)
    with pytest.raises(InputError, match="undo 2") as caught:
        store.undo_decision(1, author=ME)
    assert caught.value.slug == "decision-undone"


@pytest.mark.parametrize("change", ["UPDATE actor_decisions SET why = 'x'", "DELETE FROM actor_decisions"])
def test_the_database_itself_refuses_to_change_the_history(store: Store, path: Path, change: str) -> None:
    store.merge_actors("hts", [KHOURY.id], author=ME)
    raw = sqlite3.connect(path)
    with pytest.raises(sqlite3.IntegrityError, match="stays"):
        raw.execute(change)
    raw.close()


# ── several at once, and killed between ──────────────────────────────────────────────────


def test_a_decision_that_fails_half_way_is_none(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    before = list(store.claims())
    with monkeypatch.context() as then:
        then.setattr(deciding, "_make_columns_anew", fail)
        with pytest.raises(ZeroDivisionError):
            store.merge_actors("hts", [KHOURY.id], author=ME)
    assert (store.decisions(), list(store.claims())) == ((), before)


KILLED = textwrap.dedent("""
    import os, signal, sys
    from datetime import UTC, datetime
    from dateline.store import Author, deciding, open_store

    author = Author(by="x", at=datetime.now(UTC), why="x")
    with open_store(sys.argv[1]) as store:
        store.merge_actors("hts", ["local-rami-khoury"], author=author)
        made_anew = deciding._make_columns_anew
        def die(*given, **named):
            made_anew(*given, **named)
            os.kill(os.getpid(), signal.SIGKILL)
        deciding._make_columns_anew = die
        store.merge_actors("hts", ["local-r-khoury"], author=author)
""")


def test_killed_while_deciding_the_last_decision_is_whole_or_not_there(path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", KILLED, str(path)], check=False)
    assert done.returncode == -signal.SIGKILL
    with open_store(path) as store:
        assert [one.actors for one in store.decisions()] == [(KHOURY.id,)]
        assert (found(store, "hts"), found(store, SHORT.id)) == (["c1", "c3"], ["c2"])
        assert store.events_due


DECIDING = textwrap.dedent("""
    import sys
    from datetime import UTC, datetime
    from dateline.store import Author, open_store

    author = Author(by=sys.argv[2], at=datetime.now(UTC), why="to and fro")
    with open_store(sys.argv[1]) as store:
        for _ in range(10):
            number = store.merge_actors("hts", [sys.argv[2]], author=author).number
            store.undo_decision(number, author=author)
        store.merge_actors("hts", [sys.argv[2]], author=author)
""")


def test_two_who_decide_at_once_lose_nothing(path: Path) -> None:
    writers = [
        subprocess.Popen([sys.executable, "-c", DECIDING, path, actor], stderr=subprocess.PIPE, text=True)
        for actor in (KHOURY.id, SHORT.id)
    ]
    assert [writer.communicate()[1] for writer in writers] == ["", ""]
    with open_store(path) as store:
        taken = store.decisions()
        assert [one.number for one in taken] == list(range(1, 43))
        assert found(store, "hts") == ["c1", "c2", "c3"]
        assert who(store, "c2") == ["hts", GENERAL.id]


# ── the command ──────────────────────────────────────────────────────────────────────────


class Command:
    """`dateline actors …` on one store."""

    def __init__(self, path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.path, self.capsys = path, capsys

    def __call__(self, *arguments: str, code: int = 0) -> str:
        self.capsys.readouterr()
        assert cli.run(["actors", *arguments, "--store", str(self.path)]) == code
        out, err = self.capsys.readouterr()
        return out if code == 0 else err


@pytest.fixture
def actors(path: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    return Command(path, capsys)


def test_a_decision_is_taken_listed_and_undone_from_the_command_line(actors: Command) -> None:
    said = actors("merge", "hts", KHOURY.id, "--why", "he leads it", "--by", "Ana")
    assert said == f"decision 1: {KHOURY.id} is now hts. To take it back: undo 1.\n"
    assert "hts~2 in 1 of its reports" in actors(
        "split", "hts", "--report", "r3", "--why", "another", "--by", "Bo"
    )
    actors("undo", "1", "--why", "he left", "--by", "Ana")
    rows = list(csv.DictReader(io.StringIO(actors("history", "--format", "csv"))))
    assert [(row["verb"], row["by"], row["why"], row["undone_by"]) for row in rows] == [
        ("merge", "Ana", "he leads it", "3"),
        ("split", "Bo", "another", ""),
        ("undo", "Ana", "he left", ""),
    ]
    assert "he leads it" in actors("history")


def test_actors_are_listed_by_how_often_they_are_told(actors: Command) -> None:
    records = [json.loads(line) for line in actors("list", "--format", "jsonl").splitlines()]
    assert [(one["actor"]["id"], one["claims"]) for one in records] == [
        (KHOURY.id, 2), ("hts", 1), (SHORT.id, 1), (GENERAL.id, 1),
    ]  # fmt: skip
    (line,) = actors("list", "--place", "Hama", "--actor", "tahrir").splitlines()[1:]
    assert line.split()[:3] == ["1", "1", "hts"]
    assert len(actors("list", "--limit", "2", "--format", "csv").splitlines()) == 3
    assert "no place of their own" in actors("list", "--format", "geojson", code=2)


def test_what_the_command_cannot_do_is_one_line(actors: Command) -> None:
    for arguments, words in (
        (("merge", "hts", "nobody", "--why", "x"), "nobody"),
        (("split", "hts", "--report", "r1", "--why", "x"), "nothing would be left"),
        (("undo", "7", "--why", "x"), "no decision 7"),
        (("merge", "hts", KHOURY.id, "--why", "x", "--by", " "), "--by"),
    ):
        error = actors(*arguments, code=2)
        assert words in error
        assert error.count("\n") == 1


def test_who_decides_is_the_login_name_or_has_to_be_told(
    actors: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("getpass.getuser", lambda: "bo")
    actors("merge", "hts", KHOURY.id, "--why", "x")
    assert "bo" in actors("history", "--format", "csv")

    def nobody() -> str:
        raise OSError

    monkeypatch.setattr("getpass.getuser", nobody)
    assert "--by" in actors("undo", "1", "--why", "x", code=2)


def test_completion_knows_the_commands_of_actors() -> None:
    code = "import sys; sys.argv[0] = 'dateline'; from dateline.cli import main; main()"
    environment = {"_DATELINE_COMPLETE": "complete_bash", "COMP_WORDS": "dateline actors ", "COMP_CWORD": "2"}
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.split() == ["list", "merge", "split", "undo", "history", "export"]


# ── export ───────────────────────────────────────────────────────────────────────────────


def known(actor: Actor, *names: str, merged: tuple[str, ...] = ()) -> KnownActor:
    return KnownActor(actor=actor, names=(actor.name, *names), merged=merged, claims=1, reports=1)


@pytest.mark.parametrize(
    ("actor", "schema"),
    [
        (Actor(id="person-bashar-al-assad", name="Bashar al-Assad", sectors=("GOV",)), "Person"),
        (Actor(id="person-bashar-al-assad~2", name="Another"), "Person"),
        (Actor(id="syr", name="Syria", country="SYR"), "PublicBody"),
        (Actor(id="syr-mil", name="Armed forces of Syria", country="SYR", sectors=("MIL",)), "PublicBody"),
        (Actor(id="syr-cvl", name="People of Syria", country="SYR", sectors=("CVL",)), "LegalEntity"),
        (Actor(id="hts", name="Hayat Tahrir al-Sham", country="SYR", sectors=("REB",)), "Organization"),
        (GENERAL, "LegalEntity"),
    ],
)
def test_an_entity_has_the_schema_that_is_known(actor: Actor, schema: str) -> None:
    assert make_entity(known(actor), directory=open_directory())["schema"] == schema


def test_an_entity_says_what_is_known_and_leaves_out_the_rest() -> None:
    full = Actor(id="hts", name="HTS", country="SYR", sectors=("REB",), wikidata="Q1")
    assert make_entity(known(full, "Tahrir", merged=("local-x",)), directory=open_directory()) == {
        "id": "hts",
        "schema": "Organization",
        "properties": {
            "name": ["HTS"], "alias": ["Tahrir"], "country": ["sy"], "keywords": ["REB"],
            "wikidataId": ["Q1"],
        },
        "referents": ["local-x"],
    }  # fmt: skip
    assert make_entity(known(KHOURY), directory=open_directory())["properties"] == {"name": ["Rami Khoury"]}


def test_export_writes_an_entity_a_line_as_decided(actors: Command, tmp_path: Path) -> None:
    (tmp_path / "own.csv").write_text(f"id,name,kind\n{KHOURY.id},Rami Khoury,person\n")
    actors("merge", KHOURY.id, SHORT.id, GENERAL.id, "--why", "one man", "--by", "Ana")
    lines = actors("export", "--actors", str(tmp_path / "own.csv")).splitlines()
    entities = {one["id"]: one for one in map(json.loads, lines)}
    assert set(entities) == {KHOURY.id, "hts"}
    assert entities[KHOURY.id]["referents"] == [SHORT.id, GENERAL.id]
    assert entities[KHOURY.id]["schema"] == "Person"
    assert entities[KHOURY.id]["properties"]["alias"] == ["R. Khoury"]


def test_a_decision_is_written_whole_as_json(actors: Command) -> None:
    actors("merge", "hts", KHOURY.id, "--why", "x", "--by", "Ana")
    (line,) = actors("history", "--format", "jsonl").splitlines()
    assert msgspec.json.decode(line, type=Decision).becomes == HTS
