"""The panel "Looks private": what was found on a capture, what of it is covered, and one click to hide the rest."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from oracle import ocr
from oracle.language import _, ngettext
from oracle.method import private
from oracle.model.mark import Private, PrivateKind
from oracle.model.ratings import PrivacyAnswer
from oracle.model.walk import Capture
from oracle.ui.annotate.private_search import PrivateSearch
from oracle.ui.context import Context
from oracle.ui.widgets import Progress, button, icon_label, label, line
from oracle.ui.widgets.basics import Elided, set_look

ROW = 48
MOST_ROWS = 40  # the rest is counted, and hidden with all

_ICONS = {
    PrivateKind.CARD: "credit-card",
    PrivateKind.MAIL: "mail",
    PrivateKind.PHONE: "phone",
    PrivateKind.IBAN: "wallet",
    PrivateKind.FIELD: "text-cursor-input",
    PrivateKind.TEST_CUSTOMER: "user",
}
_FIELD_ICONS = (
    (("name", "surname", "nom", "nome"), "user"),
    (("street", "address", "city", "town", "postcode", "zip", "adress", "straße"), "house"),
    (("password", "code", "pin"), "lock"),
    (("date", "birth", "valid", "expir"), "calendar"),
)


class PrivatePanel(QWidget):
    """Suggestions; nothing is hidden by itself.

    `hide_asked(tuple[Private, ...])`: cover these. `pointed(Private | None)`: the place of the row under the pointer or
    with the focus. `burn_asked()`: burn what is covered into the picture for good. `answered(PrivacyAnswer | None)`:
    there is nothing to hide, or that is taken back.
    """

    hide_asked = Signal(object)
    pointed = Signal(object)
    burn_asked = Signal()
    answered = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._capture: Capture | None = None
        self._shown: tuple[object, ...] = ()
        self.rows: list[_Row] = []
        self.search = PrivateSearch(context, self)
        self.search.progress.connect(self._show_progress)
        self.search.over.connect(self._show_search)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(label(_("Looks private"), "card"))
        self.said = label("", "small", wrap=True)
        column.addWidget(self.said)
        column.addSpacing(8)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        column.addLayout(self._rows)
        self.all = button("", "plain", "cover", clicked=self._hide_all)
        self.all.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._gap = QWidget()
        self._gap.setFixedHeight(12)
        column.addWidget(self._gap)
        column.addWidget(self.all)
        self.nothing = button("", "quiet", size="small", clicked=self._answer)
        self.nothing.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        column.addSpacing(4)
        column.addWidget(self.nothing)
        self.look = button(_("Look for private data"), "plain", "scan-eye", clicked=self._look)
        self.look.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        column.addSpacing(8)
        column.addWidget(self.look)
        self.progress = Progress()
        self.progress.cancelled.connect(self.search.cancel)
        column.addWidget(self.progress)
        column.addSpacing(10)
        self.explained = label("", "small", wrap=True)
        column.addWidget(self.explained)
        self.burn = button(_("Burn in now…"), "fact", size="small", clicked=self.burn_asked.emit)
        column.addSpacing(4)
        column.addWidget(self.burn)

    def show_capture(self, capture: Capture) -> None:
        """Shows what was found on a capture, with its marks as they are now."""
        if self._capture is not None and capture.id != self._capture.id:
            self.search.cancel()
            self.pointed.emit(None)
        self._capture = capture
        state = (capture.id, capture.found, capture.covers, capture.burnt_at, capture.privacy)
        if state != self._shown:
            self._shown = state
            self._fill(capture)

    def show_burning(self, going_on: bool) -> None:
        """Whether what is covered is being burnt in: a large picture takes some seconds."""
        self.burn.setEnabled(not going_on)
        self.burn.setText(_("Burning in…") if going_on else _("Burn in now…"))
        self.burn.setAccessibleName(self.burn.text())

    @property
    def open_places(self) -> tuple[Private, ...]:
        """The places that nothing covers."""
        return private.uncovered(self._capture) if self._capture is not None else ()

    # ---- showing

    def _fill(self, capture: Capture) -> None:
        found, left = capture.found or (), self.open_places
        self.said.setText(_summary(capture, len(left)))
        held = next((row.place for row in self.rows if row.hide_button.hasFocus()), None)
        self.pointed.emit(None)  # the row that was pointed at goes, without leaving
        for row in self.rows:
            row.hide_away()
        self.rows = []
        for place in found[:MOST_ROWS]:
            row = _Row(place, place not in left)
            row.hide_button.clicked.connect(lambda *_checked, place=place: self.hide_asked.emit((place,)))
            row.pointed.connect(self.pointed)
            self._rows.addWidget(row)
            self.rows.append(row)
        self._hold_focus(held, found)
        for part in (self._gap, self.all):
            part.setVisible(len(left) > 1)
        words = ngettext("Redact {n}", "Redact all {n}", len(left)).format(n=len(left))
        self.all.setText(words)
        self.all.setAccessibleName(words)
        self.nothing.setVisible(bool(left))
        self.nothing.setText(_("Ask again") if _is_answered(capture) else _("Nothing to hide here"))
        self.nothing.setAccessibleName(self.nothing.text())
        self.explained.setText(_explained(capture))
        self.burn.setVisible(bool(capture.covers))
        self._show_search()

    def _hold_focus(self, held: Private | None, found: tuple[Private, ...]) -> None:
        """The keyboard goes on with the next place when one was hidden."""
        if held is None or held not in found:
            return
        at = found.index(held)
        for row in (*self.rows[at:], *self.rows[:at]):
            if not row.covered:
                row.hide_button.setFocus()
                return

    def _show_search(self) -> None:
        capture = self._capture
        looking = capture is not None and self.search.capture_id == capture.id
        offered = capture is not None and ocr.is_installed()
        self.progress.setVisible(looking)
        self.look.setVisible(offered and not looking)
        again = capture is not None and capture.found is not None
        self.look.setText(_("Look in the picture too") if again else _("Look for private data"))
        self.look.setAccessibleName(self.look.text())
        set_look(self.look, "look", "quiet" if again else "plain")

    def _show_progress(self, part: float) -> None:
        self.progress.show_step(round(part * 100), 100, _("Reading…"))

    # ---- doing

    def _hide_all(self) -> None:
        self.hide_asked.emit(self.open_places)

    def _answer(self) -> None:
        if self._capture is not None:
            self.answered.emit(None if _is_answered(self._capture) else PrivacyAnswer.NOTHING_TO_HIDE)

    def _look(self) -> None:
        if self._capture is not None:
            self.search.begin(self._capture)
            self._show_search()


class _Row(QWidget):
    """One place: what it is, a masked hint, and Redact or that it is covered."""

    pointed = Signal(object)

    def __init__(self, place: Private, covered: bool) -> None:
        super().__init__()
        self.place, self.covered = place, covered
        title, hint = row_words(place)
        self.setFixedHeight(ROW)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(icon_label(_icon(place), "ink_2", 18))
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.setContentsMargins(0, 5, 0, 5)
        texts.addWidget(Elided(title, "body"))
        texts.addWidget(Elided(hint, "small"))
        row.addLayout(texts, 1)
        self.hide_button = button(_("Redact"), "plain", size="small")
        self.hide_button.setAccessibleName(_("Redact: {what}").format(what=f"{title}, {hint}" if hint else title))
        self.hide_button.installEventFilter(self)
        self.hide_button.setVisible(not covered)
        row.addWidget(self.hide_button)
        if covered:
            row.addWidget(icon_label("check", "ink_2", 14))
            row.addWidget(label(_("Covered"), "small-ink"))
        column.addLayout(row, 1)
        column.addWidget(line())

    def hide_away(self) -> None:
        """Goes, without a moment in which it stands over its successor."""
        self.setVisible(False)
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFocusEvent):
            self.pointed.emit(self.place if event.gotFocus() else None)
        return False

    def enterEvent(self, event: QEnterEvent) -> None:
        self.pointed.emit(self.place)

    def leaveEvent(self, event: QEvent) -> None:
        self.pointed.emit(None)


def row_words(place: Private) -> tuple[str, str]:
    """What a place is called, and its masked hint: ("Filled-in field: name", "W•••• H••••")."""
    if place.kind is PrivateKind.FIELD:
        name, colon, hint = place.hint.partition(": ")
        if colon:
            small = name[:1].lower() + name[1:]
            return _("Filled-in field: {label}").format(label=small), hint
        return _("Filled-in field"), place.hint
    return {
        PrivateKind.CARD: _("Card number"),
        PrivateKind.MAIL: _("Mail address"),
        PrivateKind.PHONE: _("Phone number"),
        PrivateKind.IBAN: _("Bank account"),
        PrivateKind.TEST_CUSTOMER: _("Of your test customer"),
    }[place.kind], place.hint


def _icon(place: Private) -> str:
    if place.kind is PrivateKind.FIELD:
        label_text = place.hint.partition(": ")[0].casefold()
        for words, icon in _FIELD_ICONS:
            if any(word in label_text for word in words):
                return icon
    return _ICONS[place.kind]


def _summary(capture: Capture, left: int) -> str:
    if capture.found is None:
        return _("Not looked yet.")
    count = len(capture.found)
    if not count:
        return _("Nothing private found.")
    places = ngettext("{n} place in this capture", "{n} places in this capture", count).format(n=count)
    if not left:
        return _("{places}, all covered").format(places=places)
    covered = count - left
    return _("{places}, {n} covered").format(places=places, n=covered) if covered else places


def _is_answered(capture: Capture) -> bool:
    return capture.privacy is PrivacyAnswer.NOTHING_TO_HIDE


def _explained(capture: Capture) -> str:
    if _is_answered(capture) and private.uncovered(capture):
        return _("You said that there is nothing to hide here, so nobody is warned of these.")
    if capture.covers:
        return _("A covered part stays in the file until it is burnt in. Whatever is handed out has it burnt in.")
    if capture.burnt_at is not None:
        return _("What was covered is burnt in. The original is gone for good.")
    if capture.found is None and not ocr.is_installed():
        return _("Pictures are read for private data where {extra} is installed: pip install “{extra}”").format(
            extra=ocr.EXTRA
        )
    if capture.found == ():
        return _("A look can miss something: see for yourself before you hand it over.")
    return _("Suggestions only: nothing is hidden until you say so.")
