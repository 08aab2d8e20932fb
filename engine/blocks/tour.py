"""The block `tour`."""

from dataclasses import dataclass
from typing import ClassVar

from engine.blocks.base import Block, Content, Facts, Link, _
from engine.expressions.texts import Text
from engine.source.spec import spec

ADDRESS = "/visite-guidee"


@dataclass(frozen=True, kw_only=True)
class Tour(Block):
    """The way to the guided tour, which shows the person around their dashboard. It is not shown
    on a site without stops.
    """

    type_name: ClassVar = "tour"
    widget: ClassVar = "tour"
    heading: ClassVar = _("Guided tour")

    text: Text | None = spec("What is said of it, in Markdown", default=None)

    def content(self, facts: Facts) -> Content | None:
        """The way to the tour."""
        stops = tuple(facts.stops())
        if not stops:
            return None
        done = facts.is_tour_done()
        words = _("Take the guided tour again") if done else _("Take the guided tour")
        return Content(
            html=facts.html(self.text) if self.text else "",
            orders=(Link(facts.say(words), ADDRESS),),
            refuse=None if done else Link(facts.say(_("Skip the tour")), ADDRESS),
        )
