"""Settings: a table, a file, and what happens when the file is wrong."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from oracle.ui import settings
from oracle.ui.settings import Settings, as_toml


@pytest.fixture(autouse=True)
def application(qapp: object) -> None:
    """Timers need an application."""


def test_settings_come_back(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "settings.toml"
    first = Settings(file)
    first.set(settings.THEME, settings.DARK)
    first.set(settings.TRAY, True)
    first.set_place("window", "abc=")
    first.set_seen("keys")
    first.store_now()
    second = Settings(file)
    assert second.get(settings.THEME) == "dark"
    assert second.get(settings.TRAY) is True
    assert second.place("window") == "abc="
    assert second.seen("keys")
    assert not second.seen("other")


def test_wrong_values_fall_back_with_a_notice(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('[window]\ntheme = "purple"\n[reminders]\ntray = "yes"\n[walk]\nexpected_first = true\n')
    kept = Settings(file)
    assert kept.get(settings.THEME) == "system"
    assert kept.get(settings.TRAY) is False
    assert kept.get(settings.EXPECTED_FIRST) is True
    assert len(kept.notices) == 2


@pytest.mark.parametrize("text", ["not toml at all [", "\x00", "window = 3\n"])
def test_a_broken_file_is_as_if_nothing_was_set(tmp_path: Path, text: str) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(text)
    assert Settings(file).get(settings.THEME) == "system"


@given(
    some.dictionaries(some.text(min_size=1), some.one_of(some.booleans(), some.integers(-(2**62), 2**62), some.text()))
)
def test_any_text_survives_the_file(values: dict[str, bool | int | str]) -> None:
    keyed = {f"places.{name}": value for name, value in values.items()}
    read = tomllib.loads(as_toml(keyed))
    assert read.get("places", {}) == values


def test_each_setting_has_a_default_that_it_may_be() -> None:
    for setting in settings.ALL:
        assert setting.fits(setting.default), setting.key
