"""A desk of two sites, and the acts of accounts asked for at it as the pages ask for them."""

import re
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from engine.accounts.codes import Code, known_as
from engine.accounts.hashing import hashed
from engine.actions import TYPES
from engine.database import Database, accounts, connect, effects, invitations, sessions
from engine.database.accounts import Account
from engine.expressions import parse
from engine.services.acting import ActRefused, Asked, Browser, Outcome
from engine.services.acts import (
    activate_account,
    request_password_reset,
    set_password,
    sign_in,
)
from engine.services.catalogue import Catalogue
from engine.services.desk import Desk, Visitor, nobody_at, visitor_of
from engine.services.mailing import LinkMails
from engine.services.worker import run_once
from engine.settings import Settings
from engine.source.positions import NOWHERE
from engine.storage import open_storage
from tests.conftest import NOON
from tests.database.samples import an_account, an_invitation

SITE = """
site: {name}
title: {title}
hosts: [{name}.localhost]
service:
  name: Service de {title}
  address: [1 place de l'Exemple, 00000 Exempleville]
  email: service@{name}.test
  phone: 01 00 00 00 00
"""
PERFORM = {
    "sign_in": sign_in.perform,
    "activate_account": activate_account.perform,
    "request_password_reset": request_password_reset.perform,
    "set_password": set_password.perform,
}
FIREFOX = Browser("192.0.2.7", "Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/140.0")
SAFARI = Browser("198.51.100.9", "Mozilla/5.0 (iPhone) AppleWebKit/605.1.15 Safari/605.1.15")
EMAIL, PASSWORD = "lea@exemple.fr", "trombone lavande 12"
NEW_PASSWORD = "escargot tilleul 7"
WRONG = "not the right one"
HASH = hashed(PASSWORD)
CODE = Code("ABCD", "EFGHJKMN")
LINK = re.compile(r"https?://\S+/liens/(\S+)")


def sites(folder: Path) -> Path:
    if folder.exists():
        return folder
    for name in ("procedures", "sites"):
        (folder / name).mkdir(parents=True)
    for name, title in (("msa", "Démarches"), ("other", "Ailleurs")):
        (folder / "sites" / f"{name}.yaml").write_text(SITE.format(name=name, title=title))
    return folder


def a_desk(database: Database, folder: Path) -> Desk:
    forms = sites(folder / "forms")
    environ = {
        "STATE": str(folder / "state"), "FORMS": str(forms), "SECRET_KEY": "k" * 40,
        "PUBLIC_URL": "http://msa.localhost",
    }  # fmt: skip
    storage = open_storage(f"file://{folder / 'files'}")
    desk = Desk(Settings.of(environ), database, storage, Catalogue(forms, database))
    desk.catalogue.refresh(NOON)
    return desk


def desk_at(url: str, folder: str) -> Desk:
    """The same desk in another process."""
    return a_desk(connect(url), Path(folder))


def lea(desk: Desk, **changes: Any) -> Account:
    values: dict[str, Any] = {"email": EMAIL, "password_hash": HASH, "email_verified_at": NOON}
    return an_account(desk.database, **values | changes)


def invite(desk: Desk, **changes: Any) -> invitations.Invitation:
    values = {"verifier_hash": hashed(CODE.verifier), "knowledge_hash": hashed(known_as("73 450"))}
    invitation = an_invitation(**values | changes)
    invitations.create(desk.database, invitation)
    return invitation


@dataclass
class Person:
    """Somebody at a browser; what they have is what the acts gave."""

    desk: Desk
    visitor: Visitor
    browser: Browser = FIREFOX
    now: datetime = NOON
    remember: str | None = None

    def ask(self, act: str, **values: Any) -> Outcome:
        asked = Asked(
            desk=self.desk, visitor=self.visitor, browser=self.browser, action=an_action(act),
            values=values, procedure=act, version=1, journey=None, now=self.now,
        )  # fmt: skip
        outcome = PERFORM[act](asked)
        self.get(outcome)
        return outcome

    def get(self, outcome: Outcome) -> None:
        if outcome.forget:
            self.remember = None
        self.remember = outcome.remember or self.remember
        if outcome.token:
            database, site = self.desk.database, self.visitor.site
            session, account = sessions.load_with_account(database, site, outcome.token, self.now)
            self.visitor = visitor_of(account, "fr", session)

    def refused(self, act: str, **values: Any) -> ActRefused:
        try:
            self.ask(act, **values)
        except ActRefused as refused:
            return refused
        raise AssertionError(f"{act} was not refused")

    def sign_in(self, password: str = PASSWORD, email: str = EMAIL, **more: Any) -> Outcome:
        return self.ask("sign_in", email=email, password=password, **more)

    def fails(self, password: str = WRONG, email: str = EMAIL) -> str:
        return self.refused("sign_in", email=email, password=password).key

    def account(self, email: str = EMAIL) -> Account:
        found = accounts.find(self.desk.database, self.visitor.site, email)
        assert found is not None
        return found


def somebody(desk: Desk, site: str = "msa", browser: Browser = FIREFOX) -> Person:
    return Person(desk, nobody_at(site, "digest", "fr"), browser)


def an_action(name: str) -> Any:
    texts = {
        "sign_in": ("email", "password", "remember"),
        "activate_account": ("code", "knowledge", "email", "password"),
        "request_password_reset": ("email",),
        "set_password": ("password", "token", "current"),
    }
    return TYPES[name](**{one: parse(f"champ_{one}", NOWHERE)[0] for one in texts[name]})


@dataclass
class Letters:
    """A transport of mails that keeps what it is given."""

    kept: list[tuple[str, str, dict[str, str]]]

    def deliver(self, number: str, payload: Any, now: datetime) -> None:
        del number, now
        self.kept.append((payload["name"], payload["to"], dict(payload["values"])))


def mails(desk: Desk, now: datetime = NOON) -> list[tuple[str, str, dict[str, str]]]:
    """What the worker sends: the template, to whom, what it says."""
    letters = Letters([])
    run_once(desk.database, {"mail": letters, "link_mail": LinkMails(desk, letters)}, lambda: now)
    assert not effects.list_failed(desk.database)
    return letters.kept


def token_in(mail: tuple[str, str, dict[str, str]]) -> str:
    found = LINK.fullmatch(mail[2]["link_url"])
    assert found is not None
    return found[1]


def later(person: Person, now: datetime) -> Person:
    return replace(person, now=now)
