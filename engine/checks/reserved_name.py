"""The rule `D107`: a name that means something else already."""

from collections.abc import Iterator

from engine.checks.names import named_at, named_in_expressions
from engine.checks.rule import Rule, Subject, _
from engine.source import Diagnostic

KNOWN_EVERYWHERE = frozenset(
    {"account", "profile", "link", "site", "parameters", "row", "today", "previous", "latest"}
)
ADDRESSES = frozenset({"recapitulatif"})
OF_EVERY_ITEM = frozenset({"position", "key"})
TRUTHS = frozenset({"true", "false"})


class ReservedName(Rule):
    """A field or a group has a name that means something else in expressions.

        - {field: site, type: text, label: Votre site}

    The names `account`, `profile`, `link`, `site`, `parameters`, `row`, `today`, `previous`,
    `latest`, `true` and `false`
    are taken; so are `position` and `key` in a group, and `recapitulatif` for a step or a group: it
    is the address of the summary. Choose another: `site_web`.
    """

    code = "D107"

    def check(self, subject: Subject) -> Iterator[Diagnostic]:
        """The names that are taken."""
        taken = KNOWN_EVERYWHERE | TRUTHS
        for name, span, in_group in named_in_expressions(subject.procedure):
            if name in taken or (in_group and name in OF_EVERY_ITEM):
                yield self.at(span, _("The name “{name}” means something else already"), name=name)
        for part in subject.procedure.steps:
            if part.name in ADDRESSES:
                message = _("The name “{name}” means something else already")
                yield self.at(named_at(part), message, name=part.name)
