"""The same step changed in two tabs: both answers are shown, the person chooses."""

from typing import Any

from flask import Response

from engine.i18n import gettext
from engine.journeys import FieldPlan, Raw, StepPlace, raw_of
from engine.journeys.environment import value_of
from engine.journeys.judging import judge, typed_for
from engine.pages.messages import label_text
from engine.pages.others import ConflictField, ConflictPage
from engine.pages.sections import shown_answer
from engine.services.filling import Opened, StaleAnswersError, differing
from engine.web.filling.showing import links_of
from engine.web.rendering import render
from engine.web.sessions import visitor

CONFLICT = 409
CHOICE = "_choix."


def show_conflict(error: StaleAnswersError) -> Response:
    """The page where one chooses between the two answers."""
    opened, place, raw = error.opened, error.place, error.raw
    language = visitor().language
    judged = judge(place.plan, raw, place.answers, place.environment)
    fields = tuple(
        ConflictField(
            name,
            label_text(place.plan.by_name[name].field, place.environment, language),
            shown_typed(place.plan.by_name[name], raw, judged.answers.get(name), place),
            shown_kept(place, name, language),
        )
        for name in differing(place, judged)
    )
    heading = gettext(language, "This page was changed in another tab. Check your answers.")
    page = ConflictPage(
        title=heading,
        heading=heading,
        fields=fields,
        hidden=tuple(
            (name, text)
            for name, texts in raw.items()
            if not name.startswith("_")
            for text in texts
        ),
        action=links_of(opened).place(place.path),
        revision=opened.draft.revision,
        draft=opened.draft.key,
    )
    return render("filling/conflict.html", page, CONFLICT)


def shown_typed(plan: FieldPlan, raw: Raw, answer: Any, place: StepPlace) -> str:
    """What was typed here, in words when it is an answer."""
    if answer is None:
        return " ".join(text for text in typed_for(plan, raw) if text)
    return shown_answer(plan, answer, value_of(plan, answer, place.environment), visitor().language)


def shown_kept(place: StepPlace, name: str, language: str) -> str:
    """The answer that is kept, in words."""
    answer = place.answers.get(name)
    if answer is None:
        return ""
    plan = place.plan.by_name[name]
    return shown_answer(plan, answer, place.environment.get(name, answer), language)


def chosen(opened: Opened, place: StepPlace, raw: Raw) -> Raw:
    """What was typed, with the answers kept in place of those that the person left."""
    del opened
    kept = dict(raw)
    for name, plan in place.plan.by_name.items():
        if raw.get(CHOICE + name, ["mine"])[0] != "theirs":
            continue
        kept.update(raw_of(plan, place.answers.get(name)))
    return kept
