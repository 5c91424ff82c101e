"""Every registered screen looks right in both themes and at all its sizes."""

from __future__ import annotations

import pytest

from tests import pictures

CASES = [
    pytest.param(which, theme, id=f"{which.name}-{theme}")
    for which in pictures.find_screens().values()
    for theme in pictures.THEMES
]


@pytest.mark.parametrize(("which", "theme"), CASES)
def test_screen_looks_right(qapp: object, which: pictures.Screen, theme: str) -> None:
    wrong = {str(size): problems for size, _, problems in pictures.perform(which, theme) if problems}
    assert wrong == {}
