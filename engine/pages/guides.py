"""The guide of a site: what its definitions say of each procedure, for people to read before.

It is worked out from the definitions alone, for nobody in particular: what depends on answers
is said to.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from engine.actions import Receipt
from engine.definitions import ANYONE, SIGNED_IN, Procedure, Site
from engine.expressions import Value
from engine.fields import Files, ListedChoices, Option, TableChoices, Text
from engine.fields.note import Note
from engine.i18n import format_size, gettext, ngettext
from engine.i18n import marked as _
from engine.journeys import Context, ExitPlan, FieldPlan, GroupPlan, Journey, Plan, StepPlan
from engine.pages.printed import PrintedBlock, Run, printed
from engine.pages.processing import OF_ACCOUNTS, duration
from engine.tables import Row

MOST_OPTIONS = 15
NOTHING_KNOWN = "…"
DEFAULT_DRAFT_DAYS = 30


@dataclass(frozen=True)
class Question:
    """A question: its words, what helps to answer, the answers that are offered."""

    label: str
    facts: tuple[str, ...]
    help: tuple[PrintedBlock, ...]
    options: tuple[str, ...]


@dataclass(frozen=True)
class Stage:
    """A step, or a group with its steps."""

    title: str
    facts: tuple[str, ...]
    intro: tuple[PrintedBlock, ...]
    questions: tuple[Question, ...] = ()
    stages: tuple["Stage", ...] = ()


@dataclass(frozen=True)
class Chapter:
    """What there is to know of one procedure."""

    language: str
    title: str
    url: str
    words: Mapping[str, str]
    purpose: tuple[PrintedBlock, ...]
    audience: str
    prepare: tuple[str, ...]
    stages: tuple[Stage, ...]
    ending: tuple[str, ...]
    next: tuple[PrintedBlock, ...]
    contact: str


WORDS = {
    "purpose": _("What it is for"),
    "audience": _("Whom it is for"),
    "address": _("Where"),
    "prepare": _("What to prepare"),
    "steps": _("The steps, in order"),
    "next": _("What happens next"),
    "contact": _("A question?"),
    "step": _("Step"),
}


def is_in_guide(procedure: Procedure, site: Site) -> bool:
    """Whether somebody at the site may go through a procedure that is more than their account."""
    wanted = {ANYONE, SIGNED_IN, *site.profiles}
    is_meant = not site.profiles or bool(wanted & set(procedure.audience))
    return procedure.nature != OF_ACCOUNTS and is_meant


def chapter_of(plan: Plan, site: Site, base: str, language: str) -> Chapter:
    """The chapter of a procedure, in a language that it is written in.

    `base` is the address of the site, to which those of the procedure are added.
    """
    return _Writer(plan, site, base, language).chapter()


class _Writer:
    def __init__(self, plan: Plan, site: Site, base: str, language: str) -> None:
        self.plan = plan
        self.site = site
        self.base = base
        self.language = language
        self.known: Mapping[str, Value] = Journey(plan, {}, Context(language=language)).environment

    def chapter(self) -> Chapter:
        procedure, service = self.plan.procedure, self.site.service
        reach = (service.name, service.phone, service.email, service.hours)
        return Chapter(
            language=self.language,
            title=self.text(procedure.title),
            url=f"{self.base}/demarches/{procedure.name}",
            words={name: self.say(word) for name, word in WORDS.items()},
            purpose=self.blocks(procedure.intro),
            audience=self.audience(procedure.audience),
            prepare=tuple(self.prepare(procedure)),
            stages=tuple(
                self.stage(one) for one in self.plan.parts if not isinstance(one, ExitPlan)
            ),
            ending=tuple(self.ending(procedure)),
            next=self.blocks(procedure.next),
            contact=" · ".join(one for one in reach if one),
        )

    def say(self, message: str, **values: object) -> str:
        return gettext(self.language, message, **values)

    def text(self, text: Text | None) -> str:
        return text.render(self.known, self.language) if text else ""

    def blocks(self, text: Text | None) -> tuple[PrintedBlock, ...]:
        blocks = printed(text, self.known, self.language)
        return tuple(replace(one, parts=[self.whole(part) for part in one.parts]) for one in blocks)

    def whole(self, part: Sequence[Run]) -> list[Run]:
        """A line whose links lead there from paper too."""
        return [
            replace(one, url=self.base + one.url) if one.url.startswith("/") else one
            for one in part
        ]

    def title(self, text: Text) -> str:
        """A title; nothing when all of it depends on answers."""
        title = self.text(text)
        return "" if title == NOTHING_KNOWN else title

    def audience(self, profiles: Sequence[str]) -> str:
        if ANYONE in profiles:
            return self.say(_("Anyone, without an account."))
        if SIGNED_IN in profiles:
            return self.say(_("Whoever has an account here. You sign in first."))
        meant = [self.site.profiles.get(one, one) for one in profiles
                 if not self.site.profiles or one in self.site.profiles]  # fmt: skip
        return self.say(_("For: {profiles}. You sign in first."), profiles=", ".join(meant))

    def prepare(self, procedure: Procedure) -> Iterator[str]:
        files = list(self.files())
        yield from files or (self.say(_("No file is asked for.")),)
        days = procedure.retention.drafts if procedure.retention else DEFAULT_DRAFT_DAYS
        kept = duration(days, self.language)
        yield self.say(
            _("You may stop and come back: what you have begun is kept {time}."), time=kept
        )

    def files(self) -> Iterator[str]:
        for part in self.plan.parts:
            steps = part.all_steps() if isinstance(part, GroupPlan) else (part,)
            for step in steps:
                for one in step.fields if isinstance(step, StepPlan) else ():
                    if isinstance(one.field, Files):
                        depends = any(when is not None for when in (part.when, step.when, one.when))
                        yield self.file(one, one.field, depends=depends)

    def file(self, plan: FieldPlan, field: Files, *, depends: bool) -> str:
        most, size = plan.limits.get("max_files", 20), plan.limits.get("max_total_size")
        facts = [
            field.formats,
            ngettext(self.language, _("{n} file at most"), _("{n} files at most"), most),
        ]
        if size is not None:
            weight = format_size(size, self.language)
            facts.append(self.say(_("{size} at most, all together"), size=weight))
        if field.optional is True:
            facts.append(self.say(_("if you wish")))
        if depends:
            facts.append(self.say(_("depending on your answers")))
        return self.say(_("{what}: {facts}"), what=self.text(field.label), facts=", ".join(facts))

    def stage(self, part: StepPlan | GroupPlan) -> Stage:
        facts = (self.say(_("Depending on your answers.")),) if part.when else ()
        if isinstance(part, GroupPlan):
            once = self.say(_("These steps come again for each one."))
            stages = tuple(self.stage(one) for one in part.steps)
            title, intro = self.title(part.group.title), self.blocks(part.group.intro)
            return Stage(title, (*facts, once), intro, stages=stages)
        title, questions = self.title(part.step.title), tuple(self.questions(part))
        if len(questions) == 1 and questions[0].label == title:
            questions = (replace(questions[0], label=""),)
        return Stage(title, facts, self.blocks(part.step.intro), questions)

    def questions(self, step: StepPlan) -> Iterator[Question]:
        for one in step.fields:
            field = one.field
            facts = []
            if field.optional is True:
                facts.append(self.say(_("if you wish")))
            if one.when is not None:
                facts.append(self.say(_("depending on your answers")))
            is_note = isinstance(field, Note)
            said = self.blocks(field.text if isinstance(field, Note) else field.help)
            if said or not is_note:
                options = tuple(self.options(one))
                yield Question(self.text(field.label), tuple(facts), said, options)

    def options(self, plan: FieldPlan) -> Iterator[str]:
        choices = plan.field.choices
        if choices is None:
            return
        if isinstance(choices, ListedChoices):
            yield from self.labels(choices.options)
            return
        table = plan.options.table if plan.options else None
        if isinstance(choices, TableChoices) and choices.whole and table is not None:
            yield from self.rows(tuple(table.rows.values()))
        elif isinstance(choices, TableChoices):
            yield self.say(_("Look for it in the list, by a few letters"))
        else:
            yield self.say(_("Choose from what the service knows of you"))
        yield from self.labels(choices.always)

    def rows(self, rows: Sequence[Row]) -> Iterator[str]:
        yield from (row.label for row in rows[:MOST_OPTIONS])
        if len(rows) > MOST_OPTIONS:
            yield "…"

    def labels(self, options: Sequence[Option]) -> Iterator[str]:
        for one in options[:MOST_OPTIONS]:
            label = self.text(one.label)
            yield self.say(_("{label} (on another site)"), label=label) if one.link else label
        if len(options) > MOST_OPTIONS:
            yield "…"

    def ending(self, procedure: Procedure) -> Iterator[str]:
        if procedure.summary:
            yield self.say(_("Read all your answers again; you may still change each of them."))
        for one in procedure.attestations:
            yield self.say(_("Tick the box: “{text}”"), text=self.text(one.text))
        if any(isinstance(one, Receipt) for one in procedure.actions):
            yield self.say(
                _("Send: the receipt comes at once, with its reference. Keep it; it is a PDF too.")
            )
