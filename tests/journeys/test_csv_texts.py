"""CSV files as spreadsheets and software write them: read whole, or refused with a reason."""

import pytest

from engine.errors import InputError
from engine.journeys import MOST_BYTES, read_csv

HEADINGS = ["Arrivée", "Départ", "Prix"]
TEXT = "Arrivée;Départ;Prix\n01/02/2025;08/02/2025;12,50\n"
LINE = ("01/02/2025", "08/02/2025", "12,50")
WRITTEN = {
    "utf-8": TEXT.encode(),
    "utf-8 with a mark": TEXT.encode("utf-8-sig"),
    "utf-16": TEXT.encode("utf-16"),
    "windows-1252": TEXT.encode("cp1252"),
    "commas": 'Arrivée,Départ,Prix\n01/02/2025,08/02/2025,"12,50"\n'.encode(),
    "tabs": TEXT.replace(";", "\t").encode(),
    "ends of lines of Windows": TEXT.replace("\n", "\r\n").encode(),
    "no end of line": TEXT.rstrip("\n").encode(),
    "the line of a spreadsheet": f"sep=;\n{TEXT}".encode(),
    "quotation marks": '"Arrivée";"Départ";"Prix"\n"01/02/2025";"08/02/2025";"12,50"\n'.encode(),
    "blanks around": TEXT.replace(";", " ; ").encode(),
    "blank lines": TEXT.replace("\n", "\n\n;;\n").encode(),
    "blank lines first": f"\n\n{TEXT}".encode(),
}
REFUSED = {
    "empty": b"",
    "blank": b" \n ; \n",
    "only a mark": b"\xef\xbb\xbf",
    "no_line": "Arrivée;Départ;Prix\n".encode(),
    "not_csv: a spreadsheet": b"PK\x03\x04" + b"\x00" * 40,
    "not_csv: an old spreadsheet": b"\xd0\xcf\x11\xe0" + b"\x00" * 40,
    "not_csv: a PDF": b"%PDF-1.7\n",
    "not_csv: a NUL": b"a;b\n1;\x00\n",
    "not_csv: no text": b"\x81\x8d\x8f;\x90\n",
    "broken": b'a;b\n1;"deux\n',
    "broken: a long cell": ("a;b\n1;" + "x" * 3000).encode(),
    "broken: many cells": (";" * 100).encode() + b"a\n1\n",
    "too_many": ("a;b\n" + "1;2\n" * 11).encode(),
    "size": b"a;b\n" + b"1;2\n" * (MOST_BYTES // 4),
}


@pytest.mark.parametrize("data", WRITTEN.values(), ids=WRITTEN)
def test_a_file_says_the_same_however_it_is_written(data: bytes) -> None:
    found = read_csv(data, HEADINGS, 10)

    assert list(found.headings) == HEADINGS
    assert [one.cells for one in found.lines] == [LINE]


@pytest.mark.parametrize(("key", "data"), REFUSED.items(), ids=REFUSED)
def test_a_file_that_cannot_be_read_is_refused_with_a_reason(key: str, data: bytes) -> None:
    with pytest.raises(InputError) as error:
        read_csv(data, HEADINGS, 10)

    said = {"blank": "empty", "only a mark": "empty"}.get(key, key.partition(":")[0])
    assert error.value.key == said


def test_lines_keep_the_numbers_that_they_have_in_the_file() -> None:
    text = 'a;b\n\n1;"un\nretour"\n;\n2;x\n'

    found = read_csv(text.encode(), ["a"], 10)

    assert [(one.number, one.cells) for one in found.lines] == [
        (3, ("1", "un\nretour")),
        (6, ("2", "x")),
    ]


@pytest.mark.parametrize("most", [1, 400, 1_000])
def test_as_many_lines_are_read_as_the_group_may_hold(most: int) -> None:
    found = read_csv(b"a;b\n" + b"1;2\n" * most, ["a"], most)

    assert len(found.lines) == most
