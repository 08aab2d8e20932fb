"""Rows for a spreadsheet."""

import csv
import io
from collections.abc import Iterable, Sequence

# What a spreadsheet would take for a formula: https://owasp.org/www-community/attacks/CSV_Injection
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_of(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """A CSV file in UTF-8, whose cells are all texts: none is a formula."""
    text = io.StringIO()
    lines = csv.writer(text, delimiter=";")
    lines.writerow(heads)
    lines.writerows([plain_cell(str(cell)) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def plain_cell(text: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text
