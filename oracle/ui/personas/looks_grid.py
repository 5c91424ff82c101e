"""Where she looks: a tick for each stage and channel, walked through with the arrow keys."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from oracle import tokens, words
from oracle.language import _
from oracle.model.ratings import ChannelKind
from oracle.report.charts.channel_icons import CHANNEL_ICONS
from oracle.ui import theme
from oracle.ui.widgets import icon_label, label, line
from oracle.ui.widgets.basics import tooltip

Look = tuple[str, ChannelKind]  # (name of the stage, channel)
STAGE_WIDTH = 112
UPRIGHT = 68  # px that the longest word takes standing
CHANNELS = tuple(ChannelKind)
STEPS = {Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1), Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0)}


def usual_stages() -> tuple[str, ...]:
    """The stages of a road that nobody has named otherwise."""
    return (_("Awareness"), _("Consideration"), _("Decision"), _("Delivery"), _("Loyalty"))


class LooksGrid(QWidget):
    """`changed(tuple[Look, …])`: all that is ticked, by stage."""

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Where they look, by stage and channel"))
        self.boxes: dict[Look, QCheckBox] = {}
        self._stages: tuple[str, ...] = ()
        self._heads: list[_Head] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(0)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnMinimumWidth(0, STAGE_WIDTH)
        for column, channel in enumerate(CHANNELS, 1):
            self._grid.addWidget(
                icon_label(CHANNEL_ICONS[channel], "ink_2", 16), 0, column, Qt.AlignmentFlag.AlignCenter
            )
            head = _Head(words.channel(channel))
            self._heads.append(head)
            self._grid.addWidget(head, 1, column)
            self._grid.setColumnStretch(column, 1)

    def show_looks(self, stages: tuple[str, ...], looks: tuple[Look, ...]) -> None:
        """The stages as rows, and what is ticked; nothing is told."""
        stages = stages or usual_stages()
        if stages != self._stages:
            self._build(stages)
        ticked = set(looks)
        for key, box in self.boxes.items():
            box.blockSignals(True)
            box.setChecked(key in ticked)
            box.blockSignals(False)

    @property
    def looks(self) -> tuple[Look, ...]:
        """What is ticked, by stage."""
        return tuple(key for key, box in self.boxes.items() if box.isChecked())

    def _build(self, stages: tuple[str, ...]) -> None:
        self._stages = stages
        for old in self.findChildren(QWidget, "row", Qt.FindChildOption.FindDirectChildrenOnly):
            self._grid.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.boxes = {}
        for at, stage in enumerate(stages):
            row = 2 + 2 * at
            rule = line()
            name = label(stage, "body", wrap=True)
            name.setFixedWidth(STAGE_WIDTH)
            name.setMinimumHeight(36)
            for part in (rule, name):
                part.setObjectName("row")
            self._grid.addWidget(rule, row, 0, 1, len(CHANNELS) + 1)
            self._grid.addWidget(name, row + 1, 0)
            for column, channel in enumerate(CHANNELS, 1):
                self._grid.addWidget(self._box(stage, channel), row + 1, column, Qt.AlignmentFlag.AlignCenter)
        self._only_one_stop(next(iter(self.boxes.values()), None))

    def _box(self, stage: str, channel: ChannelKind) -> QCheckBox:
        box = QCheckBox()
        box.setObjectName("row")
        box.setFixedSize(20, 20)
        said = _("{stage}: {channel}").format(stage=stage, channel=words.channel(channel))
        box.setAccessibleName(said)
        tooltip(box, said)
        box.toggled.connect(lambda _on: self.changed.emit(self.looks))
        box.installEventFilter(self)
        self.boxes[(stage, channel)] = box
        return box

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = (self.width() - STAGE_WIDTH) // len(CHANNELS)
        upright = any(head.word_width > room for head in self._heads)
        for head in self._heads:
            head.set_upright(upright)

    # ---- keys: Tab stops once, arrows go on from there

    def _only_one_stop(self, stop: QCheckBox | None) -> None:
        for box in self.boxes.values():
            box.setFocusPolicy(Qt.FocusPolicy.StrongFocus if box is stop else Qt.FocusPolicy.ClickFocus)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QCheckBox):
            self._only_one_stop(watched)
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in STEPS:
            self._step(watched, *STEPS[Qt.Key(event.key())])
            return True
        return super().eventFilter(watched, event)

    def _step(self, box: QObject, down: int, across: int) -> None:
        stage, channel = next(key for key, each in self.boxes.items() if each is box)
        row, column = self._stages.index(stage) + down, CHANNELS.index(channel) + across
        if 0 <= row < len(self._stages) and 0 <= column < len(CHANNELS):
            self.boxes[(self._stages[row], CHANNELS[column])].setFocus(Qt.FocusReason.TabFocusReason)


class _Head(QWidget):
    """The name of a channel above its column; upright, from below, where the columns are narrow."""

    def __init__(self, word: str) -> None:
        super().__init__()
        self._word = word
        self._upright = False
        self.setAccessibleName(word)
        self.set_upright(False)

    @property
    def word_width(self) -> int:
        """Pixels that the word takes lying."""
        return QFontMetrics(theme.current().font(tokens.SMALL)).horizontalAdvance(self._word) + 4

    def set_upright(self, upright: bool) -> None:
        """Turns the word."""
        self._upright = upright
        self.setFixedHeight(UPRIGHT if upright else 20)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setFont(look.font(tokens.SMALL))
        painter.setPen(look.colour("ink_2"))
        if self._upright:
            painter.translate(0, self.height())
            painter.rotate(-90)
            area = QRect(4, 0, self.height() - 4, self.width())
            painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), self._word)
        else:
            painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), self._word)
        painter.end()
