"""Starting a walk: who walks, and how much of the road."""

from __future__ import annotations

import platform
import time
from typing import Any

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from oracle import words
from oracle.language import _
from oracle.model.change import Change
from oracle.model.journey import Journey, Tester
from oracle.model.ratings import Run
from oracle.model.walk import Surroundings
from oracle.ui import settings
from oracle.ui.context import Context
from oracle.ui.sheet import Sheet
from oracle.ui.tasks import Failed, Then
from oracle.ui.widgets import Field, Segmented, labelled


class StartWalk(Sheet):
    """Asks for the tester's name and the kind of run, then opens the walk."""

    def __init__(self, context: Context, journey: Journey, parent: QWidget | None = None) -> None:
        super().__init__(_("Walk “{journey}”").format(journey=journey.title), _("Set off"), parent, icon="footprints")
        self.context = context
        self.journey = journey
        self.tester = Field(_("Who walks?"), _("Your name: the report says who walked"))
        self.run = Segmented(
            [(each.value, words.run(each)) for each in (Run.FULL, Run.TEN_MINUTE)], Run.FULL, _("How much")
        )
        about = _("The ten-minute walk visits the moments of truth only.")
        self.body.addWidget(self.tester)
        self.body.addWidget(labelled(_("How much of the road?"), self.run, help_text=about))
        self.body.addStretch(1)
        self.resize(480, 320)
        self.tester.edit.setFocus()
        context.tasks.read(read_tester, context.settings.get(settings.TESTER), then=self._got)

    def _got(self, tester: Tester | None) -> None:
        if tester is not None and not self.tester.text:
            self.tester.set_text(tester.name)
            self.tester.edit.selectAll()

    def done_asked(self) -> None:
        """Starts the walk."""
        if not self.tester.text:
            self.tester.set_error(_("Say who walks; a first name is enough."))
            self.tester.edit.setFocus()
            return
        self.action.setEnabled(False)
        start(self.context, self.journey.id, self.tester.text, Run(self.run.value), self._started, self.say_wrong)

    def _started(self, change: Change) -> None:
        self.accept()
        self.context.navigate("walk", walk_id=change.id)


def start(context: Context, journey_id: str, tester: str, run: Run, then: Then, failed: Failed | None = None) -> None:
    """Starts a walk by the tester of that name; `then` gets the Change with the walk's id."""
    context.tasks.write(_start, journey_id, tester, run, surroundings(), then=then, failed=failed)
    context.tasks.read(_tester_named, tester, then=lambda found: context.settings.set(settings.TESTER, found.id))


def surroundings() -> Surroundings:
    """On what the walk is made, as far as the machine tells."""
    screen = QGuiApplication.primaryScreen()
    size = screen.size() * screen.devicePixelRatio() if screen else None
    shown = f"{size.width()} × {size.height()}" if size else ""
    return Surroundings(system=f"{platform.system()} {platform.release()}", screen=shown, place=time.tzname[0])


def _start(workspace: Any, journey_id: str, tester: str, run: Run, around: Surroundings) -> Change:
    from oracle.workspace import testers, walks

    found = testers.find(workspace, tester)
    tester_id = found.id if found else testers.add(workspace, name=tester).id
    return walks.start(workspace, journey_id, tester_id=tester_id, run=run, surroundings=around)


def _tester_named(workspace: Any, name: str) -> Tester:
    from oracle.workspace import testers

    found = testers.find(workspace, name)
    return found if found is not None else testers.list_all(workspace)[0]


def read_tester(workspace: Any, tester_id: str) -> Tester | None:
    """The tester of the settings, else the first there is."""
    from oracle.workspace import testers

    everyone = testers.list_all(workspace)
    return next((each for each in everyone if each.id == tester_id), everyone[0] if everyone else None)
