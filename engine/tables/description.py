"""Reads the YAML beside a table: its columns, their types, its key and what is searched."""

from collections.abc import Iterator
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass

from engine.source import Diagnostic, Mapping, Node, Scalar, Sequence, Span, nearest, read
from engine.tables.faults import DESCRIPTION, _, fault
from engine.tables.values import TYPES

KEYS = ("table", "title", "key", "label", "search", "from", "to", "source", "above", "columns")
COLUMN_KEYS = ("type", "optional", "help")
REQUIRED = ("key", "label", "columns")


@dataclass(frozen=True, slots=True)
class Column:
    """What a column holds; an `optional` one may have empty cells."""

    name: str
    kind: str
    optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """What the YAML says: names of columns by their part, and the columns themselves."""

    title: str
    key: str
    label: str
    search: tuple[str, ...]
    starts: str
    ends: str
    source: str
    above: str
    columns: MappingOf[str, Column]


def read_description(path: str, data: bytes) -> tuple[Description | None, list[Diagnostic]]:
    """Give what the YAML says, None when it cannot be used, and everything wrong with it."""
    node, told = read(path, data)
    if node is None:
        return None, told
    if not isinstance(node, Mapping):
        message = _("This must be keys with their values: key, label, columns…")
        return None, [*told, fault(DESCRIPTION, node.span, message)]
    columns: dict[str, Column] = {}
    told += _keys(node)
    told += _columns(node.get("columns"), columns)
    told += _references(node, columns)
    return (None if told else _description(node, columns)), told


def _description(node: Mapping, columns: MappingOf[str, Column]) -> Description:
    label = _text(node.get("label"))
    searched = [scalar.value for scalar in _scalars(node.get("search"))]
    return Description(
        title=_text(node.get("title")),
        key=_text(node.get("key")),
        label=label,
        search=(label, *(name for name in searched if name != label)),
        starts=_text(node.get("from")),
        ends=_text(node.get("to")),
        source=_text(node.get("source")),
        above=_text(node.get("above")),
        columns=columns,
    )


def _keys(node: Mapping) -> Iterator[Diagnostic]:
    yield from _unknown(node, KEYS)
    for name in REQUIRED:
        if node.get(name) is None:
            message = _("The key “{key}” is missing")
            yield fault(DESCRIPTION, node.span, message, key=name)


def _unknown(node: Mapping, known: tuple[str, ...]) -> Iterator[Diagnostic]:
    for key, _value in node.entries:
        if key.value not in known:
            message = _("The key “{key}” does not exist here")
            yield fault(DESCRIPTION, key.span, message, nearest(key.value, known), key=key.value)


def _columns(node: Node | None, columns: dict[str, Column]) -> Iterator[Diagnostic]:
    if node is None:
        return
    if not isinstance(node, Mapping):
        message = _("This must be columns with their types, such as “code: text”")
        yield fault(DESCRIPTION, node.span, message)
        return
    for name, content in node.entries:
        yield from _column(name.value, content, columns)


def _column(name: str, node: Node, columns: dict[str, Column]) -> Iterator[Diagnostic]:
    kind, optional = node, ""
    if isinstance(node, Mapping):
        yield from _unknown(node, COLUMN_KEYS)
        kind, optional = node.get("type") or node, _text(node.get("optional"))
    said = _text(kind)
    columns[name] = Column(name, said if said in TYPES else "text", optional == "true")
    if said not in TYPES:
        message = _("“{type}” is no type of column: {known}")
        known = ", ".join(TYPES)
        yield fault(DESCRIPTION, kind.span, message, nearest(said, TYPES), type=said, known=known)


def _references(node: Mapping, columns: MappingOf[str, Column]) -> Iterator[Diagnostic]:
    wanted: dict[str, tuple[str, ...]]
    wanted = {"key": ("text",), "label": ("text",), "from": ("date",), "to": ("date",)}
    wanted |= {"source": ("text",), "above": ("integer", "decimal", "money")}
    for key, kinds in {**wanted, "search": ("text", "texts")}.items():
        for scalar in _scalars(node.get(key)):
            column = columns.get(scalar.value)
            if column is None:
                yield _no_such_column(scalar.value, scalar.span, columns)
            elif column.kind not in kinds:
                message = _("The column “{column}” must be of type {type} to be named here")
                values = {"column": scalar.value, "type": " / ".join(kinds)}
                yield fault(DESCRIPTION, scalar.span, message, **values)


def _no_such_column(name: str, span: Span, columns: MappingOf[str, Column]) -> Diagnostic:
    message = _("The column “{column}” is not among the columns")
    return fault(DESCRIPTION, span, message, nearest(name, columns), column=name)


def _scalars(node: Node | None) -> list[Scalar]:
    if isinstance(node, Sequence):
        return [item for item in node.items if isinstance(item, Scalar)]
    return [node] if isinstance(node, Scalar) else []


def _text(node: Node | None) -> str:
    return node.value if isinstance(node, Scalar) else ""
