"""The plan of the house, checked: directions of imports, what may be where, how long things may be."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions, version
from pathlib import Path
from typing import TypeVar

import pytest

PROJECT = Path(__file__).parent.parent
PACKAGE = PROJECT / "oracle"
FILES = sorted(PACKAGE.rglob("*.py"))
TREES = {file.relative_to(PACKAGE).as_posix(): ast.parse(file.read_text("utf-8")) for file in FILES}
LONGEST_FILE, LONGEST_FUNCTION = 400, 60

HEAVY = ("PySide6", "sqlalchemy", "alembic", "reportlab", "uharfbuzz", "PIL", "pi_heif", "icalendar", "budoux", "bidi")


Node = TypeVar("Node", bound=ast.AST)


def nodes(kind: type[Node], tree: ast.AST) -> Iterator[Node]:
    return (node for node in ast.walk(tree) if isinstance(node, kind))


def called(call: ast.Call) -> str:
    """The last part of what is called: `icon` in `theme.icon(…)`."""
    function = call.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def strings(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and value of each literal text."""
    return ((node.lineno, node.value) for node in nodes(ast.Constant, tree) if isinstance(node.value, str))


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "." * node.level + (node.module or "")


# ---- directions of imports


def contract(folder: Path) -> subprocess.CompletedProcess[str]:
    code = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    environment = {**os.environ, "PYTHONPATH": str(folder)}
    command = [sys.executable, "-P", "-c", code]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_rooms_keep_the_import_contract() -> None:
    result = contract(PROJECT)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize(
    ("room", "line"),
    [
        ("cli", "import oracle.ui"),
        ("model", "import oracle.method"),
        ("workspace", "import oracle.report"),
        ("report", "import PySide6.QtGui"),
        ("report", "import sqlite3"),
        ("workspace", "import PIL.Image"),
        ("ui", "import reportlab"),
    ],
)
def test_the_contract_notices_a_wrong_import(room: str, line: str, tmp_path: Path) -> None:
    shutil.copytree(PACKAGE, tmp_path / "oracle", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(PROJECT / "pyproject.toml", tmp_path)
    (tmp_path / "oracle" / room / "planted.py").write_text(line + "\n")
    result = contract(tmp_path)
    assert result.returncode == 1, result.stdout + result.stderr
    assert "planted" in result.stdout


def test_the_language_of_the_app_depends_on_nothing_of_ours() -> None:
    allowed = sys.stdlib_module_names | {"oracle.model", "msgspec"}
    for name, tree in TREES.items():
        if name == "tokens.py" or name.startswith("model/"):
            strangers = [module for module in imported(tree) if module.split(".")[0] not in allowed]
            strangers = [module for module in strangers if not module.startswith("oracle.model")]
            assert strangers == [], name


def loaded_by(module: str) -> set[str]:
    code = f"import sys, {module}; print(*sys.modules)"
    command = [sys.executable, "-c", code]
    return set(subprocess.run(command, capture_output=True, text=True, check=True, cwd=PROJECT).stdout.split())


@pytest.mark.parametrize("module", ["oracle", "oracle.cli", "oracle.__main__", "oracle.model", "oracle.method"])
def test_importing_is_light(module: str) -> None:
    assert {name.split(".")[0] for name in loaded_by(module)}.isdisjoint(HEAVY)


def test_the_window_can_paint_before_the_heavy_parts_load() -> None:
    loaded = loaded_by("oracle.ui.application")
    assert {name.split(".")[0] for name in loaded}.isdisjoint(set(HEAVY) - {"PySide6"})
    modules = {name.removeprefix("PySide6.") for name in loaded if name.startswith("PySide6.Qt")}
    assert modules <= {"QtCore", "QtGui", "QtWidgets", "QtSvg", "QtNetwork"}


def test_what_the_app_imports_comes_with_it() -> None:
    """A library that only the tests' environment holds would be missing after `pip install .`."""
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]
    names = {"shiboken6", *map(normal, ("PySide6_Essentials", "PySide6_Addons"))} | named(project["dependencies"])
    extra = named(project["optional-dependencies"]["ocr"])  # may not be installed: its modules are named here
    holders = packages_distributions()
    for file, tree in TREES.items():
        for module in imported(tree):
            top = module.split(".")[0]
            if top and top not in sys.stdlib_module_names | {"oracle"}:
                if str(file).startswith("ocr/"):
                    assert normal({"cv2": "opencv-python-headless"}.get(top, top)) in extra, f"{file}: {module}"
                else:
                    assert names & set(map(normal, holders.get(top, ["nothing"]))), f"{file}: {module}"


def named(requirements: list[str]) -> set[str]:
    return {normal(re.split(r"[<>=!;\[ ]", requirement)[0]) for requirement in requirements}


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


# ---- what may be where

THREADS = {
    "Thread", "ThreadPoolExecutor", "ProcessPoolExecutor", "QThread", "QThreadPool", "QRunnable", "QtConcurrent",
    "start_new_thread", "ThreadingHTTPServer", "ThreadingMixIn", "to_thread",
}  # fmt: skip


def test_only_the_lane_and_the_command_lines_pool_make_threads() -> None:
    found = {
        name
        for name, tree in TREES.items()
        for node in ast.walk(tree)
        if (getattr(node, "id", "") or getattr(node, "attr", "") or getattr(node, "name", "")) in THREADS
    }
    assert found == {"ui/tasks.py", "cli/preparing.py"}


def test_nothing_hands_qt_a_device_to_read_a_picture_from() -> None:
    """Qt reads pictures under one lock, and a device that was made here wants the interpreter's lock under it.

    `QImage.fromData` in another thread holds that one while it waits for the other: both wait for ever.
    """
    found = [name for name, tree in TREES.items() for node in ast.walk(tree) if is_named(node, "QImageReader")]
    assert found == []


def is_named(node: ast.AST, name: str) -> bool:
    return name in (getattr(node, "id", ""), getattr(node, "attr", ""), getattr(node, "name", ""))


COLOUR = re.compile(r"#[0-9a-fA-F]{3}(?:[0-9a-fA-F]{3}(?:[0-9a-fA-F]{2})?)?\b")


def test_only_the_tokens_name_colours() -> None:
    found = [
        f"{name}:{line} {text[:60]!r}"
        for name, tree in TREES.items()
        if name != "tokens.py"
        for line, text in strings(tree)
        if COLOUR.search(text)
    ]
    found += [
        f"{name}:{node.lineno} {called(node)}"
        for name, tree in TREES.items()
        for node in nodes(ast.Call, tree)
        if called(node) == "QColor" and any(map(literal_colour, node.args))
    ]
    assert found == []


def literal_colour(argument: ast.expr) -> bool:
    """A number or a name written in place. A grey or an alpha computed from a token is none."""
    return isinstance(argument, ast.Constant) and isinstance(argument.value, str | int)


def test_labels_show_plain_text() -> None:
    """Qt guesses the format of a label's text: markup in a user's words would be drawn, and could load files."""
    for name, tree in TREES.items():
        makes = any(called(node) == "QLabel" for node in nodes(ast.Call, tree))
        assert not makes or any(node.attr == "PlainText" for node in nodes(ast.Attribute, tree)), name


def icon_names(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and name of each icon that a call names in place."""
    for call in nodes(ast.Call, tree):
        given = [keyword.value for keyword in call.keywords if keyword.arg == "icon"]
        given += call.args[:1] if called(call) == "icon" else []
        for argument in given:
            # A name may be one of two: `"pause" if walking else "play"`; what is compared there is no icon.
            parts = [argument.body, argument.orelse] if isinstance(argument, ast.IfExp) else [argument]
            yield from (found for part in parts if isinstance(part, ast.Constant) for found in strings(part))


def test_every_icon_named_in_the_code_is_shipped() -> None:
    shipped = {file.stem for file in (PROJECT / "resources" / "icons").glob("*.svg")}
    missing = [
        f"{name}:{line} {icon}"
        for name, tree in TREES.items()
        for line, icon in icon_names(tree)
        if icon and icon not in shipped
    ]
    assert missing == []


# ---- how it reads


def test_no_file_is_longer_than_a_sitting() -> None:
    lengths = {name: len(file.read_text("utf-8").splitlines()) for name, file in zip(TREES, FILES, strict=True)}
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_FILE} == {}


def test_no_function_is_longer_than_a_screen() -> None:
    functions = [
        (f"{name}:{node.name}", (node.end_lineno or node.lineno) - node.lineno + 1)
        for name, tree in TREES.items()
        for node in nodes(ast.FunctionDef, tree)
    ]
    assert [function for function in functions if function[1] > LONGEST_FUNCTION] == []


def test_modules_are_named_by_what_they_are_about() -> None:
    vague = {"util", "utils", "helper", "helpers", "common", "manager", "misc"}
    assert [name for name in TREES if vague & set(Path(name).with_suffix("").parts)] == []


# ---- what is shipped


def test_every_font_is_listed_with_its_licence() -> None:
    fonts = PROJECT / "resources" / "fonts"
    rows = [line for line in (fonts / "README.md").read_text("utf-8").splitlines() if line.startswith("| ")]
    for font in fonts.glob("*.ttf"):
        row = next(row for row in rows if f" {font.name} " in row)
        licence = re.search(r"\(licences/(.+?)\)", row)
        assert licence is not None
        assert "SIL" in (fonts / "licences" / licence[1]).read_text("utf-8")


def test_every_icon_takes_the_colour_it_is_given() -> None:
    for icon in (PROJECT / "resources" / "icons").glob("*.svg"):
        source = icon.read_text("utf-8")
        colours = set(re.findall(r'(?:stroke|fill)="(.+?)"', source))
        assert colours <= {"none", "currentColor"}, icon.name
        assert 'stroke-width="1.75"' in source, icon.name


# ---- traps of the libraries


@pytest.mark.parametrize("calls", [1_000, 20_000])
def test_void_calls_keep_their_references_to_none(calls: int, qapp: object) -> None:
    """PySide6 6.12.0 dropped one on each call and aborted Python 3.11 after some 5,000."""
    from PySide6.QtCore import QObject

    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(calls):
        thing.setObjectName("a")
    assert sys.getrefcount(None) - before > -100


@pytest.mark.parametrize(("library", "floor"), [("Pillow", (13, 0)), ("reportlab", (5, 1))])
def test_libraries_are_not_older_than_their_security_fixes(library: str, floor: tuple[int, int]) -> None:
    assert tuple(map(int, version(library).split(".")[:2])) >= floor
