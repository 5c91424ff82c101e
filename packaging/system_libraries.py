"""Finds the system libraries that Qt misses by trying to load it, and installs them or names the one command."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tomllib
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

# Loads what the app loads, and the plugins that Qt itself opens later. Prints one line for each failure.
PROBE = """
import ctypes, glob, importlib, os
for name in ("QtWidgets", "QtSvg", "QtDBus", "QtNetwork", "QtPdf", "QtWebEngineWidgets"):
    try:
        module = importlib.import_module("PySide6." + name)
    except ImportError as error:
        print(error, "|", os.path.join(os.path.dirname(importlib.import_module("PySide6").__file__), name + ".abi3.so"))
import PySide6
plugins = os.path.join(os.path.dirname(PySide6.__file__), "Qt", "plugins")
for pattern in ("platforms/libqxcb.so", "platforms/libqwayland*.so", "platforms/libqoffscreen.so"):
    for plugin in glob.glob(os.path.join(plugins, pattern)):
        try:
            ctypes.CDLL(plugin)
        except OSError as error:
            print(error, "|", plugin)
"""

MISSING = re.compile(r"(lib[\w.+-]+\.so[\w.]*): cannot open shared object file")
NOT_FOUND = re.compile(r"^\s*(lib[\w.+-]+\.so[\w.]*) => not found", re.MULTILINE)
TABLE = Path(__file__).with_suffix(".toml")
INSTALL = {
    "apt-get": ["apt-get", "install", "-y", "--no-install-recommends"],
    "dnf": ["dnf", "install", "-y"],
    "zypper": ["zypper", "--non-interactive", "install"],
    "pacman": ["pacman", "-S", "--needed", "--noconfirm"],
}
REFRESH = {"apt-get": ["apt-get", "update"], "pacman": ["pacman", "-Sy"]}


class CannotInstall(Exception):
    """Something is missing that this user may not install, or that no known package manager offers; says what to do."""


def provide(python: Path) -> None:
    """Makes Qt load in the environment of `python`; raises CannotInstall with the command to run."""
    tried: set[str] = set()
    while missing := missing_libraries(python):
        if missing <= tried:
            raise CannotInstall(f"Still missing after installing their packages: {', '.join(sorted(missing))}.")
        print("Qt needs system libraries:", ", ".join(sorted(missing)), flush=True)
        install(package_manager(), partial(packages, missing))
        tried |= missing


def missing_libraries(python: Path) -> set[str]:
    """Names such as `libEGL.so.1` that Qt needs and the loader cannot find; empty where Qt loads."""
    probe = subprocess.run([python, "-c", PROBE], capture_output=True, text=True, check=False)
    failures = [line.rpartition(" | ") for line in probe.stdout.splitlines()]
    missing = missing_in(probe.stdout) | missing_in_all(file for _, _, file in failures)
    if (failures or probe.returncode) and not missing:
        raise CannotInstall(f"Qt does not load here:\n{probe.stdout}{probe.stderr}")
    return missing


def missing_in(errors: str) -> set[str]:
    """The libraries that the loader's error messages name, our own Qt aside."""
    return {name for name in MISSING.findall(errors) if not name.startswith(("libQt6", "libpyside", "libshiboken"))}


def missing_in_all(files: Iterable[str]) -> set[str]:
    """All that `files` miss, by `ldd`: a failed load names only the first."""
    if shutil.which("ldd") is None:
        return set()
    listing = "".join(output("ldd", file) for file in files)
    return {name for name in NOT_FOUND.findall(listing) if not name.startswith(("libQt6", "libpyside", "libshiboken"))}


def package_manager() -> str:
    """The first known package manager of this machine; raises CannotInstall where there is none."""
    for manager in INSTALL:
        if shutil.which(manager):
            return manager
    raise CannotInstall("No known package manager (apt, dnf, zypper, pacman): please install what is missing yourself.")


def output(*command: str) -> str:
    """What a command prints, whether it succeeds or not."""
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


def packages(libraries: set[str], manager: str) -> list[str]:
    """What to ask `manager` for, to get `libraries`; raises CannotInstall when it is known for none of them."""
    if manager in ("dnf", "zypper"):  # RPM packages say which libraries they provide
        return sorted(f"{name}()(64bit)" for name in libraries)
    table = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    known = [table[name] for name in libraries if name in table]
    if not known:  # others come along as dependencies, or are asked for in the next round
        raise CannotInstall(f"Please install the packages that hold {', '.join(sorted(libraries))}.")
    if manager == "pacman":
        return sorted({holders["pacman"] for holders in known})
    return sorted({next(filter(apt_offers, holders["apt"]), holders["apt"][-1]) for holders in known})


def apt_offers(package: str) -> bool:
    """Whether apt knows a real package of that name; one that only others stand in for does not count."""
    return f"Package: {package}\n" in output("apt-cache", "show", "--no-all-versions", package)


def install(manager: str, wanted: Callable[[str], list[str]]) -> None:
    """Installs `wanted(manager)` as root or by a `sudo` that asks nothing; else raises CannotInstall."""
    prefix = root_prefix()
    if prefix is None:
        command = shell_line(["sudo", *INSTALL[manager], *wanted(manager)])
        raise CannotInstall(f"Please run this once, then try again:\n\n    {command}\n")
    for refresh in (False, True):  # the lists of packages may be old or absent: fetched only when needed
        if refresh and not (may_refresh(manager) and run_as_root(prefix, REFRESH[manager])):
            continue
        if run_as_root(prefix, [*INSTALL[manager], *wanted(manager)]):
            return
    command = shell_line([*prefix, *INSTALL[manager], *wanted(manager)])
    raise CannotInstall(f"This did not work, please look into it:\n\n    {command}\n")


def may_refresh(manager: str) -> bool:
    """Whether fetching the lists is safe: new lists without an upgrade may break an Arch system that has lists."""
    return manager == "apt-get" or (manager == "pacman" and not any(Path("/var/lib/pacman/sync").glob("*.db")))


def run_as_root(prefix: list[str], command: list[str]) -> bool:
    """Shows and runs one command; True when it succeeded."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    print("$", shell_line([*prefix, *command]), flush=True)
    return subprocess.run([*prefix, *command], env=environment, check=False).returncode == 0


def root_prefix() -> list[str] | None:
    """What to put before a command that needs root: nothing, `sudo -n`, or None where neither is possible."""
    if os.geteuid() == 0:
        return []
    may_sudo = shutil.which("sudo") and subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False)
    return ["sudo", "-n"] if may_sudo and may_sudo.returncode == 0 else None


def shell_line(command: list[str]) -> str:
    """`command` as it can be pasted into a shell."""
    return " ".join(f"'{part}'" if "(" in part else part for part in command)
