"""The rule `D241`: an option that excludes nothing."""

from collections.abc import Iterator

from engine.checks.options import listed_options
from engine.checks.rule import Rule, Subject, _
from engine.source import Diagnostic


class ExclusiveOption(Rule):
    """An option is to exclude the others where it has none, or where one chooses one only.

        - field: situation
          type: choice
          choices: [{value: aucune, label: Aucune de ces réponses, exclusive: true}]

    `exclusive` is for one option of a field `choices`, beside others that are not exclusive.
    """

    code = "D241"

    def check(self, subject: Subject) -> Iterator[Diagnostic]:
        """The options that exclude nothing."""
        for field, options in listed_options(subject.procedure):
            exclusive = [one for one in options if one.exclusive]
            is_alone = len(exclusive) == len(options) and not hasattr(field.choices, "always")
            for option in exclusive:
                span = option.source.at("exclusive")
                if field.type_name != "choices":
                    yield self.at(span, _("One option only is chosen here: remove “exclusive”"))
                elif is_alone:
                    yield self.at(span, _("There is no other option that this one could exclude"))
