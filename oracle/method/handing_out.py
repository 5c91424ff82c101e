"""What is to be said before a picture leaves the app: that something on it looks private still."""

from __future__ import annotations

from collections.abc import Iterable

from oracle.language import _, ngettext
from oracle.method import private
from oracle.method.marks import visible
from oracle.model.journey import Step
from oracle.model.mark import Private
from oracle.model.ratings import PrivacyAnswer
from oracle.model.walk import Capture


def open_places(capture: Capture) -> tuple[Private, ...]:
    """Places that look private and that a reader sees: nothing covers them, and they are not cropped away.

    None where somebody answered that there is nothing to hide.
    """
    if capture.privacy is PrivacyAnswer.NOTHING_TO_HIDE:
        return ()
    left, top, right, bottom = visible(capture.marks, (capture.width, capture.height))
    return tuple(
        each
        for each in private.uncovered(capture)
        if each.x < right and each.x + each.width > left and each.y < bottom and each.y + each.height > top
    )


def said(shown: Iterable[tuple[Capture, Step | None]]) -> str:
    """What a person should know of these pictures, each with its step, before others see them; "" for nothing."""
    shown = tuple(shown)
    if count := sum(len(open_places(capture)) for capture, _step in shown):
        told = ngettext(
            "{n} place looks private and is not covered.", "{n} places look private and are not covered.", count
        )
        return told.format(n=count)
    if any(_is_unanswered(capture, step) for capture, step in shown):
        return _("This step is marked private, and nobody has said what this capture must hide.")
    return ""


def _is_unanswered(capture: Capture, step: Step | None) -> bool:
    return step is not None and step.private and not capture.covers and capture.privacy is None
