"""The block `text`."""

from dataclasses import dataclass
from typing import ClassVar

from engine.blocks.base import Block, Content, Facts
from engine.expressions.texts import Text
from engine.source.spec import spec


@dataclass(frozen=True, kw_only=True)
class Words(Block):
    """A text."""

    type_name: ClassVar = "text"

    text: Text = spec("What is said, in Markdown")

    def content(self, facts: Facts) -> Content | None:
        """The text."""
        return Content(html=facts.html(self.text))
