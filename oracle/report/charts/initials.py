"""Coins with initials: for a persona without a photo, and for a business without a logo."""

from __future__ import annotations

from oracle import tokens
from oracle.method.colour import text_on
from oracle.method.initials import initials
from oracle.report.charts.shapes import box, circle
from oracle.report.display import Chart, Fill, Label, Stroke

_CAPITALS = 0.36  # of a letter's size: half as high as its capitals


def initial_coin(name: str, size: float) -> Chart:
    """A circle with one or two letters."""
    letters = initials(name)
    height = size * (0.38 if len(letters) > 1 else 0.46)
    disc = circle(size / 2, size / 2, size / 2 - 0.5)
    items = (Fill(disc, "sunken"), Stroke(disc, "edge", 0.75), _letters(letters, size, height, "ink"))
    return Chart(size, size, items, "")


def business_coin(name: str, colour: str, size: float) -> Chart:
    """A rounded square of the business's colour, "#rrggbb", with one letter."""
    ground = box(0, 0, size, size, size / 4)
    ink = text_on(colour, tokens.LIGHT.on_ink.lower(), tokens.LIGHT.ink.lower())
    edge = Stroke(box(0.3, 0.3, size - 0.6, size - 0.6, size / 4), "edge", 0.5)
    return Chart(size, size, (Fill(ground, colour), edge, _letters(initials(name)[:1], size, size * 0.5, ink)), "")


def _letters(text: str, size: float, height: float, token: str) -> Label:
    return Label(size / 2, size / 2 + height * _CAPITALS, text, height, 600, token, "middle")
