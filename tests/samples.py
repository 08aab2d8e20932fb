"""Files made in memory: honest, broken and hostile ones."""

import struct
import zipfile
import zlib
from io import BytesIO

import pikepdf
from PIL import Image, ImageDraw

TAKEN_AT_HOME = 34853


def pdf(pages: int = 1) -> bytes:
    """An honest PDF of so many blank A4 pages."""
    return _saved(_blank(pages))


def encrypted_pdf(user: str = "secret", owner: str = "owner") -> bytes:
    """A PDF that asks for `user` to be opened; with an empty `user` it opens freely."""
    return _saved(_blank(2), encryption=pikepdf.Encryption(user=user, owner=owner, R=6))


def certificate_pdf() -> bytes:
    """A PDF locked by a certificate, which no password opens."""
    locked = _objects([_CATALOG, _tree(1), _PAGE])
    key = b"/Encrypt << /Filter /Adobe.PubSec /V 4 /SubFilter /adbe.pkcs7.s5 >> /ID [<00> <00>]"
    return locked.replace(b"/Root 1 0 R", b"/Root 1 0 R " + key)


def truncated(data: bytes, part: float = 0.6) -> bytes:
    """The beginning of a file, as left by a broken connection."""
    return data[: int(len(data) * part)]


def pdf_without_pages() -> bytes:
    """A PDF whose tree of pages is empty."""
    return _objects([_CATALOG, b"<< /Type /Pages /Kids [] /Count 0 >>"])


def pdf_with_a_wrong_index() -> bytes:
    """A whole PDF whose table of contents points beside, as some programs write it."""
    return pdf(2).replace(b"startxref\n", b"startxref\n9")


def cyclic_pdf() -> bytes:
    """A PDF whose tree of pages holds itself."""
    return _objects([_CATALOG, b"<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 1 >>", _PAGE])


def branching_pdf(depth: int = 30) -> bytes:
    """A few kilobytes that say ten to the `depth` pages."""
    nodes = [
        b"<< /Type /Pages /Count 9 /Kids [%s] >>" % (b"%d 0 R " % (number + 3) * 10)
        for number in range(depth)
    ]
    return _objects([_CATALOG, *nodes, _PAGE])


def repeating_pdf(times: int = 200_000) -> bytes:
    """A PDF that shows one page a great many times."""
    kids = b"3 0 R " * times
    return _objects([_CATALOG, b"<< /Type /Pages /Kids [%s] /Count 1 >>" % kids, _PAGE])


def nested_pdf(depth: int = 200_000) -> bytes:
    """A PDF with a list in a list in a list."""
    page = _PAGE[:-2] + b"/X " + b"[" * depth + b"]" * depth + b">>"
    return _objects([_CATALOG, _tree(1), page])


def pdf_of_scraps(count: int = 100_000) -> bytes:
    """A PDF with no table of contents and a great many objects begun and never ended."""
    return b"%PDF-1.7\n" + b"".join(b"%d 0 obj\n" % n for n in range(count)) + b"\n%%EOF"


def pdf_bomb(unfolded: int = 400_000_000) -> bytes:
    """A PDF of a kilobyte whose table of contents unfolds to `unfolded` bytes."""
    head = _objects([_CATALOG, _tree(1), _PAGE]).partition(b"xref\n")[0]
    data = zlib.compress(zlib.compress(b"\0" * unfolded, 9), 9)
    says = b"/Type /XRef /W [1 4 2] /Size 1000 /Root 1 0 R /Filter [/FlateDecode /FlateDecode]"
    table = b"4 0 obj\n<< %s /Length %d >>\nstream\n%s\nendstream\nendobj\n"
    return head + table % (says, len(data), data) + b"startxref\n%d\n%%%%EOF\n" % len(head)


def jpeg(width: int = 40, height: int = 30, turned: int = 1, mode: str = "RGB") -> bytes:
    """A JPEG, its left half dark; `turned` is its EXIF orientation, and it says where it is."""
    exif = Image.Exif()
    exif[274] = turned
    exif.get_ifd(TAKEN_AT_HOME)[1] = "N"
    return _drawn(_halves(width, height, mode), "JPEG", exif=exif.tobytes(), comment=b"private")


def progressive_jpeg(extra_scans: int = 0) -> bytes:
    """A JPEG in several passes, the last of them repeated `extra_scans` times."""
    data = _drawn(_halves(200, 200, "RGB"), "JPEG", progressive=True)
    last = data.rindex(b"\xff\xda")
    return data[:-2] + data[last:-2] * extra_scans + data[-2:]


def png(width: int = 40, height: int = 30, mode: str = "RGB", **saving: object) -> bytes:
    """A PNG, its left half dark."""
    return _drawn(_halves(width, height, mode), "PNG", **saving)


def clear_png(side: int = 40) -> bytes:
    """A PNG that is transparent all over, above black."""
    return _drawn(Image.new("RGBA", (side, side), (0, 0, 0, 0)), "PNG")


def png_bomb(side: int = 30_000) -> bytes:
    """A hundred kilobytes that unfold to a picture of `side` by `side` pixels."""
    row, folding = b"\0" * (side // 8 + 1), zlib.compressobj(9)
    data = b"".join(folding.compress(row) for _ in range(side)) + folding.flush()
    return _png(struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0), (b"IDAT", data))


def png_text_bomb(unfolded: int = 200_000_000) -> bytes:
    """A small PNG with a comment that unfolds to `unfolded` bytes."""
    text = b"comment\0\0" + zlib.compress(b"\0" * unfolded, 9)
    return _png(_ONE_PIXEL, (b"zTXt", text), (b"IDAT", zlib.compress(b"\0\0\0\0")))


def png_row_bomb(unfolded: int = 400_000_000) -> bytes:
    """A PNG of one pixel whose rows unfold to `unfolded` bytes."""
    return _png(_ONE_PIXEL, (b"IDAT", zlib.compress(b"\0" * unfolded, 9)))


def png_short_of_rows() -> bytes:
    """A PNG that says a hundred rows and has one."""
    header = struct.pack(">IIBBBBB", 100, 100, 8, 2, 0, 0, 0)
    return _png(header, (b"IDAT", zlib.compress(b"\0" * 301)))


def heic() -> bytes:
    """The beginning of a photograph as phones of one make take them."""
    return b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 200


def html() -> bytes:
    """A page with a script."""
    return b"<!doctype html><title>x</title><script>alert(1)</script>"


def svg() -> bytes:
    """A drawing with a script."""
    return b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def docx() -> bytes:
    """A small word-processor document."""
    kept = BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<document/>")
    return kept.getvalue()


_CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
_PAGE = b"<< /Type /Page /Parent 2 0 R /Resources << >> /MediaBox [0 0 595 842] >>"
_ONE_PIXEL = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)


def _tree(pages: int) -> bytes:
    kids = b" ".join(b"%d 0 R" % (number + 3) for number in range(pages))
    return b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, pages)


def _objects(objects: list[bytes]) -> bytes:
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    end = b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n"
    return bytes(out) + end % (count, table, count, len(out)) + b"%%EOF\n"


def _blank(pages: int) -> pikepdf.Pdf:
    made = pikepdf.new()
    for _ in range(pages):
        made.add_blank_page(page_size=(595, 842))
    return made


def _saved(made: pikepdf.Pdf, encryption: pikepdf.Encryption | None = None) -> bytes:
    kept = BytesIO()
    made.save(kept, encryption=encryption or False, static_id=encryption is None)
    return kept.getvalue()


def _halves(width: int, height: int, mode: str) -> Image.Image:
    image = Image.new("RGB", (width, height), "white")
    ImageDraw.Draw(image).rectangle((0, 0, width // 2, height), fill=(20, 60, 70))
    return image.convert(mode)


def _drawn(image: Image.Image, kind: str, **saving: object) -> bytes:
    kept = BytesIO()
    image.save(kept, kind, **saving)
    return kept.getvalue()


def _png(header: bytes, *chunks: tuple[bytes, bytes]) -> bytes:
    all_ = [(b"IHDR", header), *chunks, (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in all_
    )
