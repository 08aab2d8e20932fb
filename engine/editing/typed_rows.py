"""Rows of a condition as they stand in a form, and what is made of what was filled in."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from engine.editing.conditions import ALONE, LISTS, Joined, Row, Sentence, sentence
from engine.editing.operands import Kind
from engine.editing.subjects import Subject
from engine.i18n import marked as _

Typed = Mapping[str, Sequence[str]]
Calling = Callable[[str], Subject]

MOST_ROWS = 30
NO_VALUE = _("Say with what it is compared")
NO_NUMBER = _("Write a number, in digits")
NO_DAY = _("Choose a day")
NO_MONTH = _("Choose a month")
KINDS: Mapping[str, Kind] = {"number": "number", "date": "day", "month": "month"}


@dataclass(frozen=True)
class TypedRow:
    """A row in a form: `name` begins the names of its controls; one with `rows` holds others.

    `other` is another answer that it is compared with, "" when it is compared with values.
    """

    name: str
    subject: str = ""
    operator: str = ""
    values: tuple[str, ...] = ()
    other: str = ""
    joined: Joined = "all"
    rows: "tuple[TypedRow, ...]" = ()

    @property
    def holds_rows(self) -> bool:
        """Whether it stands for rows inside it."""
        return bool(self.rows)


@dataclass(frozen=True)
class TypedCondition:
    """The rows of a condition in a form."""

    joined: Joined
    rows: tuple[TypedRow, ...]


def shown(found: Sentence | None, name: str) -> TypedCondition:
    """The rows of a condition as a form shows them."""
    if found is None:
        return TypedCondition("all", ())
    return TypedCondition(found.joined, tuple(_shown(found.rows, name)))


def _shown(rows: "Sequence[Row | Sentence]", name: str) -> Iterator[TypedRow]:
    for number, row in enumerate(rows):
        inside = f"{name}.{number}"
        if isinstance(row, Sentence):
            yield TypedRow(inside, joined=row.joined, rows=tuple(_shown(row.rows, inside)))
        elif row.kind == "name":
            yield TypedRow(inside, row.subject, row.operator, (), row.values[0])
        else:
            yield TypedRow(inside, row.subject, row.operator, row.values)


def typed(given: Typed, name: str) -> TypedCondition:
    """The rows that somebody filled in; those without a subject are left out."""
    return TypedCondition(_joined(given, name), tuple(_typed(given, name, name)))


def _typed(given: Typed, read: str, name: str) -> Iterator[TypedRow]:
    """The rows read under one name, with their new names under another."""
    count = 0
    for number in _numbers(given, read):
        row, new = f"{read}.{number}", f"{name}.{count}"
        inside = tuple(_typed(given, row, new)) if f"{row}.joined" in given else ()
        subject = _one(given, f"{row}.subject")
        if not inside and not subject:
            continue
        count += 1
        values = tuple(one for one in given.get(f"{row}.value", ()) if one.strip())
        yield TypedRow(
            new, subject, _one(given, f"{row}.operator"), values, _one(given, f"{row}.other"),
            _joined(given, row), inside,
        )  # fmt: skip


def _numbers(given: Typed, name: str) -> list[int]:
    """The places of the rows directly under a name."""
    form = re.compile(rf"{re.escape(name)}\.([0-9]{{1,3}})\.(?:subject|joined)")
    found = {int(one[1]) for key in given if (one := form.fullmatch(key))}
    return sorted(found)[:MOST_ROWS]


def _one(given: Typed, name: str) -> str:
    return "".join(given.get(name, ())[-1:]).strip()


def _joined(given: Typed, name: str) -> Joined:
    return "any" if _one(given, f"{name}.joined") == "any" else "all"


def made(condition: TypedCondition, calling: Calling) -> tuple[Sentence | None, Mapping[str, str]]:
    """The condition that was filled in, and what is wrong with its rows, in English, by name."""
    errors: dict[str, str] = {}
    rows = list(_made(condition.rows, calling, errors))
    return (None if errors else sentence(condition.joined, rows)), errors


def _made(
    rows: Sequence[TypedRow], calling: Calling, errors: dict[str, str]
) -> "Iterator[Row | Sentence]":
    for row in rows:
        if row.holds_rows:
            inside = tuple(_made(row.rows, calling, errors))
            if inside:
                yield Sentence(row.joined, inside)
            continue
        found = row_of(row, calling(row.subject))
        if isinstance(found, str):
            errors[row.name] = found
        else:
            yield found


def operator_of(row: TypedRow, subject: Subject) -> str:
    """What is said of a subject: the first that may be when what was said before may not."""
    known = subject.operators
    return row.operator if row.operator in known else next(iter(known))


def row_of(row: TypedRow, subject: Subject) -> Row | str:
    """What a row says, or what is wrong with it."""
    operator = operator_of(row, subject)
    if operator in ALONE:
        return Row(row.subject, operator)
    if row.other and operator not in LISTS:
        return Row(row.subject, operator, (row.other,), "name")
    values = listed(row.values) if operator in LISTS and not subject.options else row.values
    kind = KINDS.get(subject.family, "text")
    found = [read(one, kind) for one in (values if operator in LISTS else values[:1])]
    right = tuple(one for one in found if one is not None)
    if len(right) < len(found):
        return {"number": NO_NUMBER, "day": NO_DAY, "month": NO_MONTH}[kind]
    return Row(row.subject, operator, right, kind) if right else NO_VALUE


def listed(values: Sequence[str]) -> tuple[str, ...]:
    """Several values written on lines, or with semicolons between them."""
    several = (one for value in values for one in re.split(r"[;\n]", value))
    return tuple(one.strip() for one in several if one.strip())


def read(typed_value: str, kind: Kind) -> str | None:
    """A value as it is written in a condition, None when it is none."""
    text = typed_value.strip()
    if kind == "number":
        return number(text)
    if kind in {"day", "month"}:
        day = text if kind == "day" else f"{text}-01"
        try:
            is_day = len(day) == len("2025-03-12") and bool(date.fromisoformat(day))
        except ValueError:
            return None
        return text if is_day else None
    return text


def number(text: str) -> str | None:
    """A number as it is written in a condition: a point before its decimals, no blanks."""
    bare = re.sub(r"\s", "", text).replace(",", ".").replace("−", "-")
    if not re.fullmatch(r"-?[0-9]{1,15}(\.[0-9]{1,9})?", bare, re.ASCII):
        return None
    try:
        return f"{Decimal(bare):f}"
    except InvalidOperation:
        return None
