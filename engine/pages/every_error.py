"""Every error message that a step can say, for whoever writes it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from engine.errors import InputError
from engine.expressions import UNKNOWN
from engine.fields import Computed, Field, Files, listed_in
from engine.fields.base import COMMON_MESSAGES
from engine.journeys import CHECK, Environment, FieldPlan, StepPlan
from engine.journeys.judging import EXCLUSIVE
from engine.pages.forms import ErrorLine, FormState, target
from engine.pages.messages import check_text, label_text, worded

REQUIRED, PATTERN, INVALID, PLACES = "required", "pattern", "invalid", "places"
NAMES = re.compile(r"\{(\w+)\}")
MEGABYTE = 1_000_000
# What a message speaks of, when nobody did anything yet.
SAMPLES: Mapping[str, Any] = {
    "name": "document.pdf",
    "size": 4 * MEGABYTE,
    "left": MEGABYTE,
    "over": 3 * MEGABYTE,
}
UNKNOWN_YET = "…"


@dataclass(frozen=True)
class EveryError:
    """The messages of a step: those beside its fields, by name, and those of the whole page."""

    fields: Mapping[str, tuple[str, ...]]
    page: tuple[str, ...]


def every_error(step: StepPlan, environment: Environment, language: str) -> EveryError:
    """All that a step can say, as a person reads it, with its limits as they are now."""
    fields = {one.name: list(texts_of(one, environment, language)) for one in step.fields}
    page: list[str] = []
    for number, check in enumerate(step.step.checks):
        text = check_text(step, InputError(f"{CHECK}{number}"), environment, language)
        fields.get(check.on, page).append(text)
    found = {name: tuple(dict.fromkeys(texts)) for name, texts in fields.items() if texts}
    return EveryError(found, tuple(page))


def with_every_error(step: StepPlan, state: FormState, language: str) -> FormState:
    """The form of a step with all that it can say, beside its fields and at the top of the page."""
    every = every_error(step, state.environment, language)
    shown = [one for one in step.fields if one.name in every.fields and one.name in state.visible]
    lines = [ErrorLine(target(one), text) for one in shown for text in every.fields[one.name]]
    lines += [ErrorLine("", text) for text in every.page]
    texts = {one.name: "\n".join(every.fields[one.name]) for one in shown}
    return replace(state, errors=texts, lines=tuple(lines))


def texts_of(plan: FieldPlan, environment: Environment, language: str) -> Iterator[str]:
    """The messages of a field, and of the cells of its rows."""
    if isinstance(plan.field, Computed) or not plan.field.is_asked:
        return
    label = label_text(plan.field, environment, language)
    for key, limit in keys_of(plan, environment):
        error = InputError(key, **values_of(plan.field, key, limit, environment, language))
        yield worded(plan.field, label, error, environment, language)
    for column in plan.columns:
        yield from texts_of(column, environment, language)


def keys_of(plan: FieldPlan, environment: Environment) -> Iterator[tuple[str, Any]]:
    """The messages that the field can come to, each with the limit that it speaks of."""
    field = plan.field
    said = field.limit_messages
    found = limits_of(plan, environment)
    limits = {said.get(key, key): one for key, one in found.items()}
    limits |= {key: one for key, one in found.items() if key in field.messages_by_key}
    unset = {*field.limit_names, *said.values()} - limits.keys()
    if not any(one.exclusive for one in listed_in(field.choices)):
        unset.add(EXCLUSIVE)
    keys = [REQUIRED] if field.optional is not True else []
    keys += [key for key in field.messages_by_key if key not in {REQUIRED, *unset}]
    keys += [*limits, *own_keys(field)]
    for key in dict.fromkeys(keys):
        yield key, getattr(field, key, None) if key == PLACES else limits.get(key)


def own_keys(field: Field) -> Iterator[str]:
    """The messages that the author made possible, or words otherwise."""
    if getattr(field, PATTERN, None):
        yield PATTERN
    if field.extra:
        yield INVALID
    yield from (key for key in field.messages if key in COMMON_MESSAGES and key != REQUIRED)


def limits_of(plan: FieldPlan, environment: Environment) -> dict[str, Any]:
    """The limits that the field has, as they are now."""
    moving = {key: closure(environment) for key, closure in plan.dynamic}
    known = {key: UNKNOWN_YET if limit is UNKNOWN else limit for key, limit in moving.items()}
    return {**plan.limits, **dict(plan.fixed), **known}


def values_of(
    field: Field, key: str, limit: Any, environment: Environment, language: str
) -> dict[str, Any]:
    """The values of a message."""
    names = NAMES.findall(field.message(key))
    found = {name: SAMPLES.get(name, UNKNOWN_YET) for name in names if name != "label"}
    if "formats" in found and isinstance(field, Files):
        found["formats"] = field.formats
    if "option" in found:
        alone = (one for one in listed_in(field.choices) if one.exclusive)
        labels = (one.label.render(environment, language) for one in alone)
        found["option"] = next(labels, UNKNOWN_YET)
    shown = {"limit": limit} if limit is not None else {}
    length = {"length": limit + 1} if isinstance(limit, int) and "length" in found else {}
    return {**found, **shown, **length}
