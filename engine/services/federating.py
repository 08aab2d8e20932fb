"""Signing in with an identity provider: leaving for it, coming back, being known again.

The provider is asked while the person waits, never within a transaction.
"""

import json
import logging
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from enum import Enum

from engine.database import accounts, events, identities, provings
from engine.database.accounts import Account
from engine.database.provings import Proving
from engine.database.sessions import hash_of
from engine.errors import NotFoundError
from engine.federation import Client, Identity, Problem, Provider, ProviderError
from engine.services.acting import Browser, Outcome
from engine.services.confirming import LINKS, activate
from engine.services.desk import Desk, Visitor
from engine.services.entering import enter, may_enter, origin_of
from engine.services.providing import provider_at
from engine.services.sealing import PROVIDER, opened, sealed

LOG = logging.getLogger("guichet")
RETURN = "/connexion/openid/retour"
TO_PROVE, TO_SAY = timedelta(minutes=15), timedelta(minutes=30)
# What providers answer when their person gave up, or when they themselves cannot.
GAVE_UP = frozenset({"access_denied", "login_required", "consent_required", "interaction_required"})
AWAY = frozenset({"server_error", "temporarily_unavailable"})
Typed = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Carried:
    """What the person was doing before: the page they asked for, what they typed in it."""

    following: str = ""
    typed: Typed = ()


NOTHING = Carried()
NO_OUTCOME = Outcome()


class State(Enum):
    """Where one is on coming back: in, not known to the site yet, or stopped."""

    IN = "in"
    HELD = "held"
    STOPPED = "stopped"


@dataclass(frozen=True)
class Back:
    """What coming back from the provider leads to; `problem` is why one is stopped."""

    state: State
    carried: Carried = NOTHING
    outcome: Outcome = NO_OUTCOME
    problem: str = ""


@dataclass(frozen=True)
class Begun:
    """What a sign-in that was begun must be answered with; it is kept sealed."""

    nonce: str
    verifier: str
    redirect_uri: str
    carried: Carried


@dataclass(frozen=True)
class Held:
    """Who the provider says it is, while no account is known to be theirs."""

    proving: Proving
    identity: Identity
    carried: Carried

    @property
    def who(self) -> tuple[str, str]:
        """How the provider calls them."""
        return self.identity.issuer, self.identity.subject


def begin(desk: Desk, site: str, browser: str, origin: str, carried: Carried, now: datetime) -> str:
    """Begin a sign-in; gives the address of the provider. ProviderError, NotFoundError.

    `browser` is a secret of the browser, which alone can come back; `origin` is the host where it
    comes back to.
    """
    nonce, verifier = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
    begun = Begun(nonce, verifier, origin + RETURN, carried)
    state = secrets.token_urlsafe(32)
    provider = provider_of(desk, site, begun.redirect_uri)
    address = provider.address(state, begun.nonce, begun.verifier, now)
    kept = sealed(desk, json.dumps(asdict(begun)), PROVIDER)
    provings.create(desk.database, site, (state, browser), kept, now, TO_PROVE)
    return address


def come_back(
    desk: Desk, visitor: Visitor, key: str, said: Mapping[str, str], browser: Browser, now: datetime
) -> Back:
    """Take what the provider `said` through the browser whose secret is `key`."""
    try:
        proving = provings.find(desk.database, visitor.site, said.get("state", ""), key, now)
        begun = begun_in(desk, proving)
    except NotFoundError:
        return Back(State.STOPPED, problem="unknown")
    if not provings.use(desk.database, proving, now):
        return Back(State.STOPPED, begun.carried, problem="used")
    try:
        identity = identified(desk, visitor.site, begun, said, now)
    except ProviderError as error:
        LOG.warning("identity provider of %s: %s", visitor.site, error)
        return Back(State.STOPPED, begun.carried, problem=error.problem.value)
    return known_again(desk, visitor, Held(proving, identity, begun.carried), browser, now)


def identified(
    desk: Desk, site: str, begun: Begun, said: Mapping[str, str], now: datetime
) -> Identity:
    """Who came back; raises ProviderError."""
    provider = provider_of(desk, site, begun.redirect_uri)
    if said.get("iss", provider.client.issuer) != provider.client.issuer:
        raise ProviderError(Problem.ANSWER, "the answer comes from another provider")
    error = said.get("error", "")
    if error:
        known = Problem.REFUSED if error in GAVE_UP else Problem.ANSWER
        raise ProviderError(Problem.DOWN if error in AWAY else known, f"said {error[:60]!r}")
    if not said.get("code"):
        raise ProviderError(Problem.ANSWER, "no code")
    return provider.identify(said["code"], begun.nonce, begun.verifier, now)


def known_again(desk: Desk, visitor: Visitor, held: Held, browser: Browser, now: datetime) -> Back:
    """Sign in to the account that is theirs; hold who they are while none is."""
    found = identities.find(desk.database, visitor.site, held.who)
    account = accounts.load(desk.database, visitor.site, found.account) if found else None
    if account is not None and not may_enter(account):
        account = confirmed(desk, visitor, account, held.carried, browser, now)
    if found is None or account is None:
        hold(desk, held, now)
        return Back(State.HELD, held.carried)
    with desk.database.transaction():
        identities.seen(desk.database, found, now)
        return enter_with(desk, visitor, account, held, browser, now)


def confirmed(
    desk: Desk,
    visitor: Visitor,
    account: Account,
    carried: Carried,
    browser: Browser,
    now: datetime,
) -> Account | None:
    """The account once its address is confirmed by the link that the person follows, else None."""
    token = carried.following.removeprefix(LINKS)
    if account.closed_at is not None or not carried.following.startswith(LINKS):
        return None
    try:
        return activate(desk, visitor, account, token, browser, now)
    except NotFoundError:
        return None


def enter_with(
    desk: Desk,
    visitor: Visitor,
    account: Account,
    held: Held,
    browser: Browser,
    now: datetime,
    *,
    is_proven: bool = False,
) -> Back:
    """Begin a session, and keep what the provider wants to see at its end."""
    database = desk.database
    with database.transaction():
        outcome = enter(desk, visitor, account, browser, now, is_proven=is_proven)
        events.append(database, account.site, account.id, "provider_used", now, origin_of(browser))
        id_token = sealed(desk, held.identity.id_token, PROVIDER)
        identities.keep_farewell(database, hash_of(outcome.token or ""), id_token)
        if held.proving.held_at is not None:
            provings.let_go(database, held.proving)
    following = "" if held.carried.following.startswith(LINKS) else held.carried.following
    outcome = replace(outcome, following=following or outcome.following)
    return Back(State.IN, held.carried, outcome)


def hold(desk: Desk, held: Held, now: datetime) -> None:
    """Keep who the provider says it is, for the person to say which account is theirs."""
    kept = {"identity": asdict(held.identity), "carried": asdict(held.carried)}
    secret = sealed(desk, json.dumps(kept), PROVIDER)
    provings.hold(desk.database, held.proving, secret, now, TO_SAY)


def held_by(desk: Desk, site: str, browser: str, now: datetime) -> Held:
    """Who the provider said it is, in this browser; raises NotFoundError when nobody is held."""
    proving = provings.held(desk.database, site, browser, now)
    found = json.loads(opened(desk, proving.sealed, PROVIDER) or "null")
    if found is None:
        raise NotFoundError("proving")
    return Held(proving, Identity(**found["identity"]), carried_in(found["carried"]))


def give_up(desk: Desk, held: Held) -> None:
    """Forget who the provider said it is."""
    provings.let_go(desk.database, held.proving)


def farewell(desk: Desk, site: str, token: str, back: str, now: datetime) -> str:
    """Where the browser goes to sign out at the provider too; empty when it need not, or cannot.

    `token` is that of the session, which is not ended yet.
    """
    kept = identities.farewell(desk.database, hash_of(token))
    id_token = opened(desk, kept, PROVIDER) if kept else None
    if id_token is None or provider_at(desk, site) is None:
        return ""
    try:
        provider = provider_of(desk, site, "")
        return provider.farewell(id_token, back, secrets.token_urlsafe(16), now)
    except ProviderError as error:
        LOG.warning("identity provider of %s: %s", site, error)
        return ""


def provider_of(desk: Desk, site: str, redirect_uri: str) -> Provider:
    """The provider of a site, ready to be asked; raises NotFoundError for a site without one."""
    said = provider_at(desk, site)
    if said is None:
        raise NotFoundError("provider")
    return Provider(
        Client(
            issuer=said.issuer, client_id=said.client_id, secret=desk.settings.openid_secret(site),
            redirect_uri=redirect_uri, scopes=said.scopes, levels=said.levels,
        )
    )  # fmt: skip


def begun_in(desk: Desk, proving: Proving) -> Begun:
    """What was sealed when a sign-in began; NotFoundError once it holds something else."""
    found = json.loads(opened(desk, proving.sealed, PROVIDER) or "null")
    if found is None:
        raise NotFoundError("proving")
    if "nonce" not in found:
        return Begun("", "", "", carried_in(found["carried"]))
    return Begun(**{**found, "carried": carried_in(found["carried"])})


def carried_in(found: Mapping[str, object]) -> Carried:
    """What was carried along, as it was kept."""
    typed = found["typed"]
    pairs = typed if isinstance(typed, list) else []
    return Carried(str(found["following"]), tuple((str(a), str(b)) for a, b in pairs))


__all__ = [
    "Back", "Carried", "Held", "Problem", "ProviderError", "State", "begin", "come_back",
    "farewell", "give_up", "held_by",
]  # fmt: skip
