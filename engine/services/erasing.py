"""Being erased: a person asks and says why, an agent decides with reasons, the worker does it.

What was sent to a public body may be a public archive (Code du patrimoine, L212-2): it stays, and
the answer says so. The rest is deleted, some days after the decision: until then the person can
change their mind.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from engine.accounts.roles import may
from engine.database import accounts, belongings, effects, erasures, events
from engine.database.accounts import Account
from engine.database.effects import NewEffect
from engine.database.erasures import Erasure
from engine.errors import NotAllowedError, NotFoundError
from engine.i18n import format_date
from engine.services.desk import PARIS, Desk, Visitor, owner_of

Request = Erasure
DELAY = timedelta(days=7)
MOST_REASON = 2000
MOST_SHOWN = 200


@dataclass(frozen=True)
class Waiting:
    """A request as those who decide read it."""

    erasure: Erasure
    name: str
    email: str


def ask(desk: Desk, visitor: Visitor, reason: str, now: datetime) -> Erasure:
    """Ask that the visitor's data be erased; raises ConflictError when that was asked already."""
    account = _account(visitor)
    with desk.database.transaction():
        asked = erasures.ask(
            desk.database, visitor.site, account.id, reason.strip()[:MOST_REASON], now
        )
        events.append(desk.database, visitor.site, account.id, "erasure_asked", now)
    return asked


def requests_of(desk: Desk, visitor: Visitor) -> list[Erasure]:
    """What the visitor asked, the last first."""
    return erasures.list_of(desk.database, visitor.site, _account(visitor).id)


def cancel(desk: Desk, visitor: Visitor, erasure: str, now: datetime) -> None:
    """Take the visitor's request back; raises ConflictError once it is refused or done."""
    account = _account(visitor)
    asked = erasures.load(desk.database, visitor.site, erasure)
    if asked.account != account.id:
        raise NotFoundError(erasure)
    with desk.database.transaction():
        erasures.cancel(desk.database, asked, now)
        events.append(desk.database, visitor.site, account.id, "erasure_cancelled", now)


def waiting(desk: Desk, agent: Visitor) -> list[Waiting]:
    """The requests made at the agent's site: those to decide first."""
    _decider(agent)
    return [_waiting(desk, one) for one in erasures.list_at(desk.database, agent.site, MOST_SHOWN)]


def request(desk: Desk, agent: Visitor, erasure: str) -> Waiting:
    """One request made at the agent's site; raises NotFoundError."""
    _decider(agent)
    return _waiting(desk, erasures.load(desk.database, agent.site, erasure))


def decide(
    desk: Desk, agent: Visitor, erasure: str, accepted: bool, answer: str, now: datetime
) -> None:
    """Accept or refuse with reasons, once; the person is written to."""
    decider = _decider(agent)
    asked = erasures.load(desk.database, agent.site, erasure)
    person = accounts.load(desk.database, agent.site, asked.account)
    if person.id == decider.id:
        raise NotAllowedError("one's own request")
    kind = "erasure_accepted" if accepted else "erasure_refused"
    with desk.database.transaction(durable=True):
        erasures.decide(desk.database, asked, decider.id, accepted, answer, now)
        events.append(desk.database, agent.site, person.id, kind, now)
        day = format_date((now + DELAY).astimezone(PARIS).date(), "fr")
        values = {"answer": answer, "day": day, "address": "/mon-compte/mes-donnees"}
        name = "effacement-accepte" if accepted else "effacement-refuse"
        write(desk, person, name, f"erasure/{asked.id}/decided", values, now)


def carry_out(desk: Desk, now: datetime) -> int:
    """Erase those whose request was accepted long enough ago; gives their number."""
    return sum(_carry_out(desk, one, now) for one in erasures.list_ripe(desk.database, now - DELAY))


def until(erasure: Erasure) -> datetime | None:
    """Until when an accepted request can be cancelled."""
    if not erasure.accepted or erasure.decided_at is None:
        return None
    return erasure.decided_at + DELAY


def write(
    desk: Desk,
    person: Account,
    name: str,
    key: str,
    values: Mapping[str, str],
    now: datetime,
) -> None:
    """Have a mail sent to a person: `values`, the name of the service, and a whole address."""
    site = desk.catalogue.site(person.site)
    said = {
        **values,
        "service": site.service.name,
        "phone": site.service.phone,
        "address": desk.address_of(person.site, values.get("address", "/")),
    }
    payload = {"name": name, "to": person.email, "language": "fr", "values": said}
    effects.add(desk.database, NewEffect("mail", key, payload), now)


def _carry_out(desk: Desk, erasure: Erasure, now: datetime) -> bool:
    """Erase one person, unless another process does, or they changed their mind."""
    owner = owner_of(erasure.site, erasure.account)
    with desk.database.transaction(durable=True):
        if not erasures.done(desk.database, erasure, now):
            return False
        person = accounts.load(desk.database, erasure.site, erasure.account)
        files = belongings.erase(desk.database, erasure.site, erasure.account, owner, now)
        events.append(desk.database, erasure.site, erasure.account, "erased", now)
        write(desk, person, "donnees-effacees", f"erasure/{erasure.id}/done", {}, now)
    for key in files:
        desk.storage.delete(key)
    return True


def _waiting(desk: Desk, erasure: Erasure) -> Waiting:
    try:
        person = accounts.load(desk.database, erasure.site, erasure.account)
    except NotFoundError:
        return Waiting(erasure, "", "")
    return Waiting(erasure, person.name, "" if erasure.done_at else person.email)


def _account(visitor: Visitor) -> Account:
    if visitor.account is None:
        raise NotFoundError("account")
    return visitor.account


def _decider(agent: Visitor) -> Account:
    account = _account(agent)
    if not may(account.roles, "erasures"):
        raise NotFoundError("role")
    return account
