"""The block `contact`."""

from dataclasses import dataclass
from typing import ClassVar

from engine.blocks.base import Block, Content, Facts, _
from engine.expressions.texts import Text
from engine.source.spec import spec


@dataclass(frozen=True, kw_only=True)
class ContactBlock(Block):
    """How to reach the service: its telephone, its hours, its e-mail, its address."""

    type_name: ClassVar = "contact"
    widget: ClassVar = "contact"
    heading: ClassVar = _("Contact us")

    text: Text | None = spec("What is said before, in Markdown", default=None)

    def content(self, facts: Facts) -> Content | None:
        """The service."""
        return Content(html=facts.html(self.text) if self.text else "", contact=facts.contact())
