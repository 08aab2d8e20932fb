"""The action `document`."""

from dataclasses import dataclass
from typing import ClassVar

from engine.actions.base import Action
from engine.expressions import Syntax
from engine.expressions.texts import Text
from engine.i18n import marked as _
from engine.source.spec import Written, spec, written


@dataclass(frozen=True, kw_only=True)
class DocumentLine:
    """A line of a document: what it is about, and what it says."""

    label: Text = spec("What it is about")
    value: Text = spec("What it says, as `{{ format_money(base) }}`")
    when: Syntax | None = spec("The condition under which it is there", default=None)
    source: Written = written()


@dataclass(frozen=True, kw_only=True)
class DocumentTable:
    """The items of a group, one a row."""

    group: str = spec("The name of the group", key="of")
    columns: tuple[DocumentLine, ...] = spec(
        "The columns: each has a label, and a value that reads the item by its name"
    )
    title: Text | None = spec("What is said above it", default=None)
    source: Written = written()


@dataclass(frozen=True, kw_only=True)
class Document(Action):
    """A document made of the answers, kept with what was sent, and read as a tagged PDF.

    It has a number of its own: the series, the month of `period`, then 1, 2, 3… for that month, as
    `ER-2026-03-0001`. Without `period`, the numbers of a series follow one another.
    """

    type_name: ClassVar = "document"
    told: ClassVar = _("a document is made")
    wanted: ClassVar = {"when": "condition", "period": "any"}

    name: str = spec("Its name in its address, as `etat-recapitulatif`")
    title: Text = spec("Its title")
    series: str = spec("The letters that its number begins with")
    period: Syntax | None = spec(
        "A month or a day: each month has numbers of its own", default=None
    )
    when: Syntax | None = spec("The condition under which it is made", default=None)
    lines: tuple[DocumentLine, ...] = spec("What it says first", default=())
    table: DocumentTable | None = spec("The items of a group", default=None)
    totals: tuple[DocumentLine, ...] = spec("What it says last: totals", default=())
    note: Text | None = spec("A few words under it", default=None)
