"""The act `save_profile`: the account keeps the answers that say so."""

from collections.abc import Iterator, Mapping
from typing import Any

from engine.accounts.records import with_values
from engine.database import accounts, events
from engine.database.accounts import Account, AccountChangedError
from engine.definitions.profile import ROOT
from engine.fields import Field
from engine.journeys import Journey, StepPlace
from engine.services.acting import Asked, Outcome
from engine.services.entering import origin_of
from engine.services.requesting import keep_details

TRIES = 5


def perform(asked: Asked) -> Outcome:
    """Keep them; what the account knows besides is left as it is, even if it changes meanwhile."""
    account, answers = asked.visitor.account, by_record(asked.journey)
    if account is None or not answers:
        return Outcome()
    keep(asked, account, answers)
    where = account.site, account.id, "profile_changed", asked.now, origin_of(asked.browser)
    events.append(asked.desk.database, *where)
    return Outcome()


def keep(asked: Asked, account: Account, answers: Mapping[str, Mapping[str, Any]]) -> None:
    """Change the records of an account, again when it was changed meanwhile."""
    for attempt in range(TRIES):
        known = accounts.load(asked.desk.database, account.site, account.id)
        details: Mapping[str, Any] = known.details
        for name, values in answers.items():
            details = with_values(details, name, values)
        try:
            keep_details(asked.desk, known, details)
        except AccountChangedError:
            if attempt == TRIES - 1:
                raise
            continue
        return


def by_record(journey: Journey) -> dict[str, dict[str, Any]]:
    """The answers to keep: by the name of their record, then by column; None when left empty."""
    found: dict[str, dict[str, Any]] = {}
    for field, answer in kept_of(journey):
        name, _dot, column = field.save_to.removeprefix(ROOT).partition(".")
        kept = found.setdefault(name, {})
        if field.parts:
            columns = journey.plan.profile.records[name]
            kept |= {part: (answer or {}).get(part) for part in field.parts if part in columns}
        else:
            kept[column] = answer
    return found


def kept_of(journey: Journey) -> Iterator[tuple[Field, Any]]:
    """The fields whose answer the account keeps, for the steps that the route reaches."""
    for place in journey.places:
        if isinstance(place, StepPlace):
            for one in place.visible:
                if one.field.save_to:
                    yield one.field, place.answers.get(one.name)
