"""Between which numbers a number stands: what is multiplied and divided by few values is exact."""

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any, TypeAlias

from engine.analysis.logic import Amount, Logic

# The least and the most, None where nothing is known.
Range: TypeAlias = tuple[Fraction | None, Fraction | None]
OPEN: Range = (None, None)
FEW = 32
MOST_NODES = 200


class Ranges:
    """Keeps between which numbers the answers stand, and works it out for what is made of them."""

    def __init__(self, logic: Logic) -> None:
        self.logic = logic
        self.known: dict[str, Range] = {}

    def note(self, amount: Amount, low: Amount, high: Amount) -> None:
        """Keep that a free number stands between two that are known; None where one is not."""
        self.known[str(amount)] = (
            None if low is None else Fraction(low),
            None if high is None else Fraction(high),
        )

    def few(self, amount: Amount) -> range | None:
        """The whole numbers that a whole number may be, when they are few."""
        low, high = _Reading(self).of(amount)
        if low is None or high is None or high - low >= FEW:
            return None
        return range(-(-low.numerator // low.denominator), high.numerator // high.denominator + 1)

    def of(self, amount: Amount) -> Range:
        """Between which numbers a number stands."""
        return _Reading(self).of(amount)

    def by_value(self, amount: Amount, values: range, make: Callable[[int], Amount]) -> Amount:
        """What is made of a number, of each of the few values that it may have."""
        found: Amount = 0
        for value in values:
            found = self.logic.pick(self.logic.equal(amount, value), make(value), found)
        return found


class _Reading:
    """One walk over a term of the solver, of so many nodes at most."""

    def __init__(self, ranges: Ranges) -> None:
        self.known = ranges.known
        self.z3: Any = ranges.logic.z3
        self.nodes = 0
        self.rules: dict[int, Callable[[list[Range]], Range]] = {
            self.z3.Z3_OP_ADD: added,
            self.z3.Z3_OP_MUL: multiplied,
            self.z3.Z3_OP_UMINUS: lambda parts: opposite(parts[0]),
            self.z3.Z3_OP_SUB: lambda parts: added([parts[0], *map(opposite, parts[1:])]),
            self.z3.Z3_OP_TO_REAL: lambda parts: parts[0],
            self.z3.Z3_OP_TO_INT: lambda parts: floored(parts[0]),
            self.z3.Z3_OP_ITE: lambda parts: joined(parts[1:]),
        }

    def of(self, term: Amount) -> Range:
        """The range of a term."""
        self.nodes += 1
        if isinstance(term, (int, Fraction)):
            return Fraction(term), Fraction(term)
        if self.nodes > MOST_NODES:
            return OPEN
        if self.z3.is_int_value(term):
            return Fraction(term.as_long()), Fraction(term.as_long())
        if self.z3.is_rational_value(term):
            value = Fraction(term.numerator_as_long(), term.denominator_as_long())
            return value, value
        kind = term.decl().kind()
        if kind == self.z3.Z3_OP_UNINTERPRETED:
            return self.known.get(str(term), OPEN)
        rule = self.rules.get(kind)
        return OPEN if rule is None else rule([self._part(one) for one in term.children()])

    def _part(self, term: Any) -> Range:
        return OPEN if self.z3.is_bool(term) else self.of(term)


def added(parts: list[Range]) -> Range:
    """The range of a sum."""
    lows, highs = [low for low, _ in parts], [high for _, high in parts]
    return total(lows), total(highs)


def total(ends: list[Fraction | None]) -> Fraction | None:
    """The sum of the ends, None when one is not known."""
    known = [one for one in ends if one is not None]
    return sum(known, Fraction()) if len(known) == len(ends) else None


def multiplied(parts: list[Range]) -> Range:
    """The range of a product."""
    found: Range = (Fraction(1), Fraction(1))
    for low, high in parts:
        ends = [*corners(found, (low, high))]
        if None in ends:
            return OPEN
        numbers = [one for one in ends if one is not None]
        found = min(numbers), max(numbers)
    return found


def corners(first: Range, second: Range) -> Iterator[Fraction | None]:
    """The products of the ends of two ranges."""
    for one in first:
        for other in second:
            yield None if one is None or other is None else one * other


def opposite(one: Range) -> Range:
    """The range of the opposite."""
    low, high = one
    return None if high is None else -high, None if low is None else -low


def floored(one: Range) -> Range:
    """The range of what is rounded down."""
    low, high = one
    return (
        None if low is None else Fraction(low.numerator // low.denominator),
        None if high is None else Fraction(high.numerator // high.denominator),
    )


def joined(parts: list[Range]) -> Range:
    """The range of one of several numbers."""
    lows = [low for low, _ in parts if low is not None]
    highs = [high for _, high in parts if high is not None]
    return (
        min(lows) if len(lows) == len(parts) else None,
        max(highs) if len(highs) == len(parts) else None,
    )
