"""The declaration of the tourist tax, as it is shipped: every published figure, to the cent."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from engine.definitions import load_library
from engine.journeys import Context, Plan, plan_of
from tests.journeys.walking import Walker

FORMS = Path(__file__).parents[2] / "forms"
LIBRARY = load_library(FORMS)
TODAY = date(2025, 3, 12)
LODGINGS: list[dict[str, Any]] = [
    {"id": "h1", "nom": "Gîte", "capacite": 6, "classement": "3 étoiles",
     "classement_expire": "2028-06-30", "adresse": "1 rue", "commune": "C"},
    {"id": "h2", "nom": "Studio", "capacite": 2, "classement": "non classé"},
]  # fmt: skip
ECRINS, VALLEE, LITTORAL = "pays-des-ecrins", "vallee-exemple", "littoral-exemple"
DECLARATION = "declaration-taxe-de-sejour"
E1 = {"prix": "100", "occupants": "4", "mineurs": "2", "nights": 7}
E2 = {"prix": "450", "occupants": "2", "mineurs": "0", "nights": 3}
E3 = {"prix": "85,00", "occupants": "3", "mineurs": "1", "nights": 7}
HUNDRED = {"occupants": "10", "mineurs": "0", "nights": 10}
# What is declared, where, under which rule of rounding: the parts and the total.
VECTORS = [
    ("E1", E1, "h2", ECRINS, {"A": "17.50 1.75 0.00 19.25", "B": "17.50 1.75 0.00 19.25",
                              "C": "17.56 1.76 0.00 19.32"}),
    ("E2", E2, "h2", LITTORAL, {"A": "25.80 2.58 8.77 37.15", "B": "25.80 2.58 8.77 37.15",
                                "C": "25.79 2.58 8.77 37.14"}),
    ("E3", E3, "h2", VALLEE, {"A": "17.92 1.79 0.00 19.71", "B": "17.85 1.79 0.00 19.64",
                              "C": "17.82 1.78 0.00 19.60"}),
    ("3 stars", HUNDRED, "h1", ECRINS, {"A": "55.00 5.50 0.00 60.50", "B": "55.00 5.50 0.00 60.50",
                                        "C": "55.45 5.55 0.00 61.00"}),
]  # fmt: skip
CASES = [
    pytest.param(stay, lodging, place, policy, parts, id=f"{name}-{policy}")
    for name, stay, lodging, place, expected in VECTORS
    for policy, parts in expected.items()
]
ASKED_THEN = ("prix", "motifs", "operateur")
PARTS = ("base", "departementale", "regionale", "a_reverser")


@cache
def ready(name: str, policy: str = "A", place: str = ECRINS) -> Plan:
    """The plan of a shipped procedure, at a site that has its own parameters."""
    (definition,) = [one for path, one in LIBRARY.definitions.items() if Path(path).stem == name]
    assert definition.procedure is not None
    site = LIBRARY.sites["paysdesecrins"]
    own = replace(site, parameters={"arrondi": policy, "collectivite": place})
    return plan_of(
        definition.procedure,
        replace(
            LIBRARY,
            sites={own.name: own},
        ),
    )


def host(plan: Plan, lodging: str = "h2", month: str = "02/2025", **more: str) -> Walker:
    """A host who has said which lodging, which month, and that there were clients."""
    account = {"profile": "hebergeur", "email": "hote@exemple.test", "name": "Camille Roux"}
    profile = LIBRARY.profile.known({"hebergements": LODGINGS})
    walker = Walker(plan, context=Context(account, profile, today=TODAY))
    judged = walker.types("periode", hebergement=lodging, mois=month, ouverture="ouvert", **more)
    assert not judged.errors
    return walker


def stay(walker: Walker, key: str, first: date, nights: int, **typed: str) -> Any:
    """Declare one stay."""
    answers = {
        "arrivee": f"{first:%d/%m/%Y}",
        "depart": f"{first + timedelta(days=nights):%d/%m/%Y}",
        "mineurs": "0", "exoneres": "0", "collecte": "direct", **typed,
    }  # fmt: skip
    then = {name: answers.pop(name) for name in ASKED_THEN if name in answers}
    judged = walker.types("sejours", key, "sejour", **answers)
    if judged.errors:
        return judged
    return finish(walker, key, judged, then)


def finish(walker: Walker, key: str, judged: Any, then: Mapping[str, Any]) -> Any:
    """Answer what is asked of a stay after its dates and persons, and read its tax."""
    if then:
        judged = walker.types("sejours", key, "precisions", **then)
    if not judged.errors:
        walker.types("sejours", key, "taxe")
    return judged


def parts_of(walker: Walker) -> dict[str, str]:
    """The shares and the total that are sent."""
    sent = walker.journey.sent()
    return {name: sent[name] for name in PARTS}


@pytest.mark.parametrize(("typed", "lodging", "place", "policy", "parts"), CASES)
def test_the_published_figures_are_found_to_the_cent(
    typed: Mapping[str, Any], lodging: str, place: str, policy: str, parts: str
) -> None:
    walker = host(ready(DECLARATION, policy, place), lodging)
    given = {name: value for name, value in typed.items() if name != "nights"}

    judged = stay(walker, "1", date(2025, 2, 1), typed["nights"], **given)

    assert judged.errors == {}
    assert " ".join(parts_of(walker).values()) == parts


def estimate(**typed: str) -> Walker:
    """Somebody without account who chose what to work out."""
    walker = Walker(ready("calculette-taxe-de-sejour"), context=Context(today=TODAY))
    walker.types("calcul", **typed)
    return walker


def test_the_tax_of_a_season_is_that_of_the_published_example() -> None:
    walker = estimate(calcul="forfait")

    judged = walker.types(
        "forfait", capacite="60", tarif="0,90", abattement="30", ouvre_le="01/05/2025",
        ferme_le="31/10/2025", percu_du="01/01/2025", percu_au="31/12/2025",
    )  # fmt: skip
    sent = walker.journey.sent()

    assert judged.errors == {}
    assert (sent["nuits_de_la_saison"], sent["taxe_forfaitaire"]) == (183, "6917.40")


def test_the_interest_of_three_months_is_that_of_the_published_example() -> None:
    walker = estimate(calcul="interets")

    judged = walker.types("retard", du="640", echeance="15/10/2024", payee_le="15/01/2025")
    sent = walker.journey.sent()

    assert judged.errors == {}
    assert (sent["mois_de_retard"], sent["interet"]) == (3, "3.84")


def test_a_stay_over_two_periods_has_the_tariff_of_each_night() -> None:
    walker = host(ready(DECLARATION), "h1", "12/2024")
    walker.types("retard")

    stay(walker, "1", date(2024, 12, 10), 10, occupants="2")

    sent = walker.journey.sent()
    assert sent["sejours"][0]["taxe"] == "10.50"  # 5 nights at 0.50, 5 at 0.55, two persons
    assert parts_of(walker)["a_reverser"] == "11.55"


@pytest.mark.parametrize(("month", "nights"), [("01/2025", 4), ("02/2025", 3)])
def test_only_the_nights_of_the_month_count(month: str, nights: int) -> None:
    walker = host(ready(DECLARATION), "h1", month)
    if month == "01/2025":
        walker.types("retard")

    stay(walker, "1", date(2025, 1, 28), 7, occupants="2")

    found = walker.journey.sent()
    assert found["sejours"][0]["nuits"] == nights
    assert Decimal(found["sejours"][0]["taxe"]) == Decimal("0.55") * 2 * nights


def test_a_classification_that_is_over_is_none() -> None:
    over = [{**LODGINGS[0], "classement_expire": "2025-01-31"}]
    walker = host(ready(DECLARATION), "h1")
    walker.context = replace(walker.context, profile=LIBRARY.profile.known({"hebergements": over}))

    judged = stay(walker, "1", date(2025, 2, 1), 2, occupants="2", prix="80")

    assert judged.errors == {}
    assert walker.journey.sent()["sejours"][0]["taxe"] == "8.00"


def test_a_night_without_tariff_is_said_to_have_none() -> None:
    walker = host(ready(DECLARATION), "h1", "12/2023")
    walker.types("retard")
    answers = {"arrivee": "01/12/2023", "depart": "03/12/2023", "occupants": "2", "mineurs": "0",
               "exoneres": "0", "collecte": "direct"}  # fmt: skip

    walker.types("sejours", "1", "sejour", **answers)
    judged = walker.judged("sejours", "1", "taxe")

    assert judged.errors
    assert not walker.hub("sejours").complete


def test_a_platform_that_collected_pays_itself() -> None:
    walker = host(ready(DECLARATION), "h2")

    stay(walker, "1", date(2025, 2, 1), 7, occupants="4", collecte="operateur", operateur="Airbnb")

    sent = walker.journey.sent()
    assert (sent["sejours"][0]["taxe"], sent["total_nuitees"], sent["a_reverser"]) == (
        "0.00",
        0,
        "0.00",
    )


STAYS = some.lists(
    some.fixed_dictionaries({
        "first": some.integers(1, 27),
        "nights": some.integers(1, 60),
        "occupants": some.integers(1, 4),
        "mineurs": some.integers(0, 4),
        "prix": some.decimals("0.01", "9999.99", places=2),
        "direct": some.booleans(),
    }),
    min_size=1,
    max_size=6,
)  # fmt: skip


@pytest.mark.parametrize("policy", ["A", "B", "C"])
@pytest.mark.parametrize("place", [ECRINS, VALLEE, LITTORAL])
@given(stays=STAYS)
@settings(max_examples=25, deadline=None)
def test_the_shares_add_up_to_the_total_for_any_stays(
    stays: list[dict[str, Any]], place: str, policy: str
) -> None:
    walker = host(ready(DECLARATION, policy, place), "h2")
    for number, one in enumerate(stays, 1):
        if number > 1:
            walker.adds("sejours")
        how = {"prix": f"{one['prix']}"} if one["direct"] else {
            "collecte": "operateur", "operateur": "Airbnb"
        }  # fmt: skip
        minors = str(min(one["mineurs"], one["occupants"]))
        judged = stay(walker, str(number), date(2025, 2, one["first"]), one["nights"],
                      occupants=str(one["occupants"]), mineurs=minors, **how)  # fmt: skip
        assert judged.errors == {}
    if walker.journey.current == ("chevauchements",):
        walker.types("chevauchements", simultanes="oui")

    parts = {name: Decimal(value) for name, value in parts_of(walker).items()}

    assert parts["base"] + parts["departementale"] + parts["regionale"] == parts["a_reverser"]
    assert all(one == one.quantize(Decimal("0.01")) and one >= 0 for one in parts.values())
    assert walker.journey.complete or walker.journey.current == ("totaux",)
