"""Where answers stand in a draft."""

from collections.abc import Iterator, Mapping
from typing import Any

from engine.journeys import KEY, HubPlace, Journey, Path, Place, StepPlace, without
from engine.journeys.computing import ROWS, rows_kept, rows_used

Answers = Mapping[str, Any]


def path_text(path: Path) -> str:
    """A path as drafts keep it."""
    return "/".join(path)


def answers_at(answers: Answers, path: Path) -> Answers:
    """The answers of a step: those of the procedure, or those of its item."""
    if len(path) == 1:
        return answers
    items = answers.get(path[0]) or ()
    return next((item for item in items if item[KEY] == path[1]), {})


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
    hub = journey.hub(path[0])
    answers[path[0]] = [
        {**answers_at(answers, (path[0], item.key)), KEY: item.key}
        | (dict(new) if item.key == path[1] else {})
        for item in hub.items
    ]
    return answers


def with_rows(journey: Journey, answers: Answers) -> tuple[Journey, Answers]:
    """The journey on new answers, and these with the rows of tables that their amounts come from.

    Nothing is worked out when the procedure reads no table, or when nothing is new.
    """
    if not journey.plan.reads_tables or answers is journey.answers:
        return journey, answers
    after = journey.changed(answers)
    places = (step for place in after.places for step in steps_in(place))
    kept = answers.get(ROWS) or []
    rows = rows_kept(rows_used(places), kept, journey.plan, journey.environment.context.today)
    return after, answers if rows == kept else {**answers, ROWS: rows}


def steps_in(place: Place) -> Iterator[StepPlace]:
    """The steps that are open at a place."""
    if isinstance(place, StepPlace):
        yield place
    else:
        for item in place.items:
            yield from item.steps


def proposed_from(journey: Journey, new: Answers) -> list[str]:
    """The fields that are prefilled by an answer given before, and which is another one now."""
    kept = journey.answers
    changed = {name for name, answer in new.items() if name in kept and kept[name] != answer}
    return [
        one.name
        for one in journey.plan.prefilled
        if one.name not in new and one.field.prefill and one.field.prefill.roots & changed
    ]


def without_item(journey: Journey, hub: HubPlace, key: str) -> dict[str, Any]:
    """The answers without one item; the number that was given goes down with it."""
    answers = dict(journey.answers)
    answers[hub.plan.name] = without(answers.get(hub.plan.name) or (), key)
    counted = counted_by(hub)
    if counted and (hub.wanted or 0) >= len(hub.items):
        answers[counted] = len(hub.items) - 1
    return answers


def with_item(journey: Journey, hub: HubPlace) -> dict[str, Any]:
    """The answers with one more item; the number that was given goes up with it."""
    answers = dict(journey.answers)
    counted = counted_by(hub)
    if counted:
        answers[counted] = len(hub.items) + 1
        return answers
    keys = [int(item.key) for item in hub.items]
    kept = [{**answers_at(answers, (hub.plan.name, item.key)), KEY: item.key} for item in hub.items]
    answers[hub.plan.name] = [*kept, {KEY: str(max(keys, default=0) + 1)}]
    return answers


def counted_by(hub: HubPlace) -> str | None:
    """The field whose answer is the number of items, when the count is just that."""
    count = hub.plan.group.count
    if count is None or count.text.strip() not in count.names:
        return None
    return count.text.strip()
