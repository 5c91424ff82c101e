"""The journey's screen as pictures: the mockup's journey, walked, with its form in every state."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

from msgspec.structs import replace
from PySide6.QtWidgets import QWidget

from oracle.method import edits
from oracle.model.journey import Line, Wait
from oracle.model.ratings import ChannelKind
from oracle.ui.application import Application
from oracle.ui.journeys.history import LookAt
from oracle.ui.journeys.journey import JourneyScreen
from oracle.ui.journeys.journey_menu import SaveTemplate
from oracle.workspace import businesses, journeys, own_templates
from tests.pictures import SIZES, Size, Stage, screen
from tests.ui.journeys.pictures import expecting, walked
from tests.ui.journeys.rooms import monstera
from tests.ui.pictures import settled, started

PARCEL = "s10"
LINES = (
    Line(id="l1", text="The tracking link works"),
    Line(id="l2", text="News comes before she has to ask"),
    Line(id="l3", text="A person to call, with hours", must=True),
)


def filled(held: Any) -> Any:
    """The mockup's journey, step 10 as its form shows it, walked once."""
    stages = expecting(monstera())
    parcel = next(step for step in edits.steps_of(stages) if step.id == PARCEL)
    parcel = replace(
        parcel, does="Looks for a sign that her plant is on its way and arrives before the cold weekend.",
        link="parcelrun.example/track", gets="A parcel number and a delivery day", checklist=LINES,
        wait=Wait(length=timedelta(days=3), promise="“Delivered in 2 to 4 days”"), expected_friction=1,
    )  # fmt: skip
    journey = walked(held, edits.replace_step(stages, parcel), walk=True)
    business = businesses.get(held, journey.business_id)
    businesses.update(held, replace(business, currency="EUR", people=("Mia", "Nadia", "Tom", "Jonas")))
    journeys.update(
        held,
        replace(
            journey, people_a_month=1200, worth=Decimal("95.00"), worth_again=Decimal("40.50"),
            hints=("Use a fresh mailbox.", "Sign out of your own shop, and leave yourself out of its statistics."),
        ),
    )  # fmt: skip
    return journey.id


def shown(stage: Stage, *, tab: str = "map", step_id: str = PARCEL) -> tuple[Application, JourneyScreen]:
    """The screen with that journey."""
    app = started(stage)
    made: list[str] = []
    app.tasks.write(lambda held: made.append(filled(held)))
    stage.until(lambda: bool(made))
    app.go("journey", journey_id=made[0], step_id=step_id, tab=tab)
    seen = app.window.screen_in_view
    assert isinstance(seen, JourneyScreen)
    stage.until(lambda: seen.facts is not None)
    for _round in range(3):
        settled(stage, app)
    return app, seen


@screen("journey-editor")
def editor(stage: Stage) -> QWidget:
    app, _seen = shown(stage)
    return app.window


@screen("journey-form-foot", sizes=SIZES[:2])
def form_foot(stage: Stage) -> QWidget:
    app, seen = shown(stage)
    panel = seen.form.one.questions
    panel.head.click()
    bar = seen.form.area.verticalScrollBar()
    stage.until(lambda: bar.maximum() > 0)
    seen.form.area.ensureWidgetVisible(seen.form.one.plan_b)
    bar.setValue(bar.maximum())
    return app.window


@screen("journey-questions", sizes=SIZES[1:])
def questions(stage: Stage) -> QWidget:
    app, seen = shown(stage)
    seen.form.one.questions.head.click()
    stage.until(lambda: seen.form.one.questions.rows[0].isVisible())
    bar = seen.form.area.verticalScrollBar()
    bar.setValue(seen.form.one.questions.y())
    return app.window


@screen("journey-wrong", sizes=SIZES[1:2])
def wrong(stage: Stage) -> QWidget:
    app, seen = shown(stage)
    form = seen.form.one
    form.link.edit.setText("javascript:alert(“<b>hello</b>”)")
    form.title.edit.setText("")
    for field in (form.link, form.title):
        field.flush()
    settled(stage, app)
    return app.window


@screen("journey-several", sizes=SIZES[:2])
def several(stage: Stage) -> QWidget:
    app, seen = shown(stage)
    seen.document.select(("s3", "s4", "s5"))
    return app.window


@screen("journey-about")
def about(stage: Stage) -> QWidget:
    app, seen = shown(stage)
    seen.show_about()
    return app.window


@screen("journey-persona", sizes=SIZES[:2])
def persona(stage: Stage) -> QWidget:
    app, seen = shown(stage, tab="persona")
    stage.until(lambda: seen.persona is not None and seen.persona.persona is not None)
    return app.window


def changed(stage: Stage) -> tuple[Application, JourneyScreen]:
    app, seen = shown(stage)
    stages = edits.move(seen.document.stages, {"s7"}, 3, 0)
    stages = edits.insert(stages, 4, 1, *edits.copies(stages, ["s12"], lambda: "new"))
    seen.document.do("x", edits.rename_stage(stages, 0, "Notices us"))
    seen.document.set_step("s9", expected_friction=3, handled_by="Jonas", channel=ChannelKind.PHONE)
    seen.document.set_step(PARCEL, checklist=LINES[:2], wait=Wait(length=timedelta(weeks=2)), plan_b="Nadia calls.")
    settled(stage, app)
    settled(stage, app)
    seen.tabs.setCurrentIndex(2)
    stage.until(lambda: len(seen.history.cards) == 2)
    settled(stage, app)
    return app, seen


@screen("journey-history")
def history(stage: Stage) -> QWidget:
    return changed(stage)[0].window


@screen("journey-version", sizes=(Size(560, 560), Size(560, 560, 2.0)))
def version(stage: Stage) -> QWidget:
    app, seen = changed(stage)
    return LookAt(app.window, seen.history.cards[1].version)


@screen("journey-save-template", sizes=(Size(440, 247),))
def save_template(stage: Stage) -> QWidget:
    app, seen = shown(stage)
    return SaveTemplate(app.context, app.window, seen.document.journey)


@screen("new-journey-own", sizes=(Size(780, 640),))
def new_journey_own(stage: Stage) -> QWidget:
    from oracle.ui.journeys.new_journey import NewJourney

    app, seen = shown(stage)
    app.tasks.write(own_templates.add, seen.document.journey.id, "How we sell rare plants")
    settled(stage, app)
    sheet = NewJourney(app.context, app.window)
    stage.until(lambda: bool(sheet.cards) and sheet.cards[0].own)
    return sheet
