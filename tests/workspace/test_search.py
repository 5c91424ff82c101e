"""Finding: whatever is written is found, in whatever spelling, and what lies in the trash is not."""

from __future__ import annotations

import itertools
import shutil
import sqlite3
import unicodedata
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from oracle import workspace as workspaces
from oracle.errors import WorkspaceDamaged
from oracle.model.change import Subject
from oracle.model.journey import PersonaSketch
from oracle.model.walk import OpenWalk
from oracle.workspace import (
    Workspace,
    backup,
    businesses,
    captures,
    check,
    clearing,
    folding,
    journeys,
    personas,
    potholes,
    search,
    search_index,
    search_making,
    trash,
    visits,
    walks,
)
from tests.workspace.conftest import Snap
from tests.workspace.freeze import FOLDER


def found(ws: Workspace, text: str, **options: object) -> list[tuple[str, str]]:
    """Subject and excerpt of each hit."""
    return [(hit.subject.value, hit.excerpt) for hit in search.find(ws, text, **options)]  # type: ignore[arg-type]


def note(ws: Workspace, walk: OpenWalk, text: str, at: int = 0) -> None:
    visits.set_fields(ws, walk.walk.id, walk.version.steps[at].id, note=text)


# ---- what is found


def test_every_kind_is_found_with_where_it_is(ws: Workspace, walk: OpenWalk, snap: Snap) -> None:
    step = walk.version.steps[1]
    note(ws, walk, "A zebra on the page", at=1)
    shot = snap(url="https://shop.example/zebra", title="All our animals")
    captured = captures.add(ws, walk.walk.id, step.id, shot).id
    marked = potholes.add(ws, walk.walk.id, step.id, title="Too small", todo="Show the zebra larger").id
    journeys.set_stages(ws, walk.journey.id, (replace(walk.version.stages[0], steps=(replace(step, gets="Zebra"),)),))
    journeys.rename(ws, walk.journey.id, "Buys a zebra")
    personas.add(ws, walk.journey.business_id, sketch=PersonaSketch(name="Zeb", pains=("Zebras are dear",)))
    businesses.add(ws, name="Zebra & Co")
    hits = {hit.subject: hit for hit in search.find(ws, "zebra")}
    assert set(hits) == set(search.SUBJECTS)
    visit = hits[Subject.VISIT]
    assert (visit.title, visit.excerpt, visit.spans) == ("", "A zebra on the page", ((2, 7),))
    assert (visit.step_id, visit.step_number, visit.step_title) == (step.id, 2, "Looks around")
    assert (visit.walk_id, visit.walked_at, visit.journey_title) == (walk.walk.id, walk.walk.started_at, "Buys a zebra")
    assert (hits[Subject.STEP].id, hits[Subject.STEP].step_number) == (step.id, 1)
    assert hits[Subject.CAPTURE].id == captured
    assert hits[Subject.CAPTURE].excerpt == "https://shop.example/zebra"
    assert (hits[Subject.POTHOLE].id, hits[Subject.POTHOLE].walk_id) == (marked, walk.walk.id)
    assert hits[Subject.POTHOLE].step_number == 2
    assert hits[Subject.PERSONA].business_name == "Leaf & Co"
    assert hits[Subject.BUSINESS].journey_id is None


@pytest.mark.parametrize(
    ("written", "searched"),
    [
        ("Café Brûlée", "cafe brule"), ("Cafe\u0301", "café"), ("Straße", "STRASSE"), ("strasse", "Straß"),
        ("Blåbærsyltetøy", "blabaersyltetoy"), ("Łódź", "lodz"), ("ΑΘΗΝΑ", "αθήνα"), ("Ёлка", "елка"),
        ("快递到了吗", "递到"), ("ラーメンを食べる", "メン"), ("ข้าวผัดกุ้ง", "ผัด"), ("택배가 도착했다", "택배"),
        ("ｆｕｌｌ　ｗｉｄｔｈ", "full"), ("the ﬁlm", "film"), ("İstanbul", "istanbul"),
        ("E-mail from Anna", "e-mail"), ("It's broken", "it's"), ("order no. 4711-B", "4711-b"),
    ],
)  # fmt: skip
def test_case_accents_and_spelling_make_no_difference(
    ws: Workspace, walk: OpenWalk, written: str, searched: str
) -> None:
    note(ws, walk, f"Here: {written} (seen)")
    (hit,) = search.find(ws, searched)
    assert hit.excerpt == f"Here: {written} (seen)".replace("\u3000", " ")
    assert hit.spans
    assert all(hit.excerpt[begin:end].strip() for begin, end in hit.spans)


@pytest.mark.parametrize(
    "searched", ["parc slow", "SLOW parcels", "slow", "parcel slo", '"slow" parcel*', "slow -parcel"]
)
def test_all_words_must_be_there_each_whole_or_as_a_beginning(ws: Workspace, walk: OpenWalk, searched: str) -> None:
    note(ws, walk, "The parcels were slow")
    assert len(found(ws, searched)) == 1


@pytest.mark.parametrize("searched", ["arcel", "parcel fast", "parcelss", "slow NOT parcels", "slo OR quick"])
def test_what_does_not_hold_all_words_is_not_found(ws: Workspace, walk: OpenWalk, searched: str) -> None:
    note(ws, walk, "The parcels were slow")
    assert found(ws, searched) == []


@pytest.mark.parametrize(
    "hostile",
    ["", " ", '"', "'", "*", "NEAR", "NEAR(a b)", "-", "--", "a*", '"unclosed', "(", "words:x", "^a", "{a}", "+", "\0",
     "a\0b", "x" * 10_000, "a " * 5_000, "\ud800", "%", "_", "🙂", "'; DROP TABLE walk; --", "快" * 3000, "\u0301"],
)  # fmt: skip
def test_signs_and_operators_are_text(ws: Workspace, walk: OpenWalk, hostile: str) -> None:
    note(ws, walk, "Nothing near it")
    assert all(hit.spans for hit in search.find(ws, hostile))
    assert len(found(ws, "nothing")) == 1


def test_names_come_before_texts_and_whole_words_before_beginnings(ws: Workspace, walk: OpenWalk) -> None:
    for title, saw in (("Other", "a map"), ("Maple", ""), ("The map", ""), ("Another", "maple")):
        potholes.add(ws, walk.walk.id, walk.version.steps[0].id, title=title, saw=saw)
    hits = search.find(ws, "map", subject=Subject.POTHOLE)
    assert [hit.title for hit in hits] == ["The map", "Maple", "Other", "Another"]


def test_each_kind_has_its_share(ws: Workspace, walk: OpenWalk) -> None:
    for number in range(30):
        potholes.add(ws, walk.walk.id, walk.version.steps[0].id, title=f"A plant {number}")
    note(ws, walk, "plant")
    hits = search.find(ws, "plant", limit=10)
    assert len(hits) == 10
    assert {hit.subject for hit in hits} == {Subject.JOURNEY, Subject.POTHOLE, Subject.VISIT}
    assert {hit.subject for hit in search.find(ws, "plant", subject=Subject.POTHOLE)} == {Subject.POTHOLE}
    assert len(search.find(ws, "plant", limit=10, business_id="another")) == 0


def test_a_long_text_is_cut_around_the_match(ws: Workspace, walk: OpenWalk) -> None:
    note(ws, walk, "word " * 100 + "\n\nneedle  here\n" + "word " * 100)
    ((_subject, excerpt),) = found(ws, "needle")
    assert excerpt.startswith("…")
    assert excerpt.endswith("…")
    assert "\n" not in excerpt
    assert "needle here" in excerpt
    assert len(excerpt) <= 130


# ---- kept right


def test_what_changes_is_found_as_it_is_now(ws: Workspace, walk: OpenWalk) -> None:
    note(ws, walk, "first words")
    assert len(found(ws, "first")) == 1
    note(ws, walk, "second thoughts")
    assert (found(ws, "first"), len(found(ws, "second"))) == ([], 1)
    note(ws, walk, "")
    assert found(ws, "second") == []


def test_steps_are_found_as_the_current_version_has_them(ws: Workspace, walk: OpenWalk) -> None:
    assert len(found(ws, "parcel")) == 1
    kept = walk.version.stages[:1]
    journeys.set_stages(ws, walk.journey.id, kept)
    assert found(ws, "parcel") == []
    journeys.restore_version(ws, walk.journey.id, walk.version.id)
    assert len(found(ws, "parcel")) == 1


def test_a_journey_is_found_by_the_stages_that_it_has_now(ws: Workspace, walk: OpenWalk) -> None:
    assert found(ws, "zeppelin") == []
    named = (replace(walk.version.stages[0], name="Zeppelin hangar"), *walk.version.stages[1:])
    journeys.set_stages(ws, walk.journey.id, named)
    (hit,) = search.find(ws, "zeppelin")
    assert (hit.subject, hit.journey_id) == (Subject.JOURNEY, walk.journey.id)
    assert "Zeppelin hangar" in hit.excerpt
    journeys.set_stages(ws, walk.journey.id, walk.version.stages)
    assert found(ws, "zeppelin") == []


def test_what_is_in_the_trash_is_not_found_until_it_is_restored(ws: Workspace, walk: OpenWalk, snap: Snap) -> None:
    step = walk.version.steps[0].id
    note(ws, walk, "plant")
    captured = captures.add(ws, walk.walk.id, step, snap(title="plant")).id
    marked = potholes.add(ws, walk.walk.id, step, title="plant").id
    everything = sorted(found(ws, "plant"))
    assert len(everything) == 4
    removals = (
        (captures.delete, captured, 3), (potholes.delete, marked, 3), (walks.delete, walk.walk.id, 1),
        (journeys.delete, walk.journey.id, 0), (businesses.delete, walk.journey.business_id, 0),
    )  # fmt: skip
    for delete, identity, left in removals:
        delete(ws, identity)
        assert len(found(ws, "plant")) == left
        trash.restore(ws, identity)
        assert sorted(found(ws, "plant")) == everything


def test_emptying_the_trash_takes_the_words_out_of_the_file(file: Path, ws: Workspace, walk: OpenWalk) -> None:
    note(ws, walk, "Xylophonist")
    assert len(found(ws, "xylophonist")) == 1
    walks.delete(ws, walk.walk.id)
    trash.empty(ws)
    assert found(ws, "xylophonist") == []
    ws.close()
    assert b"xylophonist" not in file.read_bytes().lower()


def test_a_full_trash_is_taken_out_of_the_file_in_slices_also_by_the_next_start(
    file: Path, ws: Workspace, walk: OpenWalk, snap: Snap
) -> None:
    note(ws, walk, "Xylophonist")
    step = walk.version.steps[0].id
    for colour in ("red", "green"):
        captures.add(ws, walk.walk.id, step, snap(colour))
    walks.delete(ws, walk.walk.id)
    trash.remove(ws)
    with closing(clearing.in_slices(ws)) as begun:
        assert next(begun) == (1, 2)  # a picture is one slice; then the app ends
    ws.close()
    again = workspaces.open(file)
    assert next(clearing.in_slices(again)) == (1, 1)
    for _progress in clearing.in_slices(again):
        pass
    assert found(again, "xylophonist") == []
    assert list(clearing.in_slices(again)) == []  # nothing is left to do
    again.close()
    assert b"xylophonist" not in file.read_bytes().lower()
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("SELECT * FROM image").fetchall() == []


# ---- old, damaged and restored files


def test_an_old_file_is_read_on_when_it_is_opened(tmp_path: Path) -> None:
    file = tmp_path / "old.db"
    shutil.copyfile(FOLDER / "v1.db", file)
    ws = workspaces.open(file)
    assert search_index.due(ws) > 20
    steps = list(search.prepare(ws))
    assert steps[-1][0] == steps[-1][1]
    assert search_index.due(ws) == 0
    assert {subject for subject, _excerpt in found(ws, "pothole")} == {"pothole"}
    ws.close()


def test_backups_go_without_the_index_and_find_all_when_restored(
    file: Path, ws: Workspace, walk: OpenWalk, tmp_path: Path
) -> None:
    note(ws, walk, "needle")
    assert len(found(ws, "needle")) == 1
    made = backup.now(ws)
    with closing(sqlite3.connect(made)) as connection:
        assert connection.execute("SELECT * FROM sqlite_schema WHERE name LIKE 'passage%'").fetchall() == []
    ws.close()
    backup.restore(made, tmp_path / "restored.db")
    restored = workspaces.open(tmp_path / "restored.db")
    assert len(found(restored, "needle")) == 1
    restored.close()


@pytest.mark.parametrize(
    "damage",
    ["DROP TABLE found_note", "DROP TABLE passage", "DROP TRIGGER due_visit_changed", "DELETE FROM found_note_data"],
)
def test_a_damaged_index_is_made_anew(file: Path, ws: Workspace, walk: OpenWalk, damage: str) -> None:
    note(ws, walk, "needle")
    assert len(found(ws, "needle")) == 1
    ws.close()
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute(damage)
    again = workspaces.open(file)
    assert len(found(again, "needle")) == 1
    again.close()


def test_the_check_repairs_the_index(ws: Workspace, walk: OpenWalk) -> None:
    note(ws, walk, "needle")
    assert len(found(ws, "needle")) == 1
    ws.driver.execute("UPDATE found_note_data SET block = x'ff'")
    assert check.check(ws) == ()
    assert len(found(ws, "needle")) == 1
    assert search_making.make_sure(ws.driver, thoroughly=True)


def test_an_index_of_somebody_elses_making_is_refused(file: Path, ws: Workspace) -> None:
    ws.close()
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("DROP TRIGGER due_visit_changed")
        connection.execute("CREATE TRIGGER due_visit_changed AFTER UPDATE ON visit BEGIN DELETE FROM walk; END")
    with pytest.raises(WorkspaceDamaged, match="not ours"):
        workspaces.open(file)


def test_a_write_is_never_held_up_by_a_damaged_index(ws: Workspace, walk: OpenWalk) -> None:
    note(ws, walk, "needle")
    found(ws, "needle")
    ws.driver.execute("DELETE FROM found_note_data")
    note(ws, walk, "another")
    assert walks.opened(ws, walk.walk.id).visits[0].note == "another"


# ---- folding


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200, deadline=None)
@given(st.text(max_size=60))
def test_every_word_of_a_text_is_found_in_it(text: str) -> None:
    wanted = folding.phrases(text)
    held = folding.words(text)
    assert all(" ".join(phrase) in held for phrase in wanted)
    places = folding.spans(text, wanted)
    assert all(begin < end for begin, end in places)
    assert all(one[1] <= other[0] for one, other in itertools.pairwise(places))
    assert bool(places) == bool(wanted)


@given(st.text(max_size=40))
def test_folding_does_not_depend_on_how_a_text_is_composed(text: str) -> None:
    one, other = (folding.words(unicodedata.normalize(form, text)) for form in ("NFC", "NFD"))
    assert one.replace(" ", "") == other.replace(" ", "") or not text.isprintable()


def test_the_steps_of_many_journeys_are_read_one_journey_at_a_time(ws: Workspace, walk: OpenWalk) -> None:
    for _copy in range(4):
        journeys.duplicate(ws, walk.walk.journey_id)
    title = walk.version.steps[0].title
    steps = search.prepare(ws)
    next(steps)
    assert search_index.due(ws) > 0
    assert sum(1 for _step in steps) >= 3
    assert len(search.find(ws, title, subject=Subject.STEP)) >= 5


def test_a_pothole_is_found_by_its_number_and_by_one_that_was_merged_into_it(
    ws: Workspace, walk: OpenWalk, tester: str
) -> None:
    second = walks.opened(ws, walks.start(ws, walk.journey.id, tester_id=tester).id)
    step = walk.version.steps[0].id
    kept = potholes.add(ws, walk.walk.id, step, title="No price").id
    gone = potholes.add(ws, second.walk.id, step, title="Where is it?").id
    assert [hit.id for hit in search.find(ws, "2.1")] == [gone]
    potholes.merge(ws, kept, gone)
    assert [hit.id for hit in search.find(ws, "2.1")] == [kept]
    assert [hit.id for hit in search.find(ws, "1.1 price")] == [kept]
