"""What the names of expressions are called, and what they are worth, as people read them."""

from collections.abc import Mapping

from engine.definitions import Group
from engine.expressions import UNKNOWN, Chosen, Syntax, Value, show
from engine.expressions.formulas import formula
from engine.expressions.lists import attribute
from engine.expressions.tables import TABLES
from engine.expressions.values import is_list
from engine.fields import Computed, shown_value
from engine.i18n import gettext
from engine.i18n import marked as _
from engine.journeys import Environment, FieldPlan
from engine.pages.messages import label_text

MOST_SHOWN = 6


class Describing:
    """Says what a name is called, and its value, as people read them."""

    def __init__(self, environment: Environment, language: str) -> None:
        self.environment = environment
        self.language = language

    def describe(self, name: str) -> tuple[str, str]:
        """The label and the value of a name."""
        return self.label(name), self.shown(name)

    def formula(self, syntax: Syntax) -> str:
        """An expression in words."""
        return formula(syntax, self.label, self.language)

    def label(self, name: str) -> str:
        """What a name is called: the label of its field, else its own words."""
        kind, _dot, table = name.partition(".")
        if kind == TABLES:
            known = self.environment.plan.tables.get(table)
            return known.title if known else table
        found, whole = self.found(name), self.table(name)
        if found is not None:
            said = label_text(found.field, self.environment, self.language)
            if whole is None or found is whole:
                return said
            return f"{label_text(whole.field, self.environment, self.language)}, {said}"
        group = self.group(name)
        if group is not None:
            return group.title.render(self.environment, self.language)
        return name.rpartition(".")[2].replace("_", " ")

    def group(self, name: str) -> Group | None:
        """The group of this name."""
        parts = self.environment.plan.procedure.steps
        return next((one for one in parts if isinstance(one, Group) and one.name == name), None)

    def found(self, name: str) -> FieldPlan | None:
        """The field that a dotted name reads, at its end: in a small table, its column."""
        table = self.table(name)
        column = name.rpartition(".")[2]
        if table is not None:
            return next((one for one in table.columns if one.name == column), table)
        return self.environment.plan.fields.get(name.rpartition(".")[2])

    def table(self, name: str) -> FieldPlan | None:
        """The small table that a dotted name begins with."""
        whole = self.environment.plan.fields.get(name.partition(".")[0])
        return whole if whole is not None and whole.columns else None

    def value(self, name: str) -> Value:
        """What a name is worth."""
        root, *rest = name.split(".")
        value: Value = self.environment.get(root)
        for part in rest:
            value = attribute(value, part)
        return value

    def shown(self, name: str) -> str:
        """What a name is worth, as people read it; a long column by its head."""
        value, found = self.value(name), self.found(name)
        if not is_list(value):
            return one_shown(value, found, self.language)
        if any(isinstance(one, Mapping) for one in value):
            return str(len(value))  # rows of their own: how many there are
        texts = [one_shown(one, found, self.language) for one in value[:MOST_SHOWN]]
        more = len(value) - MOST_SHOWN
        if more > 0:
            texts.append(gettext(self.language, _("and {n} more"), n=more))
        return " ; ".join(texts)


def one_shown(value: Value, plan: FieldPlan | None, language: str) -> str:
    """One value as people read it, in the way of its field."""
    if plan is None or value is UNKNOWN or isinstance(value, Chosen):
        return show(value, language)
    if isinstance(plan.field, Computed):
        return plan.field.in_words(value, plan.kind, language)
    return shown_value(value, plan.field.kind(), language)
