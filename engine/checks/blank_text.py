"""The rule `D406`: a text that says nothing, or has blanks too many."""

from collections.abc import Iterator

from engine.checks.rule import Rule, Subject, _
from engine.source import Diagnostic, Severity

ON_SEVERAL_LINES = ("intro", "text", "next", "after")


class BlankText(Rule):
    """A text is empty, or has two blanks where one is meant, or blanks at its ends.

        label: "Votre  nom "

    Write the text, or remove its key; keep one blank between words.
    """

    code = "D406"
    severity = Severity.WARNING

    def check(self, subject: Subject) -> Iterator[Diagnostic]:
        """The texts without words, and the blanks too many."""
        for key, text in subject.texts:
            for template in text.templates.values():
                if not template.text.strip():
                    yield self.at(template.span, _("This text says nothing"))
                elif key not in ON_SEVERAL_LINES and has_stray_blanks(template.text):
                    yield self.at(template.span, _("This text has blanks too many"))


def has_stray_blanks(text: str) -> bool:
    """Whether a text of one line has blanks at its ends, or two in a row."""
    line = text.removesuffix("\n")
    return line != line.strip() or "  " in line
