"""The words people read for what is stored: one place for window, report and command line."""

from __future__ import annotations

from datetime import timedelta

from oracle.language import _, mark, ngettext
from oracle.model.change import Subject
from oracle.model.dip import DipCause
from oracle.model.ratings import (
    Cause,
    ChannelKind,
    Effort,
    Feeling,
    Friction,
    Kind,
    LeaveReason,
    Outcome,
    Reach,
    Run,
    Severity,
    Source,
    State,
    Verdict,
    WalkState,
)
from oracle.model.test_customer import CleanUp, TraceKind

_SUBJECT = {
    Subject.BUSINESS: mark("Business"),
    Subject.PERSONA: mark("Persona"),
    Subject.TESTER: mark("Tester"),
    Subject.JOURNEY: mark("Journey"),
    Subject.STEP: mark("Step"),
    Subject.WALK: mark("Walk"),
    Subject.VISIT: mark("Note"),
    Subject.CAPTURE: mark("Capture"),
    Subject.POTHOLE: mark("Pothole"),
    Subject.TEMPLATE: mark("Template"),
    Subject.TRASH: mark("Trash"),
    Subject.WORKSPACE: mark("Workspace"),
}
_TRACE = {
    TraceKind.ORDER: mark("Order"),
    TraceKind.ACCOUNT: mark("Account"),
    TraceKind.SUBSCRIPTION: mark("Subscription"),
    TraceKind.BOOKING: mark("Booking"),
    TraceKind.OTHER: mark("Something else"),
}
_CLEAN_UP = {
    CleanUp.CANCEL: mark("Cancel it"),
    CleanUp.UNSUBSCRIBE: mark("Unsubscribe"),
    CleanUp.RETURN: mark("Send it back"),
    CleanUp.DELETE: mark("Delete it"),
    CleanUp.NOTHING: mark("Nothing to do"),
}
_FRICTION = {0: mark("Smooth"), 1: mark("Slight"), 2: mark("Bumpy"), 3: mark("Rough"), 4: mark("Blocked")}
_SEVERITY = {1: mark("Cosmetic"), 2: mark("Minor"), 3: mark("Major"), 4: mark("Catastrophe")}
_FEELING = {-2: mark("Angry"), -1: mark("Uneasy"), 0: mark("Neutral"), 1: mark("Pleased"), 2: mark("Delighted")}
_REACH = {1: mark("A few"), 2: mark("Some"), 3: mark("Most"), 4: mark("Everyone")}
_EFFORT = {Effort.SMALL: mark("Small"), Effort.MEDIUM: mark("Medium"), Effort.LARGE: mark("Large")}
_OUTCOME = {
    Outcome.DONE: mark("Done"),
    Outcome.SKIPPED: mark("Skipped"),
    Outcome.NOT_APPLICABLE: mark("Does not apply"),
    Outcome.CANNOT_TELL: mark("Cannot tell"),
    Outcome.LEFT: mark("Would leave here"),
    Outcome.BLOCKED: mark("Blocked"),
    Outcome.WAITING: mark("Waiting"),
    Outcome.NEVER_CAME: mark("Never came"),
}
_REASON = {
    LeaveReason.NOT_NOW: mark("Not the right time"),
    LeaveReason.NOT_FOR_ME: mark("Not what I was looking for"),
    LeaveReason.TRAP: mark("A trap"),
}
_CAUSE = {
    Cause.PEOPLE: mark("People"),
    Cause.PROCESS: mark("Process"),
    Cause.TECHNOLOGY: mark("Technology"),
    Cause.CHANGED_NEEDS: mark("Changed needs"),
    Cause.INFORMATION: mark("Unclear words"),
    Cause.EXPECTATION: mark("Promise and thing differ"),
}
_STATE = {
    State.OPEN: mark("Open"),
    State.PLANNED: mark("Planned"),
    State.REPAIRED: mark("Repaired"),
    State.VERIFIED: mark("Verified"),
    State.BACK_AGAIN: mark("Back again"),
    State.WONT_REPAIR: mark("Won’t repair"),
}
_VERDICT = {
    Verdict.FIXED: mark("Fixed"),
    Verdict.STILL_THERE: mark("Still there"),
    Verdict.WORSE: mark("Worse"),
    Verdict.NOT_CHECKED: mark("Not checked"),
}
_KIND = {
    Kind.LEAVE: mark("Just looking"),
    Kind.LEARN: mark("Learning more"),
    Kind.JOIN: mark("Starting a relationship"),
    Kind.BUY: mark("Buying and after"),
    Kind.OTHER: mark("Other roads"),
}
_CHANNEL = {
    ChannelKind.WEBSITE: mark("Website"),
    ChannelKind.EMAIL: mark("E-mail"),
    ChannelKind.PHONE: mark("Phone"),
    ChannelKind.CHAT: mark("Chat"),
    ChannelKind.SOCIAL: mark("Social"),
    ChannelKind.AD: mark("Ad"),
    ChannelKind.SHOP: mark("Shop"),
    ChannelKind.POST: mark("Post"),
    ChannelKind.APP: mark("App"),
    ChannelKind.DOCUMENT: mark("Document"),
    ChannelKind.OTHER: mark("Other"),
}
_CHANNEL_GAP = {
    ChannelKind.WEBSITE: mark("Nothing in {stage} on the website"),
    ChannelKind.EMAIL: mark("Nothing in {stage} by e-mail"),
    ChannelKind.PHONE: mark("Nothing in {stage} by phone"),
    ChannelKind.CHAT: mark("Nothing in {stage} by chat"),
    ChannelKind.SOCIAL: mark("Nothing in {stage} on social media"),
    ChannelKind.AD: mark("Nothing in {stage} by an ad"),
    ChannelKind.SHOP: mark("Nothing in {stage} in a shop"),
    ChannelKind.POST: mark("Nothing in {stage} by post"),
    ChannelKind.APP: mark("Nothing in {stage} in an app"),
    ChannelKind.DOCUMENT: mark("Nothing in {stage} in a document"),
    ChannelKind.OTHER: mark("Nothing in {stage} anywhere else"),
}
_DIP_CAUSE = {
    DipCause.HARDER: mark("Harder than thought"),
    DipCause.LONGER: mark("More time than expected"),
    DipCause.SLOWER: mark("Results slower than promised"),
}
_RUN = {Run.FULL: mark("Whole road"), Run.TEN_MINUTE: mark("Ten-minute walk"), Run.RE_WALK: mark("Re-walk")}
_WALK_STATE = {
    WalkState.RUNNING: mark("Walking"),
    WalkState.PAUSED: mark("Paused"),
    WalkState.RESTING: mark("Resting"),
    WalkState.FINISHED: mark("Finished"),
}
_SOURCE = {
    Source.PAGE: mark("Page"),
    Source.SCREEN: mark("Screen"),
    Source.WINDOW: mark("Window"),
    Source.REGION: mark("Region"),
    Source.CLIPBOARD: mark("Clipboard"),
    Source.FILE: mark("File"),
    Source.CAMERA: mark("Camera"),
}


def friction(value: int | Friction | None) -> str:
    """ "Bumpy"; "Not rated" for None."""
    return _("Not rated") if value is None else _(_FRICTION[value])


def severity(value: int | Severity | None) -> str:
    """ "Major"; "Not rated yet" for None."""
    return _("Not rated yet") if value is None else _(_SEVERITY[value])


def rating(value: int | Severity | None) -> str:
    """ "3 Major"; "Not rated yet" for None."""
    return severity(value) if value is None else f"{value} {severity(value)}"


def feeling(value: int | Feeling | None) -> str:
    """ "Pleased"; "–" for None."""
    return "–" if value is None else _(_FEELING[value])


def reach(value: int | Reach | None) -> str:
    """ "Everyone"; "Most (assumed)" for None."""
    return _("Most (assumed)") if value is None else _(_REACH[value])


def effort(value: Effort | None) -> str:
    """ "Small"; "–" for None."""
    return "–" if value is None else _(_EFFORT[value])


def outcome(value: Outcome | None) -> str:
    """ "Would leave here"; "Not visited" for None."""
    return _("Not visited") if value is None else _(_OUTCOME[value])


def leave_reason(value: LeaveReason) -> str:
    """ "A trap"."""
    return _(_REASON[value])


def cause(value: Cause | None) -> str:
    """ "Technology"; "–" for None."""
    return "–" if value is None else _(_CAUSE[value])


def state(value: State) -> str:
    """ "Back again"."""
    return _(_STATE[value])


def verdict(value: Verdict) -> str:
    """ "Still there"."""
    return _(_VERDICT[value])


def kind(value: Kind) -> str:
    """The name of a road: "Buying and after"."""
    return _(_KIND[value])


def channel(value: ChannelKind, label: str = "") -> str:
    """The channel's own label, else its kind: "Instagram" or "Social"."""
    return label or _(_CHANNEL[value])


def channel_gap(stage: str, value: ChannelKind) -> str:
    """Where the customer looks and nobody is: "Nothing in Loyalty by e-mail"."""
    return _(_CHANNEL_GAP[value]).format(stage=stage)


def dip_cause(value: DipCause | None) -> str:
    """ "Harder than thought"; "–" for None."""
    return "–" if value is None else _(_DIP_CAUSE[value])


def answer(value: bool | None) -> str:
    """ "Yes", "No"; "–" for None: not answered."""
    return "–" if value is None else _("Yes") if value else _("No")


def run(value: Run) -> str:
    """ "Ten-minute walk"."""
    return _(_RUN[value])


def rhythm(days: int | None) -> str:
    """ "Every 30 days": how often a journey is walked again."""
    if days is None:
        return _("No rhythm")
    return ngettext("Every day", "Every {n} days", days).format(n=days)


def walk_state(value: WalkState) -> str:
    """ "Resting"."""
    return _(_WALK_STATE[value])


def subject(value: Subject) -> str:
    """What kind of thing something is, as a search and the trash name it."""
    return _(_SUBJECT[value])


def source(value: Source) -> str:
    """ "Clipboard"."""
    return _(_SOURCE[value])


def trace(value: TraceKind) -> str:
    """What a walk left behind: "Order"."""
    return _(_TRACE[value])


def clean_up(value: CleanUp) -> str:
    """What is to be done with it: "Cancel it"."""
    return _(_CLEAN_UP[value])


def closed(text: str) -> str:
    """The text as a sentence: with a stop at its end, where it has none."""
    return text if text.rstrip("”’\"')")[-1:] in {".", "!", "?", "…"} else f"{text}."


def length(time: timedelta) -> str:
    """A length of time in its largest whole unit: "2 months" (of 30 days), "2 weeks", "3 days"; at least a minute."""
    minutes = max(1, round(time.total_seconds() / 60))
    if minutes >= 60 * 1440 and minutes % (30 * 1440) == 0:
        months = minutes // (30 * 1440)
        return ngettext("{n} month", "{n} months", months).format(n=months)
    if minutes >= 14 * 1440 and minutes % (7 * 1440) == 0:
        weeks = minutes // (7 * 1440)
        return ngettext("{n} week", "{n} weeks", weeks).format(n=weeks)
    if minutes >= 1440:
        days = round(minutes / 1440)
        return ngettext("{n} day", "{n} days", days).format(n=days)
    if minutes >= 60:
        hours = round(minutes / 60)
        return ngettext("{n} hour", "{n} hours", hours).format(n=hours)
    return ngettext("{n} minute", "{n} minutes", minutes).format(n=minutes)


def shortened(text: str, most: int) -> str:
    """A text on one line, of at most so many characters; it ends in "…" where more stood there."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"
