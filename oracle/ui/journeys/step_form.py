"""The form of one step. Each change is told as a whole new step."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

from oracle import words
from oracle.language import _
from oracle.model.journey import Line, Step, Wait
from oracle.model.ratings import ChannelKind
from oracle.ui import theme
from oracle.ui.journeys.channels import CHANNEL_ICONS
from oracle.ui.journeys.editing import lines_from
from oracle.ui.page import scrolling
from oracle.ui.widgets import Field, NoteField, RatingButtons, label, labelled, scrolls_past
from oracle.ui.widgets.basics import tooltip

WIDTH = 340
UNITS = {"minutes": timedelta(minutes=1), "hours": timedelta(hours=1), "days": timedelta(days=1)}


def unit_words() -> dict[str, str]:
    """The units of a wait in words."""
    return {"minutes": _("minutes"), "hours": _("hours"), "days": _("days")}


def in_units(length: timedelta) -> tuple[int, str]:
    """A length of time in the largest unit that fits it whole."""
    for name in ("days", "hours"):
        if length >= UNITS[name] and length % UNITS[name] == timedelta():
            return length // UNITS[name], name
    return max(0, round(length / UNITS["minutes"])), "minutes"


class StepForm(QFrame):
    """`edited(Step)`: the step as it is now wanted."""

    edited = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "surface")
        self.setFixedWidth(WIDTH)
        self.step: Step | None = None
        self._filling = False
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        column = QVBoxLayout()
        column.setContentsMargins(16, 16, 16, 24)
        column.setSpacing(14)
        whole.addWidget(scrolling(column))
        self.where = label("", "label")
        column.addWidget(self.where)
        self._texts(column)
        self._channel(column)
        self._lists(column)
        self._wait(column)
        self._marks(column)
        column.addStretch(1)

    # ---- its parts

    def _texts(self, column: QVBoxLayout) -> None:
        self.title = Field(_("Step"), _("What it is called"))
        self.title.changed.connect(
            lambda text: self._tell(title=text) if text else self.title.set_error(_("A step needs a title."))
        )
        column.addWidget(self.title)
        self.does = NoteField(_("What the customer does"), lines=2, most=8)
        self.does.changed.connect(lambda text: self._tell(does=text))
        column.addWidget(labelled(_("What the customer does"), self.does))

    def _channel(self, column: QVBoxLayout) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.channel = QComboBox()
        scrolls_past(self.channel)
        for kind in ChannelKind:
            self.channel.addItem(theme.current().icon(CHANNEL_ICONS[kind], "ink_2"), words.channel(kind), kind)
        self.channel.activated.connect(lambda _at: self._tell(channel=self.channel.currentData()))
        self.channel_label = Field(_("Its own name"), _("Instagram"))
        self.channel_label.changed.connect(lambda text: self._tell(channel_label=text))
        row.addWidget(labelled(_("Channel"), self.channel), 1)
        row.addWidget(self.channel_label, 1)
        column.addLayout(row)
        self.link = Field(_("Link"), "https://")
        self.link.changed.connect(lambda text: self._tell(link=text))
        column.addWidget(self.link)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.handled_by = Field(_("Who handles it"))
        self.handled_by.changed.connect(lambda text: self._tell(handled_by=text))
        self.gets = Field(_("What they get"))
        self.gets.changed.connect(lambda text: self._tell(gets=text))
        row.addWidget(self.handled_by, 1)
        row.addWidget(self.gets, 1)
        column.addLayout(row)

    def _lists(self, column: QVBoxLayout) -> None:
        self.should = NoteField(_("What should happen, one a line"), _("One a line"), lines=2, most=12)
        self.must = NoteField(_("What must not be missing, one a line"), _("One a line"), lines=1, most=12)
        self.should.changed.connect(lambda _text: self._tell_lines())
        self.must.changed.connect(lambda _text: self._tell_lines())
        column.addWidget(labelled(_("What should happen"), self.should))
        column.addWidget(labelled(_("What must not be missing"), self.must))

    def _wait(self, column: QVBoxLayout) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.wait = QSpinBox()
        self.wait.setRange(0, 365)
        self.wait.setSpecialValueText(_("none"))
        self.wait.setAccessibleName(_("Wait before it"))
        self.wait.setKeyboardTracking(False)
        self.wait.lineEdit().setTextMargins(7, 0, 0, 0)
        self.wait.valueChanged.connect(lambda _value: self._tell_wait())
        self.unit = QComboBox()
        scrolls_past(self.wait, self.unit)
        self.unit.setAccessibleName(_("Unit of the wait"))
        for key, word in unit_words().items():
            self.unit.addItem(word, key)
        self.unit.activated.connect(lambda _at: self._tell_wait())
        row.addWidget(self.wait, 1)
        row.addWidget(self.unit, 1)
        box = QWidget()
        box.setLayout(row)
        row.setContentsMargins(0, 0, 0, 0)
        column.addWidget(labelled(_("Wait before it"), box))
        self.promise = Field(_("The promise, as it was made"), _("“Delivered in 2 to 4 days”"))
        self.promise.changed.connect(lambda _text: self._tell_wait())
        column.addWidget(self.promise)

    def _marks(self, column: QVBoxLayout) -> None:
        expects = _("How rough do you expect it to be?")
        self.expected = RatingButtons()
        self.expected.setAccessibleName(expects)
        self.expected.chosen.connect(lambda value: self._tell(expected_friction=value))
        column.addWidget(labelled(expects, self.expected))
        self.truth = self._box(
            column,
            _("Moment of truth"),
            _("A step that decides. It counts twice in the road quality."),
            "moment_of_truth",
        )
        self.sale = self._box(
            column, _("The sale"), _("Where the money is paid. The dip after the sale starts here."), "sale"
        )
        self.private = self._box(
            column,
            _("Private"),
            _(
                "The customer types a name, an address or a card here. Its captures stay out of "
                "the report until you answer for them."
            ),
            "private",
        )

    def _box(self, column: QVBoxLayout, text: str, about: str, name: str) -> QCheckBox:
        box = QCheckBox(text)
        tooltip(box, about)
        box.setAccessibleDescription(about)
        box.toggled.connect(lambda on: self._tell(**{name: on}))
        column.addWidget(box, 0, Qt.AlignmentFlag.AlignLeft)
        return box

    # ---- showing and telling

    def show_step(self, step: Step, where: str) -> None:
        """Fills the form; texts that are being typed are stored first."""
        same = self.step is not None and self.step.id == step.id
        if not same:
            self.flush()
        self.step = step
        self._filling = True
        self.where.setText(where)
        for field, text in (
            (self.title, step.title), (self.channel_label, step.channel_label), (self.link, step.link),
            (self.handled_by, step.handled_by), (self.gets, step.gets),
            (self.promise, step.wait.promise if step.wait else ""),
        ):  # fmt: skip
            field.set_text(text)
        self.does.set_text(step.does)
        self._show_lines(step)
        self.channel.setCurrentIndex(self.channel.findData(step.channel))
        number, unit = in_units(step.wait.length) if step.wait else (0, "days")
        self.wait.setValue(number)
        self.unit.setCurrentIndex(self.unit.findData(unit))
        self.promise.setVisible(step.wait is not None)
        self.expected.set_value(step.expected_friction)
        self.truth.setChecked(step.moment_of_truth)
        self.sale.setChecked(step.sale)
        self.private.setChecked(step.private)
        self._filling = False

    def flush(self) -> None:
        """Tells at once what is being typed."""
        for field in (self.title, self.channel_label, self.link, self.handled_by, self.gets, self.promise):
            field.flush()
        for note in (self.does, self.should, self.must):
            note.flush()

    def _show_lines(self, step: Step) -> None:
        for note, must in ((self.should, False), (self.must, True)):
            lines = tuple(line for line in step.checklist if line.must is must)
            if lines_from(note.text, lines, must=must, new_id="?") != lines:
                note.set_text("\n".join(line.text for line in lines))

    def _tell(self, **changes: object) -> None:
        if self._filling or self.step is None:
            return
        changed: Step = replace(self.step, **changes)  # type: ignore[arg-type]
        if changed != self.step:
            self.step = changed
            self.edited.emit(changed)

    def _tell_lines(self) -> None:
        if self.step is None:
            return
        from oracle.workspace import clock

        made: list[Line] = []
        for note, must in ((self.should, False), (self.must, True)):
            before = tuple(line for line in self.step.checklist if line.must is must)
            lines = lines_from(note.text, before, must=must)
            made.extend(line if line.id else replace(line, id=clock.new_id()) for line in lines)
        self._tell(checklist=tuple(made))

    def _tell_wait(self) -> None:
        number = self.wait.value()
        self.promise.setVisible(number > 0)
        if self.step is None:
            return
        if not number:
            self._tell(wait=None)
            return
        length = number * UNITS[self.unit.currentData()]
        self._tell(wait=Wait(length=length, promise=self.promise.text))
