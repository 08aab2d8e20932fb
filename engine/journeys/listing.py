"""How the schema of answers tells the options of a choice."""

from engine.expressions import compiled
from engine.fields import ListedChoices, Option
from engine.journeys.domains import chosen_values
from engine.journeys.plan import FieldPlan
from engine.journeys.saying import Place, reads_around
from engine.journeys.telling import Telling
from engine.journeys.things import Json, Thing


class Listing(Telling):
    """The options of choices, their words, and the conditions under which they are offered."""

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


def alone(choices: ListedChoices) -> Json:
    """The rules of the options that exclude the others."""
    rules = [
        {"if": {"contains": {"const": one.value}}, "then": {"maxItems": 1}}
        for one in choices.options
        if one.exclusive
    ]
    return {"allOf": rules} if rules else {}
