"""Makes the project's own environment, `.venv`, from the lock file, and knows whether it is still the right one."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import system_libraries
from system_libraries import CannotInstall

PROJECT = Path(__file__).resolve().parent.parent
VENV = PROJECT / ".venv"
SCRIPTS = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = SCRIPTS / ("python.exe" if os.name == "nt" else "python")
STAMP = VENV / "set-up.stamp"
UV = "uv>=0.13"


def provide() -> None:
    """Makes or renews the environment where it is missing or out of date; a second call only reads three files."""
    stamp = fingerprint(PROJECT, sys.version)
    if PYTHON.exists() and STAMP.is_file() and STAMP.read_text(encoding="utf-8") == stamp:
        return
    print("Setting up: Python packages come from the lock file. The first time takes some minutes.", flush=True)
    make_venv()
    install_packages()
    if sys.platform.startswith("linux"):
        system_libraries.provide(PYTHON)
    STAMP.write_text(stamp, encoding="utf-8")
    print("Set-up is done.", flush=True)


def fingerprint(project: Path, python_version: str) -> str:
    """Changes when the lock file, the project file, the set-up itself or Python changes."""
    files = ("uv.lock", "pyproject.toml", "packaging/environment.py", "packaging/system_libraries.py")
    digest = hashlib.sha256(f"{python_version}\n{project}\n".encode())
    for name in files:
        digest.update((project / name).read_bytes())
    return digest.hexdigest()


def variables(base: Mapping[str, str] = os.environ) -> dict[str, str]:
    """The variables for what runs in `.venv`: none that point to another Python or forbid compiled files."""
    unwanted = ("VIRTUAL_ENV", "PYTHONHOME", "PYTHONDONTWRITEBYTECODE", "CONDA_PREFIX", "UV_PROJECT_ENVIRONMENT")
    return {name: value for name, value in base.items() if name not in unwanted}


def step(*command: str | Path, **extra: str) -> None:
    """Runs one step of the set-up in the project's folder; raises CannotInstall when it fails."""
    done = subprocess.run(command, cwd=PROJECT, env={**variables(), **extra}, check=False)
    if done.returncode:
        line = system_libraries.shell_line([str(part) for part in command])
        raise CannotInstall(f"This step failed, see above:\n\n    {line}\n")


def make_venv() -> None:
    """Makes `.venv` with pip; on Debian, where Python comes without the means, installs them first."""
    if pip_works():
        return
    if importlib.util.find_spec("ensurepip") is None and system_libraries.package_manager() == "apt-get":
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        system_libraries.install("apt-get", lambda _: [f"python{version}-venv"])
    if VENV.is_symlink():  # what it leads to is somebody else's, and is not to be cleared
        VENV.unlink()
    step(sys.executable, "-m", "venv", "--clear", VENV)


def pip_works() -> bool:
    """Whether `.venv` is whole and here: an upgrade of Python breaks it, a copied folder's scripts lead elsewhere."""
    pip = SCRIPTS / ("pip.exe" if os.name == "nt" else "pip")
    try:
        shown = subprocess.run([pip, "--version"], capture_output=True, text=True, check=False).stdout
    except OSError:
        return False
    return str(VENV) in shown


def install_packages() -> None:
    """Puts the locked packages and the app itself into `.venv`, compiled."""
    uv = SCRIPTS / ("uv.exe" if os.name == "nt" else "uv")
    if not uv.exists():
        step(PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", UV)
    settings = {"UV_PYTHON_DOWNLOADS": "never", "UV_HTTP_TIMEOUT": "300", **in_words_of_uv(pip_settings(), variables())}
    if "UV_DEFAULT_INDEX" not in settings and "UV_DEFAULT_INDEX" not in os.environ:
        step(uv, "sync", "--locked", "--compile-bytecode", "--python", PYTHON, **settings)
        return
    # The lock file names the public index. A mirror has the same files; the hashes of the lock file prove it.
    exported = VENV / "requirements.txt"
    step(uv, "export", "--quiet", "--frozen", "--no-emit-project", "--output-file", exported, **settings)
    into = ("--compile-bytecode", "--python", PYTHON)
    step(uv, "pip", "sync", "--require-hashes", *into, exported, **settings)
    step(uv, "pip", "install", "--no-deps", *into, "--editable", PROJECT, **settings)


def pip_settings() -> dict[str, str]:
    """Pip's settings by their bare name; what the environment says comes last in pip's list and so counts."""
    listed = subprocess.run([PYTHON, "-m", "pip", "config", "list"], capture_output=True, text=True, check=False).stdout
    return parsed_settings(listed)


def parsed_settings(listed: str) -> dict[str, str]:
    """`pip config list` as names and values: `global.index-url='https://…'` gives index-url."""
    pairs = sorted((line.partition("=")[::2] for line in listed.splitlines()), key=lambda pair: ":env:" in pair[0])
    return {name.rpartition(".")[2]: value.strip().strip("'\"") for name, value in pairs}


def in_words_of_uv(pip: Mapping[str, str], known: Mapping[str, str]) -> dict[str, str]:
    """Uv's variables for pip's index, certificates and proxy; what `known` already says is left alone."""
    index = known.get("UV_INDEX_URL") or pip.get("index-url", "")
    wanted = {
        "UV_DEFAULT_INDEX": "" if "//pypi.org/simple" in index else index,
        "SSL_CERT_FILE": pip.get("cert", ""),
        "HTTPS_PROXY": pip.get("proxy", ""),
        "HTTP_PROXY": pip.get("proxy", ""),
        "UV_INSECURE_HOST": " ".join(pip.get("trusted-host", "").split()),
    }
    return {name: value for name, value in wanted.items() if value and name not in known}
