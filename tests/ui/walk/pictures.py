"""The walk's screens as pictures: at a step outside the browser, which a test of its own shows with a real page."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtWidgets import QWidget

from oracle.capture.folder import Photo
from oracle.capture.portal import Permission, Portal
from oracle.capture.ways import Environment, Session
from oracle.model.ratings import Cause, LeaveReason, Outcome, Verdict
from oracle.ui.sheet import Sheet
from oracle.ui.walk.capture_sign import CaptureSign
from oracle.ui.walk.companion import Companion
from oracle.ui.walk.countdown import Countdown
from oracle.ui.walk.desktop_portal import DesktopPortal
from oracle.ui.walk.keys_sheet import KeysSheet
from oracle.ui.walk.leave_sheet import LeaveSheet
from oracle.ui.walk.pause_sheet import PauseSheet
from oracle.ui.walk.permission_state import PermissionState
from oracle.ui.walk.potholes_section import PotholeSheet
from oracle.ui.walk.screen import WalkScreen
from oracle.workspace import potholes, rewalks, walks
from tests.pictures import Size, Stage, screen
from tests.ui.walk.rooms import House, add_journey, add_walk, grab, house, outside_road, picture

TWO = [Size(900, 600), Size(1280, 800)]


def walked(stage: Stage, step: int) -> tuple[House, WalkScreen]:
    """A walk that has come to a step, counted from 0."""
    home = house(stage.folder, stage.theme)
    stage.on_close(home.close)
    journey_id = add_journey(home, outside_road(), sample=True)
    made = WalkScreen(home.context)
    made.resize(stage.size.width, stage.size.height)
    made.open(walk_id=add_walk(home, journey_id))
    stage.until(lambda: made.session.scene)
    frictions = (0, 2, None, 3, 1, 2, 0, 1, 0, 3, 1, 0)
    for at in range(step):
        if frictions[at] is None:
            made.session.skip(Outcome.SKIPPED)
        else:
            made.session.rate(frictions[at])
            made.session.next()
    stage.until(lambda: made.session.now.index == step)
    return home, made


def furnish(stage: Stage, made: WalkScreen) -> None:
    """Says everything of the current step that can be said."""
    session = made.session
    for at, line in enumerate(session.step.checklist):
        session.answer(line.id, at != 2)
    session.rate(2)
    session.set_fields(feeling=0, note="No word on pets. Two dogs at home.")
    session.store_grab(grab(), session.visit)
    session.store_grab(grab(picture("#B7791F")), session.visit)
    session.mark_pothole("Nothing says if it is safe for dogs", bright=False, saw="", cause=Cause.INFORMATION)
    session.mark_pothole("A person answers at once", bright=True, saw="", cause=None)
    stage.until(lambda: len(session.now.open.captures) == 2 and len(session.now.potholes) == 2)
    stage.until(lambda: all(not each._image.isNull() for each in made.walking.panel.captures.thumbnails.values()))


@screen("walk-step")
def step(stage: Stage) -> QWidget:
    _home, made = walked(stage, 3)
    furnish(stage, made)
    return made


@screen("walk-first-step", sizes=TWO)
def first_step(stage: Stage) -> QWidget:
    return walked(stage, 0)[1]


@screen("walk-persona", sizes=TWO)
def persona(stage: Stage) -> QWidget:
    made = walked(stage, 1)[1]
    made.walking.panel.tabs.setCurrentIndex(1)
    return made


@screen("walk-rewalk", sizes=TWO)
def check_again(stage: Stage) -> QWidget:
    home = house(stage.folder, stage.theme)
    stage.on_close(home.close)
    walk_id = add_walk(home, add_journey(home, outside_road()))
    opened = home.opened(walk_id)
    for at, title, severity in ((0, "No price at the counter", 3), (3, "Nobody says hello", 2), (3, "Asks twice", 1)):
        home.write(potholes.add, walk_id, opened.version.steps[at].id, title=title, severity=severity)
    home.write(walks.finish, walk_id)
    made = WalkScreen(home.context)
    made.resize(stage.size.width, stage.size.height)
    made.open(walk_id=home.write(rewalks.start, walk_id, tester_id=opened.tester.id))
    stage.until(lambda: made.session.scene)
    panel = made.walking.panel
    next(iter(panel.check_again.rows.values())).buttons[Verdict.STILL_THERE].click()
    made.session.rate(2)
    made.session.go_to(made.session.now.steps[3].id)
    stage.until(lambda: len(panel.check_again.rows) == 2 and made.session.now.unchecked_at().total() == 2)
    return made


@screen("walk-waiting")
def waiting(stage: Stage) -> QWidget:
    made = walked(stage, 9)[1]
    stage.until(lambda: made.session.visit.outcome is Outcome.WAITING)
    return made


@screen("walk-countdown", sizes=[Size(150, 130)])
def countdown(stage: Stage) -> QWidget:
    stage.on_close(house(stage.folder, stage.theme).close)
    return Countdown(3, None)


@screen("walk-whole-page", sizes=[Size(1280, 800)])
def whole_page(stage: Stage) -> QWidget:
    made = walked(stage, 3)[1]
    made.walking.capture_bar._show_progress(0.42)
    return made


@screen("walk-left", sizes=TWO)
def left(stage: Stage) -> QWidget:
    made = walked(stage, 1)[1]
    made.session.leave(LeaveReason.TRAP, None, end_walk=False)
    return made


@screen("walk-set-off")
def set_off(stage: Stage) -> QWidget:
    home = house(stage.folder, stage.theme)
    stage.on_close(home.close)
    journey_id = add_journey(home, outside_road())
    made = WalkScreen(home.context)
    made.open(journey_id=journey_id)
    stage.until(lambda: made.set_off._shown)
    return made


@screen("walk-finish")
def finish(stage: Stage) -> QWidget:
    made = walked(stage, 11)[1]
    made.session.set_fields(spent=Decimal("95.90"))
    made.session.over.emit()
    made.finish._choose(3)
    return made


# ---- small windows


@screen("walk-companion", sizes=[Size(360, 620), Size(360, 620, 2.0)])
def companion(stage: Stage) -> QWidget:
    _home, made = walked(stage, 3)
    furnish(stage, made)
    return outside(stage, made, collapsed=False)


@screen("walk-companion-bar", sizes=[Size(360, 56), Size(360, 56, 2.0)])
def companion_bar(stage: Stage) -> QWidget:
    _home, made = walked(stage, 3)
    return outside(stage, made, collapsed=True)


def outside(stage: Stage, made: WalkScreen, *, collapsed: bool) -> Companion:
    """The companion of a walk."""
    stage.on_close(made.deleteLater)
    shown = Companion(made.context, made.session, made.capturing)
    made.session.stepped.emit()
    made.session.changed.emit()
    shown.set_collapsed(collapsed)
    return shown


def sheet(stage: Stage, made: WalkScreen, shown: Sheet) -> QWidget:
    """A sheet of a walk at the size it wants."""
    stage.on_close(made.deleteLater)
    shown.resize(shown.sizeHint())
    return shown


@screen("walk-pothole", sizes=[Size(440, 497)])
def pothole(stage: Stage) -> QWidget:
    made = walked(stage, 1)[1]
    made.session.store_grab(grab(), made.session.visit)
    stage.until(lambda: made.session.now.open.captures)
    return sheet(stage, made, PotholeSheet(made.session, made, bright=False))


@screen("walk-leave", sizes=[Size(440, 470)])
def leave(stage: Stage) -> QWidget:
    made = walked(stage, 1)[1]
    return sheet(stage, made, LeaveSheet(made.session, made))


@screen("walk-keys", sizes=[Size(760, 557)])
def keys(stage: Stage) -> QWidget:
    made = walked(stage, 0)[1]
    return sheet(stage, made, KeysSheet(made))


@screen("walk-pause", sizes=[Size(500, 264)])
def pause(stage: Stage) -> QWidget:
    made = walked(stage, 0)[1]
    return sheet(stage, made, PauseSheet(made, lambda keep: None))


def scrolled_to_phone(stage: Stage, made: WalkScreen) -> WalkScreen:
    made.show()
    panel = made.walking.panel
    stage.until(lambda: panel.captures.phone.isVisible() and panel.area.verticalScrollBar().maximum() > 0)
    for _round in range(5):
        stage.until(lambda: True)
    panel.area.ensureWidgetVisible(panel.captures.phone, 0, 8)
    return made


@screen("walk-phone-photos", sizes=TWO)
def phone_photos(stage: Stage) -> QWidget:
    _home, made = walked(stage, 3)
    phone = made.capturing.phone
    names = ("IMG_20261122_104510.jpg", "Parcel.heic", "shelf.jpg", "till.jpg", "receipt.jpg")
    colours = ("#2E6B4A", "#B7791F", "#1F5FA8", "#B3261E", "#5B6169")
    phone.proposed = tuple(
        (Photo(stage.folder / name, 2_000_000, 1_763_807_000.0 - 300 * at), picture(colour, 240, 160))
        for at, (name, colour) in enumerate(zip(names, colours, strict=True))
    )
    phone.changed.emit()
    return scrolled_to_phone(stage, made)


@screen("walk-phone-gone", sizes=TWO[:1])
def phone_gone(stage: Stage) -> QWidget:
    _home, made = walked(stage, 3)
    made.capturing.phone.trouble = (
        "“Camera” cannot be read: No such file or directory. It is looked for again; photos can be dropped here "
        "meanwhile."
    )
    made.capturing.phone.changed.emit()
    return scrolled_to_phone(stage, made)


@screen("walk-capture-sign", sizes=[Size(140, 40)])
def capture_sign(stage: Stage) -> QWidget:
    stage.on_close(house(stage.folder, stage.theme).close)
    sign = CaptureSign()
    sign.say("Captured", "check")
    return sign


@screen("walk-permission", sizes=[Size(640, 120)])
def permission(stage: Stage) -> QWidget:
    home = house(stage.folder, stage.theme)
    stage.on_close(home.close)
    shown = PermissionState(DesktopPortal(home.context.tasks, home.context.bus))
    asking = Portal(3, 15, Permission.WILL_ASK)
    shown._portal.environment = lambda: Environment(Session.WAYLAND, portal=asking)  # type: ignore[method-assign]
    shown.refresh()
    return shown
