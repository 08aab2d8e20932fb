"""From a procedure to its flow: in what order, under what conditions, for how many items."""

import ast
from collections.abc import Collection, Iterable, Iterator, Mapping

from engine.definitions.model import ANYONE, SIGNED_IN, Exit, Group, Procedure, Section, Step
from engine.definitions.naming import PROFILES, Words
from engine.definitions.points import Point
from engine.diagrams.arranging import Arranging, Item
from engine.diagrams.cases import terms_of
from engine.diagrams.details import (
    details_of_exit,
    details_of_group,
    details_of_step,
    details_of_summary,
    facts_of,
    facts_of_summary,
    is_question,
    note_of,
    questions_of,
)
from engine.diagrams.findings import BEGINNING, anchor_of, by_part
from engine.diagrams.flow import (
    Block,
    Card,
    Detail,
    Flow,
    Frame,
)
from engine.diagrams.seen import Seen
from engine.expressions import Syntax
from engine.i18n import gettext, ngettext
from engine.i18n import marked as _
from engine.source import Diagnostic


def flow_of(
    procedure: Procedure,
    language: str,
    seen: Collection[Point] | None = None,
    found: Iterable[Diagnostic] = (),
) -> Flow:
    """The flow of a procedure, in the words of a language.

    `seen` are the points that tests have seen: what they have not is marked. Without it, nothing
    is. `found` is what is wrong with its definition: it is told on the parts it is about.
    """
    findings = by_part(procedure, found, language)
    reader = _Reading(Words(procedure, language), Seen(procedure, seen, language), findings)
    row = (reader.start(), *reader.row(procedure.parts, ()), *reader.end())
    return Flow(
        name=procedure.name,
        title=reader.words.text(procedure.title),
        language=language,
        summary=reader.summary(),
        row=row,
        shares=reader.seen.shares(),
        is_covered=seen is not None,
    )


class _Reading:
    """Reads the parts of a procedure, numbering its steps."""

    def __init__(self, words: Words, seen: Seen, findings: Mapping[str, tuple[str, ...]]) -> None:
        self.words = words
        self.findings = findings
        self.seen = seen
        self.arranging = Arranging(words, seen)
        self.steps = 0

    def say(self, message: str, **values: object) -> str:
        """A message in the language, filled."""
        return gettext(self.words.language, message, **values)

    # --- the ends --------------------------------------------------------------------------------

    def start(self) -> Card:
        """Where one begins, and who may."""
        audience = self.words.procedure.audience
        if ANYONE in audience:
            facts = self.say(_("Open to all, without an account"))
        elif SIGNED_IN in audience:
            facts = self.say(_("For whoever has an account"))
        else:
            names = ", ".join(self.say(PROFILES.get(one, one)).lower() for one in audience)
            facts = self.say(_("For: {names}"), names=names)
        return Card(
            kind="start",
            title=self.say(_("Beginning")),
            anchor=BEGINNING,
            facts=facts,
            warnings=self.findings.get(BEGINNING, ()),
        )

    def end(self) -> Iterator[Card]:
        """The summary, then the sending."""
        procedure, words = self.words.procedure, self.words
        held = procedure.attestations, procedure.checks
        if procedure.summary or any(held):
            yield Card(
                kind="summary",
                title=self.say(_("Summary")),
                anchor="-summary",
                facts=facts_of_summary(*held, words) or self.say(_("All answers, to check")),
                details=details_of_summary(*held, words),
                warnings=self.seen.of_checks("procedure", procedure.checks),
            )
        done, submit = tuple(self._done()), words.text(procedure.submit)
        yield Card(
            kind="sending",
            title=submit if any(map(str.isalpha, submit)) else self.say(_("Send")),
            anchor="-sending",
            facts=", ".join(one.text for one in done),
            details=done,
        )

    def _done(self) -> Iterator[Detail]:
        """What is done once it is sent."""
        for one in self.words.procedure.actions:
            when = getattr(one, "when", None)
            inner: tuple[Detail, ...] = ()
            if isinstance(when, Syntax):
                condition = self.words.condition(when)
                inner = (Detail(self.say(_("only if {condition}"), condition=condition)),)
            yield Detail(self.say(one.told), inner)

    def summary(self) -> str:
        """How many steps, questions and conditions there are."""
        procedure, language = self.words.procedure, self.words.language
        questions = sum(is_question(one) for *_around, one in procedure.all_fields())
        conditions = sum(one is not None for one in _conditions(procedure.parts))
        counts = (
            (_("{n} step"), _("{n} steps"), self.steps),
            (_("{n} question"), _("{n} questions"), questions),
            (_("{n} condition"), _("{n} conditions"), conditions),
        )
        return " · ".join(ngettext(language, one, many, n) for one, many, n in counts if n)

    # --- the parts -------------------------------------------------------------------------------

    def row(
        self, parts: Iterable[Step | Group | Exit | Section], prefix: tuple[str, ...]
    ) -> tuple[Block, ...]:
        """Parts one after the other, gathered under the conditions that they share."""
        items = [
            Item(
                terms_of(part.when, self.words),
                self.block(part, prefix),
                ".".join((*prefix, part.name)),
                part.when,
                isinstance(part, Exit),
            )
            for part in parts
        ]
        return self.arranging.arranged(items)

    def block(self, part: Step | Group | Exit | Section, prefix: tuple[str, ...]) -> Block:
        """A part, whatever its condition."""
        if isinstance(part, Step):
            return self.step(part, prefix)
        place = ".".join((*prefix, part.name))
        if isinstance(part, Exit):
            return Card(
                kind="exit",
                title=self.words.text(part.title),
                anchor=place,
                details=details_of_exit(part, self.words),
                warnings=self.findings.get(place, ()),
                is_never=self.seen.is_never(part, place),
            )
        is_group, anchor = isinstance(part, Group), anchor_of(part, prefix)
        inner = (*prefix, part.name) if is_group else prefix
        return Frame(
            kind="group" if is_group else "section",
            title=self.words.text(part.title),
            anchor=anchor,
            warnings=self.findings.get(anchor, ()),
            row=self.row(part.parts, inner),
            note=note_of(part, self.words) if isinstance(part, Group) else "",
            details=details_of_group(part, self.words) if isinstance(part, Group) else (),
            is_never=self.seen.is_never(part, place),
        )

    def step(self, step: Step, prefix: tuple[str, ...]) -> Card:
        """The card of a step."""
        self.steps += 1
        place = ".".join((*prefix, step.name))
        untried = map(Detail, self.seen.told_of(step, place))
        return Card(
            kind="step",
            title=self.words.text(step.title),
            anchor=place,
            number=self.steps,
            facts=facts_of(step, self.words),
            questions=questions_of(step, self.words),
            details=(
                *details_of_step(step, self.words),
                *untried,
            ),
            warnings=(*self.findings.get(place, ()), *self.seen.of_step(step, place)),
            is_never=self.seen.is_never(step, place),
        )


def _conditions(parts: Iterable[Step | Group | Exit | Section]) -> Iterator[ast.expr | None]:
    """The conditions of parts, and of their questions."""
    for part in parts:
        yield part.when.tree if part.when else None
        if isinstance(part, (Group, Section)):
            yield from _conditions(part.parts)
        elif isinstance(part, Step):
            yield from (one.when.tree if one.when else None for one in part.fields)
