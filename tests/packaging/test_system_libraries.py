"""What Qt misses is found in the loader's words and asked for in each package manager's own way."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
import system_libraries
from system_libraries import CannotInstall

IMPORT_ERROR = "libEGL.so.1: cannot open shared object file: No such file or directory | /venv/PySide6/QtGui.abi3.so"
PLUGIN_ERROR = (
    "libxcb-cursor.so.0: cannot open shared object file: No such file or directory | /venv/platforms/libqxcb.so"
)
MISSING = {"libEGL.so.1", "libxcb-cursor.so.0", "libasound.so.2", "libnss3.so"}
RPM = ["libEGL.so.1()(64bit)", "libasound.so.2()(64bit)", "libnss3.so()(64bit)", "libxcb-cursor.so.0()(64bit)"]


def test_the_loaders_messages_are_understood() -> None:
    assert system_libraries.missing_in(f"{IMPORT_ERROR}\n{PLUGIN_ERROR}\n") == {"libEGL.so.1", "libxcb-cursor.so.0"}


def test_qts_own_libraries_are_no_system_libraries() -> None:
    assert system_libraries.missing_in("libQt6Gui.so.6: cannot open shared object file: No such file") == set()


def test_everything_a_file_misses_is_named_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    listing = "\tlibxcb-icccm.so.4 => not found\n\tlibc.so.6 => /lib/libc.so.6 (0x1)\n\tlibnss3.so => not found\n"
    monkeypatch.setattr(system_libraries.shutil, "which", lambda _: "/usr/bin/ldd")
    monkeypatch.setattr(system_libraries, "output", lambda *_: listing)
    assert system_libraries.missing_in_all(["libqxcb.so"]) == {"libxcb-icccm.so.4", "libnss3.so"}


@pytest.mark.parametrize(
    ("manager", "wanted"),
    [
        ("apt-get", ["libasound2", "libegl1", "libnss3", "libxcb-cursor0"]),
        ("dnf", RPM),
        ("zypper", RPM),
        ("pacman", ["alsa-lib", "libglvnd", "nss", "xcb-util-cursor"]),
    ],
)  # fmt: skip
def test_each_package_manager_is_asked_in_its_words(
    manager: str, wanted: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(system_libraries, "apt_offers", lambda package: not package.endswith("t64"))
    assert system_libraries.packages(MISSING, manager) == wanted


def test_newer_releases_of_debian_and_ubuntu_are_asked_by_their_names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system_libraries, "apt_offers", lambda _: True)
    assert "libasound2t64" in system_libraries.packages(MISSING, "apt-get")


def test_a_name_that_only_others_stand_in_for_does_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system_libraries, "output", lambda *_: "Package: liboss4-salsa-asound2\nProvides: libasound2\n")
    assert not system_libraries.apt_offers("libasound2")


def test_an_unknown_library_waits_while_known_ones_may_bring_it() -> None:
    assert system_libraries.packages({"libnew.so.7", "libnss3.so"}, "pacman") == ["nss"]


def test_an_unknown_library_that_is_left_is_named() -> None:
    with pytest.raises(CannotInstall, match=r"libnew\.so\.7"):
        system_libraries.packages({"libnew.so.7"}, "pacman")


def test_every_library_of_the_table_has_a_package_in_both_columns() -> None:
    for library, holders in tomllib.loads(system_libraries.TABLE.read_text()).items():
        assert holders["apt"], library
        assert holders["pacman"], library


# ---- installing


class Machine:
    """Stands for package manager and loader: notes what is run, succeeds as told."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *, root: bool, works: list[bool]) -> None:
        self.run: list[list[str]] = []
        self.works = works
        monkeypatch.setattr(system_libraries, "root_prefix", lambda: [] if root else None)
        monkeypatch.setattr(system_libraries, "run_as_root", self.run_as_root)
        monkeypatch.setattr(system_libraries, "package_manager", lambda: "apt-get")
        monkeypatch.setattr(system_libraries, "packages", lambda libraries, _: sorted(libraries))

    def run_as_root(self, prefix: list[str], command: list[str]) -> bool:
        self.run.append(command[:2])
        return self.works.pop(0)


def test_lists_are_fetched_only_when_the_first_try_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    machine = Machine(monkeypatch, root=True, works=[True])
    system_libraries.install("apt-get", lambda _: ["libegl1"])
    assert machine.run == [["apt-get", "install"]]
    machine = Machine(monkeypatch, root=True, works=[False, True, True])
    system_libraries.install("apt-get", lambda _: ["libegl1"])
    assert machine.run == [["apt-get", "install"], ["apt-get", "update"], ["apt-get", "install"]]


def test_who_may_not_install_is_told_the_one_command(monkeypatch: pytest.MonkeyPatch) -> None:
    machine = Machine(monkeypatch, root=False, works=[])
    with pytest.raises(CannotInstall, match="sudo apt-get install -y --no-install-recommends libegl1 libnss3"):
        system_libraries.install("apt-get", lambda _: ["libegl1", "libnss3"])
    assert machine.run == []


def test_a_command_for_rpm_can_be_pasted(monkeypatch: pytest.MonkeyPatch) -> None:
    Machine(monkeypatch, root=False, works=[])
    with pytest.raises(CannotInstall, match=r"sudo dnf install -y 'libEGL\.so\.1\(\)\(64bit\)'"):
        system_libraries.install("dnf", lambda _: ["libEGL.so.1()(64bit)"])


def test_one_round_may_uncover_another(monkeypatch: pytest.MonkeyPatch) -> None:
    machine = Machine(monkeypatch, root=True, works=[True, True])
    rounds = [{"libEGL.so.1"}, {"libnss3.so"}, set()]
    monkeypatch.setattr(system_libraries, "missing_libraries", lambda _: rounds.pop(0))
    system_libraries.provide(Path("python"))
    assert len(machine.run) == 2


def test_a_library_that_stays_away_ends_the_rounds(monkeypatch: pytest.MonkeyPatch) -> None:
    Machine(monkeypatch, root=True, works=[True])
    monkeypatch.setattr(system_libraries, "missing_libraries", lambda _: {"libEGL.so.1"})
    with pytest.raises(CannotInstall, match=r"libEGL\.so\.1"):
        system_libraries.provide(Path("python"))


def test_arch_is_not_half_upgraded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system_libraries.Path, "glob", lambda *_: iter([Path("core.db")]))
    assert not system_libraries.may_refresh("pacman")
    assert system_libraries.may_refresh("apt-get")


@pytest.mark.skipif(not Path("/usr/bin/ldd").exists(), reason="the loader's own tool is part of Linux")
def test_qt_loads_on_this_machine() -> None:
    import sys

    assert system_libraries.missing_libraries(Path(sys.executable)) == set()
