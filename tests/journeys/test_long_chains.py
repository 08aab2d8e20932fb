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
