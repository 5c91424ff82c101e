"""What Qt lacks and two screens need. Labels are always plain text; every control has an accessible name.

Each is loaded when it is first asked for: the first window needs only few of them.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from oracle.ui.widgets.basics import (
        Elided,
        KeyLabel,
        button,
        icon_button,
        icon_label,
        label,
        line,
        problem,
        set_look,
        tooltip,
    )
    from oracle.ui.widgets.cards import Card, EmptyState, Strip
    from oracle.ui.widgets.chart import ChartView, paint_chart
    from oracle.ui.widgets.choices import FeelingButtons, RatingButtons, Segmented, Switch, Tick
    from oracle.ui.widgets.compare_pictures import ComparePictures
    from oracle.ui.widgets.fields import Field, NoteField, labelled, number_box, scrolls_past
    from oracle.ui.widgets.flow import FlowLayout
    from oracle.ui.widgets.list_editor import ListEditor
    from oracle.ui.widgets.marks import Chip, Coin, Severities, Sign
    from oracle.ui.widgets.progress import Progress
    from oracle.ui.widgets.saved import Saved
    from oracle.ui.widgets.scrolled import Scrolled, fit_around
    from oracle.ui.widgets.split import SplitButton
    from oracle.ui.widgets.thumbnail_strip import ThumbnailStrip
    from oracle.ui.widgets.thumbnails import Thumbnail
    from oracle.ui.widgets.toast import Toasts, offers_undo
    from oracle.ui.widgets.wrapped import Wrapped

__all__ = [
    "Card",
    "ChartView",
    "Chip",
    "Coin",
    "ComparePictures",
    "Elided",
    "EmptyState",
    "FeelingButtons",
    "Field",
    "FlowLayout",
    "KeyLabel",
    "ListEditor",
    "NoteField",
    "Progress",
    "RatingButtons",
    "Saved",
    "Scrolled",
    "Segmented",
    "Severities",
    "Sign",
    "SplitButton",
    "Strip",
    "Switch",
    "Thumbnail",
    "ThumbnailStrip",
    "Tick",
    "Toasts",
    "Wrapped",
    "button",
    "fit_around",
    "icon_button",
    "icon_label",
    "label",
    "labelled",
    "line",
    "number_box",
    "offers_undo",
    "paint_chart",
    "problem",
    "scrolls_past",
    "set_look",
    "tooltip",
]

_MODULES = {
    "basics": (
        "Elided",
        "KeyLabel",
        "button",
        "icon_button",
        "icon_label",
        "label",
        "line",
        "problem",
        "set_look",
        "tooltip",
    ),
    "cards": (
        "Card",
        "EmptyState",
        "Strip",
    ),
    "chart": (
        "ChartView",
        "paint_chart",
    ),
    "choices": (
        "FeelingButtons",
        "RatingButtons",
        "Segmented",
        "Switch",
        "Tick",
    ),
    "compare_pictures": ("ComparePictures",),
    "fields": (
        "Field",
        "NoteField",
        "labelled",
        "number_box",
        "scrolls_past",
    ),
    "flow": ("FlowLayout",),
    "list_editor": ("ListEditor",),
    "marks": (
        "Chip",
        "Coin",
        "Severities",
        "Sign",
    ),
    "progress": ("Progress",),
    "saved": ("Saved",),
    "scrolled": (
        "Scrolled",
        "fit_around",
    ),
    "split": ("SplitButton",),
    "thumbnail_strip": ("ThumbnailStrip",),
    "thumbnails": ("Thumbnail",),
    "toast": ("Toasts", "offers_undo"),
    "wrapped": ("Wrapped",),
}
_MODULE_OF = {name: module for module, names in _MODULES.items() for name in names}


def __getattr__(name: str) -> object:
    if name not in _MODULE_OF:
        raise AttributeError(name)
    found: object = getattr(importlib.import_module(f"{__name__}.{_MODULE_OF[name]}"), name)
    globals()[name] = found
    return found
