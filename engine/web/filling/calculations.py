"""How amounts are worked out, on a page of its own: those of a draft, and those of a receipt."""

from flask import Response

from engine.errors import NotFoundError
from engine.journeys import Path, StepPlace
from engine.pages.calculations import calculations_page, kept_calculations
from engine.services import submitting
from engine.web.addresses import receipt_address
from engine.web.filling.showing import go_to_place, links_of
from engine.web.filling.steps import opened_at, place_or_none
from engine.web.rendering import render
from engine.web.sessions import desk, speak, visitor

TEMPLATE = "filling/calculations.html"


def show(procedure: str, key: str, path: Path) -> Response:
    """The values worked out at a step of a draft."""
    opened = opened_at(procedure, key)
    place = place_or_none(opened, path)
    if place is None:
        return go_to_place(opened, opened.journey.current)
    if not isinstance(place, StepPlace):
        raise NotFoundError("/".join(path))
    links = links_of(opened)
    back = links.place(() if opened.journey.complete else path)
    return render(TEMPLATE, calculations_page(opened.journey, place, back))


def show_kept(reference: str, number: int) -> Response:
    """The values of a section of a receipt."""
    content = submitting.sent(desk(), visitor(), reference).receipt
    speak([content["language"]])
    back = receipt_address(reference)
    return render(TEMPLATE, kept_calculations(content, number, back, visitor().language))
