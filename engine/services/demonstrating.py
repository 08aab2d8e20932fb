"""Loading the demonstration: its accounts and its codes, at each of its sites."""

from datetime import UTC, datetime
from functools import cache

from engine.accounts.codes import Code, known_as, read_code
from engine.accounts.hashing import hashed
from engine.accounts.lifetimes import CODE
from engine.database import accounts, invitations
from engine.database.accounts import Account
from engine.database.invitations import Invitation
from engine.services import messaging, opening
from engine.services.consenting import accept_all
from engine.services.demonstration import (
    CODES,
    INVITED,
    MESSAGES,
    PASSWORD,
    PERSONS,
    POSTCODE,
    DemonstrationPerson,
    address_of,
)
from engine.services.desk import Desk, visitor_of
from engine.settings import Settings

BATCH = "demonstration"
BEFORE_2019 = datetime(2018, 6, 1, 10, 0, tzinfo=UTC)
# Who has agreed to nothing yet, and where: they meet the conditions when they sign in.
NEWCOMERS = {("paysdesecrins", "hote")}


def prepare(settings: Settings, now: datetime) -> None:
    """A database up to date, that holds the demonstration."""
    opening.prepare(settings)
    desk = opening.open_desk(settings)
    load(desk, now)
    write(desk, now)
    desk.database.close()


def is_held(settings: Settings, now: datetime) -> bool:
    """Whether the database holds accounts whose password everybody knows."""
    desk = opening.open_desk(settings)
    try:
        return is_loaded(desk, now)
    finally:
        desk.database.close()


def load(desk: Desk, now: datetime) -> None:
    """Have the accounts and a code that serves at each site of the demonstration."""
    desk.catalogue.refresh(now)
    for site in desk.catalogue.sites:
        if site in CODES:
            have_persons(desk, site, now)
            _have_code(desk, site, now)


def have_persons(desk: Desk, site: str, now: datetime) -> None:
    """Have the accounts of the demonstration at a site."""
    for person in PERSONS:
        _have(desk, site, person, now)


def write(desk: Desk, now: datetime) -> None:
    """Have the service write to some persons, those to whom it never did."""
    for (site, person), (subject, text) in MESSAGES.items():
        account = accounts.find(desk.database, site, address_of(person))
        if account is None or account.closed_at is not None:
            continue
        if not messaging.threads_of(desk, visitor_of(account, desk.settings.language)):
            messaging.write_to(desk, site, account.id, subject, text, now)


def is_loaded(desk: Desk, now: datetime) -> bool:
    """Whether somebody could sign in, or open an account, with what the README says."""
    desk.catalogue.refresh(now)
    return any(_is_open(desk, site, now) for site in desk.catalogue.sites)


def _is_open(desk: Desk, site: str, now: datetime) -> bool:
    found = (accounts.find(desk.database, site, person.email) for person in PERSONS)
    if any(one is not None and one.closed_at is None for one in found):
        return True
    code = read_code(CODES[site]) if site in CODES else None
    invited = invitations.find(desk.database, site, code.selector) if code else None
    return invited is not None and invited.batch == BATCH and invited.serves(now)


def _have(desk: Desk, site: str, person: DemonstrationPerson, now: datetime) -> None:
    account = accounts.find(desk.database, site, person.email)
    if account is None:
        account = _made(desk, site, person, now)
    elif account.password_hash is None and not person.is_legacy:
        accounts.set_password(desk.database, account, kept(PASSWORD), now)
    if (site, person.id) not in NEWCOMERS:
        accept_all(desk, account, now)


def _made(desk: Desk, site: str, person: DemonstrationPerson, now: datetime) -> Account:
    known = person.name, person.profile, dict(person.details)
    if person.is_legacy:
        return accounts.create(
            desk.database, site, person.email, *known, BEFORE_2019, reset_required_at=now
        )
    return accounts.create(
        desk.database, site, person.email, *known, now,
        roles=person.roles, password_hash=kept(PASSWORD), email_verified_at=now,
    )  # fmt: skip


def _have_code(desk: Desk, site: str, now: datetime) -> None:
    """Have the code that is printed serve: it is made again once it was used."""
    code = read_code(CODES[site])
    if code is None:
        raise ValueError(CODES[site])
    found = invitations.find(desk.database, site, code.selector)
    if found is not None and found.serves(now):
        return
    with desk.database.transaction():
        if found is not None:
            invitations.delete(desk.database, site, found.id)
        invitations.create(desk.database, _invitation(site, code, now))


def _invitation(site: str, code: Code, now: datetime) -> Invitation:
    details = {"profile": {"hebergements": [{"id": "h1", "nom": "Chalet de la Draye"}]}}
    return Invitation(
        id=invitations.new_id(),
        site=site,
        selector=code.selector,
        verifier_hash=kept(code.verifier),
        knowledge_hash=kept(known_as(POSTCODE)),
        name="Dominique Nouveau",
        profile="hebergeur" if site == "paysdesecrins" else "particulier",
        details=details if site == "paysdesecrins" else {},
        letter=INVITED,
        batch=BATCH,
        created_at=now,
        expires_at=now + CODE,
        printed_at=now,
        sent_at=now,
    )


@cache
def kept(secret: str) -> str:
    """The hash of a secret that is public, made once a process."""
    return hashed(secret)
