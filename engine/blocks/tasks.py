"""The block `tasks`."""

from dataclasses import dataclass
from typing import ClassVar

from engine.blocks.base import Block, Content, Facts, _


@dataclass(frozen=True, kw_only=True)
class Tasks(Block):
    """What waits for the person: drafts to finish, messages to read, requests under way, new
    versions of texts. Each is a line with one thing to do.
    """

    type_name: ClassVar = "tasks"
    heading: ClassVar = _("To do")
    is_personal: ClassVar = True

    def content(self, facts: Facts) -> Content | None:
        """The tasks."""
        return Content(
            lines=tuple(facts.tasks()),
            empty=facts.say(_("Nothing waits for you at the moment.")),
        )
