"""Which other pothole: to merge with, to link with; and which walks are split off."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QCheckBox,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from oracle import tokens
from oracle.language import _
from oracle.model.pothole import Pothole
from oracle.model.pothole_row import PotholeRow
from oracle.ui import theme
from oracle.ui.potholes.rows import place
from oracle.ui.potholes.session import short
from oracle.ui.sheet import Sheet
from oracle.ui.widgets import button, label
from oracle.ui.widgets.basics import elided
from oracle.workspace.pothole_inbox import matcher

MOST = 200  # shown at once; the field finds the others
LIST_HEIGHT = 220
_ROW = Qt.ItemDataRole.UserRole + 1
_HEIGHT = 44
_LINE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class _Rows(QStyledItemDelegate):
    """A pothole on two lines, as in the inbox: its number and title, and where it is below."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(100, _HEIGHT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        look, row, rect = theme.current(), index.data(_ROW), option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.fillRect(rect, look.colour("road_tint" if chosen else "hover" if hovered else "surface"))
        if chosen:
            painter.fillRect(rect.x(), rect.y(), 4, rect.height(), look.colour("road"))
        texts = (
            (row.label, QRect(rect.x() + 14, rect.y() + 4, 32, 20), tokens.BODY, "ink"),
            (row.title, QRect(rect.x() + 50, rect.y() + 4, rect.width() - 60, 20), tokens.BODY, "ink"),
            (place(row), QRect(rect.x() + 50, rect.y() + 22, rect.width() - 60, 18), tokens.SMALL, "ink_2"),
        )
        for text, area, kind, token in texts:
            painter.setFont(look.font(kind))
            painter.setPen(look.colour("ink" if chosen else token))
            painter.drawText(area, _LINE, elided(painter.fontMetrics(), short(text, 300), area.width()))
        painter.restore()


class OtherSheet(Sheet):
    """One of `others`, the likeliest first; typing narrows them down."""

    def __init__(
        self,
        window: QWidget,
        words: tuple[str, str, str, str, str],
        others: Sequence[PotholeRow],
        then: Callable[[str], object],
        chosen: str = "",
    ) -> None:
        title, under, warning, done, icon = words
        super().__init__(window, title, under, width=480)
        self._others, self._then = others, then
        self.field = QLineEdit()
        self.field.setPlaceholderText(_("Search titles and notes"))
        self.field.setAccessibleName(_("Search titles and notes"))
        self.field.textChanged.connect(lambda _text: self._fill())
        self.body.addWidget(self.field)
        self.list = QListWidget()
        self.list.setAccessibleName(_("The other pothole"))
        self.list.setFixedHeight(LIST_HEIGHT)
        self.list.setItemDelegate(_Rows(self.list))
        self.list.itemDoubleClicked.connect(lambda _item: self.done_choosing())
        self.body.addWidget(self.list)
        self.nothing = label(_("Nothing matches."), "secondary")
        self.body.addWidget(self.nothing)
        if warning:
            self.body.addWidget(label(warning, "small", wrap=True))
        self.action = button(done, "dark", icon, clicked=self.done_choosing)
        self.add_foot(self.action)
        self._fill(chosen)
        self.field.setFocus()

    def _fill(self, chosen: str = "") -> None:
        fits = matcher(self.field.text())
        self.list.clear()
        for row in [row for row in self._others if fits(row)][:MOST]:
            item = QListWidgetItem(f"{row.label}   {short(row.title, 90)}\n{short(place(row), 90)}")
            item.setData(Qt.ItemDataRole.UserRole, row.id)
            item.setData(_ROW, row)
            self.list.addItem(item)
            if row.id == chosen:
                self.list.setCurrentItem(item)
        if self.list.currentRow() < 0 and self.list.count():
            self.list.setCurrentRow(0)
        self.nothing.setVisible(not self.list.count())
        self.action.setEnabled(self.list.count() > 0)

    def done_choosing(self) -> None:
        """Tells which one."""
        item = self.list.currentItem()
        if item is not None:
            self.accept()
            self._then(str(item.data(Qt.ItemDataRole.UserRole)))


class SplitSheet(Sheet):
    """Which walks or steps met something else: they get a pothole of their own. At least one stays here."""

    def __init__(
        self, window: QWidget, hole: Pothole, about: str, parts: Mapping[str, str],
        then: Callable[[tuple[str, ...]], object],
    ) -> None:  # fmt: skip
        super().__init__(window, _("Split “{title}”").format(title=short(hole.title)), about)
        self._then = then
        self.boxes: dict[str, QCheckBox] = {}
        for key, words in parts.items():
            box = self.boxes[key] = QCheckBox(words.replace("&", "&&"))
            box.toggled.connect(lambda _on: self._judge())
            self.body.addWidget(box)
        self.action = button(_("Split"), "dark", "split", clicked=self.done_choosing)
        self.add_foot(self.action)
        self._judge()

    def _judge(self) -> None:
        ticked = sum(box.isChecked() for box in self.boxes.values())
        self.action.setEnabled(0 < ticked < len(self.boxes))

    def done_choosing(self) -> None:
        """Tells what goes."""
        chosen = tuple(key for key, box in self.boxes.items() if box.isChecked())
        self.accept()
        self._then(chosen)
