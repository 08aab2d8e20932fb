"""The rule `D112`: an `autocomplete` that browsers do not know."""

from collections.abc import Iterator

from engine.checks.rule import Rule, Subject, _
from engine.source import Diagnostic

TOKENS = frozenset(
    {
        "off",
        "on",
        "name",
        "honorific-prefix",
        "given-name",
        "additional-name",
        "family-name",
        "honorific-suffix",
        "nickname",
        "username",
        "new-password",
        "current-password",
        "one-time-code",
        "organization-title",
        "organization",
        "street-address",
        "address-line1",
        "address-line2",
        "address-line3",
        "address-level4",
        "address-level3",
        "address-level2",
        "address-level1",
        "country",
        "country-name",
        "postal-code",
        "transaction-currency",
        "transaction-amount",
        "language",
        "bday",
        "bday-day",
        "bday-month",
        "bday-year",
        "sex",
        "url",
        "photo",
        "tel",
        "tel-country-code",
        "tel-national",
        "tel-area-code",
        "tel-local",
        "tel-extension",
        "email",
        "impp",
    }
)
BEFORE = frozenset({"shipping", "billing", "home", "work", "mobile", "fax", "pager"})


class UnknownAutocomplete(Rule):
    """Browsers do not know this word: they would not propose what the person has typed before.

        - {field: nom, type: text, label: Nom, autocomplete: lastname}

    Write a word of the HTML standard; the nearest is told. Here, `family-name`.
    """

    code = "D112"

    def check(self, subject: Subject) -> Iterator[Diagnostic]:
        """The words that are not in the standard."""
        for *_place, field in subject.procedure.all_fields():
            words = field.autocomplete.split()
            if words and (words[-1] not in TOKENS or not BEFORE.issuperset(words[:-1])):
                message = _("Browsers do not know the word “{name}”")
                span = field.source.at("autocomplete")
                yield self.near(span, message, field.autocomplete, TOKENS)
