"""The block `submissions`."""

from dataclasses import dataclass
from typing import ClassVar

from engine.blocks.base import Block, Content, Facts, Link, _
from engine.source.spec import spec

ADDRESS = "/mes-envois"


@dataclass(frozen=True, kw_only=True)
class Submissions(Block):
    """What the person has sent last, with its receipts."""

    type_name: ClassVar = "submissions"
    heading: ClassVar = _("My submissions")
    is_personal: ClassVar = True

    most: int = spec("How many are shown; the others are on their own page", default=3)

    def content(self, facts: Facts) -> Content | None:
        """The last submissions."""
        found = tuple(facts.submissions())
        more = Link(facts.say(_("All my submissions")), ADDRESS)
        return Content(
            lines=found[: self.most],
            empty=facts.say(
                _("Nothing sent yet. What you send will be kept here, with its receipt.")
            ),
            orders=(more,) if len(found) > self.most else (),
        )
