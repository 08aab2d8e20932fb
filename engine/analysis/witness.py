"""From an example of the solver to answers in plain JSON."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, Protocol

from engine.analysis.calls import TODAY
from engine.analysis.codes import Codes
from engine.analysis.free import MONTHS, Free
from engine.analysis.logic import Amount, Formula, Logic
from engine.analysis.samples import sample, words
from engine.analysis.spots import Asked, Counted, Stage
from engine.analysis.terms import Column, Day, Many, Month, Number, Rows, Term, Truth, Word
from engine.analysis.translating import Translator
from engine.definitions import Procedure, Step
from engine.fields import TYPES, Field, Files, Grid
from engine.fields.numerals import written

MOST_ITEMS = 20


@dataclass(frozen=True)
class Witness:
    """A way through a procedure: the answers, and what it takes besides.

    `answers` are those of a person, a list of them for a group. `kept` is the same as a draft keeps
    it, with the keys of items and the steps that were seen. `known` is what was known before any
    answer: `parameters`, `link`, `account`, `profile`, where they matter.
    """

    answers: Mapping[str, Any]
    kept: Mapping[str, Any]
    today: date | None = None
    known: Mapping[str, Any] = field(default_factory=dict)
    sent: bool = False


class Walked(Protocol):
    """What is needed of a procedure as formulas."""

    procedure: Procedure
    logic: Logic
    free: Free
    translator: Translator
    stages: list[Stage]
    fields: list[Asked]
    groups: list[Counted]
    sent: Formula


def witness_of(walk: Walked, model: Any) -> Witness:
    """The way that an example of the solver describes."""
    return Telling(walk, model).witness()


class Telling:
    """Reads one example."""

    def __init__(self, walk: Walked, model: Any) -> None:
        self.walk = walk
        self.model = model
        self.z3 = walk.logic.z3
        self.codes: Codes = walk.free.codes
        self.invented: dict[Fraction, str] = {}

    def witness(self) -> Witness:
        """All of it."""
        today = self.walk.translator.made.get((TODAY, ""))
        day = self.number(today.value) if isinstance(today, Day) else None
        return Witness(
            answers=self.answers("", kept=False),
            kept=self.answers("", kept=True),
            today=date.fromordinal(int(day)) if day is not None else None,
            known=self.known(),
            sent=self.holds(self.walk.sent),
        )

    def known(self) -> dict[str, Any]:
        """What is known before any answer, as far as it matters."""
        found: dict[str, Any] = {}
        for name, terms in self.walk.free.records.items():
            if "[" in name or name == "site":
                continue
            values = {key: self.plain(term) for key, term in terms.items()}
            found[name] = {key: one for key, one in values.items() if one is not None}
        return {name: values for name, values in found.items() if values}

    def plain(self, term: Term) -> Any:
        """A value as JSON, None when it is not known."""
        if not self.holds(term.known):
            return None
        if isinstance(term, Truth):
            return self.holds(term.true)
        if isinstance(term, Number):
            return self.decimal(term)
        if isinstance(term, Day):
            return date.fromordinal(int(self.number(term.value))).isoformat()
        return self.text(term, None) if isinstance(term, Word) else None

    def answers(self, item: str, *, kept: bool) -> dict[str, Any]:
        """The answers of what is on the route, outside of groups or in an item of one."""
        found: dict[str, Any] = {}
        for asked in self.walk.fields:
            if asked.item == item and self.holds(asked.visible):
                self.answer(asked, found, kept=kept)
        if kept:
            found.update(self.seen(item))
        for group in self.walk.groups:
            if group.item == item and self.holds(group.on):
                found[group.group.name] = self.items(group, kept=kept)
                if group.driven is not None and group.group.driven is not None:
                    found[group.group.driven.name] = self.holds(group.driven)
        return found

    def seen(self, item: str) -> Iterator[tuple[str, bool]]:
        """The steps on the route that ask nothing: a draft keeps that they were seen."""
        for stage in self.walk.stages:
            fields = stage.part.fields if isinstance(stage.part, Step) else None
            asks_nothing = fields is not None and not any(one.is_asked for one in fields)
            if asks_nothing and stage.item == item and self.holds(stage.on):
                yield f"#{stage.part.name}", True

    def answer(self, asked: Asked, found: dict[str, Any], *, kept: bool) -> None:
        """An answer, when there is one; one left empty is kept as None."""
        if self.holds(asked.known):
            found[asked.field.name] = self.value(asked.field, asked.domain.term)
        elif kept and self.holds(asked.may_omit):
            found[asked.field.name] = None

    def items(self, group: Counted, *, kept: bool) -> list[dict[str, Any]]:
        """The items of a group: those that are not looked at are as the one that is."""
        count = min(int(self.number(group.count)), MOST_ITEMS)
        one = self.answers(group.place, kept=kept) if count else {}
        if not kept:
            return [dict(one) for _ in range(count)]
        return [{"_key": str(number), **one} for number in range(1, count + 1)]

    def value(self, one: Field, term: Term) -> Any:
        """The answer to a field in JSON."""
        if isinstance(term, Truth):
            return self.holds(term.true)
        if isinstance(term, Number):
            return self.amount(one, term)
        if isinstance(term, Day):
            return date.fromordinal(int(self.number(term.value))).isoformat()
        if isinstance(term, Month):
            year, month = divmod(int(self.number(term.value)), MONTHS)
            return f"{year:04}-{month + 1:02}"
        if isinstance(term, Many):
            return [name for name, flag in term.flags.items() if self.holds(flag)]
        if isinstance(term, Word):
            return self.text(term, one)
        return self.rows(one, term)

    def amount(self, one: Field, term: Number) -> Any:
        """A number as its type keeps it."""
        value = self.number(term.value)
        if term.whole:
            return int(value)
        if isinstance(one, TYPES["money"]):
            return f"{as_decimal(value):.2f}"
        return written(as_decimal(value))

    def decimal(self, term: Number) -> Any:
        """A number as JSON writes it."""
        value = self.number(term.value)
        return int(value) if term.whole else written(as_decimal(value))

    def rows(self, one: Field, term: Term) -> Any:
        """The rows of a grid, the files of a field."""
        if isinstance(one, Files):
            count = self.number(term.count) if isinstance(term, (Rows, Column)) else 1
            return [{**sample(one)[0], "id": f"exemple-{number}"} for number in range(int(count))]
        if not isinstance(one, Grid) or not isinstance(term, (Rows, Column)):
            return sample(one)
        keys = one.row_keys[: int(self.number(term.count))]
        row = self.row(one, term)
        if isinstance(term, Column):
            return [row[one.cells[0].name] for _ in keys]
        return [{"key": key, **row} if one.named_rows else dict(row) for key in keys]

    def row(self, grid: Grid, term: Rows | Column) -> dict[str, Any]:
        """The row that stands for all."""
        found: dict[str, Any] = {}
        for cell in grid.asked_cells:
            value = term.cell if isinstance(term, Column) else term.one(cell.name)
            if self.holds(value.known):
                found[cell.name] = self.value(cell, value)
        return found

    def text(self, term: Word, one: Field | None) -> str:
        """A text: the option, the one that is written, else one of the type."""
        if term.flags is not None:
            return next((name for name, flag in term.flags.items() if self.holds(flag)), "")
        number = self.number(term.code)
        known = self.codes.text(number)
        if known is not None:
            return known
        if number not in self.invented:
            length = 0 if term.length is None else int(self.number(term.length))
            self.invented[number] = words(length or 7) if one is None else sample(one, length)
        return self.invented[number]

    def holds(self, formula: Formula) -> bool:
        """Whether a formula holds here."""
        if isinstance(formula, bool):
            return formula
        return bool(self.z3.is_true(self.model.eval(formula, model_completion=True)))

    def number(self, amount: Amount) -> Fraction:
        """A number here."""
        if isinstance(amount, (int, Fraction)):
            return Fraction(amount)
        found = self.model.eval(amount, model_completion=True)
        if self.z3.is_int_value(found):
            return Fraction(found.as_long())
        return Fraction(found.numerator_as_long(), found.denominator_as_long())


def as_decimal(value: Fraction) -> Decimal:
    """A fraction as a decimal number."""
    return Decimal(value.numerator) / Decimal(value.denominator)
