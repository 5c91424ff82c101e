"""The command palette: everything that can be done or opened, found by a few letters."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from oracle.language import _
from oracle.ui.palette.rows import Entry, Rows, height_of
from oracle.ui.widgets import label, line
from oracle.ui.widgets.toast import announce

MOST_COMMANDS = 6  # above what was found
MOST_RECENT = 8
MOST_GAPS = 1.5  # letters between those typed, for each of them: more is chance
WIDEST, TALLEST = 640, 460
PAGE = 6  # lines that Page Up and Page Down go


def score(wanted: str, text: str) -> int | None:
    """How well `text` fits the letters typed: 0 best, None not at all. All letters must come in their order."""
    wanted, text = wanted.casefold().strip(), text.casefold()
    if not wanted:
        return 0
    at = text.find(wanted)
    if at >= 0:
        return 0 if at == 0 else 1 if text[at - 1] in " -:" else 2
    place, gaps = -1, 0
    for letter in wanted.replace(" ", ""):
        found = text.find(letter, place + 1)
        if found < 0:
            return None
        gaps += found - place - 1
        place = found
    return 3 + gaps if gaps <= MOST_GAPS * len(wanted) else None


def fitting(wanted: str, entries: Sequence[Entry], most: int) -> list[Entry]:
    """Those that fit the letters typed, best first."""
    scored = [(found, at) for at, entry in enumerate(entries) if (found := score(wanted, entry.text)) is not None]
    return [entries[at] for _found, at in sorted(scored)[:most]]


class Palette(QFrame):
    """A panel over the window: a line to type into, and below it what can be done and what was found.

    `asked(text)` comes for every text typed; who finds things answers with `show_found(text, entries)`. Until then what
    was found before stays, and Enter on it waits for the answer.
    """

    asked = Signal(str)

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self._host = host
        self.setProperty("ground", "panel")
        self.setProperty("floats", True)
        self.setAccessibleName(_("Find or do"))
        self._commands: list[Entry] = []
        self._recent: list[Entry] = []
        self._found: list[Entry] = []
        self._answered = ""
        self._enter_waits = False
        self._moved = False  # by the user, since the text changed: what is chosen then stays chosen
        self._focus_before: QWidget | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 6)
        column.setSpacing(0)
        self._build_field()
        self._build_list()
        self._nothing = label("", "secondary", wrap=True)
        self._nothing.setContentsMargins(16, 12, 16, 12)
        column.addWidget(self.field)
        column.addWidget(line())
        column.addSpacing(5)
        column.addWidget(self.list, 1)
        column.addWidget(self._nothing)
        host.installEventFilter(self)
        self.hide()

    def _build_field(self) -> None:
        self.field = QLineEdit()
        self.field.setProperty("look", "find")
        self.field.setMaxLength(300)
        self.field.setPlaceholderText(_("Find or do…"))
        self.field.setAccessibleName(_("Find or do"))
        self.field.setAccessibleDescription(_("Journeys, steps, notes, potholes, captures, personas and businesses."))
        self.field.textChanged.connect(self._typed)
        self.field.installEventFilter(self)

    def _build_list(self) -> None:
        self.list = QListWidget()
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setStyleSheet("QListWidget { border: 0; }")
        self.list.setItemDelegate(Rows(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(_("What can be done and what was found"))
        self.list.itemClicked.connect(lambda _item: self._run())

    # ---- what others call

    def open(self, commands: list[Entry], text: str = "") -> None:
        """Shows the panel with what can be done now."""
        if not self.isVisible():
            self._focus_before = self.window().focusWidget()
        self._commands = list(commands)
        self._recent, self._found, self._answered = [], [], ""
        self._enter_waits = self._moved = False
        self.field.setText(text)
        self.field.selectAll()
        self._fill()
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_recent(self, entries: list[Entry]) -> None:
        """What was worked on last: it stands there while nothing is typed, and is found by a few letters."""
        self._recent = entries
        if self.isVisible():
            self._fill()

    def show_found(self, text: str, entries: list[Entry]) -> None:
        """What was found for a text, in groups; dropped when another text stands there by now."""
        if text != self.wanted or not self.isVisible():
            return
        self._found, self._answered = entries, text
        self._fill()
        if self._enter_waits:
            self._enter_waits = False
            self._run()
        elif not self._shown:
            announce(self.field, self._nothing.text())

    def close_palette(self) -> None:
        """Hides it and gives the focus back."""
        self.hide()
        before, self._focus_before = self._focus_before, None
        if before is not None and shiboken6.isValid(before):  # a list that was filled anew took its row away
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def wanted(self) -> str:
        """What is typed, without the blanks around it."""
        return self.field.text().strip()

    @property
    def shown(self) -> tuple[Entry, ...]:
        """The lines that stand there, from the top."""
        return tuple(self._shown)

    # ---- filling

    def _typed(self) -> None:
        self._enter_waits = self._moved = False
        if not self.wanted:
            self._found, self._answered = [], ""
        self._fill()
        self.asked.emit(self.wanted)

    def _entries(self) -> list[Entry]:
        wanted = self.wanted
        if not wanted:
            return [*self._recent[:MOST_RECENT], *self._commands]
        walks = fitting(wanted, [each for each in self._recent if each.side], 4)
        return [*fitting(wanted, self._commands, MOST_COMMANDS), *self._found, *walks]

    def _fill(self) -> None:
        item = self.list.currentItem()
        before = item.data(Qt.ItemDataRole.UserRole) if item is not None and self._moved else None
        self._shown = self._entries()
        self.list.clear()
        for group, entries in groupby(self._shown, key=lambda each: each.group):
            if group:
                self._add_line(group, None)
            for entry in entries:
                self._add_line(entry.spoken, entry)
        self._choose(self._shown.index(before) if before in self._shown else 0)
        self.list.setVisible(bool(self._shown))
        waits = self._answered != self.wanted
        self._nothing.setText(_("Looking…") if waits else _nothing_said(self.wanted))
        self._nothing.setVisible(not self._shown)
        self._place()
        self._scroll()

    def _add_line(self, text: str, entry: Entry | None) -> None:
        item = QListWidgetItem(text)
        item.setData(Qt.ItemDataRole.UserRole, entry)
        if entry is None:
            item.setFlags(Qt.ItemFlag.NoItemFlags)
        self.list.addItem(item)

    def _place(self) -> None:
        host = self._host
        width = min(WIDEST, host.width() - 48)
        lines = (self.list.item(at).data(Qt.ItemDataRole.UserRole) for at in range(self.list.count()))
        rows = sum(height_of(each) for each in lines)
        top = max(24, host.height() // 8)
        room = min(TALLEST, host.height() - top - 24 - 68)
        below = self._nothing.heightForWidth(width - 2) if self._nothing.isVisibleTo(self) else min(rows, room) + 6
        self.setGeometry((host.width() - width) // 2, top, width, 62 + below)

    # ---- choosing and doing

    @property
    def _lines(self) -> list[int]:
        """The rows of the list that hold an entry."""
        held = range(self.list.count())
        return [at for at in held if self.list.item(at).data(Qt.ItemDataRole.UserRole) is not None]

    def _choose(self, number: int) -> None:
        lines = self._lines
        if lines:
            self.list.setCurrentRow(lines[number % len(lines)])
            self._scroll()

    def _scroll(self) -> None:
        """The chosen line is seen, the first one with the heading above it."""
        lines = self._lines
        if lines and self.list.currentRow() == lines[0]:
            self.list.scrollToTop()
        else:
            self.list.scrollToItem(self.list.currentItem())

    def _run(self) -> None:
        item = self.list.currentItem()
        entry: Entry | None = item.data(Qt.ItemDataRole.UserRole) if item is not None else None
        if self._answered != self.wanted and (entry is None or entry in self._found):
            self._enter_waits = True  # what is seen answers an earlier text
        elif entry is not None:
            self.close_palette()
            entry.run()

    # ---- events

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if watched is self.field and isinstance(event, QKeyEvent) and kind == QEvent.Type.KeyPress:
            return self._key(event)
        if watched is self.field and kind == QEvent.Type.FocusOut and self.isVisible():
            self.hide()
        elif watched is self._host and kind == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def _key(self, event: QKeyEvent) -> bool:
        key, lines = event.key(), self._lines
        at = lines.index(self.list.currentRow()) if self.list.currentRow() in lines else 0
        last = len(lines) - 1
        moves: dict[int, Callable[[], int]] = {
            Qt.Key.Key_Down: lambda: at + 1,
            Qt.Key.Key_Up: lambda: at - 1,
            Qt.Key.Key_PageDown: lambda: min(at + PAGE, last),
            Qt.Key.Key_PageUp: lambda: max(at - PAGE, 0),
            Qt.Key.Key_Home: lambda: 0,
            Qt.Key.Key_End: lambda: last,
        }
        if key == Qt.Key.Key_Escape:
            self.close_palette()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._run()
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            return True  # the list is reached by the arrows; leaving would close the panel
        elif key in moves and lines and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._moved = True
            self._choose(moves[key]())
            announce(self.field, self.list.currentItem().text())
        else:
            return False
        return True


def _nothing_said(wanted: str) -> str:
    return _(
        "Nothing found for “{text}”. Looked through what can be done, journeys, steps, notes, potholes, captures, "
        "personas and businesses."
    ).format(text=wanted)
