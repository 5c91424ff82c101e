"""Everything that can be done: one table, read by buttons, shortcuts, the command palette and the list of keys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from oracle.language import _, mark


@dataclass(frozen=True, slots=True)
class Spec:
    """One action. `where` is "everywhere" or the name of its screen; keys are written as Qt writes them.

    A single letter, digit or "?" is never a shortcut of the window: the walk reads those itself, since they must not
    act while somebody types.
    """

    id: str
    text: str
    icon: str
    keys: tuple[str, ...] = ()
    where: str = "everywhere"


TABLE = (
    Spec("find", mark("Find or do…"), "search", ("Ctrl+K",)),
    Spec("search", mark("Find in everything"), "search", ("Ctrl+F",)),
    Spec("journeys", mark("Go to Journeys"), "route", ("Ctrl+1",)),
    Spec("personas", mark("Go to Personas"), "users-round"),
    Spec("business", mark("Edit the business"), "store"),
    Spec("walks", mark("Go to Walks"), "footprints", ("Ctrl+2",)),
    Spec("potholes", mark("Go to Potholes"), "pothole", ("Ctrl+3",)),
    Spec("reports", mark("Go to Reports"), "file-text", ("Ctrl+4",)),
    Spec("settings", mark("Settings"), "settings-2", ("Ctrl+,",)),
    Spec("trash", mark("Trash"), "trash-2"),
    Spec("help", mark("Help for this screen"), "circle-question-mark", ("F1",)),
    Spec("new_journey", mark("New journey"), "plus", ("Ctrl+N",)),
    Spec("sample", mark("Try the sample walk"), "footprints"),
    Spec("open_workspace", mark("Open another workspace…"), "folder-open", ("Ctrl+O",)),
    Spec("back_up", mark("Back up now"), "database-backup"),
    Spec("theme", mark("Switch theme: light or dark"), "sun-moon"),
    Spec("quit", mark("Quit"), "power", ("Ctrl+Q",)),
    Spec("journey.walk", mark("Walk it"), "footprints", ("W",), "journeys"),
    Spec("journey.add_step", mark("Add a step"), "plus", ("Ctrl+Return",), "journey"),
    Spec("journey.undo", mark("Undo"), "undo-2", ("Ctrl+Z",), "journey"),
    Spec("journey.redo", mark("Redo"), "redo-2", ("Ctrl+Shift+Z", "Ctrl+Y"), "journey"),
    Spec("journey.rename_step", mark("Change the title"), "pencil", ("F2",), "journey"),
    Spec("journey.duplicate", mark("Duplicate the step"), "copy-plus", ("Ctrl+D",), "journey"),
    Spec("journey.cut", mark("Cut"), "scissors", ("Ctrl+X",), "journey"),
    Spec("journey.copy", mark("Copy"), "copy", ("Ctrl+C",), "journey"),
    Spec("journey.paste", mark("Paste steps"), "clipboard-paste", ("Ctrl+V",), "journey"),
    Spec("journey.delete", mark("Delete the step"), "trash-2", ("Del",), "journey"),
    Spec("journey.select_all", mark("Select all steps"), "square-dashed", ("Ctrl+A",), "journey"),
    Spec("journey.step_up", mark("Move the step up"), "arrow-up", ("Alt+Up",), "journey"),
    Spec("journey.step_down", mark("Move the step down"), "arrow-down", ("Alt+Down",), "journey"),
    Spec("journey.step_left", mark("Move to the stage before"), "arrow-left", ("Alt+Left",), "journey"),
    Spec("journey.step_right", mark("Move to the next stage"), "arrow-right", ("Alt+Right",), "journey"),
    Spec("journey.add_stage", mark("Add a stage"), "columns-3", (), "journey"),
    Spec("journey.zoom_in", mark("Larger"), "zoom-in", ("Ctrl++", "Ctrl+="), "journey"),
    Spec("journey.zoom_out", mark("Smaller"), "zoom-out", ("Ctrl+-",), "journey"),
    Spec("journey.zoom_full", mark("As large as drawn"), "maximize", ("Ctrl+0",), "journey"),
    Spec("journey.zoom_fit", mark("Show the whole map"), "fullscreen", ("Ctrl+9",), "journey"),
    Spec("walk.friction", mark("How rough was it?"), "gauge", ("0", "1", "2", "3", "4"), "walk"),
    Spec("walk.feeling", mark("How did it feel?"), "face-neutral", ("F",), "walk"),
    Spec("walk.note", mark("Note what you saw"), "pen-line", ("N",), "walk"),
    Spec("walk.capture", mark("Capture"), "camera", ("C", "F8"), "walk"),
    Spec("walk.region", mark("Capture a region"), "scan", ("Shift+C",), "walk"),
    Spec("walk.whole_page", mark("Capture the whole page"), "arrow-down-to-line", ("W",), "walk"),
    Spec("walk.annotate", mark("Annotate the newest capture"), "arrow-up-right", ("A", "F7"), "walk"),
    Spec("walk.paste", mark("Paste a picture"), "clipboard-paste", ("Ctrl+V",), "walk"),
    Spec("walk.pothole", mark("Mark a pothole"), "pothole", ("P", "F9"), "walk"),
    Spec("walk.check", mark("Check a pothole again"), "search-check", ("V",), "walk"),
    Spec("walk.customer", mark("Your test customer"), "contact", ("T",), "walk"),
    Spec("walk.undo", mark("Take back, at this step"), "undo-2", ("Ctrl+Z",), "walk"),
    Spec("walk.leave", mark("I would leave here"), "log-out", ("L",), "walk"),
    Spec("walk.next", mark("Next step"), "arrow-right", ("Ctrl+Return",), "walk"),
    Spec("walk.back", mark("Step before"), "arrow-left", ("Ctrl+Shift+Return",), "walk"),
    Spec("walk.switch", mark("Between page and step"), "columns-2", ("F2",), "walk"),
    Spec("walk.pause", mark("Pause walk"), "pause", (), "walk"),
    Spec("walk.outside", mark("Walk outside the app"), "monitor", (), "walk"),
    Spec("review.report", mark("Make a report"), "file-text", (), "review"),
    Spec("review.next", mark("Next pothole"), "chevron-down", ("J", "Alt+Down"), "review"),
    Spec("review.before", mark("Pothole before"), "chevron-up", ("K", "Alt+Up"), "review"),
    Spec("review.severity", mark("How bad is it?"), "gauge", ("1", "2", "3", "4"), "review"),
    Spec("annotate.select", mark("Select"), "mouse-pointer-2", ("V",), "annotate"),
    Spec("annotate.crop", mark("Crop"), "crop", ("C",), "annotate"),
    Spec("annotate.arrow", mark("Arrow"), "arrow-up-right", ("A",), "annotate"),
    Spec("annotate.line", mark("Line"), "line", ("L",), "annotate"),
    Spec("annotate.box", mark("Box"), "square", ("B",), "annotate"),
    Spec("annotate.ellipse", mark("Ellipse"), "circle", ("E",), "annotate"),
    Spec("annotate.pen", mark("Pen"), "pen-line", ("P",), "annotate"),
    Spec("annotate.highlight", mark("Highlight"), "highlighter", ("H",), "annotate"),
    Spec("annotate.text", mark("Text"), "type", ("T",), "annotate"),
    Spec("annotate.number", mark("Number"), "number", ("N",), "annotate"),
    Spec("annotate.redact", mark("Redact"), "cover", ("R",), "annotate"),
    Spec("annotate.next", mark("Next mark"), "arrow-right", ("Tab",), "annotate"),
    Spec("annotate.open", mark("Set a mark, or edit its words"), "pencil", ("Return",), "annotate"),
    Spec("annotate.move", mark("Move, with Shift by ten"), "move", ("Right", "Shift+Right"), "annotate"),
    Spec("annotate.size", mark("Size"), "scale", ("Alt+Right",), "annotate"),
    Spec("annotate.turn", mark("Turn"), "rotate-cw", ("Ctrl+Right",), "annotate"),
    Spec("annotate.undo", mark("Undo"), "undo-2", ("Ctrl+Z",), "annotate"),
    Spec("annotate.redo", mark("Redo"), "redo-2", ("Ctrl+Shift+Z", "Ctrl+Y"), "annotate"),
    Spec("annotate.cut", mark("Cut"), "scissors", ("Ctrl+X",), "annotate"),
    Spec("annotate.copy", mark("Copy marks, or the picture"), "copy", ("Ctrl+C",), "annotate"),
    Spec("annotate.paste", mark("Paste marks"), "clipboard-paste", ("Ctrl+V",), "annotate"),
    Spec("annotate.duplicate", mark("Duplicate"), "copy-plus", ("Ctrl+D",), "annotate"),
    Spec("annotate.delete", mark("Delete"), "trash-2", ("Del", "Backspace"), "annotate"),
    Spec("annotate.select_all", mark("Select all"), "square-dashed", ("Ctrl+A",), "annotate"),
    Spec("annotate.zoom_in", mark("Larger"), "zoom-in", ("Ctrl++", "Ctrl+="), "annotate"),
    Spec("annotate.zoom_out", mark("Smaller"), "zoom-out", ("Ctrl+-",), "annotate"),
    Spec("annotate.zoom_whole", mark("Show the whole picture"), "fullscreen", ("Ctrl+0",), "annotate"),
    Spec("annotate.zoom_full", mark("As large as taken"), "maximize", ("Ctrl+1",), "annotate"),
    Spec("annotate.before", mark("Capture before"), "chevron-left", ("Ctrl+PgUp",), "annotate"),
    Spec("annotate.after", mark("Next capture"), "chevron-right", ("Ctrl+PgDown",), "annotate"),
    Spec("annotate.copy_picture", mark("Copy picture"), "image", (), "annotate"),
    Spec("annotate.done", mark("Done"), "check", ("Ctrl+Return",), "annotate"),
    Spec("potholes.next", mark("Next pothole"), "chevron-down", ("J", "Alt+Down"), "potholes"),
    Spec("potholes.before", mark("Pothole before"), "chevron-up", ("K", "Alt+Up"), "potholes"),
    Spec("potholes.severity", mark("How bad is it?"), "gauge", ("1", "2", "3", "4"), "potholes"),
    Spec("potholes.undo", mark("Undo"), "undo-2", ("Ctrl+Z",), "potholes"),
    Spec("potholes.effort", mark("Effort of the repair"), "hammer", ("E",), "potholes"),
    Spec("potholes.owner", mark("Who repairs it?"), "user-round", ("O",), "potholes"),
    Spec("potholes.state", mark("Where the repair stands"), "wrench", ("S",), "potholes"),
    Spec("potholes.due", mark("Due on"), "calendar", ("D",), "potholes"),
    Spec("potholes.mark", mark("Mark it beside others"), "square-check", ("X",), "potholes"),
    Spec("potholes.all", mark("Choose all"), "list-checks", ("Ctrl+A",), "potholes"),
    Spec("potholes.search", mark("Search titles and notes"), "search", ("/",), "potholes"),
    Spec("potholes.matrix", mark("List or matrix"), "layout-grid", ("Ctrl+M",), "potholes"),
    Spec("potholes.copy", mark("Copy the repair slip"), "copy", ("Ctrl+Shift+C",), "potholes"),
    Spec("potholes.plan", mark("Export the repair plan"), "file-down", ("Ctrl+E",), "potholes"),
    Spec("potholes.delete", mark("Delete the potholes"), "trash-2", ("Del",), "potholes"),
    Spec("walk.keys", mark("All keys"), "keyboard", ("?",), "walk"),
)

SPECS = {spec.id: spec for spec in TABLE}


def key_text(spec: Spec) -> str:
    """Its first key as people read it, "Ctrl+K"; "" without one."""
    return QKeySequence(spec.keys[0]).toString(QKeySequence.SequenceFormat.NativeText) if spec.keys else ""


class Actions(QObject):
    """Which actions can be done now. A screen binds the table's ids to its functions; they end with their widget."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._bound: dict[str, list[tuple[QWidget, QAction]]] = {}

    def bind(self, identity: str, function: Callable[[], object], owner: QWidget, *, shortcut: bool = True) -> QAction:
        """Lets `function` do the action while `owner` is seen; KeyError for an id that the table has not."""
        spec = SPECS[identity]
        action = QAction(_(spec.text), owner)
        action.setObjectName(identity)
        keys = [QKeySequence(key) for key in spec.keys if len(key) > 1 and not key.startswith("Shift+")]
        if shortcut and keys:
            action.setShortcuts(keys)
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda *_checked: function())
        owner.addAction(action)
        self._bound.setdefault(identity, []).append((owner, action))
        self.changed.emit()
        return action

    def available(self) -> tuple[tuple[Spec, QAction], ...]:
        """What can be done now, in the order of the table."""
        found = []
        for spec in TABLE:
            bound = [(owner, action) for owner, action in self._bound.get(spec.id, ()) if shiboken6.isValid(owner)]
            self._bound[spec.id] = bound
            seen = [action for owner, action in bound if owner.isVisible() and action.isEnabled()]
            if seen:
                found.append((spec, seen[-1]))
        return tuple(found)

    def do(self, identity: str) -> bool:
        """Does an action as its key would; False when it cannot be done now."""
        for spec, action in self.available():
            if spec.id == identity:
                action.trigger()
                return True
        return False
