"""What must be true of a journey, whatever was answered: nothing is sent that was not asked."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from engine.expressions import Syntax, Value, compiled
from engine.journeys import KEY, Context, HubPlace, Journey, Plan, StepPlace, StepPlan
from engine.journeys.environment import value_of

SEEN = "#"


def same(one: Any, other: Any) -> bool:
    """Whether two values are the same in JSON: true is not 1."""
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)


def only_sent(journey: Journey) -> dict[str, Any]:
    """A draft that holds what is sent and nothing else: what is optional was left empty."""
    found: dict[str, Any] = {}
    for place in journey.places:
        if isinstance(place, HubPlace):
            found[place.plan.name] = [
                {KEY: item.key, **dict(each for step in item.steps for each in kept(step))}
                for item in place.items
            ]
        else:
            found.update(kept(place))
    return found


def kept(place: StepPlace) -> Iterator[tuple[str, Any]]:
    """The answers to the questions of a step that concern the person."""
    for one in place.visible:
        if one.name in place.answers:
            yield one.name, place.answers[one.name]
    for name in place.plan.required:
        if name.startswith(SEEN) and name in place.answers:
            yield name, True


def unreachable(journey: Journey) -> list[str]:
    """What is sent although the conditions of its questions do not hold on what is sent."""
    plan, sent = journey.plan, journey.sent()
    known = around(plan, journey.environment.context)
    groups = {name: value for name, value in sent.items() if isinstance(value, list)}
    hubs = {place.plan.name: place for place in journey.places if isinstance(place, HubPlace)}
    known |= values(journey, plan.fields, {n: v for n, v in sent.items() if n not in hubs})
    found = list(unasked(steps_of(plan), sent, known))
    for name, hub in hubs.items():
        if hub.plan.group.when is not None and not holds(hub.plan.group.when, known):
            found.append(name)
        for number, item in enumerate(groups[name]):
            own = values(journey, plan.fields, item)
            inside = {**known, **own, hub.plan.group.alias: {**own, "position": number + 1}}
            found += unasked(hub.plan.steps, item, inside)
    return found


def steps_of(plan: Plan) -> list[StepPlan]:
    """The steps that are not in a group."""
    return [part for part in plan.parts if isinstance(part, StepPlan)]


def unasked(steps: Any, sent: Mapping[str, Any], known: Mapping[str, Value]) -> Iterator[str]:
    """The answers sent whose step, or whose field, is not asked."""
    for step in steps:
        for one in step.fields:
            conditions = (step.step.when, one.field.when)
            if one.name in sent and not all(holds(each, known) for each in conditions):
                yield one.name


def holds(condition: Syntax | None, known: Mapping[str, Value]) -> bool:
    """Whether a condition is true."""
    return condition is None or compiled(condition)(known) is True


def around(plan: Plan, context: Context) -> dict[str, Value]:
    """What is known before anything is answered."""
    found: dict[str, Value] = {
        **plan.constants, "account": context.account, "profile": context.profile,
        "link": context.link,
    }  # fmt: skip
    return found | ({"today": context.today} if context.today else {})


def values(journey: Journey, fields: Any, sent: Mapping[str, Any]) -> dict[str, Value]:
    """The answers sent as values of expressions."""
    return {
        name: value_of(fields[name], answer, journey.environment)
        for name, answer in sent.items()
        if name in fields
    }


def faults(journey: Journey) -> list[str]:
    """Everything wrong with a journey."""
    plan, context = journey.plan, journey.environment.context
    found = [f"{name} is sent, and not asked" for name in unreachable(journey)]
    afresh = Journey(plan, journey.answers, context)
    if not same(afresh.sent(), journey.sent()) or afresh.complete != journey.complete:
        found.append("what changed was not replayed as the whole is")
    if journey.complete:
        again = Journey(plan, only_sent(journey), context)
        if not again.complete or not same(again.sent(), journey.sent()):
            found.append("what is sent does not stand alone")
    return found
