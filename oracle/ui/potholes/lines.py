"""Short lines one below the other: what happened when, and where it was met."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from oracle.language import _, ngettext
from oracle.ui.widgets import button, fit_around, icon_button, icon_label, label, tooltip

FEW = 5  # shown before all are asked for


@dataclass(frozen=True, slots=True)
class LineRow:
    """An icon, words, and what stands at the right (a day). With `go` the words lead there; `away` takes it out."""

    icon: str
    text: str
    right: str = ""
    tip: str = ""
    key: str = ""
    removable: str = ""  # the accessible name of the button that takes it out


class Lines(QWidget):
    """A heading and its lines; hidden while there are none."""

    def __init__(
        self,
        heading: str,
        go: Callable[[str], object] | None = None,
        away: Callable[[str], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._go, self._away = go, away
        self._rows: tuple[LineRow, ...] = ()
        self._all = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(5, 0, 5, 0)
        self._column.setSpacing(5)
        self._column.addWidget(label(heading, "label"))
        self._made: list[_Line] = []  # those that are not needed are hidden
        self.more = button("", "link", size="row", clicked=self._show_all)
        self.more.setStyleSheet("padding: 0")
        self._column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    @property
    def texts(self) -> tuple[str, ...]:
        """What the lines say."""
        return tuple(row.text for row in self._rows)

    def show_lines(self, rows: Sequence[LineRow], *, anew: bool) -> None:
        """Shows these lines; `anew`: of another pothole, so that only the first few are seen."""
        wanted = (tuple(rows), self._all and not anew)
        if wanted != (self._rows, self._all):
            self._rows, self._all = wanted
            self._fill()

    def _fill(self) -> None:
        shown = self._rows if self._all or len(self._rows) <= FEW + 1 else self._rows[:FEW]
        while len(self._made) < len(shown):
            self._made.append(_Line())
            self._column.insertWidget(len(self._made), self._made[-1])
        for made, row in zip(self._made, shown, strict=False):
            made.show_row(row, tuple(self._buttons(row)))
            made.show()
        for spare in self._made[len(shown) :]:
            spare.hide()
        rest = len(self._rows) - len(shown)
        self.more.setVisible(rest > 0)
        self.more.setText(ngettext("Show {n} more", "Show {n} more", rest).format(n=rest))
        self.setVisible(bool(self._rows))

    def _show_all(self) -> None:
        self._all = True
        self._fill()
        fit_around(self)

    def _buttons(self, row: LineRow) -> Iterator[QPushButton]:
        if self._go is not None and row.key:
            name = _("Open: {what}").format(what=row.text)
            yield icon_button("arrow-up-right", name, size="row", clicked=partial(self._go, row.key))
        if self._away is not None and row.removable:
            yield icon_button("x", row.removable, size="row", clicked=partial(self._away, row.key))


class _Line(QWidget):
    """A line that tells one row after the other: making its parts anew takes far longer than filling them."""

    def __init__(self) -> None:
        super().__init__()
        self._across = QHBoxLayout(self)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.setSpacing(8)
        self._icon = icon_label("info", "ink_2", 14)
        self._words = label("", "small-ink", wrap=True)
        self._right = label("", "small")
        self._pressed: tuple[QPushButton, ...] = ()
        self._across.addWidget(self._icon)
        self._across.addWidget(self._words, 1)
        self._across.addWidget(self._right)

    def show_row(self, row: LineRow, pressed: tuple[QPushButton, ...]) -> None:
        """Tells a row, with these buttons at its right end."""
        # Beside a button the words stand in its middle, else several lines begin where the icon does.
        at = Qt.AlignmentFlag.AlignVCenter if pressed else Qt.AlignmentFlag.AlignTop
        self._icon.show_icon(row.icon)
        self._words.setText(row.text)
        tooltip(self._words, row.tip)
        self._right.setText(row.right)
        self._right.setVisible(bool(row.right))
        self._across.setAlignment(self._icon, at)
        self._across.setAlignment(self._right, at)
        for each in self._pressed:
            self._across.removeWidget(each)
            each.hide()
            each.deleteLater()
        for each in pressed:
            self._across.addWidget(each)
        self._pressed = pressed
