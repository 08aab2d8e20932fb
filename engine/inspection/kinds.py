"""The kind of a file, told by how its content starts."""

from typing import IO

PDF, JPEG, PNG = "application/pdf", "image/jpeg", "image/png"

HEAD = 1024
_STARTS = {b"\xff\xd8\xff": JPEG, b"\x89PNG\r\n\x1a\n": PNG}
_BEFORE_A_PDF = b"\xef\xbb\xbf \t\r\n\x00"


def media_type(stream: IO[bytes]) -> str | None:
    """Say which of PDF, JPEG and PNG the content starts as, or None for anything else.

    A PDF must start the file, as a reader that looks further would also take
    a page of HTML with a PDF hidden in it.
    """
    stream.seek(0)
    head = stream.read(HEAD)
    if head.lstrip(_BEFORE_A_PDF).startswith(b"%PDF-"):
        return PDF
    return next((kind for start, kind in _STARTS.items() if head.startswith(start)), None)


def size(stream: IO[bytes]) -> int:
    """Say how many bytes the stream holds."""
    return stream.seek(0, 2)
