"""Agreeing to texts: what is due, what was agreed, and its evidence.

What an account agreed to is kept twice, in one transaction: as evidence that is only ever added
to, and by version in its preferences, so that no page costs a query to know what is due.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from engine.accounts.browsers import shortened
from engine.accounts.consents import CONSENTED, Standing, agreed_in, in_force, standing
from engine.database import consents
from engine.database.accounts import Account
from engine.database.consents import Consent
from engine.definitions import Site, TextBody, TextVersion, VersionedText
from engine.errors import NotFoundError
from engine.pages.texts import fingerprint, text_html
from engine.services.desk import PARIS, Desk, Visitor

SESSION_SHOWN = 12
DEMONSTRATION = "demonstration"


@dataclass(frozen=True)
class DueText:
    """A version of a text that a person has to agree to, or is told of."""

    name: str
    version: TextVersion
    body: TextBody
    first_time: bool


@dataclass(frozen=True)
class Shown:
    """A version of a text as a person reads it at a site."""

    version: TextVersion
    body: TextBody
    language: str
    html: str
    current: bool
    superseded: bool


@dataclass(frozen=True)
class Agreed:
    """A box that was ticked: the text, and the words beside the box."""

    text: str
    label: str


@dataclass(frozen=True)
class Circumstances:
    """How and where somebody agreed."""

    procedure: str
    version: int
    address: str
    session: str = ""
    language: str = "fr"


def due(desk: Desk, visitor: Visitor, now: datetime) -> list[DueText]:
    """What the visitor has to agree to before anything else; it costs no query."""
    return _standing_at(desk, visitor, now, Standing.DUE)


def told(desk: Desk, visitor: Visitor, now: datetime) -> list[DueText]:
    """The changes of form only that the visitor has not said to have read; it costs no query."""
    return _standing_at(desk, visitor, now, Standing.TOLD)


def asked(desk: Desk, site: str) -> dict[str, VersionedText]:
    """The texts that a site has its persons agree to, by name."""
    at = desk.catalogue.site(site)
    return {
        name: text
        for name, text in desk.catalogue.library.texts.items()
        if at.asks_consent_to(name)
    }


def record(
    desk: Desk,
    visitor: Visitor,
    given: Sequence[Agreed],
    circumstances: Circumstances,
    now: datetime,
) -> list[Consent]:
    """Keep the evidence that the visitor agreed to texts as they are shown now.

    Raises NotFoundError for nobody, and for a text of which no version holds yet.
    """
    if visitor.account is None:
        raise NotFoundError("account")
    account, site = visitor.account, desk.catalogue.site(visitor.site)
    made = [
        _consent(account, site, _in_force(desk, one.text, now), one.label, circumstances, now)
        for one in given
    ]
    versions = {one.text: one.version for one in made}
    consents.record(desk.database, account.site, account.id, made, {CONSENTED: versions})
    return made


def acknowledge(desk: Desk, visitor: Visitor, now: datetime) -> None:
    """Note that the visitor has read the changes of form only."""
    account = visitor.account
    versions = {one.name: one.version.number for one in told(desk, visitor, now)}
    if account is not None and versions:
        consents.record(desk.database, account.site, account.id, (), {CONSENTED: versions})


def history(desk: Desk, visitor: Visitor) -> list[Consent]:
    """All that the visitor agreed to, the last first."""
    if visitor.account is None:
        return []
    return consents.list_of(desk.database, visitor.site, visitor.account.id)


def evidence(desk: Desk, visitor: Visitor, consent: str) -> Consent:
    """One consent of the visitor; raises NotFoundError."""
    if visitor.account is None:
        raise NotFoundError("consent")
    return consents.load(desk.database, visitor.site, visitor.account.id, consent)


def accept_all(desk: Desk, account: Account, now: datetime) -> None:
    """Have an account of the demonstration agree to all that its site asks, once."""
    site = desk.catalogue.site(account.site)
    circumstances = Circumstances(DEMONSTRATION, 0, "", DEMONSTRATION)
    agreed, made = agreed_in(account.preferences), []
    for name, text in asked(desk, account.site).items():
        version = in_force(text.versions, _day(now))
        if version is not None and standing(text.versions, agreed.get(name), _day(now)) in {
            Standing.DUE, Standing.TOLD,
        }:  # fmt: skip
            title = version.in_language("fr").title
            made.append(_consent(account, site, version, title, circumstances, now))
    versions = {one.text: one.version for one in made}
    if made:
        consents.record(desk.database, account.site, account.id, made, {CONSENTED: versions})


def shown(desk: Desk, visitor: Visitor, name: str, number: str | None, now: datetime) -> Shown:
    """A version of a text as the visitor reads it; without number, the one that holds now."""
    version = _in_force(desk, name, now) if number is None else _numbered(desk, name, number)
    current = in_force(_text(desk, name).versions, _day(now))
    language = version.language(visitor.language)
    site = desk.catalogue.site(visitor.site)
    return Shown(
        version=version,
        body=version.in_language(language),
        language=language,
        html=text_html(version, site, language),
        current=version is current,
        superseded=current is not None and version.effective < current.effective,
    )


def versions_of(desk: Desk, name: str) -> Sequence[TextVersion]:
    """The versions of a text, those announced too, the last first."""
    return tuple(reversed(_text(desk, name).versions))


def _standing_at(desk: Desk, visitor: Visitor, now: datetime, wanted: Standing) -> list[DueText]:
    if visitor.account is None:
        return []
    agreed, day = agreed_in(visitor.account.preferences), _day(now)
    found = []
    for name, text in asked(desk, visitor.site).items():
        version = in_force(text.versions, day)
        if version and standing(text.versions, agreed.get(name), day) is wanted:
            body = version.in_language(visitor.language)
            found.append(DueText(name, version, body, name not in agreed))
    return found


def _consent(
    account: Account,
    site: Site,
    version: TextVersion,
    label: str,
    circumstances: Circumstances,
    now: datetime,
) -> Consent:
    language = version.language(circumstances.language)
    return Consent(
        id=consents.new_id(),
        site=site.name,
        account=account.id,
        text=version.name,
        version=version.number,
        sha256=fingerprint(text_html(version, site, language)),
        label=label,
        language=language,
        at=now,
        session=circumstances.session[:SESSION_SHOWN],
        procedure=circumstances.procedure,
        procedure_version=circumstances.version,
        address=shortened(circumstances.address),
    )


def _in_force(desk: Desk, name: str, now: datetime) -> TextVersion:
    version = in_force(_text(desk, name).versions, _day(now))
    if version is None:
        raise NotFoundError(name)
    return version


def _numbered(desk: Desk, name: str, number: str) -> TextVersion:
    version = _text(desk, name).version(number)
    if version is None:
        raise NotFoundError(number)
    return version


def _text(desk: Desk, name: str) -> VersionedText:
    texts: Mapping[str, VersionedText] = desk.catalogue.library.texts
    if name not in texts:
        raise NotFoundError(name)
    return texts[name]


def _day(now: datetime) -> date:
    return now.astimezone(PARIS).date()
