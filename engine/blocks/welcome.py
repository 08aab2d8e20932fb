"""The block `welcome`."""

from dataclasses import dataclass
from typing import ClassVar

from engine.blocks.base import Block, Content, Facts
from engine.expressions.texts import Text
from engine.source.spec import spec


@dataclass(frozen=True, kw_only=True)
class Welcome(Block):
    """A few words that open the page, set off from the rest."""

    type_name: ClassVar = "welcome"
    widget: ClassVar = "welcome"

    text: Text = spec("What is said, in Markdown")

    def content(self, facts: Facts) -> Content | None:
        """The text."""
        return Content(html=facts.html(self.text))
