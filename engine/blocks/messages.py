"""The block `messages`."""

from dataclasses import dataclass
from typing import ClassVar

from engine.blocks.base import Block, Content, Facts, Link, _
from engine.expressions.texts import Text
from engine.source.spec import spec

ADDRESS = "/mes-messages"


@dataclass(frozen=True, kw_only=True)
class Messages(Block):
    """How many messages the person has not read, and the way to them."""

    type_name: ClassVar = "messages"
    heading: ClassVar = _("My messages")
    is_personal: ClassVar = True

    label: Text | None = spec("The words of the link", default=None)

    def content(self, facts: Facts) -> Content | None:
        """The number of messages not read."""
        unread = facts.unread()
        label = facts.text(self.label) if self.label else facts.say(_("Open my messages"))
        none = facts.say(_("You have no message to read."))
        one, many = _("You have {n} message to read."), _("You have {n} messages to read.")
        said = facts.count(one, many, unread) if unread else none
        return Content(html=f"<p>{said}</p>", orders=(Link(label, ADDRESS),))
