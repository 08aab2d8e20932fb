"""Whatever is written and whatever is answered, nothing breaks and nothing takes long."""

from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.expressions import (
    DATE,
    DECIMAL,
    INTEGER,
    MONEY,
    TEXT,
    UNKNOWN,
    YES_NO,
    Choice,
    Choices,
    Chosen,
    Environment,
    Rows,
    Scope,
    compiled,
    decide,
    explain,
    fits,
    infer,
    parse,
    parse_template,
    render,
)
from engine.expressions.functions import FUNCTIONS
from engine.expressions.tables import Tables
from engine.source.positions import NOWHERE
from tests.expressions.written_cases import TABLES

SCOPE = Scope(
    {
        "n": INTEGER,
        "d": DECIMAL,
        "m": MONEY,
        "t": TEXT,
        "day": DATE,
        "y": YES_NO,
        "c": Choice(("a", "b"), {"nom": TEXT}),
        "cs": Choices(("a", "b")),
        "rows": Rows({"m": MONEY, "n": INTEGER, "y": YES_NO}),
    },
    tables=TABLES,
)
ATOMS = st.sampled_from(
    [
        *SCOPE.names, "c.label", "c.nom", "rows.m", "rows.n", "rows.y", "cs.label", "absent", "t.x",
        "0", "1", "2.50", "9" * 39, "1e-30", '"a"', '"zz"', '""', "true", "False", '["a", "b"]',
        'date("2024-01-31")', '"{n}"', '"tarifs"', '"bareme"', '"3e"', '"tarif"', '"taux"', "night",
        "sum_over_nights(day, add_days(day, n), d)", 'lookup("tarifs", "3e", "tarif", at=day)',
        'bracket("bareme", m, "taux")', 'brackets("bareme", n, "taux")',
    ]
)  # fmt: skip
SIGNS = ["+", "-", "*", "/", "==", "!=", "<", "<=", ">", ">=", "and", "or", "in", "not in"]


def _larger(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    pairs = st.tuples(inner, st.sampled_from(SIGNS), inner).map(lambda each: f"({' '.join(each)})")
    calls = st.tuples(st.sampled_from(sorted(FUNCTIONS)), st.lists(inner, max_size=3)).map(
        lambda each: f"{each[0]}({', '.join(each[1])})"
    )
    choices = st.tuples(inner, inner, inner).map(lambda each: "({} if {} else {})".format(*each))
    return (
        pairs
        | calls
        | choices
        | inner.map(lambda each: f"(not {each})")
        | inner.map(lambda each: f"(-{each})")
    )


EXPRESSIONS = st.recursive(ATOMS, _larger, max_leaves=12)
DECIMALS = st.decimals(allow_nan=False, allow_infinity=False, places=2, max_value=10**9)
DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))
OPTIONS = st.builds(Chosen, st.sampled_from("ab"), st.text(max_size=3), st.just({"nom": "Martin"}))


def _maybe(values: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    return values | st.just(UNKNOWN) | st.none()


ROWS = st.lists(
    st.fixed_dictionaries(
        {"m": _maybe(DECIMALS), "n": _maybe(st.integers()), "y": _maybe(st.booleans())}
    ),
    max_size=3,
)
TYPED = st.fixed_dictionaries(
    {},
    optional={
        "n": _maybe(st.integers()),
        "d": _maybe(DECIMALS),
        "m": _maybe(DECIMALS),
        "t": _maybe(st.text(max_size=5)),
        "day": _maybe(DAYS),
        "y": _maybe(st.booleans()),
        "c": _maybe(OPTIONS),
        "cs": _maybe(st.lists(OPTIONS, max_size=2)),
        "rows": _maybe(ROWS),
        "today": _maybe(DAYS),
        "#tables": st.builds(Tables, st.just(TABLES)),
    },
)
ANY_VALUE = st.recursive(
    st.integers() | st.decimals() | st.text() | st.booleans() | DAYS | st.none() | st.datetimes()
    | st.just(UNKNOWN) | OPTIONS | st.just(10**300) | st.just("x" * 99_999),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from(["m", "n", "y", "label", "x"]), inner, max_size=3),
    max_leaves=4,
)  # fmt: skip
ANYTHING_AT_ALL = st.dictionaries(
    st.sampled_from([*SCOPE.names, "today", "absent", "#tables"]), ANY_VALUE
)


@given(EXPRESSIONS, TYPED)
@settings(max_examples=300, deadline=500)
def test_a_value_has_the_type_that_was_worked_out(text: str, environment: Environment) -> None:
    syntax, _ = parse(text, NOWHERE)
    assert syntax is not None
    kind, problems = infer(syntax, SCOPE)

    value = compiled(syntax)(environment)

    assert problems or fits(value, kind)


@given(EXPRESSIONS, ANYTHING_AT_ALL)
@settings(max_examples=300, deadline=500)
def test_nothing_that_is_answered_breaks_an_expression(text: str, environment: Environment) -> None:
    syntax, _ = parse(text, NOWHERE)
    assert syntax is not None
    template, _ = parse_template("{{ " + text + " }}", NOWHERE)
    assert template is not None

    value = compiled(syntax)(environment)
    explanation = explain(syntax, environment, lambda name: (name, name))

    assert isinstance(render(template, environment, "fr"), str)
    assert type(explanation.result) is type(value)


@given(EXPRESSIONS, TYPED)
@settings(max_examples=300, deadline=500)
def test_what_is_said_of_a_condition_is_true_of_all_answers(
    text: str, environment: Environment
) -> None:
    syntax, _ = parse(text, NOWHERE)
    assert syntax is not None
    kind, problems = infer(syntax, SCOPE)
    said = {(each.kind, each.span) for each in decide(syntax, SCOPE)}
    whole = syntax.at(syntax.tree)

    value = compiled(syntax)(environment)

    if not problems and kind == YES_NO:
        assert not (("contradiction", whole) in said and value is True)
        assert not (("always", whole) in said and value is False)


@given(st.text(max_size=60) | st.text("()[]{}'\"\\ xn1.,+-*/<=>!#%&\n\u00a0é", max_size=60))
@settings(max_examples=300, deadline=500)
def test_any_text_is_read_or_refused(text: str) -> None:
    syntax, problems = parse(text, NOWHERE)
    template, wrong = parse_template(text, NOWHERE)

    assert (syntax is None) == bool(problems)
    assert (template is None) == bool(wrong)


def test_numbers_stay_exact_in_long_sums() -> None:
    text = "sum(rows.m)"
    syntax, _ = parse(text, NOWHERE)
    assert syntax is not None

    value = compiled(syntax)({"rows": [{"m": Decimal("0.10")}] * 1_000})

    assert value == Decimal(100)
