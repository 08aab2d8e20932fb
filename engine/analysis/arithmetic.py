"""Sums, products and quotients: exact as in the language, as far as the solver can follow.

A product or a quotient of two numbers that are both not known is worked out value by value when one
of them is a whole number that can have few values only; else nothing is said of it.
"""

import ast
from fractions import Fraction
from functools import partial

from engine.analysis.free import Free
from engine.analysis.logic import Amount, Formula
from engine.analysis.terms import Number

TINY = Fraction(1, 10**20)


class Arithmetic:
    """Works out what is made of two numbers."""

    def __init__(self, free: Free) -> None:
        self.logic = free.logic
        self.ranges = free.ranges

    def worked_out(
        self, sign: ast.operator, left: Number, right: Number, known: Formula
    ) -> Number | None:
        """A sum, a difference, a product or a quotient; None when it cannot be followed."""
        logic, whole = self.logic, left.whole and right.whole
        if isinstance(sign, ast.Add):
            return Number(known, logic.add(left.value, right.value), whole)
        if isinstance(sign, ast.Sub):
            return Number(known, logic.add(left.value, logic.times(right.value, -1)), whole)
        if isinstance(sign, ast.Mult):
            return self._product(left, right, known)
        return self._quotient(left, right, known)

    def _product(self, left: Number, right: Number, known: Formula) -> Number | None:
        whole = left.whole and right.whole
        for one, other in ((left, right), (right, left)):
            if isinstance(one.value, (int, Fraction)):
                return Number(known, self.logic.times(other.value, one.value), whole)
        for one, other in ((right, left), (left, right)):
            values = self.ranges.few(one.value) if one.whole else None
            if values is not None:
                times = partial(self.logic.times, other.value)
                return Number(known, self.ranges.by_value(one.value, values, times), whole)
        return None

    def _quotient(self, left: Number, right: Number, known: Formula) -> Number | None:
        if isinstance(right.value, (int, Fraction)):
            by = Fraction(right.value)
            return Number(known, self._divided(left, by)) if by else None
        values = self.ranges.few(right.value) if right.whole else None
        if values is None:
            return None
        value = self.ranges.by_value(right.value, values, partial(self._by_whole, left))
        return Number(
            self.logic.both(known, self.logic.no(self.logic.equal(right.value, 0))), value
        )

    def _by_whole(self, left: Number, by: int) -> Amount:
        """A number divided by a whole one; what is divided by zero counts for nothing."""
        return self._divided(left, Fraction(by or 1))

    def _divided(self, left: Number, by: Fraction) -> Amount:
        value, logic = left.value, self.logic
        if isinstance(value, (int, Fraction)):
            found = Fraction(value) / by
            return found if is_finite(found) else self._near(found)
        is_int = logic.z3.is_int(value)
        found = logic.times(logic.z3.ToReal(value) if is_int else value, 1 / by)
        if is_finite(1 / by):
            return found
        near = self._near(found)
        if is_int and by.denominator == 1:
            even = logic.equal(value % logic.amount(abs(by.numerator)), 0)
            logic.hold(logic.implies(even, logic.equal(near, found)))
        return near

    def _near(self, found: Amount) -> Amount:
        """A number that has no end: fifty digits of it are kept."""
        logic = self.logic
        near = logic.number("quotient")
        logic.hold(logic.between(logic.add(found, -TINY), near, logic.add(found, TINY)))
        return near


def is_finite(number: Fraction) -> bool:
    """Whether a fraction has an end when it is written with decimals."""
    rest = number.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return rest == 1
