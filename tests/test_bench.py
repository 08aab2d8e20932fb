"""The rank test with which times are compared."""

import pytest

from bench.enumeration import mann_whitney, seen_from


@pytest.mark.parametrize(
    ("one", "other", "z"),
    [
        ([1, 2, 3, 4], [1, 2, 3, 4], 0.0),
        ([1, 2, 3, 4, 5], [6, 7, 8, 9, 10], -2.611),
        ([6, 7, 8, 9, 10], [1, 2, 3, 4, 5], 2.611),
        ([5, 5, 5], [5, 5, 5], 0.0),
    ],
)
def test_two_samples_are_compared_by_their_ranks(
    one: list[float], other: list[float], z: float
) -> None:
    assert mann_whitney(one, other) == pytest.approx(z, abs=0.001)


def test_ties_are_corrected() -> None:
    assert mann_whitney([1, 1, 2, 2], [2, 2, 3, 3]) == pytest.approx(-1.871, abs=0.001)


def test_a_case_that_is_slower_by_more_than_the_spread_is_seen() -> None:
    times = [n / 100 for n in range(100)]

    found = seen_from(times, 2.58)

    assert 0.1 < found < 0.5
    assert abs(mann_whitney(times, [one + found for one in times])) == pytest.approx(2.58, abs=0.1)
