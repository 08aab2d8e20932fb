"""Conditions that say between which numbers, or days, one thing stands: beside each other, do they
leave a value out, or take one twice?
"""

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import pairwise

from engine.analysis.free import exact
from engine.analysis.spots import Spot
from engine.analysis.terms import Day, Number
from engine.analysis.view import View
from engine.expressions.compile import closure
from engine.expressions.syntax import names_in
from engine.expressions.values import is_number

End = tuple[Fraction, bool]  # a number, and whether it belongs to the range
MIRRORED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.Gt, ast.Gt: ast.Lt, ast.LtE: ast.GtE, ast.GtE: ast.LtE, ast.Eq: ast.Eq,
}  # fmt: skip


@dataclass(frozen=True)
class Interval:
    """A condition as a range of its subject; `others` are its other parts."""

    spot: Spot
    subject: ast.expr
    others: frozenset[str]
    low: End | None
    high: End | None
    of_days: bool


@dataclass(frozen=True)
class Seam:
    """Two ranges that follow each other, and the value that stands in none of them or in both."""

    first: Interval
    second: Interval
    value: Fraction
    is_gap: bool

    @property
    def shown(self) -> str:
        """The value as an author writes it."""
        if self.first.of_days:
            return date.fromordinal(int(self.value)).isoformat()
        whole = self.value.denominator == 1
        return str(self.value.numerator) if whole else f"{float(self.value):g}"


def seams(view: View) -> Iterator[Seam]:
    """Where ranges beside each other do not join, as far as somebody may come there."""
    for beside in siblings(view):
        ranges = [one for spot in beside if (one := interval_of(spot)) is not None]
        for alike in by_subject(ranges):
            for first, second in pairwise(alike):
                seam = seam_of(first, second, is_whole=is_whole(view, first))
                if seam is not None and happens(view, seam, beside):
                    yield seam


def siblings(view: View) -> list[list[Spot]]:
    """The conditions of parts, of fields, of options that stand beside each other."""
    found: dict[tuple[str, str, str], list[Spot]] = {}
    for spot in view.conditions():
        sign = "=" if spot.what == "option" else "."
        what = spot.what if spot.what in {"option", "field"} else "part"
        around = spot.place.rpartition(sign)[0]
        found.setdefault((what, around, spot.item), []).append(spot)
    return [one for one in found.values() if len(one) > 1]


def by_subject(ranges: Sequence[Interval]) -> list[list[Interval]]:
    """The ranges of one subject, under the same other conditions, the lowest first."""
    found: dict[tuple[str, frozenset[str]], list[Interval]] = {}
    for one in ranges:
        found.setdefault((ast.dump(one.subject), one.others), []).append(one)
    return [sorted(alike, key=lowest) for alike in found.values()]


def lowest(one: Interval) -> tuple[bool, Fraction, bool]:
    """What puts ranges in order: where they begin."""
    if one.low is None:
        return False, Fraction(), False
    return True, one.low[0], not one.low[1]


def interval_of(spot: Spot) -> Interval | None:
    """The range that a condition says, None when it says something else."""
    tree = spot.syntax.tree
    parts = tree.values if isinstance(tree, ast.BoolOp) and isinstance(tree.op, ast.And) else [tree]
    subject: ast.expr | None = None
    ends: list[tuple[type[ast.cmpop], Fraction]] = []
    others: set[str] = set()
    of_days = False
    for part in parts:
        bounds = bounds_of(part)
        if bounds is None or (subject and ast.dump(subject) != ast.dump(bounds[0])):
            others.add(ast.dump(part))
            continue
        subject, found, of_days = bounds
        ends += found
    if subject is None:
        return None
    low, high = least(ends), most(ends)
    return Interval(spot, subject, frozenset(others), low, high, of_days)


def bounds_of(
    node: ast.expr,
) -> tuple[ast.expr, list[tuple[type[ast.cmpop], Fraction]], bool] | None:
    """The subject of a comparison with constants, and what it is compared with."""
    if not isinstance(node, ast.Compare):
        return None
    sides = [node.left, *node.comparators]
    found: list[tuple[type[ast.cmpop], Fraction]] = []
    subjects: dict[str, ast.expr] = {}
    of_days = False
    for left, sign, right in zip(sides, node.ops, sides[1:], strict=False):
        kind = type(sign)
        if kind not in MIRRORED:
            return None
        constant = constant_at(right)
        subject = left
        if constant is None:
            constant, subject, kind = constant_at(left), right, MIRRORED[kind]
        if constant is None or not names_in(subject):
            return None
        of_days = of_days or constant[1]
        subjects[ast.dump(subject)] = subject
        found.append((kind, constant[0]))
    return (next(iter(subjects.values())), found, of_days) if len(subjects) == 1 else None


def constant_at(node: ast.expr) -> tuple[Fraction, bool] | None:
    """The number that is written, or that of the day; whether it is a day."""
    if names_in(node):
        return None
    value = closure(node)({})
    if isinstance(value, date):
        return Fraction(value.toordinal()), True
    return (Fraction(exact(value)), False) if is_number(value) else None


def least(ends: Sequence[tuple[type[ast.cmpop], Fraction]]) -> End | None:
    """Where a range begins."""
    found = [(value, sign is not ast.Gt) for sign, value in ends if sign in LOW]
    return max(found, key=lambda end: (end[0], not end[1])) if found else None


def most(ends: Sequence[tuple[type[ast.cmpop], Fraction]]) -> End | None:
    """Where a range ends."""
    found = [(value, sign is not ast.Lt) for sign, value in ends if sign in HIGH]
    return min(found, key=lambda end: (end[0], end[1])) if found else None


LOW = (ast.Gt, ast.GtE, ast.Eq)
HIGH = (ast.Lt, ast.LtE, ast.Eq)


def is_whole(view: View, one: Interval) -> bool:
    """Whether the subject of a range is a whole number, or a day."""
    term = view.walk.translator.value_of(one.spot.syntax, one.subject, one.spot.names)
    return isinstance(term, Day) or (isinstance(term, Number) and term.whole)


def seam_of(first: Interval, second: Interval, *, is_whole: bool) -> Seam | None:
    """The one value that two ranges leave out between them, or have in common."""
    if first.high is None or second.low is None:
        return None
    (top, has_top), (bottom, has_bottom) = first.high, second.low
    if is_whole:
        top, bottom = top if has_top else top - 1, bottom if has_bottom else bottom + 1
        if bottom - top == 2:
            return Seam(first, second, top + 1, is_gap=True)
        return Seam(first, second, top, is_gap=False) if bottom == top else None
    if top == bottom and has_top == has_bottom:
        return Seam(first, second, top, is_gap=not has_top)
    is_near = has_top and has_bottom and 0 < bottom - top <= 1
    return Seam(first, second, (top + bottom) / 2, is_gap=True) if is_near else None


def happens(view: View, seam: Seam, beside: Sequence[Spot]) -> bool:
    """Whether somebody may come there with the value; for a gap, none of the conditions holds."""
    spot, logic = seam.second.spot, view.logic
    term = view.walk.translator.value_of(spot.syntax, seam.second.subject, spot.names)
    if not isinstance(term, (Number, Day)):
        return False
    value = int(seam.value) if seam.value.denominator == 1 else seam.value
    here = logic.both(spot.around, term.known, logic.equal(term.value, value))
    if not seam.is_gap:
        return view.can(logic.both(here, view.held(seam.first.spot), view.held(spot)))
    closed = logic.no(logic.either(*(one.truth.true for one in beside)))
    reached = logic.both(*(others_hold(view, one) for one in (seam.first, seam.second)))
    return view.can(logic.both(here, closed, reached))


def others_hold(view: View, one: Interval) -> object:
    """Whether the other parts of a condition hold."""
    tree, logic = one.spot.syntax.tree, view.logic
    parts = tree.values if isinstance(tree, ast.BoolOp) else [tree]
    return logic.both(
        *(
            view.walk.translator.truth_of(one.spot.syntax, part, one.spot.names).true
            for part in parts
            if ast.dump(part) in one.others
        )
    )
