"""The parts of a report with their switches, and the pages on which they stand."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from oracle.language import _
from oracle.report.content import Section
from oracle.report.content.parts import USUAL_SECTIONS, flows_on
from oracle.ui.widgets import Switch, label
from oracle.ui.widgets.basics import set_look

ROW = 29


class Sections(QWidget):
    """`changed()`: a part was switched on or off, by the user only. The cover always stands."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.switches: dict[Section, Switch] = {}
        self.names: dict[Section, QLabel] = {}
        self.pages: dict[Section, QLabel] = {}
        column.addWidget(_row(label(_("Cover")), label(_("page {n}").format(n=1), "small"), None))
        for section in Section:
            name, pages = label(section_words(section)), label("", "small")
            switch = Switch(section_words(section), on=section in USUAL_SECTIONS)
            switch.clicked.connect(lambda *_checked: self.changed.emit())
            self.switches[section], self.names[section], self.pages[section] = switch, name, pages
            column.addWidget(_row(name, pages, switch))

    @property
    def chosen(self) -> frozenset[Section]:
        """The parts that are on."""
        return frozenset(section for section, switch in self.switches.items() if switch.isChecked())

    def show_pages(self, starts: Mapping[Section, int], count: int) -> None:
        """Says where each part stands, from the pages that they begin on."""
        order = [section for section in Section if section in starts]
        for section in Section:
            on = section in self.chosen
            set_look(self.names[section], "text_style", "body" if on else "secondary")
            if not on:
                self.pages[section].setText(_("left out"))
            elif section not in starts:
                self.pages[section].setText(_("nothing to say"))
            else:
                following = order[order.index(section) + 1 :][:1]
                last = count
                if following:
                    last = starts[following[0]] - (0 if flows_on(following[0], section) else 1)
                self.pages[section].setText(_pages(starts[section], max(last, starts[section])))


def section_words(section: Section) -> str:
    """What a part is called."""
    return {
        Section.GLANCE: _("At a glance"),
        Section.PERSONA: _("The customer"),
        Section.PROFILE: _("Road profile"),
        Section.MATRIX: _("Priority against effort"),
        Section.POTHOLES: _("Potholes, one by one"),
        Section.SINCE: _("Since the last walk"),
        Section.DIP: _("The dip and its four cures"),
        Section.ABSENT: _("What did not happen"),
        Section.EXPECTATION: _("Expectation and experience"),
        Section.CHANNELS: _("Channels covered"),
        Section.HANDLING: _("How bumps were handled"),
        Section.LEAVING: _("Where people would leave"),
        Section.WORDS: _("Words that confuse"),
        Section.COST: _("What it costs to leave it"),
        Section.PLAN: _("Repair plan"),
        Section.STEPS: _("The walk, step by step"),
        Section.RATINGS: _("How the ratings are meant"),
        Section.TEST_CUSTOMER: _("The test customer, private"),
    }[section]


def _pages(first: int, last: int) -> str:
    if first == last:
        return _("page {n}").format(n=first)
    return _("pages {first} – {last}").format(first=first, last=last)


def _row(name: QLabel, pages: QLabel, switch: Switch | None) -> QWidget:
    made = QWidget()
    made.setFixedHeight(ROW)
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(12)
    row.addWidget(name)
    row.addStretch(1)
    row.addWidget(pages)
    if switch is not None:
        row.addWidget(switch)
    else:
        row.addSpacing(42)
    return made
