"""Short lines one below the other: what happened when, and where it was met."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

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
        self._made: list[QWidget] = []
        self.more = button("", "link", size="row", clicked=self._show_all)
        self._column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    @property
    def texts(self) -> tuple[str, ...]:
        """What the lines say."""
        return tuple(row.text for row in self._rows)

    def show_lines(self, rows: Sequence[LineRow], *, anew: bool) -> None:
        """Shows these lines; `anew`: of another pothole, so that only the first few are seen."""
        made = tuple(rows)
        self._all = self._all and not anew
        if made == self._rows and not anew:
            return
        self._rows = made
        self._fill()

    def _fill(self) -> None:
        for each in self._made:
            self._column.removeWidget(each)
            each.hide()
            each.deleteLater()
        shown = self._rows if self._all or len(self._rows) <= FEW + 1 else self._rows[:FEW]
        self._made = [self._line(row) for row in shown]
        for at, each in enumerate(self._made, 1):
            self._column.insertWidget(at, each)
        rest = len(self._rows) - len(shown)
        self.more.setVisible(rest > 0)
        self.more.setText(ngettext("Show {n} more", "Show {n} more", rest).format(n=rest))
        self.setVisible(bool(self._rows))

    def _show_all(self) -> None:
        self._all = True
        self._fill()
        fit_around(self)

    def _line(self, row: LineRow) -> QWidget:
        made = QWidget()
        line = QHBoxLayout(made)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(icon_label(row.icon, "ink_2", 14), 0, Qt.AlignmentFlag.AlignTop)
        words = label(row.text, "small-ink", wrap=True)
        words.setMinimumWidth(1)
        if row.tip:
            tooltip(words, row.tip)
        line.addWidget(words, 1)
        if row.right:
            line.addWidget(label(row.right, "small"), 0, Qt.AlignmentFlag.AlignTop)
        if self._go is not None and row.key:
            go = self._go
            line.addWidget(
                icon_button("arrow-up-right", _("Open: {what}").format(what=row.text), size="row",
                            clicked=lambda: go(row.key))
            )  # fmt: skip
        if self._away is not None and row.removable:
            away = self._away
            line.addWidget(icon_button("x", row.removable, size="row", clicked=lambda: away(row.key)))
        return made
