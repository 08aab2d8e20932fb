"""The boxes of a diagram before they have a place: their texts, line by line, and their sizes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from engine.diagrams.flow import Card, Frame
from engine.diagrams.measuring import cut, width_of, wrapped
from engine.i18n import gettext, ngettext
from engine.i18n import marked as _

Style = Literal["kind", "title", "facts", "question", "condition", "case", "warning", "number"]
Form = Literal["card", "start", "end", "exit", "condition", "fork", "case"]
Anchor = Literal["start", "middle"]

CARD = 280
PILL = 232
POINT = 16
PAD = 14
BADGE = 24
QUESTIONS_MOST = 5
CONDITIONAL = "◇"
# The size and the height of a line of each style.
SIZES: dict[Style, tuple[float, int, bool]] = {
    "kind": (11, 16, True),
    "title": (15, 20, True),
    "facts": (12, 18, False),
    "question": (13, 19, False),
    "condition": (13, 18, False),
    "case": (13, 18, True),
    "warning": (12, 18, True),
    "number": (12, 16, True),
}


@dataclass(frozen=True)
class Line:
    """A line of text: where it begins in its box, where its letters stand, how it is drawn."""

    text: str
    x: float
    y: float
    style: Style
    anchor: Anchor = "start"

    @property
    def width(self) -> float:
        """How wide it is."""
        size, _height, bold = SIZES[self.style]
        return width_of(self.text, size, bold=bold)


@dataclass(frozen=True)
class Box:
    """A box with its texts; its size is whole and even, so that its middle is whole too."""

    form: Form
    width: int
    height: int
    lines: tuple[Line, ...]


def box_of(card: Card, language: str) -> Box:
    """The box of a card."""
    if card.kind in {"start", "sending"}:
        return _end(card, language)
    left = PAD + BADGE + 8 if card.number else PAD
    stack = _Stack(left, CARD - PAD - left)
    if card.kind != "step":
        kind = _("Exit") if card.kind == "exit" else _("Before sending")
        stack.add("kind", gettext(language, kind))
    stack.add("title", card.title, most=4)
    stack.add("facts", card.facts, most=2)
    stack = stack.at(PAD, CARD - 2 * PAD)
    for text in _questions(card, language):
        stack.add("question", text, most=1)
    for text in card.warnings:
        stack.add("warning", f"! {text}", most=2)
    lines = tuple(stack.lines)
    if card.number:
        lines = (Line(str(card.number), PAD + BADGE / 2, PAD + 16, "number", "middle"), *lines)
    form: Form = "exit" if card.kind == "exit" else "card"
    return Box(form, CARD, max(stack.bottom + PAD - 2, 2 * PAD + BADGE), lines)


def pill_of(text: str, form: Literal["condition", "fork", "case"], untried: str = "") -> Box:
    """The box of a condition, all of one width, or that of a case, as narrow as its text."""
    style: Style = "case" if form == "case" else "condition"
    size, height, bold = SIZES[style]
    most = 3 if form == "case" else 5
    said = wrapped(text, PILL - 2 * POINT, size, bold=bold, most=most)
    warned = wrapped(f"! {untried}", PILL - 2 * POINT, 12, bold=True, most=1) if untried else ()
    widths = [width_of(one, size, bold=bold) for one in said]
    widths += [width_of(one, 12, bold=True) for one in warned]
    width = 2 * round((max(widths, default=0) + 2 * POINT + 8) / 2) if form == "case" else PILL + 8
    first = 7 + height - 5
    lines = [
        Line(one, width / 2, first + number * height, style, "middle")
        for number, one in enumerate(said)
    ]
    lines += [
        Line(one, width / 2, first + len(said) * height, "warning", "middle") for one in warned
    ]
    return Box(form, width, height * len(lines) + 14, tuple(lines))


def head_of(frame: Frame) -> Box:
    """The head of a section or a group: its title, how many items."""
    stack = _Stack(PAD, CARD)
    if frame.kind == "group":
        stack.add("kind", f"↻ {frame.note}", most=2)
    stack.add("title", frame.title, most=3)
    for text in frame.warnings:
        stack.add("warning", f"! {text}", most=2)
    return Box("card", CARD + 2 * PAD, stack.bottom + 8, tuple(stack.lines))


def _end(card: Card, language: str) -> Box:
    """The box of the start or of the sending: a pill with its texts in the middle."""
    stack = _Stack(CARD / 2, CARD - 2 * PAD - 8, "middle")
    if card.kind == "sending":
        stack.add("kind", gettext(language, _("Sending")))
    stack.add("title", card.title, most=3)
    stack.add("facts", card.facts, most=4)
    for text in card.warnings:
        stack.add("warning", f"! {text}", most=2)
    return Box(
        "start" if card.kind == "start" else "end", CARD, stack.bottom + PAD - 2, tuple(stack.lines)
    )


def _questions(card: Card, language: str) -> Iterator[str]:
    """The names of the first questions, and how many are left."""
    shown = card.questions
    if len(shown) > QUESTIONS_MOST:
        shown = shown[: QUESTIONS_MOST - 1]
    for one in shown:
        mark = CONDITIONAL if one.is_conditional else "•"
        yield f"{mark}\u00a0{one.label}"
    left = len(card.questions) - len(shown)
    if left:
        yield ngettext(language, _("and {n} other"), _("and {n} others"), left)


class _Stack:
    """Lines of text one under another."""

    def __init__(
        self,
        x: float,
        width: float,
        anchor: Literal["start", "middle"] = "start",
        top: int = PAD - 2,
    ) -> None:
        self.x, self.width, self.anchor, self.bottom = x, width, anchor, top
        self.lines: list[Line] = []

    def at(self, x: float, width: float) -> "_Stack":
        """The same, the next lines of which begin elsewhere."""
        self.x, self.width = x, width
        self.bottom += 4 if self.lines else 0
        return self

    def add(self, style: Style, text: str, most: int = 99) -> None:
        """Add a text under the others."""
        size, height, bold = SIZES[style]
        said: Sequence[str] = wrapped(text, self.width, size, bold=bold, most=most)
        if most == 1:
            said = [cut(text, self.width, size, bold=bold)]
        for one in said:
            self.bottom += height
            if one:
                self.lines.append(Line(one, self.x, self.bottom - 5, style, self.anchor))
