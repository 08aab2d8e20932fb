"""Groups: items by a count or added at will, each with its own way, gathered by a hub."""

import pytest

from engine.errors import NotFoundError
from engine.journeys import KEY, Journey, fit, without
from tests.journeys.walking import Walker, errors, plan

COUNTED = """
  - {step: a, title: A, fields: [{field: n, type: integer, min: 0, max: 5}]}
  - group: g
    title: G
    as: one
    count: n
    steps:
      - {step: b, title: B, fields: [{field: x, type: text}]}
      - {step: c, title: C, when: x == "more", fields: [{field: y, type: text}]}
      - {step: d, title: D, when: one.x == "more", fields: [{field: z, type: text}]}
"""
FREE = """
  - group: g
    title: G
    as: one
    min: 1
    max: 3
    steps: [{step: b, title: B, fields: [{field: x, type: text}]}]
"""


def counted(number: int, *texts: str) -> Walker:
    """Somebody who wants so many items, with the first of them answered."""
    walker = Walker(plan(COUNTED))
    walker.types("a", n=str(number))
    for key, text in enumerate(texts, 1):
        walker.types("g", str(key), "b", x=text)
    return walker


def test_a_count_makes_as_many_items_each_empty() -> None:
    hub = counted(3).hub("g")

    assert [(item.key, item.position, item.empty) for item in hub.items] == [
        ("1", 1, True), ("2", 2, True), ("3", 3, True),
    ]  # fmt: skip
    assert (hub.wanted, hub.complete) == (3, False)


def test_a_count_of_nothing_is_complete_at_once() -> None:
    walker = counted(0)

    journey = walker.journey

    assert journey.complete
    assert journey.sent() == {"n": 0, "g": []}


def test_an_item_goes_its_own_way() -> None:
    walker = counted(2, "more", "less")

    items = walker.hub("g").items

    assert [[step.path[2] for step in item.steps] for item in items] == [["b", "c"], ["b"]]
    assert [(item.complete, item.total) for item in items] == [(False, 3), (True, 1)]


def test_the_steps_of_an_item_open_one_after_the_other() -> None:
    walker = counted(1, "more")

    with pytest.raises(NotFoundError):
        walker.step("g", "1", "d")
    walker.types("g", "1", "c", y="y")
    opened = walker.step("g", "1", "d")
    walker.types("g", "1", "d", z="z")

    assert opened.path == ("g", "1", "d")
    assert walker.journey.sent() == {"n": 1, "g": [{"x": "more", "y": "y", "z": "z"}]}


def test_items_may_be_answered_in_any_order() -> None:
    walker = counted(3)

    walker.types("g", "3", "b", x="troisième")
    walker.types("g", "1", "b", x="premier")

    assert [(item.complete, item.empty) for item in walker.hub("g").items] == [
        (True, False), (False, True), (True, False),
    ]  # fmt: skip


def test_the_place_of_an_item_is_the_first_that_is_not_answered() -> None:
    walker = counted(2, "more")

    current = [item.current for item in walker.hub("g").items]

    assert [place and place.path for place in current] == [("g", "1", "c"), ("g", "2", "b")]


def test_less_items_take_away_the_empty_ones_from_the_end() -> None:
    walker = counted(3)
    walker.types("g", "2", "b", x="gardé")

    walker.types("a", n="1")

    hub = walker.hub("g")
    assert [item.key for item in hub.items] == ["2"]
    assert walker.journey.complete


def test_items_that_hold_an_answer_are_never_taken_away_unasked() -> None:
    walker = counted(3, "un", "deux", "trois")

    walker.types("a", n="1")
    hub = walker.hub("g")

    assert [item.key for item in hub.items] == ["1", "2", "3"]
    assert (hub.wanted, hub.complete, walker.journey.complete) == (1, False, False)


def test_removing_what_is_too_much_makes_the_hub_complete() -> None:
    walker = counted(3, "un", "deux", "trois")
    walker.types("a", n="2")

    walker.removes("g", "1")

    assert walker.journey.complete
    assert walker.journey.sent() == {"n": 2, "g": [{"x": "deux"}, {"x": "trois"}]}


def test_removing_an_item_that_was_wanted_lowers_the_count() -> None:
    walker = counted(2, "un", "deux")

    walker.removes("g", "1")

    assert walker.journey.sent() == {"n": 1, "g": [{"x": "deux"}]}


def test_more_items_leave_the_others_as_they_are() -> None:
    walker = counted(1, "un")

    walker.types("a", n="2")

    assert [(item.key, item.complete) for item in walker.hub("g").items] == [
        ("1", True),
        ("2", False),
    ]


def test_the_field_that_counts_says_how_many_there_may_be() -> None:
    hub = counted(5).hub("g")

    assert (hub.least, hub.most) == (0, 5)


def test_a_count_above_what_its_field_allows_is_not_complete() -> None:
    items = [{KEY: str(key), "x": "x"} for key in range(1, 7)]
    walker = Walker(plan(COUNTED), {"n": 6, "g": items})

    hub = walker.hub("g")

    assert (hub.most, hub.complete) == (5, False)


def test_a_group_without_count_begins_with_its_least_number_of_items() -> None:
    walker = Walker(plan(FREE.replace("min: 1", "min: 2")))

    hub = walker.hub("g")

    assert [item.key for item in hub.items] == ["1", "2"]
    assert (hub.wanted, hub.least, hub.most, hub.complete) == (None, 2, 3, False)


def test_a_person_adds_and_removes_items() -> None:
    walker = Walker(plan(FREE))
    walker.types("g", "1", "b", x="un")
    walker.adds("g")
    walker.types("g", "2", "b", x="deux")
    full = walker.journey.sent()

    walker.removes("g", "1")

    assert full == {"g": [{"x": "un"}, {"x": "deux"}]}
    assert walker.journey.sent() == {"g": [{"x": "deux"}]}
    assert [item.key for item in walker.hub("g").items] == ["2"]


def test_an_item_that_was_added_must_be_answered() -> None:
    walker = Walker(plan(FREE))
    walker.types("g", "1", "b", x="un")

    walker.adds("g")

    assert not walker.journey.complete


def test_more_items_than_the_most_are_not_complete() -> None:
    items = [{KEY: str(key), "x": "x"} for key in range(1, 5)]
    walker = Walker(plan(FREE), {"g": items})

    assert not walker.journey.complete


@pytest.mark.parametrize("most", ["0", "absent"])
def test_a_most_of_nothing_is_not_fifty_but_an_unknown_one_is(most: str) -> None:
    walker = Walker(plan(FREE.replace("max: 3", f"max: {most}")))

    hub = walker.hub("g")

    assert hub.most == (0 if most == "0" else 50)


def test_fifty_items_at_most_whatever_is_said() -> None:
    steps = COUNTED.replace(", max: 5", "")
    walker = Walker(plan(steps))

    walker.types("a", n="999999999")

    assert len(walker.hub("g").items) == 50
    assert not walker.journey.complete


def test_an_unknown_or_negative_count_makes_no_item_and_is_not_complete() -> None:
    steps = [COUNTED.replace("count: n", f"count: {count}") for count in ("absent", "0 - 1")]

    hubs = [Walker(plan(text), {"n": 2}).hub("g") for text in steps]

    assert [(len(hub.items), hub.complete) for hub in hubs] == [(0, False), (0, False)]


def test_an_item_that_no_step_concerns_is_complete_and_leads_nowhere() -> None:
    steps = FREE.replace("title: B", 'title: B, when: account.profile == "x"')
    walker = Walker(plan(steps))

    (item,) = walker.hub("g").items

    assert (item.steps, item.current, item.complete) == ((), None, True)


def test_after_the_group_its_items_are_read_as_a_list() -> None:
    field = """{field: v, type: text, when: '"b" in g.x'}"""
    steps = FREE + f"  - {{step: e, title: E, when: count(g) == 2, fields: [{field}]}}\n"
    walker = Walker(plan(steps))
    walker.types("g", "1", "b", x="a")
    one = walker.journey.complete
    walker.adds("g")
    walker.types("g", "2", "b", x="b")

    place = walker.step("e")

    assert one
    assert [field.name for field in place.visible] == ["v"]


def test_an_item_does_not_read_the_answers_of_another() -> None:
    walker = counted(2, "more", "less")

    first, second = (item.environment for item in walker.hub("g").items)

    assert (first.get("x"), second.get("x")) == ("more", "less")
    assert [first.get("one").get("position"), second.get("one").get("position")] == [1, 2]


def test_the_alias_tells_what_is_typed_not_what_was_kept() -> None:
    steps = """
  - group: g
    title: G
    as: one
    steps:
      - step: b
        title: B
        fields:
          - {field: y, type: text, when: one.x == "more"}
          - {field: x, type: choice, choices: [more, less]}
"""
    walker = Walker(plan(steps))
    walker.types("g", "1", "b", x="less")

    opened = walker.judged("g", "1", "b", x="more")
    walker.types("g", "1", "b", x="more", y="y")
    closed = walker.judged("g", "1", "b", x="less", y="y")

    assert errors(opened) == {"y": "required"}
    assert walker.journey.sent() == {"g": [{"x": "more", "y": "y"}]}
    assert closed.answers == {"x": "less"}


@pytest.mark.parametrize(
    ("kept", "wanted", "keys"),
    [
        ([], 2, ["1", "2"]),
        ([{KEY: "4", "x": "a"}], 2, ["4", "5"]),
        ([{KEY: "1"}, {KEY: "2", "x": "a"}], 1, ["2"]),
        ([{KEY: "1", "x": False}, {KEY: "2"}], 1, ["1"]),
        ([{KEY: "1"}, {KEY: "2", "x": 0}], 1, ["2"]),
        ([{KEY: "1", "x": None}, {KEY: "2", "x": []}], 0, []),
        ([{KEY: "1", "x": "a"}], 0, ["1"]),
        ([{KEY: "1", "x": "a"}], -3, ["1"]),
    ],
)
def test_items_fit_what_is_wanted(
    kept: list[dict[str, object]], wanted: int, keys: list[str]
) -> None:
    found = fit(kept, wanted)

    assert [item[KEY] for item in found] == keys


def test_an_empty_item_that_is_taken_away_leaves_no_trace() -> None:
    kept = [{KEY: "1", "x": "a"}, {KEY: "7"}]

    found = fit(fit(kept, 1), 2)

    assert [item[KEY] for item in found] == ["1", "2"]


def test_without_an_item_the_others_keep_their_keys() -> None:
    items = [{KEY: "1"}, {KEY: "2", "x": "a"}]

    found = without(items, "1")

    assert found == [{KEY: "2", "x": "a"}]
    assert without(items, "9") == items


def test_a_journey_changes_none_of_the_answers_it_is_given() -> None:
    walker = counted(2, "un")
    before = {"n": 2, "g": [dict(item) for item in walker.answers["g"]]}

    Journey(walker.plan, walker.answers, walker.context)

    assert walker.answers == before
