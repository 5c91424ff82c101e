"""Keys turned into deeds, for the walk screen and the companion alike."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from oracle.language import _
from oracle.ui.bus import INFO
from oracle.ui.context import Context
from oracle.ui.walk import keys
from oracle.ui.walk.capturing import Capturing
from oracle.ui.walk.customer.sheet import CustomerSheet
from oracle.ui.walk.keys import Command
from oracle.ui.walk.keys_sheet import KeysSheet
from oracle.ui.walk.step_panel import StepPanel
from oracle.ui.widgets import offers_undo

_FIELDS = (QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox, QComboBox)
_OTHERS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class WalkKeys:
    """The keys of one window: those that act everywhere as shortcuts, the others by `handle`."""

    def __init__(
        self, context: Context, window: QWidget, panel: StepPanel, capturing: Capturing,
        *, switch: Callable[[], object], page_has_focus: Callable[[], bool],
    ) -> None:  # fmt: skip
        self._context, self._window, self._panel, self._capturing = context, window, panel, capturing
        self._page_has_focus = page_has_focus
        self._switch = switch
        self._deeds: dict[Command, Callable[[], object]] = {
            Command.NOTE: lambda: self._to_step(self._panel.note),
            Command.FEELING: lambda: self._to_step(self._panel.feeling),
            Command.POTHOLE: panel.potholes.ask_pothole,
            Command.CAPTURE: capturing.capture,
            Command.REGION: capturing.take_region,
            Command.WHOLE_PAGE: capturing.take_whole_page,
            Command.ANNOTATE: panel.captures.annotate_newest,
            Command.CUSTOMER: self.show_customer,
            Command.CHECK: self.check_again,
            Command.LEAVE: panel.foot.ask_leave,
            Command.KEYS: self.show_keys,
            Command.SWITCH: switch,
            Command.NEXT: panel.session.next,
            Command.BACK: panel.session.back,
        }
        self._bind(context)

    def _bind(self, context: Context) -> None:
        bound = {
            "walk.friction": lambda: self._panel.friction.focus_first(),
            "walk.feeling": self._deeds[Command.FEELING],
            "walk.note": self._deeds[Command.NOTE],
            "walk.capture": self._deeds[Command.CAPTURE],
            "walk.region": self._deeds[Command.REGION],
            "walk.whole_page": self._deeds[Command.WHOLE_PAGE],
            "walk.annotate": self._deeds[Command.ANNOTATE],
            "walk.pothole": self._deeds[Command.POTHOLE],
            "walk.customer": self.show_customer,
            "walk.check": self.check_again,
            "walk.leave": self._deeds[Command.LEAVE],
            "walk.next": self._deeds[Command.NEXT],
            "walk.back": self._deeds[Command.BACK],
            "walk.switch": self._switch,
            "walk.keys": self.show_keys,
        }
        for identity, deed in bound.items():
            context.actions.bind(identity, deed, self._window)
        # Ctrl+V belongs to the field or the page that has the focus, so it is no shortcut.
        context.actions.bind("walk.paste", self._capturing.added.paste, self._window, shortcut=False)
        context.actions.bind("walk.undo", self._undo, self._window, shortcut=False)  # nor does Ctrl+Z
        for sequence, command in (("Ctrl+Enter", Command.NEXT), ("Ctrl+Shift+Enter", Command.BACK)):
            shortcut = QShortcut(QKeySequence(sequence), self._window)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self._deeds[command])

    def show_keys(self) -> None:
        """Shows all keys."""
        KeysSheet(self._window.window()).open()

    def show_customer(self) -> None:
        """Shows the card of who the tester poses as."""
        CustomerSheet(self._context, self._panel.session.now.walk_id, self._window.window()).open()

    def check_again(self) -> None:
        """Goes to the potholes that a re-walk is to check at this step."""
        self._panel.tabs.setCurrentIndex(0)
        row = self._panel.check_again.begin()
        if row is None:
            self._context.bus.message.emit(INFO, _("Nothing is to be checked again at this step."))
        else:
            self._panel.area.ensureWidgetVisible(row)

    def handle(self, event: QKeyEvent) -> bool:
        """Does what a key asks that nobody below took; whether it did something."""
        focus = self._window.window().focusWidget()
        if self._page_has_focus():
            return False
        if event.key() == Qt.Key.Key_Escape:
            return self._to_panel(focus)
        if isinstance(focus, _FIELDS):
            return False
        if event.matches(QKeySequence.StandardKey.Paste):
            self._capturing.added.paste()
            return True
        if event.matches(QKeySequence.StandardKey.Undo):
            return self._undo()
        return self._feel(event, focus) or self._do(event)

    def _undo(self) -> bool:
        return self._panel.session.taking_back.undo(others_offered=offers_undo(self._window.window()))

    def _do(self, event: QKeyEvent) -> bool:
        modifiers = event.modifiers()
        shift = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        # AltGr arrives as Ctrl and Alt on Windows: what it types is a character like any other.
        other = bool(modifiers & _OTHERS) and not event.text().isprintable()
        found = keys.typed(event.text(), shift=shift, other_modifier=other or _is_shortcut(modifiers))
        if found is None:
            return False
        if found.command is Command.FRICTION:
            self._panel.friction.choose(found.value)
        else:
            self._deeds[found.command]()
        return True

    def _feel(self, event: QKeyEvent, focus: QWidget | None) -> bool:
        """After F the digits 1 to 5 are feelings; then digits are frictions again."""
        if focus is None or not self._panel.feeling.isAncestorOf(focus):
            return False
        value = keys.feeling(event.text())
        if value is None or _is_shortcut(event.modifiers()):
            return False
        self._panel.feeling.choose(value)
        self._panel.setFocus()
        return True

    def _to_step(self, part: QWidget) -> None:
        self._panel.tabs.setCurrentIndex(0)
        self._panel.area.ensureWidgetVisible(part)
        if part is self._panel.feeling:
            self._panel.feeling.focus_first()
        else:
            part.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _to_panel(self, focus: QWidget | None) -> bool:
        if focus is None or focus is self._panel:
            return False
        self._panel.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True


def _is_shortcut(modifiers: Qt.KeyboardModifier) -> bool:
    """Ctrl, Alt or Meta without being AltGr."""
    alone = modifiers & _OTHERS
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    return bool(alone) and alone != both
