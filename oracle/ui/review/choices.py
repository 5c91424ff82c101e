"""Ways to answer in the review: words side by side of which one or none is on, and the four severities."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from oracle import tokens, words
from oracle.language import _
from oracle.ui import theme
from oracle.ui.widgets import FlowLayout, button


class Answers(QWidget):
    """Words side by side; a click on the one that is on takes it back. `chosen(object)`: the value, None for none."""

    chosen = Signal(object)

    def __init__(
        self, choices: Sequence[tuple[Any, str]], name: str, parent: QWidget | None = None, *, wraps: bool = False
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        row: QHBoxLayout | FlowLayout = FlowLayout(self, gap=4) if wraps else QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self._buttons: list[tuple[Any, QPushButton]] = []
        for value, word in choices:
            each = button(word, "plain", size="small")
            each.setCheckable(True)
            each.setAccessibleName(f"{name}: {word}")
            each.clicked.connect(lambda on, value=value: self._choose(value if on else None))
            row.addWidget(each)
            self._buttons.append((value, each))
        if isinstance(row, QHBoxLayout):
            row.addStretch(1)

    @property
    def value(self) -> Any:
        """What is on, None for nothing."""
        return next((value for value, each in self._buttons if each.isChecked()), None)

    def set_value(self, value: Any) -> None:
        """Shows an answer without a signal."""
        for own, each in self._buttons:
            each.setChecked(value is not None and own == value)

    def button_of(self, value: Any) -> QPushButton:
        """The button of a value."""
        return next(each for own, each in self._buttons if own == value)

    def _choose(self, value: Any) -> None:
        self.set_value(value)
        self.chosen.emit(value)


class _Severity(QAbstractButton):
    def __init__(self, value: int) -> None:
        super().__init__()
        self.value = value
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(48)
        self.setMinimumWidth(64)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(f"{value} {words.severity(value)}")
        self.setToolTip(words.severity(value))

    def sizeHint(self) -> QSize:
        return QSize(76, 48)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, on = theme.current(), self.isChecked()
        ground = tokens.rating(self.value, tint=True) if on else "hover" if self.underMouse() else "surface"
        edge = tokens.rating(self.value) if on else "ink" if self.hasFocus() else "edge"
        width = 2.0 if on else 1.0
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(look.colour(ground))
        painter.setPen(QPen(look.colour(edge), width))
        inset = width / 2
        rect = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(rect, tokens.RADIUS_CONTROL, tokens.RADIUS_CONTROL)
        middle = int(Qt.AlignmentFlag.AlignCenter)
        painter.setPen(look.colour("ink"))
        painter.setFont(look.font(tokens.CARD_TITLE))
        painter.drawText(QRect(0, 5, self.width(), 20), middle, str(self.value))
        painter.setFont(look.font(tokens.LABEL if on else tokens.SMALL))
        painter.drawText(QRect(0, 26, self.width(), 16), middle, words.severity(self.value))
        painter.end()


class SeverityButtons(QWidget):
    """Four buttons 1 to 4 with number and word. `chosen(object)`: the severity, None when it is taken back."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("How bad is it?"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self.buttons = tuple(_Severity(value) for value in range(1, 5))
        for each in self.buttons:
            row.addWidget(each, 1)
            each.clicked.connect(lambda on, value=each.value: self.choose(value if on else None))

    @property
    def value(self) -> int | None:
        """The severity that is on."""
        return next((each.value for each in self.buttons if each.isChecked()), None)

    def set_value(self, value: int | None) -> None:
        """Shows a severity without a signal."""
        for each in self.buttons:
            each.setChecked(each.value == value)

    def choose(self, value: int | None) -> None:
        """Chooses as the user would, by key."""
        self.set_value(value)
        self.chosen.emit(value)
