"""What can be found on a way: names that are asked, values, places."""

from collections.abc import Iterator
from dataclasses import dataclass

from engine.expressions import UNKNOWN, Value
from engine.journeys import Environment, HubPlace, Place, StepPlace
from engine.proving.ending import Ended
from engine.source import Phrase, Span


@dataclass(frozen=True)
class Failure:
    """Something that is not as a test expects: where it expects it, and what came."""

    span: Span
    said: Phrase


Known = tuple[StepPlace, Environment]


def names_seen(end: Ended) -> frozenset[str]:
    """The names of the steps, groups, exits and fields that are asked."""
    found = {one.path[-1] for one in end.journey.places}
    for step, visible, _known in steps_seen(end):
        found |= {step.path[-1], *visible}
    for hub in hubs_in(end):
        found.add(hub.path[-1])
    return frozenset(found)


def steps_seen(end: Ended) -> Iterator[tuple[StepPlace, frozenset[str], Environment]]:
    """The steps that one comes to, with the fields that concern the person, and what is known.

    The one that stops is seen as it was answered last.
    """
    stop = end.stop
    for step in end.journey.steps():
        if stop is not None and stop.judged is not None and stop.path == step.path:
            yield step, stop.judged.visible, stop.judged.environment
        else:
            yield step, frozenset(one.name for one in step.visible), step.environment


def hubs_in(end: Ended) -> Iterator[HubPlace]:
    """The groups that one comes to, those inside items too."""
    for place in end.journey.places:
        yield from hubs_at(place)


def hubs_at(place: Place) -> Iterator[HubPlace]:
    """A group and those inside it."""
    if isinstance(place, HubPlace):
        yield place
        for item in place.items:
            for one in item.steps:
                yield from hubs_at(one)


def place_of(end: Ended, name: str) -> Known | None:
    """The last step that asks a field, and what is known there; None when none does."""
    found = [(step, known) for step, visible, known in steps_seen(end) if name in visible]
    return found[-1] if found else None


def value_found(end: Ended, name: str) -> tuple[bool, Value]:
    """The value of a field or a group, and whether it is known.

    Of a field that is asked for each item it is the list of its values.
    """
    found = [
        (len(step.path) > 1, known.get(name))
        for step, visible, known in steps_seen(end)
        if name in visible
    ]
    if any(is_inside for is_inside, _value in found):
        return True, [value for _inside, value in found]
    value = found[-1][1] if found else end.journey.environment.get(name)
    return value is not UNKNOWN, value
