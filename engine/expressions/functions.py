"""The functions of expressions: a line each in FUNCTIONS, their docstrings are their manual."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from engine.expressions import (
    dates,
    lists,
    lookups,
    matching,
    months,
    nights,
    numbers,
    rows,
    stays,
    words,
    working_days,
)
from engine.expressions.kinds import (
    ANY,
    DAY,
    DAY_OR_MONTH,
    DAYS,
    LIST,
    MEASURED,
    NUMBER,
    NUMBERS,
    ORDERED,
    ORDERED_LIST,
    ROWS,
    SHOWN,
    TRUTHS,
    WHEN,
    WHOLE,
    WORDS,
    Kind,
)
from engine.expressions.types import (
    ANYTHING,
    DATE,
    DECIMAL,
    INTEGER,
    MONEY,
    MONTH,
    TEXT,
    YES_NO,
    List,
    Type,
    common,
    item_of,
)
from engine.expressions.values import Value

Rule = Callable[[Sequence[Type]], Type | None]


@dataclass(frozen=True)
class Function:
    """A function: how it is written, what it wants, the type it gives, what works it out.

    `fewest` values are wanted, all that `wants` lists without it; with `many`, any number.
    `reads` are values that come from around, before those written: the day, the language, the
    tables. `named` are the last values, given by name: `at=day`. With `binds`, the last value is
    worked out several times, each with another value of that name, of the type `bound`.
    """

    name: str
    signature: str
    wants: tuple[Kind, ...]
    gives: Rule
    run: Callable[..., Value]
    fewest: int | None = None
    many: bool = False
    reads: tuple[str, ...] = ()
    takes_unknown: bool = False
    named: tuple[str, ...] = ()
    binds: str = ""
    bound: Callable[[Sequence[Type]], Type] = lambda kinds: DATE

    @property
    def manual(self) -> str:
        """What the function does, for authors."""
        return self.run.__doc__ or ""

    def takes(self, count: int) -> bool:
        """Whether so many values may be written between its brackets."""
        fewest = len(self.wants) if self.fewest is None else self.fewest
        return count >= fewest and (self.many or count <= len(self.wants))

    def wanted(self, index: int) -> Kind:
        """What the value at a place must be."""
        return self.wants[min(index, len(self.wants) - 1)]


def always(kind: Type) -> Rule:
    """The rule of a function that always gives the same type."""
    return lambda kinds: kind


def _one_of(kinds: Sequence[Type]) -> Type | None:
    if len(kinds) == 1:
        return item_of(kinds[0]) or kinds[0]
    found = common(kinds)
    return None if found is None or item_of(found) not in (None, found) else found


def _rounded(kinds: Sequence[Type]) -> Type | None:
    return kinds[0] if len(kinds) > 1 or kinds[0] == MONEY else INTEGER


def _one_of_first(kinds: Sequence[Type]) -> Type | None:
    return _one_of(kinds[:1])


def _first(kinds: Sequence[Type]) -> Type | None:
    return kinds[0]


def _last(kinds: Sequence[Type]) -> Type | None:
    return kinds[-1]


def _share(kinds: Sequence[Type]) -> Type | None:
    return MONEY if kinds[0] == MONEY else DECIMAL


_TABLE = (
    Function("sum", "sum(group.column)", (NUMBERS,), _one_of, numbers.total),
    Function("sum_where", "sum_where(group.column, group.flag)", (NUMBERS, TRUTHS), _one_of_first,
             numbers.total_where),
    Function("count", "count(group)", (LIST,), always(INTEGER), lists.count),
    Function("count_where", "count_where(group.flag)", (TRUTHS,), always(INTEGER),
             lists.count_where),
    Function("where", "where(group.column, group.other, x)", (LIST, LIST, ANY, LIST, ANY),
             _first, lists.where, fewest=3),
    Function("rank", "rank(x, group.column)", (ORDERED, ORDERED_LIST), always(INTEGER), lists.rank),
    Function("min", "min(a, b)", (ORDERED,), _one_of, numbers.smallest, fewest=1, many=True),
    Function("max", "max(a, b)", (ORDERED,), _one_of, numbers.largest, fewest=1, many=True),
    Function("any", "any(group.column)", (TRUTHS,), always(YES_NO), lists.some),
    Function("all", "all(group.column)", (TRUTHS,), always(YES_NO), lists.every),
    Function("round", "round(x, n)", (NUMBER, WHOLE), _rounded, numbers.half_up, fewest=1),
    Function("floor", "floor(x)", (NUMBER,), _rounded, numbers.down),
    Function("ceil", "ceil(x)", (NUMBER,), _rounded, numbers.up),
    Function("percent", "percent(x, rate)", (NUMBER, NUMBER), _share, numbers.percent),
    Function("today", "today()", (), always(DATE), dates.this_day, reads=("today",)),
    Function("date", 'date("2025-03-12")', (WORDS,), always(DATE), dates.day_of),
    Function("age", "age(day)", (DAY,), always(INTEGER), dates.age, reads=("today",)),
    Function("days_between", "days_between(first, last)", (DAY, DAY), always(INTEGER),
             dates.days_between),
    Function("add_days", "add_days(day, n)", (DAY, WHOLE), always(DATE), dates.add_days),
    Function("add_months", "add_months(day, n)", (DAY, WHOLE), always(DATE), dates.add_months),
    Function("working_days_after", "working_days_after(day, n)", (DAY, WHOLE), always(DATE),
             working_days.working_days_after),
    Function("month_of", "month_of(day)", (DAY,), always(MONTH), months.month_of),
    Function("year_of", "year_of(day)", (DAY,), always(INTEGER), dates.year_of),
    Function("first_day", "first_day(month)", (DAY_OR_MONTH,), always(DATE), months.first_day),
    Function("last_day", "last_day(month)", (DAY_OR_MONTH,), always(DATE), months.last_day),
    Function("months_between", "months_between(first, last)", (DAY, DAY), always(INTEGER),
             months.months_between),
    Function("months_begun", "months_begun(first, last)", (DAY, DAY), always(INTEGER),
             months.months_begun),
    Function("nights_in", "nights_in(arrival, departure, month)", (DAY, DAY, DAY_OR_MONTH, DAY),
             always(INTEGER), months.nights_in, fewest=3),
    Function("sum_over_nights", "sum_over_nights(arrival, departure, x)", (DAY, DAY, NUMBER), _last,
             nights.sum_over_nights, binds="night"),
    Function("sum_of", "sum_of(rows, x)", (ROWS, NUMBER), _last, rows.sum_of, binds="row",
             bound=rows.row_type),
    Function("overlapping", "overlapping(group.arrival, group.departure)", (DAYS, DAYS),
             always(List(INTEGER)), stays.overlapping),
    Function("lookup", 'lookup("table", key, "column", at=day)', (WORDS, WORDS, WORDS, WHEN),
             always(ANYTHING), lookups.lookup, fewest=3, reads=("tables",), named=("at",)),
    Function("bracket", 'bracket("table", x, "column")', (WORDS, NUMBER, WORDS, WORDS, WHEN),
             always(ANYTHING), lookups.bracket, fewest=3, reads=("tables",), named=("key", "at")),
    Function("brackets", 'brackets("table", x, "column")', (WORDS, NUMBER, WORDS, WORDS, WHEN),
             always(ANYTHING), lookups.brackets, fewest=3, reads=("tables",), named=("key", "at")),
    Function("matches", 'matches(text, "pattern")', (WORDS, WORDS), always(YES_NO),
             matching.matches),
    Function("length", "length(x)", (MEASURED,), always(INTEGER), words.length),
    Function("lower", "lower(text)", (WORDS,), always(TEXT), words.lower),
    Function("text", "text(x)", (SHOWN,), always(TEXT), words.words, reads=("language",)),
    Function("plural", 'plural(n, "one", "many")', (NUMBER, WORDS, WORDS), always(TEXT),
             words.plural, reads=("language",)),
    Function("format_money", "format_money(x)", (NUMBER,), always(TEXT), words.money,
             reads=("language",)),
    Function("format_percent", "format_percent(x)", (NUMBER,), always(TEXT), words.percentage,
             reads=("language",)),
    Function("format_month", "format_month(month)", (DAY_OR_MONTH,), always(TEXT),
             months.format_month, reads=("language",)),
    Function("format_date", "format_date(day)", (DAY,), always(TEXT), words.day,
             reads=("language",)),
    Function("asked", 'asked("step")', (WORDS,), always(YES_NO), lists.asked, reads=("route",)),
    Function("format_day", "format_day(day)", (DAY,), always(TEXT), words.day_of_month,
             reads=("language",)),
    Function("format_short_date", "format_short_date(day)", (DAY,), always(TEXT), words.short_day),
    Function("answered", "answered(x)", (ANY,), always(YES_NO), lists.answered,
             takes_unknown=True),
)  # fmt: skip

FUNCTIONS: Mapping[str, Function] = MappingProxyType({each.name: each for each in _TABLE})
