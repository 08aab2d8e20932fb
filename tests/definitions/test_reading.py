"""From the text of a procedure to its model."""

import json
from decimal import Decimal
from typing import Any

import pytest
import yaml

from engine.actions import Mail, Receipt
from engine.definitions import Group, Step
from engine.fields import ANY, ListedChoices, Option, ProfileChoices, TableChoices
from engine.fields.choice import Choice
from engine.fields.files import Files
from engine.fields.text import TextField
from tests.definitions.written import HEAD, procedure, read_text

EVERYTHING = """
procedure: essai
title: Essai
for: [particulier, employeur]
nature: demande
intro: Bienvenue.
retention: {drafts: 6 weeks, submissions: 5 years, then: anonymise}
parameters: {most: 10, weight: 3 MB, rate: 0.2, open: true, code: "0123", phone: 0102030405}
languages: [fr, en]
summary: false
steps:
  - step: a
    title: {fr: Accueil, en: Home}
    intro: "Bonjour {{ account.name }}"
    when: account.profile == "employeur"
    fields:
      - field: x
        type: text
        label: Nom
        help: Votre nom
        optional: true
        when: 1 < 2
        default: account.name
        autocomplete: name
        purpose: Vous identifier
        sensitive: true
        messages: {required: Dites-le.}
        schema: {minLength: 2, const: null, examples: [a, "1", 1, 1.5, true]}
        min_length: 1
        max_length: parameters.most
        pattern: "[a-z]+"
      - {field: f, type: files, accept: [pdf], max_files: 3, max_total_size: 3 MB}
    checks:
      - {check: x != "b", message: Pas b, on: x}
  - group: g
    title: Les objets
    as: one
    intro: Un par un.
    when: x == "a"
    count: 1 + 1
    item: Objet {{ one.position }}
    load: Charger
    done: Complet
    steps:
      - {step: c, title: C}
  - {group: h, title: H, min: 1, max: 4, steps: [{step: d, title: D}]}
attestations:
  - {field: juste, text: C'est juste., message: Cochez.}
submit: Envoyer
next: On vous répondra.
actions:
  - receipt: {}
  - mail: {to: account.email, template: depot-recu}
tests:
  - {test: rien, answers: {}, expect: {submitted: false}}
"""


def fields_of(fields: str) -> dict[str, Any]:
    """The fields of a step, by name."""
    step = procedure(f"  - {{step: a, title: A, fields: [{fields}]}}\n").steps[0]
    assert isinstance(step, Step)
    return {field.name: field for field in step.fields}


def test_reads_every_key_of_a_procedure() -> None:
    definition = read_text(EVERYTHING)

    read = definition.procedure

    assert (definition.diagnostics, definition.problems) == ((), ())
    assert read is not None
    assert (read.name, read.title.constant("fr"), read.audience) == (
        "essai", "Essai", ("particulier", "employeur"),
    )  # fmt: skip
    assert (read.nature, read.languages, read.summary) == ("demande", ("fr", "en"), False)
    assert read.intro is not None
    assert read.submit is not None
    assert read.next is not None
    assert read.intro.constant("fr") == "Bienvenue."
    assert [attestation.name for attestation in read.attestations] == ["juste"]
    assert read.tests[0].expect.submitted is False


def test_reads_every_key_of_a_step_and_of_a_field() -> None:
    read = read_text(EVERYTHING).procedure

    assert read is not None
    step = read.steps[0]
    assert isinstance(step, Step)
    text, files = step.fields

    assert (step.name, step.title.constant("en")) == ("a", "Home")
    assert step.when is not None
    assert step.when.text == 'account.profile == "employeur"'
    assert [(check.on, check.check.text) for check in step.checks] == [("x", 'x != "b"')]
    assert isinstance(text, TextField)
    assert (text.optional, text.sensitive, text.autocomplete) == (True, True, "name")
    assert text.extra == {
        "minLength": 2,
        "const": None,
        "examples": ["a", "1", 1, Decimal("1.5"), True],
    }
    assert text.messages["required"].constant("fr") == "Dites-le."
    assert text.max_length is not None
    assert text.max_length.text == "parameters.most"
    assert text.pattern == "[a-z]+"
    assert isinstance(files, Files)
    assert files.accept == ("pdf",)
    assert files.max_total_size is not None
    assert files.max_total_size.text == str(3 * 1024 * 1024)


def test_reads_every_key_of_a_group() -> None:
    read = read_text(EVERYTHING).procedure

    assert read is not None
    counted, bounded = read.steps[1:]
    assert isinstance(counted, Group)
    assert isinstance(bounded, Group)

    assert (counted.name, counted.alias, bounded.alias) == ("g", "one", "item")
    assert counted.count is not None
    assert counted.item is not None
    assert counted.item.template("fr").names == {"one.position"}
    assert bounded.count is None
    assert bounded.max is not None
    assert [step.name for step in counted.steps] == ["c"]


def test_names_the_group_and_the_step_that_hold_each_field() -> None:
    read = read_text(EVERYTHING).procedure

    assert read is not None
    found = [(group and group.name, step.name) for group, step in read.all_steps()]
    fields = [field.name for _, _, field in read.all_fields()]

    assert found == [(None, "a"), ("g", "c"), ("h", "d")]
    assert fields == ["x", "f"]


def test_reads_actions_under_their_names() -> None:
    read = read_text(EVERYTHING).procedure

    assert read is not None
    receipt, mail = read.actions

    assert isinstance(receipt, Receipt)
    assert isinstance(mail, Mail)
    assert (mail.to.text, mail.template) == ("account.email", "depot-recu")


def test_reads_sizes_durations_and_parameters() -> None:
    read = read_text(EVERYTHING).procedure

    assert read is not None
    assert read.retention is not None

    assert (read.retention.drafts, read.retention.submissions) == (42, 1825)
    assert read.parameters == {
        "most": 10,
        "weight": 3 * 1024 * 1024,
        "rate": Decimal("0.2"),
        "open": True,
        "code": "0123",
        "phone": "0102030405",
    }


@pytest.mark.parametrize("word", ["no", "on", "yes", "0123", "3:20", "null", "~", "1e3", "0x1F"])
def test_a_word_stays_a_text_where_a_text_is_wanted(word: str) -> None:
    field = fields_of(f"{{field: x, type: choice, label: {word}, choices: [{word}]}}")["x"]

    assert field.label.constant("fr") == word
    assert [option.value for option in field.choices.options] == [word]
    assert field.choices.options[0].label.constant("fr") == word


def test_reads_options_listed_in_short_and_at_length() -> None:
    field = fields_of(
        "{field: x, type: choice,"
        " choices: [a, {value: b, label: B, help: H, when: 1 < 2, link: L}]}"
    )["x"]

    assert isinstance(field.choices, ListedChoices)
    first, second = field.choices.options
    assert isinstance(first, Option)
    assert (first.value, first.label.constant("fr")) == ("a", "a")
    assert (second.value, second.help.constant("fr"), second.link.constant("fr")) == ("b", "H", "L")


def test_reads_options_from_a_table_and_from_the_profile() -> None:
    fields = fields_of(
        "{field: x, type: choice, choices: {table: t, search: y, where: row.a, at_most: 5,"
        " label: '{{ row.b }}', always: [{value: z, label: Z}]}},"
        " {field: y, type: choice, choices: {from: profile.personnes, label: '{{ row.nom }}'}}"
    )
    table, profile = fields["x"].choices, fields["y"].choices

    assert isinstance(table, TableChoices)
    assert (table.table, table.at_most, [option.value for option in table.always]) == (
        "t",
        5,
        ["z"],
    )
    assert isinstance(profile, ProfileChoices)
    assert (profile.path, profile.always) == ("profile.personnes", ())


def test_a_key_that_is_not_written_has_its_default() -> None:
    field = fields_of("{field: x, type: choice, choices: [a]}")["x"]

    assert isinstance(field, Choice)
    assert (field.optional, field.when, field.label, field.messages) == (False, None, None, {})
    assert field.show_as == "radio"


def test_one_text_counts_as_a_list_of_one() -> None:
    read = procedure("  []\n", HEAD.replace("anyone", "employeur"))

    assert read.audience == ("employeur",)


@pytest.mark.parametrize(
    ("language", "shown"), [("fr", "Bonjour"), ("en", "Hello"), ("de", "Bonjour")]
)
def test_a_text_has_languages_and_the_first_answers_for_the_others(
    language: str, shown: str
) -> None:
    field = fields_of("{field: x, type: text, label: {fr: Bonjour, en: Hello}}")["x"]

    text = field.label.render({}, language)

    assert text == shown


def test_a_text_written_once_is_for_all_languages() -> None:
    field = fields_of("{field: x, type: text, label: Bonjour}")["x"]

    assert list(field.label.templates) == [ANY]
    assert field.label.render({}, "en") == "Bonjour"


def test_yaml_and_json_say_the_same_procedure() -> None:
    plain = yaml.load(EVERYTHING, yaml.BaseLoader)  # noqa: S506 - texts only
    plain["parameters"] = {
        "most": 10, "weight": "3 MB", "rate": 0.2, "open": True, "code": "0123",
        "phone": "0102030405",
    }  # fmt: skip
    extra = plain["steps"][0]["fields"][0]["schema"]
    extra.update({"minLength": 2, "const": None, "examples": ["a", "1", 1, 1.5, True]})

    from_json = read_text(json.dumps(plain))
    from_yaml = read_text(EVERYTHING)

    assert from_json.diagnostics == ()
    assert without_places(from_json.procedure) == without_places(from_yaml.procedure)


def without_places(model: Any) -> str:
    """A model in words, without where its texts stand."""
    if hasattr(model, "text") and hasattr(model, "span"):
        return repr(model.text)
    if hasattr(model, "__dataclass_fields__"):
        inner = {
            name: without_places(getattr(model, name))
            for name in model.__dataclass_fields__
            if name not in {"source", "span", "tests"}
        }
        return f"{type(model).__name__}{inner}"
    if isinstance(model, dict):
        return str({key: without_places(value) for key, value in model.items()})
    if isinstance(model, (list, tuple)):
        return str([without_places(one) for one in model])
    return repr(model)


def test_each_key_knows_where_it_was_written() -> None:
    read = read_text(EVERYTHING).procedure

    assert read is not None
    step = read.steps[0]

    assert read.source.at("nature").start == (5, 9)
    assert step.source.at("when").start == (15, 11)
    assert read.source.at("not written") == read.source.span


def test_the_text_is_kept_as_it_was_written() -> None:
    definition = read_text(EVERYTHING)

    assert definition.text == EVERYTHING
    assert definition.path == "essai.yaml"
