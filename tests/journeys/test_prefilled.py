"""What the account knows already: proposed, and asked again when it was about something else."""

from typing import Any

from engine.definitions import Column, Library, Profile
from engine.journeys import Context, Journey, plan_of, prefilled, proposed
from engine.journeys.changing import with_answers
from tests.definitions.written import procedure

PROFILE = Profile(
    lists={"lieux": {"id": Column(type="text"), "places": Column(type="integer")}},
    records={"contact": {"ne_le": Column(type="date"), "tel": Column(type="tel")}},
)
STEPS = """
  - step: moi
    title: Moi
    fields:
      - {field: tel, type: tel, label: Tél, prefill: profile.contact.tel, default: '"0612345678"'}
      - {field: ne_le, type: date, label: Né le, prefill: profile.contact.ne_le}
  - step: choix
    title: Choix
    fields:
      - field: lieu
        type: choice
        label: Lieu
        choices:
          from: profile.lieux
          label: "{{ row.id }}"
          always: [{value: autre, label: Autre}]
  - step: suite
    title: Suite
    fields:
      - {field: places, type: integer, label: Places, prefill: lieu.places}
      - {field: remarque, type: text, label: Remarque, optional: true}
"""
KNOWN = {
    "contact": {"ne_le": "2001-02-03", "tel": "+33492000000"},
    "lieux": [{"id": "a", "places": 6}, {"id": "b", "places": 2}],
}
ME = {"tel": "+33492000000", "ne_le": "2001-02-03"}


def journey(answers: dict[str, Any], known: Any = KNOWN) -> Journey:
    plan = plan_of(procedure(STEPS), Library({}, {}, {}, PROFILE, ()))
    return Journey(plan, answers, Context(profile=PROFILE.known(known)))


def shown(walk: Journey, name: str) -> dict[str, list[str]]:
    return proposed(walk.plan.fields[name], walk.environment)


def test_what_is_known_is_typed_already() -> None:
    walk = journey({})

    assert shown(walk, "tel") == {"tel": ["04 92 00 00 00"]}
    assert shown(walk, "ne_le") == {"ne_le": ["03/02/2001"]}


def test_what_is_not_known_leaves_the_default() -> None:
    walk = journey({}, {})

    assert shown(walk, "tel") == {"tel": ["0612345678"]}
    assert prefilled(walk.plan.fields["tel"], walk.environment) == {}
    assert shown(walk, "ne_le") == {}


def test_the_columns_of_a_choice_are_known() -> None:
    walk = journey({**ME, "lieu": "b"})

    assert shown(walk, "places") == {"places": ["2"]}


def test_what_is_chosen_beside_the_list_knows_nothing() -> None:
    walk = journey({**ME, "lieu": "autre"})

    assert shown(walk, "places") == {}


def test_another_choice_asks_again_what_it_proposes_and_nothing_else() -> None:
    walk = journey({**ME, "lieu": "a", "places": 7, "remarque": "R"})

    answers = with_answers(walk, ("choix",), {"lieu": "b"})

    assert answers == {**ME, "lieu": "b", "remarque": "R"}


def test_the_same_choice_again_keeps_what_was_answered() -> None:
    walk = journey({**ME, "lieu": "a", "places": 7})

    answers = with_answers(walk, ("choix",), {"lieu": "a"})

    assert answers == {**ME, "lieu": "a", "places": 7}


def test_a_first_choice_forgets_nothing() -> None:
    walk = journey({**ME, "places": 7})

    answers = with_answers(walk, ("choix",), {"lieu": "a"})

    assert answers["places"] == 7
