"""Reads the text that stands in a picture, on this machine alone. RapidOCR is known here only.

It comes with an extra of the package (`pothole-oracle[ocr]`): its models lie in its wheel, nothing is ever fetched.
"""

from __future__ import annotations

from importlib.util import find_spec

EXTRA = "pothole-oracle[ocr]"


def is_installed() -> bool:
    """Whether the extra is there; nothing heavy is loaded to tell."""
    return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None
