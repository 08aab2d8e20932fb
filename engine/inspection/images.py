"""Opens a JPEG or a PNG without trusting it, and draws a small picture of it."""

import struct
import zlib
from io import BytesIO
from threading import Lock
from typing import IO

from PIL import Image, ImageOps

from engine.errors import InputError
from engine.inspection import kinds, png

MOST_PIXELS = 50_000_000
MOST_SCANS = 40
MOST_DECODED = 128 * 1024 * 1024
THUMBNAIL = 160
CHUNK = 1 << 16

# What Pillow raises on a picture that is not what it says.
_BROKEN = (
    OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, TypeError,
    OverflowError, ArithmeticError, struct.error, zlib.error,
)  # fmt: skip
_BOMB = (Image.DecompressionBombError, Image.DecompressionBombWarning)
_one_at_a_time = Lock()


def jpeg_size(stream: IO[bytes]) -> tuple[int, int]:
    """Read a JPEG to its end at an eighth of its size; give its width and height in pixels."""
    if _scans(stream) > MOST_SCANS:
        raise InputError("broken")
    with _opened(stream, "JPEG") as image:
        size = image.size
        try:
            image.draft(None, (size[0] // 8, size[1] // 8))
            image.load()
        except _BROKEN as error:
            raise InputError("broken") from error
    return size


def png_size(stream: IO[bytes]) -> tuple[int, int]:
    """Read a PNG to its end without holding it decoded; give its width and height in pixels."""
    with _opened(stream, "PNG") as image:
        size = image.size
    try:
        stream.seek(0)
        png.verify(stream)
    except (ValueError, zlib.error, struct.error) as error:
        raise InputError("broken") from error
    return size


def thumbnail(stream: IO[bytes], media_type: str) -> bytes | None:
    """Draw a JPEG of at most 160 pixels a side, upright and without metadata.

    None for a PDF, and for a picture that cannot be drawn or is too heavy to be decoded.
    """
    if media_type not in (kinds.JPEG, kinds.PNG):
        return None
    try:
        with _one_at_a_time, _opened(stream, media_type.removeprefix("image/").upper()) as image:
            return _drawn(image)
    except (InputError, *_BROKEN):
        return None
    finally:
        stream.seek(0)


def _opened(stream: IO[bytes], kind: str) -> Image.Image:
    """Read the header alone, and refuse too large a picture before anything is decoded."""
    stream.seek(0)
    try:
        image = Image.open(stream, formats=[kind])
    except _BOMB as error:
        raise InputError("too_many_pixels", limit=MOST_PIXELS // 1_000_000) from error
    except _BROKEN as error:
        raise InputError("broken") from error
    if image.width * image.height > MOST_PIXELS:
        raise InputError("too_many_pixels", limit=MOST_PIXELS // 1_000_000)
    return image


def _scans(stream: IO[bytes]) -> int:
    """Count the passes of a JPEG: each one costs as much as the whole picture, however short."""
    stream.seek(0)
    count, last = 0, b""
    while chunk := stream.read(CHUNK):
        count += (last + chunk).count(b"\xff\xda")
        last = chunk[-1:]
    return count


def _drawn(image: Image.Image) -> bytes | None:
    if image.format == "PNG" and image.width * image.height * _bytes_a_pixel(image) > MOST_DECODED:
        return None
    smooth = _smooth(image)
    smooth.thumbnail((THUMBNAIL, THUMBNAIL), reducing_gap=2.0)
    small = _on_white(ImageOps.exif_transpose(smooth))
    # A fresh picture carries no comment, place or profile of the one it was made from.
    fresh = Image.new("RGB", small.size)
    fresh.paste(small)
    drawn = BytesIO()
    fresh.save(drawn, "JPEG", quality=80, optimize=True)
    return drawn.getvalue()


def _bytes_a_pixel(image: Image.Image) -> int:
    return 4 if image.mode in ("P", "PA", "I", "I;16") else len(image.getbands())


def _smooth(image: Image.Image) -> Image.Image:
    """Give the picture in a mode where neighbouring pixels can be averaged."""
    if image.mode in ("P", "PA"):
        return image.convert("RGBA")
    if image.mode == "1":
        return image.convert("L")
    if image.mode.startswith("I"):
        return image.convert("I").point(lambda light: light * (1 / 256)).convert("L")
    return image


def _on_white(image: Image.Image) -> Image.Image:
    if not image.has_transparency_data:
        return image.convert("RGB")
    page = Image.new("RGBA", image.size, "white")
    page.alpha_composite(image.convert("RGBA"))
    return page.convert("RGB")
