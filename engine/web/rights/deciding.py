"""Requests to be erased, for the agents who decide."""

from flask import Response, request

from engine.clock import now
from engine.i18n import gettext
from engine.services import erasing
from engine.services.erasing import Waiting
from engine.web.rendering import go_to, render
from engine.web.rights.data import day, state
from engine.web.sessions import desk, require_role, visitor

ADDRESS = "/bureau/effacements"
UNPROCESSABLE = 422


def show() -> Response:
    """The requests made at the site, those to decide first."""
    require_role("agent")
    language = visitor().language
    page = {
        "title": gettext(language, "Requests for erasure"),
        "requests": [line(one, language) for one in erasing.waiting(desk(), visitor())],
    }
    return render("rights/erasures.html", page)


def line(one: Waiting, language: str) -> dict[str, object]:
    """A request as agents read it."""
    asked = one.erasure
    return {
        "name": one.name or gettext(language, "Erased person"),
        "email": one.email,
        "asked": day(asked.created_at, language),
        "reason": asked.reason,
        "state": state(asked, language),
        "answer": asked.answer,
        "url": f"{ADDRESS}/{asked.id}",
        "waiting": asked.accepted is None and asked.is_open,
    }


def decide(erasure: str) -> Response:
    """One request: read it, accept it or refuse it with reasons."""
    require_role("agent")
    if request.method == "GET":
        return show_one(erasure)
    language = visitor().language
    answer = request.form.get("reponse", "").replace("\0", "").strip()
    decision = request.form.get("decision", "")
    errors = []
    if decision not in {"accepter", "refuser"}:
        errors.append(("decision-accepter", gettext(language, "Choose to accept or to refuse.")))
    if not answer:
        errors.append(("reponse", gettext(language, "Give the reasons of the decision.")))
    if errors:
        return show_one(erasure, errors, answer, decision)
    accepted = decision == "accepter"
    erasing.decide(desk(), visitor(), erasure, accepted, answer[: erasing.MOST_REASON], now())
    return go_to(ADDRESS)


def show_one(
    erasure: str,
    errors: list[tuple[str, str]] | None = None,
    answer: str = "",
    decision: str = "",
) -> Response:
    """The page of one request."""
    language = visitor().language
    found = erasing.request(desk(), visitor(), erasure)
    by_field = dict(errors or ())
    page = {
        "title": gettext(language, "Request for erasure"),
        "request": line(found, language),
        "errors": [{"field_id": name, "text": text} for name, text in by_field.items()],
        "by_field": by_field,
        "typed": answer,
        "decision": decision,
        "delay": erasing.DELAY.days,
        "action": f"{ADDRESS}/{erasure}",
    }
    return render("rights/erasure.html", page, UNPROCESSABLE if errors else 200)
