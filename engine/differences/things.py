"""A procedure taken apart: everything in it that can be added, removed, moved or renamed."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from engine.definitions import Check, Exit, Group, Procedure, Section, Step
from engine.fields import Field, TableOf, listed_in
from engine.fields.several import Several

PARTS = frozenset({"section", "step", "group", "exit"})


@dataclass(frozen=True, eq=False)
class Thing:
    """Something of a procedure: its kind, its name, what is written of it, what it stands in.

    `around` are the things that hold it, the outermost first; `index` is its place in the text.
    """

    kind: str
    name: str
    place: str
    record: Any
    around: "tuple[Thing, ...]" = ()
    index: int = 0

    @property
    def holder(self) -> "Thing | None":
        """The thing that holds it."""
        return self.around[-1] if self.around else None

    @property
    def family(self) -> str:
        """The kinds among which it has an order."""
        return "part" if self.kind in PARTS else self.kind


@dataclass
class Taking:
    """Takes a procedure apart, in the order of its text."""

    found: list[Thing] = field(default_factory=list)

    def add(self, kind: str, name: str, place: str, record: Any, around: tuple[Thing, ...]) -> Any:
        """One more thing; gives what is around those that it holds."""
        thing = Thing(kind, name, place, record, around, len(self.found))
        self.found.append(thing)
        return (*around, thing)

    def procedure(self, procedure: Procedure) -> None:
        """All of it."""
        for part in procedure.parts:
            self.part(part, ())
        self.checks("procedure", procedure.checks, ())
        for one in procedure.attestations:
            self.add("attestation", one.name, one.name, one, ())
        for test in procedure.tests:
            self.add("test", test.name, f"tests.{test.name}", test, ())
        names: dict[str, int] = {}
        for action in procedure.actions:
            number = names[action.type_name] = names.get(action.type_name, -1) + 1
            self.add(
                "action", action.type_name, f"actions.{action.type_name}[{number}]", action, ()
            )

    def part(self, part: Step | Group | Exit | Section, around: tuple[Thing, ...]) -> None:
        """A part, with what it holds."""
        groups = [one.name for one in around if one.kind == "group"]
        place = ".".join([*groups, part.name])
        kind = type(part).__name__.lower()
        inside = self.add(kind, part.name, place, part, around)
        if isinstance(part, Section | Group):
            for one in part.parts:
                self.part(one, inside)
        if isinstance(part, Step):
            for each in part.fields:
                self.field(each, place, inside)
        if isinstance(part, Step | Group):
            self.checks(place, part.checks, inside)

    def field(self, one: Field, step: str, around: tuple[Thing, ...], kind: str = "field") -> None:
        """A field, with its options, the fields in them, its columns and its rows."""
        place = f"{step}.{one.name}"
        inside = self.add(kind, one.name, place, one, around)
        for option in listed_in(one.choices):
            within = self.add("option", option.value, f"{place}={option.value}", option, inside)
            if isinstance(option.detail, Field):
                self.field(option.detail, step, within)
        if isinstance(one, TableOf):
            for row in one.rows:
                self.add("row", row.value, f"{place}[{row.value}]", row, inside)
            for column in one.columns:
                self.field(column, place, inside, "column")
        if isinstance(one, Several):
            self.field(one.of, place, inside, "column")

    def checks(self, owner: str, checks: tuple[Check, ...], around: tuple[Thing, ...]) -> None:
        """What must hold there."""
        for number, one in enumerate(checks):
            self.add("check", one.check.text, f"{owner}.checks[{number}]", one, around)


def things_of(procedure: Procedure) -> tuple[Thing, ...]:
    """Everything in a procedure, in the order of its text, what holds before what is held."""
    taking = Taking()
    taking.procedure(procedure)
    return tuple(taking.found)


def inside(thing: Thing, things: "tuple[Thing, ...]") -> Iterator[Thing]:
    """The things that one holds directly."""
    return (one for one in things if one.holder is thing)
