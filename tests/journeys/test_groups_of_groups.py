"""Groups in groups, asked one after the other, from the profile, and of hundreds of items."""

import pytest

from engine.errors import NotFoundError
from engine.journeys import Context
from engine.journeys.changing import with_end, with_item, without_item
from engine.pages.hubs import AT_ONCE, hub_page, page_of
from engine.pages.links import NoLinks
from engine.pages.sections import sections_of
from tests.journeys.walking import TODAY, Walker, plan

HOMES = """\
  - group: logements
    title: Logements
    as: logement
    max: 5
    item: "{{ logement.ville if answered(logement.ville) else 'Un logement' }}"
    steps:
      - step: ville
        title: Ville
        fields:
          - {field: ville, type: text, label: Ville}
          - {field: meuble, type: yes_no, label: Meublé}
      - group: chambres
        title: Les chambres
        as: chambre
        when: meuble
        max: 3
        steps:
          - step: surface
            title: Surface
            fields:
              - {field: surface, type: integer, label: "Surface à {{ ville }}"}
              - {field: balcon, type: yes_no, label: Balcon, when: surface > 10}
      - step: fin
        title: Fin
        fields: [{field: total, type: integer, label: "{{ sum(chambres.surface) }}"}]
  - step: ensemble
    title: "{{ sum(logements.chambres.surface) }} m²"
    fields: [{field: vu, type: yes_no, label: Vu}]
"""
INNER = ("logements", "1", "chambres")


def furnished() -> Walker:
    walker = Walker(plan(HOMES))
    walker.types("logements", "1", "ville", ville="Gap", meuble="oui")
    return walker


def rooms(walker: Walker, *surfaces: int) -> None:
    for number, surface in enumerate(surfaces, 1):
        if number > 1:
            walker.answers = adding(walker)
        walker.types(*INNER, str(number), "surface", surface=str(surface))
        if surface > 10:
            walker.types(*INNER, str(number), "surface", surface=str(surface), balcon="non")


def adding(walker: Walker) -> dict[str, object]:

    return with_item(walker.journey, walker.journey.hub(INNER))


def test_a_hub_stands_inside_an_item() -> None:
    walker = furnished()
    journey = walker.journey

    hub = journey.hub(INNER)

    assert [one.key for one in hub.items] == ["1"]
    assert journey.following(("logements", "1", "ville")) == INNER
    assert journey.before((*INNER, "1", "surface")) == INNER
    assert journey.following((*INNER, "1", "surface")) == INNER
    with pytest.raises(NotFoundError):
        journey.place(("logements", "1", "fin"))


def test_an_item_of_an_item_is_asked_kept_and_sent() -> None:
    walker = furnished()
    rooms(walker, 9, 12)
    walker.types("logements", "1", "fin", total="21")
    walker.types("ensemble", vu="oui")

    assert walker.journey.complete
    assert walker.journey.sent() == {
        "logements": [
            {
                "ville": "Gap",
                "meuble": True,
                "chambres": [{"surface": 9}, {"surface": 12, "balcon": False}],
                "total": 21,
            }
        ],
        "vu": True,
    }


def test_columns_of_inner_items_are_summed_inside_and_outside() -> None:
    walker = furnished()
    rooms(walker, 9, 12)
    inside = walker.step("logements", "1", "fin")
    walker.types("logements", "1", "fin", total="21")
    outside = walker.step("ensemble")

    label = inside.plan.fields[0].field.label
    assert label is not None
    assert label.render(inside.environment, "fr") == "21"
    assert outside.plan.step.title.render(outside.environment, "fr") == "21 m²"


def test_inner_answers_are_withdrawn_with_their_group() -> None:
    walker = furnished()
    rooms(walker, 9)
    walker.types("logements", "1", "ville", ville="Gap", meuble="non")

    item = walker.journey.sent()["logements"][0]
    walker.types("logements", "1", "ville", ville="Gap", meuble="oui")

    assert item == {"ville": "Gap", "meuble": False}
    assert walker.journey.sent()["logements"][0]["chambres"] == [{"surface": 9}]


def test_an_inner_item_is_removed() -> None:

    walker = furnished()
    rooms(walker, 9, 12)

    walker.answers = without_item(walker.journey, walker.journey.hub(INNER), "1")

    assert [one.key for one in walker.journey.hub(INNER).items] == ["2"]


def test_the_summary_names_inner_items() -> None:
    walker = furnished()
    rooms(walker, 9, 12)
    walker.types("logements", "1", "fin", total="21")

    titles = [one.title for one in sections_of(walker.journey, NoLinks())][:3]

    assert titles == ["1. Gap", "1. Gap – 1. chambres", "1. Gap – 2. chambres"]


def test_what_is_walked_anew_is_what_is_walked_from_the_change() -> None:
    walker = furnished()
    rooms(walker, 9, 12)
    before = walker.journey
    walker.types("logements", "1", "fin", total="21")

    changed = before.changed(walker.answers)

    assert changed.sent() == walker.journey.sent()
    assert changed.current == walker.journey.current


DRIVEN = """\
  - group: personnes
    title: Personnes
    as: personne
    max: 3
    driven: {field: encore, label: "{{ count(personnes) }} : une autre ?"}
    steps:
      - step: nom
        title: Nom
        fields: [{field: nom, type: text, label: Nom}]
  - step: fin
    title: Fin
    fields: [{field: fin, type: text, label: Fin}]
"""


def test_it_is_asked_after_each_item_whether_there_is_another() -> None:
    walker = Walker(plan(DRIVEN))
    at_first = walker.hub("personnes").asks
    walker.types("personnes", "1", "nom", nom="Léa")
    asked = walker.hub("personnes")
    walker.adds("personnes")
    begun = walker.hub("personnes").asks
    walker.types("personnes", "2", "nom", nom="Tom")
    walker.answers = with_end(walker.journey, walker.hub("personnes"))

    assert (at_first, asked.asks, asked.complete, begun) == (False, True, False, False)
    assert walker.journey.current == ("fin",)
    assert "encore" not in walker.journey.sent()


def test_one_more_item_takes_back_that_there_was_none() -> None:
    walker = Walker(plan(DRIVEN))
    walker.types("personnes", "1", "nom", nom="Léa")
    walker.answers = with_end(walker.journey, walker.hub("personnes"))
    walker.adds("personnes")
    walker.types("personnes", "2", "nom", nom="Tom")

    assert walker.journey.current == ("personnes",)


def test_nothing_is_asked_when_there_are_as_many_as_there_may_be() -> None:
    walker = Walker(plan(DRIVEN))
    for number, name in enumerate(("Léa", "Tom", "Zoé"), 1):
        if number > 1:
            walker.adds("personnes")
        walker.types("personnes", str(number), "nom", nom=name)

    assert not walker.hub("personnes").asks
    assert walker.journey.current == ("fin",)


FILLED = """\
  - group: enfants
    title: Enfants
    as: enfant
    from: profile.personnes
    item: "{{ enfant.nom if answered(enfant.nom) else row.nom }}"
    steps:
      - step: nom
        title: Nom
        fields: [{field: nom, type: text, label: Nom, prefill: row.nom}]
"""


def test_a_list_of_the_profile_fills_a_group_until_something_is_answered() -> None:
    known = {"personnes": [{"id": "a", "nom": "Léa"}, {"id": "b", "nom": "Tom"}]}
    walker = Walker(plan(FILLED), context=Context(today=TODAY, profile=known))
    names = walker.hub("enfants").plan.group.item
    assert names is not None

    shown = [names.render(one.environment, "fr") for one in walker.hub("enfants").items]
    walker.types("enfants", "1", "nom", nom="Léa-Rose")
    walker.adds("enfants")
    walker.context = Context(today=TODAY, profile={"personnes": known["personnes"][:1]})
    kept = [names.render(one.environment, "fr") for one in walker.hub("enfants").items]

    assert shown == ["Léa", "Tom"]
    assert kept == ["Léa-Rose", "…", "…"]


def test_without_list_a_group_begins_empty() -> None:
    walker = Walker(plan(FILLED))

    assert walker.hub("enfants").items == ()
    assert walker.journey.complete


MANY = """\
  - step: seuil
    title: Seuil
    fields:
      - {field: seuil, type: integer, label: Seuil}
      - {field: note, type: text, label: Note}
  - group: sejours
    title: Séjours
    as: sejour
    max: 1000
    steps:
      - step: nuits
        title: Nuits
        fields:
          - {field: nuits, type: integer, label: Nuits, max: seuil}
  - step: fin
    title: "{{ sum(sejours.nuits) }}"
    fields: [{field: fin, type: text, label: Fin}]
"""


def many(number: int) -> Walker:
    items = [{"_key": str(one), "nuits": one % 7} for one in range(1, number + 1)]
    return Walker(plan(MANY), {"seuil": 9, "note": "a", "sejours": items})


def test_of_many_items_only_the_one_that_changed_is_looked_at_again() -> None:
    walker = many(400)
    before = walker.journey
    walker.types("sejours", "200", "nuits", nuits="8")

    after = before.changed(walker.answers)

    same = [
        old is new
        for old, new in zip(before.hub("sejours").items, after.hub("sejours").items, strict=True)
    ]
    assert same.count(False) == 1
    assert after.sent() == walker.journey.sent()


@pytest.mark.parametrize(("name", "value", "kept"), [("note", "b", True), ("seuil", 8, False)])
def test_items_are_looked_at_again_when_what_they_read_around_them_changes(
    name: str, value: object, kept: bool
) -> None:
    walker = many(40)
    before = walker.journey

    after = before.changed({**walker.answers, name: value})

    same = before.hub("sejours").items[0] is after.hub("sejours").items[0]
    assert same is kept


def test_a_group_holds_no_more_than_its_author_says() -> None:
    walker = many(1000)
    hub = walker.hub("sejours")

    assert (len(hub.items), hub.can_add) == (1000, False)


def test_a_hub_of_many_items_shows_the_page_where_something_is_to_be_done() -> None:
    walker = many(60)
    walker.answers["sejours"][29].pop("nuits")
    hub = walker.hub("sejours")

    page = hub_page(walker.journey, hub, NoLinks(), revision=1, draft="d", action="")

    assert (page_of(hub), page_of(hub, "60")) == (2, 3)
    assert page.slice is not None
    assert (page.slice.first, page.slice.last, page.slice.done) == (21, 40, 59)
    assert len(page.items) == AT_ONCE


def test_more_items_than_there_may_be_are_refused_with_a_sentence() -> None:
    steps = MANY.replace("max: 1000", "count: seuil * 200")
    walker = Walker(plan(steps), {"seuil": 9, "note": "a"})

    page = hub_page(
        walker.journey, walker.hub("sejours"), NoLinks(), revision=1, draft="", action=""
    )

    assert page.full is not None
    assert page.full.startswith("Vous en demandez 1800")
