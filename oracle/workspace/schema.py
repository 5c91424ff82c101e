"""The tables: the product's words, one table a word. Schema number `SCHEMA`, stored as the file's user_version.

Whoever changes a table writes a migration as well (`oracle/workspace/migrations`): a test compares the two.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    UniqueConstraint,
)

from oracle.model.ratings import (
    Cause,
    ChannelKind,
    Effort,
    Kind,
    LeaveReason,
    Outcome,
    PrivacyAnswer,
    Run,
    Source,
    State,
    Verdict,
    WalkState,
)
from oracle.workspace.columns import Day, Moment, Money, OneOf, Texts, Words

SCHEMA = 1

# What each released schema looks like in the file (`sqlite.fingerprint`): a file with anything else in it is refused
# before it is read.
FINGERPRINTS: dict[int, str] = {
    1: "eb44bd7e81c60d51aca227f1c245a6f3d112bc9e9543bcfd80fdd45cf8602b83",
}

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _id() -> Column[str]:
    return Column("id", String(36), primary_key=True)


def _of(name: str, target: str, *, null: bool = False, cascade: bool = True, key: bool = False) -> Column[str]:
    """A reference to another table's row, gone with it when `cascade`."""
    rule = "CASCADE" if cascade else None
    return Column(name, String(64), ForeignKey(target, ondelete=rule), nullable=null, primary_key=key)


def _words(name: str) -> Column[str]:
    return Column(name, Words, nullable=False, default="")


def _texts(name: str) -> Column[tuple[str, ...]]:
    return Column(name, Texts, nullable=False, default=())


def _flag(name: str) -> Column[bool]:
    return Column(name, Boolean, nullable=False, default=False)


def _rating(name: str, low: int, high: int) -> tuple[Column[Any], CheckConstraint]:
    """A number on a scale, or nothing."""
    return Column(name, Integer), CheckConstraint(f"{name} BETWEEN {low} AND {high}", name=name)


workspace = Table("workspace", metadata, _id(), Column("created_at", Moment, nullable=False))

image = Table(
    "image",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("width", Integer, nullable=False),
    Column("height", Integer, nullable=False),
    Column("data", LargeBinary, nullable=False),
)

# Pictures made from an image and the covers over it: small for lists, JPEG for reports. Can always be made again.
rendition = Table(
    "rendition",
    metadata,
    _of("image", "image.sha256", key=True),
    Column("covers", String(64), primary_key=True),
    Column("purpose", String(16), primary_key=True),
    Column("width", Integer, nullable=False),
    Column("height", Integer, nullable=False),
    Column("data", LargeBinary, nullable=False),
)

business = Table(
    "business",
    metadata,
    _id(),
    _words("name"),
    _words("url"),
    _of("logo", "image.sha256", null=True, cascade=False),
    _words("colour"),
    _words("currency"),
    _texts("people"),
    _flag("sample"),
    Column("deleted_at", Moment),
)

tester = Table(
    "tester",
    metadata,
    _id(),
    _words("name"),
    _words("contact"),
    _of("logo", "image.sha256", null=True, cascade=False),
    _words("colour"),
)

persona = Table(
    "persona",
    metadata,
    _id(),
    _of("business_id", "business.id"),
    _words("name"),
    Column("age", Integer),
    _of("picture", "image.sha256", null=True, cascade=False),
    _words("who"),
    _texts("objectives"),
    _texts("expectations"),
    _texts("pains"),
    _texts("says"),
    _texts("thinks"),
    _texts("does"),
    _texts("feels"),
    _texts("gains"),
    Column("looks", JSON, nullable=False, default=list),
    Column("deleted_at", Moment),
    Index(None, "business_id"),
)

journey = Table(
    "journey",
    metadata,
    _id(),
    _of("business_id", "business.id"),
    _of("persona_id", "persona.id", cascade=False),
    Column("kind", OneOf(Kind), nullable=False),
    _words("title"),
    _words("template"),
    _texts("hints"),
    Column("people_a_month", Integer),
    Column("worth", Money),
    Column("worth_again", Money),
    Column("created_at", Moment, nullable=False),
    Column("walks_given", Integer, nullable=False, default=0),  # the last walk number given: none is given twice
    Column("deleted_at", Moment),
    Index(None, "business_id"),
)

version = Table(
    "version",
    metadata,
    _id(),
    _of("journey_id", "journey.id"),
    Column("number", Integer, nullable=False),
    Column("created_at", Moment, nullable=False),
    UniqueConstraint("journey_id", "number"),
)

stage = Table(
    "stage",
    metadata,
    _of("version_id", "version.id", key=True),
    Column("position", Integer, primary_key=True),
    _words("name"),
)

# A step's id lasts across versions, so it is only unique within one.
step = Table(
    "step",
    metadata,
    Column("version_id", String(36), primary_key=True),
    Column("id", String(64), primary_key=True),
    Column("stage", Integer, nullable=False),
    Column("number", Integer, nullable=False),
    _words("title"),
    _words("does"),
    Column("channel", OneOf(ChannelKind), nullable=False),
    _words("channel_label"),
    _words("link"),
    _words("handled_by"),
    _words("gets"),
    Column("wait_seconds", Integer),
    _words("wait_promise"),
    *_rating("expected_friction", 0, 4),
    _flag("moment_of_truth"),
    _flag("sale"),
    _flag("private"),
    Column("people_a_month", Integer),
    _words("plan_b"),
    ForeignKeyConstraint(["version_id", "stage"], ["stage.version_id", "stage.position"], ondelete="CASCADE"),
    UniqueConstraint("version_id", "number"),
)

line = Table(
    "line",
    metadata,
    Column("version_id", String(36), primary_key=True),
    Column("id", String(64), primary_key=True),
    Column("step_id", String(64), nullable=False),
    Column("position", Integer, nullable=False),
    _words("text"),
    _flag("must"),
    ForeignKeyConstraint(["version_id", "step_id"], ["step.version_id", "step.id"], ondelete="CASCADE"),
)

walk = Table(
    "walk",
    metadata,
    _id(),
    _of("journey_id", "journey.id"),
    _of("version_id", "version.id", cascade=False),
    _of("persona_id", "persona.id", cascade=False),
    _of("tester_id", "tester.id", cascade=False),
    Column("number", Integer, nullable=False),
    Column("run", OneOf(Run), nullable=False),
    Column("state", OneOf(WalkState), nullable=False),
    _words("system"),
    _words("screen"),
    _words("browser"),
    _words("place"),
    Column("started_at", Moment, nullable=False),
    _words("zone"),
    Column("paused_at", Moment),
    Column("finished_at", Moment),
    Column("current_step_id", String(64)),
    *_rating("ease", 1, 7),
    _words("surprised"),
    _words("over_coffee"),
    Column("keep_sign_ins", Boolean),
    Column("potholes_given", Integer, nullable=False, default=0),  # the last pothole number given
    Column("deleted_at", Moment),
    UniqueConstraint("journey_id", "number"),
    Index(None, "version_id"),
    Index(None, "started_at"),
)

visit = Table(
    "visit",
    metadata,
    _id(),
    _of("walk_id", "walk.id"),
    Column("step_id", String(64), nullable=False),
    Column("outcome", OneOf(Outcome)),
    *_rating("friction", 0, 4),
    *_rating("feeling", -2, 2),
    *_rating("quality", 1, 5),
    *_rating("promptness", 1, 5),
    *_rating("care", 1, 5),
    _words("note"),
    _words("expected"),
    Column("leave_reason", OneOf(LeaveReason)),
    Column("other_road_offered", Boolean),
    Column("spent", Money),
    Column("seconds", Integer, nullable=False, default=0),
    Column("wait_started_at", Moment),
    Column("promised_at", Moment),
    Column("came_at", Moment),
    Column("remind_at", Moment),
    Column("first_at", Moment),
    Column("changed_at", Moment),
    UniqueConstraint("walk_id", "step_id"),
    Index(None, "outcome"),
)

answer = Table(
    "answer",
    metadata,
    _of("visit_id", "visit.id", key=True),
    Column("line_id", String(64), primary_key=True),
    Column("value", Boolean, nullable=False),
)

# What was changed in a walk after its finish.
visit_change = Table(
    "visit_change",
    metadata,
    _id(),
    _of("walk_id", "walk.id"),
    Column("step_id", String(64), nullable=False),
    Column("at", Moment, nullable=False),
    Column("field", String(32), nullable=False),
    _words("before"),
    _words("after"),
    Index(None, "walk_id"),
)

capture = Table(
    "capture",
    metadata,
    _id(),
    _of("visit_id", "visit.id"),
    Column("position", Integer, nullable=False),
    _of("image", "image.sha256", cascade=False),
    Column("width", Integer, nullable=False),
    Column("height", Integer, nullable=False),
    Column("source", OneOf(Source), nullable=False),
    Column("taken_at", Moment, nullable=False),
    _words("zone"),
    _words("url"),
    _words("title"),
    _words("screen"),
    Column("scale", Float, nullable=False),
    _words("file_name"),
    _words("caption"),
    Column("covers", JSON, nullable=False, default=list),
    Column("covers_key", String(64), nullable=False, default=""),  # what renditions are found by
    _flag("left_out"),
    Column("privacy", OneOf(PrivacyAnswer)),
    Column("deleted_at", Moment),
    Index(None, "visit_id"),
    Index(None, "image"),
)

# What the app itself saw at a visit: a suggestion until a person says so.
observation = Table(
    "observation",
    metadata,
    _id(),
    _of("visit_id", "visit.id"),
    Column("seen_at", Moment, nullable=False),
    Column("kind", String(32), nullable=False),
    _words("url"),
    _words("detail"),
    _flag("dismissed"),
    Index(None, "visit_id"),
)

pothole = Table(
    "pothole",
    metadata,
    _id(),
    _of("journey_id", "journey.id"),
    Column("walk_number", Integer, nullable=False),
    Column("number", Integer, nullable=False),
    _words("title"),
    _flag("bright"),
    _words("saw"),
    _words("why"),
    _words("todo"),
    *_rating("severity", 1, 4),
    _flag("severity_at_least"),
    *_rating("reach", 1, 4),
    Column("cause", OneOf(Cause)),
    _words("cause_note"),
    Column("effort", OneOf(Effort)),
    Column("share_lost", Money),
    _words("owner"),
    Column("due", Day),
    Column("state", OneOf(State), nullable=False),
    _words("state_reason"),
    _words("done_when"),
    _texts("answers_to"),
    Column("created_at", Moment, nullable=False),
    Column("deleted_at", Moment),
    UniqueConstraint("journey_id", "walk_number", "number"),
)

sighting = Table(
    "sighting",
    metadata,
    _id(),
    _of("pothole_id", "pothole.id"),
    _of("walk_id", "walk.id"),
    _words("note"),
    *_rating("severity", 1, 4),
    _flag("severity_at_least"),
    Column("verdict", OneOf(Verdict)),
    _flag("shown_before"),
    UniqueConstraint("pothole_id", "walk_id"),
    Index(None, "walk_id"),
)

sighting_step = Table(
    "sighting_step",
    metadata,
    _of("sighting_id", "sighting.id", key=True),
    Column("step_id", String(64), primary_key=True),
    Column("position", Integer, nullable=False),
)

sighting_capture = Table(
    "sighting_capture",
    metadata,
    _of("sighting_id", "sighting.id", key=True),
    _of("capture_id", "capture.id", key=True),
    Column("position", Integer, nullable=False),
    Index(None, "capture_id"),
)

# A file that carried journeys to a tester, with the walk number it reserved.
kit = Table(
    "kit",
    metadata,
    _id(),
    _of("journey_id", "journey.id"),
    _of("version_id", "version.id", cascade=False),
    Column("walk_number", Integer, nullable=False),
    Column("made_at", Moment, nullable=False),
    _words("sent_to"),
    Index(None, "journey_id"),
)

preference = Table(
    "preference",
    metadata,
    Column("key", String(64), primary_key=True),
    Column("value", JSON, nullable=False),
)
