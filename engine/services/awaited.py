"""What a person has to send for the month that is over, and has not sent yet."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from engine.database import submissions
from engine.definitions import ROOT, SIGNED_IN, Procedure
from engine.expressions import Value
from engine.i18n import day_in_paris
from engine.services.desk import PARIS, Desk, Visitor


@dataclass(frozen=True)
class Awaited:
    """One thing to send: what the person reads, where it begins, whether its day is passed."""

    title: str
    url: str
    procedure: str
    late: bool


def awaited(desk: Desk, visitor: Visitor, now: datetime) -> list[Awaited]:
    """What is awaited of the visitor, procedure by procedure."""
    if visitor.account is None:
        return []
    found: list[Awaited] = []
    for name in desk.catalogue.names(visitor.site):
        procedure = desk.catalogue.current(name, visitor.site).procedure
        if procedure.expected is not None and is_meant(procedure, visitor):
            found.extend(_awaited_by(desk, visitor, procedure, now))
    return found


def is_meant(procedure: Procedure, visitor: Visitor) -> bool:
    """Whether a procedure is for the visitor."""
    profile = visitor.account.profile if visitor.account else ""
    return bool({profile, SIGNED_IN} & set(procedure.audience))


def month_before(day: date) -> date:
    """The first day of the month before."""
    return (day.replace(day=1) - timedelta(days=1)).replace(day=1)


def _awaited_by(
    desk: Desk, visitor: Visitor, procedure: Procedure, now: datetime
) -> Iterator[Awaited]:
    expected = procedure.expected
    assert expected is not None  # noqa: S101 - the caller has looked
    today = day_in_paris(now)
    month = month_before(today)
    limit = last_day(today, expected.day)
    # Nothing is sent of a month before it begins.
    since = datetime(month.year, month.month, 1, tzinfo=PARIS)
    sent = submissions.list_for(desk.database, visitor.owner, procedure.name, since)
    done = {(one.answers.get(expected.field), one.answers.get(expected.month)) for one in sent}
    for row in rows_of(desk, visitor, expected.rows, now):
        key = str(row.get("id", ""))
        if (key, f"{month:%Y-%m}") in done:
            continue
        known: dict[str, Value] = {
            "row": dict(row),
            "month": month,
            "limit": limit,
            "late": today > limit,
        }
        said = {expected.field: key, expected.month: f"{month:%Y-%m}"}
        yield Awaited(
            title=expected.title.render(known, visitor.language),
            url=address_of(procedure, said),
            procedure=procedure.title.render({}, visitor.language),
            late=today > limit,
        )


def last_day(today: date, day: int) -> date:
    """The day of this month until which it is awaited; the last of the month when it is shorter."""
    following = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
    return min(today.replace(day=1) + timedelta(days=day - 1), following - timedelta(days=1))


def rows_of(desk: Desk, visitor: Visitor, path: str, now: datetime) -> list[Mapping[str, Any]]:
    """A list of what the account knows."""
    context = visitor.context(now, profile=desk.catalogue.library.profile)
    found = context.profile.get(path.removeprefix(ROOT), ())
    return [one for one in found if isinstance(one, Mapping)]


def address_of(procedure: Procedure, said: Mapping[str, str]) -> str:
    """Where it begins, with what the procedure takes from the address."""
    taken = {name: value for name, value in said.items() if name in procedure.link}
    query = f"&{urlencode(taken)}" if taken else ""
    return f"/demarches/{procedure.name}?nouveau=1{query}"
