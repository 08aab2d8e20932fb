"""The JSON Schema (2020-12) of the answers of a procedure, as a submission holds them.

The types and the limits of the answers are those by which the form judges them. Conditions are
said wherever JSON Schema can say them; what it cannot say is named, beside what it is about.
"""

from collections.abc import Iterable
from typing import Any

from engine.definitions import Check, Part, conditions_of
from engine.expressions import NOTHING, Rows, Syntax, Type, compiled
from engine.fields import ListedChoices, Option, Text
from engine.journeys.domains import chosen_values
from engine.journeys.formulas import Formula, Said, alternatives, both, every, settled
from engine.journeys.gathering import MOST_EVER, MOST_ITEMS
from engine.journeys.plan import Closure, ExitPlan, FieldPlan, GroupPlan, Plan, StepPlan
from engine.journeys.saying import Known, Place, reads_around, say
from engine.journeys.things import Json, Thing, not_blank, pattern_of, unsaid_limits

DIALECT = "https://json-schema.org/draft/2020-12/schema"
MOST_COUNTED = 30


def answers_schema(plan: Plan, version: int | None = None, language: str = "") -> Json:
    """The schema of what is sent by a procedure; its words are in `language`."""
    return _Writer(plan, language or plan.procedure.languages[0]).root(version)


class _Writer:
    def __init__(self, plan: Plan, language: str) -> None:
        self.plan = plan
        self.language = language
        self.known: dict[str, Known] = {}
        self.unsaid: list[Json] = []
        self.things: dict[tuple[str, ...], Thing] = {(): Thing()}

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

    def place(self, *aliases: str) -> Place:
        return Place(self.plan.constants, dict(self.known), aliases)

    def words(self, **texts: Text | None) -> Json:
        """The texts for people that do not change."""
        found = {key: self.text(text) for key, text in texts.items() if text is not None}
        return {key: text for key, text in found.items() if text}

    def text(self, text: Text) -> str:
        said = text.templates.get(self.language) or next(iter(text.templates.values()))
        return said.text.strip()

    # --- conditions ------------------------------------------------------------------------------

    def say(self, syntax: Syntax | None, place: Place, key: str, at: str) -> Said:
        """What can be said of a condition; what cannot is noted."""
        if syntax is None:
            return settled(True)
        found = say(syntax, place)
        if not found.exactly:
            self.note(at, key, syntax.text)
        return found

    def when(self, part: Part, aliases: tuple[str, ...], at: str) -> Said:
        """What can be said of the conditions of a part and of the sections around it."""
        place = self.place(*aliases)
        conditions = [self.say(one, place, "when", at) for one in conditions_of(part)]
        return both(*conditions) if conditions else settled(True)

    def checks(
        self,
        checks: tuple[Check, ...],
        when: Said,
        thing: Thing,
        aliases: tuple[str, ...],
        at: str,
    ) -> None:
        """What must hold between answers."""
        place = self.place(*aliases)
        for check in checks:
            holds = self.say(check.check, place, "check", at)
            self.implies(every(when.true, holds.false), thing.groups, False)

    def note(self, at: str, key: str, expression: str) -> None:
        """Name what is not said."""
        note = {"at": at, "key": key, "expression": expression.strip()}
        if note not in self.unsaid:
            self.unsaid.append(note)

    def implies(self, condition: Formula, groups: tuple[str, ...], then: Any) -> None:
        """Under a condition, the objects of the innermost of `groups` are as `then` says."""
        for alternative in alternatives(condition):
            own = len(groups)
            first = min([*alternative.keys(), own])
            schema = then
            for level in range(own, first - 1, -1):
                if level in alternative:
                    schema = {"if": alternative[level].as_schema(), "then": schema}
                if level > first:
                    schema = {"properties": {groups[level - 1]: {"items": schema}}}
            self.things[groups[:first]].rules.append(schema)

    def presence(self, name: str, thing: Thing, when: Said, *, needed: bool) -> None:
        """Say when a property is there."""
        level = len(thing.groups)
        if when.exactly and when.true.kind == "always":
            if needed:
                thing.required.append(name)
            return
        if when.exactly and when.true.levels == {level}:
            kept = thing.presence.setdefault(when.true.key, (when.true, [], []))
            kept[2].append(name)
            if needed:
                kept[1].append(name)
            return
        if needed:
            self.implies(when.true, thing.groups, {"required": [name]})
        self.implies(when.untrue, thing.groups, {"properties": {name: False}})

    # --- parts -----------------------------------------------------------------------------------

    def step(self, plan: StepPlan, thing: Thing, aliases: tuple[str, ...]) -> None:
        """The answers to a step."""
        where = "/".join((*thing.groups, plan.name))
        when = self.when(plan.step, aliases, where)
        asked = [one for one in plan.fields if one.field.kind() is not NOTHING]
        thing.properties.update({one.name: {} for one in asked})
        self.learn((one for one in asked if one.when is None), thing)
        for one in plan.order:
            if one.field.kind() is not NOTHING:
                self.field(one, thing, when, aliases)
            self.learn((one,), thing)
        self.checks(plan.step.checks, when, thing, aliases, where)

    def learn(self, plans: Iterable[FieldPlan], thing: Thing) -> None:
        """Answers that may be read from here on."""
        for one in plans:
            if one.field.is_asked:
                level = len(thing.groups)
                self.known[one.name] = Known(level, (one.name,), one.field.kind(), one)

    def field(self, plan: FieldPlan, thing: Thing, step: Said, aliases: tuple[str, ...]) -> None:
        """The answer to a field."""
        one, where = plan.field, "/".join((*thing.groups, plan.name))
        place = self.place(*aliases)
        when = both(step, self.say(one.when, place, "when", where))
        thing.properties[plan.name] = self.answer(plan, where)
        self.presence(plan.name, thing, when, needed=one.is_asked and one.optional is False)
        if isinstance(one.optional, Syntax):
            omitted = self.say(one.optional, place, "optional", where)
            needed = every(when.true, omitted.untrue)
            self.implies(needed, thing.groups, {"required": [plan.name]})
        self.options(plan, thing, place, where)

    def answer(self, plan: FieldPlan, where: str) -> Json:
        """The schema of an answer: its words, then what the form judges it by."""
        one = plan.field
        found = {**self.words(title=one.label, description=one.help), **plan.schema.schema}
        found |= self.listed(plan, where) | not_blank(found)
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

    def unsaid_at(self, where: str) -> list[Json]:
        """What is not said of one thing."""
        return [one for one in self.unsaid if one["at"] == where]

    # --- options ---------------------------------------------------------------------------------

    def listed(self, plan: FieldPlan, where: str) -> Json:
        """The options of a choice, as far as they are known beforehand, and their words."""
        choices, options = plan.field.choices, plan.options
        if choices is None or options is None:
            return {}
        if isinstance(choices, ListedChoices):
            return {"x-guichet": {"options": self.labels(choices.options)}} | alone(choices)
        if options.table is None:
            self.note(where, "from", f"profile.{options.rows_path}")
            about = {"from": options.rows_path, "options": self.labels(choices.always)}
            return {"x-guichet": about}
        about = {"table": options.table.name, "options": self.labels(choices.always)}
        values = self.rows(plan, where)
        if values is None:
            return {"x-guichet": about}
        schema = plan.schema.schema
        one = {"enum": values}
        return {"x-guichet": about} | ({"items": one} if "items" in schema else one)

    def rows(self, plan: FieldPlan, where: str) -> list[str] | None:
        """The rows that may be chosen, None when they are too many to be named."""
        choices = plan.field.choices
        values = chosen_values(plan)
        condition = getattr(choices, "where", None)
        if condition is None or values is None:
            return None if values is None else [value for value, _ in values]
        passes = compiled(condition)
        if reads_around(condition.tree) or not condition.roots <= {"row", *self.plan.constants}:
            self.note(where, "where", condition.text)
            return [value for value, _ in values]
        return [
            value
            for value, one in values
            if not one.row or passes({**self.plan.constants, "row": one.row}) is True
        ]

    def labels(self, options: tuple[Option, ...]) -> dict[str, str]:
        """The words of the options that may be chosen."""
        return {one.value: self.text(one.label) for one in options if one.link is None}

    def options(self, plan: FieldPlan, thing: Thing, place: Place, where: str) -> None:
        """The conditions under which options are offered."""
        choices = plan.field.choices
        if choices is None:
            return
        listed = choices.options if isinstance(choices, ListedChoices) else choices.always
        several = "items" in plan.schema.schema
        for option in listed:
            if option.when is None:
                continue
            offered = self.say(option.when, place, f"choices/{option.value}", where)
            other: Json = {"not": {"const": option.value}}
            refused = {"properties": {plan.name: {"items": other} if several else other}}
            self.implies(offered.untrue, thing.groups, refused)

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
            **self.sizes(plan, when),
        }
        self.presence(plan.name, around, when, needed=True)
        self.known[plan.name] = Known(len(around.groups), (plan.name,), rows_of(plan))
        self.checks(group.checks, when, around, aliases, "/".join(groups))

    def sizes(self, plan: GroupPlan, when: Said) -> Json:
        """How many items there are: said when it is a number, or a number that was given."""
        group = plan.group
        counted = self.whole(plan.count)
        if counted is not None:
            return {"minItems": counted, "maxItems": counted}
        least = self.bound(plan, "min")
        most = self.bound(plan, "max")
        if group.count is not None and not self.counted(plan, when):
            self.note(plan.name, "count", group.count.text)
        usual = 0 if group.count or plan.rows_path else 1
        return {
            "minItems": max(0, usual if least is None else least),
            "maxItems": MOST_ITEMS if most is None else min(most, MOST_EVER),
        }

    def bound(self, plan: GroupPlan, key: str) -> int | None:
        """The least or the most items, when it does not depend on answers."""
        closure = plan.least if key == "min" else plan.most
        if closure is None:
            return None if plan.counted is None else plan.counted.limits.get(key)
        found = self.whole(closure)
        if found is None:
            self.note(plan.name, key, getattr(plan.group, key).text)
            return 0 if key == "min" else MOST_EVER
        return found

    def whole(self, closure: Closure | None) -> int | None:
        """A number that is the same whatever is answered."""
        found = None if closure is None else closure(self.plan.constants)
        return found if isinstance(found, int) and not isinstance(found, bool) else None

    def counted(self, plan: GroupPlan, when: Said) -> bool:
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
            self.implies(said, (), {"properties": {plan.name: size}})
        return True


def rows_of(plan: GroupPlan) -> Rows:
    """The type of the items of a group."""
    columns: dict[str, Type] = {}
    for part in plan.steps:
        if isinstance(part, GroupPlan):
            columns[part.name] = rows_of(part)
        else:
            columns |= {one.name: one.field.kind() for one in part.fields}
    return Rows(columns)


def alone(choices: ListedChoices) -> Json:
    """The rules of the options that exclude the others."""
    rules = [
        {"if": {"contains": {"const": one.value}}, "then": {"maxItems": 1}}
        for one in choices.options
        if one.exclusive
    ]
    return {"allOf": rules} if rules else {}
