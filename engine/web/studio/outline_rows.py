"""A condition as a form shows it: rows to fill in when it can be drawn, else its text."""

from collections.abc import Mapping
from dataclasses import dataclass

from engine.editing.conditions import ALONE, LISTS
from engine.editing.filled import Typed, written
from engine.editing.records import Plain, Property
from engine.editing.subjects import Subject, subjects_at
from engine.editing.typed_rows import (
    TypedCondition,
    TypedRow,
    operator_of,
    shown,
    typed,
)
from engine.i18n import gettext
from engine.services.studio.filling_in import KEY, ROWS, Record, rows_of

# Families whose values may be another answer.
COMPARED = frozenset({"number", "date", "month", "text", "choice"})
Choices = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class RowView:
    """One row: its controls, each with what may be chosen.

    `form` is how the value is filled in: "", `select`, `boxes`, `number`, `date`, `month`, `text`
    or `lines`.
    """

    name: str
    subject: str
    operator: str
    operators: Choices
    form: str
    values: tuple[str, ...]
    options: Choices
    other: str
    others: Choices
    error: str
    joined: str = "all"
    rows: "tuple[RowView, ...]" = ()


@dataclass(frozen=True)
class ConditionView:
    """A condition: in rows when `in_rows`, else as `text`; `can_be_rows` when it can be drawn."""

    name: str
    in_rows: bool
    can_be_rows: bool
    text: str
    joined: str
    rows: tuple[RowView, ...]
    subjects: "tuple[tuple[str, Choices], ...]"


def condition_view(
    record: Record, one: Property, value: Plain, given: Typed | None, errors: Mapping[str, str]
) -> ConditionView:
    """A condition as it is written, or as it was filled in when that is `given`."""
    name, text = ROWS + one.name, written(value)
    mode = "".join((given or {}).get(f"{KEY}{one.name}@mode", ())[-1:])
    asked = "".join((given or {}).get("do", ())[-1:])
    if given is not None and mode == "text":
        text = "".join(given.get(KEY + one.name, ())[-1:])
    found = rows_of(record, text or None)
    can_be_rows = record.scope is not None and (found is not None or not text)
    in_rows = can_be_rows and mode != "text"
    if asked == f"text:{one.name}":
        in_rows = False
    if asked == f"rows:{one.name}" and can_be_rows:
        in_rows = True
    rows = shown(found, name)
    if given is not None and mode == "rows":
        rows, in_rows = typed(given, name), asked != f"text:{one.name}"
    if asked == f"nest:{one.name}":
        rows = nested(rows, name)
    drawing = _Drawing(record, errors)
    return ConditionView(
        name=one.name,
        in_rows=in_rows,
        can_be_rows=can_be_rows or in_rows,
        text=text,
        joined=rows.joined,
        rows=tuple(drawing.row(row) for row in rows.rows),
        subjects=drawing.subjects(rows),
    )


def nested(rows: TypedCondition, name: str) -> TypedCondition:
    """The rows with others inside, at the end, for somebody to fill in."""
    inside = f"{name}.{len(rows.rows)}"
    joined = "any" if rows.joined == "all" else "all"
    added = TypedRow(inside, joined="any" if joined == "any" else "all",
                     rows=(TypedRow(f"{inside}.0"),))  # fmt: skip
    return TypedCondition(rows.joined, (*rows.rows, added))


class _Drawing:
    """Draws rows, knowing what may be spoken of where they stand."""

    def __init__(self, record: Record, errors: Mapping[str, str]) -> None:
        self.record = record
        self.errors = errors
        self.language = record.languages[0]
        scope = record.scope
        known = subjects_at(scope, record.named, self.language) if scope else ()
        self.known = {one.expression: one for one in known}

    def called(self, expression: str) -> Subject:
        """A subject that is proposed, or that was written by hand."""
        return self.known.get(expression) or self.record.called(expression)

    def subjects(self, rows: TypedCondition) -> "tuple[tuple[str, Choices], ...]":
        """What may be chosen, by room; those that rows have and that are not proposed come last."""
        inside = [one for row in rows.rows for one in (row, *row.rows)]
        more = {one.subject for one in inside if one.subject and one.subject not in self.known}
        rooms: dict[str, list[tuple[str, str]]] = {}
        for one in (*self.known.values(), *map(self.record.called, sorted(more))):
            room = gettext(self.language, one.room)
            rooms.setdefault(room, []).append((one.expression, capital(one.label)))
        return tuple((room, tuple(found)) for room, found in rooms.items())

    def row(self, row: TypedRow) -> RowView:
        """One row."""
        if row.holds_rows:
            inside = tuple(self.row(one) for one in row.rows)
            return RowView(row.name, "", "", (), "", (), (), "", (), "", row.joined, inside)
        subject = self.called(row.subject)
        operator = operator_of(row, subject) if row.subject else ""
        form = form_of(subject, operator)
        return RowView(
            name=row.name,
            subject=row.subject,
            operator=operator,
            operators=tuple((key, gettext(self.language, said))
                            for key, said in subject.operators.items()) if row.subject else (),
            form=form,
            values=row.values,
            options=tuple(subject.options.items()),
            other=row.other,
            others=self.others(row, subject, operator),
            error=self.errors.get(row.name, ""),
        )  # fmt: skip

    def others(self, row: TypedRow, subject: Subject, operator: str) -> Choices:
        """The other answers with which a subject may be compared."""
        if subject.family not in COMPARED or operator in LISTS | ALONE or not row.subject:
            return ()
        found = [(one.expression, capital(one.label)) for one in self.known.values()
                 if one.family == subject.family and one.expression != row.subject
                 and (subject.family != "choice" or set(one.options) & set(subject.options))
                 ]  # fmt: skip
        if row.other and row.other not in dict(found):
            found.append((row.other, capital(self.record.called(row.other).label)))
        return tuple(found)


def form_of(subject: Subject, operator: str) -> str:
    """How the value of a row is filled in."""
    if operator in ALONE or not operator:
        return ""
    if subject.options:
        return "boxes" if operator in LISTS else "select"
    if operator in LISTS:
        return "lines"
    return {"number": "number", "date": "date", "month": "month"}.get(subject.family, "text")


def capital(text: str) -> str:
    """A text that begins with a capital."""
    return text[:1].upper() + text[1:]
