"""What a template shows of a page made of blocks."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from engine.blocks import Block, Content, Facts
from engine.expressions import Value, compiled


@dataclass(frozen=True)
class ShownBlock:
    """A block as a template draws it: by the partial `widget`, under an id of its own."""

    id: str
    widget: str
    title: str
    content: Content


@dataclass(frozen=True)
class Stage:
    """A stop of the guided tour: the id of the block that it shows, or an address."""

    title: str
    html: str
    target: str = ""
    url: str = ""


@dataclass(frozen=True)
class BoardPage:
    """A page made of blocks. `stages` is there when its script leads the guided tour."""

    title: str
    heading: str
    intro: str = ""
    blocks: tuple[ShownBlock, ...] = ()
    back: str | None = None
    stages: tuple[Stage, ...] = ()


def block_id(name: str) -> str:
    """The id of a block in the page."""
    return f"bloc-{name}"


def shown_blocks(
    blocks: Sequence[Block], facts: Facts, environment: Mapping[str, Value], language: str
) -> Iterator[ShownBlock]:
    """The blocks that the person may see, with what they show.

    A condition that is not known to hold does not, as everywhere.
    """
    names: Counter[str] = Counter()
    for block in blocks:
        if not is_open(block, environment, language):
            continue
        content = block.content(facts)
        if content is None:
            continue
        name = block.name or block.type_name
        names[name] += 1
        number = f"-{names[name]}" if names[name] > 1 else ""
        title = facts.text(block.title) if block.title else ""
        title = title or (facts.say(block.heading) if block.heading else "")
        yield ShownBlock(block_id(name) + number, block.widget, title, content)


def is_open(block: Block, environment: Mapping[str, Value], language: str) -> bool:
    """Whether a block is shown to the person."""
    if block.is_personal and not environment.get("account"):
        return False
    return block.when is None or compiled(block.when, language)(environment) is True
