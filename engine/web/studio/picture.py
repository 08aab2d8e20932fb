"""The picture of a procedure that is written: what is on it leads to where it is written."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote
from xml.etree import ElementTree as ET

from flask import Response, request

from engine.definitions import Procedure
from engine.diagrams import Told, flow_of, tell
from engine.diagrams.drawing import NAMESPACE, draw
from engine.editing import CannotEditError, Item, outline_of
from engine.services.picturing import tried
from engine.services.studio.looking import Judged, judged
from engine.web.sessions import desk, visitor
from engine.web.studio.editor import address_of, opened, show_editor
from engine.web.studio.preview_links import ELEMENT, YES

VIEW = "/image"
TRIED = "essais"
TARGET = "dit-"
MARK = f"#{TARGET}"
NAMED = frozenset({"step", "group", "exit", "section"})
DRAWN_MOST = 16

ET.register_namespace("", NAMESPACE)


@dataclass(frozen=True)
class PicturePage:
    """The picture and the same in words; nothing of a text that cannot be read."""

    address: str
    svg: str
    summary: str
    told: tuple[Told, ...]
    ways: Mapping[str, str]
    is_tried: bool
    can_try: bool
    has_tests: bool


def show(name: str) -> Response:
    """The picture; with what no test has ever tried marked, when that is asked for."""
    _who, copy = opened(name)
    found = judged(desk(), copy.path, copy.text)
    page = page_of(name, copy.text, found)
    return show_editor("studio/image.html", name, VIEW, copy, picture=page)


def page_of(name: str, text: str, found: Judged) -> PicturePage:
    """What the page shows of a text as it is now."""
    procedure = found.definition.procedure
    can_try = procedure is not None and bool(procedure.tests) and not found.has_errors
    is_tried = can_try and request.args.get(TRIED) == YES
    ways = dict(ways_of(name, text))
    svg, summary = "", ""
    told: tuple[Told, ...] = ()
    if procedure is not None:
        svg, summary, told = drawn(Kept(procedure, found), visitor().language, is_tried=is_tried)
    return PicturePage(
        address=address_of(name, VIEW),
        svg=leading(svg, name, ways) if svg else "",
        summary=summary,
        told=told,
        ways=ways,
        is_tried=is_tried,
        can_try=can_try,
        has_tests=procedure is not None and bool(procedure.tests),
    )


class Kept:
    """A procedure as what it is kept by: itself, not what it says, which is long to compare."""

    def __init__(self, procedure: Procedure, found: Judged) -> None:
        self.procedure = procedure
        self.found = found

    def __hash__(self) -> int:
        return id(self.procedure)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Kept) and other.procedure is self.procedure


@lru_cache(maxsize=DRAWN_MOST)
def drawn(kept: Kept, language: str, *, is_tried: bool) -> tuple[str, str, tuple[Told, ...]]:
    """The picture of a procedure, what it counts, and the same in words."""
    seen = tried(kept.procedure, kept.found.library) if is_tried else None
    flow = flow_of(kept.procedure, language, seen)
    return draw(flow, target=TARGET, titled=False), flow.summary, tell(flow)


def ways_of(name: str, text: str) -> Iterator[tuple[str, str]]:
    """Where each part of the picture is written, by what the picture calls it."""
    try:
        root = outline_of(text)
    except CannotEditError:
        return
    for anchor, item in anchors_in(root, ()):
        yield anchor, f"{address_of(name)}?{ELEMENT}={quote(item.pointer, safe='/')}"


def anchors_in(item: Item, prefix: tuple[str, ...]) -> Iterator[tuple[str, Item]]:
    """The parts of a text that a picture shows, each with what it is called there."""
    for one in item.children:
        if one.kind not in NAMED:
            continue
        place = ".".join((*prefix, one.name))
        yield (f"{place}-section" if one.kind == "section" else place), one
        inside = (*prefix, one.name) if one.kind == "group" else prefix
        yield from anchors_in(one, inside)


def leading(svg: str, name: str, ways: Mapping[str, str]) -> str:
    """A picture whose links lead to where each part is written: the plan, else the text."""
    root = ET.fromstring(svg)  # noqa: S314 - our own drawing
    for link in root.iter(f"{{{NAMESPACE}}}a"):
        anchor = link.get("href", "").removeprefix(MARK)
        link.set("href", ways.get(anchor) or address_of(name))
    return ET.tostring(root, encoding="unicode")
