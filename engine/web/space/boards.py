"""The pages made of blocks: the public home, the dashboard, the pages of a person's space."""

from dataclasses import replace

from flask import Response, request

from engine.blocks import TYPES, Procedures
from engine.definitions import Site
from engine.definitions.content import Board, Stop
from engine.errors import NotFoundError
from engine.i18n import marked as _
from engine.pages.boards import BoardPage, ShownBlock, Stage, block_id
from engine.web.sessions import require_person
from engine.web.space.facts import SpaceFacts
from engine.web.space.showing import board_page, facts_now, show, site

# What a site shows that says nothing of its home or of its dashboard.
USUAL_HOME = Board(blocks=(Procedures(),))
USUAL_DASHBOARD = Board(
    blocks=tuple(TYPES[name]() for name in ("tasks", "procedures", "submissions", "contact"))
)
HOME_TITLE = _("Your procedures on line")
DASHBOARD_TITLE = _("Dashboard")
DASHBOARD = "/tableau-de-bord"
TOUR = "visite"


def home() -> Response:
    """What anybody sees first."""
    facts = facts_now()
    board = site().home if site().home.blocks else USUAL_HOME
    return show("space/board.html", board_page(board, facts.say(HOME_TITLE), facts))


def dashboard() -> Response:
    """What a person sees once signed in."""
    require_person()
    facts = facts_now()
    board = site().dashboard if site().dashboard.blocks else USUAL_DASHBOARD
    page = board_page(board, facts.say(DASHBOARD_TITLE), facts)
    page = replace(page, stages=stages(site(), page, facts))
    return show("space/dashboard.html", page, starts=TOUR in request.args)


def page(name: str) -> Response:
    """A page of a person's space."""
    require_person()
    found = next((one for one in site().pages if one.name == name), None)
    if found is None:
        raise NotFoundError(name)
    facts = facts_now()
    return show("space/board.html", board_page(found, "", facts, back=DASHBOARD))


def stages(at: Site, page: BoardPage, facts: SpaceFacts) -> tuple[Stage, ...]:
    """The stops of the tour; those at a block that this person does not see are left out."""
    shown = {one.id: one for one in page.blocks}
    found = (stage(one, shown, facts) for one in at.tour)
    return tuple(one for one in found if one is not None)


def stage(stop: Stop, shown: dict[str, ShownBlock], facts: SpaceFacts) -> Stage | None:
    """A stop of the tour, None when what it shows is not there."""
    title, html = facts.text(stop.title), facts.html(stop.text)
    if not stop.target or stop.target.startswith("/"):
        return Stage(title, html, url=stop.target)
    target = block_id(stop.target)
    return Stage(title, html, target) if target in shown else None
