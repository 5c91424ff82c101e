"""Ways to choose: friction, feeling, three-state ticks, segmented switches and on-off switches."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QHBoxLayout, QSizePolicy, QWidget

from oracle import tokens, words
from oracle.language import _
from oracle.ui import theme
from oracle.ui.widgets.basics import button, tooltip
from oracle.ui.widgets.marks import paint_coin

FACES = {-2: "face-angry", -1: "face-uneasy", 0: "face-neutral", 1: "face-pleased", 2: "face-delighted"}
# Between words; within one that is longer than a line.
_WRAPPED = int(Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere)


class _Choice(QAbstractButton):
    """One of five; the chosen one is checked, and a click on it takes the choice back."""

    def __init__(self, value: int, word: str, height: int) -> None:
        super().__init__()
        self.value = value
        self.word = word
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(height)
        self.setMinimumWidth(26)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setToolTip(word)

    def _frame(self, painter: QPainter, ground: str, edge: str | None, width: float) -> None:
        look = theme.current()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(look.colour("hover" if self.underMouse() and not self.isChecked() else ground))
        painter.setPen(QPen(look.colour(edge), width) if edge else Qt.PenStyle.NoPen)
        inset = width / 2
        rect = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(rect, tokens.RADIUS_CONTROL, tokens.RADIUS_CONTROL)


class _FrictionButton(_Choice):
    def __init__(self, value: int, *, compact: bool) -> None:
        super().__init__(value, words.friction(value), 32 if compact else 48)
        self._compact = compact
        self.setAccessibleName(f"{value} {self.word}")

    def sizeHint(self) -> QSize:
        return QSize(26 if self._compact else 56, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        on, rating = self.isChecked(), tokens.rating(self.value)
        tint = tokens.rating(self.value, tint=True)
        edge = rating if on else "ink" if self.hasFocus() else "edge"
        self._frame(painter, tint if on else "surface", edge, 2 if on else 1)
        top = (self.height() - 20) / 2 if self._compact else 6
        paint_coin(painter, QRectF((self.width() - 20) / 2, top, 20, 20), self.value, on_tint=on)
        if not self._compact:
            look = theme.current()
            painter.setFont(look.font(tokens.LABEL if on else tokens.SMALL))
            painter.setPen(look.colour("ink"))
            painter.drawText(QRect(0, 27, self.width(), 18), int(Qt.AlignmentFlag.AlignCenter), self.word)
        painter.end()


class _FaceButton(_Choice):
    def __init__(self, value: int) -> None:
        super().__init__(value, words.feeling(value), 36)
        self.setAccessibleName(self.word)

    def sizeHint(self) -> QSize:
        return QSize(40, 36)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        on = self.isChecked()
        edge = "ink" if on or self.hasFocus() else None
        self._frame(painter, "road_tint" if on else "paper", edge, 2 if on else 1)
        face = theme.current().icon(FACES[self.value], "ink", 22)
        face.paint(painter, QRect((self.width() - 22) // 2, (self.height() - 22) // 2, 22, 22))
        painter.end()


class _Five(QWidget):
    """Five buttons of which none or one is chosen. `chosen(object)`: the new value or None, by the user only."""

    chosen = Signal(object)

    def __init__(self, buttons: Sequence[_Choice], name: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._buttons = tuple(buttons)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for each in self._buttons:
            row.addWidget(each, 1)
            each.clicked.connect(lambda *_checked, each=each: self._clicked(each))
            each.installEventFilter(self)

    @property
    def value(self) -> int | None:
        """What is chosen."""
        return next((each.value for each in self._buttons if each.isChecked()), None)

    def set_value(self, value: int | None) -> None:
        """Shows a choice without a signal."""
        for each in self._buttons:
            each.setChecked(each.value == value)

    def choose(self, value: int | None) -> None:
        """Chooses as the user would, by key."""
        self.set_value(value)
        self.chosen.emit(value)

    def focus_first(self) -> None:
        """Puts the focus on the chosen or the first button."""
        at = next((each for each in self._buttons if each.isChecked()), self._buttons[0])
        at.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _clicked(self, clicked: _Choice) -> None:
        self.choose(clicked.value if clicked.isChecked() else None)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and watched in self._buttons:
            at = self._buttons.index(watched)
            step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
            if step is not None and 0 <= at + step < len(self._buttons):
                self._buttons[at + step].setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return super().eventFilter(watched, event)  # type: ignore[arg-type]


class RatingButtons(_Five):
    """How rough was it? Five buttons 0 to 4 with coin and word; `compact` ones are 26 × 32 without the word."""

    def __init__(self, parent: QWidget | None = None, *, compact: bool = False) -> None:
        buttons = [_FrictionButton(value, compact=compact) for value in range(5)]
        super().__init__(buttons, _("How rough was it?"), parent)


class FeelingButtons(_Five):
    """How did it feel? Five faces, −2 to 2."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__([_FaceButton(value) for value in range(-2, 3)], _("How did it feel?"), parent)


class Tick(QAbstractButton):
    """A checklist line with three states: empty (None), ✓ (True), ✕ (False). Space goes round; Y and N set it.

    `answered(object)`: the new state, by the user only.
    """

    answered = Signal(object)
    draws_own_focus = True  # around its box alone

    def __init__(self, text: str, parent: QWidget | None = None, *, must: bool = False) -> None:
        super().__init__(parent)
        self.state: bool | None = None
        self.must = must
        self.setText(text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.clicked.connect(self._go_round)
        self.set_state(None)

    def set_state(self, state: bool | None) -> None:
        """Shows a state without a signal."""
        self.state = state
        word = {None: _("not answered"), True: _("yes"), False: _("no")}[state]
        self.setAccessibleName(f"{self.text()}: {word}")
        self.update()

    def _answer(self, state: bool | None) -> None:
        self.set_state(state)
        self.answered.emit(state)

    def _go_round(self) -> None:
        following: dict[bool | None, bool | None] = {None: True, True: False, False: None}
        self._answer(following[self.state])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text().lower() in {"y", "n"} and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._answer(event.text().lower() == "y")
        else:
            super().keyPressEvent(event)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        text = QFontMetrics(self.font()).boundingRect(QRect(0, 0, max(40, width - 26), 10_000), _WRAPPED, self.text())
        return max(24, text.height() + 6)

    def sizeHint(self) -> QSize:
        width = QFontMetrics(self.font()).horizontalAdvance(self.text()) + 30
        return QSize(min(width, 260), self.heightForWidth(min(width, 260)))

    def minimumSizeHint(self) -> QSize:
        return QSize(80, 24)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground, edge = {None: ("surface", "edge"), True: ("ink", "ink"), False: ("r4_tint", "r4")}[self.state]
        painter.setBrush(look.colour(ground))
        painter.setPen(QPen(look.colour(edge), 1))
        painter.drawRoundedRect(QRectF(2.5, 4.5, 15, 15), 4, 4)
        if self.state is not None:
            name, token = ("check", "on_ink") if self.state else ("x", "r4")
            look.icon(name, token, 14).paint(painter, QRect(3, 5, 14, 14))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.colour("road"), 2))
            painter.drawRoundedRect(QRectF(1, 3, 18, 18), 5, 5)
            painter.setPen(QPen(look.colour("ink"), 1))
            painter.drawRoundedRect(QRectF(2.5, 4.5, 15, 15), 4, 4)
        painter.setPen(look.colour("ink"))
        painter.setFont(self.font())
        area = self.rect().adjusted(26, 4, 0, 0)
        painter.drawText(area, _WRAPPED | int(Qt.AlignmentFlag.AlignTop), self.text())
        painter.end()


class Segmented(QFrame):
    """Two or more words side by side, one of them on. `chosen(str)`: the key, by the user only."""

    chosen = Signal(str)

    def __init__(
        self, choices: Sequence[tuple[str, str]], value: str, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("segmented", True)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(1, 1, 1, 1)
        row.setSpacing(0)
        self._group = QButtonGroup(self)
        self._buttons = {}
        for key, word in choices:
            each = button(word)
            each.setCheckable(True)
            each.setFixedHeight(tokens.CONTROL_HEIGHT - 2)
            each.clicked.connect(lambda *_checked, key=key: self.chosen.emit(key))
            self._group.addButton(each)
            self._buttons[key] = each
            row.addWidget(each)
        self.set_value(value)

    @property
    def value(self) -> str:
        """The key that is on."""
        return next((key for key, each in self._buttons.items() if each.isChecked()), "")

    def set_value(self, value: str) -> None:
        """Turns one on without a signal."""
        if value in self._buttons:
            self._buttons[value].setChecked(True)

    def offer(self, value: str, offered: bool) -> None:
        """Shows one, or takes it away for the time being."""
        self._buttons[value].setVisible(offered)

    def enable(self, value: str, enabled: bool, why_not: str = "") -> None:
        """Lets one be chosen, or says in its tooltip why it cannot be."""
        self._buttons[value].setEnabled(enabled)
        tooltip(self._buttons[value], "" if enabled else why_not)


class Switch(QAbstractButton):
    """On or off, 30 × 18, with its text as accessible name. `toggled(bool)` as every button."""

    def __init__(self, name: str, on: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setChecked(on)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedSize(30, 18)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        on = self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(look.colour("ink" if on else "surface"))
        painter.setPen(QPen(look.colour("ink" if on or self.hasFocus() else "edge"), 1))
        painter.drawRoundedRect(QRectF(0.5, 0.5, 29, 17), 8.5, 8.5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("road" if on else "edge"))
        painter.drawEllipse(QRectF(15 if on else 3, 3, 12, 12))
        painter.end()
