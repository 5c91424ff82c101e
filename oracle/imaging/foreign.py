"""Foreign pictures: every byte from outside passes here before anything else looks at it."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from pi_heif import register_heif_opener
from PIL import Image, ImageCms, ImageFile, ImageOps, UnidentifiedImageError

from oracle.errors import InputError
from oracle.imaging import Accepted
from oracle.imaging.png import encode
from oracle.language import _

FORMATS = ("PNG", "JPEG", "WEBP", "HEIF")
LARGEST = 40_000_000  # pixels
LONGEST_SIDE = 30_000  # px
LARGEST_FILE = 100 << 20  # bytes

register_heif_opener(thumbnails=False)
Image.MAX_IMAGE_PIXELS = LARGEST
ImageFile.LOAD_TRUNCATED_IMAGES = False

# What Pillow raises for bytes that are no picture or a broken one; anything else is a bug.
_REFUSALS = (OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, OverflowError, MemoryError, RuntimeError)
_SIXTEEN_BITS = {"I;16", "I;16B", "I;16L", "I;16N", "I", "F"}


def accept(data: bytes, name: str = "", largest_side: int | None = None) -> Accepted:
    """See `oracle.imaging.accept`; with `largest_side` the picture is made smaller to fit."""
    if not data:
        raise _refused(name, _("it is empty"))
    if len(data) > LARGEST_FILE:
        raise _refused(name, _("the file is larger than 100 MB"))
    with _only_known_errors(name), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # broken metadata, which is thrown away anyhow
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        with Image.open(io.BytesIO(data), formats=FORMATS) as opened:
            _refuse_size(opened.size, name)
            kind = "JPEG" if opened.format == "MPO" else str(opened.format)  # two pictures in one JPEG
            opened.load()  # of an animation its first frame
            plain = _plain(opened)
    if largest_side is not None:
        plain.thumbnail((largest_side, largest_side), Image.Resampling.LANCZOS)
    return Accepted(encode(plain), plain.width, plain.height, kind)


def _refuse_size(size: tuple[int, int], name: str) -> None:
    width, height = size
    if width * height > LARGEST:
        raise _refused(name, _("it has more than 40 million pixels"))
    if max(width, height) > LONGEST_SIDE:
        raise _refused(name, _("a side is longer than 30,000 pixels"))
    if min(width, height) < 1:
        raise _refused(name, _("it has no pixels"))


def _plain(opened: Image.Image) -> Image.Image:
    """Upright, 8 bits, grey or RGB in the usual colours, perhaps with alpha, and nothing beside the pixels."""
    upright = ImageOps.exif_transpose(opened)
    coloured = _in_usual_colours(_eight_bits(upright), opened.info.get("icc_profile"))
    has_alpha = coloured.has_transparency_data
    mode = "RGBA" if has_alpha else "L" if coloured.mode in {"1", "L"} else "RGB"
    made = coloured if coloured.mode == mode else coloured.convert(mode)
    if has_alpha and made.getchannel("A").getextrema() == (255, 255):
        made = made.convert("RGB")
    # From the raw pixels: nothing of the file's other contents can come along.
    return Image.frombytes(made.mode, made.size, made.tobytes())


def _eight_bits(picture: Image.Image) -> Image.Image:
    """16 bits of grey brought to 8; Pillow itself would cut them off at white."""
    if picture.mode not in _SIXTEEN_BITS:
        return picture
    return picture.convert("I").point([value // 256 for value in range(65536)], "L")


def _in_usual_colours(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """Colours of a profile brought to sRGB; a profile that does not work is as good as none."""
    if not profile or picture.mode not in {"RGB", "RGBA", "CMYK", "L"}:
        return picture
    wanted = "RGBA" if picture.mode == "RGBA" else "RGB"
    try:
        theirs = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        ours = ImageCms.createProfile("sRGB")
        made = ImageCms.profileToProfile(picture, theirs, ours, outputMode=wanted)
    except (ImageCms.PyCMSError, OSError, ValueError):
        return picture
    return made or picture


@contextmanager
def _only_known_errors(name: str) -> Iterator[None]:
    """Says in one sentence why a picture cannot be used, whatever the decoder said."""
    try:
        yield
    except InputError:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _refused(name, _("it has more than 40 million pixels")) from error
    except UnidentifiedImageError as error:
        raise _refused(name, _("it is not a PNG, JPEG, WebP or HEIC picture")) from error
    except _REFUSALS as error:
        raise _refused(name, _("the picture is damaged or cut off")) from error


def _refused(name: str, why: str) -> InputError:
    what = _("“{name}”").format(name=name) if name else _("This picture")
    return InputError(_("{picture} cannot be used: {why}.").format(picture=what, why=why))
