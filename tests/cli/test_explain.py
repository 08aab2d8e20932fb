"""`guichet explain`: where answers lead, and why."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from engine.cli import main

TEXT = """procedure: fete
title: Fête
for: [particulier, association]
retention: {drafts: 30 days, submissions: 1 year, then: eliminate}
purpose: Organiser
steps:
  - step: usage
    title: L'usage
    fields:
      - field: usage
        type: choice
        label: Usage
        choices:
          - {value: bal, label: Un bal}
          - {value: repas, label: Un repas, when: account.profile == "association"}
      - {field: salle, type: text, label: Salle, when: usage == "bal"}
  - exit: ailleurs
    title: Pas ici
    text: Voyez ailleurs.
    when: usage == "repas"
  - group: invites
    title: Les invités
    as: invite
    min: 1
    max: 3
    item: "{{ invite.nom }}"
    checks: [{check: count(invites) < 3, message: Trop d'invités.}]
    steps:
      - step: invite
        title: Un invité
        fields: [{field: nom, type: text, label: Nom}]
        checks: [{check: nom != usage, message: Pas ce nom.}]
  - section: suite
    title: La suite
    when: usage == "repas"
    steps:
      - step: menu
        title: Le menu
        fields: [{field: menu, type: text, label: Menu}]
  - step: prix
    title: Le prix
    fields:
      - field: prix
        type: computed
        label: Prix
        compute: count(invites) * 10
        shows: money
        rule: Dix euros par invité
  - step: fin
    title: La fin
    fields: [{field: fin, type: text, label: Fin}]
checks: [{check: fin != salle, message: La fin n'est pas la salle.}]
tests:
  - test: un bal
    answers: {usage: bal, salle: Grande, invites: [{nom: Léa}, {nom: Paul}], fin: Minuit}
    expect: {submitted: true}
"""
SITE = """site: ici
title: Ici
service: {name: S, address: [1 rue A], email: a@b.test, phone: "01 23 45 67 89"}
"""


@pytest.fixture
def forms(tmp_path: Path) -> Path:
    for room, text in (("procedures/fete", TEXT), ("sites/ici", SITE)):
        path = tmp_path / "forms" / f"{room}.yaml"
        path.parent.mkdir(parents=True)
        path.write_text(text, "utf-8")
    return tmp_path / "forms"


def run(forms: Path, *arguments: str) -> Result:
    environ = {"FORMS": str(forms), "LC_ALL": "en_GB.UTF-8"}
    return CliRunner(env=environ).invoke(main, ["explain", *arguments])


def answers(forms: Path, text: str) -> str:
    path = forms.parent / "answers.yaml"
    path.write_text(text, "utf-8")
    return str(path)


def test_a_test_is_explained_line_by_line(forms: Path) -> None:
    result = run(forms, "fete", "--test", "un bal")

    assert result.exit_code == 0
    assert (
        result.output
        == """\
✓ L'usage  (usage)
  ✓ Usage: Un bal  (usage.usage)
    – Un repas  (usage.usage=repas)
        not asked, because “profile of the account” is “Private person”
  ✓ Salle: Grande  (usage.salle)
      because “Usage” is “Un bal”
– Pas ici  (ailleurs)
    not asked, because “Usage” is “Un bal”
✓ Les invités  (invites)
  ✓ Léa  (invites[1])
    ✓ Un invité  (invites.invite)
      ✓ Nom: Léa  (invites.invite.nom)
      ✓ Pas ce nom.  (invites.invite.checks[0])
          “Nom” is “Léa” and “Usage” is “Un bal”
  ✓ Paul  (invites[2])
    ✓ Un invité  (invites.invite)
      ✓ Nom: Paul  (invites.invite.nom)
      ✓ Pas ce nom.  (invites.invite.checks[0])
          “Nom” is “Paul” and “Usage” is “Un bal”
  ✓ Trop d'invités.  (invites.checks[0])
      “Les invités” is “2”
– Le menu  (menu)
    not asked, because “Usage” is “Un bal”
✓ Le prix  (prix)
  ✓ Prix: €20.00  (prix.prix)
      Dix euros par invité
      Les invités: 2
✓ La fin  (fin)
  ✓ Fin: Minuit  (fin.fin)
✓ La fin n'est pas la salle.  (procedure.checks[0])
    “Fin” is “Minuit” and “Salle” is “Grande”
In the end: it is sent.
"""
    )


def test_answers_in_a_file_are_explained_for_programs(forms: Path) -> None:
    path = answers(forms, "{usage: repas}")

    result = run(forms, "fete", path, "--as", "association", "--date", "2026-03-01", "--json")

    found = json.loads(result.output)
    assert result.exit_code == 1
    assert found["sent"] is False
    assert found["route"] == ["usage", "ailleurs"]
    assert found["end"] == "one leaves by the exit “ailleurs”"
    states = {one["place"]: one["state"] for one in found["lines"]}
    assert states["usage.usage=repas"] == "shown"
    assert states["usage.salle"] == "hidden"
    assert states["invites"] == "later"


def test_a_file_may_say_who_answers_and_when(forms: Path) -> None:
    path = answers(forms, "{as: {profile: association}, date: 2026-03-01, answers: {usage: repas}}")

    result = run(forms, "fete", path)

    assert "  ✓ Usage: Un repas  (usage.usage)\n" in result.output


def test_an_answer_that_is_refused_stops_the_way(forms: Path) -> None:
    result = run(forms, "fete", answers(forms, "{usage: danse}"))

    assert result.exit_code == 1
    assert "In the end: one stops at the step “usage”: “usage” is refused" in result.output
    assert "… La fin  (fin)\n" in result.output


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["fete"], 2, "Give a file of answers, or --test"),
        (["fete", "--test", "un bel"], 1, "There is no test “un bel”. Did you mean: un bal?"),
        (["feta", "--test", "un bal"], 1, "There is no procedure “feta”."),
        (["fete", "--test", "un bal", "--site", "la"], 1, "There is no site “la”."),
        (["fete", "nowhere.yaml"], 2, "does not exist"),
    ],
)
def test_says_what_is_not_there(forms: Path, arguments: list[str], code: int, said: str) -> None:
    result = run(forms, *arguments)

    assert result.exit_code == code
    assert said in result.output


@pytest.mark.parametrize(
    ("text", "said"),
    [("[1, 2]", "holds no answers"), ("{usage: [", "D0"), ("{answers: {}, dat: 1}", "D020")],
)
def test_answers_that_cannot_be_read_are_told(forms: Path, text: str, said: str) -> None:
    result = run(forms, "fete", answers(forms, text))

    assert result.exit_code == 1
    assert said in result.output


def test_a_definition_with_errors_is_not_explained(forms: Path) -> None:
    path = forms / "procedures" / "fete.yaml"
    path.write_text(TEXT.replace("count(invites) * 10", "nope * 10"), "utf-8")

    result = run(forms, "fete", "--test", "un bal")

    assert result.exit_code == 1
    assert "has errors: run `guichet check`" in result.output
