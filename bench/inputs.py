"""What people might type in the fields of a procedure: right answers, wrong ones, nonsense.

Everything is asked of the procedure: the schema and the limits of each field, its options, the
constants that its conditions compare with, and the cases that each type of field is tested on. A
procedure, or a type, that is added is covered without a line here.
"""

import ast
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from bench.chance import Chance
from bench.making import made
from engine.definitions import Library, Procedure, places_of
from engine.errors import InputError
from engine.expressions import UNKNOWN, Syntax
from engine.fields import Files
from engine.journeys import Environment, FieldPlan, judge_field, offered, raw_of
from engine.journeys.grids import control, grid_of

CASES = Path(__file__).parent.parent / "tests" / "fields"
GARBAGE = (
    "", " ", "\0", "\ud800", "e\u0301", "🎉", "<b>", "{{ x }}", "9" * 400, "-1", "0,001", "1e9",
    "oui", "non", "31/02/2026", "\u200b", "a" * 11_000,
)  # fmt: skip
TRIES = 12
LAST_DAY = date.max.toordinal()
Raw = dict[str, list[str]]


@dataclass(frozen=True)
class Typed:
    """What is typed in the controls of a field; files are `kept`, not typed.

    `answer` is what is known to come of it, None when that is nothing, or not known.
    """

    raw: Raw = field(default_factory=dict)
    kept: Any = None
    answer: Any = None


NOTHING = Typed()


class Inputs:
    """What may be typed in a procedure."""

    def __init__(self, procedure: Procedure, library: Library) -> None:
        self.constants = tuple(constants(procedure, library))
        self.known: dict[int, list[Raw]] = {}

    def right(self, plan: FieldPlan, environment: Environment, chance: Chance) -> Typed:
        """An answer that the field accepts, if one is found."""
        if plan.is_optional(environment) and chance.once_in(3):
            return NOTHING
        typed = NOTHING
        for _ in range(TRIES):
            typed = self.likely(plan, environment, chance)
            try:
                answer = judge_field(plan, typed.raw, {plan.name: typed.kept}, environment)
            except InputError:
                continue
            return replace(typed, answer=answer)
        return typed

    def wrong(self, plan: FieldPlan, environment: Environment, chance: Chance) -> Typed:
        """Anything: it may even be right."""
        if chance.once_in(3):
            return self.likely(plan, environment, chance)
        names = list(raw_of(plan, None)) or [plan.name]
        found = {name: [chance.one(GARBAGE)] for name in names}
        return Typed({name: texts * chance.between(0, 2) for name, texts in found.items()})

    def likely(self, plan: FieldPlan, environment: Environment, chance: Chance) -> Typed:
        """An answer that is likely to be right."""
        if isinstance(plan.field, Files):
            return Typed(kept=files(plan, chance))
        if plan.columns:
            return Typed(self.rows(plan, environment, chance))
        if plan.options is not None:
            return Typed({plan.name: chosen(plan, environment, chance)})
        examples = examples_of(plan.field.type_name)
        way = chance.below(6)
        if way == 0 and (around := self.near(plan, environment)):
            return Typed(chance.one(around))
        if way in {1, 2} and examples:
            return Typed(named(plan, chance.one(examples)))
        return Typed(raw_of(plan, made(plan.schema.schema, chance)))

    def rows(self, plan: FieldPlan, environment: Environment, chance: Chance) -> Raw:
        """The cells of some rows of a small table, or of those that the author names."""
        grid = grid_of(plan)
        keys = grid.row_keys if grid.named_rows else grid.row_keys[: chance.between(1, 3)]
        found: Raw = {}
        for key in keys:
            here = environment.inner()
            for one in plan.columns:
                if one.field.is_asked:
                    typed = self.right(one, here, chance).raw
                    found[control(plan, key, one)] = typed.get(one.name, [])
        return found

    def near(self, plan: FieldPlan, environment: Environment) -> list[Raw]:
        """What lies near constants of the procedure, the limits of the field, the day."""
        fixed = self.known.get(id(plan))
        if fixed is None:
            values = [*self.constants, *plan.limits.values(), *(one for _, one in plan.fixed)]
            fixed = self.known[id(plan)] = list(proposed(plan, values))
        moving = [closure(environment) for _, closure in plan.dynamic]
        return [*fixed, *proposed(plan, [environment.get("today"), *moving])]


def proposed(plan: FieldPlan, values: Iterable[Any]) -> Iterator[Raw]:
    """What one would type to answer by some values, or by those just beside them."""
    for value in values:
        for other in beside(value):
            try:
                texts = plan.field.propose(other)
            except (TypeError, ValueError, ArithmeticError, AttributeError):
                continue
            if texts:
                yield named(plan, texts)


def beside(value: Any) -> list[Any]:
    """A value and those just before and after it."""
    if isinstance(value, bool) or value is UNKNOWN:
        return []
    if isinstance(value, date):
        days = range(max(1, value.toordinal() - 1), min(LAST_DAY, value.toordinal() + 1) + 1)
        return [value, *(date.fromordinal(day) for day in days)]
    if isinstance(value, (int, Decimal)):
        return [value, value + 1, value - 1]
    return [value] if isinstance(value, str) else []


def chosen(plan: FieldPlan, environment: Environment, chance: Chance) -> list[str]:
    """One option, or several, of those that may be offered."""
    values = [one.value for one in offered(plan, environment) if not one.link]
    if plan.options is not None and plan.options.table is not None:
        values += list(plan.options.table.rows)
    if not values:
        return ["nothing"]
    several = plan.schema.schema.get("type") == "array"
    return [chance.one(values) for _ in range(chance.between(1, 3) if several else 1)]


def files(plan: FieldPlan, chance: Chance) -> list[dict[str, Any]]:
    """Files that were received; now and then too heavy ones."""
    found: list[dict[str, Any]] = made(plan.schema.schema, chance)
    for number, one in enumerate(found):
        size = 9_000_000 if chance.once_in(20) else chance.between(1, 90_000)
        one |= {"id": f"u{number}", "size": size}
    return found


def named(plan: FieldPlan, texts: Any) -> Raw:
    """Texts by the names of the controls of a field."""
    parts = plan.field.parts
    if isinstance(texts, Mapping):
        return {f"{plan.name}.{part}": [str(text)] for part, text in texts.items()}
    texts = [str(text) for text in (texts if isinstance(texts, list) else [texts])]
    if not parts:
        return {plan.name: texts}
    return {f"{plan.name}.{part}": [one] for part, one in zip(parts, texts, strict=False)}


@cache
def examples_of(kind: str) -> tuple[Any, ...]:
    """What a type of field is tested on."""
    path = CASES / f"{kind}.yaml"
    if not path.exists():
        return ()
    parts = import_module("yaml").safe_load(path.read_text("utf-8"))
    return tuple(case["typed"] for part in parts for case in part["cases"])


def constants(procedure: Procedure, library: Library) -> Iterator[Any]:
    """The numbers, texts and days that are written in the expressions of a procedure."""
    found: dict[str, Any] = {}
    for place in places_of(procedure, library):
        one = place.syntax
        for syntax in (one,) if isinstance(one, Syntax) else one.expressions:
            for node in ast.walk(syntax.tree):
                value = node.value if isinstance(node, ast.Constant) else None
                if isinstance(value, (str, int, Decimal)):
                    found[repr(value)] = as_day(value)
    yield from found.values()


def as_day(value: Any) -> Any:
    """The day that a text writes, the value itself when it writes none."""
    try:
        return date.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        return value
