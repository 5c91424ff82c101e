"""Pictures with private texts at known places, read by the extra.

python -m measuring.private_pictures COUNT
"""

from __future__ import annotations

import io
import json
import sys

from PIL import Image, ImageDraw, ImageFont

from measuring.private_tally import Tally, Truth
from measuring.private_texts import Writer
from oracle import paths
from oracle.method.private import find, within
from oracle.ocr import reading

WIDTH, HEIGHT = 1_280, 800
LINES = 9
PRIVATE = 0.4
_GROUNDS = (("#FFFFFF", "#1C1F26"), ("#F4EFE6", "#333333"), ("#1C1F26", "#EDEDED"), ("#2E6B4A", "#FFFFFF"))


def picture(seed: int) -> tuple[bytes, list[Truth]]:
    """A picture as PNG, and where what is private stands on it."""
    writer = Writer(1_000_000 + seed)
    chance = writer.chance
    ground, ink = chance.choice(_GROUNDS)
    image = Image.new("RGB", (WIDTH, HEIGHT), ground)
    pen = ImageDraw.Draw(image)
    truths: list[Truth] = []
    for line in range(LINES):
        file = chance.choice(("Inter.ttf", "NotoSans.ttf"))
        font = ImageFont.truetype(str(paths.resource("fonts", file)), chance.choice((14, 16, 18, 22, 28)))
        x, y = chance.randint(20, 300), 30 + line * (HEIGHT - 60) // LINES
        for text, kind in writer.line(chance.random() < PRIVATE):
            if kind:
                left, top, right, bottom = pen.textbbox((x, y), text, font)
                truths.append((kind, (left, top, right, bottom)))
            pen.text((x, y), text, ink, font)
            x += round(pen.textlength(f"{text} ", font))
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue(), truths


def main(count: int) -> None:
    """Prints the tally of that many pictures."""
    tally = Tally()
    for seed in range(count):
        png, truths = picture(seed)
        steps = reading.read(png)
        while True:
            try:
                next(steps)
            except StopIteration as over:
                places = find(over.value, regions=("GB",))
                break
        tally.add(truths, within(places, WIDTH, HEIGHT))
    print(json.dumps(tally.plain()), flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]))
