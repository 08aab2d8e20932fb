"""The rule `D242`: a field inside an option that nobody can choose and stay."""

from collections.abc import Iterator

from engine.checks.options import listed_options
from engine.checks.rule import Rule, Subject, _
from engine.fields import Detail
from engine.source import Diagnostic


class DetailPlace(Rule):
    """A field stands inside an option that goes on, or leads elsewhere, at once.

        show_as: buttons
        choices:
          - {value: autre, label: Autre, detail: {field: lequel, type: text, label: Lequel}}

    Show the choice as `radio`; an option with a `link` has no `detail`.
    """

    code = "D242"

    def check(self, subject: Subject) -> Iterator[Diagnostic]:
        """The fields inside options that cannot be answered."""
        for field, options in listed_options(subject.procedure):
            is_button = getattr(field, "show_as", "") == "buttons"
            for option in options:
                if isinstance(option.detail, Detail) and (is_button or option.link is not None):
                    message = _("This option goes on at once: nothing can be asked inside it")
                    yield self.at(option.source.at("detail"), message)
