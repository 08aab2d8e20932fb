"""Importing a register into a group: choose a file, look at what it brings, take it."""

from flask import Response, current_app, request

from engine.clock import now
from engine.errors import InputError
from engine.i18n import gettext
from engine.journeys import MOST_BYTES, HubPlace, Register, example_of
from engine.pages.registers import (
    Outcome,
    Preview,
    preview_of,
    refusal,
    register_of_group,
    register_page,
)
from engine.services import importing
from engine.services.filling import Opened
from engine.web.filling.showing import go_to_place, is_form_right, links_of
from engine.web.filling.steps import UNPROCESSABLE, opened_at, place_or_none, said_of_form
from engine.web.rendering import go_to, render
from engine.web.sessions import desk, visitor

TEMPLATE_BOM = "\ufeff"
MODES: dict[str, importing.Mode] = {"remplacer": "replace", "ajouter": "add"}


def show(procedure: str, key: str, group: str) -> Response:
    """The page of an import: a file to choose, or what the one chosen brings."""
    opened = opened_at(procedure, key)
    hub = hub_or_none(opened, group)
    if hub is None:
        return go_to_place(opened, opened.journey.current)
    waits = importing.waiting(opened, group)
    if waits is None or not waits.register.is_right:
        return shown(opened, hub, found=waits.register if waits else None)
    language = visitor().language
    return shown(opened, hub, preview=preview_of(hub, waits.register, waits.name, language))


def hub_or_none(opened: Opened, group: str) -> HubPlace | None:
    """The hub of a group that takes a register, None while it is not open; NotFoundError else."""
    if place_or_none(opened, (group,)) is None:
        return None
    return importing.group_at(opened, group)


def shown(
    opened: Opened,
    hub: HubPlace,
    status: int = 200,
    error: str = "",
    found: Register | None = None,
    preview: Preview | None = None,
) -> Response:
    """The page of an import, with what is to be said."""
    language, links = visitor().language, links_of(opened)
    title = opened.served.procedure.title.render(opened.journey.environment, language)
    draft = opened.draft.key, opened.draft.revision
    page = register_page(hub, links, title, draft, Outcome(found, error, preview))
    return render("filling/register.html", page, status)


def take(procedure: str, key: str, group: str) -> Response:
    """A file that was sent, or what is to be done with the one that waits."""
    opened = opened_at(procedure, key)
    hub = hub_or_none(opened, group)
    if hub is None:
        return go_to_place(opened, opened.journey.current)
    if not is_form_right():
        return shown(opened, hub, UNPROCESSABLE, said_of_form())
    action = request.form.get("_action", "")
    try:
        if action in MODES:
            return take_waiting(opened, hub, MODES[action])
        if action == "annuler":
            opened = importing.forget(desk(), visitor(), opened, group, now())
            return go_to(links_of(opened).register(hub.path))
        return take_file(opened, hub)
    except InputError as error:
        return shown(opened, hub, UNPROCESSABLE, refusal(error, visitor().language))


def take_file(opened: Opened, hub: HubPlace) -> Response:
    """Read a file: what it brings is shown, or all that is wrong with it."""
    sent = request.files.get("fichier")
    if sent is None or not sent.filename:
        raise InputError("none")
    data = sent.stream.read(MOST_BYTES + 1)
    opened, found = importing.read(
        desk(), visitor(), opened, hub.plan.name, sent.filename, data, now()
    )
    if not found.is_right:
        return shown(opened, hub, UNPROCESSABLE, found=found)
    return go_to(links_of(opened).register(hub.path))


def take_waiting(opened: Opened, hub: HubPlace, mode: importing.Mode) -> Response:
    """Take the file that waits."""
    opened, wrong = importing.take(desk(), visitor(), opened, hub.plan.name, mode, now())
    if wrong is not None:
        return shown(opened, hub, UNPROCESSABLE, found=wrong)
    return go_to_place(opened, hub.path)


def template(procedure: str, key: str, group: str) -> Response:
    """A CSV file with the headings, to be filled in with a spreadsheet."""
    opened = opened_at(procedure, key)
    hub = importing.group_at(opened, group)
    headings = example_of(hub, register_of_group(hub).columns)
    line = ";".join(f'"{one}"' if set(one) & set(';"') else one for one in headings)
    response = current_app.make_response(f"{TEMPLATE_BOM}{line}\r\n".encode())
    name = gettext(visitor().language, "register")
    response.headers["Content-Type"] = "text/csv; charset=utf-8"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}-{group}.csv"'
    response.headers["Cache-Control"] = "no-store"
    return response
