"""Exact arithmetic under bounds: nothing here raises, what has no value is UNKNOWN."""

import operator
from collections.abc import Callable, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

from engine.expressions.values import (
    EXACT,
    UNKNOWN,
    Number,
    Value,
    bounded,
    bounded_text,
    is_list,
    is_number,
    is_text,
    is_unknown,
)

MOST_DECIMALS = 20
Calculation = Callable[[Value, Value], Value]


def add(left: Value, right: Value) -> Value:
    """Two numbers added, two texts joined."""
    if is_text(left) and is_text(right):
        return bounded_text(str(left) + str(right))
    return _add(left, right)


def divide(left: Value, right: Value) -> Value:
    """A quotient, UNKNOWN when dividing by zero."""
    if not (is_number(left) and is_number(right)) or right == 0:
        return UNKNOWN
    return bounded(EXACT.divide(left, right))


def negate(value: Value) -> Value:
    """The opposite of a number."""
    return subtract(0, value)


def total(column: Sequence[Value]) -> Value:
    """The sum of a column; 0 without rows, unknown while one of its values is."""
    if all(value.__class__ is int for value in column):
        return bounded(sum(column))  # type: ignore[arg-type]
    found: Value = 0
    for value in column:
        found = _add(found, value)
        if found is UNKNOWN:
            return UNKNOWN
    return found


def total_where(column: Sequence[Value], flags: Sequence[Value]) -> Value:
    """The sum of a column over the items that a condition holds for, a column of yes or no:
    `sum_where(sejours.taxe, sejours.direct)`.

    What the other items hold does not count; unknown while one of the conditions is.
    """
    if len(column) != len(flags) or any(is_unknown(flag) for flag in flags):
        return UNKNOWN
    return total([one for one, flag in zip(column, flags, strict=True) if flag is True])


def percent(number: Number, rate: Number) -> Value:
    """So many per cent of a number, not rounded: `percent(base, 10)` is a tenth of it."""
    return divide(multiply(number, rate), 100)


def half_up(number: Number, decimals: int = 0) -> Value:
    """Round a number to so many decimals; one half goes away from zero."""
    if not -MOST_DECIMALS <= decimals <= MOST_DECIMALS:
        return UNKNOWN
    if number.__class__ is int and decimals >= 0:
        return number
    if decimals > 0 and _decimals(number) <= decimals:
        return number
    rounded = _quantize(number, decimals, ROUND_HALF_UP)
    whole = number.__class__ is int or decimals == 0
    return int(rounded) if whole else bounded(rounded)


def down(number: Number) -> Value:
    """The largest whole number that is not above a number."""
    return bounded(int(_quantize(number, 0, ROUND_FLOOR)))


def up(number: Number) -> Value:
    """The smallest whole number that is not below a number."""
    return bounded(int(_quantize(number, 0, ROUND_CEILING)))


def smallest(*values: Value) -> Value:
    """The smallest of a column or of the values given; unknown while one of them is."""
    return _extreme(min, values)


def largest(*values: Value) -> Value:
    """The largest of a column or of the values given; unknown while one of them is."""
    return _extreme(max, values)


def _quantize(number: Number, decimals: int, rounding: str) -> Decimal:
    # 41 digits before the point and 20 after would not hold in the common context.
    wide = EXACT.copy()
    wide.prec = 80
    return Decimal(number).quantize(Decimal((0, (1,), -decimals)), rounding, context=wide)


def _decimals(number: Number) -> int:
    exponent = Decimal(number).as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0


def _calculation(
    on_whole: Callable[[int, int], int], exact: Callable[[Number, Number], Decimal]
) -> Calculation:
    def calculate(left: Value, right: Value) -> Value:
        if not (is_number(left) and is_number(right)):
            return UNKNOWN
        if isinstance(left, int) and isinstance(right, int):
            return bounded(on_whole(left, right))
        return bounded(exact(left, right))

    return calculate


_add = _calculation(operator.add, EXACT.add)
subtract = _calculation(operator.sub, EXACT.subtract)
multiply = _calculation(operator.mul, EXACT.multiply)


def _extreme(choose: Callable[..., Value], values: Sequence[Value]) -> Value:
    first = values[0]
    found = first if len(values) == 1 and is_list(first) else values
    if not found or any(is_unknown(value) for value in found):
        return UNKNOWN
    try:
        return choose(found)
    except (TypeError, ArithmeticError):
        return UNKNOWN
