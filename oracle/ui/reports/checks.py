"""The check before export: what a reader would stumble over, each line a way to the place.

What is asked of private pictures is answered right here, by one click.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from oracle import words
from oracle.language import _, ngettext
from oracle.model.ratings import PrivacyAnswer
from oracle.report.content import Notice, NoticeKind
from oracle.ui.widgets import button, icon_label, label

WORDS_LONGEST = 140

Link = tuple[str, Callable[[], object]]


class Checks(QFrame):
    """One line a kind, unfolded where there are several.

    `asked(notice)`: go to the place. `answered(notice, PrivacyAnswer)`: what a picture shows.
    """

    asked = Signal(object)
    answered = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "warning")
        self.notices: tuple[Notice, ...] = ()
        self._unfolded: set[NoticeKind] = set()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(10, 4, 8, 4)
        self._column.setSpacing(0)
        self.hide()

    def show_notices(self, notices: tuple[Notice, ...]) -> None:
        """Lists what is open; hidden when nothing is."""
        self.notices = notices
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for kind in NoticeKind:
            some = [notice for notice in notices if notice.kind is kind]
            if some:
                self._add_kind(kind, some)
        self.setVisible(bool(notices))

    def _add_kind(self, kind: NoticeKind, some: list[Notice]) -> None:
        if len(some) == 1:
            self._column.addWidget(self._line(some[0].text, self._links(some[0]), head=True))
            return
        is_open = kind in self._unfolded
        word = _("Fold") if is_open else _("Show")
        self._column.addWidget(self._line(kind_words(kind, len(some)), [(word, partial(self._fold, kind))], head=True))
        for notice in some if is_open else ():
            self._column.addWidget(self._line(notice.text, self._links(notice), head=False))

    def _links(self, notice: Notice) -> list[Link]:
        """What can be done about it: the place, and for pictures the answers."""
        links: list[Link] = [(link_words(notice.kind), partial(self.asked.emit, notice))]
        if notice.kind in {NoticeKind.PRIVATE, NoticeKind.FOUND}:
            nothing = partial(self.answered.emit, notice, PrivacyAnswer.NOTHING_TO_HIDE)
            links.append((_("Nothing to hide"), nothing))
            links.append((_("Leave it out"), partial(self.answered.emit, notice, PrivacyAnswer.LEAVE_OUT)))
        return links

    def _line(self, text: str, links: list[Link], *, head: bool) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0 if head else 24, 4, 0, 4)
        row.setSpacing(8)
        if head:
            row.addWidget(icon_label("triangle-alert", "r3", 16))
        shown = words.shortened(text, WORDS_LONGEST)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(label(shown, wrap=True))
        row.addLayout(column, 1)
        beside = QHBoxLayout()
        beside.setSpacing(12)
        for word, clicked in links:
            go = button(word, "link", size="row", clicked=clicked)
            go.setAccessibleName(f"{word}: {shown}")
            beside.addWidget(go)
        if len(links) == 1:
            row.addLayout(beside)
        else:
            beside.addStretch(1)
            column.addLayout(beside)
        return made

    def _fold(self, kind: NoticeKind) -> None:
        self._unfolded ^= {kind}
        self.show_notices(self.notices)


def kind_words(kind: NoticeKind, count: int) -> str:
    """ "3 potholes have no picture"."""
    texts = {
        NoticeKind.PRIVATE: ngettext(
            "{n} picture may show something private", "{n} pictures may show something private", count
        ),
        NoticeKind.FOUND: ngettext(
            "{n} picture has places that look private", "{n} pictures have places that look private", count
        ),
        NoticeKind.NO_PICTURE: ngettext("{n} pothole has no picture", "{n} potholes have no picture", count),
        NoticeKind.NO_WHY: ngettext(
            "{n} pothole does not say why it matters", "{n} potholes do not say why they matter", count
        ),
        NoticeKind.NO_REMEDY: ngettext(
            "{n} pothole does not say what to do", "{n} potholes do not say what to do", count
        ),
        NoticeKind.NOT_RATED: ngettext("{n} step was never rated", "{n} steps were never rated", count),
        NoticeKind.CONTRADICTION: ngettext(
            "{n} text contradicts its rating", "{n} texts contradict their ratings", count
        ),
        NoticeKind.BLAME: ngettext("{n} text has a word that blames", "{n} texts have words that blame", count),
    }
    return texts[kind].format(n=count)


def link_words(kind: NoticeKind) -> str:
    """What is done at the place."""
    return {
        NoticeKind.PRIVATE: _("Look"),
        NoticeKind.FOUND: _("Look"),
        NoticeKind.NO_PICTURE: _("Open"),
        NoticeKind.NO_WHY: _("Write it"),
        NoticeKind.NO_REMEDY: _("Write it"),
        NoticeKind.NOT_RATED: _("Rate it"),
        NoticeKind.CONTRADICTION: _("Look"),
        NoticeKind.BLAME: _("Reword"),
    }[kind]
