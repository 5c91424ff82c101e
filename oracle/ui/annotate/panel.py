"""The panel beside the capture: what to hide in it, which potholes it shows, what is known of it."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from oracle import words
from oracle.language import _, ngettext
from oracle.model.pothole import Pothole
from oracle.model.walk import Capture
from oracle.report.content import dates
from oracle.ui.annotate.document import MarksDocument
from oracle.ui.annotate.private_panel import PrivatePanel
from oracle.ui.annotate.session import AnnotateSession
from oracle.ui.widgets import Elided, Scrolled, Sign, label, line

WIDTH = 300
_SIDE = 16


class Panel(QFrame):
    """300 px. `pothole_asked(Pothole)`: go there. `private` suggests what to hide."""

    pothole_asked = Signal(object)

    def __init__(self, session: AnnotateSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setProperty("ground", "surface")
        self.setFixedWidth(WIDTH)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(line("down"))
        inner = QWidget()
        inner.setProperty("ground", "surface")
        self.area = Scrolled(inner)
        row.addWidget(self.area, 1)
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(0, 14, 0, 16)
        self._column.setSpacing(0)
        self.private = PrivatePanel(session.context)
        self._document: MarksDocument | None = None
        hiding = QVBoxLayout()
        hiding.setContentsMargins(_SIDE, 0, _SIDE, 12)
        hiding.addWidget(self.private)
        self._column.addLayout(hiding)
        self.shows = _Potholes(self.pothole_asked.emit)
        self.facts = _Facts()
        self._column.addWidget(self.shows)
        self._column.addWidget(self.facts)
        self._column.addStretch(1)
        session.opened.connect(self._show)
        session.changed.connect(self._show)

    def show_document(self, document: MarksDocument | None) -> None:
        """What is redacted is what that document says."""
        if self._document is not None:
            self._document.changed.disconnect(self._show_marked)
        self._document = document
        if document is not None:
            document.changed.connect(self._show_marked)
            self._show_marked()

    def _show_marked(self) -> None:
        sight, document = self._session.sight, self._document
        if sight is not None and document is not None and not document.is_dragging:
            capture = replace(sight.capture, marks=document.marks)
            self.private.show_capture(capture)
            self.private.show_burning(self._session.is_burning)
            self.facts.show_capture(capture)
            self.area.fit()

    def _show(self) -> None:
        sight = self._session.now
        self.facts.show_capture(sight.capture)
        self._show_marked()
        self.shows.show_potholes(sight.potholes)
        self.area.fit()


class _Potholes(QWidget):
    """The potholes that the capture shows; each leads there."""

    def __init__(self, go: Callable[[Pothole], object]) -> None:
        super().__init__()
        self._go = go
        self._shown: tuple[Pothole, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 14)
        self._column.setSpacing(2)
        self._column.addWidget(line())
        self._column.addSpacing(10)
        self._title = label("", "label-ink")
        self._title.setContentsMargins(_SIDE, 0, _SIDE, 4)
        self._column.addWidget(self._title)
        self._links = QVBoxLayout()
        self._links.setContentsMargins(_SIDE - 6, 0, _SIDE - 6, 0)
        self._links.setSpacing(2)
        self._column.addLayout(self._links)
        self.rows: list[PotholeLink] = []
        self.hide()

    def show_potholes(self, holes: tuple[Pothole, ...]) -> None:
        """Shows these; nothing without any."""
        self.setVisible(bool(holes))
        if holes == self._shown:
            return
        self._shown = holes
        for row in self.rows:
            row.hide()
            row.deleteLater()
        bright = all(hole.bright for hole in holes)
        self._title.setText(
            ngettext("Shows a bright spot", "Shows bright spots", len(holes))
            if bright
            else ngettext("Shows a pothole", "Shows potholes", len(holes))
        )
        self.rows = [PotholeLink(hole, self._go) for hole in holes]
        for row in self.rows:
            self._links.addWidget(row)


class PotholeLink(QPushButton):
    """Its sign, its title, how bad it is and where it stands; a press leads there."""

    def __init__(self, hole: Pothole, go: Callable[[Pothole], object]) -> None:
        super().__init__()
        self.setProperty("look", "quiet")
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(lambda *_checked: go(hole))
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 3, 6, 3)
        row.setSpacing(8)
        row.addWidget(Sign(hole.label, hole.severity, 26))
        texts = QVBoxLayout()
        texts.setSpacing(0)
        said = _("Bright spot") if hole.bright else f"{words.rating(hole.severity)} · {words.state(hole.state)}"
        texts.addWidget(Elided(hole.title))
        texts.addWidget(Elided(said, "small"))
        row.addLayout(texts, 1)
        for part in self.findChildren(QWidget):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFixedHeight(row.sizeHint().height())
        self.setAccessibleName(f"{hole.label} {hole.title}, {said}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class _Facts(QWidget):
    """What is known of the capture."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.rule = line()
        column.addWidget(self.rule)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(_SIDE, 12, _SIDE, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnMinimumWidth(0, 76)
        self._grid.setColumnStretch(1, 1)
        title = label(_("This capture"), "label-ink")
        self._grid.addWidget(title, 0, 0, 1, 2)
        column.addLayout(self._grid)
        self._rows: list[QWidget] = []
        self.shown: tuple[tuple[str, str], ...] = ()

    def show_capture(self, capture: Capture) -> None:
        """Shows what is known."""
        found = facts(capture)
        if found == self.shown:
            return
        self.shown = found
        for old in self._rows:
            old.hide()
            old.deleteLater()
        self._rows = []
        for at, (name, value) in enumerate(found, 1):
            told = label(value, "small-ink", wrap=True)
            told.setMinimumWidth(0)
            for column, part in enumerate((label(name, "small"), told)):
                self._grid.addWidget(part, at, column, Qt.AlignmentFlag.AlignTop)
                self._rows.append(part)


def facts(capture: Capture) -> tuple[tuple[str, str], ...]:
    """What is known of a capture, by name; nothing that is empty."""
    when = dates.local(capture.taken_at, capture.zone)
    found = (
        (_("Taken"), f"{dates.day(when.date())}, {when:%H:%M}"),
        (_("From"), urlsplit(capture.url).hostname or capture.file_name or capture.screen),
        (_("Size"), f"{_size(capture)}, {words.source(capture.source).lower()}"),
        (_("Title"), capture.title),
        (_("Says"), _("“{words}”").format(words=capture.caption) if capture.caption else ""),
        (_("Burnt in"), dates.day(capture.burnt_at.date()) if capture.burnt_at else ""),
    )
    return tuple((name, value) for name, value in found if value)


def _size(capture: Capture) -> str:
    """ "860 × 588", and of how much where it is cropped."""
    whole, shown = (capture.width, capture.height), capture.shown_size
    told = f"{shown[0]} × {shown[1]}"
    return told if shown == whole else _("{size} of {all}").format(size=told, all=f"{whole[0]} × {whole[1]}")
