"""The tables: the product's words, one table a word. Their number is `released.SCHEMA`.

Whoever changes a table writes a migration as well (`oracle/workspace/migrations`): a test compares the two.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    UniqueConstraint,
)

from oracle.model.ratings import (
    ChannelKind,
    Kind,
    LeaveReason,
    Outcome,
    PrivacyAnswer,
    Run,
    Source,
    WalkState,
)
from oracle.workspace.columns import Moment, Money, OneOf, flag, identity, rating, reference, texts, words
from oracle.workspace.documents import Road, Sketch
from oracle.workspace.mark_documents import Found, Marks
from oracle.workspace.metadata import metadata as metadata
from oracle.workspace.schema_findings import observation as observation
from oracle.workspace.schema_findings import pothole as pothole
from oracle.workspace.schema_findings import pothole_change as pothole_change
from oracle.workspace.schema_findings import pothole_link as pothole_link
from oracle.workspace.schema_findings import sighting as sighting
from oracle.workspace.schema_findings import sighting_capture as sighting_capture
from oracle.workspace.schema_findings import sighting_step as sighting_step
from oracle.workspace.schema_walks import dip_answer as dip_answer
from oracle.workspace.schema_walks import step_match as step_match
from oracle.workspace.schema_walks import test_customer as test_customer
from oracle.workspace.schema_walks import test_trace as test_trace

workspace = Table("workspace", metadata, identity(), Column("created_at", Moment, nullable=False))

image = Table(
    "image",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("width", Integer, nullable=False),
    Column("height", Integer, nullable=False),
    Column("data", LargeBinary, nullable=False),
)

# Pictures made from an image and the marks on it: small for lists, JPEG for reports. Can always be made again.
rendition = Table(
    "rendition",
    metadata,
    reference("image", "image.sha256", key=True),
    Column("look", String(64), primary_key=True),
    Column("purpose", String(16), primary_key=True),
    Column("width", Integer, nullable=False),
    Column("height", Integer, nullable=False),
    Column("data", LargeBinary, nullable=False),
)

business = Table(
    "business",
    metadata,
    identity(),
    words("name"),
    words("url"),
    reference("logo", "image.sha256", null=True, cascade=False),
    words("colour"),
    words("currency"),
    texts("people"),
    # A competitor's roads stand beside those of the business that it competes with.
    Column("competitor_of", String(64), ForeignKey("business.id", ondelete="SET NULL")),
    flag("sample"),
    Column("deleted_at", Moment),
)

tester = Table(
    "tester",
    metadata,
    identity(),
    words("name"),
    words("contact"),
    reference("logo", "image.sha256", null=True, cascade=False),
    words("colour"),
)

persona = Table(
    "persona",
    metadata,
    identity(),
    reference("business_id", "business.id"),
    words("name"),
    Column("age", Integer),
    reference("picture", "image.sha256", null=True, cascade=False),
    words("who"),
    texts("objectives"),
    texts("expectations"),
    texts("pains"),
    texts("says"),
    texts("thinks"),
    texts("does"),
    texts("feels"),
    texts("gains"),
    Column("looks", JSON, nullable=False, default=list),
    Column("deleted_at", Moment),
    Index(None, "business_id"),
)

journey = Table(
    "journey",
    metadata,
    identity(),
    reference("business_id", "business.id"),
    reference("persona_id", "persona.id", cascade=False),
    Column("kind", OneOf(Kind), nullable=False),
    words("title"),
    words("template"),
    texts("hints"),
    Column("people_a_month", Integer),
    Column("worth", Money),
    Column("worth_again", Money),
    Column("rewalk_days", Integer),
    Column("rewalk_remind_at", Moment),
    Column("created_at", Moment, nullable=False),
    Column("walks_given", Integer, nullable=False, default=0),  # the last walk number given: none is given twice
    Column("deleted_at", Moment),
    Index(None, "business_id"),
)

version = Table(
    "version",
    metadata,
    identity(),
    reference("journey_id", "journey.id"),
    Column("number", Integer, nullable=False),
    Column("created_at", Moment, nullable=False),
    UniqueConstraint("journey_id", "number"),
)

stage = Table(
    "stage",
    metadata,
    reference("version_id", "version.id", key=True),
    Column("position", Integer, primary_key=True),
    words("name"),
)

# A step's id lasts across versions, so it is only unique within one.
step = Table(
    "step",
    metadata,
    Column("version_id", String(36), primary_key=True),
    Column("id", String(64), primary_key=True),
    Column("stage", Integer, nullable=False),
    Column("number", Integer, nullable=False),
    words("title"),
    words("does"),
    Column("channel", OneOf(ChannelKind), nullable=False),
    words("channel_label"),
    words("link"),
    words("handled_by"),
    words("gets"),
    Column("wait_seconds", Integer),
    words("wait_promise"),
    *rating("expected_friction", 0, 4),
    flag("moment_of_truth"),
    flag("sale"),
    flag("private"),
    Column("people_a_month", Integer),
    words("plan_b"),
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
    words("text"),
    flag("must"),
    ForeignKeyConstraint(["version_id", "step_id"], ["step.version_id", "step.id"], ondelete="CASCADE"),
)

walk = Table(
    "walk",
    metadata,
    identity(),
    reference("journey_id", "journey.id"),
    reference("version_id", "version.id", cascade=False),
    reference("persona_id", "persona.id", cascade=False),
    reference("tester_id", "tester.id", cascade=False),
    Column("number", Integer, nullable=False),
    Column("run", OneOf(Run), nullable=False),
    Column("state", OneOf(WalkState), nullable=False),
    words("system"),
    words("screen"),
    words("browser"),
    words("place"),
    Column("started_at", Moment, nullable=False),
    words("zone"),
    Column("paused_at", Moment),
    Column("finished_at", Moment),
    Column("current_step_id", String(64)),
    *rating("ease", 1, 7),
    words("surprised"),
    words("over_coffee"),
    Column("keep_sign_ins", Boolean),
    Column("rewalk_of", String(64)),  # by id alone: the walk that is checked may be gone
    Column("potholes_given", Integer, nullable=False, default=0),  # the last pothole number given
    Column("deleted_at", Moment),
    UniqueConstraint("journey_id", "number"),
    Index(None, "version_id"),
    Index(None, "started_at"),
)

visit = Table(
    "visit",
    metadata,
    identity(),
    reference("walk_id", "walk.id"),
    Column("step_id", String(64), nullable=False),
    Column("outcome", OneOf(Outcome)),
    *rating("friction", 0, 4),
    *rating("feeling", -2, 2),
    *rating("quality", 1, 5),
    *rating("promptness", 1, 5),
    *rating("care", 1, 5),
    Column("apology", Boolean),
    Column("person", Boolean),
    Column("truth", Boolean),
    words("note"),
    words("expected"),
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
    reference("visit_id", "visit.id", key=True),
    Column("line_id", String(64), primary_key=True),
    Column("value", Boolean, nullable=False),
)

# What was changed in a walk after its finish.
visit_change = Table(
    "visit_change",
    metadata,
    identity(),
    reference("walk_id", "walk.id"),
    Column("step_id", String(64), nullable=False),
    Column("at", Moment, nullable=False),
    Column("field", String(32), nullable=False),
    words("before"),
    words("after"),
    Index(None, "walk_id"),
)

capture = Table(
    "capture",
    metadata,
    identity(),
    reference("visit_id", "visit.id"),
    Column("position", Integer, nullable=False),
    reference("image", "image.sha256", cascade=False),
    Column("width", Integer, nullable=False),
    Column("height", Integer, nullable=False),
    Column("source", OneOf(Source), nullable=False),
    Column("taken_at", Moment, nullable=False),
    words("zone"),
    words("url"),
    words("title"),
    words("screen"),
    Column("scale", Float, nullable=False),
    words("file_name"),
    words("caption"),
    Column("marks", Marks, nullable=False, default=()),
    Column("look", String(64), nullable=False, default=""),  # what renditions are found by
    Column("found", Found),
    Column("burnt_at", Moment),
    flag("left_out"),
    Column("privacy", OneOf(PrivacyAnswer)),
    Column("deleted_at", Moment),
    Index(None, "visit_id"),
    Index(None, "image"),
)

# A file that carried journeys to a tester, with the walk number it reserved.
kit = Table(
    "kit",
    metadata,
    identity(),
    reference("journey_id", "journey.id"),
    reference("version_id", "version.id", cascade=False),
    Column("walk_number", Integer, nullable=False),
    Column("made_at", Moment, nullable=False),
    words("sent_to"),
    Index(None, "journey_id"),
)

# A journey that was saved to be begun from again: nothing of it hangs on the business it was made for.
own_template = Table(
    "own_template",
    metadata,
    identity(),
    Column("kind", OneOf(Kind), nullable=False),
    words("title"),
    words("summary"),
    Column("persona", Sketch, nullable=False),
    Column("stages", Road, nullable=False),
    texts("hints"),
    Column("created_at", Moment, nullable=False),
    Column("deleted_at", Moment),
)

preference = Table(
    "preference", metadata, Column("key", String(64), primary_key=True), Column("value", JSON, nullable=False)
)
