"""What the keys of the language are called in forms, and which of them come first."""

from collections.abc import Mapping

from engine.definitions.delays import OtherDelay
from engine.definitions.model import Attestation, Check, Exit, Group, Procedure, Section, Step
from engine.editing.records import Property
from engine.fields import Field, Option
from engine.i18n import marked as _

LABELS: Mapping[str, str] = {
    "title": _("Title"), "label": _("Question"), "help": _("Help under the question"),
    "type": _("Type of answer"), "optional": _("Answer"), "when": _("Shown"),
    "intro": _("Introduction"), "text": _("Text"), "compute": _("Calculation"),
    "shows": _("Shown as"), "rule": _("How it is worked out, in words"),
    "legal": _("Legal source"), "hidden": _("Hidden from the person"), "min": _("Minimum"),
    "max": _("Maximum"), "unit": _("Unit"), "prefix": _("Before the number"),
    "min_length": _("Fewest characters"), "max_length": _("Most characters"),
    "words_max": _("Most words"), "pattern": _("Form of the answer"),
    "choices": _("Answers offered"),
    "show_as": _("Presentation"), "accept": _("Formats accepted"), "max_files": _("Most files"),
    "max_total_size": _("Most weight in all"), "one_of": _("Papers of which one is enough"),
    "later": _("May be sent later"), "already": _("Papers already sent may be used"),
    "default": _("Answer proposed"), "prefill": _("Taken from the profile"),
    "save_to": _("Kept in the profile"), "messages": _("Error messages reworded"),
    "schema": _("JSON Schema"), "renamed_from": _("Name in the version before"),
    "autocomplete": _("Filled in by the browser"), "purpose": _("Why it is asked"),
    "sensitive": _("Sensitive data"), "places": _("Decimals"), "relation": _("Asks for the link"),
    "columns": _("Columns"), "rows": _("Rows"), "of": _("Question repeated"),
    "check": _("What must hold"), "message": _("Said when it does not hold"),
    "on": _("Said beside the question"), "checks": _("Checks"), "after": _("Text under the button"),
    "as": _("Name of one item"), "count": _("Number of items"), "item": _("Title of an item"),
    "add": _("Button that adds an item"), "done": _("Button that ends an item"),
    "load": _("Button that opens an item"), "todo": _("State of an item not begun"),
    "missing": _("Said while items are missing"), "from": _("Filled from the profile"),
    "driven": _("Question that adds items"), "import": _("Filled by a CSV file"),
    "value": _("Value kept"), "link": _("Leads elsewhere"), "exclusive": _("Excludes the others"),
    "detail": _("Question asked with it"), "links": _("Links"), "url": _("Address"),
    "for": _("For whom"), "nature": _("Nature"), "silence": _("Silence means"),
    "delay": _("Delay"), "delays": _("Other delays"), "appeal": _("Ways of appeal"),
    "retention": _("How long answers are kept"), "drafts": _("Drafts"),
    "submissions": _("What is sent"), "then": _("Afterwards"), "parameters": _("Parameters"),
    "languages": _("Languages"), "summary": _("Summary before sending"),
    "attestations": _("Attestations"), "submit": _("Button that sends"),
    "next": _("What happens afterwards"), "actions": _("Once it is sent"),
    "legal_basis": _("Legal basis"), "recipients": _("Who receives it"),
    "fresh": _("Password asked again"), "opening": _("Season"), "to": _("Until"),
    "closed": _("Said when it is closed"), "expected": _("Expected each month"),
    "unique_with": _("Sent once for"), "migrate": _("Carrying drafts over"),
    "accepted": _("Warnings accepted"), "table": _("Table"), "search": _("Search"),
    "where": _("Which rows"), "at_most": _("Rows shown at most"), "all": _("Whole list"),
    "always": _("Always offered"), "use": _("Fragment"), "with": _("Values given"),
    "template": _("Model"), "amount": _("Amount"), "subject": _("Subject"), "name": _("Name"),
    "series": _("Series of numbers"), "period": _("Period"), "lines": _("Lines"),
    "totals": _("Totals"), "note": _("Note"), "read": _("Words of the link"),
    "field": _("Name"), "low": _("Words of the lowest"), "high": _("Words of the highest"),
    "least": _("Lowest"), "most": _("Highest"), "digits": _("Digits only"),
    "new": _("New password"),
    "each": _("For each"), "month": _("Month"), "day": _("Day"), "group": _("Group"),
}  # fmt: skip
# Where another word is right.
OWN: Mapping[tuple[type, str], str] = {
    (Option, "label"): _("Words of the option"), (Option, "help"): _("Help under the option"),
    (Option, "when"): _("Offered"), (Procedure, "when"): _("Open"), (Step, "when"): _("Asked"),
    (Group, "when"): _("Asked"), (Section, "when"): _("Asked"),
    (Exit, "when"): _("One leaves here"),
    (Exit, "text"): _("Why one goes no further"), (Attestation, "text"): _("What is attested"),
    (OtherDelay, "when"): _("When"), (Group, "min"): _("Fewest items"),
    (Group, "max"): _("Most items"), (Procedure, "link"): _("Values of the address"),
    (Procedure, "purpose"): _("What the answers are for"),
}  # fmt: skip
# The keys that are shown at once; the others wait under « Other settings ».
FIRST: Mapping[type, tuple[str, ...]] = {
    Field: (
        "label", "help", "text", "optional", "when", "choices", "one_of", "compute", "shows", "of",
        "columns", "rows", "accept", "max_files", "max_total_size", "min", "max", "unit",
        "max_length", "least", "most", "read",
    ),
    Step: ("title", "intro", "when", "checks"),
    Group: ("title", "as", "when", "count", "min", "max", "item", "add", "checks"),
    Section: ("title", "when"),
    Exit: ("title", "when", "text", "links"),
    Option: ("label", "value", "help", "when", "link", "exclusive", "detail"),
    Check: ("check", "message", "on"),
    Procedure: (
        "title", "for", "nature", "silence", "delay", "appeal", "intro", "retention.drafts",
        "retention.submissions", "retention.then", "parameters", "attestations", "checks",
        "actions",
    ),
}  # fmt: skip


def label_of(kind: type, one: Property) -> str:
    """What a key is called, in English."""
    for owner in kind.__mro__:
        if (owner, one.name) in OWN:
            return OWN[owner, one.name]
    return LABELS.get(one.key, one.key)


def first_keys(kind: type) -> tuple[str, ...]:
    """The keys of a record that are shown at once; of one that has no list, all that it needs."""
    for owner in kind.__mro__:
        if owner in FIRST:
            return FIRST[owner]
    return ()


def in_order(kind: type, known: list[Property]) -> tuple[list[Property], list[Property]]:
    """The keys of a record: those that come first, in their order, and the others."""
    order = first_keys(kind) or tuple(one.name for one in known if one.is_required)
    ranks = {name: rank for rank, name in enumerate(order)}
    first = sorted((one for one in known if one.name in ranks), key=lambda one: ranks[one.name])
    return first, [one for one in known if one.name not in ranks]


WORDS: Mapping[str, str] = {
    "nature.depot": _("Papers or facts that are sent"),
    "nature.declaration": _("Declaration that the law wants"),
    "nature.demande": _("Request: a decision follows"),
    "nature.compte": _("Account"),
    "silence.acceptance": _("acceptance"), "silence.rejection": _("rejection"),
    "silence.none": _("nothing"),
    "then.eliminate": _("eliminated"), "then.anonymise": _("made anonymous"),
    "then.transfer": _("transferred to the archives"),
    "show_as.radio": _("List of buttons to choose from"), "show_as.select": _("Drop-down list"),
    "show_as.buttons": _("Buttons that go on at once"),
    "shows.money": _("Amount in euros"), "shows.decimal": _("Decimal number"),
    "shows.integer": _("Whole number"), "shows.percent": _("Percentage"),
    "shows.text": _("Text"), "shows.date": _("Date"), "shows.month": _("Month"),
    "shows.yes_no": _("Yes or no"),
    "legal_basis.legal_obligation": _("Legal obligation"),
    "legal_basis.public_task": _("Task of public interest"),
    "legal_basis.contract": _("Contract"), "legal_basis.consent": _("Consent"),
    "legal_basis.vital_interest": _("Vital interest"),
    "legal_basis.legitimate_interest": _("Legitimate interest"),
    "accept.pdf": "PDF", "accept.jpeg": "JPEG", "accept.png": "PNG",
}  # fmt: skip


def word_of(key: str, word: str) -> str:
    """What a word that may be chosen for a key is called, in English."""
    return WORDS.get(f"{key}.{word}", word)
