"""The answers that a field may have: its variables, and what holds of them once accepted."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from engine.analysis.free import MONTHS, Free, exact
from engine.analysis.logic import Amount, Formula, Logic
from engine.analysis.terms import Column, Day, Many, Month, Number, Rest, Rows, Term, Word
from engine.analysis.translating import Names, Translator
from engine.expressions import INTEGER, MONEY, UNKNOWN, List, Syntax, Type, compiled
from engine.expressions.values import is_number
from engine.fields import MOST_FILES, TYPES, Computed, Consent, Field, Files, Grid, listed_in

LARGEST = 10**15
CENTS = 2
MOST_PLACES = 12
ITEM = "[]"


@dataclass(frozen=True)
class Domain:
    """The variables of a field: its value, whether it is known, each of its options."""

    field: Field
    kind: Type
    term: Term
    options: Mapping[str, Formula]


class Domains:
    """Makes the variables of fields."""

    def __init__(self, free: Free, translator: Translator) -> None:
        self.free = free
        self.logic: Logic = free.logic
        self.translator = translator

    def make(self, name: str, field: Field, kind: Type, known: Formula, names: Names) -> Domain:
        """The variables of a field, whose answer is known when the formula `known` holds."""
        term = self._term(name, field, kind, known, names)
        if isinstance(term, Number) and term.whole:
            self._note(term, field, names)
        return Domain(field, kind, term, self._options(field, term))

    def _note(self, term: Number, field: Field, names: Names) -> None:
        """Keep between which numbers an answer stands, as far as its limits are always known."""
        rest = rest_of(field, sure=False)
        low, high = rest.low, rest.high
        limit = getattr(field, "max", None)
        if high is None and isinstance(limit, Syntax):
            found = self.translator.term(limit, names)
            if isinstance(found, Number) and found.known is True:
                high = self.free.ranges.of(found.value)[1]
        self.free.ranges.note(term.value, low, high)

    def _term(self, name: str, field: Field, kind: Type, known: Formula, names: Names) -> Term:
        if isinstance(field, (TYPES["checkbox"], Consent)):
            return self.free.decided(known, value=True)
        if isinstance(field, Files):
            count = self._whole(f"{name}#", 1, MOST_FILES)
            return self.free.listed(name, known, kind, count)
        if isinstance(field, Grid):
            return self._grid(name, field, kind, known, names)
        return self._number(name, field, kind, known) or self._plain(name, field, kind, known)

    def _number(self, name: str, field: Field, kind: Type, known: Formula) -> Term | None:
        steps = getattr(field, "steps", None)
        if isinstance(steps, range):
            return Number(known, self._whole(name, steps[0], steps[-1]), whole=True)
        if isinstance(field, (TYPES["decimal"], TYPES["money"])):
            places = min(getattr(field, "places", CENTS), MOST_PLACES)
            value = self._whole(name, -LARGEST * 10**places, LARGEST * 10**places)
            real = self.logic.z3.ToReal(value)
            return Number(known, self.logic.times(real, Fraction(1, 10**places)))
        if kind == INTEGER:
            return Number(known, self._whole(name, -LARGEST, LARGEST), whole=True)
        return None

    def _whole(self, name: str, least: int, most: int) -> Amount:
        value = self.logic.whole(name)
        self.logic.hold(self.logic.between(least, value, most))
        return value

    def _plain(self, name: str, field: Field, kind: Type, known: Formula) -> Term:
        found = self.free.term(name, known, kind)
        if isinstance(found, Word) and found.flags is None:
            logic = self.logic
            logic.hold(logic.no(logic.equal(found.code, self.free.codes.of(""))))
            if found.length is not None:
                logic.hold(logic.most(1, found.length))
        del field
        return found

    def _grid(self, name: str, field: Grid, kind: Type, known: Formula, names: Names) -> Term:
        count: Amount = len(field.named_rows)
        if not count:
            count = self._whole(f"{name}#", max(field.least_rows, 1), max(field.most_rows, 1))
        cells: dict[str, Term] = {}
        row = names.inner(f"{names.tag}/{name}", cells)
        for one in field.cells:
            known_here = known if is_sure(one) else self.logic.both(known, self.logic.flag())
            if isinstance(one, Computed):
                row.found.update(cells)
                cells[one.name] = self.translator.term(one.compute, row)
                continue
            label = f"{name}{ITEM}.{one.name}"
            cell = self.make(label, one, one.kind(), known_here, row)
            row.found[one.name] = cells[one.name] = cell.term
            for rule in self.rules(cell, row, {}):
                self.logic.hold(rule)
        rests = {one.name: rest_of(one, is_sure(one)) for one in field.cells}
        if isinstance(kind, List):
            one_name = field.cells[0].name
            return Column(known, count, True, cells[one_name], rests[one_name])
        others = self.free.columns(f"{name}{ITEM}", known, {})
        return Rows(
            known,
            count,
            True,
            lambda column: cells[column] if column in cells else others(column),
            lambda column: rests.get(column, Rest(kind)),
        )

    def _options(self, field: Field, term: Term) -> Mapping[str, Formula]:
        """Whether each option was chosen, of those that the definition lists."""
        if isinstance(term, (Word, Many)) and term.flags is not None:
            return term.flags
        if not isinstance(term, Word):
            return {}
        listed = [one.value for one in listed_in(field.choices) if one.link is None]
        return {one: self.logic.equal(term.code, self.free.codes.of(one)) for one in listed}

    def rules(
        self, domain: Domain, names: Names, offered: Mapping[str, Formula]
    ) -> Iterator[Formula]:
        """What holds of an answer that is accepted: its limits, the options offered."""
        field, term = domain.field, domain.term
        for value, condition in offered.items():
            if value in domain.options:
                yield self.logic.implies(domain.options[value], condition)
        if isinstance(term, Many):
            yield from self._chosen(field, term)
        for key in field.limit_names:
            syntax = getattr(field, key)
            if isinstance(syntax, Syntax):
                yield from self._limit(key, term, self.translator.term(syntax, names))
        if domain.kind == MONEY and getattr(field, "min", None) is None and is_amount(term):
            yield self.logic.most(0, term.value)  # type: ignore[union-attr]

    def _chosen(self, field: Field, term: Many) -> Iterator[Formula]:
        logic = self.logic
        yield logic.either(*term.flags.values())
        for option in listed_in(field.choices):
            if option.exclusive and option.value in term.flags:
                others = [flag for name, flag in term.flags.items() if name != option.value]
                yield logic.implies(term.flags[option.value], logic.no(logic.either(*others)))

    def _limit(self, key: str, term: Term, limit: Term) -> Iterator[Formula]:
        """What a limit says, when it is known."""
        pair = self.sides(key, term, limit)
        if pair is not None:
            first, second = pair if key.startswith("min") else (pair[1], pair[0])
            yield self.logic.implies(limit.known, self.logic.most(first, second))

    def sides(self, key: str, term: Term, limit: Term) -> tuple[Amount, Amount] | None:
        """A limit, and what is compared with it; None when it is not translated."""
        if isinstance(term, Month) and isinstance(limit, Day):
            return (month_number(limit.value), term.value) if is_day(limit.value) else None
        if isinstance(term, Word) and isinstance(limit, Word) and term.flags is None:
            return self.translator.merging.code(limit), term.code
        measured = self._measured(key, term)
        if measured is None or not isinstance(limit, (Number, Day, Month)):
            return None
        same = type(term) is type(limit) or (isinstance(limit, Number) and not is_dated(term))
        return (limit.value, measured) if same else None

    def _measured(self, key: str, term: Term) -> Amount | None:
        if isinstance(term, (Number, Day, Month)):
            return term.value
        if isinstance(term, Many):
            return self.logic.how_many(term.flags.values())
        if isinstance(term, Word) and key in ("min_length", "max_length"):
            return term.length
        return term.count if isinstance(term, Column) and key == "max_files" else None


def is_amount(term: Term) -> bool:
    """Whether a term is a number."""
    return isinstance(term, Number)


def is_dated(term: Term) -> bool:
    """Whether a term is a day or a month."""
    return isinstance(term, (Day, Month))


def is_day(value: Amount) -> bool:
    """Whether the number of a day is known."""
    return isinstance(value, int)


def month_number(day: int) -> int:
    """The number of the month in which a day falls."""
    found = date.fromordinal(day)
    return found.year * MONTHS + found.month - 1


def is_sure(field: Field) -> bool:
    """Whether a field is answered as soon as what it stands in is."""
    return field.when is None and field.optional is False and not isinstance(field, Computed)


def rest_of(field: Field, sure: Formula) -> Rest:
    """What is known of a column of answers: its constant limits."""
    low, high = constant(getattr(field, "min", None)), constant(getattr(field, "max", None))
    steps = getattr(field, "steps", None)
    if isinstance(steps, range):
        low, high = steps[0], steps[-1]
    if isinstance(field, TYPES["money"]) and getattr(field, "min", None) is None:
        low = 0
    return Rest(field.kind(), sure, low, high)


def constant(limit: object) -> Fraction | int | None:
    """The number that a limit says, None when it depends on something."""
    if isinstance(limit, int):
        return limit
    if not isinstance(limit, Syntax) or limit.names:
        return None
    value = compiled(limit)({})
    return exact(value) if value is not UNKNOWN and is_number(value) else None
