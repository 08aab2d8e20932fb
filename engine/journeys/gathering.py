"""A group looked at again: how many items it has, and where each of them stands.

An item that did not change, while nothing changed that it reads from around it, is not looked at
again: a page of a group of 400 items costs no more than that of one with four.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from engine.expressions import UNKNOWN, Value
from engine.fields import Files
from engine.journeys.environment import Environment, ItemRecord, row_key
from engine.journeys.items import KEY, ROW, fit, is_empty
from engine.journeys.past import LATEST
from engine.journeys.places import HubPlace, ItemPlace, Path, StepPlace
from engine.journeys.plan import FieldPlan, GroupPlan, StepPlan
from engine.journeys.stepping import concerns, has_vanished, step_place

OF_LATEST = f"{LATEST}."
MOST_ITEMS = 50  # when the author says nothing
MOST_EVER = 1_000


def hub_place(
    prefix: Path,
    plan: GroupPlan,
    answers: Mapping[str, Any],
    environment: Environment,
    before: HubPlace | None = None,
) -> HubPlace:
    """A group with the answers kept for it; its items become known.

    `before` is the same group as it was, of which the items that did not change are kept.
    """
    wanted = _number(plan.count, environment)
    least, most = _bounds(plan, environment)
    stored = items_kept(plan, answers, environment)
    number = len(stored) if plan.count is None else wanted or 0
    items = fit(stored, min(max(number, least if plan.count is None else 0), most))
    outer, known = _around(plan, environment, before)
    path, kept = (*prefix, plan.name), len(known)
    places = tuple(
        known[index]
        if index < kept and known[index].stored is item
        else _item(path, plan, item, index, outer, known)
        for index, item in enumerate(items)
    )
    rows: Value = [place.record for place in places]
    environment.know(plan.name, rows)
    enough = plan.count is None or len(places) == wanted
    filled = enough and least <= len(places) <= most and all(one.complete for one in places)
    failed = _failed(plan, environment) if filled else ()
    asks = filled and plan.group.driven is not None and len(places) < most
    ended = not asks or answers.get(plan.group.driven.name) is False  # type: ignore[union-attr]
    return HubPlace(
        path, plan, environment, places, wanted, least, most,
        filled and ended and not failed, outer, failed, asks,
    )  # fmt: skip


def items_kept(
    plan: GroupPlan, answers: Mapping[str, Any], environment: Environment
) -> Sequence[Mapping[str, Any]]:
    """The items kept; as long as none is, those that a list of the profile brings."""
    kept: Sequence[Mapping[str, Any]] | None = answers.get(plan.name)
    if kept is not None or not plan.rows_path:
        return kept or ()
    if plan.rows_path.startswith(OF_LATEST):
        return sent_items(plan, environment)
    rows = environment.context.profile.get(plan.rows_path, ())
    return [
        {KEY: str(position), ROW: row_key(row, position)}
        for position, row in enumerate(rows[:MOST_EVER], 1)
    ]


def sent_items(plan: GroupPlan, environment: Environment) -> Sequence[Mapping[str, Any]]:
    """The items of the last submission, with the answers that would be accepted now; no files."""
    latest = environment.context.past[:1]
    items = latest[0].answers.get(plan.rows_path.removeprefix(OF_LATEST)) if latest else None
    fields = {
        one.name: one
        for step in plan.steps
        if isinstance(step, StepPlan)
        for one in step.fields
        if not isinstance(one.field, Files)
    }
    return [
        {
            KEY: str(position),
            **{
                name: answer
                for name, answer in item.items()
                if name in fields and not any(fields[name].schema.faults(answer))
            },
        }
        for position, item in enumerate(items if isinstance(items, list) else (), 1)
        if isinstance(item, Mapping) and position <= MOST_EVER
    ]


def _around(
    plan: GroupPlan, environment: Environment, before: HubPlace | None
) -> tuple[Environment, Sequence[ItemPlace]]:
    """What items know from around them, and the items of before that may be kept.

    It is a picture of what was known before the group, so that items that are kept hold on to no
    journey of before.
    """
    if before is not None and all(
        before.outer.get(name) == environment.get(name) for name in plan.reads
    ):
        return before.outer, before.items
    position = environment.plan.positions.get(plan.name, -1)
    if environment.item is not None or position < 0:
        return environment, ()
    return environment.before(position, environment.answers), ()


def _item(
    prefix: Path,
    plan: GroupPlan,
    item: Mapping[str, Any],
    index: int,
    outer: Environment,
    known: Sequence[ItemPlace],
) -> ItemPlace:
    """An item where it stands; the one known there when it is kept as it was."""
    if index < len(known) and known[index].stored == item:
        return known[index]
    position = index + 1
    environment = outer.inner(**_row_of(plan, item, outer))
    own: dict[str, Value] = {"position": position, "key": item[KEY]}
    environment.open_item(ItemRecord(plan.group.alias, plan.names, own))
    path = (*prefix, item[KEY])
    places: list[StepPlace | HubPlace] = []
    concerned = 0
    for part in plan.steps:
        if places and not places[-1].complete:
            concerned += concerns(part, environment)
            continue
        if part.when is not None and part.when(environment) is not True:
            continue
        place: StepPlace | HubPlace
        if isinstance(part, GroupPlan):
            place = hub_place(path, part, item, environment)
        else:
            place = step_place(path, part, item, environment)
        if not has_vanished(place):
            concerned += 1
            places.append(place)
    steps = tuple(places)
    return ItemPlace(
        item[KEY], position, environment, steps, concerned, all(one.complete for one in steps),
        is_empty(item), item, {**own, **_known(steps, environment)},
    )  # fmt: skip


def _row_of(plan: GroupPlan, item: Mapping[str, Any], environment: Environment) -> dict[str, Value]:
    """The row of the profile that an item comes from, under the name `row`."""
    if not plan.rows_path:
        return {}
    rows = environment.context.profile.get(plan.rows_path, ())
    key = item.get(ROW)
    found = (row for index, row in enumerate(rows, 1) if row_key(row, index) == key)
    return {"row": next(found, {})}


def _known(steps: Sequence[StepPlace | HubPlace], environment: Environment) -> dict[str, Value]:
    """What an item tells of itself to what comes after its group."""
    names = [
        name
        for step in steps
        for name in (
            [step.plan.name] if isinstance(step, HubPlace) else [one.name for one in step.visible]
        )
    ]
    known = {name: environment.get(name) for name in names}
    return {name: value for name, value in known.items() if value is not UNKNOWN}


def _failed(plan: GroupPlan, environment: Environment) -> tuple[int, ...]:
    """The checks of the group that do not hold; one that is unknown does not fail."""
    return tuple(number for number, check in enumerate(plan.checks) if check(environment) is False)


def _bounds(plan: GroupPlan, environment: Environment) -> tuple[int, int]:
    """The least and the most items: those of the group, and of the field that counts them."""
    least = _number(plan.least, environment)
    most = _number(plan.most, environment)
    if plan.counted is not None:
        least = _limit(plan.counted, "min", environment) if least is None else least
        most = _limit(plan.counted, "max", environment) if most is None else most
    if least is None:
        least = 1 if plan.count is None and not plan.rows_path else 0
    return max(0, least), MOST_ITEMS if most is None else min(most, MOST_EVER)


def _number(closure: Any, environment: Environment) -> int | None:
    if closure is None:
        return None
    found = closure(environment)
    return found if isinstance(found, int) else None


def _limit(plan: FieldPlan, key: str, environment: Environment) -> int | None:
    """A limit of a field now, None when it has none."""
    found = plan.limits.get(key)
    return _number(dict(plan.dynamic).get(key), environment) if found is None else found
