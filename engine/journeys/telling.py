"""How the schema of answers tells conditions: what holds under them, and what is not said."""

from typing import Any

from engine.definitions import Check, Part, conditions_of
from engine.expressions import Syntax
from engine.fields import Text
from engine.journeys.formulas import (
    MOST_ALTERNATIVES,
    Formula,
    Said,
    alternatives,
    both,
    every,
    settled,
)
from engine.journeys.plan import Plan
from engine.journeys.saying import Known, Place, say
from engine.journeys.things import Json, Thing


class Telling:
    """What is said of conditions while a schema is written, and what is noted as not said."""

    def __init__(self, plan: Plan, language: str) -> None:
        self.plan = plan
        self.language = language
        self.known: dict[str, Known] = {}
        self.unsaid: list[Json] = []
        self.routes: dict[str, Said] = {}
        self.things: dict[tuple[str, ...], Thing] = {(): Thing()}

    def place(self, *aliases: str) -> Place:
        return Place(self.plan.constants, dict(self.known), aliases, dict(self.routes))

    def words(self, **texts: Text | None) -> Json:
        """The texts for people that do not change."""
        found = {key: self.text(text) for key, text in texts.items() if text is not None}
        return {key: text for key, text in found.items() if text}

    def text(self, text: Text) -> str:
        said = text.templates.get(self.language) or next(iter(text.templates.values()))
        return said.text.strip()

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
        found = alternatives(condition)
        if len(found) == MOST_ALTERNATIVES:
            self.note("/".join(groups), "alternatives", f"> {MOST_ALTERNATIVES}")
        for alternative in found:
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
