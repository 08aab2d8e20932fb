"""The tree of a definition."""

from pathlib import Path

from engine.editing import outline_of, value_at

FORMS = Path("forms")
TEXT = """
procedure: essai
title: {fr: Essai, en: Trial}
steps:
  - section: s
    title: Section
    steps:
      - step: a
        title: A
        when: x == 1
        fields:
          - field: x
            type: choice
            label: "Choix"
            choices: [Un, {value: b, label: Bé, detail: {field: d, type: text, label: Dé}}]
        checks:
          - {check: x == 1, message: Non}
  - use: identite
    as: p
actions:
  - receipt: {}
"""


def test_the_parts_of_a_procedure_make_a_tree() -> None:
    told = [(one.pointer, one.kind, one.name, one.title) for one in outline_of(TEXT).walk()]

    assert told == [
        ("", "procedure", "essai", "Essai"),
        ("/steps/0", "section", "s", "Section"),
        ("/steps/0/steps/0", "step", "a", "A"),
        ("/steps/0/steps/0/fields/0", "field", "x", "Choix"),
        ("/steps/0/steps/0/fields/0/choices/0", "option", "Un", "Un"),
        ("/steps/0/steps/0/fields/0/choices/1", "option", "b", "Bé"),
        ("/steps/0/steps/0/fields/0/choices/1/detail", "field", "d", "Dé"),
        ("/steps/0/steps/0/checks/0", "check", "x == 1", "Non"),
        ("/steps/1", "use", "identite", ""),
        ("/actions/0", "action", "receipt", ""),
    ]
    assert outline_of(TEXT).of_kind("section")[0].children[0].notes == {"when": "x == 1"}


def test_a_broken_text_shows_what_stands_before_the_break() -> None:
    broken = TEXT.replace('"Choix"', '"Choix')

    told = [one.name for one in outline_of(broken).walk()]

    assert told[:4] == ["essai", "s", "a", "x"]


def test_what_is_no_definition_is_an_empty_tree() -> None:
    for text in ("", "a", "- b", "}", "\ufeff", "a: *b"):
        assert outline_of(text).pointer == ""


def test_every_part_of_what_is_brought_is_named() -> None:
    for path in FORMS.glob("*/*.yaml"):
        text = path.read_text("utf-8")
        for one in outline_of(text).walk():
            assert value_at(text, one.pointer) is not None
