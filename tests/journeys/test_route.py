"""The route: the steps that concern the person, each open when all before it is answered."""

import pytest

from engine.errors import NotFoundError
from engine.journeys import Context
from tests.journeys.walking import Walker, errors, plan

THREE = """
  - {step: a, title: A, fields: [{field: x, type: choice, choices: [un, deux]}]}
  - {step: b, title: B, when: x == "deux", fields: [{field: y, type: text}]}
  - {step: c, title: C, fields: [{field: z, type: text, optional: true}]}
"""
GROUPED = """
  - {step: a, title: A, fields: [{field: n, type: integer, min: 0, max: 9}]}
  - group: g
    title: G
    count: n
    as: one
    steps:
      - {step: b, title: B, fields: [{field: y, type: text}]}
      - {step: c, title: C, fields: [{field: z, type: text}]}
  - {step: d, title: D, fields: [{field: w, type: text}]}
"""


def names(walker: Walker) -> list[str]:
    """The places of the route, as far as they are open."""
    return ["/".join(place.path) for place in walker.journey.places]


def test_a_later_step_is_closed_until_its_turn() -> None:
    walker = Walker(plan(THREE))

    with pytest.raises(NotFoundError):
        walker.journey.place(("c",))

    assert (names(walker), walker.journey.current) == (["a"], ("a",))


@pytest.mark.parametrize(("x", "route"), [("un", ["a", "c"]), ("deux", ["a", "b"])])
def test_a_condition_decides_whether_a_step_is_on_the_route(x: str, route: list[str]) -> None:
    walker = Walker(plan(THREE))

    walker.types("a", x=x)

    assert names(walker) == route


def test_the_journey_is_complete_when_all_that_it_reaches_is_answered() -> None:
    walker = Walker(plan(THREE))

    walker.types("a", x="un")
    walker.types("c", z="")

    assert walker.journey.complete
    assert walker.journey.current == ()
    assert walker.journey.sent() == {"x": "un"}


def test_an_optional_answer_left_empty_is_an_answer_for_the_route_and_nothing_is_sent() -> None:
    walker = Walker(plan(THREE), {"x": "un"})
    before = walker.journey.complete

    judged = walker.types("c", z="  ")

    assert (before, judged.answers, walker.journey.complete) == (False, {"z": None}, True)
    assert "z" not in walker.journey.sent()


def test_going_back_loses_no_later_answer() -> None:
    walker = Walker(plan(THREE), {"x": "deux", "y": "gardé", "z": "aussi"})

    walker.types("a", x="deux")

    assert walker.journey.sent() == {"x": "deux", "y": "gardé", "z": "aussi"}


def test_an_unknown_condition_closes_its_step() -> None:
    walker = Walker(plan("  - {step: a, title: A, when: absent == 'x'}\n"))

    route = names(walker)

    assert (route, walker.journey.complete, walker.journey.before(())) == ([], True, None)


def test_a_procedure_in_which_nothing_concerns_the_person_sends_nothing() -> None:
    walker = Walker(plan('  - {step: a, title: A, when: account.profile == "x"}\n'))

    journey = walker.journey

    assert (journey.sent(), journey.total(), journey.current) == ({}, 0, ())


@pytest.mark.parametrize(
    ("profile", "route"), [("employeur", ["a"]), ("particulier", []), (None, [])]
)
def test_a_condition_may_depend_on_who_the_person_is(profile: str | None, route: list[str]) -> None:
    steps = '  - {step: a, title: A, when: account.profile == "employeur"}\n'
    account = {"profile": profile} if profile else {}

    walker = Walker(plan(steps), context=Context(account=account))

    assert names(walker) == route


def test_a_step_that_only_informs_must_be_seen_once() -> None:
    walker = Walker(
        plan(
            "  - {step: a, title: A, fields: [{field: n, type: note, text: Lisez.}]}\n"
            "  - {step: b, title: B}\n"
        )
    )
    first = walker.journey.current

    walker.types("a")
    second = walker.journey.current
    walker.types("b")

    assert (first, second, walker.journey.current) == (("a",), ("b",), ())
    assert walker.journey.sent() == {}


@pytest.mark.parametrize(
    ("more", "fields", "route"),
    [
        ("", "{field: y, type: text, when: x}", ["a", "c"]),
        ("", "{field: y, type: files, when: x}", ["a", "c"]),
        ("", "{field: y, type: note, text: Lisez., when: x}", ["a", "c"]),
        ("", "{field: y, type: text, when: x}, {field: z, type: text, when: y == 'b'}", ["a", "c"]),
        ("intro: Lisez., ", "{field: y, type: text, when: x}", ["a", "b", "c"]),
        ("", "{field: y, type: text, when: x}, {field: z, type: note, text: N}", ["a", "b", "c"]),
        ("", "{field: y, type: text, when: not x}", ["a", "b"]),
    ],
)
def test_a_step_with_nothing_to_ask_and_nothing_to_say_is_passed_over(
    more: str, fields: str, route: list[str]
) -> None:
    steps = f"""
  - {{step: a, title: A, fields: [{{field: x, type: yes_no}}]}}
  - {{step: b, title: B, {more}fields: [{fields}]}}
  - {{step: c, title: C, fields: [{{field: w, type: text}}]}}
"""
    walker = Walker(plan(steps))

    walker.types("a", x="non")

    assert names(walker) == route
    assert walker.journey.total() == (2 if route == ["a", "c"] else 3)


def test_a_step_passed_over_is_asked_again_when_a_field_of_it_opens() -> None:
    steps = """
  - {step: a, title: A, fields: [{field: x, type: yes_no}]}
  - {step: b, title: B, fields: [{field: y, type: text, when: x}]}
"""
    walker = Walker(plan(steps), {"x": True, "y": "gardé"})
    journey = walker.journey

    over = journey.changed({"x": False, "y": "gardé"})
    again = over.changed({"x": True, "y": "gardé"})

    assert ([one.path for one in over.places], over.sent()) == ([("a",)], {"x": False})
    assert over.following(("a",)) == ()
    assert over.before(()) == ("a",)
    assert again.sent() == {"x": True, "y": "gardé"}


def test_a_step_of_an_item_with_nothing_to_ask_is_passed_over() -> None:
    steps = """
  - group: g
    title: G
    as: one
    steps:
      - {step: a, title: A, fields: [{field: x, type: yes_no}]}
      - {step: b, title: B, fields: [{field: y, type: text, when: one.x}]}
      - {step: c, title: C, fields: [{field: z, type: text}]}
"""
    walker = Walker(plan(steps))
    totals = [walker.hub("g").items[0].total]

    for x in ("non", "oui"):
        walker.types("g", "1", "a", x=x)
        totals.append(walker.hub("g").items[0].total)
        followed = walker.journey.following(("g", "1", "a"))
        assert followed == ("g", "1", "c" if x == "non" else "b")

    assert totals == [2, 2, 3]


def test_a_note_asks_nothing_beside_a_question() -> None:
    steps = (
        "  - {step: a, title: A, fields:"
        " [{field: n, type: note, text: Lisez.}, {field: x, type: text}]}\n"
    )
    walker = Walker(plan(steps))

    judged = walker.types("a", x="vu", n="typed all the same")

    assert judged.visible == {"n", "x"}
    assert walker.journey.sent() == {"x": "vu"}


def test_following_and_before_lead_along_the_route() -> None:
    walker = Walker(plan(THREE), {"x": "un", "z": None})
    journey = walker.journey

    assert (journey.following(("a",)), journey.before(("a",))) == (("c",), None)
    assert (journey.following(("c",)), journey.before(("c",))) == ((), ("a",))
    assert journey.before(()) == ("c",)


def test_following_and_before_lead_in_and_out_of_an_item() -> None:
    walker = Walker(plan(GROUPED))
    walker.types("a", n="2")
    walker.types("g", "2", "b", y="y")

    journey = walker.journey

    assert journey.following(("a",)) == ("g",)
    assert journey.following(("g", "2", "b")) == ("g", "2", "c")
    assert journey.following(("g", "2", "c")) == ("g",)
    assert journey.before(("g", "2", "c")) == ("g", "2", "b")
    assert journey.before(("g", "2", "b")) == ("g",)
    assert journey.before(("g",)) == ("a",)


def test_what_is_answered_last_in_an_item_leads_to_its_hub() -> None:
    walker = Walker(plan(GROUPED))
    walker.types("a", n="1")

    walker.types("g", "1", "b", y="y")
    walker.types("g", "1", "c", z="z")

    assert walker.journey.following(("g", "1", "c")) == ("g",)
    assert walker.journey.following(("g",)) == ("d",)


@pytest.mark.parametrize(
    "path",
    [
        ("absent",), ("d",), ("g", "1"), ("g", "9", "b"), ("g", "1", "c"), ("g", "1", "absent"),
        ("a", "1", "b"), ("g", "1", "b", "x"), ("absent", "1", "b"), ("",), ("g", "", ""),
    ],
)  # fmt: skip
def test_a_path_that_is_not_open_is_not_found(path: tuple[str, ...]) -> None:
    walker = Walker(plan(GROUPED))
    walker.types("a", n="1")
    journey = walker.journey

    for ask in (journey.place, journey.following, journey.before):
        with pytest.raises(NotFoundError):
            ask(path)


@pytest.mark.parametrize("name", ["a", "absent", "d", ""])
def test_what_is_no_open_hub_is_not_found(name: str) -> None:
    walker = Walker(plan(GROUPED))
    walker.types("a", n="1")

    with pytest.raises(NotFoundError):
        walker.journey.hub(name)


@pytest.mark.parametrize(
    ("answers", "total"),
    [({}, 2), ({"x": "un"}, 2), ({"x": "deux"}, 3), ({"x": "deux", "y": "y", "z": None}, 3)],
)
def test_the_total_counts_the_steps_that_concern_the_person_as_far_as_known(
    answers: dict[str, str], total: int
) -> None:
    journey = Walker(plan(THREE), dict(answers)).journey

    assert journey.total() == total


def test_a_check_closes_the_way_when_it_fails_and_only_then() -> None:
    steps = """
  - step: a
    title: A
    fields: [{field: x, type: integer}, {field: y, type: integer, optional: true}]
    checks: [{check: x < y, message: Trop, on: y}, {check: x != 5, message: Pas cinq}]
"""
    walker = Walker(plan(steps))

    found = [
        errors(walker.judged("a", x=x, y=y))
        for x, y in [("1", "2"), ("2", "1"), ("1", ""), ("5", "6"), ("5", "1"), ("", "1")]
    ]

    assert found == [
        {},
        {"y": "check:0"},
        {},
        {"check:1": "check:1"},
        {"y": "check:0", "check:1": "check:1"},
        {"x": "required"},
    ]


def test_a_check_beside_a_field_that_is_wrong_already_says_nothing() -> None:
    steps = """
  - step: a
    title: A
    fields: [{field: x, type: integer}, {field: y, type: integer, max: 3}]
    checks: [{check: x > 100, message: Petit, on: y}, {check: x > 100, message: Petit, on: x}]
"""
    walker = Walker(plan(steps))

    found = errors(walker.judged("a", x="1", y="9"))

    assert found == {"y": "max", "x": "check:1"}


def test_an_answer_kept_that_fails_a_check_reopens_its_step() -> None:
    steps = """
  - {step: a, title: A, fields: [{field: x, type: integer}]}
  - step: b
    title: B
    fields: [{field: y, type: integer}]
    checks: [{check: x < y, message: Trop}]
"""
    walker = Walker(plan(steps))
    walker.types("a", x="1")
    walker.types("b", y="2")
    complete = walker.journey.complete

    walker.types("a", x="3")

    assert complete
    assert walker.journey.current == ("b",)


def test_a_limit_taken_from_another_answer_moves_with_it() -> None:
    steps = """
  - {step: a, title: A, fields: [{field: most, type: integer}]}
  - step: b
    title: B
    fields:
      - {field: x, type: integer, min: 1, max: most}
      - {field: t, type: text, max_length: most}
      - {field: c, type: choices, max: most, choices: [a, b, c]}
"""
    walker = Walker(plan(steps))
    walker.types("a", most="2")
    refused = errors(walker.judged("b", x="3", t="abc", c=["a", "b", "c"]))
    walker.types("b", x="2", t="ab", c=["a", "b"])
    complete = walker.journey.complete

    walker.types("a", most="1")

    assert refused == {"x": "max", "t": "max_length", "c": "max"}
    assert complete
    assert walker.journey.current == ("b",)


def test_a_limit_that_is_unknown_limits_nothing() -> None:
    steps = "  - {step: a, title: A, fields: [{field: x, type: integer, max: absent}]}\n"
    walker = Walker(plan(steps))

    judged = walker.types("a", x="999")

    assert judged.errors == {}


def test_a_limit_may_be_taken_from_the_same_step_whatever_the_order() -> None:
    steps = """
  - step: a
    title: A
    fields: [{field: x, type: integer, max: most}, {field: most, type: integer}]
"""
    walker = Walker(plan(steps))

    found = errors(walker.judged("a", x="3", most="2"))

    assert found == {"x": "max"}


def test_a_date_may_be_limited_by_today() -> None:
    steps = "  - {step: a, title: A, fields: [{field: x, type: date, min: today()}]}\n"
    walker = Walker(plan(steps))

    found = [errors(walker.judged("a", x=x)) for x in ("11/03/2025", "12/03/2025")]

    assert found == [{"x": "min"}, {}]


def test_files_that_weigh_too_much_now_reopen_their_step() -> None:
    steps = """
  - {step: a, title: A, fields: [{field: most, type: integer}, {field: bytes, type: integer}]}
  - step: b
    title: B
    fields: [{field: f, type: files, max_files: most, max_total_size: bytes}]
"""
    one = {
        "id": "u",
        "name": "a.pdf",
        "media_type": "application/pdf",
        "size": 10,
        "sha256": "0" * 64,
    }
    walker = Walker(plan(steps), {"most": 2, "bytes": 20, "f": [one, one]})
    complete = walker.journey.complete

    said = []
    for most, weight in ((1, 20), (2, 19)):
        walker.answers |= {"most": most, "bytes": weight}
        said.append((walker.journey.complete, errors(walker.judged("b"))))

    assert complete
    assert said == [(False, {"f": "max"}), (False, {"f": "weight"})]


def test_a_step_whose_last_file_is_taken_away_is_open_again() -> None:
    steps = "  - {step: a, title: A, fields: [{field: f, type: files}]}\n"
    walker = Walker(plan(steps), {"f": []})

    journey = walker.journey

    assert not journey.complete
    assert errors(walker.judged("a")) == {"f": "required"}


def test_the_files_of_a_journey_are_those_it_reaches() -> None:
    steps = """
  - {step: a, title: A, fields: [{field: x, type: choice, choices: [un, deux]}]}
  - {step: b, title: B, when: x == "un", fields: [{field: f, type: files}]}
  - {group: g, title: G, steps: [{step: c, title: C, fields: [{field: h, type: files}]}]}
"""
    answers = {"x": "un", "f": [{"id": "1"}], "g": [{"_key": "1", "h": [{"id": "2"}]}]}

    ids = [
        [one["id"] for one in Walker(plan(steps), answers | {"x": x}).journey.files()]
        for x in ("un", "deux")
    ]

    assert ids == [["1", "2"], ["2"]]
