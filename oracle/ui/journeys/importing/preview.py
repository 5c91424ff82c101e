"""What will be made: the stages and steps as read, what was left out, and whose journey it becomes."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QSizePolicy, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from oracle import words
from oracle.language import _, ngettext
from oracle.model.journey import Stage, Step
from oracle.model.ratings import Kind
from oracle.sheets import Reading
from oracle.ui.widgets import Field, Segmented, label, labelled
from oracle.ui.widgets.basics import plain_tip

NEW, APPEND = "new", "append"
_SIDE = 300
_ROAD = 28  # height of a road in the list
_STEP = 24  # height of a step in the tree


class PreviewPage(QWidget):
    """`changed()`: something was typed or chosen."""

    changed = Signal()

    def __init__(self, kind: Kind, business: str, journey: str = "", parent: QWidget | None = None) -> None:
        """`journey`: the title of the open journey that the steps may be added to; "" for none."""
        super().__init__(parent)
        self._journey = journey
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(20)
        row.addLayout(self._left(), 1)
        row.addWidget(self._right(kind, business))

    def _left(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(6)
        self.about = label("", "label")
        self.tree = QTreeWidget()
        self.tree.setHeaderHidden(True)
        self.tree.setAccessibleName(_("Stages and steps that will be made"))
        self.tree.setUniformRowHeights(True)
        self.tree.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.remarks_head = label("", "label")
        self.remarks = QListWidget()
        self.remarks.setAccessibleName(_("Remarks"))
        self.remarks.setWordWrap(True)
        self.remarks.setFixedHeight(112)
        column.addWidget(self.about)
        column.addWidget(self.tree, 1)
        column.addWidget(self.remarks_head)
        column.addWidget(self.remarks)
        return column

    def _right(self, kind: Kind, business: str) -> QWidget:
        side = QWidget()
        side.setFixedWidth(_SIDE)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.target = Segmented(
            [(NEW, _("A new journey")), (APPEND, _("The open one"))], APPEND if self._journey else NEW, _("Import as")
        )
        self.target.chosen.connect(lambda _key: self._arrange())
        self.target.setVisible(bool(self._journey))
        self.behind = label(
            _("The steps go behind those of “{journey}”, stage by stage.").format(journey=self._journey),
            "secondary",
            wrap=True,
        )
        self.title = Field(_("Name of the journey"))
        self.title.edit.setMaxLength(200)
        self.business = Field(_("Business"), _("Its name, as customers know it"), value=business)
        self.persona = Field(_("Persona"), _("A first name for the customer you play"))
        self.kind = kind_list(kind)
        self._new = (self.title, self.business, self.persona, labelled(_("Which road?"), self.kind))
        column.addWidget(self.target)
        column.addWidget(self.behind)
        for widget in self._new:
            column.addWidget(widget)
        for field in (self.title, self.business, self.persona):
            field.edit.textEdited.connect(lambda _text: self.changed.emit())
        column.addStretch(1)
        self._arrange()
        return side

    @property
    def appends(self) -> bool:
        """Whether the steps go to the open journey."""
        return bool(self._journey) and self.target.value == APPEND

    @property
    def chosen_kind(self) -> Kind:
        """The road of the new journey."""
        item = self.kind.currentItem()
        return Kind(item.data(Qt.ItemDataRole.UserRole)) if item else Kind.OTHER

    def show_reading(self, reading: Reading, title: str) -> None:
        """Shows what was read; `title` is proposed where none was typed."""
        self.title.set_text(self.title.text or title)
        steps, stages = reading.steps, len(reading.stages)
        said = (
            ngettext("{n} stage", "{n} stages", stages).format(n=stages),
            ngettext("{n} step", "{n} steps", steps).format(n=steps),
        )
        self.about.setText(" · ".join(said))
        self.tree.clear()
        self.tree.addTopLevelItems([_branch(stage) for stage in reading.stages])
        self.tree.expandAll()
        count = len(reading.remarks)
        self.remarks.clear()
        self.remarks.addItems(list(reading.remarks))
        self.remarks_head.setText(ngettext("{n} remark", "{n} remarks", count).format(n=count))
        for widget in (self.remarks, self.remarks_head):
            widget.setVisible(bool(count))

    def _arrange(self) -> None:
        for widget in self._new:
            widget.setVisible(not self.appends)
        self.behind.setVisible(self.appends)
        self.changed.emit()


def kind_list(kind: Kind) -> QListWidget:
    """The roads to choose from, that one chosen."""
    made = QListWidget()
    made.setAccessibleName(_("Which road?"))
    made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    for at, each in enumerate(Kind):
        made.addItem(words.kind(each))
        made.item(at).setData(Qt.ItemDataRole.UserRole, each.value)
        if each is kind:
            made.setCurrentRow(at)
    made.setFixedHeight(made.count() * _ROAD + 6)
    made.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return made


def _branch(stage: Stage) -> QTreeWidgetItem:
    branch = QTreeWidgetItem([stage.name])
    font = branch.font(0)
    font.setBold(True)
    branch.setFont(0, font)
    branch.setSizeHint(0, QSize(0, _STEP))
    for step in stage.steps:
        text = _told(step)
        leaf = QTreeWidgetItem([text])
        leaf.setToolTip(0, plain_tip(text))
        leaf.setSizeHint(0, QSize(0, _STEP))
        branch.addChild(leaf)
    return branch


def _told(step: Step) -> str:
    parts = [f"{step.number}  {step.title}", words.channel(step.channel, step.channel_label), step.handled_by]
    if step.wait:
        parts.append(_("wait {length}").format(length=words.length(step.wait.length)))
    lines = len(step.checklist)
    if lines:
        parts.append(ngettext("{n} line", "{n} lines", lines).format(n=lines))
    return " · ".join(part for part in parts if part)
