"""Pictures through the desktop's portal, on a real private bus with a portal that behaves well, badly or not at all."""

from __future__ import annotations

import io
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image

from oracle.capture import portal
from oracle.capture.portal import Permission, Portal
from oracle.errors import CaptureError
from oracle.model.ratings import Source
from tests.capture.portal_desk import Desk

pytestmark = pytest.mark.skipif(shutil.which("dbus-daemon") is None, reason="dbus-daemon is not installed here")
GRANTED = {"pothole-oracle": ["yes"]}


def png() -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (64, 40), "#3060c0").save(data, "PNG")
    return data.getvalue()


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Desk]]:
    """Starts a desk that behaves as told."""
    begun: list[Desk] = []

    def begin(**behaviour: object) -> Desk:
        made = Desk(tmp_path, **{"picture": png(), "permissions": GRANTED, **behaviour})  # type: ignore[arg-type]
        made.begin()
        begun.append(made)
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", made.address)
        return made

    yield begin
    for each in begun:
        each.end()


def found() -> Portal:
    made = portal.probe()
    assert made is not None
    return made


def test_the_picture_is_taken_and_the_portals_file_is_gone(desk: Callable[..., Desk], tmp_path: Path) -> None:
    made = desk()
    assert portal.take(found(), Source.SCREEN) == png()
    assert list(tmp_path.glob("*.png")) == []
    assert made.parents == ["wayland:"]
    assert made.asked[0]["target"] == ("u", 1)
    assert made.asked[0]["interactive"] == ("b", False)
    assert "pothole-oracle" in made.registered


@pytest.mark.parametrize(
    ("source", "targets", "target"),
    [(Source.WINDOW, 15, 2), (Source.WINDOW, 9, 8), (Source.REGION, 15, 4), (Source.SCREEN, 1, 1)],
)
def test_the_portal_is_told_what_is_wanted(
    desk: Callable[..., Desk], source: Source, targets: int, target: int
) -> None:
    made = desk(targets=targets)
    portal.take(found(), source)
    assert made.asked[0]["target"] == ("u", target)


@pytest.mark.parametrize("source", [Source.WINDOW, Source.REGION])
def test_an_older_portal_lets_the_part_be_chosen_in_its_own_dialog(desk: Callable[..., Desk], source: Source) -> None:
    made = desk(version=2)
    known = found()
    assert (known.version, known.targets, known.asks(source)) == (2, 0, True)
    portal.take(known, source)
    assert "target" not in made.asked[0]
    assert made.asked[0]["interactive"] == ("b", True)


def test_an_answer_before_the_call_returns_is_heard(desk: Callable[..., Desk]) -> None:
    desk(early=True)
    assert portal.take(found(), Source.SCREEN) == png()


def test_a_handle_of_the_portals_own_making_is_heard(desk: Callable[..., Desk]) -> None:
    desk(own_handle="/org/freedesktop/portal/desktop/request/other/one")
    assert portal.take(found(), Source.SCREEN) == png()


@pytest.mark.parametrize(
    ("permissions", "expected"),
    [
        (GRANTED, Permission.GRANTED),
        ({"pothole-oracle": ["no"]}, Permission.DENIED),
        ({"pothole-oracle": ["ask"]}, Permission.WILL_ASK),
        ({"": ["yes"]}, Permission.GRANTED),
        ({"other": ["yes"]}, Permission.WILL_ASK),
        (None, Permission.WILL_ASK),
    ],
)
def test_the_permission_is_known_without_asking(
    desk: Callable[..., Desk], permissions: dict[str, list[str]] | None, expected: Permission
) -> None:
    made = desk(permissions=permissions)
    assert found().permission is expected
    assert made.asked == []


def test_cancelling_in_the_portals_dialog_takes_nothing(desk: Callable[..., Desk]) -> None:
    desk(answer=1)
    assert portal.take(found(), Source.SCREEN) is None


def test_a_refusal_says_where_to_allow_it(desk: Callable[..., Desk]) -> None:
    desk(answer=2)
    with pytest.raises(CaptureError, match="did not let") as refused:
        portal.take(found(), Source.SCREEN)
    assert "Screenshots" in refused.value.advice


def test_a_silent_portal_is_left_and_told_so(desk: Callable[..., Desk], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(portal, "QUICK", 1.0)
    made = desk(answer=None)
    with pytest.raises(CaptureError, match="did not answer"):
        portal.take(found(), Source.SCREEN)
    wait(lambda: made.closed)


def test_giving_up_while_the_portal_waits_for_an_answer_closes_its_dialog(desk: Callable[..., Desk]) -> None:
    made = desk(answer=None)
    given_up = threading.Event()
    threading.Timer(0.5, given_up.set).start()
    assert portal.take(found(), Source.REGION, given_up.is_set) is None
    wait(lambda: made.closed)


def test_a_portal_that_vanishes_is_noticed_at_once(desk: Callable[..., Desk]) -> None:
    desk(vanish=True)
    with pytest.raises(CaptureError, match="not running"):
        portal.take(found(), Source.REGION)


def test_a_picture_whose_file_cannot_be_removed_is_kept(
    desk: Callable[..., Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object, **_named: object) -> None:
        raise PermissionError

    desk()
    monkeypatch.setattr(Path, "unlink", refuse)
    assert portal.take(found(), Source.SCREEN) == png()


@pytest.mark.parametrize(
    "behaviour",
    [
        {"picture": None},
        {"uri": lambda _file: ""},
        {"uri": lambda _file: "https://example.com/a.png"},
        {"uri": lambda _file: "file://elsewhere/a.png"},
        {"uri": lambda file: file.parent.as_uri()},
        {"uri": lambda _file: "file:///dev/zero"},
    ],
)
def test_a_picture_that_is_none_is_refused(desk: Callable[..., Desk], behaviour: dict[str, object]) -> None:
    desk(**behaviour)
    with pytest.raises(CaptureError, match="there is none"):
        portal.take(found(), Source.SCREEN)


def test_without_a_bus_or_a_portal_there_is_none(
    desk: Callable[..., Desk], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path}/none")
    assert portal.probe() is None
    known = Portal(3, 15, Permission.GRANTED)
    with pytest.raises(CaptureError, match="not running"):
        portal.take(known, Source.SCREEN)
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS")
    assert portal.probe() is None


def wait(true: Callable[[], object]) -> None:
    end = time.monotonic() + 5
    while not true():
        assert time.monotonic() < end
        time.sleep(0.01)
