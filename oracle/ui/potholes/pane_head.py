"""The upper and the lower edge of the pane: how bad and where it stands; what to do next."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QMenu, QSizePolicy, QWidget

from oracle import tokens, words
from oracle.language import _
from oracle.model.pothole import Pothole
from oracle.model.ratings import State
from oracle.ui import theme
from oracle.ui.potholes.states import STATE_ICONS
from oracle.ui.widgets import button, icon_button, label
from oracle.ui.widgets.marks import CHIP_HEIGHT, chip_width, paint_chip

MARGIN = 20


class ChipButton(QAbstractButton):
    """A severity that is changed by pressing it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.severity: int | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.show_severity(None)

    def show_severity(self, severity: int | None) -> None:
        """Shows 1 to 4, None: not rated yet."""
        self.severity = severity
        self.setAccessibleName(_("Severity: {said}").format(said=words.rating(severity)))
        self.setToolTip(_("Change the severity (1 to 4)"))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(chip_width(self.severity), CHIP_HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = QRectF(self.rect())
        paint_chip(painter, rect, self.severity)
        if self.underMouse() or self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.current().colour("ink"), 1))
            painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), tokens.RADIUS_CONTROL, tokens.RADIUS_CONTROL)
        painter.end()


class _StateIcon(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(14, 14)
        self.state = State.OPEN

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme.current().icon(STATE_ICONS[self.state], "ink_2", 14).paint(painter, self.rect())
        painter.end()


class PaneHead(QWidget):
    """Severity, state, the way to the neighbours, and the menu. `stepped(±1)`, `severity_asked()`."""

    stepped = Signal(int)
    severity_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(48)
        row = QHBoxLayout(self)
        row.setContentsMargins(MARGIN, 6, 14, 0)
        row.setSpacing(8)
        self.chip = ChipButton()
        self.chip.clicked.connect(lambda *_checked: self.severity_asked.emit())
        self._icon = _StateIcon()
        self.state = label("", "small-ink")
        inner = QHBoxLayout()
        inner.setSpacing(5)
        inner.addWidget(self._icon)
        inner.addWidget(self.state)
        row.addWidget(self.chip)
        row.addLayout(inner)
        row.addStretch(1)
        self.before = icon_button(
            "chevron-up", _("Pothole before (K)"), size="row", clicked=lambda: self.stepped.emit(-1)
        )
        self.after = icon_button(
            "chevron-down", _("Next pothole (J)"), size="row", clicked=lambda: self.stepped.emit(1)
        )
        self.more = icon_button("ellipsis", _("More"), size="row")
        self.more.setProperty("menu", True)
        self.menu = QMenu(self.more)
        self.more.setMenu(self.menu)
        for each in (self.before, self.after, self.more):
            row.addWidget(each)

    def show_pothole(self, hole: Pothole) -> None:
        """Shows how bad it is and where its repair stands."""
        self.chip.show_severity(hole.severity)
        self._icon.state = hole.state
        self._icon.update()
        self.state.setText(words.state(hole.state))


class PaneFoot(QFrame):
    """The state, and the one thing to do next. `state_asked()`, `done()`."""

    state_asked = Signal()
    done = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(56)
        self.setProperty("foot", True)
        row = QHBoxLayout(self)
        row.setContentsMargins(MARGIN, 0, MARGIN, 0)
        row.setSpacing(8)
        self.state = button("", clicked=self.state_asked.emit)
        self.state.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.state.setIcon(theme.current().icon("chevron-down", "ink_2", 14))
        self.primary = button(_("Mark repaired"), "dark", "wrench", clicked=self.done.emit)
        row.addWidget(self.state)
        row.addStretch(1)
        row.addWidget(self.primary)

    def show_state(self, state: State) -> None:
        """Shows the state, and what comes after it."""
        text = _("State: {state}").format(state=words.state(state))
        self.state.setText(text.replace("&", "&&"))
        self.state.setAccessibleName(text)
        word, icon = {
            State.REPAIRED: (_("Walk it again"), "footprints"),
            State.VERIFIED: (_("Open again"), "rotate-ccw"),
            State.WONT_REPAIR: (_("Open again"), "rotate-ccw"),
        }.get(state, (_("Mark repaired"), "wrench"))
        if self.primary.text() != word:
            self.primary.setText(word)
            self.primary.setAccessibleName(word)
            self.primary.setIcon(theme.current().icon(icon, "on_ink", 16))
