"""Looks at a shown widget as a designer would: cut texts, widgets that overlap or stick out, weak contrast."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import combinations

from PIL import Image
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QMenu,
    QRadioButton,
    QScrollArea,
    QSizeGrip,
    QSplitterHandle,
    QStyle,
    QStyleOptionButton,
    QTabBar,
    QToolButton,
    QWidget,
)

TEXT_CONTRAST = 4.5
ICON_CONTRAST = 3.0
SHARP = 3  # drawn so much larger for measuring contrast: strokes of small text must reach their full colour
# Widgets whose inside is Qt's own business.
WHOLE = (QAbstractItemView, QAbstractSpinBox, QComboBox, QDialogButtonBox, QLineEdit, QMenu, QTabBar)
# A widget with one of these dynamic properties set to True is exempt on purpose.
FLOATS = "floats"  # lies over its siblings: toasts, badges, overlays
ELIDES = "elides"  # shows as much of its text as fits, the whole text as tooltip


def check(root: QWidget) -> list[str]:
    """What is wrong with `root` and all that is visible in it, one sentence each; empty when it looks right.

    `root` must be shown and laid out. Layout is in device-independent pixels, contrast as WCAG 2 defines it.
    """
    return misplaced(root) + weak_contrast(root)


def misplaced(root: QWidget) -> list[str]:
    """Texts that are cut, widgets that overlap or stick out."""
    problems: list[str] = []
    for widget in visible(root):
        problems += clipped(widget)
        problems += overlaps(widget)
        problems += sticks_out(widget, root)
        problems += too_wide(widget)
    return problems


def visible(root: QWidget) -> Iterator[QWidget]:
    """`root` and its visible descendants, not looking into Qt's own compound widgets or other windows."""
    yield root
    if not isinstance(root, WHOLE):
        for child in children(root):
            yield from visible(child)


def children(parent: QWidget) -> list[QWidget]:
    """The visible child widgets that the app placed; of a scroll area, what it scrolls."""
    if isinstance(parent, QScrollArea):
        scrolled = parent.widget()
        return [scrolled] if scrolled is not None and scrolled.isVisible() else []
    if isinstance(parent, QAbstractScrollArea | QSplitterHandle):
        return []
    found = parent.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return [child for child in found if child.isVisible() and not child.isWindow() and not isinstance(child, QSizeGrip)]


def name(widget: QWidget) -> str:
    """How a report names a widget: class, object name, the beginning of its text."""
    text = str(widget.text())[:40] if isinstance(widget, QLabel | QAbstractButton) else ""
    return " ".join(part for part in (type(widget).__name__, widget.objectName(), repr(text) if text else "") if part)


# ---- fit


def clipped(widget: QWidget) -> list[str]:
    """Whether the widget's text is larger than the place it has."""
    if widget.property(ELIDES) or hasattr(widget, "elided_text"):
        return []
    if isinstance(widget, QLabel) and widget.text():
        return label_clipped(widget)
    if isinstance(widget, QAbstractButton) and widget.text():
        return button_clipped(widget)
    return []


def label_clipped(label: QLabel) -> list[str]:
    """A wrapped label needs its height, and width for its longest word; another its whole size."""
    needed = label.sizeHint()
    if label.wordWrap():
        needed.setHeight(label.heightForWidth(label.width()))
        longest = max(map(label.fontMetrics().horizontalAdvance, label.text().split()), default=0)
        needed.setWidth(longest + label.width() - label.contentsRect().width())
    return too_small(label, needed.width() - label.width(), needed.height() - label.height())


def button_clipped(button: QAbstractButton) -> list[str]:
    """The text, and the icon beside it, must fit into what the style leaves for them."""
    style = button.toolButtonStyle() if isinstance(button, QToolButton) else Qt.ToolButtonStyle.ToolButtonTextBesideIcon
    if style == Qt.ToolButtonStyle.ToolButtonIconOnly and not button.icon().isNull():
        return []
    lines = button.text().replace("&&", "\0").replace("&", "").split("\n")
    metrics = button.fontMetrics()
    width = max(map(metrics.horizontalAdvance, lines))
    height = metrics.height() * len(lines)
    room = contents(button)
    if not button.icon().isNull() and style != Qt.ToolButtonStyle.ToolButtonTextUnderIcon:
        width += button.iconSize().width() + 4
    return too_small(button, width - room.width(), height - room.height())


def contents(button: QAbstractButton) -> QRect:
    """Where the style lets a button draw its text and icon."""
    element = {
        QCheckBox: QStyle.SubElement.SE_CheckBoxContents,
        QRadioButton: QStyle.SubElement.SE_RadioButtonContents,
    }.get(type(button), QStyle.SubElement.SE_PushButtonContents)
    if isinstance(button, QToolButton):
        return button.rect()
    option = QStyleOptionButton()
    option.initFrom(button)
    room = button.style().subElementRect(element, option, button)
    return room if room.isValid() else button.rect()


def too_small(widget: QWidget, wide: int, high: int) -> list[str]:
    """A sentence when more than a pixel is missing in width or height."""
    if max(wide, high) <= 1:
        return []
    return [f"{name(widget)} is cut: {max(wide, 0)} px too narrow, {max(high, 0)} px too low"]


# ---- place


def overlaps(parent: QWidget) -> list[str]:
    """Siblings that lie over each other."""
    if isinstance(parent, WHOLE):
        return []
    solid = [child for child in children(parent) if not child.property(FLOATS) and not see_through(child)]
    return [
        f"{name(one)} overlaps {name(other)} in {name(parent)}"
        for one, other in combinations(solid, 2)
        if meet(one.geometry(), other.geometry())
    ]


def see_through(widget: QWidget) -> bool:
    """Whether the mouse goes through it: a layer that only paints."""
    return widget.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents) and not isinstance(widget, QLabel)


def meet(one: QRect, other: QRect) -> bool:
    """Whether two rectangles share more than a line of one pixel."""
    common = one.intersected(other)
    return common.width() > 1 and common.height() > 1


def sticks_out(widget: QWidget, root: QWidget) -> list[str]:
    """Whether a widget reaches over the edge of its parent; what scrolls may."""
    parent = widget.parentWidget()
    if widget is root or parent is None or widget.property(FLOATS):
        return []
    if isinstance(parent.parentWidget(), QAbstractScrollArea):
        return []
    if parent.rect().contains(widget.geometry()):
        return []
    return [f"{name(widget)} sticks out of {name(parent)}: {box(widget.geometry())} in {box(parent.rect())}"]


def too_wide(area: QWidget) -> list[str]:
    """Whether what scrolls only up and down is wider than it is shown."""
    if not isinstance(area, QScrollArea) or area.horizontalScrollBarPolicy() != Qt.ScrollBarPolicy.ScrollBarAlwaysOff:
        return []
    scrolled = area.widget()
    more = scrolled.width() - area.viewport().width() if scrolled is not None else 0
    return [f"what {name(area)} scrolls is {more} px wider than its place"] if more > 1 else []


def box(rect: QRect) -> str:
    """A rectangle in a few signs."""
    return f"{rect.x()},{rect.y()} {rect.width()}×{rect.height()}"


# ---- contrast


def weak_contrast(root: QWidget) -> list[str]:
    """Texts under 4.5:1 and icons under 3:1 against the ground they stand on, measured in the drawn picture."""
    picture = draw(root, SHARP)
    floating = [widget for widget in visible(root) if widget.property(FLOATS)]
    problems = []
    for widget in visible(root):
        if not isinstance(widget, QLabel | QAbstractButton) or not widget.isEnabled():
            continue
        wanted = TEXT_CONTRAST if widget.text() else ICON_CONTRAST
        if isinstance(widget, QLabel) and not widget.text():
            continue
        seen = widget.visibleRegion().boundingRect()
        if seen.height() * 2 < widget.height():
            continue  # scrolled away but for an edge, which may hold none of the text
        place = QRect(widget.mapTo(root, seen.topLeft()), seen.size()) if widget is not root else seen
        if any(covers(each, widget, place, root) for each in floating):
            continue
        found = contrast_in(picture, place, SHARP)
        if found is not None and found < wanted:
            problems.append(f"{name(widget)} has a contrast of {found:.1f}:1, wanted {wanted}:1")
    return problems


def covers(floating: QWidget, widget: QWidget, place: QRect, root: QWidget) -> bool:
    """Whether something that floats lies over another widget's place."""
    if floating is widget or floating.isAncestorOf(widget):
        return False
    return QRect(floating.mapTo(root, QPoint()), floating.size()).intersects(place)


def draw(root: QWidget, scale: float) -> QImage:
    """The widget as a picture, `scale` pixels for each of its own."""
    picture = QImage(root.size() * scale, QImage.Format.Format_RGB32)
    picture.setDevicePixelRatio(scale)
    picture.fill(root.palette().window().color())
    painter = QPainter(picture)
    root.render(painter, QPoint())
    painter.end()
    return picture


def contrast_in(picture: QImage, place: QRect, scale: int) -> float | None:
    """The strongest contrast of any colour in `place` against the commonest one there; None for an empty place."""
    area = picture.copy(QRect(place.topLeft() * scale, place.size() * scale))
    if area.width() < 2 or area.height() < 2:
        return None
    pixels = Image.frombuffer("RGB", (area.width(), area.height()), bytes(area.constBits()), "raw", "BGRX", 0, 1)
    colours = pixels.getcolors(area.width() * area.height()) or []
    _count, commonest = max(colours)
    ground = luminance(commonest)
    return max(ratio(ground, luminance(colour)) for _count, colour in colours)


@cache
def luminance(rgb: tuple[int, int, int]) -> float:
    """Relative luminance of red, green and blue from 0 to 255 (WCAG 2.2, 0 to 1)."""
    red, green, blue = (linear(channel / 255) for channel in rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def linear(value: float) -> float:
    """One channel of sRGB, 0 to 1, without its gamma."""
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


def ratio(one: float, other: float) -> float:
    """Contrast of two luminances, 1 to 21."""
    light, dark = max(one, other), min(one, other)
    return (light + 0.05) / (dark + 0.05)
