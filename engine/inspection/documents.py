"""Opens a PDF without trusting it, to count its pages."""

from typing import IO

import pikepdf
from pikepdf import settings

from engine.errors import InputError

MOST_PAGES = 5_000
MOST_OBJECTS_TO_MEND = 20_000
TAIL = 4_096
CHUNK = 1 << 16
_MEGABYTE = 1_000_000

# A few kilobytes may unfold to gigabytes: what qpdf decodes to find its way is bounded here,
# once for the process as qpdf keeps one set of limits for all its documents.
settings.set_qpdf_limits(
    doc_max_warnings=1_000,
    parser_max_nesting=100,
    parser_max_container_size=10_000,
    max_stream_filters=4,
    flate_max_memory=32 * _MEGABYTE,
    png_max_memory=32 * _MEGABYTE,
    run_length_max_memory=32 * _MEGABYTE,
    tiff_max_memory=_MEGABYTE,
)


def pages(stream: IO[bytes]) -> int:
    """Count the pages, or raise InputError with `encrypted` or `broken`.

    A PDF that opens without a password is accepted, whatever its owner forbids to do with it.
    """
    mend = _may_be_mended(stream)
    stream.seek(0)
    try:
        with pikepdf.open(
            stream,  # type: ignore[arg-type]  # any binary stream will do
            attempt_recovery=mend,
            inherit_page_attributes=False,
        ) as pdf:
            count = _count(pdf)
    except pikepdf.PasswordError as error:
        raise InputError("encrypted") from error
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError, AttributeError) as error:
        raise InputError(_key(error)) from error
    if not 0 < count <= MOST_PAGES:
        raise InputError("broken")
    return count


def _key(error: Exception) -> str:
    # A document locked by a certificate has no password to ask for: qpdf only says so in words.
    return "encrypted" if "encryption" in str(error) else "broken"


def _may_be_mended(stream: IO[bytes]) -> bool:
    """Say whether a wrong table of contents may be rebuilt.

    Many honest files need it, but one that was cut short would be taken without its last pages,
    and one with a huge number of objects would take minutes.
    """
    stream.seek(max(0, stream.seek(0, 2) - TAIL))
    if b"%%EOF" not in stream.read():
        return False
    stream.seek(0)
    objects = 0
    while objects <= MOST_OBJECTS_TO_MEND and (chunk := stream.read(CHUNK)):
        objects += chunk.count(b" obj")
    return objects <= MOST_OBJECTS_TO_MEND


def _count(pdf: pikepdf.Pdf) -> int:
    """Walk the tree of pages, never twice through one branch nor past the limit."""
    waiting: list[pikepdf.Object] = [pdf.Root.Pages]
    seen: set[tuple[int, int]] = set()
    count = 0
    while waiting and count + len(waiting) <= MOST_PAGES:
        node = waiting.pop()
        if not isinstance(node, pikepdf.Dictionary):
            continue
        kids = node.get("/Kids")
        if kids is None:
            count += 1
        elif node.objgen in seen or len(kids) > MOST_PAGES:
            raise InputError("broken")
        else:
            seen.add(node.objgen)
            waiting.extend(kids)
    return count + len(waiting)
