"""What each type of block shows."""

import pytest

from tests.blocks.told import Told, block


@pytest.mark.parametrize("name", ["news", "submissions", "documents"])
def test_shows_the_first_ones_and_the_way_to_the_others(name: str) -> None:
    shown = block(f"{name}: {{most: 2}}")

    few, many = shown.content(Told(many=2)), shown.content(Told(many=3))

    assert few is not None
    assert many is not None
    assert (len(few.lines), few.orders) == (2, ())
    assert (len(many.lines), len(many.orders)) == (2, 1)


def test_news_bring_the_telephone_when_asked() -> None:
    with_it, without = block("news: {phone: true}"), block("news: {}")

    found = [one.content(Told()) for one in (with_it, without)]

    assert [one.contact is not None for one in found if one] == [True, False]


def test_without_drafts_the_next_action_is_to_start_one() -> None:
    shown = block("drafts: {}").content(Told())

    assert shown is not None
    assert [one.url for one in shown.orders] == ["/"]


def test_procedures_are_those_named_in_order() -> None:
    shown = block("procedures: {only: [b, a]}").content(Told(many=1))

    assert shown is not None
    assert [one.title for one in shown.lines] == ["b", "a"]


@pytest.mark.parametrize(("many", "said"), [(0, "no message"), (1, "1 message"), (2, "2 messages")])
def test_messages_say_how_many_are_not_read(many: int, said: str) -> None:
    shown = block("messages: {label: Accéder à la messagerie}").content(Told(many=many))

    assert shown is not None
    assert said in shown.html
    assert [one.label for one in shown.orders] == ["Accéder à la messagerie"]


def test_a_tour_that_was_taken_is_offered_no_longer_and_stays_within_reach() -> None:
    shown = block("tour: {}")

    first, again = shown.content(Told(many=1)), shown.content(Told(many=1, done=True))

    assert first is not None
    assert again is not None
    assert (first.refuse is not None, again.refuse) == (True, None)
    assert [one.url for one in (*first.orders, *again.orders)] == ["/visite-guidee"] * 2


@pytest.mark.parametrize("name", ["tour", "tutorials"])
def test_what_a_site_has_not_is_not_shown(name: str) -> None:
    assert block(f"{name}: {{}}").content(Told()) is None


def test_a_link_that_is_closed_to_the_person_is_not_shown() -> None:
    shown = block("links: {links: [{label: Aide, url: /aide}]}")

    assert shown.content(Told(closed=True)) is None


def test_a_list_of_the_profile_shows_each_record_with_its_ways() -> None:
    shown = block(
        'record_list: {list: lieux, label: "{{ row.nom }}", changes: [{label: Modifier,'
        " procedure: lieu}]}"
    )

    content = shown.content(Told(many=2))

    assert content is not None
    assert [one.title for one in content.lines] == ["lieux 0", "lieux 1"]
    assert [(one.label, one.about) for line in content.lines for one in line.orders] == [
        ("Modifier", "lieux 0"), ("Modifier", "lieux 1"),
    ]  # fmt: skip


def test_an_empty_list_of_the_profile_says_what_to_do() -> None:
    written = "record_list: {list: lieux, label: Un lieu, empty: Appelez le service}"

    with_words = block(written).content(Told())
    without = block("record_list: {list: lieux, label: Un lieu}").content(Told())

    assert with_words is not None
    assert with_words.empty == "Appelez le service"
    assert without is None
