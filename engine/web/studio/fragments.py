"""The fragments of the site: steps and fields that several procedures use."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from flask import Response

from engine.i18n import gettext
from engine.services.desk import Visitor
from engine.services.studio import copies
from engine.services.studio.catalogue import paths_in
from engine.services.studio.using import procedures_with
from engine.web.sessions import desk
from engine.web.studio.editor import address_of, state_of
from engine.web.studio.showing import ADDRESS, require_author, show

ROOM = "fragments"


@dataclass(frozen=True)
class Line:
    """A fragment as the page shows it; `used` are the procedures that use it: name, address."""

    name: str
    url: str
    state: str
    differs: bool
    used: tuple[tuple[str, str], ...]


def home() -> Response:
    """The fragments, with where each of them is used."""
    who = require_author()
    page = {"title": gettext(who.language, "Fragments"), "lines": list(lines(who))}
    return show("studio/fragments.html", page)


def lines(who: Visitor) -> Iterator[Line]:
    """The fragments that an author may write, in order of name."""
    used = procedures_with(desk())
    for path in paths_in(desk(), who, ROOM):
        copy = copies.open_copy(desk(), who, path)
        name = PurePosixPath(path).stem
        yield Line(
            name=name,
            url=f"{ADDRESS}/fragments/{name}",
            state=state_of(copy, who.language),
            differs=copy.differs,
            used=tuple((one, address_of(one)) for one in used.get(name, ())),
        )
