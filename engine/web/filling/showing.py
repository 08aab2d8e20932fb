"""From a draft to the pages of its places."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from flask import Response, current_app, g, request

from engine.i18n import format_date, gettext
from engine.journeys import ExitPlace, HubPlace, Judged, Path, Raw, StepPlace, judge
from engine.pages.amounts import with_changes
from engine.pages.exits import exit_page
from engine.pages.forms import NOTHING_DONE, ErrorLine, FormState, Input, form_state, target
from engine.pages.hubs import hub_page, page_of, with_unsaid
from engine.pages.steps import ProviderDoor, StepPage, is_heading, step_page
from engine.pages.summaries import summary_page
from engine.pages.why import field_reasons, step_reason
from engine.services.desk import PARIS
from engine.services.filling import Opened, typed_at
from engine.services.providing import provider_at
from engine.web.addresses import RETURN, SUMMARY, DraftLinks
from engine.web.filling.changes import change_notice, change_text
from engine.web.filling.forms import Filler, Form, compile_form
from engine.web.filling.frames import draw_step
from engine.web.kept import FOLLOWING, following, kept_typed
from engine.web.rendering import answer, go_to, render
from engine.web.sessions import desk, visitor

# Forms of procedures that are being written.
WRITTEN_MOST = 100


def links_of(opened: Opened) -> DraftLinks:
    """The addresses of a draft: they name it, or return to the summary, as this request did.

    Those of a procedure that is looked at while it is written are others.
    """
    others: DraftLinks | None = g.get("links")
    if others is not None:
        return others
    key, name = opened.draft.key, opened.draft.procedure
    query = query_of(opened)
    named = key if g.get("names_draft") else ""
    return DraftLinks(name, named, bool(key), is_returning(), query)


def query_of(opened: Opened) -> str:
    """What the addresses of a procedure carry along while it has no draft to keep it."""
    kept = dict(opened.journey.environment.context.link) if not opened.draft.key else {}
    if opened.served.procedure.is_direct and following():
        kept[FOLLOWING] = following()
    return f"?{urlencode(kept, safe='/')}" if kept else ""


def is_returning() -> bool:
    """Whether one came from the summary to correct an answer, and returns there."""
    return request.args.get(RETURN) == SUMMARY


def may_return(opened: Opened) -> bool:
    """Whether one came from the summary and nothing keeps one from returning there."""
    return is_returning() and opened.journey.complete


def named_links(opened: Opened) -> DraftLinks:
    """The addresses of a draft among others."""
    return DraftLinks(opened.draft.procedure, opened.draft.key)


def name_draft() -> None:
    """Have the addresses of this answer name their draft: it is not the first one."""
    g.names_draft = True


def go_to_place(opened: Opened, path: Path) -> Response:
    """Send the browser to a place of the draft."""
    return go_to(links_of(opened).place(path))


def form_of(opened: Opened, place: StepPlace) -> Form:
    """The form of a step, compiled at most once for a version and a language.

    It is kept with the plan: a new version, or a new site, is a new plan. Of what is being written,
    each change of which is one, the last ones are kept.
    """
    is_written = g.get("links") is not None
    name = "guichet-forms-written" if is_written else "guichet-forms"
    cache: dict[Any, Form] = current_app.extensions.setdefault(name, {})
    language = visitor().language
    step = place.plan
    key = (id(step), language)
    found = cache.get(key)
    if found is None or found.step is not step:
        site: Mapping[str, Any] = opened.served.plan.constants["site"]  # type: ignore[assignment]
        found = compile_form(step, current_app.jinja_env, language, is_heading(place), site)
        if is_written and len(cache) >= WRITTEN_MOST:
            cache.pop(next(iter(cache)), None)
        cache[key] = found
    return found


def show_step(
    opened: Opened,
    place: StepPlace,
    done: Input = NOTHING_DONE,
    status: int = 200,
    said: str | None = None,
    said_of: str = "",
    notice: str | None = None,
) -> Response:
    """The page of a step: with what was typed and what is wrong with it, if anything is.

    `said` is what else is wrong: with the field `said_of`, else with the page as a whole;
    `notice` is said at the top, and is no mistake.
    """
    page, state, form = step_parts(opened, place, done, said, said_of)
    if is_secret(place):
        page = replace(page, hidden=tuple(kept_typed()), autosaves=False, provider=door(opened))
    page = replace(page, notice=notice)
    filler = Filler(state, visitor().language, current_app.jinja_env)
    return answer(draw_step(page, filler.form(form)), status)


def done_with(raw: Raw, judged: Judged) -> Input:
    """What was typed at a step, once judged."""
    return Input(raw, judged.errors, judged.visible, judged.environment)


def step_parts(
    opened: Opened, place: StepPlace, done: Input, said: str | None = None, said_of: str = ""
) -> tuple[StepPage, FormState, Form]:
    """The page of a step, the state of its form, and its form."""
    links, language = links_of(opened), visitor().language
    if done.typed is None:
        done = typed_before(opened, place, done)
    state = form_state(place, links, language, done)
    amounts = {
        name: with_changes(one, opened.journey, language) for name, one in state.amounts.items()
    }
    state = replace(state, amounts=amounts)
    if said:
        field = place.plan.by_name.get(said_of)
        line = ErrorLine(target(field) if field else "", said)
        errors = {**state.errors, said_of: said} if field else state.errors
        state = replace(state, lines=(line, *state.lines), errors=errors)
    page = step_page(
        opened.journey,
        place,
        links,
        state,
        revision=opened.draft.revision,
        draft=opened.draft.key,
        draft_until=until_text(opened) if opened.draft.key else None,
    )
    if may_return(opened):
        page = replace(page, back=links.place(()))
    if opened.served.site.explain:
        reasons = field_reasons(place, state.visible, state.environment, language)
        state = replace(state, reasons=reasons)
        page = replace(page, reason=step_reason(place, language))
    change = change_notice(opened, language)
    if change:
        page = replace(page, intro=f"{change}{page.intro or ''}")
    return page, state, form_of(opened, place)


def typed_before(opened: Opened, place: StepPlace, done: Input) -> Input:
    """What was typed at a step and not accepted, with the questions that it opens."""
    typed = typed_at(opened, place.path)
    if typed is None:
        return done
    judged = judge(place.plan, typed, place.answers, place.environment)
    return replace(done, typed=typed, visible=judged.visible, environment=judged.environment)


def until_text(opened: Opened) -> str:
    """Until when the draft is kept, in words."""
    language = visitor().language
    day = format_date(opened.until.astimezone(PARIS).date(), language)
    return gettext(language, "Your draft is kept until {day}.", day=day)


def show_hub(
    opened: Opened,
    hub: HubPlace,
    status: int = 200,
    said: str | None = None,
    *,
    unsaid: bool = False,
) -> Response:
    """The page of a hub; `said` is what else is said in it.

    It is `unsaid` whether there is another item, though that was asked.
    """
    links = links_of(opened)
    page = hub_page(
        opened.journey,
        hub,
        links,
        revision=opened.draft.revision,
        draft=opened.draft.key,
        action=links.place(hub.path),
        number=request.args.get("page", type=int),
    )
    if unsaid:
        page = with_unsaid(page, visitor().language)
    change = change_text(opened, visitor().language)
    if change and not said:
        said = change
    if may_return(opened):
        page = replace(page, back=links.place(()), next_url=links.place(()))
    return render("filling/hub.html", replace(page, extra=said) if said else page, status)


def go_to_hub(opened: Opened, path: Path, key: str) -> Response:
    """Send the browser to a hub, where an item of it is shown."""
    hub = opened.journey.hub(path)
    links = links_of(opened)
    page = page_of(hub, key)
    return go_to(links.hub(path, page) if page > 1 else links.place(path))


def show_exit(opened: Opened, place: ExitPlace) -> Response:
    """The page of an exit."""
    links = links_of(opened)
    page = exit_page(opened.journey, place, links, links.abandon())
    return render("filling/exit.html", page)


def show_summary(
    opened: Opened,
    missing: frozenset[str] = frozenset(),
    status: int = 200,
    said: str | None = None,
) -> Response:
    """The summary of all answers."""
    links = links_of(opened)
    page = summary_page(
        opened.journey,
        links,
        revision=opened.draft.revision,
        draft=opened.draft.key,
        missing=missing,
        said=said or change_text(opened, visitor().language),
        page=request.args.get("page", ""),
    )
    return render("filling/summary.html", page, status)


def is_secret(place: StepPlace) -> bool:
    """Whether the step asks for something that is never kept."""
    return any(one.field.is_secret for one in place.plan.fields)


def door(opened: Opened) -> ProviderDoor | None:
    """The button of the identity provider of the site, where one signs in."""
    if not any(one.type_name == "sign_in" for one in opened.served.procedure.acts):
        return None
    found = provider_at(desk(), visitor().site)
    return ProviderDoor(found.label, following()) if found else None


def is_form_right() -> bool:
    """Whether the form that was sent brings the token of its page."""
    return bool(g.get("form_is_right"))
