"""What a person does with a draft: open, answer, keep, go back, abandon.

Each function is one intent and one change of the draft. A draft is changed at the revision it
was read at; when somebody changed it meanwhile, the whole intent is worked out again on what
is there now.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any

from engine.database import drafts
from engine.database.drafts import Beginning, Draft, DraftChangedError
from engine.definitions import ANYONE, SIGNED_IN
from engine.errors import ConflictError, GoneError, NotAllowedError, NotFoundError
from engine.fields import Files
from engine.journeys import Context, HubPlace, Journey, Judged, Path, Raw, StepPlace, judge
from engine.journeys.changing import (
    path_text,
    with_answers,
    with_end,
    with_item,
    with_rows,
    without_item,
)
from engine.pages.hubs import extra_items, least_kept
from engine.services.before import is_closed, with_past
from engine.services.carrying import carried
from engine.services.catalogue import Served, UnreadableVersionError
from engine.services.desk import Desk, Visitor

TRIES = 5
TYPED_MOST = 20_000
LINK_MOST = 200
NO_LINK: Mapping[str, str] = MappingProxyType({})


class StaleAnswersError(ConflictError):
    """The step was changed in another tab since the page was shown."""

    def __init__(self, opened: "Opened", place: StepPlace, raw: Raw) -> None:
        super().__init__(opened.draft.key)
        self.opened = opened
        self.place = place
        self.raw = raw


class AlreadyBegunError(ConflictError):
    """The page that begins a draft was sent before: its draft is there."""


class NotFreshError(NotAllowedError):
    """The procedure asks for a password given lately, and the visitor's is older."""


class ClosedError(NotAllowedError):
    """The procedure is out of its season."""

    def __init__(self, served: Served) -> None:
        super().__init__(served.procedure.name)
        self.served = served


class DraftSentError(GoneError):
    """The draft was already sent; the receipt is what remains of it."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


@dataclass(frozen=True)
class Opened:
    """A draft, with the version it was begun with and the journey on its answers."""

    draft: Draft
    served: Served
    journey: Journey

    @property
    def until(self) -> datetime:
        """When the draft is deleted if nobody touches it."""
        retention = self.served.procedure.retention
        return self.draft.changed_at + timedelta(days=retention.drafts if retention else 30)


@dataclass(frozen=True)
class Saved:
    """What became of a step that was sent: the draft now, and what was found in it."""

    opened: Opened
    place: StepPlace
    judged: Judged


def serve(desk: Desk, visitor: Visitor, name: str, now: datetime) -> Served:
    """The procedure as this visitor may open it; raises NotFoundError or NotAllowedError."""
    desk.catalogue.refresh(now)
    served = desk.catalogue.current(name, visitor.site)
    may_open(served, visitor)
    must_be_fresh(served, visitor, now)
    if is_closed(served, now):
        raise ClosedError(served)
    return served


def may_open(served: Served, visitor: Visitor) -> None:
    """Raise NotAllowedError unless the procedure is for this visitor."""
    audience = served.procedure.audience
    if ANYONE in audience:
        return
    if visitor.account is not None and SIGNED_IN in audience:
        return
    if visitor.account is None or visitor.account.profile not in audience:
        raise NotAllowedError(served.procedure.name)


def must_be_fresh(served: Served, visitor: Visitor, now: datetime) -> None:
    """Raise NotFreshError when the procedure wants the password to be given again first."""
    if served.procedure.fresh and not visitor.is_fresh(now):
        raise NotFreshError(served.procedure.name)


def first_look(desk: Desk, visitor: Visitor, name: str, now: datetime) -> Opened:
    """The procedure before anything is answered: nothing is kept yet."""
    served = serve(desk, visitor, name, now)
    context = context_of(desk, visitor, served, now, said_by(visitor, served))
    journey = Journey(served.plan, {}, context)
    draft = Draft("", visitor.owner, name, served.version, {}, {}, {}, 0, now, now)
    return Opened(draft, served, journey)


def begin(
    desk: Desk,
    visitor: Visitor,
    name: str,
    now: datetime,
    path: Path | None = None,
    judged: Judged | None = None,
    key: str | None = None,
) -> Opened:
    """A new draft; with `judged`, it begins with the answers to the step at `path`.

    Raises AlreadyBegunError when one was begun under the key that is given.
    """
    served = serve(desk, visitor, name, now)
    link = said_by(visitor, served)
    context = context_of(desk, visitor, served, now, link)
    answers: Mapping[str, Any] = {}
    if path is not None and judged is not None:
        answers = with_answers(Journey(served.plan, {}, context), path, judged.answers)
    try:
        known = visitor.owner, name, served.version, answers, now
        draft = drafts.create(desk.database, *known, Beginning(key, link))
    except drafts.DraftBegunError as error:
        raise AlreadyBegunError(key) from error
    return Opened(draft, served, Journey(served.plan, answers, context))


def open_drafts(desk: Desk, visitor: Visitor, now: datetime) -> list[Opened]:
    """The drafts that the visitor can take up again, the last changed first."""
    desk.catalogue.refresh(now)
    found = []
    for draft in drafts.list_open(desk.database, visitor.owner):
        try:
            found.append(_opened(desk, visitor, draft, now))
        except (NotFoundError, UnreadableVersionError):
            continue
    return found


def open_draft(desk: Desk, visitor: Visitor, name: str, key: str, now: datetime) -> Opened:
    """A draft of the visitor; raises NotFoundError, or DraftSentError when it was sent."""
    desk.catalogue.refresh(now)
    draft = drafts.load(desk.database, key, visitor.owner)
    if draft.procedure != name:
        raise NotFoundError(key)
    if draft.submitted_at is not None:
        raise DraftSentError(key)
    return _opened_now(desk, visitor, draft, now)


def has_open(desk: Desk, visitor: Visitor, name: str) -> bool:
    """Whether the visitor has an open draft of a procedure."""
    return any(one.procedure == name for one in drafts.list_open(desk.database, visitor.owner))


def open_first(desk: Desk, visitor: Visitor, name: str, now: datetime) -> Opened:
    """The draft of a procedure that the visitor began first; raises NotFoundError."""
    desk.catalogue.refresh(now)
    return _opened_now(desk, visitor, drafts.first_open(desk.database, visitor.owner, name), now)


def _opened_now(desk: Desk, visitor: Visitor, draft: Draft, now: datetime) -> Opened:
    """A draft to work on; raises NotFreshError."""
    opened = _opened(desk, visitor, carried(desk, visitor, draft), now)
    must_be_fresh(opened.served, visitor, now)
    return opened


def _opened(desk: Desk, visitor: Visitor, draft: Draft, now: datetime) -> Opened:
    served = desk.catalogue.version(draft.procedure, draft.version, visitor.site)
    context = context_of(desk, visitor, served, now, draft.link)
    return Opened(draft, served, desk.journeys.of(draft, served.plan, context))


def context_of(
    desk: Desk, visitor: Visitor, served: Served, now: datetime, link: Mapping[str, str] = NO_LINK
) -> Context:
    """What the procedure knows of the visitor, in a language that it is written in."""
    context = visitor.context(now, served.procedure.languages, link, served.plan.profile)
    return with_past(desk, visitor, served, context)


def said_by(visitor: Visitor, served: Served) -> Mapping[str, str]:
    """The values that the procedure takes from the address that is asked for."""
    asked = visitor.asked
    if not asked:
        return NO_LINK
    names = served.procedure.link
    return {name: asked[name][:LINK_MOST] for name in names if asked.get(name)}


def step_at(opened: Opened, path: Path) -> StepPlace:
    """The step at a path of the journey; raises NotFoundError."""
    place = opened.journey.place(path)
    if not isinstance(place, StepPlace):
        raise NotFoundError(path_text(path))
    return place


def change(
    desk: Desk,
    visitor: Visitor,
    opened: Opened,
    intent: "Callable[[Opened], Change]",
    now: datetime,
) -> Opened:
    """Carry out an intent on a draft, again if the draft was changed meanwhile."""
    for _ in range(TRIES):
        wanted = intent(opened)
        worked_out, answers = with_rows(opened.journey, wanted.answers)
        stamps = dict(opened.draft.stamps)
        if wanted.path:
            stamps[wanted.path] = opened.draft.revision + 1
        try:
            draft = drafts.save(desk.database, opened.draft, answers, wanted.typed, stamps, now)
        except DraftChangedError:
            opened = open_draft(desk, visitor, opened.draft.procedure, opened.draft.key, now)
            continue
        except drafts.DraftSubmittedError as error:
            raise DraftSentError(opened.draft.key) from error
        journey = desk.journeys.after(worked_out, draft)
        return Opened(draft, opened.served, journey)
    raise ConflictError(opened.draft.key)


@dataclass(frozen=True)
class Change:
    """What a draft becomes: its answers, what was typed and not accepted, the step changed."""

    answers: Mapping[str, Any]
    typed: Mapping[str, Any]
    path: str = ""


def save_step(
    desk: Desk, visitor: Visitor, opened: Opened, path: Path, raw: Raw, shown: int, now: datetime
) -> Saved:
    """Take what was typed at a step of the page shown at revision `shown`.

    When all is right the answers are kept; else what was typed is, so that nobody types twice.
    Raises StaleAnswersError when another tab gave this step other answers meanwhile.
    """
    outcome: list[tuple[StepPlace, Judged]] = []

    def intent(now_open: Opened) -> Change:
        place = step_at(now_open, path)
        judged = judge(place.plan, raw, place.answers, place.environment)
        outcome.append((place, judged))
        where = path_text(path)
        if is_stale(now_open, place, judged, where, shown):
            raise StaleAnswersError(now_open, place, raw)
        typed = {key: value for key, value in now_open.draft.typed.items() if key != where}
        if judged.errors:
            kept = {**typed, where: typed_kept(place, raw)}
            return Change(now_open.draft.answers, kept)
        return Change(with_answers(now_open.journey, path, judged.answers), typed, where)

    after = change(desk, visitor, opened, intent, now)
    place, judged = outcome[-1]
    return Saved(after, place, judged)


def was_changed(opened: Opened, path: Path, shown: int) -> bool:
    """Whether a step got other answers since a page showed it at revision `shown`."""
    return bool(opened.draft.stamps.get(path_text(path), 0) > shown)


def is_stale(opened: Opened, place: StepPlace, judged: Judged, where: str, shown: int) -> bool:
    """Whether another tab gave this step other answers since the page was shown."""
    if opened.draft.stamps.get(where, 0) <= shown:
        return False
    return bool(differing(place, judged))


def differing(place: StepPlace, judged: Judged) -> list[str]:
    """The fields of the step whose answer is not the one kept; files are never typed."""
    return [
        one.name
        for one in place.plan.fields
        if not isinstance(one.field, Files)
        and (one.name in judged.errors or one.name in judged.answers)
        and place.answers.get(one.name) != judged.answers.get(one.name)
    ]


def keep_typed(
    desk: Desk, visitor: Visitor, opened: Opened, path: Path, raw: Raw, now: datetime
) -> Saved:
    """Keep what is being typed at a step, judged but not accepted."""
    outcome: list[tuple[StepPlace, Judged]] = []

    def intent(now_open: Opened) -> Change:
        place = step_at(now_open, path)
        outcome.append((place, judge(place.plan, raw, place.answers, place.environment)))
        typed = {**now_open.draft.typed, path_text(path): typed_kept(place, raw)}
        return Change(now_open.draft.answers, typed)

    after = change(desk, visitor, opened, intent, now)
    place, judged = outcome[-1]
    return Saved(after, place, judged)


def typed_kept(place: StepPlace, raw: Raw) -> dict[str, list[str]]:
    """What was typed in the fields of a step, cut where it could only harm."""
    names = {
        name
        for one in place.plan.fields
        for name in ([f"{one.name}.{part}" for part in one.field.parts] or [one.name])
        if not (isinstance(one.field, Files) or one.field.is_secret)
    }
    return {
        name: [text[:TYPED_MOST].replace("\x00", "") for text in texts][:200]
        for name, texts in raw.items()
        if name in names
    }


def typed_at(opened: Opened, path: Path) -> Raw | None:
    """What was typed and not accepted at a step, None when there is nothing."""
    found: Raw | None = opened.draft.typed.get(path_text(path))
    return found


def add_item(desk: Desk, visitor: Visitor, opened: Opened, path: Path, now: datetime) -> Opened:
    """One more item in the group at a path, up to the most it may hold."""

    def intent(now_open: Opened) -> Change:
        hub = now_open.journey.hub(path)
        if not may_add(hub):
            return Change(now_open.draft.answers, now_open.draft.typed)
        return Change(with_item(now_open.journey, hub), now_open.draft.typed, path_text(path))

    return change(desk, visitor, opened, intent, now)


def end_items(desk: Desk, visitor: Visitor, opened: Opened, path: Path, now: datetime) -> Opened:
    """Keep that there is no other item in the group at a path, if that is asked."""

    def intent(now_open: Opened) -> Change:
        hub = now_open.journey.hub(path)
        if not hub.asks:
            return Change(now_open.draft.answers, now_open.draft.typed)
        return Change(with_end(now_open.journey, hub), now_open.draft.typed, path_text(path))

    return change(desk, visitor, opened, intent, now)


def may_add(hub: HubPlace) -> bool:
    """Whether an item may be added: the field that counts them may set a lower bound."""
    return len(hub.items) < hub.most


def may_remove(hub: HubPlace, key: str) -> bool:
    """Whether an item is there and may be removed: one that must be there is changed instead."""
    enough = len(hub.items) > least_kept(hub) or extra_items(hub) > 0
    return enough and hub.item(key) is not None


def remove_item(
    desk: Desk, visitor: Visitor, opened: Opened, path: Path, key: str, now: datetime
) -> Opened:
    """A group without one of its items; what was typed in it goes too."""

    def intent(now_open: Opened) -> Change:
        hub = now_open.journey.hub(path)
        if not may_remove(hub, key):
            return Change(now_open.draft.answers, now_open.draft.typed)
        prefix = f"{path_text(path)}/{key}/"
        typed = {
            where: texts
            for where, texts in now_open.draft.typed.items()
            if not where.startswith(prefix)
        }
        return Change(without_item(now_open.journey, hub, key), typed, path_text(path))

    return change(desk, visitor, opened, intent, now)


def abandon(desk: Desk, visitor: Visitor, opened: Opened) -> None:
    """Delete a draft and its files at once."""
    for key in drafts.delete(desk.database, opened.draft.key, visitor.owner):
        desk.storage.delete(key)
