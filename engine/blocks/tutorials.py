"""The block `tutorials`."""

from dataclasses import dataclass
from typing import ClassVar

from engine.blocks.base import Block, Content, Facts, _
from engine.expressions.texts import Text
from engine.source.spec import spec


@dataclass(frozen=True, kw_only=True)
class Tutorials(Block):
    """The tutorials of the site. It is not shown on a site without tutorials."""

    type_name: ClassVar = "tutorials"
    heading: ClassVar = _("Tutorials")

    text: Text | None = spec("What is said before them, in Markdown", default=None)

    def content(self, facts: Facts) -> Content | None:
        """The tutorials."""
        found = tuple(facts.tutorials())
        if not found:
            return None
        return Content(html=facts.html(self.text) if self.text else "", lines=found)
