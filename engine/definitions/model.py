"""The model of a procedure: what its text says, typed, with where it says it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from engine.actions import Action, Receipt, SaveProfile
from engine.definitions.accepting import Acceptance
from engine.definitions.delays import Delay, OtherDelay, Silence
from engine.definitions.expected import Expected
from engine.definitions.moves import Move
from engine.definitions.opening import Opening
from engine.definitions.structure import (
    Check,
    Driven,
    Exit,
    ExitLink,
    Group,
    Part,
    RegisterImport,
    Section,
    Step,
    conditions_of,
    flat,
    sections_in,
)
from engine.definitions.tests import Test
from engine.definitions.words import Days, Parameter
from engine.expressions import Problem
from engine.fields import Field, Text
from engine.source.diagnostics import Diagnostic
from engine.source.spec import Written, spec, written

ANYONE = "anyone"
# Whoever signed in, whatever their profile.
SIGNED_IN = "account"
LegalBasis = Literal[
    "legal_obligation", "public_task", "contract", "consent", "vital_interest",
    "legitimate_interest",
]  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Attestation:
    """What a person attests before sending."""

    name: str = spec("The name of the box to tick", key="field")
    text: Text = spec("What is attested")
    message: Text | None = spec("What is said when it is not ticked", default=None)
    source: Written = written()


@dataclass(frozen=True, kw_only=True)
class Retention:
    """How long answers are kept."""

    drafts: Days = spec("How long a draft is kept, as `30 days`")
    submissions: Days = spec("How long a submission is kept, as `5 years`")
    then: Literal["eliminate", "anonymise", "transfer"] = spec("What happens to it then")
    source: Written = written()


@dataclass(frozen=True, kw_only=True)
class Procedure:
    """The whole that a person goes through."""

    name: str = spec("The name of the procedure, in its address", key="procedure")
    title: Text = spec("Its title")
    audience: tuple[str, ...] = spec(
        "Whose profile may open it, `account` for whoever signed in, or `anyone`", key="for"
    )
    parts: tuple[Step | Group | Exit | Section, ...] = spec("What is asked, in order", key="steps")
    nature: Literal["depot", "declaration", "demande", "compte"] = spec(
        "What it is in law: it decides what the receipt says", default="depot"
    )
    silence: Silence | None = spec(
        "What silence of the service means in the end, of a `demande`", default=None
    )
    delay: Delay | None = spec(
        "After how long silence means so, as `2 months` or `15 working days`", default=None
    )
    delays: tuple[OtherDelay, ...] = spec(
        "Delays for some requests only: the first whose condition holds counts", default=()
    )
    appeal: Text | None = spec(
        "How, before whom and until when one can appeal, of a `demande`; a line is a paragraph",
        default=None,
    )
    intro: Text | None = spec("What it is for, in Markdown", default=None)
    retention: Retention | None = spec("How long answers are kept", default=None)
    purpose: Text | None = spec("What the answers are used for, for the register", default=None)
    legal_basis: LegalBasis | None = spec("What allows it (GDPR, article 6)", default=None)
    recipients: tuple[str, ...] = spec("Who receives the answers", default=())
    parameters: Mapping[str, Parameter] = spec("Values that a site may override", default={})
    link: tuple[str, ...] = spec(
        "Values that come with the address, as `?fil=12`: `link.fil` is the text, or unknown",
        default=(),
    )
    fresh: bool = spec(
        "`true` when the password must have been given within the last 10 minutes", default=False
    )
    opening: Opening | None = spec(
        "When it may be begun and sent; always when nothing is said", default=None
    )
    expected: Expected | None = spec(
        "What the dashboard says is to be sent each month, for each record of a list", default=None
    )
    unique_with: tuple[str, ...] = spec(
        "The fields whose answers, taken together, the same person sends once", default=()
    )
    languages: tuple[str, ...] = spec("The languages its texts are written in", default=("fr",))
    summary: bool = spec("`false` to send without a page that shows all answers", default=True)
    attestations: tuple[Attestation, ...] = spec("What a person attests", default=())
    checks: tuple[Check, ...] = spec("What must hold between all answers", default=())
    submit: Text | None = spec("The words on the button that sends", default=None)
    next: Text | None = spec("What happens after it is sent", default=None)
    actions: tuple[Action, ...] = spec(
        "What is done once it is sent; a receipt is made when nothing is said", default=(Receipt(),)
    )
    migrate: tuple[Move, ...] | None = spec(
        "How open drafts of the version before are carried over; without it, and without any"
        " `renamed_from`, they keep their version",
        default=None,
    )
    tests: tuple[Test, ...] = spec("Tests of the procedure", default=())
    accepted: tuple[Acceptance, ...] = spec(
        "Warnings that are right as they are, each with the reason", default=()
    )
    source: Written = written()

    @cached_property
    def steps(self) -> tuple[Part, ...]:
        """What is asked, in order, out of its sections."""
        return tuple(flat(self.parts))

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """Every section, in order."""
        return tuple(sections_in(self.parts))

    @property
    def is_direct(self) -> bool:
        """Whether its acts are all that is done: no submission is kept of it."""
        has_receipt = any(isinstance(one, Receipt) for one in self.actions)
        return not has_receipt and bool(self.acts)

    @cached_property
    def acts(self) -> tuple[Action, ...]:
        """What is done at once when it is sent: a field with `save_to` asks for it by itself."""
        acts = tuple(one for one in self.actions if one.is_act)
        saves = any(field.save_to for *_, field in self.all_fields())
        if not saves or any(isinstance(one, SaveProfile) for one in acts):
            return acts
        return (*acts, SaveProfile())

    def all_groups(self) -> Iterator[tuple[Group | None, Group]]:
        """Every group with the one that holds it, in order, a group before those inside it."""
        for part in self.steps:
            if isinstance(part, Group):
                yield from _groups(None, part)

    def all_steps(self) -> Iterator[tuple[Group | None, Step]]:
        """Every step with the innermost group that holds it, in order."""
        for part in self.steps:
            yield from _steps(None, part)

    def all_fields(self) -> Iterator[tuple[Group | None, Step, Field]]:
        """Every field with the group and the step that hold it, in order."""
        for group, step in self.all_steps():
            for field in step.fields:
                yield group, step, field


def _groups(outer: Group | None, group: Group) -> Iterator[tuple[Group | None, Group]]:
    yield outer, group
    for one in group.inner:
        yield from _groups(group, one)


def _steps(group: Group | None, part: Part) -> Iterator[tuple[Group | None, Step]]:
    if isinstance(part, Step):
        yield group, part
    elif isinstance(part, Group):
        for one in part.steps:
            yield from _steps(part, one)


@dataclass(frozen=True)
class Definition:
    """A text once read: the procedure when enough of it could be, and all that is wrong.

    `bundle` is the text with the fragments that it uses; it is `whole` when none is missing.
    """

    path: str
    text: str
    procedure: Procedure | None
    diagnostics: tuple[Diagnostic, ...]
    problems: tuple[Problem, ...]
    bundle: str = ""
    whole: bool = True


__all__ = [
    "ANYONE",
    "SIGNED_IN",
    "Attestation",
    "Check",
    "Definition",
    "Driven",
    "Exit",
    "ExitLink",
    "Expected",
    "Group",
    "LegalBasis",
    "Part",
    "Procedure",
    "RegisterImport",
    "Retention",
    "Section",
    "Step",
    "conditions_of",
]
