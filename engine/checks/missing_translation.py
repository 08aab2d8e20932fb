"""The rule `D405`: a text that is not in all the languages of the procedure."""

from collections.abc import Iterator

from engine.checks.rule import Rule, Subject, _
from engine.fields import ANY, Text
from engine.i18n import LANGUAGES
from engine.source import Diagnostic, Severity


class MissingTranslation(Rule):
    """A text is not written in one of the languages of the procedure.

        languages: [fr, en]
        title: {fr: Vos enfants}

    Add it: `title: {fr: Vos enfants, en: Your children}`. A text without words is the same in
    all languages.
    """

    code = "D405"
    severity = Severity.WARNING

    def check(self, subject: Subject) -> Iterator[Diagnostic]:
        """The texts that lack a language."""
        languages = subject.procedure.languages
        for _key, text in subject.texts:
            missing = [one for one in languages if one in LANGUAGES and one not in text.templates]
            if ANY in text.templates and (len(languages) == 1 or not has_words(text)):
                continue
            if ANY in text.templates:
                message = _("This text is the same in all languages: write {{{wanted}}}")
                wanted = ", ".join(f"{one}: …" for one in languages)
                yield self.at(text.span, message, wanted=wanted)
            elif missing:
                message = _("This text is missing in: {languages}")
                yield self.at(text.span, message, languages=", ".join(missing))


def has_words(text: Text) -> bool:
    """Whether letters stand in the text, outside its expressions."""
    return any(
        character.isalpha()
        for template in text.templates.values()
        for part in template.parts
        if isinstance(part, str)
        for character in part
    )
