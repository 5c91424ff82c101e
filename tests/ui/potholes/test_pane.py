"""One pothole in full: typed in place, moved on, merged, split, linked, handed over; and the matrix."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest

from oracle import paths
from oracle.method.playbook import for_cause
from oracle.model.ratings import Cause, Effort, State
from oracle.ui import settings
from oracle.ui.potholes.filters import Filters
from oracle.ui.potholes.slips import Order
from oracle.ui.potholes.view_switch import LIST, MATRIX
from oracle.workspace import journeys, pothole_changes, pothole_links, potholes, testers
from tests.ui.potholes.room import Key, Room, words
from tests.ui.rooms import idle, running, shop_workspace
from tests.ui.walk.rooms import settle, until

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # menus of no screen
CONFIRMATION, FORM, MONEY = 1, 4, 5  # places in the sample


@pytest.fixture
def room(tmp_path: Path, qapp: object) -> Iterator[Room]:
    made = Room(tmp_path)
    made.open(pothole_id=made.sample.potholes[CONFIRMATION])
    yield made
    made.close()


def test_the_pane_tells_all_of_it(room: Room) -> None:
    pane = room.screen.pane
    assert pane.title.path.text() == "Monstera on sale › Delivery › 9 Gets the confirmation"
    assert (pane.head.chip.severity, pane.head.state.text()) == (3, "Back again")
    assert pane.saw.field.text.startswith("“When does it come?")
    assert pane.why.heading.text() == "Why it matters to Wendy"
    facts = pane.facts
    assert facts.cause.value.accessibleName() == "Cause: Unclear words"
    assert facts.cost.value.accessibleName() == "Estimated cost: about £170 a month"
    assert (facts.owner.value.text(), facts.reach.value.text()) == ("Mia", "Everyone")
    assert facts.formula.text() == "9 orders × 20\u00a0% lost × £95. Priority 12 = 3 × 4."
    told = pane.connected.history.texts
    assert "Mia: Repaired: “New template is live”" in told
    assert "Marked in Mia Torres’s walk" in told
    assert [text.split(" · ")[0] for text in pane.connected.met.texts] == ["Walk 1, Mia Torres", "Walk 2, Tom Berg"]
    assert pane.captures.isVisible()
    assert len(pane.captures.strip.ids) == 2


def test_the_reach_that_several_walks_speak_for_is_proposed(room: Room) -> None:
    identity = room.screen.pane.pothole_id
    rows = room.screen.session.rows
    rows[identity] = replace(rows[identity], reach_proposed=3)
    menu = room.screen.triage.reach_menu((identity,))
    assert [each.text() for each in menu.actions()][:3] == ["Everyone", "Most (proposed from its walks)", "Some"]
    menu.close()


def test_texts_are_typed_in_place_and_stored_with_who_and_when(room: Room) -> None:
    tester = room.home.read(testers.list_all)[0]
    room.home.context.settings.set(settings.TESTER, tester.id)
    pane = room.screen.pane
    for voice, text in (
        (pane.saw, "No day is named."), (pane.why, "She waits at home."), (pane.todo, "Name the day."),
        (pane.done_when, "A mail names a day."), (pane.cause_note, "An old template."),
    ):  # fmt: skip
        room.replace(voice.field, text)
    room.replace(pane.title.edit, "Confirmation without a day")
    found = room.pothole(CONFIRMATION)
    assert (found.saw, found.why, found.todo) == ("No day is named.", "She waits at home.", "Name the day.")
    assert (found.done_when, found.cause_note) == ("A mail names a day.", "An old template.")
    assert found.title == "Confirmation without a day"
    assert found.title in room.titles()
    told = room.home.read(pothole_changes.history, found.id)
    assert {each.who for each in told if each.field == "saw"} == {tester.name}
    room.shown()
    until(lambda: f"{tester.name}: what I saw changed" in pane.connected.history.texts)


def test_what_is_typed_is_stored_when_another_one_is_chosen_or_the_screen_is_left(room: Room) -> None:
    pane = room.screen.pane
    pane.saw.field.setFocus()
    room.type("Now. ")
    room.choose(0)
    assert room.pothole(CONFIRMATION).saw.endswith("Now.")
    other = room.sample.potholes.index(room.screen.chosen[0])
    pane.todo.field.setFocus()
    room.type("Soon. ")
    room.screen.close_screen()
    assert room.pothole(other).todo.endswith("Soon.")


def test_an_empty_title_is_not_taken(room: Room) -> None:
    edit = room.screen.pane.title
    edit.edit.setFocus()
    room.key(Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    room.key(Key.Key_Delete)
    room.key(Key.Key_Return)
    assert edit._missing.isVisible()
    assert room.pothole(CONFIRMATION).title == "Confirmation names no delivery day"


def test_a_remedy_starts_from_the_playbook_of_the_cause(room: Room) -> None:
    pane = room.screen.pane
    room.click(pane.facts.cause.value)
    room.pick("Not known")
    room.stored()
    room.click(pane.start)  # without a cause there is none: it asks for that
    room.pick("Technology")
    room.stored()
    before = room.pothole(CONFIRMATION).todo
    room.click(pane.start)
    room.screen.focus_list()
    assert room.pothole(CONFIRMATION).todo == f"{before}\n{for_cause(Cause.TECHNOLOGY)}"
    field = pane.todo.field
    assert field.minimumHeight() == field.maximumHeight() == field.height()  # it grew as one, and stands in its place
    assert field.geometry().bottom() == pane.todo.rect().bottom()
    room.undo[-1]()
    assert room.pothole(CONFIRMATION).todo == before


def test_a_repair_is_claimed_then_walked_again_and_can_be_opened_again(room: Room) -> None:
    pane = room.screen.pane
    room.click(pane.foot.primary)
    assert room.pothole(CONFIRMATION).state is State.REPAIRED
    assert pane.foot.primary.text() == "Walk it again"
    assert pane.reason.isVisible()
    room.replace(pane.reason.field, "The mail names the day")
    assert room.pothole(CONFIRMATION).state_reason == "The mail names the day"
    room.click(pane.foot.primary)
    road = {
        "journey_id": room.sample.journeys["Monstera on sale"],
        "rewalk_of": room.sample.walks["Monstera on sale", 2],
    }
    assert room.home.went[-1] == ("walk", road)
    room.click(pane.foot.state)
    room.pick("Planned")
    assert room.pothole(CONFIRMATION).state is State.PLANNED


def test_the_share_that_is_lost_changes_the_cost(room: Room) -> None:
    pane = room.screen.pane
    room.click(pane.facts.cost.value)
    sheet = room.sheet()
    room.type("lots")
    room.click(sheet.action)
    assert sheet.isVisible()
    room.key(Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    room.type("50 %")
    room.click(sheet.action)
    room.stored()
    until(lambda: "50\u00a0% lost" in pane.facts.formula.text())


def test_the_capture_opens_to_be_drawn_on_and_the_walk_in_its_review(room: Room) -> None:
    pane = room.screen.pane
    room.click(pane.captures.picture)
    place, named = room.home.went[-1]
    assert place == "annotate"
    assert named["capture_id"] == pane.captures.strip.ids[0]
    assert named["back"] == ("potholes", {"pothole_id": pane.pothole_id})
    pane.connected.walk_asked.emit(room.sample.walks["Monstera on sale", 1])
    assert room.home.went[-1][0] == "review"


# ---- others


def test_what_looks_the_same_is_proposed_and_merged_only_when_asked(room: Room) -> None:
    walk, step = room.sample.walks["Monstera on sale", 2], room.pothole(CONFIRMATION).step_ids[0]
    twin = room.home.write(potholes.add, walk, step, title="Confirmation names no day of delivery", severity=2)
    room.stored()
    pane = room.screen.pane
    until(lambda: pane.connected.strip.isVisible())
    assert "Confirmation names no day of delivery" in pane.connected.said.text()
    assert len(room.titles()) == 12  # nothing by itself
    room.click(pane.connected.merge)
    sheet = room.sheet()
    assert sheet.list.currentItem().data(Qt.ItemDataRole.UserRole) == twin
    room.click(sheet.action)
    room.stored()
    assert len(room.titles()) == 11
    assert room.pothole(CONFIRMATION).answers_to
    assert room.screen.chosen == (room.sample.potholes[CONFIRMATION],)
    assert room.told[-1].startswith("Merged ")
    room.undo[-1]()
    room.stored()
    assert len(room.titles()) == 12
    assert not room.pothole(CONFIRMATION).answers_to
    # Made one with what will not be repaired, it would count as open no more: that is told.
    session = room.screen.session
    kept, gone = session.rows[room.sample.potholes[CONFIRMATION]], session.rows[twin]
    session.merge(replace(kept, state=State.WONT_REPAIR), gone)
    assert room.told[-1].endswith("It stands as won’t repair.")


def test_two_that_are_not_the_same_are_not_proposed_again(room: Room) -> None:
    walk, step = room.sample.walks["Monstera on sale", 2], room.pothole(CONFIRMATION).step_ids[0]
    room.home.write(potholes.add, walk, step, title="Confirmation names no day of delivery")
    room.stored()
    pane = room.screen.pane
    until(lambda: pane.connected.strip.isVisible())
    room.click(pane.connected.not_same)
    room.stored()
    assert not pane.connected.strip.isVisible()
    assert not pothole_links.likely_same(room.home.read(pothole_links.titles, room.sample.business))


def test_potholes_are_linked_searched_for_and_let_go(room: Room) -> None:
    room.screen.doing.ask_link(room.sample.potholes[CONFIRMATION])
    sheet = room.sheet()
    room.type("money is back")
    assert sheet.list.count() == 1
    room.key(Key.Key_Return)
    room.stored()
    linked = room.home.read(pothole_links.linked, room.sample.potholes[CONFIRMATION])
    assert [each.id for each in linked] == [room.sample.potholes[MONEY]]
    pane = room.screen.pane
    until(lambda: pane.connected.links.isVisible())
    pane.connected.asked.emit(room.sample.potholes[MONEY])
    room.shown()
    assert pane.pothole_id == room.sample.potholes[MONEY]
    until(lambda: pane.connected.links.isVisible())
    pane.connected._unlink(room.sample.potholes[CONFIRMATION])
    room.stored()
    assert not room.home.read(pothole_links.linked, room.sample.potholes[CONFIRMATION])


def test_what_two_walks_met_is_split(room: Room) -> None:
    assert room.screen.pane.detail is not None
    room.screen.doing.ask_split(room.screen.pane.detail)
    sheet = room.sheet()
    assert not sheet.action.isEnabled()
    assert len(sheet.boxes) == 2
    box = list(sheet.boxes.values())[1]
    room.click(box, QPoint(8, box.height() // 2))
    room.click(sheet.action)
    room.stored()
    assert len(room.titles()) == 12
    assert len(room.pothole(CONFIRMATION).sightings) == 1
    until(lambda: room.undo)
    room.undo[-1]()
    room.stored()
    assert len(room.titles()) == 11
    assert len(room.pothole(CONFIRMATION).sightings) == 2


def test_the_menu_deletes_and_undo_brings_it_back(room: Room) -> None:
    room.click(room.screen.pane.head.more)
    room.pick("Delete")
    room.stored()
    assert len(room.titles()) == 10
    assert room.told[-1].startswith("Moved “Confirmation")
    room.undo[-1]()
    room.stored()
    assert len(room.titles()) == 11


# ---- the matrix


def test_the_matrix_is_pressed_and_walked_by_arrows(room: Room) -> None:
    screen = room.screen
    screen.show_view(MATRIX)
    until(lambda: screen.matrix.signs.chart and screen.matrix.signs.chart.hits)
    hits = {hit.key: hit for hit in screen.matrix.signs.chart.hits}
    assert len(hits) == 11
    money = hits[f"pothole:{room.sample.potholes[MONEY]}"]
    room.click(screen.matrix.signs, QPoint(round(money.x + money.width / 2), round(money.y + money.height / 2)))
    room.shown()
    assert screen.pane.pothole_id == room.sample.potholes[MONEY]
    screen.matrix.signs.setFocus()
    room.key(Key.Key_Right)  # small to medium, priority 9
    room.shown()
    assert screen.pane.pothole_id == room.sample.potholes[FORM]
    room.type("2")
    assert room.pothole(FORM).severity == 2
    screen.show_view(LIST)
    assert screen.table.isVisible()
    assert screen.chosen == (room.sample.potholes[FORM],)


def test_what_has_no_place_in_the_matrix_is_counted_and_shown(room: Room) -> None:
    room.home.write(potholes.set_fields, room.sample.potholes[MONEY], severity=None)
    room.stored()
    room.screen.show_view(MATRIX)
    assert room.screen.matrix.said.text() == "1 is not rated yet and has no place here."
    room.screen.matrix.unrated_asked.emit()
    assert room.titles() == ["Nobody says when the money is back"]
    assert room.screen.view == LIST


def test_a_full_cell_opens_its_potholes_in_the_list(room: Room) -> None:
    rows = list(room.screen.session.rows.values())
    for number in range(80):
        made = replace(rows[0], id=f"more-{number}", number=100 + number, severity=4, reach=4, effort=Effort.SMALL)
        room.screen.session.rows[made.id] = made
    room.screen.session.version += 1
    room.screen.show_view(MATRIX)
    until(lambda: room.screen.matrix.signs.chart)
    hit = next(each for each in room.screen.matrix.signs.chart.hits if each.key.startswith("cell:"))
    assert "more here" in hit.story
    room.click(room.screen.matrix.signs, QPoint(round(hit.x + hit.width / 2), round(hit.y + hit.height / 2)))
    assert room.screen.view == LIST
    assert len(room.titles()) == 81
    assert "Priority 16, effort small" in room.screen.filters.only.text()


# ---- handed over


def test_a_slip_is_copied_and_mailed(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: bool(opened.append(url)) or True)
    room.click(room.screen.pane.head.more)
    room.pick("Copy as text")
    room.stored()
    text = QGuiApplication.clipboard().text()
    assert "Confirmation names no delivery day" in text
    assert "Name the day in the subject line" in text
    room.click(room.screen.pane.head.more)
    room.pick("Mail it")
    until(lambda: opened)
    assert opened[0].scheme() == "mailto"
    assert "Repair%201.1" in opened[0].toEncoded().data().decode()
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    room.screen.slips.mail(room.sample.potholes[MONEY])
    until(lambda: room.home.said and "No mail program" in room.home.said[-1][1])


def test_a_plan_with_pictures_that_look_private_says_so_and_leads_there(room: Room, tmp_path: Path) -> None:
    from oracle.model.mark import Private, PrivateKind
    from oracle.workspace import found, potholes

    shot = room.home.read(potholes.get, room.sample.potholes[CONFIRMATION]).capture_ids[0]
    mail = Private(kind=PrivateKind.MAIL, x=2, y=2, width=9, height=9, hint="w••••@example.com")
    room.home.write(found.set_found, shot, (mail,))
    room.open()
    out = tmp_path / "slip.pdf"
    room.screen.slips.write(Order((room.sample.potholes[CONFIRMATION],), "Slip", "pdf", slips_only=True), out)
    strip = room.screen.slips.strip
    assert strip is not None
    until(lambda: strip.written.isVisible())
    assert strip.said.text() == "Written: slip.pdf. 1 place looks private and is not covered."
    room.click(strip.more)
    assert room.home.went[-1][0] == "annotate"
    assert room.home.went[-1][1]["capture_id"] == shot


def test_the_plan_of_what_is_listed_is_written_in_four_forms(room: Room, tmp_path: Path) -> None:
    room.open(filters=Filters(owners=frozenset({"Mia"})))
    ids = tuple(room.screen._places)
    for suffix, begins in (("pdf", b"%PDF"), ("xlsx", b"PK"), ("csv", b""), ("md", b"# Repair")):
        out = tmp_path / f"plan.{suffix}"
        room.screen.slips.write(Order(ids, "Repair plan", suffix, slips_only=False), out)
        strip = room.screen.slips.strip
        assert strip is not None
        until(lambda name=out.name, strip=strip: name in strip.said.text() or strip.refused.isVisible())
        assert strip.said.text() == f"Written: plan.{suffix}."
        data = out.read_bytes()
        assert data.startswith(begins)
        if suffix in {"csv", "md"}:
            assert b"Follow-up only asks for stars" in data
            assert b"Pop-up covers" not in data


def test_an_export_is_cancelled_and_leaves_no_file(room: Room, tmp_path: Path) -> None:
    out = tmp_path / "plan.pdf"
    room.screen.slips.write(Order(room.sample.potholes, "Repair plan", "pdf", slips_only=False), out)
    strip = room.screen.slips.strip
    assert strip is not None
    assert strip.progress.isVisible()
    strip.progress.cancelled.emit()
    room.stored()
    assert not strip.isVisible()
    assert not list(tmp_path.glob("plan*"))


def test_a_plan_that_cannot_be_written_says_why_and_is_tried_again(room: Room, tmp_path: Path) -> None:
    out = tmp_path / "gone" / "plan.pdf"
    room.screen.slips.write(Order(room.sample.potholes[:2], "Repair plan", "pdf", slips_only=True), out)
    strip = room.screen.slips.strip
    assert strip is not None
    until(lambda: strip.refused.isVisible())
    out.parent.mkdir()
    room.click(strip.again)
    until(lambda: strip.written.isVisible())
    assert out.read_bytes().startswith(b"%PDF")


def test_the_menus_say_how_many_are_listed_and_propose_a_name(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []
    monkeypatch.setattr(room.screen.slips, "ask", asked.append)
    room.click(room.screen.head.more)
    assert words(room.menu().actions()[0]) == "The 11 potholes listed here"
    room.pick("Plan as a spreadsheet")
    assert (asked[-1].title, asked[-1].suffix, len(asked[-1].ids)) == ("Repair plan, Green Leaf Plants", "xlsx", 11)
    room.click(room.screen.pane.head.more)
    room.pick("Save slip as PDF")
    assert asked[-1].slips_only
    assert asked[-1].title == "Pothole 1.1 Confirmation names no delivery day"


# ---- in the window


def test_the_rail_counts_what_is_open(qtbot: Any) -> None:
    shop_workspace(paths.default_workspace())
    with running(qtbot) as app:
        place = app.window.rail._places["potholes"]
        qtbot.waitUntil(lambda: place.accessibleName() != "Potholes")
        before = int(place._count)
        assert place.accessibleName() == f"Potholes, {before} open"
        qtbot.mouseClick(place, Qt.MouseButton.LeftButton)
        idle(qtbot, app)
        screen = app.window.screen_in_view
        assert app.window.place == "potholes"
        assert len(screen.table.rows.rows) == before
        qtbot.waitUntil(lambda: bool(screen.chosen))
        screen.session.delete(screen.chosen)
        qtbot.waitUntil(lambda: place._count == str(before - 1))
        assert app.actions.do("potholes.matrix")
        settle()
        assert screen.view == MATRIX
        QTest.keyClick(app.window, Qt.Key.Key_F1)
        idle(qtbot, app)
        assert app.window.place == "help"


def test_journeys_that_lost_their_step_still_list_their_potholes(room: Room) -> None:
    journey = room.home.read(journeys.get, room.sample.journeys["Plant for a dark flat"])
    stages = tuple(replace(stage, steps=stage.steps[:1]) for stage in journey.version.stages)
    room.home.write(journeys.set_stages, journey.id, stages)
    room.stored()
    assert len(room.titles()) == 11
    room.screen.grab()
