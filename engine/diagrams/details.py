"""What is said of a step, of a group, of an end: for its card, and in words."""

from collections.abc import Iterator, Sequence

from engine.definitions.model import Attestation, Exit, Group, Step
from engine.definitions.naming import Words
from engine.definitions.structure import Check, with_details
from engine.diagrams.flow import Detail, Question
from engine.expressions import Syntax
from engine.fields import Computed, Field, Grid, listed_in
from engine.fields.note import Note
from engine.i18n import gettext, ngettext
from engine.i18n import marked as _

OPTIONS_MOST = 12
_QUESTION = _("{n} question"), _("{n} questions")
_COMPUTED = _("{n} value worked out"), _("{n} values worked out")
_CHECK = _("{n} check"), _("{n} checks")
_OPTION = _("{n} option"), _("{n} options")
_INFORMATION = _("Information only")


def questions_of(step: Step, words: Words) -> tuple[Question, ...]:
    """The questions of a step, those inside options too."""
    return tuple(
        Question(words.label(one), one.when is not None)
        for one in with_details(step).fields
        if is_question(one)
    )


def is_question(field: Field) -> bool:
    """Whether a person answers a field, or ticks it."""
    return not isinstance(field, (Computed, Note)) and not field.is_hidden


def facts_of(step: Step, words: Words) -> str:
    """How many questions, values worked out and checks a step has."""
    fields = with_details(step).fields
    counts = (
        (_QUESTION, sum(is_question(one) for one in fields)),
        (_COMPUTED, sum(isinstance(one, Computed) for one in fields)),
        (_CHECK, len(step.checks)),
    )
    said = [ngettext(words.language, *pair, n) for pair, n in counts if n]
    return " · ".join(said) or gettext(words.language, _INFORMATION)


def details_of_step(step: Step, words: Words) -> tuple[Detail, ...]:
    """The fields and the checks of a step."""
    fields = (_field(one, words) for one in with_details(step).fields if not isinstance(one, Note))
    return (*fields, *checks_of(step.checks, words))


def details_of_exit(exit_: Exit, words: Words) -> tuple[Detail, ...]:
    """Where one may go from an exit."""
    lead = _("leads to: {label}")
    return tuple(
        Detail(gettext(words.language, lead, label=words.text(one.label))) for one in exit_.links
    )


def details_of_group(group: Group, words: Words) -> tuple[Detail, ...]:
    """What is asked after each item, and what must hold between items."""
    asked = _("question after each item: {label}")
    driven = group.driven
    found = [gettext(words.language, asked, label=words.text(driven.label))] if driven else []
    return (*map(Detail, found), *checks_of(group.checks, words))


def details_of_summary(
    attestations: Sequence[Attestation], checks: Sequence[Check], words: Words
) -> tuple[Detail, ...]:
    """What is attested, and what must hold between all answers."""
    box = _("to tick: {text}")
    boxes = (
        Detail(gettext(words.language, box, text=words.text(one.text))) for one in attestations
    )
    return (*boxes, *checks_of(checks, words))


def facts_of_summary(
    attestations: Sequence[Attestation], checks: Sequence[Check], words: Words
) -> str:
    """How many boxes and checks there are."""
    box = _("{n} box to tick"), _("{n} boxes to tick")
    counts = ((box, len(attestations)), (_CHECK, len(checks)))
    return " · ".join(ngettext(words.language, *pair, n) for pair, n in counts if n)


def note_of(group: Group, words: Words) -> str:
    """How many items a group has."""
    language = words.language
    least, most = _number(group.min, words), _number(group.max, words)
    if group.count is not None:
        return gettext(language, _("As many times as {count}"), count=_number(group.count, words))
    if group.path:
        column = group.path.rpartition(".")[2].replace("_", " ")
        return gettext(language, _("For each of “{list}” that the account knows"), list=column)
    if least and most:
        return gettext(language, _("From {least} to {most} times"), least=least, most=most)
    if most:
        return gettext(language, _("Up to {most} times"), most=most)
    if least:
        return gettext(language, _("{least} times at least"), least=least)
    return gettext(language, _("As many times as needed"))


def checks_of(checks: Sequence[Check], words: Words) -> Iterator[Detail]:
    """What must hold, and what is said when it does not."""
    for one in checks:
        must = gettext(
            words.language, _("check: {condition}"), condition=words.condition(one.check)
        )
        yield Detail(
            must,
            (Detail(gettext(words.language, _("else: {text}"), text=words.text(one.message))),),
        )


def _number(syntax: Syntax | None, words: Words) -> str:
    return words.value(syntax) if syntax is not None else ""


def _field(field: Field, words: Words) -> Detail:
    """A question with its condition and its options."""
    language = words.language
    said = words.label(field)
    if isinstance(field, Computed):
        said = gettext(language, _("{label} (worked out)"), label=said)
    elif field.optional is True:
        said = gettext(language, _("{label} (optional)"), label=said)
    inner = [Detail(one) for one in _conditions(field, words)]
    options = [words.text(one.label) for one in listed_in(field.choices)]
    if len(options) > OPTIONS_MOST:
        inner.append(Detail(ngettext(language, *_OPTION, len(options))))
    elif options:
        inner.append(Detail(gettext(language, _("options: {list}"), list="\u00a0; ".join(options))))
    cells = field.cells if isinstance(field, Grid) else ()
    return Detail(said, (*inner, *(_field(one, words) for one in cells)))


def _conditions(field: Field, words: Words) -> Iterator[str]:
    """When a field, and each of its options, is there."""
    language = words.language
    if field.when is not None:
        yield gettext(language, _("only if {condition}"), condition=words.condition(field.when))
    if isinstance(field.optional, Syntax):
        condition = words.condition(field.optional)
        yield gettext(language, _("optional if {condition}"), condition=condition)
    for one in listed_in(field.choices):
        if one.when is not None:
            condition = words.condition(one.when)
            said = _("“{option}” is offered only if {condition}")
            yield gettext(language, said, option=words.text(one.label), condition=condition)
