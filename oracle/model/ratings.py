"""The scales and the closed lists: friction, feeling, severity, reach, outcome, cause and their kin.

Members' values are what is stored, printed as JSON and typed on the command line;
words for people are in `oracle.words`.
"""

from __future__ import annotations

from enum import IntEnum, StrEnum


class Friction(IntEnum):
    """How rough a step was."""

    SMOOTH = 0
    SLIGHT = 1
    BUMPY = 2
    ROUGH = 3
    BLOCKED = 4


class Feeling(IntEnum):
    """How a step felt."""

    ANGRY = -2
    UNEASY = -1
    NEUTRAL = 0
    PLEASED = 1
    DELIGHTED = 2


class Severity(IntEnum):
    """How bad a pothole is: Nielsen's severity numbers without the zero."""

    COSMETIC = 1
    MINOR = 2
    MAJOR = 3
    CATASTROPHE = 4


class Reach(IntEnum):
    """How many of those who walk the road meet a pothole."""

    FEW = 1
    SOME = 2
    MOST = 3
    EVERYONE = 4


class Effort(StrEnum):
    """What a repair takes."""

    SMALL = "S"
    MEDIUM = "M"
    LARGE = "L"


class Outcome(StrEnum):
    """How a visit to a step ended."""

    DONE = "done"
    SKIPPED = "skipped"
    NOT_APPLICABLE = "not_applicable"
    CANNOT_TELL = "cannot_tell"
    LEFT = "left"
    BLOCKED = "blocked"
    WAITING = "waiting"
    NEVER_CAME = "never_came"


class LeaveReason(StrEnum):
    """Why the tester would have left."""

    NOT_NOW = "not_now"
    NOT_FOR_ME = "not_for_me"
    TRAP = "trap"


class Cause(StrEnum):
    """What lies behind a pothole."""

    PEOPLE = "people"
    PROCESS = "process"
    TECHNOLOGY = "technology"
    CHANGED_NEEDS = "changed_needs"
    INFORMATION = "information"
    EXPECTATION = "expectation"


class State(StrEnum):
    """Where a pothole's repair stands."""

    OPEN = "open"
    PLANNED = "planned"
    REPAIRED = "repaired"
    VERIFIED = "verified"
    BACK_AGAIN = "back_again"
    WONT_REPAIR = "wont_repair"


CLOSED = (State.VERIFIED, State.WONT_REPAIR)  # all others count as open, a claimed repair too


class Verdict(StrEnum):
    """What a re-walk says of a pothole."""

    FIXED = "fixed"
    STILL_THERE = "still_there"
    WORSE = "worse"
    NOT_CHECKED = "not_checked"


UNMET = (Verdict.FIXED, Verdict.NOT_CHECKED)  # of a pothole that the walk took along and did not meet


class Kind(StrEnum):
    """The four roads, and any other."""

    LEAVE = "leave"
    LEARN = "learn"
    JOIN = "join"
    BUY = "buy"
    OTHER = "other"


class ChannelKind(StrEnum):
    """Where a step happens."""

    WEBSITE = "website"
    EMAIL = "email"
    PHONE = "phone"
    CHAT = "chat"
    SOCIAL = "social"
    AD = "ad"
    SHOP = "shop"
    POST = "post"
    APP = "app"
    DOCUMENT = "document"
    OTHER = "other"


class Run(StrEnum):
    """What kind of pass through the journey a walk is."""

    FULL = "full"
    TEN_MINUTE = "ten-minute"
    RE_WALK = "re-walk"


class WalkState(StrEnum):
    """Where a walk stands. `resting`: finished with waits still open."""

    RUNNING = "running"
    PAUSED = "paused"
    RESTING = "resting"
    FINISHED = "finished"


ENDED = (WalkState.FINISHED, WalkState.RESTING)  # the road was walked to its end


class Source(StrEnum):
    """How the pixels of a capture were had."""

    PAGE = "page"
    SCREEN = "screen"
    WINDOW = "window"
    REGION = "region"
    CLIPBOARD = "clipboard"
    FILE = "file"
    CAMERA = "camera"


class PrivacyAnswer(StrEnum):
    """What was answered for a capture at a step marked private."""

    HIDDEN = "hidden"
    NOTHING_TO_HIDE = "nothing_to_hide"
    LEAVE_OUT = "leave_out"
