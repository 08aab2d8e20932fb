"""Why a value is what it is: what counted, and a sentence that says so."""

import ast
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from engine.expressions.compile import Bound, Closure, closure, compare
from engine.expressions.functions import FUNCTIONS
from engine.expressions.nights import changes_of, periods, steady_tables
from engine.expressions.problems import _
from engine.expressions.syntax import Syntax, bound_name, children, dotted
from engine.expressions.tables import TABLES, Tables
from engine.expressions.values import UNKNOWN, Environment, Value, is_date

Describe = Callable[[str], tuple[str, str]]

_IS = _("“{name}” is “{value}”")
_IS_UNKNOWN = _("“{name}” is not answered yet")
_REASONS = {
    "by_zero": _("a division by zero has no value"),
    "no_value": _("the result cannot be worked out: it is too large, or of another kind"),
    "no_row": _("“{table}” has nothing for “{row}” on {day}"),
}


@dataclass(frozen=True, slots=True)
class Input:
    """A value that counted: its dotted name, its label, the value, and as people read it."""

    name: str
    label: str
    value: Value
    shown: str


@dataclass(frozen=True, slots=True)
class Fault:
    """Why there is no value: `by_zero`, `no_row` (of which `table`, `row`, `day`), `no_value`."""

    key: str
    values: tuple[tuple[str, Value], ...] = ()


@dataclass(frozen=True, slots=True)
class Period:
    """Some nights of a stay in a row, from one day to another, and what each of them is worth."""

    first: date
    last: date
    nights: int
    value: Value


@dataclass(frozen=True, slots=True)
class Fragment:
    """A part of a sentence: an English message with {names}, and their values."""

    message: str
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation:
    """A result, the inputs that decided it, and the parts of the sentence that says so."""

    result: Value
    inputs: tuple[Input, ...]
    fragments: tuple[Fragment, ...]
    faults: tuple[Fault, ...] = ()
    periods: tuple[Period, ...] = ()


def explain(syntax: Syntax, environment: Environment, describe: Describe) -> Explanation:
    """Why `syntax` has its value; `describe` gives the label and the shown value of a name.

    Only what decided is told: of a true “or”, the parts that are true.
    """
    why = _Why(environment, syntax.parts)
    why.look(syntax.tree)
    inputs = tuple(
        Input(name, *_described(describe, name, value)) for name, value in why.inputs.items()
    )
    told = tuple(_told(each) for each in inputs) + tuple(map(_reason, why.faults))
    result = why.value(syntax.tree)
    return Explanation(result, inputs, told, tuple(why.faults), tuple(why.periods))


def faults_in(syntax: Syntax, environment: Environment) -> tuple[Fault, ...]:
    """Why a value cannot be worked out though all that it reads is known."""
    why = _Why(environment, syntax.parts)
    why.look(syntax.tree)
    return tuple(why.faults)


def _described(describe: Describe, name: str, value: Value) -> tuple[str, Value, str]:
    label, shown = describe(name)
    return label, value, shown


def _told(known: Input) -> Fragment:
    if known.value is UNKNOWN:
        return Fragment(_IS_UNKNOWN, (("name", known.label),))
    return Fragment(_IS, (("name", known.label), ("value", known.shown)))


def _reason(fault: Fault) -> Fragment:
    return Fragment(_REASONS[fault.key], tuple((name, str(one)) for name, one in fault.values))


class _Why:
    """One walk over a tree that follows only the parts that decide."""

    def __init__(self, environment: Environment, parts: dict[int, Closure]) -> None:
        self.environment = environment
        self.parts = parts
        self.inputs: dict[str, Value] = {}
        self.faults: list[Fault] = []
        self.periods: list[Period] = []

    def value(self, node: ast.expr) -> Value:
        """What a node is worth."""
        found = self.parts.get(id(node))
        if found is None:
            found = self.parts[id(node)] = closure(node)
        return found(self.environment)

    def look(self, node: ast.expr) -> None:
        """Gather the inputs of a node, those of its deciding parts first to last."""
        name = dotted(node)
        if name is not None:
            self.inputs.setdefault(name, self.value(node))
            return
        bound = bound_name(node)
        if bound and isinstance(node, ast.Call) and node.args:
            if bound == "night":
                self._look_at_nights(node, bound)
            else:
                self._look_beside(node.args[-1], bound)
            return
        parts = list(self._deciding(node))
        for part in parts:
            self.look(part)
        self._find_fault(node, parts)

    def _look_beside(self, each: ast.expr, name: str) -> None:
        """Gather what a sum over rows reads beside the row itself, which has no name to say."""
        inner = _Why(Bound(self.environment, name, UNKNOWN), self.parts)
        inner.look(each)
        for one, value in inner.inputs.items():
            if one.partition(".")[0] != name:
                self.inputs.setdefault(one, value)

    def _look_at_nights(self, node: ast.Call, name: str) -> None:
        """Follow the nights of a stay: what they read, what each is worth, where one lacks."""
        *around, each = node.args
        for part in around:
            self.look(part)
        first, last = [*map(self.value, around), UNKNOWN, UNKNOWN][:2]
        if not is_date(first) or not is_date(last):
            return
        changes = changes_of(self.environment.get(TABLES), steady_tables(each, name))
        for start, end in periods(first, last, changes):
            inner = _Why(Bound(self.environment, name, start), self.parts)
            value = inner.value(each)
            if not self.periods or value is UNKNOWN:
                inner.look(each)
                inner.inputs.pop(name, None)
                self.inputs = {**inner.inputs, **self.inputs}
            self.periods.append(Period(start, end, (end - start).days, value))
            if value is UNKNOWN:
                self.faults.extend(one for one in inner.faults if one not in self.faults)
                return

    def _deciding(self, node: ast.expr) -> Iterable[ast.expr]:
        if isinstance(node, ast.BoolOp):
            return self._deciding_of(node)
        if isinstance(node, ast.IfExp):
            test = self.value(node.test)
            chosen = {True: [node.body], False: [node.orelse]}
            return [node.test, *(chosen[test] if isinstance(test, bool) else [])]
        return children(node)

    def _deciding_of(self, node: ast.BoolOp) -> Iterator[ast.expr]:
        """The parts that have the value of the whole: all of a true “and”, one of a false."""
        whole = self.value(node)
        for part in node.values:
            value = self.value(part)
            if value is whole or compare(ast.Eq, value, whole) is True:
                yield part

    def _find_fault(self, node: ast.expr, parts: list[ast.expr]) -> None:
        if self.value(node) is not UNKNOWN or not isinstance(node, (ast.BinOp, ast.Call)):
            return
        values = [self.value(part) for part in parts]
        if UNKNOWN in values:
            return
        fault = self._fault(node, values)
        if fault not in self.faults:
            self.faults.append(fault)

    def _fault(self, node: ast.BinOp | ast.Call, values: list[Value]) -> Fault:
        if isinstance(node, ast.BinOp):
            by_zero = isinstance(node.op, ast.Div) and values[1] == 0
            return Fault("by_zero" if by_zero else "no_value")
        function = FUNCTIONS.get(node.func.id) if isinstance(node.func, ast.Name) else None
        is_read = function is not None and "tables" in function.reads and len(values) > 2
        if function is None or not is_read:
            return Fault("no_value")
        given = dict(zip(function.named, values[3:], strict=False))
        table, key = str(values[0]), values[1]
        day = given.get("at") or self.environment.get("today", UNKNOWN)
        return Fault("no_row", (("table", self._title(table)), ("row", key), ("day", day)))

    def _title(self, name: str) -> str:
        """What people call a table."""
        tables: object = self.environment.get(TABLES)
        known = tables.tables.get(name) if isinstance(tables, Tables) else None
        return known.title if known else name
