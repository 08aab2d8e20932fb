"""What the formulas of a procedure are about: its parts, its conditions, its fields, its groups."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from engine.analysis.domains import Domain
from engine.analysis.logic import Amount, Formula
from engine.analysis.terms import Truth
from engine.analysis.translating import Names
from engine.definitions import Exit, Group, Step
from engine.expressions import Syntax
from engine.fields import Field as Question
from engine.fields import Option

What = Literal["section", "step", "group", "exit", "field", "option", "check", "optional"]


@dataclass(frozen=True)
class Spot:
    """Something that may turn out in two ways: a condition, a check.

    `around` is whether one comes to it, `truth` what it gives, `settled` whether all that stands
    beside it is answered.
    """

    what: What
    place: str
    syntax: Syntax
    around: Formula
    truth: Truth
    settled: Formula
    names: Names
    item: str = ""  # the group of whose items it decides, "" outside of groups


@dataclass(frozen=True)
class Stage:
    """A part of the procedure: whether it is open, on the route, done; by what it may be stopped.

    A part is open when all before it is accepted.
    """

    part: Step | Group | Exit
    place: str
    open: Formula
    on: Formula
    done: Formula
    answered: Formula = True  # its questions are answered, its checks left aside
    item: str = ""


@dataclass(frozen=True)
class Asked:
    """A field where it stands: whether it is asked, answered, may be left empty."""

    place: str
    field: Question
    step: Step
    visible: Formula
    known: Formula
    may_omit: Formula
    domain: Domain
    names: Names
    offered: Mapping[str, Formula]
    options: tuple[Option, ...]
    item: str


@dataclass(frozen=True)
class Counted:
    """A group: the number of its items, what is wanted of it, what one item is."""

    place: str
    group: Group
    on: Formula
    filled: Formula
    done: Formula
    count: Amount
    least: Amount
    most: Amount
    wanted: Amount | None
    wanted_known: Formula
    driven: Formula | None
    item: str = ""


@dataclass(frozen=True)
class Around:
    """Where a part stands: its dotted names, what is known there, the group of its items."""

    prefix: tuple[str, ...]
    names: Names
    item: str = ""


def spot_of(
    what: What,
    place: str,
    syntax: Syntax,
    found: tuple[Formula, Truth],
    around: Around,
    settled: Formula = True,
) -> Spot:
    """A condition; `found` is whether one comes to it, and what it gives."""
    near, truth = found
    return Spot(what, place, syntax, near, truth, settled, around.names, around.item)
