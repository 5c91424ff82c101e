"""Every registered screen looks right in both themes and at all its sizes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests import pictures

CASES = [
    pytest.param(which, theme, id=f"{which.name}-{theme}")
    for which in pictures.find_screens().values()
    for theme in pictures.THEMES
]


@pytest.mark.parametrize(("which", "theme"), CASES)
def test_screen_looks_right(qapp: object, request: pytest.FixtureRequest, which: pictures.Screen, theme: str) -> None:
    """Things stand where they stand in either theme, so the dark one is looked at in one size, but for `--long`."""
    if theme == "dark" and not request.config.getoption("--long"):
        which = replace(which, sizes=which.sizes[-1:])
    wrong = {str(size): problems for size, _, problems in pictures.perform(which, theme) if problems}
    assert wrong == {}
