"""Answers changed: those of a step, of an item, the items themselves."""

from collections.abc import Mapping, Sequence
from typing import Any

from engine.journeys.computing import ROWS, rows_kept, rows_used
from engine.journeys.items import KEY, last_key, without
from engine.journeys.journey import Journey
from engine.journeys.places import HubPlace, Path

Answers = Mapping[str, Any]


def path_text(path: Path) -> str:
    """A path as drafts keep it."""
    return "/".join(path)


def with_answers(journey: Journey, path: Path, new: Answers) -> dict[str, Any]:
    """The answers of the journey with those of one step changed.

    An answer that was proposed from what changes is asked for again: it was about something else.
    """
    answers = dict(journey.answers)
    if len(path) == 1:
        for name in proposed_from(journey, new):
            answers.pop(name, None)
        answers.update(new)
        return answers
    return with_level(journey, path[:-1], lambda kept: {**kept, **new})


def with_level(journey: Journey, where: Path, change: Any) -> dict[str, Any]:
    """The answers of the journey, in which those of one level are changed.

    `where` is () for the procedure itself, (group, key) for an item, and so on inwards. Items
    that do not change stay the same objects: nothing of them is worked out again.
    """
    if not where:
        return dict(change(journey.answers))
    hub = journey.hub(where[:-1])

    def changed(kept: Answers) -> dict[str, Any]:
        items = [
            dict(change(item.stored)) if item.key == where[-1] else item.stored
            for item in hub.items
        ]
        return {**kept, hub.plan.name: items}

    return with_level(journey, where[:-2], changed)


def with_rows(journey: Journey, answers: Answers) -> tuple[Journey, Answers]:
    """The journey on new answers, and these with the rows of tables that their amounts come from.

    Nothing is worked out when the procedure reads no table, or when nothing is new.
    """
    if not journey.plan.reads_tables or answers is journey.answers:
        return journey, answers
    after = journey.changed(answers)
    kept = answers.get(ROWS) or []
    rows = rows_kept(
        rows_used(after.steps()), kept, journey.plan, journey.environment.context.today
    )
    return after, answers if rows == kept else {**answers, ROWS: rows}


def proposed_from(journey: Journey, new: Answers) -> list[str]:
    """The fields that are prefilled by an answer given before, and which is another one now."""
    kept = journey.answers
    changed = {name for name, answer in new.items() if name in kept and kept[name] != answer}
    return [
        one.name
        for one in journey.plan.prefilled
        if one.name not in new and one.field.prefill and one.field.prefill.roots & changed
    ]


def items_of(hub: HubPlace) -> Sequence[Answers]:
    """What is kept of the items of a hub, those included that are only shown so far."""
    return [item.stored for item in hub.items]


def without_item(journey: Journey, hub: HubPlace, key: str) -> dict[str, Any]:
    """The answers without one item; the number that was given goes down with it."""
    counted = counted_by(hub)
    fewer = {counted: len(hub.items) - 1} if counted else {}
    if (hub.wanted or 0) < len(hub.items):
        fewer = {}
    items = without(items_of(hub), key)
    return with_level(journey, hub.path[:-1], lambda kept: {**kept, hub.plan.name: items, **fewer})


def with_item(journey: Journey, hub: HubPlace) -> dict[str, Any]:
    """The answers with one more item; the number that was given goes up with it.

    What was said of there being no other one is taken back.
    """
    counted, driven = counted_by(hub), hub.plan.group.driven
    items = items_of(hub)
    more = (
        {counted: len(items) + 1}
        if counted
        else {hub.plan.name: [*items, {KEY: str(last_key(items) + 1)}]}
    )

    def changed(kept: Answers) -> dict[str, Any]:
        said = {driven.name} if driven is not None else set()
        return {name: value for name, value in kept.items() if name not in said} | more

    return with_level(journey, hub.path[:-1], changed)


def with_end(journey: Journey, hub: HubPlace) -> dict[str, Any]:
    """The answers, in which it is said that there is no other item."""
    driven = hub.plan.group.driven
    said = {driven.name: False} if driven is not None else {}
    return with_level(journey, hub.path[:-1], lambda kept: {**kept, **said})


def counted_by(hub: HubPlace) -> str | None:
    """The field whose answer is the number of items, when the count is just that."""
    count = hub.plan.group.count
    if count is None or hub.plan.counted is None:
        return None
    return count.text.strip()
