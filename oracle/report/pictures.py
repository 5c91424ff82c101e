"""The pictures of a report, read from the workspace when the file is written."""

from __future__ import annotations

from oracle import imaging
from oracle.workspace import captures
from oracle.workspace.workspace import Workspace

LOGO = "logo:"  # before the SHA-256 of a stored picture
_LOGO_WIDTH = 800  # pixels


def picture(workspace: Workspace, key: str) -> tuple[bytes, int, int]:
    """(JPEG, width, height) of a capture by its id, with its marks, or of a logo by "logo:" and its SHA-256.

    NotFound where there is none. Give it to `pdf.write` with the workspace bound: `partial(picture, workspace)`.
    """
    if not key.startswith(LOGO):
        return captures.report_picture(workspace, key)
    made = imaging.report_jpeg(captures.image(workspace, key.removeprefix(LOGO)), width=_LOGO_WIDTH)
    return made.data, made.width, made.height
