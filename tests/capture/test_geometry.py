"""Where things are on screens and in their pictures: tables of desks that went wrong elsewhere."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oracle.capture.geometry import (
    Frame,
    Rect,
    between,
    from_view,
    native_to_device,
    nudged,
    to_device,
    to_view,
)

LAPTOP = Frame(Rect(0, 0, 1280, 800), 2560, 1600)
LEFT = Frame(Rect(-1920, -120, 1920, 1080), 1920, 1080)
ABOVE = Frame(Rect(100, -1440, 2560, 1440), 3840, 2160)
UPRIGHT = Frame(Rect(1280, 0, 1080, 1920), 1350, 2400)


@pytest.mark.parametrize(
    ("frame", "selection", "expected"),
    [
        (LAPTOP, Rect(10, 20, 100, 50), Rect(20, 40, 200, 100)),
        (LAPTOP, Rect(0, 0, 1280, 800), Rect(0, 0, 2560, 1600)),
        (LEFT, Rect(-1920, -120, 10, 10), Rect(0, 0, 10, 10)),
        (LEFT, Rect(-20, 0, 100, 40), Rect(1900, 120, 20, 40)),  # runs on to the next screen: cut at the edge
        (ABOVE, Rect(101, -1439, 1, 1), Rect(1, 1, 2, 2)),  # 1.5: rounded outward, nothing seen is lost
        (UPRIGHT, Rect(1281, 1, 3, 3), Rect(1, 1, 4, 4)),  # 1.25
        (LAPTOP, Rect(2000, 10, 5, 5), Rect(0, 0, 0, 0)),
    ],
)
def test_a_logical_selection_becomes_device_pixels(frame: Frame, selection: Rect, expected: Rect) -> None:
    assert to_device(selection, frame) == expected


def test_the_scale_is_the_measured_one() -> None:
    assert (LAPTOP.scale, ABOVE.scale, UPRIGHT.scale) == (2.0, 1.5, 1.25)


def test_a_window_half_off_the_screen_is_cut_at_its_edge() -> None:
    assert native_to_device(Rect(-1930, -130, 100, 100), LEFT) == Rect(0, 0, 90, 90)


@given(
    frame=st.sampled_from([LAPTOP, LEFT, ABOVE, UPRIGHT]),
    x=st.integers(0, 5000),
    y=st.integers(0, 5000),
    width=st.integers(1, 3000),
    height=st.integers(1, 3000),
)
def test_a_selection_never_leaves_the_picture(frame: Frame, x: int, y: int, width: int, height: int) -> None:
    rect = to_device(Rect(frame.place.x + x, frame.place.y + y, width, height), frame)
    assert rect.empty or (rect.x >= 0 and rect.y >= 0 and rect.right <= frame.width and rect.bottom <= frame.height)


def test_a_drag_may_go_any_way() -> None:
    assert between(30, 40, 10, 20) == between(10, 20, 30, 40) == Rect(10, 20, 21, 21)


def test_points_of_a_view_name_device_pixels_and_stay_inside() -> None:
    assert from_view(640, 400, LAPTOP, 1280, 800) == (1280, 800)
    assert from_view(-5, 9000, LAPTOP, 1280, 800) == (0, 1599)
    assert to_view(Rect(20, 40, 200, 100), LAPTOP, 1280, 800) == Rect(10, 20, 100, 50)


@pytest.mark.parametrize(
    ("dx", "dy", "grow", "expected"),
    [
        (1, 0, False, Rect(11, 10, 20, 20)),
        (-50, -50, False, Rect(0, 0, 20, 20)),
        (500, 0, False, Rect(80, 10, 20, 20)),
        (-50, 0, True, Rect(10, 10, 1, 20)),
        (0, 500, True, Rect(10, 10, 20, 90)),
    ],
)
def test_arrow_keys_move_and_size_inside_the_picture(dx: int, dy: int, grow: bool, expected: Rect) -> None:
    assert nudged(Rect(10, 10, 20, 20), Rect(0, 0, 100, 100), dx, dy, grow=grow) == expected
