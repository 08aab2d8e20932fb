"""The page around a step's form, drawn once for all that looks alike.

Pages of steps differ by a few texts: their frame is drawn with slots for these, and kept.
"""

from collections.abc import Mapping
from dataclasses import fields
from functools import lru_cache
from typing import Any

from flask import current_app, render_template
from markupsafe import Markup, escape

from engine.pages.steps import Progress, StepPage
from engine.web.rendering import common
from engine.web.slots import Piece, Slot, filled, pieces_of, slot

TEMPLATE = "filling/step.html"
# What templates test: it is part of what looks alike, and is never a slot.
TESTED = ("multipart", "searches", "autosaves")


class Framed:
    """A page as the template of a step reads it: slots for texts, nothing for what is absent."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self.__dict__.update(values)


def draw_step(page: StepPage, form: Markup) -> str:
    """The HTML of the page of a step."""
    known = common()
    if page.errors or page.hidden:
        return render_template(TEMPLATE, page=WithForm(page, form), **known)
    shape = tuple(
        getattr(page, one.name) if one.name in TESTED else bool(getattr(page, one.name))
        for one in fields(page)
    )
    person = known["person"]
    pieces = frames()(
        shape, known["language"], person is not None, known["partial"], id(known["site_model"])
    )
    values = texts_of(page, form, known)
    return filled(pieces, lambda place: fill(place, values))


def fill(place: Slot, values: Mapping[str, Any]) -> str:
    """What a slot of the frame shows."""
    return str(escape(values[place.kind]))


def texts_of(page: StepPage, form: Markup, known: Mapping[str, Any]) -> dict[str, Any]:
    """The texts that fill a frame."""
    progress = page.progress or Progress(0, 0, "")
    person = known["person"] or {"name": "", "profile": ""}
    return {
        **page.__dict__,
        "form": form,
        "intro": Markup(page.intro or ""),  # noqa: S704 - drawn by our Markdown, HTML off
        "after": Markup(page.after or ""),  # noqa: S704
        "position": progress.position,
        "total": progress.total,
        "progress_title": progress.title,
        "csrf": known["csrf"],
        "person_name": person["name"],
        "person_profile": person["profile"],
    }


def frames() -> Any:
    """The frames of the running application, by their shape."""
    extensions = current_app.extensions
    if "guichet-frames" not in extensions:
        extensions["guichet-frames"] = lru_cache(maxsize=256)(frame)
    return extensions["guichet-frames"]


def frame(
    shape: tuple[bool, ...], language: str, has_person: bool, partial: bool, site: int
) -> tuple[Piece, ...]:
    """The frame of the pages of one shape."""
    del site, language
    names = [one.name for one in fields(StepPage)]
    values: dict[str, Any] = {}
    for name, value in zip(names, shape, strict=True):
        values[name] = value if name in TESTED else slot(name) if value else None
    values["errors"] = ()
    values["revision"] = slot("revision")
    values["form"] = slot("form")
    if values["progress"]:
        values["progress"] = {
            "position": slot("position"),
            "total": slot("total"),
            "title": slot("progress_title"),
        }
    known = {**common(), "csrf": slot("csrf"), "partial": partial}
    if has_person:
        known["person"] = {"name": slot("person_name"), "profile": slot("person_profile")}
    return pieces_of(render_template(TEMPLATE, page=Framed(values), **known))


class WithForm:
    """The page of a step together with its form."""

    def __init__(self, page: StepPage, form: Markup) -> None:
        self.page = page
        self.form = form
        self.intro = Markup(page.intro) if page.intro else None  # noqa: S704
        self.after = Markup(page.after) if page.after else None  # noqa: S704

    def __getattr__(self, name: str) -> Any:
        return getattr(self.page, name)
