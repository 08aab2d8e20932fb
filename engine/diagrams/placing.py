"""Where the boxes of a flow stand: constraints between them, solved by a library.

Every block has four sides and an axis, the line on which one goes through it. What must be is said
as it is meant: “this one stands below that one, on the same axis; the lane passes to the right of
both”. The solver of Cassowary (kiwisolver) finds the smallest picture in which it all holds.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from kiwisolver import Constraint, Expression, Solver, Variable

from engine.diagrams.flow import Block, Branch, Card, Case, Flow, Fork, Frame, ends
from engine.diagrams.shapes import CARD, Box, box_of, head_of, pill_of
from engine.i18n import gettext
from engine.i18n import marked as _

# Between two blocks of a row; between the end of a row and where what passes it by comes back.
GAP, MERGE = 32, 24
# Between columns; from a block to the lane beside it; to a lane or an exit that has a word on it.
BESIDE, LANE, WORDED = 28, 24, 60
BAR = 18
# Around what a frame holds; how far the cards behind a group stand out.
SIDE, LOOP, FOOT, BEHIND = 18, 40, 24, 10

Length = Variable | Expression | float


@dataclass(eq=False)
class Spot:
    """A block with what stands for its sides; `lane` is where those go who pass it by."""

    block: Block | Case | None
    boxes: list[tuple[Box, Length, Length]] = field(default_factory=list)
    inner: "list[Spot]" = field(default_factory=list)
    left: Variable = field(default_factory=Variable)
    right: Variable = field(default_factory=Variable)
    top: Variable = field(default_factory=Variable)
    bottom: Variable = field(default_factory=Variable)
    axis: Variable = field(default_factory=Variable)
    lane: Variable = field(default_factory=Variable)
    # Where the way comes in and goes out, on the axis.
    entry: Length = 0.0
    outlet: Length = 0.0
    # A row has no block of its own: whether nobody comes out of it.
    is_end: bool = False


class Placing:
    """Gives every block of a flow its place."""

    def __init__(self, language: str) -> None:
        self.language = language
        # What is across and what is down have nothing to do with each other: two are faster.
        self.across, self.down = Solver(), Solver()

    def place(self, flow: Flow) -> Spot:
        """The row of a flow, all of whose lengths are known: the corner on the left is (0, 0)."""
        spot = self.row(flow.row)
        self.wide(spot.left == 0)
        self.high(spot.top == 0)
        self.across.updateVariables()
        self.down.updateVariables()
        return spot

    def wide(self, *constraints: Constraint) -> None:
        """Say what has to hold from left to right."""
        for one in constraints:
            self.across.addConstraint(one)

    def high(self, *constraints: Constraint) -> None:
        """Say what has to hold from top to bottom."""
        for one in constraints:
            self.down.addConstraint(one)

    def spot(self, block: Block | Case | None) -> Spot:
        """A block that is as narrow as what it holds lets it be."""
        spot = Spot(block)
        spot.entry, spot.outlet = spot.top, spot.bottom
        for half in (spot.axis - spot.left, spot.right - spot.axis):
            self.wide(half >= 0, (half == 0) | "weak")
        return spot

    def within(self, spot: Spot, left: Length, right: Length) -> None:
        """Have a block reach from one side to the other at least."""
        self.wide(spot.left <= left, spot.right >= right)

    def box(self, spot: Spot, box: Box, top: Length) -> Length:
        """Put a box on the axis of a block; where it ends below."""
        spot.boxes.append((box, spot.axis - box.width / 2, top))
        self.within(spot, spot.axis - box.width / 2, spot.axis + box.width / 2)
        return top + box.height

    # --- rows and blocks -------------------------------------------------------------------------

    def row(self, blocks: Sequence[Block]) -> Spot:
        """Blocks below one another, on one axis."""
        row = self.spot(None)
        row.is_end = ends(tuple(blocks))
        below: Length = row.top
        for number, block in enumerate(blocks):
            spot = self.block(block)
            self.wide(spot.axis == row.axis)
            self.high(spot.top == below + (GAP if number else 0))
            self.within(row, spot.left, spot.right)
            row.inner.append(spot)
            below = spot.bottom
        self.high(row.bottom == below)
        self.alike([one for one in row.inner if isinstance(one.block, Frame)])
        return row

    def alike(self, frames: Sequence[Spot]) -> None:
        """Have the frames of a row be of one width."""
        for one, other in pairwise(frames):
            self.wide(one.left == other.left)
            self.wide(one.right - behind(one) == other.right - behind(other))

    def block(self, block: Block) -> Spot:
        """One block, whatever it is."""
        if isinstance(block, Card):
            return self.card(block)
        if isinstance(block, Branch):
            return self.exit(block) if block.is_exit else self.branch(block)
        return self.fork(block) if isinstance(block, Fork) else self.frame(block)

    def card(self, card: Card) -> Spot:
        """A box, and nothing else."""
        spot = self.spot(card)
        self.high(spot.bottom == self.box(spot, box_of(card, self.language), spot.top))
        return spot

    def condition(self, branch: Branch) -> Box:
        """The box of the condition of a branch."""
        said = gettext(self.language, _("If {condition}"), condition=branch.condition)
        untried = gettext(self.language, _("never tried")) if branch.taken == "never" else ""
        return pill_of(said, "condition", untried)

    def branch(self, branch: Branch) -> Spot:
        """A condition, what stands under it, and the lane of those who pass it by."""
        spot, pill = self.spot(branch), self.condition(branch)
        row = self.row(branch.row)
        spot.inner.append(row)
        below = self.box(spot, pill, spot.top)
        self.high(row.top == below + GAP, spot.bottom == row.bottom + MERGE)
        self.wide(row.axis == spot.axis, spot.right == spot.lane)
        self.within(spot, row.left, row.right)
        self.wide(spot.lane >= row.right + LANE, spot.lane >= spot.axis + pill.width / 2 + WORDED)
        return spot

    def exit(self, branch: Branch) -> Spot:
        """A condition on the way, and the end that it leads to beside it."""
        spot, pill = self.spot(branch), self.condition(branch)
        row = self.row(branch.row)
        spot.inner.append(row)
        top = Variable()
        below = self.box(spot, pill, top)
        self.wide(row.left == spot.axis + pill.width / 2 + WORDED, spot.right == row.right)
        self.high(top + pill.height / 2 == (row.top + row.bottom) / 2)
        self.high(spot.top <= top, spot.top <= row.top)
        self.high(spot.bottom >= below, spot.bottom >= row.bottom, flat(spot))
        spot.entry, spot.outlet = top, below
        return spot

    def fork(self, fork: Fork) -> Spot:
        """A question, and the ways that its answers lead to, side by side."""
        spot = self.spot(fork)
        said = gettext(self.language, _("Depending on “{question}”"), question=fork.subject)
        below = self.box(spot, pill_of(said, "fork"), spot.top) + BAR
        spot.inner += [self.case(one, below) for one in cases_of(fork, self.language)]
        for one, other in pairwise(spot.inner):
            self.wide(other.left >= one.right + BESIDE)
        for one in spot.inner:
            self.within(spot, one.left, one.right)
            self.high(spot.bottom >= one.bottom + MERGE)
        self.high(flat(spot))
        middle, is_odd = divmod(len(spot.inner), 2)
        if is_odd:
            self.wide(spot.axis == spot.inner[middle].axis)
        else:
            self.wide(spot.axis * 2 == spot.inner[0].axis + spot.inner[-1].axis)
        return spot

    def case(self, case: Case, bar: Length) -> Spot:
        """One way of a fork, under the answer that leads to it."""
        spot = self.spot(case)
        untried = gettext(self.language, _("never tried")) if case.taken == "never" else ""
        self.high(spot.top == bar + BAR + 4)
        below = self.box(spot, pill_of(case.label, "case", untried), spot.top)
        row = self.row(case.row)
        spot.inner.append(row)
        self.wide(row.axis == spot.axis)
        self.high(row.top == below + (GAP if case.row else 0), spot.bottom == row.bottom)
        self.within(spot, row.left, row.right)
        return spot

    def frame(self, frame: Frame) -> Spot:
        """A section or a group, around what it holds; a group has a lane that leads back."""
        spot = self.spot(frame)
        head = head_of(frame)
        row = self.row(frame.row)
        spot.inner.append(row)
        is_group = frame.kind == "group"
        more = behind(spot)
        spot.boxes.append((head, spot.left, spot.top))
        self.wide(row.axis == spot.axis)
        self.high(row.top == spot.top + head.height + GAP)
        self.within(spot, row.left - (LOOP if is_group else SIDE), row.right + SIDE + more)
        self.within(spot, spot.axis - CARD / 2 - SIDE, spot.axis + CARD / 2 + SIDE + more)
        self.high(spot.bottom == row.bottom + FOOT + more)
        return spot


def flat(spot: Spot) -> Constraint:
    """That a block is as low as what it holds lets it be."""
    return (spot.bottom - spot.top == 0) | "weak"


def behind(spot: Spot) -> int:
    """How far something stands out behind a block."""
    return BEHIND if isinstance(spot.block, Frame) and spot.block.kind == "group" else 0


def cases_of(fork: Fork, language: str) -> list[Case]:
    """The ways of a fork, with that of all other answers."""
    found = list(fork.cases)
    if fork.has_other:
        label = gettext(language, _("Other answer"))
        found.append(Case(label=label, row=(), taken=fork.other))
    return found
