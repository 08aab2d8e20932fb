"""What a received file is found to be."""

import resource
import time
from io import BytesIO
from tempfile import SpooledTemporaryFile

import pytest

from engine.errors import InputError
from engine.inspection import inspect
from tests import samples

LONGEST = 3.0
MOST_MEMORY = 150_000


def refusal(data, name="document.pdf", **asked):
    with pytest.raises(InputError) as error:
        inspect(BytesIO(data), name, **asked)
    return error.value


@pytest.mark.parametrize("pages", [1, 3, 400])
def test_counts_the_pages_of_a_pdf(pages):
    found = inspect(BytesIO(samples.pdf(pages)), "a.pdf")

    assert (found.media_type, found.pages, found.width) == ("application/pdf", pages, None)


@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK"])
def test_measures_a_jpeg(mode):
    found = inspect(BytesIO(samples.jpeg(640, 480, mode=mode)), "a.jpg")

    assert (found.media_type, found.pages, found.width, found.height) == (
        "image/jpeg", 1, 640, 480,
    )  # fmt: skip


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "LA", "P", "1", "I;16"])
@pytest.mark.parametrize("size", [(1, 1), (640, 480), (7, 301)])
def test_measures_a_png(mode, size):
    image = samples.png(*size, mode="RGB" if mode == "I;16" else mode)

    found = inspect(BytesIO(image), "a.png")

    assert (found.media_type, found.pages, found.width, found.height) == ("image/png", 1, *size)


def test_decides_by_the_content_and_not_by_the_name():
    found = inspect(BytesIO(samples.png()), "photo.pdf")

    assert found.media_type == "image/png"


def test_reads_an_upload_that_waits_on_the_disk():
    with SpooledTemporaryFile(max_size=10) as upload:
        upload.write(samples.pdf(2))

        assert inspect(upload, "a.pdf").pages == 2


def test_leaves_the_stream_at_its_start():
    stream = BytesIO(samples.png())

    inspect(stream, "a.png")

    assert stream.tell() == 0


@pytest.mark.parametrize(
    "data",
    [
        samples.heic(), samples.html(), samples.svg(), samples.docx(), b"hello", b"\0",
        samples.html() + samples.pdf(), b"GIF89a" + b"\0" * 40, b"MZ" + b"\0" * 100,
    ],
    ids=["heic", "html", "svg", "docx", "text", "zero", "html then pdf", "gif", "exe"],
)  # fmt: skip
def test_refuses_what_is_no_document_whatever_its_name(data):
    refused = refusal(data, "bulletin.pdf")

    assert (refused.key, refused.values["name"]) == ("type", "bulletin.pdf")


def test_refuses_a_kind_that_this_question_does_not_accept():
    assert refusal(samples.png(), accepted=frozenset({"pdf"})).key == "type"


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (samples.pdf() + samples.html(), "application/pdf"),
        (samples.jpeg() + samples.html(), "image/jpeg"),
        (samples.png() + samples.docx(), "image/png"),
    ],
)
def test_what_follows_a_document_does_not_change_what_it_is(data, media_type):
    assert inspect(BytesIO(data), "a.html").media_type == media_type


def test_refuses_an_empty_file():
    assert refusal(b"").key == "empty"


@pytest.mark.parametrize(
    "data",
    [
        samples.pdf_without_pages(), samples.truncated(samples.pdf(5)), b"%PDF-1.7\n",
        b"%PDF-1.7\n" + bytes(range(256)) * 40 + b"\n%%EOF", samples.cyclic_pdf(),
        samples.branching_pdf(), samples.truncated(samples.jpeg(300, 300)),
        samples.truncated(samples.png(300, 300)), samples.png()[:-12], samples.png()[:20],
        samples.jpeg()[:30], samples.png_short_of_rows(),
        samples.png().replace(b"IDAT\x78", b"IDAT\x79"),
    ],
    ids=[
        "no pages", "cut pdf", "pdf header", "garbage", "cyclic", "branching", "cut jpeg",
        "cut png", "no end", "png header", "jpeg header", "short of rows", "wrong sum",
    ],
)  # fmt: skip
def test_refuses_a_broken_file(data):
    assert refusal(data).key == "broken"


@pytest.mark.parametrize("data", [samples.encrypted_pdf(), samples.certificate_pdf()])
def test_refuses_a_pdf_that_asks_for_a_key(data):
    assert refusal(data).key == "encrypted"


def test_accepts_a_pdf_that_only_its_owner_may_change():
    assert inspect(BytesIO(samples.encrypted_pdf(user="")), "a.pdf").pages == 2


def test_accepts_a_whole_pdf_whose_index_is_wrong():
    assert inspect(BytesIO(samples.pdf_with_a_wrong_index()), "a.pdf").pages == 2


def test_accepts_a_jpeg_in_several_passes():
    assert inspect(BytesIO(samples.progressive_jpeg()), "a.jpg").width == 200


@pytest.mark.parametrize("side", [7_072, 12_000, 30_000])
def test_refuses_too_many_pixels_by_the_header_alone(side):
    refused = refusal(samples.png_bomb(side), "plan.png")

    assert (refused.key, refused.values) == ("too_many_pixels", {"name": "plan.png", "limit": 50})


def test_accepts_a_large_picture_under_the_limit():
    assert inspect(BytesIO(samples.png_bomb(7_000)), "plan.png").width == 7_000


@pytest.mark.parametrize(
    "make",
    [
        samples.repeating_pdf, samples.nested_pdf, samples.pdf_of_scraps, samples.pdf_bomb,
        samples.png_text_bomb, samples.png_row_bomb, lambda: samples.progressive_jpeg(60),
    ],
    ids=["repeating", "nested", "scraps", "pdf bomb", "text bomb", "row bomb", "passes"],
)  # fmt: skip
def test_a_hostile_file_is_dealt_with_in_bounded_time_and_memory(make):
    stream = BytesIO(make())
    before, start = most_memory(), time.monotonic()

    key = outcome(stream)

    assert key in {"accepted", "broken"}
    assert time.monotonic() - start < LONGEST
    assert most_memory() - before < MOST_MEMORY


def outcome(stream):
    try:
        inspect(stream, "a")
    except InputError as refused:
        return refused.key
    return "accepted"


def most_memory():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


@pytest.mark.filterwarnings("ignore::UserWarning:PIL")
@pytest.mark.parametrize("data", [samples.pdf(2), samples.jpeg(64, 64), samples.png(64, 64)])
def test_any_damage_is_found_or_harmless(data):
    for place in range(0, len(data), 7):
        damaged = data[:place] + bytes([data[place] ^ 0x55]) + data[place + 1 :]

        key = outcome(BytesIO(damaged))

        assert key in {"accepted", "type", "broken", "encrypted", "too_many_pixels"}
