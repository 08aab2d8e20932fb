"""The keys of one part, filled in as a form: what changed is written, nothing else."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from engine.checks import sentence
from engine.definitions import Procedure
from engine.definitions.naming import Words
from engine.editing import CannotEditError, add, outline_of, set_value, value_at
from engine.editing.conditions import Sentence, drawn
from engine.editing.conditions import written as said_in_rows
from engine.editing.filled import Typed, TypedError, filled, written
from engine.editing.keys import label_of
from engine.editing.new_parts import NewPart, needed
from engine.editing.options import typed_options
from engine.editing.proposing import free_name
from engine.editing.records import NEW, Plain, Property, properties_of, record_at
from engine.editing.setting import alike
from engine.editing.subjects import Subject, subject_called
from engine.editing.typed_rows import made, typed
from engine.expressions import Scope, Syntax, parse
from engine.expressions.sentences import Named
from engine.fields import TYPES, Field, ProfileChoices, TableChoices
from engine.i18n import gettext
from engine.i18n import marked as _
from engine.services.desk import Desk, Visitor
from engine.services.studio.outlining import Outcome, changed, names_in, opened_at, title_at
from engine.services.studio.standing import Standing, look, scope_at, told_at
from engine.source import Diagnostic, Severity
from engine.source.positions import NOWHERE

CHANGED = _("“{title}”: {keys}")
NEAREST = _("Perhaps: {name}.")
REQUIRED = _("Write something here.")
KEY, ROWS, TYPE = "k.", "c.", "k.type"
SOURCE = "k.choices@from"
# Families of mistakes for which nothing is kept: what cannot be read, names that nothing has,
# expressions that make no sense.
REFUSED = ("D0", "D1", "D2")


@dataclass(frozen=True)
class Record:
    """A part of a file as a form shows it: its record, its keys, its values, what it stands among.

    `pointer` ends with `-` for a part that is not there yet.
    """

    pointer: str
    kind: type
    properties: tuple[Property, ...]
    data: Mapping[str, Plain]
    languages: tuple[str, ...]
    standing: Standing
    scope: Scope | None
    root: Plain = field(repr=False, default=None)

    @property
    def is_new(self) -> bool:
        """Whether it is not there yet."""
        return NEW in self.pointer.split("/")

    def value(self, name: str) -> Plain:
        """The value of a key, dotted when it stands in a record inside."""
        room, _dot, key = name.rpartition(".")
        around = self.data.get(room) if room else self.data
        return around.get(key) if isinstance(around, Mapping) else None

    def named(self, name: str) -> Named:
        """What people call a name."""
        procedure = self.standing.procedure
        if procedure is None:
            return Named(name)
        return words_of(procedure, self.languages[0]).named(name)

    def called(self, expression: str) -> Subject:
        """The subject that an expression is."""
        scope = self.scope or Scope({})
        return subject_called(expression, scope, self.named, self.languages[0])


def words_of(procedure: Procedure, language: str) -> Words:
    """The words of a procedure."""
    return Words(procedure, language)


def record_of(
    desk: Desk, path: str, text: str, pointer: str, given: Typed | None = None
) -> Record | None:
    """The part at a place, or that would stand there; None when there can be none.

    `given` may say of which type a field is to be.
    """
    try:
        root = value_at(text, "")
        data = {} if NEW in pointer.split("/") else value_at(text, pointer)
    except CannotEditError:
        return None
    kind = record_at(root, pointer)
    if kind is None:
        return None
    if not isinstance(data, Mapping):
        data = {} if data is None else {"value": data, "label": data}
    given = given or {}
    chosen = "".join(given.get(TYPE, ())[-1:])
    if issubclass(kind, Field) and chosen in TYPES and NEW in pointer.split("/"):
        kind = TYPES[chosen]
    standing = look(desk, path, text)
    known = root.get("languages") if isinstance(root, Mapping) else None
    languages = tuple(map(str, known)) if isinstance(known, list) and known else ("fr",)
    return Record(
        pointer=pointer,
        kind=kind,
        properties=tuple(keys_of(kind, data, given)),
        data=data,
        languages=languages,
        standing=standing,
        scope=scope_at(standing, pointer),
        root=root,
    )


def keys_of(kind: type, data: Mapping[str, Plain], given: Typed) -> Iterator[Property]:
    """The keys of a record, with those of the choices that it takes from elsewhere."""
    for one in properties_of(kind):
        yield one
        if one.form == "choices":
            source = source_of(data.get("choices"), given)
            taken = {"table": TableChoices, "profile": ProfileChoices}.get(source)
            if taken is not None:
                yield from properties_of(taken, "choices")


def source_of(choices: Plain, given: Typed) -> str:
    """Where the options of a choice come from: `listed`, `table` or `profile`."""
    asked = "".join(given.get(SOURCE, ())[-1:])
    if asked in {"listed", "table", "profile"}:
        return asked
    known = choices if isinstance(choices, Mapping) else {}
    return "profile" if "from" in known else "table" if known else "listed"


def keep_record(
    desk: Desk, who: Visitor, path: str, revision: int, pointer: str, given: Typed, now: datetime
) -> Outcome:
    """Write what was filled in of a part; nothing when something of it is wrong."""
    copy = opened_at(desk, who, path, revision)
    record = record_of(desk, path, copy.text, pointer, given)
    if record is None:
        return Outcome(copy, "", {"": gettext(who.language, _("This part is not there any more."))})
    writing = _Writing(record, given, who.language)
    values = writing.values()
    if writing.errors:
        return Outcome(copy, pointer, writing.errors)
    try:
        text, at = writing.written(copy.text, values)
    except CannotEditError as error:
        return Outcome(copy, pointer, {"": error.said(who.language)})
    errors = writing.refused(look(desk, path, text), at, values)
    if errors:
        return Outcome(copy, pointer, errors)
    title = title_at(text, at)
    keys = ", ".join(writing.changed_labels(values)) or gettext(who.language, _("answers offered"))
    what = gettext(who.language, CHANGED, title=title, keys=keys)
    return changed(desk, who, copy, lambda _text: (text, at), what, now)


class _Writing:
    """What one form makes of one record."""

    def __init__(self, record: Record, given: Typed, language: str) -> None:
        self.record = record
        self.given = given
        self.language = language
        self.errors: dict[str, str] = {}

    def values(self) -> dict[str, Plain]:
        """The keys whose value is another than before, dotted; what is wrong goes to `errors`."""
        found: dict[str, Plain] = {}
        for one in self.record.properties:
            if not self.is_given(one):
                continue
            before = self.record.value(one.name)
            try:
                value = self.value(one, before)
            except TypedError as error:
                self.errors[KEY + one.name] = error.said(self.language)
                continue
            is_same = isinstance(value, str) and value == written(before)
            if not is_same and not alike(value, before):
                found[one.name] = value
        self.complete(found)
        return found

    def is_given(self, one: Property) -> bool:
        """Whether the form has a control for a key."""
        if one.form == "condition" and self.in_rows(one):
            return f"{ROWS}{one.name}.joined" in self.given
        name = KEY + one.name
        languages = (f"{name}@{language}" for language in self.record.languages)
        return any(key in self.given for key in (name, *languages))

    def in_rows(self, one: Property) -> bool:
        """Whether a condition is filled in as rows."""
        return "".join(self.given.get(f"{KEY}{one.name}@mode", ())[-1:]) == "rows"

    def value(self, one: Property, before: Plain) -> Plain:
        """What was filled in for a key."""
        if one.form == "condition" and self.in_rows(one):
            return self.condition(one, before)
        return filled(one, KEY + one.name, self.given, before, self.record.languages)

    def condition(self, one: Property, before: Plain) -> Plain:
        """A condition filled in as rows: one that means the same stays as it was written."""
        found, errors = made(typed(self.given, ROWS + one.name), self.record.called)
        self.errors |= {name: gettext(self.language, said) for name, said in errors.items()}
        if found is None or errors:
            return before if errors else None
        return before if found == rows_of(self.record, before) else said_in_rows(found)

    def complete(self, found: dict[str, Plain]) -> None:
        """See that what is needed is there; names are proposed for what has none."""
        if self.record.is_new:
            self.propose(found)
        for one in self.record.properties:
            if not one.is_required or one.form in {"choices", "children", "child"}:
                continue
            value = found[one.name] if one.name in found else self.record.value(one.name)
            is_room = one.room and not any(name.startswith(f"{one.room}.") for name in found)
            is_open = is_room and self.record.data.get(one.room) is None
            if value is None and not is_open and KEY + one.name not in self.errors:
                self.errors[self.control(one)] = gettext(self.language, REQUIRED)

    def control(self, one: Property) -> str:
        """The name of the first control of a key."""
        return KEY + one.name

    def propose(self, found: dict[str, Plain]) -> None:
        """Names for an option and an attestation that have none."""
        taken = names_in(outline_of(self.record.standing.text))
        sources = {"value": "label", "field": "text"}
        for one in self.record.properties:
            said = found.get(sources.get(one.name, ""))
            if one.name in sources and found.get(one.name) is None and isinstance(said, str):
                found[one.name] = free_name(said, taken, "option")

    def written(self, text: str, values: Mapping[str, Plain]) -> tuple[str, str]:
        """The text with these values, and where the part is in it; raises CannotEditError."""
        if self.record.is_new:
            return self.added(text, values)
        pointer = self.record.pointer
        text = self.typed_anew(text, pointer)
        kept = self.kept_keys()
        for key, value in self.by_key(values).items():
            if kept is None or key in kept:
                text = set_value(text, pointer, key, value)
        return typed_options(text, pointer, self.given, self.record.languages[0]), pointer

    def by_key(self, values: Mapping[str, Plain]) -> dict[str, Plain]:
        """The values by the first part of their keys: those of a record inside together."""
        found: dict[str, Plain] = {}
        for name, value in values.items():
            room, dot, key = name.rpartition(".")
            if not dot:
                found[name] = value
                continue
            before = self.record.data.get(room)
            known = before if isinstance(before, Mapping) else {}
            around = found.setdefault(room, dict(known))
            around[key] = value
        return {
            key: {name: one for name, one in value.items() if one is not None} or None
            if isinstance(value, dict) and any(name.startswith(f"{key}.") for name in values)
            else value
            for key, value in found.items()
        }

    def added(self, text: str, values: Mapping[str, Plain]) -> tuple[str, str]:
        """The text with one more part at the end of its list."""
        data: Any = {key: one for key, one in self.by_key(values).items() if one is not None}
        around, _stroke, last = self.record.pointer.partition(f"/{NEW}")
        if last:
            data = {last.removeprefix("/"): data}
        if issubclass(self.record.kind, Field):
            data = {"type": self.record.kind.type_name, **data}
        before = value_or_none(text, around)
        index = len(before) if isinstance(before, list) else 0 if before is None else 1
        return add(text, around, index, data), f"{around}/{index}{last}"

    def typed_anew(self, text: str, pointer: str) -> str:
        """The text in which a field is of the type chosen, without what that cannot have."""
        known = self.kept_keys()
        if known is None:
            return text
        wanted = "".join(self.given.get(TYPE, ())[-1:])
        text = set_value(text, pointer, "type", wanted)
        for key in self.record.data:
            if key not in known:
                text = set_value(text, pointer, key, None)
        title = str(self.record.data.get("label") or self.record.data.get("text") or "…")
        new = NewPart("field", title, wanted)
        more = {"text": title} if wanted == "note" else needed(new, self.language)
        for key, value in more.items():
            if key not in self.record.data:
                text = set_value(text, pointer, key, value)
        return text

    def kept_keys(self) -> set[str] | None:
        """The keys that the type chosen for a field has, None when it stays of its type."""
        wanted = "".join(self.given.get(TYPE, ())[-1:])
        kind = self.record.kind
        if not issubclass(kind, Field) or wanted not in TYPES or wanted == kind.type_name:
            return None
        known = {one.name.partition(".")[0] for one in properties_of(TYPES[wanted])}
        return known | {"field", "type"}

    def refused(
        self, standing: Standing, pointer: str, values: Mapping[str, Plain]
    ) -> dict[str, str]:
        """What makes no sense among what was filled in, by control."""
        found: dict[str, str] = {}
        for name in values:
            for one in told_at(standing, f"{pointer}/{name.replace('.', '/')}"):
                if one.severity is Severity.ERROR and one.code.startswith(REFUSED):
                    found.setdefault(KEY + name, self.told(one))
        return found

    def told(self, one: Diagnostic) -> str:
        """What is wrong, with the nearest right name."""
        said = sentence(one, self.language)
        if not one.suggestion:
            return said
        return f"{said} {gettext(self.language, NEAREST, name=one.suggestion)}"

    def changed_labels(self, values: Mapping[str, Plain]) -> list[str]:
        """What the keys that changed are called."""
        known = {one.name: one for one in self.record.properties}
        said = [gettext(self.language, label_of(self.record.kind, known[name])) for name in values]
        return [one[:1].lower() + one[1:] for one in said]


def rows_of(record: Record, value: Plain) -> Sentence | None:
    """The rows that say a condition as it is written, None when it cannot be drawn."""
    syntax = syntax_of(value)
    return drawn(syntax, record.scope) if syntax is not None and record.scope else None


def syntax_of(value: Plain) -> Syntax | None:
    """An expression as it is written, None when it cannot be read."""
    if value is None or isinstance(value, (dict, list)):
        return None
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return parse(text, NOWHERE)[0]


def value_or_none(text: str, pointer: str) -> Plain:
    """What a text says at a pointer, None when nothing is there."""
    try:
        return value_at(text, pointer)
    except CannotEditError:
        return None
