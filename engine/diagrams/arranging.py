"""Parts under their conditions: gathered when they share one, side by side when they exclude it."""

from collections.abc import Sequence
from dataclasses import dataclass

from engine.definitions.naming import Words
from engine.diagrams.cases import TRUTHS, Term, Value, apart, domain_of, whole
from engine.diagrams.flow import Block, Branch, Case, Fork, columns
from engine.diagrams.seen import Seen
from engine.expressions import Syntax
from engine.i18n import gettext
from engine.i18n import marked as _

MOST_COLUMNS = 3


@dataclass(frozen=True)
class Item:
    """A part with what is left of its condition."""

    terms: tuple[Term, ...]
    block: Block
    place: str
    syntax: Syntax | None = None
    is_exit: bool = False

    def without(self, term: Term) -> "Item":
        """The same, once a part of its condition is known to hold."""
        left = tuple(one for one in self.terms if one.key != term.key)
        return Item(left, self.block, self.place, None, self.is_exit)

    def about(self, subject: str) -> Term | None:
        """The part of its condition that is about an answer."""
        return next((one for one in self.terms if one.subject == subject), None)


@dataclass(frozen=True)
class Arranging:
    """Arranges parts in rows of blocks."""

    words: Words
    seen: Seen

    def arranged(self, items: Sequence[Item]) -> tuple[Block, ...]:
        """The blocks of a row, with branches and forks for their conditions."""
        found: list[Block] = []
        waiting = list(items)
        while waiting:
            item = waiting[0]
            run, term = self._run(waiting)
            if not item.terms:
                found.append(item.block)
            elif term is None:
                found.append(self.branch(item))
            elif term.subject:
                found += self.fork(term.subject, waiting[:run])
            else:
                found.append(self.together(term, waiting[:run]))
            del waiting[:run]
        return tuple(found)

    def _run(self, items: Sequence[Item]) -> tuple[int, Term | None]:
        """How many of the first items share a part of their conditions, and which."""
        best: tuple[int, Term | None] = (1, None)
        for term in items[0].terms if not items[0].is_exit else ():
            run = _shared(items, term)
            if run > best[0]:
                best = (run, term)
        return best

    def branch(self, item: Item) -> Branch:
        """One part under its condition."""
        condition = self.words.part(whole(item.terms))
        exactly = item.syntax is not None
        return Branch(
            condition=condition,
            row=(item.block,),
            taken=self.seen.any_of([item.place], holds=True),
            passed=self.seen.any_of([item.place], holds=False) if exactly else "unknown",
        )

    def together(self, term: Term, items: Sequence[Item]) -> Branch:
        """Several parts under what their conditions share."""
        places = [one.place for one in items]
        return Branch(
            condition=self.words.part(term.node),
            row=self.arranged([one.without(term) for one in items]),
            taken=self.seen.any_of(places, holds=True),
            passed=self.seen.all_of(places, holds=False),
        )

    def fork(self, subject: str, items: Sequence[Item]) -> list[Block]:
        """Parts under one answer each: side by side when there is room, else one after another."""
        rows: dict[frozenset[Value], list[Item]] = {}
        for item in items:
            term = item.about(subject)
            if term is not None:
                rows.setdefault(term.values, []).append(item)
        made = self._side_by_side(subject, rows) if len(rows) > 1 else None
        if made is not None:
            return [made]
        return [self._alone(subject, one) for one in rows.values()]

    def _alone(self, subject: str, items: Sequence[Item]) -> Branch:
        term = items[0].about(subject)
        if len(items) == 1 or term is None:
            return self.branch(items[0])
        return self.together(term, items)

    def _side_by_side(self, subject: str, rows: dict[frozenset[Value], list[Item]]) -> Fork | None:
        """The fork, None when it would be too wide."""
        cases = []
        for values, items in rows.items():
            left = [one.without(term) for one in items if (term := one.about(subject))]
            taken = self.seen.any_of([one.place for one in items], holds=True)
            label = self.label(subject, values)
            cases.append(Case(label=label, row=self.arranged(left), taken=taken))
        rest = self.rest(subject, frozenset[Value]().union(*rows))
        fork = Fork(
            subject=self.words.named(subject).label,
            cases=tuple(cases),
            has_other=rest is None or bool(rest),
            other=self.seen.chosen(subject, rest),
        )
        return fork if columns((fork,)) <= MOST_COLUMNS + fork.has_other else None

    def rest(self, subject: str, values: frozenset[Value]) -> frozenset[Value] | None:
        """The answers that lead to none of the cases, None when there may be no answer at all."""
        field = self.words.fields.get(subject)
        domain = domain_of(field)
        if not domain or field is None or field.optional or field.when is not None:
            return None
        around = self.seen.around(subject)
        return None if around else frozenset(domain) - values

    def label(self, subject: str, values: frozenset[Value]) -> str:
        """The answers that lead to a case, by their labels."""
        options = self.words.named(subject).options
        order = [*options, *TRUTHS]
        truths = {True: self._say(_("Yes")), False: self._say(_("No"))}
        names = [
            truths[one] if isinstance(one, bool) else options.get(one, one)
            for one in sorted(values, key=order.index)
        ]
        return self._say(_(" or ")).join(names)

    def _say(self, message: str) -> str:
        return gettext(self.words.language, message)


def _shared(items: Sequence[Item], term: Term) -> int:
    """How many of the first items are about the same answer as `term`, or share it."""
    known: list[frozenset[Value]] = []
    for number, item in enumerate(items):
        if item.is_exit:
            return number
        if not term.subject:
            if all(one.key != term.key for one in item.terms):
                return number
            continue
        own = item.about(term.subject)
        if own is None or not apart(own.values, known):
            return number
        known.append(own.values)
    return len(items)
