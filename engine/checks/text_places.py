"""The rule `D130`: a text reads what a site does not say."""

from collections.abc import Iterator

from engine.checks.rule import Rule
from engine.definitions import Library, TextBody, record_type
from engine.expressions import Scope, infer_template
from engine.source import Diagnostic


class TextPlaces(Rule):
    """A text of `forms/texts/` holds an expression that reads something else than the site, or
    something that a site does not say.

        Écrivez à {{ site.service.mail }}.

    Only `site` can be read there: `{{ site.service.email }}`.
    """

    code = "D130"

    def check_library(self, library: Library) -> Iterator[Diagnostic]:
        """The wrong expressions of all texts, once each."""
        told: set[tuple[object, str]] = set()
        bodies = [
            body
            for text in library.texts.values()
            for version in text.versions
            for body in version.bodies.values()
        ]
        for site in library.sites.values():
            scope = Scope({"site": record_type(site)})
            for body in bodies:
                for one in self.wrong_in(body, scope):
                    if (one.span, one.message) not in told:
                        told.add((one.span, one.message))
                        yield one

    def wrong_in(self, body: TextBody, scope: Scope) -> Iterator[Diagnostic]:
        """What is wrong in a text of which a site says what it may read."""
        for one in infer_template(body.template, scope):
            yield Diagnostic(
                self.code, self.severity, one.span, one.message, one.values, one.suggestion
            )
