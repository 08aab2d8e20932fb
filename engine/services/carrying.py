"""Drafts that are carried over to the version that is served now."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from engine.database import drafts, versions
from engine.database.drafts import Draft, DraftChangedError
from engine.definitions.migrations import Carrying, carrying_of
from engine.errors import InputError, NotFoundError
from engine.journeys import Plan
from engine.services.catalogue import Served, UnreadableVersionError
from engine.services.desk import Desk, Visitor

# Among the stamps of a draft: at which revision it was carried over, and what was lost then.
CARRIED, LOST = "#carried", "#lost"
LOSE = object()
MARKS = ("_", "#")


def carried(desk: Desk, visitor: Visitor, draft: Draft) -> Draft:
    """The draft in the version of now, when its own was withdrawn or the new one takes it over.

    Else it keeps the version with which it was begun.
    """
    try:
        served = desk.catalogue.current(draft.procedure, visitor.site)
        if served.version == draft.version:
            return draft
        steps = list(way(desk, draft, served))
    except (NotFoundError, UnreadableVersionError):
        return draft
    if not steps:
        return draft
    return keep(desk, draft, served, steps)


def way(desk: Desk, draft: Draft, served: Served) -> Iterator[Carrying]:
    """The changes from the version of a draft to that of now; nothing when it keeps its own."""
    name, first, last = draft.procedure, draft.version, served.version
    found = [
        carrying_of(desk.catalogue.procedure(name, number)) for number in range(first + 1, last + 1)
    ]
    is_withdrawn = versions.load(desk.database, name, first).withdrawn_at is not None
    yield from passed(found, is_withdrawn=is_withdrawn)


def passed(found: Sequence[Carrying | None], *, is_withdrawn: bool) -> Iterator[Carrying]:
    """The changes of the versions after that of a draft; nothing when it keeps its own."""
    takes_over = bool(found) and found[-1] is not None
    if is_withdrawn or takes_over:
        yield from (one or Carrying() for one in found or [None])


def keep(desk: Desk, draft: Draft, served: Served, steps: list[Carrying]) -> Draft:
    """Keep a draft in another version; when it was changed meanwhile, it is as it is now."""
    answers: Mapping[str, Any] = draft.answers
    typed: Mapping[str, Any] = draft.typed
    for one in steps:
        answers, typed = one.answers(answers), one.typed(typed)
    fit, lost = fitting(answers, served.plan)
    stamps = {CARRIED: draft.revision + 1, LOST: sorted(lost)}
    try:
        return drafts.carry(desk.database, draft, served.version, fit, typed, stamps)
    except DraftChangedError:
        return drafts.load(desk.database, draft.key, draft.owner)


def fitting(answers: Mapping[str, Any], plan: Plan) -> tuple[dict[str, Any], set[str]]:
    """The answers that a version knows and would accept, and the names of the others."""
    groups = {group.name for _outer, group in plan.procedure.all_groups()}
    driven = {
        group.driven.name
        for _outer, group in plan.procedure.all_groups()
        if group.driven is not None
    }
    lost: set[str] = set()

    def kept(level: Mapping[str, Any]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for name, answer in level.items():
            if name.startswith(MARKS) or name in driven:
                found[name] = answer
            elif name in groups and isinstance(answer, list):
                found[name] = [kept(one) for one in answer if isinstance(one, Mapping)]
            elif name in plan.fields and (fit := as_now(plan, name, answer)) is not LOSE:
                found[name] = fit
            else:
                lost.add(name)
        return found

    return kept(answers), lost


def as_now(plan: Plan, name: str, answer: Any) -> Any:
    """An answer as its field could have it now, read again if need be; LOSE when it cannot."""
    one = plan.fields[name]
    if answer is None or not any(one.schema.faults(answer)):
        return answer
    if not isinstance(answer, str | int):
        return LOSE
    try:
        again = one.field.parse([str(answer)])
    except InputError:
        return LOSE
    return LOSE if again is None or any(one.schema.faults(again)) else again


def lost_names(draft: Draft) -> list[str] | None:
    """What is to be answered again since the draft was carried over, None once it was changed."""
    if draft.stamps.get(CARRIED) != draft.revision:
        return None
    return list(draft.stamps.get(LOST) or ())


def withdraw(desk: Desk, procedure: str, number: int, now: datetime) -> None:
    """Take a version out of service; raises NotFoundError when there is none."""
    versions.withdraw(desk.database, procedure, number, now)
