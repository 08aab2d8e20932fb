"""Conditions drawn as rows, and written back: the same meaning, the same rows."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.editing.conditions import LISTS, Row, Sentence, drawn, rows_in, sentence, written
from engine.editing.operands import Kind
from engine.editing.subjects import Subject, subject_called, subjects_at
from engine.editing.typed_rows import TypedCondition, TypedRow, made, shown, typed
from engine.expressions import (
    DATE,
    DECIMAL,
    INTEGER,
    MONEY,
    MONTH,
    TEXT,
    UNKNOWN,
    YES_NO,
    Choice,
    Choices,
    Chosen,
    Environment,
    Record,
    Rows,
    Scope,
    Syntax,
    compiled,
    infer,
    parse,
)
from engine.expressions.sentences import Named
from engine.source.positions import NOWHERE

SCOPE = Scope(
    {
        "n": INTEGER,
        "d": DECIMAL,
        "m": MONEY,
        "t": TEXT,
        "u": TEXT,
        "day": DATE,
        "end": DATE,
        "month": MONTH,
        "y": YES_NO,
        "z": YES_NO,
        "c": Choice(("a", "b")),
        "cs": Choices(("a", "b")),
        "rows": Rows({"m": MONEY, "n": INTEGER, "y": YES_NO, "t": TEXT}),
        "parameters": Record({"most": INTEGER}),
    }
)


def read(text: str) -> Syntax:
    """The tree of an expression."""
    syntax, problems = parse(text, NOWHERE)
    assert syntax is not None, (text, problems)
    return syntax


DRAWN = {
    'c == "a"': [Row("c", "is", ("a",), "text")],
    '"a" != c': [Row("c", "is_not", ("a",), "text")],
    'c in ["a", "b"]': [Row("c", "one_of", ("a", "b"), "text")],
    'not (c in ["a"])': [Row("c", "none_of", ("a",), "text")],
    '"a" in cs': [Row("cs", "contains", ("a",), "text")],
    '"a" not in cs': [Row("cs", "contains_not", ("a",), "text")],
    "answered(t)": [Row("t", "filled")],
    "not answered(cs)": [Row("cs", "empty")],
    "y": [Row("y", "yes")],
    "not y": [Row("y", "no")],
    "y == false": [Row("y", "no")],
    "18 <= n": [Row("n", "at_least", ("18",), "number")],
    "not n < -2.50": [Row("n", "at_least", ("-2.50",), "number")],
    "1 <= n <= parameters.most": [
        Row("n", "at_least", ("1",), "number"), Row("n", "at_most", ("parameters.most",), "name")
    ],
    'date("2024-02-29") > day': [Row("day", "less", ("2024-02-29",), "day")],
    "day >= today()": [Row("day", "at_least", ("today()",), "name")],
    "age(day) >= 18": [Row("age(day)", "at_least", ("18",), "number")],
    'month == month_of(date("2024-02-11"))': [Row("month", "is", ("2024-02",), "month")],
    "months_between(day, today()) < 6": [
        Row("months_between(day, today())", "less", ("6",), "number")
    ],
    "count(rows) > 2": [Row("count(rows)", "more", ("2",), "number")],
    "any(rows.y)": [Row("any(rows.y)", "yes")],
    'asked("début") and y': [Row('asked("début")', "yes"), Row("y", "yes")],
    'matches(t, "[A-Z]{2}")': [Row("t", "form", ("[A-Z]{2}",), "text")],
    "not (y or n > 3)": [Row("y", "no"), Row("n", "at_most", ("3",), "number")],
    r't == "say \"no\" \\ \n"': [Row("t", "is", ('say "no" \\ \n',), "text")],
}  # fmt: skip
NESTED = {
    "y and (z or n > 1)": Sentence("all", (
        Row("y", "yes"), Sentence("any", (Row("z", "yes"), Row("n", "more", ("1",), "number")))
    )),
    "not (1 < n < 3)": Sentence("any", (
        Row("n", "at_most", ("1",), "number"), Row("n", "at_least", ("3",), "number")
    )),
    "y or (z and (n > 1 and n < 9))": Sentence("any", (
        Row("y", "yes"), Sentence("all", (
            Row("z", "yes"), Row("n", "more", ("1",), "number"), Row("n", "less", ("9",), "number")
        ))
    )),
}  # fmt: skip
NOT_DRAWN = [
    "n + 1 > 3", "y if z else n > 3", "y == z", "y and (z or (n > 1 and n < 9))", "t < u",
    'c == "x"', "absent > 3", "n", "n in [1, parameters.most]", "3 > 2", "sum(rows.m) + 1 > 3",
    "round(m) > 2", 't + u == "x"',
]  # fmt: skip


@pytest.mark.parametrize("text", DRAWN)
def test_a_condition_is_drawn_as_rows(text: str) -> None:
    assert drawn(read(text), SCOPE) == Sentence("all", tuple(DRAWN[text]))


@pytest.mark.parametrize("text", NESTED)
def test_rows_stand_once_inside_others(text: str) -> None:
    assert drawn(read(text), SCOPE) == NESTED[text]


@pytest.mark.parametrize("text", NOT_DRAWN)
def test_what_has_another_form_stays_a_text(text: str) -> None:
    assert drawn(read(text), SCOPE) is None


def test_what_somebody_fills_in_has_the_form_in_which_it_is_read_back() -> None:
    one, other = Row("y", "yes"), Row("z", "no")

    assert sentence("any", [one]) == Sentence("all", (one,))
    assert sentence("all", []) is None
    assert sentence("all", [one, Sentence("any", (other,))]) == Sentence("all", (one, other))
    assert sentence("any", [Sentence("all", (one, other))]) == Sentence("all", (one, other))


def _is_right(text: str) -> bool:
    syntax, _problems = parse(text, NOWHERE)
    return syntax is not None and not infer(syntax, SCOPE, YES_NO)[1]


NAMES = ["n", "d", "m", "t", "u", "day", "end", "month", "y", "z", "c", "cs", "rows", "rows.m",
         "parameters.most", "age(day)", "count(rows)", "sum(rows.n)", "any(rows.y)", "today()",
         "month_of(day)", "year_of(end)", "length(t)", "days_between(day, end)",
         'asked("x")']  # fmt: skip
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=4)
VALUES = st.one_of(
    st.sampled_from(
        ["0", "-3", "2.50", "1e2", '"a"', '"b"', '"A.*"', "true", "false", 'date("2024-02-29")',
         'month_of(date("2024-02-29"))', '["a", "b"]', "[1, 2.5]", '(date("2024-01-01"),)']
    ),
    st.sampled_from(NAMES),
    st.builds(repr, TEXTS),
)  # fmt: skip
SIGNS = st.sampled_from(["==", "!=", "<", "<=", ">", ">=", "in", "not in"])
LEAVES = st.one_of(
    st.tuples(st.sampled_from(NAMES), SIGNS, VALUES).map(" ".join),
    st.tuples(VALUES, SIGNS, st.sampled_from(NAMES)).map(" ".join),
    st.tuples(VALUES, st.sampled_from(["<", "<="]), st.sampled_from(NAMES), SIGNS, VALUES)
    .map(" ".join),
    st.sampled_from(["y", "z", "any(rows.y)", 'matches(t, "a+")']),
    st.sampled_from(NAMES).map(lambda name: f"answered({name})"),
)  # fmt: skip
CONDITIONS = st.recursive(
    LEAVES.filter(_is_right),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from([" and ", " or "]), inner).map(
            lambda each: f"({each[0]}{each[1]}{each[2]})"
        ),
        inner.map(lambda each: f"not ({each})"),
    ),
    max_leaves=6,
)
OPTIONS = st.sampled_from(["a", "b"]).map(Chosen)
SOME = {
    "n": st.integers(-4, 20),
    "d": st.sampled_from([Decimal("2.5"), Decimal(100), Decimal(-3)]),
    "m": st.sampled_from([Decimal("2.50"), Decimal(0)]),
    "t": st.sampled_from(["", "a", "A.*", "aa"]),
    "u": st.sampled_from(["a", "b"]),
    "day": st.dates(date(2024, 2, 28), date(2024, 3, 1)),
    "end": st.dates(date(2024, 2, 28), date(2024, 3, 1)),
    "month": st.sampled_from([date(2024, 2, 1), date(2024, 3, 1)]),
    "y": st.booleans(),
    "z": st.booleans(),
    "c": OPTIONS,
    "cs": st.lists(OPTIONS, max_size=2),
    "rows": st.lists(
        st.fixed_dictionaries(
            {"m": st.just(Decimal(2)), "n": st.integers(0, 3), "y": st.booleans(), "t": TEXTS}
        ),
        max_size=2,
    ),
    "parameters": st.just({"most": 3}),
    "today": st.dates(date(2024, 2, 28), date(2024, 3, 1)),
    "#route": st.just({"x": True}),
}
ANSWERS = st.fixed_dictionaries(
    {}, optional={name: values | st.just(UNKNOWN) for name, values in SOME.items()}
)


@given(CONDITIONS, st.lists(ANSWERS, min_size=1, max_size=5))
@settings(max_examples=150, deadline=None)
def test_what_is_written_back_means_the_same(text: str, answers: list[Environment]) -> None:
    syntax = read(text)
    found = drawn(syntax, SCOPE)
    if found is None:
        return

    again = read(written(found))

    assert drawn(again, SCOPE) == found
    for environment in answers:
        assert compiled(again)(environment) == compiled(syntax)(environment)


@given(CONDITIONS)
@settings(max_examples=60, deadline=None)
def test_rows_that_are_drawn_hold_no_level_that_says_nothing(text: str) -> None:
    found = drawn(read(text), SCOPE)
    if found is None:
        return

    assert sentence(found.joined, found.rows) == found
    assert all(row.operator for row in rows_in(found))


def named(name: str) -> Named:
    """What people call a name here."""
    return Named(name.upper(), {"a": "Le A", "b": "Le B"} if name in {"c", "cs"} else {})


KINDS: dict[str, tuple[Kind, str]] = {
    "choice": ("text", "a"), "text": ("text", "x"), "number": ("number", "3"),
    "date": ("day", "2024-02-29"), "month": ("month", "2024-02"), "list": ("text", "a"),
}  # fmt: skip


def row_of(subject: Subject, operator: str) -> Row:
    """A row that somebody fills in."""
    if operator in {"filled", "empty", "yes", "no"}:
        return Row(subject.expression, operator)
    kind, value = KINDS[subject.family]
    values = (value, value) if operator in LISTS else (value,)
    return Row(subject.expression, operator, values, kind)


@pytest.mark.parametrize("subject", subjects_at(SCOPE, named, "fr"), ids=lambda one: one.expression)
def test_whatever_is_proposed_is_read_back(subject: Subject) -> None:
    rows = [row_of(subject, operator) for operator in subject.operators]

    for row in rows:
        found = Sentence("all", (row,))
        assert drawn(read(written(found)), SCOPE) == found


def test_a_subject_is_what_was_asked_before_or_is_known_anyway() -> None:
    found = {one.expression: one for one in subjects_at(SCOPE, named, "fr")}

    assert found["c"].options == {"a": "Le A", "b": "Le B"}
    assert found["c"].label == "C"
    assert found["age(day)"].label == "âge depuis DAY"
    assert {"count(rows)", "sum(rows.m)", "any(rows.y)", "all(rows.y)", "today()"} <= set(found)
    assert found["parameters.most"].room == "Known beforehand"
    assert "rows.t" not in found


def test_what_was_written_by_hand_is_called_by_its_words() -> None:
    found = subject_called("days_between(day, end)", SCOPE, named, "fr")

    assert found.family == "number"
    assert found.label == "le nombre de jours de « DAY » à « END »"
    assert subject_called("c", SCOPE, named, "fr").options == {"a": "Le A", "b": "Le B"}
    assert subject_called("(", SCOPE, named, "fr").label == "("


CALLED = {one.expression: one for one in subjects_at(SCOPE, named, "fr")}


@given(CONDITIONS)
@settings(max_examples=60, deadline=None)
def test_a_form_gives_back_the_rows_that_it_shows(text: str) -> None:
    found = drawn(read(text), SCOPE)
    if found is None or not all(row.subject in CALLED for row in rows_in(found)):
        return

    form = controls(shown(found, "c"), "c")
    condition, errors = made(typed(form, "c"), CALLED.__getitem__)

    kept = [row for row in rows_in(found) if row.kind == "text" and not "".join(row.values).strip()]
    if not kept and not any(";" in one or one != one.strip() or "\n" in one
                            for row in rows_in(found) for one in row.values):  # fmt: skip
        assert not errors
        assert condition == found


def controls(found: TypedCondition, name: str) -> dict[str, list[str]]:
    """What a browser sends of the rows of a condition."""
    sent: dict[str, list[str]] = {f"{name}.joined": [found.joined]}
    for row in found.rows:
        if row.holds_rows:
            sent |= controls(TypedCondition(row.joined, row.rows), row.name)
            continue
        sent |= {f"{row.name}.subject": [row.subject], f"{row.name}.operator": [row.operator],
                 f"{row.name}.value": list(row.values),
                 f"{row.name}.other": [row.other]}  # fmt: skip
    return sent


def form(**values: str | list[str]) -> dict[str, list[str]]:
    """The controls of one row."""
    return {f"c.0.{key}": [one] if isinstance(one, str) else one for key, one in values.items()}


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        (form(subject="n", operator="more", value="1 250,5"), "n > 1250.5"),
        (form(subject="day", operator="is", value="2024-02-29"), 'day == date("2024-02-29")'),
        (form(subject="day", operator="less", value="", other="today()"), "day < today()"),
        (form(subject="month", operator="is", value="2024-02"),
         'month == month_of(date("2024-02-01"))'),
        (form(subject="t", operator="one_of", value="a\nb; c"), 't in ["a", "b", "c"]'),
        (form(subject="c", operator="one_of", value=["a", "b"]), 'c in ["a", "b"]'),
        (form(subject="y", operator="is"), "y"),
        (form(subject="c", operator="less", value="a"), 'c == "a"'),
    ],
)  # fmt: skip
def test_what_is_filled_in_is_written(sent: dict[str, list[str]], said: str) -> None:
    condition, errors = made(typed(sent, "c"), CALLED.__getitem__)

    assert not errors
    assert condition is not None
    assert written(condition) == said


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        (form(subject="n", operator="more", value="trois"), "Write a number, in digits"),
        (form(subject="n", operator="more"), "Say with what it is compared"),
        (form(subject="day", operator="is", value="2024-02-30"), "Choose a day"),
        (form(subject="month", operator="is", value="février"), "Choose a month"),
        (form(subject="c", operator="one_of", value=[]), "Say with what it is compared"),
    ],
)
def test_a_row_that_lacks_something_says_so(sent: dict[str, list[str]], said: str) -> None:
    assert made(typed(sent, "c"), CALLED.__getitem__) == (None, {"c.0": said})


def test_rows_without_subject_are_left_out() -> None:
    sent = {"c.joined": ["any"], "c.0.subject": [""], "c.3.subject": ["y"], "c.7.joined": ["all"]}

    found = typed(sent, "c")

    assert found == TypedCondition("any", (TypedRow("c.0", "y"),))
