"""The panel beside every view of a procedure: as whom, how and how wide it is looked at."""

from dataclasses import dataclass

from flask import request

from engine.definitions import Procedure
from engine.services.studio import previewing
from engine.services.studio.copies import Copy
from engine.web.languages import NAMES
from engine.web.sessions import desk, site_or_none, visitor
from engine.web.studio.preview_links import ELEMENT, PERSON, PLACE, PreviewLinks, choice_of


@dataclass(frozen=True)
class Panel:
    """What the panel lets one choose, and the page that it shows first."""

    address: str
    url: str
    persons: tuple[tuple[str, str], ...]
    person: str
    languages: tuple[tuple[str, str], ...]
    place: str
    element: str
    keep_url: str


def panel_of(name: str, copy: Copy, procedure: Procedure | None) -> Panel:
    """The panel of a procedure: it follows the element that the address of the page names."""
    site, library = site_or_none(), desk().catalogue.library
    persons = (
        previewing.persons_at(site, library, procedure, visitor().language)
        if procedure is not None and site is not None
        else []
    )
    choice = choice_of(request)
    links = PreviewLinks(copy.path, name=name, choice=choice)
    place, element = request.args.get(PLACE, ""), request.args.get(ELEMENT, "")
    followed = {PLACE: place} if place else {ELEMENT: element} if element else {}
    languages = procedure.languages if procedure is not None else ()
    return Panel(
        address=links.root,
        url=links.address(**followed),
        persons=tuple((one.id, one.name) for one in persons),
        person=request.args.get(PERSON, "") or next((one.id for one in persons), ""),
        languages=tuple((one, NAMES[one]) for one in languages if one in NAMES),
        place=place,
        element=element,
        keep_url=f"/studio/demarches/{name}/tests/garder",
    )
