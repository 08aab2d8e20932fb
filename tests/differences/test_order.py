"""What moved is the smallest set that explains the new order."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.differences import difference
from engine.differences.order import longest_rising
from tests.differences.versions import version_of

HEAD = "procedure: p\ntitle: P\nfor: anyone\nsteps:\n"


def steps(names: list[int]) -> str:
    lines = (
        f"  - {{step: e{name}, title: Étape {name * 7919}, fields: "
        f"[{{field: f{name}, type: text, label: Champ {name * 104729}}}]}}\n"
        for name in names
    )
    return HEAD + "".join(lines)


@given(st.permutations(range(7)))
def test_the_rising_part_is_the_longest(numbers: list[int]) -> None:
    found = [numbers[place] for place in longest_rising(numbers)]

    assert found == sorted(found)
    longer = combinations(numbers, len(found) + 1)
    assert not any(list(one) == sorted(one) for one in longer)


def test_nothing_rises_in_nothing() -> None:
    assert longest_rising([]) == []


@settings(max_examples=25)
@given(st.permutations(range(5)), st.sets(st.integers(0, 4), max_size=3))
def test_steps_that_go_and_move_are_told_once_each(order: list[int], gone: set[int]) -> None:
    old, new = list(range(5)), [one for one in order if one not in gone]
    if not new:
        return

    found = difference(version_of(steps(old)), version_of(steps(new)))

    kinds = [one.kind for one in found.changes]
    assert kinds.count("removed") == len(gone)
    assert kinds.count("moved") == len(new) - len(longest_rising(new))
    assert set(kinds) <= {"removed", "moved"}
