"""Every registered screen looks right in both themes and all sizes."""

from __future__ import annotations

import pytest

from tests import pictures

CASES = [
    pytest.param(which, theme, size, id=f"{which.name}-{theme}-{size}")
    for which in pictures.find_screens().values()
    for theme in pictures.THEMES
    for size in which.sizes
]


@pytest.mark.parametrize(("which", "theme", "size"), CASES)
def test_screen_looks_right(qapp: object, which: pictures.Screen, theme: str, size: pictures.Size) -> None:
    _, problems = pictures.perform(which, theme, size)
    assert problems == []
