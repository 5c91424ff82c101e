"""Every registered screen looks right in both themes and at all its sizes."""

from __future__ import annotations

import pytest

from tests import pictures

USUAL = pictures.Size(1280, 800)
SCREENS = [pytest.param(which, id=which.name) for which in pictures.find_screens().values()]


@pytest.mark.parametrize("which", SCREENS)
def test_screen_looks_right(qapp: object, request: pytest.FixtureRequest, which: pictures.Screen) -> None:
    """Things stand where they stand in either theme: without `--long` the narrow and the large one are looked at in the
    light theme, the usual one in the dark, which comes while the screen is shown."""
    if request.config.getoption("--long"):
        rounds = [[(theme, size) for size in which.sizes] for theme in pictures.THEMES]
    else:
        rounds = [views(which)]
    shown = [found for each in rounds for found in pictures.perform(which, each)]
    assert {f"{theme} {size}": problems for (theme, size), _picture, problems in shown if problems} == {}


def views(which: pictures.Screen) -> list[pictures.View]:
    """The first and last size in the light theme, then the usual one in the dark; a screen of one size in both."""
    usual = USUAL if USUAL in which.sizes else which.sizes[-1]
    others = [size for size in which.sizes if size in (which.sizes[0], which.sizes[-1]) and size != usual]
    return [*(("light", size) for size in others or [usual]), ("dark", usual)]
