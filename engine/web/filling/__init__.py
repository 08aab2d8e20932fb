"""Filling in procedures: the addresses of this area."""

from typing import Any

from flask import Blueprint, Response, request

from engine.errors import NotAllowedError, NotFoundError
from engine.services import filling
from engine.services.filling import ClosedError, DraftSentError, NotFreshError
from engine.services.submitting import last_sent, sent_from
from engine.web.addresses import MARK, SUMMARY, receipt_address
from engine.web.errors import error_page
from engine.web.filling import acting, calculations, files, importing, sending, starting, steps
from engine.web.filling.closed import show_closed
from engine.web.filling.showing import go_to_place
from engine.web.kept import ask_to_sign_in
from engine.web.languages import switched
from engine.web.rendering import go_to
from engine.web.sessions import desk, has_expired, visitor

area = Blueprint("filling", __name__)
FIRST = "/demarches/<procedure>"
DRAFT = f"{FIRST}/{MARK}<key>"
BOTH = ("GET", "POST")
WITHIN = {"filling.step", "filling.item_step", "filling.inner_step", "filling.summary"}


area.before_request(switched)


@area.route("/demarches/<procedure>", methods=["GET", "POST"])
def start(procedure: str) -> Response:
    """The start of a procedure."""
    take = request.method == "POST"
    return starting.take_start(procedure) if take else starting.show_start(procedure)


@area.get(DRAFT)
def resume(procedure: str, key: str = "") -> Response:
    """Where one is in a draft."""
    opened = steps.opened_at(procedure, key)
    return go_to_place(opened, opened.journey.current)


@area.route(f"{FIRST}/<step>", methods=BOTH)
@area.route(f"{DRAFT}/<step>", methods=BOTH)
def step(procedure: str, step: str, key: str = "") -> Response:
    """A step or a hub."""
    act = steps.take if request.method == "POST" else steps.show
    return act(procedure, key, (step,))


@area.route(f"{FIRST}/<group>/<item>/<step>", methods=BOTH)
@area.route(f"{DRAFT}/<group>/<item>/<step>", methods=BOTH)
def item_step(procedure: str, group: str, item: str, step: str, key: str = "") -> Response:
    """A step of an item."""
    act = steps.take if request.method == "POST" else steps.show
    return act(procedure, key, (group, item, step))


@area.route(f"{FIRST}/<group>/<item>/<inner>/<one>/<step>", methods=BOTH)
@area.route(f"{DRAFT}/<group>/<item>/<inner>/<one>/<step>", methods=BOTH)
def inner_step(
    procedure: str, group: str, item: str, inner: str, one: str, step: str, key: str = ""
) -> Response:
    """A step of an item inside an item."""
    act = steps.take if request.method == "POST" else steps.show
    return act(procedure, key, (group, item, inner, one, step))


@area.route(f"{FIRST}/{SUMMARY}", methods=BOTH)
@area.route(f"{DRAFT}/{SUMMARY}", methods=BOTH)
def summary(procedure: str, key: str = "") -> Response:
    """The summary, and the sending."""
    act = sending.send if request.method == "POST" else sending.summary
    return act(procedure, key)


@area.get(f"{FIRST}/-/calculs/<step>")
@area.get(f"{DRAFT}/-/calculs/<step>")
def amounts(procedure: str, step: str, key: str = "") -> Response:
    """How the values of a step are worked out."""
    return calculations.show(procedure, key, (step,))


@area.get(f"{FIRST}/-/calculs/<group>/<item>/<step>")
@area.get(f"{DRAFT}/-/calculs/<group>/<item>/<step>")
def item_amounts(procedure: str, group: str, item: str, step: str, key: str = "") -> Response:
    """How the values of a step of an item are worked out."""
    return calculations.show(procedure, key, (group, item, step))


@area.get(f"{FIRST}/-/calculs/<group>/<item>/<inner>/<one>/<step>")
@area.get(f"{DRAFT}/-/calculs/<group>/<item>/<inner>/<one>/<step>")
def inner_amounts(
    procedure: str, group: str, item: str, inner: str, one: str, step: str, key: str = ""
) -> Response:
    """How the values of a step of an item inside an item are worked out."""
    return calculations.show(procedure, key, (group, item, inner, one, step))


@area.get(f"{FIRST}/-/fait")
def done(procedure: str) -> Response:
    """What comes after a procedure that was done at once."""
    return acting.show_done(procedure)


@area.route(f"{FIRST}/-/abandonner", methods=BOTH)
@area.route(f"{DRAFT}/-/abandonner", methods=BOTH)
def abandon(procedure: str, key: str = "") -> Response:
    """The end of a draft that is not sent."""
    act = sending.abandon if request.method == "POST" else sending.ask_abandon
    return act(procedure, key)


@area.route(f"{FIRST}/-/retirer/<group>/<item>", methods=BOTH)
@area.route(f"{DRAFT}/-/retirer/<group>/<item>", methods=BOTH)
def remove(procedure: str, group: str, item: str, key: str = "") -> Response:
    """The removal of an item."""
    act = sending.remove if request.method == "POST" else sending.ask_removal
    return act(procedure, key, (group,), item)


@area.route(f"{FIRST}/-/retirer/<group>/<item>/<inner>/<one>", methods=BOTH)
@area.route(f"{DRAFT}/-/retirer/<group>/<item>/<inner>/<one>", methods=BOTH)
def remove_inner(
    procedure: str, group: str, item: str, inner: str, one: str, key: str = ""
) -> Response:
    """The removal of an item inside an item."""
    act = sending.remove if request.method == "POST" else sending.ask_removal
    return act(procedure, key, (group, item, inner), one)


@area.route(f"{FIRST}/-/importer/<group>", methods=BOTH)
@area.route(f"{DRAFT}/-/importer/<group>", methods=BOTH)
def register(procedure: str, group: str, key: str = "") -> Response:
    """The import of a register into a group."""
    act = importing.take if request.method == "POST" else importing.show
    return act(procedure, key, group)


@area.get(f"{FIRST}/-/importer/<group>/modele.csv")
@area.get(f"{DRAFT}/-/importer/<group>/modele.csv")
def register_template(procedure: str, group: str, key: str = "") -> Response:
    """A file to fill in with a register."""
    return importing.template(procedure, key, group)


for root in (FIRST, DRAFT):
    area.get(f"{root}/-/fichiers/<upload>")(files.file)
    area.get(f"{root}/-/vignettes/<upload>")(files.thumbnail)
area.get("/accuses/<reference>")(sending.receipt)
area.get("/accuses/<reference>.pdf")(sending.receipt_document)
area.get("/accuses/<reference>/calculs/<int:number>")(calculations.show_kept)
area.get("/accuses/<reference>/<name>.pdf")(sending.made_document)
area.get("/accuses/<reference>/<name>.csv")(sending.made_csv)
area.get("/mes-envois")(sending.submissions)


area.register_error_handler(ClosedError, show_closed)


@area.errorhandler(NotAllowedError)
def not_allowed(error: NotAllowedError) -> Response:
    """Signing in may open what is closed to nobody in particular; again, what wants it lately."""
    if visitor().account is None or isinstance(error, NotFreshError):
        return ask_to_sign_in()
    return error_page(403)


@area.errorhandler(NotFoundError)
def not_found(error: NotFoundError) -> Response:
    """What is not there, or not for this visitor, or not any more since the session ended."""
    del error
    if visitor().account is None and (has_expired() or is_of_someone()):
        return ask_to_sign_in()
    return after_all() or error_page(404)


def after_all() -> Response | None:
    """Where an address without draft leads once no draft is open: the last receipt, the start."""
    arguments = request.view_args or {}
    procedure = arguments.get("procedure", "")
    if request.endpoint not in WITHIN or "key" in arguments or not is_served(procedure):
        return None
    if filling.has_open(desk(), visitor(), procedure):
        return None
    last = last_sent(desk(), visitor(), procedure)
    return go_to(receipt_address(last.reference) if last else f"/demarches/{procedure}")


def is_served(procedure: str) -> bool:
    """Whether a procedure exists."""
    return procedure in desk().catalogue.names(visitor().site)


def is_of_someone() -> bool:
    """Whether the address names a draft or a receipt, or a procedure that needs an account."""
    arguments: dict[str, Any] = request.view_args or {}
    if request.path.startswith(("/accuses/",)) or "key" in arguments:
        return True
    name = arguments.get("procedure", "")
    try:
        audience = desk().catalogue.current(name, visitor().site).procedure.audience
    except NotFoundError:
        return False
    return "anyone" not in audience


@area.errorhandler(DraftSentError)
def already_sent(error: DraftSentError) -> Response:
    """The receipt is what remains of a draft that was sent."""
    submission = sent_from(desk(), visitor(), error.key)
    if submission is not None:
        return go_to(receipt_address(submission.reference))
    name = (request.view_args or {}).get("procedure", "")
    if is_served(name) and desk().catalogue.current(name, visitor().site).procedure.is_direct:
        return go_to(acting.done_address(name))
    return error_page(410)
