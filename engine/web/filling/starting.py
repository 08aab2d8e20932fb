"""The start of a procedure: its first step, or the drafts that are open."""

from flask import Response, request

from engine.clock import now
from engine.i18n import format_datetime, gettext
from engine.journeys import Raw, StepPlace, judge
from engine.pages.forms import Input
from engine.pages.others import DraftLine, ResumePage
from engine.services import filling
from engine.services.filling import Opened
from engine.web.filling.acting import answered_with, take_at_once
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
    said_of_form,
    show_kept,
    take_files,
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
        if one.draft.procedure == procedure
    ]
    if drafts and NEW not in request.args:
        return show_resume(opened, drafts)
    place = opened.journey.places[0]
    if not isinstance(place, StepPlace):
        return begin(procedure)
    return show_step(opened, place)


def first_look(procedure: str) -> Opened:
    """The procedure before anything is answered."""
    opened = filling.first_look(desk(), visitor(), procedure, now())
    speak(opened.served.procedure.languages)
    return opened


def begin(procedure: str) -> Response:
    """A draft at once, for a procedure that begins with a hub."""
    name_if_second(procedure)
    opened = filling.begin(desk(), visitor(), procedure, now())
    return go_to_place(opened, opened.journey.current)


def show_resume(opened: Opened, drafts: list[Opened]) -> Response:
    """The drafts that are open, and the way to a new one."""
    language = visitor().language
    title = opened.served.procedure.title.render(opened.journey.environment, language)
    page = ResumePage(
        title=gettext(language, "Resume – {title}", title=title),
        heading=title,
        drafts=tuple(draft_line(one) for one in drafts),
        new_url=f"{request.path}?{NEW}=1",
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
    place = opened.journey.places[0]
    if not isinstance(place, StepPlace):
        return begin(procedure)
    raw: Raw = request.form.to_dict(flat=False)
    if not is_form_right():
        return show_step(opened, place, Input(raw), UNPROCESSABLE, said_of_form())
    if NEW in request.args and "_action" not in raw and not answers_in(raw):
        return go_to(f"{request.path}?{NEW}=1")
    action, _, target = raw.get("_action", ["suivant"])[0].partition(":")
    if action == "chercher":
        return show_step(opened, place, Input(raw, query=raw.get("_recherche", [""])[0]))
    name_if_second(procedure)
    if files_in_request():
        begun = filling.begin(desk(), visitor(), procedure, now())
        return take_files(begun, filling.step_at(begun, place.path), action, target, raw)
    judged = judge(place.plan, raw, {}, place.environment)
    if action == "enregistrer":
        return show_kept(opened, place, raw, judged, "")
    if judged.errors or action != "suivant":
        status = UNPROCESSABLE if judged.errors else 200
        return show_step(opened, place, done_with(raw, judged), status)
    if opened.served.procedure.is_direct and (
        is_secret(place) or answered_with(opened, place, judged).journey.complete
    ):
        return take_at_once(opened, place, raw)
    begun = filling.begin(desk(), visitor(), procedure, now(), place.path, judged)
    return go_on(begun, place.path)


def name_if_second(procedure: str) -> None:
    """Have the new draft named in its addresses when another one is open."""
    opened = filling.open_drafts(desk(), visitor(), now())
    if any(one.draft.procedure == procedure for one in opened):
        name_draft()


def answers_in(raw: Raw) -> bool:
    """Whether a form sent anything but its own marks."""
    return any(not name.startswith("_") for name in raw)
