"""Values of which only the type is known: what stands for all that is not translated."""

from collections.abc import Callable, Mapping
from fractions import Fraction

from engine.analysis.codes import Codes
from engine.analysis.logic import Amount, Formula, Logic
from engine.analysis.ranges import Ranges
from engine.analysis.terms import (
    Column,
    Day,
    Many,
    Month,
    Number,
    Opaque,
    Record,
    Rest,
    Rows,
    Term,
    Truth,
    Word,
)
from engine.expressions import (
    ANYTHING,
    FILES,
    INTEGER,
    Choice,
    Choices,
    List,
    Type,
)
from engine.expressions import (
    Rows as RowsType,
)
from engine.expressions.types import columns_of, item_of

FIRST_DAY, LAST_DAY = 1, 3_652_059
MONTHS = 12
MOST_ROWS = 1_000
Make = Callable[[str, Formula, Type], Term]


class Free:
    """Makes free values, each with the limits of its type."""

    def __init__(self, logic: Logic, codes: Codes) -> None:
        self.logic = logic
        self.codes = codes
        self.ranges = Ranges(logic)
        self.records: dict[str, dict[str, Term]] = {}

    def term(self, name: str, known: Formula, kind: Type) -> Term:
        """A value of a type, free."""
        makers: Mapping[str, Make] = {
            "yes_no": self._truth,
            "number": self._number,
            "date": self._day,
            "month": self._month,
            "text": self._word,
            "choice": self._choice,
            "list": self._list,
            "row": self._record,
        }
        make = makers.get(kind.family)
        return make(name, known, kind) if make else Opaque(known)

    def truth(self, name: str, known: Formula) -> Truth:
        """A yes or no, free."""
        value = self.logic.flag(name)
        return self.decided(known, value)

    def decided(self, known: Formula, value: Formula) -> Truth:
        """A yes or no that is `value` when it is known."""
        logic = self.logic
        return Truth(logic.both(known, value), logic.both(known, logic.no(value)), known)

    def columns(
        self, name: str, known: Formula, kinds: Mapping[str, Type], *, sure: bool = False
    ) -> Callable[[str], Term]:
        """The columns of a row, each made when it is first read; it may have no value."""
        made = self.records.setdefault(name, {})

        def read(column: str) -> Term:
            if column not in made:
                kind = kinds.get(column, ANYTHING)
                label = f"{name}.{column}"
                there = True if sure else self.logic.flag(f"{label}?")
                made[column] = self.term(label, self.logic.both(known, there), kind)
            return made[column]

        return read

    def sure_columns(self, name: str, kinds: Mapping[str, Type]) -> Callable[[str], Term]:
        """The columns of a row that all have a value."""
        return self.columns(name, True, kinds, sure=True)

    def _truth(self, name: str, known: Formula, kind: Type) -> Term:
        del kind
        return self.truth(name, known)

    def _number(self, name: str, known: Formula, kind: Type) -> Term:
        if kind == INTEGER:
            return Number(known, self.logic.whole(name), whole=True)
        return Number(known, self.logic.number(name))

    def _day(self, name: str, known: Formula, kind: Type) -> Term:
        del kind
        return Day(known, self.day(name))

    def day(self, name: str) -> Amount:
        """The number of a day."""
        value = self.logic.whole(name)
        self.logic.hold(self.logic.between(FIRST_DAY, value, LAST_DAY))
        return value

    def _month(self, name: str, known: Formula, kind: Type) -> Term:
        del kind
        value = self.logic.whole(name)
        self.logic.hold(self.logic.between(MONTHS, value, 10_000 * MONTHS))
        return Month(known, value)

    def _word(self, name: str, known: Formula, kind: Type) -> Term:
        del kind
        return self.word(name, known)

    def word(self, name: str, known: Formula) -> Word:
        """Any text."""
        return Word(known, code=self.logic.number(name), length=self.length(name))

    def length(self, name: str) -> Amount:
        """The length of a text."""
        value = self.logic.whole(f"{name}#")
        self.logic.hold(self.logic.most(0, value))
        return value

    def _choice(self, name: str, known: Formula, kind: Type) -> Term:
        options = kind.options if isinstance(kind, Choice) else None
        columns = self.columns(name, known, columns_of(kind))
        if options is None:
            return Word(known, code=self.logic.number(name), columns=columns)
        return Word(known, self.one_of(name, options), columns=columns)

    def one_of(self, name: str, options: tuple[str, ...]) -> Mapping[str, Formula]:
        """Which one of a few options it is."""
        flags = {one: self.logic.flag(f"{name}={one}") for one in options}
        if flags:
            self.logic.hold(self.logic.exactly_one(flags.values()))
        return flags

    def _list(self, name: str, known: Formula, kind: Type) -> Term:
        if isinstance(kind, Choices) and kind.options is not None:
            flags = {one: self.logic.flag(f"{name}={one}") for one in kind.options}
            return Many(known, flags)
        count = self.logic.whole(f"{name}#")
        self.logic.hold(self.logic.between(0, count, MOST_ROWS))
        return self.listed(name, known, kind, count)

    def listed(self, name: str, known: Formula, kind: Type, count: Amount) -> Term:
        """So many values of a type, or rows; nothing is known of them."""
        there = self.logic.most(1, count)
        item = item_of(kind) or ANYTHING
        if isinstance(kind, List) or kind == FILES:
            rest = Rest(item)
            cell = self.term(f"{name}[]", self.logic.both(known, there), item)
            return Column(known, count, there, cell, rest)
        kinds = kind.columns if isinstance(kind, RowsType) else columns_of(item)
        one = self.columns(f"{name}[]", self.logic.both(known, there), kinds)
        return Rows(known, count, there, one, lambda column: Rest(kinds.get(column, ANYTHING)))

    def _record(self, name: str, known: Formula, kind: Type) -> Term:
        return Record(known, self.columns(name, known, columns_of(kind)))


def exact(value: object) -> Fraction | int:
    """A number of the language as the analysis counts with it."""
    return value if isinstance(value, int) else Fraction(str(value))
