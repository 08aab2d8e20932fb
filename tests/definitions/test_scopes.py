"""Which names each expression may read, and which come later."""

from engine.definitions import Column, Library, Place, Profile, base_names, places_of
from engine.definitions.scopes import scopes_in
from engine.expressions import NOTHING, TEXT, Record, Rows
from tests.definitions.written import procedure

PROFILE = Profile(lists={"personnes": {"nom": Column(type="text")}})
LIBRARY = Library({}, {}, {}, PROFILE, ())
STEPS = """
  - step: a
    title: A {{ account.name }}
    fields:
      - {field: x, type: text, when: y == "b"}
      - {field: y, type: choice, choices: [b]}
      - {field: note, type: note, text: "Voici {{ x }}"}
    checks: [{check: x != y, message: "Non {{ x }}"}]
  - group: g
    title: "{{ x }}"
    count: 1
    as: one
    item: "{{ one.z }}"
    steps:
      - {step: b, title: B, fields: [{field: z, type: integer, min: 1, when: x == "x"}]}
      - {step: c, title: C, when: z > 1 and one.z > 1}
  - step: d
    title: D
    fields:
      - {field: w, type: text, default: g.z, messages: {required: "{{ label }}"}}
      - field: p
        type: choice
        choices: {from: profile.personnes, where: row.nom == "x", label: "{{ row.nom }}"}
"""


def places() -> dict[str, Place]:
    """The expressions of the steps above, by their texts."""
    return {place.syntax.text: place for place in places_of(procedure(STEPS), LIBRARY)}


def test_a_field_reads_the_others_of_its_step_but_not_itself() -> None:
    place = places()['y == "b"']

    assert "y" in place.scope.names
    assert "x" not in place.scope.names
    assert "x" in place.scope.later


def test_what_is_asked_further_on_comes_later() -> None:
    title = places()["A {{ account.name }}"]

    assert {"x", "y", "g", "w", "p"} <= title.scope.later.keys()
    assert "account" in title.scope.names


def test_a_note_has_no_name() -> None:
    check = places()["x != y"]

    assert "note" not in check.scope.names
    assert "note" not in check.scope.later


def test_a_check_reads_all_its_step() -> None:
    check = places()["x != y"]

    assert {"x", "y"} <= check.scope.names.keys()
    assert check.wanted == "condition"


def test_an_item_is_read_by_its_alias_and_by_the_names_asked_before() -> None:
    place = places()["z > 1 and one.z > 1"]

    assert isinstance(place.scope.names["one"], Record)
    assert {"one", "z", "x"} <= place.scope.names.keys()
    assert place.group is not None


def test_after_its_group_an_item_is_known_by_the_group_only() -> None:
    place = places()["g.z"]

    assert isinstance(place.scope.names["g"], Rows)
    assert {"one", "z"}.isdisjoint(place.scope.names)


def test_choices_read_their_row() -> None:
    place = places()['row.nom == "x"']

    assert place.scope.names["row"] == Record({"nom": TEXT})


def test_every_expression_has_one_place() -> None:
    found = list(places_of(procedure(STEPS), LIBRARY))

    assert sorted(place.key for place in found) == sorted(
        [
            "title", "when", "text", "check", "message", "title", "count", "item", "min", "when",
            "when", "default", "required", "where", "label",
        ]
    )  # fmt: skip


def test_account_profile_site_parameters_and_what_was_sent_are_known_from_the_start() -> None:
    names = base_names(procedure("  []\n"), LIBRARY)

    known = {"account", "profile", "link", "site", "parameters", "previous", "latest"}
    assert set(names) == known


def test_what_may_be_read_is_known_where_nothing_is_written_yet() -> None:
    read = procedure(STEPS)
    group = next(part for part in read.steps if part.name == "g")

    found = scopes_in(read, LIBRARY)

    assert {"x", "y"} <= set(found[group.source.span, "when"].names)
    assert "w" in found[group.source.span, "when"].later
    assert "g" in found[group.source.span, "checks"].names
    for holder, step, field in read.all_fields():
        scope = found[field.source.span, "when"]
        assert field.name not in scope.names
        assert (holder is None) or holder.alias in scope.names
        assert set(found[step.source.span, "when"].names) <= set(scope.names)
        assert field.kind() == NOTHING or field.name in found[step.source.span, "checks"].names
