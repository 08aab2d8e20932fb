"""Going through a procedure that is being written, as a person would, with real answers.

They are judged as those of persons are, and kept a while for their author alone: nothing is sent,
no file is stored.
"""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from typing import Any

from engine.database import walks
from engine.database.drafts import Draft
from engine.database.walks import Key, Walk
from engine.errors import InputError, SeveralInputErrors
from engine.fields import Files
from engine.journeys import FieldPlan, HubPlace, Journey, Path, Plan, Raw, StepPlace, judge
from engine.journeys.changing import (
    path_text,
    with_answers,
    with_end,
    with_item,
    with_rows,
    without_item,
)
from engine.services.catalogue import Served
from engine.services.desk import Desk, Visitor
from engine.services.filling import (
    Opened,
    Saved,
    context_of,
    may_add,
    may_remove,
    step_at,
    typed_kept,
)
from engine.services.receiving import Sent, check_room, listed, look_into, place_file, size_of

GROUP = "group"
KINDS = "#kinds"
TYPED_MOST = 40
REVISION = 1

Json = Mapping[str, Any]


__all__ = ["Key"]


def opened(desk: Desk, served: Served, visitor: Visitor, key: Key, now: datetime) -> Opened:
    """The procedure with what was answered so far, as far as it still has these questions."""
    walk = walks.load(desk.database, key)
    kinds = kinds_of(served.plan)
    known: Json = walk.typed.get(KINDS, {})
    answers = fitting(walk.answers, known, kinds)
    typed = {path: raw for path, raw in walk.typed.items() if path != KINDS}
    context = context_of(desk, visitor, served, now)
    journey = Journey(served.plan, answers, context)
    return Opened(_draft(served, visitor, answers, typed, now), served, journey)


def begin_again(desk: Desk, key: Key) -> None:
    """Forget all that was answered."""
    walks.forget(desk.database, key)


def last_person(desk: Desk, account: str, path: str) -> str:
    """As whom an author went through a file last; "" when they did not yet."""
    return walks.last_person(desk.database, account, path)


def kinds_of(plan: Plan) -> dict[str, str]:
    """What each name holds: an answer to a question of another kind would say nothing."""
    kinds = {name: kind_of(one) for name, one in plan.fields.items()}
    groups = (one.name for _outer, one in plan.procedure.all_groups())
    return kinds | dict.fromkeys(groups, GROUP)


def kind_of(plan: FieldPlan) -> str:
    """The type of a field, with those of its columns."""
    inside = ",".join(f"{one.name}:{one.field.type_name}" for one in plan.columns)
    return f"{plan.field.type_name}({inside})" if inside else plan.field.type_name


def fitting(answers: Json, known: Json, kinds: Json) -> dict[str, Any]:
    """The answers to questions that are still of the kind that they were."""
    return {
        name: [fitting(item, known, kinds) for item in answer]
        if kinds.get(name) == GROUP
        else answer
        for name, answer in answers.items()
        if known.get(name) == kinds.get(name)
    }


def answer_step(desk: Desk, key: Key, before: Opened, path: Path, raw: Raw, now: datetime) -> Saved:
    """Take what was typed at a step: answers when all is right, what was typed else."""
    place = step_at(before, path)
    judged = judge(place.plan, raw, place.answers, place.environment)
    typed = {one: text for one, text in before.draft.typed.items() if one != path_text(path)}
    if judged.errors:
        typed[path_text(path)] = typed_kept(place, raw)
        return Saved(keep(desk, key, before, before.draft.answers, typed, now), place, judged)
    secret = {one.name for one in place.plan.fields if one.field.is_secret}
    given = {name: one for name, one in judged.answers.items() if name not in secret}
    answers = with_answers(before.journey, path, given)
    return Saved(keep(desk, key, before, answers, typed, now), place, judged)


def keep_typed(desk: Desk, key: Key, before: Opened, path: Path, raw: Raw, now: datetime) -> Saved:
    """Keep what is being typed at a step, judged but not accepted."""
    place = step_at(before, path)
    judged = judge(place.plan, raw, place.answers, place.environment)
    typed = {**before.draft.typed, path_text(path): typed_kept(place, raw)}
    return Saved(keep(desk, key, before, before.draft.answers, typed, now), place, judged)


def receive(
    desk: Desk, key: Key, before: Opened, path: Path, field: FieldPlan, sent: Sequence[Sent],
    now: datetime,
) -> tuple[Opened, InputError | None]:  # fmt: skip
    """Look at files as at those of persons, and keep their names and sizes: never their bytes."""
    refused: list[InputError] = []
    after = before
    for one in sent:
        files = listed(step_at(after, path), field)
        try:
            size = size_of(one.stream)
            check_room(field, files, one.name, size, None)
            entry = file_entry(one.name, size, look_into(field, one, one.name).media_type)
        except InputError as error:
            refused.append(error)
            continue
        answers = with_answers(after.journey, path, {field.name: place_file(files, entry, None)})
        after = keep(desk, key, after, answers, after.draft.typed, now)
    return after, SeveralInputErrors(refused) if refused else None


def file_entry(name: str, size: int, media_type: str) -> dict[str, Any]:
    """A file among answers, of which there is nothing but its name."""
    return {
        "id": secrets.token_hex(8),
        "name": name,
        "media_type": media_type,
        "size": size,
        "sha256": sha256(name.encode()).hexdigest(),
    }


def arrange(
    desk: Desk, key: Key, before: Opened, path: Path, file: str, by: int | None, now: datetime
) -> Opened:
    """Move a file up or down in its list, or take it away when `by` is None."""
    place = step_at(before, path)
    for plan in place.plan.fields:
        files = listed(place, plan) if isinstance(plan.field, Files) else []
        position = next((at for at, one in enumerate(files) if one["id"] == file), None)
        if position is None:
            continue
        moved = files.pop(position)
        if by is not None:
            files.insert(min(max(position + by, 0), len(files)), moved)
        answers = with_answers(before.journey, path, {plan.name: files})
        return keep(desk, key, before, answers, before.draft.typed, now)
    return before


def add_item(desk: Desk, key: Key, before: Opened, hub: HubPlace, now: datetime) -> Opened:
    """One more item in a group, up to the most it may hold."""
    if not may_add(hub):
        return before
    answers = with_item(before.journey, hub)
    return keep(desk, key, before, answers, before.draft.typed, now)


def end_items(desk: Desk, key: Key, before: Opened, hub: HubPlace, now: datetime) -> Opened:
    """Keep that there is no other item in a group, if that is asked."""
    if not hub.asks:
        return before
    return keep(desk, key, before, with_end(before.journey, hub), before.draft.typed, now)


def remove_item(
    desk: Desk, key: Key, before: Opened, hub: HubPlace, item: str, now: datetime
) -> Opened:
    """A group without one of its items."""
    if not may_remove(hub, item):
        return before
    prefix = f"{path_text(hub.path)}/{item}/"
    typed = {one: raw for one, raw in before.draft.typed.items() if not one.startswith(prefix)}
    return keep(desk, key, before, without_item(before.journey, hub, item), typed, now)


def keep(desk: Desk, key: Key, before: Opened, answers: Json, typed: Json, now: datetime) -> Opened:
    """The way gone on; it is kept for the next page."""
    journey, kept = with_rows(before.journey, answers)
    kinds = kinds_of(before.served.plan)
    names = names_in(kept)
    last = dict(list(typed.items())[-TYPED_MOST:])
    whole = {**last, KINDS: {name: kinds[name] for name in names if name in kinds}}
    walks.save(desk.database, key, Walk(kept, whole), now)
    draft = replace(before.draft, answers=kept, typed=last, revision=REVISION, changed_at=now)
    after = journey if kept is journey.answers else journey.changed(kept)
    return Opened(draft, before.served, after)


def names_in(answers: Json) -> set[str]:
    """The names that have an answer, in items too."""
    found = set(answers)
    for one in answers.values():
        for item in one if isinstance(one, list) else ():
            found |= names_in(item) if isinstance(item, Mapping) else set()
    return found


def is_secret(place: StepPlace) -> bool:
    """Whether a step asks for something that is never kept."""
    return any(one.field.is_secret for one in place.plan.fields)


def _draft(served: Served, visitor: Visitor, answers: Json, typed: Json, now: datetime) -> Draft:
    name, revision = served.procedure.name, REVISION if answers else 0
    return Draft("", visitor.owner, name, 0, answers, typed, {}, revision, now, now)
