"""Every screen as a picture, in both themes and four sizes: for people to look at, and for `test_pictures.py`.

    python -m tests.pictures FOLDER [NAME…]

A screen registers itself in a module `pictures.py` anywhere under `tests/ui/`:

    @screen("walk-companion", sizes=[Size(360, 620)])
    def companion(stage: Stage) -> QWidget: ...

It returns the widget filled with sample content; the stage shows, checks, draws and closes it. What must be closed
after it (tasks, a workspace) goes to `stage.on_close`; what must have arrived first is waited for with `stage.until`.
"""

from __future__ import annotations

import importlib
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from oracle.ui import settings
from oracle.ui import theme as themes
from tests import looks

THEMES = ("light", "dark")
PATIENCE = 20.0  # seconds for a screen's content to arrive


@dataclass(frozen=True)
class Size:
    """Width and height in device-independent pixels, and how many device pixels each is."""

    width: int
    height: int
    scale: float = 1.0

    def __str__(self) -> str:
        return f"{self.width}x{self.height}" + (f"@{self.scale:.0%}" if self.scale != 1 else "")


SIZES = (Size(900, 600), Size(1280, 800), Size(1440, 900), Size(1280, 800, 2.0))


@dataclass
class Stage:
    """What a screen is made on: a theme, a size, an empty folder, and the ways to wait and to close."""

    theme: str
    size: Size
    folder: Path
    closers: list[Callable[[], object]] = field(default_factory=list)
    conditions: list[Callable[[], object]] = field(default_factory=list)

    def at_each_size(self, condition: Callable[[], object]) -> None:
        """Has `condition` waited for at each size, where something is drawn beside the window."""
        self.conditions.append(condition)

    def on_close(self, closer: Callable[[], object]) -> None:
        """Has `closer` called after the picture is taken; the last one given goes first."""
        self.closers.append(closer)

    def until(self, condition: Callable[[], object]) -> None:
        """Runs the event loop until `condition()` is true; TimeoutError when it does not come."""
        end = time.monotonic() + PATIENCE
        while not condition():
            if time.monotonic() > end:
                raise TimeoutError("the screen did not become what was waited for")
            settle()
            time.sleep(0.005)


Maker = Callable[[Stage], QWidget]


@dataclass(frozen=True)
class Screen:
    """A registered screen."""

    name: str
    make: Maker
    sizes: tuple[Size, ...]


SCREENS: dict[str, Screen] = {}


def screen(name: str, sizes: Iterable[Size] = SIZES) -> Callable[[Maker], Maker]:
    """Registers the function under it as the screen `name`."""

    def register(make: Maker) -> Maker:
        SCREENS[name] = Screen(name, make, tuple(sizes))
        return make

    return register


def find_screens() -> dict[str, Screen]:
    """Imports every `tests/ui/**/pictures.py`; returns the registry."""
    tests = Path(__file__).parent
    for module in sorted((tests / "ui").rglob("pictures.py")):
        parts = module.relative_to(tests.parent).with_suffix("").parts
        importlib.import_module(".".join(parts))
    return SCREENS


def settle() -> None:
    """Lets layouts, deletions and queued calls happen."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    for _ in range(6):  # a page whose height follows from its width tells those around it a turn later each
        application.processEvents()
        application.sendPostedEvents(None, QEvent.Type.DeferredDelete)


View = tuple[str, Size]  # a theme, and a size


def perform(which: Screen, views: Sequence[View]) -> Iterator[tuple[View, QImage, list[str]]]:
    """Makes a screen once, and changes it over from view to view; yields its picture and what looks wrong with it.

    Colours are the same at each size, so contrast, the dear part, is measured once a theme, at its last size.
    """
    with tempfile.TemporaryDirectory(prefix="oracle-picture-") as folder:
        stage = Stage(*views[0], Path(folder))
        widget = None
        try:
            widget = which.make(stage)
            widget.show()
            for number, (theme, size) in enumerate(views):
                change_over(widget, stage, theme, size)
                problems = looks.misplaced(widget)
                if theme not in [later for later, _size in views[number + 1 :]]:
                    problems += looks.weak_contrast(widget)
                if (widget.width(), widget.height()) != (size.width, size.height):
                    problems.append(f"needs {widget.width()}×{widget.height()}, has {size.width}×{size.height}")
                yield (theme, size), looks.draw(widget, size.scale), problems
        finally:
            if widget is not None:
                widget.close()
                widget.deleteLater()
            settle()
            for closer in reversed(stage.closers):
                closer()
            settle()


def change_over(widget: QWidget, stage: Stage, theme: str, size: Size) -> None:
    """Gives the shown screen a theme, as the user would in Settings, and a size, and waits until it stands."""
    themes.current()._settings.set(settings.THEME, theme)
    widget.resize(size.width, size.height)
    settle()
    for condition in stage.conditions:
        stage.until(condition)


def main(arguments: list[str]) -> int:
    """Draws all screens, or those named, into a folder; says what looks wrong. Returns 1 if anything does."""
    folder, wanted = Path(arguments[0]), arguments[1:]
    application = QApplication.instance() or QApplication(sys.argv[:1])
    folder.mkdir(parents=True, exist_ok=True)
    wrong = 0
    for which in find_screens().values():
        if wanted and which.name not in wanted:
            continue
        for theme in THEMES:
            for (_theme, size), picture, problems in perform(which, [(theme, size) for size in which.sizes]):
                file = folder / f"{which.name}-{theme}-{size}.png"
                picture.save(str(file))
                wrong += len(problems)
                print(file, *problems, sep="\n    ")  # noqa: T201 - a command's answer
    del application
    return int(wrong > 0)


if __name__ == "__main__":
    # Run as a module this file is `__main__`; the screens register with `tests.pictures`.
    sys.path.append(str(Path(__file__).parents[1] / "packaging"))  # as pytest does
    sys.exit(importlib.import_module("tests.pictures").main(sys.argv[1:]))
