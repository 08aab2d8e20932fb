"""The page of an exit: why one goes no further, and where to go instead."""

from dataclasses import dataclass

from engine.journeys import ExitPlace, Journey
from engine.pages.links import Links
from engine.pages.markdown import in_markdown

# How an address begins that does no more than lead somewhere.
SAFE = ("https://", "http://", "/", "mailto:", "tel:")


@dataclass(frozen=True)
class ExitWay:
    """Where one may go from an exit."""

    label: str
    url: str


@dataclass(frozen=True)
class ExitPage:
    """What the template of an exit shows."""

    title: str
    heading: str
    text: str
    ways: tuple[ExitWay, ...]
    back: str | None
    abandon_url: str


def exit_page(journey: Journey, place: ExitPlace, links: Links, abandon_url: str) -> ExitPage:
    """The page of the exit at its place on the journey."""
    language, known = journey.environment.context.language, place.environment
    leaving = place.plan.exit
    heading = leaving.title.render(known, language)
    whole = journey.plan.procedure.title.render(known, language)
    before = journey.before(place.path)
    ways = [
        ExitWay(one.label.render(known, language), one.url.render(known, language).strip())
        for one in leaving.links
    ]
    return ExitPage(
        title=f"{heading} – {whole}",
        heading=heading,
        text=in_markdown(leaving.text, known, language),
        ways=tuple(one for one in ways if one.url.startswith(SAFE)),
        back=None if before is None else links.place(before),
        abandon_url=abandon_url,
    )
