"""The act `request_change`: keep what the visitor wants changed, for an agent to decide."""

from typing import Any

from engine.accounts.records import record_in
from engine.actions import RequestChange
from engine.database import accounts, change_requests
from engine.database.change_requests import ChangeRequest
from engine.definitions import Column, Columns
from engine.errors import InputError
from engine.expressions import Chosen
from engine.services import requesting
from engine.services.acting import ActRefused, Asked, Outcome
from engine.services.requesting import blank_as_none


def perform(asked: Asked) -> Outcome:
    """Keep the request, if anything differs; raises ActRefused when the record is gone."""
    action, account = asked.action, asked.visitor.account
    if not isinstance(action, RequestChange) or account is None:
        raise ActRefused("gone")
    profile = asked.journey.plan.profile
    several = action.list in profile.lists
    person = accounts.load(asked.desk.database, account.site, account.id)
    row = row_of(asked.values.get("row")) if several else ""
    known = record_in(person.details, action.list, row) if row or not several else None
    if row and known is None:
        raise ActRefused("gone")
    wanted = kept_values(asked.values["values"], profile.columns(action.list))
    before = blank_as_none({name: (known or {}).get(name) for name in wanted})
    changed = {name: value for name, value in wanted.items() if value != before[name]}
    if changed:
        requesting.ask(
            asked.desk,
            ChangeRequest(
                id=change_requests.new_id(), site=account.site, account=account.id,
                submission=asked.submission.reference if asked.submission else None,
                list=action.list, row=row, before={name: before[name] for name in changed},
                after=changed, created_at=asked.now,
            ),
            asked.now,
        )  # fmt: skip
    return Outcome()


def row_of(value: Any) -> str:
    """The key of the record chosen, empty for a new one: an option that is no record."""
    if value is None or (isinstance(value, Chosen) and not value.row):
        return ""
    return str(value)


def kept_values(values: Any, columns: Columns) -> dict[str, Any]:
    """The values as accounts keep them, by column; what is unknown is left out."""
    found: dict[str, Any] = {}
    for name, value in values.items():
        kept = None if value is None else as_kept(value, columns[name])
        if kept is not None:
            found[name] = kept
    return found


def as_kept(value: Any, column: Column) -> Any:
    """A value of expressions as the answer to a field of the type of the column."""
    try:
        return column.field.parse(column.field.propose(value))
    except InputError:
        return None
