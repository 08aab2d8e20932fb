"""The rule `D327`: a question that some persons cannot answer."""

from collections.abc import Iterable, Iterator
from functools import partial

from engine.analysis.logic import Amount, Formula
from engine.analysis.rules.rule import Rule, _
from engine.analysis.spots import Asked
from engine.analysis.view import View
from engine.checks.known_values import is_less
from engine.expressions import UNKNOWN, Environment, Syntax, compiled
from engine.fields import ListedChoices
from engine.journeys import Journey, offered
from engine.source import Diagnostic

LIMITS = (("min", "max"), ("min_length", "max_length"))


class NothingOffered(Rule):
    """On some ways a question must be answered and no answer is right: none of its options is
    offered, or its least is greater than its most. Whoever comes there can go no further.

        - field: tarif
          type: choice
          choices:
            - {value: enfant, label: Enfant, when: age < 12}
            - {value: adulte, label: Adulte, when: age > 12}

    Add an option for those who have none, ask the question only when there is one, or let it be
    left empty.
    """

    code = "D327"

    def wants(self, view: View) -> Iterable[Formula]:
        """Whether each question may have no answer."""
        for asked in view.walk.fields:
            yield from (wrong for wrong, _message in self.wrongs(view, asked))

    def wrongs(self, view: View, asked: Asked) -> Iterator[tuple[Formula, str]]:
        """Why a question may have no answer, each with what is said of it."""
        logic = view.logic
        needed = logic.both(asked.visible, logic.no(asked.may_omit))
        if isinstance(asked.field.choices, ListedChoices) and self.is_limited(asked):
            none = logic.no(logic.either(*asked.offered.values()))
            yield (
                logic.both(needed, none),
                _("On some ways no option is offered here, and one must be chosen"),
            )
        for low, high in LIMITS:
            crossed = self.crossed(view, asked, low, high)
            if crossed is not False:
                yield (
                    logic.both(needed, crossed),
                    _("On some ways the least is greater than the most: no answer is right"),
                )

    def is_limited(self, asked: Asked) -> bool:
        """Whether each option that can be chosen has a condition."""
        chosen = {one.value for one in asked.options if one.link is None}
        return bool(chosen) and chosen <= asked.offered.keys()

    def crossed(self, view: View, asked: Asked, low: str, high: str) -> Formula:
        """Whether the limits of a field cross, when one of them depends on something."""
        found = [getattr(asked.field, key, None) for key in (low, high)]
        limits = [one for one in found if isinstance(one, Syntax)]
        if len(limits) < len(found) or not any(one.names for one in limits):
            return False
        sides: list[Amount] = []
        known: Formula = True
        for key, syntax in zip((low, high), limits, strict=True):
            term = view.walk.translator.term(syntax, asked.names)
            pair = view.walk.domains.sides(key, asked.domain.term, term)
            if pair is None:
                return False
            sides.append(pair[0])
            known = view.logic.both(known, term.known)
        return view.logic.both(known, view.logic.less(sides[1], sides[0]))

    def find(self, view: View) -> Iterator[Diagnostic]:
        """The questions without any answer, on ways that were walked."""
        for asked in view.walk.fields:
            for wrong, message in self.wrongs(view, asked):
                if view.can(wrong) and view.shown(wrong, partial(has_no_answer, asked)):
                    yield self.at(asked.field.source.at("field"), message)


def has_no_answer(asked: Asked, journey: Journey) -> bool:
    """Whether a question is asked on a way, and no answer to it is right."""
    for step in journey.steps():
        plan = step.plan.by_name.get(asked.field.name)
        if plan is None or plan not in step.visible or plan.is_optional(step.environment):
            continue
        if plan.options is not None and not offered(plan, step.environment):
            return True
        if any(is_crossed(asked, pair, step.environment) for pair in LIMITS):
            return True
    return False


def is_crossed(asked: Asked, pair: tuple[str, str], environment: Environment) -> bool:
    """Whether the two limits of a field cross."""
    limits = [getattr(asked.field, key, None) for key in pair]
    values = [compiled(one)(environment) if one is not None else UNKNOWN for one in limits]
    return is_less(values[1], values[0])
