"""The rule `D708`: a link of a site that leads nowhere safe."""

from collections.abc import Iterator

from engine.checks.addresses import GOOD, GOOD_IN_TEXTS, IN_MARKDOWN
from engine.checks.rule import Rule, _
from engine.checks.site_parts import targets_of, texts_of
from engine.definitions import Library, Site
from engine.expressions.texts import Text
from engine.source import Diagnostic, Span


class WrongLink(Rule):
    """A link of a site is neither an address of the web nor one of this site; or it says not one
    but none, or several, of `url`, `page`, `procedure`.

        - links: {links: [{label: Le guide, url: www.demo.test/guide}]}

    Write `https://…`, or `/…` for a page of this site. In a text, `mailto:` and `tel:` do too.
    """

    code = "D708"

    def check_library(self, library: Library) -> Iterator[Diagnostic]:
        """The links that lead nowhere, and those that say too little or too much."""
        for site in library.sites.values():
            for url, span in wrong_in(site):
                message = _("“{url}” is neither “https://…” nor “/…”, an address of this site")
                yield self.at(span, message, url=url)
            for target in targets_of(site):
                if sum(map(bool, (target.url, target.page, target.procedure))) != 1:
                    said = _("A link says one of these: “url”, “page”, “procedure”")
                    yield self.at(target.source.span, said)


def wrong_in(site: Site) -> Iterator[tuple[str, Span]]:
    """The addresses of a site that are wrong, each with its place."""
    yield from ((url, span) for url, span in addresses_of(site) if not GOOD.fullmatch(url))
    for text in texts_of(site):
        for url, span in links_in(text):
            if not GOOD_IN_TEXTS.fullmatch(url):
                yield url, span


def addresses_of(site: Site) -> Iterator[tuple[str, Span]]:
    """The addresses that a site gives, each with its place."""
    for target in targets_of(site):
        if target.url:
            yield target.url, target.source.at("url")
    for document in site.documents:
        yield document.url, document.source.at("url")
    for url in site.links.values():
        yield url, site.source.at("links")


def links_in(text: Text) -> Iterator[tuple[str, Span]]:
    """The addresses in a text that is Markdown; those that are worked out are left out."""
    for template in text.templates.values():
        for part in template.parts:
            for url in IN_MARKDOWN.findall(part) if isinstance(part, str) else ():
                if url:
                    yield url, template.span
