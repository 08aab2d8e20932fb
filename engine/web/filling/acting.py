"""Procedures that are done at once, and keep no submission: signing in, accepting terms…"""

from dataclasses import replace
from urllib.parse import quote

from flask import Response, g

from engine.clock import now
from engine.journeys import Journey, Judged, Raw, StepPlace, judge
from engine.journeys.changing import with_answers
from engine.pages.forms import Input
from engine.pages.markdown import in_markdown
from engine.pages.others import DonePage
from engine.services import filling
from engine.services.acting import ActRefused, carry_out, refusal_text
from engine.services.filling import Opened
from engine.web.addresses import local
from engine.web.filling.showing import done_with, go_to_place, show_step
from engine.web.kept import ask_for_code, following, go_on
from engine.web.rendering import go_to, render
from engine.web.sessions import apply, browser, desk, half_signed_in, speak, visitor

UNPROCESSABLE = 422
TOO_MANY = 429


def take_at_once(opened: Opened, place: StepPlace, raw: Raw) -> Response:
    """Take the answers to a step without keeping them, and do what the procedure is for."""
    judged = judge(place.plan, raw, place.answers, place.environment)
    done = done_with(raw, judged)
    if judged.errors:
        return show_step(opened, place, done, UNPROCESSABLE)
    answered = answered_with(opened, place, judged)
    if not answered.journey.complete:
        return go_to_place(opened, answered.journey.current)
    return carry_out_or_show(answered, place, done)


def answered_with(opened: Opened, place: StepPlace, judged: Judged) -> Opened:
    """The draft as it would be with these answers, which only this request knows."""
    journey = opened.journey
    answers = with_answers(journey, place.path, judged.answers)
    return replace(opened, journey=Journey(journey.plan, answers, journey.environment.context))


def carry_out_or_show(opened: Opened, place: StepPlace, done: Input) -> Response:
    """Do what the procedure is for and go on; or the step again, with why it cannot be done."""
    try:
        outcome = carry_out(desk(), visitor(), browser(), opened, following(), now())
    except ActRefused as refused:
        said = refusal_text(refused, visitor().language)
        status = TOO_MANY if refused.key == "throttled" else UNPROCESSABLE
        return show_step(opened, place, done, status, said, refused.field)
    apply(outcome)
    if half_signed_in() is not None:
        return go_on_with_code(local(outcome.following))
    name = opened.served.procedure.name
    return go_on(local(outcome.following)) if outcome.following else go_to(done_address(name))


def go_on_with_code(address: str) -> Response:
    """Ask for the code of the second factor before going on; what was typed is carried along."""
    g.following = address
    return ask_for_code()


def done_address(procedure: str) -> str:
    """The address of the page that says what comes next."""
    return f"/demarches/{quote(procedure)}/-/fait"


def show_done(procedure: str) -> Response:
    """What comes after a procedure that was done at once; it tells nothing of what was answered."""
    opened = filling.first_look(desk(), visitor(), procedure, now())
    speak(opened.served.procedure.languages)
    said, known, language = opened.served.procedure, opened.journey.environment, visitor().language
    title = said.title.render(known, language)
    page = DonePage(
        title=title,
        heading=title,
        text=in_markdown(said.next, known, language) if said.next else "",
    )
    return render("filling/done.html", page)
