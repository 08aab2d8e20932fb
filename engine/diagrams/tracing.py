"""The lines between blocks that have their places: the way on, lanes, loops, arrows."""

from dataclasses import dataclass
from typing import Literal

from engine.diagrams.flow import Block, Branch, Card, Case, Flow, Fork, Frame, Outcome
from engine.diagrams.placing import BAR, MERGE, Length, Placing, Spot, behind
from engine.diagrams.shapes import Box, head_of
from engine.i18n import gettext
from engine.i18n import marked as _

Point = tuple[int, int]
LOOP_AT = 20


@dataclass(frozen=True)
class Shape:
    """A box at its place, and the block it is for."""

    box: Box
    left: int
    top: int
    block: Block | Case

    @property
    def right(self) -> int:
        """Its right side."""
        return self.left + self.box.width

    @property
    def bottom(self) -> int:
        """Its lower side."""
        return self.top + self.box.height


@dataclass(frozen=True)
class Area:
    """The frame of a section or of a group, and how high its head is."""

    frame: Frame
    left: int
    top: int
    right: int
    bottom: int
    head: int


@dataclass(frozen=True)
class Route:
    """A line from a point to another, with corners; an arrow when it comes in somewhere."""

    points: tuple[Point, ...]
    is_arrow: bool = False
    outcome: Outcome = "unknown"


@dataclass(frozen=True)
class Word:
    """A word beside a line."""

    text: str
    x: int
    y: int
    anchor: Literal["start", "middle"]


@dataclass(frozen=True)
class Scene:
    """A diagram whose every part has its place."""

    width: int
    height: int
    areas: tuple[Area, ...]
    shapes: tuple[Shape, ...]
    routes: tuple[Route, ...]
    words: tuple[Word, ...]


def scene_of(flow: Flow) -> Scene:
    """The diagram of a flow."""
    row = Placing(flow.language).place(flow)
    tracer = _Tracer(flow.language)
    tracer.row(row)
    return Scene(
        width=at(row.right),
        height=at(row.bottom),
        areas=tuple(tracer.areas),
        shapes=tuple(tracer.shapes),
        routes=tuple(tracer.routes),
        words=tuple(tracer.words),
    )


def at(length: Length) -> int:
    """A length once it is known, whole."""
    return round(length if isinstance(length, (int, float)) else length.value())


class _Tracer:
    """Gathers the parts of a scene, in the order in which one reads."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.areas: list[Area] = []
        self.shapes: list[Shape] = []
        self.routes: list[Route] = []
        self.words: list[Word] = []

    def line(self, *points: Point, to: bool = False, outcome: Outcome = "unknown") -> None:
        """A line through points; with `to`, an arrow."""
        plain = [
            one for number, one in enumerate(points) if not number or one != points[number - 1]
        ]
        if len(plain) > 1:
            self.routes.append(Route(tuple(plain), to, outcome))

    def word(self, message: str, x: int, y: int, anchor: Literal["start", "middle"]) -> None:
        """A word beside a line."""
        self.words.append(Word(gettext(self.language, message), x, y, anchor))

    def boxes(self, spot: Spot) -> None:
        """The boxes of a block."""
        for box, left, top in spot.boxes:
            if spot.block is not None:
                self.shapes.append(Shape(box, at(left), at(top), spot.block))

    # --- blocks ----------------------------------------------------------------------------------

    def row(self, row: Spot) -> None:
        """Blocks below one another, with the way from each to the next."""
        for number, spot in enumerate(row.inner):
            before = row.inner[number - 1] if number else None
            if before is not None and not is_end(before):
                axis = at(row.axis)
                taken = taken_of(spot)
                self.line((axis, at(before.outlet)), (axis, at(spot.entry)), to=True, outcome=taken)
            self.block(spot)

    def block(self, spot: Spot) -> None:
        """A block with what it holds."""
        block = spot.block
        if isinstance(block, Frame):
            self.frame(spot, block)
            return
        self.boxes(spot)
        if isinstance(block, Branch):
            (self.exit if block.is_exit else self.branch)(spot, block)
        elif isinstance(block, Fork):
            self.fork(spot, block)

    def branch(self, spot: Spot, branch: Branch) -> None:
        """Down to what a condition leads to, or along the lane."""
        (pill, left, top), row, axis = spot.boxes[0], spot.inner[0], at(spot.axis)
        below, middle = at(top) + pill.height, at(top) + pill.height // 2
        end, lane = at(spot.bottom), at(spot.lane)
        side = at(left) + pill.width
        self.line((axis, below), (axis, at(row.top)), to=True, outcome=branch.taken)
        self.line((side, middle), (lane, middle), (lane, end), (axis, end), outcome=branch.passed)
        self.word(_("else"), side + 8, middle - 6, "start")
        self.row(row)
        if not row.is_end:
            self.line((axis, at(row.inner[-1].outlet)), (axis, end), outcome=branch.taken)

    def exit(self, spot: Spot, branch: Branch) -> None:
        """To the end beside a condition, or on."""
        (pill, left, top), row = spot.boxes[0], spot.inner[0]
        side, middle = at(left) + pill.width, at(top) + pill.height // 2
        self.line((side, middle), (at(row.left), middle), to=True, outcome=branch.taken)
        self.word(_("yes"), side + 8, middle - 6, "start")
        self.row(row)
        self.line((at(spot.axis), at(spot.outlet)), (at(spot.axis), at(spot.bottom)))
        spot.outlet = spot.bottom

    def fork(self, spot: Spot, fork: Fork) -> None:
        """From a question to each of its answers, and together again."""
        (pill, _left, top), axis = spot.boxes[0], at(spot.axis)
        below, end = at(top) + pill.height, at(spot.bottom)
        bar = below + BAR
        for case in spot.inner:
            own, row = at(case.axis), case.inner[0]
            outcome = taken_of(case)
            self.line((axis, below), (axis, bar), (own, bar), (own, at(case.top)), to=True,
                      outcome=outcome)  # fmt: skip
            self.boxes(case)
            out = at(case.top) + case.boxes[0][0].height
            if row.inner:
                self.line((own, out), (own, at(row.top)), to=True, outcome=outcome)
                out = at(row.inner[-1].outlet)
            self.row(row)
            if not row.is_end:
                self.line((own, out), (own, end), (axis, end), outcome=outcome)

    def frame(self, spot: Spot, frame: Frame) -> None:
        """The frame, its head, the way through it; of a group, the way back."""
        head, row, axis = head_of(frame), spot.inner[0], at(spot.axis)
        more = behind(spot)
        left, top = at(spot.left), at(spot.top)
        right, bottom = at(spot.right) - more, at(spot.bottom) - more
        self.areas.append(Area(frame, left, top, right, bottom, head.height))
        self.boxes(spot)
        self.line((axis, top + head.height), (axis, at(row.top)), to=True)
        self.row(row)
        if row.is_end or not row.inner:
            return
        out = at(row.inner[-1].outlet)
        self.line((axis, out), (axis, at(spot.bottom)))
        if frame.kind == "group":
            back, first = left + LOOP_AT, top + head.height + 12
            turn = out + MERGE // 2
            self.line((axis, turn), (back, turn), (back, first), (axis, first), to=True)


def is_end(spot: Spot) -> bool:
    """Whether nobody comes out of a block."""
    block = spot.block
    if isinstance(block, Branch):
        return False
    return block.is_end if isinstance(block, (Card, Fork, Frame)) else spot.is_end


def taken_of(spot: Spot) -> Outcome:
    """Whether a block was ever come to, where that is marked on the line that leads to it."""
    block = spot.block
    return block.taken if isinstance(block, Case) else "unknown"
