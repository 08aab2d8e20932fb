"""Whether a condition holds less often, more often, or one cannot tell."""

import pytest

from engine.differences.meaning import bound_moved, implies, key_of
from engine.expressions import parse
from engine.source.positions import NOWHERE


def tree(text: str):  # type: ignore[no-untyped-def]
    found, problems = parse(text, NOWHERE)
    assert found is not None, problems
    return found.tree


@pytest.mark.parametrize(
    ("narrow", "wide"),
    [
        ("a == 1 and b == 2", "a == 1"),
        ("a == 1", "a == 1 or b == 2"),
        ("a == 1 and b == 2", "b == 2 or c == 3"),
        ("(a == 1 and b == 2) and c == 3", "(a == 1 and b == 2) or d == 4"),
        ("a > 3", "a > 2"),
        ("a > 3", "a >= 3"),
        ("a < 3", "a <= 3"),
        ("3 < a", "a > 2"),
        ("a == 'x'", "a in ['x', 'y']"),
        ("a in ['x', 'y']", "a != 'z'"),
        ("a not in ['x', 'y']", "a != 'x'"),
        ("a == 4", "a > 3"),
        ("a == 1 or a == 2", "a in [1, 2, 3]"),
    ],
)
def test_one_holds_where_the_other_does(narrow: str, wide: str) -> None:
    assert implies(tree(narrow), tree(wide))
    assert not implies(tree(wide), tree(narrow))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a == 1", "b == 1"), ("a > 3", "a < 5"), ("a == 'x'", "a > 3"), ("not a", "a"),
        ("a == 1", "a == 2"), ("a == b", "a == 1"), ("a in b", "a in ['x']"), ("a > 3", "a != 9"),
        ("True == a", "a > 0"),
    ],
)  # fmt: skip
def test_one_cannot_tell(one: str, other: str) -> None:
    assert not implies(tree(one), tree(other))
    assert not implies(tree(other), tree(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a == 1 and b", "b and 1 == a"),
        ("a  >  1", "1<a"),
        ("'x' in c", '"x" in c'),
        ("count(a) == 2", "count( a ) == 2"),
    ],
)
def test_two_ways_to_write_say_the_same(one: str, other: str) -> None:
    assert key_of(tree(one)) == key_of(tree(other))
    assert key_of(tree(one)) != key_of(tree("a == 3"))


@pytest.mark.parametrize(
    ("key", "old", "new", "said"),
    [
        ("min", 1, 2, "tightened"), ("min", 2, 1, "loosened"), ("max", 1, 2, "loosened"),
        ("max", 2, 1, "tightened"), ("max", None, 1, "tightened"), ("min", 1, None, "loosened"),
        ("max", 1, "x", "changed"), ("max", True, 1, "changed"),
    ],
)  # fmt: skip
def test_a_bound_moves(key: str, old: object, new: object, said: str) -> None:
    assert bound_moved(key, old, new) == said
