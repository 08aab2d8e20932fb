"""The analysis says the same of small procedures as trying everything does."""

from collections.abc import Iterator
from typing import Any

import pytest

from engine.analysis import Reach, Witness
from engine.definitions import Exit, Group
from engine.definitions.points import points_of
from engine.journeys import Journey
from tests.analysis.enumerating import CONTEXT, LIBRARY, Enumeration, enumerated
from tests.analysis.small import small

PROCEDURES = 300
TOGETHER = 20  # in one test, so that several may run at once


def seen(found: Enumeration, reach: Reach) -> dict[Any, bool]:
    """What was seen: points, parts that one comes to, parts that one goes on from, the end."""
    verdicts: dict[Any, bool] = {one: one in found.points for one in points_of(found.procedure)}
    for name, _formula in formulas(reach):
        kind, place = name
        verdicts[name] = place in (found.reached if kind == "reached" else found.accepted)
    return {**verdicts, "sent": found.sendable}


def solved(found: Enumeration, reach: Reach) -> dict[Any, object]:
    """What the solver says of the same."""
    questions = {one: reach.points[one] for one in points_of(found.procedure)}
    every: dict[Any, Any] = {**questions, **dict(formulas(reach)), "sent": reach.walk.sent}
    return dict(zip(every, reach.possible_among(list(every.values())), strict=True))


def formulas(reach: Reach) -> Iterator[tuple[tuple[str, str], Any]]:
    """Whether one comes to a part, and whether one goes on from it."""
    both, vanishing = reach.logic.both, vanishing_steps(reach)
    for one in reach.walk.stages:
        if isinstance(one.part, (Group, Exit)):
            yield ("reached", one.place), one.on
        if not isinstance(one.part, Exit) and one.part.name not in vanishing:
            yield ("accepted", one.place), both(one.on, one.done)


def vanishing_steps(reach: Reach) -> set[str]:
    """The steps that are gone past when none of their fields is asked."""
    steps = [step for _group, step in reach.walk.procedure.all_steps()]
    return {one.name for one in steps if not any(each.when is None for each in one.fields)}


@pytest.mark.parametrize("first", range(0, PROCEDURES, TOGETHER))
def test_the_analysis_says_what_trying_everything_shows(first: int) -> None:
    for seed in range(first, first + TOGETHER):
        found = enumerated(small(seed))
        reach = Reach(found.procedure, LIBRARY)

        verdicts = solved(found, reach)

        assert verdicts == seen(found, reach), f"small({seed})"


@pytest.mark.parametrize("seed", range(5, 60, 5))
def test_an_example_of_a_way_that_is_sent_is_sent(seed: int) -> None:
    found = enumerated(small(seed))
    reach = Reach(found.procedure, LIBRARY)

    example = reach.example(reach.walk.sent)

    assert found.sendable is isinstance(example, Witness)
    if isinstance(example, Witness):
        journey = Journey(found.plan, example.kept, CONTEXT)
        assert journey.complete
        assert not journey.failed()
