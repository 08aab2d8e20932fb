"""What the tests of the web door share: sites that run, and the browsers of persons."""

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from engine.database import connect, migrate
from tests.conftest import NOON, _create_database
from tests.web.client import Client
from tests.web.site import FORMS, Site, empty, laid_out, offer_all, start

on_both = pytest.mark.parametrize("kind", ["sqlite", "postgresql"])


@pytest.fixture
def kind() -> str:
    """SQLite, unless the test asks for both with `on_both`."""
    return "sqlite"


@pytest.fixture(scope="session")
def shipped(
    tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[Callable[[str], Site]]:
    """The site of the shipped definitions, one a kind of database, emptied at each call."""
    running: dict[str, Site] = {}
    begun: dict[str, sqlite3.Connection | None] = {}

    def site_on(kind: str) -> Site:
        if kind not in running:
            state = tmp_path_factory.mktemp("sites") / "state"
            url = f"sqlite:///{state}.sqlite3"
            if kind == "postgresql":
                server = request.getfixturevalue("postgresql")
                url = f"{server}/{_create_database(server)}"
            database = connect(url)
            migrate(database)
            database.close()
            running[kind] = start(state, url, FORMS)
        begun[kind] = empty(running[kind], begun.get(kind))
        return running[kind]

    yield site_on
    for site in running.values():
        site.close()
    for kept in filter(None, begun.values()):
        kept.close()


@pytest.fixture
def site(shipped: Callable[[str], Site], kind: str) -> Iterator[Site]:
    """The site of the shipped definitions, where nobody did anything yet."""
    site = shipped(kind)
    desk = site.desk
    yield site
    site.app.extensions["guichet"] = desk
    site.close()


@pytest.fixture
def forms(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the shipped definitions, to be changed: what is added is offered at once."""
    folder = laid_out(tmp_path_factory.getbasetemp() / "forms")
    offer_all(folder / "sites" / "msa.yaml")
    return folder


@pytest.fixture
def open_site(
    database_url: str, forms: Path, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[..., Site]]:
    """Start a site of its own on the copy; again, it is the same one started anew."""
    running: list[Site] = []
    state = tmp_path / "state"
    state.mkdir()
    static, templates = (tmp_path_factory.getbasetemp() / one for one in ("static", "templates"))
    static.mkdir(exist_ok=True)
    (state / "static").symlink_to(static)

    def open_one(**environ: str) -> Site:
        running.append(start(state, database_url, forms, templates, **environ))
        return running[-1]

    yield open_one
    for site in running:
        site.close()


@pytest.fixture
def lea(site: Site) -> Client:
    """The browser of a private person with a family."""
    return site.client("lea")


@pytest.fixture
def paul(site: Site) -> Client:
    """The browser of a farmer."""
    return site.client("paul")


@pytest.fixture
def lea_not_meant(forms: Path, open_site: Callable[..., Site]) -> Client:
    """The browser of a private person, where the deposit is for others only."""
    file = forms / "procedures" / "depot-de-documents.yaml"
    audience = "for: [particulier, exploitant, employeur]"
    text = file.read_text().replace(audience, "for: [exploitant, employeur]")
    # Its tests are of the audience that it had.
    file.write_text(text.partition("\ntests:")[0] + "\n")
    return open_site().client("lea")


@pytest.fixture
def nobody(site: Site) -> Client:
    """The browser of somebody who did not sign in."""
    return site.client()


__all__ = ["NOON", "on_both"]
