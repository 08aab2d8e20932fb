"""Why a question is asked: the person's own answers that decide it, in a sentence.

What was given for a secret or for data that the law protects more is never repeated, nor is what
persons do not see.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from engine.definitions import conditions_of
from engine.definitions.naming import Words
from engine.expressions import Input, Syntax, explain
from engine.expressions.phrases import AND
from engine.i18n import gettext
from engine.i18n import marked as _
from engine.journeys import Environment, StepPlace
from engine.pages.describing import Describing

LONGEST = 80
# What is known before any answer.
AROUND = frozenset({"account", "profile", "link", "site", "parameters"})
QUESTION = _("This question is asked because {reasons}.")
STEP = _("This step is asked because {reasons}.")
GIVEN = _("“{name}” is what you answered")
UNSEEN = _("your other answers lead to it")


def step_reason(place: StepPlace, language: str) -> str:
    """Why a step is asked, in a sentence; "" when everybody is asked."""
    conditions = conditions_of(place.plan.step)
    return sentence_of(STEP, conditions, place.environment, language)


def field_reasons(
    place: StepPlace, visible: Iterable[str], environment: Environment, language: str
) -> Mapping[str, str]:
    """Why questions that are shown are asked, by the names of their fields.

    The field inside an option stands under it: that it was chosen needs no word.
    """
    found = {}
    for name in visible:
        field = place.plan.by_name[name].field
        if field.when is not None and field.is_asked and not field.detail_of:
            found[name] = sentence_of(QUESTION, (field.when,), environment, language)
    return found


def sentence_of(
    message: str, conditions: Sequence[Syntax], environment: Environment, language: str
) -> str:
    """A message that says why conditions hold; "" when there is none."""
    if not conditions:
        return ""
    reasons = reasons_of(conditions, environment, language)
    return gettext(language, message, reasons=reasons)


def reasons_of(conditions: Iterable[Syntax], environment: Environment, language: str) -> str:
    """What decides conditions, without a capital: values, else the conditions in words."""
    conditions = tuple(conditions)
    telling = Telling(environment, language)
    parts = list(dict.fromkeys(part for one in conditions for part in telling.parts(one)))
    if not parts:
        parts = [telling.words.condition(one) for one in conditions]
    return in_a_row(parts, language)


def in_a_row(parts: Sequence[str], language: str) -> str:
    """Several parts of a sentence: “a, b and c”."""
    *others, last = parts
    return f"{', '.join(others)}{gettext(language, AND)}{last}" if others else last


class Telling:
    """Says what the inputs of conditions are."""

    def __init__(self, environment: Environment, language: str) -> None:
        self.environment = environment
        self.language = language
        self.describing = Describing(environment, language)
        self.words = Words(environment.plan.procedure, language)

    def parts(self, syntax: Syntax) -> Iterator[str]:
        """The parts of the sentence that says why a condition is what it is."""
        why = explain(syntax, self.environment, self.describe)
        for one, fragment in zip(why.inputs, why.fragments, strict=False):
            own = self.discreet(one)
            yield own or gettext(self.language, fragment.message, **dict(fragment.values))
        for fragment in why.fragments[len(why.inputs) :]:
            yield gettext(self.language, fragment.message, **dict(fragment.values))

    def describe(self, name: str) -> tuple[str, str]:
        """The label and the value of a name, as people read them."""
        label, shown = self.describing.describe(name)
        if name.partition(".")[0] in AROUND:
            known = self.words.named(name)
            label, shown = known.label, known.options.get(shown, shown)
        return label, shown if len(shown) <= LONGEST else f"{shown[:LONGEST].rstrip()}…"

    def discreet(self, one: Input) -> str:
        """What is said of a value that is not repeated, "" for the others."""
        found = self.describing.found(one.name)
        if found is None:
            return ""
        if found.field.is_hidden:
            return gettext(self.language, UNSEEN)
        if found.field.is_secret or found.field.sensitive:
            return gettext(self.language, GIVEN, name=one.label)
        return ""


__all__ = ["field_reasons", "in_a_row", "reasons_of", "sentence_of", "step_reason"]
