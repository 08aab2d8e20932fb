"""Block types: one file each, and the table that knows them."""

from collections.abc import Mapping

from engine.blocks.base import Block, Contact, Content, Facts, Line, Link, Row, Target
from engine.blocks.contact import ContactBlock
from engine.blocks.documents import Documents
from engine.blocks.drafts import Drafts
from engine.blocks.links import Links
from engine.blocks.messages import Messages
from engine.blocks.news import NewsBlock
from engine.blocks.procedures import Procedures
from engine.blocks.record_list import RecordList
from engine.blocks.submissions import Submissions
from engine.blocks.tasks import Tasks
from engine.blocks.text import Words
from engine.blocks.tour import Tour
from engine.blocks.tutorials import Tutorials
from engine.blocks.welcome import Welcome

TYPES: Mapping[str, type[Block]] = {
    block.type_name: block
    for block in (
        Welcome,
        Words,
        NewsBlock,
        Tasks,
        Procedures,
        Drafts,
        Submissions,
        Documents,
        Tour,
        Tutorials,
        Messages,
        Links,
        ContactBlock,
        RecordList,
    )
}

__all__ = [
    "TYPES",
    "Block",
    "Contact",
    "Content",
    "Facts",
    "Line",
    "Link",
    "Procedures",
    "RecordList",
    "Row",
    "Target",
]
