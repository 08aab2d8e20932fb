"""The block `record_list`."""

from dataclasses import dataclass
from typing import ClassVar
from urllib.parse import urlencode

from engine.blocks.base import Block, Content, Facts, Line, Link, Row, Target
from engine.expressions.texts import Text
from engine.source.spec import spec

PROCEDURES, ROW = "/demarches/", "ligne"


@dataclass(frozen=True, kw_only=True)
class RecordList(Block):
    """A list of the person's profile, as their lodgings, each with ways to change it. Its texts
    read one of the list as `row`.

        record_list:
          list: hebergements
          label: "{{ row.nom }}"
          text: "{{ row.commune }}"
          changes: [{procedure: hebergement, label: Modifier}]

    A procedure of `changes` is told which record it is for: with `link: [ligne]`, it reads its `id`
    as `link.ligne`.
    """

    type_name: ClassVar = "record_list"
    is_personal: ClassVar = True

    list: str = spec("The name of the list in the profile")
    label: Text = spec("What names one of the list, read as `row`")
    text: Text | None = spec("What more is said of it", default=None)
    changes: tuple[Target, ...] = spec("Ways to change one of the list", default=())
    add: tuple[Target, ...] = spec("Ways to add to the list, or to go on", default=())
    empty: Text | None = spec("What is said when the list is empty, and what to do", default=None)

    def content(self, facts: Facts) -> Content | None:
        """The records."""
        rows = facts.records(self.list)
        if not rows and self.empty is None:
            return None
        ways = (facts.link(facts.text(one.label), one) for one in self.add)
        return Content(
            lines=tuple(self.line(row, facts) for row in rows),
            empty=facts.text(self.empty) if self.empty else "",
            orders=tuple(one for one in ways if one is not None),
        )

    def line(self, row: Row, facts: Facts) -> Line:
        """One record."""
        name = facts.text(self.label, row)
        ways = (facts.link(facts.text(one.label, row), one) for one in self.changes)
        return Line(
            title=name,
            facts=(facts.text(self.text, row),) if self.text else (),
            orders=tuple(
                Link(one.label, with_row(one.url, row), name) for one in ways if one is not None
            ),
        )


def with_row(address: str, row: Row) -> str:
    """The address of a procedure with the record in it; any other as it is."""
    key = str(row.get("id") or "")
    is_procedure = address.startswith(PROCEDURES) and "?" not in address
    return f"{address}?{urlencode({ROW: key})}" if key and is_procedure else address
