"""The start of a procedure: its first step, or the drafts that are open."""

import base64
import hmac
from urllib.parse import urlencode

from flask import Response, request

from engine.clock import now
from engine.i18n import format_datetime, gettext
from engine.journeys import Judged, Path, Raw, StepPlace, judge
from engine.pages.forms import Input
from engine.pages.others import DraftLine, ResumePage
from engine.services import filling
from engine.services.filling import AlreadyBegunError, Opened
from engine.web.filling.acting import answered_with, carry_out_or_show, take_at_once
from engine.web.filling.showing import (
    done_with,
    go_to_place,
    is_form_right,
    is_secret,
    name_draft,
    named_links,
    show_step,
    until_text,
)
from engine.web.filling.steps import (
    UNPROCESSABLE,
    files_in_request,
    go_on,
    keep_field,
    place_or_none,
    said_of_form,
    show_kept,
    take_files,
    take_step,
)
from engine.web.rendering import go_to, render
from engine.web.sessions import desk, speak, visitor

NEW = "nouveau"


def show_start(procedure: str) -> Response:
    """The first step; before it, the drafts that can be taken up again."""
    opened = first_look(procedure)
    drafts = [
        one
        for one in filling.open_drafts(desk(), visitor(), now())
        if one.draft.procedure == procedure and link_of(one) == link_of(opened)
    ]
    if drafts and NEW not in request.args:
        return show_resume(opened, drafts)
    place = next(iter(opened.journey.places), None)
    if not isinstance(place, StepPlace):
        return begin(procedure)
    return show_step(opened, place)


def link_of(opened: Opened) -> dict[str, str]:
    """What came with the address: a draft is taken up where it says the same."""
    return dict(opened.journey.environment.context.link)


def first_look(procedure: str) -> Opened:
    """The procedure before anything is answered."""
    opened = filling.first_look(desk(), visitor(), procedure, now())
    speak(opened.served.procedure.languages)
    return opened


def begin(procedure: str) -> Response:
    """A draft at once, for a procedure that begins with a hub."""
    key = key_of_page(procedure) if is_form_right() else None
    opened = begun_under(procedure, key)
    if opened is None:
        try:
            opened = filling.begin(desk(), visitor(), procedure, now(), key=key)
        except AlreadyBegunError as error:
            opened = filling.open_draft(desk(), visitor(), procedure, str(error), now())
    return go_to_place(opened, opened.journey.current)


def show_resume(opened: Opened, drafts: list[Opened]) -> Response:
    """The drafts that are open, and the way to a new one."""
    language = visitor().language
    title = opened.served.procedure.title.render(opened.journey.environment, language)
    page = ResumePage(
        title=gettext(language, "Resume – {title}", title=title),
        heading=title,
        drafts=tuple(draft_line(one) for one in drafts),
        new_url=f"{request.path}?{urlencode({**request.args, NEW: 1})}",
    )
    return render("filling/resume.html", page)


def draft_line(opened: Opened) -> DraftLine:
    """A draft as lists show it."""
    language = visitor().language
    links = named_links(opened)
    title = opened.served.procedure.title.render(opened.journey.environment, language)
    return DraftLine(
        title=title,
        url=links.place(opened.journey.current),
        changed_at=format_datetime(opened.draft.changed_at, language),
        until=until_text(opened),
        delete_url=links.abandon(),
    )


def take_start(procedure: str) -> Response:
    """The first step was sent: a draft begins with it, unless something in it is wrong."""
    opened = first_look(procedure)
    place = next(iter(opened.journey.places), None)
    if not isinstance(place, StepPlace):
        return begin(procedure)
    raw: Raw = request.form.to_dict(flat=False)
    if not is_form_right():
        return show_step(opened, place, Input(raw), UNPROCESSABLE, said_of_form())
    if NEW in request.args and "_action" not in raw and not answers_in(raw):
        return go_to(f"{request.path}?{NEW}=1")
    if raw.get("_action") == ["chercher"]:
        return show_step(opened, place, Input(raw, query=raw.get("_recherche", [""])[0]))
    key = key_of_page(procedure)
    begun = begun_under(procedure, key)
    if begun is not None:
        return go_on_with(begun, place.path)
    try:
        return begin_with(opened, place, raw, key)
    except AlreadyBegunError:
        begun = filling.open_draft(desk(), visitor(), procedure, key, now())
        return go_on_with(begun, place.path)


def begin_with(opened: Opened, place: StepPlace, raw: Raw, key: str) -> Response:
    """What was done on the first page, of which there is no draft yet."""
    procedure = opened.draft.procedure
    action, _, target = raw.get("_action", ["suivant"])[0].partition(":")
    if files_in_request():
        begun = filling.begin(desk(), visitor(), procedure, now(), key=key)
        return take_files(begun, filling.step_at(begun, place.path), action, target, raw)
    judged = judge(place.plan, raw, {}, place.environment)
    if action == "enregistrer":
        return keep_first(opened, place, raw, judged, key)
    if judged.errors or action != "suivant":
        status = UNPROCESSABLE if judged.errors else 200
        return show_step(opened, place, done_with(raw, judged), status)
    ends = opened.served.procedure.is_direct and (
        is_secret(place) or answered_with(opened, place, judged).journey.complete
    )
    if ends and not is_written(place):
        return take_at_once(opened, place, raw)
    begun = filling.begin(desk(), visitor(), procedure, now(), place.path, judged, key)
    if ends:
        return carry_out_or_show(begun, filling.step_at(begun, place.path), done_with(raw, judged))
    return go_on(begun, place.path)


def keep_first(opened: Opened, place: StepPlace, raw: Raw, judged: Judged, key: str) -> Response:
    """Check what is typed on the first page; a draft begins with it when it is a long text."""
    if not is_written(place):
        return show_kept(opened, place, raw, judged, "")
    begun = filling.begin(desk(), visitor(), opened.draft.procedure, now(), key=key)
    return keep_field(begun, filling.step_at(begun, place.path), raw)


def is_written(place: StepPlace) -> bool:
    """Whether somebody signed in writes at length on the first page: a draft keeps that."""
    long = any(one.field.type_name == "textarea" for one in place.plan.fields)
    return long and visitor().account is not None and not is_secret(place)


def go_on_with(begun: Opened, path: Path) -> Response:
    """What was done on the first page, for the draft that this page began before."""
    place = place_or_none(begun, path)
    if isinstance(place, StepPlace):
        return take_step(begun, place)
    return go_to_place(begun, begun.journey.current)


def key_of_page(procedure: str) -> str:
    """The key of the draft that a page begins: sent twice, it begins one.

    The token of its form is drawn for each page; of what is made of it nobody can guess anything.
    """
    secret = desk().settings.secret_key.encode()
    page = "\0".join((visitor().owner, procedure, request.form.get("_csrf", "")))
    digest = hmac.digest(secret, b"draft:" + page.encode(), "sha256")
    return base64.urlsafe_b64encode(digest[:16]).decode().rstrip("=")


def begun_under(procedure: str, key: str | None) -> Opened | None:
    """The draft under a key, if it is open; the addresses name it when another one is."""
    drafts = filling.open_drafts(desk(), visitor(), now())
    opened = [one for one in drafts if one.draft.procedure == procedure]
    if any(one.draft.key != key for one in opened):
        name_draft()
    return next((one for one in opened if one.draft.key == key), None)


def answers_in(raw: Raw) -> bool:
    """Whether a form sent anything but its own marks."""
    return any(not name.startswith("_") for name in raw)
