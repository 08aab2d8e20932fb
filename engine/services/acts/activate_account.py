"""Activating an account with the code of a letter: whatever is wrong, the same answer."""

from typing import NoReturn

from engine.accounts.codes import Code, known_as, read_code
from engine.accounts.emails import normalised
from engine.accounts.hashing import hashed, verified
from engine.accounts.throttling import CODE_FAILURES_TO_REVOKE, code_waits
from engine.database import accounts, events, invitations
from engine.database.accounts import Account, EmailTakenError
from engine.database.invitations import Invitation
from engine.services import slowing
from engine.services.acting import ActRefused, Asked, Outcome
from engine.services.choosing import check_password
from engine.services.entering import origin_of
from engine.services.mailing import ask_link, notify

NO_CODE = Code("", "")


def perform(asked: Asked) -> Outcome:
    """Make the account of an invitation, to be confirmed by mail; raises ActRefused.

    An address that already has an account gets a mail that says so; here nothing shows it.
    """
    values = {name: value or "" for name, value in asked.values.items()}
    email, password = normalised(values["email"]), values["password"]
    check_password(asked, password, email)
    code = read_code(values["code"]) or NO_CODE
    tried = slowing.count_try(asked, slowing.CODE, subjects_of(asked, code), code_waits)
    invitation = invitations.find(asked.desk.database, asked.visitor.site, code.selector)
    if not is_right(asked, invitation, code, values["knowledge"]) or invitation is None:
        refuse(asked, code)
    slowing.take_back(asked.desk, tried)
    check_password(asked, password, email, invitation.name)
    activate(asked, invitation, email, hashed(password))
    return Outcome()


def subjects_of(asked: Asked, code: Code) -> tuple[str, str]:
    """What the try is about: the first part of the code, what was typed if it is no code."""
    desk, site = asked.desk, asked.visitor.site
    typed = code.selector or str(asked.values.get("code"))
    return slowing.subject(desk, "code", site, typed), slowing.address(desk, asked.browser)


def is_right(asked: Asked, invitation: Invitation | None, code: Code, knowledge: str) -> bool:
    """Whether code and knowledge are those of an invitation that serves; as long to say if not."""
    kept = (invitation.verifier_hash, invitation.knowledge_hash) if invitation else (None, None)
    proved = verified(code.verifier, kept[0]).is_right
    known = verified(known_as(knowledge), kept[1]).is_right
    serves = invitation is not None and invitation.serves(asked.now)
    return proved and known and serves


def refuse(asked: Asked, code: Code) -> NoReturn:
    """Count the failure on the code, and say nothing of why."""
    desk, site, now = asked.desk, asked.visitor.site, asked.now
    with desk.database.transaction():
        failures = invitations.note_failure(
            desk.database, site, code.selector, CODE_FAILURES_TO_REVOKE, now
        )
        events.append(desk.database, site, None, "code_refused", now, origin_of(asked.browser))
        if failures == CODE_FAILURES_TO_REVOKE:
            tell_agents(asked, code)
    raise ActRefused("refused")


def tell_agents(asked: Asked, code: Code) -> None:
    """Have the service know that a code was revoked after too many failures."""
    desk, site, now = asked.desk, asked.visitor.site, asked.now
    events.append(desk.database, site, None, "code_revoked", now, origin_of(asked.browser))
    to, language = desk.catalogue.site(site).service.email, desk.settings.language
    page = desk.address_of(site, "/bureau/invitations")
    notify(desk, site, to, "code-revoque", language, now, code=code.selector, page_url=page)


def activate(asked: Asked, invitation: Invitation, email: str, password_hash: str) -> None:
    """Make the account and use the invitation, or neither; the mail goes to whoever has it."""
    desk, site, now = asked.desk, asked.visitor.site, asked.now
    with desk.database.transaction():
        found = accounts.find(desk.database, site, email)
        made = made_account(asked, invitation, email, password_hash)
        owner = made or found or accounts.find(desk.database, site, email)
        if owner is None or not invitations.use(desk.database, invitation, owner.id, now):
            raise ActRefused("refused")
        events.append(
            desk.database, site, owner.id, "activation_asked", now, origin_of(asked.browser)
        )
        letter = "activation" if made else "existing"
        ask_link(desk, site, email, letter, asked.visitor.language, now)


def made_account(
    asked: Asked, invitation: Invitation, email: str, password_hash: str
) -> Account | None:
    """The account made of an invitation, None when the address already has one."""
    try:
        return accounts.create(
            asked.desk.database, invitation.site, email, invitation.name, invitation.profile,
            invitation.details, asked.now,
            password_hash=password_hash, password_changed_at=asked.now,
        )  # fmt: skip
    except EmailTakenError:
        return None
