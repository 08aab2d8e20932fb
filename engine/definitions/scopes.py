"""Which names each expression of a procedure may read, and what it should give."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from decimal import Decimal
from typing import Any, Literal

from engine.actions import Action, Document, DocumentLine
from engine.definitions.library import Library
from engine.definitions.model import (
    SIGNED_IN,
    Check,
    Exit,
    Group,
    Part,
    Procedure,
    Section,
    Step,
    conditions_of,
)
from engine.definitions.profile import ROOT
from engine.definitions.site import SHOWN
from engine.expressions import (
    ANYTHING,
    DATE,
    DECIMAL,
    FILES,
    INTEGER,
    MONTH,
    NOTHING,
    TEXT,
    YES_NO,
    Choice,
    Record,
    Rows,
    Scope,
    Syntax,
    Template,
    Type,
    infer,
)
from engine.fields import (
    ANY,
    Computed,
    Field,
    Grid,
    ListedChoices,
    ProfileChoices,
    TableChoices,
    Text,
)
from engine.source.positions import Span

Wanted = Literal["condition", "value", "text", "any"]
WANTED: Mapping[str, Wanted] = {
    "condition": "condition", "value": "value", "text": "text", "any": "any",
}  # fmt: skip


@dataclass(frozen=True)
class Place:
    """One expression or text of a procedure: what it is for, and what it may read."""

    syntax: Syntax | Template
    scope: Scope
    wanted: Wanted
    key: str
    group: Group | None = None
    step: Step | None = None
    field: Field | None = None
    # The group around `group`; the section or the exit that holds it when no step does.
    outer: Group | None = None
    part: Section | Exit | None = None
    # The condition of what it stands in, when that is none of these: a line of a document.
    own: Syntax | None = None

    @property
    def conditions(self) -> tuple[Syntax, ...]:
        """The conditions that hold here, the outermost first; its own too when it is one."""
        parts = (self.outer, self.group, self.part, self.step)
        found = [one for part in parts if part is not None for one in conditions_of(part)]
        own = (self.own, self.field.when if self.field is not None else None)
        return tuple(dict.fromkeys((*found, *(one for one in own if one is not None))))


def places_of(procedure: Procedure, library: Library) -> Iterator[Place]:
    """Every expression and text of the procedure, in order, each with its scope."""
    return _Walk(procedure, library).places()


def scopes_in(procedure: Procedure, library: Library) -> Mapping[tuple[Span, str], Scope]:
    """What may be read at each part, field and row of a procedure, written there or not.

    It is found by where the part was written, and `when` for its own expressions, or `checks` for
    those that hold between its answers.
    """
    return _Standing(procedure, library).found


def base_names(procedure: Procedure, library: Library) -> dict[str, Type]:
    """The names known before any answer: the account, its profile, the site, parameters."""
    site = library.site
    return {
        "account": Record({"profile": profile_type(procedure), "email": TEXT, "name": TEXT}),
        "profile": library.profile.type(),
        "link": Record(dict.fromkeys(procedure.link, TEXT)),
        "site": record_type(site) if site else Record({}),
        "parameters": Record(
            {name: type_of(value) for name, value in procedure.parameters.items()}
        ),
        "previous": Rows(past_columns(procedure, library)),
        "latest": Record(past_columns(procedure, library)),
    }


def past_columns(procedure: Procedure, library: Library) -> dict[str, Type]:
    """What is known of a former submission: when it was sent, its answers out of groups."""
    fields = (field for part in procedure.steps if isinstance(part, Step) for field in part.fields)
    answered = {
        field.name: field_type(field, library)
        for field in fields
        if field.kind() not in (NOTHING, FILES) and not isinstance(field, Computed)
    }
    return {**answered, "reference": TEXT, "sent_on": DATE}


def computed_kinds(procedure: Procedure, library: Library) -> Mapping[str, Type]:
    """The types of the computed values of a procedure, by the names of their fields."""
    return _Walk(procedure, library).kinds


def profile_type(procedure: Procedure) -> Type:
    """The type of the profile of whoever may open the procedure: one of those it is for."""
    return TEXT if SIGNED_IN in procedure.audience else Choice(procedure.audience)


def type_of(value: object) -> Type:
    """The type of a parameter's value."""
    if isinstance(value, bool):
        return YES_NO
    if isinstance(value, int):
        return INTEGER
    return DECIMAL if isinstance(value, Decimal) else TEXT


def field_type(field: Field, library: Library) -> Type:
    """The type of a field's answer, with the columns of the table it comes from."""
    choices = field.choices
    if isinstance(choices, TableChoices) and choices.table in library.tables:
        return Choice(None, {"label": TEXT, **library.tables[choices.table].columns})
    if isinstance(choices, ProfileChoices):
        columns = library.profile.row_types(choices.path.removeprefix(ROOT))
        return Choice(None, {"label": TEXT, **columns})
    kind = field.kind()
    if isinstance(field, Grid) and isinstance(kind, Rows):
        cells = {one.name: field_type(one, library) for one in field.cells}
        return Rows({**kind.columns, **cells})
    return kind


def row_type(field: Field, library: Library) -> Type | None:
    """The type of `row` in the choices of a field, None when it has no rows."""
    choices = field.choices
    if isinstance(choices, TableChoices):
        table = library.tables.get(choices.table)
        return Record(table.columns) if table else None
    if isinstance(choices, ProfileChoices):
        columns = library.profile.row_types(choices.path.removeprefix(ROOT))
        return Record(columns) if columns else None
    return None


def record_type(record: Any) -> Record:
    """What expressions may read of a record that authors write, typed."""
    columns: dict[str, Type] = {}
    for attribute in fields(record):
        value = getattr(record, attribute.name)
        if isinstance(value, str):
            columns[attribute.name] = TEXT
        elif isinstance(value, Mapping):
            columns[attribute.name] = Record({key: type_of(one) for key, one in value.items()})
        elif isinstance(value, tuple) and all(isinstance(one, str) for one in value):
            columns[attribute.name] = TEXT
        elif is_dataclass(value) and not isinstance(value, SHOWN):
            columns[attribute.name] = record_type(value)
    return Record(columns)


class Names(Mapping[str, Type]):
    """Some of the names of a procedure, without a copy: there may be thousands, at each place.

    Those of `extra`, then those that the parts from `first` to just before `last` ask for.
    """

    def __init__(self, walk: "_Walk", extra: Mapping[str, Type], first: int, last: int) -> None:
        self.walk = walk
        self.extra = dict(extra)
        self.first = first
        self.last = last

    def __getitem__(self, name: str) -> Type:
        found = self.extra.get(name)
        if found is not None:
            return found
        if self.first <= self.walk.asked_at.get(name, -1) < self.last:
            return self.walk.every[name]
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        yield from self.extra
        for name, asked_at in self.walk.asked_at.items():
            if self.first <= asked_at < self.last and name not in self.extra:
                yield name

    def __len__(self) -> int:
        return sum(1 for _ in self)


class _Walk:
    """Goes through a procedure, adding names as they are asked."""

    def __init__(self, procedure: Procedure, library: Library) -> None:
        self.procedure = procedure
        self.library = library
        self.base = base_names(procedure, library)
        self.now = 0
        self.every: dict[str, Type] = {}
        self.asked_at: dict[str, int] = {}
        self.kinds: dict[str, Type] = {
            field.name: field.kind()
            for *_, field in procedure.all_fields()
            if isinstance(field, Computed)
        }
        self.note_names()
        for _ in range(len(self.kinds) + 1):
            if not self.work_out_kinds():
                break

    def note_names(self) -> None:
        """Note the names that each part brings, and their types."""
        for index, part in enumerate(self.procedure.steps):
            for name, kind in self.asked_by(part).items():
                self.every[name] = kind
                self.asked_at.setdefault(name, index)

    def work_out_kinds(self) -> bool:
        """Find the types of computed values as far as others are known; whether any changed.

        One reads another, wherever it is written. What goes round in a circle has no type.
        """
        found = False
        for place in self.places() if self.kinds else ():
            field, syntax = place.field, place.syntax
            if place.key != "compute" or field is None or isinstance(syntax, Template):
                continue
            if field.kind() != ANYTHING:
                continue  # its author said what it shows
            kind = infer(syntax, place.scope)[0]
            if kind != self.kinds[field.name]:
                self.kinds[field.name] = kind
                self.note_names()
                found = True
        return found

    def kind_of(self, field: Field) -> Type:
        """The type of a field's answer, or of its value."""
        if isinstance(field, Computed):
            return self.kinds[field.name]
        return field_type(field, self.library)

    def asked_by(self, part: Part) -> dict[str, Type]:
        """The names that a part of the procedure brings."""
        if isinstance(part, Group):
            return {part.name: self.rows(part)}
        if isinstance(part, Exit):
            return {}
        return {
            field.name: self.kind_of(field) for field in part.fields if field.kind() is not NOTHING
        }

    def rows(self, group: Group) -> Rows:
        """The type of a group: the list of its items."""
        return Rows(self.columns(group))

    def columns(self, group: Group) -> dict[str, Type]:
        """What an item of the group knows."""
        types: dict[str, Type] = {"position": INTEGER, "key": TEXT}
        for part in group.steps:
            types |= self.asked_by(part)
        return types

    def scope(self, extra: Mapping[str, Type] | None = None) -> Scope:
        """The names known now, with `extra`; the others come later."""
        known = Names(self, {**self.base, **(extra or {})}, 0, self.now)
        later = Names(self, {}, self.now, len(self.procedure.steps))
        return Scope(known, later, self.library.tables)

    def with_more(self, scope: Scope, more: Mapping[str, Type]) -> Scope:
        """The scope, in which a few more names are known."""
        known = scope.names
        extra = {**known.extra, **more} if isinstance(known, Names) else {**known, **more}
        return replace(scope, names=Names(self, extra, 0, self.now))

    def places(self) -> Iterator[Place]:
        """Every place, in order."""
        head = self.scope()
        yield from self.texts(
            head, None, None, None, title=self.procedure.title, intro=self.procedure.intro
        )
        yield from self.expected(head)
        opened: tuple[Section, ...] = ()
        for index, part in enumerate(self.procedure.steps):
            self.now = index
            yield from self.sections(part, opened, {})
            opened = part.sections
            if isinstance(part, Group):
                yield from self.group(part)
            elif isinstance(part, Exit):
                yield from self.exit(part)
            else:
                yield from self.step(part, None, {})
        self.now = len(self.procedure.steps)
        yield from self.end()

    def expected(self, scope: Scope) -> Iterator[Place]:
        """What the dashboard says of what is to be sent each month."""
        wanted = self.procedure.expected
        if wanted is not None:
            row = Record(self.library.profile.row_types(wanted.rows.removeprefix(ROOT)))
            known = {"row": row, "month": MONTH, "limit": DATE, "late": YES_NO}
            more = self.with_more(scope, known)
            yield from self.texts(more, None, None, None, title=wanted.title)

    def end(self) -> Iterator[Place]:
        """What is read once everything is answered."""
        scope = self.scope()
        yield from self.checks(self.procedure.checks, scope)
        for other in self.procedure.delays:
            yield Place(other.when, scope, "condition", "when")
        yield from self.texts(
            scope,
            None,
            None,
            None,
            submit=self.procedure.submit,
            next=self.procedure.next,
            appeal=self.procedure.appeal,
        )
        for attestation in self.procedure.attestations:
            yield from self.texts(
                scope, None, None, None, text=attestation.text, message=attestation.message
            )
        for action in self.procedure.actions:
            yield from self.action(action, scope)

    def action(self, action: Action, scope: Scope) -> Iterator[Place]:
        """An action: its values and its texts."""
        own = getattr(action, "when", None)
        for attribute in fields(action):
            value = getattr(action, attribute.name)
            wanted = action.wanted.get(attribute.name, "any" if action.is_act else "text")
            several = value.values() if isinstance(value, Mapping) else (value,)
            for one in several:
                if isinstance(one, Syntax):
                    yield Place(one, scope, WANTED[wanted], attribute.name, own=own)
            if isinstance(value, Text):
                texts = self.texts(scope, None, None, None, **{attribute.name: value})
                yield from (replace(one, own=own) for one in texts)
        if isinstance(action, Document):
            yield from self.document(action, scope)

    def document(self, action: Document, scope: Scope) -> Iterator[Place]:
        """A document: its lines, and the columns of its table, which read an item."""
        yield from self.lines((*action.lines, *action.totals), scope)
        table = action.table
        if table is None:
            return
        yield from self.texts(scope, None, None, None, title=table.title)
        for part in self.procedure.steps:
            if isinstance(part, Group) and part.name == table.group:
                item: dict[str, Type] = {part.alias: Record(self.columns(part))}
                yield from self.lines(table.columns, self.scope({**self.columns(part), **item}))

    def lines(self, lines: Iterable[DocumentLine], scope: Scope) -> Iterator[Place]:
        """The lines of a document."""
        for one in lines:
            if one.when is not None:
                yield Place(one.when, scope, "condition", "when")
            texts = self.texts(scope, None, None, None, label=one.label, value=one.value)
            yield from (replace(place, own=one.when) for place in texts)

    def checks(
        self,
        checks: tuple[Check, ...],
        scope: Scope,
        group: Group | None = None,
        step: Step | None = None,
    ) -> Iterator[Place]:
        """What must hold between answers, and what is said when it does not."""
        for check in checks:
            yield Place(check.check, scope, "condition", "check", group, step)
            yield from self.texts(scope, group, step, None, message=check.message)

    def sections(
        self,
        part: Part,
        opened: tuple[Section, ...],
        item: Mapping[str, Type],
        group: Group | None = None,
    ) -> Iterator[Place]:
        """The sections that begin with a part."""
        scope = self.scope(item)
        for section in part.sections:
            if section in opened:
                continue
            if section.when is not None:
                yield Place(section.when, scope, "condition", "when", group, part=section)
            for place in self.texts(scope, group, None, None, title=section.title):
                yield replace(place, part=section)

    def exit(self, part: Exit) -> Iterator[Place]:
        """An exit: its condition, its texts, where it leads."""
        scope = self.scope()
        if part.when is not None:
            yield Place(part.when, scope, "condition", "when", part=part)
        texts = [{"title": part.title, "text": part.text}]
        texts += [{"label": one.label, "url": one.url} for one in part.links]
        for each in texts:
            for place in self.texts(scope, None, None, None, **each):
                yield replace(place, part=part)

    def group(
        self, group: Group, around: Mapping[str, Type] | None = None, outer: Group | None = None
    ) -> Iterator[Place]:
        """A group: its hub, then the steps of one item; `around` is known of the outer item."""
        for place in self.group_places(group, around or {}):
            yield replace(place, outer=outer) if outer and place.outer is None else place

    def group_places(self, group: Group, around: Mapping[str, Type]) -> Iterator[Place]:
        """The places of a group, but for the group that holds it."""
        scope = self.scope(around)
        if group.when is not None:
            yield Place(group.when, scope, "condition", "when", group)
        for key in ("count", "min", "max"):
            syntax = getattr(group, key)
            if syntax is not None:
                yield Place(syntax, scope, "value", key, group)
        yield from self.texts(scope, group, None, None, title=group.title, intro=group.intro)
        if group.register is not None:
            yield from self.texts(
                scope, group, None, None, label=group.register.label, intro=group.register.intro
            )
        yield from self.texts(scope, group, None, None, add=group.add)
        left = self.with_more(scope, {"left": INTEGER})
        yield from self.texts(left, group, None, None, missing=group.missing)
        item = {**around, **self.item_names(group)}
        yield from self.inside(group, item)
        rows = self.with_more(scope, {group.name: self.rows(group)})
        yield from self.checks(group.checks, rows, group)
        if group.driven is not None:
            yield from self.texts(rows, group, None, None, label=group.driven.label)

    def item_names(self, group: Group) -> dict[str, Type]:
        """What an item knows of itself: its alias, the row of the profile that it comes from."""
        names: dict[str, Type] = {group.alias: Record(self.columns(group))}
        row = self.library.profile.row_types(group.path.removeprefix(ROOT)) if group.path else {}
        return names | {"row": Record(row)} if row else names

    def inside(self, group: Group, item: dict[str, Type]) -> Iterator[Place]:
        """What is said of an item, and its steps, each knowing those before it."""
        inside = self.scope(item)
        yield from self.texts(
            inside,
            group,
            None,
            None,
            item=group.item,
            load=group.load,
            todo=group.todo,
            done=group.done,
        )
        opened: tuple[Section, ...] = ()
        for part in group.steps:
            yield from self.sections(part, opened, item, group)
            opened = part.sections
            if isinstance(part, Group):
                yield from self.group(part, item, group)
            else:
                yield from self.step(part, group, item)
            item |= self.asked_by(part)

    def step(self, step: Step, group: Group | None, item: Mapping[str, Type]) -> Iterator[Place]:
        """A step: its condition, its texts, its fields, its checks."""
        before = self.scope(item)
        if step.when is not None:
            yield Place(step.when, before, "condition", "when", group, step)
        yield from self.texts(
            before, group, step, None, title=step.title, intro=step.intro, after=step.after
        )
        asked = {
            field.name: self.kind_of(field) for field in step.fields if field.kind() is not NOTHING
        }
        for field in step.fields:
            is_computed = isinstance(field, Computed)  # one that reads itself is told as a circle
            own = {name: kind for name, kind in asked.items() if is_computed or name != field.name}
            yield from self.field(field, self.scope({**item, **own}), group, step)
        after = self.scope({**item, **asked})
        yield from self.checks(step.checks, after, group, step)

    def field(self, field: Field, scope: Scope, group: Group | None, step: Step) -> Iterator[Place]:
        """A field: its condition, its limits, its texts, its options."""
        if field.when is not None:
            yield Place(field.when, scope, "condition", "when", group, step, field)
        if isinstance(field.optional, Syntax):
            yield Place(field.optional, scope, "condition", "optional", group, step, field)
        for key in (*field.limit_names, "default", "prefill", "compute"):
            syntax = getattr(field, key, None)
            if syntax is not None:
                yield Place(syntax, scope, "value", key, group, step, field)
        yield from self.texts(
            scope,
            group,
            step,
            field,
            label=field.label,
            help=field.help,
            text=getattr(field, "text", None),
            rule=getattr(field, "rule", None),
            legal=getattr(field, "legal", None),
        )
        told = self.with_more(scope, MESSAGE_NAMES)
        for key, text in field.messages.items():
            yield from self.texts(told, group, step, field, **{key: text})
        yield from self.options(field, scope, group, step)
        yield from self.cells(field, scope, group, step)

    def cells(self, field: Field, scope: Scope, group: Group | None, step: Step) -> Iterator[Place]:
        """The questions of each row: they read the others of their row by their names."""
        if not isinstance(field, Grid):
            return
        types = {one.name: field_type(one, self.library) for one in field.cells}
        for one in field.cells:
            others = {name: kind for name, kind in types.items() if name != one.name}
            yield from self.field(one, self.with_more(scope, others), group, step)
        for row in field.named_rows:
            yield from self.texts(scope, group, step, field, label=row.label, help=row.help)

    def options(
        self, field: Field, scope: Scope, group: Group | None, step: Step
    ) -> Iterator[Place]:
        """The options of a choice."""
        choices = field.choices
        if choices is None:
            return
        listed = choices.options if isinstance(choices, ListedChoices) else choices.always
        for option in listed:
            if option.when is not None:
                yield Place(option.when, scope, "condition", "when", group, step, field)
            yield from self.texts(
                scope, group, step, field, label=option.label, help=option.help, link=option.link
            )
        row = row_type(field, self.library)
        if isinstance(choices, ListedChoices) or row is None:
            return
        rowed = self.with_more(scope, {"row": row})
        if choices.where is not None:
            yield Place(choices.where, rowed, "condition", "where", group, step, field)
        yield from self.texts(rowed, group, step, field, label=choices.label)
        if isinstance(choices, TableChoices) and choices.search is not None:
            yield Place(choices.search, scope, "text", "search", group, step, field)

    def texts(
        self,
        scope: Scope,
        group: Group | None,
        step: Step | None,
        field: Field | None,
        **texts: Text | None,
    ) -> Iterator[Place]:
        """The texts given, in each language."""
        for key, text in texts.items():
            for language, template in text.templates.items() if text else ():
                if template.constant is None:
                    where = key if language == ANY else f"{key}.{language}"
                    yield Place(template, scope, "text", where, group, step, field)


class _Standing(_Walk):
    """The same walk, which notes what may be read at each place that it comes by."""

    def __init__(self, procedure: Procedure, library: Library) -> None:
        self.found: dict[tuple[Span, str], Scope] = {}
        super().__init__(procedure, library)
        for _ in self.places():
            continue

    def checks(
        self,
        checks: tuple[Check, ...],
        scope: Scope,
        group: Group | None = None,
        step: Step | None = None,
    ) -> Iterator[Place]:
        """Note what the checks of a part may read."""
        part = step or group or self.procedure
        self.found[part.source.span, "checks"] = scope
        yield from super().checks(checks, scope, group, step)

    def sections(
        self,
        part: Part,
        opened: tuple[Section, ...],
        item: Mapping[str, Type],
        group: Group | None = None,
    ) -> Iterator[Place]:
        """Note what sections and exits may read."""
        scope = self.scope(item)
        for one in (*part.sections, part):
            self.found.setdefault((one.source.span, "when"), scope)
        yield from super().sections(part, opened, item, group)

    def field(self, field: Field, scope: Scope, group: Group | None, step: Step) -> Iterator[Place]:
        """Note what a field may read."""
        self.found[field.source.span, "when"] = scope
        yield from super().field(field, scope, group, step)


MESSAGE_NAMES: Mapping[str, Type] = {
    "limit": TEXT,
    "length": INTEGER,
    "name": TEXT,
    "size": TEXT,
    "left": TEXT,
    "over": TEXT,
    "formats": TEXT,
    "option": TEXT,
}
