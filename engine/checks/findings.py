"""What is wrong with one expression where it stands."""

from collections.abc import Mapping

from engine.definitions import Place
from engine.expressions import (
    DATE,
    INTEGER,
    TEXT,
    YES_NO,
    Problem,
    Syntax,
    Template,
    Type,
    decide,
    infer,
)
from engine.expressions.problems import _
from engine.expressions.templates import infer_template
from engine.expressions.types import columns_of

WHOLE_NUMBERS = frozenset(
    {"count", "min_length", "max_length", "max_files", "max_total_size", "at_most"}
)
BY_FIELD_TYPE: Mapping[str, Type] = {"date": DATE, "integer": INTEGER, "choices": INTEGER}


def problems_at(place: Place) -> tuple[Problem, ...]:
    """Everything wrong with the expression or the text at `place`."""
    if isinstance(place.syntax, Template):
        return infer_template(place.syntax, place.scope)
    kind, problems = infer(place.syntax, place.scope, wanted(place))
    problems = problems or lacking_parts(kind, place) or not_shown(kind, place)
    if problems or place.wanted != "condition":
        return problems
    return decided(place.syntax, place)


def lacking_parts(kind: Type, place: Place) -> tuple[Problem, ...]:
    """What is wrong when a field of several parts is prefilled by something that lacks some.

    A record will do that has more columns than these; so will what is chosen in a list of them.
    """
    field = place.field
    if place.key != "prefill" or field is None or not field.parts or kind.family == "any":
        return ()
    if kind.family in {"row", "choice"} and field.needed_parts <= columns_of(kind).keys():
        return ()
    names = ", ".join(part for part in field.parts if part in field.needed_parts)
    message = _("A record with these columns is wanted here: {names}")
    return (Problem("types", place.syntax.span, message, {"names": names}),)


def not_shown(kind: Type, place: Place) -> tuple[Problem, ...]:
    """What is wrong when a computed value is a list or a row."""
    if place.key != "compute" or kind.family not in ("list", "row", "nothing"):
        return ()
    message = _("One value is wanted here: count(), sum(), or one column of a row")
    return (Problem("types", place.syntax.span, message),)


def decided(condition: Syntax, place: Place) -> tuple[Problem, ...]:
    """What can never be true, or always is, in a condition that has no other problem."""
    return decide(condition, place.scope)


def wanted(place: Place) -> Type | None:
    """The type that the expression at `place` must give, None when any will do."""
    if place.wanted == "condition":
        return YES_NO
    if place.wanted == "text":
        return TEXT
    if place.wanted == "any":
        return None
    if place.key in ("default", "compute") and place.field is not None:
        return place.field.kind()
    if place.key == "prefill" and place.field is not None:
        if place.field.parts:
            return None  # see `lacking_parts`
        return TEXT if place.field.kind().family == "choice" else place.field.kind()
    if place.key in WHOLE_NUMBERS or place.field is None:
        return INTEGER
    return BY_FIELD_TYPE.get(place.field.type_name)
