"""What the window shows beside what is handed over, and pictures that are large, small, tall, damaged or gone."""

from __future__ import annotations

import math

import pytest
from PIL import Image, ImageChops, ImageStat
from PySide6.QtCore import QBuffer, QIODevice, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPolygonF
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from oracle import imaging
from oracle.capture.grab import encoded
from oracle.model.mark import Mark, MarkColour, MarkKind, Stroke
from oracle.ui.annotate import painting
from oracle.ui.annotate.layers import Ground, Overview, Trail
from oracle.ui.annotate.picture import Levels, decoded
from oracle.ui.annotate.view import View
from tests.ui.annotate.conftest import Laying
from tests.ui.annotate.rooms import payment_page
from tests.ui.walk.rooms import House, until

SIZE = (860, 588)


def one_of_each() -> tuple[Mark, ...]:
    """Marks of every kind but a crop, in all colours and widths, some turned."""
    return (
        Mark(id="1", kind=MarkKind.REDACT, points=((40, 372), (196, 400))),
        Mark(id="2", kind=MarkKind.ARROW, points=((676, 468), (724, 404), (688, 334)), colour=MarkColour.RED),
        Mark(id="3", kind=MarkKind.LINE, points=((30, 30), (300, 90)), stroke=Stroke.THICK, colour=MarkColour.BLACK),
        Mark(id="4", kind=MarkKind.BOX, points=((541, 214), (823, 316)), rotation=8.0),
        Mark(id="5", kind=MarkKind.ELLIPSE, points=((300, 250), (480, 360)), colour=MarkColour.BLUE),
        Mark(id="6", kind=MarkKind.PEN, points=((50, 450), (120, 520), (200, 440), (280, 540), (340, 470))),
        Mark(id="7", kind=MarkKind.HIGHLIGHT, points=((548, 285), (660, 310))),
        Mark(id="8", kind=MarkKind.NUMBER, points=((541, 214),), number=12, colour=MarkColour.WHITE),
        painting.fitted(
            Mark(id="9", kind=MarkKind.TEXT, points=((300, 100), (500, 140)), colour=MarkColour.BLUE,
                 text="The sale price has the code in it. Say so, instead of “not valid”."), SIZE,
        ),
    )  # fmt: skip


def pixels(image: QImage) -> Image.Image:
    """The picture for Pillow."""
    plain = image.convertToFormat(QImage.Format.Format_RGB888)
    rows = bytes(plain.constBits())
    return Image.frombytes("RGB", (plain.width(), plain.height()), rows, "raw", "RGB", plain.bytesPerLine())


def differs(one: QImage, other: QImage) -> float:
    """How far two pictures are apart in the mean, 0 to 255."""
    return max(ImageStat.Stat(ImageChops.difference(pixels(one), pixels(other))).mean)


def test_each_mark_looks_in_the_window_as_in_what_is_handed_over(ours: House) -> None:
    page = payment_page()
    for mark in one_of_each():
        rendition = QImage.fromData(imaging.rendition(encoded(page), (mark,)).data)
        drawn = QImage(page)
        painter = QPainter(drawn)
        painting.paint_marks(painter, (mark,), SIZE)
        painter.end()
        place = painting.place_of(mark, SIZE).toAlignedRect().intersected(page.rect())
        changed = differs(rendition.copy(place), page.copy(place))
        assert changed > 12, mark
        assert differs(drawn.copy(place), rendition.copy(place)) < 9, mark  # two engines smooth edges differently


def test_the_canvas_at_full_size_shows_the_rendition(laid: Laying) -> None:
    table = laid()
    table.document.do("draw", one_of_each())
    canvas = table.screen.canvas
    canvas.zoom_to(1.0)
    until(lambda: not canvas._resting.isActive())
    seen = canvas.viewport().grab().toImage().copy(canvas.view.shown().toRect())
    rendition = QImage.fromData(imaging.rendition(encoded(payment_page()), table.marks).data)
    assert seen.size() == rendition.size()
    assert differs(seen, rendition) < 1.2
    assert differs(seen, payment_page()) > 5


def test_what_is_painted_in_parts_shows_no_seams(laid: Laying) -> None:
    table = laid(payment_page(3000, 2052))
    canvas = table.screen.canvas
    canvas.zoom_to(0.83)
    until(lambda: not canvas._resting.isActive())
    canvas.viewport().grab()
    for step in range(12):
        canvas.scroll_to(QPointF(40 + step * 37, 25 + step * 21))
        canvas.viewport().grab()
    scrolled = canvas.viewport().grab().toImage()
    canvas._ground.forget()
    assert differs(scrolled, canvas.viewport().grab().toImage()) < 0.2


def test_many_marks_are_zoomed_over_from_one_picture_and_drawn_sharply_at_rest(laid: Laying) -> None:
    table = laid(payment_page(3840, 2160))
    marks = [Mark(id=str(at), kind=MarkKind.ARROW, points=((at % 20 * 180 + 60, at // 20 * 200 + 60),
             (at % 20 * 180 + 160, at // 20 * 200 + 120))) for at in range(200)]  # fmt: skip
    table.document.do("draw", marks)
    canvas = table.screen.canvas
    canvas.zoom_to(canvas.view.zoom * 0.9)
    assert canvas._resting.isActive()
    quick = canvas.viewport().grab().toImage()
    assert isinstance(canvas._overview, Overview)
    until(lambda: not canvas._resting.isActive())
    assert differs(quick, canvas.viewport().grab().toImage()) < 6


@pytest.mark.parametrize("size", [(1, 1), (1, 900), (900, 1)])
def test_pictures_of_any_shape_can_be_marked(laid: Laying, size: tuple[int, int]) -> None:
    image = QImage(*size, QImage.Format.Format_RGB32)
    image.fill(QColor("#E2EEE8"))
    table = laid(image)
    canvas = table.screen.canvas
    canvas.zoom_whole()
    canvas.viewport().grab()
    canvas.zoom_to(16.0)
    canvas.viewport().grab()
    table.key("r")
    table.key(Qt.Key.Key_Return)
    (mark,) = table.marks
    assert mark.kind is MarkKind.REDACT
    until(lambda: table.stored().marks == (mark,))


def test_a_very_tall_page_begins_at_its_top_as_wide_as_there_is_room(laid: Laying) -> None:
    image = QImage(640, 20_000, QImage.Format.Format_RGB32)
    image.fill(QColor("#E2EEE8"))
    table = laid(image)
    view = table.screen.canvas.view
    assert view.shown().width() == 640
    assert view.seen().top() == 0
    table.key(Qt.Key.Key_Escape)
    table.key(Qt.Key.Key_PageDown)
    assert view.seen().top() > 300
    table.key(Qt.Key.Key_End)
    assert view.seen().bottom() == pytest.approx(20_000)


def test_a_damaged_picture_is_said_in_place_of_it(laid: Laying, qtbot: QtBot) -> None:
    table = laid()
    digest = table.stored().image
    table.screen.close_screen()

    def spoil(workspace: object) -> None:
        with workspace.writing() as connection:  # type: ignore[attr-defined]
            connection.execute(text("UPDATE image SET data = :data WHERE sha256 = :key"),
                               {"data": b"no picture", "key": digest})  # fmt: skip

    done: list[object] = []
    table.home.context.tasks.read(spoil, then=done.append)
    until(lambda: done)
    table.screen.open(table.ids[0])
    until(lambda: table.screen.canvas.trouble)
    assert table.screen.canvas.levels is None
    qtbot.keyClick(table.screen.canvas, Qt.Key.Key_A)
    qtbot.mouseClick(table.screen.canvas.viewport(), Qt.MouseButton.LeftButton)
    table.screen.canvas.viewport().grab()
    assert table.marks == ()


def test_marks_that_come_change_rise_and_go_leave_the_picture_that_would_be_drawn_anew(ours: House) -> None:
    levels = decoded(encoded(payment_page()))
    assert levels is not None
    view = View()
    view.size, view.room, view.zoom, view.scale = levels.size, QSizeF(600, 400), 0.8, 1.25
    kept, marks = Ground(), one_of_each()
    changed = Mark(id="2", kind=MarkKind.ARROW, points=((600, 400), (700, 380), (640, 300)))
    for some in (marks, marks[:3], (marks[0], changed, *marks[2:]), (*marks[4:], *marks[:4]), marks[5:]):
        view.scroll_to(view.scrolled + QPointF(30.4, 18.7))
        assert differs(_ground(kept, levels, view, some), _ground(Ground(), levels, view, some)) < 0.01


def test_a_line_that_grows_under_the_hand_looks_as_one_drawn_at_once(ours: House) -> None:
    levels = decoded(encoded(payment_page()))
    assert levels is not None
    view = View()
    view.size, view.room, view.zoom = levels.size, QSizeF(600, 400), 0.8
    look = one_of_each()[5]
    points = [QPointF(300 + 200 * math.sin(at / 7), 250 + 150 * math.sin(at / 5)) for at in range(90)]
    growing, seen = Trail(view, look), QImage()
    for count in range(1, len(points) + 1):
        seen = _trail(growing, view, points[:count])
    assert differs(seen, _trail(Trail(view, look), view, points)) < 0.3
    view.scroll_to(QPointF(60, 40))
    assert differs(_trail(growing, view, points), _trail(Trail(view, look), view, points)) < 0.01


def _trail(trail: Trail, view: View, points: list[QPointF]) -> QImage:
    image = QImage(view.room.toSize(), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    trail.paint(painter, view, QPolygonF(points))
    painter.end()
    return image


def _ground(ground: Ground, levels: Levels, view: View, marks: tuple[Mark, ...]) -> QImage:
    image = QImage((view.room * view.scale).toSize(), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(view.scale)
    painter = QPainter(image)
    ground.paint(painter, levels, view, marks, None)
    painter.end()
    return image


def test_levels_are_the_same_picture_ever_smaller(qapp: object) -> None:
    levels = decoded(encoded(payment_page(3440, 2352)))
    assert levels is not None
    assert [image.width() for image in levels.images] == [3440, 1720, 860]
    assert levels.at(1.0).width() == 3440
    assert levels.at(0.4).width() == 1720
    assert levels.at(0.1).width() == 860
    assert decoded(b"nothing") is None


def test_transparent_pictures_stand_on_white(qapp: object) -> None:
    image = QImage(40, 40, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    content = QBuffer()
    content.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(content, "PNG")
    levels = decoded(bytes(content.data().data()))
    assert levels is not None
    view = View()
    view.size = levels.size
    canvas = QImage(980, 700, QImage.Format.Format_RGB32)
    canvas.fill(Qt.GlobalColor.red)
    painter = QPainter(canvas)
    levels.paint(painter, view, QRectF(0, 0, 980, 700))
    painter.end()
    assert canvas.pixelColor(view.shown().center().toPoint()) == QColor(Qt.GlobalColor.white)
