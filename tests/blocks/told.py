"""What blocks are told in tests: a person with something of everything, or with nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

from engine.blocks import Block, Contact, Line, Link, Row, Target
from engine.definitions import Site
from engine.definitions.definition import read_site
from engine.expressions.texts import Text

HEAD = """site: essai
title: Essai
service: {name: S, address: [1 place], email: s@demo.test, phone: 01 00 00 00 00}
home:
  blocks:
"""


@dataclass(frozen=True)
class Told:
    """So many of everything."""

    many: int = 0
    done: bool = False
    closed: bool = False

    def say(self, message: str, **values: object) -> str:
        return message.format(**values)

    def count(self, one: str, many: str, n: int) -> str:
        return (one if n == 1 else many).format(n=n)

    def text(self, text: Text, row: Row | None = None) -> str:
        return text.render({"row": dict(row or {})}, "fr")

    def html(self, text: Text) -> str:
        return f"<p>{self.text(text)}</p>"

    def contact(self) -> Contact:
        return Contact("Service", phone="01 00 00 00 00")

    def lines(self) -> Sequence[Line]:
        return [Line(f"n° {number}") for number in range(self.many)]

    news = tasks = drafts = submissions = documents = stops = tutorials = lines

    def procedures(self, names: Sequence[str]) -> Sequence[Line]:
        return [Line(name) for name in names] or self.lines()

    def is_tour_done(self) -> bool:
        return self.done

    def unread(self) -> int:
        return self.many

    def records(self, name: str) -> Sequence[Row]:
        return [{"nom": f"{name} {number}"} for number in range(self.many)]

    def link(self, label: str, target: Target) -> Link | None:
        return None if self.closed else Link(label, target.url or target.page or target.procedure)


def site_with(written: str) -> Site:
    """A site whose home has the blocks written, one a line."""
    blocks = "".join(f"    - {line}\n" for line in written.split("\n"))
    site, found, problems = read_site("essai.yaml", (HEAD + blocks).encode())
    assert (found, problems) == ((), ())
    assert site is not None
    return site


def block(written: str) -> Block:
    """A block, as authors write it."""
    return site_with(written).home.blocks[0]
