"""The annotate screen as pictures."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtWidgets import QWidget

from oracle.capture.grab import encoded
from oracle.model.mark import Mark, MarkColour, MarkKind, Private, PrivateKind
from oracle.model.ratings import Source
from oracle.model.walk import Shot
from oracle.ui.annotate.burn_sheet import BurnSheet
from oracle.ui.annotate.number_sheet import NumberSheet
from oracle.ui.annotate.screen import AnnotateScreen
from oracle.ui.sheet import Sheet
from oracle.workspace import captures, clock, potholes, walks
from oracle.workspace.found import set_found
from tests.pictures import Size, Stage, screen
from tests.ui.annotate.rooms import payment_page
from tests.ui.walk.rooms import House, add_journey, add_walk, house, sample_road

TWO = [Size(900, 600), Size(1280, 800)]


def drawn() -> tuple[Mark, ...]:
    """The marks of the mockup."""
    return (
        Mark(id="r", kind=MarkKind.REDACT, points=((40, 372), (196, 400))),
        Mark(id="b", kind=MarkKind.BOX, points=((541, 214), (823, 316))),
        Mark(id="n", kind=MarkKind.NUMBER, points=((541, 214),)),
        Mark(id="a", kind=MarkKind.ARROW, points=((676, 468), (724, 404), (688, 334))),
        Mark(
            id="t", kind=MarkKind.TEXT, points=((556, 470), (802, 518)),
            text="The sale price has the code in it.\nSay so, instead of “not valid”.",
        ),
    )  # fmt: skip


def annotated(stage: Stage, marks: tuple[Mark, ...] = ()) -> tuple[House, AnnotateScreen, str]:
    """The screen on a capture of a payment page, with another two beside it."""
    home = house(stage.folder, stage.theme)
    stage.on_close(home.close)
    walk_id = add_walk(home, add_journey(home, sample_road(), sample=True))
    step = home.read(walks.opened, walk_id).version.steps[6]
    ids = [home.write(captures.add, walk_id, step.id, _shot()) for _each in range(3)]
    title = "Sale code refused without a reason"
    home.write(potholes.add, walk_id, step.id, title=title, severity=3, capture_ids=(ids[1],))
    home.write(captures.set_caption, ids[1], "Code not valid.")
    home.write(set_found, ids[1], private_places())
    if marks:
        home.write(captures.set_marks, ids[1], marks)
    made = AnnotateScreen(home.context)
    made.resize(stage.size.width, stage.size.height)
    made.open(ids[1])
    stage.until(lambda: made.canvas.levels is not None and made.canvas.document is not None)
    return home, made, ids[1]


def sheet(stage: Stage, made: AnnotateScreen, shown: Sheet) -> QWidget:
    """A sheet of the screen at the size it wants."""
    stage.on_close(made.deleteLater)
    shown.resize(shown.sizeHint())
    return shown


def private_places() -> tuple[Private, ...]:
    """What looks private on the page."""
    return tuple(
        Private(kind=kind, x=x, y=y, width=width, height=height, hint=hint)
        for kind, x, y, width, height, hint in (
            (PrivateKind.CARD, 40, 372, 156, 28, "•••• •••• •••• 1111"),
            (PrivateKind.MAIL, 40, 225, 206, 26, "w••••@example.com"),
            (PrivateKind.PHONE, 278, 150, 136, 26, "+44 •• •••• 0182"),
            (PrivateKind.FIELD, 40, 150, 110, 26, "Name: W•••• H•••••"),
            (PrivateKind.FIELD, 40, 300, 122, 26, "Street: 18 L•••• A•••••"),
        )
    )


def _shot() -> Shot:
    return Shot(
        data=encoded(payment_page()), source=Source.PAGE, taken_at=clock.now(), zone="Europe/London",
        url="https://greenleafplants.example/pay", title="Delivery and payment",
    )  # fmt: skip


@screen("annotate")
def annotate(stage: Stage) -> QWidget:
    _home, made, _id = annotated(stage, drawn())
    assert made.canvas.document is not None
    made.canvas.document.select(("t",))
    return made


@screen("annotate-empty", sizes=TWO)
def empty(stage: Stage) -> QWidget:
    return annotated(stage)[1]


@screen("annotate-crop", sizes=TWO)
def crop(stage: Stage) -> QWidget:
    marks = (
        *drawn(),
        Mark(id="c", kind=MarkKind.CROP, points=((500, 120), (860, 560))),
        Mark(id="h", kind=MarkKind.HIGHLIGHT, points=((548, 280), (660, 305)), colour=MarkColour.RED),
    )
    _home, made, _id = annotated(stage, marks)
    assert made.canvas.document is not None
    made.canvas.document.select(("c",))
    return made


@screen("annotate-number", sizes=[Size(440, 275)])
def number(stage: Stage) -> QWidget:
    _home, made, _id = annotated(stage, drawn())
    mark = next(each for each in drawn() if each.kind is MarkKind.NUMBER)
    return sheet(stage, made, NumberSheet(made, replace(mark, number=3), print))


@screen("annotate-burn", sizes=[Size(440, 244)])
def burn(stage: Stage) -> QWidget:
    _home, made, _id = annotated(stage)
    return sheet(stage, made, BurnSheet(made, print))


@screen("annotate-writing", sizes=TWO)
def writing(stage: Stage) -> QWidget:
    _home, made, _id = annotated(stage, drawn())
    made.show()
    made.commands.edit("t")
    return made
