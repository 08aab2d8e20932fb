"""What all blocks share: what they are written with, what they show, where they take it from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Protocol

from engine.expressions import Syntax
from engine.expressions.texts import Text
from engine.i18n import marked as _
from engine.source.spec import Written, spec, written

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Link:
    """Where one can go; `about` is said to those who do not see what stands around."""

    label: str
    url: str
    about: str = ""
    text: str = ""

    @property
    def is_elsewhere(self) -> bool:
        """Whether it leaves the site."""
        return self.url.startswith(("http://", "https://"))


@dataclass(frozen=True)
class Line:
    """One thing among others: what it is, what is known of it, what can be done with it."""

    title: str
    url: str = ""
    facts: tuple[str, ...] = ()
    html: str = ""
    orders: tuple[Link, ...] = ()


@dataclass(frozen=True)
class Contact:
    """Who answers questions."""

    name: str
    address: tuple[str, ...] = ()
    email: str = ""
    phone: str = ""
    hours: str = ""


@dataclass(frozen=True)
class Content:
    """What a block shows: a text, things in lines, what is said when there are none, what next."""

    html: str = ""
    lines: tuple[Line, ...] = ()
    empty: str = ""
    orders: tuple[Link, ...] = ()
    contact: Contact | None = None
    refuse: Link | None = None  # a form that says no, once and for all


class Facts(Protocol):
    """What blocks take what they show from; it is looked for when a block asks."""

    def say(self, message: str, **values: object) -> str:
        """One of our sentences, in the language of the page."""
        ...

    def count(self, one: str, many: str, n: int) -> str:
        """One of our sentences on `n` things."""
        ...

    def text(self, text: Text, row: Row | None = None) -> str:
        """A text of an author, which may read a row."""
        ...

    def html(self, text: Text) -> str:
        """A text of an author in Markdown, as HTML."""
        ...

    def contact(self) -> Contact:
        """Who answers for the site."""
        ...

    def news(self) -> Sequence[Line]:
        """The news that are still new, the last first."""
        ...

    def tasks(self) -> Sequence[Line]:
        """What waits for the person, each with one thing to do."""
        ...

    def procedures(self, names: Sequence[str]) -> Sequence[Line]:
        """The procedures that the person may open: those named, else all that are offered."""
        ...

    def drafts(self) -> Sequence[Line]:
        """What the person has begun and not sent."""
        ...

    def submissions(self) -> Sequence[Line]:
        """What the person has sent, the last first."""
        ...

    def documents(self) -> Sequence[Line]:
        """The documents that are there for the person."""
        ...

    def stops(self) -> Sequence[Line]:
        """The stops of the guided tour."""
        ...

    def is_tour_done(self) -> bool:
        """Whether the person went through the tour, or does not want it."""
        ...

    def tutorials(self) -> Sequence[Line]:
        """The tutorials of the site."""
        ...

    def unread(self) -> int:
        """How many messages the person has not read."""
        ...

    def records(self, name: str) -> Sequence[Row]:
        """A list of the person's profile."""
        ...

    def link(self, label: str, target: "Target") -> Link | None:
        """Where a target leads, None when the person cannot go there."""
        ...


@dataclass(frozen=True, kw_only=True)
class Target:
    """Somewhere to go: a page, a procedure or an address, one of the three."""

    label: Text = spec("What is read on the link")
    text: Text | None = spec("A few more words about it", default=None)
    url: str = spec("An address: `https://…`, or `/…` on this site", default="")
    page: str = spec("The name of a page of this site", default="")
    procedure: str = spec("The name of a procedure", default="")
    source: Written = written()


@dataclass(frozen=True, kw_only=True)
class Block:
    """A part of a page of a site. Each type is a subclass in a file of its own."""

    type_name: ClassVar[str]
    widget: ClassVar[str] = "lines"
    # The heading when the author gives none, in English; none at all when it is empty.
    heading: ClassVar[str] = ""
    # Whether it shows what belongs to a person: nobody in particular does not see it.
    is_personal: ClassVar[bool] = False

    name: str = spec("A name for the block, so that the tour can stop at it", default="")
    title: Text | None = spec("Its heading, when it is not the usual one", default=None)
    when: Syntax | None = spec("The condition under which it is shown", default=None)
    source: Written = written()

    def content(self, facts: Facts) -> Content | None:
        """What it shows, None when there is nothing to show at all."""
        raise NotImplementedError


__all__ = ["Block", "Contact", "Content", "Facts", "Line", "Link", "Row", "Target", "_"]
