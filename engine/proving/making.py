"""A test made from what somebody really sent, with what tells who they are replaced."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from importlib import import_module
from typing import Any

from engine.definitions import ROOT, Library, Procedure, Test, places_of, read_record
from engine.expressions import Syntax
from engine.fields import Computed, Files, Grid, ProfileChoices
from engine.journeys import FieldPlan, GroupPlan, PartPlan, Plan, StepPlan
from engine.proving.ending import Draw, Ended, ended
from engine.proving.inventing import invented, is_replaced
from engine.proving.running import run
from engine.proving.seen import points_seen
from engine.proving.standing import Ground

Json = Mapping[str, Any]
ROUNDS = 12
FROM_LATEST = "latest."
# What is proposed to a person decides nothing.
PROPOSED = frozenset({"prefill", "default"})


class CannotMakeError(ValueError):
    """No test that goes the same way could be made; the names of fields that are in the way."""

    def __init__(self, names: Iterable[str]) -> None:
        super().__init__(", ".join(names))


@dataclass(frozen=True, kw_only=True)
class Real:
    """What somebody sent: answers as they are kept, the day, the site, what was known of them."""

    answers: Json
    day: date
    site: str
    language: str = ""
    profile: str = ""
    details: Json = field(default_factory=dict)
    past: Sequence[tuple[date, Json]] = ()


def test_from(procedure: Procedure, library: Library, real: Real, name: str, draw: Draw) -> str:
    """The text of a test that goes the same way as what was sent, as an item of `tests`.

    Raises CannotMakeError when what is replaced changes the way whatever is put in its place.
    """
    return Maker(procedure, library, real).text(name, draw)


class Maker:
    """Writes tests that go the way of what was sent."""

    def __init__(self, procedure: Procedure, library: Library, real: Real) -> None:
        self.procedure, self.library, self.real = procedure, library, real
        self.ground = Ground(procedure, library)
        self.read = names_read(procedure, library)
        self.tried: dict[str, int] = {}
        # Whether what conditions read of the profile is kept, once nothing else leads anywhere.
        self.keeps = False
        self.number = 0

    def text(self, name: str, draw: Draw) -> str:
        """The whole text, once a test is found that goes the same way."""
        wanted = self.ended(self.said(name, replaced=False))
        seen = points_seen(wanted.walked)
        refused: Iterable[str] = ()
        for number in range(ROUNDS):
            self.keeps = number >= ROUNDS // 2
            said = self.said(name, replaced=True)
            end = self.ended(said)
            if end.stop is None and points_seen(end.walked) == seen:
                return self.proved(said, end, draw)
            refused = end.stop.errors if end.stop else self.replaced_names()
            for one in refused:
                self.tried[one] = self.tried.get(one, 0) + 1
        raise CannotMakeError(refused)

    def ended(self, said: Json) -> Ended:
        """Where a test leads."""
        test = read(said)
        return ended(self.ground.standing(test), test)

    def proved(self, said: Json, end: Ended, draw: Draw) -> str:
        """The text of a test, with what comes of it; it was run and is right."""
        values = values_of(end)
        expect = {
            "submitted": True,
            "route": [one.path[-1] for one in end.journey.places],
            **({"values": values} if values else {}),
            "effects": [one for one in end.effects if one != "save_profile"],
        }
        whole = {**said, "expect": expect}
        proof = run(read(whole), self.ground, draw)
        if proof.failures:
            raise CannotMakeError(str(one.said.values.get("name", "")) for one in proof.failures)
        return dumped([whole])

    def replaced_names(self) -> list[str]:
        """The fields whose answers may be put otherwise."""
        fields = (one for *_rest, one in self.procedure.all_fields())
        return [one.name for one in fields if is_replaced(one, self.read)]

    def said(self, name: str, *, replaced: bool) -> dict[str, Any]:
        """A test, as an author would write it."""
        self.number = 0
        plan = self.ground.plan(read({"test": name}), self.library.sites[self.real.site])
        person = self.person(replaced=replaced)
        past = [
            {"sent_on": day.isoformat(), **self.past(plan, answers, replaced=replaced)}
            for day, answers in (self.real.past if plan.reads_past else ())
        ]
        said = {
            "test": name,
            "as": person,
            "site": self.real.site,
            "date": self.real.day.isoformat(),
            "language": self.real.language,
            "previous": past,
            "answers": self.answers(plan.parts, self.real.answers, replaced=replaced),
            "expect": {"submitted": True},
        }
        return {key: value for key, value in said.items() if value or key == "answers"}

    def answers(self, parts: Iterable[PartPlan], kept: Json, *, replaced: bool) -> dict[str, Any]:
        """The answers to parts that stand beside each other."""
        found: dict[str, Any] = {}
        for part in parts:
            if isinstance(part, GroupPlan) and isinstance(kept.get(part.name), list):
                found[part.name] = [
                    self.answers(part.steps, item, replaced=replaced) for item in kept[part.name]
                ]
            elif isinstance(part, StepPlan):
                for one in part.fields:
                    found.update(self.answer(one, kept.get(one.name), replaced=replaced))
        return found

    def answer(self, plan: FieldPlan, kept: Any, *, replaced: bool) -> dict[str, Any]:
        """The answer to a field; `null` where something is proposed that was not kept."""
        one = plan.field
        if isinstance(one, Computed) or not one.is_asked or one.is_secret:
            return {}
        if kept is None:
            is_proposed = plan.default is not None or plan.prefill is not None
            return {plan.name: None} if is_proposed else {}
        if isinstance(one, Grid):
            asked = {each.name for each in one.asked_cells} | {"key"}
            rows = [{key: cell for key, cell in row.items() if key in asked}
                    for row in one.rows_of(kept)]  # fmt: skip
            kept = one.answer_of(rows)
        if replaced and is_replaced(one, self.read):
            self.number += 1
            made = list(invented(one, kept, self.number, self.read))
            return {plan.name: made[min(self.tried.get(plan.name, 0), len(made) - 1)]}
        if isinstance(one, Files):
            return {plan.name: [each["name"] for each in kept]}
        return {plan.name: kept}

    def past(self, plan: Plan, kept: Json, *, replaced: bool) -> dict[str, Any]:
        """What was sent before, as far as it is read."""
        latest = {
            group.path.removeprefix(FROM_LATEST)
            for _outer, group in self.procedure.all_groups()
            if group.path.startswith(FROM_LATEST)
        }
        names = plan.past_names | latest
        every = self.answers(plan.parts, kept, replaced=replaced)
        return {name: answer for name, answer in every.items() if name in names}

    def person(self, *, replaced: bool) -> dict[str, Any]:
        """What was known of who sent it, as far as the procedure reads it."""
        found: dict[str, Any] = {"profile": self.real.profile} if self.real.profile else {}
        known = self.library.profile
        for name, kept in self.real.details.items():
            if name not in self.read or name not in {**known.lists, **known.records}:
                continue
            columns = known.columns(name)
            rows = kept if isinstance(kept, list) else [kept]
            made = [self.record(row, columns, replaced=replaced) for row in rows]
            found[name] = made if isinstance(kept, list) else made[0]
        return found

    def record(self, row: Json, columns: Json, *, replaced: bool) -> dict[str, Any]:
        """A record of the profile; its `id` stays."""
        found: dict[str, Any] = {}
        for name, value in row.items():
            column = columns.get(name)
            if name == "id" or column is None or value is None:
                found[name] = value
            elif replaced and not self.is_kept(name) and is_replaced(column.field, self.read):
                self.number += 1
                found[name] = next(invented(column.field, value, self.number, self.read))
            else:
                found[name] = value
        return found

    def is_kept(self, column: str) -> bool:
        """Whether what a column of the profile says is kept, as it decides the way."""
        return self.keeps and column in self.read


def values_of(end: Ended) -> dict[str, Any]:
    """The values worked out on a way, as far as it goes, that persons see."""
    sent = end.journey.sent()
    return {
        one.name: sent[one.name]
        for one in end.journey.plan.fields.values()
        if one.compute is not None and one.name in sent and not one.field.is_hidden
    }


def names_read(procedure: Procedure, library: Library) -> frozenset[str]:
    """Every name in what decides or calculates, each part of a dotted one, and the lists."""
    found: set[str] = set()
    for place in places_of(procedure, library):
        if isinstance(place.syntax, Syntax) and place.key not in PROPOSED:
            found.update(part for name in place.syntax.names for part in name.split("."))
    for *_rest, one in procedure.all_fields():
        if isinstance(one.choices, ProfileChoices):
            found.add(one.choices.path.removeprefix(ROOT))
    found.update(group.path.removeprefix(ROOT) for _outer, group in procedure.all_groups())
    return frozenset(found)


def read(said: Json) -> Test:
    """A test as it is read from a definition."""
    whole = {"expect": {}, **said}
    test, _diagnostics = read_record(Test, "essai.yaml", dumped(whole).encode())
    if not isinstance(test, Test):
        raise CannotMakeError(["answers"])
    return test


def dumped(value: Any) -> str:
    """A value as YAML, its keys in the order in which they come."""
    text: str = import_module("yaml").safe_dump(
        value, sort_keys=False, allow_unicode=True, width=100, default_flow_style=None
    )
    return text
