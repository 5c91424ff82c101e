"""The sample walk, walked by itself: through the real window and the real browser, by keys and clicks, offscreen.

It writes `workspace.db` and `report.pdf` into a folder; nothing is put into the workspace but by the window.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from oracle.errors import InputError
from oracle.language import _
from oracle.ui import unattended

WORKSPACE, REPORT = "workspace.db", "report.pdf"


def run(out: Path) -> int:
    """Walks the sample into `out` and returns the exit code; OracleError when it cannot."""
    _prepare(out)
    _play(out)
    sys.stdout.write(_("Workspace: {path}").format(path=out / WORKSPACE) + "\n")
    sys.stdout.write(_("Report: {path}").format(path=out / REPORT) + "\n")
    return 0


def _prepare(out: Path) -> None:
    """Makes the folder, and chooses a Qt without a screen; to be called before Qt is loaded."""
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(
            _("The folder {path} cannot be made: {cause}.").format(path=out, cause=error.strerror),
            advice=_("Name another folder."),
        ) from error
    for name in (WORKSPACE, REPORT):
        if (out / name).exists():
            raise InputError(
                _("{path} is there already.").format(path=out / name),
                safe=_("Nothing was changed."),
                advice=_("Name another folder, or delete it first."),
            )
    unattended.prepare(offscreen=True)


def _play(out: Path) -> None:
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QApplication

    from oracle.ui import settings, theme
    from oracle.ui.application import Application
    from oracle.ui.demo.player import Player
    from oracle.ui.demo.script import script

    QApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
    qt = theme.application()
    with tempfile.TemporaryDirectory() as elsewhere:
        # The demo has settings of its own: the user's stay as they are.
        application = Application(qt, settings.Settings(Path(elsewhere) / "settings.toml"), out / WORKSPACE)
        application.window.resize(1440, 900)
        player = Player(script(application, out / REPORT))
        application.bus.message.connect(player.hear)
        try:
            application.start()
            player.play()
        finally:
            application.shut_down()
