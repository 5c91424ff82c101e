"""Help: the method on one page, the keys, and what the ratings mean. F1 on a screen opens its part."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from oracle import words
from oracle.language import _
from oracle.report.content.meanings import frictions, meanings, severities
from oracle.report.content.parts import Fact
from oracle.ui.actions import TABLE
from oracle.ui.context import Context, WayBack
from oracle.ui.help.texts import screens
from oracle.ui.keys import keys_grid
from oracle.ui.page import MARGIN, Page
from oracle.ui.widgets import Card, Chip, Coin, button, icon_label, label, tooltip
from oracle.ui.widgets.choices import FACES

WIDEST = 760


class HelpScreen(QWidget):
    """`open(anchor=…)` scrolls to the part about a screen, or to "keys" or "ratings"; `back`: the place and its
    arguments that Back and Escape lead to.
    """

    hides_rail = False

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        self._context = context
        self._way_back: WayBack | None = None
        self.page = Page(context, _("Help"), saved=False)
        self.back = button(_("Back"), "plain", "arrow-left", clicked=self.go_back)
        tooltip(self.back, _("Back (Esc)"))
        self.page.add_action(self.back)
        whole.addWidget(self.page)
        self.page.body.setSpacing(16)
        self.parts: dict[str, QWidget] = {}
        self._add("method", _("The method on one page"), _method())
        for name, (title, sentences) in screens().items():
            self._add(name, title, _sentences(sentences))
        self._add("ratings", _("What the ratings mean"), _ratings())
        self._add("keys", _("Keys"), keys_grid(TABLE))
        self.page.body.addStretch(1)
        # As high as its texts are at that width, and no higher: else it could be scrolled far past its end.
        if (page := self.page.area.widget()) is not None:
            page.setMaximumWidth(WIDEST + 2 * MARGIN)
            page.setMinimumHeight(1)

    def open(self, anchor: str = "", back: WayBack | None = None) -> None:
        """Scrolls to a part; from the top without one."""
        self._way_back = back
        self.back.setVisible(back is not None)
        # Heights are known only after the layout has run.
        QTimer.singleShot(0, self, lambda: self._scroll_to(anchor))

    def go_back(self) -> None:
        """Goes to where F1 was pressed, as it was."""
        if self._way_back is not None:
            place, arguments = self._way_back
            self._context.navigate(place, **arguments)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Cancel) or event.matches(QKeySequence.StandardKey.Back):
            self.go_back()
        else:
            super().keyPressEvent(event)

    def _scroll_to(self, anchor: str) -> None:
        part = self.parts.get(anchor)
        self.page.area.verticalScrollBar().setValue(part.y() if part is not None else 0)

    def _add(self, name: str, title: str, content: QWidget) -> None:
        card = Card(name=title)
        column = QVBoxLayout(card)
        column.setContentsMargins(20, 16, 20, 20)
        column.setSpacing(10)
        column.addWidget(label(title, "card"))
        column.addWidget(content)
        self.parts[name] = card
        self.page.body.addWidget(card)


def _method() -> QWidget:
    return _sentences(
        (
            _(
                "Be your own customer. Owners know where the light switch is; customers do not. A"
                " walk makes you see the road as they do."
            ),
            _(
                "Take all four roads. Most businesses test buying only, and never see where "
                "people leave, what they cannot find out, and what happens after the first yes."
            ),
            _(
                "Leaving is data. Ask at each step whether you would go on, and whether an easier"
                " road was offered to those who would not."
            ),
            _(
                "After the sale the road goes on. Feeling often sinks after the money is paid: "
                "the dip. Its four cures: say beforehand that it comes, show empathy when it "
                "does, show others who came through, and say how long it lasts."
            ),
            _("Look at what happens, and at what does not: the follow-up that never comes is a pothole too."),
            _(
                "Every pothole has a cause. People or process: show that you care. Technology: be"
                " prepared with a second way. Changed needs: tell the truth and say who can help."
            ),
            _("Repair, then walk again. Only a later walk verifies a repair: potholes come back."),
        )
    )


def _ratings() -> QWidget:
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(6)
    column.addWidget(_heading(_("Friction: how rough a step was"), above=0))
    column.addWidget(_grid([(Coin(value), words.friction(value), said) for value, said in enumerate(frictions())]))
    column.addWidget(_heading(_("Feeling: how it felt, if you want to say")))
    column.addWidget(
        _grid([(icon_label(FACES[value], "ink", 20), words.feeling(value), "") for value in range(-2, 3)], across=True)
    )
    column.addWidget(_heading(_("Severity: how bad a pothole is, said in the review")))
    column.addWidget(_grid([(Chip(value), "", said) for value, said in enumerate(severities(), 1)]))
    for fact in (*meanings(), _change()):
        column.addWidget(_heading(fact.label))
        column.addWidget(label(fact.text, "body", wrap=True))
    return box


def _heading(text: str, *, above: int = 10) -> QLabel:
    """A heading inside a card, nearer to what it heads than to what was before."""
    made = label(text, "strong")
    made.setContentsMargins(0, above, 0, 0)
    return made


def _change() -> Fact:
    return Fact(
        _("Change since the last walk"),
        _("Compares only the steps that both walks rated, and is shown when these are at least half of the road."),
    )


def _sentences(texts: tuple[str, ...]) -> QWidget:
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(12)
    for text in texts:
        column.addWidget(label(text, "body", wrap=True))
    return box


def _grid(rows: list[tuple[QWidget, str, str]], *, across: bool = False) -> QWidget:
    box = QWidget()
    if across:
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for mark, word, _said in rows:
            row.addWidget(mark)
            row.addWidget(label(word))
            row.addSpacing(14)
        row.addStretch(1)
        return box
    grid = QGridLayout(box)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(2, 1)
    for at, (mark, word, said) in enumerate(rows):
        grid.addWidget(mark, at, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        if word:
            grid.addWidget(label(word, "strong"), at, 1)
        grid.addWidget(label(said, "secondary", wrap=True), at, 2)
    return box
