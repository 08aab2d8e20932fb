"""The block `procedures`."""

from dataclasses import dataclass
from typing import ClassVar

from engine.blocks.base import Block, Content, Facts, _
from engine.source.spec import spec


@dataclass(frozen=True, kw_only=True)
class Procedures(Block):
    """The procedures that the person may open, each with a button to start."""

    type_name: ClassVar = "procedures"
    heading: ClassVar = _("Your procedures on line")

    only: tuple[str, ...] = spec(
        "The names of the procedures to show, in order; all that the site offers when nothing"
        " is said",
        default=(),
    )

    def content(self, facts: Facts) -> Content | None:
        """The procedures."""
        return Content(
            lines=tuple(facts.procedures(self.only)),
            empty=facts.say(_("No procedure is open for the moment.")),
        )
