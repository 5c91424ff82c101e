"""What `pip install .` gives: a wheel that holds everything, and an app that works from it alone."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

PROJECT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder]
    subprocess.run(command, cwd=PROJECT, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The scripts' folder of an environment that holds the wheel, and sees the libraries of this one beside it."""
    home = tmp_path_factory.mktemp("installed")
    venv.create(home, with_pip=False, symlinks=os.name != "nt")
    scripts = home / ("Scripts" if os.name == "nt" else "bin")
    python = scripts / ("python.exe" if os.name == "nt" else "python")
    command = [sys.executable, "-m", "uv", "pip", "install", "--no-deps", "--offline", "--python", python, wheel]
    subprocess.run(command, check=True, capture_output=True)
    site = subprocess.run(
        [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout.strip()
    (Path(site) / "libraries.pth").write_text(sysconfig.get_path("purelib"))
    return scripts


def test_the_wheel_holds_the_code_and_every_resource(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    resources = PROJECT / "resources"
    wanted = {
        f"oracle/_resources/{file.relative_to(resources).as_posix()}" for file in resources.rglob("*") if file.is_file()
    }
    assert wanted - names == set()
    code = {file.relative_to(PROJECT).as_posix() for file in (PROJECT / "oracle").rglob("*.py")}
    assert code - names == set()


def test_the_wheel_holds_nothing_else(wheel: Path) -> None:
    tops = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert {top.partition("-")[0] for top in tops} == {"oracle", "pothole_oracle"}


def test_the_wheel_names_its_scripts_and_its_licence(wheel: Path) -> None:
    archive = zipfile.ZipFile(wheel)
    entry_points = next(name for name in archive.namelist() if name.endswith("entry_points.txt"))
    assert "pothole-oracle = oracle.__main__:main" in archive.read(entry_points).decode()
    assert "[gui_scripts]" in archive.read(entry_points).decode()
    assert any(name.endswith("licenses/LICENSE") for name in archive.namelist())


def run(scripts: Path, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [scripts / "pothole-oracle", *arguments], cwd=cwd, capture_output=True, text=True, check=False
    )


def test_the_installed_app_knows_its_own_resources(installed: Path, tmp_path: Path) -> None:
    code = "from oracle import paths; print(paths.resources())"
    shown = subprocess.run([installed / "python", "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert Path(shown.stdout.strip()).parts[-2:] == ("oracle", "_resources")
    assert installed.parent in Path(shown.stdout.strip()).parents


def test_the_installed_app_helps(installed: Path, tmp_path: Path) -> None:
    done = run(installed, "--help", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "walk" in done.stdout


def test_the_installed_app_tests_itself(installed: Path, tmp_path: Path) -> None:
    done = run(installed, "self-test", cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stderr == ""


@pytest.mark.long
@pytest.mark.timeout(1800)
def test_pip_installs_the_app_with_all_it_needs(tmp_path: Path) -> None:
    venv.create(tmp_path / "empty", with_pip=True)
    scripts = tmp_path / "empty" / ("Scripts" if os.name == "nt" else "bin")
    subprocess.run([scripts / "python", "-m", "pip", "install", PROJECT], check=True, capture_output=True)
    assert run(scripts, "--help", cwd=tmp_path).returncode == 0
    done = run(scripts, "self-test", cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
