"""What a site shows of itself: pages made of blocks, news, a guided tour, tutorials, documents."""

from dataclasses import dataclass
from datetime import date

from engine.blocks import Block
from engine.expressions.texts import Text
from engine.source.spec import Written, spec, written


@dataclass(frozen=True, kw_only=True)
class News:
    """A piece of news of the site."""

    name: str = spec("The name of the news, in its address", key="news")
    title: Text = spec("Its title")
    day: date = spec("The day from which it is shown, as `2026-01-15`", key="date")
    text: Text = spec("What it says, in Markdown")
    until: date | None = spec("The last day on which it is shown", default=None)
    source: Written = written()

    def is_shown(self, day: date) -> bool:
        """Whether it is news on a day."""
        return self.day <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, kw_only=True)
class Board:
    """The public home or the dashboard: a page made of blocks."""

    title: Text | None = spec("Its title; a usual one when nothing is said", default=None)
    intro: Text | None = spec("What is said under the title, in Markdown", default=None)
    blocks: tuple[Block, ...] = spec("Its blocks, in order", default=())
    source: Written = written()


@dataclass(frozen=True, kw_only=True)
class Page:
    """A page of a person's space, made of blocks, at `/espace/<name>`."""

    name: str = spec("The name of the page, in its address", key="page")
    title: Text = spec("Its title")
    intro: Text | None = spec("What is said under the title, in Markdown", default=None)
    blocks: tuple[Block, ...] = spec("Its blocks, in order", default=())
    source: Written = written()


@dataclass(frozen=True, kw_only=True)
class Stop:
    """A stop of the guided tour."""

    name: str = spec("The name of the stop", key="stop")
    title: Text = spec("Its title")
    text: Text = spec("What is said there, in Markdown")
    target: str = spec(
        "What it shows: the name of a block of the dashboard, or an address of this site",
        default="",
    )
    source: Written = written()


@dataclass(frozen=True, kw_only=True)
class Tutorial:
    """A tutorial: a text with pictures, a video, or both."""

    name: str = spec("The name of the tutorial, in its address", key="tutorial")
    title: Text = spec("Its title")
    summary: Text | None = spec("What it is about, in a line", default=None)
    text: Text | None = spec("What it says, in Markdown, with pictures", default=None)
    video: str = spec("The file of a video, in `forms/medias/`", default="")
    captions: str = spec("The file of its captions (WebVTT), in `forms/medias/`", default="")
    transcript: Text | None = spec("What is said and shown in the video", default=None)
    source: Written = written()


@dataclass(frozen=True, kw_only=True)
class SiteDocument:
    """A document that the site gives to the persons who sign in."""

    name: str = spec("The name of the document", key="document")
    title: Text = spec("Its title")
    url: str = spec("Its address: `https://…`, or `/…` on this site")
    text: Text | None = spec("What it is, in a line", default=None)
    source: Written = written()
