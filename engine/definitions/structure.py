"""The parts of a procedure: steps, groups, exits, and the sections that hold runs of them.

An author writes parts inside sections. A procedure, and a group, give them one after the other,
each with the sections around it: see `flat`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from engine.expressions import Syntax, parse
from engine.fields import Field, Option, Text, listed_in
from engine.source.spec import Written, spec, written


def _around() -> Any:
    """The attribute that keeps the sections around a part, the outermost first."""
    return field(default=(), compare=False, repr=False)


@dataclass(frozen=True, kw_only=True)
class Check:
    """What must hold between answers; said when it does not."""

    check: Syntax = spec("What must hold")
    message: Text = spec("What a person reads when it does not")
    on: str = spec("The field beside which it is said", default="")
    source: Written = written()


@dataclass(frozen=True, kw_only=True)
class Step:
    """A screenful of questions."""

    name: str = spec("The name of the step, unique where it stands", key="step")
    title: Text = spec("Its title")
    intro: Text | None = spec("What is said before the questions, in Markdown", default=None)
    when: Syntax | None = spec("The condition under which it is asked", default=None)
    fields: tuple[Field, ...] = spec("Its questions, in order", default=())
    checks: tuple[Check, ...] = spec("What must hold between its answers", default=())
    after: Text | None = spec("What is said under the button, in Markdown", default=None)
    renamed_from: str = spec("Its name in the version before, for drafts that are open", default="")
    source: Written = written()
    sections: tuple["Section", ...] = _around()


@dataclass(frozen=True, kw_only=True)
class Driven:
    """The question, yes or no, that adds items to a group one by one."""

    name: str = spec("The name of the answer", key="field")
    label: Text = spec("The question, as « Y a-t-il quelqu'un d'autre ? »")
    source: Written = written()


@dataclass(frozen=True, kw_only=True)
class RegisterImport:
    """A CSV file that fills a group, a line an item."""

    columns: Mapping[str, tuple[str, ...]] = spec(
        "The heading of the column of each field, as `arrivee: Arrivée`; several when it may be"
        " called otherwise: the first one is that of the file to fill in"
    )
    label: Text | None = spec("The words that lead to it", default=None)
    intro: Text | None = spec(
        "What is said beside the choice of the file, in Markdown", default=None
    )
    source: Written = written()


@dataclass(frozen=True, kw_only=True)
class Group:
    """Steps asked once per item, gathered by a hub."""

    name: str = spec("The name of the group: the list of its items", key="group")
    title: Text = spec("The title of the hub")
    parts: "tuple[Step | Group | Section, ...]" = spec("What is asked for each item", key="steps")
    alias: str = spec("The name of one item in expressions", key="as", default="item")
    intro: Text | None = spec("What is said on the hub, in Markdown", default=None)
    when: Syntax | None = spec("The condition under which it is asked", default=None)
    count: Syntax | None = spec("How many items there must be", default=None)
    min: Syntax | None = spec("The least number of items", default=None)
    max: Syntax | None = spec("The most items, 50 if not said, 1000 at most", default=None)
    item: Text | None = spec("The name of an item on the hub", default=None)
    load: Text | None = spec("The words that open an item that is not begun", default=None)
    todo: Text | None = spec("The state of an item that is not begun", default=None)
    done: Text | None = spec("The words that end an item", default=None)
    add: Text | None = spec("The words that add an item", default=None)
    missing: Text | None = spec(
        "What is said while items are not complete; `left` is their number", default=None
    )
    driven: Driven | None = spec(
        "A question asked after each item: is there another one?", default=None
    )
    path: str = spec(
        "A list of the profile that fills it at first, as `profile.hebergements`; `row` is the row"
        " that an item comes from",
        key="from",
        default="",
    )
    checks: tuple[Check, ...] = spec("What must hold between its items", default=())
    register: RegisterImport | None = spec(
        "A CSV file that fills it: a register of what happened", key="import", default=None
    )
    renamed_from: str = spec("Its name in the version before, for drafts that are open", default="")
    source: Written = written()
    sections: tuple["Section", ...] = _around()

    @cached_property
    def steps(self) -> "tuple[Step | Group, ...]":
        """What is asked for each item, in order, out of its sections."""
        return tuple(one for one in flat(self.parts) if not isinstance(one, Exit))

    @property
    def inner(self) -> "Iterator[Group]":
        """The groups inside an item."""
        return (one for one in self.steps if isinstance(one, Group))


@dataclass(frozen=True, kw_only=True)
class ExitLink:
    """Where somebody may go who is not concerned."""

    label: Text = spec("What a person reads")
    url: Text = spec("The address")
    source: Written = written()


@dataclass(frozen=True, kw_only=True)
class Exit:
    """An end without sending, for those whom the procedure does not concern."""

    name: str = spec("The name of the exit, unique as that of a step", key="exit")
    title: Text = spec("Its title")
    text: Text = spec("Why one goes no further, and what to do instead, in Markdown")
    when: Syntax | None = spec("The condition under which one leaves here", default=None)
    links: tuple[ExitLink, ...] = spec("Where one may go", default=())
    source: Written = written()
    sections: tuple["Section", ...] = _around()


@dataclass(frozen=True, kw_only=True)
class Section:
    """A named run of steps, shown in progress and in the summary; sections may nest."""

    name: str = spec("The name of the section", key="section")
    title: Text = spec("Its title")
    parts: "tuple[Step | Group | Exit | Section, ...]" = spec("Its steps", key="steps")
    when: Syntax | None = spec("The condition under which all of it is asked", default=None)
    source: Written = written()
    sections: tuple["Section", ...] = _around()


Part = Step | Group | Exit


def flat(parts: "Iterable[Part | Section]", sections: tuple[Section, ...] = ()) -> "Iterator[Part]":
    """The parts one after the other, each knowing the sections around it."""
    for part in parts:
        if isinstance(part, Section):
            known = replace(part, sections=sections) if sections else part
            yield from flat(part.parts, (*sections, known))
            continue
        placed = replace(part, sections=sections) if sections else part
        yield with_details(placed) if isinstance(placed, Step) else placed


def sections_in(parts: "Iterable[Part | Section]") -> Iterator[Section]:
    """Every section among parts, in order, those inside others after these."""
    for part in parts:
        if isinstance(part, Section):
            yield part
            yield from sections_in(part.parts)
        elif isinstance(part, Group):
            yield from sections_in(part.parts)


def conditions_of(part: Part | Section) -> tuple[Syntax, ...]:
    """The conditions under which a part is asked: those of its sections, then its own."""
    own = (*(one.when for one in part.sections), part.when)
    return tuple(one for one in own if one is not None)


def with_details(step: Step) -> Step:
    """A step in which the field inside an option follows the field of that option."""
    fields = tuple(one for field in step.fields for one in (field, *details_of(field)))
    return step if len(fields) == len(step.fields) else replace(step, fields=fields)


def details_of(field: Field) -> Iterator[Field]:
    """The fields inside the options of a field, each asked when its option is chosen."""
    for option in listed_in(field.choices):
        detail = option.detail
        if isinstance(detail, Field) and option.link is None:
            yield replace(detail, when=chosen(field, option, detail.when), detail_of=field.name)
            yield from details_of(detail)


def chosen(field: Field, option: Option, own: Syntax | None) -> Syntax | None:
    """The condition that an option is chosen, and that of its detail when it has one."""
    is_list = field.kind().family == "list"
    text = f"{option.value!r} in {field.name}" if is_list else f"{field.name} == {option.value!r}"
    whole = f"{text} and ({own.text})" if own else text
    return parse(whole, own.span if own else option.source.at("detail"))[0]
