"""One of two values, according to a condition."""

from engine.analysis.free import Free
from engine.analysis.logic import Formula
from engine.analysis.terms import Day, Many, Month, Number, Opaque, Term, Truth, Word


class Merging:
    """Chooses between values."""

    def __init__(self, free: Free) -> None:
        self.free = free
        self.logic = free.logic

    def pick(self, test: Formula, then: Term, otherwise: Term) -> Term:
        """The first value when the test holds, else the second."""
        if isinstance(test, bool):
            return then if test else otherwise
        logic = self.logic
        known = logic.pick(test, then.known, otherwise.known)
        if isinstance(then, Truth) and isinstance(otherwise, Truth):
            true = logic.pick(test, then.true, otherwise.true)
            false = logic.pick(test, then.false, otherwise.false)
            return Truth(true, false, known)
        if isinstance(then, Number) and isinstance(otherwise, Number):
            whole = then.whole and otherwise.whole
            return Number(known, logic.pick(test, then.value, otherwise.value), whole)
        if isinstance(then, Word) and isinstance(otherwise, Word):
            return self._word(test, then, otherwise, known)
        return self._other(test, then, otherwise, known)

    def _other(self, test: Formula, then: Term, otherwise: Term, known: Formula) -> Term:
        logic = self.logic
        if isinstance(then, Day) and isinstance(otherwise, Day):
            return Day(known, logic.pick(test, then.value, otherwise.value))
        if isinstance(then, Month) and isinstance(otherwise, Month):
            return Month(known, logic.pick(test, then.value, otherwise.value))
        if isinstance(then, Many) and isinstance(otherwise, Many):
            names = {**then.flags, **otherwise.flags}
            flags = {
                name: logic.pick(
                    test, then.flags.get(name, False), otherwise.flags.get(name, False)
                )
                for name in names
            }
            return Many(known, flags)
        return Opaque(known)

    def _word(self, test: Formula, then: Word, otherwise: Word, known: Formula) -> Term:
        logic = self.logic
        if then.flags is not None and otherwise.flags is not None:
            names = {**then.flags, **otherwise.flags}
            flags = {
                name: logic.pick(
                    test, then.flags.get(name, False), otherwise.flags.get(name, False)
                )
                for name in names
            }
            return Word(known, flags)
        return Word(known, code=logic.pick(test, self.code(then), self.code(otherwise)))

    def code(self, word: Word) -> Formula:
        """The number of a text."""
        if word.flags is None:
            return word.code
        found: Formula = self.free.codes.of("")
        for text, flag in word.flags.items():
            found = self.logic.pick(flag, self.free.codes.of(text), found)
        return found

    def under(self, condition: Formula, term: Term) -> Term:
        """A value that is only known under a condition."""
        if condition is True:
            return term
        logic = self.logic
        known = logic.both(condition, term.known)
        if isinstance(term, Truth):
            return Truth(logic.both(condition, term.true), logic.both(condition, term.false), known)
        if isinstance(term, Number):
            return Number(known, term.value, term.whole)
        if isinstance(term, Day):
            return Day(known, term.value)
        if isinstance(term, Month):
            return Month(known, term.value)
        if isinstance(term, Word):
            return Word(known, term.flags, term.code, term.columns, term.length)
        return Many(known, term.flags) if isinstance(term, Many) else Opaque(known)
