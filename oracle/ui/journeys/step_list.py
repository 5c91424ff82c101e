"""The steps of a road under their stages, as a list that the keyboard walks through."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from oracle import tokens, words
from oracle.language import _
from oracle.model.journey import Stage, Step
from oracle.ui import theme
from oracle.ui.journeys.channels import CHANNEL_ICONS

ROW, HEAD, WAIT = 48, 36, 20
STEP = Qt.ItemDataRole.UserRole
STAGE = Qt.ItemDataRole.UserRole + 1


class _Row(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        step: Step | None = index.data(STEP)
        if step is None:
            return QSize(100, HEAD)
        return QSize(100, ROW + (WAIT if step.wait else 0))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect: QRect = option.rect
        step: Step | None = index.data(STEP)
        if step is None:
            self._stage(painter, rect, index.data(STAGE))
        else:
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            over = bool(option.state & QStyle.StateFlag.State_MouseOver)
            self._step(painter, rect, step, chosen, over)
        painter.restore()

    def _stage(self, painter: QPainter, rect: QRect, stage: Stage) -> None:
        look = theme.current()
        area = rect.adjusted(2, 8, 0, 0)
        painter.setFont(look.font(tokens.STRONG))
        painter.setPen(look.colour("ink"))
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
        painter.drawText(area, flags, stage.name)
        width = painter.fontMetrics().horizontalAdvance(stage.name)
        painter.setFont(look.font(tokens.SMALL))
        painter.setPen(look.colour("ink_2"))
        painter.drawText(area.adjusted(width + 8, 0, 0, 0), flags, str(len(stage.steps)))

    def _step(self, painter: QPainter, rect: QRect, step: Step, chosen: bool, over: bool) -> None:
        look = theme.current()
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
        if step.wait:
            look.icon("hourglass", "ink_2", 12).paint(painter, QRect(rect.left() + 14, rect.top() + 5, 12, 12))
            painter.setFont(look.font(tokens.SMALL))
            painter.setPen(look.colour("ink_2"))
            area = QRect(rect.left() + 32, rect.top() + 2, rect.width() - 40, WAIT - 2)
            painter.drawText(area, flags, words.length(step.wait.length))
            rect = rect.adjusted(0, WAIT, 0, 0)
        card = QRectF(rect).adjusted(1, 2, -1, -2)
        painter.setPen(look.colour("ink" if chosen else "edge" if over else "line"))
        painter.setBrush(look.colour("road_tint" if chosen else "surface"))
        painter.drawRoundedRect(card, tokens.RADIUS_CONTROL, tokens.RADIUS_CONTROL)
        painter.setFont(look.font(tokens.LABEL))
        painter.setPen(look.colour("ink" if chosen else "ink_2"))
        painter.drawText(
            QRect(rect.left() + 8, rect.top(), 24, ROW), int(Qt.AlignmentFlag.AlignCenter), str(step.number)
        )
        right = self._signs(painter, rect, step)
        painter.setFont(look.font(tokens.STRONG))
        painter.setPen(look.colour("ink"))
        area = QRect(rect.left() + 40, rect.top(), right - rect.left() - 48, ROW)
        title = QFontMetrics(painter.font()).elidedText(step.title, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, flags, title)

    def _signs(self, painter: QPainter, rect: QRect, step: Step) -> int:
        """Channel and marks from the right; returns where they begin."""
        look = theme.current()
        painter.setFont(look.font(tokens.SMALL))
        painter.setPen(look.colour("ink_2"))
        name = QFontMetrics(painter.font()).elidedText(
            words.channel(step.channel, step.channel_label), Qt.TextElideMode.ElideRight, 110
        )
        x = rect.right() - 12 - 110
        painter.drawText(QRect(x, rect.top(), 110, ROW), int(Qt.AlignmentFlag.AlignVCenter), name)
        x -= 22
        look.icon(CHANNEL_ICONS[step.channel], "ink_2").paint(painter, QRect(x, rect.top() + 16, 16, 16))
        for wanted, icon in ((step.private, "lock"), (step.sale, "credit-card"), (step.moment_of_truth, "star-filled")):
            if wanted:
                x -= 22
                look.icon(icon, "ink").paint(painter, QRect(x, rect.top() + 17, 14, 14))
        return x


class StepList(QListWidget):
    """`chosen(step_id)` when another step is selected."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setStyleSheet("QListWidget { background: transparent; border: 0; }")
        self.setItemDelegate(_Row(self))
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Steps of the road"))
        self.currentItemChanged.connect(self._current_changed)

    def show_stages(self, stages: tuple[Stage, ...], chosen: str) -> None:
        """Shows all stages and steps, with one selected; nothing is told."""
        at = self.verticalScrollBar().value()
        self.blockSignals(True)
        self.clear()
        for stage in stages:
            head = QListWidgetItem(stage.name)
            head.setData(STAGE, stage)
            head.setFlags(Qt.ItemFlag.NoItemFlags)
            self.addItem(head)
            for step in stage.steps:
                item = QListWidgetItem(f"{step.number} {step.title}")
                item.setData(STEP, step)
                self.addItem(item)
                if step.id == chosen:
                    self.setCurrentItem(item)
        self.blockSignals(False)
        self.verticalScrollBar().setValue(at)
        if self.currentItem() is not None:
            self.scrollToItem(self.currentItem())

    @property
    def current(self) -> Step | None:
        """The selected step."""
        item = self.currentItem()
        step: Step | None = item.data(STEP) if item is not None else None
        return step

    def _current_changed(self, item: QListWidgetItem | None, _before: QListWidgetItem | None) -> None:
        step = item.data(STEP) if item is not None else None
        if step is not None:
            self.chosen.emit(step.id)
