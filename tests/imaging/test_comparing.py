"""Two pictures compared: what is the same steps back, what differs stands out, whatever their sizes."""

from __future__ import annotations

import io

from PIL import Image, ImageDraw

from oracle import imaging


def page(box: str | None = None, size: tuple[int, int] = (300, 200), ground: str = "white") -> Image.Image:
    made = Image.new("RGB", size, ground)
    pen = ImageDraw.Draw(made)
    pen.rectangle((20, 20, 120, 60), fill="navy")
    if box:
        pen.rectangle((180, 100, 240, 140), fill=box)
    return made


def png(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def decoded(made: imaging.Picture) -> Image.Image:
    picture = Image.open(io.BytesIO(made.data)).convert("RGB")
    assert picture.size == (made.width, made.height)
    return picture


def is_grey(pixel: object) -> bool:
    assert isinstance(pixel, tuple)
    return max(pixel) - min(pixel) < 3


def test_only_what_differs_keeps_its_colour() -> None:
    made = decoded(imaging.difference(png(page()), png(page("teal"))))
    assert is_grey(made.getpixel((60, 40)))
    assert is_grey(made.getpixel((280, 180)))
    assert not is_grey(made.getpixel((200, 120)))
    assert not is_grey(made.getpixel((179, 120)))  # a changed place reaches a little further
    gone = decoded(imaging.difference(png(page("teal")), png(page())))
    assert gone.getpixel((200, 120)) != gone.getpixel((280, 180))


def test_equal_pictures_differ_nowhere() -> None:
    made = decoded(imaging.difference(png(page("teal")), png(page("teal"))))
    assert all(is_grey(colour) for _count, colour in made.getcolors() or [])


def test_the_same_page_on_a_sharper_screen_differs_hardly() -> None:
    sharp = page("teal").resize((600, 400), Image.Resampling.NEAREST)
    made = decoded(imaging.difference(png(sharp), png(page("teal"))))
    assert made.size == (300, 200)
    assert is_grey(made.getpixel((60, 40)))
    assert is_grey(made.getpixel((210, 120)))


def test_what_only_the_taller_one_has_is_tinted() -> None:
    for then, now in ((page(), page(size=(300, 320))), (page(size=(300, 320)), page())):
        made = decoded(imaging.difference(png(then), png(now)))
        assert made.size == (300, 320)
        assert is_grey(made.getpixel((150, 180)))
        assert not is_grey(made.getpixel((150, 300)))


def test_transparent_grey_and_tiny_pictures_are_compared() -> None:
    for one in (page().convert("RGBA"), page().convert("L"), page().convert("P"), Image.new("RGB", (1, 1), "red")):
        imaging.difference(png(one), png(page("teal")))
        imaging.difference(png(page("teal")), png(one))


def test_pictures_stand_side_by_side_below_their_captions() -> None:
    made = decoded(imaging.side_by_side([(png(page()), "Then"), (png(page("teal", (600, 400))), "Now, שלום")]))
    assert made.height > 200
    assert made.width == 300 * 2 + 24 * 3
    assert made.getpixel((24 + 60, 42 + 40)) == (0, 0, 128)
    captions = made.crop((0, 0, made.width, 40)).convert("L")
    assert captions.getextrema()[0] < 90  # type: ignore[operator]
