"""What the signs of a diagram mean, those only that are in it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from engine.diagrams.flow import Branch, Card, Flow, Fork, Frame, blocks_in
from engine.diagrams.measuring import width_of
from engine.i18n import gettext
from engine.i18n import marked as _

SIZE, HEIGHT, SAMPLE, BETWEEN = 12, 24, 30, 20
Drawn = tuple[str, Mapping[str, str]]


@dataclass(frozen=True)
class Sign:
    """A sign, drawn small, and what it means, at its place."""

    drawn: tuple[Drawn, ...]
    text: str
    x: float
    y: float


@dataclass(frozen=True)
class Legend:
    """The signs, in lines."""

    signs: tuple[Sign, ...]
    height: int


def legend_of(flow: Flow, width: float, *, counted: bool) -> Legend:
    """The legend of a flow, no wider than `width`; `counted`, it says what the flow counts."""
    signs: list[Sign] = []
    left, top = 0.0, 0
    for kind, text in meanings(flow, counted=counted):
        sample = SAMPLE if kind else 0
        needed = sample + width_of(text, SIZE)
        if left and left + needed > width:
            left, top = 0.0, top + HEIGHT
        signs.append(Sign(tuple(sample_of(kind, left, top)), text, round(left + sample), top + 16))
        left += needed + BETWEEN
    return Legend(tuple(signs), top + HEIGHT if signs else 0)


def meanings(flow: Flow, *, counted: bool) -> Iterator[tuple[str, str]]:
    """The signs that a flow has, and what they mean."""
    if counted:
        yield "", flow.summary
    found = tuple(blocks_in(flow.row))
    frames = {one.kind for one in found if isinstance(one, Frame)}
    has = {
        "condition": any(isinstance(one, (Branch, Fork)) for one in found),
        "group": "group" in frames,
        "exit": any(isinstance(one, Card) and one.kind == "exit" for one in found),
        "conditional": any(
            asked.is_conditional
            for one in found
            if isinstance(one, Card)
            for asked in one.questions
        ),
        "never": flow.is_covered,
    }
    texts = {
        "condition": _("condition"),
        "group": _("asked for each item"),
        "exit": _("end without sending"),
        "conditional": _("question under a condition"),
        "never": _("never tried by the tests"),
    }
    for kind, text in texts.items():
        if has[kind]:
            yield kind, gettext(flow.language, text)
    for share in flow.shares:
        tried = _("{label} tried: {percent} % ({seen} of {all})")
        yield "", gettext(
            flow.language, tried, label=share.label, percent=share.percent, seen=share.seen,
            all=share.all,
        )  # fmt: skip


def sample_of(kind: str, x: float, y: int) -> Iterator[Drawn]:
    """A sign, drawn small at a place."""
    left, middle = round(x), y + 12
    if kind == "condition":
        points = (
            f"{left},{middle} {left + 6},{middle - 7} {left + 18},{middle - 7}"
            f" {left + 24},{middle} {left + 18},{middle + 7} {left + 6},{middle + 7}"
        )
        yield "polygon", {"class": "sample condition", "points": points}
    elif kind == "group":
        yield "rect", _rect("sample behind", left + 4, middle - 4)
        yield "rect", _rect("sample group", left, middle - 8)
    elif kind == "exit":
        yield "rect", _rect("sample exit", left, middle - 7)
    elif kind == "conditional":
        points = " ".join(
            f"{left + 12 + across},{middle + down}"
            for across, down in ((0, -6), (6, 0), (0, 6), (-6, 0))
        )
        yield "polygon", {"class": "sample", "points": points}
    elif kind == "never":
        yield "path", {"class": "line never", "d": f"M{left} {middle}H{left + 22}"}


def _rect(kind: str, x: int, y: int) -> Mapping[str, str]:
    return {"class": kind, "x": str(x), "y": str(y), "width": "20", "height": "14", "rx": "3"}
