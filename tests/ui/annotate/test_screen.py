"""Marks by pointer and by keys on real captures: drawn, moved, sized, written, copied, taken back, stored."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit

from oracle import imaging
from oracle.errors import NotRemoved, StorageError
from oracle.method import marks as geometry
from oracle.model.mark import Mark, MarkColour, MarkKind, Stroke
from oracle.model.ratings import PrivacyAnswer
from oracle.model.walk import Cover
from oracle.ui.annotate import clipboard
from oracle.ui.annotate.burn_sheet import BurnSheet
from oracle.ui.annotate.handing_out import Handed
from oracle.ui.annotate.number_sheet import NumberSheet
from oracle.workspace import burning, captures, found, potholes, trash
from tests.ui.annotate.conftest import Laying, Table
from tests.ui.annotate.rooms import payment_page
from tests.ui.walk.rooms import settle, until

CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


def sheet(kind: type) -> object:
    """The sheet of that kind which is open."""
    until(lambda: any(isinstance(each, kind) and each.isVisible() for each in QApplication.topLevelWidgets()))
    return next(each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible())


def first_pixels(table: Table) -> QImage:
    """The picture under the marks."""
    return (
        table.screen.canvas.levels.images[0]
        if table.screen.canvas.levels is not None
        else QImage(1, 1, QImage.Format.Format_RGB32)
    )


def lines(table: Table, mark: Mark) -> int:
    """In how many lines a text stands."""
    return len(imaging.text_lines(mark, table.document.size))


def write(table: Table, text: str) -> None:
    """Types into the field that is open, and leaves it by Escape."""
    field = table.screen.commands.field
    assert field is not None
    table.qtbot.keyClicks(field, text)
    table.qtbot.keyClick(field, Qt.Key.Key_Escape)
    settle()


@pytest.mark.parametrize(
    ("letter", "kind"),
    [("a", MarkKind.ARROW), ("l", MarkKind.LINE), ("b", MarkKind.BOX), ("e", MarkKind.ELLIPSE), ("p", MarkKind.PEN),
     ("h", MarkKind.HIGHLIGHT), ("r", MarkKind.REDACT), ("c", MarkKind.CROP)],
)  # fmt: skip
def test_each_tool_draws_by_its_letter_and_a_drag(laid: Laying, letter: str, kind: MarkKind) -> None:
    table = laid()
    table.key(letter)
    assert table.screen.tools.tools[kind].isChecked()
    table.drag((100, 120), (150, 150), (300, 240))
    (mark,) = table.marks
    assert mark.kind is kind
    assert table.document.selected == (mark.id,)
    start, end = mark.points[0], mark.points[-1]
    assert start == pytest.approx((100, 120), abs=1.5)
    assert end == pytest.approx((300, 240), abs=1.5)
    until(lambda: table.stored().marks == table.marks)  # stored as it happened
    table.key("z", CTRL)
    assert table.marks == ()
    table.key("y", CTRL)
    assert table.marks == (mark,)


def test_a_capture_without_marks_opens_with_the_arrow_in_the_hand(laid: Laying) -> None:
    table = laid(count=2)
    table.drag((100, 100), (250, 200))
    assert table.kinds() == [MarkKind.ARROW]
    table.open(1, tool="redact")
    assert table.screen.hand.kind is MarkKind.REDACT
    table.open(0)
    assert table.screen.hand.kind is None  # it has a mark


def test_a_drag_is_one_step_named_in_words(laid: Laying) -> None:
    table = laid()
    table.drag((100, 100), (250, 200))
    table.key("v")
    table.drag((130, 120), (135, 120), (150, 140), (170, 160))
    assert len(table.document.stack) == 2
    assert table.document.stack.undo_text == "Undo move arrow"
    moved = table.marks[0].points[0]
    assert moved == pytest.approx((140, 140), abs=2)
    table.drag((140, 140), (120, 90))  # by its end
    assert table.document.stack.undo_text == "Undo size arrow"
    assert table.marks[0].points[0] == pytest.approx((120, 90), abs=2)
    table.screen.commands.undo()
    table.screen.commands.undo()
    assert table.marks[0].points[0] == pytest.approx((100, 100), abs=1.5)
    assert table.screen.tools.redo.isEnabled()


def test_escape_in_a_drag_puts_everything_back(laid: Laying) -> None:
    table = laid()
    table.drag((100, 100), (250, 200))
    before = table.marks
    table.key("v")
    table.drag((175, 150), (300, 300), drop=False)
    assert table.marks != before
    table.key(Qt.Key.Key_Escape)
    assert table.marks == before
    assert len(table.document.stack) == 1


def test_corners_size_and_the_handle_above_turns(laid: Laying) -> None:
    table = laid()
    table.key("b")
    table.drag((200, 200), (300, 260))
    from oracle.ui.annotate import handles

    places = handles.places(table.marks[0], table.document.size, table.screen.canvas.view)
    corner = table.screen.canvas.view.to_picture(places[handles.Handle.SE])
    table.drag((corner.x(), corner.y()), (corner.x() + 50, corner.y() + 40))
    assert table.marks[0].points == (pytest.approx((200, 200), abs=2), pytest.approx((350, 300), abs=2))
    places = handles.places(table.marks[0], table.document.size, table.screen.canvas.view)
    top = table.screen.canvas.view.to_picture(places[handles.TURN])
    table.drag((top.x(), top.y()), (420, 252), modifiers=SHIFT)
    assert table.marks[0].rotation == pytest.approx(90)
    assert table.document.stack.undo_text == "Undo turn box"


def test_handles_are_as_large_at_every_zoom(laid: Laying) -> None:
    table = laid()
    table.key("b")
    table.drag((200, 200), (300, 260))
    table.screen.canvas.zoom_to(4.0)
    from oracle.ui.annotate import handles

    view = table.screen.canvas.view
    found = handles.places(table.marks[0], table.document.size, view)[handles.Handle.SE]
    assert handles.held(table.marks[0], table.document.size, view, found + QPointF(7, 0)) is handles.Handle.SE
    assert handles.held(table.marks[0], table.document.size, view, found + QPointF(25, 25)) is None


def test_several_marks_are_chosen_by_click_shift_and_band(laid: Laying) -> None:
    table = laid()
    table.key("r")
    for x in (100, 200, 300):
        table.drag((x, 100), (x + 40, 140))
    table.key("v")
    table.press_at(120, 120)
    assert len(table.document.selected) == 1
    table.press_at(220, 120, SHIFT)
    assert len(table.document.selected) == 2
    table.press_at(500, 400)
    assert table.document.selected == ()
    table.drag((80, 80), (200, 150), (260, 160))
    assert table.document.selected == tuple(mark.id for mark in table.marks[:2])
    table.key("a", CTRL)
    assert len(table.document.selected) == 3
    table.key(Qt.Key.Key_Delete)
    assert table.marks == ()
    assert table.document.stack.undo_text == "Undo delete 3 marks"


def test_arrows_nudge_size_and_turn_and_a_burst_is_one_step(laid: Laying) -> None:
    table = laid()
    table.key("b")
    table.drag((200, 200), (300, 260))
    table.screen.keyboard._pause.setInterval(600_000)  # a machine that is busy makes no pause
    (x, y), _corner = table.marks[0].points
    for _each in range(3):
        table.key(Qt.Key.Key_Right)
    table.key(Qt.Key.Key_Down, SHIFT)
    assert table.marks[0].points[0] == (x + 3, y + 10)
    assert len(table.document.stack) == 2
    wide = table.marks[0].points[1][0]
    table.key(Qt.Key.Key_Right, ALT)
    assert table.marks[0].points[1][0] == wide + 1
    table.key(Qt.Key.Key_Right, CTRL)
    assert table.marks[0].rotation == 5.0
    table.key("z", CTRL)
    table.key("z", CTRL)
    table.key("z", CTRL)
    assert table.marks[0].points[0] == (x, y)


def test_keys_alone_draw_reach_and_open_marks(laid: Laying) -> None:
    table = laid()
    table.key("n")
    table.key(Qt.Key.Key_Return)
    table.key("b")
    table.key(Qt.Key.Key_Return)
    assert table.kinds() == [MarkKind.NUMBER, MarkKind.BOX]
    table.key("t")
    table.key(Qt.Key.Key_Return)
    write(table, "Why not?")
    assert table.marks[-1].text == "Why not?"
    table.key("v")
    table.document.select(())
    said = []
    for _each in range(3):
        table.key(Qt.Key.Key_Tab)
        said.append(table.screen.canvas.accessibleDescription())
    assert said == ["Number 1, yellow, 1 of 3", "Box, yellow, 2 of 3", "Text “Why not?”, yellow, 3 of 3"]
    table.key(Qt.Key.Key_Return)
    write(table, "Because.")
    assert table.marks[-1].text == "Because."
    assert table.document.stack.undo_text == "Undo edit text"
    table.document.select((table.marks[-1].id,))
    table.screen.canvas.setFocus()
    assert not table.screen.keyboard.step(table.document, forward=True)  # after the last one Tab goes on


def test_a_text_is_written_by_click_and_again_by_double_click(laid: Laying) -> None:
    table = laid()
    table.key("t")
    table.press_at(300, 300)
    write(table, "Say which code.")
    (mark,) = table.marks
    assert (mark.kind, mark.text) == (MarkKind.TEXT, "Say which code.")
    (x, y), (right, bottom) = mark.points
    table.qtbot.mouseDClick(
        table.screen.canvas.viewport(), Qt.MouseButton.LeftButton, pos=table.place((x + right) / 2, (y + bottom) / 2)
    )
    field = table.screen.commands.field
    assert isinstance(field, QPlainTextEdit)
    assert field.toPlainText() == "Say which code."
    field.clear()
    table.qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert table.marks == ()  # without words there is no text
    until(lambda: table.stored().marks == ())
    table.key("z", CTRL)
    assert table.marks == (mark,)


def test_a_text_that_nobody_gave_a_width_stays_as_wide_as_its_words_and_within_the_picture(laid: Laying) -> None:
    table = laid(payment_page(900, 600), payment_page(300, 200))
    table.key("t")
    table.press_at(860, 300)
    write(table, "Nowhere to be seen")
    (short,) = table.marks
    assert short.points[1][0] <= 900  # at the edge, and not cut off there
    table.screen.commands.edit(short.id)
    table.qtbot.keyClick(table.screen.commands.field, Qt.Key.Key_End)
    write(table, ", nor asked")
    (longer,) = table.marks
    table.document.select((longer.id,))
    table.qtbot.mouseClick(table.screen.tools.widths[Stroke.THICK], Qt.MouseButton.LeftButton)
    (thick,) = table.marks
    for each in (short, longer, thick):
        assert lines(table, each) == 1
    table.key("c", CTRL)
    table.open(1)
    table.key("v", CTRL)
    (pasted,) = table.marks
    assert 1 <= lines(table, pasted) <= 3  # no column of single letters
    assert 0 <= pasted.points[0][0] < pasted.points[1][0] <= 300
    # one that was given a width keeps it
    table.document.change("size {what}", lambda mark: geometry.sized(mark, 60.0, 20.0))
    table.document.thicken(Stroke.THIN)
    assert geometry.bounds(table.marks[0]).width == pytest.approx(60.0)


def test_a_highlighter_drawn_level_along_words_covers_them(laid: Laying) -> None:
    table = laid()
    table.key("h")
    table.drag((100, 200), (200, 201), (400, 202))
    place = geometry.bounds(table.marks[0])
    assert place.height > 12
    assert place.top < 200 < 202 < place.bottom


def test_what_is_being_written_is_stored_when_the_screen_is_left(laid: Laying) -> None:
    table = laid()
    table.key("t")
    table.press_at(300, 300)
    field = table.screen.commands.field
    assert field is not None
    table.qtbot.keyClicks(field, "Not finished")
    table.qtbot.mouseClick(table.screen.tools.colours[MarkColour.RED], Qt.MouseButton.LeftButton)
    assert field.isVisible()  # still being written, in another colour
    table.screen.go_back()
    table.screen.close_screen()
    until(lambda: [mark.text for mark in table.stored().marks] == ["Not finished"])
    assert table.stored().marks[0].colour is MarkColour.RED


def test_colours_and_widths_are_for_what_is_selected_and_for_what_comes(laid: Laying) -> None:
    table = laid()
    table.drag((100, 100), (250, 200))
    tools = table.screen.tools
    table.qtbot.mouseClick(tools.colours[MarkColour.BLUE], Qt.MouseButton.LeftButton)
    table.qtbot.mouseClick(tools.widths[Stroke.THICK], Qt.MouseButton.LeftButton)
    assert (table.marks[0].colour, table.marks[0].stroke) == (MarkColour.BLUE, Stroke.THICK)
    assert tools.colours[MarkColour.BLUE].isChecked()
    table.drag((400, 100), (450, 200))
    assert table.marks[1].colour is MarkColour.BLUE


def test_on_a_screen_twice_as_sharp_marks_are_drawn_pasted_and_made_twice_as_large(laid: Laying) -> None:
    sharp, usual = payment_page(1720, 1176), payment_page()
    table = laid(sharp, usual, scales=(2.0, 1.0))
    old = Mark(id="old", kind=MarkKind.BOX, points=((100, 400), (500, 600)))  # of before the scale was kept
    table.document.do("draw", (old,))
    table.key("n")
    table.press_at(300, 300)
    assert geometry.badge_radius(table.marks[1], (1720, 1176)) == 2 * 13
    until(lambda: len(table.stored().marks) == 2)
    drawn = QImage.fromData(table.home.read(captures.rendition, table.ids[0]))
    painted = table.screen.canvas.viewport().grab().toImage()
    for x, y, hit in ((300, 300 - 22, True), (300, 300 - 30, False)):
        assert (drawn.pixelColor(x, y) == QColor("#F2B705")) is hit
        assert (painted.pixelColor(table.place(x, y) * painted.devicePixelRatio()) == QColor("#F2B705")) is hit
    table.document.select(["old"])
    was = geometry.stroke_width(table.marks[0], (1720, 1176))
    table.document.thicken(Stroke.MEDIUM)  # chosen anew: as large as one that is drawn now
    assert geometry.stroke_width(table.marks[0], (1720, 1176)) > was
    table.document.select([table.marks[1].id])
    table.key("c", CTRL)
    table.open(1)
    table.key("v", CTRL)
    assert geometry.badge_radius(table.marks[0], (860, 588)) == 13
    assert table.marks[0].points[0] == pytest.approx((150, 150), abs=1)


def test_numbers_go_on_over_the_captures_of_a_pothole_and_after_undo(laid: Laying) -> None:
    table = laid(count=2)
    table.home.write(potholes.add, table.walk_id, table.step_id, title="Bump", capture_ids=tuple(table.ids))
    table.key("n")
    table.press_at(100, 100)
    table.press_at(200, 100)
    until(lambda: len(table.stored().marks) == 2)
    table.open(1)
    table.key("n")
    table.press_at(300, 300)
    assert [mark.number for mark in table.marks] == [3]
    until(lambda: [mark.number for mark in table.stored(1).marks] == [3])
    table.screen.commands.edit(table.marks[0].id)
    asked = sheet(NumberSheet)
    assert isinstance(asked, NumberSheet)
    asked.number.setValue(7)
    asked._done()
    table.press_at(360, 300)
    assert [mark.number for mark in table.marks] == [7, 8]
    table.screen.go(-1)
    until(lambda: table.screen.session.sight is not None and table.screen.canvas.levels is not None)
    assert table.document.stack.can_undo  # kept from before
    table.key("z", CTRL)
    assert [mark.number for mark in table.marks] == [1]


def test_marks_are_copied_cut_and_pasted_between_captures(laid: Laying) -> None:
    table = laid(count=2)
    table.drag((100, 100), (250, 200))
    table.key("c", CTRL)
    assert clipboard.holds_marks()
    table.key("v", CTRL)
    assert len(table.marks) == 2
    assert table.marks[0].points != table.marks[1].points  # beside the one that it is a copy of
    table.key("x", CTRL)
    assert len(table.marks) == 1
    table.open(1)
    table.key("v", CTRL)
    assert table.kinds() == [MarkKind.ARROW]
    assert table.document.stack.undo_text == "Undo paste arrow"
    table.key("d", CTRL)
    assert table.kinds() == [MarkKind.ARROW] * 2


def test_what_other_programs_put_on_the_clipboard_is_refused_in_words(laid: Laying) -> None:
    table = laid()
    from PySide6.QtCore import QMimeData

    for raw in (b"", b"{}", b'{"size": [0, 1], "marks": []}', b'{"size": [9, 9], "marks": [{"kind": "arrow"}]}', b"["):
        data = QMimeData()
        data.setData(clipboard.MIME, raw)
        QGuiApplication.clipboard().setMimeData(data)
        table.home.said.clear()
        table.key("v", CTRL)
        assert table.home.said
        assert table.marks == ()


def test_with_nothing_selected_copy_takes_the_picture_with_everything_burnt_in(laid: Laying) -> None:
    table = laid()
    table.key("r")
    table.drag((100, 100), (200, 160))
    table.document.select(())
    table.key("v")
    QGuiApplication.clipboard().setText("before")
    table.key("c", CTRL)
    until(lambda: not QGuiApplication.clipboard().image().isNull())
    image = QGuiApplication.clipboard().image()
    assert (image.width(), image.height()) == (860, 588)
    assert image.pixelColor(150, 130) == QColor("#1E2227")


def test_the_picture_is_dragged_out_as_a_file(laid: Laying) -> None:
    table = laid()
    table.key("r")
    table.drag((100, 100), (200, 160))
    handed: list[Handed] = []
    table.screen.head.copy.prepare(handed.append)
    table.screen.close_screen()  # somebody may go on before it is made
    until(lambda: handed)
    carried = handed[0].mime()
    (url,) = carried.urls()
    file = Path(url.toLocalFile())
    assert file.name == "Step 1 Sees the sale 1.png"
    assert file.read_bytes() == table.home.read(captures.rendition, table.ids[0])
    assert carried.hasImage()
    table.open()
    table.screen.session.burn_in()
    assert not file.parent.exists()


def test_a_backup_that_cannot_be_cleaned_is_said_and_holds_up_no_other_write(
    laid: Laying, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = laid()
    table.key("r")
    table.drag((100, 100), (200, 160))

    def refuse(_workspace: object) -> Iterator[None]:
        yield
        raise NotRemoved("What was hidden may still be in old.db.")

    monkeypatch.setattr(burning, "clearing_elsewhere", refuse)
    table.screen.session.burn_in()
    until(lambda: table.marks == () and table.home.said)
    assert table.home.said[-1][1] == "What was hidden may still be in old.db."
    assert table.stored().burnt_at is not None
    assert table.home.context.tasks.unstored == 0


def test_a_picture_is_taken_while_another_is_burnt_in_and_what_was_promised_is_burnt_when_the_app_ends(
    laid: Laying, monkeypatch: pytest.MonkeyPatch
) -> None:
    table, held, asked = laid(), threading.Event(), threading.Event()
    table.key("r")
    table.drag((100, 100), (200, 160))
    make = burning.make

    def slow(*given: Any) -> burning.Made:
        asked.set()
        held.wait(30)
        return make(*given)

    monkeypatch.setattr(burning, "make", slow)
    table.screen.session.burn_in()
    until(asked.is_set)
    assert table.screen.panel.private.burn.text() == "Burning in…"
    assert not table.screen.panel.private.burn.isEnabled()
    assert table.home.write(captures.set_caption, table.ids[0], "Meanwhile") == table.ids[0]
    assert table.stored().burnt_at is None
    monkeypatch.setattr(burning, "make", make)
    table.home.context.tasks.flush()
    until(lambda: table.stored().burnt_at is not None)
    held.set()
    until(lambda: table.home.said)
    assert "gone for good" in table.home.said[-1][1]


def test_zoom_by_wheel_keys_and_buttons_and_the_place_under_the_pointer_stays(laid: Laying) -> None:
    table = laid()
    canvas = table.screen.canvas
    table.key("1", CTRL)
    assert canvas.view.zoom == 1.0
    table.key("+", CTRL)
    table.key("+", CTRL)
    assert canvas.view.zoom == 1.5
    assert table.screen.tools.zoom.text_shown == "150 %"
    place = QPointF(500, 400)
    pixel = canvas.view.to_picture(place)
    canvas.zoom_to(3.0, place)
    assert (canvas.view.to_picture(place) - pixel).manhattanLength() < 1.5
    table.drag((pixel.x(), pixel.y()), (pixel.x() - 20, pixel.y() - 10), button=Qt.MouseButton.MiddleButton)
    assert (canvas.view.to_picture(place) - pixel).manhattanLength() > 15
    assert table.marks == ()
    table.key("0", CTRL)
    assert canvas.view.zoom == canvas.view.whole()


def test_previous_and_next_keep_each_captures_steps(laid: Laying) -> None:
    table = laid(count=3)
    table.drag((100, 100), (250, 200))
    assert table.screen.head.count.text() == "Capture 1 of 3"
    assert not table.screen.head.before.isEnabled()
    table.key(Qt.Key.Key_PageDown, CTRL)
    until(lambda: table.screen.head.count.text() == "Capture 2 of 3" and table.screen.canvas.document is not None)
    assert table.marks == ()
    table.key(Qt.Key.Key_PageUp, CTRL)
    until(lambda: table.screen.head.count.text() == "Capture 1 of 3" and table.screen.canvas.document is not None)
    table.key("z", CTRL)
    assert table.marks == ()
    until(lambda: table.stored().marks == ())


def test_done_and_escape_lead_back_to_the_very_place(laid: Laying) -> None:
    table = laid(count=2)
    table.open(0, back=("review", {"walk_id": table.walk_id, "step_id": table.step_id, "capture_id": table.ids[0]}))
    table.screen.go(1)
    until(lambda: table.screen.session.sight is not None)
    table.key(Qt.Key.Key_Escape)  # lays the arrow down
    table.key(Qt.Key.Key_Escape)
    place, where = table.home.went[-1]
    assert (place, where["capture_id"]) == ("review", table.ids[1])


def test_redacting_at_a_private_step_answers_its_question(laid: Laying) -> None:
    table = laid(step=3)
    table.key("r")
    table.drag((100, 100), (200, 160))
    table.screen.close_screen()
    until(lambda: table.stored().privacy is PrivacyAnswer.HIDDEN)


def test_a_private_step_stays_a_question_while_found_places_are_open(laid: Laying) -> None:
    from oracle.model.mark import Private, PrivateKind
    from oracle.workspace import found

    table = laid(step=3)
    name = Private(kind=PrivateKind.FIELD, x=100, y=100, width=80, height=20, hint="Name: W••••")
    card = Private(kind=PrivateKind.CARD, x=100, y=200, width=80, height=20, hint="•••• 1111")
    table.screen.context.tasks.write(found.set_found, table.ids[0], (name, card))
    until(lambda: table.screen.session.now.capture.found == (name, card))
    table.screen.panel.private.hide_asked.emit((name,))
    table.screen.close_screen()
    table.open(0)  # reads after what close_screen wrote
    assert table.stored().privacy is None
    table.screen.panel.private.hide_asked.emit((card,))
    table.screen.close_screen()
    until(lambda: table.stored().privacy is PrivacyAnswer.HIDDEN)


def test_a_letter_takes_its_tool_while_a_button_has_the_focus(laid: Laying) -> None:
    table = laid()
    button = table.screen.head.copy.button
    button.setFocus()
    table.qtbot.keyClick(button, "b")
    table.drag((100, 100), (200, 160))
    assert table.kinds() == [MarkKind.BOX]
    assert table.screen.canvas.hasFocus()


def test_redactions_are_burnt_in_after_asking_once_and_nothing_brings_them_back(laid: Laying) -> None:
    table = laid()
    table.key("r")
    table.drag((100, 100), (200, 160))
    table.drag((300, 100), (340, 160))
    before = table.stored().image
    table.screen.panel.private.burn_asked.emit()
    asked = sheet(BurnSheet)
    assert isinstance(asked, BurnSheet)
    table.qtbot.keyClick(asked.focusWidget(), Qt.Key.Key_Return)  # a slip of the hand burns nothing
    until(lambda: not any(isinstance(each, BurnSheet) and each.isVisible() for each in QApplication.topLevelWidgets()))
    table.screen.panel.private.burn_asked.emit()
    asked = sheet(BurnSheet)
    assert isinstance(asked, BurnSheet)
    assert table.stored().burnt_at is None
    asked.go.click()
    until(lambda: table.stored().burnt_at is not None)
    until(lambda: table.marks == () and not table.document.stack.can_undo)
    assert table.stored().image != before
    until(lambda: first_pixels(table).pixelColor(150, 130) == QColor("#1E2227"))


def test_a_suggestion_is_hidden_by_one_step(laid: Laying) -> None:
    from oracle.model.mark import Private, PrivateKind

    table = laid()
    place = Private(kind=PrivateKind.MAIL, x=100, y=100, width=80, height=20, hint="w••••@example.com")
    table.screen.panel.private.hide_asked.emit((place,))
    assert table.kinds() == [MarkKind.REDACT]
    until(lambda: table.stored().covers == (Cover(x=100, y=100, width=80, height=20),))


def test_a_picture_that_looks_private_is_copied_with_a_word_and_a_way_to_redact(laid: Laying) -> None:
    from oracle.model.mark import Private, PrivateKind

    table = laid()
    offers: list[tuple[Any, ...]] = []
    table.home.context.bus.offering.connect(lambda *offer: offers.append(offer))
    mail = Private(kind=PrivateKind.MAIL, x=100, y=100, width=80, height=20, hint="w••••@example.com")
    away = Private(kind=PrivateKind.MAIL, x=100, y=400, width=80, height=20, hint="w••••@example.com")
    table.home.write(found.set_found, table.ids[0], (mail, away))
    until(lambda: len(table.screen.panel.private.open_places) == 2)
    table.key("c")
    table.drag((10, 10), (500, 300))  # what is cropped away nobody sees
    assert ("Size", "490 × 290 of 860 × 588, page") in table.screen.panel.facts.shown
    table.key("v")
    table.screen.head.copy.copy()
    until(lambda: offers)
    said, word, act = offers[0]
    assert "1 place looks private and is not covered." in said
    assert word == "Redact and copy again"
    QGuiApplication.clipboard().setText("before")
    act()
    until(lambda: not QGuiApplication.clipboard().image().isNull())
    assert QGuiApplication.clipboard().image().pixelColor(100, 98) == QColor("#1E2227")
    until(lambda: table.home.said and table.home.said[-1][1] == "Picture copied, with its marks.")
    assert len(offers) == 1


def test_what_the_disk_refuses_is_said_kept_and_stored_later(laid: Laying, monkeypatch: pytest.MonkeyPatch) -> None:
    real, full = captures.set_marks, [True]

    def set_marks(*arguments: object) -> object:
        if full[0]:
            raise StorageError("The disk is full.")
        return real(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(captures, "set_marks", set_marks)
    table = laid()
    table.drag((100, 100), (250, 200))
    until(lambda: table.home.context.tasks.unstored)
    table.key("v")
    table.drag((130, 120), (180, 170))
    assert table.stored().marks == ()
    told = [each.text() for each in table.screen.head.findChildren(QLabel) if each.isVisible()]
    assert "Not stored: The disk is full. Kept in memory." in told
    full[0] = False
    table.home.context.tasks.try_again()
    until(lambda: table.stored().marks == table.marks)
    assert len(table.marks) == 1


def test_a_capture_that_is_deleted_meanwhile_leads_back(laid: Laying) -> None:
    table = laid()
    table.open(0, back=("walk", {"walk_id": table.walk_id}))
    table.home.context.tasks.write(captures.delete, table.ids[0])
    until(lambda: table.home.went)
    assert table.home.went[-1] == ("walk", {"walk_id": table.walk_id})
    assert table.home.said
    assert table.screen.canvas.document is None
    table.home.context.tasks.write(trash.restore, table.ids[0])
    table.open(0)
    assert table.marks == ()


def test_marks_from_elsewhere_are_shown_and_can_be_taken_back(laid: Laying) -> None:
    table = laid()
    table.drag((100, 100), (250, 200))
    until(lambda: table.stored().marks == table.marks)
    table.home.write(captures.add_redactions, table.ids[0], (Cover(x=1, y=2, width=30, height=40),))
    until(lambda: len(table.marks) == 2)
    table.key("z", CTRL)
    assert table.kinds() == [MarkKind.ARROW]
    until(lambda: len(table.stored().marks) == 1)


def test_what_was_just_drawn_is_put_right_without_another_tool(laid: Laying) -> None:
    table = laid()
    table.key("b")
    table.drag((200, 200), (300, 260))
    table.drag((250, 200), (270, 230))  # by its line
    assert table.kinds() == [MarkKind.BOX]
    assert table.marks[0].points[0] == pytest.approx((220, 230), abs=2)
    table.key("n")
    table.press_at(220, 230)  # a number on the corner of the box, as in a good picture
    assert table.kinds() == [MarkKind.BOX, MarkKind.NUMBER]
    table.key("t")
    table.press_at(400, 400)
    write(table, "One")
    table.key("t")
    table.press_at(410, 410)
    write(table, "Two")
    assert [mark.text for mark in table.marks if mark.kind is MarkKind.TEXT] == ["Two"]


def test_a_pothole_that_it_shows_leads_there(laid: Laying) -> None:
    table = laid()
    hole = table.home.write(potholes.add, table.walk_id, table.step_id, title="Bump", capture_ids=(table.ids[0],))
    until(lambda: table.screen.panel.shows.rows)
    (link,) = table.screen.panel.shows.rows
    table.qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert table.home.went[-1] == ("potholes", {"pothole_id": hole})
