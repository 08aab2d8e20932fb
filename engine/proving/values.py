"""Values, as tests write them and as they are found."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from engine.expressions import UNKNOWN, Chosen, show
from engine.proving.typing import NO, YES, is_blank
from engine.source import Mapping as MappingNode
from engine.source import Node, Scalar
from engine.source import Sequence as SequenceNode

LONGEST = 200


def same(node: Node, value: Any) -> bool:
    """Whether a value is what a test writes."""
    if isinstance(node, SequenceNode):
        listed = value if isinstance(value, (list, tuple)) else ()
        return len(listed) == len(node.items) and all(map(same, node.items, listed))
    if isinstance(node, MappingNode):
        record = value if isinstance(value, Mapping) else {}
        return all(same(one, record.get(key.value, UNKNOWN)) for key, one in node.entries)
    if value is UNKNOWN or value is None:
        return is_blank(node)
    return same_text(node.value, value)


def same_text(text: str, value: Any) -> bool:
    """Whether a value is what a text says: exact numbers, days, words."""
    if isinstance(value, bool):
        return text.lower() in (YES if value else NO)
    if isinstance(value, (int, Decimal)):
        return number_in(text) == value
    if isinstance(value, date):
        return text in {value.isoformat(), value.isoformat()[:7]}
    if isinstance(value, (list, tuple)):
        return len(value) == 1 and same_text(text, value[0])
    return text in words_of(value)


def words_of(value: Any) -> set[str]:
    """What a text may call a value: itself, or its label when it was chosen."""
    label = value.label if isinstance(value, Chosen) else ""
    return {str(value), label} if label else {str(value)}


def number_in(text: str) -> Decimal | None:
    """The number that a text says, with a comma or a dot; None when it says none."""
    try:
        return Decimal(text.replace(",", ".").replace(" ", "").removesuffix("€"))
    except InvalidOperation:
        return None


def shown(value: Any) -> str:
    """A value as a failure says it."""
    return shortened(said(value))


def said(value: Any) -> str:
    """A value in words."""
    if isinstance(value, Scalar):
        return value.value or "∅"
    if isinstance(value, SequenceNode):
        return f"[{', '.join(map(said, value.items))}]"
    if isinstance(value, MappingNode):
        return f"{{{', '.join(f'{key.value}: {said(one)}' for key, one in value.entries)}}}"
    if value is UNKNOWN or value is None:
        return "∅"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:f}"
    return said_of_many(value)


def said_of_many(value: Any) -> str:
    """A list, a record, or a text."""
    if isinstance(value, str):
        return str(value)
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(said, value))}]"
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{key}: {said(one)}' for key, one in value.items())}}}"
    return show(value, "fr")


def shortened(text: str) -> str:
    """A text that is not too long to be read."""
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
