"""Asking that what an account knows be changed: a person asks, an agent of the site decides.

What an agent accepts is changed at once, unless it was changed meanwhile: then both are shown,
and nothing is. The person reads the decision in their messages.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from engine.accounts.records import record_in, with_record, with_values
from engine.accounts.roles import may
from engine.database import accounts, change_requests, events, submissions, uploads
from engine.database.accounts import Account
from engine.database.change_requests import ChangeRequest
from engine.database.submissions import Submission
from engine.definitions import Columns
from engine.errors import ConflictError, NotAllowedError, NotFoundError
from engine.i18n import gettext
from engine.i18n import marked as _
from engine.services import messaging
from engine.services.desk import Desk, Visitor, owner_of
from engine.services.reading_files import KeptFile

Json = Mapping[str, Any]
Request = ChangeRequest
MOST_SHOWN = 200
MOST_REASON = 1000
IDENTITY, FIRST_NAME, FAMILY_NAME = "identite", "prenom", "nom"
ACCEPTED_SUBJECT = _("Your request was accepted: {title}")
ACCEPTED_TEXT = _(
    "Your request “{title}” was accepted. What your account knows is changed: you can see it on"
    " your dashboard."
)
REFUSED_SUBJECT = _("Your request was refused: {title}")
REFUSED_TEXT = _(
    "Your request “{title}” was refused. Nothing is changed in your account.\n\nReason: {reason}"
)
CHANGE = _("Change of information")


class RowChangedError(ConflictError):
    """What was to be changed is no longer as it was when the person asked."""


@dataclass(frozen=True)
class Shown:
    """A request with what explains it: what it changes, what it was sent with, who asks."""

    request: ChangeRequest
    title: str
    name: str
    columns: Columns
    person: Account | None
    submission: Submission | None
    # The columns asked for as the account knows them now; None when the record is gone.
    current: Json | None = None

    @property
    def files(self) -> tuple[Json, ...]:
        """The files that came with it."""
        return tuple(files_in(self.submission.answers)) if self.submission else ()

    @property
    def is_outdated(self) -> bool:
        """Whether what is to be changed was changed since the person asked."""
        return self.request.is_open and self.current != blank_as_none(self.request.before)


def ask(desk: Desk, wanted: ChangeRequest, now: datetime) -> ChangeRequest:
    """Keep a request; it replaces those of the same record that ask for the same columns."""
    with desk.database.transaction():
        if wanted.row:
            before = change_requests.list_open(
                desk.database, wanted.site, wanted.account, MOST_SHOWN
            )
            for one in before:
                is_same = (one.list, one.row) == (wanted.list, wanted.row)
                if is_same and one.after.keys() & wanted.after.keys():
                    change_requests.cancel(desk.database, one, now)
        change_requests.add(desk.database, wanted)
        events.append(desk.database, wanted.site, wanted.account, "change_asked", now)
    return wanted


def pending(desk: Desk, visitor: Visitor) -> list[ChangeRequest]:
    """The requests of the visitor that wait for a decision."""
    if visitor.account is None:
        return []
    return change_requests.list_open(desk.database, visitor.site, visitor.account.id, MOST_SHOWN)


def requests_of(desk: Desk, visitor: Visitor) -> list[Shown]:
    """All that the visitor asked for, the last first."""
    account = _account(visitor)
    found = change_requests.list_of(desk.database, visitor.site, account.id, MOST_SHOWN)
    return [_shown(desk, one, account) for one in found]


def cancel(desk: Desk, visitor: Visitor, request: str, now: datetime) -> None:
    """Take the visitor's request back; raises ConflictError once it is decided."""
    account = _account(visitor)
    asked = change_requests.load(desk.database, visitor.site, request)
    if asked.account != account.id:
        raise NotFoundError(request)
    with desk.database.transaction():
        change_requests.cancel(desk.database, asked, now)
        events.append(desk.database, visitor.site, account.id, "change_cancelled", now)


def waiting(desk: Desk, agent: Visitor) -> list[Shown]:
    """The requests that wait at the agent's site, the oldest first."""
    _agent(agent)
    found = change_requests.list_waiting(desk.database, agent.site, MOST_SHOWN)
    return [_of_person(desk, one) for one in found]


def decided(desk: Desk, agent: Visitor, most: int = 20) -> list[Shown]:
    """The last requests decided at the agent's site."""
    _agent(agent)
    found = change_requests.list_decided(desk.database, agent.site, most)
    return [_of_person(desk, one) for one in found]


def request(desk: Desk, agent: Visitor, number: str) -> Shown:
    """One request made at the agent's site; raises NotFoundError."""
    _agent(agent)
    return _of_person(desk, change_requests.load(desk.database, agent.site, number))


def accept(desk: Desk, agent: Visitor, number: str, now: datetime) -> None:
    """Change the account as was asked, at once; raises RowChangedError when it changed meanwhile.

    Raises ConflictError when the request was cancelled or decided meanwhile.
    """
    decider, asked = _agent(agent), change_requests.load(desk.database, agent.site, number)
    with desk.database.transaction(durable=True):
        change_requests.decide(desk.database, asked, decider.id, now, accepted=True)
        person = accounts.load(desk.database, agent.site, asked.account)
        _not_ones_own(decider, person)
        shown = _shown(desk, asked, person)
        if shown.is_outdated:
            raise RowChangedError(number)
        keep(desk, person, asked)
        events.append(desk.database, agent.site, person.id, "change_accepted", now)
        _tell(desk, shown, ACCEPTED_SUBJECT, ACCEPTED_TEXT, now)


def refuse(desk: Desk, agent: Visitor, number: str, reason: str, now: datetime) -> None:
    """Refuse with a reason, which the person reads; raises ConflictError once it is settled."""
    decider, asked = _agent(agent), change_requests.load(desk.database, agent.site, number)
    kept = replace(asked, reason=reason[:MOST_REASON])
    with desk.database.transaction(durable=True):
        change_requests.decide(
            desk.database, asked, decider.id, now, accepted=False, reason=kept.reason
        )
        person = accounts.load(desk.database, agent.site, asked.account)
        _not_ones_own(decider, person)
        events.append(desk.database, agent.site, person.id, "change_refused", now)
        _tell(desk, _shown(desk, kept, person), REFUSED_SUBJECT, REFUSED_TEXT, now)


def file_of(desk: Desk, agent: Visitor, number: str, upload: str) -> KeptFile:
    """A file that came with a request at the agent's site; raises NotFoundError."""
    shown = request(desk, agent, number)
    if all(one["id"] != upload for one in shown.files):
        raise NotFoundError("upload")
    owner = owner_of(agent.site, shown.request.account)
    found = uploads.load(desk.database, upload, owner)
    return KeptFile(found.name, found.media_type, found.size, desk.storage.open(found.storage_key))


def keep(desk: Desk, person: Account, asked: ChangeRequest) -> Account:
    """Change what an account knows; its name follows the identity of its person."""
    details = person.details
    if is_list(desk, asked.list):
        details = with_record(details, asked.list, asked.row, asked.after)
    else:
        details = with_values(details, asked.list, asked.after)
    return keep_details(desk, person, details)


def keep_details(desk: Desk, person: Account, details: Json) -> Account:
    """Keep what an account knows; it is called as its identity says, when that was changed."""
    before, after = (record_in(one, IDENTITY) or {} for one in (person.details, details))
    changed = accounts.set_details(desk.database, person, details)
    names = [str(after.get(name) or "").strip() for name in (FIRST_NAME, FAMILY_NAME)]
    if after == before or not all(names):
        return changed
    return accounts.set_name(desk.database, changed, " ".join(names))


def is_list(desk: Desk, name: str) -> bool:
    """Whether the profile has several records under a name."""
    return name in desk.catalogue.library.profile.lists


def current_of(person: Account, asked: ChangeRequest, *, several: bool) -> Json | None:
    """The columns that a request changes, as the account knows them; None without the record."""
    if several and not asked.row:
        return blank_as_none(dict.fromkeys(asked.before))
    found = record_in(person.details, asked.list, asked.row)
    if found is None and several:
        return None
    return blank_as_none({name: (found or {}).get(name) for name in asked.before})


def blank_as_none(values: Json) -> dict[str, Any]:
    """The values, where what is blank is as if it were not known."""
    return {name: None if value == "" else value for name, value in values.items()}


def files_in(answers: Any) -> list[Json]:
    """The files among answers, those of items too."""
    if isinstance(answers, Mapping):
        if {"id", "name", "media_type"} <= answers.keys():
            return [answers]
        return [file for one in answers.values() for file in files_in(one)]
    if isinstance(answers, list):
        return [file for one in answers for file in files_in(one)]
    return []


def _shown(desk: Desk, asked: ChangeRequest, person: Account | None) -> Shown:
    profile = desk.catalogue.library.profile
    columns = profile.columns(asked.list)
    several = is_list(desk, asked.list)
    sent = _submission(desk, asked)
    title = sent.receipt["title"] if sent else gettext(desk.settings.language, CHANGE)
    current = current_of(person, asked, several=several) if person else None
    known = record_in(person.details, asked.list, asked.row) if person and asked.row else None
    return Shown(asked, title, _name_of({**(known or asked.after)}, columns, several),
                 columns, person, sent, current)  # fmt: skip


def _name_of(record: Json, columns: Columns, several: bool) -> str:
    """What a person calls a record of a list: the first thing that is known of it."""
    if not several:
        return ""
    found = (record.get(name) for name in columns if name != "id")
    return next((str(one) for one in found if one), "")


def _of_person(desk: Desk, asked: ChangeRequest) -> Shown:
    return _shown(desk, asked, accounts.load(desk.database, asked.site, asked.account))


def _submission(desk: Desk, asked: ChangeRequest) -> Submission | None:
    if asked.submission is None:
        return None
    try:
        return submissions.load(
            desk.database, asked.submission, owner_of(asked.site, asked.account)
        )
    except NotFoundError:
        return None


def _tell(desk: Desk, shown: Shown, subject: str, text: str, now: datetime) -> None:
    """Write to the person, who gets a mail that says there is something to read."""
    asked, language = shown.request, desk.settings.language
    title = f"{shown.title} – {shown.name}" if shown.name else shown.title
    values = {"title": title, "reason": asked.reason or ""}
    messaging.write_to(
        desk, asked.site, asked.account, gettext(language, subject, **values),
        gettext(language, text, **values), now, submission=asked.submission,
    )  # fmt: skip


def _not_ones_own(agent: Account, person: Account) -> None:
    if agent.id == person.id:
        raise NotAllowedError("one's own request")


def _account(visitor: Visitor) -> Account:
    if visitor.account is None:
        raise NotFoundError("account")
    return visitor.account


def _agent(agent: Visitor) -> Account:
    account = _account(agent)
    if not may(account.roles, "requests"):
        raise NotFoundError("role")
    return account
