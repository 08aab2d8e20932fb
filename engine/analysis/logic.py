"""Formulas of the solver: loaded when first needed, kept small, true or false where that is known.

The solver is Z3. Each analysis has a context of its own, so that the same definition is analysed
in the same way whatever was analysed before.
"""

from collections.abc import Iterable
from fractions import Fraction
from importlib import import_module
from itertools import combinations
from typing import Any, TypeAlias

# A yes or no of Python when it is known, else a formula of the solver.
Formula: TypeAlias = Any
# A number of Python when it is known, else a term of the solver.
Amount: TypeAlias = Any


FEW = 8


class Logic:
    """Makes formulas, and gathers the facts that always hold."""

    def __init__(self) -> None:
        self.z3: Any = import_module("z3")
        self.context = self.z3.Context()
        self.facts: list[Formula] = []
        # What is wanted of an example, when it can be had.
        self.wishes: list[Formula] = []
        self.made = 0

    def flag(self, name: str = "free") -> Formula:
        """A yes or no that nothing is known of."""
        return self.z3.Bool(self._unique(name), self.context)

    def whole(self, name: str = "free") -> Amount:
        """A whole number that nothing is known of."""
        return self.z3.Int(self._unique(name), self.context)

    def number(self, name: str = "free") -> Amount:
        """A number that nothing is known of."""
        return self.z3.Real(self._unique(name), self.context)

    def _unique(self, name: str) -> str:
        self.made += 1
        return f"{name}!{self.made}"

    def hold(self, fact: Formula) -> None:
        """Make something hold always."""
        if fact is not True:
            self.facts.append(self.lifted(fact))

    def lifted(self, formula: Formula) -> Any:
        """The formula as the solver knows it."""
        return self.z3.BoolVal(formula, self.context) if isinstance(formula, bool) else formula

    def named(self, name: str, formula: Formula) -> Formula:
        """A name for a formula, so that it is written once."""
        if isinstance(formula, bool):
            return formula
        flag = self.flag(name)
        self.facts.append(flag == formula)
        return flag

    def both(self, *parts: Formula) -> Formula:
        """Whether all of the parts hold."""
        if any(part is False for part in parts):
            return False
        kept = [part for part in parts if part is not True]
        if len(kept) < 2:
            return kept[0] if kept else True
        return self.z3.And(*kept)

    def either(self, *parts: Formula) -> Formula:
        """Whether one of the parts holds."""
        if any(part is True for part in parts):
            return True
        kept = [part for part in parts if part is not False]
        if len(kept) < 2:
            return kept[0] if kept else False
        return self.z3.Or(*kept)

    def no(self, part: Formula) -> Formula:
        """Whether the part does not hold."""
        return not part if isinstance(part, bool) else self.z3.Not(part)

    def implies(self, first: Formula, second: Formula) -> Formula:
        """Whether the second holds when the first does."""
        return self.either(self.no(first), second)

    def alike(self, first: Formula, second: Formula) -> Formula:
        """Whether both hold, or none."""
        if isinstance(first, bool):
            return second if first else self.no(second)
        if isinstance(second, bool):
            return first if second else self.no(first)
        return first == second

    def pick(self, test: Formula, then: Any, otherwise: Any) -> Any:
        """One of two numbers, or of two formulas."""
        if isinstance(test, bool):
            return then if test else otherwise
        if then is otherwise:
            return then
        if isinstance(then, bool) or isinstance(otherwise, bool) or self.z3.is_bool(then):
            return self.either(self.both(test, then), self.both(self.no(test), otherwise))
        return self.z3.If(test, self.amount(then), self.amount(otherwise))

    def amount(self, value: Amount) -> Any:
        """A number as the solver knows it."""
        if isinstance(value, Fraction) and value.denominator == 1:
            return self.z3.RealVal(value.numerator, self.context)
        if isinstance(value, Fraction):
            return self.z3.RealVal(f"{value.numerator}/{value.denominator}", self.context)
        return self.z3.IntVal(value, self.context) if isinstance(value, int) else value

    def add(self, *values: Amount) -> Amount:
        """A sum."""
        found: Amount = 0
        for value in values:
            if is_known(found) and is_known(value):
                found = found + value
            elif is_known(found) and not found:
                found = value
            elif not (is_known(value) and not value):
                found = self.amount(found) + self.amount(value)
        return found

    def times(self, value: Amount, factor: int | Fraction) -> Amount:
        """A number so many times."""
        if is_known(value):
            return value * factor
        return value if factor == 1 else self.amount(value) * self.amount(factor)

    def less(self, first: Amount, second: Amount) -> Formula:
        """Whether the first is below the second."""
        if is_known(first) and is_known(second):
            return first < second
        return self.amount(first) < self.amount(second)

    def most(self, first: Amount, second: Amount) -> Formula:
        """Whether the first is the second at most."""
        if is_known(first) and is_known(second):
            return first <= second
        return self.amount(first) <= self.amount(second)

    def equal(self, first: Amount, second: Amount) -> Formula:
        """Whether two numbers are the same."""
        if is_known(first) and is_known(second):
            return first == second
        return self.amount(first) == self.amount(second)

    def between(self, low: Amount, value: Amount, high: Amount) -> Formula:
        """Whether a number stands between two others, or is one of them."""
        return self.both(self.most(low, value), self.most(value, high))

    def floor(self, value: Amount) -> Amount:
        """The largest whole number that is not above."""
        if is_known(value):
            return value.numerator // value.denominator
        return value if self.z3.is_int(value) else self.z3.ToInt(value)

    def how_many(self, flags: Iterable[Formula]) -> Amount:
        """How many of the formulas hold."""
        return self.add(*(self.pick(flag, 1, 0) for flag in flags))

    def exactly_one(self, flags: Iterable[Formula]) -> Formula:
        """Whether just one of the formulas holds."""
        kept = [self.lifted(flag) for flag in flags]
        if len(kept) < 2:
            return kept[0] if kept else False
        if len(kept) > FEW:
            return self.z3.PbEq([(flag, 1) for flag in kept], 1)
        pairs = (self.z3.Or(self.no(one), self.no(other)) for one, other in combinations(kept, 2))
        return self.z3.And(self.z3.Or(*kept), *pairs)


def is_known(value: Amount) -> bool:
    """Whether a number is one of Python's."""
    return isinstance(value, (int, Fraction))
