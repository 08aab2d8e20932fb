"""What is sent from a preview: judged as what persons send, kept for its author alone."""

from collections.abc import Mapping
from dataclasses import replace

from flask import Response, request

from engine.clock import now
from engine.errors import InputError, NotFoundError
from engine.i18n import format_time, gettext
from engine.journeys import HubPlace, Path, Raw, StepPlace, judge
from engine.pages.forms import Input
from engine.services.filling import step_at
from engine.services.receiving import Sent, shown_name
from engine.services.studio import walks
from engine.services.studio.previewing import NothingToShowError
from engine.web.addresses import SUMMARY
from engine.web.filling.showing import done_with, is_returning, show_hub, show_summary
from engine.web.filling.steps import (
    FILE_ACTIONS,
    UNPROCESSABLE,
    add_row,
    files_in_request,
    open_files,
    show_kept,
)
from engine.web.rendering import go_to
from engine.web.sessions import desk, visitor
from engine.web.studio.preview import (
    Looking,
    framed,
    looking_at,
    show_nothing,
    show_step,
)
from engine.web.studio.preview_links import PLACE, REMOVED

MOVES: Mapping[str, int | None] = {"monter": -1, "descendre": 1, "retirer": None}
TEXTS_MOST = 200


def take(name: str) -> Response:
    """What the form of a page sent."""
    try:
        here = looking_at(name)
    except NothingToShowError as error:
        return framed(show_nothing(error.wrong))
    return framed(taken(here, request.args.get(PLACE, "")))


def taken(here: Looking, asked: str) -> Response:
    """What was done at a place; at one that is not open, nothing is."""
    journey = here.opened.journey
    if asked == SUMMARY:
        return send(here)
    try:
        place = journey.place(tuple(asked.split("/")))
    except NotFoundError:
        return go_to(here.links.place(journey.current))
    if isinstance(place, HubPlace):
        return take_hub(here, place)
    if isinstance(place, StepPlace):
        return take_step(here, place)
    return go_to(here.links.place(journey.current))


def take_hub(here: Looking, hub: HubPlace) -> Response:
    """One more item, one less; or what is said of there being another one."""
    driven = hub.plan.group.driven
    action = request.form.get("_action")
    item = request.args.get(REMOVED, "")
    if item:
        opened = walks.remove_item(desk(), here.key, here.opened, hub, item, now())
        return go_to(here.links.place(hub.path))
    if action == "suite" and driven is not None:
        said = request.form.get(driven.name, "")
        if said == "non":
            opened = walks.end_items(desk(), here.key, here.opened, hub, now())
            return go_on(here.again(opened), hub.path)
        if said != "oui":
            return show_hub(here.opened, hub, UNPROCESSABLE, unsaid=True)
    if action not in {"ajouter", "suite"}:
        return go_to(here.links.place(hub.path))
    opened = walks.add_item(desk(), here.key, here.opened, hub, now())
    items = opened.journey.hub(hub.path).items[-1:] if action == "suite" else ()
    first = items[0].current if items else None
    return go_to(here.links.place(first.path if first else hub.path))


def take_step(here: Looking, place: StepPlace) -> Response:
    """What was done on a step: the button says it."""
    raw: Raw = request.form.to_dict(flat=False)
    action, _, aim = request.form.get("_action", "suivant").partition(":")
    if action in FILE_ACTIONS or files_in_request():
        return take_files(here, place, action, aim, raw)
    if action == "enregistrer":
        saved = walks.keep_typed(desk(), here.key, here.opened, place.path, raw, now())
        language = visitor().language
        said = gettext(language, "Saved at {time}", time=format_time(now(), language))
        return show_kept(saved.opened, place, raw, saved.judged, said)
    if action == "chercher":
        query = request.form.get("_recherche", "")[:TEXTS_MOST]
        return show_step(here, place, Input(raw, query=query))
    if action == "ligne":
        return add_row(here.opened, place, raw, aim)
    return save(here, place, raw)


def save(here: Looking, place: StepPlace, raw: Raw) -> Response:
    """Take the answers and go on, or show what is wrong."""
    saved = walks.answer_step(desk(), here.key, here.opened, place.path, raw, now())
    here = here.again(saved.opened)
    if saved.judged.errors:
        return show_step(here, saved.place, done_with(raw, saved.judged), UNPROCESSABLE)
    if walks.is_secret(place):
        return go_to(here.links.place(after_secret(here, place.path)))
    return go_on(here, place.path)


def after_secret(here: Looking, path: Path) -> Path:
    """Where one goes after a step whose answers are never kept: it is never complete."""
    return here.opened.journey.following(path) or path


def go_on(here: Looking, path: Path) -> Response:
    """After a step: the next place, the end when nothing is left and nothing is summed up."""
    journey, links = here.opened.journey, here.links
    if journey.complete and not journey.plan.procedure.summary:
        return go_to(links.end())
    if is_returning():
        return go_to(links.place(journey.lacking(path)))
    following = journey.following(path)
    if len(path) > 1 and following == path[:-2]:
        return go_to(links.hub(following, 1, path[-2]))
    return go_to(links.place(following))


def send(here: Looking) -> Response:
    """The end, once all is attested; nothing is sent."""
    journey = here.opened.journey
    if not journey.complete:
        return go_to(here.links.place(journey.current))
    if journey.failed():
        return show_summary(here.opened, status=UNPROCESSABLE)
    ticked = {name for name, text in request.form.items() if text}
    missing = frozenset(one.name for one in journey.plan.procedure.attestations) - ticked
    if missing:
        return show_summary(here.opened, missing, UNPROCESSABLE)
    return go_to(here.links.end())


def take_files(here: Looking, place: StepPlace, action: str, aim: str, raw: Raw) -> Response:
    """Files looked at, put in order or taken away; then the page again, or the next one."""
    errors: dict[str, InputError] = {}
    judged = judge(place.plan, raw, place.answers, place.environment)
    opened = walks.keep_typed(desk(), here.key, here.opened, place.path, raw, now()).opened
    for plan in open_files(place, judged):
        sent = [
            Sent(shown_name(file.filename), file.stream)
            for file in request.files.getlist(plan.name)
            if file.filename
        ]
        if not sent and action in {"ajouter", "remplacer"}:
            errors[plan.name] = InputError("required")
        found = walks.receive(desk(), here.key, opened, place.path, plan, sent, now())
        opened, refused = found
        if refused is not None:
            errors[plan.name] = refused
    if action in MOVES:
        by = MOVES[action]
        opened = walks.arrange(desk(), here.key, opened, place.path, aim, by, now())
    again = step_at(opened, place.path)
    if action == "suivant" and not errors:
        return save(here.again(opened), again, raw)
    done = replace(done_with(raw, judged), errors=errors)
    return show_step(here.again(opened), again, done, UNPROCESSABLE if errors else 200)
