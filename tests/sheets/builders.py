"""Journeys and workbooks to read and write."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime, timedelta

from oracle.model.journey import Journey, Line, Stage, Step, Version, Wait
from oracle.model.ratings import ChannelKind, Kind

STAGES = (
    Stage(
        name="Awareness",
        steps=(
            Step(id="a", number=1, title="Sees the sale post", channel=ChannelKind.SOCIAL, channel_label="Instagram"),
            Step(id="b", number=2, title="Taps through", link="https://leaf.example/?a=1&b=2", handled_by="Mia"),
        ),
    ),
    Stage(name="Consideration"),
    Stage(
        name="Delivery",
        steps=(
            Step(
                id="c",
                number=3,
                title='Waits for the "parcel"',
                does="Looks for a sign\nthat her plant; or pot, is on its way",
                channel=ChannelKind.POST,
                channel_label="Carrier",
                gets="A parcel number",
                checklist=(
                    Line(id="l1", text="The tracking link works"),
                    Line(id="l2", text="- News comes before she asks"),
                    Line(id="l3", text="A person to call", must=True),
                ),
                wait=Wait(length=timedelta(hours=36), promise="=within 2 days"),
                expected_friction=1,
                moment_of_truth=True,
                sale=True,
                private=True,
                people_a_month=1200,
                plan_b="+49 30 1234",
            ),
        ),
    ),
)


def journey(stages: tuple[Stage, ...] = STAGES, title: str = "Buy a Monstera") -> Journey:
    made = datetime(2026, 11, 22, tzinfo=UTC)
    version = Version(id="v", journey_id="j", number=1, created_at=made, stages=stages)
    return Journey(
        id="j", business_id="b", persona_id="p", kind=Kind.BUY, title=title, version=version, created_at=made
    )


def plain(stages: tuple[Stage, ...]) -> list[object]:
    """Stages without ids, checklists as two lists: what a table can hold."""
    return [(stage.name, [_plain_step(step) for step in stage.steps]) for stage in stages]


def _plain_step(step: Step) -> tuple[object, ...]:
    should = [line.text for line in step.checklist if not line.must]
    must = [line.text for line in step.checklist if line.must]
    return (
        (step.number, step.title, step.does, step.channel, step.channel_label, step.link, step.handled_by, step.gets),
        (should, must, step.wait, step.expected_friction, step.moment_of_truth, step.sale, step.private),
        (step.people_a_month, step.plan_b),
    )


def package(
    sheet: str, *, strings: str = "", more: dict[str, bytes] | None = None, workbook: str = "", relations: str = ""
) -> bytes:
    """A workbook put together by hand, as no spreadsheet program would."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    related = "http://schemas.openxmlformats.org/package/2006/relationships"
    parts = {
        "_rels/.rels": f'<Relationships xmlns="{related}"><Relationship Id="r1" Type="{office}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": workbook
        or f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets><sheet name="One" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations
        or f'<Relationships xmlns="{related}">'
        f'<Relationship Id="r1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="r2" Type="{office}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": sheet,
        "xl/sharedStrings.xml": strings or f'<sst xmlns="{main}"/>',
    }
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as made:
        for name, text in parts.items():
            made.writestr(name, text)
        for name, content in (more or {}).items():
            made.writestr(name, content)
    return data.getvalue()
