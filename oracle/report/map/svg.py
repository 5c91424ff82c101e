"""The SVG back end of display lists: one file with text as text, which shows the same wherever Inter is installed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from oracle import tokens
from oracle.report.display import Chart, Fill, Item, Label, Path, Stroke
from oracle.report.inter_widths import elided, width

_FAMILY = f"{tokens.FONT}, 'Helvetica Neue', Helvetica, Arial, sans-serif"
# What XML 1.0 has no way to write, not even escaped.
_IMPOSSIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def svg(chart: Chart, title: str) -> str:
    """The chart as an SVG document, a point of it a pixel and a third; light, as the report is."""
    across, high = chart.width, chart.height
    head = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{across * 4 / 3:.0f}" height="{high * 4 / 3:.0f}" '
        f'viewBox="0 0 {across:.2f} {high:.2f}" role="img" font-family="{_FAMILY}" stroke-linejoin="round">\n'
        f"<title>{_text(title)}</title>\n<desc>{_text(chart.alt)}</desc>\n"
    )
    return head + "\n".join(_items(chart.items)) + "\n</svg>\n"


def _items(items: tuple[Item, ...]) -> Iterator[str]:
    for item in items:
        if isinstance(item, Label):
            yield _label(item)
        elif item.path:
            yield _fill(item) if isinstance(item, Fill) else _stroke(item)


def _fill(item: Fill) -> str:
    return f'<path d="{_data(item.path)}" fill="{_colour(item.token)}"{_alpha(item.alpha)}/>'


def _stroke(item: Stroke) -> str:
    dash = f' stroke-dasharray="{" ".join(f"{length:g}" for length in item.dash)}"' if item.dash else ""
    cap = "round" if item.cap == "round" else "butt"
    return (
        f'<path d="{_data(item.path)}" fill="none" stroke="{_colour(item.token)}" stroke-width="{item.width:.3g}" '
        f'stroke-linecap="{cap}"{dash}{_alpha(item.alpha)}/>'
    )


def _label(item: Label) -> str:
    text = elided(item.text, item.width, item.size, item.weight) if item.width else item.text
    # Where Inter is not installed the words keep their places; of other scripts we do not know the widths.
    known = text.strip() and all(sign < "\u0250" or "\u2010" <= sign <= "\u2026" for sign in text)
    length = f' textLength="{width(text, item.size, item.weight):.1f}" lengthAdjust="spacingAndGlyphs"' if known else ""
    return (
        f'<text x="{item.x:.2f}" y="{item.y:.2f}" font-size="{item.size:g}" font-weight="{item.weight}" '
        f'fill="{_colour(item.token)}" text-anchor="{item.anchor}"{length} xml:space="preserve">{_text(text)}</text>'
    )


def _data(path: Path) -> str:
    return " ".join(segment[0] + " ".join(f"{float(value):g}" for value in segment[1:]) for segment in path)


def _colour(token: str) -> str:
    return token if re.fullmatch(r"#[0-9A-Fa-f]{6}", token) else tokens.LIGHT.colour(token)


def _alpha(alpha: float) -> str:
    return f" opacity={quoteattr(f'{alpha:g}')}" if alpha < 1 else ""


def _text(text: str) -> str:
    return escape(_IMPOSSIBLE.sub("\ufffd", text))
