"""Marks on captures as geometry: what is painted, where it is, what it becomes when it is moved, sized or turned."""

from oracle.method.marks.checking import checked, is_sound
from oracle.method.marks.cropping import telling, visible
from oracle.method.marks.editing import (
    Handle,
    distance_to,
    handles,
    inside,
    moved,
    pasted,
    resized,
    rotated,
    sized,
    thinned,
)
from oracle.method.marks.hitting import hit, topmost
from oracle.method.marks.limits import kept_near, sized_by, within
from oracle.method.marks.numbering import renumbered
from oracle.method.marks.places import Bounds, Size, bounds, framed, middle, settled
from oracle.method.marks.shapes import Lettering, Shape, colour_of, painted, shapes
from oracle.method.marks.strokes import LARGEST, TextStyle, badge_radius, casing, kept, scale, stroke_width, text_style

__all__ = [
    "LARGEST",
    "Bounds",
    "Handle",
    "Lettering",
    "Shape",
    "Size",
    "TextStyle",
    "badge_radius",
    "bounds",
    "casing",
    "checked",
    "colour_of",
    "distance_to",
    "framed",
    "handles",
    "hit",
    "inside",
    "is_sound",
    "kept",
    "kept_near",
    "middle",
    "moved",
    "painted",
    "pasted",
    "renumbered",
    "resized",
    "rotated",
    "scale",
    "settled",
    "shapes",
    "sized",
    "sized_by",
    "stroke_width",
    "telling",
    "text_style",
    "thinned",
    "topmost",
    "visible",
    "within",
]
