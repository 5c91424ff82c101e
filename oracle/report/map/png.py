"""A PDF page as a PNG, drawn by PDFium."""

from __future__ import annotations

import io
import math
import threading
from pathlib import Path

MOST_PIXELS = 36_000_000
SHARPNESS = 2.5  # pixels a point: 180 dpi
_one_at_a_time = threading.Lock()  # PDFium bears no second thread


def png_of(pdf: Path) -> bytes:
    """The first page of a PDF of our own as PNG bytes: sharp, or as sharp as `MOST_PIXELS` allow."""
    with _one_at_a_time:
        return _drawn(pdf)


def _drawn(pdf: Path) -> bytes:
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        page = document[0]
        across, high = page.get_size()
        scale = min(SHARPNESS, math.sqrt(MOST_PIXELS / (across * high)))
        bitmap = page.render(scale=scale)
        data = io.BytesIO()
        bitmap.to_pil().save(data, "PNG", dpi=(72 * scale, 72 * scale))
        bitmap.close()
        page.close()
    finally:
        document.close()
    return data.getvalue()
