"""Where things are: the user's data, settings, cache and logs, and the resources that ship with the app."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from platformdirs import PlatformDirs

_places = PlatformDirs("pothole-oracle", appauthor=False, roaming=False)


def default_workspace() -> Path:
    """The workspace that opens when none is named."""
    return _places.user_data_path / "workspace.db"


def backups(workspace: Path) -> Path:
    """Folder of the backups of `workspace`: outside its own folder, so that losing one does not lose the other."""
    import hashlib  # loads a library; no window needs it to stand

    place = workspace.resolve()
    digest = hashlib.sha256(str(place).encode("utf-8", "surrogateescape")).hexdigest()[:12]
    return all_backups() / f"{place.stem[:40]}-{digest}"


def all_backups() -> Path:
    """The folder of the folders of backups, one for each place that a workspace ever had."""
    return _places.user_state_path / "backups"


def settings_file() -> Path:
    """The settings, a TOML file."""
    return _places.user_config_path / "settings.toml"


def browser_profiles() -> Path:
    """Folder of the kept browser profiles, one a walk."""
    return _places.user_data_path / "browser"


def cache_folder() -> Path:
    """Folder of what can be made again at any time."""
    return _places.user_cache_path


def logs() -> Path:
    """Folder of the log files."""
    return _places.user_log_path


@cache
def resources() -> Path:
    """Root of the shipped resources: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).parent
    installed = package / "_resources"
    return installed if installed.is_dir() else package.parent / "resources"


def resource(*parts: str) -> Path:
    """A shipped file, as in `resource("icons", "camera.svg")`."""
    return resources().joinpath(*parts)
