"""A picture of what the page shows now, in the screen's own pixels."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from oracle.browser.addresses import elided
from oracle.browser.tab import Tab
from oracle.errors import CaptureError
from oracle.language import _

_LONGEST_TITLE = 300


@dataclass(frozen=True)
class PageInfo:
    """What a page's picture shows: its address, title, device pixels for each CSS pixel, CSS size, phone or desktop."""

    url: str
    title: str
    scale: float
    viewport: tuple[int, int]
    phone: bool


def grab(tab: Tab, *, phone: bool) -> tuple[QImage, PageInfo]:
    """The visible part of the tab in device pixels; raises CaptureError where it would not be what is seen."""
    refuse_hidden(tab)
    surface = tab.shown
    image = surface.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    if image.isNull() or (not tab.failed and one_colour(image)):
        raise CaptureError(
            _("The page has not drawn anything yet."),
            advice=_("Wait until it stands there, or capture the window."),
        )
    zoom = 1.0 if tab.failed else tab.view.zoomFactor()
    return image, info(tab, surface, image.width() / max(surface.width(), 1) * zoom, phone)


def refuse_hidden(tab: Tab) -> None:
    """Raises CaptureError unless the tab is in view: the engine gives old pixels for a hidden page, without a word."""
    if not tab.shown.isVisible() or tab.shown.window().isMinimized():
        raise CaptureError(
            _("The page is not in view, so there is nothing to capture."),
            advice=_("Bring the page to the front and try again."),
        )


def info(tab: Tab, surface: QWidget, scale: float, phone: bool) -> PageInfo:
    """What stands in `surface` of the tab; `scale` is device pixels for each CSS pixel."""
    zoom = 1.0 if tab.failed else tab.view.zoomFactor()
    return PageInfo(
        url=tab.address().toString() if tab.failed else tab.drawn.address,
        title=tab.failure.accessibleName() if tab.failed else elided(tab.drawn.title, _LONGEST_TITLE),
        scale=scale,
        viewport=(round(surface.width() / zoom), round(surface.height() / zoom)),
        phone=phone,
    )


def one_colour(image: QImage) -> bool:
    """Whether every pixel of a 32-bit picture is the same; stops at the first row that differs."""
    length = image.width() * 4
    rows = memoryview(image.constBits())
    first = bytes(rows[:4]) * image.width()
    step = image.bytesPerLine()
    return all(bytes(rows[start : start + length]) == first for start in range(0, step * image.height(), step))
