"""A step: show it, take its answers, keep what is typed, receive its files."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from flask import Response, current_app, render_template, request
from markupsafe import Markup

from engine.clock import now
from engine.definitions import Group, Part, Procedure
from engine.errors import InputError, NotFoundError
from engine.fields import Files
from engine.i18n import format_time, gettext
from engine.i18n import marked as _
from engine.journeys import (
    ExitPlace,
    FieldPlan,
    HubPlace,
    Judged,
    Path,
    Place,
    Raw,
    StepPlace,
    judge,
)
from engine.journeys.grids import one_row_more
from engine.pages.forms import Input
from engine.pages.summaries import unmet_texts
from engine.services import filling, receiving
from engine.services.acting import refusal_text
from engine.services.filling import Opened, StaleAnswersError
from engine.services.receiving import Aim, Sent
from engine.services.submitting import Submission, submit
from engine.web.addresses import receipt_address
from engine.web.errors import error_page
from engine.web.filling.acting import carry_out_or_show, take_at_once
from engine.web.filling.conflicts import chosen, show_conflict
from engine.web.filling.forms import Filler
from engine.web.filling.showing import (
    done_with,
    go_to_hub,
    go_to_place,
    is_form_right,
    is_returning,
    is_secret,
    name_draft,
    show_exit,
    show_hub,
    show_step,
    step_parts,
)
from engine.web.rendering import go_to
from engine.web.requests import INTERRUPTED, is_cut
from engine.web.sessions import browser, desk, speak, visitor

STALE = _("Your page was no longer up to date. Validate again.")
UNPROCESSABLE = 422
CHANGED = 409


def opened_at(procedure: str, key: str) -> Opened:
    """The draft of the address; that of the form when the address names none.

    A form names its draft: a page shown before another draft was begun or sent stays with its own.
    """
    shown = request.form.get("_draft", "").replace("\0", "")
    opened = None if key else first_open(procedure)
    if opened is None or (shown and shown != opened.draft.key):
        opened = filling.open_draft(desk(), visitor(), procedure, key or shown, now())
        name_draft()
    speak(opened.served.procedure.languages)
    return opened


def first_open(procedure: str) -> Opened | None:
    """The draft that needs no name, None when a form will have to name one that is closed."""
    try:
        return filling.open_first(desk(), visitor(), procedure, now())
    except NotFoundError:
        if not request.form.get("_draft"):
            raise
        return None


def show(procedure: str, key: str, path: Path) -> Response:
    """The page at a path; what is not open yet leads to where one is."""
    opened = opened_at(procedure, key)
    place = place_or_none(opened, path)
    if place is None:
        return go_to_place(opened, opened.journey.current)
    if isinstance(place, HubPlace):
        return show_hub(opened, place)
    if isinstance(place, ExitPlace):
        return show_exit(opened, place)
    return show_step(opened, place, Input(query=request.args.get("_recherche")))


def place_or_none(opened: Opened, path: Path) -> Place | None:
    """The place at a path, None when it exists in the procedure but is not open.

    Raises NotFoundError for what the procedure does not have.
    """
    try:
        return opened.journey.place(path)
    except NotFoundError:
        if exists(opened.served.procedure, path):
            return None
        raise


def exists(procedure: Procedure, path: Path) -> bool:
    """Whether a procedure has a part at a path, whatever the keys of the items are."""
    parts: Sequence[Part] = procedure.steps
    for name in path[:-1:2]:
        group = next((one for one in parts if one.name == name and isinstance(one, Group)), None)
        if group is None:
            return False
        parts = group.steps
    return any(one.name == path[-1] for one in parts)


def take(procedure: str, key: str, path: Path) -> Response:
    """What the form of a page sent."""
    opened = opened_at(procedure, key)
    place = place_or_none(opened, path)
    if isinstance(place, HubPlace):
        return take_hub(opened, place)
    if isinstance(place, StepPlace):
        return take_step(opened, place)
    return go_to_place(opened, opened.journey.current)


def said_of_form() -> str:
    """Why a form was not taken: it was cut on its way, or comes from a page too old."""
    return gettext(visitor().language, INTERRUPTED if is_cut() else STALE)


def take_hub(opened: Opened, hub: HubPlace) -> Response:
    """One more item; or what is said of there being another one."""
    if not is_form_right():
        return show_hub(opened, hub, UNPROCESSABLE, said_of_form())
    action = request.form.get("_action")
    if action == "suite" and hub.plan.group.driven is not None:
        return take_driven(opened, hub, request.form.get(hub.plan.group.driven.name, ""))
    if action == "ajouter":
        before = {one.key for one in hub.items}
        opened = filling.add_item(desk(), visitor(), opened, hub.path, now())
        added = [one.key for one in opened.journey.hub(hub.path).items if one.key not in before]
        return go_to_hub(opened, hub.path, added[-1] if added else "")
    return go_to_place(opened, hub.path)


def take_driven(opened: Opened, hub: HubPlace, said: str) -> Response:
    """Whether there is another item: one more, whose first step is shown, or going on."""
    if said not in {"oui", "non"}:
        return show_hub(opened, hub, UNPROCESSABLE, unsaid=True)
    if said == "non":
        opened = filling.end_items(desk(), visitor(), opened, hub.path, now())
        if not opened.journey.hub(hub.path).complete:
            return go_to_place(opened, hub.path)
        return go_on(opened, hub.path)
    opened = filling.add_item(desk(), visitor(), opened, hub.path, now())
    added = opened.journey.hub(hub.path).items[-1:]
    place = added[0].current if added else None
    return go_to_place(opened, place.path if place else hub.path)


def take_step(opened: Opened, place: StepPlace) -> Response:
    """What was done on a step: the button says it."""
    raw: Raw = request.form.to_dict(flat=False)
    if not is_form_right():
        return show_step(opened, place, Input(raw), UNPROCESSABLE, said_of_form())
    action, _, target = request.form.get("_action", "suivant").partition(":")
    if action in FILE_ACTIONS or files_in_request():
        return take_files(opened, place, action, target, raw)
    if action == "enregistrer":
        return keep_field(opened, place, raw)
    if action == "chercher":
        return search(opened, place, raw)
    if action == "ligne":
        return add_row(opened, place, raw, target)
    if action == "choisir":
        raw = chosen(opened, place, raw)
    return save(opened, place, raw)


def save(opened: Opened, place: StepPlace, raw: Raw) -> Response:
    """Take the answers and go on, or show what is wrong."""
    if is_secret(place):
        return take_at_once(opened, place, raw)
    shown = request.form.get("_revision", 0, type=int)
    try:
        saved = filling.save_step(desk(), visitor(), opened, place.path, raw, shown, now())
    except StaleAnswersError as error:
        return show_conflict(error)
    if saved.judged.errors:
        return show_step(saved.opened, saved.place, done_with(raw, saved.judged), UNPROCESSABLE)
    if saved.opened.served.procedure.is_direct and saved.opened.journey.complete:
        place = filling.step_at(saved.opened, place.path)
        return carry_out_or_show(saved.opened, place, done_with(raw, saved.judged))
    return go_on(saved.opened, place.path)


def go_on(opened: Opened, path: Path) -> Response:
    """After a step: the next place; the sending when nothing is left and nothing is summed up.

    Who came from the summary returns there, by way of what is missing.
    """
    journey = opened.journey
    if journey.complete and not journey.plan.procedure.summary:
        shown = opened.draft.revision
        sent = submit(desk(), visitor(), opened, frozenset(), shown, now(), browser())
        if isinstance(sent, Submission):
            return go_to(receipt_address(sent.reference))
        if sent.act is not None:
            said = refusal_text(sent.act, visitor().language)
            place = filling.step_at(opened, path)
            return show_step(opened, place, status=UNPROCESSABLE, said=said, said_of=sent.act.field)
        if sent.unmet:
            return show_unmet(opened, path)
    if is_returning():
        return go_to_place(opened, journey.lacking(path))
    following = journey.following(path)
    if len(path) > 1 and following == path[:-2]:
        return go_to_hub(opened, following, path[-2])
    return go_to_place(opened, following)


def show_unmet(opened: Opened, path: Path) -> Response:
    """The last page of a procedure without summary, when answers do not hold together."""
    said = " ".join(unmet_texts(opened.journey, visitor().language))
    place = opened.journey.place(path)
    if isinstance(place, HubPlace):
        return show_hub(opened, place, UNPROCESSABLE, said)
    return show_step(opened, filling.step_at(opened, path), status=UNPROCESSABLE, said=said)


def search(opened: Opened, place: StepPlace, raw: Raw) -> Response:
    """The options found for other words."""
    query = request.form.get("_recherche", "")[:200]
    return show_step(opened, place, Input(raw, query=query))


def add_row(opened: Opened, place: StepPlace, raw: Raw, name: str) -> Response:
    """The page again, with one row more in a field that holds rows."""
    plan = place.plan.by_name.get(name)
    more = one_row_more(plan, raw) if plan is not None and plan.columns else {}
    return show_step(opened, place, Input({**raw, **more}))


def keep_field(opened: Opened, place: StepPlace, raw: Raw) -> Response:
    """Keep what is typed, and say of one field what is wrong with it; nothing else moves."""
    shown = request.form.get("_revision", 0, type=int)
    if filling.was_changed(opened, place.path, shown):
        # The page must not learn of a revision that it does not show: sending it would win unseen.
        return error_page(CHANGED)
    saved = filling.keep_typed(desk(), visitor(), opened, place.path, raw, now())
    language = visitor().language
    said = gettext(language, "Saved at {time}", time=format_time(now(), language))
    return show_kept(saved.opened, place, raw, saved.judged, said)


def show_kept(opened: Opened, place: StepPlace, raw: Raw, judged: Judged, said: str) -> Response:
    """The parts of the page that what is typed changes: one error, fields that come or go."""
    name = request.form.get("_champ", "")
    error = judged.errors.get(name)
    errors = {name: error} if error is not None and error.key != "required" else {}
    done = replace(done_with(raw, judged), errors=errors)
    page, state, form = step_parts(opened, place, done)
    filler = Filler(state, visitor().language, current_app.jinja_env)
    before = {one.name for one in place.visible} | shown_before(raw)
    blocks = [
        Markup(filler.block(block, ' hx-swap-oob="true"'))  # noqa: S704
        for block in form.blocks
        if (block.plan.name in state.visible) != (block.plan.name in before)
    ]
    html = render_template(
        "filling/kept.html",
        name=name,
        error=filler.errors_of(name),
        blocks=blocks,
        revision=page.revision,
        saved=said,
    )
    return current_app.make_response(html)


def shown_before(raw: Raw) -> set[str]:
    """The fields that the page had, for those whose controls always send something."""
    return {name.partition(".")[0] for name in raw}


def files_in_request() -> bool:
    """Whether files came with the form."""
    return any(file.filename for file in request.files.values())


def take_files(opened: Opened, place: StepPlace, action: str, target: str, raw: Raw) -> Response:
    """Files received, put in order or taken away; then the page again, or the next one."""
    errors: dict[str, InputError] = {}
    judged = judge(place.plan, raw, place.answers, place.environment)
    if judged.visible != {one.name for one in place.visible}:
        # What is typed opens questions or closes them: it is kept, since they hang on it.
        opened = filling.keep_typed(desk(), visitor(), opened, place.path, raw, now()).opened
    for plan in open_files(place, judged):
        sent = [
            Sent(file.filename or "", file.stream)
            for file in request.files.getlist(plan.name)
            if file.filename
        ]
        aim = Aim(place.path, plan.name, target if action == "remplacer" else None)
        if not sent and action in {"ajouter", "remplacer"}:
            errors[plan.name] = InputError("required")
        opened, refused = receiving.receive(desk(), visitor(), opened, aim, sent, now())
        if refused is not None:
            errors[plan.name] = refused
    if action in ARRANGEMENTS:
        opened = arrange(opened, place, action, target, errors)
    if action == "suivant" and not errors:
        return save(opened, filling.step_at(opened, place.path), raw)
    again = filling.step_at(opened, place.path)
    done = replace(done_with(raw, judged), errors=errors)
    return show_step(opened, again, done, UNPROCESSABLE if errors else 200)


def open_files(place: StepPlace, judged: Judged) -> list[FieldPlan]:
    """The fields of a step that take files, for what is typed in it."""
    fields = place.plan.fields
    return [one for one in fields if isinstance(one.field, Files) and one.name in judged.visible]


def arrange(
    opened: Opened, place: StepPlace, action: str, target: str, errors: dict[str, InputError]
) -> Opened:
    """Carry out what a button of the list of files asks for."""
    try:
        return ARRANGEMENTS[action](opened, place.path, target)
    except InputError as error:
        for plan in place.visible:
            if isinstance(plan.field, Files):
                errors[plan.name] = error
        return opened


def _moved(by: int) -> Callable[[Opened, Path, str], Opened]:
    def moved(opened: Opened, path: Path, target: str) -> Opened:
        return receiving.move(desk(), visitor(), opened, path, target, by, now())

    return moved


def _removed(opened: Opened, path: Path, target: str) -> Opened:
    return receiving.remove(desk(), visitor(), opened, path, target, now())


ARRANGEMENTS: dict[str, Callable[[Opened, Path, str], Opened]] = {
    "monter": _moved(-1),
    "descendre": _moved(1),
    "retirer": _removed,
}
FILE_ACTIONS = {"ajouter", "remplacer", *ARRANGEMENTS}
