"""Two captures of the same thing, then and now: a slider, side by side, or what differs."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget

from oracle.errors import OracleError
from oracle.language import _
from oracle.model.mark import Mark
from oracle.ui.tasks import Tasks
from oracle.ui.widgets.basics import tooltip
from oracle.ui.widgets.choices import Segmented
from oracle.ui.widgets.compare_canvas import CompareCanvas, Shown, Way

_Stored = tuple[bytes, tuple[Mark, ...]]  # a stored picture and what is drawn on it


class ComparePictures(QWidget):
    """The pictures; `ways` is the switch between the three ways, which the owner puts where it fits (a card's head).

    `shown`: the pictures of the last `show_captures` are there. A None stands for no capture.
    """

    shown = Signal()

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._wanted: object = None
        self._difference: Callable[[], QImage] | None = None
        self.canvas = CompareCanvas(tasks.compute)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.canvas)
        self.setFocusProxy(self.canvas)
        names = ((Way.SLIDER, _("Slider")), (Way.SIDE, _("Side by side")), (Way.DIFFERENCE, _("Difference")))
        self.ways = Segmented([(way.value, name) for way, name in names], Way.SLIDER.value, _("How to compare"))
        self.ways.chosen.connect(lambda key: self.set_way(Way(key)))

    # ---- what is compared

    def show_captures(
        self, then_id: str | None, now_id: str | None, labels: tuple[str, str], missing: tuple[str, str] | None = None
    ) -> None:
        """Reads two captures, as reports show them, and compares them; `shown` follows.

        `missing`: what stands in the place of either where there is none.
        """
        wanted = self._wanted = (then_id, now_id)
        self._clear(_("Reading…"))
        self._tasks.read(
            _read, then_id, now_id, then=lambda found: self._decode(wanted, found, labels, missing),
            failed=self._fail, owner=self,
        )  # fmt: skip

    def _decode(
        self, wanted: object, found: tuple[_Stored | None, ...], labels: tuple[str, str],
        missing: tuple[str, str] | None,
    ) -> None:  # fmt: skip
        def take(made: tuple[tuple[bytes | None, ...], tuple[QImage | None, ...]]) -> None:
            if wanted is self._wanted:
                drawn, (then, now) = made
                self.show_pictures(then, now, labels, partial(difference, *drawn), missing)
                self.shown.emit()

        self._tasks.compute(_decoded, found, then=take, failed=self._fail, owner=self)

    def _clear(self, said: str) -> None:
        canvas = self.canvas
        canvas.then, canvas.now, canvas.difference, canvas.said = Shown(), Shown(), Shown(), said
        canvas.refresh()

    def show_pictures(
        self, then: QImage | None, now: QImage | None, labels: tuple[str, str], difference: Callable[[], QImage],
        missing: tuple[str, str] | None = None,
    ) -> None:  # fmt: skip
        """Shows two pictures under their labels ("October", "November").

        `difference` makes the picture of what differs; it is called beside the window, when it is first asked for.
        """
        self._clear("")
        canvas = self.canvas
        without = missing or (_("no capture then"), _("no capture now"))
        canvas.then = Shown(then or QImage(), labels[0], without[0])
        canvas.now = Shown(now or QImage(), labels[1], without[1])
        self._difference = difference if self.has_both else None
        self.ways.setEnabled(self.has_both)
        tooltip(self.ways, "" if self.has_both else _("There is only one capture here."))
        canvas.zoom_by(0)
        self._name()
        self.set_way(canvas.way)

    @property
    def has_both(self) -> bool:
        """Whether there are two pictures."""
        return not self.canvas.then.image.isNull() and not self.canvas.now.image.isNull()

    def _name(self) -> None:
        then, now = self.canvas.then, self.canvas.now
        alone = _("{one} alone: {missing}")
        if self.has_both:
            name = _("{then} on the left, {now} on the right").format(then=then.label, now=now.label)
            self.canvas.divider.setAccessibleName(_("Divider: {what}").format(what=name))
        elif not then.image.isNull():
            name = alone.format(one=then.label, missing=now.missing)
        elif not now.image.isNull():
            name = alone.format(one=now.label, missing=then.missing)
        else:
            name = _("no capture then, and none now")
        self.canvas.setAccessibleName(name)

    # ---- how

    def set_way(self, way: Way) -> None:
        """Compares in another way; the place and the zoom stay."""
        self.canvas.way = way
        self.ways.set_value(way.value)
        difference = self._difference if self.canvas.difference.image.isNull() else None
        waits = way is Way.DIFFERENCE and difference is not None
        self.canvas.said = _("Comparing…") if waits else ""
        if waits and difference is not None:
            shown = self.canvas.difference
            self._tasks.compute(difference, then=lambda image: self._take(shown, image), failed=self._fail, owner=self)
        self.canvas.refresh()

    def _take(self, shown: Shown, image: QImage) -> None:
        if shown is not self.canvas.difference:
            return
        shown.image, shown.label = image, _("What differs")
        self.canvas.said = ""
        self.canvas.refresh()

    def _fail(self, error: OracleError) -> None:
        self.canvas.said = error.happened
        self.canvas.refresh()


def _read(workspace: Any, *ids: str | None) -> tuple[_Stored | None, ...]:
    from oracle.workspace import captures

    found: list[_Stored | None] = []
    for each in ids:
        capture = captures.get(workspace, each) if each is not None else None
        found.append(None if capture is None else (captures.image(workspace, capture.image), capture.marks))
    return tuple(found)


def _drawn(found: tuple[_Stored | None, ...]) -> tuple[bytes | None, ...]:
    """With every mark on them and what is redacted burnt in: as reports show them."""
    from oracle import imaging

    return tuple(None if each is None else imaging.rendition(*each).data if each[1] else each[0] for each in found)


def _decoded(found: tuple[_Stored | None, ...]) -> tuple[tuple[bytes | None, ...], tuple[QImage | None, ...]]:
    from oracle.capture.grab import decoded

    drawn = _drawn(found)
    return drawn, tuple(None if data is None else decoded(data) for data in drawn)


def difference(then: bytes | None, now: bytes | None) -> QImage:
    """What differs between two encoded pictures, for any thread; nothing where one is missing."""
    from oracle import imaging
    from oracle.capture.grab import decoded

    return QImage() if then is None or now is None else decoded(imaging.difference(then, now).data)
