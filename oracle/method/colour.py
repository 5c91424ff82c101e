"""Colours of the user's own: whether they can be read, and the nearest neighbour that can.

Contrast is WCAG 2.2's (w3.org/TR/WCAG22, "contrast ratio" and "relative luminance"). Neighbours are looked for in OKLCH
(Björn Ottosson, "A perceptual color space for image processing", 2020): lightness 0–1, chroma, hue in radians.
"""

from __future__ import annotations

import math
import re

READABLE = 4.5  # to 1: text of usual size (WCAG 2.2, 1.4.3)
VISIBLE = 3.0  # to 1: marks and edges (WCAG 2.2, 1.4.11)
_STEPS = 24  # halvings of a search: finer than a byte of any channel
_SHORT = re.compile(r"#?([0-9a-f]{3})")
_LONG = re.compile(r"#?([0-9a-f]{6})")
_FUNCTION = re.compile(r"rgb\(\s*(\d{1,3})\s*[, ]\s*(\d{1,3})\s*[, ]\s*(\d{1,3})\s*\)")

Triple = tuple[float, float, float]


def parsed(text: str) -> str | None:
    """A typed colour as "#rrggbb", from that, from "rrggbb", "#rgb" or "rgb(31, 111, 92)"; None when it is none."""
    wanted = text.strip().lower()
    if found := _LONG.fullmatch(wanted):
        return f"#{found[1]}"
    if found := _SHORT.fullmatch(wanted):
        return "#" + "".join(letter * 2 for letter in found[1])
    if found := _FUNCTION.fullmatch(wanted):
        parts = [int(part) for part in found.groups()]
        return "#{:02x}{:02x}{:02x}".format(*parts) if max(parts) < 256 else None
    return None


def luminance(colour: str) -> float:
    """Relative luminance of "#rrggbb": 0 black, 1 white."""
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast of two colours, 1 to 21; their order does not matter."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def text_on(ground: str, *texts: str) -> str:
    """Which of these text colours stands out most on a ground."""
    return max(texts, key=lambda text: contrast(text, ground))


def readable(colour: str, ground: str, least: float = READABLE) -> str:
    """The nearest colour of the same hue that has a contrast of `least` on `ground`; `colour` itself when it has it.

    Chroma is kept as far as the screen can show it. Where no colour of any lightness reaches `least`, the one that
    comes nearest to it: black or white.
    """
    if contrast(colour, ground) >= least:
        return colour
    lightness, chroma, hue = _oklch(colour)
    found = [
        _nearest(end, lightness, chroma, hue, ground, least)
        for end in (0.0, 1.0)
        if contrast(_shown(end, 0.0, hue), ground) >= least
    ]
    if not found:
        return max((_shown(end, 0.0, hue) for end in (0.0, 1.0)), key=lambda each: contrast(each, ground))
    near = min(found, key=lambda at: abs(at - lightness))
    return _shown(near, chroma, hue)


def _nearest(end: float, lightness: float, chroma: float, hue: float, ground: str, least: float) -> float:
    """The lightness nearest to `lightness` on the way to `end` that is readable."""
    fails, works = lightness, end
    for _each in range(_STEPS):
        middle = (fails + works) / 2
        if contrast(_shown(middle, chroma, hue), ground) >= least:
            works = middle
        else:
            fails = middle
    return works


def _shown(lightness: float, chroma: float, hue: float) -> str:
    """The colour as "#rrggbb", with as much of its chroma as sRGB has."""
    if _fits(_srgb(lightness, chroma, hue)):
        return _hex(_srgb(lightness, chroma, hue))
    fits, beyond = 0.0, chroma
    for _each in range(_STEPS):
        middle = (fits + beyond) / 2
        if _fits(_srgb(lightness, middle, hue)):
            fits = middle
        else:
            beyond = middle
    return _hex(_srgb(lightness, fits, hue))


def _linear(colour: str) -> Triple:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return red, green, blue


def _oklch(colour: str) -> Triple:
    red, green, blue = _linear(colour)
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    middle = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    lightness = 0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short
    return lightness, math.hypot(a, b), math.atan2(b, a)


def _srgb(lightness: float, chroma: float, hue: float) -> Triple:
    """Linear red, green and blue; outside of 0–1 where no screen shows them."""
    a, b = chroma * math.cos(hue), chroma * math.sin(hue)
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )


def _fits(linear: Triple) -> bool:
    return all(-0.0005 <= part <= 1.0005 for part in linear)


def _hex(linear: Triple) -> str:
    kept = (min(max(part, 0.0), 1.0) for part in linear)
    made = (12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055 for part in kept)
    return "#{:02x}{:02x}{:02x}".format(*(round(part * 255) for part in made))
