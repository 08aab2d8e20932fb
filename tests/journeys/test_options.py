"""The options that a person may choose from, now."""

from pathlib import Path

import pytest

from engine.definitions import Service, Site
from engine.journeys import Context, Offered, Plan, StepPlace, default_query, offered
from engine.tables import Table, load_table
from tests.journeys.walking import Walker, errors, plan

COLOURS = "code;nom;chaud\nrouge;Rouge vif;oui\nbleu;Bleu nuit;non\nvert;Vert d'eau;non\n"
COLUMNS = """
table: couleurs
title: Couleurs
key: code
label: nom
search: [nom]
columns: {code: text, nom: text, chaud: yes_no}
"""
STEPS = """
  - step: a
    title: A
    fields:
      - {field: nom, type: text}
      - {field: chaud, type: yes_no, optional: true}
  - step: b
    title: B
    fields:
      - field: c
        type: choice
        choices:
          table: couleurs
          search: nom
          where: row.chaud == chaud or not answered(chaud)
          at_most: 2
          always: [{value: autre, label: "une autre que {{ nom }}"}]
  - {step: d, title: D, when: c.chaud, fields: [{field: e, type: text, default: c.label}]}
"""
PROFILE = """
  - step: a
    title: A
    fields:
      - field: p
        type: choice
        choices:
          from: profile.personnes
          where: row.lien != "moi"
          label: "{{ row.prenom }} {{ row.nom }}"
          always: [{value: autre, label: Une autre personne, when: account.profile == "employeur"}]
"""
FAMILY = [
    {"id": "m", "prenom": "Max", "nom": "Martin", "lien": "moi"},
    {"id": "l", "prenom": "Léa", "nom": "Martin", "lien": "fille"},
    {"prenom": "Zoé", "nom": "Petit", "lien": "fille"},
]


@pytest.fixture(scope="module")
def colours(tmp_path_factory: pytest.TempPathFactory) -> Table:
    """A small table."""
    path: Path = tmp_path_factory.mktemp("tables") / "couleurs.csv"
    path.write_text(COLOURS, "utf-8")
    path.with_suffix(".yaml").write_text(COLUMNS, "utf-8")
    table, told = load_table(path, path.with_suffix(".yaml"))
    assert not told
    assert table is not None
    return table


@pytest.fixture
def walker(colours: Table) -> Walker:
    """Somebody who may choose a colour."""
    return Walker(plan(STEPS, tables={"couleurs": colours}))


def options(place: StepPlace, query: str | None = None, kept: str | None = None) -> list[Offered]:
    """The options of the only question of a step."""
    (field,) = place.plan.fields
    return offered(field, place.environment, query, kept)


def test_a_table_is_searched_for_what_was_answered(walker: Walker) -> None:
    walker.types("a", nom="rouge")
    place = walker.step("b")

    found = options(place)

    assert default_query(place.plan.fields[0], place.environment) == "rouge"
    assert [(one.value, one.label) for one in found] == [
        ("rouge", "Rouge vif"), ("autre", "une autre que rouge"),
    ]  # fmt: skip


def test_a_table_is_searched_for_other_words(walker: Walker) -> None:
    walker.types("a", nom="rouge")

    found = options(walker.step("b"), "bleu")

    assert [one.value for one in found] == ["bleu", "autre"]


def test_a_short_table_is_listed_whole_without_a_search(colours: Table) -> None:
    listed = STEPS.replace("search: nom", "all: true").replace("          at_most: 2\n", "")
    walker = Walker(plan(listed, tables={"couleurs": colours}))
    walker.types("a", nom="rien", chaud="non")

    found = options(walker.step("b"))

    assert [one.value for one in found] == ["bleu", "vert", "autre"]


def test_what_is_not_found_leaves_what_is_always_offered(walker: Walker) -> None:
    walker.types("a", nom="rouge")

    found = options(walker.step("b"), "zzzzzzzzzz")

    assert [one.value for one in found] == ["autre"]


def test_what_was_chosen_stays_among_the_options(walker: Walker) -> None:
    walker.types("a", nom="rouge")

    found = options(walker.step("b"), "bleu", "vert")

    assert [one.value for one in found] == ["vert", "bleu", "autre"]


def test_a_row_that_is_not_shown_may_be_chosen_one_that_is_not_offered_may_not(
    walker: Walker,
) -> None:
    walker.types("a", nom="rouge", chaud="non")

    found = [errors(walker.judged("b", c=value)) for value in ("vert", "rouge", "autre", "zz", "")]

    assert found == [{}, {"c": "option"}, {}, {"c": "option"}, {"c": "required"}]


def test_the_row_that_was_chosen_is_known_by_its_columns(walker: Walker) -> None:
    walker.types("a", nom="rouge")
    walker.types("b", c="rouge")

    place = walker.step("d")

    chosen = place.environment.get("c")
    assert (chosen, chosen.label, chosen.row["chaud"]) == ("rouge", "Rouge vif", True)


def test_the_option_that_is_always_there_has_no_columns(walker: Walker) -> None:
    walker.types("a", nom="rouge")

    walker.types("b", c="autre")

    assert walker.journey.complete
    assert walker.journey.environment.get("c").label == "une autre que rouge"


def test_a_row_that_may_no_longer_be_chosen_is_asked_again(walker: Walker) -> None:
    walker.types("a", nom="rouge")
    walker.types("b", c="rouge")
    walker.types("d", e="e")
    complete = walker.journey.complete

    walker.types("a", nom="rouge", chaud="non")

    assert complete
    assert walker.journey.current == ("b",)


def test_the_profile_gives_its_rows_by_id_else_by_position() -> None:
    walker = Walker(plan(PROFILE), context=Context(profile={"personnes": FAMILY}))

    found = options(walker.step("a"))

    assert [(one.value, one.label) for one in found] == [("l", "Léa Martin"), ("3", "Zoé Petit")]


@pytest.mark.parametrize(
    ("profile", "value", "wrong"),
    [
        ("employeur", "autre", {}),
        ("particulier", "autre", {"p": "option"}),
        ("particulier", "l", {}),
        ("particulier", "3", {}),
        ("particulier", "m", {"p": "option"}),
        ("particulier", "2", {"p": "option"}),
    ],
)
def test_only_what_is_offered_to_the_person_may_be_chosen(
    profile: str, value: str, wrong: dict[str, str]
) -> None:
    context = Context(account={"profile": profile}, profile={"personnes": FAMILY})
    walker = Walker(plan(PROFILE), context=context)

    judged = walker.judged("a", p=value)

    assert errors(judged) == wrong


def test_without_a_profile_nothing_of_it_is_offered() -> None:
    walker = Walker(plan(PROFILE))

    assert options(walker.step("a")) == []


def test_several_may_be_chosen_from_a_table(colours: Table) -> None:
    steps = """
  - step: a
    title: A
    fields: [{field: c, type: choices, max: 2, choices: {table: couleurs, always: [autre]}}]
"""
    walker = Walker(plan(steps, tables={"couleurs": colours}))

    found = [
        errors(walker.judged("a", c=values))
        for values in (["rouge", "autre"], ["rouge", "zz"], ["rouge", "vert", "bleu"], [])
    ]

    assert found == [{}, {"c": "option"}, {"c": "max"}, {"c": "required"}]


def test_an_option_says_its_help_and_its_address() -> None:
    steps = """
  - step: a
    title: A
    fields:
      - field: c
        type: choice
        choices:
          - {value: x, label: "{{ account.name }}", help: "Pour {{ account.name }}"}
          - {value: y, label: Y, link: "{{ site.links.autre }}"}
          - {value: z, label: Z, when: account.profile == "x"}
"""
    site = Site(
        name="ici",
        title="Ici",
        service=Service(name="S", address=(), email="a@b.test", phone="01"),
        links={"autre": "https://autre.test/"},
    )
    walker = Walker(plan(steps, site=site), context=Context(account={"name": "Léa"}))

    found = options(walker.step("a"))

    assert found == [
        Offered("x", "Léa", "Pour Léa", ""), Offered("y", "Y", "", "https://autre.test/"),
    ]  # fmt: skip


def test_a_site_overrides_the_parameters_of_a_procedure() -> None:
    head = "procedure: essai\ntitle: Essai\nfor: anyone\nparameters: {most: 3, least: 1}\n"
    steps = (
        "  - {step: a, title: A, fields:"
        " [{field: n, type: integer, min: parameters.least, max: parameters.most}]}\n"
    )
    site = Site(
        name="ici",
        title="Ici",
        service=Service(name="S", address=(), email="a@b.test", phone="01"),
        parameters={"most": 5},
    )

    plans: list[Plan] = [plan(steps, head=head), plan(steps, head=head, site=site)]

    assert [one.fields["n"].limits for one in plans] == [
        {"min": 1, "max": 3}, {"min": 1, "max": 5},
    ]  # fmt: skip
