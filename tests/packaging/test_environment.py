"""The set-up knows when it must run again, and says pip's settings in uv's words."""

from __future__ import annotations

import shutil
from pathlib import Path

import environment
import pytest


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name in ("uv.lock", "pyproject.toml", "packaging/environment.py", "packaging/system_libraries.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(environment.PROJECT / name, tmp_path / name)
    return tmp_path


def test_nothing_changed_means_no_new_set_up(project: Path) -> None:
    assert environment.fingerprint(project, "3.11.9") == environment.fingerprint(project, "3.11.9")


@pytest.mark.parametrize("name", ["uv.lock", "pyproject.toml", "packaging/environment.py"])
def test_a_changed_file_means_a_new_set_up(project: Path, name: str) -> None:
    before = environment.fingerprint(project, "3.11.9")
    with (project / name).open("a") as file:
        file.write("\n# changed\n")
    assert environment.fingerprint(project, "3.11.9") != before


def test_another_python_or_a_moved_folder_means_a_new_set_up(project: Path, tmp_path: Path) -> None:
    before = environment.fingerprint(project, "3.11.9")
    assert environment.fingerprint(project, "3.12.1") != before
    moved = shutil.copytree(project, tmp_path / "moved")
    assert environment.fingerprint(moved, "3.11.9") != before


def test_a_second_start_asks_nobody(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    stamp = tmp_path / "stamp"
    stamp.write_text(environment.fingerprint(environment.PROJECT, environment.sys.version))
    monkeypatch.setattr(environment, "STAMP", stamp)
    monkeypatch.setattr(environment.subprocess, "run", lambda *_, **__: pytest.fail("a process was started"))
    environment.provide()


def test_an_environment_that_is_only_linked_is_left_to_its_owner(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    others, own = tmp_path / "others", tmp_path / ".venv"
    others.mkdir()
    (others / "package").touch()
    own.symlink_to(others)
    monkeypatch.setattr(environment, "VENV", own)
    monkeypatch.setattr(environment, "SCRIPTS", own / "bin")
    asked: list[object] = []
    monkeypatch.setattr(environment, "step", lambda *command: asked.append(command[-1]))
    environment.make_venv()
    assert asked == [own]
    assert not own.exists()
    assert (others / "package").exists()


def test_an_interrupted_set_up_starts_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(environment, "STAMP", tmp_path / "stamp")
    monkeypatch.setattr(environment, "make_venv", lambda: None)
    monkeypatch.setattr(environment.system_libraries, "provide", lambda _: None)

    def interrupted() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(environment, "install_packages", interrupted)
    with pytest.raises(KeyboardInterrupt):
        environment.provide()
    assert not (tmp_path / "stamp").exists()
    monkeypatch.setattr(environment, "install_packages", lambda: None)
    environment.provide()
    assert (tmp_path / "stamp").exists()


def test_nothing_of_another_python_reaches_ours() -> None:
    given = {"PATH": "/bin", "VIRTUAL_ENV": "/x", "PYTHONHOME": "/y", "PYTHONDONTWRITEBYTECODE": "1", "DISPLAY": ":0"}
    assert environment.variables(given) == {"PATH": "/bin", "DISPLAY": ":0"}


LISTED = """:env:.cert='/etc/ssl/our.pem'
:env:.index-url='https://mirror.example/simple'
global.index-url='https://old.example/simple'
global.proxy='http://proxy.example:3128'
global.trusted-host='one.example
two.example'
install.no-compile='1'
"""


def test_pips_settings_are_read_and_the_environment_wins() -> None:
    settings = environment.parsed_settings(LISTED)
    assert settings["index-url"] == "https://mirror.example/simple"
    assert settings["cert"] == "/etc/ssl/our.pem"
    assert settings["proxy"] == "http://proxy.example:3128"


def test_uv_is_told_of_mirror_certificates_and_proxy() -> None:
    said = environment.in_words_of_uv(environment.parsed_settings(LISTED), {})
    assert said["UV_DEFAULT_INDEX"] == "https://mirror.example/simple"
    assert said["SSL_CERT_FILE"] == "/etc/ssl/our.pem"
    assert said["HTTPS_PROXY"] == said["HTTP_PROXY"] == "http://proxy.example:3128"


def test_what_uv_was_told_already_stays() -> None:
    pip = {"index-url": "https://mirror.example/simple", "cert": "/a.pem"}
    assert environment.in_words_of_uv(pip, {"UV_DEFAULT_INDEX": "https://x.example", "SSL_CERT_FILE": "/b.pem"}) == {}


@pytest.mark.parametrize("index", ["https://pypi.org/simple", "https://pypi.org/simple/"])
def test_the_public_index_is_no_mirror(index: str) -> None:
    assert environment.in_words_of_uv({"index-url": index}, {}) == {}
