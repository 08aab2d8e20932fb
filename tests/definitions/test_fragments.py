"""Fragments: what they become where they are used, and what is wrong in them."""

from pathlib import Path

import pytest

from engine.checks import check_definition
from engine.definitions import Definition, Library, load_library, read_definition, read_version

PROCEDURE = """\
procedure: essai
title: Essai
for: anyone
retention: {drafts: 30 days, submissions: 1 year, then: eliminate}
steps:
"""
IDENTITY = """\
fragment: identite
parameters: {titre: Vous, age_min: 18, choix: }
steps:
  - step: identite
    title: "{{ fragment.titre }}"
    intro: "Il faut {{ fragment.age_min }} ans, {{ fragment.titre }}."
    fields:
      - {field: nom, type: text, label: Nom}
      - {field: age, type: integer, label: "Âge ({{ fragment.age_min }})", min: fragment.age_min}
      - {field: lien, type: choice, label: Lien, choices: fragment.choix}
    checks:
      - check: age > fragment.age_min or nom == "nom"
        message: "{{ nom }} a {{ age }} ans"
        on: age
  - group: enfants
    title: Enfants
    as: enfant
    item: "{{ enfant.prenom }}"
    count: age
    steps:
      - step: enfant
        title: Enfant
        fields: [{field: prenom, type: text, label: Prénom, when: enfant.position > 1}]
"""


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return library_with(tmp_path, IDENTITY)


def library_with(folder: Path, *fragments: str) -> Library:
    (folder / "fragments").mkdir()
    for number, text in enumerate(fragments):
        (folder / "fragments" / f"f{number}.yaml").write_text(text, "utf-8")
    return load_library(folder)


def use(library: Library, written: str) -> Definition:
    return read_definition("essai.yaml", (PROCEDURE + written).encode(), library.fragments)


def test_a_prefix_changes_the_names_and_all_that_reads_them(library: Library) -> None:
    written = "  - {use: identite, as: demandeur, with: {choix: [père, mère]}}\n"

    definition = use(library, written)

    procedure = definition.procedure
    assert procedure
    assert not definition.diagnostics
    assert not definition.problems
    names = [field.name for *_place, field in procedure.all_fields()]
    assert names == ["demandeur_nom", "demandeur_age", "demandeur_lien", "demandeur_prenom"]
    step, group = procedure.steps
    assert (step.name, group.name) == ("demandeur_identite", "demandeur_enfants")
    check = step.checks[0]  # type: ignore[union-attr]
    assert check.check.names == {"demandeur_age", "demandeur_nom"}
    assert check.on == "demandeur_age"
    assert check.message.template("fr").names == {"demandeur_age", "demandeur_nom"}
    assert group.alias == "demandeur_enfant"  # type: ignore[union-attr]
    assert group.item.template("fr").names == {  # type: ignore[union-attr]
        "demandeur_enfant.demandeur_prenom"
    }
    assert group.count.text == "demandeur_age"  # type: ignore[union-attr]


def test_a_text_of_the_fragment_that_equals_a_name_stays_a_text(library: Library) -> None:
    definition = use(library, "  - {use: identite, as: p, with: {choix: [nom, age]}}\n")

    assert definition.procedure
    choices = next(
        field.choices for *_place, field in definition.procedure.all_fields() if field.choices
    )
    assert [one.value for one in choices.options] == ["nom", "age"]  # type: ignore[union-attr]


def test_what_is_given_stands_in_texts_and_in_expressions(library: Library) -> None:
    written = "  - {use: identite, with: {titre: {fr: Toi, en: You}, age_min: 21, choix: [a, b]}}\n"

    definition = use(library, written)

    assert definition.procedure
    step = definition.procedure.steps[0]
    assert step.title.template("en").constant == "You"
    assert [one.message for one in definition.problems] == [
        "The value of “{name}” is no text and no number: it can only stand alone"
    ]


def test_a_text_given_is_a_part_of_a_text(library: Library) -> None:
    definition = use(library, "  - {use: identite, with: {titre: Léa, choix: [a, b]}}\n")

    assert definition.procedure
    intro = definition.procedure.steps[0].intro
    assert intro
    assert intro.render({}, "fr") == "Il faut 18 ans, Léa."


def test_a_mistake_is_told_where_the_fragment_writes_it(tmp_path: Path) -> None:
    fragment = (
        "fragment: f\nparameters: {haut: 3}\nsteps:\n  - step: un\n    title: Un\n    fields:\n"
        "      - {field: a, type: integer, label: A, min: fragment.haut + inconnu}\n"
    )
    library = library_with(tmp_path, fragment)
    definition = use(library, "  - {use: f, as: long_prefixe}\n")

    found = [one for one in check_definition(definition, library) if one.code == "D103"]

    assert [(Path(one.span.path).name, one.span.start.line) for one in found] == [("f0.yaml", 7)]
    start = found[0].span.start.column
    assert fragment.split("\n")[6][start - 1 :].startswith("inconnu")


def test_a_fragment_in_a_fragment_gets_both_prefixes(tmp_path: Path) -> None:
    inner = (
        "fragment: dedans\nfields:\n  - {field: a, type: text, label: A}\n"
        "  - {field: b, type: text, label: 'B {{ a }}', when: answered(a)}\n"
    )
    outer = (
        "fragment: dehors\nsteps:\n  - step: un\n    title: Un\n"
        "    fields:\n      - {use: dedans, as: i}\n"
        "      - {field: c, type: text, label: C, when: answered(i_a)}\n"
    )
    library = library_with(tmp_path, inner, outer)

    definition = use(library, "  - {use: dehors, as: o}\n")

    assert definition.procedure
    assert not definition.diagnostics
    fields = [field for *_place, field in definition.procedure.all_fields()]
    assert [one.name for one in fields] == ["o_i_a", "o_i_b", "o_c"]
    assert [one.when.names for one in fields if one.when] == [{"o_i_a"}, {"o_i_a"}]


def test_a_version_keeps_the_fragments_that_it_was_made_with(library: Library) -> None:
    definition = use(library, "  - {use: identite, with: {choix: [a, b]}}\n")

    kept = read_version("essai", definition.bundle)

    assert kept.procedure
    fields = [field.name for *_place, field in kept.procedure.all_fields()]
    assert fields == ["nom", "age", "lien", "prenom"]
    assert kept.bundle == definition.bundle
    assert "fragment: identite" in kept.bundle


def test_a_procedure_without_fragment_is_its_text(library: Library) -> None:
    definition = use(library, "  - {step: un, title: Un, intro: Bonjour}\n")

    assert definition.bundle == definition.text


@pytest.mark.parametrize(
    ("fragments", "told"),
    [
        (["fragment: a\nsteps: [{step: a, title: 'A {{ fragment.b }}'}]\n"], [("D141", 2)]),
        (["fragment: a\nparameters: {b: 1}\nfields: []\n"], [("D143", 2)]),
        (["fragment: a\nfields: []\n", "fragment: a\nfields: []\n"], [("D146", 1)]),
        (["fragment: a\n"], [("D145", 1)]),
        (["fragment: a\nfields: []\nsteps: []\n"], [("D145", 1)]),
        (["fields: []\n"], [("D021", 1)]),
        (["fragment: a\nstep: []\n"], [("D020", 2), ("D145", 1)]),
        (["- a\n"], [("D022", 1)]),
        ([""], [("D009", 1)]),
    ],
)
def test_what_is_wrong_in_fragments_is_told(
    tmp_path: Path, fragments: list[str], told: list[tuple[str, int]]
) -> None:
    library = library_with(tmp_path, *fragments)

    assert [(one.code, one.span.start.line) for one in library.diagnostics] == told


def test_a_chain_of_fragments_without_end_stops(tmp_path: Path) -> None:
    many = [f"fragment: f{n}\nsteps: [{{use: f{n + 1}}}, {{use: f{n + 1}}}]\n" for n in range(9)]
    library = library_with(tmp_path, *many)

    definition = use(library, "  - {use: f0}\n")

    assert {one.code for one in definition.diagnostics} == {"D140", "D144"} - {"D140"}
