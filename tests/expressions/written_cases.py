"""How the cases of this room are read."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from engine.expressions import (
    DATE,
    DECIMAL,
    FILES,
    INTEGER,
    MONEY,
    MONTH,
    NOTHING,
    TEXT,
    TEXTS,
    UNKNOWN,
    YES_NO,
    Choice,
    Choices,
    Chosen,
    List,
    Record,
    Rows,
    Scope,
    Type,
)
from engine.source.positions import Position, Span
from engine.tables import Table, load_table

PLAIN: dict[str, Type] = {
    "text": TEXT,
    "integer": INTEGER,
    "decimal": DECIMAL,
    "money": MONEY,
    "date": DATE,
    "month": MONTH,
    "yes_no": YES_NO,
    "files": FILES,
    "nothing": NOTHING,
    "texts": TEXTS,
    "choice": Choice(),
}


class _Loader(yaml.SafeLoader):
    pass


_Loader.add_constructor(
    "!chosen", lambda loader, node: Chosen(**loader.construct_mapping(node, deep=True))
)
_Loader.add_constructor(
    "tag:yaml.org,2002:float", lambda loader, node: Decimal(loader.construct_scalar(node))
)


def type_of(written: Any) -> Type:
    """The type that a case names."""
    if isinstance(written, str):
        if written.startswith("list of "):
            return List(type_of(written.removeprefix("list of ")))
        return PLAIN[written]
    if "rows" in written:
        return Rows(types_of(written["rows"]))
    if "row" in written:
        return Record(types_of(written["row"]))
    columns = types_of(written.get("columns", {}))
    if "choices" in written:
        return Choices(tuple(written["choices"]), columns)
    return Choice(tuple(written["choice"]), columns)


def types_of(written: dict[str, Any]) -> dict[str, Type]:
    """The types that a case names, by name."""
    return {name: type_of(kind) for name, kind in written.items()}


def value_of(written: Any) -> Any:
    """The value that a case names: lists are tuples, the word unknown is no value."""
    if isinstance(written, list):
        return tuple(value_of(each) for each in written)
    if isinstance(written, dict):
        return {name: value_of(each) for name, each in written.items()}
    return UNKNOWN if written == "unknown" else written


def line(text: str, path: str = "essai.yaml", column: int = 5) -> Span:
    """Where a text of one line stands in a file."""
    return Span(path, Position(3, column), Position(3, column + len(text)))


def pointed_at(text: str, span: Span, column: int = 5) -> str:
    """The part of a text that a span points at."""
    assert (span.start.line, span.end.line) == (3, 3)
    return text[span.start.column - column : span.end.column - column]


FILE: dict[str, Any] = yaml.load(
    (Path(__file__).parent / "cases.yaml").read_text(encoding="utf-8"),
    _Loader,  # noqa: S506 - a safe loader, with one more tag
)
TABLES: dict[str, Table] = {
    path.stem: table
    for path in sorted((Path(__file__).parent / "tables").glob("*.csv"))
    for table in [load_table(path, path.with_suffix(".yaml"))[0]]
    if table is not None
}
SCOPE = Scope(types_of(FILE["scope"]), types_of(FILE["later"]), TABLES)
CASES: list[dict[str, Any]] = FILE["cases"]
DECISIONS: dict[str, list[str]] = FILE["decisions"]
