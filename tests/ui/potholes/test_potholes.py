"""All potholes of a business are listed, filtered, searched and worked through, by keys and mouse."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QTableView

from oracle.model.change import Change
from oracle.model.ratings import Cause, Effort, State
from oracle.ui.potholes.filters import STILL_OPEN, Facet, Filters
from oracle.workspace import businesses, pothole_changes, potholes
from tests.ui.potholes.room import Key, Room, words
from tests.ui.walk.rooms import settle, until

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
FIRST, CONFIRMATION = 0, 1  # places in the sample


pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # menus, in a window that is on no screen


@pytest.fixture
def room(tmp_path: Path, qapp: object) -> Iterator[Room]:
    made = Room(tmp_path)
    yield made
    made.close()


# ---- the list


def test_the_list_says_what_is_open_the_worst_first(room: Room) -> None:
    assert room.screen.head.count.text() == "11 open in 3 journeys"
    assert room.titles()[0] == "No label for the broken plant"
    severities = [row.severity or 0 for row in room.screen.table.rows.rows]
    assert severities == sorted(severities, reverse=True)
    assert room.screen.pane.title.edit.text == room.titles()[0]  # the first one is there at once


def test_a_screen_reader_hears_a_row_whole(room: Room) -> None:
    interface = QAccessible.queryAccessibleInterface(room.screen.table)
    names = [interface.child(at).text(QAccessible.Text.Name) for at in range(interface.childCount())]
    said = next(name for name in names if name.startswith("1.1 Confirmation"))
    for part in (
        "1.1 Confirmation names no delivery day", "3 Major", "Monstera on sale · 9 Gets the confirmation", "Back again",
        "Unclear words", "2 of 2 walks", "Mia repairs it", "due ",
    ):  # fmt: skip
        assert part in said


def test_a_wide_list_gives_each_fact_a_column(room: Room) -> None:
    table = room.screen.table
    assert [table.isColumnHidden(each) for each in range(7)] == [False, False, False, True, False, True, False]
    room.screen.resize(1400, 800)
    settle()
    assert not any(table.isColumnHidden(each) for each in range(7))
    room.screen.resize(844, 600)
    settle()
    assert table.isColumnHidden(2)
    assert table.columnWidth(1) >= 140


def test_enter_goes_into_the_pane_and_escape_back(room: Room) -> None:
    room.screen.table.setFocus()
    room.key(Key.Key_Return)
    assert room.screen.pane.title.edit.hasFocus()
    room.key(Key.Key_Escape)
    assert room.screen.table.hasFocus()


def test_tab_goes_from_the_head_over_the_filters_to_the_list_and_the_pane(room: Room) -> None:
    room.screen.head.search.setFocus()
    seen = []
    for _turn in range(40):
        room.key(Key.Key_Tab)
        focus = QApplication.focusWidget()
        assert focus is not None
        seen.append(focus)
        if focus is room.screen.pane.foot.primary:
            break
    wanted = [
        room.screen.filters.pills[Facet.STATE], room.screen.filters.sort, room.screen.table,
        room.screen.pane.head.chip, room.screen.pane.title.edit, room.screen.pane.saw.field,
        room.screen.pane.facts.cause.value, room.screen.pane.foot.primary,
    ]  # fmt: skip
    assert [each for each in seen if each in wanted] == wanted
    for each in seen:
        own = each.accessibleName() if not isinstance(each, QTableView) else "list"
        assert own, each


# ---- filters and search


def test_a_pill_filters_and_says_how_many_there_are(room: Room) -> None:
    pill = room.screen.filters.pills[Facet.SEVERITY]
    room.click(pill)
    assert [words(each) for each in room.menu().actions()][:4] == ["4 Catastrophe", "3 Major", "2 Minor", "1 Cosmetic"]
    assert room.menu().actions()[1].text().endswith("\t6")
    room.pick("4 Catastrophe")
    assert room.titles() == ["No label for the broken plant"]
    assert pill.text() == "4 Catastrophe"
    assert pill.accessibleName() == "Severity: 4 Catastrophe"
    assert room.screen.head.count.text() == "1 shown · 11 open in 3 journeys"
    room.click(room.screen.filters.clear)
    assert len(room.titles()) == 11


def test_every_facet_narrows_the_list(room: Room) -> None:
    sample = room.sample
    wanted = {
        Filters(states=frozenset({State.REPAIRED})): 1,
        Filters(causes=frozenset({Cause.TECHNOLOGY})): 2,
        Filters(journeys=frozenset({sample.journeys["Plant for a dark flat"]})): 2,
        Filters(owners=frozenset({"Mia", "Nadia"})): 4,
        Filters(stages=frozenset({"Loyalty"})): 1,
        Filters(testers=frozenset({"Tom Berg"})): 6,
        Filters(walks=frozenset({sample.walks["Return a broken plant", 2]})): 2,
        Filters(ids=frozenset(sample.potholes[:3]), ids_label="Repaired this month"): 3,
    }
    for filters, count in wanted.items():
        room.open(filters=filters)
        assert len(room.titles()) == count, filters
    assert "Repaired this month" in room.screen.filters.only.text()
    room.click(room.screen.filters.only)
    assert len(room.titles()) == 11


def test_several_values_are_ticked_without_the_menu_closing(room: Room) -> None:
    room.click(room.screen.filters.pills[Facet.OWNER])
    menu = room.menu()
    for name in ("Mia", "Tom"):
        action = next(each for each in menu.actions() if words(each) == name)
        room.click(menu, menu.actionGeometry(action).center())
        assert menu.isVisible()
    menu.close()
    assert {row.owner for row in room.screen.table.rows.rows} == {"Mia", "Tom"}
    assert room.screen.filters.pills[Facet.OWNER].text() == "Mia +1"


def test_slash_searches_folded_and_by_beginnings(room: Room) -> None:
    room.screen.table.setFocus()
    room.type("/")
    field = room.screen.head.search
    assert field.hasFocus()
    assert field.text() == ""
    room.type("CONFIRM Délì")
    until(lambda: room.titles() == ["Confirmation names no delivery day"])
    room.key(Key.Key_Escape)
    until(lambda: len(room.titles()) == 11)
    room.key(Key.Key_Escape)
    assert room.screen.table.hasFocus()


def test_nothing_matches_and_the_filters_are_cleared(room: Room) -> None:
    room.screen.table.setFocus()
    room.type("/")
    room.type("xylophone")
    until(lambda: not room.titles())
    assert room.screen.left.why.text() == "Nothing matches"
    assert room.screen.left.why.isVisible()
    assert room.screen.right.currentWidget() is room.screen.nothing
    room.click(room.screen.left.clear)
    assert len(room.titles()) == 11
    assert room.screen.head.search.text() == ""


def test_filters_stay_while_the_app_runs(room: Room) -> None:
    room.open(filters=Filters(owners=frozenset({"Tom"})))
    room.screen.close_screen()
    room.open()
    assert {row.owner for row in room.screen.table.rows.rows} == {"Tom"}


def test_a_pothole_that_a_filter_hides_is_shown_when_it_is_asked_for(room: Room) -> None:
    room.open(filters=Filters(owners=frozenset({"Tom"})))
    room.open(pothole_id=room.sample.potholes[CONFIRMATION])
    assert room.screen.chosen == (room.sample.potholes[CONFIRMATION],)
    assert room.screen.pane.title.edit.text == "Confirmation names no delivery day"


def test_the_list_is_sorted_as_asked(room: Room) -> None:
    room.click(room.screen.filters.sort)
    room.pick("Due first")
    days = [row.due for row in room.screen.table.rows.rows]
    assert days == sorted(days, key=lambda day: day or date.max)
    assert room.screen.filters.sort.text() == "Due first"


def test_a_business_without_potholes_teaches_and_starts_a_walk(room: Room) -> None:
    other = room.home.write(businesses.add, name="Rival")
    room.home.context.current.set(room.home.read(businesses.get, other))
    room.open()
    assert room.screen.empty.isVisible()
    assert not room.screen.columns.isVisible()
    room.click(room.screen.empty.button)
    assert room.home.went[-1][0] == "journeys"


# ---- triage by keys


def test_digits_say_how_bad_it_is_and_undo_takes_it_back(room: Room) -> None:
    room.screen.table.setFocus()
    room.type("2")
    assert room.pothole(FIRST).severity == 2
    assert room.told[-1] == "“No label for the broken plant”: severity 2 Minor"
    room.type("1")
    room.key(Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert room.pothole(FIRST).severity == 2
    room.undo[0]()  # its toast, long after
    assert room.pothole(FIRST).severity == 4
    room.key(Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert room.pothole(FIRST).severity == 4  # there is nothing left


def test_what_is_taken_back_is_in_the_list_again_at_once_and_reading_the_same_lists_nothing_anew(room: Room) -> None:
    before, gone = room.titles(), room.screen.chosen[0]
    room.screen.triage.set_state((gone,), State.VERIFIED)
    assert gone not in room.screen.table.rows.places
    room.stored()
    room.undo[-1]()
    assert gone in room.screen.table.rows.places  # before the disk has it
    room.stored()
    assert sorted(room.titles()) == sorted(before)
    listed: list[None] = []
    room.screen.session.listed.connect(lambda: listed.append(None))
    room.screen.session.read()
    room.stored()
    assert not listed


def test_no_row_changes_its_place_while_one_works_through_the_list(room: Room) -> None:
    before = room.titles()
    room.screen.table.setFocus()
    room.type("1")
    room.stored()
    assert room.titles() == before
    assert room.screen.chosen == (room.sample.potholes[FIRST],)


def test_j_and_k_go_through_the_list_from_everywhere(room: Room) -> None:
    room.screen.table.setFocus()
    room.type("jj")
    assert room.screen.table.currentIndex().row() == 2
    room.screen.pane.head.more.setFocus()
    room.type("k")
    assert room.screen.table.currentIndex().row() == 1
    room.shown()
    assert room.screen.pane.title.edit.text == room.titles()[1]


def test_letters_open_menus_for_effort_owner_state_and_day(room: Room) -> None:
    today = date.today()
    room.screen.table.setFocus()
    room.type("e")
    room.pick("Large")
    room.type("o")
    room.pick("Nadia")
    room.type("s")
    room.pick("Repaired")
    room.type("d")
    room.pick("In a week")
    found = room.pothole(FIRST)
    assert (found.effort, found.owner, found.state) == (Effort.LARGE, "Nadia", State.REPAIRED)
    assert found.due is not None
    assert today <= found.due - timedelta(days=7) <= date.today()


def test_only_a_walk_verifies(room: Room) -> None:
    room.screen.table.setFocus()
    room.type("s")
    entries = {words(each): each.isEnabled() for each in room.menu().actions() if each.text()}
    room.menu().close()
    assert set(entries) == {
        "Open", "Planned", "Repaired", "Won’t repair…", "Verified: when a later walk says “fixed”",
    }  # fmt: skip
    assert not entries["Verified: when a later walk says “fixed”"]


def test_what_will_not_be_repaired_needs_a_reason_and_leaves_the_open_ones(room: Room) -> None:
    room.screen.table.setFocus()
    room.type("s")
    room.pick("Won’t repair")
    sheet = room.sheet()
    room.click(sheet.action)
    assert sheet.isVisible()
    assert sheet.missing.isVisible()
    room.type("The carrier will not do it")
    room.click(sheet.action)
    found = room.pothole(FIRST)
    assert (found.state, found.state_reason) == (State.WONT_REPAIR, "The carrier will not do it")
    assert found.title not in room.titles()
    assert len(room.titles()) == 10
    assert room.screen.chosen == (room.screen.table.rows.rows[0].id,)  # the next one is there
    room.undo[-1]()
    assert room.pothole(FIRST).state is State.PLANNED
    assert len(room.titles()) == 11


def test_a_new_owner_is_typed_once(room: Room) -> None:
    room.screen.table.setFocus()
    room.type("o")
    room.pick("Somebody else")
    sheet = room.sheet()
    room.type("Ravi, the carrier")
    room.click(sheet.action)
    assert room.pothole(FIRST).owner == "Ravi, the carrier"
    now = room.home.read(businesses.get, room.sample.business)
    assert "Ravi, the carrier" in now.people
    # The window hears that the business has one more person: what is worked on stays what is worked on.
    room.choose(2)
    worked_on = room.screen.chosen
    room.home.context.current.set(replace(now, people=(*now.people, "Somebody")))
    room.stored()
    assert room.screen.chosen == worked_on
    assert len(room.titles()) == 11


def test_each_visit_begins_in_the_order_that_is_asked_for(room: Room) -> None:
    room.screen.table.setFocus()
    room.type("1")
    room.stored()
    assert room.titles()[0] == "No label for the broken plant"  # while one works through the list, nothing moves
    room.open()
    severities = [row.severity or 0 for row in room.screen.table.rows.rows]
    assert severities == sorted(severities, reverse=True)


# ---- several at once


def test_x_marks_several_and_what_is_said_goes_for_all(room: Room) -> None:
    room.screen.table.setFocus()
    room.type("xjxjx")
    assert len(room.screen.chosen) == 3
    assert room.screen.several.title.text() == "3 potholes chosen"
    before = [room.pothole(room.sample.potholes.index(each)).severity for each in room.screen.chosen]
    room.type("1")
    ids = room.screen.chosen
    assert [room.home.read(potholes.get, each).severity for each in ids] == [1, 1, 1]
    assert room.told[-1] == "3 potholes: severity 1 Cosmetic"
    assert len(room.undo) == 1
    said: list[str] = []
    room.home.context.bus.message.connect(lambda _level, text: said.append(text))
    room.home.write(potholes.set_fields, ids[1], severity=3)  # by somebody else, since then
    room.undo[-1]()
    room.stored()
    before[1] = 3
    assert [room.home.read(potholes.get, each).severity for each in ids] == before
    assert "was changed since" in said[-1]
    room.key(Key.Key_Escape)
    assert len(room.screen.chosen) == 1


def test_control_shift_and_control_a_choose_several(room: Room) -> None:
    room.choose(0)
    room.choose(2, CONTROL)
    assert len(room.screen.chosen) == 2
    room.choose(1)
    room.choose(4, SHIFT)
    assert len(room.screen.chosen) == 4
    room.key(Key.Key_A, CONTROL)
    assert len(room.screen.chosen) == 11


def test_bulk_actions_change_owner_due_state_cause_and_effort(room: Room) -> None:
    room.choose(0)
    room.choose(1, SHIFT)
    pane = room.screen.several
    assert pane.owner.value.text() == "Several"
    for fact, word in (
        (pane.owner, "Tom"), (pane.cause, "People"), (pane.effort, "Small"), (pane.state, "Planned"),
        (pane.due, "In two weeks"), (pane.severity, "4"),
    ):  # fmt: skip
        room.click(fact.value)
        room.pick(word)
    room.stored()
    for each in room.screen.chosen:
        found = room.home.read(potholes.get, each)
        assert (found.owner, found.cause, found.effort) == ("Tom", Cause.PEOPLE, Effort.SMALL)
        assert (found.state, found.severity) == (State.PLANNED, 4)
    assert pane.owner.value.text() == "Tom"


def test_several_are_deleted_and_come_back_together(room: Room) -> None:
    room.choose(0)
    room.choose(2, SHIFT)
    room.click(room.screen.several.delete)
    room.stored()
    assert len(room.titles()) == 8
    assert room.told[-1] == "Moved 3 potholes to the trash."
    room.undo[-1]()
    room.stored()
    assert len(room.titles()) == 11


# ---- what else may happen


def test_very_long_titles_and_texts_are_shown_and_kept(room: Room) -> None:
    title, saw = ("Broken " * 142).strip(), "It fell. " * 2_000
    identity = room.sample.potholes[FIRST]
    room.home.write(potholes.set_fields, identity, title=title, saw=saw)
    room.stored()
    room.open(pothole_id=identity)
    assert room.screen.pane.title.edit.text == title
    rows = room.screen.session.rows
    rows[identity] = replace(rows[identity], title="x" * 10_000)  # a file from elsewhere may hold any
    room.screen.session.version += 1
    room.screen.session.listed.emit()
    room.screen.grab()
    room.screen.table.setFocus()
    room.type("3")
    assert len(room.told[-1]) < 120
    found = room.pothole(FIRST)
    assert (found.title, found.saw) == (title, saw.strip()) or (found.title, found.saw) == (title, saw)


def test_one_that_is_deleted_meanwhile_leaves_the_list_and_the_pane(room: Room) -> None:
    gone = room.sample.potholes[FIRST]
    room.home.write(potholes.delete, gone)
    room.stored()
    assert len(room.titles()) == 10
    assert gone not in room.screen.chosen
    room.shown()
    assert room.screen.pane.pothole_id == room.screen.chosen[0]


def test_a_change_of_one_that_is_gone_is_refused_and_said(room: Room) -> None:
    gone = room.sample.potholes[FIRST]
    room.home.context.bus.blockSignals(True)  # nobody told the screen
    room.home.write(potholes.delete, gone)
    room.home.context.bus.blockSignals(False)
    room.type("1")
    room.stored()
    assert room.home.said
    assert room.home.said[-1][0] == "error"
    assert gone not in [row.id for row in room.screen.table.rows.rows]


def test_two_who_edit_one_pothole_win_field_by_field(room: Room) -> None:
    pane, identity = room.screen.pane, room.sample.potholes[FIRST]
    pane.saw.field.setFocus()
    room.type(" I saw it.")
    room.home.write(potholes.set_fields, identity, who="Nadia", why="Nobody told her.", severity=2)
    room.stored()
    assert pane.saw.field.text.endswith(" I saw it.")  # what is typed stays
    room.screen.focus_list()
    found = room.pothole(FIRST)
    assert found.saw.endswith(" I saw it.")
    assert found.why == "Nobody told her."
    assert found.severity == 2
    told = room.home.read(pothole_changes.history, identity)
    assert {"saw", "why", "severity"} <= {each.field for each in told}
    until(lambda: pane.why.field.text == "Nobody told her.")


def test_what_the_disk_refuses_is_seen_kept_and_stored_later(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    from oracle.errors import StorageError

    real, full, states = potholes.set_many, [True], []
    room.home.context.bus.saved.connect(lambda state, _why: states.append(state))

    def set_many(*args: Any, **named: Any) -> Change:
        if full:
            raise StorageError("The disk is full.")
        return real(*args, **named)

    monkeypatch.setattr(potholes, "set_many", set_many)
    room.screen.table.setFocus()
    room.type("1")
    room.home.read(lambda _workspace: None)
    settle()
    assert states[-1] == "not stored" or "not" in str(states[-1])
    assert room.screen.table.rows.rows[0].severity == 1  # as it was said
    room.type("j")
    room.shown()
    room.type("k")
    room.shown()
    assert room.screen.pane.head.chip.severity == 1
    full.clear()
    room.home.context.tasks.try_again()
    assert room.pothole(FIRST).severity == 1


def test_filters_say_what_is_narrowed() -> None:
    assert not Filters().narrowed
    assert Filters().states == STILL_OPEN
    assert Filters(text="pot").narrowed
    assert Filters(states=frozenset()).narrowed
