"""The form beside the map, with real keys and clicks, on a real workspace."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from oracle import paths
from oracle.model.journey import Line, Stage, Step, Wait
from oracle.model.ratings import ChannelKind
from oracle.ui.application import Application
from oracle.workspace import businesses, clock, journeys
from tests.ui.journeys.desk import choose, first, leave, opened, press, stored, toast_undo, undo_key, write
from tests.ui.rooms import idle, running, shop_workspace, told

NASTY = "<b>R&D</b> “q” \u202eevil 🙂"


@pytest.fixture
def app(qtbot: QtBot) -> Iterator[Application]:
    shop_workspace(paths.default_workspace())
    with running(qtbot) as application:
        yield application


def test_every_field_is_stored_as_it_is_typed(qtbot: QtBot, app: Application) -> None:
    screen = opened(qtbot, app, "join")
    form = screen.form.one
    for field, text in (
        (form.title, NASTY), (form.does, f"{NASTY}\nand a second line"), (form.link, "leaf.example/sale"),
        (form.gets, "A parcel number"), (form.people, "1 200"), (form.plan_b, "Call Jonas"),
    ):  # fmt: skip
        write(qtbot, field, text)
    for box in (form.truth, form.sale, form.private):
        if not box.isChecked():
            qtbot.mouseClick(box, Qt.MouseButton.LeftButton)
    form.expected.choose(None)
    qtbot.mouseClick(form.expected._buttons[3], Qt.MouseButton.LeftButton)
    step = first(qtbot, app, screen)
    assert (step.title, step.does, step.link) == (NASTY, f"{NASTY}\nand a second line", "leaf.example/sale")
    assert (step.gets, step.people_a_month, step.plan_b) == ("A parcel number", 1200, "Call Jonas")
    assert (step.moment_of_truth, step.sale, step.private, step.expected_friction) == (True, True, True, 3)
    press(qtbot, form, "Clear: expect nothing")
    assert first(qtbot, app, screen).expected_friction is None


def test_one_visit_to_a_field_is_one_step_back_and_the_form_shows_it(qtbot: QtBot, app: Application) -> None:
    screen = opened(qtbot, app, "join")
    form = screen.form.one
    before = form.gets.text
    write(qtbot, form.gets, "First")
    qtbot.waitUntil(lambda: screen.document.journey.version.steps[0].gets == "First")  # while the cursor stays
    qtbot.keyClicks(form.gets, " and more")
    leave(qtbot, screen)
    write(qtbot, form.gets, "Second")
    undo_key(qtbot, app)
    assert form.gets.text == "First and more"
    undo_key(qtbot, app)
    assert form.gets.text == before
    assert first(qtbot, app, screen).gets == before
    qtbot.keyClick(form.gets, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert first(qtbot, app, screen).gets == "First and more"
    assert screen.undo.isEnabled()
    assert screen.undo.accessibleName().startswith("Undo change “")


def test_typing_goes_on_undisturbed_while_it_is_stored(qtbot: QtBot, app: Application) -> None:
    screen = opened(qtbot, app, "join")
    title = screen.form.one.title
    write(qtbot, title, "Rings the ")
    qtbot.waitUntil(lambda: screen.document.journey.version.steps[0].title == "Rings the")
    idle(qtbot, app)
    qtbot.keyClicks(title.edit, "bell")
    assert title.edit.text() == "Rings the bell"
    assert first(qtbot, app, screen).title == "Rings the bell"


def test_an_empty_title_is_told_and_not_stored(qtbot: QtBot, app: Application) -> None:
    screen = opened(qtbot, app, "join")
    form = screen.form.one
    before = form.title.text
    write(qtbot, form.title, "")
    form.title.flush()
    assert form.title.edit.accessibleDescription() == "A step needs a title."
    leave(qtbot, screen)
    assert form.title.text == before
    assert first(qtbot, app, screen).title == before


def test_a_channel_is_chosen_and_given_a_name_of_its_own(qtbot: QtBot, app: Application) -> None:
    screen = opened(qtbot, app, "join")
    box = screen.form.one.channel
    box.setFocus()
    row = box.findData(ChannelKind.SOCIAL)
    box.setCurrentIndex(row)
    box.activated.emit(row)
    step = first(qtbot, app, screen)
    assert (step.channel, step.channel_label) == (ChannelKind.SOCIAL, "")
    box.edit.selectAll()
    qtbot.keyClicks(box, "Instagram & <Co>")
    step = first(qtbot, app, screen)
    assert (step.channel, step.channel_label) == (ChannelKind.SOCIAL, "Instagram & <Co>")
    box.edit.selectAll()
    qtbot.keyClicks(box, "Social")
    assert first(qtbot, app, screen).channel_label == ""


def test_a_person_typed_once_can_be_chosen_after(qtbot: QtBot, app: Application) -> None:
    screen = opened(qtbot, app, "join")
    box = screen.form.one.who
    box.setFocus()
    box.edit.selectAll()
    qtbot.keyClicks(box, "Jonas (van)")
    leave(qtbot, screen)
    assert first(qtbot, app, screen).handled_by == "Jonas (van)"
    business = told(qtbot, app, businesses.find, "Green Leaf Plants")
    assert "Jonas (van)" in business.people
    second = stored(qtbot, app, screen).version.steps[1]
    screen.document.select((second.id,))
    row = box.findText("Jonas (van)")
    assert row >= 0
    assert not box.itemIcon(row).isNull()
    box.setCurrentIndex(row)
    box.activated.emit(row)
    assert stored(qtbot, app, screen).version.steps[1].handled_by == "Jonas (van)"
    leave(qtbot, screen)
    assert told(qtbot, app, businesses.find, "Green Leaf Plants").people.count("Jonas (van)") == 1


def test_a_link_is_checked_and_opened(qtbot: QtBot, app: Application, monkeypatch: pytest.MonkeyPatch) -> None:
    screen = opened(qtbot, app, "join")
    form = screen.form.one
    seen: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: seen.append(QUrl(url).toString()))
    write(qtbot, form.link, "javascript:alert(1)")
    form.link.flush()
    assert form.link.edit.accessibleDescription()
    assert not form.open_link.isEnabled()
    write(qtbot, form.link, "leaf.example/sale")
    form.link.flush()
    assert not form.link.edit.accessibleDescription()
    form.open_link.trigger()
    write(qtbot, form.link, "tel:+49123")
    form.link.flush()
    form.open_link.trigger()
    assert seen == ["https://leaf.example/sale", "tel:+49123"]


def test_checklist_lines_are_edited_like_a_list_and_keep_their_identity(qtbot: QtBot, app: Application) -> None:
    screen = opened(qtbot, app, "join")
    editor = screen.form.one.should
    before = [line for line in first(qtbot, app, screen).checklist if not line.must]
    editor.add.click()
    qtbot.keyClicks(editor.edit, "Somebody opens")
    qtbot.keyClick(editor.edit, Qt.Key.Key_Return)
    QApplication.clipboard().setText("one <b>\ntwo\n\nthree")
    QTest.keySequence(editor.edit, "Ctrl+V")
    qtbot.keyClick(editor.edit, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    step = first(qtbot, app, screen)
    should = [line for line in step.checklist if not line.must]
    assert should[: len(before)] == before
    assert [line.text for line in should[len(before) :]] == ["Somebody opens", "one <b>", "three", "two"]
    assert len({line.id for line in step.checklist}) == len(step.checklist)
    undo_key(qtbot, app)
    assert [line for line in first(qtbot, app, screen).checklist if not line.must] == before
    assert editor.lines == tuple(line.text for line in before)


def test_a_wait_has_a_number_a_unit_and_its_promise(qtbot: QtBot, app: Application) -> None:
    screen = opened(qtbot, app, "join")
    row = screen.form.one.wait
    assert not row.promise.isVisible()
    write(qtbot, row.number, "6")
    index = row.unit.findData("weeks")
    row.unit.setCurrentIndex(index)
    row.unit.activated.emit(index)
    write(qtbot, row.promise, "“within six weeks”")
    assert first(qtbot, app, screen).wait == Wait(length=timedelta(weeks=6), promise="“within six weeks”")
    write(qtbot, row.number, "")
    row.number.flush()
    assert not row.promise.isVisible()
    assert first(qtbot, app, screen).wait is None
    undo_key(qtbot, app)
    assert row.number.text == "6"
    assert row.promise.text == "“within six weeks”"


def test_the_sale_is_one_a_journey_says_where_it_is_and_moves(qtbot: QtBot, app: Application) -> None:
    screen = opened(qtbot, app, "buy")
    steps = stored(qtbot, app, screen).version.steps
    sale = next(step for step in steps if step.sale)
    form = screen.form.one
    screen.document.select((steps[0].id,))
    assert sale.title in form.sale_elsewhere.text()
    qtbot.mouseClick(form.sale, Qt.MouseButton.LeftButton, pos=form.sale.rect().center())
    assert [step.id for step in stored(qtbot, app, screen).version.steps if step.sale] == [steps[0].id]
    assert not form.sale_elsewhere.isVisible()
    undo_key(qtbot, app)
    assert [step.id for step in stored(qtbot, app, screen).version.steps if step.sale] == [sale.id]


def test_figures_that_are_none_are_told(qtbot: QtBot, app: Application) -> None:
    screen = opened(qtbot, app, "join")
    form = screen.form.one
    write(qtbot, form.people, "many")
    form.people.flush()
    assert form.people.edit.accessibleDescription()
    assert first(qtbot, app, screen).people_a_month is None


def test_the_oracle_asks_and_adds_a_line_by_one_click(qtbot: QtBot, app: Application) -> None:
    screen = opened(qtbot, app, "join")
    panel = screen.form.one.questions
    assert panel.head.text().startswith("Ask the Oracle: ")
    assert not panel.rows[0].isVisible()
    qtbot.mouseClick(panel.head, Qt.MouseButton.LeftButton)
    asked = panel.questions[0]
    qtbot.mouseClick(panel.rows[0].add, Qt.MouseButton.LeftButton)
    lines = first(qtbot, app, screen).checklist
    assert [(line.text, line.must) for line in lines if line.text == asked.line] == [(asked.line, asked.must)]
    assert asked not in panel.questions
    editor = screen.form.one.must if asked.must else screen.form.one.should
    assert editor.lines[-1] == asked.line
    undo_key(qtbot, app)
    assert asked in panel.questions
    assert asked.line not in [line.text for line in first(qtbot, app, screen).checklist]


def test_a_question_put_away_is_not_asked_again_here(qtbot: QtBot, app: Application) -> None:
    screen = opened(qtbot, app, "join")
    panel = screen.form.one.questions
    qtbot.mouseClick(panel.head, Qt.MouseButton.LeftButton)
    asked = panel.questions[0]
    qtbot.mouseClick(panel.rows[0].away, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: asked not in panel.questions)
    app.go("journeys")
    screen = opened(qtbot, app, "join")
    assert asked not in screen.form.one.questions.questions


def test_several_steps_are_changed_at_once_each_with_one_step_back(qtbot: QtBot, app: Application) -> None:
    screen = opened(qtbot, app, "buy")
    before = stored(qtbot, app, screen).version
    chosen = tuple(step.id for step in before.steps[:3])
    screen.document.select(chosen)
    form = screen.form.several
    assert screen.form.where.text() == "3 steps selected"
    assert not screen.form.one.isVisible()
    row = form.channel.findData(ChannelKind.PHONE)
    form.channel.setCurrentIndex(row)
    form.channel.activated.emit(row)
    form.who.setFocus()
    form.who.edit.selectAll()
    qtbot.keyClicks(form.who, "Nadia")
    leave(qtbot, screen)
    screen.document.select(chosen)
    after = stored(qtbot, app, screen).version
    assert {(step.channel, step.handled_by) for step in after.steps[:3]} == {(ChannelKind.PHONE, "Nadia")}
    last = len(after.stages) - 1
    form.stage.setCurrentIndex(last + 1)
    form.stage.activated.emit(last + 1)
    assert {stored(qtbot, app, screen).version.stage_of(step_id) for step_id in chosen} == {after.stages[last].name}
    for _step in range(3):
        undo_key(qtbot, app)
    assert stored(qtbot, app, screen).version.stages == before.stages


def test_selected_steps_are_deleted_and_come_back_by_undo(qtbot: QtBot, app: Application) -> None:
    screen = opened(qtbot, app, "buy")
    before = stored(qtbot, app, screen).version.stages
    screen.document.select(tuple(step.id for step in before[0].steps))
    press(qtbot, screen.form, "Delete these steps")
    assert len(stored(qtbot, app, screen).version.stages[0].steps) == 0
    toast_undo(qtbot, app)
    assert stored(qtbot, app, screen).version.stages == before
    screen.document.select((before[0].steps[0].id,))
    choose(screen.form.menu, "Duplicate this step")
    assert len(stored(qtbot, app, screen).version.stages[0].steps) == len(before[0].steps) + 1


def test_typing_is_kept_when_another_step_is_chosen_or_the_journey_is_left(qtbot: QtBot, app: Application) -> None:
    screen = opened(qtbot, app, "join")
    steps = stored(qtbot, app, screen).version.steps
    write(qtbot, screen.form.one.does, "Typed for the first")
    screen.document.select((steps[1].id,))
    write(qtbot, screen.form.one.does, "Typed for the second")
    app.go("journeys")
    after = stored(qtbot, app, screen).version.steps
    assert [step.does for step in after[:2]] == ["Typed for the first", "Typed for the second"]


ODD = (
    "  blanks around  ", "two\nlines\r\nand three", "no\u00a0break", "‮ turned round ‬", "x" * 5000, "<b>&amp;</b>",
    "שלום עולם", "e\u0301\u0328", "\u2028separated\u2029", "🙂" * 50,
)  # fmt: skip


def odd_steps(held: Any, journey_id: str) -> Any:
    steps = tuple(
        Step(
            id=clock.new_id(), number=0, title=text.strip()[:1000], does=text, channel_label=text, link=text,
            handled_by=text, gets=text, wait=Wait(length=timedelta(seconds=90 + n), promise=text), plan_b=text,
            checklist=(Line(id="", text=text), Line(id="", text=text[::-1], must=True)),
        )
        for n, text in enumerate(ODD)
    )  # fmt: skip
    return journeys.set_stages(held, journey_id, (Stage(name=ODD[1], steps=steps), Stage(name="Empty")))


def test_looking_at_steps_with_odd_texts_changes_nothing(qtbot: QtBot, app: Application) -> None:
    journey = next(each for each in told(qtbot, app, journeys.list_all) if each.kind == "buy")
    app.tasks.write(odd_steps, journey.id)
    screen = opened(qtbot, app, "buy")
    before = stored(qtbot, app, screen).version
    assert len(before.steps) == len(ODD)
    for step in before.steps:
        screen.document.select((step.id,))
        for field in (screen.form.one.does, screen.form.one.who, screen.form.one.channel, screen.form.one.should):
            field.setFocus()
    screen.document.select([step.id for step in before.steps])
    screen.form.several.who.setFocus()
    screen.document.select(())
    leave(qtbot, screen)
    assert not screen.document.stack.can_undo
    assert stored(qtbot, app, screen).version == before
    assert told(qtbot, app, businesses.find, "Green Leaf Plants").people == ()
