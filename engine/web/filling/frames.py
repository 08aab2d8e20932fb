"""Pages drawn once for all that looks alike: the page around a step's form, the receipt.

They differ by a few texts: their frame is drawn with slots for these, and kept.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from functools import lru_cache
from typing import Any

from flask import current_app, render_template
from markupsafe import Markup, escape

from engine.clock import now
from engine.pages.receipts import ReceiptPage
from engine.pages.steps import Progress, StepPage
from engine.services.desk import PARIS
from engine.web.rendering import changing, common
from engine.web.slots import Piece, Slot, filled, pieces_of, slot

TEMPLATE = "filling/step.html"
RECEIPT = "filling/receipt.html"
KEPT_MOST = 256
TEXTS_MOST = 200
TEXT = "text-"
# What templates test: it is part of what looks alike, and is never a slot.
TESTED = ("multipart", "searches", "autosaves")


class Framed:
    """A page as the template of a step reads it: slots for texts, nothing for what is absent."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self.__dict__.update(values)


def draw_step(page: StepPage, form: Markup) -> str:
    """The HTML of the page of a step."""
    known = changing()
    # What an author looks at is drawn once: its frame would only take the place of others.
    if page.errors or page.hidden or page.provider or known["preview"]:
        return render_template(TEMPLATE, page=WithForm(page, form), **common())
    shape = tuple(
        getattr(page, one.name) if one.name in TESTED else bool(getattr(page, one.name))
        for one in fields(page)
    )
    pieces = kept(known, shape, lambda: step_frame(shape, known))
    values = texts_of(page, form, known)
    return filled(pieces, lambda place: fill(place, values))


def draw_receipt(page: ReceiptPage) -> str:
    """The HTML of a receipt. Only its texts differ from those that have as many answers."""
    texts: list[str] = []
    # Templates change the service before they print it: it is part of what looks alike.
    known = changing()
    if page.payment is not None or page.documents or known["preview"]:
        return render_template(RECEIPT, page=page, **common())
    values = {
        one.name: value if one.name == "service" else slotted(value, texts)
        for one in fields(page)
        for value in [getattr(page, one.name)]
    }
    if len(texts) > TEXTS_MOST:
        return render_template(RECEIPT, page=page, **common())
    pieces = kept(known, repr(values), lambda: drawn(RECEIPT, values, known))
    shown = {**person_texts(known), **{f"{TEXT}{place}": text for place, text in enumerate(texts)}}
    return filled(pieces, lambda place: fill(place, shown))


def slotted(value: Any, texts: list[str]) -> Any:
    """A structure with a slot in place of each of its texts, which are added to `texts`."""
    if isinstance(value, str):
        if not value:
            return value
        texts.append(value)
        return numbered_slot(len(texts) - 1)
    if isinstance(value, Mapping):
        return {key: slotted(one, texts) for key, one in value.items()}
    if isinstance(value, Sequence):
        return tuple(slotted(one, texts) for one in value)
    return value


@lru_cache(maxsize=2 * TEXTS_MOST)
def numbered_slot(place: int) -> Markup:
    """The slot of a text known by its place alone."""
    return slot(f"{TEXT}{place}")


def fill(place: Slot, values: Mapping[str, Any]) -> str:
    """What a slot of the frame shows."""
    return str(escape(values[place.kind]))


def texts_of(page: StepPage, form: Markup, known: Mapping[str, Any]) -> dict[str, Any]:
    """The texts that fill the frame of a step."""
    progress = page.progress or Progress(0, 0, "")
    return {
        **page.__dict__,
        **person_texts(known),
        "form": form,
        "intro": Markup(page.intro or ""),  # noqa: S704 - drawn by our Markdown, HTML off
        "after": Markup(page.after or ""),  # noqa: S704
        "position": progress.position,
        "total": progress.total,
        "progress_title": progress.title,
    }


def person_texts(known: Mapping[str, Any]) -> dict[str, Any]:
    """The texts of all frames: the token of their forms, who signed in."""
    person = known["person"] or {"name": "", "profile": ""}
    return {
        "csrf": known["csrf"],
        "here": known["here"],
        "person_name": person["name"],
        "person_profile": person["profile"],
    }


def kept(
    known: Mapping[str, Any], shape: object, draw: Callable[[], tuple[Piece, ...]]
) -> tuple[Piece, ...]:
    """The frame of the pages of one shape, drawn when it is not among the last ones."""
    frames: dict[object, tuple[Piece, ...]] = current_app.extensions.setdefault(
        "guichet-frames", {}
    )
    has_person, site = known["person"] is not None, id(known["site_model"])
    # What a site says of its accessibility depends on the day.
    today = now().astimezone(PARIS).date()
    key = (shape, known["language"], known["languages"], has_person, known["partial"], site, today)
    found = frames.get(key)
    if found is None:
        found = draw()
        if len(frames) >= KEPT_MOST:
            frames.pop(next(iter(frames)), None)
        frames[key] = found
    return found


def step_frame(shape: tuple[Any, ...], known: Mapping[str, Any]) -> tuple[Piece, ...]:
    """The frame of the steps of one shape."""
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
    return drawn(TEMPLATE, values, known)


def drawn(template: str, values: Mapping[str, Any], known: Mapping[str, Any]) -> tuple[Piece, ...]:
    """A page drawn with slots, cut at them."""
    around = {**common(), "csrf": slot("csrf"), "here": slot("here")}
    if known["person"] is not None:
        around["person"] = {"name": slot("person_name"), "profile": slot("person_profile")}
    return pieces_of(render_template(template, page=Framed(values), **around))


class WithForm:
    """The page of a step together with its form."""

    def __init__(self, page: StepPage, form: Markup) -> None:
        self.page = page
        self.form = form
        self.intro = Markup(page.intro) if page.intro else None  # noqa: S704
        self.after = Markup(page.after) if page.after else None  # noqa: S704

    def __getattr__(self, name: str) -> Any:
        return getattr(self.page, name)
