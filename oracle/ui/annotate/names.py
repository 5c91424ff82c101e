"""What marks and tools are called."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from oracle.language import _, mark, ngettext
from oracle.model.mark import Mark, MarkColour, MarkKind, Stroke


@dataclass(frozen=True, slots=True)
class Tool:
    """What the pointer does: selects, without a kind, or draws marks of one."""

    kind: MarkKind | None
    icon: str
    text: str
    letter: str


TOOLS = (
    Tool(None, "mouse-pointer-2", mark("Select"), "V"),
    Tool(MarkKind.CROP, "crop", mark("Crop"), "C"),
    Tool(MarkKind.ARROW, "arrow-up-right", mark("Arrow"), "A"),
    Tool(MarkKind.LINE, "line", mark("Line"), "L"),
    Tool(MarkKind.BOX, "square", mark("Box"), "B"),
    Tool(MarkKind.ELLIPSE, "circle", mark("Ellipse"), "E"),
    Tool(MarkKind.PEN, "pen-line", mark("Pen"), "P"),
    Tool(MarkKind.HIGHLIGHT, "highlighter", mark("Highlight"), "H"),
    Tool(MarkKind.TEXT, "type", mark("Text"), "T"),
    Tool(MarkKind.NUMBER, "number", mark("Number"), "N"),
    Tool(MarkKind.REDACT, "cover", mark("Redact"), "R"),
)
SELECT = TOOLS[0]
BY_LETTER = {tool.letter.lower(): tool for tool in TOOLS}
BY_KIND = {tool.kind: tool for tool in TOOLS}


def kind(which: MarkKind) -> str:
    """A mark's kind within a sentence: "arrow"."""
    return {
        MarkKind.CROP: _("crop"),
        MarkKind.ARROW: _("arrow"),
        MarkKind.LINE: _("line"),
        MarkKind.BOX: _("box"),
        MarkKind.ELLIPSE: _("ellipse"),
        MarkKind.PEN: _("pen line"),
        MarkKind.HIGHLIGHT: _("highlight"),
        MarkKind.TEXT: _("text"),
        MarkKind.NUMBER: _("number"),
        MarkKind.REDACT: _("redaction"),
    }[which]


def several(marks: Sequence[Mark]) -> str:
    """What was changed, within a sentence: "arrow", "3 marks"."""
    if len(marks) == 1:
        return kind(marks[0].kind)
    return ngettext("{n} mark", "{n} marks", len(marks)).format(n=len(marks))


def colour(which: MarkColour) -> str:
    """A colour's name."""
    return {
        MarkColour.YELLOW: _("Yellow"),
        MarkColour.RED: _("Red"),
        MarkColour.BLUE: _("Blue"),
        MarkColour.BLACK: _("Black"),
        MarkColour.WHITE: _("White"),
    }[which]


def stroke(which: Stroke) -> str:
    """A width's name."""
    return {Stroke.THIN: _("Thin"), Stroke.MEDIUM: _("Medium"), Stroke.THICK: _("Thick")}[which]


def spoken(marks: Sequence[Mark], at: int) -> str:
    """A mark as it is read out: "Arrow, yellow, 2 of 5"."""
    own = marks[at]
    name = _(BY_KIND[own.kind].text)
    if own.kind is MarkKind.TEXT and own.text.strip():
        name = _("Text “{words}”").format(words=" ".join(own.text.split())[:80])
    elif own.kind is MarkKind.NUMBER and own.number is not None:
        name = _("Number {n}").format(n=own.number)
    parts = [name]
    if own.kind not in (MarkKind.CROP, MarkKind.REDACT):
        parts.append(colour(own.colour).lower())
    parts.append(_("{n} of {all}").format(n=at + 1, all=len(marks)))
    return ", ".join(parts)
