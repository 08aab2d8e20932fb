"""Joining: what a letter says goes to the account that its person already had.

Somebody may use the code of a letter with an address that has an account: nothing shows it on the
page, and it is once they signed in that what the letter knows is added. A letter in another name is
not theirs: its code then serves again, for the person whom it was sent to.
"""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from engine.accounts.codes import known_as
from engine.accounts.records import ID, Record, known_to, new_key, with_known
from engine.database import accounts, events, invitations
from engine.database.accounts import Account, AccountChangedError
from engine.database.invitations import Invitation
from engine.services.desk import Desk

SHORTEST_NAME = 3
WORDS = re.compile(r"[^\W\d_]+")


def join_letters(desk: Desk, account: Account, now: datetime) -> Account:
    """The account with what the letters used with its address say; as it was if there are none."""
    for invitation in invitations.list_to_join(desk.database, account.site, account.id):
        if not is_alike(invitation.name, account.name):
            invitations.free(desk.database, invitation)
            events.append(desk.database, account.site, None, "invitation_freed", now)
            continue
        try:
            account = accounts.set_details(desk.database, account, joined(account, invitation))
        except AccountChangedError:
            return account
        invitations.note_joined(desk.database, invitation)
        events.append(desk.database, account.site, account.id, "invitation_joined", now)
    return account


def joined(account: Account, invitation: Invitation) -> dict[str, Any]:
    """What the account knows, and what it did not know yet of what a letter says."""
    details: dict[str, Any] = dict(account.details)
    for name, said in known_to(invitation.details).items():
        kept = known_to(details).get(name)
        if isinstance(said, list):
            details = with_known(details, name, more_of(kept, said, name))
        elif isinstance(said, Mapping):
            before = kept if isinstance(kept, Mapping) else {}
            details = with_known(details, name, {**said, **before})
    return details


def more_of(kept: Any, said: list[Any], name: str) -> list[Record]:
    """The records of a list, then those that are not among them, under keys of their own."""
    rows: list[Record] = [one for one in kept or [] if isinstance(one, Mapping)]
    known = [without_key(one) for one in rows]
    for one in said:
        if isinstance(one, Mapping) and without_key(one) not in known:
            rows = [*rows, {**one, ID: new_key(rows, name)}]
    return rows


def without_key(record: Record) -> dict[str, Any]:
    """A record but for what names it in its list."""
    return {name: value for name, value in record.items() if name != ID}


def is_alike(one: str, other: str) -> bool:
    """Whether two names have a word in common."""
    return bool(words_of(one) & words_of(other))


def words_of(name: str) -> set[str]:
    """The words of a name, in one form."""
    return {word for word in map(known_as, WORDS.findall(name)) if len(word) >= SHORTEST_NAME}
