"""The rule `D404`: HTML in a text."""

import re
from collections.abc import Iterator

from engine.checks.rule import Rule, Subject, _
from engine.source import Diagnostic

TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9-]*(?:\s[^<>]*)?/?>|&(?:[a-z]{2,8}|#\d+);")


class HtmlInText(Rule):
    """A text has a tag or an entity of HTML in it, which people would read as it is written.

        help: Écrivez <b>en majuscules</b>.

    Write the character itself, as « é » or « & ». An `intro` and the text of a note are Markdown:
    `**en majuscules**`.
    """

    code = "D404"

    def check(self, subject: Subject) -> Iterator[Diagnostic]:
        """The tags and entities in texts."""
        for _key, text in subject.texts:
            for template in text.templates.values():
                written = "".join(part for part in template.parts if isinstance(part, str))
                found = TAG.search(written)
                if found:
                    message = _("“{tag}” would be read as it is written: texts are no HTML")
                    yield self.at(template.span, message, tag=found[0])
