"""The block `drafts`."""

from dataclasses import dataclass
from typing import ClassVar

from engine.blocks.base import Block, Content, Facts, Link, _


@dataclass(frozen=True, kw_only=True)
class Drafts(Block):
    """What the person has begun and not sent, to be taken up again.

        - drafts: {}

    When there is none, it offers to start a procedure.
    """

    type_name: ClassVar = "drafts"
    heading: ClassVar = _("To finish")
    is_personal: ClassVar = True

    def content(self, facts: Facts) -> Content | None:
        """The drafts."""
        found = tuple(facts.drafts())
        start = Link(facts.say(_("Start a procedure")), "/")
        return Content(
            lines=found,
            empty=facts.say(_("You have no submission under way.")),
            orders=() if found else (start,),
        )
