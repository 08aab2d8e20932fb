"""Reads the official files of communes, and writes the table `communes`.

The postcodes are those of the « base officielle des codes postaux » of La Poste, a line each.
The names with their accents are those of the « code officiel géographique » (INSEE).
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from engine.source import Diagnostic, Position, Span
from engine.tables.cells import Cell, records
from engine.tables.faults import CELLS, COLUMNS, EMPTY, UNREADABLE, VALUE, _, fault
from engine.tables.words import plain

HEADER = ("code", "nom", "departement", "codes_postaux")
CODE = re.compile("[0-9]{5}|2[AB][0-9]{3}")
POSTCODE = re.compile("[0-9]{5}")
MOST_TOLD = 100
MOST_BYTES = 50_000_000
# What each column is called in the files, by what it is here.
POSTAL: Mapping[str, tuple[str, ...]] = {
    "code": ("code commune insee", "code insee", "insee com", "code commune"),
    "name": ("nom de la commune", "nom commune", "nom com"),
    "postcode": ("code postal", "codepos"),
}
NAMES: Mapping[str, tuple[str, ...]] = {
    "kind": ("typecom",),
    "code": ("com",),
    "name": ("libelle",),
    "parent": ("comparent",),
}


@dataclass(frozen=True)
class Name:
    """What the INSEE says of a code: its name, or the commune that it is a part of."""

    name: str
    parent: str = ""


@dataclass
class Commune:
    """A commune and its postcodes."""

    code: str
    name: str
    postcodes: list[str]

    @property
    def department(self) -> str:
        """The number of its département, of three digits overseas."""
        return self.code[: 3 if self.code[:2] in ("97", "98") else 2]


def decoded(path: str, data: bytes) -> tuple[str, list[Diagnostic]]:
    """Read UTF-8, with its mark or without, else the encoding of older Windows."""
    place = Span(path, Position(1, 1), Position(1, 1))
    if len(data) > MOST_BYTES:
        message = _("This table is too large: {most} bytes at most")
        return "", [fault(UNREADABLE, place, message, most=MOST_BYTES)]
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding), []
        except UnicodeDecodeError:
            continue
    return "", [fault(UNREADABLE, place, _("This file is neither in UTF-8 nor in Windows-1252"))]


@dataclass(frozen=True)
class Line:
    """One line of a file: its cells by what they are here."""

    cells: Mapping[str, Cell]

    def text(self, name: str) -> str:
        """The text of a cell."""
        return self.cells[name].text

    def fault(self, path: str, name: str, message: str) -> Diagnostic:
        """What is wrong with a cell."""
        cell = self.cells[name]
        return fault(VALUE, cell.span(path), message, text=cell.text)


def lines_of(
    path: str, data: bytes, wanted: Mapping[str, tuple[str, ...]]
) -> Iterator[Line | Diagnostic]:
    """The lines of a file that has the columns wanted, or what is wrong with it."""
    text, told = decoded(path, data)
    yield from told
    found = records(path, text)
    header = next(found, None)
    if header is None or isinstance(header, Diagnostic):
        place = Span(path, Position(1, 1), Position(1, 1))
        message = _("This table is empty: its first line names the columns")
        yield from [] if told else [header or fault(EMPTY, place, message)]
        return
    places, missing = columns_in(path, header, wanted)
    yield from missing
    if missing:
        return
    for cells in found:
        if isinstance(cells, Diagnostic):
            yield cells
        elif len(cells) != len(header):
            message = _("This line has {found} cells instead of {wanted}")
            yield fault(CELLS, cells[0].span(path), message, found=len(cells), wanted=len(header))
        else:
            yield Line({name: cells[place] for name, place in places.items()})


def columns_in(
    path: str, header: list[Cell], wanted: Mapping[str, tuple[str, ...]]
) -> tuple[dict[str, int], list[Diagnostic]]:
    """Where each column wanted stands, and which are missing."""
    called = {plain(cell.text): place for place, cell in reversed(list(enumerate(header)))}
    places = {
        name: called[known] for name, names in wanted.items() for known in names if known in called
    }
    message = _("The column “{column}” is missing")
    return places, [
        fault(COLUMNS, header[0].span(path), message, column=names[0])
        for name, names in wanted.items()
        if name not in places
    ]


def read_names(path: str, data: bytes) -> tuple[dict[str, Name], list[Diagnostic]]:
    """The names of communes by code, and of which commune an arrondissement is a part."""
    names: dict[str, Name] = {}
    told: list[Diagnostic] = []
    for line in lines_of(path, data, NAMES):
        if isinstance(line, Diagnostic):
            told.append(line)
        elif line.text("kind") in ("COM", "ARM"):
            names[line.text("code")] = Name(line.text("name"), line.text("parent"))
        if len(told) >= MOST_TOLD:
            break
    return names, told


def read_communes(
    path: str, data: bytes, names: Mapping[str, Name] | None = None
) -> tuple[list[Commune], list[Diagnostic]]:
    """The communes of the file of postcodes, in its order, and everything wrong with it.

    With `names`, communes are called as the INSEE writes them, and the postcodes of a municipal
    arrondissement are those of its town.
    """
    found: dict[str, Commune] = {}
    told: list[Diagnostic] = []
    for line in lines_of(path, data, POSTAL):
        if isinstance(line, Diagnostic):
            told.append(line)
        elif wrong := list(faults_of(line, path)):
            told += wrong
        else:
            keep(line, names or {}, found)
        if len(told) >= MOST_TOLD:
            break
    return list(found.values()), told


def faults_of(line: Line, path: str) -> Iterator[Diagnostic]:
    """What is wrong with the cells of a line."""
    if not CODE.fullmatch(line.text("code")):
        yield line.fault(path, "code", _("“{text}” is no INSEE code: five signs are wanted"))
    if not POSTCODE.fullmatch(line.text("postcode")):
        yield line.fault(path, "postcode", _("“{text}” is no postcode: five digits are wanted"))
    if not line.text("name"):
        yield line.fault(path, "name", _("The name of the commune is missing"))


def keep(line: Line, names: Mapping[str, Name], found: dict[str, Commune]) -> None:
    """Add the postcode of a line to its commune."""
    code = line.text("code")
    said = names.get(code)
    if said is not None and said.parent:
        code, said = said.parent, names.get(said.parent)
    commune = found.setdefault(code, Commune(code, said.name if said else line.text("name"), []))
    if line.text("postcode") not in commune.postcodes:
        commune.postcodes.append(line.text("postcode"))


def as_csv(communes: list[Commune]) -> str:
    """The table, as a CSV in UTF-8."""
    written = io.StringIO()
    writer = csv.writer(written, delimiter=";", lineterminator="\n")
    writer.writerow(HEADER)
    for one in communes:
        writer.writerow((one.code, one.name, one.department, "|".join(one.postcodes)))
    return written.getvalue()
