"""The guide of a site, made from the definitions that it offers."""

from dataclasses import asdict

from engine.definitions import Library, Site
from engine.i18n import gettext
from engine.i18n import marked as _
from engine.pages.guides import chapter_of, is_in_guide
from engine.pages.receipts import service_card
from engine.printing import guide_pdf as draw
from engine.services.desk import Desk, language_among

TITLE = _("Guide to the procedures")
OPENING = (
    _("This guide goes through each procedure as you will: what to prepare, what is asked, and "
      "what happens next."),
    _("Your answers are saved as you give them. Going back loses nothing. What depends on your "
      "answers is marked: you are asked only what concerns you."),
)  # fmt: skip
LABELS = {
    "contents": _("Contents"),
    "empty": _("No procedure is open for the moment."),
    "reach": _("Reaching the service"),
    "page": _("Page"),
    "of": _("of"),
}
# The guides drawn from the definitions as they are now, by site.
_drawn: dict[str, tuple[Library, bytes]] = {}


def guide_pdf(desk: Desk, site: Site) -> bytes:
    """The guide of a site as a PDF; drawn once each time the definitions are read."""
    library = desk.catalogue.library
    kept = _drawn.get(site.name)
    if kept is not None and kept[0] is library:
        return kept[1]
    guide = draw(content_of(desk, site))
    _drawn[site.name] = library, guide
    return guide


def content_of(desk: Desk, site: Site) -> dict[str, object]:
    """What the guide of a site says."""
    language = desk.settings.language
    title = site.guide.render({}, language) if site.guide else gettext(language, TITLE)
    return {
        "title": title,
        "site": site.title,
        "language": language,
        "accent": site.theme.accent,
        "opening": [gettext(language, one) for one in OPENING],
        "labels": {name: gettext(language, one) for name, one in LABELS.items()},
        "service": service_card(site),
        "chapters": chapters_of(desk, site, language),
    }


def chapters_of(desk: Desk, site: Site, language: str) -> list[dict[str, object]]:
    """A chapter for each procedure, in a language it is written in; the site's own come first."""
    names = site.procedures or tuple(desk.catalogue.names(site.name))
    offered = set(desk.catalogue.names(site.name))
    served = [desk.catalogue.current(name, site.name) for name in names if name in offered]
    chapters = [
        chapter_of(
            one.plan,
            site,
            desk.address_of(site.name, ""),
            language_among(one.procedure.languages, language),
        )
        for one in served
        if is_in_guide(one.procedure, site)
    ]
    chapters.sort(key=lambda one: one.language != language)
    return [asdict(one) for one in chapters]
