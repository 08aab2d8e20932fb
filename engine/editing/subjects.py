"""What a condition may speak of at a place, and what may be said of it, in the words of people."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from engine.expressions import (
    DATE,
    FILES,
    INTEGER,
    YES_NO,
    Choice,
    Choices,
    Record,
    Rows,
    Scope,
    Type,
    parse,
)
from engine.expressions.infer import Typing
from engine.expressions.sentences import Named, told_value
from engine.i18n import gettext
from engine.i18n import marked as _
from engine.source.positions import NOWHERE

Naming = Callable[[str], Named]

IS, IS_NOT = _("is"), _("is not")
FILLED = {"filled": _("is filled in"), "empty": _("is empty")}
TRUTH = {"yes": _("is yes"), "no": _("is no")}
# What may be said of each family of types, the most usual first.
OPERATORS: Mapping[str, Mapping[str, str]] = {
    "choice": {
        "is": IS, "is_not": IS_NOT, "one_of": _("is one of"), "none_of": _("is none of"), **FILLED,
    },
    "text": {
        "is": IS, "is_not": IS_NOT, "one_of": _("is one of"), "none_of": _("is none of"),
        "form": _("has the form"), "form_not": _("does not have the form"), **FILLED,
    },
    "number": {
        "is": IS, "is_not": IS_NOT, "more": _("is more than"), "at_least": _("is at least"),
        "less": _("is less than"), "at_most": _("is at most"), "one_of": _("is one of"),
        "none_of": _("is none of"), **FILLED,
    },
    "date": {
        "is": _("is on"), "is_not": _("is not on"), "more": _("is after"),
        "at_least": _("is on or after"), "less": _("is before"), "at_most": _("is on or before"),
        **FILLED,
    },
    "month": {
        "is": IS, "is_not": IS_NOT, "more": _("is after"), "at_least": _("is not before"),
        "less": _("is before"), "at_most": _("is not after"), **FILLED,
    },
    "yes_no": {**TRUTH, **FILLED},
    "list": {"contains": _("includes"), "contains_not": _("does not include"), **FILLED},
    "row": FILLED,
    "any": FILLED,
}  # fmt: skip
WORKED_OUT: Mapping[str, str] = {
    "count": _("number of {name}"), "sum": _("total of {name}"), "any": _("one {name} at least"),
    "all": _("every {name}"), "age": _("age since {name}"),
}  # fmt: skip
TODAY = _("today, whatever the day")
ASKED, AROUND = _("Answers"), _("Known beforehand")
# What is known before any answer, as far as the builder proposes it; all can be written as text.
SHOWN_BEFORE = ("account", "parameters", "profile", "link")
SUMMED = "number"


@dataclass(frozen=True)
class Subject:
    """Something a condition may speak of: how it is written, what people call it, its options."""

    expression: str
    label: str
    family: str
    options: Mapping[str, str] = field(default_factory=dict)
    room: str = ASKED

    @property
    def operators(self) -> Mapping[str, str]:
        """What may be said of it, in English, by the operator of a row."""
        return OPERATORS.get(self.family, FILLED)


def subjects_at(scope: Scope, naming: Naming, language: str) -> tuple[Subject, ...]:
    """All that the builder proposes at a place: what is asked before, then what is known anyway.

    Each row of it is drawn again as it is written: see `conditions.drawn`.
    """
    offering = _Offering(scope, naming, language)
    asked = [name for name in scope.names if name not in BASE]
    found = [one for name in asked for one in offering.of(name, scope.names[name])]
    before = [one for name in SHOWN_BEFORE if name in scope.names for one in offering.before(name)]
    today = Subject("today()", gettext(language, TODAY), "date", room=AROUND)
    return (*found, *before, today)


def subject_called(expression: str, scope: Scope, naming: Naming, language: str) -> Subject:
    """The subject that an expression is, offered or not: one that was written by hand."""
    syntax = parse(expression, NOWHERE)[0]
    if syntax is None:
        return Subject(expression, expression, "any")
    kind = Typing(syntax, scope).of(syntax.tree)
    offering = _Offering(scope, naming, language)
    named = naming(expression)
    is_name = expression.replace(".", "").replace("_", "").isalnum()
    label = named.label if is_name else told_value(syntax, naming, language)
    return Subject(expression, label, kind.family, offering.options(expression, kind))


BASE = frozenset({"account", "profile", "link", "site", "parameters", "previous", "latest"})


class _Offering:
    """Says what can be spoken of under each name."""

    def __init__(self, scope: Scope, naming: Naming, language: str) -> None:
        self.scope = scope
        self.naming = naming
        self.language = language

    def of(self, name: str, kind: Type) -> Iterator[Subject]:
        """An answer, what is worked out of it, its parts."""
        if isinstance(kind, Rows):
            yield from self.rows(name, kind)
            return
        if isinstance(kind, Record):
            yield from self.record(name, kind)
            return
        yield self.one(name, kind)
        if kind == DATE:
            yield self.measure("age", name, INTEGER)
        if kind == FILES or isinstance(kind, Choices):
            yield self.measure("count", name, INTEGER)
        if isinstance(kind, Choice) and not isinstance(kind, Choices):
            parts = (one for one in kind.columns.items() if one[0] not in {"label", "value"})
            yield from (self.one(f"{name}.{column}", part) for column, part in parts)

    def record(self, name: str, kind: Record) -> Iterator[Subject]:
        """A person, an address: whether it is there, its parts; of an item, its place."""
        columns = dict(kind.columns)
        if "position" in columns and "key" in columns:
            yield self.one(f"{name}.position", INTEGER)
            return
        yield self.one(name, kind)
        yield from (self.one(f"{name}.{column}", part) for column, part in columns.items())

    def rows(self, name: str, kind: Rows) -> Iterator[Subject]:
        """A group: how many items it has, what is worked out of its columns."""
        yield self.measure("count", name, INTEGER)
        for column, part in kind.columns.items():
            dotted = f"{name}.{column}"
            if part == YES_NO:
                yield self.measure("any", dotted, YES_NO)
                yield self.measure("all", dotted, YES_NO)
            elif part.family == SUMMED and column != "position":
                yield self.measure("sum", dotted, part)

    def before(self, name: str) -> Iterator[Subject]:
        """What is known before any answer."""
        kind = self.scope.names[name]
        for column, part in kind.columns.items() if isinstance(kind, Record) else ():
            if isinstance(part, Record):
                inside = part.columns.items()
                yield from (self.one(f"{name}.{column}.{one}", of, AROUND) for one, of in inside)
            elif isinstance(part, Rows):
                yield self.measure("count", f"{name}.{column}", INTEGER, AROUND)
            else:
                yield self.one(f"{name}.{column}", part, AROUND)

    def one(self, name: str, kind: Type, room: str = ASKED) -> Subject:
        """What a name stands for."""
        return Subject(name, self.label(name), kind.family, self.options(name, kind), room)

    def measure(self, function: str, name: str, kind: Type, room: str = ASKED) -> Subject:
        """What is worked out of a name."""
        said = gettext(self.language, WORKED_OUT[function], name=self.label(name))
        return Subject(f"{function}({name})", said, kind.family, {}, room)

    def label(self, name: str) -> str:
        """What people call a name."""
        return self.naming(name).label

    def options(self, name: str, kind: Type) -> Mapping[str, str]:
        """The values that it may have, by their labels; none when they are not known here."""
        if not isinstance(kind, Choice) or kind.options is None:
            return {}
        known = self.naming(name).options
        return {value: known.get(value, value) for value in kind.options}
