"""A group as formulas: how many items it has, and one of them, which stands for any."""

import ast

from engine.analysis.domains import is_sure, rest_of
from engine.analysis.free import MOST_ROWS
from engine.analysis.logic import Amount, Formula
from engine.analysis.owner import Owner
from engine.analysis.spots import Around, Counted, Stage
from engine.analysis.terms import Number, Opaque, Record, Rest, Rows, Term, Word
from engine.definitions import ROOT, Group, Step, conditions_of
from engine.definitions.points import Point, dotted
from engine.expressions import ANYTHING, INTEGER, Syntax
from engine.expressions import Record as RecordType
from engine.fields import Computed, Field
from engine.journeys.plan import GroupPlan

MOST_ITEMS = 50  # when the author says nothing
CERTAIN = (ast.BinOp, ast.Name, ast.Constant, ast.UnaryOp, ast.operator, ast.unaryop, ast.Load)


class GroupWalk:
    """Makes the formulas of one group."""

    def __init__(self, owner: Owner, plan: GroupPlan, around: Around) -> None:
        self.owner = owner
        self.plan = plan
        self.group: Group = plan.group
        self.around = around
        self.logic = owner.logic
        self.count: Amount = self.logic.whole(f"count {plan.name}")

    def walk(self, place: str, opened: Formula, on: Formula) -> Formula:
        """Whether the group is done."""
        logic = self.logic
        logic.hold(logic.between(0, self.count, MOST_ROWS))
        logic.wishes.append(logic.most(self.count, 1))
        least, most = self.bounds()
        wanted, wanted_known = self.wanted()
        if wanted is not None:
            self.as_wanted(wanted, wanted_known, most)
        there = logic.named(f"an item of {place}", logic.most(1, self.count))
        inside = self.item(place, logic.both(on, there))
        item_done = self.owner.parts(self.plan.steps, inside, opened=logic.both(on, there))
        enough: Formula = True
        if wanted is not None:
            enough = logic.both(wanted_known, logic.equal(self.count, wanted))
        filled = logic.named(
            f"filled {place}",
            logic.both(
                enough,
                logic.between(least, self.count, most),
                logic.implies(there, item_done),
            ),
        )
        rows = self.rows(on, there, inside, filled)
        self.around.names.found[self.plan.name] = rows
        ready = logic.both(on, filled)
        held = self.owner.checks(place, self.group.checks, self.around, ready)
        ended, driven = self.ended(place, ready, most)
        done = logic.named(f"done {place}", logic.both(filled, held, ended))
        if not self.around.prefix:
            self.owner.asked[self.plan.name] = on
        self.owner.stages.append(
            Stage(self.group, place, opened, on, done, filled, self.around.item)
        )
        self.owner.groups.append(
            Counted(
                place,
                self.group,
                on,
                filled,
                done,
                self.count,
                least,
                most,
                wanted,
                wanted_known,
                driven,
                self.around.item,
            )
        )
        return done

    def as_wanted(self, wanted: Amount, is_known: Formula, most: Amount) -> None:
        """There are as many items as are wanted, within what there may be.

        There is none as long as it is not known how many are.
        """
        logic = self.logic
        least = logic.pick(logic.most(wanted, 0), 0, wanted)
        shown = logic.pick(logic.most(least, most), least, most)
        logic.hold(logic.equal(self.count, logic.pick(is_known, shown, 0)))

    def item(self, place: str, there: Formula) -> Around:
        """What is known inside an item."""
        logic = self.logic
        position = logic.whole(f"position {place}")
        logic.hold(logic.implies(there, logic.between(1, position, self.count)))
        own: dict[str, Term] = {
            "position": Number(there, position, whole=True),
            "key": Word(there, code=logic.number(f"key {place}")),
        }
        names = self.around.names.inner(f"{place}[]", {})
        found, held = names.found, self.plan.names

        def read(column: str) -> Term:
            term = own.get(column) or (found.get(column) if column in held else None)
            return Opaque(known=False) if term is None else term

        found[self.group.alias] = Record(there, read)
        row = self.owner.library.profile.row_types(self.group.path.removeprefix(ROOT))
        if self.group.path:
            kinds = RecordType(row or {})
            found["row"] = self.owner.free.term(f"row {place}", logic.flag("row?"), kinds)
        return Around((*self.around.prefix, self.plan.name), names, place)

    def number(self, syntax: Syntax | None) -> Number | None:
        """A number that is written, None when it is none."""
        if syntax is None:
            return None
        found = self.owner.translator.term(syntax, self.around.names)
        return found if isinstance(found, Number) else Number(self.logic.flag(), self.logic.whole())

    def bounds(self) -> tuple[Amount, Amount]:
        """The least and the most items."""
        logic, counted = self.logic, self.plan.counted
        least, most = self.number(self.group.min), self.number(self.group.max)
        if counted is not None:
            least = least or self.number(getattr(counted.field, "min", None))
            most = most or self.number(getattr(counted.field, "max", None))
        usual = 1 if self.group.count is None and not self.group.path else 0
        low: Amount = usual
        if least is not None:
            low = logic.pick(least.known, least.value, usual)
        high: Amount = MOST_ITEMS
        if most is not None:
            high = logic.pick(most.known, most.value, MOST_ITEMS)
        return low, high

    def wanted(self) -> tuple[Amount | None, Formula]:
        """How many items there must be."""
        found = self.number(self.group.count)
        return (None, True) if found is None else (found.value, found.known)

    def ended(self, place: str, ready: Formula, most: Amount) -> tuple[Formula, Formula | None]:
        """Whether the person said that there is no other item, where it is asked."""
        logic, driven = self.logic, self.group.driven
        if driven is None:
            return True, None
        more = logic.flag(f"another {place}")
        room = logic.less(self.count, most)
        name = dotted(place, driven.name)
        asks = logic.both(ready, room)
        self.owner.points[Point("option", name, True)] = logic.both(asks, more)
        self.owner.points[Point("option", name, False)] = logic.both(asks, logic.no(more))
        return logic.either(logic.no(room), logic.no(more)), more

    def rows(self, on: Formula, there: Formula, inside: Around, filled: Formula) -> Rows:
        """The items, as they are read from outside."""
        found, held = inside.names.found, self.plan.names
        alias = found[self.group.alias]
        columns = dict(sure_columns(self.group, filled))

        def one(column: str) -> Term:
            if column in held:
                return found.get(column) or Opaque(known=False)
            return alias.columns(column) if isinstance(alias, Record) else Opaque(known=False)

        def rest(column: str) -> Rest:
            if column in ("position", "key"):
                return Rest(INTEGER, filled)
            return columns.get(column, Rest(ANYTHING))

        return Rows(on, self.count, there, one, rest)


def sure_columns(group: Group, filled: Formula) -> "list[tuple[str, Rest]]":
    """What is known of the columns of all items, once they are complete."""
    found: dict[str, Rest] = {}
    for part in group.steps:
        if not isinstance(part, Step):
            continue
        is_always = not conditions_of(part)
        for one in part.fields:
            sure = is_always and (is_sure(one) or is_worked_out(one, found))
            found[one.name] = rest_of(one, filled if sure else False)
    return list(found.items())


def is_worked_out(one: Field, known: "dict[str, Rest]") -> bool:
    """Whether a computed value is known as soon as some columns are."""
    if not isinstance(one, Computed) or one.when is not None:
        return False
    nodes = list(ast.walk(one.compute.tree))
    is_plain = all(isinstance(node, CERTAIN) for node in nodes)
    is_divided = any(isinstance(node, ast.Div) for node in nodes)
    names = {node.id for node in nodes if isinstance(node, ast.Name)}
    return (
        is_plain
        and not is_divided
        and all(name in known and known[name].sure is not False for name in names)
    )
