"""The PDF back end of display lists: paints a `Chart` at a place and scale."""

from __future__ import annotations

from oracle.report.display import Chart, Fill, Label, Path, Stroke
from oracle.report.pdf.pen import Box, Pen, colour
from oracle.report.pdf.shaping import Look


def paint(pen: Pen, chart: Chart, box: Box) -> None:
    """Paint `chart`, in the order of its items, so that it fills the width of `box` from its top."""
    scale = box.width / chart.width
    pen.emit(f"q {scale:.5f} 0 0 {-scale:.5f} {box.left:.2f} {box.top:.2f} cm 1 j")
    for item in chart.items:
        if isinstance(item, Label):
            _label(pen, item, scale)
        else:
            _shape(pen, item)
    pen.emit("Q")


def _shape(pen: Pen, item: Fill | Stroke) -> None:
    if not item.path:
        return
    veil = _veil(pen, item.alpha)
    if isinstance(item, Fill):
        pen.emit(f"{veil[0]}{colour(item.token)} rg {_code(item.path)} f{veil[1]}")
        return
    dash = " ".join(f"{length:.3g}" for length in item.dash)
    cap = 1 if item.cap == "round" else 0
    pen.emit(f"{veil[0]}{cap} J [{dash}] 0 d {item.width:.3g} w {colour(item.token)} RG {_code(item.path)} S{veil[1]}")


def _veil(pen: Pen, alpha: float) -> tuple[str, str]:
    """Operators before and after something half transparent."""
    if alpha >= 1:
        return "", ""
    return f"q /{pen.transparency(alpha)} gs ", " Q"


def _code(path: Path) -> str:
    parts = []
    for segment in path:
        if segment[0] == "Z":
            parts.append("h")
        else:
            numbers = " ".join(f"{value:.2f}" for value in segment[1:])
            parts.append(f"{numbers} {segment[0].lower()}")
    return " ".join(parts)


def _label(pen: Pen, label: Label, scale: float) -> None:
    # The optical size is what stands on the paper, not what the list says.
    look = Look(label.weight, label.size * scale, tabular=False)
    words, width = pen.line_of(label.text, look, label.width * scale)
    width /= scale
    x = label.x - {"start": 0.0, "middle": width / 2, "end": width}[label.anchor]
    spans = (span for word in words for span in word.spans)
    pen.words(x, label.y, spans, label.size, label.token, turned=True)
