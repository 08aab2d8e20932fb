"""A diagram in words: a list that says all that the picture shows, and what it has no room for."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from engine.diagrams.flow import (
    Block,
    Branch,
    Card,
    Case,
    Detail,
    Flow,
    Fork,
    Frame,
    Outcome,
    ends,
)
from engine.i18n import gettext
from engine.i18n import marked as _


@dataclass(frozen=True)
class Told:
    """A line of the list, what it is about, and the lines under it.

    `details` are those that a page may fold: the questions of a step.
    """

    text: str
    kind: Literal["card", "branch", "fork", "case", "frame", "way"]
    anchor: str = ""
    details: tuple[Detail, ...] = ()
    inner: "tuple[Told, ...]" = ()


def tell(flow: Flow) -> tuple[Told, ...]:
    """The lines of a flow, in the order in which one goes through it."""
    return _Telling(flow.language).row(flow.row)


def as_text(flow: Flow) -> str:
    """The list as plain text, which is Markdown too."""
    lines = [flow.title, "", flow.summary, *(share_of(flow)), ""]
    return "\n".join([*lines, *_lines(tell(flow), 0)]) + "\n"


def share_of(flow: Flow) -> list[str]:
    """How much the tests have tried, one line a kind."""
    message = _("{label} tried: {percent} % ({seen} of {all})")
    return [
        gettext(
            flow.language, message, label=one.label, percent=one.percent, seen=one.seen, all=one.all
        )
        for one in flow.shares
    ]


def as_json(flow: Flow) -> dict[str, Any]:
    """The flow for programs: every block with its kind and what it holds."""
    shares = [
        {"label": one.label, "seen": one.seen, "all": one.all, "percent": one.percent}
        for one in flow.shares
    ]
    return {
        "procedure": flow.name, "title": flow.title, "language": flow.language,
        "summary": flow.summary, "coverage": shares, "flow": [_json(one) for one in flow.row],
    }  # fmt: skip


class _Telling:
    """Says blocks in a language."""

    def __init__(self, language: str) -> None:
        self.language = language

    def say(self, message: str, **values: object) -> str:
        """A message in the language, filled."""
        return gettext(self.language, message, **values)

    def row(self, blocks: Iterable[Block]) -> tuple[Told, ...]:
        """The lines of a row."""
        return tuple(self.block(one) for one in blocks)

    def block(self, block: Block) -> Told:
        """The line of a block, with those of what it holds."""
        if isinstance(block, Card):
            return self.card(block)
        if isinstance(block, Branch):
            return self.branch(block)
        return self.fork(block) if isinstance(block, Fork) else self.frame(block)

    def card(self, card: Card) -> Told:
        """A step, an end."""
        named = {
            "step": self.say(_("Step {number}: {title}"), number=card.number, title=card.title),
            "exit": self.say(_("Exit, without sending: {title}"), title=card.title),
            "summary": self.say(_("Before sending: {title}"), title=card.title),
            "sending": self.say(_("Sending: “{title}”"), title=card.title),
        }.get(card.kind, card.title)
        never = [self.say(_("never tried"))] if card.is_never else []
        parts = [named, card.facts, *card.warnings, *never]
        return Told(" – ".join(one for one in parts if one), "card", card.anchor, card.details)

    def branch(self, branch: Branch) -> Told:
        """A condition, what follows when it holds, and when not."""
        said = self.say(_("If {condition}"), condition=branch.condition)
        inner = [*self.row(branch.row)]
        if branch.passed == "never":
            inner.append(Told(self.marked(self.say(_("else: go on")), branch.passed), "way"))
        return Told(self.marked(said, branch.taken), "branch", inner=tuple(inner))

    def fork(self, fork: Fork) -> Told:
        """A question, and what follows from each answer."""
        cases = [self.case(one) for one in fork.cases]
        if fork.has_other:
            said = self.say(_("Other answer: go on"))
            cases.append(Told(self.marked(said, fork.other), "way"))
        said = self.say(_("Depending on “{question}”"), question=fork.subject)
        return Told(said, "fork", inner=tuple(cases))

    def case(self, case: Case) -> Told:
        """An answer, and what follows from it."""
        said = self.marked(self.say(_("“{text}”"), text=case.label), case.taken)
        return Told(said, "case", inner=self.row(case.row))

    def frame(self, frame: Frame) -> Told:
        """A section or a group, with what it holds."""
        if frame.kind == "section":
            said = self.say(_("Section: {title}"), title=frame.title)
        else:
            said = self.say(_("Group: {title} – {note}"), title=frame.title, note=frame.note)
        said = " – ".join((said, *frame.warnings))
        marked = self.marked(said, "never" if frame.is_never else "unknown")
        return Told(marked, "frame", frame.anchor, frame.details, self.row(frame.row))

    def marked(self, text: str, outcome: Outcome) -> str:
        """A text, with a mark when no test has tried it."""
        if outcome != "never":
            return text
        return self.say(_("{text} (never tried)"), text=text)


def _lines(told: Iterable[Told], depth: int) -> Iterator[str]:
    for one in told:
        yield f"{'  ' * depth}- {one.text}"
        yield from _details(one.details, depth + 1)
        yield from _lines(one.inner, depth + 1)


def _details(details: Iterable[Detail], depth: int) -> Iterator[str]:
    for one in details:
        yield f"{'  ' * depth}- {one.text}"
        yield from _details(one.inner, depth + 1)


def _json(block: Block | Case) -> dict[str, Any]:
    if isinstance(block, Card):
        questions = [
            {"label": one.label, "conditional": one.is_conditional} for one in block.questions
        ]
        return {
            "kind": block.kind, "place": block.anchor, "title": block.title,
            "number": block.number or None, "questions": questions,
            "warnings": list(block.warnings), "ends": block.is_end,
        }  # fmt: skip
    if isinstance(block, Fork):
        return {
            "kind": "fork", "question": block.subject, "cases": [_json(one) for one in block.cases],
            "other": block.has_other, "other_tried": block.other,
        }  # fmt: skip
    row = [_json(one) for one in block.row]
    if isinstance(block, Frame):
        return {
            "kind": block.kind, "place": block.anchor, "title": block.title, "note": block.note,
            "warnings": list(block.warnings), "never_tried": block.is_never, "flow": row,
        }  # fmt: skip
    if isinstance(block, Case):
        return {"kind": "case", "answer": block.label, "tried": block.taken, "flow": row}
    return {
        "kind": "branch", "condition": block.condition, "tried": block.taken,
        "passed_by": block.passed, "ends": ends(block.row), "flow": row,
    }  # fmt: skip
