"""A running site for a test: the real application, its state, its persons."""

import contextlib
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import dropwhile
from pathlib import Path
from typing import Any

from flask import Flask
from jinja2 import FileSystemBytecodeCache

from engine.clock import now
from engine.services import demonstrating
from engine.services.desk import Desk
from engine.settings import Settings
from engine.web import create_app
from tests.demonstration import forget_all, forget_files
from tests.web.client import Client

ROOT = Path(__file__).parent.parent.parent
FORMS = ROOT / "forms"
PASSWORD = "guichet-demo-2026"
SECRET = "a secret that is long enough for a test"


@dataclass(frozen=True)
class Site:
    """The application, and the folder where it keeps its state."""

    app: Flask
    state: Path

    @property
    def desk(self) -> Desk:
        """The means of the application."""
        desk: Desk = self.app.extensions["guichet"]
        return desk

    def client(self, person: str | None = None) -> Client:
        """A browser, in which a person signed in if one is named."""
        client = Client(self.app)
        return client.sign_in(person) if person else client

    def give(self, **means: Any) -> None:
        """Put other means in the place of those of the application."""
        self.app.extensions["guichet"] = replace(self.desk, **means)

    def rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """What the database holds."""
        return self.desk.database.rows(sql, *values)

    def count(self, table: str) -> int:
        """How many rows a table has."""
        ((number,),) = self.rows(f"SELECT count(*) FROM {table}")
        return int(number)

    def files(self) -> list[bytes]:
        """What lies in the storage, finished or not."""
        found = [one for one in (self.state / "uploads").rglob("*") if one.is_file()]
        return [one.read_bytes() for one in sorted(found)]

    def look_at_forms(self) -> None:
        """Have the catalogue look at its folder at the next request, as a second later."""
        self.desk.catalogue._next_look = 0.0

    def close(self) -> None:
        """Close the connection of this thread."""
        self.desk.database.close()


def offer_all(site: Path) -> None:
    """Have a site offer every procedure there is, those that a test adds too."""
    head, _, rest = site.read_text("utf-8").partition("procedures:\n")
    lines = dropwhile(lambda line: line.startswith("  - "), rest.splitlines(keepends=True))
    site.write_text(head + "".join(lines), "utf-8")


def laid_out(folder: Path) -> Path:
    """The shipped definitions in a folder, where an earlier test may have changed them.

    They lie in the same place for each test, so that what was read there need not be read again.
    """
    shipped = {one.relative_to(FORMS): one for one in FORMS.rglob("*")}
    for one in sorted(folder.rglob("*"), reverse=True):
        if one.relative_to(folder) not in shipped:
            one.rmdir() if one.is_dir() else one.unlink()
    for name, one in sorted(shipped.items()):
        there = folder / name
        if one.is_dir():
            there.mkdir(parents=True, exist_ok=True)
        elif not there.exists() or there.read_bytes() != one.read_bytes():
            there.write_bytes(one.read_bytes())
    return folder


def start(
    state: Path, database_url: str, forms: Path, templates: Path | None = None, **environ: str
) -> Site:
    """A site with its three persons, on a database that has the tables.

    In the folder `templates` those that were drawn before are found compiled.
    """
    given: Mapping[str, str] = {
        "STATE": str(state),
        "DATABASE_URL": database_url,
        "FORMS": str(forms),
        "SECRET_KEY": SECRET,
        "DEVELOPMENT": "yes",
        "PUBLIC_URL": "http://localhost",
        **environ,
    }
    site = Site(create_app(Settings.of(given)), state)
    cache = templates or state.parent / "templates"
    cache.mkdir(exist_ok=True)
    site.app.jinja_env.bytecode_cache = FileSystemBytecodeCache(str(cache))
    demonstrating.load(site.desk, now())
    return site


def empty(site: Site, begun: sqlite3.Connection | None) -> sqlite3.Connection | None:
    """Forget what a test did; gives what the database holds then, to be given the next time.

    It is copied back in a few milliseconds, where SQLite keeps it.
    """
    site.close()
    file = site.desk.settings.database_url.removeprefix("sqlite:///")
    if begun is not None:
        with contextlib.closing(sqlite3.connect(file)) as database:
            begun.backup(database)
        forget_files(site.state)
        return begun
    forget_all(site.desk, site.state)
    if site.desk.database.is_postgresql:
        return None
    kept = sqlite3.connect(":memory:")
    with contextlib.closing(sqlite3.connect(file)) as database:
        database.backup(kept)
    return kept
