"""A CSV file as spreadsheets and software write it: from its bytes to headings and lines.

It may be UTF-8 with or without a mark, UTF-16 or Windows-1252, separated by semicolons, commas or
tabs; cells may be quoted and hold ends of lines.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from engine.errors import InputError
from engine.tables import plain

MOST_BYTES = 2 * 1024 * 1024
MOST_COLUMNS = 60
MOST_CELL = 2_000
SEPARATORS = ";,\t"
SEP = "sep="
MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
# How files begin that are something else: ZIP (as spreadsheets are), old spreadsheets, PDF.
OTHERS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the file: its number there, and its cells."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CsvText:
    """What a CSV file says: its headings, and the lines under them that are not blank."""

    headings: tuple[str, ...]
    lines: tuple[Line, ...]


def read_csv(data: bytes, expected: Sequence[str], most: int) -> CsvText:
    """The headings and lines of a file; raises InputError.

    `expected` are headings, of which some should be there: they tell which sign separates.
    Keys: `empty`, `size`, `not_csv`, `broken` (with `line`), `no_line`, `too_many` (`count`).
    """
    text = text_of(data)
    text, separator = separated(text, expected)
    lines = lines_of(text, separator)
    headings = next(lines, None)
    if headings is None:
        raise InputError("empty")
    found = tuple(lines)
    if not found:
        raise InputError("no_line")
    if len(found) > most:
        raise InputError("too_many", count=len(found), most=most)
    return CsvText(tuple(" ".join(one.split()) for one in headings.cells), found)


def text_of(data: bytes) -> str:
    """The text of a file, whatever it is encoded in; raises InputError."""
    if not data.strip():
        raise InputError("empty")
    if len(data) > MOST_BYTES:
        raise InputError("size", limit=MOST_BYTES)
    if data.startswith(OTHERS):
        raise InputError("not_csv")
    mark = next((encoding for start, encoding in MARKS if data.startswith(start)), "")
    for encoding in [mark] if mark else ["utf-8", "cp1252"]:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if any(sign < " " and sign not in "\t\r\n" for sign in text):
            raise InputError("not_csv")
        if text.strip():
            return text
        raise InputError("empty")
    raise InputError("not_csv")


def separated(text: str, expected: Sequence[str]) -> tuple[str, str]:
    """The text without the line `sep=;` that some spreadsheets write, and what separates cells."""
    first, _end, rest = text.lstrip("\r\n").partition("\n")
    said = first.strip().lower()
    if said.startswith(SEP) and said[len(SEP) :] in set(SEPARATORS):
        return rest, said[len(SEP) :]
    wanted = {plain(one) for one in expected}

    def likeness(separator: str) -> tuple[int, int]:
        cells = [plain(one.strip(' "')) for one in first.split(separator)]
        return sum(one in wanted for one in cells), len(cells)

    return text, max(SEPARATORS, key=likeness)


def lines_of(text: str, separator: str) -> Iterator[Line]:
    """The lines that are not blank, each with the number at which it begins."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    number = 1
    try:
        for cells in reader:
            if len(cells) > MOST_COLUMNS or any(len(cell) > MOST_CELL for cell in cells):
                raise InputError("broken", line=number)
            if any(cell.strip() for cell in cells):
                yield Line(number, tuple(cell.strip() for cell in cells))
            number = reader.line_num + 1
    except csv.Error as error:
        raise InputError("broken", line=number) from error
