"""Widgets of fixed size in lines: the place of each, and who is moved by one more."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from oracle.ui.widgets import Wrapped


class Moves(QObject):
    """Counts how often widgets are moved."""

    def __init__(self, *widgets: QWidget) -> None:
        super().__init__()
        self.count = 0
        for each in widgets:
            each.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own name
        self.count += event.type() == QEvent.Type.Move
        return False


def piece(width: int = 76) -> QWidget:
    made = QWidget()
    made.setFixedSize(width, 50)
    return made


def standing(qtbot: QtBot, pieces: list[QWidget], width: int = 300) -> tuple[QWidget, Wrapped]:
    """Pieces in a shown window of that width."""
    window = QWidget()
    column = QVBoxLayout(window)
    column.setContentsMargins(0, 0, 0, 0)
    row = Wrapped(gap=6)
    row.show_widgets(pieces)
    column.addWidget(row)
    column.addStretch(1)
    qtbot.addWidget(window)
    window.resize(width, 400)
    window.show()
    qtbot.waitExposed(window)
    return window, row


def places(pieces: list[QWidget]) -> list[tuple[int, int]]:
    return [(each.x(), each.y()) for each in pieces]


def test_lines_are_filled_and_wrapped(qtbot: QtBot) -> None:
    pieces = [piece(132), piece(), piece(), piece()]
    window, row = standing(qtbot, pieces)
    assert places(pieces) == [(0, 0), (138, 0), (220, 0), (0, 56)]
    assert row.height() == 106
    window.resize(150, 400)
    qtbot.waitUntil(lambda: row.width() == 150)
    assert places(pieces) == [(0, 0), (0, 56), (0, 112), (0, 168)]
    qtbot.waitUntil(lambda: row.height() == 218)


def test_one_more_moves_no_other_and_grows_only_at_a_new_line(qtbot: QtBot) -> None:
    pieces = [piece(132), piece()]
    window, row = standing(qtbot, pieces)
    moves = Moves(*pieces)
    asked: list[bool] = []
    for high in (50, 106, 106, 106, 162):
        pieces.append(piece())
        row.show_widgets(pieces)
        layout = window.layout()
        assert layout is not None
        asked.append(layout.activate())  # whether anything had to be laid out
        assert pieces[-1].isVisible()
        assert row.height() == high
    assert asked == [False, True, False, False, True]
    assert moves.count == 0


def test_another_order_and_one_fewer(qtbot: QtBot) -> None:
    a, b, c = piece(), piece(), piece()
    _window, row = standing(qtbot, [a, b, c])
    row.show_widgets([c, a, b])
    assert places([c, a, b]) == [(0, 0), (82, 0), (164, 0)]
    b.hide()
    row.show_widgets([c, a])
    assert places([c, a]) == [(0, 0), (82, 0)]
