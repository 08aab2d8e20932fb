"""The functions that are translated; the others give a free value of their type."""

import ast
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any, Protocol

from engine.analysis.columns import (
    all_of,
    any_of,
    count_of,
    count_where_of,
    greatest_of,
    least_of,
    sum_of,
)
from engine.analysis.free import Free
from engine.analysis.logic import Amount, Formula, Logic
from engine.analysis.terms import Column, Day, Many, Month, Number, Rows, Term, Truth, Word

YEAR = Fraction(3_652_425, 10_000)  # how many days a year has, over four hundred of them
MONTH = YEAR / 12
SLACK = 3
TODAY = "today()"


class Asking(Protocol):
    """What a translation needs from the walk over an expression."""

    free: Free
    logic: Logic
    names: Any
    owner: Any

    def unknown(self, node: ast.expr, known: Formula | None = None) -> Term:
        """A free value that stands for a node."""
        ...


Given = Sequence[Term]
Call = Callable[[Asking, ast.Call, Given], Term | None]


def answered(asking: Asking, node: ast.Call, given: Given) -> Term | None:
    """Whether there is an answer."""
    del node
    said = asking.owner.comparing.is_said(given[0])
    return Truth(said, asking.logic.no(said), known=True)


def asked(asking: Asking, node: ast.Call, given: Given) -> Term | None:
    """Whether a step is on the route."""
    del given
    name = node.args[0].value if isinstance(node.args[0], ast.Constant) else None
    on = asking.names.asked.get(str(name), False)
    return Truth(on, asking.logic.no(on), known=True)


def total(asking: Asking, node: ast.Call, given: Given) -> Term | None:
    """The sum of a column."""
    del node
    return sum_of(asking.logic, given[0]) if isinstance(given[0], Column) else None


def how_many(asking: Asking, node: ast.Call, given: Given) -> Term | None:
    """How many items, options or values there are."""
    del node
    logic, one = asking.logic, given[0]
    if isinstance(one, Many):
        return Number(one.known, logic.how_many(one.flags.values()), whole=True)
    if isinstance(one, Rows):
        return Number(one.known, one.count, whole=True)
    return count_of(logic, one) if isinstance(one, Column) else None


def some(asking: Asking, node: ast.Call, given: Given) -> Term | None:
    """Whether one of a column is true."""
    del node
    return any_of(asking.logic, given[0]) if isinstance(given[0], Column) else None


def every(asking: Asking, node: ast.Call, given: Given) -> Term | None:
    """Whether all of a column are true."""
    del node
    return all_of(asking.logic, given[0]) if isinstance(given[0], Column) else None


def count_where(asking: Asking, node: ast.Call, given: Given) -> Term | None:
    """How many of a column are true."""
    del node
    return count_where_of(asking.logic, given[0]) if isinstance(given[0], Column) else None


def smallest(asking: Asking, node: ast.Call, given: Given) -> Term | None:
    """The least of some values, or of a column."""
    del node
    if len(given) == 1 and isinstance(given[0], Column):
        return least_of(asking.logic, given[0])
    return _extreme(asking, given, lambda first, second: asking.logic.less(second, first))


def largest(asking: Asking, node: ast.Call, given: Given) -> Term | None:
    """The greatest of some values, or of a column."""
    del node
    if len(given) == 1 and isinstance(given[0], Column):
        return greatest_of(asking.logic, given[0])
    return _extreme(asking, given, asking.logic.less)


def _extreme(
    asking: Asking, given: Given, gives_way: Callable[[Amount, Amount], Formula]
) -> Term | None:
    found = given[0]
    known = asking.logic.both(*(one.known for one in given))
    for one in given[1:]:
        for kind in (Number, Day):
            if isinstance(found, kind) and isinstance(one, kind):
                test = gives_way(found.value, one.value)
                found = asking.owner.merging.pick(test, one, found)
                break
        else:
            return None
    if not isinstance(found, (Number, Day)) or len(given) < 2:
        return None
    if isinstance(found, Day):
        return Day(known, found.value)
    return Number(known, found.value, found.whole)


def rounded(asking: Asking, node: ast.Call, given: Given) -> Term | None:
    """A number rounded half away from zero."""
    del node
    one, decimals = given[0], given[1].value if len(given) > 1 else 0  # type: ignore[union-attr]
    if not isinstance(one, Number) or not isinstance(decimals, int) or abs(decimals) > 20:
        return None
    if one.whole and decimals >= 0:
        return one
    unit, half = Fraction(10) ** decimals, Fraction(1, 2)
    logic = asking.logic
    scaled = logic.times(one.value, unit)
    above = logic.floor(logic.add(scaled, half))
    below = logic.times(logic.floor(logic.add(logic.times(scaled, -1), half)), -1)
    nearest = logic.pick(logic.most(0, scaled), above, below)
    return Number(one.known, logic.times(nearest, 1 / unit), whole=decimals == 0)


def down(asking: Asking, node: ast.Call, given: Given) -> Term | None:
    """The whole number below."""
    del node
    one = given[0]
    if not isinstance(one, Number):
        return None
    return Number(one.known, asking.logic.floor(one.value), whole=True)


def up(asking: Asking, node: ast.Call, given: Given) -> Term | None:
    """The whole number above."""
    del node
    one, logic = given[0], asking.logic
    if not isinstance(one, Number):
        return None
    opposite = logic.floor(logic.times(one.value, -1))
    return Number(one.known, logic.times(opposite, -1), whole=True)


def percent(asking: Asking, node: ast.Call, given: Given) -> Term | None:
    """A share of a number."""
    del node
    one, rate = given
    if not isinstance(one, Number) or not isinstance(rate, Number):
        return None
    for value, factor in ((one.value, rate.value), (rate.value, one.value)):
        if isinstance(factor, (int, Fraction)):
            known = asking.logic.both(one.known, rate.known)
            return Number(known, asking.logic.times(value, Fraction(factor) / 100))
    return None


def day(asking: Asking, node: ast.Call, given: Given) -> Term | None:
    """A day that is written."""
    del asking, given
    text = node.args[0].value if isinstance(node.args[0], ast.Constant) else ""
    try:
        return Day(known=True, value=date.fromisoformat(str(text)).toordinal())
    except ValueError:
        return None


def today(asking: Asking, node: ast.Call, given: Given) -> Term | None:
    """This day: any."""
    del node, given
    made = asking.owner.made
    found: Term = made.setdefault((TODAY, ""), Day(known=True, value=asking.free.day(TODAY)))
    return found


def age(asking: Asking, node: ast.Call, given: Given) -> Term | None:
    """How many years have passed: within a few days, as years are of two lengths."""
    now, one = today(asking, node, ()), given[0]
    if not isinstance(one, Day) or not isinstance(now, Day):
        return None
    passed = asking.logic.add(now.value, asking.logic.times(one.value, -1))
    return _about(asking, node, one.known, passed, YEAR)


def year_of(asking: Asking, node: ast.Call, given: Given) -> Term | None:
    """The year of a day, within a few days."""
    one = given[0]
    if not isinstance(one, Day):
        return None
    past = asking.logic.add(one.value, int(YEAR) - 1)
    return _about(asking, node, one.known, past, YEAR)


def month_of(asking: Asking, node: ast.Call, given: Given) -> Term | None:
    """The month of a day, within a few days."""
    one = given[0]
    if not isinstance(one, Day):
        return None
    past = asking.logic.add(one.value, int(YEAR) - 1)
    found = _about(asking, node, one.known, past, MONTH)
    return Month(one.known, found.value) if isinstance(found, Number) else None


def _about(
    asking: Asking, node: ast.Call, known: Formula, days: Amount, unit: Fraction
) -> Term | None:
    """How many whole units fit in so many days, as nearly as can be told without a calendar."""
    key = (asking.names.tag, f"about {ast.dump(node)}")
    found = asking.owner.made.get(key)
    if found is None:
        logic = asking.logic
        value = logic.whole(ast.unparse(node))
        low = logic.add(logic.times(value, unit), -SLACK)
        high = logic.add(logic.times(logic.add(value, 1), unit), SLACK)
        logic.hold(logic.between(low, days, high))
        inner_low = logic.add(logic.times(value, unit), SLACK)
        inner_high = logic.add(logic.times(logic.add(value, 1), unit), -SLACK)
        logic.wishes.append(logic.between(inner_low, days, inner_high))
        found = asking.owner.made[key] = Number(known, value, whole=True)
    return found if isinstance(found, Number) else None


def days_between(asking: Asking, node: ast.Call, given: Given) -> Term | None:
    """How many nights there are from a day to another."""
    del node
    first, last = given
    if not isinstance(first, Day) or not isinstance(last, Day):
        return None
    logic = asking.logic
    nights = logic.add(last.value, logic.times(first.value, -1))
    return Number(logic.both(first.known, last.known), nights, whole=True)


def add_days(asking: Asking, node: ast.Call, given: Given) -> Term | None:
    """A day so many days later."""
    del node
    one, count = given
    if not isinstance(one, Day) or not isinstance(count, Number):
        return None
    known = asking.logic.both(one.known, count.known)
    return Day(known, asking.logic.add(one.value, count.value))


def add_months(asking: Asking, node: ast.Call, given: Given) -> Term | None:
    """A day so many months later, within a few days."""
    one, count = given
    if not isinstance(one, Day) or not isinstance(count, Number):
        return None
    known = asking.logic.both(one.known, count.known)
    found = asking.unknown(node, known)
    if isinstance(found, Day):
        logic = asking.logic
        exactly = logic.add(one.value, logic.times(count.value, MONTH))
        low, high = logic.add(exactly, -SLACK), logic.add(exactly, SLACK)
        logic.hold(logic.implies(known, logic.between(low, found.value, high)))
    return found


def length(asking: Asking, node: ast.Call, given: Given) -> Term | None:
    """How long a text is, how many values there are."""
    one = given[0]
    if isinstance(one, Word) and one.flags is not None:
        count: Amount = 0
        for text, flag in one.flags.items():
            count = asking.logic.pick(flag, len(text), count)
        return Number(one.known, count, whole=True)
    if isinstance(one, Word) and one.length is not None:
        return Number(one.known, one.length, whole=True)
    return how_many(asking, node, given) if isinstance(one, (Many, Rows)) else None


CALLS: Mapping[str, Call] = {
    "answered": answered,
    "asked": asked,
    "sum": total,
    "count": how_many,
    "count_where": count_where,
    "any": some,
    "all": every,
    "min": smallest,
    "max": largest,
    "round": rounded,
    "floor": down,
    "ceil": up,
    "percent": percent,
    "date": day,
    "today": today,
    "age": age,
    "year_of": year_of,
    "month_of": month_of,
    "days_between": days_between,
    "add_days": add_days,
    "add_months": add_months,
    "length": length,
}
