"""What can be chosen for a report: walks, words, letterhead, parts, paper."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from oracle import words
from oracle.language import _, ngettext
from oracle.model.walk import WalkCard
from oracle.report.content import Notice
from oracle.ui import dates, settings, theme
from oracle.ui.context import Context
from oracle.ui.reports.checks import Checks
from oracle.ui.reports.sections import Sections
from oracle.ui.reports.writing import Letterhead
from oracle.ui.widgets import Field, button, label, labelled, scrolls_past
from oracle.ui.widgets.basics import set_look, tooltip

LONGEST = 24  # characters of a journey's title on a button


class OptionsPane(QWidget):
    """`changed()`: the report is another one now. `asked(notice)`: go to a place of the check.

    `answered(notice, PrivacyAnswer)`: what a picture of the check shows.
    """

    changed = Signal()
    asked = Signal(object)
    answered = Signal(object, object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.ticks: dict[str, QCheckBox] = {}
        self._cards: dict[str, WalkCard] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 14, 20, 24)
        column.setSpacing(12)
        self.checks = Checks()
        self.checks.asked.connect(self.asked)
        self.checks.answered.connect(self.answered)
        column.addWidget(self.checks)
        column.addWidget(self._walks())
        self.title, self.prepared_for = Field(_("Title")), Field(_("Written for"))
        for field in (self.title, self.prepared_for):
            field.edit.setMaxLength(200)
            field.changed.connect(lambda _text: self.changed.emit())
        column.addWidget(self.title)
        pair = QHBoxLayout()
        pair.setSpacing(12)
        pair.addWidget(self.prepared_for, 1)
        pair.addWidget(self._letterhead(), 1)
        column.addLayout(pair)
        self.sections = Sections()
        self.sections.changed.connect(self.changed)
        column.addWidget(labelled(_("Sections"), self.sections))
        column.addWidget(self._paper())
        column.addStretch(1)

    def _walks(self) -> QWidget:
        self.opener = button("", "plain", "footprints", clicked=self._turn)
        self.opener.setStyleSheet("text-align: left;")
        self.opener.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._list = QWidget()
        self._rows = QVBoxLayout(self._list)
        self._rows.setContentsMargins(4, 4, 0, 0)
        self._rows.setSpacing(6)
        self._list.hide()
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(label(_("Walks in it"), "label"))
        column.addWidget(self.opener)
        column.addWidget(self._list)
        return box

    def _letterhead(self) -> QWidget:
        self.logo = _Letterhead()
        change = button(_("Change"), "link", size="row", clicked=lambda: self._context.navigate("settings"))
        change.setAccessibleName(_("Change logo and colour in the settings"))
        inner = QWidget()
        inner.setFixedHeight(32)
        row = QHBoxLayout(inner)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.logo)
        row.addWidget(change)
        row.addStretch(1)
        return labelled(_("Logo and colour"), inner)

    def _paper(self) -> QWidget:
        self.paper = QComboBox()
        scrolls_past(self.paper)
        for name in settings.PAPER.choices:
            self.paper.addItem(name, name)
        self.paper.setCurrentIndex(self.paper.findData(self._context.settings.get(settings.PAPER)))
        self.paper.activated.connect(lambda _at: self._choose_paper())
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(labelled(_("Paper"), self.paper), 1)
        row.addStretch(1)
        box = QWidget()
        box.setLayout(row)
        return box

    # ---- showing

    def show_walks(self, cards: tuple[WalkCard, ...], chosen: tuple[str, ...]) -> None:
        """Lists walks with those chosen ticked."""
        self._cards = {card.walk.id: card for card in cards}
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.ticks = {}
        for card in cards:
            tick = QCheckBox(walk_words(card).replace("&", "&&"))
            tick.setChecked(card.walk.id in chosen)
            tooltip(tick, f"{card.journey_title}, {card.tester_name}, {dates.moment(card.walk.started_at)}")
            tick.clicked.connect(lambda *_checked: self._choose_walks())
            self._rows.addWidget(tick)
            self.ticks[card.walk.id] = tick
        self._name_opener()

    @property
    def walk_ids(self) -> tuple[str, ...]:
        """The walks chosen, the oldest first."""
        chosen = [self._cards[key] for key, tick in self.ticks.items() if tick.isChecked()]
        return tuple(card.walk.id for card in sorted(chosen, key=lambda card: card.walk.started_at))

    def show_letterhead(self, letterhead: Letterhead) -> None:
        """What stands there when nothing is typed, and the tester's logo and colour."""
        self.title.edit.setPlaceholderText(letterhead.title)
        self.prepared_for.edit.setPlaceholderText(letterhead.prepared_for)
        self.logo.show_letterhead(letterhead)

    def show_notices(self, notices: tuple[Notice, ...]) -> None:
        """What the check before export says."""
        self.checks.show_notices(notices)

    def flush(self) -> None:
        """Takes what is being typed."""
        self.title.flush()
        self.prepared_for.flush()

    def _name_opener(self) -> None:
        chosen = self.walk_ids
        if len(chosen) == 1:
            text = walk_words(self._cards[chosen[0]])
        else:
            text = ngettext("{n} walk", "{n} walks", len(chosen)).format(n=len(chosen))
        self.opener.setText(text.replace("&", "&&"))
        self.opener.setAccessibleName(_("Walks in it: {walks}").format(walks=text))

    # ---- doing

    def _turn(self) -> None:
        self._list.setVisible(self._list.isHidden())
        set_look(self.opener, "open", not self._list.isHidden())

    def _choose_walks(self) -> None:
        if not self.walk_ids:
            # A report is of one walk at least.
            sender = self.sender()
            if isinstance(sender, QCheckBox):
                sender.setChecked(True)
            return
        self._name_opener()
        self.changed.emit()

    def _choose_paper(self) -> None:
        self._context.settings.set(settings.PAPER, str(self.paper.currentData()))
        self.changed.emit()


def walk_words(card: WalkCard) -> str:
    """ "Monstera on sale, 6 Oct 2025"."""
    return f"{words.shortened(card.journey_title, LONGEST)}, {dates.day(card.walk.started_at)}"


class _Letterhead(QWidget):
    """The tester's logo and colour, small."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._logo = QImage()
        self._colour = ""
        self.setFixedSize(64, 28)

    def show_letterhead(self, letterhead: Letterhead) -> None:
        self._logo = QImage.fromData(QByteArray(letterhead.logo)) if letterhead.logo else QImage()
        self._colour = letterhead.tester.colour
        told = _("with a logo") if letterhead.logo else _("without a logo")
        self.setAccessibleName(f"{told}, {self._colour or _('road yellow')}")
        self.setToolTip(self.accessibleName())
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        if self._logo.isNull():
            look.icon("image", "ink_2", 20).paint(painter, 4, 4, 20, 20)
        else:
            size = self._logo.size().scaled(28, 28, Qt.AspectRatioMode.KeepAspectRatio)
            painter.drawImage(
                QRectF((28 - size.width()) / 2, (28 - size.height()) / 2, size.width(), size.height()), self._logo
            )
        colour = QColor(self._colour)
        painter.setBrush(colour if self._colour and colour.isValid() else look.colour("road"))
        painter.setPen(QPen(look.colour("edge"), 1))
        painter.drawEllipse(QRectF(38.5, 3.5, 21, 21))
        painter.end()
