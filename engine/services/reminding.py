"""Telling people that their draft will be deleted, while they can still take it up."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime, timedelta
from urllib.parse import quote

from engine.database import accounts, drafts, effects
from engine.database.drafts import Draft
from engine.database.effects import NewEffect
from engine.delivery import Mail
from engine.errors import NotFoundError
from engine.i18n import format_date
from engine.journeys import Journey
from engine.services.catalogue import Served, UnreadableVersionError
from engine.services.desk import (
    ACCOUNT,
    PARIS,
    Desk,
    account_of_owner,
    site_of_owner,
    visitor_of,
)
from engine.services.purging import DEFAULT_DAYS

BEFORE = timedelta(days=7)
TEMPLATE = "brouillon-rappel"


def remind(desk: Desk, now: datetime) -> int:
    """Ask for a mail about each draft of an account that is deleted within seven days.

    A draft is told of once, until it is changed and kept longer. Gives the number of mails.
    """
    desk.catalogue.refresh(now)
    number = 0
    for served, draft, kept in _to_tell(desk, now):
        mail = _mail(desk, served, draft, draft.changed_at + kept)
        if mail is not None:
            effect = NewEffect("mail", drafts.reminder_key(draft), asdict(mail))
            effects.add(desk.database, effect, now)
            number += 1
    return number


def _to_tell(desk: Desk, now: datetime) -> Iterator[tuple[Served, Draft, timedelta]]:
    """The drafts to tell of, with how long each is kept.

    Those that are kept for seven days or less are not: one knows of them still.
    """
    for version in drafts.list_versions(desk.database):
        try:
            retention = desk.catalogue.procedure(*version).retention
        except (NotFoundError, UnreadableVersionError):
            continue
        kept = timedelta(days=retention.drafts if retention else DEFAULT_DAYS)
        if kept <= BEFORE:
            continue
        since, before = now - kept, now - kept + BEFORE
        owners = f"%/{ACCOUNT}"
        for draft in drafts.list_unreminded(desk.database, version, owners, since, before):
            try:
                served = desk.catalogue.version(*version, site_of_owner(draft.owner))
            except NotFoundError:
                continue
            yield served, draft, kept


def _mail(desk: Desk, served: Served, draft: Draft, until: datetime) -> Mail | None:
    """What is said, None when there is nobody to write to; nothing of it comes from answers."""
    site = served.site.name
    try:
        account = accounts.load(desk.database, site, account_of_owner(draft.owner) or "")
    except NotFoundError:
        return None
    if not account.email:
        return None
    procedure = served.procedure
    context = visitor_of(account, desk.settings.language).context(until, procedure.languages)
    unanswered = Journey(served.plan, {}, context).environment
    return Mail(
        name=TEMPLATE,
        to=account.email,
        language=context.language,
        values={
            "day": format_date(until.astimezone(PARIS), context.language),
            "title": procedure.title.render(unanswered, context.language),
            "draft_url": desk.address_of(site, f"/demarches/{quote(draft.procedure)}/~{draft.key}"),
            "service": served.site.service.name,
        },
    )
