"""Slips and plans as text: Markdown for trackers, plain text for a mail, and the mail itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote

from oracle import words
from oracle.language import _
from oracle.report.plan.parts import Plan, Slip

LONGEST_MAIL = 2_000  # characters of a mailto address: more, and Windows opens nothing at all
_LONGEST_SUBJECT = 120

# What could begin a mark, a link, a picture, a table or HTML; the rest is only special at the beginning of a line.
_MARKED = re.compile(r"([\\`*_\[\]<>|~])")
_ENTITY = re.compile(r"&(?=#?\w{1,32};)")
_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)
_AT_START = re.compile(r"^([-+=:#])", re.MULTILINE)
_NUMBERED = re.compile(r"^(\d{1,9})([.)])", re.MULTILINE)


def slip_markdown(slip: Slip, *, level: int = 1) -> str:
    """A slip as Markdown; `level` of its heading. What people wrote is text: no mark in it does anything."""
    head = f"{'#' * level} {slip.sign.label} {_escaped_line(slip.title)}"
    lines = [head, "", _escaped_line(_where(slip)), ""]
    lines += [f"- **{label}:** {_escaped_line(text)}" for label, text in _facts(slip)]
    for label, text in _voices(slip):
        lines += ["", f"**{label}**", "", _escaped(text)]
    for picture in slip.pictures:
        lines += ["", f"*{_escaped_line(_('Picture: {caption}').format(caption=picture.caption))}*"]
    return "\n".join(lines).rstrip() + "\n"


def plan_markdown(plan: Plan) -> str:
    """The whole plan as Markdown: a list with boxes, then every slip."""
    lines = [f"# {_escaped_line(plan.title)}: {_escaped_line(plan.business)}", "", _escaped_line(plan.counted)]
    lines += ["", plan.intro]
    lines += ["", _escaped_line(plan.total)] if plan.total else []
    lines.append("")
    lines += [_line(slip) for slip in plan.slips]
    slips = (slip_markdown(slip, level=2) for slip in plan.slips)
    return "\n".join(lines).rstrip() + "\n\n" + "\n".join(slips)


def slip_text(slip: Slip) -> str:
    """A slip as plain text, for a mail or a chat."""
    lines = [f"{slip.sign.label}  {slip.title}", _where(slip), ""]
    lines += [f"{label}: {_line_of(text)}" for label, text in _facts(slip)]
    for label, text in _voices(slip):
        lines += ["", label.upper(), text]
    return "\n".join(lines) + "\n"


def subject(slip: Slip) -> str:
    """The subject of a slip's mail: "Repair 1.5: Confirmation names no delivery day"."""
    told = _("Repair {number}: {title}").format(number=slip.sign.label, title=slip.title)
    return words.shortened(told, _LONGEST_SUBJECT)


def slip_mail(slip: Slip, address: str = "") -> str:
    """The `mailto:` address that opens a mail with the slip, to whoever repairs it."""
    return mailto(address or slip.owner, subject(slip), slip_text(slip))


def mailto(address: str, subject: str, body: str) -> str:
    """A `mailto:` address (RFC 6068) of at most `LONGEST_MAIL` characters; a longer body is cut at a line or word.

    An `address` that is none is left out: the mail program then asks. Lines end with CRLF, all else is UTF-8.
    """
    to = quote(address.strip(), safe="@.+-_") if is_address(address) else ""
    begin = f"mailto:{to}?subject={_encoded(_line_of(subject))}&body="
    room = LONGEST_MAIL - len(begin)
    whole = _encoded(body)
    if len(whole) <= room:
        return begin + whole
    end = "\n\n" + _("… (The rest did not fit into a mail link. Copy the slip instead.)")
    room -= len(_encoded(end))
    kept = body[: max(room, 0)]
    while kept and len(_encoded(kept)) > room:
        kept = kept[: -max(1, (len(_encoded(kept)) - room) // 9)]
    cut = max(kept.rfind("\n"), kept.rfind(" "))
    kept = kept[:cut] if cut > len(kept) // 2 else kept
    return begin + _encoded(kept.rstrip() + end)


def is_address(text: str) -> bool:
    """Whether a text can be one mail address: nothing that could add a header or a second one."""
    return bool(re.fullmatch(r"[^\s@,;:<>()\"\\?&%]{1,64}@[^\s@,;:<>()\"\\?&%]{1,190}", text.strip()))


def _encoded(text: str) -> str:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8", "replace").decode().split("\n")
    return "%0D%0A".join(quote(line, safe="") for line in lines)


def _where(slip: Slip) -> str:
    return f"{slip.journey} › {slip.place}"


def _facts(slip: Slip) -> Iterator[tuple[str, str]]:
    yield _("For"), slip.owner or _("nobody yet")
    yield _("Due"), slip.due_words or _("no date")
    yield _("Severity"), f"{slip.severity} {slip.severity_words}" if slip.severity else slip.severity_words
    yield _("Effort"), slip.effort
    yield _("Priority"), slip.priority_words
    yield _("State"), slip.state + (f": {_line_of(slip.state_reason)}" if slip.state_reason else "")
    if slip.cost_words:
        yield _("Estimated cost"), f"{slip.cost_words} ({slip.cost_formula})"
    yield _("Seen in"), slip.seen_words


def _voices(slip: Slip) -> Iterator[tuple[str, str]]:
    told = (
        (_("What I saw"), slip.saw),
        (slip.why_label, slip.why),
        (_("Cause"), ". ".join(part for part in (slip.cause, slip.cause_note) if part)),
        (_("What to do"), slip.todo),
        (_("Done when"), slip.done_words),
    )
    return ((label, text) for label, text in told if text)


def _line(slip: Slip) -> str:
    """ "- [ ] **1.5** Name the delivery day — Confirmation names no delivery day (Mia, 28 November 2025)"."""
    around = ", ".join(_escaped_line(part) for part in (slip.owner, slip.due_words) if part)
    told = f"**{slip.sign.label}** {_escaped_line(slip.line.todo or slip.title)}"
    if slip.line.todo:
        told += f": {_escaped_line(slip.title)}"
    return f"- [{'x' if slip.line.claimed else ' '}] {told}" + (f" ({around})" if around else "")


def _line_of(text: str) -> str:
    return " ".join(text.split())


def _escaped_line(text: str) -> str:
    return _escaped(_line_of(text))


def _escaped(text: str) -> str:
    """Text that Markdown shows as it was written; each line stays a line."""
    bare = _INDENT.sub("", _MARKED.sub(r"\\\1", _ENTITY.sub("&amp;", text)))
    return _NUMBERED.sub(r"\1\\\2", _AT_START.sub(r"\\\1", bare)).replace("\n", "  \n")
