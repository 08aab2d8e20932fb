"""The block `links`."""

from dataclasses import dataclass
from typing import ClassVar

from engine.blocks.base import Block, Content, Facts, Target
from engine.source.spec import spec


@dataclass(frozen=True, kw_only=True)
class Links(Block):
    """Ways to other pages, to procedures, to other sites. A way that is closed to the person is
    not shown.
    """

    type_name: ClassVar = "links"
    widget: ClassVar = "links"

    links: tuple[Target, ...] = spec("The ways, in order")

    def content(self, facts: Facts) -> Content | None:
        """The ways that are open."""
        found = (facts.link(facts.text(one.label), one) for one in self.links)
        ways = tuple(one for one in found if one is not None)
        return Content(orders=ways) if ways else None
