"""What stands around the body of every page: whose it is, what it is, from when, and which page."""

from __future__ import annotations

import re

from oracle.report.charts.initials import business_coin
from oracle.report.pdf.document import SIZES, Furniture, Paper, Place
from oracle.report.pdf.figures import Drawing, Picture
from oracle.report.pdf.flow import Flowable, Rule
from oracle.report.pdf.paragraphs import PageOfPages, Text
from oracle.report.pdf.pen import PictureRef
from oracle.report.pdf.text import Style

MARGIN = 56.69
_HEAD = 30.4  # of the running head, from the paper's top
_FOOT = 43.6  # of the rule above the running foot, from the paper's foot
_LOGO = 13.2
_WIDEST_LOGO = 4  # times its height: beside it stands the name
_RUNNING = Style(8, 10.6, token="ink_2", lines=1)
_RIGHT = Style(8, 10.6, token="ink_2", align="right", lines=1)


def furniture(
    business: str, colour: str, logo: PictureRef | None, *, header: str, footer: str, paper: Paper
) -> Furniture:
    """Head and foot of every page but a cover: the business with its mark, `header`, `footer` and the page."""
    width, height = SIZES[paper]
    body = width - 2 * MARGIN
    foot = height - _FOOT

    def around(_page: int) -> list[Place]:
        mark = business_mark(business, colour, logo, _LOGO, 2.6)
        wide = mark_width(logo, _LOGO)
        inset = wide + 5 if mark else 0.0
        strong = Style(8, 10.6, 600, lines=1)
        places = [
            Place(MARGIN + inset, _HEAD + 1.3, body * 0.5 - inset, Text(business, strong)),
            Place(MARGIN + body * 0.5, _HEAD + 1.3, body * 0.5, Text(header, _RIGHT)),
            Place(MARGIN, foot, body, Rule("line", 0.66)),
            Place(MARGIN, foot + 6.6, body * 0.7, Text(footer, _RUNNING)),
            Place(MARGIN + body * 0.7, foot + 6.6, body * 0.3, PageOfPages(_RIGHT)),
        ]
        if mark:
            places.append(Place(MARGIN, _HEAD, wide, mark))
        return places

    return around


def business_mark(name: str, colour: str, logo: PictureRef | None, size: float, radius: float) -> Flowable | None:
    """The whole logo of a business, else the coin of its colour, `size` points high; None without either."""
    if logo is not None:
        is_square = logo.width == logo.height
        return Picture(logo, "", tallest=size, radius=radius if is_square else 0, edge="")
    if re.fullmatch(r"#[0-9A-Fa-f]{6}", colour):
        return Drawing(business_coin(name, colour, size), alt="")
    return None


def mark_width(logo: PictureRef | None, size: float) -> float:
    """Points that a mark of that height takes across; a very wide logo is less high."""
    if logo is None:
        return size
    return min(size * logo.width / max(logo.height, 1), size * _WIDEST_LOGO)
