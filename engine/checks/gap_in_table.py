"""The rule `D233`: days on which a table says nothing."""

import ast
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from engine.checks.rule import Rule, Subject, _
from engine.definitions import Place
from engine.expressions import Choice, Syntax, Template, compiled, infer, parse
from engine.expressions.values import is_date
from engine.fields import Field
from engine.i18n import format_short_date
from engine.source import Diagnostic
from engine.source.positions import NOWHERE
from engine.tables import Row

ONE = timedelta(days=1)
Days = tuple[date, date]


class GapInTable(Rule):
    """A row of a table is read at a date, and for a while the table has none for its key.

        compute: lookup("tarifs", "3-etoiles", "tarif", at=arrivee)

    with rows until 31/03/2026 and from 01/05/2026 on, or with `max: date("2027-12-31")` on
    `arrivee` and rows until 31/12/2026. Add the rows that are missing, or say with `min` and `max`
    of the field which dates are possible.
    """

    code = "D233"

    def check(self, subject: Subject) -> Iterator[Diagnostic]:
        """The readings of tables that may fall on such days."""
        fields = {field.name: field for *_place, field in subject.procedure.all_fields()}
        for place in subject.places:
            written = place.syntax
            for syntax in written.expressions if isinstance(written, Template) else (written,):
                for node in lookups_in(syntax):
                    yield from self.gaps(subject, place, syntax, node, fields)

    def gaps(
        self,
        subject: Subject,
        place: Place,
        syntax: Syntax,
        node: ast.Call,
        fields: Mapping[str, Field],
    ) -> Iterator[Diagnostic]:
        """The days of one reading on which there is no row."""
        name, key, _column, at = node.args
        table = subject.library.tables.get(str(getattr(name, "value", "")))
        if table is None or not table.is_dated:
            return
        first, last = bounds_of(at, fields)
        for one in keys_of(key, syntax, place):
            for start, end in gaps_in(table.history.get(one, ()), first, last):
                yield self.at(
                    syntax.at(node),
                    _("“{table}” has no row for “{key}” from {first} to {last}"),
                    table=table.name,
                    key=one,
                    first=format_short_date(start),
                    last=format_short_date(end),
                )


def lookups_in(syntax: Syntax) -> Iterator[ast.Call]:
    """The readings of a row on a day."""
    for node in syntax.nodes:
        if not isinstance(node, ast.Call) or len(node.args) != 4:
            continue
        if isinstance(node.func, ast.Name) and node.func.id == "lookup":
            yield node


def keys_of(node: ast.expr, syntax: Syntax, place: Place) -> tuple[str, ...]:
    """The keys that are read, as far as they are known beforehand."""
    if isinstance(node, ast.Constant):
        return (str(node.value),)
    part, _wrong = parse(ast.unparse(node), NOWHERE)
    kind = infer(part, place.scope)[0] if part else None
    return (kind.options or ()) if isinstance(kind, Choice) else ()


def bounds_of(at: ast.expr, fields: Mapping[str, Field]) -> tuple[date | None, date | None]:
    """The first and the last day that may be read, when the field of the day says so."""
    name = at.id if isinstance(at, ast.Name) else getattr(at, "attr", "")
    field = fields.get(name)
    found = [getattr(field, key, None) for key in ("min", "max")]
    days = [compiled(one)({}) if isinstance(one, Syntax) else None for one in found]
    first, last = (day if is_date(day) else None for day in days)
    return first, last


def gaps_in(rows: tuple[Row, ...], first: date | None, last: date | None) -> Iterator[Days]:
    """The days without a row, between two days when these are known."""
    if not rows:
        return
    free = first or rows[0].starts or date.min
    for row in rows:
        starts, ends = row.starts or date.min, row.ends or date.max
        if starts > free and (last is None or free <= last):
            yield free, min(starts - ONE, last or date.max)
        if ends == date.max:
            return
        free = max(free, ends + ONE)
    if last is not None and free <= last:
        yield free, last
