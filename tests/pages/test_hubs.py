"""The page of a hub: its items, their state, and what can be done."""

from tests.journeys.walking import Walker, plan
from tests.pages.shown import HubPage, hub_of

COUNTED = """
  - {step: a, title: A, fields: [{field: n, type: integer, min: 1, max: 3}]}
  - group: g
    title: "{{ plural(n, '{n} objet', '{n} objets') }}"
    intro: Les **objets**.
    count: n
    as: objet
    item: "{{ objet.x if answered(objet.x) else 'Objet ' + text(objet.position) }}"
    load: Décrire l'objet {{ objet.position }}
    steps:
      - {step: b, title: B, fields: [{field: x, type: text}]}
      - {step: c, title: C, fields: [{field: y, type: text}]}
  - {step: e, title: E, fields: [{field: z, type: text}]}
"""
FREE = """
  - group: g
    title: G
    min: 1
    max: 2
    steps: [{step: b, title: B, fields: [{field: x, type: text}]}]
"""


def with_count(number: int) -> Walker:
    """Somebody who wants so many items."""
    walker = Walker(plan(COUNTED))
    walker.types("a", n=str(number))
    return walker


def states(page: HubPage) -> list[tuple[str, str, str, str]]:
    """The rows, in short."""
    return [(one.title, one.state, one.action, one.url) for one in page.items]


def test_an_item_is_to_do_begun_or_done() -> None:
    walker = with_count(3)
    walker.types("g", "1", "b", x="Vase")
    walker.types("g", "1", "c", y="y")
    walker.types("g", "2", "b", x="Lampe")

    page = hub_of(walker, "g")

    assert states(page) == [
        ("Vase", "done", "Modifier", "/g/1/b"),
        ("Lampe", "doing", "Continuer", "/g/2/c"),
        ("Objet 3", "todo", "Décrire l'objet 3", "/g/3/b"),
    ]


def test_it_says_how_many_are_left_and_leads_on_when_none_is() -> None:
    walker = with_count(1)
    before = hub_of(walker, "g")
    walker.types("g", "1", "b", x="Vase")
    walker.types("g", "1", "c", y="y")
    after = hub_of(walker, "g")

    assert (before.missing, before.next_url) == ("Il reste 1 élément à compléter.", None)
    assert (after.missing, after.next_url) == (None, "/e")


def test_several_that_are_left_are_counted() -> None:
    page = hub_of(with_count(2), "g")

    assert page.missing == "Il reste 2 éléments à compléter."


def test_the_author_may_say_it_in_other_words() -> None:
    steps = COUNTED.replace(
        "    count: n\n",
        '    count: n\n    missing: "Encore {{ left }}"\n    add: Un objet de plus\n',
    )
    walker = Walker(plan(steps))
    walker.types("a", n="2")

    page = hub_of(walker, "g")

    assert (page.missing, page.add_label) == ("Encore 2", "Un objet de plus")


def test_its_title_and_its_place_on_the_way() -> None:
    page = hub_of(with_count(2), "g")

    assert (page.heading, page.title) == ("2 objets", "2 objets – Essai")
    assert page.intro == "<p>Les <strong>objets</strong>.</p>\n"
    assert (page.progress.position, page.progress.total, page.back) == (2, 4, "/a")


def test_an_item_may_be_added_up_to_what_the_field_that_counts_allows() -> None:
    pages = [hub_of(with_count(number), "g") for number in (2, 3)]

    assert [page.can_add for page in pages] == [True, False]


def test_the_last_item_cannot_be_removed() -> None:
    pages = [hub_of(with_count(number), "g") for number in (1, 2)]

    assert [[one.remove_url for one in page.items] for page in pages] == [
        [None], ["/retirer/g/1", "/retirer/g/2"],
    ]  # fmt: skip


def test_too_many_items_must_be_removed_before_anything_else() -> None:
    walker = with_count(3)
    for key in ("1", "2", "3"):
        walker.types("g", key, "b", x=f"Objet {key}")

    walker.types("a", n="1")
    page = hub_of(walker, "g")

    assert page.extra == (
        "Vous en avez commencé 2 de plus que le nombre indiqué\u00a0: supprimez ceux que vous ne"
        " voulez pas envoyer."
    )
    assert (page.missing, page.can_add, page.next_url) == (None, False, None)
    assert all(one.remove_url for one in page.items)
    assert [one.state for one in page.items] == ["doing", "extra", "extra"]


def test_a_group_without_count_is_added_to_up_to_its_most() -> None:
    walker = Walker(plan(FREE))
    first = hub_of(walker, "g")
    walker.adds("g")
    second = hub_of(walker, "g")

    assert (first.can_add, second.can_add) == (True, False)
    assert [len([one for one in page.items if one.remove_url]) for page in (first, second)] == [
        0,
        2,
    ]
    assert states(first) == [("1", "todo", "Commencer", "/g/1/b")]


def test_an_item_that_nothing_concerns_leads_back_to_the_hub() -> None:
    steps = FREE.replace("title: B", 'title: B, when: account.profile == "x"')
    walker = Walker(plan(steps))

    page = hub_of(walker, "g")

    assert states(page) == [("1", "done", "Modifier", "/g")]
