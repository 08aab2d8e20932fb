"""The block `news`."""

from dataclasses import dataclass
from typing import ClassVar

from engine.blocks.base import Block, Content, Facts, Link, _
from engine.source.spec import spec

ADDRESS = "/actualites"


@dataclass(frozen=True, kw_only=True)
class NewsBlock(Block):
    """The news of the site, the last first, with the telephone of the service if wanted."""

    type_name: ClassVar = "news"
    widget: ClassVar = "news"
    heading: ClassVar = _("News")

    most: int = spec("How many are shown; the others are on the page of news", default=3)
    phone: bool = spec("`true` to add the telephone of the service", default=False)

    def content(self, facts: Facts) -> Content | None:
        """The last news."""
        found = tuple(facts.news())
        more = (Link(facts.say(_("All the news")), ADDRESS),) if len(found) > self.most else ()
        return Content(
            lines=found[: self.most],
            empty=facts.say(_("No news for the moment.")),
            orders=more,
            contact=facts.contact() if self.phone else None,
        )
