"""Pictures to measure with: pages as websites look, painted from a seed with the app's own fonts, so always the same.

    python -m measuring.pictures FOLDER COUNT SCREEN…

writes a picture `screen-SCREEN.png` for each SCREEN (1080-typical, 2160-photos, …), and COUNT different shots of
1920 × 1080, `shot-000.png` and on. Photographs are noise in several octaves with shapes and grain, passed through JPEG
once, as photographs on the web are.
"""

from __future__ import annotations

import io
import os
import random
import re
import struct
import sys
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

from measuring import places
from measuring.scale import Scale

if TYPE_CHECKING:
    from PySide6.QtGui import QImage, QPainter

SEED = 7
SIZES = {1080: (1920, 1080), 2160: (3840, 2160)}
_WIDTH, _LENGTH, _BAR = 1920, 3000, 84
_SHOTS_A_PAGE = 5
_PHOTO = (900, 640)
_POOL = 14
_END = b"\x00\x00\x00\x00IEND\xaeB`\x82"
_WORDS = re.findall(
    r"\w+",
    """account address amount basket before booking button card change checkout code collect confirm contact cost
    customer daily date delivery details discount easy email enter exchange express family find first form free gift
    guest help home hours include item join later local member month more morning nearest number offer open option
    order over page parcel password payment people phone pickup place plant please popular price product quick receive
    refund region reset return review safe sale save search season select send service shipping shop size special
    standard start stock store street summer support terms thank this ticket today total track under update valid
    value visit voucher week welcome when window winter within world year your""",
)


def folder_of(folder: Path, scale: Scale) -> list[Path]:
    """The shots of that scale, made in a child when they are not there yet. The screens lie beside them."""
    made = folder / "pictures"
    if not made.exists():
        screens = [f"{height}-{kind}" for height, kind in scale.screens]
        places.run(
            places.python("measuring.pictures", made, scale.pages, *screens), places.environment(folder / "painter")
        )
    return sorted(made.glob("shot-*.png"))


def screen_of(folder: Path, scale: Scale, height: int, kind: str) -> Path:
    """What the screen shows: "typical" or "photos"."""
    folder_of(folder, scale)
    return folder / "pictures" / f"screen-{height}-{kind}.png"


def stamped_png(png: bytes, number: int) -> bytes:
    """The same picture as another file: with a text chunk, so that it is stored anew."""
    said = b"tEXt" + f"Comment\0shot {number}".encode()
    chunk = struct.pack(">I", len(said) - 4) + said + struct.pack(">I", zlib.crc32(said))
    return png[: -len(_END)] + chunk + _END


def stamped_jpeg(jpeg: bytes, number: int) -> bytes:
    """The same for a JPEG, with a comment."""
    said = f"shot {number}".encode()
    return jpeg[:2] + b"\xff\xfe" + struct.pack(">H", len(said) + 2) + said + jpeg[2:]


class Painter:
    """Paints pages; the same seed paints the same pages."""

    def __init__(self, seed: int = SEED, photos: int = _POOL) -> None:
        self._chance = random.Random(seed)  # noqa: S311 - pictures, not secrets
        self._photos = [self._photo() for _ in range(photos)]

    def page(
        self, number: int, length: int = _LENGTH, width: int = _WIDTH, zoom: float = 1.0, kind: str = ""
    ) -> QImage:
        """A whole page of `width` × `length` device pixels, drawn at `zoom`; without a kind, kinds take turns."""
        from PySide6.QtGui import QColor, QImage, QPainter

        image = QImage(width, length, QImage.Format.Format_RGB32)
        dark = number % 5 == 4
        image.fill(QColor("#0b1220" if dark else "#fbfaf7"))
        painter = QPainter(image)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.scale(zoom, zoom)
        self._ink = QColor("#e6edf7" if dark else "#1c2430")
        self._accent = QColor.fromHsl(number * 67 % 360, 140, 90)
        self._edges = int(width / zoom), int(length / zoom)
        self._bar(painter)
        parts = {"typical": [self._form, self._article], "photos": [self._products]}.get(kind) or [
            [self._article, self._products], [self._form, self._article], [self._table, self._products],
            [self._products, self._article], [self._article, self._table],
        ][number % 5]  # fmt: skip
        top = _BAR + 20
        while top < self._edges[1]:
            for part in parts:
                top = part(painter, top)
        painter.end()
        return image

    # ---- blocks: each paints from `top` and returns where it ended

    def _bar(self, painter: QPainter) -> None:
        from PySide6.QtCore import QRect

        wide = self._edges[0]
        painter.fillRect(0, 0, wide, 30, self._accent.lighter(180))
        painter.fillRect(0, 30, wide, _BAR - 30, self._accent)
        self._text(painter, QRect(20, 4, wide - 40, 24), 10, f"https://www.{self._said(1)}.example/{self._said(1)}")
        painter.setPen("#ffffff")
        links = "      ".join(self._said(1).title() for _ in range(8))
        self._text(painter, QRect(48, 40, wide - 96, 40), 15, links, pen=False)

    def _article(self, painter: QPainter, top: int) -> int:
        from PySide6.QtCore import QRect

        left = self._edges[0] // 2 - 490
        self._text(painter, QRect(left, top, 980, 70), 26, self._said(6).capitalize())
        top += 80
        for part in range(4):
            text = " ".join(self._said(self._chance.randint(7, 15)).capitalize() + "." for _ in range(7))
            self._text(painter, QRect(left, top, 980, 130), 12, text)
            top += 134
            if part == 1:
                self._place(painter, QRect(left, top, 980, 360))
                top += 384
        return top + 20

    def _form(self, painter: QPainter, top: int) -> int:
        from PySide6.QtCore import QRect

        left = self._edges[0] // 2 - 600
        for row in range(9):
            box = QRect(left + row % 2 * 620, top + row // 2 * 92, 580, 44)
            self._text(painter, box.translated(0, -26), 10, self._said(2).capitalize())
            painter.setPen(self._ink.lighter(250))
            painter.drawRoundedRect(box, 5, 5)
            self._text(painter, box.adjusted(12, 8, 0, 0), 12, self._said(2))
        painter.fillRect(left, top + 470, 220, 48, self._accent)
        return top + 560

    def _table(self, painter: QPainter, top: int) -> int:
        from PySide6.QtCore import QRect

        left = self._edges[0] // 2 - 780
        stripe = self._ink.lighter(480) if self._ink.value() < 90 else "#141d30"
        for row in range(26):
            if row % 2:
                painter.fillRect(left, top + row * 34, 1560, 34, stripe)
            for column in range(8):
                said = self._said(2) if column % 3 else str(self._chance.randint(100, 999_999))
                self._text(painter, QRect(left + 8 + column * 195, top + row * 34 + 8, 180, 22), 10, said)
        return top + 26 * 34 + 40

    def _products(self, painter: QPainter, top: int) -> int:
        from PySide6.QtCore import QRect

        columns = max(4, self._edges[0] // 450)
        wide = (self._edges[0] - 96 - (columns - 1) * 22) // columns
        for place in range(columns * 2):
            box = QRect(48 + place % columns * (wide + 22), top + place // columns * 372, wide, 350)
            self._place(painter, box.adjusted(0, 0, 0, -90))
            self._text(painter, box.adjusted(10, 268, -10, 0), 13, self._said(3).title())
            self._text(painter, box.adjusted(10, 294, -10, 0), 10, self._said(9))
            self._text(painter, box.adjusted(10, 320, -10, 0), 13, f"£{self._chance.randint(3, 480)}.95")
        return top + 2 * 372 + 20

    def _place(self, painter: QPainter, box: object) -> None:
        painter.drawImage(box, self._chance.choice(self._photos))  # type: ignore[call-overload]

    def _text(self, painter: QPainter, box: object, size: int, text: str, *, pen: bool = True) -> None:
        from PySide6.QtCore import Qt
        from PySide6.QtGui import QFont

        font = QFont("Inter")
        font.setPixelSize(round(size * 1.34))
        painter.setFont(font)
        if pen:
            painter.setPen(self._ink)
        painter.drawText(box, int(Qt.TextFlag.TextWordWrap), text)  # type: ignore[call-overload]

    def _said(self, count: int) -> str:
        return " ".join(self._chance.choice(_WORDS) for _ in range(count))

    def _photo(self) -> QImage:
        from PIL import Image, ImageDraw, ImageFilter
        from PySide6.QtGui import QImage

        wide, high = _PHOTO
        chance = self._chance
        picture = Image.new("RGB", _PHOTO, tuple(chance.randbytes(3)))
        for cells, part in ((4, 0.6), (12, 0.35), (40, 0.2), (120, 0.1)):
            down = max(2, cells * high // wide)
            noise = Image.frombytes("RGB", (cells, down), chance.randbytes(cells * down * 3))
            picture = Image.blend(picture, noise.resize(_PHOTO, Image.Resampling.BICUBIC), part)
        draw = ImageDraw.Draw(picture)
        for _ in range(chance.randint(4, 11)):
            x, y, side = chance.randint(0, wide), chance.randint(0, high), chance.randint(30, 220)
            shape = draw.ellipse if chance.random() < 0.6 else draw.rectangle
            shape((x - side, y - side * 0.7, x + side, y + side * 0.7), fill=tuple(chance.randbytes(3)))
        picture = picture.filter(ImageFilter.GaussianBlur(1.2))
        grain = Image.frombytes("L", _PHOTO, chance.randbytes(wide * high)).convert("RGB")
        out = io.BytesIO()
        Image.blend(picture, grain, 0.02).save(out, "JPEG", quality=86)
        return QImage.fromData(out.getvalue())


def write(folder: Path, count: int, screens: list[str]) -> None:
    """The screens and `count` shots."""
    from PySide6.QtGui import QFontDatabase, QGuiApplication

    from oracle import paths

    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QGuiApplication.instance() or QGuiApplication([])
    for font in sorted((paths.resources() / "fonts" / "window").glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(font))
    folder.mkdir(parents=True)
    painter = Painter()
    for screen in screens:
        height, kind = screen.split("-")
        wide, high = SIZES[int(height)]
        # On a large screen a typical page is enlarged, and a page of photographs shows more of them.
        zoom = wide / _WIDTH if kind == "typical" else 1.0
        _save(painter.page(1 if kind == "typical" else 3, high, wide, zoom, kind), folder / f"screen-{screen}.png")
    for number in range(count):
        if number % _SHOTS_A_PAGE == 0:
            page = painter.page(number // _SHOTS_A_PAGE)
        _save(_scrolled(page, number), folder / f"shot-{number:03d}.png")
    del application


def _scrolled(page: QImage, number: int) -> QImage:
    """What a window of 1920 × 1080 shows of the page after some scrolling; its bar stays."""
    from PySide6.QtGui import QPainter

    wide, high = SIZES[1080]
    down = _BAR + (number % _SHOTS_A_PAGE) * (_LENGTH - high) // _SHOTS_A_PAGE
    shot = page.copy(0, 0, wide, high)
    painter = QPainter(shot)
    painter.drawImage(0, _BAR, page, 0, down, wide, high - _BAR)
    painter.end()
    return shot


def _save(image: QImage, place: Path) -> None:
    image.save(str(place), "PNG", 80)  # type: ignore[call-overload]


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3:])
