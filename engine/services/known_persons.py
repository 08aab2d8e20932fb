"""Who of a file has an account or a letter already, so that nobody gets two."""

import json
from datetime import datetime

from engine.accounts.codes import known_as
from engine.database import accounts, invitations
from engine.database.accounts import Account
from engine.database.invitations import Invitation
from engine.i18n import marked as _
from engine.services.desk import Desk
from engine.services.invited import Fault, Invited

HAS_ACCOUNT = _("{name} already has an account.")
HAS_LETTER = _("{name} already has a letter that serves, of the batch {batch}.")


class KnownPersons:
    """The persons of a site: by reference, by name and address, by mail address."""

    def __init__(self, desk: Desk, site: str, now: datetime) -> None:
        every = accounts.list_of(desk.database, site)
        self._open = [one for one in every if one.closed_at is None]
        self._emails = {one.email for one in self._open}
        self._names = {(known_as(one.name), one.profile): one for one in self._open}
        ids = {one.id for one in self._open}
        self._invited: dict[str, Invitation] = {}
        for one in invitations.list_of(desk.database, site):
            if one.serves(now) or one.account in ids:
                self._invited |= dict.fromkeys(keys_of(one), one)

    def why(self, person: Invited) -> Fault | None:
        """Why a person is left out, None when it is somebody new."""
        invited = next(filter(None, map(self._invited.get, keys(person))), None)
        if self._has_account(person) or (invited and invited.used_at):
            return Fault(person.line, HAS_ACCOUNT, {"name": person.name})
        if invited:
            values = {"name": person.name, "batch": invited.batch}
            return Fault(person.line, HAS_LETTER, values)
        return None

    def _has_account(self, person: Invited) -> bool:
        if person.email and person.email in self._emails:
            return True
        same = self._names.get((known_as(person.name), person.profile))
        return same is not None and mentions(same, person.knowledge)


def mentions(account: Account, postcode: str) -> bool:
    """Whether an account knows of a place with a postcode."""
    return f'"{postcode}"' in json.dumps(dict(account.details), default=str)


def keys(person: Invited) -> list[str]:
    """Under what somebody of a file is looked for."""
    return keys_for(person.reference, person.name, person.address)


def keys_of(invitation: Invitation) -> list[str]:
    """Under what somebody who was invited is found."""
    letter = invitation.letter
    return keys_for(letter.get("reference", ""), invitation.name, letter.get("address", ()))


def keys_for(reference: str, name: str, address: "tuple[str, ...] | list[str]") -> list[str]:
    """A reference, if there is one; name and address in one form."""
    place = " ".join(map(known_as, (name, *address)))
    return [*([f"#{reference}"] if reference else []), place]
