"""From the pages of a site to answers: what all the pages of this area share."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from flask import Response, make_response, request

from engine.accounts.roles import may
from engine.clock import now
from engine.definitions import Site, record_of
from engine.definitions.content import Board, Page
from engine.errors import NotFoundError
from engine.expressions import Value
from engine.pages.boards import BoardPage, shown_blocks
from engine.services.desk import PARIS, Visitor
from engine.services.tasks import unread
from engine.web.rendering import render
from engine.web.sessions import desk, site_or_none, visitor
from engine.web.space.facts import SpaceFacts

# Pages whose style sheet is that of this area; between them and others the whole page is loaded.
HOME = "/"
PREFIXES = (
    "/tableau-de-bord", "/espace/", "/mes-documents", "/visite-guidee", "/tutoriels",
    "/actualites", "/aide", "/mes-messages", "/mon-compte",
)  # fmt: skip


def show(template: str, page: Any, status: int = 200, **more: Any) -> Response:
    """A page of this area, with the number of unread messages in its menu.

    When htmx asks for it from a page with another style sheet, the browser loads it whole.
    """
    if comes_from_elsewhere():
        response = make_response("", 200)
        response.headers["HX-Redirect"] = request.full_path.rstrip("?")
        response.headers["Cache-Control"] = "no-store"
        return response
    account = visitor().account
    more.setdefault("unread", unread(desk(), visitor()))
    more.setdefault("is_agent", account is not None and may(account.roles, "plans"))
    return render(template, page, status, **more)


def comes_from_elsewhere() -> bool:
    """Whether htmx asks, from a page that is not of this area."""
    shown = request.headers.get("HX-Current-URL")
    if not shown or not request.headers.get("HX-Request"):
        return False
    path = urlsplit(shown).path
    return path != HOME and not path.startswith(PREFIXES)


def site() -> Site:
    """The site that is asked; raises NotFoundError at a host that is nobody's."""
    found = site_or_none()
    if found is None:
        raise NotFoundError("site")
    return found


def environment_of(at: Site, who: Visitor, moment: datetime) -> Mapping[str, Value]:
    """What the texts and conditions of a site read."""
    context = who.context(moment, profile=desk().catalogue.library.profile)
    return {
        "account": context.account,
        "profile": context.profile,
        "site": record_of(at),
        "parameters": dict(at.parameters),
        "today": moment.astimezone(PARIS).date(),
    }


def facts_now() -> SpaceFacts:
    """What blocks show, for who asks, now."""
    moment = now()
    return SpaceFacts(desk(), visitor(), site(), environment_of(site(), visitor(), moment), moment)


def board_page(board: Board | Page, usual: str, facts: SpaceFacts, **more: Any) -> BoardPage:
    """A page made of blocks; `usual` is its title when the author gives none."""
    title = facts.text(board.title) if board.title else usual
    return BoardPage(
        title=title,
        heading=title,
        intro=facts.html(board.intro) if board.intro else "",
        blocks=tuple(shown_blocks(board.blocks, facts, facts.environment, facts.language)),
        **more,
    )
