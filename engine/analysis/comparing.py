"""Two values compared, each of which may be unknown."""

import ast
from collections.abc import Mapping

from engine.analysis.free import Free
from engine.analysis.logic import Formula
from engine.analysis.merging import Merging
from engine.analysis.terms import Column, Day, Many, Month, Number, Rows, Term, Truth, Word

Sign = type[ast.cmpop]


class Comparing:
    """Makes the formulas of comparisons; None for what is not translated."""

    def __init__(self, free: Free) -> None:
        self.free = free
        self.logic = free.logic
        self.merging = Merging(free)

    def compare(self, sign: Sign, left: Term, right: Term) -> Truth | None:
        """What a sign gives between two values."""
        known = self.logic.both(left.known, right.known)
        if known is False:
            return Truth(true=False, false=False, known=False)
        if isinstance(left, Truth) and isinstance(right, Truth):
            return self._truths(sign, left, right, known)
        holds = self._holds(sign, left, right)
        return None if holds is None else self.free.decided(known, holds)

    def _truths(self, sign: Sign, left: Truth, right: Truth, known: Formula) -> Truth | None:
        logic = self.logic
        alike = logic.either(logic.both(left.true, right.true), logic.both(left.false, right.false))
        other = logic.either(logic.both(left.true, right.false), logic.both(left.false, right.true))
        if sign is ast.Eq:
            return Truth(alike, other, known)
        return Truth(other, alike, known) if sign is ast.NotEq else None

    def _holds(self, sign: Sign, left: Term, right: Term) -> Formula | None:
        if isinstance(left, Word) and isinstance(right, Word):
            return self._words(sign, left, right)
        same_kind = any(
            isinstance(left, kind) and isinstance(right, kind) for kind in (Number, Day, Month)
        )
        if not same_kind or isinstance(left, Word) or isinstance(right, Word):
            return None
        return self._ordered(sign, getattr(left, "value"), getattr(right, "value"))  # noqa: B009

    def _ordered(self, sign: Sign, first: Formula, second: Formula) -> Formula | None:
        logic = self.logic
        table: Mapping[Sign, tuple[str, bool]] = {
            ast.Eq: ("equal", False),
            ast.NotEq: ("equal", True),
            ast.Lt: ("less", False),
            ast.GtE: ("less", True),
            ast.LtE: ("most", False),
            ast.Gt: ("most", True),
        }
        if sign not in table:
            return None
        name, negated = table[sign]
        found = getattr(logic, name)(first, second)
        return logic.no(found) if negated else found

    def _words(self, sign: Sign, left: Word, right: Word) -> Formula | None:
        if sign not in (ast.Eq, ast.NotEq):
            return self._ordered(sign, self.merging.code(left), self.merging.code(right))
        same = self.same(left, right)
        return same if sign is ast.Eq else self.logic.no(same)

    def same(self, left: Word, right: Word) -> Formula:
        """Whether two texts are the same."""
        logic = self.logic
        if left.flags is None:
            left, right = right, left
        if left.flags is None:
            return logic.equal(left.code, right.code)
        if right.flags is None:
            return logic.either(
                *(
                    logic.both(flag, logic.equal(right.code, self.free.codes.of(text)))
                    for text, flag in left.flags.items()
                )
            )
        shared = [one for one in left.flags if one in right.flags]
        return logic.either(*(logic.both(left.flags[one], right.flags[one]) for one in shared))

    def inside(self, first: Term, many: Term) -> Truth | None:
        """Whether a value is one of several."""
        logic = self.logic
        if isinstance(many, Many) and isinstance(first, Word):
            known = logic.both(first.known, many.known)
            holds = self._chosen(first, many)
            return None if holds is None else self.free.decided(known, holds)
        if isinstance(many, Column):
            return self._in_column(first, many)
        return None

    def _chosen(self, first: Word, many: Many) -> Formula | None:
        logic = self.logic
        if first.flags is not None:
            shared = [one for one in first.flags if one in many.flags]
            return logic.either(*(logic.both(first.flags[one], many.flags[one]) for one in shared))
        return logic.either(
            *(
                logic.both(flag, logic.equal(first.code, self.free.codes.of(text)))
                for text, flag in many.flags.items()
            )
        )

    def _in_column(self, first: Term, many: Column) -> Truth | None:
        pair = self.compare(ast.Eq, first, many.cell)
        if pair is None:
            return None
        logic = self.logic
        known = logic.both(first.known, many.known)
        more, none = logic.flag("one of the rest"), logic.flag("none of the rest")
        has_more = logic.less(1, many.count)
        others = logic.both(has_more, more)
        true = logic.both(known, logic.either(logic.both(many.there, pair.true), others))
        no_other = logic.either(logic.no(has_more), logic.both(none, logic.no(more)))
        here = logic.implies(many.there, pair.false)
        false = logic.both(known, here, no_other)
        return Truth(true, false, logic.either(true, false))

    def is_said(self, term: Term) -> Formula:
        """Whether a value is given: it is known, and no empty text or list."""
        logic = self.logic
        if isinstance(term, Word):
            empty = self.same(term, Word(known=True, flags={"": True}))
            return logic.both(term.known, logic.no(empty))
        if isinstance(term, Many):
            return logic.both(term.known, logic.either(*term.flags.values()))
        if isinstance(term, (Rows, Column)):
            return logic.both(term.known, logic.most(1, term.count))
        return term.known
