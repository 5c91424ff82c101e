"""The versions of a journey: when each was made and walked, what changed in words; to look at, to go back to."""

from __future__ import annotations

from itertools import zip_longest

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from oracle import words
from oracle.language import _, ngettext
from oracle.method.changes import changes
from oracle.method.edits import steps_of
from oracle.model.journey import Stage, Step, Version
from oracle.ui.dates import moment
from oracle.ui.journeys.journey_store import Past
from oracle.ui.page import scrolling
from oracle.ui.sheet import Sheet
from oracle.ui.widgets import Card, button, fit_around, label

AT_FIRST = 6  # so many changes are told before the rest is asked for
WIDEST = 760


class History(QWidget):
    """`restore_asked(Version)` for an older version that is to be the current one again."""

    restore_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards: list[VersionCard] = []
        self._shown: tuple[object, ...] = ()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        page = QHBoxLayout()
        page.setContentsMargins(24, 16, 24, 24)
        self._inner = QWidget()
        self._inner.setMaximumWidth(WIDEST)
        self._list = QVBoxLayout(self._inner)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(12)
        said = _(
            "A version is kept as soon as somebody has walked it: what you change after that makes a new one, and old "
            "walks keep the steps that they walked."
        )
        self._list.addWidget(label(said, "secondary", wrap=True))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(12)
        self._list.addLayout(self._rows)
        self._list.addStretch(1)
        page.addWidget(self._inner, 10)
        page.addStretch(1)
        whole.addWidget(scrolling(page))

    def show_past(self, past: Past, stages: tuple[Stage, ...]) -> None:
        """The versions, the newest first; `stages` are the current ones of this moment."""
        current, *older = past.versions
        versions = (_with_stages(current, stages), *older)
        if (versions, past.walks) == self._shown:
            return
        self._shown = (versions, past.walks)
        focus = self.window().focusWidget()
        held = next((card.version.id for card in self.cards if focus is not None and card.isAncestorOf(focus)), "")
        for card in self.cards:
            self._rows.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = []
        for version, before in zip_longest(versions, versions[1:]):
            card = VersionCard(version, before, past.walks.get(version.id, 0), current=version.id == current.id)
            card.looked_at.connect(lambda version=version: LookAt(self.window(), version).open())
            card.restored.connect(lambda version=version: self.restore_asked.emit(version))
            self._rows.addWidget(card)
            self.cards.append(card)
            if version.id == held:  # else it would go to whatever comes next: the message that offers to undo it
                (card.look if card.restore.isHidden() else card.restore).setFocus()
        fit_around(self._inner)


class VersionCard(Card):
    """One version against the one before it."""

    looked_at = Signal()
    restored = Signal()

    def __init__(
        self, version: Version, before: Version | None, walks: int, *, current: bool, parent: QWidget | None = None
    ) -> None:
        name = _("Version {n}").format(n=version.number)
        super().__init__(parent, name=name)
        self.version = version
        self.said = _said(version, before)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 12, 14)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(label(name, "card"))
        about = [moment(version.created_at), _walked(walks)]
        if current:
            about.insert(0, _("the current one"))
        self.about = label(" · ".join(about), "small")
        head.addWidget(self.about)
        head.addStretch(1)
        self.look = button(_("Look at it"), "quiet", "eye", size="small", clicked=self.looked_at.emit)
        self.look.setAccessibleName(_("Look at version {n}").format(n=version.number))
        head.addWidget(self.look)
        self.restore = button(_("Restore"), "plain", "history", size="small", clicked=self.restored.emit)
        self.restore.setAccessibleName(_("Restore version {n}").format(n=version.number))
        self.restore.setVisible(not current)
        head.addWidget(self.restore)
        column.addLayout(head)
        self._texts = QVBoxLayout()
        self._texts.setSpacing(2)
        column.addLayout(self._texts)
        self._tell(self.said[:AT_FIRST])
        rest = len(self.said) - AT_FIRST
        if rest > 0:
            text = ngettext("Show {n} more change", "Show {n} more changes", rest).format(n=rest)
            self.more = button(text, "link", size="row", clicked=self._tell_all)
            self.more.setStyleSheet("padding: 0;")
            column.addWidget(self.more)

    def _tell(self, sentences: tuple[str, ...]) -> None:
        for sentence in sentences:
            self._texts.addWidget(label(sentence, "body", wrap=True))

    def _tell_all(self) -> None:
        self.more.hide()
        self._tell(self.said[AT_FIRST:])
        fit_around(self)


class LookAt(Sheet):
    """A version to be read."""

    def __init__(self, parent: QWidget, version: Version) -> None:
        about = f"{moment(version.created_at)} · {_size(version.stages)}"
        super().__init__(parent, _("Version {n}").format(n=version.number), about, width=560)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(10)
        for stage in version.stages:
            column.addSpacing(6)
            column.addWidget(label(stage.name, "card", wrap=True))
            for step in stage.steps:
                column.addWidget(_step(step))
        column.addStretch(1)
        area = scrolling(column)
        area.setFocusPolicy(area.focusPolicy().StrongFocus)
        area.setMinimumHeight(360)
        self.body.addWidget(area, 1)
        self.add_foot(button(_("Close"), "dark", clicked=self.accept), cancel=False)
        self.resize(560, 560)


def _step(step: Step) -> QWidget:
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(1)
    column.addWidget(label(f"{step.number}  {step.title}", "strong", wrap=True))
    facts = [words.channel(step.channel, step.channel_label), step.handled_by]
    if step.wait:
        facts.append(_("after {length}").format(length=words.length(step.wait.length)))
    if step.expected_friction is not None:
        facts.append(_("expected: {friction}").format(friction=words.friction(step.expected_friction)))
    if step.moment_of_truth:
        facts.append(_("moment of truth"))
    if step.sale:
        facts.append(_("the sale"))
    column.addWidget(label(" · ".join(fact for fact in facts if fact), "small", wrap=True))
    if step.does:
        column.addWidget(label(step.does, "body", wrap=True))
    for line in step.checklist:
        said = _("Must not be missing: {line}") if line.must else _("Should happen: {line}")
        column.addWidget(label(said.format(line=line.text), "small-ink", wrap=True))
    return box


def _said(version: Version, before: Version | None) -> tuple[str, ...]:
    if before is None:
        return (_("The first version: {size}.").format(size=_size(version.stages)),)
    return changes(before.stages, version.stages) or (_("The same steps as in the version before."),)


def _size(stages: tuple[Stage, ...]) -> str:
    count = len(steps_of(stages))
    steps = ngettext("{n} step", "{n} steps", count).format(n=count)
    return _("{steps} in {stages}").format(
        steps=steps, stages=ngettext("{n} stage", "{n} stages", len(stages)).format(n=len(stages))
    )


def _walked(count: int) -> str:
    return ngettext("{n} walk", "{n} walks", count).format(n=count) if count else _("not walked")


def _with_stages(version: Version, stages: tuple[Stage, ...]) -> Version:
    return replace(version, stages=stages)
