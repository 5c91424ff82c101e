"""What a report says, in words and figures, before anybody lays it out."""

from oracle.report.content.build import build
from oracle.report.content.checks import Notice, NoticeKind, allowed, notices
from oracle.report.content.parts import (
    Absence,
    Answer,
    Bright,
    BrightCard,
    Content,
    Fact,
    Glance,
    Options,
    PotholeCard,
    Road,
    Section,
    Shown,
    Sign,
    StepEntry,
    Top,
    WalkEntry,
    WalkFigure,
)

__all__ = [
    "Absence",
    "Answer",
    "Bright",
    "BrightCard",
    "Content",
    "Fact",
    "Glance",
    "Notice",
    "NoticeKind",
    "Options",
    "PotholeCard",
    "Road",
    "Section",
    "Shown",
    "Sign",
    "StepEntry",
    "Top",
    "WalkEntry",
    "WalkFigure",
    "allowed",
    "build",
    "notices",
]
