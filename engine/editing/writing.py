"""Plain data as YAML or JSON, as an author would write it: quotes only where they are needed."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from engine.definitions.words import NUMBER
from engine.editing.errors import CannotEditError
from engine.editing.plain import read_plain
from engine.i18n import marked as _
from engine.source.reader import UNSEEN

LONGEST_FLOW = 100
LONGEST_KEY = 1000
INDICATORS = frozenset("-?:,[]{}#&*!|>'\"%@`")
FLOW_SIGNS = frozenset(",[]{}:?")
SPECIAL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\t\r\ufeff\ud800-\udfff]")
SURROGATES = re.compile(r"[\ud800-\udfff]")

_UNKNOWN = _("This value cannot be written in a definition")


@dataclass(frozen=True)
class Style:
    """How a text is written: how far parts are indented, and whether it is JSON."""

    step: int = 2  # what is under a key
    dash: int = 2  # a dash under its key
    item: int = 2  # what follows a dash
    is_json: bool = False
    newline: str = "\n"


def flow(data: Any, style: Style, *, verbatim: bool = False, inside: bool = True) -> str:
    """Data on one line; `verbatim` for a text that may look like a number."""
    if style.is_json:
        return json_of(data)
    if isinstance(data, Mapping):
        entries = (f"{key_of(key, inside=True)}: {flow(one, style)}" for key, one in data.items())
        return "{" + ", ".join(entries) + "}"
    if isinstance(data, (list, tuple)):
        return "[" + ", ".join(flow(one, style) for one in data) + "]"
    return scalar(data, inside=inside, verbatim=verbatim)


def json_of(data: Any) -> str:
    """Data as JSON on one line; a decimal as it is written."""
    if isinstance(data, Mapping):
        entries = (f"{json_of(str(key))}: {json_of(one)}" for key, one in data.items())
        return "{" + ", ".join(entries) + "}"
    if isinstance(data, (list, tuple)):
        return "[" + ", ".join(json_of(one) for one in data) + "]"
    if isinstance(data, Decimal):
        return format(data, "f")
    if data is None or isinstance(data, (str, int, bool)):
        said = json.dumps(_kept(data) if isinstance(data, str) else data, ensure_ascii=False)
        return UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", said)
    raise CannotEditError(_UNKNOWN)


def scalar(data: Any, *, inside: bool, verbatim: bool = False) -> str:
    """A value alone, on one line; `inside` brackets or braces more must stand between quotes."""
    if data is None:
        return "null"
    if isinstance(data, bool):
        return "true" if data else "false"
    if isinstance(data, (int, Decimal)):
        return format(data, "f") if isinstance(data, Decimal) else str(data)
    if not isinstance(data, str):
        raise CannotEditError(_UNKNOWN)
    if is_safe(data, inside=inside) and (verbatim or isinstance(read_plain(data), str)):
        return data
    return quoted(data)


def is_safe(text: str, *, inside: bool) -> bool:
    """Whether a text may stand without quotes and is read as it is."""
    if not text or text != text.strip():
        return False
    if text[0] in INDICATORS and not NUMBER.fullmatch(text):
        return False
    if ": " in text or " #" in text or text.endswith(":") or text.startswith(("---", "...")):
        return False
    if "\n" in text or SPECIAL.search(text) or UNSEEN.search(text):
        return False
    return not (inside and any(sign in FLOW_SIGNS for sign in text))


def quoted(text: str) -> str:
    """A text between quotes: double ones, or single ones when it holds some."""
    text = _kept(text)
    is_simple = not SPECIAL.search(text) and not UNSEEN.search(text) and "\n" not in text
    if is_simple and ('"' in text or "\\" in text):
        return "'" + text.replace("'", "''") + "'"
    if is_simple:
        return f'"{text}"'
    return '"' + "".join(_escaped(one) for one in text) + '"'


def key_of(key: object, *, inside: bool) -> str:
    """A key: it is a text whatever it looks like."""
    text = str(key)
    if len(text) > LONGEST_KEY:
        raise CannotEditError(_UNKNOWN)
    return text if is_safe(text, inside=inside) and text != "<<" else quoted(text)


def lines_of(data: Any, indent: int, style: Style) -> list[str]:
    """Keys or items on lines of their own, each begun by so many blanks; not for a text alone."""
    told: list[str] = []
    if isinstance(data, Mapping):
        for key, one in data.items():
            told += entry(key, one, indent, style)
        return told
    for one in data:
        told += dashed(one, indent, style)
    return told


def dashed(data: Any, indent: int, style: Style) -> list[str]:
    """An item of a list on lines, after its dash."""
    lead = " " * indent + "-" + " " * (style.item - 1)
    if isinstance(data, Mapping) and data:
        first, *others = lines_of(data, indent + style.item, style)
        return [lead + first[indent + style.item :], *others]
    if isinstance(data, (list, tuple)) or not _is_long_text(data):
        return [lead + flow(data, style, inside=False)]
    header, *text = block(data, indent + style.step)
    return [lead + header, *text]


def entry(
    key: object, data: Any, indent: int, style: Style, *, verbatim: bool = False
) -> list[str]:
    """A key with its value on lines."""
    head = " " * indent + key_of(key, inside=False) + ":"
    return with_value(head, data, indent, style, verbatim=verbatim)


def with_value(
    head: str, data: Any, indent: int, style: Style, *, verbatim: bool = False, tail: str = ""
) -> list[str]:
    """What stands before a value, and the value; `tail` is a comment that stays on the first line.

    `indent` is that of the key.
    """
    if isinstance(data, Mapping) and data:
        return [head + tail, *lines_of(data, indent + style.step, style)]
    if isinstance(data, (list, tuple)) and data and not _is_short_list(data, style):
        return [head + tail, *lines_of(data, indent + style.dash, style)]
    if _is_long_text(data):
        header, *text = block(data, indent + style.step)
        return [f"{head} {header}{tail}", *text]
    return [f"{head} {flow(data, style, verbatim=verbatim, inside=False)}{tail}"]


def block(text: str, indent: int) -> list[str]:
    """A text of several lines under `|`: its sign, then its lines."""
    sign = "|" if text.endswith("\n") else "|-"
    blanks = " " * indent
    lines = text.removesuffix("\n").split("\n")
    return [sign, *(blanks + line if line else "" for line in lines)]


def is_plain_list(data: Any) -> bool:
    """Whether a list holds values alone."""
    return all(not isinstance(one, (Mapping, list, tuple)) for one in data)


def _is_short_list(data: Any, style: Style) -> bool:
    if not is_plain_list(data) or any(isinstance(one, str) and "\n" in one for one in data):
        return False
    return len(flow(data, style)) <= LONGEST_FLOW


def _is_long_text(data: Any) -> bool:
    """Whether a text is written under `|`; one with odd blanks stands between quotes."""
    if not isinstance(data, str) or "\n" not in data or SPECIAL.search(data) or UNSEEN.search(data):
        return False
    lines = data.split("\n")
    is_odd = not lines[0].strip() or lines[0][0] == " " or data.endswith("\n\n")
    return not is_odd and all(line.strip() or not line for line in lines)


def _escaped(character: str) -> str:
    if character in '"\\':
        return "\\" + character
    named = {"\n": "\\n", "\t": "\\t", "\r": "\\r"}.get(character)
    if named is not None:
        return named
    if SPECIAL.match(character) or UNSEEN.match(character):
        number = ord(character)
        return f"\\x{number:02x}" if number < 256 else f"\\u{number:04x}"
    return character


def _kept(text: str) -> str:
    """A text, unless it holds half of a character."""
    if SURROGATES.search(text):
        raise CannotEditError(_UNKNOWN)
    return text
