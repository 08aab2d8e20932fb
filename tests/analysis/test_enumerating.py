"""The enumeration that the analysis is compared with sees what there is to see."""

from collections.abc import Sequence
from typing import Any

import pytest

from engine.definitions.points import Point, points_of
from engine.journeys import Journey
from tests.analysis.enumerating import CONTEXT, Enumeration, enumerated, read
from tests.analysis.small import HEAD, Small, small

BOTH = (True, False)


def written(steps: Sequence[str], **domains: Sequence[Any]) -> Enumeration:
    """What is seen of a procedure with these steps."""
    text = HEAD + "steps:\n" + "".join(f"  - {one}\n" for one in steps)
    rest = ["".join(steps[index:]) for index in range(len(steps) + 1)]
    return enumerated(Small(text, rest, domains))


def unseen(found: Enumeration) -> set[tuple[str, str, Any]]:
    """The points that nobody comes to."""
    every = set(points_of(found.procedure)) - found.points
    return {(one.kind, one.place, one.value) for one in every}


def test_sees_a_condition_that_never_holds_after_another() -> None:
    found = written(
        [
            "{step: a, title: A, fields: [{field: n, type: integer, label: N, min: 0, max: 3}]}",
            "{exit: no, title: No, text: No, when: n > 1}",
            (
                "{step: b, title: B, when: n < 3, fields: [{field: m, type: text, label: M,"
                " when: n == 2, optional: true}, {field: o, type: text, label: O, optional: true}]}"
            ),
        ],
        n=range(4),
        m=["x"],
        o=["x"],
    )

    assert unseen(found) == {("when", "b", False), ("when", "b.m", True)}
    assert found.reached == {"a", "b", "no"}
    assert found.sendable


def test_sees_a_step_that_nobody_leaves() -> None:
    found = written(
        [
            "{step: a, title: A, fields: [{field: y, type: yes_no, label: Y}]}",
            (
                "{step: b, title: B, when: y, fields: [{field: m, type: integer, label: M, min: 0,"
                " max: 1}], checks: [{check: m > 1, message: No}]}"
            ),
            "{step: c, title: C, when: y, fields: [{field: z, type: yes_no, label: Z}]}",
        ],
        y=BOTH,
        m=range(2),
        z=BOTH,
    )

    assert found.reached - found.accepted == {"b"}
    assert unseen(found) == {
        ("check", "b.checks[0]", True), ("when", "c", True),
        ("option", "c.z", True), ("option", "c.z", False),
    }  # fmt: skip
    assert found.sendable


def test_sees_what_items_hold_together() -> None:
    found = written(
        [
            (
                "{group: g, as: one, title: G, min: 1, max: 2, steps: [{step: s, title: S, fields:"
                " [{field: n, type: integer, label: N, min: 0, max: 2}]}]}"
            ),
            "{step: b, title: B, when: sum(g.n) > 3, fields: [{field: y, type: yes_no, label: Y}]}",
            "{step: c, title: C, when: sum(g.n) > 4, fields: [{field: z, type: yes_no, label: Z}]}",
        ],
        n=range(3),
        y=BOTH,
        z=BOTH,
    )

    assert unseen(found) == {
        ("when", "c", True), ("option", "c.z", True), ("option", "c.z", False)
    }  # fmt: skip


@pytest.mark.parametrize("seed", [1, 4, 7, 12, 20, 33, 40, 56])
def test_ways_that_go_on_alike_may_be_walked_once(seed: int) -> None:
    class Every(Enumeration):
        """Walks all of them."""

        def state(self, journey: Journey, index: int, group: str = "") -> object:
            return object()

    one = small(seed)

    every = Every(one, read(one))
    every.walk(Journey(every.plan, {}, CONTEXT))

    found = enumerated(one)
    assert (found.points, found.reached, found.accepted, found.sendable) == (
        every.points, every.reached, every.accepted, every.sendable
    )  # fmt: skip


def test_only_sees_points_that_there_are() -> None:
    for seed in range(20):
        found = enumerated(small(seed))

        assert found.points <= set(points_of(found.procedure)), seed


def test_a_point_names_what_it_is_of() -> None:
    found = written(
        ["{step: a, title: A, fields: [{field: c, type: choice, label: C, choices: [x, z]}]}"],
        c=["x", "z", "other"],
    )

    assert found.points == {Point("option", "a.c", "x"), Point("option", "a.c", "z")}
