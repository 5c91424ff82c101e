"""Potholes and bright spots met at this step, and the sheet that marks one. How bad it is belongs to the review."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from oracle import words
from oracle.language import _, ngettext
from oracle.model.journey import Step
from oracle.model.pothole import Pothole
from oracle.model.ratings import Cause
from oracle.ui.sheet import Sheet
from oracle.ui.walk.keycap import with_key
from oracle.ui.walk.scene import Scene
from oracle.ui.walk.session import WalkSession
from oracle.ui.walk.shown_walk import ShownWalk
from oracle.ui.widgets import Elided, Field, NoteField, Sign, Tick, button, icon_label, label, labelled, scrolls_past

_MARK = 26  # px: the texts beside marks of two sizes begin at one place


class PotholesSection(QWidget):
    """The list, and Mark a pothole."""

    def __init__(self, session: WalkSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._shown: tuple[Pothole, ...] | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        head = QHBoxLayout()
        head.addWidget(label(_("Potholes here"), "label"))
        head.addStretch(1)
        self.mark = with_key(
            button(_("Mark a pothole"), "quiet", "plus", size="row", strong=True, clicked=self.ask_pothole), "P"
        )
        head.addWidget(self.mark)
        column.addLayout(head)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        column.addLayout(self._rows)
        self.bright = button(_("Mark a bright spot"), "quiet", "bright-spot", size="row", clicked=self.ask_bright_spot)
        column.addWidget(self.bright)

    def show_scene(self, scene: Scene) -> None:
        """Shows what was marked at the current step in this walk."""
        found = scene.marked_at(scene.step.id)
        if found == self._shown:
            return
        self._shown = found
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for hole in found:
            row = _row(hole)
            self._rows.addWidget(row)
            row.show()  # Qt would show it a turn of the event loop later

    def ask_pothole(self) -> Sheet:
        """Opens the sheet for a pothole."""
        return self._ask(bright=False)

    def ask_bright_spot(self) -> Sheet:
        """Opens the sheet for a bright spot."""
        return self._ask(bright=True)

    def _ask(self, *, bright: bool) -> Sheet:
        sheet = PotholeSheet(self._session, self.window(), bright=bright)
        sheet.open()
        return sheet


def _row(hole: Pothole) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 2, 0, 2)
    row.setSpacing(8)
    mark = icon_label("bright-spot", "r0", 20) if hole.bright else Sign(str(hole.number), None, _MARK)
    aside = (_MARK - mark.width()) // 2 if hole.bright else 0
    row.addSpacing(aside)
    row.addWidget(mark)
    row.addSpacing(aside)
    texts = QVBoxLayout()
    texts.setSpacing(0)
    texts.addWidget(Elided(hole.title))
    under = _("Bright spot: a repair must not break it") if hole.bright else _("You rate how bad it is in the review")
    texts.addWidget(Elided(under, "small"))
    row.addLayout(texts, 1)
    return made


class PotholeSheet(Sheet):
    """Title, what I saw, cause if known; the captures of the step go with it unless told otherwise.

    `step`: where it was met, by default the current one. Closed with words in it, it offers to open again with them.
    """

    def __init__(self, session: ShownWalk, window: QWidget, *, bright: bool, step: Step | None = None) -> None:
        self._step = step or session.step
        under = _("Step {n}: {title}").format(n=self._step.number, title=self._step.title)
        super().__init__(window, _("Mark a bright spot") if bright else _("Mark a pothole"), under)
        self._session, self._window, self._bright = session, window, bright
        example = _("The confirmation came within a minute") if bright else _("Nothing says if it is safe for dogs")
        self.title = Field(_("In a few words"), example)
        self.title.edit.setMaxLength(200)
        self.body.addWidget(self.title)
        self.saw = NoteField(_("What I saw"), _("What stood there, what happened, word for word"), lines=3, most=6)
        self.body.addWidget(labelled(_("What I saw"), self.saw))
        self.cause = QComboBox()
        scrolls_past(self.cause)
        self.cause.addItem(_("Not known"), None)
        for cause in Cause:
            self.cause.addItem(words.cause(cause), cause)
        if not bright:
            self.body.addWidget(labelled(_("Cause, if you know it"), self.cause))
        self._pictures = self._add_pictures()
        self.add_foot(button(_("Mark it"), "dark", clicked=self.mark))
        self.title.setFocus()

    def _add_pictures(self) -> Tick | None:
        count = len(self._session.now.open.captures_at(self._step.id))
        if not count:
            self.body.addWidget(
                label(_("Captures that you take at this step can be added in the review."), "small", wrap=True)
            )
            return None
        text = ngettext("With the capture of this step", "With the {n} captures of this step", count).format(n=count)
        tick = Tick(text)
        tick.set_state(True)
        self.body.addWidget(tick)
        return tick

    def mark(self) -> None:
        """Stores it; without a title it says so."""
        title = self.title.text or " ".join(self.saw.text.split())[:80]
        if not title:
            self.title.set_error(_("Say in a few words what it is."))
            self.title.setFocus()
            return
        with_pictures = self._pictures is not None and self._pictures.state is True
        self._session.mark_pothole(
            title, bright=self._bright, saw=self.saw.text.strip(), cause=self.cause.currentData(),
            capture_ids=None if with_pictures or self._pictures is None else (), step_id=self._step.id,
        )  # fmt: skip
        self.accept()

    def reject(self) -> None:
        """Closes it; what was typed can be had back while the walk is open."""
        if self._session.scene is not None and (self.title.text or self.saw.text.strip()):
            self._session.context.bus.undoable.emit(_("Discarded."), self._again())
        super().reject()

    def _again(self) -> Callable[[], object]:
        """Opens a new sheet with what stands in this one, which will be gone by then."""
        session, window, bright, step = self._session, self._window, self._bright, self._step
        walk_id, title, saw, cause = session.now.walk_id, self.title.text, self.saw.text, self.cause.currentIndex()
        with_pictures = None if self._pictures is None else self._pictures.state

        def open_again() -> None:
            if session.scene is None or session.scene.walk_id != walk_id:
                return  # the walk was left: nothing can be marked in it now
            sheet = PotholeSheet(session, window, bright=bright, step=step)
            sheet.title.set_text(title)
            sheet.saw.set_text(saw)
            sheet.cause.setCurrentIndex(cause)
            if sheet._pictures is not None and with_pictures is not None:
                sheet._pictures.set_state(with_pictures)
            sheet.open()

        return open_again
