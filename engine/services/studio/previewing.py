"""A procedure shown while it is written: its pages as a person will see them.

Nothing that is done there is a draft or a submission: see `walks`.
"""

import threading
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from engine.database.accounts import Account
from engine.database.working_copies import recent_edits
from engine.definitions import ANYONE, SIGNED_IN, Library, Procedure, Site
from engine.definitions.naming import PROFILES
from engine.definitions.piecewise import read_shown
from engine.definitions.site_scopes import profiles_of
from engine.errors import GuichetError
from engine.i18n import gettext
from engine.i18n import marked as _
from engine.journeys import plan_of
from engine.proving import is_ready
from engine.proving.persons import details
from engine.services.catalogue import Served
from engine.services.demonstration import PERSONS
from engine.services.desk import Desk, Visitor
from engine.services.studio.copies import Copy
from engine.source import NOWHERE, Diagnostic, Severity

NOBODY = "personne"
OF_PROFILE = "profil."
KEPT_MOST = 24
# How many changes are taken back to find a text that can be read.
BACK_MOST = 25
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
NO_TABLE = _("A table that this procedure chooses from cannot be read")


@dataclass(frozen=True)
class Looked:
    """A procedure ready to be shown, and the text that says it.

    With `wrong`, it is the last one that could be read.
    """

    served: Served
    text: str
    wrong: Diagnostic | None = None


@dataclass(frozen=True)
class Person:
    """Somebody as whom a procedure can be looked at; without account, nobody in particular."""

    id: str
    name: str
    profile: str = ""
    account: Account | None = None


class NothingToShowError(GuichetError):
    """A text of which nothing can be shown; `wrong` is the first thing that is wrong with it."""

    def __init__(self, wrong: Diagnostic) -> None:
        super().__init__(wrong.code)
        self.wrong = wrong


class _Last:
    """The last plans that could be made, by site and path: a process keeps a few."""

    def __init__(self) -> None:
        self.kept: OrderedDict[tuple[str, str], tuple[str, Library, Served]] = OrderedDict()
        self.lock = threading.Lock()

    def find(self, key: tuple[str, str]) -> tuple[str, Library, Served] | None:
        """What was made last."""
        with self.lock:
            return self.kept.get(key)

    def keep(self, key: tuple[str, str], made: tuple[str, Library, Served]) -> None:
        """Keep what was made."""
        with self.lock:
            self.kept[key] = made
            self.kept.move_to_end(key)
            while len(self.kept) > KEPT_MOST:
                self.kept.popitem(last=False)


LAST = _Last()


def look(library: Library, site: Site, path: str, text: str) -> Looked:
    """The procedure that a text says, ready to be shown at a site; the last good one else.

    Raises NothingToShowError when there was none.
    """
    key = site.name, path
    before = LAST.find(key)
    if before is not None and before[0] == text and before[1] is library:
        return Looked(before[2], text)
    shown = read_shown(path, text, library.fragments)
    wrong = next(iter(shown.wrong), None)
    if shown.procedure is not None and wrong is None:
        if is_ready(shown.procedure, library):
            plan = plan_of(shown.procedure, library.at(site), before[2].plan if before else None)
            LAST.keep(key, (text, library, Served(plan, 0, site)))
            return Looked(Served(plan, 0, site), text)
        wrong = Diagnostic("D110", Severity.ERROR, NOWHERE, NO_TABLE)
    wrong = wrong or Diagnostic("D009", Severity.ERROR, NOWHERE, _("This file says no procedure"))
    if before is None:
        raise NothingToShowError(wrong)
    return Looked(before[2], before[0], wrong)


def look_back(desk: Desk, site: Site, copy: Copy, wrong: Diagnostic) -> Looked:
    """What a working copy said before its last changes, when it can be read no more.

    Another process may have shown it; what is published is the last that is tried. Raises
    NothingToShowError.
    """
    library, text = desk.catalogue.library, copy.text
    texts = []
    for edit in recent_edits(desk.database, copy.path, BACK_MOST):
        text = edit.taken_back(text)
        texts.append(text)
    for one in (*texts, *([copy.published] if copy.published is not None else ())):
        if read_shown(copy.path, one, library.fragments).wrong:
            continue
        try:
            found = look(library, site, copy.path, one)
        except NothingToShowError:
            continue
        return Looked(found.served, found.text, wrong)
    raise NothingToShowError(wrong)


def persons_at(site: Site, library: Library, procedure: Procedure, language: str) -> list[Person]:
    """Those as whom a procedure can be looked at: the demonstration's, one of each other profile,
    nobody. The first is somebody whom the procedure is for.
    """
    profiles = [one for one in profiles_of(site, library) if one != SIGNED_IN]
    profiles += [one for one in procedure.audience if one not in {ANYONE, SIGNED_IN, *profiles}]
    found = [*_demonstrated(site, profiles), *_invented(site, profiles, library, language)]
    found.append(Person(NOBODY, gettext(language, _("Nobody (not signed in)"))))
    return sorted(found, key=lambda one: not is_for(procedure, one))


def is_for(procedure: Procedure, person: Person) -> bool:
    """Whether a procedure is for somebody, before all: nobody when it is for anyone."""
    if ANYONE in procedure.audience:
        return person.account is None
    return may_open(procedure, person)


def may_open(procedure: Procedure, person: Person) -> bool:
    """Whether somebody may open a procedure."""
    audience = procedure.audience
    if ANYONE in audience:
        return True
    return person.account is not None and (SIGNED_IN in audience or person.profile in audience)


def visitor_as(person: Person, site: Site, language: str) -> Visitor:
    """The visitor that a page is shown to: it owns nothing, and nothing becomes its own."""
    owner = f"{site.name}/apercu:{person.id}"
    return Visitor(owner, site.name, person.account, language)


def _demonstrated(site: Site, profiles: list[str]) -> Iterator[Person]:
    for one in PERSONS:
        if one.profile in profiles and not one.is_legacy:
            account = _account(site, one.id, one.name, one.profile, dict(one.details))
            yield Person(one.id, f"{one.name} – {one.description}", one.profile, account)


def _invented(site: Site, profiles: list[str], library: Library, language: str) -> Iterator[Person]:
    """Somebody of each profile that nobody of the demonstration has."""
    shown = {one.profile for one in PERSONS}
    for profile in profiles:
        if profile not in shown:
            said = site.profiles.get(profile) or PROFILES.get(profile, profile)
            name = gettext(language, _("Somebody with the profile “{profile}”"), profile=said)
            known = {"profile": details(library, 0)}
            account = _account(site, profile, "Camille Exemple", profile, known)
            yield Person(f"{OF_PROFILE}{profile}", name, profile, account)


def _account(site: Site, key: str, name: str, profile: str, known: Mapping[str, Any]) -> Account:
    email = f"{key}@demo.test"
    return Account(f"apercu-{key}", site.name, email, name, profile, known, LONG_AGO)
