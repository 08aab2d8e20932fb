"""From nodes to records: each key read by the type that its record wants.

Nothing is raised for an author's mistake: the reader notes it and goes on, so that all are
told at once. A record that lacks something it needs is left out.
"""

import types
from collections.abc import Callable, Mapping
from dataclasses import Field as Attribute
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from engine.definitions.borrowing import borrowed_syntax, borrowed_template, said
from engine.definitions.delays import Delay, read_delay
from engine.definitions.habits import is_cut, likely
from engine.definitions.opening import OpenDay, read_open_day
from engine.definitions.profile import Column, TypeName, column_types
from engine.definitions.words import Days, Parameter, read_duration, read_parameter, read_size
from engine.expressions import Problem, Syntax, parse, parse_template
from engine.fields import ANY, Choices, ListedChoices, Option, ProfileChoices, TableChoices, Text
from engine.i18n import marked as _
from engine.source.diagnostics import Diagnostic, Severity
from engine.source.names import nearest
from engine.source.nodes import Mapping as MappingNode
from engine.source.nodes import Node, Scalar
from engine.source.nodes import Sequence as SequenceNode
from engine.source.positions import Span
from engine.source.spec import Written, is_required, keys_of

UNKNOWN_KEY = "D020"
MISSING_KEY = "D021"
WRONG_TYPE = "D022"
UNKNOWN_TYPE = "D023"

MISSING = object()
_CUT = _("Between braces a comma ends the value before it: put the whole expression in quotes")
_NO_DASH = _("“{key}” begins another part: write a dash before it, on a line of its own")
LANGUAGES = ("fr", "en")


@cache
def hints_of(kind: type) -> Mapping[str, Any]:
    """The types of the attributes of a class; worked out once, as it takes long."""
    return get_type_hints(kind)


class Reader:
    """Reads records; keeps the diagnostics and the problems of expressions it meets."""

    def __init__(self, variants: Mapping[type, "Variant"]) -> None:
        self.variants = variants
        self.diagnostics: list[Diagnostic] = []
        self.problems: list[Problem] = []

    def note(
        self, code: str, span: Span, message: str, suggestion: str | None = None, **values: object
    ) -> Any:
        """Note a mistake; gives MISSING, so that a reader can return it."""
        self.diagnostics.append(Diagnostic(code, Severity.ERROR, span, message, values, suggestion))
        return MISSING

    def record(self, kind: type, node: Node, ignored: str = "") -> Any:
        """A record of `kind`, or MISSING; the key `ignored` was read already."""
        if not isinstance(node, MappingNode):
            return self.wrong(node, _("a list of keys and values"))
        keys, hints = keys_of(kind), hints_of(kind)
        given: dict[str, Any] = {}
        spans: dict[str, Span] = {}
        before: Node | None = None
        for key, value in node.entries:
            before, last = value, before
            if key.value == ignored:
                continue
            if key.value not in keys:
                if is_cut(key, value, last):
                    self.note(UNKNOWN_KEY, key.span, _CUT)
                else:
                    self.unknown_key(key, keys)
                continue
            spans[key.value] = value.span
            if isinstance(value, MappingNode):
                inner = {f"{key.value}.{name.value}": one.span for name, one in value.entries}
                spans.update(inner)
            attribute = keys[key.value]
            given[attribute.name] = self.value(hints[attribute.name], value)
        return self.build(kind, keys, given, Written(node.span, spans))

    def build(
        self, kind: type, keys: Mapping[str, Attribute[Any]], given: dict[str, Any], source: Written
    ) -> Any:
        """The record, once every key it needs is there."""
        whole = True
        for key, attribute in keys.items():
            if attribute.name in given:
                if given[attribute.name] is MISSING:
                    del given[attribute.name]
                    whole = whole and not is_required(attribute)
            elif is_required(attribute):
                self.note(
                    MISSING_KEY, source.span, _("the key “{key}” is missing here"), key, key=key
                )
                whole = False
        return kind(**given, source=source) if whole else MISSING

    def unknown_key(self, key: Scalar, known: Mapping[str, Any]) -> None:
        """Note a key that the record does not have."""
        self.note(
            UNKNOWN_KEY,
            key.span,
            _("the key “{key}” does not exist here"),
            likely(key.value, known),
            key=key.value,
        )

    def wrong(self, node: Node, wanted: str) -> Any:
        """Note a value of the wrong type."""
        return self.note(WRONG_TYPE, node.span, _("this should be: {wanted}"), wanted=wanted)

    def value(self, wanted: Any, node: Node) -> Any:
        """A value of the type `wanted`, or MISSING."""
        if wanted in self.variants:
            return self.variant(self.variants[wanted], node)
        if wanted in READERS:
            return READERS[wanted](self, node)
        origin = get_origin(wanted)
        if origin in (Union, types.UnionType):
            return self.union(wanted, node)
        if origin is Literal:
            return self.word(node, [str(word) for word in get_args(wanted)])
        if origin is tuple:
            return self.sequence(get_args(wanted)[0], node)
        if origin is not None and issubclass(origin, Mapping):
            return self.mapping(get_args(wanted)[1], node)
        return self.record(wanted, node)

    def union(self, wanted: Any, node: Node) -> Any:
        """One of several types: those of an optional key, or records told apart by a key.

        A record without that key is read as the one it is most like, so that what is wrong
        inside is told too.
        """
        members = [member for member in get_args(wanted) if member is not type(None)]
        if len(members) == 1:
            return self.value(members[0], node)
        node = self.first_part(members, node)
        written = [key.value for key, _ in node.entries] if isinstance(node, MappingNode) else []
        for member in members:
            if next(iter(keys_of(member))) in written:
                return self.record(member, node)
        likeness = {member: len(keys_of(member).keys() & written) for member in members}
        best = max(members, key=lambda member: likeness[member])
        if likeness[best]:
            return self.record(best, node)
        names = " / ".join(next(iter(keys_of(member))) for member in members)
        return self.wrong(node, names)

    def first_part(self, members: list[type], node: Node) -> Node:
        """A node without the part that follows in it, for want of a dash before that one."""
        names = {next(iter(keys_of(member))) for member in members}
        entries = node.entries if isinstance(node, MappingNode) else ()
        heads = [index for index, (key, _value) in enumerate(entries) if key.value in names]
        if not isinstance(node, MappingNode) or len(heads) < 2:
            return node
        second = entries[heads[1]][0]
        self.note(UNKNOWN_KEY, second.span, _NO_DASH, key=second.value)
        return replace(node, entries=entries[: heads[1]])

    def variant(self, variant: "Variant", node: Node) -> Any:
        """A record whose class is named by one of its keys, or by its only key."""
        if not isinstance(node, MappingNode):
            return self.wrong(node, _("a list of keys and values"))
        if variant.key is None:
            return self.named(variant, node)
        named = node.get(variant.key)
        if named is None:
            return self.note(
                MISSING_KEY,
                node.span,
                _("the key “{key}” is missing here"),
                variant.key,
                key=variant.key,
            )
        kind = self.word(named, list(variant.types), UNKNOWN_TYPE)
        return kind if kind is MISSING else self.record(variant.types[kind], node, variant.key)

    def named(self, variant: "Variant", node: MappingNode) -> Any:
        """A record written under its name: `- mail: {to: …}`."""
        if len(node.entries) != 1:
            return self.wrong(node, _("one name and what it needs"))
        name, content = node.entries[0]
        kind = self.word(name, list(variant.types), UNKNOWN_TYPE)
        return kind if kind is MISSING else self.record(variant.types[kind], content)

    def word(self, node: Node, words: list[str], code: str = WRONG_TYPE) -> Any:
        """One word among those known."""
        text = self.text(node)
        if text is MISSING or text in words:
            return text
        return self.note(
            code,
            node.span,
            _("“{word}” is not one of: {words}"),
            nearest(text, words),
            word=text,
            words=", ".join(words),
        )

    def sequence(self, wanted: Any, node: Node) -> Any:
        """A list; a single value counts as a list of one when texts are wanted."""
        if isinstance(node, Scalar) and wanted not in self.variants and wanted in READERS:
            found = self.value(wanted, node)
            return found if found is MISSING else (found,)
        if not isinstance(node, SequenceNode):
            return self.wrong(node, _("a list"))
        values = [self.value(wanted, item) for item in node.items]
        return tuple(value for value in values if value is not MISSING)

    def mapping(self, wanted: Any, node: Node) -> Any:
        """Keys chosen by the author, with values of one type."""
        if not isinstance(node, MappingNode):
            return self.wrong(node, _("a list of keys and values"))
        read = {key.value: self.value(wanted, value) for key, value in node.entries}
        return {key: value for key, value in read.items() if value is not MISSING}

    def text(self, node: Node) -> Any:
        """The text of a scalar, as it was written: `no` and `0123` stay texts."""
        text = said(node)
        return self.wrong(node, _("a text")) if text is None else text

    def syntax(self, node: Node) -> Any:
        """A condition or another expression; a size as `3 MB` is a number of bytes."""
        text = self.text(node)
        if text is MISSING:
            return MISSING
        size = read_size(text)
        found, problems = parse(text if size is None else str(size), node.span)
        self.problems.extend(problems)
        if found is None:
            return MISSING
        found, problems = borrowed_syntax(node, found)
        self.problems.extend(problems)
        return found

    def template(self, node: Node) -> Any:
        """A text with `{{ … }}`."""
        found, problems = (
            parse_template(node.value, node.span) if isinstance(node, Scalar) else (None, ())
        )
        self.problems.extend(problems)
        if found is None:
            return MISSING
        found, problems = borrowed_template(node, found)
        self.problems.extend(problems)
        return found

    def localized(self, node: Node) -> Any:
        """A text for people: written once, or once a language."""
        if isinstance(node, Scalar):
            template = self.template(node)
            return template if template is MISSING else Text({ANY: template}, node.span)
        if not isinstance(node, MappingNode) or not node.entries:
            return self.wrong(node, _("a text"))
        for key, value in node.entries:
            if key.value not in LANGUAGES:
                self.unknown_key(key, dict.fromkeys(LANGUAGES))
            elif not isinstance(value, Scalar):
                return self.wrong(value, _("a text"))
        found = {key.value: self.template(value) for key, value in node.entries}
        kept = {key: one for key, one in found.items() if one is not MISSING and key in LANGUAGES}
        return Text(kept, node.span) if kept else MISSING

    def choices(self, node: Node) -> Any:
        """The options of a choice: listed, or taken from a table or the profile."""
        if isinstance(node, SequenceNode):
            options = tuple(self.option(item) for item in node.items)
            kept = tuple(option for option in options if option is not MISSING)
            return ListedChoices(options=kept, source=Written(node.span))
        if isinstance(node, MappingNode) and node.get("from") is not None:
            return self.record(ProfileChoices, node)
        return self.record(TableChoices, node)

    def option(self, node: Node) -> Any:
        """An option; a text alone is both its value and its label."""
        if not isinstance(node, Scalar):
            return self.record(Option, node)
        label = self.localized(node)
        if label is MISSING:
            return MISSING
        return Option(value=node.value, label=label, source=Written(node.span))


@dataclass(frozen=True)
class Variant:
    """Classes told apart by the key `key`, or by the name they are written under."""

    types: Mapping[str, type]
    key: str | None


def plain(reader: Reader, node: Node) -> Any:
    """The JSON that a node says: numbers, true, false and null when not between quotes."""
    if isinstance(node, SequenceNode):
        return [plain(reader, item) for item in node.items]
    if isinstance(node, MappingNode):
        return {key.value: plain(reader, value) for key, value in node.entries}
    return node.value if node.quoted else WORDS.get(node.value, read_parameter(node.value))


def parameter(reader: Reader, node: Node) -> Any:
    """The value of a parameter; between quotes it is a text, unless it is a size."""
    text = reader.text(node)
    if isinstance(node, Scalar) and node.quoted:
        size = read_size(node.value)
        return text if size is None else size
    return read_parameter(text) if isinstance(text, str) else text


WORDS: Mapping[str, Any] = {"null": None, "~": None, "": None}


def _worded(words: Mapping[str, Any], wanted: str) -> Callable[[Reader, Node], Any]:
    def read(reader: Reader, node: Node) -> Any:
        text = reader.text(node)
        found = words.get(text.lower(), MISSING) if isinstance(text, str) else text
        return reader.wrong(node, wanted) if found is MISSING and text is not MISSING else found

    return read


def _converted(convert: Callable[[str], Any], wanted: str) -> Callable[[Reader, Node], Any]:
    def read(reader: Reader, node: Node) -> Any:
        text = reader.text(node)
        found = convert(text) if isinstance(text, str) else None
        return reader.wrong(node, wanted) if found is None and text is not MISSING else found

    return read


def read_whole(text: str) -> int | None:
    """A whole number of at most nine digits, or None."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def read_day(text: str) -> date | None:
    """A day written as 2026-01-15, or None."""
    try:
        return date.fromisoformat(text) if len(text) == len("2026-01-15") else None
    except ValueError:
        return None


def column(reader: Reader, node: Node) -> Any:
    """A column of the profile; a text alone is its type."""
    if not isinstance(node, Scalar):
        return reader.record(Column, node)
    kind = type_of_column(reader, node)
    return kind if kind is MISSING else Column(type=kind, source=Written(node.span))


def type_of_column(reader: Reader, node: Node) -> Any:
    """The name of a type of field that a column may have."""
    return reader.word(node, list(column_types()), UNKNOWN_TYPE)


def flag(reader: Reader, node: Node) -> Any:
    """True or false, or the condition that says which."""
    word = node.value.lower() if isinstance(node, Scalar) else ""
    if word in OTHER_TRUTHS:
        return reader.wrong(node, _("true or false, or a condition"))
    return TRUTHS[word] if word in TRUTHS else reader.syntax(node)


# What YAML once took for true or false, and the French for it: no name of a field is meant.
OTHER_TRUTHS = frozenset({"yes", "no", "on", "off", "oui", "non", "vrai", "faux"})
TRUTHS: Mapping[str, bool] = {"true": True, "false": False}

READERS: dict[Any, Callable[[Reader, Node], Any]] = {
    str: Reader.text,
    Any: plain,
    Node: lambda _reader, node: node,
    Days: _converted(read_duration, _("a duration, as “30 days” or “5 years”")),
    Parameter: parameter,
    OpenDay: _converted(read_open_day, _("a day of the year, as “09-01”, or “2026-09-01” once")),
    Delay: _converted(read_delay, _("a delay, as “2 months” or “15 working days”")),
    bool: _worded(TRUTHS, _("true or false")),
    bool | Syntax: flag,
    int: _converted(read_whole, _("a whole number")),
    date: _converted(read_day, _("a day, as “2026-01-15”")),
    Syntax: Reader.syntax,
    Text: Reader.localized,
    Choices: Reader.choices,
    Option: Reader.option,
    Column: column,
    TypeName: type_of_column,
}
