"""The list of all keys, as settings and help show it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from oracle.language import _
from oracle.ui.actions import Spec
from oracle.ui.widgets import KeyLabel, label


def where_words() -> dict[str, str]:
    """The places where keys act."""
    return {
        "everywhere": _("Everywhere"),
        "journeys": _("On a journey’s card"),
        "journey": _("In a journey"),
        "walk": _("In a walk"),
        "annotate": _("On a capture"),
        "review": _("In the review"),
    }


def keys_grid(table: Sequence[Spec]) -> QWidget:
    """Every action that has keys, by place."""
    box = QWidget()
    grid = QGridLayout(box)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(1, 1)
    row = 0
    for place, name in where_words().items():
        with_keys = [spec for spec in table if spec.where == place and spec.keys]
        if with_keys:
            heading = label(name, "label")
            heading.setContentsMargins(0, 8 if row else 0, 0, 0)
            grid.addWidget(heading, row, 0, 1, 2)
            row += 1
        for spec in with_keys:
            grid.addWidget(_keys(spec.keys), row, 0, Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(label(_(spec.text)), row, 1)
            row += 1
    return box


def _keys(keys: Sequence[str]) -> QWidget:
    box = QWidget()
    box.setMinimumWidth(132)
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(4)
    for key in keys:
        shown = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
        row.addWidget(KeyLabel(re.sub(r"\+(?=.)", " ", shown)))  # the plus itself may be the key, at the end
    row.addStretch(1)
    return box
