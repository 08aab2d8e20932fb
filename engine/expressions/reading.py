"""What is wrong with the names of a table, of its columns and of its rows, where one is read."""

import ast
from collections.abc import Callable, Iterator, Mapping

from engine.expressions.functions import Function
from engine.expressions.problems import _
from engine.expressions.tables import Dated
from engine.expressions.types import ANYTHING, DECIMAL, MONEY, Choice, Type
from engine.source.names import nearest

Fault = tuple[ast.expr, str, str, dict[str, object], str | None]

_IN_QUOTES = _("The name of a table, or of a column, is written in quotes")
_NO_TABLE = _("No table is named “{name}”")
_NO_COLUMN = _("There is no “{name}” in “{owner}”")
_NO_ROW = _("The table “{table}” has no row “{key}”")
_NO_ROWS = _("The table “{table}” has no row")
_NO_DAY = _("The rows of “{table}” have dates: say on which day, with at=")
_NO_BRACKETS = _("“{table}” is no table of brackets: its description names no column with “above”")
_NO_NUMBER = _("A column of numbers is wanted here")
_NOT_ALL = _("The table “{table}” has no row for these options: {keys}")


def read_table(
    node: ast.Call,
    function: Function,
    tables: Mapping[str, Dated],
    type_of: Callable[[ast.expr], Type],
) -> tuple[Type, list[Fault]]:
    """The type that a function gives which reads a table, and all that is wrong with it."""
    named = _constant(node.args[0])
    if named is None:
        return ANYTHING, [(node.args[0], "types", _IN_QUOTES, {}, None)]
    table = tables.get(named)
    if table is None:
        near = nearest(named, tables)
        return ANYTHING, [(node.args[0], "unknown_table", _NO_TABLE, {"name": named}, near)]
    faults = [*_of_column(node.args[2], table), *_of_rows(node, function, table, type_of)]
    if faults:
        return ANYTHING, faults
    column = table.columns[str(_constant(node.args[2]))]
    kind = column if isinstance(column, Type) else ANYTHING
    if function.name != "brackets":
        return kind, []
    if kind.family != "number":
        return ANYTHING, [(node.args[2], "types", _NO_NUMBER, {}, None)]
    return (MONEY if type_of(node.args[1]) == MONEY else DECIMAL), []


def _constant(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _of_column(node: ast.expr, table: Dated) -> Iterator[Fault]:
    name = _constant(node)
    if name is None:
        yield node, "types", _IN_QUOTES, {}, None
    elif name not in table.columns:
        values: dict[str, object] = {"name": name, "owner": table.name}
        yield node, "unknown_column", _NO_COLUMN, values, nearest(name, table.columns)


def _of_rows(
    node: ast.Call, function: Function, table: Dated, type_of: Callable[[ast.expr], Type]
) -> Iterator[Fault]:
    values: dict[str, object] = {"table": table.name}
    if not table.history:
        yield node.args[0], "no_row", _NO_ROWS, values, None
        return
    if function.name != "lookup" and not table.above:
        yield node.args[0], "types", _NO_BRACKETS, values, None
    named = node.args[len(function.wants) - len(function.named) :]
    given = dict(zip(function.named, named, strict=False))
    if table.is_dated and "at" not in given:
        yield node, "types", _NO_DAY, values, None
    key = node.args[1] if function.name == "lookup" else given.get("key")
    if key is not None:
        yield from _of_key(key, table, type_of)


def _of_key(node: ast.expr, table: Dated, type_of: Callable[[ast.expr], Type]) -> Iterator[Fault]:
    key = _constant(node)
    if key is not None and key not in table.history:
        values: dict[str, object] = {"table": table.name, "key": key}
        yield node, "no_row", _NO_ROW, values, nearest(key, table.history)
    kind = type_of(node)
    options = kind.options if isinstance(kind, Choice) else None
    lacking = [one for one in options or () if one not in table.history]
    if lacking:
        values = {"table": table.name, "keys": ", ".join(lacking)}
        yield node, "perhaps_no_row", _NOT_ALL, values, None
