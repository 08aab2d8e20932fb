"""The rule `D409`: a link or a picture in a text that is of no use."""

from collections.abc import Iterator

from engine.checks.addresses import GOOD_IN_TEXTS, IN_MARKDOWN, PICTURE
from engine.checks.markdown_texts import markdown_in
from engine.checks.rule import Rule, Subject, _
from engine.source import Diagnostic


class TextLinks(Rule):
    """A link of a text leads nowhere, or a picture says nothing to those who do not see it
    (WCAG 1.1.1).

        intro: Lisez [le guide](www.demo.test/guide).

    Write `https://…`, `/…` for a page of this site, `mailto:` or `tel:`; for a picture, say what
    it shows between the brackets.
    """

    code = "D409"

    def check(self, subject: Subject) -> Iterator[Diagnostic]:
        """The addresses that are none, the pictures without words."""
        for text, span in markdown_in(subject):
            for url in IN_MARKDOWN.findall(text):
                if not GOOD_IN_TEXTS.fullmatch(url):
                    message = _("“{url}” is neither “https://…” nor “/…”, an address of this site")
                    yield self.at(span, message, url=url)
            for found in PICTURE.finditer(text):
                message = _("The picture “{url}” has no words for those who do not see it")
                yield self.at(span, message, url=found[2])
