"""What expressions read while a journey is walked."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from engine.expressions import ROUTE, UNKNOWN, Chosen, List, Value
from engine.expressions.compile import Bound
from engine.expressions.tables import TABLES, DatedRow, Tables, Use
from engine.fields import Field, Grid, Option
from engine.journeys.past import Past, past_values
from engine.journeys.plan import FieldPlan, Plan


@dataclass(frozen=True)
class Context:
    """Who walks, and when: `account` has profile, email, name; `profile` its lists of records.

    `link` holds the values that came with the address.
    """

    account: Mapping[str, Value] = field(default_factory=dict)
    profile: Mapping[str, Any] = field(default_factory=dict)
    language: str = "fr"
    today: date | None = None
    link: Mapping[str, str] = field(default_factory=dict)
    past: tuple[Past, ...] = ()


class Environment(Mapping[str, Value]):
    """The values of the answers that the route has reached, worked out when they are read.

    `reached` are the simple steps that the walk has come to; `closed` are their fields whose
    conditions do not hold, or are not settled yet.
    """

    item: "ItemRecord | None" = None

    def __init__(self, plan: Plan, answers: Mapping[str, Any], context: Context) -> None:
        self.plan = plan
        self.answers = answers
        self.context = context
        self.reached: set[int] = set()
        self.closed: set[str] = set()
        # The rows of tables that each computed value came from.
        self.uses: dict[str, Mapping[Use, DatedRow]] = {}
        # The steps and groups that the walk has found on the route, for `asked`.
        self.asked: dict[str, Value] = {}
        self.values_known: dict[str, Value] = {
            ROUTE: self.asked,
            "account": context.account,
            "profile": context.profile,
            "link": context.link,
            "today": context.today if context.today is not None else UNKNOWN,
            **plan.constants,
        }
        if plan.reads_past:
            rows = [past_row(plan, one, self) for one in context.past]
            self.values_known.update(past_values(rows))

    def get(self, name: str, default: Any = UNKNOWN) -> Any:
        """The value of `name`, `default` when it is unknown here."""
        found = self.values_known.get(name)
        if found is not None:
            return found
        home = self.plan.simple_steps.get(name)
        if home is None or home not in self.reached or name in self.closed:
            return default
        answer = self.answers.get(name)
        if answer is None:
            return default
        value = self.values_known[name] = value_of(self.plan.fields[name], answer, self)
        return value

    def before(self, position: int, answers: Mapping[str, Any]) -> "Environment":
        """What was known before a part of the procedure, whose answers have changed since."""
        homes = self.plan.homes
        past = Environment(self.plan, answers, self.context)
        past.reached = {index for index in self.reached if index < position}
        past.closed = {name for name in self.closed if homes[name] < position}
        past.uses = {name: used for name, used in self.uses.items() if homes[name] < position}
        positions = self.plan.positions
        past.asked |= {name: True for name in self.asked if positions[name] < position}
        past.values_known = {
            name: value
            for name, value in self.values_known.items()
            if homes.get(name, -1) < position
        }
        past.values_known[ROUTE] = past.asked
        return past

    def reach(self, position: int, conditional: Sequence[FieldPlan]) -> None:
        """Come to a simple step; its conditions are settled, each after those that it reads."""
        self.closed.update(one.name for one in conditional)
        self.reached.add(position)
        for one in conditional:
            if one.when is None or one.when(self) is True:
                self.closed.discard(one.name)

    def __getitem__(self, name: str) -> Value:
        found: Value = self.get(name, None)
        if found is None:
            raise KeyError(name)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self.values_known)

    def __len__(self) -> int:
        return len(self.values_known)

    def know(self, name: str, value: Value) -> None:
        """Make a value known from here on."""
        self.values_known[name] = value

    def inner(self, **values: Value) -> "Inner":
        """An environment in which more is known, that leaves this one as it is."""
        return Inner(self, values)


class Inner(Environment):
    """What is known inside an item of a group, or while a step is judged."""

    def __init__(self, outer: Environment, values: dict[str, Value]) -> None:
        self.outer = outer
        self.plan = outer.plan
        self.answers = outer.answers
        self.context = outer.context
        self.uses = {}
        self.values_known = values
        if outer.item is not None:
            self.open_item(outer.item)

    def get(self, name: str, default: Any = UNKNOWN) -> Any:
        """The value of `name` here, else outside."""
        found = self.values_known.get(name)
        return self.outer.get(name, default) if found is None else found

    def __iter__(self) -> Iterator[str]:
        return iter({**dict.fromkeys(self.outer), **self.values_known})

    def __len__(self) -> int:
        return len(list(iter(self)))

    def open_item(self, record: "ItemRecord") -> None:
        """Make an item known under its alias: it tells what is known of it here."""
        self.item = record.read_in(self)
        self.values_known[record.alias] = self.item


@dataclass(frozen=True, eq=False)
class ItemRecord(Mapping[str, Value]):
    """An item as its alias reads it: its position, its key, its answers as far as known.

    It looks them up when it is read, so that `document.type` is what `type` is there: nothing
    before it is accepted, and what is typed, not what was kept, while a step is judged.
    """

    alias: str
    names: frozenset[str]
    own: Mapping[str, Value]
    environment: Environment | None = None

    def read_in(self, environment: Environment) -> "ItemRecord":
        """The same item, as it is known in `environment`."""
        return replace(self, environment=environment)

    def get(self, name: str, default: Any = UNKNOWN) -> Any:
        """The answer `name` of the item, `default` when it is unknown here."""
        if name in self.own:
            return self.own[name]
        if name not in self.names or self.environment is None:
            return default
        return self.environment.get(name, default)

    def __getitem__(self, name: str) -> Value:
        found: Value = self.get(name, None)
        if found is None or found is UNKNOWN:
            raise KeyError(name)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(name for name in (*self.own, *self.names) if self.get(name) is not UNKNOWN)

    def __len__(self) -> int:
        return len(list(iter(self)))


def value_of(plan: FieldPlan, answer: Any, environment: Environment) -> Value:
    """An answer as a value of expressions; what is chosen knows its label and its row."""
    if plan.columns and isinstance(plan.field, Grid):
        return rows_of(plan, plan.field, answer, environment)
    if plan.field.is_option:
        return Chosen(answer, label=plan.field.show(answer, environment.context.language))
    if plan.options is None:
        return plan.field.value(answer)
    if isinstance(answer, list):
        return tuple(_chosen(plan, one, environment) for one in answer)
    return _chosen(plan, answer, environment)


def rows_of(plan: FieldPlan, grid: Grid, answer: Any, environment: Environment) -> Value:
    """The rows of an answer, each with the values of its cells, those worked out too."""
    if isinstance(grid.kind(), List):
        return tuple(
            value_of(plan.columns[0], row[plan.columns[0].name], environment)
            for row in grid.rows_of(answer)
        )
    return tuple(
        {**own, **cells_of(plan, row, environment)}
        for own, row in zip(grid.places(answer), grid.rows_of(answer), strict=True)
    )


def cells_of(plan: FieldPlan, row: Mapping[str, Any], environment: Environment) -> dict[str, Value]:
    """The values of the cells of a row."""
    here, found = environment.inner(), dict[str, Value]()
    for one in plan.columns:
        answer = row.get(one.name)
        value: Value = UNKNOWN
        if one.compute is not None:
            value = one.compute(Bound(here, TABLES, Tables(environment.plan.tables, {})))
        elif answer is not None:
            value = value_of(one, answer, here)
        if value is not UNKNOWN:
            found[one.name] = value
            here.know(one.name, value)
    return found


def _chosen(plan: FieldPlan, answer: str, environment: Environment) -> Chosen:
    options, language = plan.options, environment.context.language
    fixed = options.fixed.get((answer, language)) if options and options.fixed else None
    if fixed is not None:
        return fixed
    row = row_of(plan, answer, environment)
    return Chosen(answer, label=label_of(plan.field, answer, row, environment), row=row or {})


def row_of(plan: FieldPlan, answer: str, environment: Environment) -> Mapping[str, Any] | None:
    """The row of the table or of the profile that was chosen, None for a listed option."""
    options = plan.options
    if options is None:
        return None
    if options.table is not None:
        return options.table.rows.get(answer)
    rows = environment.context.profile.get(options.rows_path, ()) if options.rows_path else ()
    return next((row for index, row in enumerate(rows, 1) if row_key(row, index) == answer), None)


def past_row(plan: Plan, past: Past, environment: Environment) -> dict[str, Value]:
    """A former submission as expressions read it: the answers that would be accepted now."""
    row: dict[str, Value] = {}
    for name in sorted(plan.past_names & plan.fields.keys() & past.answers.keys()):
        one, answer = plan.fields[name], past.answers[name]
        if not any(one.schema.faults(answer)):
            row[name] = value_of(one, answer, environment)
    return {**row, "reference": past.reference, "sent_on": past.sent_on}


def row_key(row: Mapping[str, Any], position: int) -> str:
    """What is kept when a row of the profile is chosen: its `id`, else its position."""
    return str(row.get("id") or position)


def label_of(
    field: Field, answer: str, row: Mapping[str, Any] | None, environment: Environment
) -> str:
    """What a person reads of the option chosen."""
    choices = field.choices
    language = environment.context.language
    listed: Sequence[Option] = getattr(choices, "options", ()) or getattr(choices, "always", ())
    for option in listed:
        if option.value == answer:
            label: str = option.label.render(environment, language)
            return label
    if row is None:
        return answer
    text = getattr(choices, "label", None)
    if text is None:
        return str(getattr(row, "label", answer))
    shown: str = text.render(environment.inner(row=row), language)
    return shown
