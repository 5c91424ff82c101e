"""Every registered screen looks right in both themes and at all its sizes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests import pictures

USUAL = pictures.Size(1280, 800)
CASES = [
    pytest.param(which, theme, id=f"{which.name}-{theme}")
    for which in pictures.find_screens().values()
    for theme in pictures.THEMES
]


@pytest.mark.parametrize(("which", "theme"), CASES)
def test_screen_looks_right(qapp: object, request: pytest.FixtureRequest, which: pictures.Screen, theme: str) -> None:
    """Things stand where they stand in either theme: without `--long` the narrow and the large one are looked at in the
    light theme, the usual one in the dark."""
    if not request.config.getoption("--long"):
        which = replace(which, sizes=sizes(which, theme))
    wrong = {str(size): problems for size, _, problems in pictures.perform(which, theme) if problems}
    assert wrong == {}


def sizes(which: pictures.Screen, theme: str) -> tuple[pictures.Size, ...]:
    """The usual size in the dark theme, the first and last in the light one; a screen of one size has it in both."""
    usual = USUAL if USUAL in which.sizes else which.sizes[-1]
    others = tuple(size for size in which.sizes if size in (which.sizes[0], which.sizes[-1]) and size != usual)
    return (usual,) if theme == "dark" or not others else others
