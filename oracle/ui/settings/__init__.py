"""What the user can set: declared once in a table, kept in a TOML file, wrong values replaced with a notice."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from oracle import paths
from oracle.language import mark

Value = TypeVar("Value", bound=bool | int | str)
STORE_AFTER_MS = 300


class Setting(Generic[Value]):
    """One setting: its place in the file ("table.key"), what it is when not set, its label, and what it may be."""

    def __init__(self, key: str, default: Value, label: str = "", choices: tuple[Value, ...] = ()) -> None:
        self.key = key
        self.default = default
        self.label = label
        self.choices = choices

    def fits(self, value: object) -> bool:
        """Whether `value` is of the right kind and among the choices."""
        return type(value) is type(self.default) and (not self.choices or value in self.choices)


SYSTEM, LIGHT, DARK = "system", "light", "dark"

THEME = Setting("window.theme", SYSTEM, mark("Theme"), (SYSTEM, LIGHT, DARK))
LANGUAGE = Setting("window.language", "", mark("Language"))  # "" follows the system
REMINDERS = Setting("reminders.home", True, mark("Show due follow-ups on the home screen"))
TRAY = Setting("reminders.tray", False, mark("Keep reminding me from the tray"))
EXPECTED_FIRST = Setting("walk.expected_first", False, mark("Ask what I expect before each step"))
CAPTURE_KEY = Setting("capture.key", "F8", mark("Key for captures from any program"))  # "" takes none
CAPTURE_POINTER = Setting("capture.pointer", False, mark("Show the mouse pointer in pictures of the screen"))
PHONE_FOLDER = Setting("capture.phone_folder", "", mark("Folder in which photos of your phone arrive"))
TESTER = Setting("tester.id", "", mark("Tester"))
COLOUR = Setting("report.colour", "", mark("Letterhead colour"))
PAPER = Setting("report.paper", "A4", mark("Paper"), ("A4", "Letter"))
WORKSPACE = Setting("workspace.last", "")
BUSINESS = Setting("workspace.business", "")
WALKED_SAMPLE = Setting("hints.sample", False)

ALL: tuple[Setting[Any], ...] = (
    THEME, LANGUAGE, REMINDERS, TRAY, EXPECTED_FIRST, CAPTURE_KEY, CAPTURE_POINTER, PHONE_FOLDER, TESTER, COLOUR, PAPER,
    WORKSPACE, BUSINESS, WALKED_SAMPLE,
)  # fmt: skip


class Settings(QObject):
    """The settings in memory; each change is stored a moment later. `notices` holds what was wrong in the file."""

    changed = Signal(str)  # the key

    def __init__(self, file: Path | None = None) -> None:
        super().__init__()
        self.file = file or paths.settings_file()
        self.notices: list[str] = []
        self.run: Callable[[Callable[[], None]], object] = lambda call: call()
        self._values: dict[str, Any] = {}
        self._load()
        self._later = QTimer(self, interval=STORE_AFTER_MS, singleShot=True)
        self._later.timeout.connect(self.store_beside)

    def get(self, setting: Setting[Value]) -> Value:
        """The value set, or the default."""
        value: Value = self._values.get(setting.key, setting.default)
        return value

    def set(self, setting: Setting[Value], value: Value) -> None:
        """Sets a value and tells everybody."""
        self._put(setting.key, value)

    def place(self, key: str) -> str:
        """A remembered size, place or splitter as text, "" when none is."""
        return str(self._values.get(f"places.{key}", ""))

    def set_place(self, key: str, value: str) -> None:
        """Remembers a size, place or splitter."""
        self._put(f"places.{key}", value)

    def seen(self, hint: str) -> bool:
        """Whether a hint that is shown once was shown."""
        return bool(self._values.get(f"seen.{hint}", False))

    def set_seen(self, hint: str) -> None:
        """Notes that a hint was shown."""
        self._put(f"seen.{hint}", True)

    def _put(self, key: str, value: bool | int | str) -> None:
        if self._values.get(key) == value:
            return
        self._values[key] = value
        self._later.start()
        self.changed.emit(key)

    def store_beside(self) -> None:
        """Stores through `run`, which the application points at the pool."""
        text, file = as_toml(self._values), self.file
        self.run(lambda: write_whole(file, text))

    def store_now(self) -> None:
        """Stores what has not been stored yet."""
        if self._later.isActive():
            self._later.stop()
            write_whole(self.file, as_toml(self._values))

    def _load(self) -> None:
        if not self.file.exists():
            return
        import tomllib  # a fortieth of a second, at a first start for nothing

        try:
            tables = tomllib.loads(self.file.read_text("utf-8"))
        except (OSError, ValueError) as error:
            self.notices.append(f"{self.file.name}: {error}")
            return
        declared = {setting.key: setting for setting in ALL}
        for table, values in tables.items():
            for name, value in values.items() if isinstance(values, dict) else ():
                key = f"{table}.{name}"
                if table in {"places", "seen"} or (key in declared and declared[key].fits(value)):
                    self._values[key] = value
                elif key in declared:
                    self.notices.append(f"{key} = {value!r}")


def as_toml(values: dict[str, bool | int | str]) -> str:
    """Values keyed "table.name" as a TOML file."""
    tables: dict[str, list[str]] = {}
    for key in sorted(values):
        table, name = key.split(".", 1)
        tables.setdefault(table, []).append(f"{_text(name)} = {_toml_value(values[key])}")
    return "\n".join(f"[{table}]\n" + "\n".join(lines) + "\n" for table, lines in tables.items())


def _toml_value(value: bool | int | str) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int) else _text(value)


def _text(text: str) -> str:
    import json  # for writing, which no first window does

    # JSON's strings are TOML's but for one control character and lone surrogates.
    safe = text.encode("utf-8", "replace").decode("utf-8")
    return json.dumps(safe, ensure_ascii=False).replace("\x7f", "\\u007f")


def write_whole(file: Path, text: str) -> None:
    """Writes beside the file and replaces it, so that it is never half written."""
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_name(file.name + ".new")
    beside.write_text(text, "utf-8")
    beside.replace(file)
