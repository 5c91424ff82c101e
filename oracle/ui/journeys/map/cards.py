"""The map's controls: a card for a step, a head for a stage, and the buttons that add one."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleStateChangeEvent,
    QContextMenuEvent,
    QEnterEvent,
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QWidget

from oracle import tokens, words
from oracle.language import _, ngettext
from oracle.model.journey import Stage, Step
from oracle.ui import theme
from oracle.ui.journeys.map.card_picture import CardPictures, Look, foot_text, paint_icon, scaled_font
from oracle.ui.widgets.basics import elided, plain_tip


class Hands(Protocol):
    """Who answers to the pointer and to keys on an item of the map."""

    def press(self, item: MapItem, event: QMouseEvent) -> None:
        """A button goes down on it."""

    def drag(self, item: MapItem, event: QMouseEvent) -> None:
        """The pointer moves with a button down."""

    def release(self, item: MapItem, event: QMouseEvent) -> None:
        """The button goes up."""

    def double_click(self, item: MapItem, event: QMouseEvent) -> None:
        """Two clicks."""

    def key(self, item: MapItem, event: QKeyEvent) -> bool:
        """A key; False when it means nothing."""

    def menu(self, item: MapItem, place: QPoint) -> None:
        """Its menu is wanted, at that place on the screen."""

    def focus(self, item: MapItem | None) -> None:
        """The keyboard came to it, or left the map."""


class MapItem(QAbstractButton):
    """What the keyboard can stand on. Only one of a map is reached by Tab; the arrows lead to the others."""

    def __init__(self, hands: Hands, parent: QWidget) -> None:
        super().__init__(parent)
        self._hands = hands
        self.setProperty("look", "bare")  # the map draws the focus ring itself: it grows with the zoom
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.factor = 1.0
        self.over = False

    def sizeHint(self) -> QSize:
        return self.size()

    def place(self, area: QRect, factor: float) -> None:
        """Puts it there, at that zoom."""
        if factor != self.factor:
            self.factor = factor
            self.update()
        if area != self.geometry():
            self.setGeometry(area)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.over = True
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self.over = False
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._hands.focus(self)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._hands.focus(None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._hands.press(self, event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hands.drag(self, event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._hands.release(self, event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._hands.double_click(self, event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self._hands.menu(self, event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._hands.key(self, event):
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        event.ignore()


class StepCard(MapItem):
    """A step. Its picture comes from a store that all cards share."""

    def __init__(self, step: Step, pictures: CardPictures, hands: Hands, parent: QWidget) -> None:
        super().__init__(hands, parent)
        self.step = step
        self.faded = False
        self._pictures = pictures
        self._stage: str | None = None
        self.setCheckable(True)

    def show_step(self, step: Step, stage: str) -> None:
        """Shows the step as it is now, in a stage of that name."""
        if step is self.step and stage == self._stage:
            return
        if step is not self.step:
            self.step = step
            self.update()
        self._stage = stage
        self.setAccessibleName(_story(step, stage))
        self.setToolTip(plain_tip(step.title if len(step.title) > 30 else ""))

    def set_selected(self, selected: bool) -> None:
        """Marks it as selected, also for a screen reader."""
        if selected != self.isChecked():
            self.setChecked(selected)
            state = QAccessible.State()
            state.selected = True
            QAccessible.updateAccessibility(QAccessibleStateChangeEvent(self, state))
            self.update()

    def set_faded(self, faded: bool) -> None:
        """Pale while it is dragged."""
        if faded != self.faded:
            self.faded = faded
            self.update()

    def nextCheckState(self) -> None:
        """The document says what is selected, not the click."""

    def look(self) -> Look:
        """How it looks now."""
        return Look(self.width(), self.height(), self.factor, self.isChecked(), self.over, self.faded)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._pictures.of(self.step, self.look(), self.devicePixelRatioF()))
        painter.end()


class StageHead(MapItem):
    """The name of a stage and how many steps it has; its menu at the right when pointer or keyboard are on it."""

    def __init__(self, hands: Hands, parent: QWidget) -> None:
        super().__init__(hands, parent)
        self.index = 0
        self.name = ""
        self._count = 0

    def show_stage(self, index: int, stage: Stage) -> None:
        """Shows the stage at that index."""
        shown = (index, stage.name, len(stage.steps))
        if shown == (self.index, self.name, self._count):
            return
        self.index, self.name, self._count = shown
        steps = ngettext("{n} step", "{n} steps", self._count).format(n=self._count)
        self.setAccessibleName(_("Stage {name}, {steps}").format(name=stage.name, steps=steps))
        self.setToolTip(plain_tip(stage.name if len(stage.name) > 14 else ""))
        self.update()

    def open_menu(self) -> None:
        """Shows its menu under its right end."""
        self._hands.menu(self, self.mapToGlobal(self.menu_area().bottomLeft()))

    def menu_area(self) -> QRect:
        """Where a click opens its menu."""
        side = self.height()
        return QRect(self.width() - side, 0, side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, f = theme.current(), self.factor
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        active = self.over or self.hasFocus()
        room = self.width() - (self.height() if active else 0)
        count, strong, small = str(self._count), scaled_font(tokens.STRONG, f), scaled_font(tokens.SMALL, f)
        wide = QFontMetricsF(small).horizontalAdvance(count) + 6 * f
        name = elided(QFontMetricsF(strong), self.name, room - wide - 4 * f)
        middle = int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
        painter.setFont(strong)
        painter.setPen(look.colour("ink"))
        painter.drawText(QRectF(2 * f, 0, room, self.height()), middle, name)
        left = 2 * f + QFontMetricsF(strong).horizontalAdvance(name) + 6 * f
        painter.setFont(small)
        painter.setPen(look.colour("ink_2"))
        painter.drawText(QRectF(left, 0, wide, self.height()), middle, count)
        if active:
            side = round(14 * f)
            area = self.menu_area()
            box = QRect(area.center().x() - side // 2, area.center().y() - side // 2, side, side)
            paint_icon(painter, "ellipsis", "ink_2", box)
        painter.end()


class AddStep(MapItem):
    """ "Add a step" at the foot of a stage."""

    def __init__(self, hands: Hands, parent: QWidget) -> None:
        super().__init__(hands, parent)
        self.index = 0

    def show_stage(self, index: int, name: str) -> None:
        """Adds to the stage at that index."""
        self.index = index
        self.setAccessibleName(_("Add a step to {stage}").format(stage=name))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, f = theme.current(), self.factor
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(look.colour("ink" if self.hasFocus() else "edge"), 1, Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([3, 2.5])
        painter.setPen(pen)
        painter.setBrush(look.colour("hover") if self.over else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8 * f, 8 * f)
        font, text = scaled_font(tokens.SMALL, f), _("Add a step")
        painter.setFont(font)
        painter.setPen(look.colour("ink_2"))
        side = round(12 * f)
        wide = side + 4 * f + QFontMetricsF(font).horizontalAdvance(text)
        left = (self.width() - wide) / 2
        paint_icon(painter, "plus", "ink_2", QRect(round(left), (self.height() - side) // 2, side, side))
        area = QRectF(left + side + 4 * f, 0, wide, self.height())
        painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), text)
        painter.end()


class AddStage(MapItem):
    """The plus behind the last stage."""

    def __init__(self, hands: Hands, parent: QWidget) -> None:
        super().__init__(hands, parent)
        self.setAccessibleName(_("Add a stage"))
        self.setToolTip(plain_tip(_("Add a stage")))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, f = theme.current(), self.factor
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.over or self.isDown():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("press"))
            painter.drawRoundedRect(QRectF(self.rect()), tokens.RADIUS_CONTROL, tokens.RADIUS_CONTROL)
        side = round(14 * f)
        box = QRect((self.width() - side) // 2, (self.height() - side) // 2, side, side)
        paint_icon(painter, "plus", "ink_2", box)
        painter.end()


def _story(step: Step, stage: str) -> str:
    """A card in words: "Step 10, Waits for the parcel. Delivery. Carrier · Jonas. After a wait of 3 days."."""
    told = [_("Step {n}, {title}").format(n=step.number, title=step.title), stage, foot_text(step)]
    if step.wait:
        told.append(_("After a wait of {length}").format(length=words.length(step.wait.length)))
    marks = ((step.moment_of_truth, _("Moment of truth")), (step.sale, _("The sale")), (step.private, _("Private")))
    told.extend(word for wanted, word in marks if wanted)
    return ". ".join(told) + "."
