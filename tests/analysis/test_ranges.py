"""Between which numbers a number stands."""

from fractions import Fraction

import pytest

from engine.analysis.logic import Logic
from engine.analysis.ranges import OPEN, Ranges


@pytest.mark.parametrize(
    ("written", "low", "high"),
    [
        ("a", 1, 3),
        ("a + b", 1, 8),
        ("a - b", -4, 3),
        ("a * -2", -6, -2),
        ("-b", -5, 0),
        ("If(a > 1, a, b)", 0, 5),
        ("ToReal(a) * half", Fraction(1, 2), Fraction(3, 2)),
        ("ToInt(ToReal(a) * half)", 0, 1),
    ],
)
def test_a_range_follows_from_those_of_the_answers(
    written: str, low: Fraction | int, high: Fraction | int
) -> None:
    logic = Logic()
    z3, ranges = logic.z3, Ranges(logic)
    a, b = logic.whole("a"), logic.whole("b")
    ranges.note(a, 1, 3)
    ranges.note(b, 0, 5)
    half = logic.amount(Fraction(1, 2))
    made = {
        "a": a, "a + b": a + b, "a - b": a - b, "a * -2": logic.times(a, -2), "-b": -b,
        "If(a > 1, a, b)": z3.If(a > 1, a, b), "ToReal(a) * half": z3.ToReal(a) * half,
        "ToInt(ToReal(a) * half)": z3.ToInt(z3.ToReal(a) * half),
    }  # fmt: skip

    found = ranges.of(made[written])

    assert found == (low, high)


def test_nothing_is_known_of_what_has_no_limit() -> None:
    logic = Logic()
    ranges = Ranges(logic)
    free, small = logic.whole("free"), logic.whole("small")
    ranges.note(small, 0, 2)

    assert ranges.of(free + small) == OPEN
    assert ranges.few(free) is None
    assert ranges.few(small) == range(3)
    assert ranges.few(small * 100) is None
