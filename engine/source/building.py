"""From the events of the parser to nodes; what a definition may not hold is refused here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from engine.errors import GuichetError
from engine.source.diagnostics import Diagnostic, Severity
from engine.source.nodes import Mapping as MappingNode
from engine.source.nodes import Node, Scalar
from engine.source.nodes import Sequence as SequenceNode
from engine.source.positions import Position, Span

DEEPEST = 30
MOST_EVENTS = 60_000
MOST_TOLD = 50
LONGEST_VALUE = 60
BLOCKS = ("|", ">")
QUOTES = ("'", '"')


def _(message: str) -> str:
    """Mark a message for translation."""
    return message


TEXT_WITH_BRACES = _("A text that begins with “{{{{” must stand between quotes")


class TooMuchError(GuichetError):
    """The text goes over a bound: no more of it is read."""


def report(code: str, span: Span, message: str, **values: object) -> Diagnostic:
    """An error at `span`; a long text among the values is cut."""
    short = {name: _short(value) for name, value in values.items()}
    return Diagnostic(code, Severity.ERROR, span, message, short)


@dataclass(slots=True)
class _Open:
    """A sequence or a mapping that is not closed yet."""

    start: Position
    is_mapping: bool
    nodes: list[Node] = field(default_factory=list)


class Builder:
    """Takes events one by one; `root` is the node they make, `diagnostics` what is wrong."""

    def __init__(self, path: str, lines: list[str]) -> None:
        self.path = path
        self.lines = lines
        self.root: Node | None = None
        self.diagnostics: list[Diagnostic] = []
        self._open: list[_Open] = []
        self._events = 0
        self._documents = 0
        self._takers: Mapping[type, Callable[[Any], None]] = {
            yaml.ScalarEvent: self._scalar,
            yaml.AliasEvent: self._alias,
            yaml.SequenceStartEvent: lambda event: self._begin(event, is_mapping=False),
            yaml.MappingStartEvent: lambda event: self._begin(event, is_mapping=True),
            yaml.SequenceEndEvent: self._end,
            yaml.MappingEndEvent: self._end,
            yaml.DocumentStartEvent: self._document,
        }

    def take(self, event: yaml.Event) -> None:
        """Go on with `event`; raises TooMuchError when a bound is passed."""
        taker = self._takers.get(type(event))
        if taker is None:
            return
        self._events += 1
        if self._events > MOST_EVENTS:
            self._stop(event, _("This file says too much: cut it into several procedures"))
        if len(self.diagnostics) > MOST_TOLD:
            raise TooMuchError
        taker(event)

    def note(self, code: str, span: Span, message: str, **values: object) -> None:
        """Keep something wrong."""
        self.diagnostics.append(report(code, span, message, **values))

    def _stop(self, event: yaml.Event, message: str) -> None:
        self.note("D005", self._span(event), message, most=DEEPEST)
        raise TooMuchError

    def _span(self, event: yaml.Event) -> Span:
        return Span(self.path, position(event.start_mark), position(event.end_mark))

    def _document(self, event: yaml.Event) -> None:
        self._documents += 1
        if self._documents > 1:
            message = _("A second document begins here: keep one for each file")
            self.note("D007", self._span(event), message)
            raise TooMuchError

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        self._refuse_marks(event)
        style = event.style
        span = self._block(event) if style in BLOCKS else self._span(event)
        if style in QUOTES:
            start, end = span.start, span.end
            span = Span(
                self.path,
                Position(start.line, start.column + 1),
                Position(end.line, end.column - 1),
            )
        self._add(Scalar(span, event.value, bool(style)))

    def _block(self, event: yaml.ScalarEvent) -> Span:
        """From the first to the last character of the text under a `|` or a `>`."""
        whole = self._span(event)
        lines = self.lines[whole.start.line : whole.end.line - (whole.end.column == 1)]
        written = [number for number, line in enumerate(lines) if line.strip()]
        if not written:
            return whole
        indent = _blanks(lines[written[0]]) - _blanks(event.value.lstrip("\n"))
        first, last = whole.start.line + 1, written[-1]
        end = Position(first + last, len(lines[last].rstrip()) + 1)
        return Span(self.path, Position(first, indent + 1), end)

    def _alias(self, event: yaml.AliasEvent) -> None:
        message = _(
            "“*{name}” repeats another part, which is not allowed: write it again, or put "
            "a text that begins with “*” between quotes"
        )
        span = self._span(event)
        self.note("D006", span, message, name=event.anchor)
        self._add(Scalar(span, self._written(span), quoted=True))

    def _refuse_marks(self, event: Any) -> None:
        span = self._span(event) if event.anchor or event.tag else None
        if span is not None and event.anchor:
            message = _(
                "“&{name}” names a part so as to repeat it, which is not allowed: remove "
                "it, or put a text that begins with “&” between quotes"
            )
            self.note("D006", span, message, name=event.anchor)
        if span is not None and event.tag:
            message = _(
                "“{tag}” is not allowed: remove it, or put a text that begins with “!” "
                "between quotes"
            )
            self.note("D006", span, message, tag=event.tag)

    def _begin(self, event: Any, *, is_mapping: bool) -> None:
        self._refuse_marks(event)
        if len(self._open) >= DEEPEST:
            self._stop(event, _("This is too deep: {most} levels at most"))
        self._open.append(_Open(position(event.start_mark), is_mapping))

    def _end(self, event: yaml.Event) -> None:
        opened = self._open.pop()
        span = Span(self.path, opened.start, self._last(event, opened))
        if opened.is_mapping and self._begins_with_braces(opened):
            self.note("D012", span, TEXT_WITH_BRACES)
            self._add(Scalar(span, self._written(span), quoted=True))
        elif opened.is_mapping:
            self._add(MappingNode(span, self._entries(opened.nodes)))
        else:
            self._add(SequenceNode(span, tuple(opened.nodes)))

    def _last(self, event: yaml.Event, opened: _Open) -> Position:
        """Where a part ends: the parser says of an indented one where the next part begins."""
        end = position(event.end_mark)
        is_indented = position(event.start_mark) == end
        return opened.nodes[-1].span.end if is_indented and opened.nodes else end

    def _entries(self, nodes: list[Node]) -> tuple[tuple[Scalar, Node], ...]:
        entries: list[tuple[Scalar, Node]] = []
        seen: dict[str, int] = {}
        for key, value in zip(nodes[::2], nodes[1::2], strict=True):
            if not isinstance(key, Scalar):
                self.note("D011", key.span, _("A key must be a text"))
                continue
            self._check_key(key, seen)
            entries.append((key, value))
        return tuple(entries)

    def _begins_with_braces(self, opened: _Open) -> bool:
        """Whether a mapping was meant as a text: YAML reads `{{ x }}` as two mappings."""
        start = opened.start
        return len(opened.nodes) == 2 and self.lines[start.line - 1].startswith(
            "{{", start.column - 1
        )

    def _written(self, span: Span) -> str:
        line = self.lines[span.start.line - 1]
        is_one_line = span.start.line == span.end.line
        return line[span.start.column - 1 : span.end.column - 1 if is_one_line else None]

    def _check_key(self, key: Scalar, seen: dict[str, int]) -> None:
        if key.value == "<<" and not key.quoted:
            self.note("D006", key.span, _("“<<” is not allowed: write the keys themselves"))
        elif key.value in seen:
            message = _("The key “{key}” is written twice: it stands on line {line} already")
            self.note("D008", key.span, message, key=key.value, line=seen[key.value])
        seen.setdefault(key.value, key.span.start.line)

    def _add(self, node: Node) -> None:
        if self._open:
            self._open[-1].nodes.append(node)
        else:
            self.root = node


def position(mark: Any) -> Position:
    """A place as the parser tells it, from 0, as people count, from 1."""
    return Position(mark.line + 1, mark.column + 1)


def _short(value: object) -> object:
    is_long = isinstance(value, str) and len(value) > LONGEST_VALUE
    return f"{value[:LONGEST_VALUE]}…" if is_long and isinstance(value, str) else value


def _blanks(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
