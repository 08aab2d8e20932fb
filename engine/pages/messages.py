"""What is said to a person about an answer that is refused."""

from collections.abc import Mapping
from typing import Any

from engine.errors import InputError
from engine.expressions import Value
from engine.fields import Field
from engine.i18n import format_size, gettext
from engine.journeys import CHECK, Environment, FieldPlan, StepPlan

SIZES = {"size", "left", "over"}


def error_text(plan: FieldPlan, error: InputError, environment: Environment, language: str) -> str:
    """The sentence for a refused answer: the author's wording, else that of the field type.

    One line a refusal, when several files were refused together.
    """
    return "\n".join(one_text(plan, one, environment, language) for one in error.all)


def one_text(plan: FieldPlan, error: InputError, environment: Environment, language: str) -> str:
    """The sentence for one refusal."""
    label = label_text(plan.field, environment, language)
    return worded(plan.field, label, error, environment, language)


def worded(
    field: Field, label: str, error: InputError, environment: Environment, language: str
) -> str:
    """The sentence for a refusal of what is called `label`."""
    values = shown_values(field, error, language)
    own = field.messages.get(error.key)
    if own is not None:
        known: Mapping[str, Value] = environment.inner(**values)
        return str(own.render(known, language))
    return gettext(language, field.message(error.key), label=label, **values)


def check_text(step: StepPlan, error: InputError, environment: Environment, language: str) -> str:
    """The sentence for a check of the step that does not hold."""
    number = int(error.key.removeprefix(CHECK))
    return str(step.step.checks[number].message.render(environment, language))


def label_text(field: Field, environment: Environment, language: str) -> str:
    """The label of a field as a person reads it, its name when it has none."""
    return str(field.label.render(environment, language)) if field.label else field.name


def shown_values(field: Field, error: InputError, language: str) -> dict[str, Any]:
    """The values of an error, as a person reads them."""
    values = {"limit": "", "length": "", **error.values}
    return {key: shown(key, value, field, error.key, language) for key, value in values.items()}


def shown(key: str, value: Any, field: Field, said: str, language: str) -> Any:
    """One value of the error `said`, as a person reads it."""
    if key == "limit":
        return field.show_limit(said, value, language) if value != "" else value
    return format_size(value, language) if key in SIZES else value
