"""The rule `D709`: a picture without words."""

from collections.abc import Iterator

from engine.checks.addresses import PICTURE
from engine.checks.rule import Rule, _
from engine.checks.site_parts import texts_of
from engine.definitions import Library
from engine.source import Diagnostic


class PictureWords(Rule):
    """A picture in a text has no words: those who do not see it get nothing (WCAG 1.1.1).

    Say what it shows between the brackets, before the address: “Le courrier, le code en bas”.
    """

    code = "D709"

    def check_library(self, library: Library) -> Iterator[Diagnostic]:
        """The pictures that say nothing."""
        for site in library.sites.values():
            for text in texts_of(site):
                for template in text.templates.values():
                    for found in PICTURE.finditer(template.text):
                        message = _("The picture “{url}” has no words for those who do not see it")
                        yield self.at(template.span, message, url=found[2])
