"""Files of which one document among several is sent, or that are sent later."""

import pytest

from engine.definitions import Procedure
from engine.definitions.attachments import STATES
from engine.fields import Files, ListedChoices
from tests.definitions.written import read_text

HEAD = """\
procedure: essai
title: Essai
for: anyone
retention: {drafts: 30 days, submissions: 1 year, then: eliminate}
steps:
  - step: pieces
    title: Pièces
    fields:
"""
ONE_OF = """\
      - field: domicile
        type: files
        label: Justificatif de domicile
        when: answered(account.name)
        max_files: 2
        one_of: [{value: bail, label: Bail}, quittance]
        later: true
"""


def procedure(written: str) -> Procedure:
    definition = read_text(HEAD + written)
    assert definition.procedure
    assert not definition.diagnostics
    assert not definition.problems
    return definition.procedure


def test_which_document_is_asked_before_its_files() -> None:
    choice, files = procedure(ONE_OF).steps[0].fields  # type: ignore[union-attr]

    assert (choice.name, choice.type_name) == ("domicile_piece", "choice")
    assert choice.label is not None
    assert choice.label.constant("fr") == "Justificatif de domicile"
    assert choice.when is not None
    assert isinstance(choice.choices, ListedChoices)
    assert [one.value for one in choice.choices.options] == ["bail", "quittance", "later"]
    assert [one.label.constant("fr") for one in choice.choices.options] == [
        "Bail", "quittance", "Je l'enverrai plus tard",
    ]  # fmt: skip
    assert isinstance(files, Files)
    assert files.when is not None
    assert files.when.text == 'domicile_piece in ["bail", "quittance"]'
    assert files.max_files is not None


def test_a_document_may_have_been_sent_already() -> None:
    written = "      - {field: kbis, type: files, label: Kbis, already: true, optional: true}\n"

    choice, files = procedure(written).steps[0].fields  # type: ignore[union-attr]

    assert isinstance(choice.choices, ListedChoices)
    assert [one.value for one in choice.choices.options] == ["now", "already"]
    assert choice.optional
    assert not files.optional
    assert files.label is not None
    assert files.label.constant("fr") == "Kbis"
    assert len(STATES) == 3


def test_files_always_come_with_their_document_when_none_is_sent_later() -> None:
    written = "      - {field: a, type: files, label: A, one_of: [bail, titre]}\n"

    _choice, files = procedure(written).steps[0].fields  # type: ignore[union-attr]

    assert files.when is not None
    assert files.when.text == "answered(a_piece)"


@pytest.mark.parametrize(
    ("written", "codes"),
    [
        ("{field: a, type: files, label: A, one_of: bail}", []),
        ("{field: a, type: files, label: A, one_of: {a: b}}", ["D022"]),
        ("{field: a, type: files, label: A, later: peut-être}", ["D022"]),
        ("{field: a, type: files, label: A, one_of: [{label: Bail}]}", ["D021"]),
        ("{field: a, type: text, label: A, one_of: [bail]}", ["D020"]),
        ("{type: files, label: A, one_of: [bail]}", ["D021"]),
        ("{field: a, type: files, label: A, one_of: [], later: false}", []),
    ],
)
def test_what_cannot_be_read_is_told_where_it_is(written: str, codes: list[str]) -> None:
    definition = read_text(HEAD + f"      - {written}\n")

    assert [one.code for one in definition.diagnostics] == codes
    assert {one.span.start.line for one in definition.diagnostics} <= {9}
