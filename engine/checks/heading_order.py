"""The rule `D408`: headings out of order."""

from collections.abc import Iterator

from engine.checks.markdown_texts import HEADING, markdown_in
from engine.checks.rule import Rule, Subject, _
from engine.source import Diagnostic, Severity

FIRST = 2  # the title of the page is its heading of level 1


class HeadingOrder(Rule):
    """The headings of a text do not follow each other, so that those who read by headings are
    lost (RGAA 9.1, WCAG 1.3.1). The title of the page is of level 1.

        intro: |
          #### Ce qu'il vous faut

    Begin with `##`, and go down one level at a time.
    """

    code = "D408"
    severity = Severity.WARNING

    def check(self, subject: Subject) -> Iterator[Diagnostic]:
        """The first heading of each text that is not at its level."""
        for text, span in markdown_in(subject):
            level = FIRST - 1
            for found in HEADING.finditer(text):
                deeper = len(found[1])
                if not FIRST <= deeper <= level + 1:
                    message = _("This heading skips a level: write “{wanted}”")
                    yield self.at(span, message, wanted="#" * max(FIRST, min(deeper, level + 1)))
                    break
                level = deeper
