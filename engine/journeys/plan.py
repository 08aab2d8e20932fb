"""A procedure made ready to be walked: conditions compiled, schemas and limits worked out.

A plan is made once for a version and a site; a request compiles nothing.
"""

import ast
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from engine.definitions import (
    ROOT,
    Check,
    Exit,
    Group,
    Library,
    Part,
    Procedure,
    Profile,
    Section,
    Step,
    computed_kinds,
    conditions_of,
    record_of,
)
from engine.definitions.delays import Delay
from engine.definitions.scopes import past_columns
from engine.definitions.site_scopes import places_in
from engine.expressions import (
    ANYTHING,
    FUNCTIONS,
    UNKNOWN,
    Chosen,
    Syntax,
    Template,
    Type,
    Value,
    compiled,
)
from engine.expressions.tables import TABLES, Tables
from engine.fields import (
    Computed,
    Field,
    Files,
    Grid,
    Limits,
    ListedChoices,
    Option,
    ProfileChoices,
    TableChoices,
    schema_of,
)
from engine.i18n import LANGUAGES
from engine.journeys.past import NAMES as PAST
from engine.journeys.reads import names_read
from engine.journeys.schemas import Schema
from engine.tables import Row, Search, Table, search_in

Closure = Callable[[Mapping[str, Value]], Value]
SEEN = "#"


@dataclass(frozen=True, slots=True)
class OptionPlan:
    """Where the options of a choice come from, made ready.

    `fixed` are the values of the listed options that are worded the same for everybody, by value
    and language.
    """

    table: Table | None = None
    search: Search | None = None
    query: Closure | None = None
    where: Closure | None = None
    rows_path: str = ""
    conditions: Mapping[str, Closure] = ()  # type: ignore[assignment]
    fixed: Mapping[tuple[str, str], Chosen] = ()  # type: ignore[assignment]


@dataclass(frozen=True, slots=True)
class FieldPlan:
    """A field made ready to be judged.

    `limits` are those known beforehand, `fixed` those of them that its schema cannot say, and
    `dynamic` those that other answers or the day decide.
    """

    field: Field
    when: Closure | None
    default: Closure | None
    limits: Limits
    dynamic: tuple[tuple[str, Closure], ...]
    schema: Schema
    options: OptionPlan | None
    prefill: Closure | None = None
    # Of a computed field: what works it out, its type, whether it reads a table.
    compute: Closure | None = None
    kind: Type = ANYTHING
    reads_tables: bool = False
    fixed: tuple[tuple[str, Value], ...] = ()
    may_omit: Closure | None = None
    # Of a field that holds rows: the questions of each.
    columns: tuple["FieldPlan", ...] = ()

    @property
    def name(self) -> str:
        """The name of the field."""
        return self.field.name

    def is_optional(self, environment: Mapping[str, Value]) -> bool:
        """Whether it may be left empty here."""
        if self.may_omit is not None:
            return self.may_omit(environment) is True
        return self.field.optional is True


@dataclass(frozen=True, slots=True)
class StepPlan:
    """A step made ready: its fields as written, and in the order their conditions need.

    `required` are the names that must be answered whatever the answers are, `conditional` the
    fields that a condition opens, each after those it reads. A *simple* step holds nothing that
    other answers, a table or the day could make wrong once it was accepted: it is looked at only
    when it is needed. A step that `may_vanish` has nothing to show once its fields are closed.
    """

    step: Step
    when: Closure | None
    fields: tuple[FieldPlan, ...]
    order: tuple[FieldPlan, ...]
    checks: tuple[Closure, ...]
    required: frozenset[str]
    conditional: tuple[FieldPlan, ...]
    simple: bool
    may_vanish: bool
    by_name: Mapping[str, FieldPlan]

    @property
    def name(self) -> str:
        """The name of the step."""
        return self.step.name

    @property
    def sections(self) -> tuple[Section, ...]:
        """The sections around it."""
        return self.step.sections


@dataclass(frozen=True, slots=True)
class GroupPlan:
    """A group made ready."""

    group: Group
    when: Closure | None
    count: Closure | None
    counted: FieldPlan | None
    least: Closure | None
    most: Closure | None
    steps: "tuple[StepPlan | GroupPlan, ...]"
    names: frozenset[str]
    checks: tuple[Closure, ...] = ()
    # The names that its items read, from inside or from around; the list that fills it.
    reads: frozenset[str] = frozenset()
    rows_path: str = ""

    @property
    def name(self) -> str:
        """The name of the group."""
        return self.group.name

    @property
    def sections(self) -> tuple[Section, ...]:
        """The sections around it."""
        return self.group.sections

    def all_steps(self) -> Iterator[StepPlan]:
        """Every step of an item, those of the groups inside it too."""
        for part in self.steps:
            yield from part.all_steps() if isinstance(part, GroupPlan) else (part,)


@dataclass(frozen=True, slots=True)
class ExitPlan:
    """An exit made ready."""

    exit: Exit
    when: Closure | None

    @property
    def name(self) -> str:
        """The name of the exit."""
        return self.exit.name

    @property
    def sections(self) -> tuple[Section, ...]:
        """The sections around it."""
        return self.exit.sections


PartPlan = StepPlan | GroupPlan | ExitPlan


@dataclass(frozen=True)
class Plan:
    """A version of a procedure, ready to be walked for a site."""

    procedure: Procedure
    parts: tuple[PartPlan, ...]
    constants: Mapping[str, Value]
    positions: Mapping[str, int]
    homes: Mapping[str, int]
    simple_steps: Mapping[str, int]
    fields: Mapping[str, FieldPlan]
    profile: Profile
    prefilled: tuple[FieldPlan, ...] = ()
    tables: Mapping[str, Table] = field(default_factory=dict)
    reads_tables: bool = False
    checks: tuple[Closure, ...] = ()
    delays: tuple[tuple[Closure, Delay], ...] = ()
    reads_past: bool = False
    past_names: frozenset[str] = frozenset()

    def all_steps(self) -> Iterator[StepPlan]:
        """Every step, those of groups too."""
        for part in self.parts:
            if isinstance(part, GroupPlan):
                yield from part.all_steps()
            elif isinstance(part, StepPlan):
                yield part


def plan_of(procedure: Procedure, library: Library, before: Plan | None = None) -> Plan:
    """The plan of a procedure that has no error, with the tables and the site of `library`.

    `before` is that of the procedure as it was: what is made of the same steps is taken from it.
    """
    return _Planner(procedure, library, before).plan()


class _Planner:
    def __init__(self, procedure: Procedure, library: Library, before: Plan | None = None) -> None:
        site = library.site
        overridden = site.parameters if site else {}
        self.procedure = procedure
        self.library = library
        self.searches: dict[str, Search] = {}
        self.kinds = kinds_of(procedure, library)
        self.asked: dict[str, FieldPlan] = {}
        self.constants: dict[str, Value] = {
            "parameters": {
                name: overridden.get(name, value) for name, value in procedure.parameters.items()
            },
            "site": _site_record(library),
            TABLES: Tables(library.tables),  # type: ignore[dict-item]
        }
        self.before = before if before is not None and self.stands_as(before) else None
        steps = self.before.parts if self.before else ()
        self.known = {id(one.step): one for one in steps if isinstance(one, StepPlan)}

    def stands_as(self, before: Plan) -> bool:
        """Whether a plan was made beside the same tables, at the same site."""
        names = "parameters", "site"
        return (
            before.tables is self.library.tables
            and before.profile is self.library.profile
            and all(before.constants[one] == self.constants[one] for one in names)
        )

    def plan(self) -> Plan:
        parts = tuple(self.part(part) for part in self.procedure.steps)
        simple = {
            field.name: index
            for index, part in enumerate(parts)
            if isinstance(part, StepPlan) and part.simple
            for field in part.fields
        }
        positions = {part.name: index for index, part in enumerate(parts)}
        fields = fields_by_name(parts)
        homes = {name: index for index, part in enumerate(parts) for name in names_of(part)}
        homes["#rows"] = len(parts)  # what is kept of tables changes nothing on the way
        homes |= {
            part.group.driven.name: index
            for index, part in enumerate(parts)
            if isinstance(part, GroupPlan) and part.group.driven is not None
        }
        homes |= {SEEN + part.name: index for index, part in enumerate(parts)}
        has_past = reads_past(self.procedure, self.library, self.before)
        return Plan(
            self.procedure, parts, self.constants, positions, homes, simple, fields,
            self.library.profile,
            tuple(one for one in fields.values() if one.prefill is not None),
            self.library.tables,
            any(one.reads_tables for one in fields.values()),
            ready_checks(self.procedure.checks),
            tuple((compiled(one.when), one.delay) for one in self.procedure.delays),
            has_past,
            frozenset(past_columns(self.procedure, self.library)) if has_past else frozenset(),
        )  # fmt: skip

    def part(self, part: Part) -> PartPlan:
        if isinstance(part, Group):
            return self.group(part, self.asked)
        if isinstance(part, Exit):
            return ExitPlan(part, ready_when(part))
        return self.known_step(part) or self.step(part, self.asked)

    def known_step(self, step: Step) -> StepPlan | None:
        """What was made of the very same step, None when its values are of other types now."""
        known = self.known.get(id(step))
        if known is None or any(
            one.kind != self.kinds.get(one.name, ANYTHING) for one in known.fields
        ):
            return None
        self.asked |= known.by_name
        return known

    def group(self, group: Group, asked: dict[str, FieldPlan]) -> GroupPlan:
        """A group; `asked` are the fields asked beside it, before it."""
        inside: dict[str, FieldPlan] = {}
        steps = tuple(
            self.group(part, inside)
            if isinstance(part, Group)
            else self.step(part, inside, group.alias)
            for part in group.steps
        )
        return GroupPlan(
            group=group,
            when=ready_when(group),
            count=ready(group.count),
            counted=asked.get(group.count.text.strip()) if group.count else None,
            least=ready(group.min),
            most=ready(group.max),
            steps=steps,
            names=frozenset(name for step in steps for name in names_of(step)),
            checks=ready_checks(group.checks),
            reads=frozenset(names_read(group)),
            rows_path=group.path.removeprefix(ROOT),
        )

    def step(self, step: Step, beside: dict[str, FieldPlan], alias: str = "") -> StepPlan:
        fields = tuple(self.field(field) for field in step.fields)
        beside.update({one.name: one for one in fields})
        asked = [one for one in fields if one.field.is_asked]
        always = frozenset(one.name for one in asked if one.when is None)
        order = in_order(fields, alias)
        return StepPlan(
            step=step,
            when=ready_when(step),
            fields=fields,
            order=order,
            checks=ready_checks(step.checks),
            required=always if asked else frozenset({SEEN + step.name}),
            conditional=tuple(one for one in order if one.when is not None),
            simple=not step.checks and not any(depends(one) for one in fields),
            may_vanish=bool(fields) and step.intro is None and all(one.when for one in fields),
            by_name={one.name: one for one in fields},
        )

    def field(self, field: Field) -> FieldPlan:
        limits: dict[str, Any] = {}
        fixed: list[tuple[str, Value]] = []
        dynamic: list[tuple[str, Closure]] = []
        for key in field.limit_names:
            syntax = getattr(field, key)
            if syntax is None:
                continue
            limit = compiled(syntax)
            found = limit(self.constants)
            if found is UNKNOWN:
                dynamic.append((key, limit))
            elif key in field.unsaid_limits or not isinstance(found, int):
                fixed.append((key, found))
            else:
                limits[key] = found
        kind = self.kinds.get(field.name, ANYTHING)
        own = (
            schema_of(kind) if field.name in self.kinds else field.schema({**dict(fixed), **limits})
        )
        schema = {**own, **field.extra}
        return FieldPlan(
            field=field,
            when=ready(field.when),
            default=ready(field.default),
            limits=limits,
            dynamic=tuple(dynamic),
            schema=Schema(schema),
            options=self.options(field),
            prefill=ready(field.prefill),
            fixed=tuple(fixed),
            compute=ready(field.compute) if isinstance(field, Computed) else None,
            kind=kind,
            reads_tables=isinstance(field, Computed) and reads_tables(field.compute),
            may_omit=compiled(field.optional) if isinstance(field.optional, Syntax) else None,
            columns=self.columns(field),
        )

    def columns(self, field: Field) -> tuple[FieldPlan, ...]:
        """The questions of each row; a computed one is of the type that it says."""
        cells = field.cells if isinstance(field, Grid) else ()
        return tuple(replace(self.field(one), kind=one.kind()) for one in cells)

    def options(self, field: Field) -> OptionPlan | None:
        choices = field.choices
        if choices is None:
            return None
        listed = choices.options if isinstance(choices, ListedChoices) else choices.always
        conditions = {one.value: compiled(one.when) for one in listed if one.when is not None}
        if isinstance(choices, TableChoices):
            table = self.library.tables[choices.table]
            if choices.table not in self.searches:
                self.searches[choices.table] = search_in(table)
            return OptionPlan(
                table=table,
                search=self.searches[choices.table],
                query=ready(choices.search),
                where=ready(choices.where),
                conditions=conditions,
            )
        if isinstance(choices, ProfileChoices):
            path = choices.path.removeprefix("profile.")
            return OptionPlan(where=ready(choices.where), rows_path=path, conditions=conditions)
        return OptionPlan(conditions=conditions, fixed=fixed_values(listed))


def fixed_values(options: Iterable[Option]) -> dict[tuple[str, str], Chosen]:
    """The values of the options whose labels do not depend on answers."""
    return {
        (option.value, language): Chosen(option.value, label=label)
        for option in options
        for language in LANGUAGES
        if (label := option.label.constant(language)) is not None
    }


def kinds_of(procedure: Procedure, library: Library) -> Mapping[str, Type]:
    """The types of the values that a procedure works out."""
    computed = (isinstance(field, Computed) for *_, field in procedure.all_fields())
    return computed_kinds(procedure, library) if any(computed) else {}


def reads_past(procedure: Procedure, library: Library, before: Plan | None = None) -> bool:
    """Whether anything in a procedure reads what the person sent before.

    What `before`, which did not, holds of it already does not.
    """
    known = {id(one) for one in before.procedure.parts} if before and not before.reads_past else ()
    fresh = tuple(one for one in procedure.parts if id(one) not in known)
    places = places_in(replace(procedure, parts=fresh), {}, library)
    groups = (group.path for _outer, group in procedure.all_groups())
    read = (name for one in places for name in one.syntax.names)
    return any(name.partition(".")[0] in PAST for name in (*groups, *read))


def names_of(part: PartPlan) -> Iterable[str]:
    """The names that a part brings: its fields, or itself when it is a group."""
    if isinstance(part, ExitPlan):
        return ()
    return (part.name,) if isinstance(part, GroupPlan) else part.by_name


def ready(syntax: Syntax | None) -> Closure | None:
    """The expression compiled, None when there is none."""
    return None if syntax is None else compiled(syntax)


def reads_tables(syntax: Syntax) -> bool:
    """Whether an expression reads a table by a function."""
    calls = (node.func for node in ast.walk(syntax.tree) if isinstance(node, ast.Call))
    names = {func.id for func in calls if isinstance(func, ast.Name)}
    return any("tables" in FUNCTIONS[name].reads for name in names if name in FUNCTIONS)


def ready_when(part: Part) -> Closure | None:
    """The conditions of a part and of the sections around it, compiled into one."""
    conditions = tuple(compiled(one) for one in conditions_of(part))
    if len(conditions) < 2:
        return conditions[0] if conditions else None
    return lambda environment: all(one(environment) is True for one in conditions)


def ready_checks(checks: Iterable[Check]) -> tuple[Closure, ...]:
    """The checks, compiled."""
    return tuple(compiled(one.check) for one in checks)


def depends(plan: FieldPlan) -> bool:
    """Whether an accepted answer may stop being right when something else changes.

    Files may: they are taken away one by one, until none is left.
    """
    options, moves = plan.options, bool(plan.dynamic or plan.may_omit)
    if plan.compute is not None or any(depends(one) for one in plan.columns):
        return True
    if options is None:
        return moves or isinstance(plan.field, Files)
    return bool(moves or options.conditions or options.table or options.rows_path)


def in_order(fields: tuple[FieldPlan, ...], alias: str = "") -> tuple[FieldPlan, ...]:
    """The fields, each after those it depends on: what a cycle holds comes last."""
    waiting, placed, done = list(fields), list[FieldPlan](), set[str]()
    names = {one.name for one in fields}
    while waiting:
        free = [one for one in waiting if needs(one, alias) & names <= done] or waiting
        placed.extend(free)
        done.update(one.name for one in free)
        waiting = [one for one in waiting if one.name not in done]
    return tuple(placed)


def needs(plan: FieldPlan, alias: str = "") -> set[str]:
    """The names that must be settled before the field is judged; `alias` is that of its item."""
    field = plan.field
    compute = field.compute if isinstance(field, Computed) else None
    omitted = field.optional if isinstance(field.optional, Syntax) else None
    read = [
        field.when,
        compute,
        omitted,
        *(getattr(field, key) for key in field.limit_names),
        *read_by(field),
    ]
    names = {name for one in read if one is not None for name in one.names}
    cells = [needs(one, alias) for one in plan.columns]
    own = {field.name, *(one.name for one in plan.columns)}
    roots = {name.removeprefix(f"{alias}.").partition(".")[0] for name in names}
    return roots.union(*cells) - own


def read_by(field: Field) -> Iterator[Syntax | Template | None]:
    """The expressions that decide which options a field offers, and how they are called."""
    choices = field.choices
    if choices is None:
        return
    options = choices.options if isinstance(choices, ListedChoices) else choices.always
    texts = [option.label for option in options]
    if not isinstance(choices, ListedChoices):
        yield choices.where
        texts += [choices.label] if choices.label else []
    yield from (option.when for option in options)
    for text in texts:
        yield from text.templates.values()


def fields_by_name(parts: Iterable[PartPlan]) -> dict[str, FieldPlan]:
    """Every field by its name."""
    found: dict[str, FieldPlan] = {}
    for part in parts:
        if isinstance(part, GroupPlan):
            for step in part.all_steps():
                found.update(step.by_name)
        elif isinstance(part, StepPlan):
            found.update(part.by_name)
    return found


def _site_record(library: Library) -> Mapping[str, Value]:
    return record_of(library.site) if library.site else {}


__all__ = [
    "SEEN",
    "Closure",
    "ExitPlan",
    "FieldPlan",
    "Files",
    "GroupPlan",
    "OptionPlan",
    "PartPlan",
    "Plan",
    "Row",
    "StepPlan",
    "plan_of",
]
