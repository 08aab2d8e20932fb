"""The flow of a procedure: cards one after the other, what is passed by, and what branches.

Since a procedure has no arrows but its order and its conditions, its flow is a tree: a row of
blocks, of which some hold rows. What is drawn and what is told both come from it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["start", "step", "exit", "summary", "sending"]
Outcome = Literal["tried", "never", "unknown"]


@dataclass(frozen=True)
class Detail:
    """Something said of a block in the text alternative, and what is said of that."""

    text: str
    inner: "tuple[Detail, ...]" = ()


@dataclass(frozen=True)
class Question:
    """A question of a step, as its card names it."""

    label: str
    is_conditional: bool = False


@dataclass(frozen=True, kw_only=True)
class Card:
    """A page, or an end: its title, what it holds, and all that is said of it in words."""

    kind: Kind
    title: str
    anchor: str = ""
    number: int = 0
    facts: str = ""
    questions: tuple[Question, ...] = ()
    details: tuple[Detail, ...] = ()
    # What tests have never tried on it, what the analysis has found: a few words each.
    warnings: tuple[str, ...] = ()
    is_never: bool = False

    @property
    def is_end(self) -> bool:
        """Whether nothing follows it."""
        return self.kind in {"exit", "sending"}


@dataclass(frozen=True, kw_only=True)
class Branch:
    """A row that is passed by unless a condition holds."""

    condition: str
    row: "tuple[Block, ...]"
    taken: Outcome = "unknown"
    passed: Outcome = "unknown"

    @property
    def is_end(self) -> bool:
        """Whether those for whom it holds go no further."""
        return ends(self.row)

    @property
    def is_exit(self) -> bool:
        """Whether all it holds is one end, drawn beside the way."""
        return len(self.row) == 1 and isinstance(self.row[0], Card) and self.row[0].is_end


@dataclass(frozen=True, kw_only=True)
class Case:
    """One way of several: the answers that lead to it."""

    label: str
    row: "tuple[Block, ...]"
    taken: Outcome = "unknown"


@dataclass(frozen=True, kw_only=True)
class Fork:
    """Rows of which one at most is taken, as the answer to one question says."""

    subject: str
    cases: tuple[Case, ...]
    # Whether other answers lead past all of them.
    has_other: bool = True
    other: Outcome = "unknown"

    @property
    def is_end(self) -> bool:
        """Whether nobody comes out of it."""
        return not self.has_other and all(ends(one.row) for one in self.cases)


@dataclass(frozen=True, kw_only=True)
class Frame:
    """A section, or a group: what it holds is asked once for each item."""

    kind: Literal["section", "group"]
    title: str
    anchor: str
    row: "tuple[Block, ...]"
    # How many items there are.
    note: str = ""
    details: tuple[Detail, ...] = ()
    warnings: tuple[str, ...] = ()
    is_never: bool = False

    @property
    def is_end(self) -> bool:
        """Whether nobody comes out of it."""
        return ends(self.row)


Block = Card | Branch | Fork | Frame


@dataclass(frozen=True)
class Share:
    """How much of what may happen has been tried."""

    label: str
    seen: int
    all: int

    @property
    def percent(self) -> int:
        """In per cent, rounded down: 100 only when nothing is left."""
        return 100 * self.seen // self.all if self.all else 100


@dataclass(frozen=True)
class Flow:
    """The flow of a procedure in a language."""

    name: str
    title: str
    language: str
    summary: str
    row: tuple[Block, ...]
    shares: tuple[Share, ...] = ()
    # What is known of tests: whether what they never tried is marked.
    is_covered: bool = field(default=False)


def ends(row: tuple[Block, ...]) -> bool:
    """Whether nobody comes out of a row."""
    return bool(row) and row[-1].is_end


def blocks_in(row: tuple[Block, ...]) -> Iterator[Block]:
    """Every block, in the order in which one reads, a block before those it holds."""
    for block in row:
        yield block
        if isinstance(block, (Branch, Frame)):
            yield from blocks_in(block.row)
        elif isinstance(block, Fork):
            for case in block.cases:
                yield from blocks_in(case.row)


def columns(row: tuple[Block, ...]) -> int:
    """How many cards stand side by side, at most."""
    return max((_columns(one) for one in row), default=1)


def _columns(block: Block) -> int:
    if isinstance(block, Branch):
        return 2 if block.is_exit else columns(block.row)
    if isinstance(block, Frame):
        return columns(block.row)
    if isinstance(block, Fork):
        return sum(columns(one.row) for one in block.cases) + block.has_other
    return 1
