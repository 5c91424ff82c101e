"""The captures of a step: taken, pasted, dropped, put in order, covered, left out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from oracle.browser.grab import PageInfo
from oracle.capture.grab import encoded
from oracle.model.ratings import PrivacyAnswer, Source
from oracle.model.walk import Visit
from oracle.ui.walk import store
from oracle.workspace import captures
from tests.ui.walk.conftest import Walking
from tests.ui.walk.hands import CONTROL, focus, press
from tests.ui.walk.rooms import (
    House,
    grab,
    picture,
    settle,
    until,
)


def test_a_capture_is_shown_at_once_and_acknowledged_after_it_is_stored(ours: House, walking: Walking) -> None:
    screen = walking()
    said = screen.walking.capture_bar.said
    screen.session.store_grab(grab(), screen.session.visit)
    assert len(screen.walking.panel.captures.thumbnails) == 1
    assert not said.text()  # not stored yet
    until(said.text)
    assert said.text().startswith("Captured ")
    (capture,) = ours.opened(screen.session.now.walk_id).captures
    assert (capture.url, capture.title, capture.source) == ("http://127.0.0.1/x", "A page", Source.PAGE)
    until(lambda: tuple(screen.walking.panel.captures.thumbnails) == (capture.id,))


def test_a_thumbnail_stays_the_same_while_its_picture_is_stored(walking: Walking) -> None:
    screen = walking()
    section = screen.walking.panel.captures
    for colour in ("#111111", "#222222"):
        screen.session.store_grab(grab(picture(colour)), screen.session.visit)
    shown = list(section.thumbnails.values())
    assert [each.accessibleName() for each in shown] == ["Not yet stored"] * 2
    until(lambda: len(screen.session.now.open.captures) == 2)
    stored = screen.session.now.open.captures
    assert list(section.thumbnails) == [capture.id for capture in stored]
    assert list(section.thumbnails.values()) == shown
    assert not screen.session.pending
    assert "Not yet stored" not in [each.accessibleName() for each in shown]
    shown[1].remove_asked.emit()
    assert list(section.thumbnails) == [stored[0].id]


def test_c_captures_the_screen_where_no_page_is_shown(ours: House, walking: Walking) -> None:
    screen = walking()
    press("c")
    until(lambda: screen.session.now.open.captures)
    assert screen.session.now.open.captures[0].source is Source.SCREEN


class SlowPage:
    """A page that is drawn when the test says so."""

    drawn: Callable[[], object]

    def grab_page(self) -> tuple[QImage, PageInfo]:
        return picture(), PageInfo("http://127.0.0.1/x", "A page", 1.0, (640, 400), phone=False)

    def when_drawn(self, then: Callable[[], object]) -> None:
        self.drawn = then

    def look_private(self, words: Sequence[str]) -> SlowPage:
        return self

    def when_seen(self, width: int, then: Callable[[object], object]) -> None:
        """Nothing is ever known of what it shows."""


def test_a_page_that_is_drawn_late_belongs_to_the_step_of_the_press(ours: House, walking: Walking) -> None:
    screen = walking()
    page = SlowPage()
    screen.capturing.page = lambda: page
    first, walk_id = screen.session.step.id, screen.session.now.walk_id
    press("c")
    screen.session.next()
    page.drawn()
    until(lambda: screen.session.now.open.captures)
    press("c")
    second = screen.session.step.id
    screen.session.close()  # the walk was left meanwhile
    page.drawn()
    until(lambda: len(ours.opened(walk_id).captures) == 2)
    assert [capture.step_id for capture in ours.opened(walk_id).captures] == [first, second]


def test_a_picture_is_pasted_outside_fields_only(walking: Walking, qtbot: QtBot) -> None:
    screen = walking()
    board = QGuiApplication.clipboard()
    board.setImage(picture())
    qtbot.keyClick(focus(), Qt.Key.Key_V, CONTROL)
    until(lambda: screen.session.now.open.captures)
    board.setText("typed")
    press("n")
    qtbot.keyClick(focus(), Qt.Key.Key_V, CONTROL)
    assert screen.walking.panel.note.text == "typed"
    assert len(screen.session.now.open.captures) == 1
    board.clear()


def test_broken_pictures_are_refused_in_a_sentence_and_the_walk_goes_on(
    ours: House, walking: Walking, tmp_path: Path
) -> None:
    screen = walking()
    good, broken, gone = tmp_path / "good.png", tmp_path / "broken.png", tmp_path / "gone.png"
    good.write_bytes(encoded(picture()))
    broken.write_bytes(good.read_bytes()[:300])
    content = QMimeData()
    content.setUrls([QUrl.fromLocalFile(str(path)) for path in (broken, gone, good)])
    drop = QDropEvent(
        QPointF(20, 20), Qt.DropAction.CopyAction, content, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    screen.walking.dropEvent(drop)
    until(lambda: ours.said and screen.session.now.open.captures and not screen.session.pending)
    assert [capture.file_name for capture in screen.session.now.open.captures] == ["good.png"]
    ((level, text),) = ours.said  # one message: a second would take the place of the first
    assert (level, text.count("\n")) == ("warning", 0)
    assert "broken.png" in text
    assert "gone.png" in text
    press("2")
    assert screen.session.visit.friction == 2


def test_captures_are_captioned_ordered_moved_left_out_and_deleted_with_undo(ours: House, walking: Walking) -> None:
    screen = walking()
    session = screen.session
    for colour in ("#111111", "#222222", "#333333"):
        session.store_grab(grab(picture(colour)), session.visit)
    until(lambda: len(session.now.open.captures) == 3)
    walk_id, step_id = session.now.walk_id, session.step.id
    a, b, c = (capture.id for capture in session.now.open.captures_at(step_id))
    session.caption(a, "The <b>price</b>")
    session.leave_out(b, True)
    session.order_captures([c, a, b])
    session.move_capture(b, session.now.steps[1].id)
    opened = ours.opened(walk_id)
    assert [capture.id for capture in opened.captures_at(step_id)] == [c, a]
    assert opened.captures_at(session.now.steps[1].id)[0].left_out
    undo: list[tuple[str, object]] = []
    ours.context.bus.undoable.connect(lambda text, back: undo.append((text, back)))
    thumbnail = screen.walking.panel.captures.thumbnails
    until(lambda: set(thumbnail) == {a, c})
    thumbnail[a].setFocus()
    press("", Qt.Key.Key_Delete)
    assert [capture.id for capture in ours.opened(walk_id).captures_at(step_id)] == [c]
    undo[0][1]()  # type: ignore[operator]
    assert len(ours.opened(walk_id).captures_at(step_id)) == 2
    assert ours.read(captures.get, a).caption == "The <b>price</b>"


def test_a_menu_offers_all_that_can_be_done_to_a_capture(walking: Walking) -> None:
    screen = walking()
    screen.session.store_grab(grab(), screen.session.visit)
    until(lambda: screen.session.now.open.captures)
    menu = screen.walking.panel.captures.menu_for(screen.session.now.open.captures[0].id)
    words = [action.text() for action in menu.actions() if action.text()]
    assert words == [
        "Annotate…", "Redact private parts…", "Caption…", "Leave out of the report",
        "Move left", "Move right", "Move to step", "Delete",
    ]  # fmt: skip
    menu.deleteLater()


def test_a_thumbnail_leads_to_marking_and_back_to_the_walk(ours: House, walking: Walking, qtbot: QtBot) -> None:
    screen = walking(step=3)  # the private step
    panel = screen.walking.panel
    screen.session.store_grab(grab(picture(width=400, height=300)), screen.session.visit)
    until(lambda: screen.session.now.open.captures and panel.captures.privacy.isVisible())
    (capture,) = screen.session.now.open.captures
    qtbot.mouseClick(panel.captures.thumbnails[capture.id], Qt.MouseButton.LeftButton)
    back = ("walk", {"walk_id": screen.session.now.walk_id})
    assert ours.went[-1] == ("annotate", {"capture_id": capture.id, "back": back, "tool": ""})
    redact = next(each for each in panel.captures.privacy.findChildren(QPushButton) if each.text() == "Redact…")
    qtbot.mouseClick(redact, Qt.MouseButton.LeftButton)
    assert ours.went[-1] == ("annotate", {"capture_id": capture.id, "back": back, "tool": "redact"})


def test_one_key_marks_the_newest_capture_also_while_it_is_being_stored(ours: House, walking: Walking) -> None:
    screen = walking()
    screen.walking.panel.setFocus()
    press("a", Qt.Key.Key_A)
    assert ours.said[-1][0] == "info"
    screen.session.store_grab(grab(), screen.session.visit)
    until(lambda: screen.session.now.open.captures)
    screen.session.store_grab(grab(picture("#B7791F")), screen.session.visit)
    press("a", Qt.Key.Key_A)  # it waits until the newest is on disk
    until(lambda: ours.went)
    first, second = screen.session.now.open.captures
    assert ours.went[-1][1]["capture_id"] == second.id != first.id
    whole = screen.capturing.whole
    whole.running = True  # the picture of a whole page, which takes its time
    press("a", Qt.Key.Key_A)
    assert len(ours.went) == 1
    whole._end()
    screen.session.store_grab(grab(picture("#2E6B4A")), screen.session.visit)
    until(lambda: len(ours.went) == 2)
    assert ours.went[-1][1]["capture_id"] == screen.session.now.open.captures[-1].id
    whole.running = True
    press("a", Qt.Key.Key_A)
    whole.cancel()
    settle()
    screen.session.store_grab(grab(), screen.session.visit)
    until(lambda: len(screen.session.now.open.captures) == 4)
    settle()
    assert len(ours.went) == 2  # that one was given up


def test_captures_at_private_steps_ask_and_are_left_out_until_answered(walking: Walking, qtbot: QtBot) -> None:
    screen = walking(step=3)
    session, section = screen.session, screen.walking.panel.captures
    session.store_grab(grab(), session.visit)
    until(lambda: session.now.open.captures and section.privacy.isVisible())
    (capture,) = session.now.open.captures
    assert section.thumbnails[capture.id]._marked
    session.answer_privacy(capture.id, PrivacyAnswer.NOTHING_TO_HIDE)
    settle()
    assert not section.thumbnails[capture.id]._marked
    assert not section.privacy.isVisible()


def test_what_is_shown_after_captures_is_what_is_stored(ours: House, walking: Walking) -> None:
    """Also where other writes overtake the readings."""
    session = walking().session
    first, second = session.step.id, session.now.steps[1].id

    def is_as_stored() -> bool:
        stored = ours.read(store.scene, session.now.walk_id)
        same = sorted(session.now.open.visits, key=by_id) == sorted(stored.open.visits, key=by_id)
        return same and replace(session.now.open, visits=()) == replace(stored.open, visits=())

    session.store_grab(grab(picture("#111111")), session.visit)
    until(lambda: len(session.now.open.captures) == 1 and is_as_stored())
    session.rate(2)
    session.store_grab(grab(picture("#222222")), session.visit)
    session.set_fields(note="Between two pictures")
    session.store_grab(grab(picture("#333333")), session.visit)
    until(lambda: len(session.now.open.captures) == 3 and is_as_stored())
    a, b, c = (capture.id for capture in session.now.open.captures_at(first))
    session.order_captures([c, a, b])
    session.caption(a, "The price")
    session.move_capture(b, second)
    session.store_grab(grab(picture("#444444")), session.visit)
    until(lambda: len(session.now.open.captures) == 4 and not session.pending and is_as_stored())
    assert [capture.id for capture in session.now.open.captures_at(first)][:2] == [c, a]
    assert [capture.id for capture in session.now.open.captures_at(second)] == [b]
    session.delete_capture(c)
    until(lambda: len(session.now.open.captures) == 3 and is_as_stored())


def by_id(visit: Visit) -> str:
    return visit.id
