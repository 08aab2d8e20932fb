"""What is asked of a column: one row is looked at, which stands for any; the rest is free."""

from engine.analysis.logic import Amount, Formula, Logic
from engine.analysis.terms import Column, Number, Term, Truth


def sum_of(logic: Logic, column: Column) -> Number | None:
    """The sum: within the bounds of the column, for the rows that are not looked at."""
    cell = column.cell
    if not isinstance(cell, Number):
        return None
    rest = logic.whole("sum of the rest") if cell.whole else logic.number("sum of the rest")
    others = _others(logic, column)
    _bound(logic, column, rest, others)
    value = logic.add(logic.pick(column.there, cell.value, 0), rest)
    return Number(_all_known(logic, column), value, cell.whole)


def count_of(logic: Logic, column: Column) -> Number:
    """How many values are known."""
    others = _others(logic, column)
    rest = logic.whole("known in the rest")
    logic.hold(logic.between(0, rest, others))
    logic.hold(logic.implies(column.rest.sure, logic.equal(rest, others)))
    here = logic.pick(logic.both(column.there, column.cell.known), 1, 0)
    return Number(column.known, logic.add(here, rest), whole=True)


def any_of(logic: Logic, column: Column) -> Truth | None:
    """Whether one of the values is true."""
    if not isinstance(column.cell, Truth):
        return None
    more, none = _of_the_rest(logic, column)
    true = logic.both(column.known, logic.either(logic.both(column.there, column.cell.true), more))
    here = logic.implies(column.there, column.cell.false)
    false = logic.both(column.known, here, none)
    return Truth(true, false, logic.either(true, false))


def all_of(logic: Logic, column: Column) -> Truth | None:
    """Whether all of the values are true."""
    cell = column.cell
    if not isinstance(cell, Truth):
        return None
    opposite = Truth(cell.false, cell.true, cell.known)
    found = any_of(logic, Column(column.known, column.count, column.there, opposite, column.rest))
    return None if found is None else Truth(found.false, found.true, found.known)


def count_where_of(logic: Logic, column: Column) -> Number | None:
    """How many of the values are true."""
    if not isinstance(column.cell, Truth):
        return None
    rest = logic.whole("true in the rest")
    logic.hold(logic.between(0, rest, _others(logic, column)))
    here = logic.pick(logic.both(column.there, column.cell.true), 1, 0)
    return Number(_all_known(logic, column), logic.add(here, rest), whole=True)


def least_of(logic: Logic, column: Column) -> Term | None:
    """The least of the values."""
    return _extreme(logic, column, is_least=True)


def greatest_of(logic: Logic, column: Column) -> Term | None:
    """The greatest of the values."""
    return _extreme(logic, column, is_least=False)


def _extreme(logic: Logic, column: Column, *, is_least: bool) -> Term | None:
    cell = column.cell
    if not isinstance(cell, Number):
        return None
    found = logic.whole("extreme") if cell.whole else logic.number("extreme")
    pair = (found, cell.value) if is_least else (cell.value, found)
    logic.hold(logic.implies(logic.both(column.there, cell.known), logic.most(*pair)))
    alone = logic.both(logic.equal(column.count, 1), cell.known)
    logic.hold(logic.implies(alone, logic.equal(found, cell.value)))
    for bound, order in ((column.rest.low, (0, 1)), (column.rest.high, (1, 0))):
        if bound is not None:
            sides = (bound, found)
            logic.hold(logic.most(sides[order[0]], sides[order[1]]))
    known = logic.both(_all_known(logic, column), column.there)
    return Number(known, found, cell.whole)


def _others(logic: Logic, column: Column) -> Amount:
    """How many rows are not looked at."""
    return logic.pick(logic.less(1, column.count), logic.add(column.count, -1), 0)


def _bound(logic: Logic, column: Column, rest: Amount, others: Amount) -> None:
    low, high = column.rest.low, column.rest.high
    logic.hold(logic.implies(logic.most(column.count, 1), logic.equal(rest, 0)))
    if low is not None:
        logic.hold(logic.most(logic.times(others, low), rest))
    if high is not None:
        logic.hold(logic.most(rest, logic.times(others, high)))


def _all_known(logic: Logic, column: Column) -> Formula:
    here = logic.implies(column.there, column.cell.known)
    rest = logic.either(logic.most(column.count, 1), column.rest.sure, logic.flag("rest known"))
    return logic.both(column.known, here, rest)


def _of_the_rest(logic: Logic, column: Column) -> tuple[Formula, Formula]:
    """Whether one of the rest is true; whether all of the rest are false."""
    has_more = logic.less(1, column.count)
    more, none = logic.flag("true in the rest"), logic.flag("false in the rest")
    one = logic.both(has_more, more)
    no_one = logic.either(logic.no(has_more), logic.both(none, logic.no(more)))
    return one, no_one
