"""Inviting persons by post: their codes, their letters, and what became of them."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from engine.accounts.codes import SELECTOR, Code, known_as, new_code
from engine.accounts.hashing import hashed
from engine.database import events, invitations
from engine.database.invitations import Invitation
from engine.errors import ConflictError, NotFoundError
from engine.services.desk import PARIS, Desk
from engine.services.expecting import expected_at
from engine.services.invited import Fault, Invited
from engine.services.known_persons import KnownPersons, keys_of
from engine.services.letters import Letter, letters
from engine.services.persons_file import read_invited

HASHING_THREADS = 2
POSTCODES_KEPT = 4096
# Is told how many were done since the last time.
Advance = Callable[[int], None]
# Keeps the letters of a batch before its codes are kept: what it raises undoes all.
Keep = Callable[[str, bytes], None]


@dataclass(frozen=True)
class Reading:
    """What a file says: whom to invite, what is wrong, who has an account or a letter already."""

    persons: tuple[Invited, ...]
    faults: tuple[Fault, ...]
    known: tuple[Fault, ...]


@dataclass(frozen=True)
class Batch:
    """Invitations made together."""

    name: str
    invitations: tuple[Invitation, ...]


def read(desk: Desk, site: str, data: bytes, now: datetime) -> Reading:
    """What a file of persons says; raises NotFoundError when there is no such site."""
    persons, faults = read_invited(data, expected_at(desk, site))
    known = KnownPersons(desk, site, now)
    told = [(person, known.why(person)) for person in persons]
    return Reading(
        persons=tuple(person for person, why in told if why is None),
        faults=tuple(faults),
        known=tuple(why for _person, why in told if why is not None),
    )


def invite(
    desk: Desk,
    site: str,
    persons: Sequence[Invited],
    lasting: timedelta,
    now: datetime,
    keep: Keep,
    advance: Advance = lambda done: None,
) -> Batch:
    """Make codes and letters of persons: all of them, or none. Only hashes of codes are kept."""
    name = f"{now.astimezone(PARIS):%Y%m%d-%H%M%S}"
    codes = new_codes(desk, site, len(persons))
    made = []
    with ThreadPoolExecutor(HASHING_THREADS) as threads:
        verifiers = threads.map(hashed, [code.verifier for code in codes])
        for person, code, verifier in zip(persons, codes, verifiers, strict=True):
            blank = _invitation(site, person, code, verifier, now)
            made.append(replace(blank, batch=name, expires_at=now + lasting))
            advance(1)
    pdf = _drawn(desk, site, list(zip(made, codes, strict=True)), now)
    with desk.database.transaction(durable=True):
        for one in made:
            invitations.create(desk.database, one)
        events.append(desk.database, site, None, "invited", now, details={"batch": name})
        keep(name, pdf)
    return Batch(name, tuple(made))


def reissue(
    desk: Desk,
    site: str,
    former: Invitation,
    lasting: timedelta,
    now: datetime,
    *,
    keep: Keep = lambda name, pdf: None,
    by: str | None = None,
) -> bytes:
    """The letter of a new code in place of all those of a person; ConflictError once used."""
    if former.used_at is not None:
        raise ConflictError("used")
    (code,) = new_codes(desk, site, 1)
    again = replace(
        former, id=invitations.new_id(), selector=code.selector,
        verifier_hash=hashed(code.verifier), failures=0, created_at=now, printed_at=now,
        expires_at=now + lasting, sent_at=None, revoked_at=None,
    )  # fmt: skip
    pdf = _drawn(desk, site, [(again, code)], now)
    with desk.database.transaction(durable=True):
        _revoke_all(desk, site, former, now)
        invitations.create(desk.database, again)
        events.append(desk.database, site, by, "invitation_reissued", now, details=_of(again))
        keep(f"{again.batch}-{again.selector}", pdf)
    return pdf


def revoke(desk: Desk, site: str, former: Invitation, now: datetime, by: str | None = None) -> None:
    """Have a code serve no more; raises ConflictError when it was used or revoked."""
    with desk.database.transaction():
        if not invitations.revoke(desk.database, site, former.id, now):
            raise ConflictError("used or revoked")
        events.append(desk.database, site, by, "invitation_revoked", now, details=_of(former))


def mark_sent(desk: Desk, site: str, batch: str, now: datetime) -> int:
    """Note that the letters of a batch were posted; gives how many. Raises NotFoundError."""
    made = invitations.list_batch(desk.database, site, batch)
    if not made:
        raise NotFoundError(batch)
    invitations.mark_sent(desk.database, site, [one.id for one in made], now)
    return len(made)


def named(desk: Desk, site: str, which: str) -> Invitation:
    """The invitation of a reference that serves, else its last one, or that of which the code
    begins so; raises NotFoundError.
    """
    every = invitations.list_of(desk.database, site) if which else []
    bearing = [one for one in every if one.letter.get("reference") == which]
    begun = invitations.find(desk.database, site, which.strip().upper()[:SELECTOR])
    if bearing:
        return max(bearing, key=lambda one: (one.revoked_at is None, one.created_at))
    if begun is None:
        raise NotFoundError(which)
    return begun


def load(desk: Desk, site: str, number: str) -> Invitation:
    """One invitation of a site; raises NotFoundError."""
    return invitations.load(desk.database, site, number)


def search(desk: Desk, site: str, text: str) -> list[Invitation]:
    """The invitations of a site in whose name, reference or address a text is, the last first."""
    wanted = known_as(text)
    every = reversed(invitations.list_of(desk.database, site))
    return [one for one in every if wanted in words_of(one)]


def to_of(invitation: Invitation) -> tuple[str, ...]:
    """Name and address of somebody who was invited, as on an envelope."""
    return (invitation.name, *invitation.letter.get("address", ()))


def words_of(invitation: Invitation) -> str:
    """By what somebody who was invited is found."""
    said = (*to_of(invitation), invitation.letter.get("reference", ""), invitation.selector)
    return " ".join(map(known_as, said))


def new_codes(desk: Desk, site: str, number: int) -> list[Code]:
    """Codes that begin otherwise than all those of the site."""
    taken = {one.selector for one in invitations.list_of(desk.database, site)}
    codes: list[Code] = []
    while len(codes) < number:
        code = new_code()
        if code.selector not in taken:
            taken.add(code.selector)
            codes.append(code)
    return codes


def details_of(person: Invited) -> dict[str, Any]:
    """What the account of a person will know: ids are given to the records of lists."""
    known: dict[str, Any] = {}
    for name, found in person.records.items():
        known[name] = (
            [{"id": f"{name[0]}{number}", **not_blank(one)} for number, one in enumerate(found, 1)]
            if isinstance(found, list)
            else not_blank(found)
        )
    reference = {"reference": person.reference} if person.reference else {}
    return {**reference, "profile": known}


def not_blank(record: dict[str, Any]) -> dict[str, Any]:
    """What a record says, without what is blank."""
    return {column: value for column, value in record.items() if value is not None}


def _invitation(site: str, person: Invited, code: Code, verifier: str, now: datetime) -> Invitation:
    return Invitation(
        id=invitations.new_id(),
        site=site,
        selector=code.selector,
        verifier_hash=verifier,
        knowledge_hash=_hashed_postcode(known_as(person.knowledge)),
        name=person.name,
        profile=person.profile,
        details=details_of(person),
        letter={"reference": person.reference, "address": list(person.address)},
        batch="",
        created_at=now,
        expires_at=now,
        printed_at=now,
    )


@lru_cache(POSTCODES_KEPT)
def _hashed_postcode(postcode: str) -> str:
    """The hash of a postcode, which stands in clear on envelopes: made once a process."""
    return hashed(postcode)


def _revoke_all(desk: Desk, site: str, former: Invitation, now: datetime) -> None:
    """Have no code of a person serve any more; raises ConflictError when one was used."""
    every = invitations.list_of(desk.database, site)
    same = [one for one in every if set(keys_of(one)) & set(keys_of(former))]
    if any(one.id == former.id and one.used_at for one in same):
        raise ConflictError("used")
    for one in same:
        if one.serves(now):
            invitations.revoke(desk.database, site, one.id, now)


def _drawn(desk: Desk, site: str, made: Sequence[tuple[Invitation, Code]], now: datetime) -> bytes:
    pages = [
        Letter(to_of(one), one.letter.get("reference", ""), code, one.expires_at)
        for one, code in made
    ]
    return letters(desk, site, pages, now)


def _of(invitation: Invitation) -> dict[str, str]:
    return {"selector": invitation.selector}


__all__ = [
    "Batch",
    "Invitation",
    "Reading",
    "invite",
    "load",
    "mark_sent",
    "named",
    "read",
    "reissue",
    "revoke",
    "search",
    "to_of",
]
