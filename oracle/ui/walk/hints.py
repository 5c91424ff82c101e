"""What the sample walk teaches: one sentence beside each control on the first steps, put away by a click."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from oracle.language import _, mark
from oracle.ui.context import Context
from oracle.ui.walk.scene import Scene
from oracle.ui.widgets import fit_around, icon_button, icon_label, label


class Hint(Enum):
    """Where a hint stands."""

    DOES = "does"
    RATE = "rate"
    CAPTURE = "capture"
    POTHOLE = "pothole"


# On which step of the sample (from 0) each is shown first, and what it says.
_TEACHES = {
    Hint.DOES: (
        0,
        mark("You are the customer now. Do what stands here, in the page on the left, as you would at home."),
    ),
    Hint.RATE: (0, mark("Then say how rough it was: type 0 to 4. Press F and a digit for how it felt.")),
    Hint.CAPTURE: (
        1,
        mark("Press C to keep a picture of what you see. It is stored at once; there is nothing to save."),
    ),
    Hint.POTHOLE: (2, mark("Something that would stop or annoy a customer is a pothole. Press P and name it.")),
}
_LASTS = 3  # steps


class Hints:
    """The hints of one panel. Only the sample business has them."""

    def __init__(self, context: Context) -> None:
        self._settings = context.settings
        self._places: dict[Hint, QFrame] = {}

    def place(self, hint: Hint) -> QWidget:
        """The strip in which a hint stands; hidden until it is its turn."""
        strip = QFrame()
        strip.setProperty("ground", "strip")
        row = QHBoxLayout(strip)
        row.setContentsMargins(10, 8, 4, 8)
        row.setSpacing(8)
        row.addWidget(icon_label("lightbulb", "ink", 16), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(label(_(_TEACHES[hint][1]), "small-ink", wrap=True), 1)
        close = icon_button("x", _("Put away"), size="row", clicked=lambda: self._put_away(hint))
        row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        strip.hide()
        self._places[hint] = strip
        return strip

    def show_scene(self, scene: Scene) -> None:
        """Shows the hints of this step that were not put away and whose lesson was not learned yet."""
        for hint, strip in self._places.items():
            first, _text = _TEACHES[hint]
            its_turn = scene.business.sample and first <= scene.index < first + _LASTS
            strip.setVisible(its_turn and not _learned(scene, hint) and not self._settings.seen(f"walk-{hint.value}"))

    def _put_away(self, hint: Hint) -> None:
        self._settings.set_seen(f"walk-{hint.value}")
        self._places[hint].hide()
        fit_around(self._places[hint])


def _learned(scene: Scene, hint: Hint) -> bool:
    """Whether the tester did already what a hint teaches."""
    return {
        Hint.DOES: scene.index > 0,
        Hint.RATE: any(visit.friction is not None for visit in scene.open.visits),
        Hint.CAPTURE: bool(scene.open.captures),
        Hint.POTHOLE: bool(scene.potholes),
    }[hint]
