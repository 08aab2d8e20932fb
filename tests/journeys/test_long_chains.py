"""Conditions that lean on one another cost no more than they are."""

from itertools import pairwise

from tests.journeys.walking import Walker, plan

LENGTH = 60


def leaning() -> str:
    """Many fields on one step, each asked when one of the two before it is answered by « x »."""
    names = [f"f{number}" for number in range(LENGTH)]
    fields = [f"{{field: {name}, type: text}}" for name in names[:2]]
    fields += [
        f'{{field: {name}, type: text, when: {two} == "x" or {one} == "x"}}'
        for name, (one, two) in zip(names[2:], pairwise(names), strict=False)
    ]
    return f"  - {{step: s, title: S, fields: [{', '.join(fields)}]}}\n"


def test_a_chain_of_withdrawn_answers_is_worked_out_once() -> None:
    walker = Walker(plan(leaning()), {f"f{number}": "x" for number in range(LENGTH)})
    full = walker.journey.sent()

    walker.answers |= {"f0": "a", "f1": "a"}
    journey = walker.journey

    assert len(full) == LENGTH
    assert (journey.complete, journey.sent()) == (True, {"f0": "a", "f1": "a"})


def test_a_last_step_may_lean_on_hundreds_before_it() -> None:
    steps = "  - {step: s0, title: S, fields: [{field: f0, type: text}]}\n"
    for number in range(1, 400):
        field = f'{{field: f{number}, type: text, when: f{number - 1} == "x"}}'
        steps += f"  - {{step: s{number}, title: S, fields: [{field}]}}\n"
    steps += '  - {step: last, title: S, when: f399 == "x"}\n'
    answers = {f"f{number}": "x" for number in range(400)}

    journeys = [Walker(plan(steps), answers | {"f0": first}).journey for first in ("x", "a")]

    assert [journey.current for journey in journeys] == [("last",), ()]
    assert [len(journey.sent()) for journey in journeys] == [400, 1]
