"""Conditions on the answers of a submission, as JSON Schema can say them.

A submission is an object, the items of a group are objects in it: each condition is about the
answers of one *level*, and JSON Schema says it of the object of that level.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from itertools import product
from typing import Any, Literal

Json = Mapping[str, Any]
MOST_ALTERNATIVES = 64


@dataclass(frozen=True, eq=False)
class Formula:
    """A condition: always or never true, said by a schema at a level, or made of several."""

    kind: Literal["always", "never", "said", "all", "any"]
    level: int = 0
    schema: Json = ()  # type: ignore[assignment]
    parts: tuple["Formula", ...] = ()

    @cached_property
    def levels(self) -> frozenset[int]:
        """The levels that it is about."""
        if self.kind == "said":
            return frozenset({self.level})
        return frozenset[int]().union(*(one.levels for one in self.parts))

    @cached_property
    def key(self) -> str:
        """What is the same for two formulas that say the same thing, however deep they are."""
        inside = [one.key for one in self.parts]
        text = json.dumps([self.kind, self.level, dict(self.schema), inside], sort_keys=True)
        return sha256(text.encode()).hexdigest()

    def as_schema(self) -> Any:
        """The JSON Schema of a formula about one level."""
        if self.kind in {"always", "never"}:
            return self.kind == "always"
        if self.kind == "said":
            return dict(self.schema)
        return {f"{self.kind}Of": [one.as_schema() for one in self.parts]}


ALWAYS = Formula("always")
NEVER = Formula("never")


def said(level: int, schema: Json) -> Formula:
    """What a schema says of the object of a level."""
    return Formula("said", level, schema)


def every(*formulas: Formula) -> Formula:
    """All of them."""
    return _joined("all", "always", "never", formulas)


def either(*formulas: Formula) -> Formula:
    """At least one of them."""
    return _joined("any", "never", "always", formulas)


def _joined(
    kind: Literal["all", "any"], neutral: str, deciding: str, formulas: Iterable[Formula]
) -> Formula:
    parts: dict[str, Formula] = {}
    for one in formulas:
        if one.kind == deciding:
            return one
        for part in one.parts if one.kind == kind else (one,):
            if part.kind != neutral:
                parts[part.key] = part
    found = tuple(parts.values())
    if len(found) == 1:
        return found[0]
    if not found:
        return ALWAYS if neutral == "always" else NEVER
    return Formula(kind, parts=found)


Alternative = Mapping[int, Formula]


def alternatives(formula: Formula) -> list[Alternative]:
    """The formula as a choice of conditions, each said level by level.

    Those beyond the most that are kept are left out: what remains is true in fewer cases.
    """
    if formula.kind == "never":
        return []
    if len(formula.levels) <= 1:
        return [dict.fromkeys(formula.levels, formula)]
    if formula.kind == "any":
        return [one for part in formula.parts for one in alternatives(part)][:MOST_ALTERNATIVES]
    found: list[Alternative] = []
    for chosen in product(*(alternatives(part) for part in formula.parts)):
        together: dict[int, Formula] = {}
        for alternative in chosen:
            for level, part in alternative.items():
                together[level] = every(together.get(level, ALWAYS), part)
        found.append(together)
        if len(found) == MOST_ALTERNATIVES:
            break
    return found


@dataclass(frozen=True)
class Said:
    """What JSON Schema can say of a condition: when it surely is true, is not, is false, is not.

    Unknown is neither true nor false. When the condition is said `exactly`, one of `true` and
    `untrue` holds whatever the answers are; else it is left open for some.
    """

    true: Formula = NEVER
    untrue: Formula = NEVER
    false: Formula = NEVER
    unfalse: Formula = NEVER
    exactly: bool = False

    def negated(self) -> "Said":
        """The contrary: unknown stays unknown."""
        return Said(self.false, self.unfalse, self.true, self.untrue, self.exactly)


UNSAID = Said()


def settled(value: object) -> Said:
    """What is true, false or unknown whatever is answered."""
    return Said(
        ALWAYS if value is True else NEVER,
        NEVER if value is True else ALWAYS,
        ALWAYS if value is False else NEVER,
        NEVER if value is False else ALWAYS,
        exactly=True,
    )


def decided(condition: Said) -> Said:
    """Whether a condition is true: false where it is unknown."""
    true, untrue = condition.true, condition.untrue
    return Said(true, untrue, untrue, true, condition.exactly)


def both(*parts: Said) -> Said:
    """All of them: false as soon as one is, unknown when one is."""
    return Said(
        every(*(one.true for one in parts)),
        either(*(one.untrue for one in parts)),
        either(*(one.false for one in parts)),
        every(*(one.unfalse for one in parts)),
        all(one.exactly for one in parts),
    )


def one_of(*parts: Said) -> Said:
    """At least one of them."""
    return both(*(one.negated() for one in parts)).negated()


def chosen(test: Said, then: Said, otherwise: Said) -> Said:
    """`then` when the test is true, `otherwise` when it is false, else unknown."""
    unknown = every(test.untrue, test.unfalse)
    return Said(
        either(every(test.true, then.true), every(test.false, otherwise.true)),
        either(every(test.true, then.untrue), every(test.false, otherwise.untrue), unknown),
        either(every(test.true, then.false), every(test.false, otherwise.false)),
        either(every(test.true, then.unfalse), every(test.false, otherwise.unfalse), unknown),
        test.exactly and then.exactly and otherwise.exactly,
    )
