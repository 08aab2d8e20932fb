"""The demonstration: who is there, what can be tried, and that it stays a demonstration."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import click
import pytest

from engine.accounts.hashing import verified
from engine.cli.demo import HOSTS, welcome
from engine.cli.serve import refuse_demonstration
from engine.database import Database, accounts, invitations
from engine.services import consenting, demonstrating, messaging
from engine.services.catalogue import Catalogue
from engine.services.demonstration import CODES, PASSWORD, PERSONS, POSTCODE
from engine.services.desk import Desk, visitor_of
from engine.settings import Settings
from engine.storage import open_storage
from tests.conftest import NOON
from tests.services.asking import Person, mails, somebody

ROOT = Path(__file__).parents[2]
SITES = ("msa", "paysdesecrins", "ville")


def settings_of(database_url: str, state: Path, **more: str) -> Settings:
    environ = {"STATE": str(state), "DATABASE_URL": database_url, "FORMS": str(ROOT / "forms")}
    return Settings.of({**environ, **more})


@pytest.fixture
def kind() -> str:
    """SQLite, unless a test asks for both databases."""
    return "sqlite"


@pytest.fixture
def desk(database: Database, database_url: str, tmp_path: Path) -> Desk:
    """The demonstration, as it is loaded."""
    settings = settings_of(database_url, tmp_path / "state", DEVELOPMENT="yes")
    storage = open_storage(f"file://{tmp_path / 'files'}")
    desk = Desk(settings, database, storage, Catalogue(settings.forms, database))
    demonstrating.load(desk, NOON)
    return desk


def person(desk: Desk, site: str, name: str) -> accounts.Account:
    found = accounts.find(desk.database, site, f"{name}@demo.test")
    assert found is not None
    return found


def activate(desk: Desk, site: str, code: str, email: str) -> Person:
    who = somebody(desk, site)
    who.ask(
        "activate_account", code=code, knowledge=POSTCODE, email=email,
        password="marmotte tranquille 7",
    )  # fmt: skip
    return who


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
@pytest.mark.parametrize("site", SITES)
def test_every_person_is_there_with_the_password_that_is_printed(desk: Desk, site: str) -> None:
    there = {one.email: one for one in accounts.list_of(desk.database, site)}

    assert {*there} == {one.email for one in PERSONS}
    for one in there.values():
        is_old = one.email == "ancien@demo.test"
        assert verified(PASSWORD, one.password_hash).is_right is not is_old
        assert (one.reset_required_at is not None) is is_old
    assert there["ancien@demo.test"].created_at.year < 2019
    roles = {one.email.partition("@")[0]: {*one.roles} for one in there.values() if one.roles}
    assert roles == {
        "agent": {"agent"}, "auteur": {"author"}, "admin": {"agent", "author", "operator"},
    }  # fmt: skip


@pytest.mark.parametrize("site", SITES)
@pytest.mark.parametrize("typed", ["{code}", "dem0 2026 {end}", " DEMO2026{end} "])
def test_the_code_that_is_printed_opens_an_account(desk: Desk, site: str, typed: str) -> None:
    code = CODES[site]

    activate(desk, site, typed.format(code=code, end=code[-4:].lower()), "nouveau@exemple.fr")

    assert accounts.find(desk.database, site, "nouveau@exemple.fr") is not None


def test_a_code_that_was_used_is_there_again_at_the_next_start(desk: Desk) -> None:
    activate(desk, "msa", CODES["msa"], "un@exemple.fr")

    demonstrating.load(desk, NOON)

    activate(desk, "msa", CODES["msa"], "deux@exemple.fr")
    assert accounts.find(desk.database, "msa", "deux@exemple.fr") is not None


def test_a_second_start_changes_nothing_else(desk: Desk) -> None:
    before = accounts.list_of(desk.database, "msa")

    demonstrating.load(desk, NOON + timedelta(days=1))

    assert accounts.list_of(desk.database, "msa") == before


def test_only_a_newcomer_has_conditions_to_accept(desk: Desk) -> None:
    due = {
        (site, one.id)
        for site in SITES
        for one in PERSONS
        if consenting.due(desk, visitor_of(person(desk, site, one.id), "fr"), NOON)
    }

    assert due == {("paysdesecrins", "hote")}


def test_the_service_wrote_to_some_persons_once(desk: Desk) -> None:
    demonstrating.write(desk, NOON)
    demonstrating.write(desk, NOON)

    lea, emma = (visitor_of(person(desk, "msa", one), "fr") for one in ("lea", "emma"))
    assert (messaging.unread(desk, lea), messaging.unread(desk, emma)) == (1, 0)
    assert {name for name, _to, _values in mails(desk)} == {"message-recu"}


def test_a_site_that_is_not_a_demonstration_gets_nobody(
    database_url: str, tmp_path: Path, desk: Desk
) -> None:
    forms = tmp_path / "forms" / "sites"
    forms.mkdir(parents=True)
    text = (ROOT / "forms" / "sites" / "msa.yaml").read_text("utf-8")
    (forms / "vraie.yaml").write_text(text.replace("site: msa", "site: vraie"), "utf-8")
    catalogue = Catalogue(tmp_path / "forms", desk.database)

    demonstrating.load(replace(desk, catalogue=catalogue), NOON)

    assert accounts.list_of(desk.database, "vraie") == []


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_no_site_is_served_with_it_but_in_development(
    desk: Desk, database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    refuse_demonstration(desk.settings)

    with pytest.raises(click.ClickException, match="whose password is public"):
        refuse_demonstration(settings_of(database_url, tmp_path / "state"))


def test_a_code_left_alone_is_enough_to_refuse(desk: Desk) -> None:
    for site in SITES:
        for one in accounts.list_of(desk.database, site):
            accounts.close(desk.database, one, NOON)

    assert demonstrating.is_loaded(desk, NOON)
    for site in SITES:
        for one in invitations.list_of(desk.database, site):
            invitations.delete(desk.database, site, one.id)
    assert not demonstrating.is_loaded(desk, NOON)


def test_what_is_printed_and_the_readme_say_the_same(desk: Desk) -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    printed = "\n".join(welcome(desk.settings))

    for said in (*HOSTS.values(), *CODES.values(), *(one.email for one in PERSONS), PASSWORD,
                 POSTCODE):  # fmt: skip
        assert said in printed
        assert said in readme
