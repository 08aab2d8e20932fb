"""The lines of a register, judged as if each were typed in the steps of an item."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from engine.errors import InputError
from engine.expressions import UNKNOWN, Value, compiled
from engine.fields import Field
from engine.journeys.csv_texts import CsvText, Line
from engine.journeys.environment import Environment, ItemRecord, value_of
from engine.journeys.judging import judge
from engine.journeys.options import offered
from engine.journeys.places import HubPlace
from engine.journeys.plan import FieldPlan, StepPlan
from engine.tables import plain

YES = frozenset({"oui", "o", "yes", "y", "vrai", "true", "1", "x"})
NO = frozenset({"non", "n", "no", "faux", "false", "0"})
SEVERAL = "|"


@dataclass(frozen=True, slots=True)
class CellFault:
    """What is wrong in a line: a field and the key of one of its messages, or a check of a step."""

    line: int
    plan: FieldPlan | None
    heading: str
    typed: str
    error: InputError
    step: StepPlan
    environment: Environment


@dataclass(frozen=True, slots=True)
class Register:
    """A register once judged: the items that it gives, or all that is wrong with it.

    `missing` are headings that must be there, `twice` those that are there more than once,
    `unread` those that nothing asks for.
    """

    items: tuple[Mapping[str, Any], ...] = ()
    faults: tuple[CellFault, ...] = ()
    missing: tuple[str, ...] = ()
    twice: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    too_long: tuple[int, ...] = ()

    @property
    def is_right(self) -> bool:
        """Whether all of it can be taken."""
        return not (self.faults or self.missing or self.twice or self.too_long)


@dataclass(frozen=True)
class Columns:
    """Which column of a file each field is in."""

    places: Mapping[str, int]
    missing: tuple[str, ...] = ()
    twice: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    headings: Sequence[str] = field(default=())


def register_of(hub: HubPlace, columns: Mapping[str, Sequence[str]], text: CsvText) -> Register:
    """A file as items of a group; `columns` are the headings of each field.

    Nothing is judged unless all the columns that must be there are.
    """
    found = columns_of(hub, columns, text.headings)
    too_long = tuple(line.number for line in text.lines if any(line.cells[len(text.headings) :]))
    if found.missing or found.twice or too_long:
        return Register((), (), found.missing, found.twice, found.unread, too_long)
    items: list[Mapping[str, Any]] = []
    faults: list[CellFault] = []
    for position, line in enumerate(text.lines, 1):
        answers, wrong = judged_line(hub, found, line, position)
        items.append(answers)
        faults.extend(wrong)
    return Register(() if faults else tuple(items), tuple(faults), unread=found.unread)


def columns_of(
    hub: HubPlace, columns: Mapping[str, Sequence[str]], headings: Sequence[str]
) -> Columns:
    """Which column each field is in, and what is wrong with the headings."""
    said = [plain(one) for one in headings]
    places: dict[str, int] = {}
    missing, twice = [], []
    always = {one.name for one in columns_asked(hub, columns) if one.always}
    for name, accepted in columns.items():
        wanted = {plain(one) for one in accepted}
        at = [place for place, heading in enumerate(said) if heading in wanted]
        if len(at) > 1:
            twice.append(headings[at[1]])
        if at:
            places[name] = at[0]
        elif name in always:
            missing.append(accepted[0])
    read = set(places.values())
    unread = [one for place, one in enumerate(headings) if place not in read and one]
    return Columns(places, tuple(missing), tuple(twice), tuple(unread), tuple(headings))


def steps_of(hub: HubPlace) -> Iterator[StepPlan]:
    """The steps of an item; groups inside it are not in a register."""
    return (step for step in hub.plan.steps if isinstance(step, StepPlan))


@dataclass(frozen=True)
class ColumnAsked:
    """A field that a register may hold; `always` when every line must say it."""

    name: str
    field: Field
    always: bool


def columns_asked(hub: HubPlace, columns: Mapping[str, Sequence[str]]) -> list[ColumnAsked]:
    """The fields that a register may hold, in the order of the columns that the author wrote."""
    found = {
        one.name: ColumnAsked(one.name, one.field, is_always_asked(step, one))
        for step in steps_of(hub)
        for one in step.fields
    }
    return [found[name] for name in columns if name in found]


def is_always_asked(step: StepPlan, plan: FieldPlan) -> bool:
    """Whether every item must answer a field."""
    return (
        plan.field.is_asked
        and step.when is None
        and plan.when is None
        and plan.field.optional is False
        and plan.field.default is None
    )


def judged_line(
    hub: HubPlace, columns: Columns, line: Line, position: int
) -> tuple[dict[str, Any], list[CellFault]]:
    """The answers of one line, and what is wrong with it."""
    environment = hub.outer.inner()
    group = hub.plan
    own: dict[str, Value] = {"position": position, "key": str(position)}
    environment.open_item(ItemRecord(group.group.alias, group.names, own))
    answers: dict[str, Any] = {}
    faults: list[CellFault] = []
    for step in steps_of(hub):
        if step.when is not None and step.when(environment) is not True:
            continue
        cells = {name: line.cells[at] for name, at in columns.places.items()
                 if name in step.by_name and at < len(line.cells)}  # fmt: skip
        raw = {one.name: typed_of(one, cells.get(one.name, ""), environment) for one in step.fields}
        judged = judge(step, raw, {}, environment)
        for name, error in judged.errors.items():
            plan = step.by_name.get(name)
            heading = columns.headings[columns.places[name]] if name in columns.places else ""
            faults.append(
                CellFault(line.number, plan, heading, cells.get(name, ""), error, step,
                          judged.environment)
            )  # fmt: skip
        answers.update(judged.answers)
        for name, answer in judged.answers.items():
            plan = step.by_name.get(name)
            if answer is not None and plan is not None:
                environment.know(name, value_of(plan, answer, environment))
    return answers, faults


def typed_of(plan: FieldPlan, cell: str, environment: Environment) -> list[str]:
    """What a person would type in a field to say what a cell says."""
    if not cell:
        return usual(plan, environment) if plan.field.default is not None else []
    if plan.options is not None:
        several = cell.split(SEVERAL) if is_several(plan.field) else [cell]
        return [option_of(plan, one.strip(), environment) for one in several if one.strip()]
    if plan.field.kind().family == "yes_no":
        said = plain(cell)
        return ["oui" if said in YES else "non" if said in NO else cell]
    return [cell]


def usual(plan: FieldPlan, environment: Environment) -> list[str]:
    """What the field proposes at first: what an empty cell says."""
    assert plan.field.default is not None  # noqa: S101 - the caller has looked
    value = compiled(plan.field.default)(environment)
    return [] if value is UNKNOWN else plan.field.propose(value)


def option_of(plan: FieldPlan, cell: str, environment: Environment) -> str:
    """The value of the option that a cell names by its label, else what it says."""
    said = plain(cell)
    for one in offered(plan, environment, query=cell):
        if cell == one.value or said == plain(one.label):
            return one.value
    return cell


def is_several(field: Field) -> bool:
    """Whether a field takes several options."""
    return field.kind().family == "list"


def example_of(hub: HubPlace, columns: Mapping[str, Sequence[str]]) -> list[str]:
    """The headings of a file that one can fill in."""
    return [columns[one.name][0] for one in columns_asked(hub, columns)]
