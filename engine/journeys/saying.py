"""From the conditions of a procedure to what JSON Schema can say of them."""

import ast
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from engine.expressions import (
    FUNCTIONS,
    UNKNOWN,
    YES_NO,
    Rows,
    Syntax,
    Type,
    Value,
)
from engine.expressions.compile import closure
from engine.expressions.syntax import children, dotted, names_in
from engine.journeys.comparing import compared, holds_texts, sized, whole
from engine.journeys.domains import values_of
from engine.journeys.formulas import (
    UNSAID,
    Said,
    both,
    chosen,
    either,
    one_of,
    said,
    settled,
)
from engine.journeys.plan import FieldPlan

Json = dict[str, Any]
_MIRRORED: Mapping[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.Gt, ast.LtE: ast.GtE, ast.Gt: ast.Lt, ast.GtE: ast.LtE,
    ast.Eq: ast.Eq, ast.NotEq: ast.NotEq,
}  # fmt: skip


@dataclass(frozen=True)
class Known:
    """An answer that conditions may read: the level of its object, where it is in it, its type."""

    level: int
    path: tuple[str, ...]
    kind: Type
    plan: FieldPlan | None = None

    def has(self, schema: Json) -> Json:
        """It is there, and as the schema says."""
        for name in reversed(self.path):
            schema = {"required": [name], "properties": {name: schema}}
        return schema

    def when(self, schema: Json | bool) -> Said:
        """What is true when the answer is as the schema says, unknown when there is none."""
        if isinstance(schema, bool):
            schema = {} if schema else {"not": {}}
        yes, no = self.has(schema), self.has({"not": schema} if schema else {"not": {}})
        return Said(
            said(self.level, yes),
            said(self.level, {"not": yes}),
            said(self.level, no),
            said(self.level, {"not": no}),
            exactly=True,
        )

    def there(self, at_least: Json | None = None) -> Said:
        """What is true when there is an answer, false when there is none."""
        yes = said(self.level, self.has(at_least or {}))
        no = said(self.level, {"not": self.has(at_least or {})})
        return Said(yes, no, no, yes, exactly=True)


@dataclass(frozen=True)
class Place:
    """What can be read at one place of a procedure: constants, and answers by their names.

    `aliases` are the names of the items in which the place is: `document.type` is `type` there.
    `routes` tell for each step and group before it whether it is on the route.
    """

    constants: Mapping[str, Value]
    known: Mapping[str, Known]
    aliases: tuple[str, ...] = ()
    routes: Mapping[str, Said] = field(default_factory=dict)

    def find(self, node: ast.expr) -> Known | None:
        """The answer, or the part of one, that a node reads."""
        name = dotted(node)
        if name is None:
            return None
        first, *rest = name.split(".")
        if first in self.aliases and rest:
            first, *rest = rest
        found = self.known.get(first)
        return None if found is None else part_of(found, rest)


def part_of(known: Known, rest: Sequence[str]) -> Known | None:
    """A part of an answer made of several, as the family name of a person."""
    for name in rest:
        columns = getattr(known.kind, "columns", {})
        is_record = known.kind.family == "row"
        if not is_record or name not in columns:
            return None
        known = Known(known.level, (*known.path, name), columns[name])
    return known


def say(syntax: Syntax, place: Place) -> Said:
    """What JSON Schema can say of a condition."""
    return _Saying(place).truth(syntax.tree)


class _Saying:
    def __init__(self, place: Place) -> None:
        self.place = place

    def truth(self, node: ast.expr) -> Said:
        """What can be said of a node that is true or false."""
        found = self.constant(node)
        if found is not UNKNOWN:
            return settled(found)
        simple = self.simple(node)
        return self.cases(node) if simple is None else simple

    def simple(self, node: ast.expr) -> Said | None:
        """What can be said of the node by its form, None when its form says nothing."""
        if isinstance(node, ast.BoolOp):
            join = both if isinstance(node.op, ast.And) else one_of
            return join(*(self.truth(one) for one in node.values))
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            return self.truth(node.operand).negated()
        if isinstance(node, ast.IfExp):
            return chosen(self.truth(node.test), self.truth(node.body), self.truth(node.orelse))
        if isinstance(node, ast.Compare):
            return self.comparison(node)
        if isinstance(node, ast.Call):
            return self.call(node)
        known = self.place.find(node)
        return known.when({"const": True}) if known and known.kind == YES_NO else None

    def constant(self, node: ast.expr) -> Value:
        """The value of what no answer changes, UNKNOWN when there may be one."""
        roots = {name.partition(".")[0] for name in names_in(node)}
        if not roots <= self.place.constants.keys() or reads_around(node):
            return UNKNOWN
        return closure(node)(self.place.constants)

    # --- comparisons -----------------------------------------------------------------------------

    def comparison(self, node: ast.Compare) -> Said | None:
        sides = [node.left, *node.comparators]
        if len(node.ops) == 1:
            return self.pair(sides[0], type(node.ops[0]), sides[1])
        pairs = [
            ast.Compare(left, [sign], [right])
            for left, sign, right in zip(sides, node.ops, sides[1:], strict=False)
        ]
        return both(*(self.truth(one) for one in pairs))

    def pair(self, left: ast.expr, sign: type[ast.cmpop], right: ast.expr) -> Said | None:
        if sign in (ast.In, ast.NotIn):
            found = self.inside(left, right)
            return found.negated() if found and sign is ast.NotIn else found
        if self.constant(left) is not UNKNOWN:
            left, sign, right = right, _MIRRORED[sign], left
        value = self.constant(right)
        if value is UNKNOWN:
            return None
        if isinstance(left, ast.Call):
            return self.size(left, sign, value)
        known = self.place.find(left)
        schema = None if known is None else compared(known.kind, sign, value)
        return None if known is None or schema is None else known.when(schema)

    def inside(self, left: ast.expr, right: ast.expr) -> Said | None:
        known, values = self.place.find(left), self.constant(right)
        if known is not None and isinstance(values, (list, tuple)):
            wanted = [compared(known.kind, ast.Eq, one) for one in values]
            return None if None in wanted or not wanted else known.when({"anyOf": wanted})
        known, value = self.place.find(right), self.constant(left)
        if known is None or not isinstance(value, str) or not holds_texts(known.kind):
            return None
        return known.when({"contains": {"const": value}})

    def size(self, node: ast.Call, sign: type[ast.cmpop], value: Value) -> Said | None:
        """How long a text is, how many there are in a list."""
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        known = self.place.find(node.args[0]) if len(node.args) == 1 else None
        if name not in {"length", "count"} or known is None:
            return None
        bounds = whole(ast.Eq if sign is ast.NotEq else sign, value)
        keys = {"text": "Length", "list": "Items"}
        key = keys.get(known.kind.family)
        if bounds is None or key is None or (name == "count" and key == "Length"):
            return None
        found = known.when(sized(bounds, key))
        return found.negated() if sign is ast.NotEq else found

    # --- functions -------------------------------------------------------------------------------

    def call(self, node: ast.Call) -> Said | None:
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        if len(node.args) != 1:
            return None
        if name == "asked":
            step = self.constant(node.args[0])
            return self.place.routes.get(str(step), settled(False))
        if name == "answered":
            known = self.place.find(node.args[0])
            listed = known is not None and isinstance(known.kind, Rows)
            return None if known is None else known.there({"minItems": 1} if listed else None)
        return self.column(name, node.args[0]) if name in {"any", "all"} else None

    def column(self, name: str, node: ast.expr) -> Said | None:
        """Whether one, or each, of a column of yes or no is true."""
        group = self.place.find(node.value) if isinstance(node, ast.Attribute) else None
        if group is None or not isinstance(node, ast.Attribute) or not isinstance(group.kind, Rows):
            return None
        if group.kind.columns.get(node.attr) != YES_NO:
            return None
        wanted = name == "any"

        def column_is(value: object) -> Json:
            return {"required": [node.attr], "properties": {node.attr: {"const": value}}}

        one = group.when({"contains": column_is(wanted)})
        none = group.when({"items": column_is(not wanted)})
        found = Said(one.true, one.untrue, none.true, none.untrue, exactly=True)
        return found if wanted else found.negated()

    # --- cases -----------------------------------------------------------------------------------

    def cases(self, node: ast.expr) -> Said:
        """What depends on one answer only is tried on each of the values that it may have."""
        known = self.only(node)
        values = known and known.plan and values_of(known.plan, known.kind)
        if not known or not values:
            return UNSAID
        found = closure(node)
        outcomes = [(json, found(self.around(known, value))) for json, value in values]
        absent = found(self.around(known, UNKNOWN))
        true, false = (
            [json for json, outcome in outcomes if outcome is wanted] for wanted in (True, False)
        )
        is_true, is_false = known.when({"enum": true}), known.when({"enum": false})
        if not true:
            is_true = known.when(False)
        if not false:
            is_false = known.when(False)
        none = known.there().negated()
        if absent is True:
            is_true = one_of_formulas(is_true, none)
        if absent is False:
            is_false = one_of_formulas(is_false, none)
        return Said(is_true.true, is_true.untrue, is_false.true, is_false.untrue, exactly=True)

    def only(self, node: ast.expr) -> Known | None:
        """The one answer on which the node depends, None when there are others."""
        names = names_in(node)
        if reads_around(node) or any(name.endswith(".label") for name in names):
            return None
        found: dict[tuple[str, ...], Known] = {}
        for name in names:
            first, *rest = name.split(".")
            if first in self.place.aliases and rest:
                first = rest[0]
            elif first in self.place.constants:
                continue
            known = self.place.known.get(first)
            if known is None:
                return None
            found[known.path] = known
        return next(iter(found.values())) if len(found) == 1 else None

    def around(self, known: Known, value: Value) -> dict[str, Value]:
        name = known.path[0]
        items: dict[str, Value] = {alias: {name: value} for alias in self.place.aliases}
        return {**self.place.constants, **items, name: value}


def one_of_formulas(one: Said, other: Said) -> Said:
    """Either of two conditions that are never unknown for the same answers."""
    return Said(either(one.true, other.true), both(one, other).untrue)


def reads_around(node: ast.expr) -> bool:
    """Whether a function in it reads the day, or the language; tables stay as they are."""
    waiting = [node]
    while waiting:
        one = waiting.pop()
        if isinstance(one, ast.Call):
            function = FUNCTIONS.get(one.func.id) if isinstance(one.func, ast.Name) else None
            if function is None or set(function.reads) - {"tables"}:
                return True
        waiting.extend(children(one))
    return False
