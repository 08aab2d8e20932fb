"""The plans of procedures, for those who work at the site: the flow as a picture, and in words."""

from collections.abc import Iterator
from functools import lru_cache

from flask import Response, request

from engine.accounts.roles import may
from engine.definitions import Procedure
from engine.diagrams import Told, flow_of, tell
from engine.diagrams.drawing import draw
from engine.errors import NotFoundError
from engine.i18n import gettext
from engine.services.desk import Visitor
from engine.services.picturing import tried
from engine.web.sessions import desk, require_person, visitor
from engine.web.space.showing import show, site

ADDRESS = "/bureau/demarches"
TARGET, TRIED = "dit-", "essais"
DRAWN_MOST = 64  # pictures that are kept: those of the procedures and versions asked for last


def plans() -> Response:
    """The procedures of the site."""
    require_worker()
    page = {
        "title": gettext(visitor().language, "Plans of the procedures"),
        "lines": list(lines()),
    }
    return show("desk/plans.html", page)


def plan(procedure: str) -> Response:
    """The plan of a procedure as it is offered now."""
    who = require_worker()
    served = desk().catalogue.current(procedure, site().name)
    is_tried = request.args.get(TRIED) == "oui"
    svg, summary, told = drawn(Kept(served.procedure), who.language, is_tried=is_tried)
    title = served.procedure.title.constant(who.language) or procedure
    page = {
        "title": gettext(who.language, "Plan of the procedure “{title}”", title=title),
        "name": procedure,
        "summary": summary,
        "version": served.version,
        "svg": svg,
        "told": told,
        "target": TARGET,
        "has_tests": bool(served.procedure.tests),
        "is_tried": is_tried,
        "plain_url": f"{ADDRESS}/{procedure}/plan",
        "tried_url": f"{ADDRESS}/{procedure}/plan?{TRIED}=oui",
        "back": ADDRESS,
    }
    return show("desk/plan.html", page)


def require_worker() -> Visitor:
    """The visitor, who works at this site; for anybody else signed in there is no such page."""
    who = require_person()
    if who.account is None or not may(who.account.roles, "plans"):
        raise NotFoundError("role")
    return who


def lines() -> Iterator[dict[str, str]]:
    """The procedures that the site offers, each with the way to its plan."""
    language = visitor().language
    catalogue, at = desk().catalogue, site().name
    for name in catalogue.names(at):
        procedure = catalogue.current(name, at).procedure
        title = procedure.title.constant(language) or name
        yield {"url": f"{ADDRESS}/{name}/plan", "title": title, "name": name}


class Kept:
    """A procedure as what it is kept by: itself, not what it says, which is long to compare."""

    def __init__(self, procedure: Procedure) -> None:
        self.procedure = procedure

    def __hash__(self) -> int:
        return id(self.procedure)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Kept) and other.procedure is self.procedure


@lru_cache(maxsize=DRAWN_MOST)
def drawn(kept: Kept, language: str, *, is_tried: bool) -> tuple[str, str, tuple[Told, ...]]:
    """The picture of a procedure, what it counts, and the same in words.

    With `is_tried`, its tests are run, once, and what they never tried is marked.
    """
    seen = tried(kept.procedure, desk().catalogue.library) if is_tried else None
    flow = flow_of(kept.procedure, language, seen)
    return draw(flow, target=TARGET, titled=False), flow.summary, tell(flow)
