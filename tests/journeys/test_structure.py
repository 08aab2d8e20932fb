"""Sections, exits, checks, answers that may be left out, options that exclude or ask more."""

import pytest

from engine.errors import NotFoundError
from engine.journeys import ExitPlace, judge
from engine.pages.links import NoLinks
from engine.pages.sections import sections_of
from tests.journeys.walking import Walker, errors, plan

SECTIONS = """\
  - step: age
    title: Âge
    fields: [{field: age, type: integer, label: Âge}]
  - section: majeur
    title: Adultes
    when: age >= 18
    steps:
      - step: metier
        title: Métier
        fields: [{field: metier, type: text, label: Métier}]
      - section: retraite
        title: Retraite
        when: age >= 60
        steps:
          - step: depuis
            title: Depuis
            fields: [{field: depuis, type: integer, label: Depuis}]
  - exit: trop-jeune
    title: Trop jeune
    text: Revenez plus tard.
    when: age < 12
  - step: fin
    title: Fin
    fields: [{field: fin, type: text, label: Fin, when: "not asked('depuis')"}]
"""


def paths(walker: Walker) -> list[str]:
    return ["/".join(one.path) for one in walker.journey.places]


def test_a_section_is_asked_under_its_condition_and_those_around_it() -> None:
    walker = Walker(plan(SECTIONS))
    walker.types("age", age="30")
    walker.types("metier", metier="maçon")

    adult = paths(walker)
    walker.types("age", age="70")
    old = paths(walker)

    assert adult == ["age", "metier", "fin"]
    assert old == ["age", "metier", "depuis"]


def test_what_a_section_does_not_reach_any_more_is_withdrawn() -> None:
    walker = Walker(plan(SECTIONS))
    walker.types("age", age="30")
    walker.types("metier", metier="maçon")
    walker.types("age", age="15")
    walker.types("fin", fin="voilà")

    assert walker.journey.sent() == {"age": 15, "fin": "voilà"}
    assert walker.answers["metier"] == "maçon"


def test_a_step_asked_is_known_by_its_name() -> None:
    walker = Walker(plan(SECTIONS))
    walker.types("age", age="70")
    walker.types("metier", metier="maçon")
    walker.types("depuis", depuis="5")

    assert walker.journey.complete
    assert "fin" not in walker.journey.sent()


def test_a_change_before_makes_a_step_asked_or_not_anew() -> None:
    walker = Walker(plan(SECTIONS))
    walker.types("age", age="70")
    walker.types("metier", metier="maçon")
    walker.types("depuis", depuis="5")
    journey = walker.journey

    changed = journey.changed({**walker.answers, "age": 40})

    assert changed.current == ("fin",)


def test_nothing_comes_after_an_exit() -> None:
    walker = Walker(plan(SECTIONS))
    walker.types("age", age="10")
    journey = walker.journey

    place = journey.place(("trop-jeune",))

    assert isinstance(place, ExitPlace)
    assert (journey.current, journey.complete) == (("trop-jeune",), False)
    assert journey.before(("trop-jeune",)) == ("age",)
    assert journey.sent() == {"age": 10}
    with pytest.raises(NotFoundError):
        journey.place(("fin",))


def test_the_summary_says_the_titles_of_sections() -> None:
    walker = Walker(plan(SECTIONS))
    walker.types("age", age="70")
    walker.types("metier", metier="maçon")
    walker.types("depuis", depuis="5")

    titles = [one.title for one in sections_of(walker.journey, NoLinks())]

    assert titles == [None, "Adultes", "Adultes – Retraite"]


OPTIONAL = """\
  - step: un
    title: Un
    fields:
      - {field: age, type: integer, label: Âge}
      - {field: tuteur, type: text, label: Tuteur, optional: age >= 18}
"""


def test_an_answer_may_be_left_out_under_a_condition() -> None:
    walker = Walker(plan(OPTIONAL))

    young = walker.judged("un", age="15", tuteur="")
    adult = walker.types("un", age="20", tuteur="")

    assert errors(young) == {"tuteur": "required"}
    assert errors(adult) == {}
    assert walker.journey.complete


def test_an_answer_left_out_is_asked_again_when_the_condition_changes() -> None:
    walker = Walker(plan(OPTIONAL), {"age": 15, "tuteur": None})

    assert not walker.journey.complete


OPTIONS = """\
  - step: un
    title: Un
    fields:
      - field: aides
        type: choices
        label: Aides
        choices:
          - {value: apl, label: APL}
          - value: autre
            label: Autre
            detail: {field: laquelle, type: text, label: Laquelle ?}
          - {value: aucune, label: Aucune, exclusive: true}
"""


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        (["aucune"], {}),
        (["apl", "aucune"], {"aides": "exclusive"}),
        (["apl", "autre"], {"laquelle": "required"}),
        (["apl"], {}),
    ],
)
def test_options_exclude_the_others_or_ask_for_more(
    typed: list[str], found: dict[str, str]
) -> None:
    walker = Walker(plan(OPTIONS))
    place = walker.step("un")

    judged = judge(place.plan, {"aides": typed}, {}, place.environment)

    assert errors(judged) == found


def test_the_detail_of_an_option_goes_with_it() -> None:
    walker = Walker(plan(OPTIONS))
    walker.types("un", aides=["autre"], laquelle="Bourse")

    whole = walker.journey.sent()
    walker.types("un", aides=["apl"])

    assert whole == {"aides": ["autre"], "laquelle": "Bourse"}
    assert walker.journey.sent() == {"aides": ["apl"]}


CHECKS = """\
  - group: lots
    title: Lots
    as: lot
    max: 5
    checks:
      - {check: sum(lots.part) <= 100, message: "{{ sum(lots.part) }} % est trop."}
    steps:
      - step: part
        title: Part
        fields: [{field: part, type: integer, label: Part}]
  - step: fin
    title: Fin
    fields: [{field: total, type: integer, label: Total}]
"""


def test_a_check_of_a_group_keeps_its_hub_from_being_complete() -> None:
    walker = Walker(plan(CHECKS))
    walker.types("lots", "1", "part", part="60")
    walker.adds("lots")
    walker.types("lots", "2", "part", part="50")

    assert walker.hub("lots").failed == (0,)
    assert walker.journey.current == ("lots",)

    walker.types("lots", "2", "part", part="40")

    assert walker.journey.current == ("fin",)


def test_a_check_of_the_procedure_is_told_once_all_is_answered() -> None:
    head = (
        "procedure: essai\ntitle: Essai\nfor: anyone\n"
        "checks: [{check: total == sum(lots.part), message: Le total est faux.}]\n"
    )
    walker = Walker(plan(CHECKS, head=head))
    walker.types("lots", "1", "part", part="60")
    walker.types("fin", total="50")

    wrong = walker.journey.failed()
    walker.types("fin", total="60")

    assert (wrong, walker.journey.failed()) == ((0,), ())
