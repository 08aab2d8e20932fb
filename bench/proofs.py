"""What must be true of a journey, whatever was answered: nothing is sent that was not asked."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from engine.definitions import conditions_of
from engine.expressions import DATE, DECIMAL, MONEY, MONTH, ROUTE, Syntax, Value, compiled
from engine.journeys import (
    KEY,
    Context,
    FieldPlan,
    GroupPlan,
    HubPlace,
    Journey,
    Place,
    Plan,
    StepPlace,
    StepPlan,
)
from engine.journeys.environment import value_of
from engine.journeys.items import ROW
from engine.journeys.past import NAMES as PAST
from engine.journeys.plan import PartPlan

SEEN = "#"


def same(one: Any, other: Any) -> bool:
    """Whether two values are the same in JSON: true is not 1."""
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)


def only_sent(journey: Journey) -> dict[str, Any]:
    """A draft that holds what is sent and nothing else: what is optional was left empty."""
    return kept(journey.places, {})


def kept(places: Iterable[Place], stored: Mapping[str, Any]) -> dict[str, Any]:
    """What a draft keeps of some places; `stored` is what was kept of their item."""
    found: dict[str, Any] = {name: stored[name] for name in (KEY, ROW) if name in stored}
    for place in places:
        if isinstance(place, HubPlace):
            driven = place.plan.group.driven
            found[place.plan.name] = [kept(item.steps, item.stored) for item in place.items]
            found |= {driven.name: False} if driven is not None else {}
        elif isinstance(place, StepPlace):
            names = [one.name for one in place.visible if one.field.is_asked]
            names += [name for name in place.plan.required if name.startswith(SEEN)]
            found |= {name: place.answers[name] for name in names if name in place.answers}
    return found


def unreachable(journey: Journey) -> list[str]:
    """What is sent although the conditions of its questions do not hold on what is sent."""
    known = around(journey.plan, journey.environment.context)
    known[ROUTE] = journey.environment.asked
    known |= {name: journey.environment.get(name) for name in PAST}
    return list(unasked(journey, journey.plan.parts, journey.places, journey.sent(), known))


def unasked(
    journey: Journey,
    parts: Iterable[PartPlan],
    places: Iterable[Place],
    sent: Mapping[str, Any],
    before: Mapping[str, Value],
) -> Iterator[str]:
    """The answers sent whose step, whose field or whose group is not asked."""
    hubs = {place.plan.name: place for place in places if isinstance(place, HubPlace)}
    known = {**before, **values(journey, sent)}
    known |= {name: [item.record for item in hub.items] for name, hub in hubs.items()}
    for part in parts:
        if isinstance(part, StepPlan):
            for one in part.fields:
                asked = conditions_of(part.step) + ((one.field.when,) if one.field.when else ())
                if one.name in sent and not all(holds(each, known) for each in asked):
                    yield one.name
        elif isinstance(part, GroupPlan) and part.name in hubs:
            if not all(holds(each, known) for each in conditions_of(part.group)):
                yield part.name
            for item, row in zip(hubs[part.name].items, sent[part.name], strict=True):
                alias = {**values(journey, row), "position": item.position, "key": item.key}
                inside = {**known, part.group.alias: alias, "row": item.environment.get("row")}
                yield from unasked(journey, part.steps, item.steps, row, inside)


def holds(condition: Syntax, known: Mapping[str, Value]) -> bool:
    """Whether a condition is true."""
    return compiled(condition)(known) is True


def around(plan: Plan, context: Context) -> dict[str, Value]:
    """What is known before anything is answered."""
    found: dict[str, Value] = {
        **plan.constants, "account": context.account, "profile": context.profile,
        "link": context.link,
    }  # fmt: skip
    return found | ({"today": context.today} if context.today else {})


def values(journey: Journey, sent: Mapping[str, Any]) -> dict[str, Value]:
    """The answers sent as values of expressions."""
    fields = journey.plan.fields
    return {
        name: worked_out(fields[name], answer)
        if fields[name].compute is not None
        else value_of(fields[name], answer, journey.environment)
        for name, answer in sent.items()
        if name in fields
    }


def worked_out(plan: FieldPlan, sent: Any) -> Value:
    """A computed value, as it was sent."""
    if plan.kind in (MONEY, DECIMAL):
        return Decimal(sent)
    if plan.kind in (DATE, MONTH):
        return date.fromisoformat(sent if plan.kind == DATE else f"{sent}-01")
    value: Value = sent
    return value


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
