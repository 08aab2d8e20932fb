from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.expressions import UNKNOWN
from engine.journeys import Context, Journey, Plan
from engine.tables import Table, load_table
from tests.journeys.walking import Walker, errors, plan

HERE = Path(__file__).parent / "tables"


def table(name: str) -> Table:
    found, told = load_table(HERE / f"{name}.csv", HERE / f"{name}.yaml")
    assert told == []
    assert found is not None
    return found


# The calculation of the taxe de séjour of one stay, under the three ways of rounding.
STAY = """
- step: sejour
  title: Séjour
  fields:
    - {field: arrivee, type: date, label: Arrivée}
    - {field: nuits, type: integer, label: Nuits, min: 1}
    - {field: occupants, type: integer, label: Occupants, min: 1}
    - {field: exoneres, type: integer, label: Exonérés, min: 0}
    - {field: prix, type: decimal, label: Prix de la nuit, places: 12, min: 0}
    - {field: taux, type: decimal, label: Taux en %, places: 2}
    - {field: plafond, type: money, label: Plafond}
    - {field: departement, type: decimal, label: Taxe départementale en %}
    - {field: region, type: decimal, label: Taxe régionale en %}
- step: calcul
  title: Calcul
  fields:
    - {field: taxables, type: computed, label: Personnes, compute: occupants - exoneres}
    - field: tarif
      type: computed
      label: Tarif par personne et par nuit
      compute: min(percent(prix, taux) / occupants, plafond)
    - field: base_a
      type: computed
      label: Part de la commune
      shows: money
      compute: round(tarif, 2) * taxables * nuits
    - field: dep_a
      type: computed
      label: Part du département
      compute: round(percent(base_a, departement), 2)
    - field: reg_a
      type: computed
      label: Part de la région
      compute: round(percent(base_a, region), 2)
    - {field: a, type: computed, label: Total A, compute: base_a + dep_a + reg_a}
    - field: tout
      type: computed
      label: Tarif, taxes additionnelles comprises
      hidden: true
      compute: tarif + percent(tarif, departement) + percent(tarif, region)
    - field: b
      type: computed
      label: Total B
      shows: money
      compute: round(tout * taxables * nuits, 2)
    - field: c
      type: computed
      label: Total C
      shows: money
      compute: round(tout, 2) * taxables * nuits
"""
VECTORS = {
    "E1": (("100", "4", "2", "7", "5", "4.30", "10", "0"), ("19.25", "19.25", "19.32")),
    "E2": (("450", "2", "0", "3", "5", "4.30", "10", "34"), ("37.15", "37.15", "37.14")),
    "E3": (("85", "3", "1", "7", "4.5", "4.30", "10", "0"), ("19.71", "19.64", "19.60")),
    "3 étoiles": (("55", "1", "0", "100", "1", "0.55", "10", "0"), ("60.50", "60.50", "61.00")),
}
NAMES = ("prix", "occupants", "exoneres", "nuits", "taux", "plafond", "departement", "region")
WHOLE = {"occupants", "exoneres", "nuits"}


@pytest.fixture(scope="module")
def stay() -> Plan:
    return plan(STAY)


@pytest.mark.parametrize("name", VECTORS)
def test_the_three_ways_of_rounding_are_exact(name: str, stay: Plan) -> None:
    given, totals = VECTORS[name]
    answers: dict[str, Any] = {
        one: int(text) if one in WHOLE else text for one, text in zip(NAMES, given, strict=True)
    }

    sent = Journey(stay, {**answers, "arrivee": "2026-07-01"}, Context()).sent()

    assert (sent["a"], sent["b"], sent["c"]) == totals


def test_the_flat_rate_and_the_late_interest_are_exact() -> None:
    steps = """
- step: un
  title: Un
  fields:
    - {field: capacite, type: integer, label: Capacité}
    - {field: ouverture, type: date, label: Ouverture}
    - {field: fermeture, type: date, label: Fermeture}
    - {field: du, type: money, label: Montant dû}
    - {field: paye_le, type: date, label: Payé le}
- step: deux
  title: Deux
  fields:
    - field: nuits
      type: computed
      label: Nuits
      compute: nights_in(ouverture, fermeture, date("2026-04-01"), date("2026-09-30"))
    - field: forfait
      type: computed
      label: Forfait
      shows: money
      compute: round(capacite * 0.70 * 0.90 * nuits, 2)
    - field: retard
      type: computed
      label: Retard
      compute: months_begun(date("2026-01-31"), paye_le)
    - field: interet
      type: computed
      label: Intérêt
      compute: round(percent(du, 0.20) * retard, 2)
"""
    answers = {
        "capacite": 60, "ouverture": "2026-01-01", "fermeture": "2026-12-31",
        "du": "640.00", "paye_le": "2026-04-30",
    }  # fmt: skip

    sent = Journey(plan(steps), answers, Context()).sent()

    assert (sent["nuits"], sent["forfait"]) == (183, "6917.40")
    assert (sent["retard"], sent["interet"]) == (3, "3.84")


GROUP = """
- group: sejours
  as: sejour
  title: Séjours
  max: 400
  steps:
    - step: dates
      title: Dates
      fields:
        - {field: arrivee, type: date, label: Arrivée}
        - {field: depart, type: date, label: Départ}
        - {field: personnes, type: integer, label: Personnes, min: 0}
        - {field: direct, type: yes_no, label: Collecté par vous}
    - step: taxe
      title: Taxe du séjour
      fields:
        - field: par_personne
          type: computed
          label: Par personne
          compute: sum_over_nights(arrivee, depart, lookup("tarifs", "3e", "tarif", at=night))
        - {field: taxe, type: computed, label: Taxe, compute: sejour.par_personne * personnes}
- step: total
  title: Vérifiez le total
  fields:
    - {field: base, type: computed, label: Base, compute: sum(sejours.taxe)}
    - field: directs
      type: computed
      label: Dont collecté
      compute: sum_where(sejours.taxe, sejours.direct)
    - {field: dep, type: computed, label: Département, compute: "round(percent(base, 10), 2)"}
    - {field: total, type: computed, label: Total, compute: base + dep}
- step: fin
  title: Fin
  when: total > 100
  fields:
    - {field: mot, type: text, label: Un mot}
"""


@pytest.fixture(scope="module")
def sejours() -> Plan:
    return plan(GROUP, tables={"tarifs": table("tarifs")})


def item(number: int, arrival: str, departure: str, persons: int = 1) -> dict[str, Any]:
    return {
        "_key": str(number), "arrivee": arrival, "depart": departure, "personnes": persons,
        "direct": number % 2 == 0, "#taxe": True,
    }  # fmt: skip


def test_a_stay_across_two_tariffs_has_the_tariff_of_each_night(sejours: Plan) -> None:
    answers = {"sejours": [item(1, "2025-12-30", "2026-01-02", 2)], "#total": True}

    journey = Journey(sejours, answers, Context())

    assert journey.complete
    assert journey.sent()["sejours"][0]["par_personne"] == "1.55"
    assert journey.sent()["sejours"][0]["taxe"] == "3.10"
    assert (journey.sent()["base"], journey.sent()["total"]) == ("3.10", "3.41")


def test_a_step_of_totals_is_read_before_going_on(sejours: Plan) -> None:
    journey = Journey(sejours, {"sejours": [item(1, "2026-01-01", "2026-01-02")]}, Context())

    assert journey.current == ("total",)
    assert journey.environment.get("total") == Decimal("0.61")


def test_a_condition_reads_a_total(sejours: Plan) -> None:
    answers = {"sejours": [item(1, "2026-01-01", "2026-12-31", 1)], "#total": True}

    journey = Journey(sejours, answers, Context())

    assert journey.current == ("fin",)


def test_a_tariff_that_is_missing_is_said_and_stops_the_way(sejours: Plan) -> None:
    walker = Walker(sejours, {"sejours": [item(1, "2031-03-10", "2031-03-12")]})

    judged = walker.judged("sejours", "1", "taxe")

    assert walker.journey.current == ("sejours",)
    assert errors(judged) == {"par_personne": "no_row"}
    assert judged.errors["par_personne"].values == {
        "table": "Tarifs de la taxe de séjour", "row": "3e", "day": "10/03/2031",
    }  # fmt: skip


def test_what_is_sent_for_a_computed_value_counts_for_nothing(sejours: Plan) -> None:
    walker = Walker(sejours, {"sejours": [item(1, "2026-01-01", "2026-01-02")]})

    walker.types("total", total="0", base="-5")

    assert walker.journey.complete
    assert walker.journey.sent()["total"] == "0.61"


def test_a_division_by_zero_is_said() -> None:
    steps = """
- step: un
  title: Un
  fields:
    - {field: a, type: integer, label: A}
    - {field: b, type: integer, label: B, optional: true}
    - {field: c, type: computed, label: C, compute: a / b}
"""
    walker = Walker(plan(steps))

    zero = walker.judged("un", a="1", b="0")
    unanswered = walker.judged("un", a="1", b="")
    right = walker.types("un", a="1", b="4")

    assert errors(zero) == {"c": "by_zero"}
    assert errors(unanswered) == errors(right) == {}
    assert walker.journey.sent()["c"] == "0.25"


def test_a_value_reads_one_that_is_written_after_it() -> None:
    steps = """
- step: un
  title: Un
  fields:
    - {field: total, type: computed, label: Total, compute: double + 1}
    - {field: double, type: computed, label: Double, compute: a * 2}
    - {field: a, type: integer, label: A}
"""

    sent = Journey(plan(steps), {"a": 4}, Context()).sent()

    assert sent == {"total": 9, "double": 8, "a": 4}


def test_a_value_of_a_withdrawn_answer_is_unknown() -> None:
    steps = """
- step: un
  title: Un
  fields:
    - {field: avec, type: yes_no, label: Avec}
    - {field: n, type: integer, label: N, when: avec}
    - {field: double, type: computed, label: Double, compute: n * 2}
"""
    with_it = {"avec": True, "n": 3}

    sent = [
        Journey(plan(steps), one, Context()).sent() for one in (with_it, {**with_it, "avec": False})
    ]

    assert sent == [{"avec": True, "n": 3, "double": 6}, {"avec": False}]


def test_a_chain_of_values_is_as_long_as_one_likes() -> None:
    fields = "\n".join(
        f"    - {{field: v{n}, type: computed, label: V{n}, compute: v{n - 1} + 1}}"
        for n in range(300, 0, -1)
    )
    steps = f"""
- step: un
  title: Un
  fields:
    - {{field: v0, type: integer, label: V0}}
{fields}
"""

    sent = Journey(plan(steps), {"v0": 0}, Context()).sent()

    assert sent["v300"] == 300


DAYS = st.dates(date(2025, 1, 1), date(2026, 12, 30))
STAYS = st.lists(st.tuples(DAYS, st.integers(1, 60), st.integers(0, 40)), min_size=1, max_size=6)


@given(STAYS)
@settings(max_examples=60, deadline=None)
def test_shares_add_up_to_the_total_for_any_stays(
    sejours: Plan, stays: list[tuple[date, int, int]]
) -> None:
    last = date(2026, 12, 31)
    items = [
        item(
            n,
            day.isoformat(),
            min(last, date.fromordinal(day.toordinal() + nights)).isoformat(),
            who,
        )
        for n, (day, nights, who) in enumerate(stays, 1)
    ]

    sent = Journey(sejours, {"sejours": items, "#total": True}, Context()).sent()

    shares = [Decimal(one["taxe"]) for one in sent["sejours"]]
    assert sum(shares) == Decimal(sent["base"])
    assert Decimal(sent["base"]) + Decimal(sent["dep"]) == Decimal(sent["total"])
    assert all(-Decimal(one).as_tuple().exponent == 2 for one in (sent["base"], sent["total"]))


@given(DAYS, st.integers(1, 90), st.data())
@settings(max_examples=80, deadline=None)
def test_a_stay_cut_anywhere_costs_the_same(
    sejours: Plan, first: date, nights: int, data: st.DataObject
) -> None:
    last = min(date(2026, 12, 31), date.fromordinal(first.toordinal() + nights))
    cut = date.fromordinal(data.draw(st.integers(first.toordinal(), last.toordinal())))
    days = [first, cut, last]

    whole, one, two = (
        Journey(
            sejours, {"sejours": [item(1, a.isoformat(), b.isoformat())]}, Context()
        ).environment.get("base")
        for a, b in ((first, last), (days[0], days[1]), (days[1], days[2]))
    )

    assert one + two == whole


@given(st.from_regex(r"[+-]?[0-9]{1,400}([.,][0-9]{0,400})?", fullmatch=True), st.text(max_size=5))
@settings(max_examples=80, deadline=None)
def test_no_number_breaks_a_calculation(stay: Plan, number: str, other: str) -> None:
    walker = Walker(stay)

    judged = walker.judged(
        "sejour", prix=number, occupants=number, exoneres=other, nuits="9" * 400, taux=number,
        plafond=number, departement=other, region=number, arrivee=other,
    )  # fmt: skip

    assert "nuits" in judged.errors


@given(st.integers(-(10**15), 10**15), st.integers(0, 10**15))
@settings(max_examples=60, deadline=None)
def test_large_numbers_are_exact_or_said_to_be_too_large(a: int, b: int) -> None:
    walker = Walker(LARGE, {"a": a, "b": b, "#deux": True})

    found = walker.journey.environment.get("cube")

    judged = walker.judged("deux")
    assert (
        found == a * b * b * a if found is not UNKNOWN else errors(judged) == {"cube": "no_value"}
    )


LARGE = plan("""
- step: un
  title: Un
  fields:
    - {field: a, type: integer, label: A}
    - {field: b, type: integer, label: B}
- step: deux
  title: Deux
  fields:
    - {field: cube, type: computed, label: Produit, compute: a * b * b * a}
""")
