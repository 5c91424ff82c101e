"""Before you set off: who walks, on what, how far, and how to walk safely. One page, and it can be skipped."""

from __future__ import annotations

import getpass
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QSysInfo, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from oracle import words
from oracle.language import _, ngettext
from oracle.model.change import Change
from oracle.model.journey import Business, Journey, Persona, Tester
from oracle.model.ratings import Run
from oracle.model.test_customer import TestCustomer
from oracle.model.walk import Surroundings
from oracle.ui.context import Context, WayBack
from oracle.ui.settings import TESTER
from oracle.ui.walk.customer.beforehand import CustomerBeforehand
from oracle.ui.walk.customer.sheet import write_card
from oracle.ui.walk.desktop_portal import DesktopPortal
from oracle.ui.walk.permission_state import PermissionState
from oracle.ui.widgets import Card, Field, Segmented, button, icon_label, label, labelled
from oracle.workspace import Workspace, businesses, journeys, personas, rewalks, test_customers, testers, walks

WIDTH = 720
NOBODY = TestCustomer(walk_id="")
HOME: WayBack = ("journeys", {})


@dataclass(frozen=True, slots=True)
class Departure:
    """What the page shows."""

    journey: Journey
    business: Business
    persona: Persona
    tester: Tester | None
    to_check: int = 0  # potholes that a re-walk takes along
    newest: str | None = None  # the walk that a re-walk repeats
    customer: TestCustomer = NOBODY  # who the tester last posed as


def departure(workspace: Workspace, journey_id: str, tester_id: str) -> Departure:
    """Reads what the page shows; the tester is the one of the settings, else the only one there is."""
    journey = journeys.get(workspace, journey_id)
    known = testers.list_all(workspace)
    tester = next((each for each in known if each.id == tester_id), known[0] if len(known) == 1 else None)
    return Departure(
        journey,
        businesses.get(workspace, journey.business_id),
        personas.get(workspace, journey.persona_id),
        tester,
        rewalks.count_to_check(workspace, journey_id),
        rewalks.newest(workspace, journey_id),
        test_customers.last_of(workspace, tester.id) if tester is not None else NOBODY,
    )


def set_off(
    workspace: Workspace,
    journey_id: str,
    name: str,
    run: Run,
    surroundings: Surroundings,
    customer: Mapping[str, str],
    rewalk_of: str | None = None,
) -> Change:
    """Starts a walk by the tester of that name, who is added when new. The walk's id is the change's first.

    `customer`: the fields of the test customer's card, none to write none.
    """
    found = testers.find(workspace, name)
    tester_id = found.id if found is not None else testers.add(workspace, name=name).id
    started = walks.start(
        workspace, journey_id, tester_id=tester_id, run=run, surroundings=surroundings, rewalk_of=rewalk_of
    )
    if customer:
        write_card(workspace, started.id, customer)
    return started


class SetOffPage(QWidget):
    """`started(walk_id)` when the walk is on disk."""

    started = Signal(str)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._shown: Departure | None = None
        self._way_back: WayBack = HOME
        self._rewalk_of: str | None = None
        self._far_chosen = self._name_typed = False
        self._portal = DesktopPortal(context.tasks, self)
        self.permission = PermissionState(self._portal)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        page = QWidget()
        page.setProperty("ground", "none")
        inner = QWidget()
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(24, 32, 24, 24)
        self._column.setSpacing(16)
        self._build()
        _centred(page, inner)
        area.setWidget(page)
        outer.addWidget(area, 1)
        foot = QFrame()
        foot.setProperty("ground", "foot")
        foot.setProperty("foot", True)
        _centred(foot, self._foot())
        outer.addWidget(foot)
        bar = area.verticalScrollBar()  # the foot stays below the page, which the bar moves
        bar.rangeChanged.connect(
            lambda _least, most: foot.setContentsMargins(0, 0, bar.sizeHint().width() if most else 0, 0)
        )

    def _build(self) -> None:
        self._column.addWidget(label(_("Before you set off"), "page"))
        self.title = label("", "secondary", wrap=True)
        self._column.addWidget(self.title)
        self._column.addWidget(self._who())
        self.customer = CustomerBeforehand(self._context.bus)
        self._column.addWidget(self.customer)
        self.hints = QVBoxLayout()
        self._column.addLayout(self.hints)
        self._column.addWidget(self.permission)
        self._column.addStretch(1)

    def _foot(self) -> QWidget:
        box = QWidget()
        foot = QHBoxLayout(box)
        foot.setContentsMargins(24, 12, 24, 12)
        foot.setSpacing(8)
        foot.addWidget(button(_("Not now"), "quiet", clicked=self._not_now))
        foot.addStretch(1)
        self.skip = button(_("Skip this page"), "quiet", clicked=self._skip)
        foot.addWidget(self.skip)
        self.go = button(_("Set off"), "dark", "footprints", clicked=self._go)
        foot.addWidget(self.go)
        return box

    def _who(self) -> QWidget:
        card = Card()
        column = QVBoxLayout(card)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        self.name = Field(_("Who walks"), _("Your name, as it stands in the report"))
        self.name.edit.setMaxLength(120)
        self.name.entered.connect(self._go)
        self.name.edit.textEdited.connect(lambda _text: self._name_is_typed())
        column.addWidget(self.name)
        choices = [(run.value, words.run(run)) for run in (Run.FULL, Run.TEN_MINUTE, Run.RE_WALK)]
        self.run = Segmented(choices, Run.FULL.value, _("How far"))
        self.run.chosen.connect(lambda _key: self._choose_far())
        column.addWidget(labelled(_("How far"), self.run))
        self.far = label("", "small", wrap=True)
        column.addWidget(self.far)
        self.system, self.screen_size = Field(_("System")), Field(_("Screen"))
        self.browser, self.place = Field(_("Browser")), Field(_("Place"), _("At home, in the shop, on the train"))
        grid = QGridLayout()
        grid.setSpacing(12)
        for at, field in enumerate((self.system, self.browser, self.screen_size, self.place)):  # as Tab goes
            grid.addWidget(field, at // 2, at % 2)
            grid.setColumnStretch(at % 2, 1)
        column.addLayout(grid)
        return card

    # ---- showing

    def show_journey(self, journey_id: str, rewalk_of: str | None = None, back: WayBack = HOME) -> None:
        """Fills the page for a journey; with `rewalk_of` for walking again what that walk walked. `back`: not now."""
        self._way_back = back
        self._portal.look()
        self._rewalk_of = rewalk_of
        self._shown = None
        self._far_chosen = self._name_typed = False
        self.run.offer(Run.RE_WALK.value, rewalk_of is not None)
        self._let_go(False)
        here = surroundings_here(self)
        for field, text in ((self.system, here.system), (self.screen_size, here.screen), (self.browser, here.browser)):
            field.set_text(text)
        self._context.tasks.read(departure, journey_id, self._context.settings.get(TESTER), then=self._show, owner=self)

    def _show(self, found: Departure) -> None:
        self._shown = found
        truths = any(step.moment_of_truth for step in found.journey.version.steps)
        self.title.setText(
            _("{journey} at {business}, as {persona}").format(
                journey=found.journey.title, business=found.business.name, persona=found.persona.name
            )
        )
        if not self._name_typed:
            self.name.set_text(found.tester.name if found.tester is not None else "")
        self.customer.show_card(found.customer)
        again = found.newest is not None and (found.to_check > 0 or self._rewalk_of is not None)
        self.run.offer(Run.RE_WALK.value, again)
        can = {Run.FULL: True, Run.TEN_MINUTE: truths, Run.RE_WALK: again}
        if not self._far_chosen or not can[Run(self.run.value)]:
            self.run.set_value((Run.RE_WALK if again and self._rewalk_of is not None else Run.FULL).value)
        why_not = _("No step of this journey is a moment of truth.")
        self.run.enable(Run.TEN_MINUTE.value, truths, why_not)
        self._show_far()
        self._show_hints()
        self._let_go(True)
        if not (self._far_chosen or self._name_typed):  # else the person is at the page already
            (self.go if found.tester is not None else self.name).setFocus()

    def _name_is_typed(self) -> None:
        self._name_typed = True

    def _choose_far(self) -> None:
        self._far_chosen = True
        self._show_far()

    def _let_go(self, can: bool) -> None:
        """Whether one can set off: the page knows on which road."""
        self.go.setEnabled(can)
        self.skip.setEnabled(can)

    def _show_far(self) -> None:
        """What the chosen kind of walk meets."""
        found = self._shown
        if found is None:
            return
        steps = found.journey.version.steps
        truths = sum(step.moment_of_truth for step in steps)
        told = [_("The whole road has {all} steps.").format(all=len(steps))]
        if truths:
            some = _("A ten-minute walk meets its {some} moments of truth only.")
            told.append(some.format(some=truths))
        if self.run.value == Run.RE_WALK.value:
            taken = ngettext(
                "{n} pothole is taken along to its step, with its old picture, to be checked again.",
                "{n} potholes are taken along to their steps, with their old pictures, to be checked again.",
                found.to_check,
            )
            told = [told[0], taken.format(n=found.to_check)]
        self.far.setText(" ".join(told))

    def _show_hints(self) -> None:
        found = self._shown
        if found is None:
            return
        while (item := self.hints.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        waits = [
            _("Step {n}, {title}: comes {length} after the step before.").format(
                n=step.number, title=step.title, length=words.length(step.wait.length)
            )
            for step in found.journey.version.steps
            if step.wait is not None
        ]
        safety = () if found.business.sample else _safety(found.journey.hints)
        self.permission.refresh()
        for heading, icon, lines in (
            (_("For this road"), "signpost", found.journey.hints),
            (_("Walk safely"), "shield-check", safety),
            (_("What comes later"), "hourglass", tuple(waits)),
        ):
            if lines:
                self.hints.addWidget(_listed(heading, icon, lines))

    # ---- going

    def _not_now(self) -> None:
        place, arguments = self._way_back
        self._context.navigate(place, **arguments)

    def _go(self) -> None:
        if not self.name.text:
            self.name.set_error(_("Write a name: the report says who walked."))
            self.name.setFocus()
            return
        self._start(self.name.text)

    def _skip(self) -> None:
        known = self._shown.tester.name if self._shown is not None and self._shown.tester is not None else ""
        self._start(self.name.text or known or _user())

    def _start(self, name: str) -> None:
        if self._shown is None:
            return
        where = Surroundings(
            system=self.system.text, screen=self.screen_size.text, browser=self.browser.text, place=self.place.text
        )
        run = Run(self.run.value)
        again = (self._rewalk_of or self._shown.newest) if run is Run.RE_WALK else None
        self._context.tasks.write(
            set_off, self._shown.journey.id, name, run, where, self.customer.values(), again,
            then=lambda change: self.started.emit(change.id), owner=self,
        )  # fmt: skip
        if not self._context.settings.get(TESTER):  # who walks once at a machine is not whose machine it is
            self._context.tasks.read(testers.find, name, then=self._remember, owner=self)

    def _remember(self, tester: Tester | None) -> None:
        if tester is not None:
            self._context.settings.set(TESTER, tester.id)


def _centred(page: QWidget, inner: QWidget) -> None:
    """`inner` in the middle of `page`, at most as wide as reads well."""
    inner.setMaximumWidth(WIDTH)
    row = QHBoxLayout(page)
    row.setContentsMargins(0, 0, 0, 0)
    row.addStretch(1)
    row.addWidget(inner, 20)
    row.addStretch(1)


def surroundings_here(widget: QWidget) -> Surroundings:
    """What can be told of this machine without asking."""
    screen = widget.screen()
    size, ratio = screen.size(), screen.devicePixelRatio()
    pixels = f"{round(size.width() * ratio)} × {round(size.height() * ratio)}"
    return Surroundings(
        system=QSysInfo.prettyProductName(),
        screen=pixels if ratio == 1 else f"{pixels}, {round(ratio * 100)} %",
        browser=_("The app’s own browser"),
    )


def _safety(hints: Iterable[str]) -> tuple[str, ...]:
    """How to walk any road safely, but for what the road's own hints say, which say it for that road."""
    # Beside each line: words by which a hint is known to say the same, with commas between.
    lines = (
        (_("Sign out of your own shop, or it shows you what no customer sees."), _("sign out, signed out")),
        (_("Use a fresh mailbox, so that you see what a stranger gets."), _("fresh mailbox, a mailbox")),
        (_("Leave yourself out of your visitor statistics."), _("statistics")),
        (
            _("Pay safely: test mode, a code for 100 %, or buy and refund. Stopping before paying is a result too."),
            _("test mode, 100 %, refund"),
        ),
    )
    said = " ".join(hints).casefold()
    return tuple(line for line, signs in lines if not any(sign in said for sign in signs.casefold().split(", ")))


def _listed(heading: str, icon: str, lines: tuple[str, ...]) -> QWidget:
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 4, 0, 8)
    row.setSpacing(12)
    side = QVBoxLayout()
    side.addWidget(icon_label(icon, "ink_2", 20))
    side.addStretch(1)
    row.addLayout(side)
    column = QVBoxLayout()
    column.setSpacing(4)
    column.addWidget(label(heading, "strong"))
    for text in lines:
        column.addWidget(label(text, "body", wrap=True))
    row.addLayout(column, 1)
    return box


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # no such thing as a user name here
        return _("Tester")
