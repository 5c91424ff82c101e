"""Foreign pictures: stored right, or refused in one clear sentence."""

from __future__ import annotations

import io
import re
import resource
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from oracle import imaging
from oracle.errors import InputError
from tests.imaging.corpus import broken_pictures, chunks_of, png_of, with_size

FILES = Path(__file__).parent.parent / "files" / "pictures"


def encoded(picture: Image.Image, kind: str = "PNG", **options: Any) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def decoded(data: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(data), formats=("PNG",))
    picture.load()
    return picture


def corners(size: tuple[int, int] = (40, 20)) -> Image.Image:
    """White, with a red, a green and a blue corner: its four sides can be told apart."""
    picture = Image.new("RGB", size, "white")
    width, height = size
    picture.paste("red", (0, 0, 8, 8))
    picture.paste("lime", (width - 8, 0, width, 8))
    picture.paste("blue", (0, height - 8, 8, height))
    return picture


def only_pixels(data: bytes) -> bool:
    """Whether a PNG holds nothing but its pixels."""
    return {kind for kind, _data in chunks_of(data)} <= {b"IHDR", b"IDAT", b"IEND"} and data.endswith(b"IEND\xaeB`\x82")


# ---- taken


@pytest.mark.parametrize(("kind", "name"), [("PNG", "a.png"), ("WEBP", "a.webp")])
def test_pixels_come_through_unchanged(kind: str, name: str) -> None:
    options = {"lossless": True} if kind == "WEBP" else {}
    accepted = imaging.accept(encoded(corners(), kind, **options), name)
    assert (accepted.width, accepted.height, accepted.kind) == (40, 20, kind)
    assert decoded(accepted.png).tobytes() == corners().tobytes()


@pytest.mark.parametrize("options", [{}, {"progressive": True}, {"subsampling": 0}, {"quality": 30}])
def test_a_jpeg_keeps_the_pixels_that_it_decodes_to(options: dict[str, Any]) -> None:
    data = encoded(corners(), "JPEG", **options)
    accepted = imaging.accept(data, "photo.JPG")
    assert accepted.kind == "JPEG"
    assert decoded(accepted.png).tobytes() == Image.open(io.BytesIO(data)).tobytes()


def test_a_phone_picture_is_taken() -> None:
    """A HEIC of 64 × 48 pixels, its left half red, with a description in its metadata."""
    data = (FILES / "phone.heic").read_bytes()
    assert b"SECRET" in data
    accepted = imaging.accept(data, "IMG_0001.HEIC")
    assert (accepted.width, accepted.height, accepted.kind) == (64, 48, "HEIF")
    shown = decoded(accepted.png)
    assert shown.getpixel((5, 24)) == pytest.approx((255, 0, 0), abs=10)
    assert shown.getpixel((60, 24)) == pytest.approx((255, 255, 255), abs=10)
    assert only_pixels(accepted.png)
    with pytest.raises(InputError):
        imaging.accept(data[:-200])


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_turned_picture_is_stored_upright(orientation: int, kind: str) -> None:
    undo = {
        2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180, 4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE, 6: Image.Transpose.ROTATE_90, 7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }  # fmt: skip
    turned = corners().transpose(undo[orientation]) if orientation in undo else corners()
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010E] = "SECRET"
    accepted = imaging.accept(encoded(turned, kind, exif=exif, quality=95), "turned")
    upright = decoded(accepted.png).convert("RGB")
    assert upright.size == (40, 20)
    seen = [upright.getpixel(place) for place in ((3, 3), (36, 3), (3, 16), (36, 16))]
    wanted = [(255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 255)]
    assert all(
        abs(a - b) < 60 for one, other in zip(seen, wanted, strict=True) for a, b in zip(one, other, strict=True)
    )  # type: ignore[arg-type]
    assert only_pixels(accepted.png)


@pytest.mark.parametrize("with_profile", [False, True])
def test_print_colours_become_screen_colours(with_profile: bool) -> None:
    options = {}
    if with_profile:
        options["icc_profile"] = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    data = encoded(Image.new("CMYK", (20, 10), (0, 255, 255, 0)), "JPEG", quality=95, **options)
    red, green, blue = decoded(imaging.accept(data).png).getpixel((5, 5))  # type: ignore[misc]
    assert red > 200
    assert max(green, blue) < 60


def test_sixteen_bits_become_eight_and_are_not_cut_off() -> None:
    grey = Image.new("I;16", (4, 1))
    for x, value in enumerate((0, 0x4000, 0x8000, 0xFFFF)):
        grey.putpixel((x, 0), value)
    assert list(decoded(imaging.accept(encoded(grey)).png).tobytes()) == [0, 0x40, 0x80, 0xFF]


def test_sixteen_bits_a_colour_become_eight() -> None:
    row = b"\0" + struct.pack(">6H", 0xFFFF, 0x8000, 0, 0x1234, 0, 0xFFFF)
    header = struct.pack(">IIBBBBB", 2, 1, 16, 2, 0, 0, 0)
    data = png_of([(b"IHDR", header), (b"IDAT", zlib.compress(row)), (b"IEND", b"")])
    assert decoded(imaging.accept(data).png).tobytes() == bytes([0xFF, 0x80, 0, 0x12, 0, 0xFF])


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA"])
def test_every_kind_of_png_is_taken(mode: str) -> None:
    accepted = imaging.accept(encoded(corners().convert(mode)))
    shown = decoded(accepted.png)
    assert shown.mode in {"L", "RGB", "RGBA"}
    assert shown.convert("L").getpixel((20, 10)) == 255


def test_transparency_is_kept_and_stands_on_white_in_the_report() -> None:
    glass = Image.new("RGBA", (20, 10), (255, 0, 0, 0))
    accepted = imaging.accept(encoded(glass))
    assert decoded(accepted.png).getpixel((5, 5))[3] == 0  # type: ignore[index]
    shown = Image.open(io.BytesIO(imaging.report_jpeg(accepted.png).data))
    assert shown.getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_of_an_animation_the_first_frame_is_taken(kind: str) -> None:
    frames = [Image.new("RGB", (30, 20), colour) for colour in ("red", "green", "blue")]
    options = {"lossless": True} if kind == "WEBP" else {}
    data = encoded(frames[0], kind, save_all=True, append_images=frames[1:], duration=50, **options)
    assert decoded(imaging.accept(data).png).getpixel((5, 5)) == (255, 0, 0)


def test_nothing_but_pixels_is_stored() -> None:
    about = PngInfo()
    about.add_text("Author", "SECRET")
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: (52.0, 30.0, 0.0)}
    data = encoded(corners(), pnginfo=about, icc_profile=profile, exif=exif, dpi=(300, 300)) + b"SECRET"
    png = imaging.accept(data).png
    assert only_pixels(png)
    assert b"SECRET" not in png


def test_the_colours_of_a_wide_profile_are_brought_to_the_usual_ones() -> None:
    """Without that, a picture from a phone looks dull in the report."""
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
    same = imaging.accept(encoded(corners(), icc_profile=lab.tobytes()))
    assert decoded(same.png).getpixel((3, 3)) == (255, 0, 0)
    broken = imaging.accept(encoded(corners(), icc_profile=b"no profile at all"))
    assert decoded(broken.png).getpixel((3, 3)) == (255, 0, 0)


def test_the_name_does_not_decide_what_a_file_is() -> None:
    assert imaging.accept(encoded(corners(), "JPEG"), "really.png").kind == "JPEG"
    assert imaging.accept(encoded(corners()), "really.jpg").kind == "PNG"


# ---- refused


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "empty"),
        (b"just text", "not a PNG, JPEG, WebP or HEIC"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "not a PNG"),
        (encoded(Image.new("P", (5, 5)), "GIF"), "not a PNG"),
        (encoded(corners(), "TIFF"), "not a PNG"),
        (encoded(corners(), "BMP"), "not a PNG"),
        (encoded(corners(), "PDF"), "not a PNG"),
        (encoded(corners((400, 300)))[:-300], "damaged or cut off"),
        (encoded(corners((400, 300)), "JPEG")[:-900], "damaged or cut off"),
        (encoded(corners((400, 300)), "WEBP")[:-90], "damaged or cut off"),
        (with_size(encoded(corners()), 100_000, 100_000), "40 million pixels"),
        (with_size(encoded(corners()), 7000, 6000), "40 million pixels"),
        (with_size(encoded(corners()), 30_001, 10), "30,000"),
    ],
)
def test_what_cannot_be_used_is_refused_in_one_sentence(data: bytes, why: str) -> None:
    with pytest.raises(InputError) as refused:
        imaging.accept(data, "holiday.png")
    sentence = str(refused.value)
    assert why in sentence
    assert "holiday.png" in sentence
    assert re.fullmatch(r"[^.]+(\.png[^.]*)?\.", sentence)


def test_the_largest_that_is_allowed_is_taken() -> None:
    accepted = imaging.accept(encoded(Image.new("L", (8000, 5000)), compress_level=1))
    assert (accepted.width, accepted.height) == (8000, 5000)


# ---- broken on purpose


@pytest.fixture
def little_memory() -> Iterator[None]:
    """At most half a gigabyte more than now: a bomb that goes off fails the test, not the machine."""
    with open("/proc/self/statm") as file:  # noqa: PTH123 - no file of anybody's
        now = int(file.read().split()[0]) * resource.getpagesize()
    before = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (now + (1 << 29), before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_AS, before)


def judge(count: int, seed: int) -> tuple[int, int]:
    """How many of the broken pictures were taken and refused; fails on anything that is neither."""
    taken = refused = 0
    for broken in broken_pictures(count, seed):
        try:
            accepted = imaging.accept(broken.data, broken.name)
        except InputError:
            refused += 1
            continue
        assert not broken.must_be_refused, broken.name
        assert only_pixels(accepted.png), broken.name
        assert b"SECRET" not in accepted.png
        assert imaging.trusted_png(accepted.png) == (accepted.width, accepted.height)
        imaging.thumbnail(accepted.png)
        taken += 1
    return taken, refused


def test_60_broken_pictures_are_taken_or_refused(little_memory: None) -> None:
    taken, refused = judge(60, seed=7)
    assert taken >= 10
    assert refused >= 25


@pytest.mark.long
def test_500_broken_pictures_are_taken_or_refused(little_memory: None) -> None:
    taken, refused = judge(500, seed=11)
    assert taken >= 80
    assert refused >= 200
