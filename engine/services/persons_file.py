"""Persons to invite, read from a CSV file: every line that cannot be used is told."""

import re
from collections import Counter
from collections.abc import Sequence

from engine.accounts.codes import known_as
from engine.i18n import marked as _
from engine.services.invited import REQUIRED, Expected, Fault, Invited, Reading
from engine.source.diagnostics import Diagnostic
from engine.source.names import nearest
from engine.tables.cells import Cell, records

MOST_BYTES, MOST_LINES = 20_000_000, 20_000
UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def read_invited(data: bytes, expected: Expected) -> tuple[list[Invited], list[Fault]]:
    """The persons of a file, and all that is wrong with it, line by line."""
    text, faults = decoded(data)
    if faults:
        return [], faults
    found = list(records("", text))
    faults = [Fault(one.span.start.line, one.message, one.values) for one in found
              if isinstance(one, Diagnostic)]  # fmt: skip
    lines = [one for one in found if not isinstance(one, Diagnostic)]
    if faults or not lines:
        return [], faults or [Fault(1, _("This file is empty."))]
    titles, faults = read_titles(lines[0], expected)
    if not faults and len(lines) == 1:
        faults = [Fault(1, _("This file has titles and no person."))]
    if len(lines) > MOST_LINES:
        faults.append(Fault(MOST_LINES, _("{most} lines at most: split it."),
                            {"most": MOST_LINES}))  # fmt: skip
    if faults:
        return [], faults
    reading = Reading(titles, expected)
    for cells in lines[1:]:
        reading.take(cells)
    return list(reading.persons.values()), reading.faults


def decoded(data: bytes) -> tuple[str, list[Fault]]:
    """The text of a file in UTF-8, with or without its mark, or in Windows-1252."""
    if len(data) > MOST_BYTES:
        return "", [Fault(1, _("This file is too large: {most} bytes at most."),
                          {"most": MOST_BYTES})]  # fmt: skip
    if data.startswith(UTF_16) or b"\0" in data:
        return "", [Fault(1, _("This is not a CSV file: save it again as “CSV UTF-8”."))]
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("cp1252"), []
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return "", [Fault(line, _("These characters cannot be read: save it as “CSV UTF-8”."))]


def read_titles(cells: Sequence[Cell], expected: Expected) -> tuple[list[str], list[Fault]]:
    """The columns of a file, and what is wrong with their titles."""
    titles, known, faults = [title_of(one.text) for one in cells], expected.columns, []
    for title, cell in zip(titles, cells, strict=True):
        if title and title not in known:
            like = nearest(title, known)
            message = (
                _("The column “{name}” is not known: did you mean “{like}”?")
                if like
                else _("The column “{name}” is not known: take it away.")
            )
            faults.append(Fault(cell.line, message, {"name": cell.text, "like": like or ""}))
    faults += [Fault(cells[0].line, _("The column “{name}” is there twice."), {"name": name})
               for name, times in Counter(filter(None, titles)).items() if times > 1]  # fmt: skip
    faults += [Fault(cells[0].line, _("The column “{name}” is missing."), {"name": name})
               for name in REQUIRED if name not in titles]  # fmt: skip
    return titles, faults


def title_of(text: str) -> str:
    """The name of a column, however its title is written: `Code postal` is `code_postal`."""
    parts = (re.split(r"[\s_\-]+", part.strip()) for part in text.split("."))
    return ".".join("_".join(filter(None, map(known_as, part))) for part in parts)
