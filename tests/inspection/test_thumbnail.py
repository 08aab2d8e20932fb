"""The small picture of a received file."""

from io import BytesIO

import pytest
from PIL import Image

from engine.inspection import thumbnail
from tests import samples


def drawn(data, media_type):
    return Image.open(BytesIO(thumbnail(BytesIO(data), media_type)))


@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK"])
def test_a_jpeg_is_drawn_small(mode):
    small = drawn(samples.jpeg(1600, 800, mode=mode), "image/jpeg")

    assert (small.format, small.size) == ("JPEG", (160, 80))


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "LA", "P", "1", "I"])
def test_a_png_is_drawn_small_with_its_lights(mode):
    data = samples.png(400, 400, mode=mode) if mode != "I" else sixteen_bits()

    small = drawn(data, "image/png").convert("L")

    assert small.size == (160, 160)
    assert small.getpixel((20, 80)) < 90
    assert small.getpixel((140, 80)) > 200


def sixteen_bits():
    image = Image.new("I;16", (400, 400), 60_000)
    image.paste(10_000, (0, 0, 200, 400))
    kept = BytesIO()
    image.save(kept, "PNG")
    return kept.getvalue()


def test_a_photograph_taken_upright_is_shown_upright():
    small = drawn(samples.jpeg(800, 400, turned=6), "image/jpeg").convert("L")

    assert small.size == (80, 160)
    assert small.getpixel((40, 20)) < 100 < small.getpixel((40, 140))


def test_nothing_of_the_place_or_the_comment_is_left():
    data = samples.jpeg(800, 400)
    small = drawn(data, "image/jpeg")

    assert b"private" in data
    assert dict(small.getexif()) == {}
    assert b"private" not in thumbnail(BytesIO(data), "image/jpeg")


def test_a_transparent_picture_is_drawn_on_white():
    assert drawn(samples.clear_png(), "image/png").convert("L").getpixel((5, 5)) > 250


def test_a_small_picture_is_not_made_larger():
    assert drawn(samples.png(20, 10), "image/png").size == (20, 10)


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (samples.pdf(), "application/pdf"),
        (samples.truncated(samples.png(200, 200)), "image/png"),
        (samples.png_bomb(), "image/png"),
        (samples.png(), "image/jpeg"),
        (samples.html(), "text/html"),
    ],
)
def test_what_cannot_be_drawn_has_no_picture(data, media_type):
    assert thumbnail(BytesIO(data), media_type) is None
