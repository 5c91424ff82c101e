"""Labels, buttons and lines, made in one place so that they are always plain text and always named."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, QTimer
from PySide6.QtGui import (
    QCursor,
    QFont,
    QFontMetrics,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QLabel, QMenu, QPushButton, QSizePolicy, QWidget

from oracle.ui import style, theme

TextStyle = Literal[
    "hero", "lead", "page", "card", "strong", "body", "secondary", "small", "small-ink", "label", "label-ink",
    "danger", "number", "number-none", "key",
]  # fmt: skip
Look = Literal["dark", "plain", "quiet", "danger", "link", "toast", "find", "fact"]
Size = Literal["normal", "small", "row"]

_TIGHT = {"hero": 97.5, "page": 99.0, "number": 98.0}  # letter spacing in per cent of the large styles
_LONG = 24  # characters of the longest word that no pane is too narrow for
_LEAST = 80  # px: how narrow a label gets that breaks such a word
# As `html.escape` does, which loads the names of two thousand letters that the first window has no use for.
_ESCAPED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_ICON_TOKENS = {
    "dark": "on_ink",
    "quiet": "ink_2",
    "danger": "danger",
    "link": "link",
    "toast": "on_ink",
    "find": "ink_2",
}


def label(text: str = "", style: TextStyle = "body", parent: QWidget | None = None, *, wrap: bool = False) -> QLabel:
    """A label of plain text."""
    made = _Paragraph(parent) if wrap else QLabel(parent)
    _dress(made, text, style, wrap=wrap)
    return made


def _dress(made: QLabel, text: str, style: TextStyle, *, wrap: bool) -> None:
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setText(text)
    made.setProperty("text_style", style)
    made.setWordWrap(wrap)
    if style in _TIGHT:
        font = made.font()
        font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, _TIGHT[style])
        made.setFont(font)
    if wrap:
        made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)


class _Paragraph(QLabel):
    """A label of several lines, as far apart as its text style says; Qt would set them as tight as the font allows.

    A word that is longer than a line is broken, such as an address: Qt would make the label as wide as the word.
    """

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._heights: dict[int, int] = {}  # by width: layouts ask dozens of times for the same
        self._breaks = False

    def setText(self, text: str) -> None:
        self._heights.clear()
        self._breaks = len(text) > _LONG and max(map(len, text.split()), default=0) > _LONG
        super().setText(text)

    def changeEvent(self, event: QEvent) -> None:
        self._heights.clear()  # the font may be another
        super().changeEvent(event)

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = self._broken(width) if self._breaks else self._spaced(super().heightForWidth(width))
        return self._heights[width]

    def sizeHint(self) -> QSize:
        size = super().sizeHint()
        if self._breaks:
            width = min(size.width(), _LONG * self.fontMetrics().averageCharWidth())
            return QSize(width, self.heightForWidth(width))
        return QSize(size.width(), self._spaced(size.height()))

    def minimumSizeHint(self) -> QSize:
        return QSize(_LEAST, self.fontMetrics().lineSpacing()) if self._breaks else super().minimumSizeHint()

    def _broken(self, width: int) -> int:
        """The height at that width with its long words broken."""
        sides = self.contentsMargins()
        room = max(width - sides.left() - sides.right(), 1)
        return self._laid_out(room)[1] + sides.top() + sides.bottom()

    def _spaced(self, height: int) -> int:
        """The height for lines that Qt would set `height` high."""
        lines = round(height / self.fontMetrics().lineSpacing())
        return height + max(0, lines - 1) * self._lead()

    def _lead(self) -> int:
        """What a line of the style has more than one of the font."""
        line = style.TEXT_STYLES[str(self.property("text_style"))][1].line
        return max(0, round(line * theme.current().scale) - self.fontMetrics().lineSpacing())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        room = self.contentsRect()
        text, height = self._laid_out(room.width())
        spare = room.height() - height
        below = {Qt.AlignmentFlag.AlignTop: 0, Qt.AlignmentFlag.AlignBottom: spare}
        vertical = self.alignment() & Qt.AlignmentFlag.AlignVertical_Mask
        text.draw(painter, QPointF(room.x(), room.y() + below.get(vertical, spare // 2)))
        painter.end()

    def _laid_out(self, width: int) -> tuple[QTextLayout, int]:
        """The text in lines, broken where Qt breaks a label's text; its height."""
        way = _direction(self.text())
        across = self.alignment()
        if way == Qt.LayoutDirection.RightToLeft:
            from PySide6.QtWidgets import QStyle  # takes longer to load than all else that a first window paints with

            across = QStyle.visualAlignment(way, across)
        options = QTextOption(across & Qt.AlignmentFlag.AlignHorizontal_Mask)
        options.setTextDirection(way)
        if self._breaks:
            options.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        text = QTextLayout(self.text().replace("\n", "\u2028"), self.font(), self)
        text.setTextOption(options)
        text.beginLayout()
        below, lead = 0.0, self._lead()
        while (line := text.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, below))
            below += line.height() + lead
        text.endLayout()
        return text, round(below - lead)


class _Problem(_Paragraph):
    """One sentence on what is wrong, after its sign."""

    _SIGN, _GAP = 14, 6

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setContentsMargins(self._SIGN + self._GAP, 0, 0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        theme.current().icon("triangle-alert", "danger", self._SIGN).paint(painter, 0, 1, self._SIGN, self._SIGN)
        painter.end()


def problem(text: str = "") -> QLabel:
    """What is wrong, in one sentence, with its sign: below a field or at the foot of a sheet."""
    made = _Problem(None)
    _dress(made, text, "danger", wrap=True)
    return made


def _direction(text: str) -> Qt.LayoutDirection:
    """Which way a text runs: as its first letter does that runs either way."""
    first = next((way for way in map(unicodedata.bidirectional, text) if way in {"L", "R", "AL"}), "L")
    return Qt.LayoutDirection.LeftToRight if first == "L" else Qt.LayoutDirection.RightToLeft


def elided(metrics: QFontMetrics | QFontMetricsF, text: str, room: float) -> str:
    """As much of a text as `room` pixels hold, then "…", which ends a text that runs leftward at its left."""
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(room))
    leftward = shown != text and _direction(text) == Qt.LayoutDirection.RightToLeft
    return f"{shown}\u200f" if leftward else shown


def in_lines(metrics: QFontMetrics, text: str, width: int, most: int) -> list[str]:
    """`text` in at most `most` lines, the last one elided where it does not fit."""
    lines: list[str] = []
    rest = text.split()
    while rest and len(lines) < most - 1:
        taken = 1
        while taken < len(rest) and metrics.horizontalAdvance(" ".join(rest[: taken + 1])) <= width:
            taken += 1
        lines.append(elided(metrics, " ".join(rest[:taken]), width))
        rest = rest[taken:]
    if rest:
        lines.append(elided(metrics, " ".join(rest), width))
    return lines


def KeyLabel(key: str, parent: QWidget | None = None) -> QLabel:
    """A key as printed on the keyboard: "Ctrl K"."""
    made = label(key, "key", parent)
    made.setAlignment(Qt.AlignmentFlag.AlignCenter)
    made.setFixedHeight(18)
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return made


class _Button(QPushButton):
    """Enter presses the button that has the focus; Qt would press nothing, or in a sheet its one dark button."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.NoModifier
        if not plain or event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self.click()

    def setMenu(self, menu: QMenu) -> None:
        super().setMenu(menu)
        menu.aboutToHide.connect(lambda: QTimer.singleShot(0, self, self._tell_hover))

    def _tell_hover(self) -> None:
        """The pointer went elsewhere while the menu was open: nobody told the button, which would stay grey."""
        if self.underMouse() and not self.rect().contains(self.mapFromGlobal(QCursor.pos())):
            self.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)
            self.update()


def button(
    text: str,
    look: Look = "plain",
    icon: str | None = None,
    *,
    size: Size = "normal",
    clicked: Callable[[], object] | None = None,
    parent: QWidget | None = None,
    tip: str = "",
    strong: bool = False,
) -> QPushButton:
    """A push button; `dark` is the one primary action of a screen. `clicked` is called without arguments."""
    made = _Button(text.replace("&", "&&"), parent)
    made.setProperty("look", look)
    made.setProperty("extent", size)
    made.setAutoDefault(False)
    if strong:
        made.setProperty("strong", True)
    if icon is not None:
        side = 16 if size == "normal" else 14
        token = "ink" if strong else _ICON_TOKENS.get(look, "ink")
        made.setProperty("icon_name", icon)
        made.setIcon(theme.current().icon(icon, token, side))
        # A little wider than the icon, which stands at the left: the gap to the text is 6 px.
        made.setIconSize(QSize(side + 2 if text else side, side))
    if tip:
        tooltip(made, tip)
    made.setAccessibleName(text)
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    if clicked is not None:
        made.clicked.connect(lambda *_checked: clicked())
    return made


def icon_button(
    icon: str,
    name: str,
    look: Look = "quiet",
    *,
    size: Size = "normal",
    clicked: Callable[[], object] | None = None,
    parent: QWidget | None = None,
) -> QPushButton:
    """A square button with an icon; `name` is its accessible name and its tooltip."""
    made = button("", look, icon, size=size, clicked=clicked, parent=parent, tip=name)
    made.setProperty("shape", "icon")
    made.setAccessibleName(name)
    return made


def set_look(widget: QWidget, name: str, value: object) -> None:
    """Changes a property that the style sheet looks at, and restyles the widget when it is another."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    if name == "look" and isinstance(widget, QPushButton) and not widget.icon().isNull():
        _retint(widget)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def _retint(widget: QPushButton) -> None:
    name = widget.property("icon_name")
    if name:
        token = _ICON_TOKENS.get(str(widget.property("look")), "ink")
        widget.setIcon(theme.current().icon(str(name), token, widget.iconSize().height()))


def tooltip(widget: QWidget, text: str) -> None:
    """A tooltip of plain text: Qt would read text that looks like markup as markup."""
    widget.setToolTip(plain_tip(text))


def plain_tip(text: str) -> str:
    """Text as Qt's tooltips take it without reading anything into it."""
    return f"<p style='white-space: pre-wrap; margin: 0'>{text.translate(_ESCAPED)}</p>" if text else ""


def icon_label(name: str, token: str = "ink", size: int = 16, parent: QWidget | None = None) -> IconLabel:
    """An icon that stands for itself; purely decorative for screen readers."""
    return IconLabel(name, token, size, parent)


class IconLabel(QWidget):
    """See `icon_label`."""

    def __init__(self, name: str, token: str, size: int, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._token, self._size = token, size
        self.setFixedSize(size, size)
        self.show_icon(name)

    def show_icon(self, name: str) -> None:
        """Shows another icon in its place."""
        self._icon = theme.current().icon(name, self._token, self._size)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._icon.paint(painter, self.rect())
        painter.end()


def line(direction: Literal["across", "down"] = "across", parent: QWidget | None = None) -> QFrame:
    """A hairline."""
    made = QFrame(parent)
    made.setProperty("line", direction)
    if direction == "across":
        made.setFixedHeight(1)
    else:
        made.setFixedWidth(1)
    return made


class Elided(QLabel):
    """A label of one line that ends in "…" where it does not fit, and then has the whole text as tooltip."""

    def __init__(self, text: str = "", style: TextStyle = "body", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("text_style", style)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setText(text)

    def setText(self, text: str) -> None:
        super().setText(" ".join(text.split()))
        self.setAccessibleName(self.text())

    def minimumSizeHint(self) -> QSize:
        return QSize(16, super().minimumSizeHint().height())

    def elided_text(self) -> str:
        """What is seen at the present width."""
        return elided(QFontMetrics(self.font()), self.text(), self.contentsRect().width())

    def paintEvent(self, event: QPaintEvent) -> None:
        shown = self.elided_text()
        self.setToolTip(plain_tip(self.text()) if shown != self.text() else "")
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.contentsRect(), int(self.alignment() | Qt.TextFlag.TextSingleLine), shown)
        painter.end()
