"""Help that is readable before signing in: the page of help, the tour, the tutorials, the news."""

from dataclasses import dataclass

from flask import Response

from engine.blocks import TYPES, Contact, Line
from engine.definitions.content import Board, Tutorial
from engine.errors import NotFoundError
from engine.i18n import marked as _
from engine.pages.boards import Stage, block_id
from engine.services import touring
from engine.web.rendering import go_to
from engine.web.sessions import desk, require_person, visitor
from engine.web.space.boards import DASHBOARD, TOUR
from engine.web.space.facts import SpaceFacts
from engine.web.space.medias import MEDIAS, is_there
from engine.web.space.showing import board_page, facts_now, show, site

HELP = Board(blocks=tuple(TYPES[name]() for name in ("tour", "tutorials", "contact")))
HELP_ADDRESS = "/aide"


@dataclass(frozen=True)
class LinesPage:
    """A page that lists things: news, tutorials, documents."""

    title: str
    heading: str
    lines: tuple[Line, ...]
    empty: str
    back: str | None = None
    contact: Contact | None = None


@dataclass(frozen=True)
class TourPage:
    """The guided tour as a page: its stops in order."""

    title: str
    heading: str
    stages: tuple[Stage, ...]
    back: str
    start_url: str | None = None
    is_done: bool = True


@dataclass(frozen=True)
class TutorialPage:
    """A tutorial: its text, its video when the file is there, what is said in it."""

    title: str
    heading: str
    html: str
    video: str | None
    captions: str | None
    transcript: str
    back: str = "/tutoriels"


def help_page() -> Response:
    """« Besoin d'aide »: the tour, the tutorials, how to reach the service."""
    facts = facts_now()
    board = Board(intro=site().help, blocks=HELP.blocks)
    return show("space/board.html", board_page(board, facts.say(_("Need help?")), facts))


def news() -> Response:
    """All the news of the site."""
    facts = facts_now()
    title = facts.say(_("News"))
    empty = facts.say(_("No news for the moment."))
    lines = tuple(facts.news())
    return show("space/news.html", LinesPage(title, title, lines, empty, "/", facts.contact()))


def tour() -> Response:
    """The guided tour as a page; its script leads it on the dashboard."""
    facts = facts_now()
    title = facts.say(_("Guided tour"))
    signed_in = visitor().account is not None
    page = TourPage(
        title=title,
        heading=title,
        stages=tuple(
            Stage(facts.text(one.title), facts.html(one.text), url=where(one.target, signed_in))
            for one in site().tour
        ),
        back=HELP_ADDRESS,
        start_url=f"{DASHBOARD}?{TOUR}=1" if signed_in else None,
        is_done=facts.is_tour_done(),
    )
    return show("space/tour.html", page)


def where(target: str, signed_in: bool) -> str:
    """Where a stop of the tour can be seen: an address, or a block of one's dashboard."""
    if not target or target.startswith("/"):
        return target
    return f"{DASHBOARD}#{block_id(target)}" if signed_in else ""


def end_tour() -> Response:
    """Propose the tour no longer."""
    touring.remember(desk(), require_person())
    return go_to(DASHBOARD)


def tutorials() -> Response:
    """The tutorials of the site."""
    facts = facts_now()
    title = facts.say(_("Tutorials"))
    empty = facts.say(_("No tutorial for the moment. The service answers your questions."))
    lines = tuple(facts.tutorials())
    page = LinesPage(title, title, lines, empty, HELP_ADDRESS, None if lines else facts.contact())
    return show("space/lines.html", page)


def tutorial(name: str) -> Response:
    """One tutorial."""
    found = next((one for one in site().tutorials if one.name == name), None)
    if found is None:
        raise NotFoundError(name)
    return show("space/tutorial.html", tutorial_page(found, facts_now()))


def tutorial_page(found: Tutorial, facts: SpaceFacts) -> TutorialPage:
    """A tutorial; its video is left out while its file is not there."""
    title = facts.text(found.title)
    has_video = bool(found.video) and is_there(found.video)
    has_captions = has_video and bool(found.captions) and is_there(found.captions)
    return TutorialPage(
        title=title,
        heading=title,
        html=facts.html(found.text) if found.text else "",
        video=MEDIAS + found.video if has_video else None,
        captions=MEDIAS + found.captions if has_captions else None,
        transcript=facts.html(found.transcript) if found.transcript else "",
    )
