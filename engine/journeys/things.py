"""The objects of a schema of answers, and the keywords of one answer."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from engine.expressions import DATE, DECIMAL, MONEY, MONTH
from engine.fields import Field
from engine.journeys.formulas import Formula
from engine.journeys.orders import limit_pattern, ordered
from engine.journeys.plan import FieldPlan

Json = dict[str, Any]
DAY = (
    "^(?!0000)[0-9]{4}-"
    "((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])"
    "|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|[12][0-9]))$"
)


@dataclass
class Thing:
    """An object that is being described: the answers, or an item of a group."""

    groups: tuple[str, ...] = ()
    properties: Json = field(default_factory=dict)
    required: list[str] = field(default_factory=list)
    presence: dict[str, tuple[Formula, list[str], list[str]]] = field(default_factory=dict)
    rules: list[Json] = field(default_factory=list)

    def as_schema(self) -> Json:
        """The closed object."""
        rules = [*(one for each in self.presence.values() for one in present(*each)), *self.rules]
        found: Json = {"type": "object", "properties": self.properties}
        if self.required:
            found["required"] = self.required
        found["additionalProperties"] = False
        if rules:
            found["allOf"] = rules
        return found


def present(condition: Formula, needed: list[str], closed: list[str]) -> Iterator[Json]:
    """The rule that says what is there under a condition, and not else."""
    rule: Json = {"if": condition.as_schema()}
    if needed:
        rule["then"] = {"required": needed}
    rule["else"] = {"properties": dict.fromkeys(closed, False)}
    yield rule


def not_blank(schema: Json) -> Json:
    """What keeps blank answers out: the form takes them for none, and no day is blank."""
    if schema.get("format") == "date" and "pattern" not in schema:
        return {"pattern": DAY}
    key = {"string": "minLength", "array": "minItems"}.get(str(schema.get("type")))
    return {key: max(1, schema.get(key, 0))} if key else {}


def pattern_of(field: Field, key: str, limit: object) -> str | None:
    """The pattern of the answers within a limit, None when JSON Schema does not say it."""
    if field.kind() == MONTH and isinstance(limit, date):
        return ordered(limit.isoformat()[:7], after=key == "min")
    return limit_pattern(key, limit) if field.kind() in (DATE, DECIMAL, MONEY) else None


def unsaid_limits(plan: FieldPlan) -> list[str]:
    """The limits known beforehand that JSON Schema does not say."""
    return [key for key, limit in plan.fixed if not pattern_of(plan.field, key, limit)]
