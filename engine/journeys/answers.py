"""The JSON Schema (2020-12) of the answers of a procedure, as a submission holds them.

The types and the limits of the answers are those by which the form judges them. Conditions are
said wherever JSON Schema can say them; what it cannot say is named, beside what it is about.
"""

from collections.abc import Iterable

from engine.expressions import NOTHING, Rows, Syntax, Type
from engine.fields import Computed, Grid, schema_of
from engine.journeys.formulas import (
    Said,
    both,
    decided,
    every,
    one_of,
    settled,
)
from engine.journeys.gathering import MOST_EVER, MOST_ITEMS
from engine.journeys.listing import Listing
from engine.journeys.plan import Closure, ExitPlan, FieldPlan, GroupPlan, Plan, StepPlan
from engine.journeys.saying import Known
from engine.journeys.things import Json, Thing, not_blank, pattern_of, unsaid_limits

DIALECT = "https://json-schema.org/draft/2020-12/schema"
MOST_COUNTED = 30


def answers_schema(plan: Plan, version: int | None = None, language: str = "") -> Json:
    """The schema of what is sent by a procedure; its words are in `language`."""
    return _Writer(plan, language or plan.procedure.languages[0]).root(version)


class _Writer(Listing):
    def root(self, version: int | None) -> Json:
        """The whole schema."""
        procedure, thing = self.plan.procedure, self.things[()]
        for part in self.plan.parts:
            if isinstance(part, GroupPlan):
                self.group(part, thing, ())
            elif isinstance(part, ExitPlan):
                self.implies(self.when(part.exit, (), part.name).true, (), False)
            else:
                self.step(part, thing, ())
        self.checks(procedure.checks, settled(True), thing, (), procedure.name)
        number = "" if version is None else f":{version}"
        about: Json = {"procedure": procedure.name}
        if version is not None:
            about["version"] = version
        if self.unsaid:
            about["unsaid"] = self.unsaid
        return {
            "$schema": DIALECT,
            "$id": f"urn:guichet:{procedure.name}{number}",
            **self.words(title=procedure.title, description=procedure.intro),
            **thing.as_schema(),
            "x-guichet": about,
        }

    # --- parts -----------------------------------------------------------------------------------

    def step(self, plan: StepPlan, thing: Thing, aliases: tuple[str, ...]) -> None:
        """The answers to a step."""
        where = "/".join((*thing.groups, plan.name))
        when = self.when(plan.step, aliases, where)
        asked = [one for one in plan.fields if one.field.kind() is not NOTHING]
        thing.properties.update({one.name: {} for one in asked})
        self.learn((one for one in asked if one.when is None), thing)
        opened: list[Said] = []
        for one in plan.order:
            own = self.say(one.field.when, self.place(*aliases), "when", name_at(thing, one))
            opened.append(decided(own))
            if one.field.kind() is not NOTHING:
                self.field(one, thing, both(when, own), aliases)
            self.learn((one,), thing)
        if not thing.groups:
            shown = one_of(*opened) if plan.may_vanish else settled(True)
            self.routes[plan.name] = decided(both(when, shown))
        self.checks(plan.step.checks, when, thing, aliases, where)

    def learn(self, plans: Iterable[FieldPlan], thing: Thing) -> None:
        """Answers that may be read from here on."""
        for one in plans:
            if one.field.kind() is not NOTHING:
                level = len(thing.groups)
                self.known[one.name] = Known(level, (one.name,), kind_of(one), one)

    def field(self, plan: FieldPlan, thing: Thing, when: Said, aliases: tuple[str, ...]) -> None:
        """The answer to a field, that is asked under a condition."""
        one, where = plan.field, name_at(thing, plan)
        place = self.place(*aliases)
        thing.properties[plan.name] = self.answer(plan, where)
        needed = one.optional is False and one.is_asked
        self.presence(plan.name, thing, when, needed=needed)
        if isinstance(one.optional, Syntax):
            omitted = self.say(one.optional, place, "optional", where)
            asked = every(when.true, omitted.untrue)
            self.implies(asked, thing.groups, {"required": [plan.name]})
        self.options(plan, thing, place, where)

    def answer(self, plan: FieldPlan, where: str) -> Json:
        """The schema of an answer: its words, then what the form judges it by."""
        one = plan.field
        found = {**self.words(title=one.label, description=one.help), **plan.schema.schema}
        if isinstance(one, Computed):
            found |= {**schema_of(plan.kind), "readOnly": True}
            self.note(where, "compute", one.compute.text)
        found |= self.listed(plan, where) | not_blank(found)
        if isinstance(one, Grid):
            found["items"] = self.row(plan, found["items"], where)
            found |= in_their_order(one)
        if one.is_secret:
            found["writeOnly"] = True
        patterns = [pattern_of(one, key, limit) for key, limit in plan.fixed]
        within = [{"pattern": pattern} for pattern in patterns if pattern]
        if within:
            found["allOf"] = [*found.get("allOf", ()), *within]
        for key in (*dict(plan.dynamic), *unsaid_limits(plan)):
            self.note(where, key, getattr(one, key).text)
        comments = [f"{each['key']}: {each['expression']}" for each in self.unsaid_at(where)]
        if comments:
            found["$comment"] = "; ".join(comments)
        return found

    def row(self, plan: FieldPlan, schema: Json, where: str) -> Json:
        """A row of a small table, or one answer of several: each cell as it is judged."""
        asked = [one for one in plan.columns if one.field.is_asked]
        cells = {one.name: self.answer(one, f"{where}/{one.name}") for one in asked}
        if "properties" not in schema:
            return next(iter(cells.values()))
        return {**schema, "properties": {**schema["properties"], **cells}}

    def unsaid_at(self, where: str) -> list[Json]:
        """What is not said of one thing."""
        return [one for one in self.unsaid if one["at"] == where]

    # --- groups ----------------------------------------------------------------------------------

    def group(self, plan: GroupPlan, around: Thing, aliases: tuple[str, ...]) -> None:
        """A group: a list of closed objects."""
        group, groups = plan.group, (*around.groups, plan.name)
        when = self.when(group, aliases, "/".join(groups))
        thing = self.things[groups] = Thing(groups)
        outside = dict(self.known)
        for part in plan.steps:
            if isinstance(part, GroupPlan):
                self.group(part, thing, (*aliases, group.alias))
            else:
                self.step(part, thing, (*aliases, group.alias))
        self.known = outside
        around.properties[plan.name] = self.words(title=group.title, description=group.intro) | {
            "type": "array",
            "items": thing.as_schema(),
            **self.sizes(plan, when, around.groups),
        }
        self.presence(plan.name, around, when, needed=True)
        if not around.groups:
            self.routes[plan.name] = decided(when)
        self.known[plan.name] = Known(len(around.groups), (plan.name,), rows_of(plan))
        self.checks(group.checks, when, around, aliases, "/".join(groups))

    def sizes(self, plan: GroupPlan, when: Said, groups: tuple[str, ...]) -> Json:
        """How many items there are: said when it is a number, or a number that was given."""
        group, where = plan.group, "/".join((*groups, plan.name))
        counted = self.whole(plan.count)
        if counted is not None:
            return {"minItems": counted, "maxItems": counted}
        least = self.bound(plan, "min", where)
        most = self.bound(plan, "max", where)
        if group.count is not None and not self.counted(plan, when, groups):
            self.note(where, "count", group.count.text)
        usual = 0 if group.count or plan.rows_path else 1
        return {
            "minItems": max(0, usual if least is None else least),
            "maxItems": MOST_ITEMS if most is None else min(most, MOST_EVER),
        }

    def bound(self, plan: GroupPlan, key: str, where: str) -> int | None:
        """The least or the most items, when it does not depend on answers."""
        closure = plan.least if key == "min" else plan.most
        if closure is None:
            return None if plan.counted is None else plan.counted.limits.get(key)
        found = self.whole(closure)
        if found is None:
            self.note(where, key, getattr(plan.group, key).text)
            return 0 if key == "min" else MOST_EVER
        return found

    def whole(self, closure: Closure | None) -> int | None:
        """A number that is the same whatever is answered."""
        found = None if closure is None else closure(self.plan.constants)
        return found if isinstance(found, int) and not isinstance(found, bool) else None

    def counted(self, plan: GroupPlan, when: Said, groups: tuple[str, ...]) -> bool:
        """Say that there are as many items as an answer says, when it can be few numbers only."""
        field = plan.counted
        known = None if field is None else self.known.get(field.name)
        if field is None or known is None:
            return False
        least, most = field.limits.get("min"), field.limits.get("max")
        if least is None or most is None or most - least >= MOST_COUNTED:
            return False
        for number in range(least, most + 1):
            size = {"minItems": number, "maxItems": number}
            said = every(when.true, known.when({"const": number}).true)
            self.implies(said, groups, {"properties": {plan.name: size}})
        return True


def in_their_order(grid: Grid) -> Json:
    """The rows that the author names come in their order."""
    rows = [{"properties": {"key": {"const": one.value}}} for one in grid.named_rows]
    return {"allOf": [{"prefixItems": rows}]} if rows else {}


def name_at(thing: Thing, plan: FieldPlan) -> str:
    """How a note calls a field."""
    return "/".join((*thing.groups, plan.name))


def kind_of(plan: FieldPlan) -> Type:
    """The type of an answer, or of a value worked out."""
    return plan.field.kind() if plan.compute is None else plan.kind


def rows_of(plan: GroupPlan) -> Rows:
    """The type of the items of a group."""
    columns: dict[str, Type] = {}
    for part in plan.steps:
        if isinstance(part, GroupPlan):
            columns[part.name] = rows_of(part)
        else:
            columns |= {one.name: kind_of(one) for one in part.fields}
    return Rows(columns)
