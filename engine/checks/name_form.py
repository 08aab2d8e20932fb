"""The rule `D108`: a name with characters that names do not have."""

import keyword
import re
from collections.abc import Iterator

from engine.checks.names import named_in_addresses, named_in_expressions
from engine.checks.rule import Rule, Subject, _
from engine.source import Diagnostic

IN_EXPRESSIONS = re.compile(r"[a-z][a-z0-9_]{0,59}", re.ASCII)
IN_ADDRESSES = re.compile(r"[a-z0-9][a-z0-9_-]{0,59}", re.ASCII)


class NameForm(Rule):
    """A name has a blank, an accent, a capital letter or a sign that names do not have.

        - {field: Prénom de l'enfant, type: text, label: Prénom}

    The name of a field or a group is a letter, then letters, digits and `_`: `prenom_enfant`.
    That of a procedure or a step is part of an address, and may have `-` too. What people read is
    the label or the title, which is free.
    """

    code = "D108"

    def check(self, subject: Subject) -> Iterator[Diagnostic]:
        """The names that are not in the form wanted."""
        message = _("“{name}” is no name: write a letter, then letters without accents, digits, _")
        for name, span, _in_group in named_in_expressions(subject.procedure):
            if not IN_EXPRESSIONS.fullmatch(name) or keyword.iskeyword(name):
                yield self.at(span, message, name=name)
        message = _("“{name}” cannot be in an address: write letters without accents, digits, -")
        for name, span in named_in_addresses(subject.procedure):
            if not IN_ADDRESSES.fullmatch(name):
                yield self.at(span, message, name=name)
