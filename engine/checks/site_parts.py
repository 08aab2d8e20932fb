"""The parts of a site that rules look at."""

from collections.abc import Iterator
from typing import Any

from engine.blocks import Block, Target
from engine.definitions import Site
from engine.definitions.content import Board, Page
from engine.expressions.texts import Text
from engine.source.spec import keys_of


def boards_of(site: Site) -> tuple[Board | Page, ...]:
    """Every page of a site that is made of blocks."""
    return (site.home, site.dashboard, *site.pages)


def blocks_of(site: Site) -> Iterator[Block]:
    """Every block of a site, page after page."""
    for board in boards_of(site):
        yield from board.blocks


def written_in(record: Any) -> Iterator[Any]:
    """What an author wrote under the keys of a record."""
    kind: type = type(record)
    return (getattr(record, attribute.name) for attribute in keys_of(kind).values())


def records_in(record: Any) -> Iterator[Any]:
    """A record that an author wrote, and all the records in it."""
    yield record
    for value in written_in(record):
        for one in value if isinstance(value, tuple) else (value,):
            if hasattr(type(one), "__dataclass_fields__") and not isinstance(one, Text):
                yield from records_in(one)


def targets_of(site: Site) -> Iterator[Target]:
    """Every way that the blocks of a site lead."""
    return (one for one in records_in(site) if isinstance(one, Target))


def texts_of(site: Site) -> Iterator[Text]:
    """Every text of a site."""
    for record in records_in(site):
        yield from (one for one in written_in(record) if isinstance(one, Text))
