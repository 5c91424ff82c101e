"""The shipped parts load: asked of an installed app, where a missing file or library shows before a user meets it."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from oracle.errors import OracleError
from oracle.language import _
from oracle.ui import unattended

PAGE_SECONDS = 30


def run() -> int:
    """Tries each part, prints a line for each, and returns 0 when all are there, else 1."""
    unattended.prepare(offscreen=not unattended.has_screen())
    missing = 0
    for name, part in _parts():
        try:
            found = part()
        except (OracleError, ImportError, OSError, LookupError) as error:
            missing += 1
            sys.stdout.write(f"✕ {name}: {error}\n")
        else:
            sys.stdout.write(f"✓ {name}: {found}\n")
        sys.stdout.flush()
    return 1 if missing else 0


def _parts() -> tuple[tuple[str, Callable[[], str]], ...]:
    return (
        ("Qt", _qt),
        (_("Fonts"), _fonts),
        (_("Icons"), _icons),
        (_("Templates"), _templates),
        (_("Workspace"), _workspace),
        (_("Pictures"), _pictures),
        ("PDF", _pdf),
        (_("Browser"), _browser),
    )


def _qt() -> str:
    from PySide6.QtCore import Qt, qVersion
    from PySide6.QtWidgets import QApplication

    QApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
    if QApplication.instance() is None:
        QApplication(sys.argv[:1])  # PySide keeps it until the process ends
    return qVersion()


def _fonts() -> str:
    from PySide6.QtGui import QFontDatabase

    from oracle import paths, tokens

    files = sorted(paths.resource("fonts", "window").glob("*.ttf"))
    families = {family for file in files for family in _families(file)}
    if tokens.FONT not in families:
        raise LookupError(_("{font} is missing").format(font=tokens.FONT))
    return f"{tokens.FONT}, {len(QFontDatabase.families())}"


def _families(file: Path) -> list[str]:
    from PySide6.QtGui import QFontDatabase

    return QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(file)))


def _icons() -> str:
    from PySide6.QtGui import QIcon

    from oracle import paths

    files = sorted(paths.resource("icons").glob("*.svg"))
    empty = [file.name for file in files if QIcon(str(file)).pixmap(16, 16).isNull()]
    if empty or not files:
        raise LookupError(", ".join(empty) or _("none"))
    return str(len(files))


def _templates() -> str:
    from oracle import templates

    return str(len(templates.all_templates()))


def _workspace() -> str:
    from oracle import workspace

    with tempfile.TemporaryDirectory() as folder:
        held = workspace.open(Path(folder) / "workspace.db")
        schema = held.info().schema
        held.close()
    return _("schema {n}").format(n=schema)


def _pictures() -> str:
    from PySide6.QtGui import QColor, QImage

    from oracle import imaging, tokens

    image = QImage(64, 48, QImage.Format.Format_RGB32)
    image.fill(QColor(tokens.LIGHT.road))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "self-test.png"
        image.save(str(file))
        accepted = imaging.accept(file.read_bytes(), file.name)
    return f"{accepted.width} × {accepted.height}"


def _pdf() -> str:
    from oracle.report.pdf import blocks, document

    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "self-test.pdf"
        for _progress in document.write(out, [blocks.Text("Pothole Oracle")], title="Pothole Oracle", author=""):
            pass
        return _("{n} bytes").format(n=out.stat().st_size)


def _browser() -> str:
    import shiboken6
    from PySide6.QtCore import QEventLoop, QTimer
    from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineProfile, qWebEngineChromiumVersion

    profile = QWebEngineProfile()
    page = QWebEnginePage(profile)
    loop = QEventLoop()
    loaded: list[bool] = []
    page.loadFinished.connect(loaded.append)
    page.loadFinished.connect(loop.quit)
    QTimer.singleShot(PAGE_SECONDS * 1000, loop.quit)
    page.setHtml("<!doctype html><title>Pothole Oracle</title><p>Pothole Oracle")
    loop.exec()
    for part in (page, profile):  # in this order, or the engine complains
        shiboken6.delete(part)
    if loaded != [True]:
        raise LookupError(_("it shows no page"))
    return str(qWebEngineChromiumVersion())
