"""The rule `D407`: braces of another language in a text."""

import re
from collections.abc import Iterator

from engine.checks.rule import Rule, Subject, _
from engine.source import Diagnostic, Severity

TAG = re.compile(r"\{%.*?%\}")
NAME = re.compile(
    r"\$?(?<!\{)\{\s*([a-z_][a-z0-9_]*)[^{}]*\}(?!\})|\[\[?\s*([a-z_][a-z0-9_]*)\s*\]\]?(?!\()"
)


class OtherTemplates(Rule):
    """A text has braces of another language in it, which people would read as they are written.

        title: Les enfants de {prenom}

    An answer is put in a text between double braces: `{{ prenom }}`; what depends on a condition
    is written `{{ "a" if condition else "b" }}`.
    """

    code = "D407"
    severity = Severity.WARNING

    def check(self, subject: Subject) -> Iterator[Diagnostic]:
        """The tags, and the names of answers between single braces or brackets."""
        for _key, text in subject.texts:
            for template in text.templates.values():
                for part in template.parts:
                    found = self.found_in(part, subject) if isinstance(part, str) else None
                    if found is not None:
                        message = _("“{written}” would be read as it is written: use “{{{{ … }}}}”")
                        yield self.at(template.span, message, written=found)

    def found_in(self, part: str, subject: Subject) -> str | None:
        """What is written for another language in the words of a text."""
        tag = TAG.search(part)
        if tag:
            return tag[0]
        named = (one for one in NAME.finditer(part) if (one[1] or one[2]) in subject.names)
        return next((one[0] for one in named), None)
