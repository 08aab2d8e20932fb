"""The rule `D114`: a language that the engine does not speak."""

from collections.abc import Iterator

from engine.checks.rule import Rule, Subject, _
from engine.i18n import LANGUAGES
from engine.source import Diagnostic


class UnknownLanguage(Rule):
    """A procedure is said to be written in a language that the pages do not have.

        languages: [fr, de]

    The pages are in French (`fr`) and in English (`en`): name one of them, or both.
    """

    code = "D114"

    def check(self, subject: Subject) -> Iterator[Diagnostic]:
        """The languages that the engine does not speak."""
        for language in subject.procedure.languages:
            if language not in LANGUAGES:
                span = subject.procedure.source.at("languages")
                yield self.near(span, _("The pages are not in the language “{name}”"), language,
                                LANGUAGES)  # fmt: skip
