"""The test customer's card in a walk: reached by key, copied from, carried to the next walk, and cleaned up after."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from oracle.model.ratings import WalkState
from oracle.model.test_customer import TestCustomer, TraceKind
from oracle.ui.walk.customer.clean_up import CleanUpPart
from oracle.ui.walk.customer.sheet import CustomerSheet
from oracle.ui.walk.screen import WalkScreen
from oracle.workspace import test_customers, walks
from tests.ui.walk.hands import focus, press, sheet
from tests.ui.walk.rooms import House, add_journey, add_walk, outside_road, settle, until


@pytest.fixture
def screen(ours: House, qtbot: QtBot) -> Iterator[WalkScreen]:
    made = WalkScreen(ours.context)
    made.resize(1280, 800)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.session.close()
    made.close()
    made.deleteLater()
    settle()


def named(parent: QWidget, words: str) -> QPushButton:
    return next(each for each in parent.findChildren(QPushButton) if each.accessibleName().startswith(words))


def click(qtbot: QtBot, button: QWidget) -> None:
    settle()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_the_card_is_filled_from_a_key_copied_from_and_kept(ours: House, screen: WalkScreen, qtbot: QtBot) -> None:
    screen.open(walk_id=add_walk(ours, add_journey(ours, outside_road())))
    until(lambda: screen.session.scene)
    screen.walking.panel.setFocus()
    press("t")
    card = sheet(screen, CustomerSheet)
    assert isinstance(card, CustomerSheet)
    qtbot.keyClicks(card.fields.lines["name"].edit, "Wendy Harper")
    qtbot.keyClicks(card.fields.lines["mailbox"].edit, "w@example.com")
    card.fields.flush()
    click(qtbot, named(card, "Copy: Mailbox"))
    assert QGuiApplication.clipboard().text() == "w@example.com"
    qtbot.keyClicks(card.traces.what.edit, "GL-20417")
    qtbot.keyClicks(card.traces.link.edit, "javascript:alert(1)")
    qtbot.keyClick(card.traces.link.edit, Qt.Key.Key_Return)
    walk_id = screen.session.now.walk_id

    def stored() -> TestCustomer:
        return ours.read(test_customers.get, walk_id)

    until(lambda: stored().traces)
    assert (stored().name, stored().mailbox, stored().traces[0].kind) == (
        "Wendy Harper", "w@example.com", TraceKind.ORDER,
    )  # fmt: skip
    until(lambda: card.traces._shown)
    assert not [each for each in card.findChildren(QPushButton) if each.accessibleName().startswith("Open its page")]
    click(qtbot, named(card, "Remove: Order GL-20417"))
    until(lambda: not stored().traces)
    assert isinstance(focus(), QWidget)
    card.accept()


def test_the_next_walk_begins_with_the_same_customer(ours: House, screen: WalkScreen, qtbot: QtBot) -> None:
    journey_id = add_journey(ours, outside_road())
    first = add_walk(ours, journey_id)
    ours.write(test_customers.set_fields, first, name="Wendy Harper", mailbox="w@example.com")
    screen.open(journey_id=journey_id)
    page = screen.set_off
    until(lambda: page._shown)
    assert page.customer.said.text() == "Wendy Harper · w@example.com"
    click(qtbot, page.customer.unfold)
    phone = page.customer.fields.lines["phone"]
    qtbot.keyClicks(phone.edit, "020 7946 0182")
    click(qtbot, page.go)
    until(lambda: screen.session.scene)
    kept = ours.read(test_customers.get, screen.session.now.walk_id)
    assert (kept.name, kept.mailbox, kept.phone) == ("Wendy Harper", "w@example.com", "020 7946 0182")


def test_what_was_left_behind_is_ticked_off_at_the_end(ours: House, qtbot: QtBot) -> None:
    walk_id = add_walk(ours, add_journey(ours, outside_road()))
    window = QWidget()
    part = CleanUpPart(ours.context, window)
    window.resize(500, 200)
    window.show()
    part.show_walk(walk_id)
    ours.write(test_customers.add_trace, walk_id, TraceKind.ORDER, "GL & <b>20417</b>")
    ours.write(walks.finish, walk_id)
    until(lambda: part.isVisible() and part.ticks)
    assert ours.opened(walk_id).walk.state is WalkState.FINISHED
    (tick,) = part.ticks.values()
    assert tick.accessibleName() == "Order GL & <b>20417</b>: Cancel it"
    assert "1 thing is still at the business" in part.said.text()
    click(qtbot, named(part, "Remind me tomorrow"))
    until(lambda: "Next on" in part.said.text())
    (tick,) = part.ticks.values()
    tick.click()
    until(lambda: part.said.text() == "Nothing is left behind at the business.")
    assert part.later.isHidden()
    assert ours.read(test_customers.get, walk_id).to_clean == ()
    window.close()
    window.deleteLater()
    settle()
