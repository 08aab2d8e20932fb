"""Answers in JSON, given to the form: typed page after page as a person would."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from bench.proofs import same
from engine.fields import Files
from engine.journeys import (
    Context,
    GroupPlan,
    HubPlace,
    Journey,
    Place,
    Plan,
    StepPlace,
    judge,
    raw_of,
)
from engine.journeys.changing import with_answers, with_end, with_item, without_item
from engine.journeys.gathering import OF_LATEST

MOST_PAGES = 1000


class Refused(Exception):  # noqa: N818 - what the form does
    """The form does not take the answers."""


def accepts(plan: Plan, context: Context, sent: Any) -> bool:
    """Whether the form takes these answers, all of them and nothing else."""
    try:
        return same(retyped(plan, context, sent).sent(), sent)
    except Refused:
        return False


def retyped(plan: Plan, context: Context, sent: Any) -> Journey:
    """The journey of somebody who gives these answers, to its end; raises Refused."""
    # What was sent before is not given again: items are added one by one.
    none: dict[str, Any] = {
        one.name: []
        for one in plan.parts
        if isinstance(one, GroupPlan) and one.rows_path.startswith(OF_LATEST)
    }
    journey = Journey(plan, none, context)
    for _ in range(MOST_PAGES):
        hub = next(wrong_in_number(journey.places, sent), None)
        if hub is not None:
            journey = with_as_many(journey, *hub)
        elif journey.complete:
            return journey
        else:
            journey = at(journey, journey.place(journey.current), sent)
    raise Refused


def wrong_in_number(places: Iterable[Place], given: Any) -> Iterator[tuple[HubPlace, int]]:
    """The groups that do not have as many items as are given."""
    for place in places:
        if not isinstance(place, HubPlace):
            continue
        items = given.get(place.plan.name) if isinstance(given, Mapping) else None
        if not isinstance(items, list):
            raise Refused
        is_free = place.wanted is None and place.plan.group.driven is None
        if is_free and len(items) != len(place.items):
            yield place, len(items)
        for item, one in zip(place.items, items, strict=False):
            yield from wrong_in_number(item.steps, one)


def with_as_many(journey: Journey, hub: HubPlace, wanted: int) -> Journey:
    """The journey with an item more, or less."""
    if not hub.least <= wanted <= hub.most:
        raise Refused
    if wanted > len(hub.items):
        return journey.changed(with_item(journey, hub))
    return journey.changed(without_item(journey, hub, hub.items[-1].key))


def at(journey: Journey, place: Place, given: Any) -> Journey:
    """The next page: `given` are the answers to the level at which the place is."""
    if not isinstance(given, Mapping):
        raise Refused
    if isinstance(place, StepPlace):
        return at_step(journey, place, given)
    if isinstance(place, HubPlace):
        return in_hub(journey, place, given.get(place.plan.name))
    raise Refused


def in_hub(journey: Journey, hub: HubPlace, given: Any) -> Journey:
    """The next page of a group: what is lacking in an item; whether there is another one."""
    if not isinstance(given, list):
        raise Refused
    for item, one in zip(hub.items, given, strict=False):
        if not item.complete and item.current is not None:
            return at(journey, item.current, one)
    if hub.asks:
        is_more = len(given) > len(hub.items)
        return journey.changed((with_item if is_more else with_end)(journey, hub))
    raise Refused


def at_step(journey: Journey, place: StepPlace, given: Mapping[str, Any]) -> Journey:
    """A page, with what is given for it."""
    raw: dict[str, list[str]] = {}
    kept: dict[str, Any] = {}
    for plan in place.plan.fields:
        if given.get(plan.name) is None:
            continue
        if isinstance(plan.field, Files):
            kept[plan.name] = given[plan.name]
        else:
            raw |= typed(plan, given[plan.name])
    judged = judge(place.plan, raw, kept, place.environment)
    if judged.errors:
        raise Refused
    return journey.changed(with_answers(journey, place.path, judged.answers))


def typed(plan: Any, answer: Any) -> dict[str, list[str]]:
    """What one would type to give an answer; raises Refused when nobody can."""
    try:
        raw = raw_of(plan, answer)
    except (TypeError, ValueError, AttributeError, ArithmeticError, KeyError, IndexError) as error:
        raise Refused from error
    if not all(isinstance(text, str) for texts in raw.values() for text in texts):
        raise Refused
    return raw
