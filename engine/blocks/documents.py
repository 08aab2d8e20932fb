"""The block `documents`."""

from dataclasses import dataclass
from typing import ClassVar

from engine.blocks.base import Block, Content, Facts, Link, _
from engine.source.spec import spec

ADDRESS = "/mes-documents"


@dataclass(frozen=True, kw_only=True)
class Documents(Block):
    """The documents of the person: the guide, those of the site, attestations and receipts."""

    type_name: ClassVar = "documents"
    heading: ClassVar = _("My documents")
    is_personal: ClassVar = True

    most: int = spec("How many are shown; all are on the page of documents", default=3)

    def content(self, facts: Facts) -> Content | None:
        """The first documents."""
        found = tuple(facts.documents())
        more = Link(facts.say(_("All my documents")), ADDRESS)
        return Content(
            lines=found[: self.most],
            empty=facts.say(_("No document for the moment. Your receipts will be kept here.")),
            orders=(more,) if len(found) > self.most else (),
        )
