"""What can be captured where, and what is said where it cannot."""

from __future__ import annotations

import pytest

from oracle.capture.ways import ALWAYS, SCREEN_SOURCES, Environment, Session, available, preferred, session_of, way
from oracle.model.ratings import Source


@pytest.mark.parametrize(
    ("platform", "variables", "system", "expected"),
    [
        ("xcb", {}, "linux", Session.X11),
        ("xcb", {"XDG_SESSION_TYPE": "x11"}, "linux", Session.X11),
        ("xcb", {"XDG_SESSION_TYPE": "wayland"}, "linux", Session.WAYLAND),  # XWayland sees black elsewhere
        ("wayland", {}, "linux", Session.WAYLAND),
        ("wayland-egl", {"WAYLAND_DISPLAY": "wayland-0"}, "linux", Session.WAYLAND),
        ("offscreen", {"WAYLAND_DISPLAY": "wayland-0"}, "linux", Session.OFFSCREEN),
        ("windows", {}, "win32", Session.WINDOWS),
        ("cocoa", {}, "darwin", Session.MACOS),
    ],
)
def test_the_session_is_told_by_platform_and_environment(
    platform: str, variables: dict[str, str], system: str, expected: Session
) -> None:
    assert session_of(platform, variables, system) is expected


@pytest.mark.parametrize("session", [Session.X11, Session.WINDOWS, Session.MACOS, Session.OFFSCREEN])
def test_every_way_works_where_the_screen_may_be_seen(session: Session) -> None:
    ways = available(Environment(session, 2, True))
    assert {way.source for way in ways} == {*SCREEN_SOURCES, *ALWAYS}
    assert all(way.works and not way.why_not for way in ways)


@pytest.mark.parametrize(
    ("environment", "word"),
    [
        (Environment(Session.WAYLAND), "Wayland"),
        (Environment(Session.MACOS, 1, False), "System Settings"),
        (Environment(Session.X11, 0), "no screen"),
    ],
)
def test_where_the_screen_is_closed_the_reason_is_said_and_the_rest_is_offered(
    environment: Environment, word: str
) -> None:
    for source in SCREEN_SOURCES:
        assert not way(environment, source).works
        assert word in way(environment, source).why_not
    assert all(way(environment, source).works for source in ALWAYS)


def test_the_capture_button_takes_the_page_else_the_screen_else_nothing() -> None:
    assert preferred(Environment(Session.X11), page_shown=True) is Source.PAGE
    assert preferred(Environment(Session.X11), page_shown=False) is Source.SCREEN
    assert preferred(Environment(Session.WAYLAND), page_shown=True) is Source.PAGE
    assert preferred(Environment(Session.WAYLAND), page_shown=False) is None
