"""From a walk or its review to the screen that marks a capture, and back to the very place."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from oracle.ui.walk.shown_walk import ShownWalk

REDACT = "redact"


def annotate(session: ShownWalk, capture_id: str, asked: QWidget, *, tool: str = "", large: bool = False) -> None:
    """Opens a capture, with a tool in the hand; Done comes back to where it was `asked` for, `large` to it alone.

    Nothing happens for a capture that is not stored yet.
    """
    capture = next((each for each in session.now.open.captures if each.id == capture_id), None)
    if capture is None:
        return
    back: dict[str, Any] = {"walk_id": session.now.walk_id}
    if session.place == "review":
        back["step_id"] = capture.step_id
        if large:
            back["capture_id"] = capture_id
    elif asked.window().objectName() == "companion":
        back["outside"] = True
    session.context.navigate("annotate", capture_id=capture_id, back=(session.place, back), tool=tool)
